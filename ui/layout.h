/*
 * The one grid that every screen stands on: margin, header, footer, the
 * second column from 120 columns on.
 */
#ifndef HUDDLE_UI_LAYOUT_H
#define HUDDLE_UI_LAYOUT_H

#include "ui/cells.h"
#include "ui/facts.h"
#include "ui/keymap.h"

#define LAYOUT_ROWS_MIN 24
#define LAYOUT_COLUMNS_MIN 80
#define LAYOUT_MARGIN 3
#define LAYOUT_TOP 3 /* first row of the body */
#define LAYOUT_WIDE 120

/* Last row of the body (inclusive), first and last column of its text. */
int layout_bottom(const struct cells *cells);
int layout_right(const struct cells *cells); /* exclusive */

/* True if a second column stands beside the first; where it begins. */
bool layout_wide(const struct cells *cells);
int layout_second(const struct cells *cells);

/* Title at the left, `right` (may be NULL) at the right, a rule below. */
void layout_header(struct cells *cells, const char *title, const char *middle,
    const char *right);

/* A rule and the keys of the modes, common ones behind. If not all have room,
 * even closer together, help becomes "more", and what Esc does stays beside
 * support. */
void
layout_footer(struct cells *cells, const struct keymap *keymap, unsigned modes);

/* The same for the page that leads to all others: support makes room for its
 * keys and stands on the line above. */
void layout_footer_home(
    struct cells *cells, const struct keymap *keymap, unsigned modes);

/* "Tue 24 November", in the language of the interface. */
void layout_date(const struct facts *facts, int32_t day, char out[64]);

/* "Too small": shown instead of any screen under 80x24. */
void layout_too_small(struct cells *cells);

#endif
