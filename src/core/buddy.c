/*
 * What two people are worth together, and groups changed by hand. See buddy.h;
 * buddy_propose.c finds the best groups of all.
 */
#include "core/buddy.h"

#include <stdlib.h>
#include <string.h>

#include "core/buddy_ties.h"

const char *const buddy_shift_names[4] = {
    [BUDDY_DAYS] = "days",
    [BUDDY_NIGHTS] = "nights",
    [BUDDY_BOTH] = "both",
};

void
buddy_done(struct buddy *buddy)
{
	free(buddy->name);
	free(buddy->folded);
	free(buddy->role);
	for (int kind = 0; kind < BUDDY_CHOICES; kind++) {
		for (int i = 0; i < buddy->choices[kind].count; i++) {
			free(buddy->choices[kind].names[i]);
			free(buddy->choices[kind].folded[i]);
		}
	}
	*buddy = (struct buddy){0};
}

void
buddy_round_done(struct buddy_round *round)
{
	free(round->groups);
	*round = (struct buddy_round){0};
}

int
buddy_group_of(const struct buddy_round *round, int64_t id)
{
	for (int i = 0; i < round->group_count; i++) {
		for (int k = 0; k < round->groups[i].count; k++) {
			if (round->groups[i].members[k] == id)
				return i;
		}
	}
	return -1;
}

/* --- Two people ----------------------------------------------------------- */

static bool
chose(const struct buddy *who, const struct buddy *whom, enum buddy_choice kind)
{
	for (int i = 0; i < who->choices[kind].count; i++) {
		if (strcmp(who->choices[kind].folded[i], whom->folded) == 0)
			return true;
	}
	return false;
}

bool
buddy_excluded(const struct buddy *a, const struct buddy *b)
{
	return chose(a, b, BUDDY_NOT_WITH) || chose(b, a, BUDDY_NOT_WITH);
}

/*
 * A round of BUDDY_MAX people has fewer than 256 pairs, those within one group
 * of three included. So what counts 256 times as much as all that is below it
 * outweighs that in all pairs together.
 *
 * A newcomer to people who could have gone on as they were (DISTURBED) is worth
 * less than nothing; far less than what there is to keep: 64 is the greatest
 * power of two that the bounds of a weight leave room for.
 */
#define POINTS_MAX 15 /* all that is below together */
#define TIER(n) ((int64_t)(POINTS_MAX + 1) << 8 * (n))
#define WORTH_THIRD TIER(1)
#define WORTH_BEFORE TIER(2)
#define WORTH_LAST TIER(3)
#define WORTH_MUTUAL TIER(4)
#define DISTURBED TIER(5)
#define WORTH_KEPT (64 * DISTURBED)

_Static_assert(BUDDY_MAX <= MATCHING_MAX, "all can be matched");
_Static_assert(WORTH_KEPT + DISTURBED < MATCHING_WEIGHT, "weights fit");

#define POINTS_WISH 4
#define POINTS_MEET 6 /* days or nights of both */
#define POINTS_SAME_SHIFTS 2
#define POINTS_NOT_NEW 3 /* at least one knows the place */

static bool
is_new(const struct buddy *who, int32_t today)
{
	return today - who->joined < BUDDY_NEW_DAYS;
}

static int64_t
points(const struct buddy *a, const struct buddy *b, int32_t today)
{
	int64_t sum = 0;

	if (chose(a, b, BUDDY_WISH) || chose(b, a, BUDDY_WISH))
		sum += POINTS_WISH;
	if (a->shifts & b->shifts)
		sum += POINTS_MEET;
	if (a->shifts == b->shifts)
		sum += POINTS_SAME_SHIFTS;
	if (!is_new(a, today) || !is_new(b, today))
		sum += POINTS_NOT_NEW;
	return sum;
}

int64_t
buddy_weigh(const struct buddy *a, const struct buddy *b,
    const struct buddy_ties *ties, int32_t today)
{
	static const int64_t not_before[BUDDY_ROUNDS_BACK] = {
	    WORTH_LAST, WORTH_BEFORE, WORTH_THIRD};
	int64_t weight = points(a, b, today);

	bool asked = ties->confirmed && (a->again || b->again);

	if (buddy_excluded(a, b) || (asked && !ties->mildly))
		return MATCHING_NEVER;
	if (asked)
		weight -= WORTH_KEPT;
	else if (ties->kept)
		weight += WORTH_KEPT;
	if (ties->disturbs)
		weight -= DISTURBED;
	if (chose(a, b, BUDDY_WISH) && chose(b, a, BUDDY_WISH))
		weight += WORTH_MUTUAL;
	for (int i = 0; i < BUDDY_ROUNDS_BACK; i++)
		weight += ties->before[i] ? 0 : not_before[i];
	return weight;
}

static bool
together(const struct buddy_round *round, int64_t a, int64_t b)
{
	int group = buddy_group_of(round, a);

	return group >= 0 && group == buddy_group_of(round, b);
}

int64_t
buddy_weight(
    const struct buddy *a, const struct buddy *b, const struct buddy_past *past)
{
	struct buddy_ties ties = {0};

	ties.kept = past->keep && together(past->keep, a->id, b->id);
	ties.confirmed = ties.kept && past->keep->state == BUDDY_CONFIRMED;
	for (int i = 0; i < past->count && i < BUDDY_ROUNDS_BACK; i++)
		ties.before[i] = together(&past->rounds[i], a->id, b->id);
	if (past->count > 0 && past->rounds[0].state == BUDDY_CONFIRMED)
		ties.confirmed |= ties.before[0];
	return buddy_weigh(a, b, &ties, past->today);
}

/* --- By hand -------------------------------------------------------------- */

static int
by_number(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

	return (left > right) - (left < right);
}

void
buddy_group_sort(struct buddy_group *group)
{
	qsort(group->members, (size_t)group->count, sizeof(*group->members),
	    by_number);
}

static const struct buddy *
person(const struct buddy *people, int count, int64_t id)
{
	for (int i = 0; i < count; i++) {
		if (people[i].id == id)
			return &people[i];
	}
	return NULL;
}

/* Whether `who` may take the place of `gone` in a group. Who is not of the
 * people any more cannot have told anything, and hinders nobody. */
static bool
may_take(const struct buddy_group *group, int64_t gone, const struct buddy *who,
    const struct buddy *people, int count, const struct buddy_past *past)
{
	for (int i = 0; i < group->count; i++) {
		const struct buddy *other =
		    person(people, count, group->members[i]);

		if (group->members[i] != gone && other &&
		    buddy_weight(who, other, past) == MATCHING_NEVER)
			return false;
	}
	return true;
}

static void
replace(struct buddy_group *group, int64_t gone, int64_t with)
{
	for (int i = 0; i < group->count; i++) {
		if (group->members[i] == gone)
			group->members[i] = with;
	}
	buddy_group_sort(group);
}

bool
buddy_swap(struct buddy_round *round, const struct buddy *people, int count,
    const struct buddy_past *past, int64_t a, int64_t b)
{
	int group_a = buddy_group_of(round, a);
	int group_b = buddy_group_of(round, b);
	const struct buddy *first = person(people, count, a);
	const struct buddy *second = person(people, count, b);

	if (group_a < 0 || group_b < 0 || group_a == group_b || !first ||
	    !second)
		return false;
	/* Both are asked before either moves: a refusal leaves no half of
	 * it. */
	if (!may_take(&round->groups[group_b], b, first, people, count, past) ||
	    !may_take(&round->groups[group_a], a, second, people, count, past))
		return false;
	replace(&round->groups[group_a], a, b);
	replace(&round->groups[group_b], b, a);
	return true;
}

/* --- Changes -------------------------------------------------------------- */

/* True if `id` has the same buddies in both; none, if in no round. */
static bool
same_buddies(
    const struct buddy_round *before, const struct buddy_group *now, int64_t id)
{
	static const struct buddy_group none = {.count = 1};
	int at = buddy_group_of(before, id);
	const struct buddy_group *then = at < 0 ? &none : &before->groups[at];

	if (then->count != now->count)
		return false;
	for (int i = 0; i < now->count; i++) {
		if (now->members[i] != id &&
		    buddy_group_of(before, now->members[i]) != at)
			return false;
	}
	return true;
}

int
buddy_changes(const struct buddy_round *before, const struct buddy_round *after)
{
	int changes = 0;

	for (int i = 0; i < after->group_count; i++) {
		const struct buddy_group *group = &after->groups[i];

		for (int k = 0; k < group->count; k++)
			changes +=
			    !same_buddies(before, group, group->members[k]);
	}
	return changes;
}

/* --- What was shown ------------------------------------------------------- */

/* Mixed one number after the other, each bit into all that follow it: two
 * proposals of one mark are never met by chance. */
static uint64_t
mix(uint64_t mark, int64_t number)
{
	mark = (mark ^ (uint64_t)number) * 0x9e3779b97f4a7c15U;
	return mark ^ (mark >> 29);
}

uint64_t
buddy_round_mark(const struct buddy_round *round)
{
	uint64_t mark = mix(1, round->id);

	mark = mix(mix(mark, round->from), round->to);
	mark = mix(mark, round->anew);
	for (int i = 0; i < round->group_count; i++) {
		const struct buddy_group *group = &round->groups[i];

		mark = mix(mark, group->count * 2 + group->locked);
		for (int k = 0; k < group->count; k++)
			mark = mix(mark, group->members[k]);
	}
	return mark ? mark : 1;
}
