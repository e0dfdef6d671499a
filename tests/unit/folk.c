/*
 * People who want a buddy, made up for tests. See folk.h.
 */
#include "tests/unit/folk.h"

#include <inttypes.h>
#include <stdlib.h>

#include "tests/unit/unit.h"
#include "util/mem.h"

struct buddy *
folk_new(int count)
{
	struct buddy *people = mem_new((size_t)count + 1, sizeof(*people));

	for (int i = 0; i < count; i++) {
		people[i].id = i + 1;
		people[i].name = mem_printf("P%d", i + 1);
		people[i].folded = mem_printf("p%d", i + 1);
		people[i].role = mem_copy("");
		people[i].shifts = BUDDY_DAYS;
		people[i].joined = FOLK_TODAY - 1000;
	}
	return people;
}

void
folk_free(struct buddy *people, int count)
{
	for (int i = 0; i < count; i++)
		buddy_done(&people[i]);
	free(people);
}

void
folk_choose(struct buddy *who, enum buddy_choice kind, const struct buddy *whom)
{
	int *count = &who->choices[kind].count;

	if (*count == BUDDY_CHOICES_MAX)
		return;
	who->choices[kind].names[*count] = mem_copy(whom->name);
	who->choices[kind].folded[*count] = mem_copy(whom->folded);
	++*count;
}

void
folk_ask(struct buddy *people, int count, const struct buddy_round *round,
    int64_t who)
{
	int group = buddy_group_of(round, who);

	for (int i = 0; i < count; i++)
		people[i].again |=
		    group >= 0 && buddy_group_of(round, people[i].id) == group;
}

static void
choose_some(struct buddy *people, int count, enum buddy_choice kind, int times)
{
	while (times-- > 0) {
		int who = unit_between(0, count - 1);
		int whom = unit_between(0, count - 1);

		if (who != whom)
			folk_choose(&people[who], kind, &people[whom]);
	}
}

void
folk_mix(struct buddy *people, int count, int wishes, int exclusions)
{
	for (int i = 0; i < count; i++) {
		people[i].shifts =
		    (unsigned)unit_between(BUDDY_DAYS, BUDDY_BOTH);
		people[i].joined = FOLK_TODAY - unit_between(0, 400);
	}
	choose_some(people, count, BUDDY_WISH, wishes);
	choose_some(people, count, BUDDY_NOT_WITH, exclusions);
}

struct buddy_round
folk_round(enum buddy_round_state state, const int64_t *ids)
{
	struct buddy_round round = {.id = 1, .state = state};

	while (*ids != 0) {
		struct buddy_group *group;

		round.groups = mem_grow(round.groups,
		    (size_t)round.group_count + 1, sizeof(*round.groups));
		group = &round.groups[round.group_count++];
		*group = (struct buddy_group){0};
		while (*ids != 0)
			group->members[group->count++] = *ids++;
		ids++;
	}
	return round;
}

struct buddy_round
folk_random_round(
    enum buddy_round_state state, const struct buddy *people, int count)
{
	int64_t *ids = mem_new((size_t)count + 1, sizeof(*ids));
	int64_t *list = mem_new(2 * (size_t)count + 3, sizeof(*list)), *at;
	struct buddy_round round;

	for (int i = 0; i < count; i++) {
		int k = unit_between(0, i);

		ids[i] = ids[k];
		ids[k] = people[i].id;
	}
	at = list;
	for (int i = 0; i < count; i++) {
		*at++ = ids[i];
		if (i % 2 == 1 && i + 2 != count)
			at++;
	}
	round = folk_round(state, list);
	free(list);
	free(ids);
	return round;
}

static void
check_group(const struct buddy_group *group, const struct buddy **members,
    const struct buddy_past *past)
{
	for (int k = 0; k < group->count; k++) {
		for (int j = 0; j < k; j++) {
			assert_true(group->members[j] < group->members[k]);
			assert_false(buddy_excluded(members[j], members[k]));
			if (past)
				assert_true(buddy_weight(members[j], members[k],
				                past) != MATCHING_NEVER);
		}
	}
}

void
folk_check(const struct buddy_round *round, const struct buddy *people,
    int count, const struct buddy_past *past)
{
	bool *seen = mem_new((size_t)count + 1, sizeof(*seen));
	int placed = 0;

	for (int i = 0; i < round->group_count; i++) {
		const struct buddy_group *group = &round->groups[i];
		const struct buddy *members[MATCHING_GROUP] = {NULL};

		assert_in_range(group->count, 1, MATCHING_GROUP);
		for (int k = 0; k < group->count; k++) {
			for (int p = 0; p < count; p++) {
				if (people[p].id != group->members[k])
					continue;
				assert_false(seen[p]);
				seen[p] = true;
				members[k] = &people[p];
				placed++;
			}
			assert_non_null(members[k]);
		}
		check_group(group, members, past);
	}
	assert_int_equal(placed, count);
	free(seen);
}
