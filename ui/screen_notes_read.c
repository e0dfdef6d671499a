/*
 * One note, whole: what was said, by how many more, and what became of it.
 * See screen_notes.h.
 */
#include <libintl.h>
#include <stdio.h>
#include <string.h>

#include "ui/layout.h"
#include "ui/parts_match.h"
#include "ui/screen_notes.h"
#include "util/date.h"
#include "util/i18n.h"

#define TEXT_ROWS 40 /* the most that a text may take */

/* Where a card stands, in the middle of a line. */
static const char *const card_states[ACTION_STATES] = {
    [ACTION_NEW] = N_("new"),
    [ACTION_AGREED] = N_("agreed"),
    [ACTION_TESTING] = N_("testing"),
    [ACTION_DONE] = N_("done"),
    [ACTION_CLOSED] = N_("closed"),
};

/* Of a redacted note the text itself says so. */
static const char *const note_states[NOTE_STATES] = {
    [NOTE_ANSWERED] = N_("answered"),
    [NOTE_CANT] = N_("can't"),
    [NOTE_MERGED] = N_("merged"),
};

/* In whole days; a clock that was set back makes none. */
static int
days_since(const struct facts *facts, int32_t day)
{
	return facts->shift.day > day ? (int)(facts->shift.day - day) : 0;
}

/* The days alone where that is too long. */
static void
say_waiting(const struct facts *facts, const struct note *note, int columns,
    char *out, size_t size)
{
	int days = days_since(facts, note->day);

	if (days == 0)
		snprintf(out, size, "%s", _("new today"));
	else
		snprintf(out, size,
		    ngettext("waiting %d day", "waiting %d days",
		        (unsigned long)days),
		    days);
	if (utf8_width(out) > columns)
		snprintf(out, size,
		    ngettext("%d day", "%d days", (unsigned long)days), days);
}

static void
say_card(const struct note *note, int columns, char *out, size_t size)
{
	if (note->action_state >= 0)
		snprintf(out, size, _("card %d, %s"), note->action,
		    _(card_states[note->action_state]));
	if (note->action_state < 0 || utf8_width(out) > columns)
		snprintf(out, size, _("card %d"), note->action);
}

void
notes_state(const struct facts *facts, const struct note *note, int columns,
    char *out, size_t size)
{
	out[0] = '\0';
	if (note_waits(note))
		say_waiting(facts, note, columns, out, size);
	else if (note->state == NOTE_ACTION)
		say_card(note, columns, out, size);
	else if (note_states[note->state])
		snprintf(out, size, "%s", _(note_states[note->state]));
}

/* --- the note --- */

struct page {
	const struct notes *model;
	const struct facts *facts;
	const struct note *note;
};

static const char *
answer_of(const struct note *note)
{
	return note->answer ? note->answer : "";
}

/* A line that begins a part: an empty one before it. */
static void
part(struct cells *cells, struct area *area, enum style style, const char *text)
{
	area_skip(area, 1);
	area_wrap(cells, area, 2, style, text);
}

static void
draw_head(struct cells *cells, struct area *area, const struct page *page)
{
	const struct note *note = page->note;
	char date[64];

	layout_date(page->facts, note->day, date);
	area_line(cells, area, STYLE_BOLD, _(note_kind_titles[note->kind]));
	area_line(
	    cells, area, STYLE_NORMAL, part_theme(page->facts, note->theme));
	area_line(cells, area, STYLE_DIM, date);
	area_skip(area, 1);
}

static void
draw_text(struct cells *cells, struct area *area, const struct page *page)
{
	const char *text = page->note->text;
	int row = area->row, rows = area->rows;

	if (page->note->state == NOTE_REDACTED) {
		area_line(
		    cells, area, STYLE_DIM, _("Its text was taken away."));
		return;
	}
	if (rows > TEXT_ROWS)
		rows = TEXT_ROWS;
	area_wrap(cells, area, rows, STYLE_NORMAL, text);
	match_wrap(cells, row, area->column, area->columns, rows, text,
	    notes_word(page->model));
}

static void
draw_numbers(struct cells *cells, struct area *area, const struct note *note)
{
	char text[96];

	if (note->metoo > 0 || note->minutes > 0)
		area_skip(area, 1);
	if (note->metoo > 0) {
		snprintf(text, sizeof(text),
		    ngettext("%d more said me too.", "%d more said me too.",
		        (unsigned long)note->metoo),
		    note->metoo);
		area_line(cells, area, STYLE_NORMAL, text);
	}
	if (note->minutes > 0) {
		snprintf(text, sizeof(text),
		    ngettext("It costs %d minute a shift.",
		        "It costs %d minutes a shift.",
		        (unsigned long)note->minutes),
		    note->minutes);
		area_line(cells, area, STYLE_NORMAL, text);
	}
}

static void
draw_waiting(struct cells *cells, struct area *area, const struct page *page)
{
	int days = days_since(page->facts, page->note->day);
	bool late = days > page->facts->rules.response_days;
	char text[96];

	if (days == 0)
		snprintf(text, sizeof(text), "%s",
		    _("Waiting for an answer since today."));
	else
		snprintf(text, sizeof(text),
		    ngettext("Waiting for an answer for %d day.",
		        "Waiting for an answer for %d days.",
		        (unsigned long)days),
		    days);
	part(cells, area, late ? STYLE_BOLD : STYLE_NORMAL, text);
}

static void
draw_answer(struct cells *cells, struct area *area, const struct page *page)
{
	const struct note *note = page->note;
	bool cant = note->state == NOTE_CANT;
	char date[64], text[128];

	snprintf(text, sizeof(text), "%s",
	    cant ? _("Can't, because") : _("Answered"));
	if (note->answered != DATE_NONE) {
		layout_date(page->facts, note->answered, date);
		snprintf(text, sizeof(text),
		    cant ? _("Can't, because (%s)") : _("Answered (%s)"), date);
	}
	part(cells, area, STYLE_BOLD, text);
	area_wrap(cells, area, TEXT_ROWS, STYLE_NORMAL, answer_of(note));
}

static void
draw_card(struct cells *cells, struct area *area, const struct page *page)
{
	char text[96];

	say_card(page->note, 96, text, sizeof(text));
	part(cells, area, STYLE_BOLD, _("On the action board"));
	area_line(cells, area, STYLE_NORMAL, text);
}

/* The other note's words, if it is near enough to be known. */
static void
draw_merged(struct cells *cells, struct area *area, const struct page *page)
{
	const struct fact_notes *notes = &page->facts->notes;

	part(cells, area, STYLE_BOLD, _("Merged into another note"));
	for (int i = 0; i < notes->count; i++)
		if (strcmp(notes->rows[i].id, page->note->into) == 0)
			area_wrap(cells, area, TEXT_ROWS, STYLE_NORMAL,
			    notes->rows[i].text);
}

static void
draw_redacted(struct cells *cells, struct area *area, const struct page *page)
{
	part(cells, area, STYLE_BOLD, _("Redacted, because"));
	area_wrap(cells, area, TEXT_ROWS, STYLE_NORMAL, answer_of(page->note));
}

static void
draw(struct cells *cells, struct area *area, const void *data)
{
	static void (*const ends[NOTE_STATES])(
	    struct cells *, struct area *, const struct page *) = {
	    [NOTE_ACTION] = draw_card,
	    [NOTE_ANSWERED] = draw_answer,
	    [NOTE_CANT] = draw_answer,
	    [NOTE_MERGED] = draw_merged,
	    [NOTE_REDACTED] = draw_redacted,
	};
	const struct page *page = data;

	draw_head(cells, area, page);
	draw_text(cells, area, page);
	draw_numbers(cells, area, page->note);
	if (note_waits(page->note))
		draw_waiting(cells, area, page);
	else if (ends[page->note->state])
		ends[page->note->state](cells, area, page);
}

void
notes_read_view(const struct notes *model, const struct facts *facts,
    const struct note *note, struct cells *cells, const struct area *area)
{
	struct page page = {model, facts, note};
	int below = area->row + area->rows;

	if (model->reading)
		cells_cursor(cells, area->row, area->column);
	scroll_view(model->scroll, cells, area, &page, draw);
	if (model->scroll->top + model->scroll->page >= model->scroll->count)
		return;
	/* Here j leads to the next note. */
	cells_fill(
	    cells, below, area->column, area->columns, STYLE_NORMAL, " ");
	cells_right(cells, below, area->column + area->columns, STYLE_DIM,
	    model->reading ? _("more below: PgDn")
	                   : _("more below: Enter, PgDn"));
}
