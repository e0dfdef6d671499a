/*
 * Attack 5 of the privacy rules, in the domain: a model of rounds, periods,
 * restored stores and odd clocks, driven through many random histories by
 * core/ledger.h and core/release.h. Whatever happens, no draw is told twice,
 * no release that left changes, periods never overlap, sequences have no gaps.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/ledger.h"
#include "core/release.h"
#include "tests/unit/unit.h"

#define HISTORIES 100000
#define STEPS 30
#define DRAWS 64 /* in all the world, so many as a word has bits */
#define RELEASES 160
#define SNAPSHOTS 3
#define START 20000 /* some day */

struct sealed {
	int epoch, sequence;
	struct period period;
	uint64_t previous, hash;
	uint64_t told; /* a bit for each draw that is in it */
};

/* What of a store matters: its rounds with a draw each, and its ledger. The
 * sealed documents themselves lie in the world: here are their numbers. */
struct store {
	struct ledger_head head;
	struct ledger_clock clock;
	int draw_count;
	struct {
		int id; /* its own in all the world */
		int32_t day;
		int answered;
		bool open, walkup, done; /* done: told, or never to be told */
	} draws[DRAWS];
	int release_count;
	int releases[RELEASES];  /* indices into the world's */
	bool given_up[RELEASES]; /* no file of it is ever made here */
};

/* All that ever was, also what a restore made undone. */
struct world {
	struct store store, snapshots[SNAPSHOTS];
	struct ledger_head copy; /* outside the store */
	bool has_copy;
	int32_t today; /* by the store's clock */
	int32_t truth; /* where a history has a right day as well */
	enum period_kind kind;
	int draw_count;
	int release_count;
	struct sealed releases[RELEASES];
	int left_count; /* what left the unit, in order */
	int left[RELEASES];
};

/* What the whole run met, so that it is not all about nothing. */
static struct {
	long releases, restores, doubts, confirmed, waited, late, told;
	long false_records, asked;
} met;

static bool
chance(int percent)
{
	return unit_between(1, 100) <= percent;
}

/* --- The store ------------------------------------------------------------ */

static struct ledger
read_ledger(const struct world *world)
{
	const struct store *store = &world->store;
	struct ledger out = {.head = store->head,
	    .begin = world->today,
	    .newest = DATE_NONE,
	    .clock = store->clock,
	    .waits = DATE_NONE};

	for (int i = 0; i < store->draw_count; i++) {
		int32_t day = store->draws[i].day;

		if (out.newest == DATE_NONE || day < out.begin)
			out.begin = day;
		if (day > out.newest)
			out.newest = day;
		if (store->draws[i].open && !store->draws[i].walkup &&
		    (out.waits == DATE_NONE || day < out.waits))
			out.waits = day;
	}
	return out;
}

static void
hash_text(char out[SUMMARY_HASH_SIZE], uint64_t hash)
{
	snprintf(out, SUMMARY_HASH_SIZE, "%064" PRIx64, hash);
}

static uint64_t
mix(uint64_t hash, int64_t value)
{
	return (hash ^ (uint64_t)value) * UINT64_C(0x9e3779b97f4a7c15) ^
	       hash >> 29;
}

/* The store's draws that may be told, as release_facts_read gives them. */
static int
read_draws(const struct store *store, int32_t to, struct release_draw *out)
{
	int count = 0;

	for (int i = 0; i < store->draw_count; i++)
		if (!store->draws[i].open && !store->draws[i].done &&
		    store->draws[i].day <= to)
			out[count++] = (struct release_draw){.id = i,
			    .draw = {.key = {"pulse", 1, "energy", 24, 1000},
			        .answered = store->draws[i].answered,
			        .counted = store->draws[i].id},
			    .day = store->draws[i].day};
	return count;
}

/* The sum of the draws that are said to be told is what is told, and it is of
 * so many rounds and answers. */
static void
check_sum(
    const struct summary *summary, const struct release_draw *draws, int count)
{
	int64_t counted = 0, answered = 0;
	int rounds = 0;

	for (int i = 0; i < count; i++)
		if (draws[i].told) {
			counted += draws[i].draw.counted;
			answered += draws[i].draw.answered;
			rounds++;
		}
	assert_int_equal(summary->pulse_count, rounds > 0);
	if (rounds == 0)
		return;
	assert_int_equal(summary->pulse[0].counted, counted);
	assert_int_equal(summary->pulse[0].answered, answered);
	assert_int_equal(summary->pulse[0].rounds, rounds);
	assert_true(answered >= RELEASE_ANSWERS);
	met.late += summary->pulse[0].since < summary->from;
	met.told += rounds;
}

/* The number of the release: that of the one with the same bytes, if a copy of
 * the store has sealed that before. */
static int
same_as(struct world *world, const struct sealed *sealed)
{
	for (int i = 0; i < world->release_count; i++)
		if (world->releases[i].hash == sealed->hash)
			return i;
	return world->release_count++;
}

static void
seal(struct world *world, struct period period)
{
	struct store *store = &world->store;
	struct release_draw draws[DRAWS];
	struct release_facts facts = {.period_kind = world->kind,
	    .draws = draws,
	    .draw_count = read_draws(store, period.to, draws)};
	struct summary summary;
	struct sealed *out = &world->releases[world->release_count];

	assert_true(world->release_count < RELEASES);
	summary_init(&summary);
	summary.from = period.from;
	summary.to = period.to;
	release_build(&summary, &facts);
	check_sum(&summary, draws, facts.draw_count);
	*out = (struct sealed){.epoch = store->head.epoch,
	    .sequence = store->head.sequence + 1,
	    .period = period};
	if (store->head.sequence > 0)
		out->previous =
		    world->releases[store->releases[store->release_count - 1]]
		        .hash;
	for (int i = 0; i < facts.draw_count; i++)
		if (draws[i].told) {
			store->draws[draws[i].id].done = true;
			out->told |= UINT64_C(1)
			             << store->draws[draws[i].id].id;
		}
	out->hash = mix(
	    mix(mix(mix(out->previous, out->epoch), period.from), period.to),
	    (int64_t)out->told);
	store->releases[store->release_count++] = same_as(world, out);
	store->head.sequence++;
	store->head.to = period.to;
	hash_text(store->head.hash, out->hash);
	summary_done(&summary);
	met.releases++;
}

/* --- What leaves ---------------------------------------------------------- */

/* What is to hold of one more release beside all that left before. */
static void
check_leaving(const struct world *world, const struct sealed *one)
{
	int sequence = 0;

	for (int i = 0; i < world->left_count; i++) {
		const struct sealed *other = &world->releases[world->left[i]];

		assert_true(one->period.from > other->period.to);
		assert_true(one->epoch >= other->epoch);
		assert_true((one->told & other->told) == 0);
		if (other->epoch == one->epoch) {
			sequence = other->sequence;
			if (sequence == one->sequence - 1)
				assert_int_equal(one->previous, other->hash);
		}
	}
	assert_int_equal(one->sequence, sequence + 1);
	assert_true(one->sequence > 1 || one->previous == 0);
	assert_true(one->period.from <= one->period.to);
}

static void
keep_copy(struct world *world)
{
	world->copy = world->store.head;
	world->has_copy = true;
}

/* The copy is written first, and only then is a file made. */
static void
leave(struct world *world)
{
	const struct store *store = &world->store;

	keep_copy(world);
	for (int i = 0; i < store->release_count; i++) {
		int number = store->releases[i], seen = 0;

		for (int l = 0; l < world->left_count; l++)
			seen += world->left[l] == number;
		if (seen || store->given_up[i])
			continue;
		check_leaving(world, &world->releases[number]);
		world->left[world->left_count++] = number;
	}
}

/* A link that left, and one of the store of the same number, are the same. */
static void
check_unchanged(const struct world *world)
{
	const struct store *store = &world->store;

	for (int i = 0; i < store->release_count; i++)
		for (int l = 0; l < world->left_count; l++) {
			const struct sealed *here =
			    &world->releases[store->releases[i]];
			const struct sealed *there =
			    &world->releases[world->left[l]];

			if (!store->given_up[i] &&
			    here->epoch == there->epoch &&
			    here->sequence == there->sequence)
				assert_int_equal(
				    store->releases[i], world->left[l]);
		}
}

/* --- What happens --------------------------------------------------------- */

/* What the program does first whenever it starts: the copy is looked at. */
static void
look_at_copy(struct world *world)
{
	struct store *store = &world->store;

	if (ledger_compare(
	        &store->head, world->has_copy ? &world->copy : NULL) ==
	    LEDGER_COPY_RESTORED) {
		store->head = ledger_restored(&store->head, &world->copy);
		for (int i = 0; i < store->draw_count; i++) {
			if (store->draws[i].open || store->draws[i].walkup ||
			    store->draws[i].day <= store->head.to)
				store->draws[i].done = true;
			store->draws[i].open = false;
		}
		/* What has a file was known to the copy, and may have left;
		 * what has none may be another one than what left. */
		for (int i = 0; i < store->release_count; i++)
			store->given_up[i] = true;
		met.restores++;
	}
	leave(world);
}

/* Seals what is over; the power may fail before anything of it leaves. */
static void
start(struct world *world)
{
	enum ledger_verdict verdict = LEDGER_SEAL;

	look_at_copy(world);
	while (verdict == LEDGER_SEAL) {
		struct ledger ledger = read_ledger(world);
		struct period next;

		ledger.clock = ledger_believe(&ledger, world->today);
		world->store.clock = ledger.clock;
		verdict =
		    ledger_next(&ledger, world->kind, world->today, &next);
		if (verdict == LEDGER_SEAL) {
			seal(world, next);
			/* Killed before the copy knows of it. */
			if (chance(10))
				return;
			keep_copy(world);
		}
		met.waited += verdict == LEDGER_WAITS;
		if (verdict < LEDGER_CLOCK_BEHIND)
			continue;
		met.doubts++;
		if (chance(40)) {
			world->store.clock =
			    ledger_confirm(&ledger, world->today);
			met.confirmed++;
			verdict = LEDGER_SEAL;
		}
	}
	if (chance(85))
		leave(world);
}

static void
open_round(struct world *world)
{
	struct store *store = &world->store;
	int i = store->draw_count;

	if (world->draw_count == DRAWS || i == DRAWS)
		return;
	store->draws[i].id = world->draw_count++;
	/* What was counted on paper is entered up to ten days later. */
	store->draws[i].day =
	    world->today - (chance(20) ? unit_between(1, 10) : 0);
	store->draws[i].answered = chance(30) ? 0 : unit_between(1, 9);
	store->draws[i].open = true;
	store->draws[i].walkup = chance(20);
	store->draws[i].done = false;
	store->draw_count++;
}

static void
close_rounds(struct world *world)
{
	for (int i = 0; i < world->store.draw_count; i++)
		if (world->store.draws[i].open && chance(80)) {
			world->store.draws[i].open = false;
			if (world->store.draws[i].walkup)
				world->store.draws[i].day = world->today;
		}
}

static void
turn_clock(struct world *world)
{
	if (chance(50))
		world->today += unit_between(-60, 60);
	else
		world->today += unit_between(-3, 3);
}

static void
step(struct world *world)
{
	switch (unit_between(0, 11)) {
	case 0: /* a backup: by the program, or a file copied as it is */
		if (chance(50))
			look_at_copy(world);
		world->snapshots[unit_between(0, SNAPSHOTS - 1)] = world->store;
		break;
	case 1:
		world->store = world->snapshots[unit_between(0, SNAPSHOTS - 1)];
		start(world);
		break;
	case 2:
		turn_clock(world);
		break;
	case 3:
		world->kind = (enum period_kind)unit_between(0, PERIODS - 1);
		break;
	case 4:
	case 5:
	case 6:
		open_round(world);
		break;
	case 7:
		close_rounds(world);
		break;
	default:
		world->today += chance(60) ? 1 : unit_between(2, 14);
		if (chance(70))
			close_rounds(world);
		start(world);
	}
	check_unchanged(world);
}

static void
no_history_tells_a_draw_twice(void **state)
{
	static struct world world;

	(void)state;
	for (int history = 0; history < HISTORIES; history++) {
		memset(&world, 0, sizeof(world));
		world.today = START + unit_between(0, 400);
		world.kind = (enum period_kind)unit_between(0, PERIODS - 1);
		world.store.head =
		    (struct ledger_head){.epoch = 1, .to = DATE_NONE};
		world.store.clock = (struct ledger_clock){DATE_NONE, DATE_NONE};
		for (int i = 0; i < SNAPSHOTS; i++)
			world.snapshots[i] = world.store;
		for (int i = 0; i < STEPS; i++)
			step(&world);
		start(&world);
	}
	print_message("%d histories: %ld releases, %ld with draws that had "
	              "waited, of %ld draws; %ld restores, %ld times the clock "
	              "was doubted, %ld confirmed, %ld waited for a huddle\n",
	    HISTORIES, met.releases, met.late, met.told, met.restores,
	    met.doubts, met.confirmed, met.waited);
	assert_true(met.releases > HISTORIES && met.late > HISTORIES / 10);
	assert_true(met.restores > HISTORIES / 10);
	assert_true(
	    met.doubts > HISTORIES / 10 && met.waited > HISTORIES / 100);
	assert_true(met.confirmed > 0 && met.told > HISTORIES / 10);
}

/* --- Wrong clocks ----------------------------------------------------------
 */

/* A start of the program, perhaps under a clock that is wrong by more than the
 * guard lets pass, and what people write then. A manager confirms the right
 * clock only. */
static void
live_a_while(struct world *world)
{
	enum ledger_verdict verdict = LEDGER_SEAL;
	bool wrong = chance(25);
	struct ledger ledger;
	struct period next;

	world->truth += unit_between(0, 9);
	world->today = world->truth;
	if (wrong)
		world->today +=
		    chance(70) ? unit_between(60, 900) : -unit_between(60, 900);
	while (verdict == LEDGER_SEAL) {
		ledger = read_ledger(world);
		ledger.clock = ledger_believe(&ledger, world->today);
		world->store.clock = ledger.clock;
		verdict =
		    ledger_next(&ledger, world->kind, world->today, &next);
		if (verdict == LEDGER_SEAL) {
			assert_true(next.to < world->truth);
			seal(world, next);
		}
		if (verdict >= LEDGER_CLOCK_BEHIND && !wrong) {
			world->store.clock =
			    ledger_confirm(&ledger, world->today);
			met.asked++;
			verdict = LEDGER_SEAL;
		}
	}
	for (int i = unit_between(0, 2); i > 0; i--) {
		open_round(world);
		met.false_records += wrong;
	}
	close_rounds(world);
}

/* However often the clock is wrong, and whatever is written meanwhile: no day
 * is sealed before it is over, and by a right clock that is confirmed all that
 * is over is. */
static void
no_wrong_clock_seals_the_future(void **state)
{
	static struct world world;

	(void)state;
	for (int history = 0; history < HISTORIES; history++) {
		struct ledger ledger;
		struct period next;

		memset(&world, 0, sizeof(world));
		world.truth = world.today = START + unit_between(0, 400);
		world.kind = (enum period_kind)unit_between(0, PERIODS - 1);
		world.store.head =
		    (struct ledger_head){.epoch = 1, .to = DATE_NONE};
		world.store.clock = (struct ledger_clock){DATE_NONE, DATE_NONE};
		open_round(&world);
		for (int i = 0; i < STEPS; i++)
			live_a_while(&world);
		for (int i = 0; i < world.store.draw_count; i++)
			world.store.draws[i].open = false;
		do {
			ledger = read_ledger(&world);
			ledger.clock = ledger_confirm(&ledger, world.truth);
			world.today = world.truth;
			if (ledger_next(&ledger, world.kind, world.today,
			        &next) != LEDGER_SEAL)
				break;
			seal(&world, next);
		} while (true);
		assert_true(next.to >= world.truth);
	}
	print_message("%ld records under wrong clocks, %ld times a manager "
	              "confirmed the right one\n",
	    met.false_records, met.asked);
	assert_true(met.false_records > HISTORIES && met.asked > HISTORIES);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(no_history_tells_a_draw_twice),
	    cmocka_unit_test(no_wrong_clock_seals_the_future),
	};

	return cmocka_run_group_tests_name(
	    "attack 5: histories", tests, NULL, NULL);
}
