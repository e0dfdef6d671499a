/*
 * What chance alone does to lines that never change: how often a change is
 * claimed, how often a run is seen, and that a real step is found.
 */
#include "core/noise.h"
#include "core/runchart.h"
#include "tests/unit/unit.h"

enum { LINES = 600, ROUNDS = 9, WEEKS = 26, FEW_WEEKS = 8, EPSILON = 1000 };

static const int sizes[] = {3, 8, 20, 60}; /* answers a round */
#define SIZES (sizeof(sizes) / sizeof(*sizes))

/* So many coins of `percent`, thrown by their own quick source: the exact one
 * would take minutes. */
static int64_t
throw_coins(int64_t count, int percent, uint64_t *source)
{
	int64_t counted = 0;

	for (int64_t i = 0; i < count; i++) {
		*source ^= *source << 13;
		*source ^= *source >> 7;
		*source ^= *source << 17;
		counted += (int64_t)((*source >> 33) % 100) < percent;
	}
	return counted;
}

static uint64_t
new_source(void)
{
	return ((uint64_t)unit_between(1, 1 << 30) << 30) |
	       (uint64_t)unit_between(1, 1 << 30);
}

/* Weeks of a unit; `percent[]` of the first half and of the second. */
static void
make_weeks(struct runchart_sum *sums, int count, int size, const int percent[2],
    uint64_t *source)
{
	for (int i = 0; i < count; i++) {
		sums[i].rounds = ROUNDS;
		sums[i].answered = ROUNDS * size;
		sums[i].counted = throw_coins(
		    sums[i].answered, percent[i >= count / 2], source);
		for (int k = 0; k < ROUNDS; k++)
			sums[i].counted += noise_draw(unit_random(), EPSILON);
	}
}

static int
count_changes(int weeks, int size, const int percent[2])
{
	struct runchart_sum sums[WEEKS], before, after;
	uint64_t source = new_source();
	int told = 0;

	for (int t = 0; t < LINES; t++) {
		make_weeks(sums, weeks, size, percent, &source);
		told += runchart_compare(sums, weeks, EPSILON, &before,
		            &after) >= RUNCHART_HIGHER;
	}
	return told;
}

/* A line's false claims are expected in fewer than 2 of 100; over so many lines
 * more than 3 of them come by chance less than once in a million runs. */
static void
lines_that_never_change_are_hardly_told_to(void **state)
{
	static const int levels[] = {50, 80, 95};
	int told = 0, lines = 0;

	(void)state;
	for (size_t k = 0; k < SIZES; k++)
		for (int i = 0; i < 3; i++) {
			const int percent[] = {levels[i], levels[i]};
			int one = count_changes(FEW_WEEKS, sizes[k], percent) +
			          count_changes(WEEKS, sizes[k], percent);

			if (one > 2 * LINES * 4 / 100)
				fail_msg("%d answers a round, %d%%: %d of %d",
				    sizes[k], levels[i], one, 2 * LINES);
			told += one;
			lines += 2 * LINES;
		}
	print_message("false claims: %d of %d lines\n", told, lines);
	assert_true(told <= lines * 3 / 100);
}

static void
a_step_of_a_tenth_is_found(void **state)
{
	static const int up[] = {50, 60}, down[] = {60, 50};

	(void)state;
	assert_true(count_changes(WEEKS, 8, up) > LINES * 7 / 10);
	assert_true(count_changes(WEEKS, 8, down) > LINES * 7 / 10);
	assert_true(count_changes(WEEKS, 20, up) > LINES * 9 / 10);
}

static unsigned
runs_of_one(int weeks, int size, uint64_t *source)
{
	static const int same[] = {70, 70};
	struct runchart_sum sums[WEEKS];
	int shares[WEEKS], sorted[WEEKS];
	unsigned marks[WEEKS];

	make_weeks(sums, weeks, size, same, source);
	for (int i = 0; i < weeks; i++)
		shares[i] = sorted[i] =
		    runchart_share(sums[i].counted, sums[i].answered);
	return runchart_runs(
	    shares, weeks, runchart_median(sorted, weeks), marks);
}

/* "In half a year about one line in three shows one by chance alone." */
static void
one_line_in_three_has_a_run_by_chance(void **state)
{
	(void)state;
	for (size_t k = 0; k < SIZES; k++) {
		uint64_t source = new_source();
		int seen = 0;

		for (int t = 0; t < LINES; t++)
			seen += runs_of_one(WEEKS, sizes[k], &source) != 0;
		print_message("%d answers a round: runs in %d of %d lines\n",
		    sizes[k], seen, LINES);
		assert_in_range(seen, LINES * 25 / 100, LINES * 45 / 100);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(lines_that_never_change_are_hardly_told_to),
	    cmocka_unit_test(a_step_of_a_tenth_is_found),
	    cmocka_unit_test(one_line_in_three_has_a_run_by_chance),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
