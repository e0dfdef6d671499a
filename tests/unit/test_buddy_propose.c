/*
 * Proposals: against every way to group few people, and what may never
 * happen, with any number.
 */
#include <stdlib.h>
#include <string.h>

#include "core/buddy.h"
#include "tests/unit/folk.h"
#include "tests/unit/unit.h"
#include "util/mem.h"

#define SMALL 8

#define ROUND(state, ...) folk_round(state, (const int64_t[]){__VA_ARGS__, 0})

static const struct buddy_past nothing = {.today = FOLK_TODAY};

static int
count_of(const struct buddy_round *round, int size)
{
	int count = 0;

	for (int i = 0; i < round->group_count; i++)
		count += round->groups[i].count == size;
	return count;
}

static bool
are_together(const struct buddy_round *round, int64_t a, int64_t b)
{
	int group = buddy_group_of(round, a);

	return group >= 0 && group == buddy_group_of(round, b);
}

/* --- Every way there is --------------------------------------------------- */

/* Fewest alone, then the least of `cost`, over all ways to group people who
 * may be together. */
struct every {
	const struct buddy *people;
	int count;
	const struct buddy_past *past;
	int trios;   /* at most */
	bool mildly; /* two of three who are asked apart may stay together */
	int64_t (*cost)(
	    const struct every *every, const struct buddy_round *round);
	struct buddy_round way;
	int alone;
	int64_t least;
};

static void
judge(struct every *every)
{
	int alone = count_of(&every->way, 1);
	int64_t cost = every->cost(every, &every->way);

	if (alone < every->alone ||
	    (alone == every->alone && cost < every->least)) {
		every->alone = alone;
		every->least = cost;
	}
}

/* They are two of three in it. */
static bool
are_three(const struct buddy_round *round, int64_t a, int64_t b)
{
	return are_together(round, a, b) &&
	       round->groups[buddy_group_of(round, a)].count == 3;
}

static bool
fits(const struct every *every, const struct buddy_group *group, int who)
{
	for (int i = 0; i < group->count; i++) {
		const struct buddy *a = &every->people[group->members[i] - 1];
		const struct buddy *b = &every->people[who];

		if (buddy_weight(a, b, every->past) == MATCHING_NEVER &&
		    (!every->mildly || buddy_excluded(a, b) ||
		        !are_three(every->past->keep, a->id, b->id)))
			return false;
	}
	return true;
}

/* People from `who` on join one of the groups or begin one. */
static void
go_on(struct every *every, int who)
{
	struct buddy_round *way = &every->way;

	if (who == every->count) {
		judge(every);
		return;
	}
	for (int i = 0; i < way->group_count; i++) {
		struct buddy_group *group = &way->groups[i];

		if (group->count == MATCHING_GROUP ||
		    !fits(every, group, who) ||
		    (group->count == 2 && count_of(way, 3) == every->trios))
			continue;
		group->members[group->count++] = every->people[who].id;
		go_on(every, who + 1);
		group->count--;
	}
	way->groups[way->group_count++] = (struct buddy_group){
	    .members = {every->people[who].id}, .count = 1};
	go_on(every, who + 1);
	way->group_count--;
}

static void
try_every_way(struct every *every)
{
	every->way.groups =
	    mem_new((size_t)every->count + 1, sizeof(*every->way.groups));
	every->alone = every->count + 1;
	go_on(every, 0);
	free(every->way.groups);
}

/* --- As few changes as can be --------------------------------------------- */

static int64_t
changes(const struct every *every, const struct buddy_round *round)
{
	return buddy_changes(every->past->keep, round);
}

/* What happens between a round and its being proposed anew: people leave, or
 * ask for another buddy. */
static void
something_happens(
    struct buddy *people, int *count, const struct buddy_round *round)
{
	for (int times = unit_between(1, 3); times > 0; times--) {
		if (unit_between(0, 1) && *count > 3)
			buddy_done(&people[--*count]);
		else
			folk_ask(people, *count, round,
			    people[unit_between(0, *count - 1)].id);
	}
}

/* How many more people change than must. Not asked where somebody must be
 * alone: that should not be whoever it changes nothing for. */
static int
needless_changes(int exclusions)
{
	int before = unit_between(3, SMALL + 1), count = before;
	struct buddy *people = folk_new(before);
	/* The first two of some crowds are new. */
	int joined = before > 5 ? unit_between(0, 2) : 0;
	struct buddy_round keep = folk_random_round(
	    BUDDY_CONFIRMED, people + joined, before - joined);
	struct buddy_past past = {&keep, 1, &keep, FOLK_TODAY};
	struct every every = {.people = people, .past = &past, .cost = changes};
	struct buddy_round round = {0};
	int needless;

	something_happens(people, &count, &keep);
	folk_mix(people, count, unit_between(0, 4), exclusions);
	every.count = every.trios = count;
	try_every_way(&every);
	buddy_propose(&round, people, count, &past, NULL);
	/* Two of three who are asked apart stay only for who would be alone. */
	if (count_of(&round, 1) < every.alone)
		every.mildly = true;
	folk_check(&round, people, count, every.mildly ? NULL : &past);
	if (every.alone > 0) {
		every.mildly = true;
		try_every_way(&every);
		assert_int_equal(count_of(&round, 1), every.alone);
		every.alone = 1;
	}
	needless =
	    every.alone ? 0 : (int)(changes(&every, &round) - every.least);
	buddy_round_done(&round);
	buddy_round_done(&keep);
	folk_free(people, count);
	return needless;
}

/* With many exclusions one in thousands has changes that need not be. */
static void
as_few_people_change_as_can_be(void **state)
{
	int needless = 0;

	(void)state;
	for (int i = 0; i < 1500; i++) {
		assert_int_equal(needless_changes(0), 0);
		needless += needless_changes(unit_between(1, 6));
	}
	assert_in_range(needless, 0, 10);
}

static void
a_group_of_three_stays_if_nothing_happened_to_it(void **state)
{
	static const int64_t left[] = {1, 3, 8};
	struct buddy_round keep =
	    ROUND(BUDDY_CONFIRMED, 1, 5, 0, 2, 4, 6, 0, 3, 7, 0, 8, 9, 0);
	struct buddy_past past = {&keep, 1, &keep, FOLK_TODAY};

	(void)state;
	for (int gone = 0; gone < 3; gone++) {
		struct buddy *people = folk_new(9), all[9];
		struct buddy_round round = {0};
		int count = 0;

		for (int i = 0; i < 9; i++) {
			if (people[i].id != left[gone])
				all[count++] = people[i];
		}
		buddy_propose(&round, all, count, &past, NULL);
		assert_true(are_together(&round, 2, 4));
		assert_true(are_together(&round, 2, 6));
		assert_int_equal(count_of(&round, 1), 0);
		assert_int_equal(buddy_changes(&keep, &round), 3);
		buddy_round_done(&round);
		folk_free(people, 9);
	}
	buddy_round_done(&keep);
}

static void
nothing_happened_nothing_changes(void **state)
{
	(void)state;
	for (int i = 0; i < 200; i++) {
		int count = unit_between(2, 40);
		struct buddy *people = folk_new(count);
		struct buddy_round keep =
		    folk_random_round(BUDDY_CONFIRMED, people, count);
		struct buddy_past past = {&keep, 1, &keep, FOLK_TODAY};
		struct buddy_round round = {0};

		folk_mix(people, count, count, 0);
		buddy_propose(&round, people, count, &past, NULL);
		assert_int_equal(buddy_changes(&keep, &round), 0);
		buddy_round_done(&round);
		buddy_round_done(&keep);
		folk_free(people, count);
	}
}

/* --- What is best --------------------------------------------------------- */

static bool
wishes_for(const struct buddy *who, const struct buddy *whom)
{
	for (int i = 0; i < who->choices[BUDDY_WISH].count; i++) {
		if (strcmp(who->choices[BUDDY_WISH].folded[i], whom->folded) ==
		    0)
			return true;
	}
	return false;
}

/* What all twos of all groups are worth by `worth`, added up. */
static int
sum_over(const struct every *every, const struct buddy_round *round,
    int (*worth)(
        const struct every *, const struct buddy *, const struct buddy *))
{
	int sum = 0;

	for (int a = 0; a < every->count; a++) {
		for (int b = 0; b < a; b++) {
			const struct buddy *p = &every->people[a];
			const struct buddy *q = &every->people[b];

			if (are_together(round, p->id, q->id))
				sum += worth(every, p, q);
		}
	}
	return sum;
}

static int
mutual(const struct every *every, const struct buddy *a, const struct buddy *b)
{
	(void)every;
	return wishes_for(a, b) && wishes_for(b, a);
}

static int
in_last(const struct every *every, const struct buddy *a, const struct buddy *b)
{
	return are_together(&every->past->rounds[0], a->id, b->id);
}

static int
in_one_before(
    const struct every *every, const struct buddy *a, const struct buddy *b)
{
	return are_together(&every->past->rounds[1], a->id, b->id);
}

static int
in_third(
    const struct every *every, const struct buddy *a, const struct buddy *b)
{
	return are_together(&every->past->rounds[2], a->id, b->id);
}

static int
points(const struct every *every, const struct buddy *a, const struct buddy *b)
{
	bool old = a->joined <= FOLK_TODAY - BUDDY_NEW_DAYS ||
	           b->joined <= FOLK_TODAY - BUDDY_NEW_DAYS;

	(void)every;
	return (wishes_for(a, b) || wishes_for(b, a) ? 4 : 0) +
	       (a->shifts & b->shifts ? 6 : 0) +
	       (a->shifts == b->shifts ? 2 : 0) + (old ? 3 : 0);
}

static int
repeats(const struct every *every, const struct buddy_round *round)
{
	return sum_over(every, round, in_last) +
	       sum_over(every, round, in_one_before) +
	       sum_over(every, round, in_third);
}

/* What the manual page says counts, the most important first; of none are
 * there 1000. */
static int64_t
misses(const struct every *every, const struct buddy_round *round)
{
	int64_t out = 1000 - sum_over(every, round, mutual);

	out = out * 1000 + sum_over(every, round, in_last);
	out = out * 1000 + sum_over(every, round, in_one_before);
	out = out * 1000 + sum_over(every, round, in_third);
	return out * 1000 + 1000 - sum_over(every, round, points);
}

/* Nobody is together again if there is a way without it, and all else that
 * counts, with up to one group of three. */
static void
no_way_is_better(void **state)
{
	int free_of_repeats = 0;

	(void)state;
	for (int i = 0; i < 900; i++) {
		int count = unit_between(2, SMALL + 1);
		struct buddy *people = folk_new(count);
		struct buddy_round rounds[BUDDY_ROUNDS_BACK], round = {0};
		struct buddy_past past = {
		    rounds, BUDDY_ROUNDS_BACK, NULL, FOLK_TODAY};
		struct every every = {.people = people,
		    .count = count,
		    .past = &past,
		    .trios = count % 2,
		    .cost = misses};
		int64_t found;

		for (int k = 0; k < BUDDY_ROUNDS_BACK; k++)
			rounds[k] =
			    folk_random_round(BUDDY_ENDED, people, count);
		folk_mix(people, count, i % 3 * count, i % 2);
		try_every_way(&every);
		buddy_propose(&round, people, count, &past, NULL);
		folk_check(&round, people, count, &past);
		found = misses(&every, &round);
		assert_int_equal(count_of(&round, 1), every.alone);
		if (every.alone <= 1)
			assert_true(found == every.least);
		free_of_repeats += repeats(&every, &round) == 0;
		buddy_round_done(&round);
		for (int k = 0; k < BUDDY_ROUNDS_BACK; k++)
			buddy_round_done(&rounds[k]);
		folk_free(people, count);
	}
	assert_true(free_of_repeats > 100);
}

/* 13 people, as in a unit: for years on, no two of them together again within
 * three rounds. */
static void
rounds_go_on_without_repeats(void **state)
{
	struct buddy_round rounds[BUDDY_ROUNDS_BACK + 1] = {{0}};
	struct buddy *people = folk_new(13);

	(void)state;
	folk_mix(people, 13, 0, 2);
	for (int i = 0; i < 30; i++) {
		struct buddy_past past = {.rounds = rounds + 1,
		    .count = i < BUDDY_ROUNDS_BACK ? i : BUDDY_ROUNDS_BACK,
		    .today = FOLK_TODAY};
		struct every every = {
		    .people = people, .count = 13, .past = &past};

		buddy_round_done(&rounds[BUDDY_ROUNDS_BACK]);
		memmove(
		    rounds + 1, rounds, BUDDY_ROUNDS_BACK * sizeof(*rounds));
		rounds[0] = (struct buddy_round){.state = BUDDY_ENDED};
		buddy_propose(&rounds[0], people, 13, &past, NULL);
		folk_check(&rounds[0], people, 13, &past);
		assert_int_equal(count_of(&rounds[0], 3), 1);
		assert_int_equal(count_of(&rounds[0], 2), 5);
		assert_int_equal(repeats(&every, &rounds[0]), 0);
	}
	for (int i = 0; i <= BUDDY_ROUNDS_BACK; i++)
		buddy_round_done(&rounds[i]);
	folk_free(people, 13);
}

/* --- Wishes and locks ----------------------------------------------------- */

static void
own_choice_comes_first(void **state)
{
	struct buddy *people = folk_new(6);
	struct buddy_round last = ROUND(BUDDY_ENDED, 1, 4, 0, 2, 5, 0, 3, 6, 0);
	struct buddy_past past = {&last, 1, NULL, FOLK_TODAY};
	struct buddy_round round = {0};

	(void)state;
	people[0].shifts = BUDDY_NIGHTS;
	folk_choose(&people[0], BUDDY_WISH, &people[3]);
	folk_choose(&people[3], BUDDY_WISH, &people[0]);
	/* One-sided: gives way to what is new. */
	folk_choose(&people[1], BUDDY_WISH, &people[4]);
	buddy_propose(&round, people, 6, &past, NULL);
	assert_true(are_together(&round, 1, 4));
	assert_false(are_together(&round, 2, 5));
	buddy_round_done(&round);
	buddy_round_done(&last);
	folk_free(people, 6);
}

static void
locked_groups_stay(void **state)
{
	struct buddy *people = folk_new(9);
	struct buddy_round standing =
	    ROUND(BUDDY_PROPOSED, 9, 1, 0, 2, 3, 0, 4, 5, 0, 6, 7, 8, 0);
	struct buddy_round round = {0};

	(void)state;
	standing.groups[0].locked = standing.groups[1].locked = true;
	standing.groups[3].locked = true;
	folk_choose(&people[1], BUDDY_NOT_WITH, &people[2]);
	buddy_propose(&round, people, 9, &nothing, &standing);
	folk_check(&round, people, 9, &nothing);
	assert_int_equal(round.group_count, 4);
	assert_true(are_together(&round, 1, 9));
	assert_true(round.groups[buddy_group_of(&round, 9)].locked);
	assert_true(are_together(&round, 6, 7) && are_together(&round, 6, 8));
	assert_false(are_together(&round, 2, 3));
	assert_false(round.groups[buddy_group_of(&round, 2)].locked);
	buddy_round_done(&round);
	/* 8 has left: their group does not stand any more. */
	buddy_propose(&round, people, 7, &nothing, &standing);
	folk_check(&round, people, 7, &nothing);
	assert_int_equal(count_of(&round, 3), 1);
	for (int i = 0; i < round.group_count; i++)
		assert_false(round.groups[i].locked);
	buddy_round_done(&round);
	buddy_round_done(&standing);
	folk_free(people, 9);
}

/* --- Any number ----------------------------------------------------------- */

/* Whatever is locked, swapped, kept or asked for. */
static void
nothing_is_ever_broken(void **state)
{
	(void)state;
	for (int i = 0; i < 1500; i++) {
		int count = unit_between(1, i % 50 ? 16 : 60);
		struct buddy *people = folk_new(count);
		struct buddy_round last =
		    folk_random_round(BUDDY_CONFIRMED, people, count);
		struct buddy_past past = {.rounds = &last,
		    .count = i % 3 != 0,
		    .keep = i % 2 ? &last : NULL,
		    .today = FOLK_TODAY};
		struct buddy_round standing =
		    folk_random_round(BUDDY_PROPOSED, people, count);
		struct buddy_round round = {0};
		int asks;
		bool three;

		folk_mix(people, count, count, unit_between(0, 3 * count));
		asks = unit_between(1, count);
		folk_ask(people, count, &last, asks);
		three = last.groups[buddy_group_of(&last, asks)].count == 3;
		for (int k = 0; k < standing.group_count; k++)
			standing.groups[k].locked = unit_between(0, 2) == 0;
		buddy_propose(&round, people, count, &past, &standing);
		folk_check(&round, people, count, three ? NULL : &past);
		for (int k = 0; k < 10; k++) {
			buddy_swap(&round, people, count, &nothing,
			    unit_between(1, count), unit_between(1, count));
			folk_check(&round, people, count, NULL);
		}
		buddy_round_done(&round);
		buddy_round_done(&standing);
		buddy_round_done(&last);
		folk_free(people, count);
	}
}

/* Where there is a way, of three who are asked apart no two stay together: who
 * asked would be the one who moves. */
static void
nobody_of_three_is_seen_to_have_asked(void **state)
{
	(void)state;
	for (int i = 0; i < 400; i++) {
		int count = 2 * unit_between(3, 20) + 1;
		struct buddy *people = folk_new(count);
		struct buddy_round last =
		    folk_random_round(BUDDY_CONFIRMED, people, count);
		struct buddy_past past = {.rounds = &last,
		    .count = 1,
		    .keep = i % 2 ? &last : NULL,
		    .today = FOLK_TODAY};
		struct buddy_round round = {0};
		const struct buddy_group *three =
		    &last.groups[last.group_count - 1];

		folk_mix(people, count, count, 0);
		assert_int_equal(three->count, 3);
		folk_ask(
		    people, count, &last, three->members[unit_between(0, 2)]);
		buddy_propose(&round, people, count, &past, NULL);
		folk_check(&round, people, count, &past);
		assert_int_equal(count_of(&round, 1), 0);
		buddy_round_done(&round);
		buddy_round_done(&last);
		folk_free(people, count);
	}
}

/* Three alone have no way; with two more, who are together, there is one in
 * which two of the three stay; nobody is alone for it. */
static void
of_few_two_of_three_may_stay(void **state)
{
	struct buddy_round last = ROUND(BUDDY_CONFIRMED, 1, 2, 3, 0, 4, 5, 0);

	(void)state;
	for (int count = 3; count <= 5; count++) {
		struct buddy *people = folk_new(count);
		struct buddy_past past = {&last, 1, &last, FOLK_TODAY};
		struct buddy_round round = {0};

		folk_ask(people, count, &last, 2);
		buddy_propose(&round, people, count, &past, NULL);
		assert_int_equal(count_of(&round, 1), 0);
		assert_int_equal(are_together(&round, 1, 2) +
		                     are_together(&round, 1, 3) +
		                     are_together(&round, 2, 3),
		    count == 3 ? 3 : 1);
		buddy_round_done(&round);
		folk_free(people, count);
	}
	buddy_round_done(&last);
}

static void
assert_same(const struct buddy_round *a, const struct buddy_round *b)
{
	assert_int_equal(a->group_count, b->group_count);
	for (int i = 0; i < a->group_count; i++) {
		assert_int_equal(a->groups[i].count, b->groups[i].count);
		assert_memory_equal(a->groups[i].members, b->groups[i].members,
		    (size_t)a->groups[i].count * sizeof(int64_t));
	}
}

static void
another_order_gives_the_same_groups(void **state)
{
	(void)state;
	for (int i = 0; i < 150; i++) {
		int count = unit_between(2, 40);
		struct buddy *people = folk_new(count);
		struct buddy_round last =
		    folk_random_round(BUDDY_CONFIRMED, people, count);
		struct buddy_past past = {.rounds = &last,
		    .count = 1,
		    .keep = i % 2 ? &last : NULL,
		    .today = FOLK_TODAY};
		struct buddy_round first = {0}, second = {0};

		folk_mix(people, count, i % 3 * count, i % 5);
		buddy_propose(&first, people, count, &past, NULL);
		for (int a = 0; a < count; a++) {
			int b = unit_between(0, a);
			struct buddy moved = people[a];

			people[a] = people[b];
			people[b] = moved;
		}
		buddy_propose(&second, people, count, &past, NULL);
		assert_same(&first, &second);
		buddy_round_done(&first);
		buddy_round_done(&second);
		buddy_round_done(&last);
		folk_free(people, count);
	}
}

static void
hundreds_of_people_too(void **state)
{
	static const int counts[] = {200, 201, BUDDY_MAX};

	(void)state;
	for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++) {
		int count = counts[i];
		struct buddy *people = folk_new(count);
		struct buddy_round last =
		    folk_random_round(BUDDY_ENDED, people, count);
		struct buddy_past past = {&last, 1, NULL, FOLK_TODAY};
		struct buddy_round round = {0};

		folk_mix(people, count, count, count);
		buddy_propose(&round, people, count, &past, NULL);
		folk_check(&round, people, count, &past);
		assert_int_equal(count_of(&round, 1), 0);
		assert_int_equal(count_of(&round, 3), count % 2);
		buddy_round_done(&round);
		buddy_round_done(&last);
		folk_free(people, count);
	}
}

static void
few_people_and_nobody(void **state)
{
	struct buddy *people = folk_new(2);
	struct buddy_round round = {0};

	(void)state;
	buddy_propose(&round, people, 0, &nothing, NULL);
	assert_int_equal(round.group_count, 0);
	buddy_round_done(&round);
	buddy_propose(&round, people, 1, &nothing, NULL);
	assert_int_equal(round.group_count, 1);
	assert_int_equal(round.groups[0].count, 1);
	buddy_round_done(&round);
	folk_choose(&people[0], BUDDY_NOT_WITH, &people[1]);
	buddy_propose(&round, people, 2, &nothing, NULL);
	assert_int_equal(count_of(&round, 1), 2);
	buddy_round_done(&round);
	folk_free(people, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(as_few_people_change_as_can_be),
	    cmocka_unit_test(a_group_of_three_stays_if_nothing_happened_to_it),
	    cmocka_unit_test(nothing_happened_nothing_changes),
	    cmocka_unit_test(no_way_is_better),
	    cmocka_unit_test(rounds_go_on_without_repeats),
	    cmocka_unit_test(own_choice_comes_first),
	    cmocka_unit_test(locked_groups_stay),
	    cmocka_unit_test(nothing_is_ever_broken),
	    cmocka_unit_test(nobody_of_three_is_seen_to_have_asked),
	    cmocka_unit_test(of_few_two_of_three_may_stay),
	    cmocka_unit_test(another_order_gives_the_same_groups),
	    cmocka_unit_test(hundreds_of_people_too),
	    cmocka_unit_test(few_people_and_nobody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
