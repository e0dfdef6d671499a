/*
 * What may be told: which cuts are drawn and how, from how many answers up a
 * view is shown, and what people are shown of it.
 */
#include <string.h>

#include "tests/unit/rounds.h"
#include "tests/unit/unit.h"

/* A source whose draws are all 0: a number, its coin, no unit, plus. */
static uint32_t
quiet_uniform(void *context, uint32_t below)
{
	static const uint32_t numbers[] = {0, 0, 0, 1, 0};
	int *at = context;
	uint32_t number = numbers[(*at)++ % 5];

	return number < below ? number : below - 1;
}

static void
each_cut_is_counted_once_in_order(void **state)
{
	static const struct {
		const char *item;
		int of, answered, counted;
	} expected[] = {
	    {"energy", 24, 10, 5},
	    {"energy", 3, 10, 3},
	    {"needed", 4, 9, 4},
	    {"score", 2, 7, 6},
	};
	struct tally tally = {{{2, 1, 2, 2, 4, 1}, {3, 2, 3, 4}, {5, 1, 6}}};
	struct draw draws[DRAWS_MAX];
	struct form form;
	int at = 0, count;
	struct random quiet = {quiet_uniform, NULL, &at};

	(void)state;
	rounds_form(&form, "item pulse 7 energy 1,2,3,4,5 24,3\n"
	                   "item pulse 7 needed 1,2,3 4\n"
	                   "sum pulse 7 score 3,9 2 0,1\n");
	count = disclosure_draw(draws, &form, &tally, 1000, &quiet);
	assert_int_equal(count, 4);
	for (int i = 0; i < count; i++) {
		assert_string_equal(draws[i].key.instrument, "pulse");
		assert_int_equal(draws[i].key.version, 7);
		assert_string_equal(draws[i].key.item, expected[i].item);
		assert_int_equal(draws[i].key.of, expected[i].of);
		assert_int_equal(draws[i].key.epsilon_milli, 1000);
		assert_int_equal(draws[i].answered, expected[i].answered);
		assert_int_equal(draws[i].counted, expected[i].counted);
	}
}

/* The largest form has room. */
static void
every_cut_of_a_full_form_has_room(void **state)
{
	static struct form form;
	struct tally tally = {{{0}}};
	struct draw draws[DRAWS_MAX];
	struct buf text = BUF_INIT;
	int at = 0;
	struct random quiet = {quiet_uniform, NULL, &at};

	(void)state;
	for (int i = 0; i < QUESTIONS_MAX; i++)
		buf_addf(&text, "item p 1 id-%d 1,2 1,2\n", i);
	rounds_form(&form, buf_text(&text));
	assert_int_equal(
	    disclosure_draw(draws, &form, &tally, 100, &quiet), DRAWS_MAX);
	buf_done(&text);
}

static void
draw(struct draw *out, int answered, int counted)
{
	*out = (struct draw){.key = {"pulse", 1, "energy", 24, 1000},
	    .answered = answered,
	    .counted = counted};
}

static void
a_view_needs_five_answers(void **state)
{
	static const struct {
		int answered[5], count, rounds; /* newest first */
		int seen_rounds, seen_answered; /* 0: no view */
	} cases[] = {
	    {{0}, 0, 1, 0, 0},
	    {{4}, 1, 1, 0, 0},
	    {{5}, 1, 1, 1, 5},
	    {{12, 9}, 2, 1, 1, 12},
	    {{2, 2}, 2, 1, 0, 0},
	    {{4, 1, 9}, 3, 1, 2, 5},
	    {{0, 0, 0, 0, 5}, 5, 1, 1, 5}, /* no noise of empty ones */
	    {{1, 1, 1, 1, 1}, 5, 1, 5, 5},
	    {{1, 1, 1, 1}, 4, 4, 0, 0},
	    {{12, 9, 8, 7, 6}, 5, 4, 4, 36},
	    {{12, 9, 8, 7, 6}, 5, 5, 5, 42},
	    {{12, 9}, 2, 4, 2, 21},
	    {{1, 1, 1, 1, 1}, 5, 4, 5, 5},
	    {{0, 12}, 2, 1, 1, 12},
	    {{0, 12, 0, 3}, 4, 2, 2, 15},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct draw draws[5];
		struct room_view view;
		int64_t counted = 0;
		bool shown;

		for (int d = 0; d < cases[i].count; d++)
			draw(&draws[d], cases[i].answered[d], 10 * d - 7);
		shown = disclosure_view(
		    &view, draws, cases[i].count, cases[i].rounds);
		assert_int_equal(shown, cases[i].seen_rounds > 0);
		assert_int_equal(view.rounds, cases[i].seen_rounds);
		assert_int_equal(view.answered, cases[i].seen_answered);
		for (int d = 0, left = view.rounds; left > 0; d++)
			if (cases[i].answered[d] > 0) {
				counted += 10 * d - 7;
				left--;
			}
		assert_int_equal(view.counted, counted);
		if (!shown)
			continue;
		assert_memory_equal(&view.key, &draws[0].key, sizeof(view.key));
		assert_int_equal(
		    view.give_or_take, noise_give_or_take(view.rounds, 1000));
	}
}

static void
a_share_needs_twice_its_blur(void **state)
{
	(void)state;
	assert_false(disclosure_is_blurred(5, 2));
	assert_true(disclosure_is_blurred(5, 3));
	assert_true(disclosure_is_blurred(6, 3));
	assert_false(disclosure_is_blurred(7, 3));
	assert_true(disclosure_is_blurred(5, 33));
	assert_true(disclosure_is_blurred(0, 0));
}

static void
people_are_shown_what_can_be(void **state)
{
	static const struct {
		int counted, answered, clamped, of_ten;
	} cases[] = {
	    {-3, 12, 0, 0},
	    {0, 12, 0, 0},
	    {9, 12, 9, 8}, /* 7.5 */
	    {12, 12, 12, 10},
	    {15, 12, 12, 10},
	    {1, 20, 1, 1}, /* 0.5 */
	    {1, 21, 1, 0},
	    {19, 20, 19, 10},
	    {5, 8, 5, 6}, /* 6.25 */
	    {0, 0, 0, 0},
	    {7, 0, 0, 0},
	    {1000000, 1000000, 1000000, 10},
	    {449999, 1000000, 449999, 4},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct room_view view = {
		    .counted = cases[i].counted, .answered = cases[i].answered};

		assert_int_equal(disclosure_clamped(&view), cases[i].clamped);
		assert_int_equal(disclosure_of_ten(&view), cases[i].of_ten);
		/* and what is kept stays as it is */
		assert_int_equal(view.counted, cases[i].counted);
	}
}

/* Whoever looks before and after one more checked in sees mostly the same. */
static void
an_open_box_tells_whole_fives(void **state)
{
	static const int32_t cases[][2] = {
	    {0, 0}, {1, 0}, {4, 0}, {5, 5}, {9, 5}, {10, 10}, {999, 995}};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(disclosure_checkins(cases[i][0]), cases[i][1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_cut_is_counted_once_in_order),
	    cmocka_unit_test(every_cut_of_a_full_form_has_room),
	    cmocka_unit_test(a_view_needs_five_answers),
	    cmocka_unit_test(a_share_needs_twice_its_blur),
	    cmocka_unit_test(people_are_shown_what_can_be),
	    cmocka_unit_test(an_open_box_tells_whole_fives),
	};

	return cmocka_run_group_tests_name("disclosure", tests, NULL, NULL);
}
