/*
 * The charts of the staff room's page: all at a glance, and each with its
 * runs, flags and numbers. For trend_page.c.
 */
#ifndef HUDDLE_REPORT_TREND_CHARTS_H
#define HUDDLE_REPORT_TREND_CHARTS_H

#include "report/svg.h"
#include "report/trend_page.h"

/* The flags above the lines: what happened within a few days shares one. */
struct trend_flags {
	struct svg_flag *list;
	int count;
	int *of; /* the number of each note's flag */
};

void trend_flags_make(const struct trend_page *page, struct trend_flags *out);
void trend_flags_done(struct trend_flags *flags);

/* `number` counts the page's charts and tables. */
void trend_charts_glance(
    const struct trend_page *page, int *number, struct buf *out);
void trend_charts_all(const struct trend_page *page,
    const struct trend_flags *flags, int *number, struct buf *out);

/* The numbers of the shift over the same days; nothing if there are none. */
void trend_charts_shifts(
    const struct trend_page *page, int *number, struct buf *out);

/* What a line is called; whether it has points enough to be one; its last point
 * that is told, NULL if none is. */
const char *trend_charts_heading(const struct trend_page_line *line);
bool trend_charts_is_drawn(const struct trend_page_line *line);
const struct trend_point *trend_charts_last(const struct trend *trend);

/* How high the field of a small chart is on the sheet, if it is 612 wide. */
#define TREND_SHEET_HIGH 130

/* A line's chart with counts, its field so many pixels wide and high; with
 * 0 wide a small one, which is as wide as there is room. */
void trend_charts_draw(const struct trend_page *page,
    const struct trend_page_line *line, int number, int wide, int high,
    struct buf *out);

/* A small chart of the numbers of a field, with its title and what it goes
 * over; on the sheet both are lower and shorter. */
void trend_charts_field(const struct trend_page *page, int field, bool sheet,
    int number, struct buf *out);

/* The days that all charts of the page go over. */
struct period trend_charts_days(const struct trend_page *page);

#endif
