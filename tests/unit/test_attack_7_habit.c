/*
 * Attack 7 of the privacy rules, in the domain: somebody knows all answers of
 * twelve rounds but one person's, who answers the same in each, and guesses
 * which from all twelve draws, or from the release that adds them up. The best
 * guess is right as often as epsilon allows and no more; the figures are
 * printed.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/chance.h"
#include "tests/unit/releases.h"
#include "tests/unit/rounds.h"
#include "tests/unit/unit.h"

#define ROUNDS 12
#define PEOPLE 12
#define TRIALS 20000
#define ITEMS_TRIED 3

static const int epsilons[] = {100, 250, 500, 1000, 2000};
#define EPSILONS ((int)(sizeof(epsilons) / sizeof(epsilons[0])))

/* Two bounds for each epsilon and number of items, two for each epsilon of
 * releases, and two more below. */
#define SHARE (CHANCE_MILLIONTH / (2.0 * (3 * EPSILONS + 1)))

/*
 * What epsilon allows: k draws under epsilon tell at most as much as k
 * answers that are each true with a probability of e^epsilon / (1 +
 * e^epsilon), so the best guess is that of the majority, a tie by a coin
 * (P. Kairouz, S. Oh, P. Viswanath: The Composition Theorem for Differential
 * Privacy, ICML 2015).
 */
static double
allowed(int draws, double epsilon)
{
	double truth = 1 / (1 + exp(-epsilon)), sum = 0;

	for (int k = (draws + 1) / 2; k <= draws; k++) {
		double chance = exp(lgamma(draws + 1) - lgamma(k + 1) -
		                    lgamma(draws - k + 1) + k * log(truth) +
		                    (draws - k) * log1p(-truth));

		sum += 2 * k == draws ? chance / 2 : chance;
	}
	return sum;
}

static void
some_items(struct form *form, int items)
{
	struct buf text = BUF_INIT;

	for (int i = 0; i < items; i++)
		buf_addf(&text, "item pulse 1 id-%d 1,2,3,4,5 24\n", i);
	rounds_form(form, buf_text(&text));
	buf_done(&text);
}

/*
 * One round: the others answer as they like, the person 5 or 1. Result: the
 * logarithm of the odds in favour of 5, in units of epsilon, for somebody who
 * knows the others' counts.
 */
static int64_t
evidence(const struct form *form, bool favourable, int epsilon_milli)
{
	struct draw draws[DRAWS_MAX];
	struct response person = {{0}};
	struct tally tally = {0}, others;
	int64_t odds = 0;

	for (int q = 0; q < form->question_count; q++) {
		tally.counts[q][4] = (uint32_t)unit_between(0, PEOPLE - 1);
		tally.counts[q][2] = PEOPLE - 1 - tally.counts[q][4];
	}
	others = tally;
	for (int q = 0; q < form->question_count; q++)
		person.answers[q] = favourable ? 5 : 1;
	tally_add(form, &tally, &person);
	disclosure_draw(draws, form, &tally, epsilon_milli, unit_random());
	for (int q = 0; q < form->question_count; q++) {
		int64_t noise = draws[q].counted - others.counts[q][4];

		odds += llabs(noise) - llabs(noise - 1);
	}
	return odds;
}

/* How many of TRIALS guesses are right. */
static uint64_t
right_guesses(int items, int epsilon_milli)
{
	struct form form;
	uint64_t right = 0;

	some_items(&form, items);
	for (int trial = 0; trial < TRIALS; trial++) {
		bool favourable = unit_between(0, 1);
		int64_t odds = 0;

		for (int round = 0; round < ROUNDS; round++)
			odds += evidence(&form, favourable, epsilon_milli);
		if (odds == 0)
			odds = unit_between(0, 1) ? 1 : -1;
		right += favourable == (odds > 0);
	}
	return right;
}

static void
a_habit_is_guessed_as_often_as_epsilon_allows(void **state)
{
	(void)state;
	unit_random(); /* its seed stands above the table */
	print_message("One person's habit in %d rounds, all else known: the "
	              "best guess is right\n"
	              "epsilon  items  one round  %d rounds  measured\n",
	    ROUNDS, ROUNDS);
	for (int e = 0; e < EPSILONS; e++)
		for (int items = 1; items <= ITEMS_TRIED; items += 2) {
			double epsilon = epsilons[e] / 1000.0;
			double most = allowed(ROUNDS * items, epsilon);
			uint64_t right = right_guesses(items, epsilons[e]);

			print_message("%7.3f  %5d  %8.1f%%  %8.1f%%  %7.1f%%\n",
			    epsilon, items, 100 * allowed(items, epsilon),
			    100 * most, 100.0 * (double)right / TRIALS);
			assert_true(
			    chance_at_least(right, TRIALS, SHARE) <= most);
			/* and no better guess was left out */
			assert_true(
			    chance_at_most(right, TRIALS, SHARE) >= most);
		}
}

/* With noise for an epsilon of 1 where 0.5 is stated the guess is better. */
static void
too_little_noise_is_found_out(void **state)
{
	(void)state;
	assert_true(chance_at_least(right_guesses(1, 1000), TRIALS, SHARE) >
	            allowed(ROUNDS, 0.5));
}

/* --- From a release ------------------------------------------------------- */

/* P(the noise of all rounds together = x), x from -REACH to REACH, by adding
 * up one draw after the other. */
#define REACH 900
static double
sum_below(int64_t limit, double epsilon)
{
	static double now[2 * REACH + 1], next[2 * REACH + 1];
	static double one[4 * REACH + 1];
	double below = 0;

	for (int x = 0; x <= 4 * REACH; x++)
		one[x] = chance_laplace(x - 2 * REACH, epsilon);
	for (int x = 0; x <= 2 * REACH; x++)
		now[x] = x == REACH;
	for (int round = 0; round < ROUNDS; round++) {
		for (int x = 0; x <= 2 * REACH; x++) {
			next[x] = 0;
			for (int y = 0; y <= 2 * REACH; y++)
				next[x] += now[y] * one[x - y + 2 * REACH];
		}
		memcpy(now, next, sizeof(now));
	}
	for (int64_t x = -REACH; x < limit; x++)
		below += now[x + REACH];
	return below + now[limit + REACH] / 2;
}

/* Twelve rounds, one release: whether the best guess from its one number is
 * right. The noise falls off to both sides of its middle, so the guess is by
 * the nearer of none and all rounds, in the middle by a coin. */
static bool
guess_from_release(const struct form *form, int epsilon_milli)
{
	static struct releases_facts facts;
	bool favourable = unit_between(0, 1);
	struct summary summary;
	int64_t others = 0, excess;

	releases_none(&facts);
	for (int round = 0; round < ROUNDS; round++) {
		int count = unit_between(0, PEOPLE - 1);
		struct tally tally;

		others += count;
		rounds_tally(&tally, count + favourable, PEOPLE);
		releases_draw(&facts, "energy", RELEASES_FROM, PEOPLE,
		    rounds_close(form, &tally, epsilon_milli, unit_random()));
	}
	releases_build(&summary, &facts);
	assert_int_equal(summary.pulse_count, 1);
	assert_int_equal(summary.pulse[0].rounds, ROUNDS);
	excess = 2 * (summary.pulse[0].counted - others) - ROUNDS;
	summary_done(&summary);
	if (excess == 0)
		excess = unit_between(0, 1) ? 1 : -1;
	return favourable == (excess > 0);
}

/* A release shows less than the draws that it adds up. */
static void
a_release_tells_less_than_its_draws(void **state)
{
	struct form form;

	(void)state;
	rounds_one_cut(&form);
	print_message("From one release of %d rounds the best guess is right\n"
	              "epsilon  allowed  of the sum  measured\n",
	    ROUNDS);
	for (int e = 0; e < EPSILONS; e++) {
		double epsilon = epsilons[e] / 1000.0;
		double most = allowed(ROUNDS, epsilon);
		double best = sum_below(ROUNDS / 2, epsilon);
		uint64_t right = 0;

		for (int trial = 0; trial < TRIALS; trial++)
			right += guess_from_release(&form, epsilons[e]);
		print_message("%7.3f  %6.1f%%  %9.1f%%  %7.1f%%\n", epsilon,
		    100 * most, 100 * best, 100.0 * (double)right / TRIALS);
		assert_true(best <= most);
		assert_true(chance_at_least(right, TRIALS, SHARE) <= best);
		assert_true(chance_at_most(right, TRIALS, SHARE) >= best);
	}
}

/* Small cases by hand. */
static void
the_bound_is_right(void **state)
{
	double p = exp(1) / (1 + exp(1));

	(void)state;
	assert_true(fabs(allowed(1, 1) - p) < 1e-12);
	assert_true(fabs(allowed(2, 1) - p) < 1e-12);
	assert_true(
	    fabs(allowed(3, 1) - (p * p * p + 3 * p * p * (1 - p))) < 1e-12);
	assert_true(fabs(allowed(12, 0) - 0.5) < 1e-12);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_bound_is_right),
	    cmocka_unit_test(a_habit_is_guessed_as_often_as_epsilon_allows),
	    cmocka_unit_test(a_release_tells_less_than_its_draws),
	    cmocka_unit_test(too_little_noise_is_found_out),
	};

	return cmocka_run_group_tests_name(
	    "attack 7: a habit", tests, NULL, NULL);
}
