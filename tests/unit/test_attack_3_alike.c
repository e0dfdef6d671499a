/*
 * Attack 3 of the privacy rules, in the domain: a unit where all answered
 * alike looks as the noise says, and nothing is withheld or told otherwise
 * because of what was answered.
 */
#include <string.h>

#include "tests/unit/chance.h"
#include "tests/unit/releases.h"
#include "tests/unit/rounds.h"
#include "tests/unit/unit.h"
#include "util/crypt.h"

#define CLOSINGS 300000
#define PEOPLE 12

static const struct {
	const char *name;
	int favourable, people;
} units[] = {
    {"all plenty", PEOPLE, PEOPLE},
    {"all none", 0, PEOPLE},
    {"one of five", 1, 5},
    {"nobody answered", 0, 0},
};
#define UNITS (sizeof(units) / sizeof(units[0]))

/* What comes out less what went in is noise, all of it: below 0 and above all
 * that answered too. */
static void
the_output_is_distributed_as_the_noise_says(void **state)
{
	static struct histogram histogram;
	struct tally tally;
	struct form form;

	(void)state;
	rounds_one_cut(&form);
	for (size_t u = 0; u < UNITS; u++) {
		uint64_t above = 0, below = 0;

		histogram = (struct histogram){0};
		rounds_tally(&tally, units[u].favourable, units[u].people);
		for (int i = 0; i < CLOSINGS; i++) {
			int64_t counted =
			    rounds_close(&form, &tally, 1000, unit_random());

			histogram_add(
			    &histogram, counted - units[u].favourable);
			above += counted > units[u].people;
			below += counted < 0;
		}
		assert_true(histogram_fits(
		    &histogram, 1, CHANCE_MILLIONTH / UNITS, units[u].name));
		print_message("  %llu above all, %llu below none\n",
		    (unsigned long long)above, (unsigned long long)below);
		if (units[u].favourable == units[u].people)
			assert_in_range(
			    above, CLOSINGS * 25 / 100, CLOSINGS * 29 / 100);
		if (units[u].favourable == 0)
			assert_in_range(
			    below, CLOSINGS * 25 / 100, CLOSINGS * 29 / 100);
	}
}

/* People who all answer something, by the number of them. */
static void
random_answers(struct tally *tally, const struct form *form, int people)
{
	*tally = (struct tally){0};
	for (int i = 0; i < people; i++) {
		struct response response = {{0}};

		for (int q = 0; q < form_items(form); q++)
			response.answers[q] = (uint8_t)unit_between(1, 5);
		tally_add(form, tally, &response);
	}
}

/*
 * From the same seed two units of as many people, whatever they answered, get
 * the same noise and take as many random numbers: neither the noise nor the
 * way to it knows the answers.
 */
static void
the_noise_does_not_know_the_answers(void **state)
{
	(void)state;
	for (int i = 0; i < 1000; i++) {
		uint64_t seed = (uint64_t)unit_between(0, 1 << 30);
		int people = unit_between(0, PEOPLE);
		struct draw draws[2][DRAWS_MAX];
		struct crypt_seeded used[2];
		struct tally tallies[2];
		struct form form;
		int count = 0;

		rounds_random_form(&form);
		for (int u = 0; u < 2; u++) {
			struct random random = crypt_seeded(&used[u], seed);

			random_answers(&tallies[u], &form, people);
			count = disclosure_draw(
			    draws[u], &form, &tallies[u], 1000, &random);
		}
		assert_int_equal(used[0].counter, used[1].counter);
		for (int c = 0; c < count; c++) {
			const struct draw *one = &draws[0][c];
			const struct draw *two = &draws[1][c];

			assert_memory_equal(
			    &one->key, &two->key, sizeof(one->key));
			assert_int_equal(one->answered, two->answered);
			assert_int_equal(
			    one->counted -
			        rounds_exact(&form, &tallies[0], &one->key),
			    two->counted -
			        rounds_exact(&form, &tallies[1], &two->key));
		}
	}
}

/* Whether there is a view, and of how many rounds and answers, depends on how
 * many answered, never on what. */
static void
nothing_is_withheld_for_what_was_answered(void **state)
{
	(void)state;
	for (int i = 0; i < 2000; i++) {
		struct draw one[6], two[6];
		struct room_view first, second;
		int count = unit_between(0, 6), rounds = unit_between(1, 5);
		bool shown;

		for (int d = 0; d < count; d++) {
			one[d] = (struct draw){
			    .key = {"pulse", 1, "energy", 24, 1000},
			    .answered = unit_between(0, 7)};
			two[d] = one[d];
			one[d].counted = unit_between(-9, 20);
			two[d].counted = unit_between(-9, 20);
		}
		shown = disclosure_view(&first, one, count, rounds);
		assert_int_equal(
		    disclosure_view(&second, two, count, rounds), shown);
		second.counted = first.counted;
		assert_memory_equal(&first, &second, sizeof(first));
	}
}

/*
 * Two units that differ in answers alone: their releases differ in what is
 * counted alone. What is told, waits or is withheld, and why, is the same.
 */
static void
releases_do_not_know_the_answers(void **state)
{
	static struct releases_facts one, two;
	int withheld = 0;

	(void)state;
	for (int trial = 0; trial < 2000; trial++) {
		struct summary first, second;

		releases_random(&one);
		two = one;
		releases_refer(&two);
		for (int i = 0; i < two.facts.draw_count; i++)
			two.draws[i].draw.counted = unit_between(-50, 50);
		releases_build(&first, &one);
		releases_build(&second, &two);
		for (int i = 0; i < one.facts.draw_count; i++)
			assert_int_equal(one.draws[i].told, two.draws[i].told);
		assert_int_equal(first.pulse_count, second.pulse_count);
		for (int i = 0; i < first.pulse_count; i++) {
			second.pulse[i].counted = first.pulse[i].counted;
			assert_memory_equal(&first.pulse[i], &second.pulse[i],
			    sizeof(first.pulse[i]));
		}
		assert_int_equal(first.withheld_count, second.withheld_count);
		for (int i = 0; i < first.withheld_count; i++)
			assert_memory_equal(&first.withheld[i],
			    &second.withheld[i], sizeof(first.withheld[i]));
		withheld +=
		    releases_withheld(&first, "pulse", "fewer than 5 answers");
		summary_done(&first);
		summary_done(&second);
	}
	assert_in_range(withheld, 100, 1999);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_output_is_distributed_as_the_noise_says),
	    cmocka_unit_test(the_noise_does_not_know_the_answers),
	    cmocka_unit_test(nothing_is_withheld_for_what_was_answered),
	    cmocka_unit_test(releases_do_not_know_the_answers),
	};

	return cmocka_run_group_tests_name(
	    "attack 3: alike", tests, NULL, NULL);
}
