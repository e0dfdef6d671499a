/*
 * The best groups of all people who want a buddy, by matching.h. See buddy.h.
 */
#include <stdlib.h>

#include "core/buddy_ties.h"
#include "util/mem.h"

/* --- A proposal ----------------------------------------------------------- */

/* The rounds that are asked all the time: who was in which group of them. */
enum { WHERE_KEEP = BUDDY_ROUNDS_BACK, WHERES };

/* Somebody, and in which group of each round; -1: in none. */
struct member {
	const struct buddy *who;
	int where[WHERES];
	bool settled; /* the group to keep can go on as it is */
	bool placed;
};

/* The people by id, and their groups so far. */
struct proposal {
	struct member *members;
	int count;
	const struct buddy_past *past;
	bool mildly; /* two of three who are asked apart may stay together */
	struct buddy_group *groups;
	int group_count;
};

static int
by_id(const void *a, const void *b)
{
	const struct member *left = a, *right = b;

	return (left->who->id > right->who->id) -
	       (left->who->id < right->who->id);
}

static int
by_first(const void *a, const void *b)
{
	const struct buddy_group *left = a, *right = b;

	return (left->members[0] > right->members[0]) -
	       (left->members[0] < right->members[0]);
}

/* Index of somebody, -1 if gone. */
static int
find(const struct proposal *p, int64_t id)
{
	for (int i = 0; i < p->count; i++) {
		if (p->members[i].who->id == id)
			return i;
	}
	return -1;
}

/* Who is with this member now, in the round to keep or the confirmed one; NULL
 * if that is over. */
static const struct buddy_group *
group_now(const struct proposal *p, const struct member *member)
{
	const struct buddy_past *past = p->past;

	if (past->keep && past->keep->state == BUDDY_CONFIRMED &&
	    member->where[WHERE_KEEP] >= 0)
		return &past->keep->groups[member->where[WHERE_KEEP]];
	if (past->count > 0 && past->rounds[0].state == BUDDY_CONFIRMED &&
	    member->where[0] >= 0)
		return &past->rounds[0].groups[member->where[0]];
	return NULL;
}

/* What two members are worth together. */
static int64_t
weight_of(
    const struct proposal *p, const struct member *a, const struct member *b)
{
	const struct buddy_group *now = p->mildly ? group_now(p, a) : NULL;
	const struct buddy_past *past = p->past;
	struct buddy_ties ties = {0};
	int kept = past->keep ? a->where[WHERE_KEEP] : -1;

	ties.kept = kept >= 0 && kept == b->where[WHERE_KEEP];
	ties.disturbs = !ties.kept && (a->settled || b->settled);
	for (int i = 0; i < BUDDY_ROUNDS_BACK; i++)
		ties.before[i] = a->where[i] >= 0 && a->where[i] == b->where[i];
	ties.mildly = now && now->count == MATCHING_GROUP;
	ties.confirmed =
	    (ties.kept && past->keep->state == BUDDY_CONFIRMED) ||
	    (ties.before[0] && past->rounds[0].state == BUDDY_CONFIRMED);
	return buddy_weigh(a->who, b->who, &ties, past->today);
}

/* Nobody in it is gone, or may not be with another. Also asked while `settled`
 * is still being found out: that changes a weight, but never makes it NEVER. */
static bool
can_stand(const struct proposal *given, const struct buddy_group *group)
{
	struct proposal strict = *given, *p = &strict;

	p->mildly = false;
	for (int i = 0; i < group->count; i++) {
		int a = find(p, group->members[i]);

		if (a < 0)
			return false;
		for (int k = 0; k < i; k++) {
			int b = find(p, group->members[k]);

			if (weight_of(p, &p->members[a], &p->members[b]) ==
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
	buddy_group_sort(out);
	for (int i = 0; i < out->count; i++)
		p->members[find(p, out->members[i])].placed = true;
}

/* Groups by hand of a damaged store could have somebody twice. */
static bool
all_unplaced(const struct proposal *p, const struct buddy_group *group)
{
	for (int i = 0; i < group->count; i++) {
		int at = find(p, group->members[i]);

		if (at < 0 || p->members[at].placed)
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

static int64_t *
weigh(const struct proposal *p, const int *list, int count)
{
	int64_t *out = mem_new((size_t)count * (size_t)count + 1, sizeof(*out));

	for (int i = 0; i < count; i++) {
		for (int k = 0; k < i; k++)
			out[i * count + k] = out[k * count + i] = weight_of(
			    p, &p->members[list[i]], &p->members[list[k]]);
	}
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
		if (!p->members[i].placed)
			list[count++] = i;
	}
	groups = mem_new((size_t)count + 1, sizeof(*groups));
	weights = weigh(p, list, count);
	found = matching_groups(weights, count, groups);
	for (int i = 0; i < found; i++) {
		struct buddy_group group = {.count = groups[i].count};

		for (int k = 0; k < group.count; k++)
			group.members[k] =
			    p->members[list[groups[i].members[k]]].who->id;
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
	for (int i = 0; i < p->count; i++)
		p->members[i].placed = false;
	p->groups = mem_new((size_t)p->count + 1, sizeof(*p->groups));
	p->group_count = 0;
	/* The coordinator's hand goes before what there is to keep, and both
	 * before the best of what is left. */
	place_locked(p, standing);
	if (trios)
		place_trios(p);
	place_others(p);
	qsort(p->groups, (size_t)p->group_count, sizeof(*p->groups), by_first);
	out->groups = p->groups;
	out->group_count = p->group_count;
}

static int
alone(const struct buddy_round *round)
{
	int count = 0;

	for (int i = 0; i < round->group_count; i++)
		count += round->groups[i].count == 1;
	return count;
}

/* Looks up once what each two would have to be asked: half a million times
 * with all of BUDDY_MAX. */
static void
seek(struct proposal *p, const struct buddy *people)
{
	const struct buddy_past *past = p->past;

	p->members = mem_new((size_t)p->count + 1, sizeof(*p->members));
	for (int i = 0; i < p->count; i++) {
		struct member *member = &p->members[i];

		member->who = &people[i];
		for (int k = 0; k < BUDDY_ROUNDS_BACK; k++)
			member->where[k] =
			    k < past->count
			        ? buddy_group_of(&past->rounds[k], people[i].id)
			        : -1;
		member->where[WHERE_KEEP] =
		    past->keep ? buddy_group_of(past->keep, people[i].id) : -1;
	}
	/* Sorted, so that the same people in another order are matched the
	 * same: of equal matchings the search takes the first that it meets. */
	qsort(p->members, (size_t)p->count, sizeof(*p->members), by_id);
	for (int i = 0; past->keep && i < p->count; i++) {
		int keep = p->members[i].where[WHERE_KEEP];

		p->members[i].settled =
		    keep >= 0 && can_stand(p, &past->keep->groups[keep]);
	}
}

/* Fewer are alone, or have other buddies than before. */
static bool
is_calmer(const struct buddy_round *a, const struct buddy_round *b,
    const struct buddy_round *keep)
{
	if (alone(a) != alone(b))
		return alone(a) < alone(b);
	return buddy_changes(keep, a) < buddy_changes(keep, b);
}

/* The other groups instead of these, which are freed. */
static void
take(struct buddy_round *round, struct buddy_round *other)
{
	free(round->groups);
	round->groups = other->groups;
	round->group_count = other->group_count;
	other->groups = NULL;
}

static void
propose_strictly(struct proposal *p, struct buddy_round *out,
    const struct buddy_round *standing)
{
	const struct buddy_round *keep = p->past->keep;
	struct buddy_round trios = {0};

	propose(p, out, standing, false);
	if (!keep)
		return;
	/* As many pairs as can be would break up groups of three that could
	 * go on, when somebody elsewhere has left. */
	propose(p, &trios, standing, true);
	if (is_calmer(&trios, out, keep))
		take(out, &trios);
	free(trios.groups);
}

/* Somebody who is alone asks for more than who parts from one of two. It is
 * the same two who stay together whoever of three asked. */
static void
propose_mildly(struct proposal *p, struct buddy_round *out,
    const struct buddy_round *standing)
{
	struct buddy_round mild = {0};

	p->mildly = true;
	propose(p, &mild, standing, false);
	if (alone(&mild) < alone(out))
		take(out, &mild);
	free(mild.groups);
}

void
buddy_propose(struct buddy_round *out, const struct buddy *people, int count,
    const struct buddy_past *past, const struct buddy_round *standing)
{
	struct proposal p = {.count = count, .past = past};
	bool asked = false;

	seek(&p, people);
	for (int i = 0; i < count; i++)
		asked |= people[i].again;
	propose_strictly(&p, out, standing);
	if (asked && alone(out) > 0)
		propose_mildly(&p, out, standing);
	free(p.members);
}
