/*
 * Run charts: a share over time, its median, and whether it changed by more
 * than blur and chance explain. Pure. Shares are thousandths, as shown: within
 * 0 and 1000.
 */
#ifndef HUDDLE_CORE_RUNCHART_H
#define HUDDLE_CORE_RUNCHART_H

#include <stdbool.h>
#include <stdint.h>

/* Sums of draws of one cut, of one period or of several. */
struct runchart_sum {
	int64_t rounds;
	int64_t answered; /* 1 and up */
	int64_t counted;  /* may be negative or above answered */
};

/* counted of answered as so many of `scale`, rounded half up and clamped.
 * People are told of 10, and of RUNCHART_FINEST where these say too little:
 * finer numbers would look more exact than answers are. */
#define RUNCHART_FINEST 100
int runchart_of(const struct runchart_sum *sum, int scale);

/* The same of 1000. */
int runchart_share(int64_t counted, int64_t answered);

/* Blurs that were worked out (core/noise.h), since the same few come up again
 * and again. Empty when zeroed. */
#define RUNCHART_BLURS 512
struct runchart_blurs {
	struct {
		int64_t rounds;
		int epsilon_milli;
		int64_t blur;
	} list[RUNCHART_BLURS];
};

/* noise_give_or_take of so many rounds. */
int64_t
runchart_blur(struct runchart_blurs *blurs, int64_t rounds, int epsilon_milli);

/* The give or take of a share, in thousandths, rounded up, at most 1000. */
int runchart_band(struct runchart_blurs *blurs, const struct runchart_sum *sum,
    int epsilon_milli);

/* Of `count` shares, 1 and up, which it sorts. The mean of the two in the
 * middle where their number is even. */
int runchart_median(int *shares, int count);

/* Fewer periods are not compared. */
#define RUNCHART_PERIODS 6

enum runchart_change {
	RUNCHART_FEW,    /* fewer periods than RUNCHART_PERIODS */
	RUNCHART_SAME,   /* no change beyond blur and chance */
	RUNCHART_HIGHER, /* the second half, beyond both */
	RUNCHART_LOWER,
};

#define RUNCHART_DEVIATIONS 2.4

/*
 * Compares the first half of the periods with the second (a middle one counts
 * to the second). A change is told beyond RUNCHART_DEVIATIONS standard
 * deviations of what strays without any: the blur of all draws, and that the
 * answers of people vary, each like a coin of the share of both halves. Of
 * lines that never change fewer than 3 in 100 are told as one. Answers of the
 * same people go together more than coins do: it may still be chance.
 * Shares below 0 and above 1 are taken for these, as people see them.
 * *before and *after are their sums.
 */
enum runchart_change
runchart_compare(const struct runchart_sum *sums, int count, int epsilon_milli,
    struct runchart_sum *before, struct runchart_sum *after);

/*
 * Runs: a reason to ask, not a proof. Of lines that never change about one in
 * three has a run within half a year of weeks by chance alone; so nothing is
 * ordered or praised by them. The rules: R. J. Perla, L. P. Provost, S. K.
 * Murray: The run chart: a simple analytical tool for learning from variation
 * in healthcare processes, BMJ Quality & Safety 20 (2011), 46-51.
 */
#define RUNCHART_SHIFT_RUN 6 /* points in a row on one side of the median */
#define RUNCHART_TREND_RUN 5 /* points in a row, each above (below) the last */

enum runchart_mark { RUNCHART_SHIFT = 1, RUNCHART_TREND = 2 };

/*
 * marks[i] becomes the runs that point i is part of. A share of -1 is a gap
 * and ends a run. A point on the median neither ends a shift nor counts to it,
 * nor is it marked; of points that equal the last one the first counts to a
 * trend, and all are marked. Returns all marks together.
 */
unsigned
runchart_runs(const int *shares, int count, int median, unsigned *marks);

/* A run: its points are from `first` to `last`, of which `length` count. */
struct runchart_run {
	enum runchart_mark mark;
	bool up; /* above the median, or rising */
	int first, last;
	int length;
};

/* The runs themselves, shifts before trends, each by their place. `runs` has
 * room for `count`; returns how many there are. */
int runchart_find_runs(
    const int *shares, int count, int median, struct runchart_run *runs);

#endif
