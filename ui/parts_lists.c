/*
 * Room views, notes and contacts as several screens show them: as a table on
 * the grid's stops, or below each other where there is less room.
 */
#include "ui/parts.h"

#include <libintl.h>
#include <stdio.h>
#include <string.h>

#include "ui/layout.h"
#include "util/i18n.h"

/* Stops of the table of views, from the area's left. A cell of the bar is one
 * in ten. */
#define VIEW_BAR 10
#define VIEW_SHARE 20 /* right edge: "10 in 10" */
#define VIEW_WORDS 22
#define VIEW_WORDS_COLUMNS 30
#define VIEW_ANSWERS 60 /* right edge */

/* Stops of the table of notes. */
#define NOTE_TEXT 15

#define CONTACT_REACH 40 /* stop of numbers beside names */
#define CONTACT_ROWS 4   /* that one takes with all that is told of it */
#define CONTACT_BRIEF 2  /* without what it is about */
#define PEER_INDENT 2

static bool
view_blurred(const struct room_view *view)
{
	return disclosure_is_blurred(view->answered, view->give_or_take);
}

/* True if a is the better one: a larger share of its answers. What has none to
 * tell comes last. */
static bool
view_better(const struct room_view *a, const struct room_view *b)
{
	if (view_blurred(a) || view_blurred(b))
		return !view_blurred(a) && view_blurred(b);
	return (int64_t)disclosure_clamped(a) * b->answered >
	       (int64_t)disclosure_clamped(b) * a->answered;
}

/* Equal ones stay in their order. */
void
part_view_order(const struct facts *facts, int order[FACT_VIEWS_MAX])
{
	for (int i = 0; i < facts->view_count; i++) {
		int at = i;

		while (at > 0 && view_better(&facts->views[i].view,
		                     &facts->views[order[at - 1]].view)) {
			order[at] = order[at - 1];
			at--;
		}
		order[at] = i;
	}
}

static void
view_share(const struct room_view *view, bool counts, char out[32])
{
	if (counts)
		snprintf(out, 32, _("%d of %d"), (int)disclosure_clamped(view),
		    (int)view->answered);
	else
		snprintf(out, 32, _("%d in 10"), disclosure_of_ten(view));
}

static void
view_row(struct cells *cells, struct area *area, const struct fact_view *fact,
    bool counts)
{
	const struct room_view *view = &fact->view;
	int left = area->column;
	char text[32];

	if (view_blurred(view)) {
		cells_text(cells, area->row, left, VIEW_WORDS - 1, STYLE_DIM,
		    _("too blurred to tell"));
	} else {
		bar_view(cells, area->row, left, VIEW_BAR,
		    disclosure_clamped(view), view->answered);
		view_share(view, counts, text);
		cells_right(
		    cells, area->row, left + VIEW_SHARE, STYLE_BOLD, text);
	}
	cells_text(cells, area->row, left + VIEW_WORDS, VIEW_WORDS_COLUMNS,
	    STYLE_NORMAL, part_view_words(fact));
	snprintf(text, sizeof(text), "%d", (int)view->answered);
	cells_right(cells, area->row, left + VIEW_ANSWERS, STYLE_NORMAL, text);
	snprintf(text, sizeof(text), "%d", view->give_or_take);
	cells_right(cells, area->row, left + area->columns, STYLE_NORMAL, text);
	area_skip(area, 1);
}

/* Over how many huddles the views go: the fewest and the most. */
static void
view_rounds(const struct facts *facts, int *fewest, int *most)
{
	*fewest = *most = facts->views[0].view.rounds;
	for (int i = 1; i < facts->view_count; i++) {
		int rounds = facts->views[i].view.rounds;

		*fewest = rounds < *fewest ? rounds : *fewest;
		*most = rounds > *most ? rounds : *most;
	}
}

/* Which huddle that was, or how many are added up. */
static void
view_title(const struct facts *facts, bool counts, char *out, size_t size)
{
	int fewest, most;
	char day[PART_DAY_SIZE];

	view_rounds(facts, &fewest, &most);
	part_day(facts, facts->view_shift.day, day);
	if (fewest < most)
		snprintf(out, size, _("Last %d to %d huddles together, about"),
		    fewest, most);
	else if (most > 1)
		snprintf(out, size,
		    ngettext("Last %d huddle together, about",
		        "Last %d huddles together, about", (unsigned long)most),
		    most);
	else if (facts->view_checkins == 0)
		snprintf(out, size, "%s", _("Last huddle with answers, about"));
	else if (counts)
		snprintf(out, size, "%s", _("What the room said, about"));
	else
		snprintf(out, size, _("Last huddle (%s, %s), about"), day,
		    part_shift(facts->view_shift.shift));
}

static void
view_lines(struct cells *cells, struct area *area, const struct fact_view *fact,
    bool counts)
{
	const struct room_view *view = &fact->view;
	char share[32], line[128];

	if (view_blurred(view)) {
		cells_text(cells, area->row, area->column, area->columns,
		    STYLE_NORMAL, part_view_words(fact));
		area_skip(area, 1);
		snprintf(line, sizeof(line),
		    _("too blurred to tell (%d answers)"), (int)view->answered);
		cells_text(cells, area->row, area->column, area->columns,
		    STYLE_DIM, line);
		area_skip(area, 2);
		return;
	}
	view_share(view, counts, share);
	cells_text(cells, area->row, area->column, -1, STYLE_BOLD, share);
	cells_text(cells, area->row, area->column + 10, area->columns - 10,
	    STYLE_NORMAL, part_view_words(fact));
	area_skip(area, 1);
	bar_view(cells, area->row, area->column, 10, disclosure_clamped(view),
	    view->answered);
	snprintf(line, sizeof(line), _("of %d, give or take %d"),
	    (int)view->answered, view->give_or_take);
	cells_text(cells, area->row, area->column + 12, area->columns - 12,
	    STYLE_DIM, line);
	area_skip(area, 2);
}

void
part_views(struct cells *cells, struct area *area, const struct facts *facts,
    bool counts)
{
	bool table = area->columns >= TABLE_COLUMNS;
	int each = table ? 1 : 3, shown = 0;
	int order[FACT_VIEWS_MAX];
	char text[80];

	if (facts->view_count == 0)
		return;
	part_view_order(facts, order);
	view_title(facts, counts, text, sizeof(text));
	if (table && area->rows > 0) {
		cells_right(cells, area->row, area->column + VIEW_ANSWERS,
		    STYLE_DIM, _("answers"));
		cells_right(cells, area->row, area->column + area->columns,
		    STYLE_DIM, _("give or take"));
	}
	area_heading(cells, area, text, 0, NULL);
	if (!table)
		area_skip(area, 1);
	while (shown < facts->view_count &&
	       area->rows >= each + (shown + 1 < facts->view_count)) {
		const struct fact_view *fact = &facts->views[order[shown++]];

		if (table)
			view_row(cells, area, fact, counts);
		else
			view_lines(cells, area, fact, counts);
	}
	if (shown < facts->view_count) {
		snprintf(text, sizeof(text), _("and %d more"),
		    facts->view_count - shown);
		area_line(cells, area, STYLE_DIM, text);
	}
}

void
part_views_foot(
    struct cells *cells, struct area *area, const struct facts *facts)
{
	char text[160];

	if (facts->view_checkins == 0)
		area_wrap(cells, area, 2, STYLE_DIM,
		    _("Nobody checked in; this is the last huddle's."));
	snprintf(text, sizeof(text),
	    _("%d of %d checked in. Blurred on purpose, press ? to see why."),
	    (int)facts->view_checkins, (int)facts->view_headcount);
	area_wrap(cells, area, 2, STYLE_DIM, text);
}

/* The kind, and the text beside it or below. */
static void
note_show(
    struct cells *cells, struct area *area, const struct note *note, int lines)
{
	bool table = area->columns >= TABLE_COLUMNS;
	struct area text = *area;

	if (table) {
		text.column += NOTE_TEXT;
		text.columns -= NOTE_TEXT;
	} else {
		area_skip(&text, 1);
	}
	cells_text(cells, area->row, area->column, NOTE_TEXT - 1, STYLE_DIM,
	    _(note_kind_titles[note->kind]));
	area_wrap(cells, &text, lines, STYLE_NORMAL, note->text);
	area_skip(area, text.row - area->row + !table);
}

/* Notes have a day and no hour: those of the last huddle's day may have been
 * seen in it, and nobody can tell. */
void
part_noted_since(const struct facts *facts, char *out, size_t size)
{
	const struct fact_huddle *last = &facts->last_huddle;
	char day[PART_DAY_SIZE];

	if (!last->any) {
		snprintf(out, size, "%s", _("New notes"));
	} else if (last->shift.day >= facts->shift.day) {
		snprintf(out, size, "%s", _("Noted today"));
	} else {
		part_day(facts, last->shift.day, day);
		snprintf(out, size, _("Noted since %s"), day);
	}
}

/* Rows that it takes, the last one's empty row not counted. */
static int
note_rows(const struct area *area, const struct note *note, int lines)
{
	bool table = area->columns >= TABLE_COLUMNS;
	int rows =
	    part_lines(note->text, area->columns - (table ? NOTE_TEXT : 0));

	return (rows < lines ? rows : lines) + !table;
}

void
part_notes(struct cells *cells, struct area *area, const struct note *notes,
    int count, int step, int lines)
{
	int shown = 0;
	char text[64];

	for (; shown < count; shown++) {
		const struct note *note =
		    &notes[step > 0 ? shown : count - 1 - shown];
		bool last = shown + 1 == count;

		if (area->rows < note_rows(area, note, lines) + !last)
			break;
		note_show(cells, area, note, lines);
	}
	if (shown < count) {
		snprintf(text, sizeof(text), _("and %d more"), count - shown);
		area_line(cells, area, STYLE_DIM, text);
	}
}

/* The number stands beside the name, or below it if it has no room there;
 * `when` behind the name, as far as there is room. */
static void
contact_reach(struct cells *cells, struct area *area,
    const struct fact_contact *contact, const char *when)
{
	int column = area->column + utf8_width(contact->title) + 1;
	bool beside =
	    utf8_width(contact->title) < CONTACT_REACH - 1 &&
	    utf8_width(contact->reach) <= area->columns - CONTACT_REACH;

	if (beside && area->rows > 0)
		cells_text(cells, area->row, area->column + CONTACT_REACH, -1,
		    STYLE_ACCENT, contact->reach);
	if (when[0] && area->rows > 0) {
		int room = area->column +
		           (beside ? CONTACT_REACH - 1 : area->columns) -
		           column;

		cells_text(cells, area->row, column, room, STYLE_DIM, SIGN_DOT);
		cells_text(
		    cells, area->row, column + 2, room - 2, STYLE_DIM, when);
	}
	area_line(cells, area, STYLE_BOLD, contact->title);
	if (!beside)
		area_wrap(cells, area, 2, STYLE_ACCENT, contact->reach);
}

/* A row is left for how many more there are. */
static int
contacts_show(struct cells *cells, struct area *area,
    const struct fact_contact *contacts, int count)
{
	bool brief = area->rows < count * CONTACT_ROWS;
	bool bare = area->rows < count * CONTACT_BRIEF;
	int shown = 0;

	for (; shown < count && area->rows > (shown + 1 < count); shown++) {
		const struct fact_contact *contact = &contacts[shown];
		char text[512];

		if (!brief && shown > 0)
			area_skip(area, 1);
		contact_reach(cells, area, contact, bare ? contact->when : "");
		snprintf(text, sizeof(text), "%s%s%s", contact->when,
		    contact->when[0] && contact->about[0] ? " " SIGN_DOT " "
		                                          : "",
		    contact->about);
		if (!bare)
			area_wrap(cells, area, 3, STYLE_DIM,
			    brief ? contact->when : text);
	}
	return shown;
}

int
part_contacts(struct cells *cells, struct area *area, const struct facts *facts)
{
	return contacts_show(
	    cells, area, facts->contacts, facts->contact_count);
}

int
part_peers(struct cells *cells, struct area *area, const struct facts *facts)
{
	struct area names;
	int shown;

	if (facts->peer_count == 0)
		return 0;
	area_heading(cells, area, _("Peer supporters"), 0, NULL);
	names = *area;
	names.column += PEER_INDENT;
	names.columns -= PEER_INDENT;
	shown = contacts_show(cells, &names, facts->peers, facts->peer_count);
	area_skip(area, names.row - area->row);
	return shown;
}
