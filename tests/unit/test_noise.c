/*
 * The sampler: its coins by exact counting, its draws by chi-square against
 * theory, and wrong samplers to show that the same bound refuses them.
 */
#include <math.h>

#include "core/noise.h"
#include "tests/unit/chance.h"
#include "tests/unit/unit.h"
#include "util/crypt.h"

#define DRAWS 400000

static const int epsilons[] = {100, 250, 1000, 1500, 2000};
#define EPSILONS ((int)(sizeof(epsilons) / sizeof(epsilons[0])))

/*
 * What the program may fail by chance is shared out: a chi-square of the
 * values and one of the signs for each epsilon.
 */
#define SHARE (CHANCE_MILLIONTH / (2.0 * EPSILONS))

/* A source that answers as told, then always with the largest number. */
#define ASKED_MAX 64
struct script {
	const uint32_t *numbers;
	int count;
	int asked;
	uint32_t limits[ASKED_MAX]; /* what was asked for */
};

static uint32_t
script_uniform(void *context, uint32_t below)
{
	struct script *script = context;
	int at = script->asked++;

	assert_true(below >= 1);
	assert_true(at < ASKED_MAX);
	script->limits[at] = below;
	if (at >= script->count)
		return below - 1;
	assert_true(script->numbers[at] < below);
	return script->numbers[at];
}

static int64_t
scripted_draw(struct script *script, int epsilon_milli)
{
	struct random random = {script_uniform, NULL, script};

	script->asked = 0;
	return noise_draw(&random, epsilon_milli);
}

/* A number below 1000, its coin; coins for whole units; the sign. A unit's
 * coin shows "stop" by 0, 1 and "one more" by 0, 0, 2. */
static void
a_draw_is_put_together_as_the_paper_says(void **state)
{
	static const struct {
		int epsilon_milli;
		int64_t draw;
		int count;
		uint32_t numbers[10];
	} cases[] = {
	    {100, 3, 5, {350, 999, 0, 1, 0}},
	    {100, -3, 5, {350, 999, 0, 1, 1}},
	    {1000, 0, 5, {999, 999, 0, 1, 0}},
	    {1000, 1, 8, {0, 0, 0, 0, 2, 0, 1, 0}},
	    {250, -7, 8, {750, 999, 0, 0, 2, 0, 1, 1}},
	    /* an even coin: the number is thrown again */
	    {100, 2, 8, {350, 349, 1999, 200, 999, 0, 1, 0}},
	    /* and so is minus zero */
	    {1000, 0, 10, {5, 999, 0, 1, 1, 5, 999, 0, 1, 0}},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct script script = {
		    .numbers = cases[i].numbers, .count = cases[i].count};

		assert_int_equal(scripted_draw(&script, cases[i].epsilon_milli),
		    cases[i].draw);
		assert_int_equal(script.asked, cases[i].count);
	}
}

/*
 * Of all `base` * k numbers that the k-th throw of a coin may show, how many
 * make it go on to the next throw. `before` is what leads to the coin. Where
 * it ends, what is asked for next tells if the coin was true: it must be, for
 * odd k only.
 */
static uint32_t
goes_on(const uint32_t *before, int count, uint32_t base, uint32_t k,
    uint32_t next_if_false)
{
	uint32_t numbers[ASKED_MAX] = {0}, on = 0;
	struct script script = {.numbers = numbers, .count = count + (int)k};

	for (int i = 0; i < count; i++)
		numbers[i] = before[i];
	for (uint32_t number = 0; number < base * k; number++) {
		uint32_t next;

		numbers[count + (int)k - 1] = number;
		scripted_draw(&script, 100);
		next = script.limits[count + (int)k];
		if (next == base * (k + 1))
			on++;
		else
			assert_int_equal(next, k % 2 ? 1 : next_if_false);
	}
	return on;
}

/* P(true) of a coin whose k-th throw goes on in on / (base * k) cases. */
static double
coin_chance(uint32_t on, uint32_t base, uint32_t throws)
{
	double reached = 1, sum = 0;

	for (uint32_t k = 1; k <= throws; k++) {
		double share = on / (double)(base * k);

		if (k % 2)
			sum += reached * (1 - share);
		reached *= share;
	}
	return sum;
}

/* Every possible number of the first eight throws is tried. The throws that
 * are not counted matter less than 1 / 8!. */
static void
coins_are_exact_by_counting(void **state)
{
	static const uint32_t some[] = {
	    1, 2, 3, 10, 99, 250, 367, 500, 632, 750, 998, 999};
	static const uint32_t to_a_unit[] = {0, 0};

	(void)state;
	for (size_t i = 0; i < sizeof(some) / sizeof(some[0]); i++) {
		for (uint32_t k = 1; k <= 8; k++)
			assert_int_equal(
			    goes_on(&some[i], 1, 1000, k, 1000), some[i]);
		assert_true(fabs(coin_chance(some[i], 1000, 12) -
		                 exp(-(double)some[i] / 1000)) < 1e-8);
	}
	for (uint32_t k = 1; k <= 8; k++)
		assert_int_equal(goes_on(to_a_unit, 2, 1, k, 2), 1);
	assert_true(fabs(coin_chance(1, 1, 12) - exp(-1)) < 1e-8);
}

static void
the_bounds_are_those_of_the_tables(void **state)
{
	static const struct {
		int freedom;
		double chance, bound;
	} cases[] = {{1, 0.05, 3.8415}, {2, 0.01, 9.2103}, {5, 0.001, 20.5150},
	    {10, 0.05, 18.3070}, {30, 0.001, 59.7031}, {100, 0.5, 99.3341}};
	double sum = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_true(fabs(chance_chi_square_bound(
		                     cases[i].freedom, cases[i].chance) -
		                 cases[i].bound) < 0.001);
	for (int x = -300; x <= 300; x++)
		sum += chance_laplace(x, 0.25);
	assert_true(fabs(sum - 1) < 1e-12);
	assert_true(chance_at_least(50, 100, 1e-6) < 0.5);
	assert_true(chance_at_most(50, 100, 1e-6) > 0.5);
	assert_true(fabs(chance_at_most(0, 1000, 1e-6) - 0.0137) < 0.001);
}

/* A sampler to be judged. */
typedef int64_t sampler(const struct random *random, int epsilon_milli);

static bool
passes(sampler *draw, int epsilon_milli, double chance, const char *name,
    struct histogram *histogram)
{
	*histogram = (struct histogram){0};
	for (int i = 0; i < DRAWS; i++)
		histogram_add(histogram, draw(unit_random(), epsilon_milli));
	return histogram_fits(histogram, epsilon_milli / 1000.0, chance, name);
}

/* Plus and minus are equally likely at every distance from 0. */
static bool
is_symmetric(const struct histogram *histogram, double chance)
{
	double sum = 0, bound;
	int cells = 0;

	for (int x = 1; x <= HISTOGRAM_REACH; x++) {
		double plus = (double)histogram_at(histogram, x);
		double minus = (double)histogram_at(histogram, -x);

		if (plus + minus < 100)
			continue;
		sum += (plus - minus) * (plus - minus) / (plus + minus);
		cells++;
	}
	bound = chance_chi_square_bound(cells, chance);
	print_message("  signs: chi-square %.1f in %d cells, bound %.1f\n", sum,
	    cells, bound);
	return sum <= bound;
}

static void
draws_fit_the_theory(void **state)
{
	static struct histogram histogram;

	(void)state;
	for (int i = 0; i < EPSILONS; i++) {
		assert_true(passes(
		    noise_draw, epsilons[i], SHARE, "draws", &histogram));
		assert_true(is_symmetric(&histogram, SHARE));
	}
}

/* What Mironov warned of: a continuous draw in floating point. */
static double
continuous(const struct random *random, int epsilon_milli)
{
	double uniform =
	    (random->uniform(random->context, UINT32_MAX) + 1.0) / 4294967296.0;
	double size = -log(uniform) * 1000 / epsilon_milli;

	return random->uniform(random->context, 2) ? size : -size;
}

static int64_t
rounded(const struct random *random, int epsilon_milli)
{
	return llround(continuous(random, epsilon_milli));
}

/* The same as an exact sampler that keeps minus zero. */
static int64_t
cut_off(const struct random *random, int epsilon_milli)
{
	return (int64_t)continuous(random, epsilon_milli);
}

static int64_t
off_by_one(const struct random *random, int epsilon_milli)
{
	return noise_draw(random, epsilon_milli) + 1;
}

static int64_t
three_in_a_hundred_less(const struct random *random, int epsilon_milli)
{
	return noise_draw(random, epsilon_milli * 103 / 100);
}

static int64_t
large_ones_drawn_again(const struct random *random, int epsilon_milli)
{
	int64_t x;

	do
		x = noise_draw(random, epsilon_milli);
	while (x < -5 || x > 5);
	return x;
}

static int64_t
one_in_fifty_without_noise(const struct random *random, int epsilon_milli)
{
	int64_t x = noise_draw(random, epsilon_milli);

	return random->uniform(random->context, 50) == 0 ? 0 : x;
}

static void
wrong_samplers_are_refused(void **state)
{
	static const struct {
		const char *name;
		sampler *draw;
	} wrong[] = {
	    {"rounded", rounded},
	    {"cut off", cut_off},
	    {"off by one", off_by_one},
	    {"3% less noise", three_in_a_hundred_less},
	    {"large ones drawn again", large_ones_drawn_again},
	    {"1 in 50 without noise", one_in_fifty_without_noise},
	};
	static struct histogram histogram;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_false(passes(
		    wrong[i].draw, 1000, SHARE, wrong[i].name, &histogram));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_draw_is_put_together_as_the_paper_says),
	    cmocka_unit_test(coins_are_exact_by_counting),
	    cmocka_unit_test(the_bounds_are_those_of_the_tables),
	    cmocka_unit_test(draws_fit_the_theory),
	    cmocka_unit_test(wrong_samplers_are_refused),
	};

	return cmocka_run_group_tests_name("noise", tests, NULL, NULL);
}
