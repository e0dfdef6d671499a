/*
 * A grid of cells in memory: the only thing a view writes. The terminal edge
 * shows it, sending only what changed; tests read it as text.
 *
 * Coordinates are 0-based, row first. Everything is clipped at the grid's
 * edge. Text is made safe here: what is not printable becomes U+FFFD, and in
 * an ASCII grid the interface's own signs become their ASCII forms and other
 * letters lose their marks. Both forms take the same columns, so utf8_width()
 * holds for either.
 */
#ifndef HUDDLE_UI_CELLS_H
#define HUDDLE_UI_CELLS_H

#include <stdbool.h>

#include "util/buf.h"
#include "util/utf8.h"

enum style {
	STYLE_NORMAL,
	STYLE_DIM,    /* what can be skipped */
	STYLE_BOLD,   /* what to read first */
	STYLE_ACCENT, /* the one colour: where you are, the filled bar */
	STYLE_FOCUS,  /* the focused row */
	STYLE_MATCH,  /* a match of the search */
	STYLE_ALERT,  /* needs somebody: overdue, not saved */
	STYLES
};

/* The interface's own signs; each has an ASCII form. */
#define SIGN_FOCUS "▸" /* > */
#define SIGN_RULE "─"  /* - */
#define SIGN_WALL "│"  /* | */
#define SIGN_FULL "█"  /* # */
#define SIGN_EMPTY "░" /* . */
#define SIGN_DONE "✓"  /* * */
#define SIGN_DOT "·"   /* - */
#define SIGN_MORE "…"  /* ~ */
/* Corners of a box: all of them + */
#define SIGN_TOP_LEFT "┌"
#define SIGN_TOP_RIGHT "┐"
#define SIGN_BOTTOM_LEFT "└"
#define SIGN_BOTTOM_RIGHT "┘"

struct cell {
	char text[UTF8_CLUSTER_MAX +
	          1];        /* one cluster; "" right of a wide one */
	unsigned char width; /* 1 or 2; 0 right of a wide one */
	unsigned char style;
};

struct cells {
	int rows;
	int columns;
	bool ascii;
	struct cell *at; /* rows * columns, row by row */
	int cursor_row;  /* where the terminal's cursor stands */
	int cursor_column;
};

void cells_init(struct cells *cells, int rows, int columns, bool ascii);
void cells_done(struct cells *cells);

/* All blank, cursor at 0, 0. */
void cells_clear(struct cells *cells);

/* Writes text in a style, at most `columns` of it (cut with SIGN_MORE if it is
 * longer; -1: to the edge). Returns the column behind it. */
int cells_text(struct cells *cells, int row, int column, int columns,
    enum style style, const char *text);

/* printf style, to the edge. */
int cells_printf(struct cells *cells, int row, int column, enum style style,
    const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Ends at `column` (exclusive). */
void cells_right(struct cells *cells, int row, int column, enum style style,
    const char *text);

/* Wraps text into a box of `columns` and at most `rows` lines, a new one at
 * each line break; returns how many lines it took. */
int cells_wrap(struct cells *cells, int row, int column, int columns, int rows,
    enum style style, const char *text);

/* A sign repeated. */
void cells_fill(struct cells *cells, int row, int column, int count,
    enum style style, const char *sign);

/* Changes the style of a stretch, text stays. */
void cells_style(
    struct cells *cells, int row, int column, int count, enum style style);

/* Blank box, for what floats. */
void
cells_blank(struct cells *cells, int row, int column, int rows, int columns);

void cells_cursor(struct cells *cells, int row, int column);

/* The grid as lines of text without trailing spaces, for tests. */
void cells_dump(const struct cells *cells, struct buf *out);

#endif
