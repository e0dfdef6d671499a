/*
 * The give-or-take: against sums of draws by brute force convolution and by
 * simulation.
 */
#include <math.h>
#include <stdlib.h>

#include "core/noise.h"
#include "tests/unit/chance.h"
#include "tests/unit/unit.h"

#define REACH 1500 /* of the sums that are convolved */
#define DRAWS_TRIED 12

static const int epsilons[] = {100, 250, 400, 700, 1000, 1500, 2000};
#define EPSILONS ((int)(sizeof(epsilons) / sizeof(epsilons[0])))

struct sums {
	double chance[2 * REACH + 1];
};

/* The distribution of one draw more. */
static void
convolve(struct sums *sums, double epsilon)
{
	static struct sums out;
	int far = (int)(40 / epsilon);

	for (int x = 0; x <= 2 * REACH; x++) {
		out.chance[x] = 0;
		for (int d = -far; d <= far; d++)
			if (x - d >= 0 && x - d <= 2 * REACH)
				out.chance[x] += sums->chance[x - d] *
				                 chance_laplace(d, epsilon);
	}
	*sums = out;
}

static int
least_half_width(const struct sums *sums)
{
	double within = sums->chance[REACH];
	int t = 0;

	while (within < 0.9) {
		t++;
		within += sums->chance[REACH - t] + sums->chance[REACH + t];
	}
	return t;
}

static void
it_is_the_central_nine_tenths_of_the_sum(void **state)
{
	static struct sums sums;

	(void)state;
	for (int e = 1; e < EPSILONS; e++) {
		sums = (struct sums){0};
		sums.chance[REACH] = 1;
		for (int draws = 1; draws <= DRAWS_TRIED; draws++) {
			convolve(&sums, epsilons[e] / 1000.0);
			assert_int_equal(noise_give_or_take(draws, epsilons[e]),
			    least_half_width(&sums));
		}
	}
}

/* At the smallest epsilon one draw by its closed form: P(|X| <= t) is
 * 1 - 2 P(X > t). */
static void
one_draw_has_the_closed_form(void **state)
{
	(void)state;
	for (int milli = EPSILON_MILLI_MIN; milli <= EPSILON_MILLI_MAX;
	     milli++) {
		int64_t t = noise_give_or_take(1, milli);
		double epsilon = milli / 1000.0;

		assert_true(1 - 2 * chance_laplace_from(t + 1, epsilon) >= 0.9);
		assert_true(1 - 2 * chance_laplace_from(t, epsilon) < 0.9);
	}
}

static void
known_values(void **state)
{
	(void)state;
	assert_int_equal(noise_give_or_take(1, 1000), 2);
	assert_int_equal(noise_give_or_take(9, 1000), 7);
	assert_int_equal(noise_give_or_take(1, 2000), 1);
}

/* P(|sum| <= t) from the sum's characteristic function, which is that of one
 * draw to the power of `draws`. */
static double
chance_within(int64_t t, int draws, double epsilon)
{
	enum { POINTS = 8192 };
	const double p = exp(-epsilon), turn = 2 * acos(-1) / POINTS;
	double sum = 0;

	for (int j = 0; j < POINTS; j++) {
		double one =
		    (1 - p) * (1 - p) / (1 - 2 * p * cos(turn * j) + p * p);
		double wide = 2 * (double)t + 1;

		if (j > 0)
			wide = sin(turn * j * wide / 2) / sin(turn * j / 2);
		sum += pow(one, draws) * wide;
	}
	return sum / POINTS;
}

static void
many_draws_are_never_told_too_narrow(void **state)
{
	(void)state;
	for (int e = 0; e < EPSILONS; e++)
		for (int draws = 1; draws < 4000; draws += 1 + draws / 9) {
			double epsilon = epsilons[e] / 1000.0;
			int64_t t = noise_give_or_take(draws, epsilons[e]);

			assert_true(chance_within(t, draws, epsilon) >= 0.9);
			assert_true(t < 2 ||
			            chance_within(t - 2, draws, epsilon) < 0.9);
			if (draws <= 100)
				assert_true(t < 1 || chance_within(t - 1, draws,
				                         epsilon) < 0.9);
		}
}

static void
more_draws_or_less_epsilon_never_narrow_it(void **state)
{
	(void)state;
	for (int e = 0; e < EPSILONS; e++)
		for (int draws = 1; draws < 40; draws++) {
			int64_t t = noise_give_or_take(draws, epsilons[e]);

			assert_true(
			    noise_give_or_take(draws + 1, epsilons[e]) >= t);
			assert_true(e == 0 || noise_give_or_take(
			                          draws, epsilons[e - 1]) >= t);
		}
}

/* Real draws: neither too few nor too many sums lie within, but for an error
 * of a millionth in all. */
static void
simulated_sums_lie_within(void **state)
{
	enum { SUMS = 40000 };
	static const int draws_tried[] = {1, 4, 9};

	(void)state;
	for (int i = 0; i < 3 * EPSILONS; i++) {
		int epsilon = epsilons[i / 3], draws = draws_tried[i % 3];
		int64_t t = noise_give_or_take(draws, epsilon);
		uint64_t within = 0, inside = 0;
		double chance = CHANCE_MILLIONTH / (6.0 * EPSILONS);

		if (draws > 4 && epsilon < 1000)
			continue;
		for (int s = 0; s < SUMS; s++) {
			int64_t sum = 0;

			for (int d = 0; d < draws; d++)
				sum += noise_draw(unit_random(), epsilon);
			within += llabs(sum) <= t;
			inside += llabs(sum) < t;
		}
		assert_true(chance_at_most(within, SUMS, chance) >= 0.9);
		assert_true(chance_at_least(inside, SUMS, chance) < 0.9);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(known_values),
	    cmocka_unit_test(one_draw_has_the_closed_form),
	    cmocka_unit_test(it_is_the_central_nine_tenths_of_the_sum),
	    cmocka_unit_test(many_draws_are_never_told_too_narrow),
	    cmocka_unit_test(more_draws_or_less_epsilon_never_narrow_it),
	    cmocka_unit_test(simulated_sums_lie_within),
	};

	return cmocka_run_group_tests_name("noise spread", tests, NULL, NULL);
}
