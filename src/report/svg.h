/*
 * A run chart as SVG inside a page: a line with its band, gaps, the median,
 * runs, and what happened meanwhile. It takes its colours from the page's
 * style (--ink, --soft, --rule, --accent), so that it follows light and dark.
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

/* What stands below a point. */
struct svg_count {
	int64_t answered; /* -1: nobody was asked */
	int rate;         /* thousandths of those present; -1: not known */
	bool small;       /* too few answers: an open mark at the foot */
	bool blurred;     /* too blurred for a share: an open square there */
};

/* A bracket above the points of some days, with its words. */
struct svg_run {
	int32_t from, to;
	const char *words;
};

/* A numbered flag. */
struct svg_flag {
	int32_t day;
	int number;
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
	const struct svg_count *counts; /* of each point, or NULL */
	const struct svg_run *runs;     /* by their first day */
	int run_count;
	const struct svg_flag *flags; /* by day, 16 pixels apart at least */
	int flag_count;
	int wide, high; /* the field in pixels; 0 for 612 and 172. Letters keep
	                   their size, so that a lower one is read as well */
};

/* The rules that charts need, for the page's style sheet. */
extern const char svg_style[];

/* How much more than a field of its own size a whole chart is across and down,
 * with counts, without rates, runs and flags. */
#define SVG_AROUND 128
#define SVG_ABOVE_AND_BELOW 46

void svg_run_chart(struct buf *out, const struct svg_chart *chart);

/* The line and its median alone, to stand among many; without counts, runs and
 * flags. */
void svg_small_chart(struct buf *out, const struct svg_chart *chart);

/* How many flags stand beside each other at most. */
#define SVG_FLAGS_MOST 32

#endif
