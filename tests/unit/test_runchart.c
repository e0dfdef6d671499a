/*
 * Shares, medians, what may be said of a change, and runs.
 */
#include <string.h>

#include "core/noise.h"
#include "core/runchart.h"
#include "tests/unit/unit.h"

static void
shares_stay_within_bounds(void **state)
{
	(void)state;
	assert_int_equal(runchart_share(-4, 12), 0);
	assert_int_equal(runchart_share(0, 12), 0);
	assert_int_equal(runchart_share(9, 12), 750);
	assert_int_equal(runchart_share(1, 3), 333);
	assert_int_equal(runchart_share(2, 3), 667);
	assert_int_equal(runchart_share(1, 2000), 1); /* half up */
	assert_int_equal(runchart_share(15, 12), 1000);
	assert_int_equal(runchart_share(5, 0), 0);
}

static void
the_median_is_in_the_middle(void **state)
{
	int one[] = {640}, odd[] = {900, 100, 500},
	    even[] = {700, 100, 900, 600};

	(void)state;
	assert_int_equal(runchart_median(one, 1), 640);
	assert_int_equal(runchart_median(odd, 3), 500);
	assert_int_equal(runchart_median(even, 4), 650);
}

/* `count` periods: `first` of 60 answers in the first half, then `second`. */
static enum runchart_change
change_of(int count, int first, int second)
{
	struct runchart_sum sums[20], before, after;

	for (int i = 0; i < count; i++)
		sums[i] = (struct runchart_sum){
		    7, 60, i < count / 2 ? first : second};
	return runchart_compare(sums, count, 1000, &before, &after);
}

/* Ten periods of 7 rounds: 35 draws and 300 answers a half. At epsilon 1 a
 * draw's variance is 1.8413, so that a half's share varies by 35 * 1.8413 /
 * 300^2 of blur and .25 / 300 of chance: together 2.4 deviations of both are
 * .1336 of 1, 40.1 answers of 300, just more than 8 a period. */
static void
a_change_is_beyond_blur_and_chance(void **state)
{
	(void)state;
	assert_int_equal(change_of(10, 30, 30), RUNCHART_SAME);
	assert_int_equal(change_of(10, 26, 34), RUNCHART_SAME);
	assert_int_equal(change_of(10, 26, 35), RUNCHART_HIGHER);
	assert_int_equal(change_of(10, 34, 26), RUNCHART_SAME);
	assert_int_equal(change_of(10, 35, 26), RUNCHART_LOWER);
}

static void
few_periods_are_not_compared(void **state)
{
	(void)state;
	assert_int_equal(change_of(RUNCHART_PERIODS - 1, 0, 60), RUNCHART_FEW);
	assert_int_equal(change_of(RUNCHART_PERIODS, 0, 60), RUNCHART_HIGHER);
	assert_int_equal(change_of(0, 0, 0), RUNCHART_FEW);
}

/* Where nothing changed, the blur alone is taken for a change less often than
 * once in ten times. */
static void
the_blur_alone_is_hardly_ever_a_change(void **state)
{
	enum { TIMES = 2000 };
	const struct random *random = unit_random();
	int wrong = 0;

	(void)state;
	for (int t = 0; t < TIMES; t++) {
		struct runchart_sum sums[8], before, after;

		for (int i = 0; i < 8; i++) {
			sums[i] = (struct runchart_sum){3, 30, 15};
			for (int k = 0; k < 3; k++)
				sums[i].counted += noise_draw(random, 1000);
		}
		wrong += runchart_compare(sums, 8, 1000, &before, &after) !=
		         RUNCHART_SAME;
		assert_int_equal(before.rounds + after.rounds, 24);
	}
	assert_true(wrong < TIMES / 10);
}

/* What is shown is within 0 and 1, and so is what is compared: noise alone may
 * lift both halves above that. */
static void
shares_beyond_bounds_are_no_change(void **state)
{
	struct runchart_sum sums[8], before, after;

	(void)state;
	for (int i = 0; i < 8; i++)
		sums[i] = (struct runchart_sum){1, 1000, i < 4 ? 1050 : 1400};
	assert_int_equal(
	    runchart_compare(sums, 8, 1000, &before, &after), RUNCHART_SAME);
	for (int i = 0; i < 8; i++)
		sums[i].counted = i < 4 ? 900 : 1400;
	assert_int_equal(
	    runchart_compare(sums, 8, 1000, &before, &after), RUNCHART_HIGHER);
	for (int i = 0; i < 8; i++)
		sums[i].counted = i < 4 ? -10 : -400;
	assert_int_equal(
	    runchart_compare(sums, 8, 1000, &before, &after), RUNCHART_SAME);
}

static void
a_band_is_the_blur_as_a_share(void **state)
{
	struct runchart_blurs blurs = {.list[0].rounds = 0};
	const struct runchart_sum sums[] = {
	    {1, 100, 50}, {14, 100, 50}, {1, 1, 1}, {3, 0, 0}};

	(void)state;
	for (int again = 0; again < 2; again++) {
		int64_t one = runchart_blur(&blurs, 1, 1000);
		int64_t many = runchart_blur(&blurs, 14, 1000);

		assert_int_equal(one, noise_give_or_take(1, 1000));
		assert_int_equal(many, noise_give_or_take(14, 1000));
		assert_int_equal(
		    runchart_band(&blurs, &sums[0], 1000), 10 * one);
		assert_int_equal(
		    runchart_band(&blurs, &sums[1], 1000), 10 * many);
		assert_int_equal(runchart_band(&blurs, &sums[2], 1000), 1000);
		assert_int_equal(runchart_band(&blurs, &sums[3], 1000), 1000);
	}
}

/* --- Runs ---------------------------------------------------------------- */

/*
 * Worked by hand after the rules of Perla, Provost and Murray (2011): 6 points
 * or more in a row on one side of the median, points on it neither counted nor
 * ending the run; 5 points or more in a row that all go up or all go down,
 * of equal ones in a row all but the first ignored. The marks under each
 * point: s a shift, t a trend, b both, . none. A share of -1 is a gap.
 */
static const struct worked {
	const char *what;
	const char *marks;
	int median;
	int shares[16];
} worked[] = {
    {"five above are no shift", ".......", 500,
        {400, 600, 610, 600, 620, 600, 400}},
    {"six above are", ".ssssss.", 500,
        {400, 600, 610, 600, 620, 600, 610, 400}},
    {"seven below", "sssssss.", 500, {400, 300, 310, 320, 300, 310, 300, 600}},
    {"one on the median is passed over", "sss.sss", 500,
        {600, 610, 600, 500, 610, 600, 610}},
    {"and does not make six of five", "......", 500,
        {600, 610, 500, 610, 600, 610}},
    {"several on it, at both ends too", ".ss..ssss.", 500,
        {500, 600, 610, 500, 500, 600, 610, 600, 610, 500}},
    {"the other side begins anew", "ssssss.....", 500,
        {600, 610, 600, 620, 600, 610, 400, 410, 400, 410, 400}},
    {"both sides, one after the other", "ssssssssssss", 500,
        {600, 610, 600, 620, 600, 610, 400, 410, 400, 420, 400, 410}},
    {"a gap ends a shift", ".......", 500, {600, 610, 600, -1, 620, 600, 610}},
    {"four rising are no trend", "......", 500, {600, 410, 420, 510, 520, 400}},
    {"five rising are", ".ttttt.", 500, {600, 410, 420, 510, 520, 530, 400}},
    {"five falling", "ttttt..", 500, {580, 560, 530, 470, 420, 430, 470}},
    {"equal ones are counted once", "......", 500,
        {410, 420, 420, 510, 520, 520}},
    {"and belong to it", "tttttttt.", 500,
        {410, 410, 420, 420, 510, 520, 530, 530, 470}},
    {"the turning point is in both", "ttttttttt", 500,
        {410, 440, 480, 520, 560, 520, 470, 450, 420}},
    {"equal ones at the turn, too", "tttttttttt", 500,
        {410, 440, 480, 520, 560, 560, 520, 470, 450, 420}},
    {"a gap ends a trend", ".......", 500, {410, 420, 430, -1, 520, 530, 540}},
    {"a rise can be a shift as well", "bbbbbss.", 500,
        {510, 530, 550, 570, 590, 570, 580, 400}},
    {"all on the median", "......", 500, {500, 500, 500, 500, 500, 500}},
    {"all equal, above it", "ssssss", 500, {600, 600, 600, 600, 600, 600}},
    {"the foot is no gap", "ssssss", 500, {0, 0, 0, 0, 0, 0}},
};

static void
runs_are_as_worked_by_hand(void **state)
{
	static const char signs[] = {
	    '.', [RUNCHART_SHIFT] = 's', [RUNCHART_TREND] = 't', 'b'};

	(void)state;
	for (size_t k = 0; k < sizeof(worked) / sizeof(*worked); k++) {
		const struct worked *one = &worked[k];
		int count = (int)strlen(one->marks);
		unsigned marks[16], all = 0, told;
		char found[17] = "";

		told = runchart_runs(one->shares, count, one->median, marks);
		for (int i = 0; i < count; i++) {
			found[i] = signs[marks[i]];
			all |= marks[i];
		}
		if (strcmp(found, one->marks) != 0 || told != all)
			fail_msg(
			    "%s: %s, not %s", one->what, found, one->marks);
	}
}

/* --- And a second time, naively ------------------------------------------ */

static bool
is_shift(const int *shares, int from, int to, int median)
{
	int above = 0, below = 0;

	for (int i = from; i <= to; i++) {
		if (shares[i] < 0)
			return false;
		above += shares[i] > median;
		below += shares[i] < median;
	}
	return (above == 0 || below == 0) && above + below >= 6;
}

static bool
is_trend(const int *shares, int from, int to)
{
	int ups = 0, downs = 0;

	for (int i = from; i <= to; i++)
		if (shares[i] < 0)
			return false;
	for (int i = from + 1; i <= to; i++) {
		ups += shares[i] > shares[i - 1];
		downs += shares[i] < shares[i - 1];
	}
	return (ups == 0 || downs == 0) && ups + downs >= 4;
}

/* Every stretch is looked at by itself. */
static void
mark_naively(const int *shares, int count, int median, unsigned *marks)
{
	for (int i = 0; i < count; i++)
		marks[i] = 0;
	for (int from = 0; from < count; from++)
		for (int to = from; to < count; to++) {
			bool shift = is_shift(shares, from, to, median);
			bool trend = is_trend(shares, from, to);

			for (int i = from; i <= to; i++) {
				if (shift && shares[i] != median)
					marks[i] |= RUNCHART_SHIFT;
				if (trend)
					marks[i] |= RUNCHART_TREND;
			}
		}
}

enum { SERIES = 3000, LONGEST = 40 };

/* Few levels, so that many points are equal; some walks, so that there are
 * runs; some gaps. */
static int
make_series(int *shares, int *median)
{
	int count = unit_between(1, LONGEST), told = 0;
	int levels = unit_between(2, 12), kept[LONGEST];
	bool walk = unit_between(0, 1) == 1;

	for (int i = 0; i < count; i++) {
		int level = unit_between(0, levels);

		if (walk && i > 0 && shares[i - 1] >= 0)
			level = shares[i - 1] / 10 + unit_between(-1, 2);
		shares[i] = unit_between(0, 14) == 0
		                ? -1
		                : 10 * (level < 0 ? 0 : level);
		if (shares[i] >= 0)
			kept[told++] = shares[i];
	}
	*median = told > 0 ? runchart_median(kept, told) : 0;
	return count;
}

static void
runs_agree_with_a_naive_reading(void **state)
{
	int seen[4] = {0};

	(void)state;
	for (int t = 0; t < SERIES; t++) {
		int shares[LONGEST], median;
		int count = make_series(shares, &median);
		unsigned marks[LONGEST], naive[LONGEST];

		runchart_runs(shares, count, median, marks);
		mark_naively(shares, count, median, naive);
		for (int i = 0; i < count; i++) {
			seen[marks[i]]++;
			if (marks[i] != naive[i])
				fail_msg("series %d, point %d: %u, not %u", t,
				    i, marks[i], naive[i]);
		}
	}
	/* The series must have had all there is. */
	for (int i = 0; i < 4; i++)
		assert_true(seen[i] > SERIES / 20);
}

/* Each run by itself: as long as it says, and not to be made longer. */
static void
runs_are_whole(void **state)
{
	(void)state;
	for (int t = 0; t < SERIES; t++) {
		int shares[LONGEST], median;
		int count = make_series(shares, &median);
		struct runchart_run runs[LONGEST];
		int found = runchart_find_runs(shares, count, median, runs);

		for (int k = 0; k < found; k++) {
			const struct runchart_run *run = &runs[k];
			int length = run->mark == RUNCHART_TREND;

			for (int i = run->first; i <= run->last; i++)
				length += run->mark == RUNCHART_SHIFT
				              ? shares[i] != median
				              : i > run->first &&
				                    shares[i] != shares[i - 1];
			assert_int_equal(run->length, length);
			if (run->mark == RUNCHART_SHIFT)
				assert_int_equal(
				    run->up, shares[run->first] > median);
			else
				assert_int_equal(run->up,
				    shares[run->first] < shares[run->last]);
			assert_true(k == 0 || runs[k - 1].mark != run->mark ||
			            runs[k - 1].last <= run->last);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(shares_stay_within_bounds),
	    cmocka_unit_test(the_median_is_in_the_middle),
	    cmocka_unit_test(a_change_is_beyond_blur_and_chance),
	    cmocka_unit_test(few_periods_are_not_compared),
	    cmocka_unit_test(the_blur_alone_is_hardly_ever_a_change),
	    cmocka_unit_test(shares_beyond_bounds_are_no_change),
	    cmocka_unit_test(a_band_is_the_blur_as_a_share),
	    cmocka_unit_test(runs_are_as_worked_by_hand),
	    cmocka_unit_test(runs_agree_with_a_naive_reading),
	    cmocka_unit_test(runs_are_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
