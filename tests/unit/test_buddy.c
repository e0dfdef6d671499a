/*
 * What two people are worth together, and groups changed by hand.
 */
#include <stdlib.h>
#include <string.h>

#include "core/buddy.h"
#include "tests/unit/folk.h"
#include "tests/unit/unit.h"

#define PAIRS_MAX 252 /* of BUDDY_MAX people, with one group of three */

#define ROUND(state, ...) folk_round(state, (const int64_t[]){__VA_ARGS__, 0})

static const struct buddy_past nothing = {.today = FOLK_TODAY};

/* --- Two people ----------------------------------------------------------- */

static void
each_thing_outweighs_all_below_it(void **state)
{
	struct buddy *p = folk_new(2);
	struct buddy_round rounds[3];
	struct buddy_past past = {rounds, 3, NULL, FOLK_TODAY};
	int64_t below, worth, sum;

	(void)state;
	for (int i = 0; i < 3; i++)
		rounds[i] = ROUND(BUDDY_ENDED, 1, 2, 0);
	/* All points there are. */
	p[0].shifts = BUDDY_NIGHTS;
	p[0].joined = p[1].joined = FOLK_TODAY;
	below = buddy_weight(&p[0], &p[1], &past);
	p[0].shifts = BUDDY_DAYS;
	p[1].joined = FOLK_TODAY - BUDDY_NEW_DAYS;
	folk_choose(&p[0], BUDDY_WISH, &p[1]);
	sum = buddy_weight(&p[0], &p[1], &past) - below;
	assert_int_equal(sum, 15);
	for (int i = 2; i >= 0; i--) {
		below = buddy_weight(&p[0], &p[1], &past);
		rounds[i].groups[0].count = 1;
		worth = buddy_weight(&p[0], &p[1], &past) - below;
		assert_true(worth > PAIRS_MAX * sum);
		sum += worth;
	}
	below = buddy_weight(&p[0], &p[1], &past);
	folk_choose(&p[1], BUDDY_WISH, &p[0]);
	worth = buddy_weight(&p[0], &p[1], &past) - below;
	assert_true(worth > PAIRS_MAX * sum);
	sum += worth;
	below = buddy_weight(&p[0], &p[1], &past);
	rounds[0].groups[0].count = 2;
	rounds[0].state = BUDDY_CONFIRMED;
	past.keep = &rounds[0];
	worth = buddy_weight(&p[0], &p[1], &past) - below;
	assert_true(worth > (PAIRS_MAX - 1) * sum);
	assert_true(worth < MATCHING_WEIGHT);
	for (int i = 0; i < 3; i++)
		buddy_round_done(&rounds[i]);
	folk_free(p, 2);
}

static void
points_are_as_documented(void **state)
{
	static const struct {
		unsigned a, b;
		int new_a, new_b, wishes, points;
	} cases[] = {
	    {BUDDY_DAYS, BUDDY_NIGHTS, 1, 1, 0, 0},
	    {BUDDY_DAYS, BUDDY_DAYS, 1, 1, 0, 8},
	    {BUDDY_DAYS, BUDDY_BOTH, 1, 1, 0, 6},
	    {BUDDY_BOTH, BUDDY_BOTH, 1, 1, 0, 8},
	    {BUDDY_BOTH, BUDDY_NIGHTS, 0, 1, 0, 9},
	    {BUDDY_DAYS, BUDDY_NIGHTS, 0, 0, 0, 3},
	    {BUDDY_DAYS, BUDDY_NIGHTS, 1, 1, 1, 4},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct buddy *p = folk_new(2);
		int64_t none;

		p[0].shifts = BUDDY_DAYS;
		p[1].shifts = BUDDY_NIGHTS;
		p[0].joined = p[1].joined = FOLK_TODAY;
		none = buddy_weight(&p[0], &p[1], &nothing);
		p[0].shifts = cases[i].a;
		p[1].shifts = cases[i].b;
		if (!cases[i].new_a)
			p[0].joined -= BUDDY_NEW_DAYS;
		if (!cases[i].new_b)
			p[1].joined -= BUDDY_NEW_DAYS;
		if (cases[i].wishes)
			folk_choose(&p[1], BUDDY_WISH, &p[0]);
		assert_int_equal(buddy_weight(&p[0], &p[1], &nothing) - none,
		    cases[i].points);
		assert_int_equal(buddy_weight(&p[1], &p[0], &nothing) - none,
		    cases[i].points);
		folk_free(p, 2);
	}
}

static void
either_can_exclude_the_other(void **state)
{
	struct buddy *p = folk_new(3);

	(void)state;
	folk_choose(&p[0], BUDDY_NOT_WITH, &p[1]);
	folk_choose(&p[0], BUDDY_WISH, &p[1]);
	folk_choose(&p[1], BUDDY_WISH, &p[0]);
	assert_true(buddy_excluded(&p[0], &p[1]));
	assert_true(buddy_excluded(&p[1], &p[0]));
	assert_false(buddy_excluded(&p[0], &p[2]));
	assert_true(buddy_weight(&p[1], &p[0], &nothing) == MATCHING_NEVER);
	folk_free(p, 3);
}

static void
who_asks_for_another_gets_another(void **state)
{
	struct buddy *p = folk_new(2);
	struct buddy_round round = ROUND(BUDDY_CONFIRMED, 1, 2, 0);
	struct buddy_past past = {&round, 1, NULL, FOLK_TODAY};
	struct buddy_past keep = {NULL, 0, &round, FOLK_TODAY};

	(void)state;
	assert_true(buddy_weight(&p[0], &p[1], &past) != MATCHING_NEVER);
	p[1].again = true;
	assert_true(buddy_weight(&p[0], &p[1], &past) == MATCHING_NEVER);
	assert_true(buddy_weight(&p[1], &p[0], &keep) == MATCHING_NEVER);
	round.state = BUDDY_ENDED;
	assert_true(buddy_weight(&p[0], &p[1], &past) != MATCHING_NEVER);
	buddy_round_done(&round);
	folk_free(p, 2);
}

/* --- By hand -------------------------------------------------------------- */

static void
two_change_places(void **state)
{
	struct buddy *p = folk_new(7);
	struct buddy_round round =
	    ROUND(BUDDY_PROPOSED, 1, 2, 0, 3, 4, 5, 0, 6, 7, 0);

	(void)state;
	assert_true(buddy_swap(&round, p, 7, &nothing, 1, 5));
	assert_int_equal(buddy_group_of(&round, 5), 0);
	assert_int_equal(buddy_group_of(&round, 1), 1);
	assert_int_equal(round.groups[0].members[0], 2);
	assert_int_equal(round.groups[1].members[0], 1);
	folk_check(&round, p, 7, NULL);
	assert_false(buddy_swap(&round, p, 7, &nothing, 6, 7));
	assert_false(buddy_swap(&round, p, 7, &nothing, 6, 6));
	assert_false(buddy_swap(&round, p, 7, &nothing, 6, 8));
	assert_false(buddy_swap(&round, p, 7, &nothing, 8, 6));
	assert_false(buddy_swap(&round, p, 6, &nothing, 7, 1));
	buddy_round_done(&round);
	folk_free(p, 7);
}

static void
no_swap_puts_excluded_people_together(void **state)
{
	struct buddy *p = folk_new(5);
	struct buddy_round round = ROUND(BUDDY_PROPOSED, 1, 2, 0, 3, 4, 5, 0);
	struct buddy_group before[2];

	(void)state;
	memcpy(before, round.groups, sizeof(before));
	folk_choose(&p[4], BUDDY_NOT_WITH, &p[0]);
	assert_false(buddy_swap(&round, p, 5, &nothing, 1, 3));
	assert_false(buddy_swap(&round, p, 5, &nothing, 4, 1));
	assert_false(buddy_swap(&round, p, 5, &nothing, 5, 2));
	assert_memory_equal(before, round.groups, sizeof(before));
	/* They change places with each other: still apart. */
	assert_true(buddy_swap(&round, p, 5, &nothing, 5, 1));
	buddy_round_done(&round);
	folk_free(p, 5);
}

/* Nor two of a group that asks for others. */
static void
no_swap_undoes_what_was_asked(void **state)
{
	struct buddy *p = folk_new(4);
	struct buddy_round now = ROUND(BUDDY_CONFIRMED, 1, 2, 0, 3, 4, 0);
	struct buddy_round round = ROUND(BUDDY_PROPOSED, 1, 3, 0, 2, 4, 0);
	struct buddy_past past = {.keep = &now, .today = FOLK_TODAY};

	(void)state;
	folk_ask(p, 4, &now, 1);
	assert_false(buddy_swap(&round, p, 4, &past, 3, 2));
	assert_false(buddy_swap(&round, p, 4, &past, 1, 4));
	assert_true(buddy_swap(&round, p, 4, &past, 1, 2));
	buddy_round_done(&now);
	buddy_round_done(&round);
	folk_free(p, 4);
}

static void
thousands_of_swaps_break_no_exclusion(void **state)
{
	int done = 0, refused = 0;

	(void)state;
	for (int i = 0; i < 300; i++) {
		int count = unit_between(2, 30);
		struct buddy *p = folk_new(count);
		struct buddy_round round = {0};

		folk_mix(p, count, 0, unit_between(0, 3 * count));
		buddy_propose(&round, p, count, &nothing, NULL);
		for (int k = 0; k < 40; k++) {
			bool well = buddy_swap(&round, p, count, &nothing,
			    unit_between(1, count), unit_between(1, count));

			done += well;
			refused += !well;
			folk_check(&round, p, count, NULL);
		}
		buddy_round_done(&round);
		folk_free(p, count);
	}
	assert_true(done > 1000 && refused > 1000);
}

/* --- Changes -------------------------------------------------------------- */

static void
changes_are_people_with_other_buddies(void **state)
{
	static const struct {
		const char *what;
		int64_t before[16], after[16];
		int changes;
	} cases[] = {
	    {"nothing", {1, 2, 0, 3, 4, 0}, {3, 4, 0, 1, 2, 0}, 0},
	    {"two pairs mixed", {1, 2, 0, 3, 4, 0}, {1, 3, 0, 2, 4, 0}, 4},
	    {"a third", {1, 2, 0, 3, 4, 0}, {1, 2, 5, 0, 3, 4, 0}, 3},
	    {"one of three left", {1, 2, 5, 0, 3, 4, 0}, {1, 2, 0, 3, 4, 0}, 2},
	    {"left before", {1, 0, 3, 4, 0}, {1, 3, 4, 0}, 3},
	    {"still alone", {1, 0, 3, 4, 0}, {1, 0, 3, 4, 0}, 0},
	    {"new, and alone", {3, 4, 0}, {1, 0, 3, 4, 0}, 0},
	    {"all gone", {3, 4, 0}, {0}, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct buddy_round before =
		    folk_round(BUDDY_CONFIRMED, cases[i].before);
		struct buddy_round after =
		    folk_round(BUDDY_PROPOSED, cases[i].after);
		int changes = buddy_changes(&before, &after);

		if (changes != cases[i].changes)
			fail_msg("%s: %d changes, not %d", cases[i].what,
			    changes, cases[i].changes);
		buddy_round_done(&before);
		buddy_round_done(&after);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_thing_outweighs_all_below_it),
	    cmocka_unit_test(points_are_as_documented),
	    cmocka_unit_test(either_can_exclude_the_other),
	    cmocka_unit_test(who_asks_for_another_gets_another),
	    cmocka_unit_test(two_change_places),
	    cmocka_unit_test(no_swap_puts_excluded_people_together),
	    cmocka_unit_test(no_swap_undoes_what_was_asked),
	    cmocka_unit_test(thousands_of_swaps_break_no_exclusion),
	    cmocka_unit_test(changes_are_people_with_other_buddies),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
