/*
 * Who is whose buddy: what two are worth together, and the best groups of all
 * by matching.h. See buddy.h.
 */
#include "core/buddy.h"

#include <stdlib.h>
#include <string.h>

#include "util/mem.h"

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
 * Together now: keeping a pair spares two people a change, keeping a group of
 * three spares three, a third for each of its pairs; but of a group of three
 * that ends a pair may go on, and spares nobody. 5 and 3 put all that can be
 * kept with at most one group of three in the right order. A newcomer in a
 * group that could have gone on as it was (DISTURBED) counts against it.
 */
#define POINTS_MAX 15
#define TIER(n) ((int64_t)(POINTS_MAX + 1) << 8 * (n))
#define WORTH_THIRD TIER(1)
#define WORTH_BEFORE TIER(2)
#define WORTH_LAST TIER(3)
#define WORTH_MUTUAL TIER(4)
#define DISTURBED TIER(5)
#define WORTH_KEPT_PAIR (5 * 16 * DISTURBED)
#define WORTH_KEPT_TRIO (3 * 16 * DISTURBED)

_Static_assert(BUDDY_MAX <= MATCHING_MAX, "all can be matched");
_Static_assert(WORTH_KEPT_PAIR + DISTURBED < MATCHING_WEIGHT, "weights fit");

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

/* Where two were together: index -1 is the round to keep. */
static bool
together(const struct buddy_round *round, int64_t a, int64_t b)
{
	int group = buddy_group_of(round, a);

	return group >= 0 && group == buddy_group_of(round, b);
}

static int64_t
not_repeated(
    const struct buddy *a, const struct buddy *b, const struct buddy_past *past)
{
	static const int64_t worth[BUDDY_ROUNDS_BACK] = {
	    WORTH_LAST, WORTH_BEFORE, WORTH_THIRD};
	int64_t sum = 0;

	for (int i = 0; i < BUDDY_ROUNDS_BACK; i++) {
		if (i >= past->count ||
		    !together(&past->rounds[i], a->id, b->id))
			sum += worth[i];
	}
	return sum;
}

/* Somebody of a confirmed group asked for another buddy. */
static bool
is_over(
    const struct buddy *a, const struct buddy *b, const struct buddy_past *past)
{
	if (!a->again && !b->again)
		return false;
	return (past->keep && together(past->keep, a->id, b->id)) ||
	       (past->count > 0 && past->rounds[0].state == BUDDY_CONFIRMED &&
	           together(&past->rounds[0], a->id, b->id));
}

static int64_t
kept(
    const struct buddy *a, const struct buddy *b, const struct buddy_past *past)
{
	int group;

	if (!past->keep || !together(past->keep, a->id, b->id))
		return 0;
	group = buddy_group_of(past->keep, a->id);
	return past->keep->groups[group].count == MATCHING_GROUP
	           ? WORTH_KEPT_TRIO
	           : WORTH_KEPT_PAIR;
}

int64_t
buddy_weight(
    const struct buddy *a, const struct buddy *b, const struct buddy_past *past)
{
	int64_t weight;

	if (buddy_excluded(a, b) || is_over(a, b, past))
		return MATCHING_NEVER;
	weight = kept(a, b, past) + not_repeated(a, b, past) +
	         points(a, b, past->today);
	if (chose(a, b, BUDDY_WISH) && chose(b, a, BUDDY_WISH))
		weight += WORTH_MUTUAL;
	return weight;
}

/* --- A proposal ----------------------------------------------------------- */

/* The people by id, and those of them who are not in a group yet. */
struct proposal {
	const struct buddy **people;
	int count;
	const struct buddy_past *past;
	bool *placed;
	struct buddy_group *groups;
	int group_count;
};

static int
by_id(const void *a, const void *b)
{
	const struct buddy *const *left = a, *const *right = b;

	return ((*left)->id > (*right)->id) - ((*left)->id < (*right)->id);
}

static int
by_number(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

	return (left > right) - (left < right);
}

static int
by_first(const void *a, const void *b)
{
	const struct buddy_group *left = a, *right = b;

	return by_number(&left->members[0], &right->members[0]);
}

/* Index of somebody, -1 if gone. */
static int
find(const struct proposal *p, int64_t id)
{
	for (int i = 0; i < p->count; i++) {
		if (p->people[i]->id == id)
			return i;
	}
	return -1;
}

/* Nobody in it is gone, or may not be with another. */
static bool
can_stand(const struct proposal *p, const struct buddy_group *group)
{
	for (int i = 0; i < group->count; i++) {
		int a = find(p, group->members[i]);

		if (a < 0)
			return false;
		for (int k = 0; k < i; k++) {
			int b = find(p, group->members[k]);

			if (buddy_weight(p->people[a], p->people[b], p->past) ==
			    MATCHING_NEVER)
				return false;
		}
	}
	return group->count > 1;
}

static void
place(struct proposal *p, const struct buddy_group *group)
{
	struct buddy_group *out = &p->groups[p->group_count++];

	*out = *group;
	qsort(
	    out->members, (size_t)out->count, sizeof(*out->members), by_number);
	for (int i = 0; i < out->count; i++)
		p->placed[find(p, out->members[i])] = true;
}

static bool
all_unplaced(const struct proposal *p, const struct buddy_group *group)
{
	for (int i = 0; i < group->count; i++) {
		int at = find(p, group->members[i]);

		if (at < 0 || p->placed[at])
			return false;
	}
	return true;
}

static void
place_locked(struct proposal *p, const struct buddy_round *standing)
{
	for (int i = 0; standing && i < standing->group_count; i++) {
		const struct buddy_group *group = &standing->groups[i];

		if (group->locked && can_stand(p, group) &&
		    all_unplaced(p, group))
			place(p, group);
	}
}

/* Groups of three that nothing has happened to. */
static void
place_trios(struct proposal *p)
{
	const struct buddy_round *keep = p->past->keep;

	for (int i = 0; i < keep->group_count; i++) {
		struct buddy_group group = keep->groups[i];

		group.locked = false;
		if (group.count == MATCHING_GROUP && can_stand(p, &group) &&
		    all_unplaced(p, &group))
			place(p, &group);
	}
}

/* Who could stay in the group they are in. */
static bool
is_settled(const struct proposal *p, const struct buddy *who)
{
	const struct buddy_round *keep = p->past->keep;
	int group = keep ? buddy_group_of(keep, who->id) : -1;

	return group >= 0 && can_stand(p, &keep->groups[group]);
}

static int64_t *
weigh(const struct proposal *p, const int *list, int count)
{
	int64_t *out = mem_new((size_t)count * (size_t)count + 1, sizeof(*out));
	bool *settled = mem_new((size_t)count + 1, sizeof(*settled));

	for (int i = 0; i < count; i++) {
		const struct buddy *a = p->people[list[i]];

		settled[i] = is_settled(p, a);
		for (int k = 0; k < i; k++) {
			const struct buddy *b = p->people[list[k]];
			int64_t weight = buddy_weight(a, b, p->past);

			if ((settled[i] || settled[k]) &&
			    weight != MATCHING_NEVER && !kept(a, b, p->past))
				weight -= DISTURBED;
			out[i * count + k] = out[k * count + i] = weight;
		}
	}
	free(settled);
	return out;
}

/* Groups of all who are in none. */
static void
place_others(struct proposal *p)
{
	int *list = mem_new((size_t)p->count + 1, sizeof(*list)), count = 0;
	struct matching_group *groups;
	int64_t *weights;
	int found;

	for (int i = 0; i < p->count; i++) {
		if (!p->placed[i])
			list[count++] = i;
	}
	groups = mem_new((size_t)count + 1, sizeof(*groups));
	weights = weigh(p, list, count);
	found = matching_groups(weights, count, groups);
	for (int i = 0; i < found; i++) {
		struct buddy_group group = {.count = groups[i].count};

		for (int k = 0; k < group.count; k++)
			group.members[k] =
			    p->people[list[groups[i].members[k]]]->id;
		place(p, &group);
	}
	free(weights);
	free(groups);
	free(list);
}

/* Groups of all people; with `trios`, those of three stay first of all. */
static void
propose(struct proposal *p, struct buddy_round *out,
    const struct buddy_round *standing, bool trios)
{
	p->placed = mem_new((size_t)p->count + 1, sizeof(*p->placed));
	p->groups = mem_new((size_t)p->count + 1, sizeof(*p->groups));
	p->group_count = 0;
	place_locked(p, standing);
	if (trios)
		place_trios(p);
	place_others(p);
	qsort(p->groups, (size_t)p->group_count, sizeof(*p->groups), by_first);
	out->groups = p->groups;
	out->group_count = p->group_count;
	free(p->placed);
}

static int
alone(const struct buddy_round *round)
{
	int count = 0;

	for (int i = 0; i < round->group_count; i++)
		count += round->groups[i].count == 1;
	return count;
}

void
buddy_propose(struct buddy_round *out, const struct buddy *people, int count,
    const struct buddy_past *past, const struct buddy_round *standing)
{
	struct proposal p = {.count = count, .past = past};
	struct buddy_round other = {0};

	p.people = mem_new((size_t)count + 1, sizeof(*p.people));
	for (int i = 0; i < count; i++)
		p.people[i] = &people[i];
	qsort(p.people, (size_t)count, sizeof(*p.people), by_id);
	propose(&p, out, standing, false);
	/* As many pairs as can be would break up groups of three that could
	 * go on, when somebody elsewhere has left. */
	if (past->keep) {
		propose(&p, &other, standing, true);
		if (alone(&other) < alone(out) ||
		    (alone(&other) == alone(out) &&
		        buddy_changes(past->keep, &other) <
		            buddy_changes(past->keep, out))) {
			free(out->groups);
			out->groups = other.groups;
			out->group_count = other.group_count;
		} else {
			free(other.groups);
		}
	}
	free(p.people);
}

/* --- By hand -------------------------------------------------------------- */

static const struct buddy *
person(const struct buddy *people, int count, int64_t id)
{
	for (int i = 0; i < count; i++) {
		if (people[i].id == id)
			return &people[i];
	}
	return NULL;
}

/* Whether `who` may take the place of `gone` in a group. */
static bool
may_take(const struct buddy_group *group, int64_t gone, const struct buddy *who,
    const struct buddy *people, int count)
{
	for (int i = 0; i < group->count; i++) {
		const struct buddy *other =
		    person(people, count, group->members[i]);

		if (group->members[i] != gone && other &&
		    buddy_excluded(who, other))
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
	qsort(group->members, (size_t)group->count, sizeof(*group->members),
	    by_number);
}

bool
buddy_swap(struct buddy_round *round, const struct buddy *people, int count,
    int64_t a, int64_t b)
{
	int group_a = buddy_group_of(round, a);
	int group_b = buddy_group_of(round, b);
	const struct buddy *first = person(people, count, a);
	const struct buddy *second = person(people, count, b);

	if (group_a < 0 || group_b < 0 || group_a == group_b || !first ||
	    !second)
		return false;
	if (!may_take(&round->groups[group_b], b, first, people, count) ||
	    !may_take(&round->groups[group_a], a, second, people, count))
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
