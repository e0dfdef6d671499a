/*
 * A run chart as SVG inside a page: a line with its band, gaps, and the
 * median. It takes its colours from the page's style (--ink, --soft, --rule,
 * --accent), so that it follows light and dark.
 */
#ifndef HUDDLE_REPORT_SVG_H
#define HUDDLE_REPORT_SVG_H

#include <stdbool.h>
#include <stdint.h>

#include "util/buf.h"

/* Shares in thousandths, 0 to 1000. */
struct svg_point {
	int32_t day;
	int share;     /* -1: nothing may be told of it, a gap */
	int low, high; /* the band, around share */
	bool apart;    /* not joined with the point before it */
};

struct svg_chart {
	const char *id;                 /* unique in its page */
	const char *title;              /* what a screen reader says first */
	const char *about;              /* and then */
	const struct svg_point *points; /* by day */
	int count;
	bool band;
	int median;       /* -1: none */
	int32_t from, to; /* the days across, the same for a page's charts */
};

/* The rules that charts need, for the page's style sheet. */
extern const char svg_style[];

void svg_run_chart(struct buf *out, const struct svg_chart *chart);

#endif
