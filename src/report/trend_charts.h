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

/* The days that all charts of the page go over. */
struct period trend_charts_days(const struct trend_page *page);

#endif
