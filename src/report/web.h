/*
 * What pages that are read on a screen have in common, the office's and the
 * staff room's: one style for light, dark and paper, sections, tables, and run
 * charts with their words.
 */
#ifndef HUDDLE_REPORT_WEB_H
#define HUDDLE_REPORT_WEB_H

#include "core/period.h"
#include "report/svg.h"
#include "util/buf.h"

/* For html_head, before what svg_style and the page's own add. */
extern const char web_style[];

/* A section with a heading of the second level; a paragraph. */
void web_section(struct buf *out, const char *title);
void web_section_end(struct buf *out);
void web_say(struct buf *out, const char *text);

/* A number that matters, and what it is. */
void web_figures(struct buf *out);
void web_figure(struct buf *out, const char *number, const char *about);
void web_figures_end(struct buf *out);

/*
 * A table whose first `words` columns hold words, the others numbers. Rows are
 * the caller's; it may scroll sideways on a narrow page. `number` is its own
 * among the tables and charts of its page.
 */
void web_table(struct buf *out, int number, const char *caption,
    const char *const *columns, int words, int count);
void web_table_end(struct buf *out);

/* A heading of a row, as text; a cell of words. */
void web_row(struct buf *out, const char *text);
void web_row_end(struct buf *out);
void web_words(struct buf *out, const char *text);

/* What unfolds: the numbers behind a chart. */
void web_details(struct buf *out, const char *title);
void web_details_end(struct buf *out);

/* The chart in a frame that may scroll; its id and what it says to who does
 * not see it are made here. */
void web_chart(struct buf *out, int number, const struct svg_chart *chart);

/* A share in whole hundredths, as people read it. */
int web_percent(int share);

#define WEB_DAY_SIZE 64
/* "15 November 2026" */
void web_day(int32_t day, char out[WEB_DAY_SIZE]);
/* "9 November 2026 to 15 November 2026" */
void web_days(struct period days, char out[2 * WEB_DAY_SIZE + 16]);

#endif
