/*
 * Attack 4 of the privacy rules: whoever has all releases of all units, and
 * adds and subtracts them as they like, has nothing but sums of releases: no
 * draw that was told together with others, or was not told, comes out.
 *
 * The draw of number i counts 2^i here, so that what is published says itself
 * which draws are in it; what can be had of it is a question of rank.
 */
#include <string.h>

#include "tests/unit/releases.h"
#include "tests/unit/unit.h"

#define UNITS 2
#define WEEKS 6
#define DRAWS 56 /* of all units together */
#define ROWS (UNITS * WEEKS * 2)
#define TRIALS 300
#define PRIME INT64_C(1000000007) /* ranks are taken modulo that */

struct matrix {
	int rows;
	int64_t cells[ROWS + UNITS * WEEKS + 1][DRAWS];
};

/* All that is published, and what the units keep. */
struct world {
	struct releases_facts units[UNITS];
	int draws;
	int answered[DRAWS];
	bool told[DRAWS];
	struct matrix published;
	int64_t totals[ROWS];
};

static int64_t
power(int64_t base, int64_t exponent)
{
	int64_t result = 1;

	for (; exponent; exponent >>= 1) {
		if (exponent & 1)
			result = result * base % PRIME;
		base = base * base % PRIME;
	}
	return result;
}

static void
subtract_row(int64_t *row, const int64_t *other, int column)
{
	int64_t factor = row[column] * power(other[column], PRIME - 2) % PRIME;

	for (int c = 0; c < DRAWS; c++)
		row[c] = ((row[c] - factor * other[c]) % PRIME + PRIME) % PRIME;
}

/* The number of independent rows, by elimination. */
static int
rank_of(const struct matrix *matrix)
{
	static struct matrix m;
	int rank = 0;

	m = *matrix;
	for (int column = 0; column < DRAWS && rank < m.rows; column++) {
		int pivot = rank;
		int64_t row[DRAWS];

		while (pivot < m.rows && m.cells[pivot][column] == 0)
			pivot++;
		if (pivot == m.rows)
			continue;
		memcpy(row, m.cells[pivot], sizeof(row));
		memcpy(m.cells[pivot], m.cells[rank], sizeof(row));
		memcpy(m.cells[rank], row, sizeof(row));
		for (int below = rank + 1; below < m.rows; below++)
			subtract_row(m.cells[below], row, column);
		rank++;
	}
	return rank;
}

/* Takes a published number apart into the draws that are in it. */
static void
publish(struct world *world, const struct summary_pulse *pulse)
{
	int64_t *cells = world->published.cells[world->published.rows];
	int64_t answered = 0;
	int rounds = 0;

	assert_true(world->published.rows < ROWS);
	memset(cells, 0, sizeof(world->published.cells[0]));
	world->totals[world->published.rows++] = pulse->counted;
	for (int i = 0; i < DRAWS; i++)
		if (pulse->counted >> i & 1) {
			assert_false(world->told[i]);
			world->told[i] = true;
			cells[i] = 1;
			answered += world->answered[i];
			rounds++;
		}
	assert_true(pulse->counted >> DRAWS == 0);
	assert_int_equal(pulse->rounds, rounds);
	assert_int_equal(pulse->answered, answered);
	assert_true(answered >= RELEASE_ANSWERS);
}

/* What was told is not given to the next release: as a store does. */
static void
drop_told(struct release_facts *facts)
{
	int kept = 0;

	for (int i = 0; i < facts->draw_count; i++)
		if (!facts->draws[i].told)
			facts->draws[kept++] = facts->draws[i];
	facts->draw_count = kept;
}

static void
run_week(struct world *world, struct releases_facts *unit, int week)
{
	struct summary summary;

	for (int i = unit_between(0, 5); i > 0 && world->draws < DRAWS; i--) {
		int number = world->draws++;

		world->answered[number] = unit_between(0, 8);
		releases_draw(unit, unit_between(0, 1) ? "energy" : "needed",
		    RELEASES_FROM - 7 * (WEEKS - 1 - week),
		    world->answered[number], INT64_C(1) << number);
	}
	releases_build(&summary, unit);
	for (int i = 0; i < summary.pulse_count; i++)
		publish(world, &summary.pulse[i]);
	drop_told(&unit->facts);
	summary_done(&summary);
}

static void
run_world(struct world *world)
{
	memset(world, 0, sizeof(*world));
	for (int unit = 0; unit < UNITS; unit++)
		releases_none(&world->units[unit]);
	for (int week = 0; week < WEEKS; week++)
		for (int unit = 0; unit < UNITS; unit++)
			run_week(world, &world->units[unit], week);
}

/* True if the draw alone follows from what is published. */
static bool
comes_out(const struct world *world, int draw)
{
	static struct matrix with;
	int rank = rank_of(&world->published);

	with = world->published;
	memset(with.cells[with.rows], 0, sizeof(with.cells[0]));
	with.cells[with.rows++][draw] = 1;
	return rank_of(&with) == rank;
}

static void
no_draw_comes_out_that_was_not_published(void **state)
{
	static struct world world;
	int kept = 0, alone = 0;

	(void)state;
	for (int trial = 0; trial < TRIALS; trial++) {
		run_world(&world);
		/* one row is no sum of others: they share no draw */
		assert_int_equal(
		    rank_of(&world.published), world.published.rows);
		for (int draw = 0; draw < world.draws; draw++) {
			bool published = false;

			for (int i = 0; i < world.published.rows; i++)
				published = published || world.totals[i] ==
				                             INT64_C(1) << draw;
			assert_int_equal(comes_out(&world, draw), published);
			/* from 5 answers up, as the room sees it */
			if (published)
				assert_true(
				    world.answered[draw] >= RELEASE_ANSWERS);
			alone += published;
			kept += !published;
		}
	}
	print_message("%d draws were published alone, %d others did not come "
	              "out\n",
	    alone, kept);
	assert_true(alone > TRIALS && kept > TRIALS);
}

static void
add_row(int64_t *row, const int64_t *other, int factor)
{
	for (int c = 0; c < DRAWS; c++)
		row[c] += (factor * other[c] + PRIME) % PRIME;
}

/* Roll-ups, over weeks or over units, add nothing to what is known. */
static void
sums_of_releases_tell_nothing_more(void **state)
{
	static struct world world;
	static struct matrix more;

	(void)state;
	for (int trial = 0; trial < TRIALS; trial++) {
		run_world(&world);
		more = world.published;
		for (int sum = 0; sum < UNITS * WEEKS; sum++) {
			int64_t *cells = more.cells[more.rows++];

			memset(cells, 0, sizeof(more.cells[0]));
			for (int i = 0; i < world.published.rows; i++)
				add_row(cells, world.published.cells[i],
				    unit_between(-2, 2));
		}
		assert_int_equal(rank_of(&more), rank_of(&world.published));
	}
}

/* A row too many, as from overlapping periods, would be found out. */
static void
an_overlap_gives_draws_away(void **state)
{
	static struct world world;

	(void)state;
	memset(&world, 0, sizeof(world));
	world.published.rows = 2;
	world.published.cells[0][0] = world.published.cells[0][1] = 1;
	world.published.cells[1][1] = 1;
	assert_int_equal(rank_of(&world.published), 2);
	assert_true(comes_out(&world, 0));
	assert_false(comes_out(&world, 2));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(no_draw_comes_out_that_was_not_published),
	    cmocka_unit_test(sums_of_releases_tell_nothing_more),
	    cmocka_unit_test(an_overlap_gives_draws_away),
	};

	return cmocka_run_group_tests_name(
	    "attack 4: releases", tests, NULL, NULL);
}
