/*
 * How the board looks: one column with tabs above it on 80 columns, columns
 * beside each other where there is room. Of each column only the cards that
 * are visible are looked at.
 */
#include <stdio.h>
#include <string.h>

#include "ui/layout.h"
#include "ui/parts_card.h"
#include "ui/parts_match.h"
#include "ui/screen_board.h"
#include "util/i18n.h"

#define SIGN_COLUMNS 2 /* the mark of the focus, and a blank */
#define HEAD_ROWS 3    /* name, mark of the focus, empty */
#define TAB_GAP 3
#define COLUMN_MIN 24 /* columns of a column */
#define COLUMN_GAP 2  /* a blank and a wall */
#define TITLE_ROWS 2  /* of a title, where the column is wide */
#define NARROW_TITLE_ROWS 3
#define NEEDS_ROWS 3
#define TELLS_ROWS 5
#define THEME 48 /* stop of the theme, from the list's left */
#define HEAD_SIZE 64

/* One column on its way to the grid. */
struct pillar {
	const struct board_model *model;
	const struct facts *facts;
	struct cells *cells;
	int column;
	struct area area; /* of its cards */
	bool narrow;      /* it stands beside others */
};

/* --- a card --- */

static const char *
needle(const struct pillar *pillar)
{
	return buf_text(&pillar->model->find.text);
}

static bool
has_focus(const struct pillar *pillar)
{
	return (int)pillar->model->column == pillar->column;
}

/* Whose it is stands first of what is told of it. */
static void
mark_owner(const struct pillar *pillar, int row, int column, int columns,
    const struct card *card)
{
	match_style(
	    pillar->cells, row, column, columns, card->owner, needle(pillar));
}

/* Returns the rows it takes; draws only if there are cells. */
static int
narrow_card(const struct pillar *pillar, struct cells *cells, int row,
    const struct card *card, enum style style)
{
	int column = pillar->area.column + SIGN_COLUMNS;
	int columns = pillar->area.columns - SIGN_COLUMNS;
	struct card_words needs = {.count = 0}, tells = {.count = 0};
	int told;
	int rows = card_title(cells, row, column, columns, NARROW_TITLE_ROWS,
	    card, style, needle(pillar));

	card_needs(pillar->facts, card, &needs);
	rows += card_words_flow(
	    cells, row + rows, column, columns, NEEDS_ROWS, &needs);
	card_tells(pillar->facts, card, &tells);
	told = card_words_flow(
	    cells, row + rows, column, columns, TELLS_ROWS, &tells);
	if (cells)
		mark_owner(pillar, row + rows, column, columns, card);
	return rows + told;
}

/* Title and theme; below whose and when, and what needs somebody. */
static int
wide_card(const struct pillar *pillar, struct cells *cells, int row,
    const struct card *card, enum style style)
{
	int left = pillar->area.column + SIGN_COLUMNS;
	int right = pillar->area.column + pillar->area.columns;
	int stop = pillar->area.column + THEME;
	struct card_words needs = {.count = 0}, tells = {.count = 0};
	int rows = card_title(cells, row, left, stop - 2 - left, TITLE_ROWS,
	    card, style, needle(pillar));

	if (!cells)
		return rows + 1;
	cells_text(cells, row, stop, right - stop, STYLE_DIM,
	    part_theme(pillar->facts, card->theme));
	card_needs(pillar->facts, card, &needs);
	card_tells(pillar->facts, card, &tells);
	if (right - card_words_width(&needs) < stop)
		stop = right - card_words_width(&needs);
	if (needs.count == 0)
		stop = right + 2;
	card_words_line(cells, row + rows, stop, right - stop, &needs);
	card_words_line(cells, row + rows, left, stop - 2 - left, &tells);
	mark_owner(pillar, row + rows, left, stop - 2 - left, card);
	return rows + 1;
}

static int
card_rows(const struct pillar *pillar, int index)
{
	const struct card *card =
	    board_card(pillar->model, pillar->facts, pillar->column, index);

	if (!card)
		return 1;
	return pillar->narrow ? narrow_card(pillar, NULL, 0, card, STYLE_NORMAL)
	                      : wide_card(pillar, NULL, 0, card, STYLE_NORMAL);
}

static void
view_card(const struct pillar *pillar, int row, int index)
{
	const struct card *card =
	    board_card(pillar->model, pillar->facts, pillar->column, index);
	const struct list *list = &pillar->model->place->lists[pillar->column];
	enum style style = STYLE_NORMAL;

	if (!card)
		return;
	if (index == list->focus && has_focus(pillar)) {
		cells_text(pillar->cells, row, pillar->area.column, 1,
		    STYLE_ACCENT, SIGN_FOCUS);
		cells_cursor(pillar->cells, row, pillar->area.column);
		style = STYLE_FOCUS;
	}
	if (pillar->narrow)
		narrow_card(pillar, pillar->cells, row, card, style);
	else
		wide_card(pillar, pillar->cells, row, card, style);
}

/* --- a column of cards --- */

/* The first of the cards that fit, with empty rows between, if `last` is the
 * last of them. */
static int
first_with(const struct pillar *pillar, int last)
{
	int used = card_rows(pillar, last), first = last;

	while (first > 0) {
		used += 1 + card_rows(pillar, first - 1);
		if (used > pillar->area.rows)
			break;
		first--;
	}
	return first;
}

/* Moves the visible part so that the focus is in it, and no room is left
 * below. */
static void
fit_top(const struct pillar *pillar, struct list *list)
{
	int first = first_with(pillar, list->focus);

	if (list->top > list->focus)
		list->top = list->focus;
	if (list->top < first)
		list->top = first;
	if (list->top > 0) {
		first = first_with(pillar, list->count - 1);
		if (list->top > first)
			list->top = first;
	}
}

static const char *
empty_text(
    const struct board_model *model, const struct facts *facts, int column)
{
	static const char *const texts[COLUMNS] = {
	    N_("Nothing is new. + adds a card."),
	    N_("Nothing is agreed on. > moves a card here from New."),
	    N_("Nothing is tested. > moves a card here from Agreed."),
	    N_("Nothing is done yet. > moves a card here from Testing."),
	    N_("Nothing waits for another tier. e sends a card up."),
	    N_("Nothing is closed. c closes a card, with a reason."),
	};

	if (!model->loaded)
		return "";
	if (board_narrowed(model))
		return _("None of these cards is here. F shows all cards.");
	if (facts->card_count == 0 && column == COLUMN_NEW)
		return _("No card yet. + adds one; on the notes page, a makes "
		         "one of a note.");
	return _(texts[column]);
}

static void
view_empty(const struct pillar *pillar)
{
	struct area area = pillar->area;

	area.column += SIGN_COLUMNS;
	area.columns -= SIGN_COLUMNS;
	if (has_focus(pillar))
		cells_cursor(pillar->cells, area.row, area.column);
	area_wrap(pillar->cells, &area, area.rows, STYLE_DIM,
	    empty_text(pillar->model, pillar->facts, pillar->column));
}

static void
view_pillar(struct pillar *pillar)
{
	struct list *list = &pillar->model->place->lists[pillar->column];
	int row = pillar->area.row, left, index;
	char more[64];

	if (list->count == 0) {
		view_empty(pillar);
		return;
	}
	pillar->area.rows--; /* where it is told that there are more */
	fit_top(pillar, list);
	left = pillar->area.rows;
	for (index = list->top; index < list->count; index++) {
		int rows = card_rows(pillar, index);

		if (rows > left)
			break;
		view_card(pillar, row, index);
		row += rows + 1;
		left -= rows + 1;
	}
	list->page = index > list->top ? index - list->top : 1;
	if (index < list->count) {
		snprintf(
		    more, sizeof(more), _("and %d more"), list->count - index);
		cells_right(pillar->cells, pillar->area.row + pillar->area.rows,
		    pillar->area.column + pillar->area.columns, STYLE_DIM,
		    more);
	}
}

/* --- names of the columns --- */

/* "Agreed 4 of 5", "! Agreed 6 of 5"; of what is narrowed "Agreed 2". */
static enum style
head_text(const struct board_model *model, const struct facts *facts,
    int column, bool limits, char out[HEAD_SIZE])
{
	bool narrowed = board_narrowed(model);
	int limit = narrowed ? 0 : facts->rules.limits[column];
	int count =
	    narrowed ? board_count(model, column) : model->standing[column];
	bool full = limit > 0 && count > limit;
	char number[32];

	snprintf(number, sizeof(number), "%d", count);
	if (limits && limit > 0)
		snprintf(number, sizeof(number), _("%d of %d"), count, limit);
	snprintf(out, HEAD_SIZE, "%s%s %s", full ? "! " : "",
	    _(column_titles[column]), number);
	return full ? STYLE_ALERT : STYLE_NORMAL;
}

static void
view_head(
    const struct pillar *pillar, bool limits, int row, int column, int columns)
{
	char text[HEAD_SIZE];
	enum style style = head_text(
	    pillar->model, pillar->facts, pillar->column, limits, text);
	int end;

	if (style == STYLE_NORMAL && has_focus(pillar))
		style = STYLE_BOLD;
	end = cells_text(pillar->cells, row, column, columns, style, text);
	if (has_focus(pillar))
		cells_fill(pillar->cells, row + 1, column, end - column,
		    STYLE_ACCENT, SIGN_RULE);
}

static int
tabs_width(const struct board_model *model, const struct facts *facts,
    bool limits, int gap)
{
	char text[HEAD_SIZE];
	int width = -gap;

	for (int i = 0; i < COLUMNS; i++) {
		head_text(model, facts, i, limits, text);
		width += utf8_width(text) + gap;
	}
	return width;
}

/* All six in a row: with their limits, and well apart, if that fits. */
static void
view_tabs(struct pillar *pillar, int row)
{
	const struct board_model *model = pillar->model;
	int room = pillar->area.columns, column = pillar->area.column;
	bool limits = tabs_width(model, pillar->facts, true, TAB_GAP) <= room;
	int gap = TAB_GAP;
	char text[HEAD_SIZE];

	while (gap > 1 && tabs_width(model, pillar->facts, limits, gap) > room)
		gap--;
	for (int i = 0; i < COLUMNS; i++) {
		pillar->column = i;
		head_text(model, pillar->facts, i, limits, text);
		view_head(pillar, limits, row, column, utf8_width(text));
		column += utf8_width(text) + gap;
	}
	pillar->column = (int)model->column;
}

/* --- the board --- */

static void
view_one(struct pillar *pillar)
{
	pillar->column = (int)pillar->model->column;
	view_tabs(pillar, pillar->area.row);
	area_skip(&pillar->area, HEAD_ROWS);
	view_pillar(pillar);
}

/* What stands further to the left or right. */
static void
view_hidden(const struct pillar *pillar, int row, int shown)
{
	int first = pillar->model->place->first;
	struct buf line = BUF_INIT;
	char text[HEAD_SIZE];

	for (int i = 0; i < COLUMNS; i++) {
		if (i >= first && i < first + shown)
			continue;
		head_text(pillar->model, pillar->facts, i, true, text);
		buf_addf(&line, "%s%s", line.len ? " " SIGN_DOT " " : "", text);
	}
	if (line.len)
		cells_printf(pillar->cells, row, LAYOUT_MARGIN, STYLE_DIM,
		    _("Beside these: %s"), buf_text(&line));
	buf_done(&line);
}

static void
view_beside(struct pillar *pillar)
{
	struct board_place *place = pillar->model->place;
	int room = pillar->area.columns, focus = (int)pillar->model->column;
	int shown = (room + COLUMN_GAP) / (COLUMN_MIN + COLUMN_GAP);
	struct area area = pillar->area;

	shown = shown < COLUMNS ? shown : COLUMNS;
	if (shown < COLUMNS)
		area.rows -= 2;
	if (place->first > focus)
		place->first = focus;
	if (place->first < focus - shown + 1)
		place->first = focus - shown + 1;
	if (place->first > COLUMNS - shown)
		place->first = COLUMNS - shown;
	area.columns = (room - (shown - 1) * COLUMN_GAP) / shown;
	for (int i = 0; i < shown; i++) {
		pillar->column = place->first + i;
		pillar->area = area;
		view_head(pillar, true, area.row,
		    area.column + (i > 0) * SIGN_COLUMNS,
		    area.columns - SIGN_COLUMNS);
		for (int row = 0; i > 0 && row < area.rows; row++)
			cells_fill(pillar->cells, area.row + row,
			    area.column - 1, 1, STYLE_DIM, SIGN_WALL);
		area_skip(&pillar->area, HEAD_ROWS);
		view_pillar(pillar);
		area.column += area.columns + COLUMN_GAP;
	}
	view_hidden(pillar, layout_bottom(pillar->cells), shown);
}

/* --- around it --- */

/* How many are late is left out where there is no room for it. */
static void
view_counts(const struct board_model *model, const struct facts *facts,
    bool late, struct buf *out)
{
	int open = facts->card_count - model->standing[COLUMN_DONE] -
	           model->standing[COLUMN_CLOSED];

	if (board_narrowed(model)) {
		buf_addf(out, _("%d of %d cards"), model->board.count,
		    facts->card_count);
		return;
	}
	if (facts->trouble[0]) {
		buf_add(out, _("may be out of date"));
		return;
	}
	buf_addf(out, _("%d open"), open);
	if (model->unanswered > 0)
		buf_addf(out, " " SIGN_DOT " %d %s", model->unanswered,
		    _("without an answer"));
	if (late && model->late > 0)
		buf_addf(out, _(", %d late"), model->late);
	if (model->overdue > 0)
		buf_addf(
		    out, " " SIGN_DOT " %d %s", model->overdue, _("overdue"));
}

static void
view_header(const struct board_model *model, const struct facts *facts,
    struct cells *cells)
{
	struct buf right = BUF_INIT, middle = BUF_INIT;
	int room = cells->columns - 2 * LAYOUT_MARGIN -
	           utf8_width(_("Actions")) - 2 * 5;
	size_t fits;

	board_narrow_text(model, facts, &middle);
	if (model->loaded)
		view_counts(model, facts, true, &right);
	if (utf8_width(buf_text(&right)) + utf8_width(buf_text(&middle)) >
	    room) {
		buf_clear(&right);
		view_counts(model, facts, false, &right);
	}
	room -= utf8_width(buf_text(&right));
	fits = utf8_fit(buf_text(&middle), room, NULL);
	if (fits < middle.len) {
		middle.len = utf8_fit(buf_text(&middle), room - 1, NULL);
		middle.text[middle.len] = '\0';
		buf_add(&middle, SIGN_MORE);
	}
	layout_header(cells, _("Actions"), buf_text(&middle), buf_text(&right));
	buf_done(&right);
	buf_done(&middle);
}

static void
view_find(const struct board_model *model, struct cells *cells)
{
	int row = layout_bottom(cells) + 1;
	int column;

	if (!model->finding)
		return;
	cells_blank(cells, row, 0, 1, cells->columns);
	column =
	    cells_text(cells, row, LAYOUT_MARGIN, -1, STYLE_BOLD, _("Find: "));
	editor_view(&model->find, cells, row, column, BOARD_FIND + 1, 1);
}

void
board_view(const void *data, const struct facts *facts, struct cells *cells)
{
	const struct board_model *model = data;
	struct pillar pillar = {.model = model,
	    .facts = facts,
	    .cells = cells,
	    .area = {LAYOUT_TOP, LAYOUT_MARGIN,
	        cells->columns - 2 * LAYOUT_MARGIN,
	        layout_bottom(cells) - LAYOUT_TOP + 1},
	    .narrow = layout_wide(cells)};

	view_header(model, facts, cells);
	if (pillar.narrow)
		view_beside(&pillar);
	else
		view_one(&pillar);
	toast_view(&model->toast, cells);
	view_find(model, cells);
	board_choose_view(model, facts, cells);
	dialog_view(&model->hand.dialog, cells);
	layout_footer(cells, screen_board.keymap, board_modes(model, facts));
}
