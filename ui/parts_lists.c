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

#define TABLE_COLUMNS 60 /* narrower areas get lines below each other */

/* Stops of the table of views, from the area's left. */
#define VIEW_BAR 16
#define VIEW_SHARE 28 /* right edge: "10 in 10" */
#define VIEW_WORDS 31
#define VIEW_ANSWERS 62 /* right edge */

/* Stops of the table of notes. */
#define NOTE_TEXT 14
#define NOTE_LINES 4 /* of one note, in a narrow area */

/* True if a is the better one: a larger share of its answers. */
static bool
view_better(const struct room_view *a, const struct room_view *b)
{
	return (int64_t)disclosure_clamped(a) * b->answered >
	       (int64_t)disclosure_clamped(b) * a->answered;
}

/* Indices of the views, best first; equal ones stay in their order. */
static void
view_order(const struct facts *facts, int order[FACT_VIEWS_MAX])
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

	bar_view(cells, area->row, left, VIEW_BAR, disclosure_clamped(view),
	    view->answered);
	view_share(view, counts, text);
	cells_right(cells, area->row, left + VIEW_SHARE, STYLE_BOLD, text);
	cells_text(cells, area->row, left + VIEW_WORDS,
	    VIEW_ANSWERS - VIEW_WORDS - 4, STYLE_NORMAL, fact->words);
	snprintf(text, sizeof(text), "%d", (int)view->answered);
	cells_right(cells, area->row, left + VIEW_ANSWERS, STYLE_NORMAL, text);
	snprintf(text, sizeof(text), "%d", view->give_or_take);
	cells_right(cells, area->row, left + area->columns, STYLE_NORMAL, text);
	area_skip(area, 1);
}

/* "Last huddle, about", or how many huddles are added up. */
static void
view_title(const struct facts *facts, bool counts, char *out, size_t size)
{
	int rounds = 1;

	for (int i = 0; i < facts->view_count; i++)
		if (facts->views[i].view.rounds > rounds)
			rounds = facts->views[i].view.rounds;
	if (rounds > 1)
		snprintf(out, size,
		    ngettext("Last %d huddle together, about",
		        "Last %d huddles together, about",
		        (unsigned long)rounds),
		    rounds);
	else
		snprintf(out, size, "%s",
		    counts ? _("What the room said, about")
		           : _("Last huddle, about"));
}

static void
view_lines(struct cells *cells, struct area *area, const struct fact_view *fact,
    bool counts)
{
	const struct room_view *view = &fact->view;
	char share[32], line[128];

	view_share(view, counts, share);
	cells_text(cells, area->row, area->column, -1, STYLE_BOLD, share);
	cells_text(cells, area->row, area->column + 10, area->columns - 10,
	    STYLE_NORMAL, fact->words);
	area_skip(area, 1);
	bar_view(cells, area->row, area->column, 10, disclosure_clamped(view),
	    view->answered);
	snprintf(line, sizeof(line), _("of %d, give or take %d"),
	    (int)view->answered, view->give_or_take);
	cells_text(cells, area->row, area->column + 12, area->columns - 12,
	    STYLE_DIM, line);
	area_skip(area, 1);
}

void
part_views(struct cells *cells, struct area *area, const struct facts *facts,
    bool counts)
{
	bool table = area->columns >= TABLE_COLUMNS;
	int each = table ? 1 : 2, shown = 0;
	int order[FACT_VIEWS_MAX];
	char text[80];

	view_order(facts, order);
	view_title(facts, counts, text, sizeof(text));
	if (table && area->rows > 0) {
		cells_right(cells, area->row, area->column + VIEW_ANSWERS,
		    STYLE_DIM, _("answers"));
		cells_right(cells, area->row, area->column + area->columns,
		    STYLE_DIM, _("give or take"));
	}
	area_heading(cells, area, text, 0, NULL);
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

	snprintf(text, sizeof(text),
	    _("%d of %d checked in. Blurred on purpose, press ? to see why."),
	    (int)facts->view_checkins, (int)facts->view_headcount);
	area_wrap(cells, area, 2, STYLE_DIM, text);
}

static void
note_row(struct cells *cells, struct area *area, const struct note *note)
{
	int left = area->column;

	cells_text(cells, area->row, left, NOTE_TEXT - 1, STYLE_DIM,
	    _(note_kind_titles[note->kind]));
	cells_text(cells, area->row, left + NOTE_TEXT,
	    area->columns - NOTE_TEXT, STYLE_NORMAL, note->text);
	area_skip(area, 1);
}

/* Kind and theme, then the text below. */
static void
note_lines(struct cells *cells, struct area *area, const struct facts *facts,
    const struct note *note)
{
	char head[160];

	snprintf(head, sizeof(head), "%s " SIGN_DOT " %s",
	    _(note_kind_titles[note->kind]), part_theme(facts, note->theme));
	area_line(cells, area, STYLE_DIM, head);
	area_wrap(cells, area, NOTE_LINES, STYLE_NORMAL, note->text);
	area_skip(area, 1);
}

void
part_notes(struct cells *cells, struct area *area, const struct facts *facts,
    const struct note *notes, int count, int step)
{
	bool table = area->columns >= TABLE_COLUMNS;
	int shown = 0;
	char text[64];

	while (shown < count) {
		const struct note *note =
		    &notes[step > 0 ? shown : count - 1 - shown];

		if (area->rows < (table ? 1 : 2) + (shown + 1 < count))
			break;
		if (table)
			note_row(cells, area, note);
		else
			note_lines(cells, area, facts, note);
		shown++;
	}
	if (shown < count) {
		snprintf(text, sizeof(text), _("and %d more"), count - shown);
		area_line(cells, area, STYLE_DIM, text);
	}
}

static void
contact_show(
    struct cells *cells, struct area *area, const struct fact_contact *contact)
{
	bool table = area->columns >= TABLE_COLUMNS;

	if (table)
		cells_right(cells, area->row, area->column + area->columns,
		    STYLE_NORMAL, contact->when);
	area_line(cells, area, STYLE_BOLD, contact->title);
	area_wrap(cells, area, 2, STYLE_ACCENT, contact->reach);
	if (!table && contact->when[0])
		area_wrap(cells, area, 2, STYLE_NORMAL, contact->when);
	area_wrap(cells, area, table ? 2 : 4, STYLE_DIM, contact->about);
	area_skip(area, 1);
}

int
part_contacts(
    struct cells *cells, struct area *area, const struct facts *facts, int top)
{
	int shown = 0;

	while (top + shown < facts->contact_count && area->rows >= 3) {
		contact_show(cells, area, &facts->contacts[top + shown]);
		shown++;
	}
	return shown;
}
