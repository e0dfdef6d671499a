/*
 * Shares, medians and what blur and chance explain. See runchart.h.
 */
#include "core/runchart.h"

#include <math.h>
#include <stdlib.h>

#include "core/noise.h"
#include "util/mem.h"

int
runchart_of(const struct runchart_sum *sum, int scale)
{
	int64_t counted = sum->counted;

	if (counted <= 0 || sum->answered <= 0)
		return 0;
	if (counted >= sum->answered)
		return scale;
	return (
	    int)((2 * scale * counted + sum->answered) / (2 * sum->answered));
}

int
runchart_share(int64_t counted, int64_t answered)
{
	const struct runchart_sum sum = {1, answered, counted};

	return runchart_of(&sum, 1000);
}

/* Weeks of one unit have much the same number of huddles, so that a plain table
 * without any order among its entries finds most of them. */
int64_t
runchart_blur(struct runchart_blurs *blurs, int64_t rounds, int epsilon_milli)
{
	size_t place = (size_t)(rounds * 31 + epsilon_milli) % RUNCHART_BLURS;
	int64_t blur;

	if (blurs->list[place].rounds == rounds &&
	    blurs->list[place].epsilon_milli == epsilon_milli)
		return blurs->list[place].blur;
	blur = noise_give_or_take(rounds, epsilon_milli);
	blurs->list[place].rounds = rounds;
	blurs->list[place].epsilon_milli = epsilon_milli;
	blurs->list[place].blur = blur;
	return blur;
}

/* Rounded up: a band that is drawn too narrow would claim too much. */
int
runchart_band(struct runchart_blurs *blurs, const struct runchart_sum *sum,
    int epsilon_milli)
{
	int64_t blur = runchart_blur(blurs, sum->rounds, epsilon_milli);

	if (sum->answered <= 0 || blur >= sum->answered)
		return 1000;
	return (int)((1000 * blur + sum->answered - 1) / sum->answered);
}

static int
compare_shares(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

int
runchart_median(int *shares, int count)
{
	qsort(shares, (size_t)count, sizeof(*shares), compare_shares);
	return (shares[(count - 1) / 2] + shares[count / 2] + 1) / 2;
}

static void
add_up(struct runchart_sum *total, const struct runchart_sum *sums, int count)
{
	*total = (struct runchart_sum){0};
	for (int i = 0; i < count; i++) {
		total->rounds += sums[i].rounds;
		total->answered += sums[i].answered;
		total->counted += sums[i].counted;
	}
}

/* As it is, not as it is rounded to be shown; but never below 0 or above 1. */
static double
share_of(const struct runchart_sum *sum)
{
	double share = (double)sum->counted / (double)sum->answered;

	if (share < 0)
		return 0;
	return share > 1 ? 1 : share;
}

/*
 * How far a half's share strays around what it would be without blur and
 * chance: each draw adds its noise, a discrete Laplace of variance
 * 2p / (1 - p)^2 with p = exp(-epsilon), and each answer that of a coin.
 */
static double
variance_of(const struct runchart_sum *sum, int epsilon_milli, double pooled)
{
	double n = (double)sum->answered;
	double p = exp(-epsilon_milli / 1000.0);
	double draw = 2 * p / ((1 - p) * (1 - p));

	return (double)sum->rounds * draw / (n * n) + pooled * (1 - pooled) / n;
}

enum runchart_change
runchart_compare(const struct runchart_sum *sums, int count, int epsilon_milli,
    struct runchart_sum *before, struct runchart_sum *after)
{
	struct runchart_sum all;
	double change, pooled, far;

	add_up(before, sums, count / 2);
	add_up(after, sums + count / 2, count - count / 2);
	if (count < RUNCHART_PERIODS || before->answered <= 0 ||
	    after->answered <= 0)
		return RUNCHART_FEW;
	add_up(&all, sums, count);
	pooled = share_of(&all);
	change = share_of(after) - share_of(before);
	far = RUNCHART_DEVIATIONS *
	      sqrt(variance_of(before, epsilon_milli, pooled) +
	           variance_of(after, epsilon_milli, pooled));
	if (change > far)
		return RUNCHART_HIGHER;
	return -change > far ? RUNCHART_LOWER : RUNCHART_SAME;
}

/* --- Runs ---------------------------------------------------------------- */

/* Keeps a run if it is long enough to be one. */
static int
keep_run(struct runchart_run *runs, int count, const struct runchart_run *run,
    int least)
{
	if (run->length < least)
		return count;
	runs[count] = *run;
	return count + 1;
}

/* A point on the median is passed over, as if it were not there; a gap is where
 * nobody knows on which side the unit was. */
static int
find_shifts(const int *shares, int count, int median, struct runchart_run *runs)
{
	struct runchart_run run = {.mark = RUNCHART_SHIFT};
	int found = 0;

	for (int i = 0; i < count; i++) {
		bool up = shares[i] > median;

		if (shares[i] == median)
			continue;
		if (shares[i] < 0 || run.length == 0 || run.up != up) {
			found = keep_run(runs, found, &run, RUNCHART_SHIFT_RUN);
			run.length = 0;
			run.up = up;
			run.first = i;
		}
		run.length += shares[i] >= 0;
		run.last = i;
	}
	return keep_run(runs, found, &run, RUNCHART_SHIFT_RUN);
}

/* A point where the direction turns ends one run and begins the next; with it
 * those before it that equal it (from `level` on). */
static int
find_trends(const int *shares, int count, struct runchart_run *runs)
{
	struct runchart_run run = {.mark = RUNCHART_TREND};
	int found = 0, level = 0;

	for (int i = 0; i < count; i++) {
		bool up;

		if (shares[i] < 0 || run.length == 0) {
			found = keep_run(runs, found, &run, RUNCHART_TREND_RUN);
			run.length = shares[i] >= 0;
			run.first = run.last = level = i;
			continue;
		}
		up = shares[i] > shares[i - 1];
		if (shares[i] != shares[i - 1]) {
			if (run.length > 1 && run.up != up) {
				found = keep_run(
				    runs, found, &run, RUNCHART_TREND_RUN);
				run.first = level;
				run.length = 1;
			}
			run.up = up;
			run.length++;
			level = i;
		}
		run.last = i;
	}
	return keep_run(runs, found, &run, RUNCHART_TREND_RUN);
}

int
runchart_find_runs(
    const int *shares, int count, int median, struct runchart_run *runs)
{
	int shifts = find_shifts(shares, count, median, runs);

	return shifts + find_trends(shares, count, runs + shifts);
}

unsigned
runchart_runs(const int *shares, int count, int median, unsigned *marks)
{
	struct runchart_run *runs = mem_new((size_t)count + 1, sizeof(*runs));
	int found = runchart_find_runs(shares, count, median, runs);
	unsigned all = 0;

	/* Runs may overlap: a turning point is in two of them. */
	for (int i = 0; i < count; i++)
		marks[i] = 0;
	for (int k = 0; k < found; k++) {
		all |= runs[k].mark;
		for (int i = runs[k].first; i <= runs[k].last; i++)
			if (runs[k].mark == RUNCHART_TREND ||
			    shares[i] != median)
				marks[i] |= runs[k].mark;
	}
	free(runs);
	return all;
}
