/*
 * What the office's pages are put together from: the frame, tables, and the
 * run charts with what may be said of them.
 */
#ifndef HUDDLE_REPORT_OFFICE_PARTS_H
#define HUDDLE_REPORT_OFFICE_PARTS_H

#include "report/office_gather.h"
#include "report/office_pages.h"
#include "report/web.h"
#include "util/buf.h"

/* One page being written. */
struct office_page {
	const struct office_pages_plan *plan;
	struct runchart_blurs *blurs;
	struct buf *out;
	const struct office_spans *spans; /* what there could be data for */
	bool weeks; /* of all units, by weeks; else one unit's periods */
	int number; /* of the last chart or table, for ids */
};

/* The head, the organization above the title, what is said under it; then
 * `back` is a link to index.html. */
void office_page_begin(
    struct office_page *page, const char *title, const char *under, bool back);
void office_page_end(struct office_page *page);

/* A section with a heading of the second level; a paragraph. */
void office_section(struct office_page *page, const char *title);
void office_section_end(struct office_page *page);
void office_say(struct office_page *page, const char *text);

/* A number that matters, and what it is. */
void office_figures(struct office_page *page);
void
office_figure(struct office_page *page, const char *number, const char *about);
void office_figures_end(struct office_page *page);

/*
 * A table whose first `words` columns hold words, the others numbers. Rows are
 * the caller's; it may scroll sideways on a narrow page.
 */
void office_table(struct office_page *page, const char *caption,
    const char *const *columns, int words, int count);
void office_table_end(struct office_page *page);

/* A heading of a row, as text. */
void office_row(struct office_page *page, const char *text);
void office_row_end(struct office_page *page);
void office_cell(struct office_page *page, int64_t number);
void office_words(struct office_page *page, const char *text);

/* What unfolds: the numbers behind a chart. */
void office_details(struct office_page *page, const char *title);
void office_details_end(struct office_page *page);

const char *office_theme(const struct office_page *page, const char *id);

/* Every line as a chart with its sentences and its table; that nothing was
 * told, if there is none. */
void office_charts(struct office_page *page, const struct office_lines *lines);

/* Answers of those at the huddles, as a chart and a table. */
void office_response_chart(struct office_page *page);

/* Sections that a unit and the organization have in common. */
void office_notes(struct office_page *page, const struct office_counts *notes);
void office_actions(struct office_page *page, struct office_counts *actions);
void
office_stalls(struct office_page *page, struct office_response response[TIERS]);
void
office_withheld(struct office_page *page, const struct office_counts *withheld);
void office_reading(struct office_page *page);

#endif
