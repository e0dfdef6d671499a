/*
 * How adding a note looks: what everyone should know before writing, one
 * question, the text, and the themes with their letters.
 */
#include "ui/screen_note_entry.h"

#include <libintl.h>
#include <stdio.h>

#include "ui/layout.h"
#include "util/i18n.h"

#define FIELD_ROWS 9
#define NEAR_FULL 60 /* characters left when the counter shows */
#define KIND_STOP 20

static const char *const prompts[NOTE_KINDS] = {
    [NOTE_MATTERS] = N_("What matters to you at work?"),
    [NOTE_BRIGHT] = N_("What went well?"),
    [NOTE_PEBBLE] = N_("What gets in the way of a good day?"),
    [NOTE_STOP] = N_("Which rule or task should go?"),
    [NOTE_THANKS] = N_("Who or what deserves thanks?"),
};

static const char *const offers[NOTE_KINDS] = {
    [NOTE_MATTERS] = N_("what you care about at work"),
    [NOTE_BRIGHT] = N_("something that went well"),
    [NOTE_PEBBLE] = N_("what gets in the way, however small"),
    [NOTE_STOP] = N_("a rule or a task that should go"),
    [NOTE_THANKS] = N_("to somebody; here a name is fine"),
};

/* What everyone should know before writing. */
static void
view_before(
    const struct note_entry *model, struct cells *cells, struct area *area)
{
	bool narrow = area->columns < 60;

	area_wrap(cells, area, 3, STYLE_NORMAL,
	    _("Everyone can read this, also on the wall. No author, only "
	      "the day."));
	if (narrow)
		area_skip(area, 1);
	area_wrap(cells, area, 3, STYLE_NORMAL,
	    model->kind == NOTE_THANKS && model->state != ENTRY_KIND
	        ? _("Write nothing that shows a patient. A colleague's name "
	            "is fine here.")
	        : _("Write no names, and nothing that shows a patient."));
	if (narrow)
		area_skip(area, 1);
	area_wrap(cells, area, 4, STYLE_DIM,
	    _("Harm, harassment or danger is reported elsewhere: F2 says to "
	      "whom."));
}

static void
view_kinds(
    const struct note_entry *model, struct cells *cells, struct area *area)
{
	const struct keymap *keymap = screen_note_entry.keymap;

	area_heading(cells, area, _("What is it?"), 0, NULL);
	area_skip(area, 1);
	for (int i = 0; i < NOTE_KINDS; i++) {
		int kind = note_entry_offered(i);
		bool marked = i == model->offer;
		char name[KEY_NAME_SIZE];

		if (marked) {
			cells_text(cells, area->row, area->column, 1,
			    STYLE_ACCENT, SIGN_FOCUS);
			cells_cursor(cells, area->row, area->column);
		}
		cells_text(cells, area->row, area->column + 2, 1, STYLE_ACCENT,
		    key_text(keymap->bindings[i].keys[0], name));
		cells_text(cells, area->row, area->column + 6, KIND_STOP - 7,
		    marked ? STYLE_FOCUS : STYLE_NORMAL,
		    _(note_kind_titles[kind]));
		cells_text(cells, area->row, area->column + KIND_STOP,
		    area->columns - KIND_STOP, STYLE_DIM, _(offers[kind]));
		area_skip(area, 1);
	}
}

static void
view_text(
    const struct note_entry *model, struct cells *cells, struct area *area)
{
	int left =
	    NOTE_CHARACTERS_MAX - (int)utf8_count(buf_text(&model->text.text));
	int rows = area->rows - 3 < FIELD_ROWS ? area->rows - 3 : FIELD_ROWS;
	char text[64];

	area_heading(cells, area, _(prompts[model->kind]), 0, NULL);
	area_skip(area, 1);
	for (int i = 0; i < rows; i++)
		cells_text(cells, area->row + i, area->column, 1, STYLE_ACCENT,
		    SIGN_WALL);
	editor_view(&model->text, cells, area->row, area->column + 2,
	    ENTRY_COLUMNS, rows);
	area_skip(area, rows);
	if (model->text.full)
		snprintf(text, sizeof(text), _("It is full: %d characters."),
		    NOTE_CHARACTERS_MAX);
	else if (left <= NEAR_FULL)
		snprintf(text, sizeof(text),
		    ngettext("room for %d more character",
		        "room for %d more characters", (unsigned long)left),
		    left);
	else
		return;
	cells_text(cells, area->row, area->column + 2, -1,
	    model->text.full ? STYLE_BOLD : STYLE_DIM, text);
}

/* What in the text could show somebody. */
static void
view_check(
    const struct note_entry *model, struct cells *cells, struct area *area)
{
	cells_cursor(cells, area->row, area->column);
	area_heading(cells, area,
	    model->kind == NOTE_THANKS
	        ? _("Could this show a patient?")
	        : _("Could this show a patient or a colleague?"),
	    0, NULL);
	area_wrap(cells, area, 2, STYLE_DIM,
	    _("Look at what stands in brackets. Nothing is kept yet."));
	area_skip(area, 1);
	check_view(&model->check, cells, area, buf_text(&model->text.text));
}

/* What was written, while what belongs to it is asked. */
static void
view_written(
    const struct note_entry *model, struct cells *cells, struct area *area)
{
	area_wrap(cells, area, 3, STYLE_DIM, buf_text(&model->text.text));
	area_skip(area, 1);
}

static void
view_minutes(
    const struct note_entry *model, struct cells *cells, struct area *area)
{
	int column = area->column;

	view_written(model, cells, area);
	area_heading(
	    cells, area, _("How many minutes a shift does it cost?"), 0, NULL);
	area_skip(area, 1);
	if (model->minutes.value > 0)
		column = cells_printf(cells, area->row, column, STYLE_FOCUS,
		    "%d", model->minutes.value);
	cells_cursor(cells, area->row, column);
	cells_text(cells, area->row, area->column + 8, -1, STYLE_DIM,
	    model->minutes.value > 0
	        ? _("minutes")
	        : _("minutes; Enter alone if you can't tell"));
}

static void
view_themes(const struct note_entry *model, const struct facts *facts,
    struct cells *cells, struct area *area)
{
	int rows = note_entry_rows(facts->theme_count);
	int stacks = rows > 0 ? (facts->theme_count + rows - 1) / rows : 1;
	int width = area->columns / stacks;
	char letters[ENTRY_THEMES];

	note_entry_letters(facts, letters);
	cells_cursor(cells, area->row, area->column);
	view_written(model, cells, area);
	area_heading(cells, area,
	    _("What is it about? Its letter keeps the note."), 0, NULL);
	area_skip(area, 1);
	for (int i = 0; i < facts->theme_count && i < ENTRY_THEMES; i++) {
		int row = area->row + i % rows;
		int column = area->column + i / rows * width;
		bool marked = i == model->theme;
		char letter[2] = {letters[i], '\0'};

		if (marked) {
			cells_text(
			    cells, row, column, 1, STYLE_ACCENT, SIGN_FOCUS);
			cells_cursor(cells, row, column);
		}
		cells_text(cells, row, column + 2, 1, STYLE_ACCENT, letter);
		cells_text(cells, row, column + 5, width - 7,
		    marked ? STYLE_FOCUS : STYLE_NORMAL,
		    facts->themes[i].title);
	}
}

/* What floats over the page, and its keys. */
static void
view_footer(const struct note_entry *model, const struct facts *facts,
    struct cells *cells)
{
	toast_view(&model->toast, cells);
	layout_footer(cells, screen_note_entry.keymap,
	    note_entry_modes(model, facts) |
	        (note_entry_typing(model, facts) ? KEYMAP_TYPING : 0));
	dialog_view(&model->dialog, cells);
}

void
note_entry_view(
    const void *data, const struct facts *facts, struct cells *cells)
{
	const struct note_entry *model = data;
	bool asked = model->state == ENTRY_KIND;
	bool writing = model->state == ENTRY_TEXT;
	struct area main, side;

	area_body(cells, &main, &side);
	layout_header(cells, _("New note"), NULL,
	    asked ? NULL : _(note_kind_titles[model->kind]));
	if (model->dialog.open) {
		view_footer(model, facts, cells);
		return;
	}
	if (side.columns > 0) {
		view_before(model, cells, &side);
	} else if (asked || writing) {
		view_before(model, cells, &main);
		area_skip(&main, 1);
	}
	if (asked)
		view_kinds(model, cells, &main);
	else if (writing)
		view_text(model, cells, &main);
	else if (model->state == ENTRY_CHECK)
		view_check(model, cells, &main);
	else if (model->state == ENTRY_MINUTES)
		view_minutes(model, cells, &main);
	else
		view_themes(model, facts, cells, &main);
	view_footer(model, facts, cells);
}
