/*
 * A share of a whole as a bar, and a time as a clock. See widget.h.
 */
#include <stdio.h>

#include "ui/widget.h"

void
bar_view(struct cells *cells, int row, int column, int columns, int64_t filled,
    int64_t whole)
{
	int full = 0;

	if (filled > whole)
		filled = whole;
	if (whole > 0 && filled > 0)
		full = (int)((2 * filled * columns + whole) / (2 * whole));
	cells_fill(cells, row, column, full, STYLE_ACCENT, SIGN_FULL);
	cells_fill(
	    cells, row, column + full, columns - full, STYLE_DIM, SIGN_EMPTY);
}

void
clock_text(int seconds, char out[16])
{
	if (seconds < 0)
		seconds = 0;
	if (seconds < 3600)
		snprintf(out, 16, "%d:%02d", seconds / 60, seconds % 60);
	else
		snprintf(out, 16, "%d:%02d:%02d", seconds / 3600,
		    seconds / 60 % 60, seconds % 60);
}
