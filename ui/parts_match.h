/*
 * Marking what of a shown text matches what is searched for. Both are
 * compared folded, as the store and core/board.h compare them: without case
 * and diacritics.
 */
#ifndef HUDDLE_UI_PARTS_MATCH_H
#define HUDDLE_UI_PARTS_MATCH_H

#include "ui/cells.h"

/* True if `needle` stands in `text`; never if it is empty. */
bool match_text(const char *text, const char *needle);

/*
 * Gives STYLE_MATCH to every stretch of `text` that matches, as
 * cells_text(cells, row, column, columns, ..., text) has drawn it. Only the
 * style of cells changes; an empty needle changes nothing.
 */
void match_style(struct cells *cells, int row, int column, int columns,
    const char *text, const char *needle);

/* The same for what cells_wrap() has drawn into a box; a stretch may go on on
 * the next line. */
void match_wrap(struct cells *cells, int row, int column, int columns, int rows,
    const char *text, const char *needle);

#endif
