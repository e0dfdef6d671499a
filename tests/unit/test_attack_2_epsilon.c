/*
 * Attack 2 of the privacy rules, in the domain: whoever knows all answers but
 * one closes the round many times over and compares. What is measured is at
 * most the epsilon that is stated; worse closings are found out.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/chance.h"
#include "tests/unit/rounds.h"
#include "tests/unit/unit.h"

#define CLOSINGS 300000
#define PEOPLE 12

/* Looked at: values, and all from and up to a value, this far around. */
#define FAR 60

/* What the program may fail by chance is shared out over every comparison of
 * five measurements: three kinds of events, both ways. */
#define SHARE (CHANCE_MILLIONTH / (5 * 3 * 2 * (2.0 * FAR + 1)))

/* A way to close the round of one cut. */
typedef int64_t closing(const struct form *form, const struct tally *tally,
    int epsilon_milli, const struct random *random);

static void
close_often(
    struct histogram *out, closing *close, int favourable, int epsilon_milli)
{
	struct tally tally;
	struct form form;

	rounds_one_cut(&form);
	rounds_tally(&tally, favourable, PEOPLE);
	*out = (struct histogram){0};
	for (int i = 0; i < CLOSINGS; i++)
		histogram_add(
		    out, close(&form, &tally, epsilon_milli, unit_random()));
}

/* What is found and what is proven of an epsilon. */
struct measured {
	double found, proven;
};

static void
compare(struct measured *measured, uint64_t one, uint64_t other)
{
	double low, high;

	if (one == 0)
		return;
	low = chance_at_least(one, CLOSINGS, SHARE);
	high = chance_at_most(other, CLOSINGS, SHARE);
	if (log(low / high) > measured->proven)
		measured->proven = log(low / high);
	/* of few cases any ratio may come */
	if (other > 20000 && log((double)one / (double)other) > measured->found)
		measured->found = log((double)one / (double)other);
}

/* Every event that tells the two apart: a value, one from there up, one up to
 * there. */
static struct measured
measure(const struct histogram *one, const struct histogram *other)
{
	struct measured measured = {0, 0};
	uint64_t up_to_one = 0, up_to_other = 0;

	for (int x = -HISTOGRAM_REACH; x <= HISTOGRAM_REACH; x++) {
		uint64_t here_one = histogram_at(one, x);
		uint64_t here_other = histogram_at(other, x);

		if (x >= -FAR && x <= FAR) {
			compare(&measured, here_one, here_other);
			compare(&measured, here_other, here_one);
			compare(&measured, CLOSINGS - up_to_one,
			    CLOSINGS - up_to_other);
			compare(&measured, CLOSINGS - up_to_other,
			    CLOSINGS - up_to_one);
		}
		up_to_one += here_one;
		up_to_other += here_other;
		if (x >= -FAR && x <= FAR) {
			compare(&measured, up_to_one, up_to_other);
			compare(&measured, up_to_other, up_to_one);
		}
	}
	return measured;
}

/* One answer more or less among `favourable` of all. */
static struct measured
attack(const char *name, closing *close, int favourable, int epsilon_milli)
{
	static struct histogram one, other;
	struct measured measured;

	close_often(&one, close, favourable, epsilon_milli);
	close_often(&other, close, favourable - 1, epsilon_milli);
	measured = measure(&one, &other);
	print_message("%s, %d or %d of %d: epsilon %.3f stated, %.3f found, "
	              "%.3f proven\n",
	    name, favourable, favourable - 1, PEOPLE, epsilon_milli / 1000.0,
	    measured.found, measured.proven);
	return measured;
}

static void
what_is_measured_is_at_most_what_is_stated(void **state)
{
	static const struct {
		int favourable, epsilon_milli;
	} cases[] = {{9, 1000}, {12, 1000}, {1, 1000}, {7, 250}, {12, 2000}};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		double epsilon = cases[i].epsilon_milli / 1000.0;
		struct measured measured = attack("closing", rounds_close,
		    cases[i].favourable, cases[i].epsilon_milli);

		assert_true(measured.proven <= epsilon);
		/* and the attack is a good one: it finds nearly all */
		assert_true(measured.found > 0.9 * epsilon);
	}
}

static int64_t
too_little_noise(const struct form *form, const struct tally *tally,
    int epsilon_milli, const struct random *random)
{
	return rounds_close(form, tally, epsilon_milli * 11 / 10, random);
}

/* It looks better, and tells more where all answered alike. */
static int64_t
drawn_again_until_possible(const struct form *form, const struct tally *tally,
    int epsilon_milli, const struct random *random)
{
	int64_t counted;

	do
		counted = rounds_close(form, tally, epsilon_milli, random);
	while (counted < 0 || counted > PEOPLE);
	return counted;
}

static int64_t
withheld_if_all_alike(const struct form *form, const struct tally *tally,
    int epsilon_milli, const struct random *random)
{
	int64_t counted = rounds_close(form, tally, epsilon_milli, random);

	return tally->counts[0][5] == PEOPLE ? 0 : counted;
}

static int64_t
now_and_then_exact(const struct form *form, const struct tally *tally,
    int epsilon_milli, const struct random *random)
{
	if (random->uniform(random->context, 10) == 0)
		return tally->counts[0][5];
	return rounds_close(form, tally, epsilon_milli, random);
}

static void
worse_closings_are_found_out(void **state)
{
	static const struct {
		const char *name;
		closing *close;
	} worse[] = {
	    {"too little noise", too_little_noise},
	    {"drawn again until possible", drawn_again_until_possible},
	    {"withheld if all alike", withheld_if_all_alike},
	    {"now and then exact", now_and_then_exact},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(worse) / sizeof(worse[0]); i++)
		assert_true(
		    attack(worse[i].name, worse[i].close, PEOPLE, 1000).proven >
		    1.0);
}

/*
 * The other half of the promise: one person's answer to one item changes each
 * cut's exact count by at most one, a derived score's too.
 */
static void
one_answer_counts_once_in_each_cut(void **state)
{
	(void)state;
	for (int i = 0; i < 2000; i++) {
		struct response response = {{0}};
		struct tally others, one, other;
		struct form form;

		rounds_random_form(&form);
		rounds_random_tally(&others, &form, PEOPLE);
		for (int q = 0; q < form_items(&form); q++)
			response.answers[q] = (uint8_t)unit_between(0, 5);
		one = other = others;
		tally_add(&form, &one, &response);
		response.answers[unit_between(0, form_items(&form) - 1)] =
		    (uint8_t)unit_between(0, 5);
		tally_add(&form, &other, &response);
		for (int q = 0; q < form.question_count; q++)
			for (int c = 0; c < form.questions[q].cut_count; c++) {
				struct cut_key key = {
				    .of = form.questions[q].cuts[c]};

				memcpy(key.item, form.questions[q].id,
				    sizeof(key.item));
				assert_true(
				    llabs(rounds_exact(&form, &one, &key) -
				          rounds_exact(&form, &other, &key)) <=
				    1);
			}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(one_answer_counts_once_in_each_cut),
	    cmocka_unit_test(what_is_measured_is_at_most_what_is_stated),
	    cmocka_unit_test(worse_closings_are_found_out),
	};

	return cmocka_run_group_tests_name(
	    "attack 2: epsilon", tests, NULL, NULL);
}
