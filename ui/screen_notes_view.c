/*
 * How the notes page looks: a list on the grid's stops; the note itself
 * beside it, or on a page of its own where there is less room.
 */
#include <libintl.h>
#include <stdio.h>
#include <string.h>

#include "ui/layout.h"
#include "ui/screen_notes.h"
#include "util/i18n.h"

/* Stops of the list, from the margin. The theme stands with the note itself:
 * the room is for the text. */
#define DAY_EDGE 10 /* right edge */
#define KIND 12
#define TEXT 26

static void
view_row(const struct notes *model, const struct facts *facts,
    struct cells *cells, const struct area *area, int index, const char *folded)
{
	const struct note *note = &facts->notes[index];
	int row = area->row + index - model->list->top, left = area->column;
	bool focused = index == model->list->focus;
	int end;
	enum style style = focused ? STYLE_FOCUS : STYLE_NORMAL;
	char day[PART_DAY_SIZE];

	if (focused) {
		cells_text(cells, row, left, 1, STYLE_ACCENT, SIGN_FOCUS);
		cells_cursor(cells, row, left);
	}
	part_day(facts, note->day, day);
	cells_right(cells, row, left + DAY_EDGE, STYLE_DIM, day);
	cells_text(cells, row, left + KIND, TEXT - KIND - 1, style,
	    _(note_kind_titles[note->kind]));
	if (notes_match(facts, note, folded))
		style = STYLE_MATCH;
	end = cells_text(
	    cells, row, left + TEXT, area->columns - TEXT, style, note->text);
	/* One run of one style is what a terminal is told soonest. */
	if (focused && style == STYLE_FOCUS)
		cells_style(cells, row, left + 1, end - left - 1, STYLE_FOCUS);
}

static void
view_list(const struct notes *model, const struct facts *facts,
    struct cells *cells, const struct area *area)
{
	struct buf folded = BUF_INIT;

	list_set(model->list, facts->note_count, area->rows);
	utf8_fold(&folded, buf_text(&model->find.text));
	for (int i = model->list->top;
	     i < facts->note_count && i < model->list->top + area->rows; i++)
		view_row(model, facts, cells, area, i, buf_text(&folded));
	buf_done(&folded);
}

static void
view_empty(const struct notes *model, struct cells *cells, struct area *area)
{
	cells_cursor(cells, area->row, area->column);
	if (!model->loaded)
		return;
	area_line(cells, area, STYLE_NORMAL,
	    model->kind < 0
	        ? _("No notes yet. a adds the first one.")
	        : _("No notes of this kind. f shows the next kind, a adds "
	            "one."));
}

/* One note, whole. */
static void
view_note(const struct facts *facts, const struct note *note,
    struct cells *cells, struct area *area)
{
	char text[96];

	cells_cursor(cells, area->row, area->column);
	area_line(cells, area, STYLE_BOLD, _(note_kind_titles[note->kind]));
	area_line(cells, area, STYLE_NORMAL, part_theme(facts, note->theme));
	layout_date(facts, note->day, text);
	area_line(cells, area, STYLE_DIM, text);
	area_skip(area, 1);
	area_wrap(cells, area, 24, STYLE_NORMAL, note->text);
	area_skip(area, 1);
	if (note->minutes > 0) {
		snprintf(text, sizeof(text),
		    ngettext("It costs %d minute a shift.",
		        "It costs %d minutes a shift.",
		        (unsigned long)note->minutes),
		    note->minutes);
		area_line(cells, area, STYLE_NORMAL, text);
	}
}

/* What is shown, and how many. */
static void
view_header(
    const struct notes *model, const struct facts *facts, struct cells *cells)
{
	char count[64] = "";

	if (model->loaded && model->reading)
		snprintf(count, sizeof(count), _("%d of %d"),
		    model->list->focus + 1, facts->note_count);
	else if (model->loaded)
		snprintf(count, sizeof(count),
		    ngettext("%d note", "%d notes",
		        (unsigned long)facts->note_count),
		    facts->note_count);
	layout_header(cells, _("Notes"),
	    model->kind < 0 ? _("all kinds") : _(note_kind_titles[model->kind]),
	    count);
}

static void
view_find(const struct notes *model, struct cells *cells)
{
	int row = layout_bottom(cells) + 1;
	int column;

	if (!model->finding)
		return;
	column =
	    cells_text(cells, row, LAYOUT_MARGIN, -1, STYLE_BOLD, _("Find: "));
	editor_view(&model->find, cells, row, column, NOTES_FIND + 1, 1);
}

void
notes_view(const void *data, const struct facts *facts, struct cells *cells)
{
	const struct notes *model = data;
	const struct note *note = NULL;
	struct area main, side;

	area_body(cells, &main, &side);
	view_header(model, facts, cells);
	if (model->list->focus < facts->note_count)
		note = &facts->notes[model->list->focus];
	if (!note) {
		view_empty(model, cells, &main);
	} else if (model->reading && side.columns == 0) {
		view_note(facts, note, cells, &main);
	} else {
		if (side.columns > 0)
			view_note(facts, note, cells, &side);
		view_list(model, facts, cells, &main);
	}
	toast_view(&model->toast, cells);
	view_find(model, cells);
	layout_footer(cells, screen_notes.keymap,
	    notes_modes(model, facts) | (model->finding ? KEYMAP_TYPING : 0));
}
