/*
 * Attack 1 of the privacy rules, in the domain: whoever has every room view
 * or release has nothing but sums of stored draws, and each draw was made once.
 */
#include <stdlib.h>
#include <string.h>

#include "tests/unit/releases.h"
#include "tests/unit/rounds.h"
#include "tests/unit/unit.h"
#include "util/crypt.h"

#define ROUNDS 12
#define PEOPLE 14

/* All that is kept of a unit's rounds: the draws, newest round first. */
struct history {
	struct form form;
	int cuts;
	struct draw draws[DRAWS_MAX][ROUNDS];
};

static void
random_history(struct history *history, int epsilon_milli)
{
	rounds_random_form(&history->form);
	for (int round = ROUNDS - 1; round >= 0; round--) {
		struct draw draws[DRAWS_MAX];
		struct tally tally;

		rounds_random_tally(&tally, &history->form, PEOPLE);
		history->cuts = disclosure_draw(draws, &history->form, &tally,
		    epsilon_milli, unit_random());
		for (int c = 0; c < history->cuts; c++)
			history->draws[c][round] = draws[c];
	}
}

/* What a view says must be the sum of its newest rounds that had an answer, no
 * more. */
static void
check_view(const struct room_view *view, const struct draw *draws)
{
	int64_t counted = 0;
	int32_t answered = 0, last = 0;

	for (int i = 0, rounds = 0; rounds < view->rounds; i++) {
		if (draws[i].answered == 0)
			continue;
		last = draws[i].answered;
		counted += draws[i].counted;
		answered += last;
		rounds++;
	}
	assert_int_equal(view->counted, counted);
	assert_int_equal(view->answered, answered);
	assert_memory_equal(&view->key, &draws[0].key, sizeof(view->key));
	assert_true(view->answered >= DISCLOSURE_MINIMUM);
	/* no round less would have done */
	answered -= last;
	assert_true(view->rounds == 1 || answered < DISCLOSURE_MINIMUM ||
	            view->rounds <= ROUNDS);
	assert_int_equal(view->give_or_take,
	    noise_give_or_take(view->rounds, view->key.epsilon_milli));
}

static void
every_view_is_a_sum_of_stored_draws(void **state)
{
	static struct history history;
	int shown = 0;

	(void)state;
	for (int unit = 0; unit < 60; unit++) {
		random_history(&history, unit_between(0, 1) ? 1000 : 400);
		for (int c = 0; c < history.cuts; c++)
			for (int count = 0; count <= ROUNDS; count++)
				for (int rounds = 1; rounds < 6; rounds++) {
					struct room_view view;

					if (!disclosure_view(&view,
					        history.draws[c] + ROUNDS -
					            count,
					        count, rounds))
						continue;
					check_view(&view,
					    history.draws[c] + ROUNDS - count);
					shown++;
				}
	}
	assert_true(shown > 1000);
}

/* Asking again, in any order, gives the same and leaves the draws alone. */
static void
asking_again_gives_the_same(void **state)
{
	static struct history history, before;

	(void)state;
	random_history(&history, 1000);
	before = history;
	for (int i = 0; i < 2000; i++) {
		int c = unit_between(0, history.cuts - 1);
		int count = unit_between(0, ROUNDS);
		int rounds = unit_between(1, 6);
		struct room_view one = {.rounds = 77}, two = {.rounds = 78};

		assert_int_equal(
		    disclosure_view(&one, history.draws[c], count, rounds),
		    disclosure_view(&two, history.draws[c], count, rounds));
		assert_memory_equal(&one, &two, sizeof(one));
	}
	assert_memory_equal(&history, &before, sizeof(history));
}

/*
 * A closing takes from its source just one draw a cut, one after the other:
 * the noise can be told again from the same seed, and nothing else was taken.
 */
static void
each_draw_is_made_once_a_closing(void **state)
{
	(void)state;
	for (int i = 0; i < 300; i++) {
		uint64_t seed = (uint64_t)unit_between(0, 1 << 30);
		struct crypt_seeded first, second;
		struct random closing = crypt_seeded(&first, seed);
		struct random again = crypt_seeded(&second, seed);
		struct draw draws[DRAWS_MAX];
		struct tally tally;
		struct form form;
		int count;

		rounds_random_form(&form);
		rounds_random_tally(&tally, &form, PEOPLE);
		count = disclosure_draw(draws, &form, &tally, 700, &closing);
		for (int c = 0; c < count; c++)
			assert_int_equal(draws[c].counted,
			    rounds_exact(&form, &tally, &draws[c].key) +
			        noise_draw(&again, 700));
		assert_int_equal(first.counter, second.counter);
	}
}

/* No cut stands twice in a closing, and each question's are its own. */
static void
no_cut_is_drawn_twice(void **state)
{
	(void)state;
	for (int i = 0; i < 300; i++) {
		struct draw draws[DRAWS_MAX];
		struct tally tally;
		struct form form;
		int count, expected = 0;

		rounds_random_form(&form);
		rounds_random_tally(&tally, &form, PEOPLE);
		for (int q = 0; q < form.question_count; q++)
			expected += form.questions[q].cut_count;
		count =
		    disclosure_draw(draws, &form, &tally, 1000, unit_random());
		assert_int_equal(count, expected);
		for (int a = 0; a < count; a++)
			for (int b = 0; b < a; b++)
				assert_true(
				    draws[a].key.of != draws[b].key.of ||
				    strcmp(draws[a].key.item,
				        draws[b].key.item) != 0);
	}
}

/* --- Releases ------------------------------------------------------------- */

#define WEEKS 8
#define HUDDLES 5
#define CUTS 16 /* of a random form, at most */

/* One round's draws, as a store keeps them, behind those that wait. */
static void
keep_round(struct releases_facts *facts, const struct form *form, int people)
{
	struct draw draws[DRAWS_MAX];
	struct tally tally;
	int count;

	rounds_random_tally(&tally, form, people);
	count = disclosure_draw(draws, form, &tally, 1000, unit_random());
	for (int c = 0; c < count; c++) {
		releases_draw(facts, draws[c].key.item, RELEASES_FROM,
		    draws[c].answered, draws[c].counted);
		facts->draws[facts->facts.draw_count - 1].draw = draws[c];
	}
}

/* Each number of a release is the sum of the draws that it says to tell, and
 * they are as they were. */
static void
check_release(const struct summary *summary, const struct releases_facts *facts)
{
	int rounds = 0, told = 0;

	for (int i = 0; i < summary->pulse_count; i++) {
		const struct summary_pulse *pulse = &summary->pulse[i];
		int64_t counted = 0, answered = 0;

		for (int d = 0; d < facts->facts.draw_count; d++) {
			const struct release_draw *draw = &facts->draws[d];

			if (memcmp(&draw->draw.key, &pulse->key,
			        sizeof(pulse->key)) != 0)
				continue;
			assert_true(draw->told);
			counted += draw->draw.counted;
			answered += draw->draw.answered;
		}
		assert_int_equal(pulse->counted, counted);
		assert_int_equal(pulse->answered, answered);
		rounds += pulse->rounds;
	}
	for (int d = 0; d < facts->facts.draw_count; d++)
		told += facts->draws[d].told;
	assert_int_equal(told, rounds);
}

/* What was told is gone from the next weeks' draws. */
static int
drop_told(struct release_facts *facts)
{
	int kept = 0, all = facts->draw_count;

	for (int i = 0; i < all; i++)
		if (!facts->draws[i].told)
			facts->draws[kept++] = facts->draws[i];
	facts->draw_count = kept;
	return all - kept;
}

static void
every_release_is_of_stored_draws_once(void **state)
{
	static struct releases_facts facts;
	int told = 0;

	(void)state;
	for (int unit = 0; unit < 200; unit++) {
		struct form form;

		rounds_random_form(&form);
		releases_none(&facts);
		for (int week = 0; week < WEEKS; week++) {
			int people = unit_between(0, 6);
			struct summary summary;

			for (int i = unit_between(0, HUDDLES); i > 0; i--)
				if (facts.facts.draw_count + CUTS <
				    RELEASES_MANY)
					keep_round(&facts, &form, people);
			releases_build(&summary, &facts);
			check_release(&summary, &facts);
			told += drop_told(&facts.facts);
			summary_done(&summary);
		}
	}
	assert_true(told > 1000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_view_is_a_sum_of_stored_draws),
	    cmocka_unit_test(asking_again_gives_the_same),
	    cmocka_unit_test(each_draw_is_made_once_a_closing),
	    cmocka_unit_test(no_cut_is_drawn_twice),
	    cmocka_unit_test(every_release_is_of_stored_draws_once),
	};

	return cmocka_run_group_tests_name("attack 1: sums", tests, NULL, NULL);
}
