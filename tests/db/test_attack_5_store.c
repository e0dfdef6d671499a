/*
 * Attack 5 on the real store: overlapping or repeated periods, restored
 * stores, clocks set back and forth, periods of other lengths. Whatever
 * happens, no round is in two releases, no day is released twice, and what was
 * released stays as it was.
 */
#include "tests/db/store.h"

#include <fcntl.h>
#include <sqlite3.h>

#include "core/ledger.h"
#include "core/release.h"
#include "db/repo_huddle.h"
#include "db/repo_release.h"
#include "sync/format.h"
#include "util/date.h"

#define HISTORIES 60
#define STEPS 60
#define ROUNDS_MOST 400
#define RELEASES_MOST 2000
#define PLACES 4 /* cuts of a round */
#define FIRST_DAY 20500

/* What the world outside knows: it never forgets. */
struct world {
	struct place place;
	struct random random;
	struct crypt_seeded seeded;
	int32_t today;
	enum period_kind kind;
	int rounds; /* serials given, from 1 */
	/* In how many releases the draw of a round is, by serial and place. */
	int told[ROUNDS_MOST + 1][PLACES];
	struct ledger_head copy; /* of the head, beside the store */
	bool has_copy;
	struct release *seen; /* every release ever made */
	int seen_count;
	bool kept;        /* a copy of the store is there to be restored */
	int restored;     /* how often it was */
	int refused_days; /* how often a clock was doubted */
};

static unsigned
below(struct world *world, unsigned n)
{
	return world->random.uniform(world->random.context, n);
}

static void
copy_file(const char *from, const char *to)
{
	struct buf bytes = bytes_of(from);
	struct err err;

	unlink(to);
	must(file_create(to, 0600, buf_text(&bytes), bytes.len, &err));
	buf_done(&bytes);
}

static void
kept_name(const struct world *world, char out[400])
{
	snprintf(out, 400, "%s/kept.db", world->place.folder);
}

/* --- What people do ----------------------------------------------------- */

/* A closed round of some day, its serial in `opened`. */
static void
add_round(struct world *world, int32_t day, bool paper)
{
	struct tally tally = {0};
	struct round round = huddle_round();
	struct err err;

	if (world->rounds == ROUNDS_MOST)
		return;
	round.shift.day = day;
	round.paper = paper;
	round.opened = ++world->rounds;
	round.checkins = (int32_t)below(world, 9);
	for (int i = 0; i < round.checkins; i++) {
		const struct response response =
		    answers((int)below(world, 6), (int)below(world, 6),
		        below(world, 4) ? 0 : 1 + (int)below(world, 5));

		tally_add(&round.form, &tally, &response);
	}
	if (below(world, 4) == 0)
		round.kind = ROUND_WALKUP;
	must(db_begin(world->place.db, &err));
	must(round_record(
	    world->place.db, &round, &tally, &world->random, &err));
	must(db_commit(world->place.db, &err));
}

static void
step_back_up(struct world *world)
{
	char name[400];

	kept_name(world, name);
	/* Nothing is under way, so that the file is whole. */
	copy_file(world->place.store, name);
	world->kept = true;
}

static void
step_restore(struct world *world)
{
	char name[400], journal[400];
	struct err err;

	if (!world->kept)
		return;
	kept_name(world, name);
	snprintf(journal, sizeof(journal), "%s-journal", world->place.store);
	db_close(world->place.db);
	unlink(journal);
	copy_file(name, world->place.store);
	must(db_open(&world->place.db, world->place.store, DB_EXISTING, &err));
	world->restored++;
}

/* --- Sealing, as the program does it ------------------------------------ */

/* Which draws a release told. */
static void
count_told(struct world *world, int64_t id)
{
	sqlite3 *handle;
	sqlite3_stmt *stmt;

	assert_int_equal(sqlite3_open(world->place.store, &handle), SQLITE_OK);
	assert_int_equal(
	    sqlite3_prepare_v2(handle,
	        "SELECT r.opened, d.place FROM draw d JOIN round r "
	        "ON r.id = d.round WHERE d.release = ?",
	        -1, &stmt, NULL),
	    SQLITE_OK);
	sqlite3_bind_int64(stmt, 1, id);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		int serial = sqlite3_column_int(stmt, 0);
		int place = sqlite3_column_int(stmt, 1);

		assert_in_range(serial, 1, ROUNDS_MOST);
		assert_in_range(place, 0, PLACES - 1);
		world->told[serial][place]++;
	}
	sqlite3_finalize(stmt);
	sqlite3_close(handle);
}

static void
make_document(struct release *release, struct release_facts *facts)
{
	uint8_t hash[CRYPT_HASH_BYTES];
	struct buf text = BUF_INIT;
	struct summary summary;

	summary_init(&summary);
	snprintf(summary.organization, ID_SIZE, "x");
	snprintf(summary.unit, ID_SIZE, "u");
	snprintf(summary.name, SUMMARY_NAME_SIZE, "U");
	memcpy(summary.previous, release->previous, SUMMARY_HASH_SIZE);
	summary.epoch = release->epoch;
	summary.sequence = release->sequence;
	summary.from = release->period.from;
	summary.to = release->period.to;
	release_build(&summary, facts);
	format_json(&text, &summary);
	crypt_hash(hash, buf_text(&text), text.len);
	crypt_hex(release->hash, hash, sizeof(hash));
	release->document = buf_take(&text);
	buf_done(&text);
	summary_done(&summary);
}

static void
seal_one(
    struct world *world, const struct ledger_head *head, struct period period)
{
	struct release release = {.epoch = head->epoch,
	    .sequence = head->sequence + 1,
	    .period = period,
	    .sealed = world->today,
	    .key = 1,
	    .sent = DATE_NONE};
	struct release_facts facts;
	struct err err;

	memcpy(release.previous, head->hash, sizeof(release.previous));
	must(release_facts_read(world->place.db, period, &facts, &err));
	facts.period_kind = world->kind;
	make_document(&release, &facts);
	must(release_keep(world->place.db, &release, &facts, &err));
	must(db_commit(world->place.db, &err));
	release_facts_free(&facts);
	world->copy = (struct ledger_head){.epoch = release.epoch,
	    .sequence = release.sequence,
	    .to = period.to};
	memcpy(world->copy.hash, release.hash, sizeof(release.hash));
	world->has_copy = true;
	count_told(world, release.id);
	assert_true(world->seen_count < RELEASES_MOST);
	world->seen[world->seen_count++] = release;
}

/* One look at the ledger: true if something was sealed. */
static bool
seal_next(struct world *world, bool confirm)
{
	struct db *db = world->place.db;
	enum ledger_verdict verdict;
	struct ledger ledger;
	struct period next;
	struct err err;

	must(db_begin(db, &err));
	must(release_ledger(db, world->today, &ledger, &err));
	if (world->has_copy && ledger_compare(&ledger.head, &world->copy) ==
	                           LEDGER_COPY_RESTORED) {
		const struct ledger_head head =
		    ledger_restored(&ledger.head, &world->copy);

		must(release_restart(db, &head, &err));
		world->copy = head;
		must(release_ledger(db, world->today, &ledger, &err));
	}
	if (confirm) {
		ledger.clock = ledger_confirm(&ledger, world->today);
		must(release_clock_set(db, &ledger.clock, &err));
	} else {
		ledger.clock = ledger_believe(&ledger, world->today);
		if (ledger.clock.day != DATE_NONE)
			must(release_clock_set(db, &ledger.clock, &err));
	}
	verdict = ledger_next(&ledger, world->kind, world->today, &next);
	world->refused_days +=
	    verdict == LEDGER_CLOCK_AHEAD || verdict == LEDGER_CLOCK_BEHIND;
	if (verdict == LEDGER_SEAL)
		seal_one(world, &ledger.head, next);
	else
		must(db_commit(db, &err));
	return verdict == LEDGER_SEAL;
}

static void
step_seal(struct world *world)
{
	bool confirm = below(world, 8) == 0;

	while (seal_next(world, confirm))
		confirm = false;
}

/* --- What must hold ----------------------------------------------------- */

static void
check_world(const struct world *world)
{
	for (int i = 1; i <= world->rounds; i++)
		for (int place = 0; place < PLACES; place++)
			if (world->told[i][place] > 1)
				fail_msg("a count of round %d is in %d "
				         "releases",
				    i, world->told[i][place]);
	for (int i = 1; i < world->seen_count; i++) {
		const struct release *before = &world->seen[i - 1],
		                     *after = &world->seen[i];

		/* No day twice, over all epochs and stores. */
		assert_true(after->period.from > before->period.to);
		assert_true(after->period.to >= after->period.from);
		if (after->epoch == before->epoch) {
			assert_int_equal(after->sequence, before->sequence + 1);
			assert_string_equal(after->previous, before->hash);
		} else {
			assert_true(after->epoch > before->epoch);
			assert_int_equal(after->sequence, 1);
			assert_string_equal(after->previous, "");
		}
	}
}

/* What the store still has is what was released, byte by byte. */
static void
check_store(const struct world *world)
{
	struct release *list = mem_new(RELEASES_MOST, sizeof(*list));
	struct err err;
	int count =
	    release_list(world->place.db, list, RELEASES_MOST, NULL, &err);

	for (int i = 0; i < count; i++) {
		struct release release;
		int found = 0;

		must(release_get(world->place.db, list[i].id, &release, &err));
		for (int j = 0; j < world->seen_count; j++)
			found += strcmp(world->seen[j].document,
			             release.document) == 0;
		assert_int_equal(found, 1);
		release_done(&release);
	}
	assert_true(count >= 0);
	free(list);
}

/* --- Histories ---------------------------------------------------------- */

static void
step_clock(struct world *world)
{
	switch (below(world, 10)) {
	case 0:
		world->today -= (int32_t)below(world, 40);
		break;
	case 1:
		world->today += (int32_t)below(world, 120);
		break;
	default:
		world->today += (int32_t)below(world, 9);
		break;
	}
}

static void
step(struct world *world)
{
	switch (below(world, 12)) {
	case 0:
		step_back_up(world);
		break;
	case 1:
		step_restore(world);
		break;
	case 2:
		add_round(world, world->today - (int32_t)below(world, 60),
		    true); /* on paper, entered late */
		break;
	case 3:
		world->kind = (enum period_kind)below(world, PERIODS);
		break;
	case 4:
	case 5:
	case 6:
		step_seal(world);
		break;
	case 7:
		step_clock(world);
		break;
	default:
		add_round(world, world->today, false);
		world->today += (int32_t)below(world, 3);
		break;
	}
}

struct sums {
	int releases, restored, refused, told;
};

static void
live(uint64_t seed, struct sums *sums)
{
	struct world *world = mem_new(1, sizeof(*world));

	place_with_store(&world->place);
	world->random = crypt_seeded(&world->seeded, seed);
	world->today = FIRST_DAY;
	world->seen = mem_new(RELEASES_MOST, sizeof(*world->seen));
	for (int i = 0; i < STEPS; i++) {
		step(world);
		check_world(world);
	}
	check_store(world);
	sums->releases += world->seen_count;
	sums->restored += world->restored;
	sums->refused += world->refused_days;
	for (int i = 1; i <= world->rounds; i++)
		sums->told += world->told[i][0];
	for (int i = 0; i < world->seen_count; i++)
		release_done(&world->seen[i]);
	free(world->seen);
	place_done(&world->place);
	free(world);
}

static void
test_histories(void **state)
{
	uint64_t seed = test_seed();
	struct sums sums = {0};

	(void)state;
	print_message("SEED=%llu\n", (unsigned long long)seed);
	for (int i = 0; i < HISTORIES; i++)
		live(seed + (uint64_t)i, &sums);
	print_message("%d releases with %d rounds, %d stores restored, %d "
	              "clocks doubted\n",
	    sums.releases, sums.told, sums.restored, sums.refused);
	/* Or nothing was tried at all. */
	assert_true(sums.releases > HISTORIES);
	assert_true(sums.told > HISTORIES);
	assert_true(sums.restored > HISTORIES / 4);
	assert_true(sums.refused > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_histories),
	};

	return run_in_memory(tests, sizeof(tests) / sizeof(*tests));
}
