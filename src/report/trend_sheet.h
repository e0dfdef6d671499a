/*
 * What the staff room's page is on paper: one sheet of A4 or Letter, upright,
 * for a wall. For trend_page.c. What does not fit is on the page only, and the
 * sheet says so.
 */
#ifndef HUDDLE_REPORT_TREND_SHEET_H
#define HUDDLE_REPORT_TREND_SHEET_H

#include "report/trend_page.h"

/* Behind the page's other rules. It hides the sheet on a screen, and on paper
 * all of <main> but the sheet. */
extern const char trend_sheet_style[];

/* `number` counts the page's charts and tables. */
void
trend_sheet_put(const struct trend_page *page, int *number, struct buf *out);

#endif
