/*
 * The grid of cells: cleaning, clipping and measuring of everything that is
 * shown happens here, so that no screen has to think of it. See cells.h.
 */
#include "ui/cells.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/mem.h"

#define PRINTF_MAX 1024

/* Signs of the interface that have an ASCII form of their own. */
static const struct {
	const char *sign;
	char ascii;
} signs[] = {
    {SIGN_FOCUS, '>'},
    {SIGN_RULE, '-'},
    {SIGN_WALL, '|'},
    {SIGN_FULL, '#'},
    {SIGN_EMPTY, '.'},
    {SIGN_DONE, '*'},
    {SIGN_DOT, '-'},
    {SIGN_MORE, '~'},
    {SIGN_TOP_LEFT, '+'},
    {SIGN_TOP_RIGHT, '+'},
    {SIGN_BOTTOM_LEFT, '+'},
    {SIGN_BOTTOM_RIGHT, '+'},
    {"→", '>'},
    {"←", '<'},
    {"≥", '>'},
    {"≤", '<'},
    {"±", '~'},
};

void
cells_init(struct cells *cells, int rows, int columns, bool ascii)
{
	*cells = (struct cells){
	    .rows = rows > 0 ? rows : 1,
	    .columns = columns > 0 ? columns : 1,
	    .ascii = ascii,
	};
	cells->at = mem_new(
	    (size_t)cells->rows * (size_t)cells->columns, sizeof(*cells->at));
	cells_clear(cells);
}

void
cells_done(struct cells *cells)
{
	free(cells->at);
	cells->at = NULL;
	cells->rows = cells->columns = 0;
}

static struct cell *
cell_at(const struct cells *cells, int row, int column)
{
	return &cells
	            ->at[(size_t)row * (size_t)cells->columns + (size_t)column];
}

/* Bytes behind the text stay zero: the terminal compares whole cells. */
static void
cell_set(struct cell *cell, enum style style, const char *text, size_t len,
    int width)
{
	memset(cell, 0, sizeof(*cell));
	memcpy(cell->text, text, len);
	cell->width = (unsigned char)width;
	cell->style = (unsigned char)style;
}

void
cells_clear(struct cells *cells)
{
	size_t count = (size_t)cells->rows * (size_t)cells->columns;

	memset(cells->at, 0, count * sizeof(*cells->at));
	for (size_t i = 0; i < count; i++) {
		cells->at[i].text[0] = ' ';
		cells->at[i].width = 1;
	}
	cells->cursor_row = cells->cursor_column = 0;
}

/* The other half of a wide cluster becomes a space when one half goes. */
static void
cell_split(struct cells *cells, int row, int column)
{
	struct cell *cell = cell_at(cells, row, column);

	if (cell->width == 0 && column > 0)
		cell_set(cell - 1, cell[-1].style, " ", 1, 1);
	else if (cell->width == 2 && column + 1 < cells->columns)
		cell_set(cell + 1, cell[1].style, " ", 1, 1);
}

/* One cluster; what lies outside the grid is dropped. */
static void
put(struct cells *cells, int row, int column, enum style style,
    const char *text, size_t len, int width)
{
	struct cell *cell;

	if (row < 0 || row >= cells->rows || column < 0 ||
	    column >= cells->columns)
		return;
	cell = cell_at(cells, row, column);
	cell_split(cells, row, column);
	if (width == 2 && column + 1 == cells->columns) {
		cell_set(cell, style, " ", 1, 1);
		return;
	}
	if (width == 2) {
		cell_split(cells, row, column + 1);
		cell_set(cell + 1, style, "", 0, 0);
	}
	cell_set(cell, style, text, len, width);
}

/*
 * Exactly `width` characters of ASCII, so that a page has the same layout in
 * both forms. A letter may lose its second half (AE); a sign whose form is
 * longer would lie, so it becomes a question mark.
 */
static void
cluster_ascii(char out[2], const char *text, size_t len, int width)
{
	struct buf plain = BUF_INIT;

	memcpy(out, "? ", 2);
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (strlen(signs[i].sign) == len &&
		    memcmp(signs[i].sign, text, len) == 0) {
			out[0] = signs[i].ascii;
			return;
		}
	utf8_ascii(&plain, text, len);
	if (plain.len > 0 && plain.len <= (size_t)width)
		memcpy(out, plain.text, plain.len);
	else if (plain.len > 0 && (plain.text[0] | 0x20) >= 'a' &&
	         (plain.text[0] | 0x20) <= 'z')
		memcpy(out, plain.text, (size_t)width);
	buf_done(&plain);
}

/* A cluster as this grid shows it. */
static void
put_cluster(struct cells *cells, int row, int column, enum style style,
    const char *text, size_t len, int width)
{
	char ascii[2];

	if (cells->ascii && (len > 1 || (unsigned char)text[0] >= 0x80)) {
		cluster_ascii(ascii, text, len, width);
		for (int i = 0; i < width; i++)
			put(cells, row, column + i, style, ascii + i, 1, 1);
		return;
	}
	if (len > UTF8_CLUSTER_MAX) {
		len = UTF8_CLUSTER_MAX;
		while (((unsigned char)text[len] & 0xc0) == 0x80)
			len--;
	}
	put(cells, row, column, style, text, len, width);
}

/* How many characters at its beginning are a byte and a cell each; more than
 * `enough` are not looked for. */
static int
plain_length(const char *text, int enough)
{
	int len = 0;

	while (len < enough && text[len] >= ' ' && text[len] <= '~')
		len++;
	return len;
}

/* The text, safe to show: itself, or a copy in `copy`. */
static const char *
safe_text(struct buf *copy, const char *text)
{
	if (text[plain_length(text, INT_MAX)] == '\0')
		return text;
	utf8_clean(copy, text, strlen(text));
	return buf_text(copy);
}

/* The last column is taken by the sign that more would follow. */
static int
put_more(struct cells *cells, int row, int limit, enum style style)
{
	put_cluster(
	    cells, row, limit - 1, style, SIGN_MORE, strlen(SIGN_MORE), 1);
	return limit;
}

/* Plain characters in the grid: most of what is drawn, at every key. */
static int
put_plain(struct cells *cells, int row, int column, int limit, enum style style,
    const char *text, int len)
{
	bool whole = len <= limit - column;
	int end = whole ? column + len : limit - 1;
	struct cell *cell = cell_at(cells, row, column);

	for (; column < end; column++, cell++, text++) {
		if (cell->width != 1)
			cell_split(cells, row, column);
		*cell = (struct cell){
		    .text = {*text}, .width = 1, .style = (unsigned char)style};
	}
	return whole ? column : put_more(cells, row, limit, style);
}

/* Any text, cluster by cluster. */
static int
put_text(struct cells *cells, int row, int column, int limit, enum style style,
    const char *text)
{
	size_t len = strlen(text);

	while (len > 0) {
		int width;
		size_t bytes = utf8_cluster(text, len, &width);

		if (column + width > limit)
			return limit > 0 ? put_more(cells, row, limit, style)
			                 : limit;
		if (width > 0)
			put_cluster(
			    cells, row, column, style, text, bytes, width);
		column += width;
		text += bytes;
		len -= bytes;
	}
	return column;
}

int
cells_text(struct cells *cells, int row, int column, int columns,
    enum style style, const char *text)
{
	struct buf copy = BUF_INIT;
	int limit = cells->columns, room, len;

	if (columns >= 0 && column + columns < limit)
		limit = column + columns;
	room = limit - column;
	if (columns == 0 || row < 0 || row >= cells->rows)
		return column;
	if (column >= 0 && room > 0) {
		len = plain_length(text, room + 1);
		if (text[len] == '\0' || len > room)
			return put_plain(
			    cells, row, column, limit, style, text, len);
	}
	column =
	    put_text(cells, row, column, limit, style, safe_text(&copy, text));
	buf_done(&copy);
	return column;
}

int
cells_printf(struct cells *cells, int row, int column, enum style style,
    const char *format, ...)
{
	char text[PRINTF_MAX];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	return cells_text(cells, row, column, -1, style, text);
}

void
cells_right(struct cells *cells, int row, int column, enum style style,
    const char *text)
{
	struct buf copy = BUF_INIT;
	const char *from = safe_text(&copy, text);

	cells_text(cells, row, column - utf8_width(from), -1, style, from);
	buf_done(&copy);
}

/* One paragraph of cells_wrap, into the rows that are left; `more` of them
 * follow it. */
static int
wrap_paragraph(struct cells *cells, int row, int column, int columns, int rows,
    enum style style, const char *text, bool more)
{
	struct buf line = BUF_INIT;
	int lines = 0;

	do {
		const char *rest;
		size_t len = utf8_wrap(text, columns, &rest);

		/* What no longer fits is cut off visibly on the last row. */
		if (lines == rows - 1 && *rest != '\0')
			len = strlen(text);
		buf_clear(&line);
		buf_add_bytes(&line, text, len);
		if (lines == rows - 1 && *rest == '\0' && more)
			buf_add(&line, SIGN_MORE);
		cells_text(cells, row + lines, column, columns, style,
		    buf_text(&line));
		lines++;
		text = rest;
	} while (*text != '\0' && lines < rows);
	buf_done(&line);
	return lines;
}

int
cells_wrap(struct cells *cells, int row, int column, int columns, int rows,
    enum style style, const char *text)
{
	struct buf paragraph = BUF_INIT;
	int lines = 0;

	if (columns < 2)
		return 0;
	while (*text != '\0' && lines < rows) {
		size_t len = strcspn(text, "\n");
		size_t next = len + (text[len] == '\n');

		buf_clear(&paragraph);
		utf8_clean(&paragraph, text, len);
		lines += wrap_paragraph(cells, row + lines, column, columns,
		    rows - lines, style, buf_text(&paragraph),
		    text[next] != '\0');
		text += next;
	}
	buf_done(&paragraph);
	return lines;
}

void
cells_fill(struct cells *cells, int row, int column, int count,
    enum style style, const char *sign)
{
	int end =
	    column + count < cells->columns ? column + count : cells->columns;
	size_t len = strlen(sign);

	if (column < 0)
		column = 0;
	if (row < 0 || row >= cells->rows || column >= end)
		return;
	/* The ends may cut wide clusters in two; what is between cannot. */
	put_cluster(cells, row, end - 1, style, sign, len, 1);
	put_cluster(cells, row, column, style, sign, len, 1);
	for (int i = column + 1; i < end - 1; i++)
		*cell_at(cells, row, i) = *cell_at(cells, row, column);
}

void
cells_style(
    struct cells *cells, int row, int column, int count, enum style style)
{
	if (row < 0 || row >= cells->rows)
		return;
	for (int i = column; i < column + count; i++)
		if (i >= 0 && i < cells->columns)
			cell_at(cells, row, i)->style = (unsigned char)style;
}

void
cells_blank(struct cells *cells, int row, int column, int rows, int columns)
{
	for (int i = 0; i < rows; i++)
		cells_fill(cells, row + i, column, columns, STYLE_NORMAL, " ");
}

static int
clamp(int value, int below)
{
	return value < 0 ? 0 : value < below ? value : below - 1;
}

void
cells_cursor(struct cells *cells, int row, int column)
{
	cells->cursor_row = clamp(row, cells->rows);
	cells->cursor_column = clamp(column, cells->columns);
}

void
cells_dump(const struct cells *cells, struct buf *out)
{
	struct buf line = BUF_INIT;

	for (int row = 0; row < cells->rows; row++) {
		buf_clear(&line);
		for (int column = 0; column < cells->columns; column++)
			buf_add(&line, cell_at(cells, row, column)->text);
		while (line.len > 0 && line.text[line.len - 1] == ' ')
			line.len--;
		buf_add_bytes(out, buf_text(&line), line.len);
		buf_add(out, "\n");
	}
	buf_done(&line);
}
