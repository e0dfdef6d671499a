/*
 * Pairs against a bound that another program finds: glpsol solves the linear
 * program whose variables are the edges, where each vertex has at most one
 * and each odd set as many as pairs fit in. Every matching keeps to that,
 * whichever odd sets are named, so the optimum is a bound for all of them; it
 * is reached by naming the blossoms that the search ended with.
 */
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/matching.h"
#include "core/matching_search.h"
#include "tests/unit/unit.h"
#include "util/mem.h"

#define GRAPHS 48
#define LIFT 1000000 /* what a pair more is worth */

struct place {
	char folder[200];
	char problem[240], answer[240];
};

static struct place place;

static int
make_place(void **state)
{
	const char *where = getenv("TMPDIR");

	(void)state;
	snprintf(place.folder, sizeof(place.folder), "%s/huddle-lp-XXXXXX",
	    where ? where : "/tmp");
	if (!mkdtemp(place.folder))
		return -1;
	snprintf(
	    place.problem, sizeof(place.problem), "%s/problem", place.folder);
	snprintf(place.answer, sizeof(place.answer), "%s/answer", place.folder);
	return 0;
}

static int
leave_place(void **state)
{
	(void)state;
	unlink(place.problem);
	unlink(place.answer);
	return rmdir(place.folder);
}

/* --- The linear program --------------------------------------------------- */

static bool
is_inside(const struct matching_search *s, int vertex, int node)
{
	while (vertex >= 0 && vertex != node)
		vertex = s->parent[vertex];
	return vertex == node;
}

/* Writes all edges that have both ends in a set, as a sum; returns how many.
 * Without `objective` each counts once. */
static int
write_edges(FILE *file, const struct matching_search *s, const bool *set,
    bool objective)
{
	int written = 0;

	for (int a = 0; a < s->count; a++) {
		for (int b = 0; b < a; b++) {
			if (!set[a] || !set[b] || !matching_joined(s, a, b))
				continue;
			fprintf(file, " + %d e%d_%d\n",
			    objective ? (int)s->weights[a * s->count + b] + LIFT
			              : 1,
			    a, b);
			written++;
		}
	}
	return written;
}

static void
write_vertices(FILE *file, const struct matching_search *s)
{
	for (int a = 0; a < s->count; a++) {
		bool any = false;

		for (int b = 0; b < s->count; b++) {
			if (!matching_joined(s, a, b))
				continue;
			fprintf(file, "%s e%d_%d\n", any ? " +" : "",
			    a > b ? a : b, a > b ? b : a);
			any = true;
		}
		if (any)
			fprintf(file, " <= 1\n");
	}
}

static void
write_odd_sets(FILE *file, const struct matching_search *s, bool *set)
{
	for (int node = s->count; node < s->nodes; node++) {
		int size = 0;

		if (s->blossoms[node - s->count].count == 0)
			continue;
		for (int v = 0; v < s->count; v++) {
			set[v] = is_inside(s, v, node);
			size += set[v];
		}
		assert_int_equal(size % 2, 1);
		if (write_edges(file, s, set, false) > 0)
			fprintf(file, " <= %d\n", (size - 1) / 2);
	}
}

static void
write_problem(const struct matching_search *s, bool odd_sets)
{
	FILE *file = fopen(place.problem, "w");
	bool *set = mem_new((size_t)s->count + 1, sizeof(*set));

	assert_non_null(file);
	for (int v = 0; v < s->count; v++)
		set[v] = true;
	fprintf(file, "Maximize\n");
	write_edges(file, s, set, true);
	fprintf(file, "Subject To\n");
	write_vertices(file, s);
	if (odd_sets)
		write_odd_sets(file, s, set);
	fprintf(file, "End\n");
	free(set);
	assert_int_equal(fclose(file), 0);
}

/* Runs glpsol; false if there is none. */
static bool
solve(void)
{
	int status;
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		int null = open("/dev/null", O_WRONLY);

		dup2(null, STDOUT_FILENO);
		execlp("glpsol", "glpsol", "--lp", place.problem, "-w",
		    place.answer, (char *)NULL);
		_exit(127);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	if (WEXITSTATUS(status) == 127)
		return false;
	assert_int_equal(WEXITSTATUS(status), 0);
	return true;
}

/* The optimum: "s bas ROWS COLUMNS f f VALUE", f for feasible. */
static double
read_answer(void)
{
	FILE *file = fopen(place.answer, "r");
	char line[200];
	double value = -1;

	assert_non_null(file);
	while (fgets(line, sizeof(line), file))
		sscanf(line, "s bas %*d %*d f f %lf", &value);
	fclose(file);
	assert_true(value >= 0);
	return value;
}

/* --- Graphs --------------------------------------------------------------- */

static int64_t *
random_graph(int count, int low, int high, int missing)
{
	int64_t *weights =
	    mem_new((size_t)count * (size_t)count + 1, sizeof(*weights));

	for (int a = 0; a < count; a++) {
		for (int b = 0; b < a; b++) {
			int64_t weight = unit_between(low, high);

			/* One edge there must be, or it is no program. */
			if (a > 1 && unit_between(1, 100) <= missing)
				weight = MATCHING_NEVER;
			weights[a * count + b] = weights[b * count + a] =
			    weight;
		}
	}
	return weights;
}

static double
worth(const struct matching_search *s)
{
	int64_t sum = 0;

	for (int v = 0; v < s->count; v++) {
		if (s->mate[v] > v)
			sum += s->weights[v * s->count + s->mate[v]] + LIFT;
	}
	return (double)sum;
}

static void
pairs_reach_the_bound_of_a_linear_program(void **state)
{
	static const struct {
		int low, high, missing;
	} kinds[] = {
	    {0, 1000, 0}, {0, 3, 50}, {-100, 100, 80}, {7, 7, 90}, {0, 15, 93}};
	int plain = 0;

	(void)state;
	for (int i = 0; i < GRAPHS; i++) {
		int count = unit_between(20, 60), k = i % 5;
		int64_t *weights = random_graph(
		    count, kinds[k].low, kinds[k].high, kinds[k].missing);
		struct matching_search *s = matching_search_new(weights, count);

		write_problem(s, true);
		if (!solve()) {
			matching_search_free(s);
			free(weights);
			print_message("glpsol is missing: nothing was "
			              "compared; install glpk-utils\n");
			skip();
		}
		if (fabs(read_answer() - worth(s)) > 0.01)
			fail_msg("%d vertices, kind %d: worth %.0f, bound %.3f",
			    count, k, worth(s), read_answer());
		/* Without odd sets the bound is often not reached: it is
		 * they that are tested. */
		write_problem(s, false);
		assert_true(solve());
		assert_true(read_answer() > worth(s) - 0.01);
		plain += read_answer() > worth(s) + 0.01;
		matching_search_free(s);
		free(weights);
	}
	print_message("%d of %d graphs needed their odd sets\n", plain, GRAPHS);
	assert_true(plain > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pairs_reach_the_bound_of_a_linear_program),
	};

	return cmocka_run_group_tests(tests, make_place, leave_place);
}
