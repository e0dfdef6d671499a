/*
 * Pairs of the greatest weight: against every possible matching of small
 * graphs, and by duality on greater ones.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/matching.h"
#include "core/matching_search.h"
#include "tests/unit/unit.h"
#include "util/mem.h"

#define SMALL 10
#define SMALL_GRAPHS 30000

/* How weights of a random graph are drawn. */
struct kind {
	const char *name;
	int low, high;     /* of a weight's number */
	int64_t unit, odd; /* times unit, plus up to so much */
	int missing;       /* percent of edges */
};

static const struct kind kinds[] = {
    {"few edges", 0, 9, 1, 0, 70},
    {"all edges, equal", 5, 5, 1, 0, 0},
    {"few weights", 0, 2, 1, 0, 20},
    {"negative", -9, -1, 1, 0, 30},
    {"mixed", -20, 20, 1, 0, 40},
    {"wide", -1000000, 1000000, 1, 0, 10},
    {"tiers", 0, 5, (int64_t)1 << 48, 15, 20},
    {"as far as can be", -1, 1, MATCHING_WEIGHT, 0, 30},
};
#define KINDS ((int)(sizeof(kinds) / sizeof(*kinds)))

static int64_t *
random_graph(const struct kind *kind, int count)
{
	int64_t *weights =
	    mem_new((size_t)count * (size_t)count + 1, sizeof(*weights));

	for (int a = 0; a < count; a++) {
		weights[a * count + a] = unit_between(-5, 5);
		for (int b = 0; b < a; b++) {
			int64_t weight =
			    unit_between(kind->low, kind->high) * kind->unit +
			    unit_between(0, (int)kind->odd);

			if (unit_between(1, 100) <= kind->missing)
				weight = MATCHING_NEVER;
			weights[a * count + b] = weights[b * count + a] =
			    weight;
		}
	}
	return weights;
}

/* Pairs first, then their weights. */
struct value {
	int pairs;
	int64_t sum;
};

static bool
is_more(struct value a, struct value b)
{
	return a.pairs != b.pairs ? a.pairs > b.pairs : a.sum > b.sum;
}

/* The best of all matchings among the vertices whose bit is not set. */
static struct value
best_of_all(const int64_t *weights, int count, unsigned used)
{
	struct value best, with;
	int a = 0;

	while (a < count && used & 1U << a)
		a++;
	if (a == count)
		return (struct value){0, 0};
	best = best_of_all(weights, count, used | 1U << a);
	for (int b = a + 1; b < count; b++) {
		int64_t weight = weights[a * count + b];

		if (used & 1U << b || weight == MATCHING_NEVER)
			continue;
		with = best_of_all(weights, count, used | 1U << a | 1U << b);
		with.pairs++;
		with.sum += weight;
		if (is_more(with, best))
			best = with;
	}
	return best;
}

/* Also checks that mates are mates of each other, and may be. */
static struct value
value_of(const int64_t *weights, int count, const int *mates)
{
	struct value value = {0, 0};

	for (int v = 0; v < count; v++) {
		if (mates[v] < 0)
			continue;
		assert_in_range(mates[v], 0, count - 1);
		assert_int_equal(mates[mates[v]], v);
		assert_int_not_equal(mates[v], v);
		assert_true(weights[v * count + mates[v]] != MATCHING_NEVER);
		if (mates[v] < v)
			continue;
		value.pairs++;
		value.sum += weights[v * count + mates[v]];
	}
	return value;
}

static void
pairs_are_the_best_of_all(void **state)
{
	(void)state;
	for (int i = 0; i < SMALL_GRAPHS; i++) {
		const struct kind *kind = &kinds[i % KINDS];
		int count = unit_between(0, SMALL), mates[SMALL];
		int64_t *weights = random_graph(kind, count);
		struct value best = best_of_all(weights, count, 0), found;

		matching_pairs(weights, count, mates);
		found = value_of(weights, count, mates);
		if (found.pairs != best.pairs || found.sum != best.sum)
			fail_msg("%s, %d vertices: %d pairs worth %" PRId64
			         ", but %d worth %" PRId64 " are to be had",
			    kind->name, count, found.pairs, found.sum,
			    best.pairs, best.sum);
		free(weights);
	}
}

static void
the_same_weights_give_the_same_pairs(void **state)
{
	(void)state;
	for (int i = 0; i < 200; i++) {
		int count = unit_between(2, 40), first[40], second[40];
		int64_t *weights = random_graph(&kinds[i % KINDS], count);

		matching_pairs(weights, count, first);
		matching_pairs(weights, count, second);
		assert_memory_equal(
		    first, second, (size_t)count * sizeof(*first));
		free(weights);
	}
}

/* --- Duality -------------------------------------------------------------- */

static int64_t
around(const struct matching_search *s, int a, int b)
{
	int64_t sum = 0;

	for (int node = s->parent[a]; node >= 0; node = s->parent[node]) {
		for (int other = s->parent[b]; other >= 0;
		     other = s->parent[other])
			sum += node == other ? s->dual[node] : 0;
	}
	return sum;
}

static int
size_of(const struct matching_search *s, int node, int *mated)
{
	int size = 0;

	*mated = 0;
	for (int v = 0; v < s->count; v++) {
		int over = s->parent[v], mate = s->mate[v];

		while (over >= 0 && over != node)
			over = s->parent[over];
		size += over == node;
		if (over != node || mate < 0)
			continue;
		for (over = s->parent[mate]; over >= 0 && over != node;)
			over = s->parent[over];
		*mated += over == node;
	}
	return size;
}

/*
 * Feasible duals bound every matching from above; with complementary
 * slackness this one is worth as much. Weights are lifted by more than all
 * together can change, so it also has the most pairs.
 */
static void
assert_proved(const struct matching_search *s)
{
	for (int a = 0; a < s->count; a++) {
		assert_true(s->dual[a] >= 0);
		if (s->mate[a] < 0)
			assert_true(s->dual[a] == 0);
		for (int b = 0; b < a; b++) {
			int64_t slack;

			if (s->weights[a * s->count + b] == MATCHING_NEVER)
				continue;
			slack = s->dual[a] + s->dual[b] -
			        2 * (s->weights[a * s->count + b] + s->lift) +
			        2 * around(s, a, b);
			assert_true(slack >= 0);
			if (s->mate[a] == b)
				assert_true(slack == 0);
		}
	}
	for (int node = s->count; node < s->nodes; node++) {
		int size, mated;

		if (s->blossoms[node - s->count].count == 0)
			continue;
		assert_true(s->dual[node] >= 0);
		size = size_of(s, node, &mated);
		assert_int_equal(size % 2, 1);
		if (s->dual[node] > 0)
			assert_int_equal(mated, size - 1);
	}
}

static int
blossoms_in(const struct matching_search *s)
{
	int count = 0;

	for (int i = 0; i < s->nodes - s->count; i++)
		count += s->blossoms[i].count > 0;
	return count;
}

static void
duals_prove_the_pairs(void **state)
{
	int blossoms = 0;

	(void)state;
	for (int i = 0; i < 600; i++) {
		int count = unit_between(0, 60);
		int64_t *weights = random_graph(&kinds[i % KINDS], count);
		struct matching_search *s = matching_search_new(weights, count);

		value_of(weights, count, s->mate);
		assert_proved(s);
		blossoms += blossoms_in(s);
		matching_search_free(s);
		free(weights);
	}
	assert_true(blossoms > 600);
}

static void
duals_prove_the_pairs_of_many(void **state)
{
	(void)state;
	for (int i = 0; i < KINDS; i++) {
		int count = 199 + i % 2;
		int64_t *weights = random_graph(&kinds[i], count);
		struct matching_search *s = matching_search_new(weights, count);

		value_of(weights, count, s->mate);
		assert_proved(s);
		matching_search_free(s);
		free(weights);
	}
}

static void
as_many_as_can_be(void **state)
{
	int64_t *weights = random_graph(&kinds[7], MATCHING_MAX);
	struct matching_search *s = matching_search_new(weights, MATCHING_MAX);

	(void)state;
	assert_int_equal(
	    value_of(weights, MATCHING_MAX, s->mate).pairs, MATCHING_MAX / 2);
	assert_proved(s);
	matching_search_free(s);
	free(weights);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pairs_are_the_best_of_all),
	    cmocka_unit_test(the_same_weights_give_the_same_pairs),
	    cmocka_unit_test(duals_prove_the_pairs),
	    cmocka_unit_test(duals_prove_the_pairs_of_many),
	    cmocka_unit_test(as_many_as_can_be),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
