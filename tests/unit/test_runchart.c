/*
 * Shares, medians, and what may be said of a change.
 */
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

static void
a_change_is_beyond_the_blur_of_both_halves(void **state)
{
	/* ten periods of 7 rounds: 35 draws and 300 answers a half */
	const int64_t blur = noise_give_or_take(35, 1000);
	const int more =
	    (int)(2 * blur / 5); /* a period, both blurs together */

	(void)state;
	assert_int_equal(change_of(10, 30, 30), RUNCHART_SAME);
	assert_int_equal(change_of(10, 30, 30 + more), RUNCHART_SAME);
	assert_int_equal(change_of(10, 30, 30 + more + 1), RUNCHART_HIGHER);
	assert_int_equal(change_of(10, 30, 30 - more), RUNCHART_SAME);
	assert_int_equal(change_of(10, 30, 30 - more - 1), RUNCHART_LOWER);
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(shares_stay_within_bounds),
	    cmocka_unit_test(the_median_is_in_the_middle),
	    cmocka_unit_test(a_change_is_beyond_the_blur_of_both_halves),
	    cmocka_unit_test(few_periods_are_not_compared),
	    cmocka_unit_test(the_blur_alone_is_hardly_ever_a_change),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
