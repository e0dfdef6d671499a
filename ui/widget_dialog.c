/*
 * A question that floats in the middle, with one line for each answer. See
 * widget.h.
 */
#include <ctype.h>
#include <stdio.h>

#include "ui/widget.h"
#include "util/i18n.h"

#define DIALOG_COLUMNS 60
#define DIALOG_PAD 3 /* from the wall to the text */
#define DIALOG_TEXT_ROWS 8

void
dialog_open(
    struct dialog *dialog, int what, const char *title, const char *text)
{
	*dialog = (struct dialog){.open = true, .what = what};
	snprintf(dialog->title, sizeof(dialog->title), "%s", title);
	snprintf(dialog->text, sizeof(dialog->text), "%s", text);
}

void
dialog_choice(struct dialog *dialog, uint32_t key, const char *label)
{
	if (dialog->choice_count == DIALOG_CHOICES)
		return;
	dialog->choices[dialog->choice_count].key = key;
	dialog->choices[dialog->choice_count].label = label;
	dialog->choice_count++;
}

static int
dialog_choose(struct dialog *dialog, int choice)
{
	dialog->open = false;
	return choice;
}

int
dialog_key(struct dialog *dialog, uint32_t key)
{
	int last = dialog->choice_count - 1;
	uint32_t lower = key < 0x80 ? (uint32_t)tolower((int)key) : key;

	for (int i = 0; i <= last; i++)
		if (dialog->choices[i].key == key ||
		    dialog->choices[i].key == lower)
			return dialog_choose(dialog, i);
	switch (key) {
	case K_ESC:
		return dialog_choose(dialog, last);
	case K_ENTER:
		return dialog_choose(dialog, dialog->focus);
	case K_DOWN:
	case K_RIGHT:
	case K_TAB:
		dialog->focus = dialog->focus < last ? dialog->focus + 1 : 0;
		break;
	case K_UP:
	case K_LEFT:
	case K_BACKTAB:
		dialog->focus = dialog->focus > 0 ? dialog->focus - 1 : last;
		break;
	default:
		break;
	}
	return -1;
}

/* How many rows the text takes, measured on a grid of its own. */
static int
text_rows(const struct dialog *dialog, int columns)
{
	struct cells probe;
	int rows;

	cells_init(&probe, DIALOG_TEXT_ROWS, columns, false);
	rows = cells_wrap(&probe, 0, 0, columns, DIALOG_TEXT_ROWS, STYLE_NORMAL,
	    dialog->text);
	cells_done(&probe);
	return rows;
}

static void
dialog_box(struct cells *cells, int top, int left, int rows, int columns)
{
	int bottom = top + rows - 1, right = left + columns - 1;

	cells_blank(cells, top - 1, left - 2, rows + 2, columns + 4);
	cells_fill(cells, top, left + 1, columns - 2, STYLE_ACCENT, SIGN_RULE);
	cells_fill(
	    cells, bottom, left + 1, columns - 2, STYLE_ACCENT, SIGN_RULE);
	for (int row = top + 1; row < bottom; row++) {
		cells_fill(cells, row, left, 1, STYLE_ACCENT, SIGN_WALL);
		cells_fill(cells, row, right, 1, STYLE_ACCENT, SIGN_WALL);
	}
	cells_fill(cells, top, left, 1, STYLE_ACCENT, SIGN_TOP_LEFT);
	cells_fill(cells, top, right, 1, STYLE_ACCENT, SIGN_TOP_RIGHT);
	cells_fill(cells, bottom, left, 1, STYLE_ACCENT, SIGN_BOTTOM_LEFT);
	cells_fill(cells, bottom, right, 1, STYLE_ACCENT, SIGN_BOTTOM_RIGHT);
}

static void
dialog_choices(
    const struct dialog *dialog, struct cells *cells, int row, int column)
{
	int names = 0;
	char name[KEY_NAME_SIZE];

	for (int i = 0; i < dialog->choice_count; i++) {
		int width = utf8_width(key_text(dialog->choices[i].key, name));

		if (width > names)
			names = width;
	}
	for (int i = 0; i < dialog->choice_count; i++, row++) {
		bool focus = i == dialog->focus;

		if (focus) {
			cells_text(
			    cells, row, column, -1, STYLE_ACCENT, SIGN_FOCUS);
			cells_cursor(cells, row, column);
		}
		cells_text(cells, row, column + 2, -1, STYLE_ACCENT,
		    key_text(dialog->choices[i].key, name));
		cells_text(cells, row, column + 2 + names + 2,
		    DIALOG_COLUMNS - 2 * DIALOG_PAD - names - 4,
		    focus ? STYLE_FOCUS : STYLE_NORMAL,
		    dialog->choices[i].label);
	}
}

void
dialog_view(const struct dialog *dialog, struct cells *cells)
{
	int inner = DIALOG_COLUMNS - 2 * DIALOG_PAD;
	int lines, rows, top, left;

	if (!dialog->open)
		return;
	lines = dialog->text[0] ? text_rows(dialog, inner) + 1 : 0;
	rows = lines + dialog->choice_count + 6;
	top = (cells->rows - rows) / 2;
	left = (cells->columns - DIALOG_COLUMNS) / 2;
	dialog_box(cells, top, left, rows, DIALOG_COLUMNS);
	left += DIALOG_PAD;
	cells_text(cells, top + 2, left, inner, STYLE_BOLD, dialog->title);
	cells_wrap(cells, top + 4, left, inner, DIALOG_TEXT_ROWS, STYLE_NORMAL,
	    dialog->text);
	dialog_choices(dialog, cells, top + 4 + lines, left);
}
