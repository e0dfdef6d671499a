/*
 * How the notes page looks: a list on the grid's stops; the note itself
 * beside it, or on a page of its own where there is less room.
 */
#include <libintl.h>
#include <stdio.h>
#include <string.h>

#include "ui/layout.h"
#include "ui/parts_match.h"
#include "ui/screen_notes.h"
#include "util/i18n.h"

/* Stops of the list, from the margin. The theme stands with the note itself:
 * the room is for the text. */
#define DAY_EDGE 10 /* right edge */
#define KIND 12
#define TEXT 26
#define STATE 58
#define STATE_COLUMNS 16
#define PROMPT_COLUMNS 30 /* of the note that is merged */
#define PROMPT_ROWS 2

/* While one is merged, those that cannot take it stand back. */
static bool
stands_back(const struct notes *model, const struct note *note)
{
	return model->merging && strcmp(note->id, model->merged.id) != 0 &&
	       !notes_merge_takes(model, note);
}

static void
view_text(const struct notes *model, const struct note *note,
    struct cells *cells, int row, int left, int columns, bool focused)
{
	enum style style = focused ? STYLE_FOCUS : STYLE_NORMAL;
	bool redacted = note->state == NOTE_REDACTED;
	char reason[600] = "";
	int end;

	if (redacted)
		snprintf(reason, sizeof(reason), _("(redacted: %s)"),
		    note->answer ? note->answer : "");
	end = cells_text(cells, row, left + TEXT, columns, style,
	    redacted ? reason : note->text);
	/* One run of one style is what a terminal is told soonest. */
	if (focused)
		cells_style(cells, row, left + 1, end - left - 1, style);
	if (!redacted)
		match_style(cells, row, left + TEXT, columns, note->text,
		    notes_word(model));
}

/* Where it stands, in a word; what still waits is not dimmed. Where nothing
 * has to come of a note its text takes that room too: false. */
static bool
view_state(const struct notes *model, const struct facts *facts,
    const struct note *note, struct cells *cells, int row, int left)
{
	bool merged = model->merging && strcmp(note->id, model->merged.id) == 0;
	enum style style = note_waits(note) ? STYLE_NORMAL : STYLE_DIM;
	char text[64];

	notes_state(facts, note, STATE_COLUMNS, text, sizeof(text));
	if (merged)
		snprintf(text, sizeof(text), "%s", _("to be merged"));
	cells_text(cells, row, left + STATE, STATE_COLUMNS,
	    merged ? STYLE_ACCENT : style, text);
	return text[0] != '\0';
}

static void
view_row(const struct notes *model, const struct facts *facts,
    struct cells *cells, const struct area *area, int index)
{
	const struct note *note = notes_row(facts, index);
	int row = area->row + index - model->list->top, left = area->column;
	bool focused = index == model->list->focus;
	int columns = area->columns - TEXT;
	char day[PART_DAY_SIZE];

	if (focused) {
		cells_text(cells, row, left, 1, STYLE_ACCENT, SIGN_FOCUS);
		cells_cursor(cells, row, left);
	}
	if (!note)
		return;
	part_day(facts, note->day, day);
	cells_right(cells, row, left + DAY_EDGE, STYLE_DIM, day);
	cells_text(cells, row, left + KIND, TEXT - KIND - 1, STYLE_NORMAL,
	    _(note_kind_titles[note->kind]));
	if (view_state(model, facts, note, cells, row, left))
		columns = STATE - 2 - TEXT;
	view_text(model, note, cells, row, left, columns, focused);
	if (stands_back(model, note))
		cells_style(
		    cells, row, left + KIND, area->columns - KIND, STYLE_DIM);
}

static void
view_list(const struct notes *model, const struct facts *facts,
    struct cells *cells, const struct area *area)
{
	struct list *list = model->list;

	list_set(list, facts->notes.total, area->rows);
	for (int i = list->top; i < list->count && i < list->top + area->rows;
	     i++)
		view_row(model, facts, cells, area, i);
}

static void
view_empty(const struct notes *model, struct cells *cells, struct area *area)
{
	char text[256];

	cells_cursor(cells, area->row, area->column);
	if (!model->loaded)
		return;
	if (notes_word(model)[0] != '\0')
		snprintf(text, sizeof(text), _("No note has \"%s\"."),
		    notes_word(model));
	else if (notes_narrowed(model))
		snprintf(text, sizeof(text), "%s",
		    notes_only_waiting(model)
		        ? _("Nothing waits for an answer.")
		        : _("No notes are like that."));
	else
		snprintf(text, sizeof(text), "%s",
		    _("No notes yet. + adds the first one."));
	area_line(cells, area, STYLE_NORMAL, text);
}

/* What stop this cost, and how many notes there are. */
static void
view_header(
    const struct notes *model, const struct facts *facts, struct cells *cells)
{
	const struct fact_notes *notes = &facts->notes;
	char count[64] = "", minutes[96] = "";

	if (model->loaded && model->reading)
		snprintf(count, sizeof(count), _("%d of %d"),
		    model->list->focus + 1, notes->total);
	else if (model->loaded)
		snprintf(count, sizeof(count),
		    ngettext(
		        "%d note", "%d notes", (unsigned long)notes->total),
		    notes->total);
	if (model->loaded && notes->minutes > 0)
		snprintf(minutes, sizeof(minutes),
		    ngettext("stop this: %d minute a shift",
		        "stop this: %d minutes a shift",
		        (unsigned long)notes->minutes),
		    notes->minutes);
	layout_header(cells, _("Notes"), minutes, count);
}

/* What the list is narrowed to; it begins a row lower then. */
static void
view_only(const struct notes *model, const struct facts *facts,
    struct cells *cells, struct area *main, struct area *side)
{
	char only[512];
	int row = LAYOUT_TOP - 1, column;

	notes_filter_text(model, facts, only, sizeof(only));
	if (only[0] == '\0')
		return;
	column =
	    cells_text(cells, row, LAYOUT_MARGIN, -1, STYLE_DIM, _("only"));
	cells_text(cells, row, column + 1, layout_right(cells) - column - 1,
	    STYLE_ACCENT, only);
	area_skip(main, 1);
	area_skip(side, 1);
}

/* Which note is merged, and what to do now: on two lines, if it takes them. */
static void
view_merging(const struct notes *model, struct cells *cells)
{
	const char *text = model->merged.text ? model->merged.text : "";
	int len = (int)utf8_fit(text, PROMPT_COLUMNS, NULL);
	int columns = cells->columns - 2 * LAYOUT_MARGIN, lines;
	struct buf line = BUF_INIT;

	buf_addf(&line,
	    _("\"%.*s%s\" goes into which note? Move to it, then Enter."), len,
	    text, text[len] ? SIGN_MORE : "");
	lines = part_lines(buf_text(&line), columns);
	lines = lines < PROMPT_ROWS ? lines : PROMPT_ROWS;
	cells_wrap(cells, layout_bottom(cells) + 2 - lines, LAYOUT_MARGIN,
	    columns, lines, STYLE_BOLD, buf_text(&line));
	buf_done(&line);
}

/* Below the list: the word that is typed, or what is to be chosen. */
static void
view_prompt(const struct notes *model, struct cells *cells)
{
	int row = layout_bottom(cells) + 1, column = LAYOUT_MARGIN;

	if (model->finding) {
		column =
		    cells_text(cells, row, column, -1, STYLE_BOLD, _("Find: "));
		editor_view(
		    &model->find, cells, row, column, NOTES_FIND + 1, 1);
	} else if (model->merging && model->toast.text[0] == '\0') {
		view_merging(model, cells);
	}
}

void
notes_view(const void *data, const struct facts *facts, struct cells *cells)
{
	const struct notes *model = data;
	const struct note *note = notes_focused(model, facts);
	struct area main, side;

	area_body(cells, &main, &side);
	view_header(model, facts, cells);
	view_only(model, facts, cells, &main, &side);
	if (model->merging) {
		main.rows -= PROMPT_ROWS - 1;
		side.rows -= PROMPT_ROWS - 1;
	}
	if (!model->loaded || facts->notes.total == 0) {
		view_empty(model, cells, &main);
	} else if (note && model->reading && side.columns == 0) {
		notes_read_view(model, facts, note, cells, &main);
	} else {
		view_list(model, facts, cells, &main);
		if (note && side.columns > 0)
			notes_read_view(model, facts, note, cells, &side);
	}
	toast_view(&model->toast, cells);
	view_prompt(model, cells);
	if (model->choosing)
		notes_filter_view(model, facts, cells);
	layout_footer(cells, screen_notes.keymap,
	    notes_modes(model, facts) | (model->finding ? KEYMAP_TYPING : 0));
}
