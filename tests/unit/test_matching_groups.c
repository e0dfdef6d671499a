/*
 * Groups of two and three: against every way to group few people, and that
 * those who can never be together are not, with any number.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>

#include "core/matching.h"
#include "tests/unit/unit.h"
#include "util/mem.h"

#define SMALL 11
#define SMALL_GRAPHS 20000

static int64_t *
random_graph(int count, int64_t unit, int most, int missing)
{
	int64_t *weights =
	    mem_new((size_t)count * (size_t)count + 1, sizeof(*weights));

	for (int a = 0; a < count; a++) {
		for (int b = 0; b < a; b++) {
			int64_t weight =
			    unit_between(0, most) * unit + unit_between(0, 15);

			if (unit_between(1, 100) <= missing)
				weight = MATCHING_NEVER;
			weights[a * count + b] = weights[b * count + a] =
			    weight;
		}
	}
	return weights;
}

/* People alone, as few as can be; then pairs, as many; then the weights. */
struct value {
	int alone, pairs;
	int64_t sum;
};

static bool
is_better(struct value a, struct value b)
{
	if (a.alone != b.alone)
		return a.alone < b.alone;
	if (a.pairs != b.pairs)
		return a.pairs > b.pairs;
	return a.sum > b.sum;
}

struct graph {
	const int64_t *weights;
	int count;
};

static int64_t
weight_of(const struct graph *graph, int a, int b)
{
	return graph->weights[a * graph->count + b];
}

static bool
joined(const struct graph *graph, int a, int b)
{
	return weight_of(graph, a, b) != MATCHING_NEVER;
}

static struct value best_way(const struct graph *graph, unsigned used);

/* The best way with a and b in one group. */
static struct value
best_with(const struct graph *graph, unsigned used, int a, int b)
{
	struct value best = best_way(graph, used | 1U << a | 1U << b);

	best.pairs++;
	best.sum += weight_of(graph, a, b);
	for (int c = b + 1; c < graph->count; c++) {
		struct value with;

		if (used & 1U << c || !joined(graph, a, c) ||
		    !joined(graph, b, c))
			continue;
		with = best_way(graph, used | 1U << a | 1U << b | 1U << c);
		with.sum += weight_of(graph, a, b) + weight_of(graph, a, c) +
		            weight_of(graph, b, c);
		if (is_better(with, best))
			best = with;
	}
	return best;
}

static struct value
best_way(const struct graph *graph, unsigned used)
{
	struct value best;
	int a = 0;

	while (a < graph->count && used & 1U << a)
		a++;
	if (a == graph->count)
		return (struct value){0, 0, 0};
	best = best_way(graph, used | 1U << a);
	best.alone++;
	for (int b = a + 1; b < graph->count; b++) {
		struct value with;

		if (used & 1U << b || !joined(graph, a, b))
			continue;
		with = best_with(graph, used, a, b);
		if (is_better(with, best))
			best = with;
	}
	return best;
}

/* Also checks that everybody is in one group, in order, with whom they may. */
static struct value
value_of(const struct graph *graph, const struct matching_group *groups,
    int group_count)
{
	struct value value = {0, 0, 0};
	bool *seen = mem_new((size_t)graph->count + 1, sizeof(*seen));
	int people = 0, first = -1;

	for (int i = 0; i < group_count; i++) {
		const struct matching_group *group = &groups[i];

		assert_in_range(group->count, 1, MATCHING_GROUP);
		assert_true(group->members[0] > first);
		first = group->members[0];
		value.alone += group->count == 1;
		value.pairs += group->count == 2;
		for (int k = 0; k < group->count; k++) {
			assert_in_range(group->members[k], 0, graph->count - 1);
			assert_false(seen[group->members[k]]);
			seen[group->members[k]] = true;
			people++;
			for (int j = 0; j < k; j++) {
				int a = group->members[j];
				int b = group->members[k];

				assert_true(a < b);
				assert_true(joined(graph, a, b));
				value.sum += weight_of(graph, a, b);
			}
		}
	}
	assert_int_equal(people, graph->count);
	free(seen);
	return value;
}

static struct value
grouped(const struct graph *graph)
{
	struct matching_group *groups =
	    mem_new((size_t)graph->count + 1, sizeof(*groups));
	int count = matching_groups(graph->weights, graph->count, groups);
	struct value value = value_of(graph, groups, count);

	free(groups);
	return value;
}

/*
 * As few are alone as can be; and up to one group of three, the result is the
 * best there is.
 */
static void
groups_are_the_best_of_all(void **state)
{
	static const int64_t units[] = {0, 16, (int64_t)1 << 48};
	int exact = 0, alone = 0;

	(void)state;
	for (int i = 0; i < SMALL_GRAPHS; i++) {
		int count = unit_between(0, i % 20 ? SMALL - 2 : SMALL);
		int missing = i % 3 ? unit_between(0, 30) : unit_between(0, 90);
		struct graph graph = {
		    random_graph(count, units[i % 3], 3, missing), count};
		struct value best = best_way(&graph, 0);
		struct value found = grouped(&graph);

		assert_int_equal(found.alone, best.alone);
		alone += best.alone > 0;
		if (best.alone == 0 && best.pairs >= (count - 3) / 2 &&
		    best.pairs * 2 + 3 >= count) {
			exact++;
			if (is_better(best, found))
				fail_msg("%d people: %d alone, %d pairs worth "
				         "%" PRId64 "; %d, %d, %" PRId64
				         " can be had",
				    count, found.alone, found.pairs, found.sum,
				    best.alone, best.pairs, best.sum);
		}
		free((void *)graph.weights);
	}
	assert_true(exact > SMALL_GRAPHS / 2 && alone > SMALL_GRAPHS / 100);
}

static void
who_can_never_be_together_is_not(void **state)
{
	(void)state;
	for (int i = 0; i < 300; i++) {
		int count = unit_between(0, 60);
		struct graph graph = {
		    random_graph(count, 16, 3, unit_between(0, 99)), count};

		grouped(&graph);
		free((void *)graph.weights);
	}
}

static void
an_odd_number_has_one_three(void **state)
{
	static const int counts[] = {3, 5, 27, 29, 51, 199};

	(void)state;
	for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++) {
		struct graph graph = {random_graph(counts[i], (int64_t)1 << 48,
		                          3, counts[i] > 20 ? 5 : 0),
		    counts[i]};
		struct value value = grouped(&graph);

		assert_int_equal(value.alone, 0);
		assert_int_equal(value.pairs, (counts[i] - 3) / 2);
		free((void *)graph.weights);
	}
}

/* 0-1-2 are all friends, 3 only of 2, 4 only of 3: a matching alone could
 * leave 4 without anybody. */
static void
nobody_is_alone_who_need_not_be(void **state)
{
	int64_t weights[25];
	struct graph graph = {weights, 5};
	static const int pairs[][2] = {{0, 1}, {0, 2}, {1, 2}, {2, 3}, {3, 4}};

	(void)state;
	for (int i = 0; i < 25; i++)
		weights[i] = MATCHING_NEVER;
	for (int i = 0; i < 5; i++)
		weights[pairs[i][0] * 5 + pairs[i][1]] =
		    weights[pairs[i][1] * 5 + pairs[i][0]] =
		        i == 0 || i == 3 ? 100 : 1;
	assert_int_equal(grouped(&graph).alone, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(groups_are_the_best_of_all),
	    cmocka_unit_test(who_can_never_be_together_is_not),
	    cmocka_unit_test(an_odd_number_has_one_three),
	    cmocka_unit_test(nobody_is_alone_who_need_not_be),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
