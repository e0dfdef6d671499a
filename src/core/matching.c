/*
 * Pairs and groups by the greatest sum of weights. See matching.h; the search
 * for pairs is in matching_search.c.
 */
#include "core/matching.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/matching_search.h"
#include "util/mem.h"

/* What trying threes may cost, in steps of count^3; some always are. */
#define TRIES_WORK ((int64_t)1 << 26)
#define TRIES_LEAST 4

void
matching_pairs(const int64_t *weights, int count, int *mates)
{
	struct matching_search *search = matching_search_new(weights, count);

	memcpy(mates, search->mate, (size_t)count * sizeof(*mates));
	matching_search_free(search);
}

/* --- Three of a group ----------------------------------------------------- */

/*
 * Three vertices, and twice what all groups' weights are worth with them as
 * one group, beyond the weights of the pairs that were found and without the
 * lift of the pair that is lost. Of a bound, the most that can be.
 */
struct trio {
	int members[MATCHING_GROUP];
	int64_t worth;
};

static const struct trio no_trio = {{-1, -1, -1}, INT64_MIN};

struct trio_search {
	const struct matching_search *pairs;
	int64_t
	    *around; /* by two vertices: duals of the blossoms around both */
	struct trio best;
};

static int64_t
weight_of(const struct trio_search *s, int a, int b)
{
	return s->pairs->weights[a * s->pairs->count + b];
}

static int64_t
within(const struct trio_search *s, const int *members)
{
	return weight_of(s, members[0], members[1]) +
	       weight_of(s, members[0], members[2]) +
	       weight_of(s, members[1], members[2]);
}

static int64_t
duals_around(const struct matching_search *s, int a, int b)
{
	int64_t sum = 0;

	for (int node = s->parent[a]; node >= 0; node = s->parent[node])
		s->seen[node] = true;
	for (int node = s->parent[b]; node >= 0; node = s->parent[node])
		sum += s->seen[node] ? s->dual[node] : 0;
	for (int node = s->parent[a]; node >= 0; node = s->parent[node])
		s->seen[node] = false;
	return sum;
}

/*
 * By duality no matching of the other vertices is worth more than their duals
 * and, of each blossom, as many times its dual as pairs fit in: one less than
 * before, if at least two of the three lie in it. Blossoms are inside each
 * other or apart, so those are the ones around two of the three.
 */
static int64_t
bound_of(const struct trio_search *s, const int *m)
{
	const struct matching_search *pairs = s->pairs;
	int64_t around = s->around[m[0] * pairs->count + m[1]];

	for (int i = 0; i < 2; i++) {
		int64_t other = s->around[m[i] * pairs->count + m[2]];

		around = other > around ? other : around;
	}
	return 2 * (within(s, m) + pairs->lift - around) - pairs->dual[m[0]] -
	       pairs->dual[m[1]] - pairs->dual[m[2]];
}

/* In the order in which they are tried: by bound, and then by members. */
static bool
comes_before(const struct trio *a, const struct trio *b)
{
	if (a->worth != b->worth)
		return a->worth > b->worth;
	for (int i = 0; i < MATCHING_GROUP; i++) {
		if (a->members[i] != b->members[i])
			return a->members[i] < b->members[i];
	}
	return false;
}

static void
consider(const struct trio_search *s, struct trio trio, const struct trio *last,
    struct trio *next)
{
	trio.worth = bound_of(s, trio.members);
	if (comes_before(last, &trio) && comes_before(&trio, next))
		*next = trio;
}

/* The first one after `last` in the order of trying. */
static struct trio
next_trio(const struct trio_search *s, const struct trio *last)
{
	const struct matching_search *pairs = s->pairs;
	struct trio next = no_trio;

	for (int a = 0; a < pairs->count; a++) {
		for (int b = a + 1; b < pairs->count; b++) {
			if (!matching_joined(pairs, a, b))
				continue;
			for (int c = b + 1; c < pairs->count; c++) {
				if (matching_joined(pairs, a, c) &&
				    matching_joined(pairs, b, c))
					consider(s, (struct trio){{a, b, c}, 0},
					    last, &next);
			}
		}
	}
	return next;
}

/* Weights among members[count] only; for free(). */
static int64_t *
weights_among(const int64_t *weights, int of, const int *members, int count)
{
	int64_t *out = mem_new((size_t)count * (size_t)count + 1, sizeof(*out));

	for (int i = 0; i < count; i++) {
		for (int j = 0; j < count; j++)
			out[i * count + j] =
			    weights[members[i] * of + members[j]];
	}
	return out;
}

static bool
is_member(const int *members, int vertex)
{
	return members[0] == vertex || members[1] == vertex ||
	       members[2] == vertex;
}

/* Removes the three from list[count]; returns how many are left. */
static int
without(const int *members, int *list, int count)
{
	int left = 0;

	for (int i = 0; i < count; i++) {
		if (!is_member(members, i))
			list[left++] = list[i];
	}
	return left;
}

static int64_t
sum_of(const struct matching_search *s, int *pairs)
{
	int64_t sum = 0;

	*pairs = 0;
	for (int v = 0; v < s->count; v++) {
		if (s->mate[v] < v)
			continue;
		sum += s->weights[v * s->count + s->mate[v]];
		++*pairs;
	}
	return sum;
}

/* Pairs all others anew to find what the trio is really worth; no_trio if it
 * leaves more people alone than it must. */
static struct trio
tried(const struct trio_search *s, struct trio trio)
{
	const struct matching_search *all = s->pairs;
	int *others = mem_new((size_t)all->count, sizeof(*others));
	int count, pairs, before;
	int64_t *weights, sum = sum_of(all, &before);
	struct matching_search *rest;

	for (int i = 0; i < all->count; i++)
		others[i] = i;
	count = without(trio.members, others, all->count);
	weights = weights_among(all->weights, all->count, others, count);
	rest = matching_search_new(weights, count);
	trio.worth = 2 * (within(s, trio.members) + sum_of(rest, &pairs) - sum);
	matching_search_free(rest);
	free(weights);
	free(others);
	return pairs == before - 1 ? trio : no_trio;
}

/* The best of those that just add somebody alone to a pair. Their worth needs
 * no matching, and is what a bound has to beat before one is made. */
static void
try_joining(struct trio_search *s, int vertex)
{
	const struct matching_search *pairs = s->pairs;

	for (int a = 0; a < pairs->count; a++) {
		int b = pairs->mate[a];
		struct trio trio = {{a, b, vertex}, 0};

		if (b < a || !matching_joined(pairs, a, vertex) ||
		    !matching_joined(pairs, b, vertex))
			continue;
		trio.worth =
		    2 * (weight_of(s, a, vertex) + weight_of(s, b, vertex));
		if (comes_before(&trio, &s->best))
			s->best = trio;
	}
}

/* The best group of three, found by trying until nothing that is left can be
 * better; false if there is none. */
static bool
best_trio(const struct matching_search *pairs, struct trio *out)
{
	size_t count = (size_t)pairs->count;
	struct trio_search s = {.pairs = pairs, .best = no_trio};
	struct trio last = {{-1, -1, -1}, INT64_MAX};
	int64_t tries =
	    TRIES_LEAST + TRIES_WORK / (int64_t)(count * count * count);

	s.around = mem_new(count * count, sizeof(*s.around));
	for (int i = 0; i < pairs->count; i++) {
		for (int j = 0; j < pairs->count; j++)
			s.around[i * pairs->count + j] =
			    duals_around(pairs, i, j);
		if (pairs->mate[i] < 0)
			try_joining(&s, i);
	}
	for (; tries > 0; tries--) {
		struct trio found;

		last = next_trio(&s, &last);
		if (last.worth <= s.best.worth)
			break;
		found = tried(&s, last);
		if (found.worth > s.best.worth)
			s.best = found;
	}
	free(s.around);
	*out = s.best;
	return out->worth != INT64_MIN;
}

/* --- Groups --------------------------------------------------------------- */

static int
by_first(const void *a, const void *b)
{
	const struct matching_group *left = a, *right = b;

	return left->members[0] - right->members[0];
}

static int
by_number(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* What is matched is numbered anew after each group of three; all[] has the
 * numbers that the caller knows. */
static void
add_group(struct matching_group *groups, int *count, const int *all,
    const int *members, int size)
{
	struct matching_group *group = &groups[(*count)++];

	group->count = size;
	for (int i = 0; i < size; i++)
		group->members[i] = all[members[i]];
	qsort(group->members, (size_t)size, sizeof(int), by_number);
}

/* The pairs as they were found, and who is alone. */
static void
add_pairs(struct matching_group *groups, int *count, const int *all,
    const struct matching_search *pairs)
{
	for (int v = 0; v < pairs->count; v++) {
		int members[] = {v, pairs->mate[v]};

		if (members[1] < 0 || members[1] > v)
			add_group(groups, count, all, members,
			    members[1] < 0 ? 1 : 2);
	}
}

static bool
somebody_free(const struct matching_search *pairs)
{
	for (int v = 0; v < pairs->count; v++) {
		if (pairs->mate[v] < 0)
			return true;
	}
	return false;
}

int
matching_groups(
    const int64_t *weights, int count, struct matching_group *groups)
{
	int *all = mem_new((size_t)count + 1, sizeof(*all)), left = count;
	int found = 0;
	bool again = true;

	for (int i = 0; i < count; i++)
		all[i] = i;
	while (again && left > 0) {
		int64_t *among = weights_among(weights, count, all, left);
		struct matching_search *pairs =
		    matching_search_new(among, left);
		struct trio trio;

		again = somebody_free(pairs) && best_trio(pairs, &trio);
		if (again) {
			add_group(
			    groups, &found, all, trio.members, MATCHING_GROUP);
			left = without(trio.members, all, left);
		} else {
			add_pairs(groups, &found, all, pairs);
		}
		matching_search_free(pairs);
		free(among);
	}
	qsort(groups, (size_t)found, sizeof(*groups), by_first);
	free(all);
	return found;
}
