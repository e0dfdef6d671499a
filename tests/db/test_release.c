/*
 * Releases in the store: that nothing is told twice, that what is sealed stays,
 * and that a restored store goes on without a lie.
 */
#include "tests/db/releases.h"

#include <inttypes.h>

#include "db/repo_huddle.h"

static struct ledger
ledger_on(struct place *place, int32_t today)
{
	struct ledger ledger;
	struct err err;

	must(release_ledger(place->db, today, &ledger, &err));
	return ledger;
}

/* A release that follows the newest one; told says which draws go with it. */
static int
try_keep(struct place *place, struct period period, bool told,
    struct release *out, struct err *err)
{
	struct ledger ledger = ledger_on(place, period.to + 1);
	struct release_facts facts = facts_of(place, period);
	uint8_t hash[CRYPT_HASH_BYTES];
	int status;

	*out = (struct release){.epoch = ledger.head.epoch,
	    .sequence = ledger.head.sequence + 1,
	    .period = period,
	    .sealed = period.to + 1,
	    .key = 1,
	    .sent = DATE_NONE};
	memcpy(out->previous, ledger.head.hash, sizeof(out->previous));
	out->document = mem_printf("{\"to\":%d}", (int)period.to);
	crypt_hash(hash, out->document, strlen(out->document));
	crypt_hex(out->hash, hash, sizeof(hash));
	for (int i = 0; i < facts.draw_count; i++)
		facts.draws[i].told = told;
	status = db_begin(place->db, err);
	if (status == OK)
		status = release_keep(place->db, out, &facts, err);
	if (status == OK)
		status = db_commit(place->db, err);
	db_rollback(place->db);
	release_facts_free(&facts);
	return status;
}

static int64_t
keep(struct place *place, struct period period, bool told)
{
	struct release release;
	struct err err;

	must(try_keep(place, period, told, &release, &err));
	release_done(&release);
	return release.id;
}

static struct period
next_week(int weeks)
{
	return (struct period){MONDAY + 7 * weeks, SUNDAY + 7 * weeks};
}

/* --- The ledger --------------------------------------------------------- */

static void
test_empty(void **state)
{
	struct place place;
	struct ledger ledger;
	struct release release;
	struct release_standing standing;
	struct err err;
	int count = 7;

	(void)state;
	place_with_store(&place);
	ledger = ledger_on(&place, MONDAY);
	assert_int_equal(ledger.head.epoch, 1);
	assert_int_equal(ledger.head.sequence, 0);
	assert_int_equal(ledger.head.to, DATE_NONE);
	assert_string_equal(ledger.head.hash, "");
	assert_int_equal(ledger.begin, MONDAY);
	assert_int_equal(ledger.newest, DATE_NONE);
	assert_int_equal(ledger.waits, DATE_NONE);
	assert_int_equal(ledger.clock.day, DATE_NONE);
	assert_int_equal(ledger.clock.newest, DATE_NONE);
	/* Looking changes nothing; a silent unit began when it was made. */
	assert_int_equal(ledger_on(&place, MONDAY + 30).begin, MONDAY + 30);
	must(db_begin(place.db, &err));
	ledger_on(&place, MONDAY + 3);
	must(db_commit(place.db, &err));
	assert_int_equal(ledger_on(&place, MONDAY + 30).begin, MONDAY + 3);
	assert_int_equal(ledger_on(&place, MONDAY + 1).begin, MONDAY + 1);

	must_fail(release_get(place.db, 0, &release, &err), ERR_UNAVAILABLE,
	    "Nothing was released");
	must_fail(release_get(place.db, 4, &release, &err), ERR_UNAVAILABLE,
	    "no release 4");
	assert_int_equal(release_list(place.db, &release, 1, &count, &err), 0);
	assert_int_equal(count, 0);
	must(release_standing(place.db, &standing, &err));
	assert_int_equal(standing.count, 0);
	assert_int_equal(standing.waiting, 0);
	assert_int_equal(standing.lost, 0);
	assert_false(standing.newest_lost);
	assert_int_equal(standing.newest.to, DATE_NONE);
	assert_int_equal(standing.waiting_since, DATE_NONE);
	must(release_next(place.db, DELIVERY_NONE, 0, &release, &err));
	assert_int_equal(release.id, 0);
	place_done(&place);
}

/* The oldest and the newest of what the store has. */
static void
test_records(void **state)
{
	static const struct {
		const char *sql;
		int32_t oldest, newest, waits;
	} steps[] = {
	    {"INSERT INTO note VALUES ('aaaaaaaaaa', 0, 0, 'x', 0, 20010, 't', "
	     "1, 0, -2147483648, '', '', 0)",
	        20010, 20010, DATE_NONE},
	    {"INSERT INTO huddle (day, shift, agenda, planned, running) "
	     "VALUES (20008, 0, 'daily', 1, 0)",
	        20008, 20010, DATE_NONE},
	    {"INSERT INTO huddle (day, shift, agenda, planned, running, run) "
	     "VALUES (20012, 0, 'daily', 1, 1, '1 40 0 0 0 0 0 0 0 0 0 0 0')",
	        20008, 20012, 20012},
	    {"INSERT INTO revision VALUES (1, 20013, 'add', 0, 0, 0, '')",
	        20008, 20013, 20012},
	    {"INSERT INTO round (kind, state, instrument, day, shift, opened, "
	     "paper, epsilon_milli, checkins, headcount, form) VALUES "
	     "(0, 0, 'pulse', 20011, 0, 0, 0, 1000, 0, 0, '')",
	        20008, 20013, 20011},
	    /* A sheet of paper is older than the unit. */
	    {"INSERT INTO round (kind, state, instrument, day, shift, opened, "
	     "paper, epsilon_milli, checkins, headcount, form) VALUES "
	     "(0, 1, 'pulse', 19000, 0, 0, 1, 1000, 9, 9, '')",
	        20008, 20013, 20011},
	    /* A walk-up box is waited for by nobody. */
	    {"INSERT INTO round (kind, state, instrument, day, shift, opened, "
	     "paper, epsilon_milli, checkins, headcount, form) VALUES "
	     "(1, 0, 'pulse', 20001, 0, 0, 0, 1000, 0, 0, '')",
	        20001, 20013, 20011},
	    {"INSERT INTO round (kind, state, instrument, day, shift, opened, "
	     "paper, epsilon_milli, checkins, headcount, form) VALUES "
	     "(0, 1, 'pulse', 20020, 0, 0, 0, 1000, 0, 0, '')",
	        20001, 20020, 20011},
	};
	struct place place;

	(void)state;
	place_with_store(&place);
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
		struct ledger ledger;

		sql(&place, steps[i].sql);
		ledger = ledger_on(&place, 21000);
		assert_int_equal(ledger.begin, steps[i].oldest);
		assert_int_equal(ledger.newest, steps[i].newest);
		assert_int_equal(ledger.waits, steps[i].waits);
	}
	place_done(&place);
}

static void
test_clock(void **state)
{
	const struct ledger_clock said = {20800, 20700};
	struct place place;
	struct ledger ledger;
	struct err err;

	(void)state;
	place_with_store(&place);
	must(db_begin(place.db, &err));
	must(release_clock_set(place.db, &said, &err));
	must(db_commit(place.db, &err));
	reopen(&place);
	ledger = ledger_on(&place, 20800);
	assert_int_equal(ledger.clock.day, 20800);
	assert_int_equal(ledger.clock.newest, 20700);
	sql(&place, "UPDATE meta SET value = 'soon' "
	            "WHERE name = 'release-clock'");
	must_fail(release_ledger(place.db, 20800, &ledger, &err), ERR_DATA,
	    "release-clock");
	place_done(&place);
}

static void
test_keys(void **state)
{
	struct place place;
	struct err err;
	int now, next;

	(void)state;
	place_with_store(&place);
	must(release_keys(place.db, &now, &next, &err));
	assert_int_equal(now, 1);
	assert_int_equal(next, 0);
	must(db_begin(place.db, &err));
	must(release_keys_set(place.db, 3, 4, &err));
	must(db_commit(place.db, &err));
	must(release_keys(place.db, &now, &next, &err));
	assert_int_equal(now, 3);
	assert_int_equal(next, 4);
	sql(&place, "UPDATE meta SET value = '0 4' "
	            "WHERE name = 'release-keys'");
	must_fail(release_keys(place.db, &now, &next, &err), ERR_DATA, "key");
	place_done(&place);
}

/* --- Sealed ------------------------------------------------------------- */

static void
test_told_once(void **state)
{
	struct place place;
	struct release_facts facts;

	(void)state;
	place_with_store(&place);
	closed_on(&place, MONDAY, 9);
	/* Kept, but told nothing: the draws go on waiting. */
	assert_int_equal(keep(&place, week, false), 1);
	facts = facts_of(&place, next_week(1));
	assert_int_equal(facts.draw_count, 4);
	release_facts_free(&facts);
	assert_int_equal(keep(&place, next_week(1), true), 2);
	facts = facts_of(&place, next_week(2));
	assert_int_equal(facts.draw_count, 0);
	assert_int_equal(
	    ask(&place, "SELECT count(*) FROM draw WHERE release = 2"), 4);
	/* Counted on paper, entered late: of the period that is open. */
	closed_on(&place, MONDAY + 1, 6);
	facts = facts_of(&place, next_week(2));
	assert_int_equal(facts.draw_count, 4);
	assert_int_equal(facts.draws[0].day, MONDAY + 1);
	release_facts_free(&facts);
	place_done(&place);
}

static void
test_draw_twice(void **state)
{
	struct place place;
	struct release_facts facts;
	struct release release;
	struct err err;

	(void)state;
	place_with_store(&place);
	closed_on(&place, MONDAY, 9);
	facts = facts_of(&place, week);
	facts.draws[3].told = true;
	keep(&place, week, true);
	must(try_keep(&place, next_week(1), true, &release, &err));
	release.sequence++;
	release.period = next_week(2);
	memcpy(release.previous, release.hash, sizeof(release.previous));
	must(db_begin(place.db, &err));
	must_fail(release_keep(place.db, &release, &facts, &err), ERR_SOFTWARE,
	    "twice");
	db_rollback(place.db);
	release_done(&release);
	release_facts_free(&facts);
	assert_int_equal(ask(&place, "SELECT count(*) FROM release"), 2);
	place_done(&place);
}

/* No caller can seal what does not follow. */
static void
test_chain(void **state)
{
	struct place place;
	const struct release_facts nothing = {0};
	struct release release, good;
	struct err err;

	(void)state;
	place_with_store(&place);
	keep(&place, week, true);
	must(try_keep(&place, next_week(1), true, &good, &err));
	memcpy(good.previous, good.hash, sizeof(good.previous));
	good.sequence = 3;
	good.period = next_week(2);
	for (int i = 0; i < 7; i++) {
		release = good;
		release.sequence += i == 0 ? 1 : i == 1 ? -1 : 0;
		release.epoch += i == 2;
		if (i == 3)
			release.period = next_week(1);
		if (i == 4)
			release.period.from--;
		if (i == 5)
			release.previous[0] ^= 1;
		if (i == 6)
			release.hash[5] ^= 1;
		must(db_begin(place.db, &err));
		must_fail(release_keep(place.db, &release, &nothing, &err),
		    ERR_SOFTWARE, "does not follow");
		db_rollback(place.db);
	}
	must(db_begin(place.db, &err));
	must(release_keep(place.db, &good, &nothing, &err));
	must(db_commit(place.db, &err));
	assert_int_equal(good.id, 3);
	release_done(&good);
	place_done(&place);
}

static void
test_read_back(void **state)
{
	struct place place;
	struct release release, list[3];
	struct err err;
	int count = 0;

	(void)state;
	place_with_store(&place);
	for (int i = 0; i < 5; i++)
		keep(&place, next_week(i), true);
	assert_int_equal(release_list(place.db, list, 3, &count, &err), 3);
	assert_int_equal(count, 5);
	assert_int_equal(list[0].id, 5);
	assert_int_equal(list[2].id, 3);
	assert_string_equal(list[0].previous, list[1].hash);
	assert_null(list[0].document);
	must(release_get(place.db, 0, &release, &err));
	assert_int_equal(release.id, 5);
	assert_int_equal(release.sequence, 5);
	assert_int_equal(release.period.to, SUNDAY + 28);
	assert_int_equal(release.sealed, SUNDAY + 29);
	assert_int_equal(release.delivery, DELIVERY_NONE);
	assert_int_equal(release.sent, DATE_NONE);
	assert_string_equal(release.document, "{\"to\":20803}");
	release_done(&release);
	must(release_get(place.db, 1, &release, &err));
	assert_string_equal(release.previous, "");
	release_done(&release);
	sql(&place, "UPDATE release SET document = '{}' WHERE id = 4");
	must_fail(release_get(place.db, 4, &release, &err), ERR_DATA,
	    "not what was sealed");
	assert_null(release.document);
	place_done(&place);
}

/* --- Delivery ----------------------------------------------------------- */

static void
moved(struct place *place, const struct release *release)
{
	struct err err;

	must(db_begin(place->db, &err));
	must(release_moved(place->db, release, &err));
	must(db_commit(place->db, &err));
}

static struct release
next(struct place *place, enum delivery delivery, time_t now)
{
	struct release release;
	struct err err;

	must(release_next(place->db, delivery, now, &release, &err));
	release_done(&release);
	return release;
}

static void
test_delivery(void **state)
{
	struct place place;
	struct release release;
	struct release_standing standing;
	struct err err;

	(void)state;
	place_with_store(&place);
	for (int i = 0; i < 3; i++)
		keep(&place, next_week(i), true);
	for (int i = 1; i <= 3; i++) {
		release = next(&place, DELIVERY_NONE, 0);
		assert_int_equal(release.id, i);
		release.delivery = DELIVERY_WAITING;
		moved(&place, &release);
	}
	assert_int_equal(next(&place, DELIVERY_NONE, 0).id, 0);
	release = next(&place, DELIVERY_WAITING, 1000);
	assert_int_equal(release.id, 1);
	release.tries = 2;
	release.next_try = 1500;
	snprintf(release.problem, sizeof(release.problem), "no route");
	moved(&place, &release);
	/* None overtakes the one that waits for its time. */
	assert_int_equal(next(&place, DELIVERY_WAITING, 1499).id, 0);
	release = next(&place, DELIVERY_WAITING, 1500);
	assert_int_equal(release.id, 1);
	assert_int_equal(release.tries, 2);
	assert_string_equal(release.problem, "no route");
	release.delivery = DELIVERY_SENT;
	release.sent = 20800;
	release.problem[0] = '\0';
	moved(&place, &release);
	assert_int_equal(next(&place, DELIVERY_WAITING, 1500).id, 2);
	must(release_standing(place.db, &standing, &err));
	assert_int_equal(standing.waiting, 2);
	assert_int_equal(standing.waiting_since, SUNDAY + 8);
	assert_int_equal(standing.newest.to, SUNDAY + 14);
	must(release_get(place.db, 1, &release, &err));
	assert_int_equal(release.sent, 20800);
	release_done(&release);
	place_done(&place);
}

/* --- A restored store --------------------------------------------------- */

static void
restart(struct place *place, int epoch, int32_t to)
{
	const struct ledger_head head = {.epoch = epoch, .to = to};
	struct err err;

	must(db_begin(place->db, &err));
	must(release_restart(place->db, &head, &err));
	must(db_commit(place->db, &err));
}

static void
give_up(struct place *place)
{
	struct err err;

	must(db_begin(place->db, &err));
	must(release_give_up(place->db, &err));
	must(db_commit(place->db, &err));
}

/* A key is lost: what has no file by then is passed over, what has one still
 * goes out, and so does what is sealed later. */
static void
test_lost_key(void **state)
{
	static const enum delivery stand[] = {
	    DELIVERY_LOST, DELIVERY_LOST, DELIVERY_WAITING, DELIVERY_SENT};
	struct place place;
	struct release release, list[4];
	struct release_standing standing;
	struct err err;

	(void)state;
	place_with_store(&place);
	for (int i = 0; i < 4; i++) {
		keep(&place, next_week(i), true);
		must(release_get(place.db, i + 1, &release, &err));
		release.delivery = (enum delivery[]){DELIVERY_SENT,
		    DELIVERY_WAITING, DELIVERY_NONE, DELIVERY_NONE}[i];
		moved(&place, &release);
		release_done(&release);
	}
	/* A new epoch alone, as a restore brings it, gives nothing up. */
	restart(&place, 2, SUNDAY + 21);
	assert_int_equal(next(&place, DELIVERY_NONE, 0).id, 3);
	restart(&place, 3, SUNDAY + 21);
	give_up(&place);
	reopen(&place);

	assert_int_equal(next(&place, DELIVERY_NONE, 0).id, 0);
	assert_int_equal(next(&place, DELIVERY_WAITING, 0).id, 2);
	must(release_standing(place.db, &standing, &err));
	assert_int_equal(standing.waiting, 1);
	assert_int_equal(standing.waiting_since, SUNDAY + 8);
	assert_int_equal(standing.lost, 2);
	assert_true(standing.newest_lost);
	assert_int_equal(release_list(place.db, list, 4, NULL, &err), 4);
	for (int i = 0; i < 4; i++)
		assert_int_equal(list[i].delivery, stand[i]);

	keep(&place, next_week(4), true);
	release = next(&place, DELIVERY_NONE, 0);
	assert_int_equal(release.id, 5);
	assert_int_equal(release.epoch, 3);
	assert_int_equal(release.sequence, 1);
	must(release_standing(place.db, &standing, &err));
	assert_int_equal(standing.waiting, 2);
	assert_int_equal(standing.lost, 2);
	assert_false(standing.newest_lost);

	/* One whose file somebody took away cannot be made again. */
	must(release_get(place.db, 2, &release, &err));
	release.delivery = DELIVERY_NONE;
	moved(&place, &release);
	release_done(&release);
	assert_int_equal(next(&place, DELIVERY_NONE, 0).id, 5);
	must(release_standing(place.db, &standing, &err));
	assert_int_equal(standing.waiting, 1);
	assert_int_equal(standing.waiting_since, SUNDAY + 29);
	assert_int_equal(standing.lost, 3);
	must(release_get(place.db, 2, &release, &err));
	assert_string_equal(delivery_names[release.delivery], "lost");
	release_done(&release);
	place_done(&place);
}

static void
test_lost_damaged(void **state)
{
	struct place place;
	struct release_standing standing;
	struct err err;

	(void)state;
	place_with_store(&place);
	keep(&place, week, true);
	give_up(&place);
	sql(&place, "UPDATE meta SET value = 'all' "
	            "WHERE name = 'release-lost'");
	must_fail(
	    release_standing(place.db, &standing, &err), ERR_DATA, "given up");
	place_done(&place);
}

static void
test_restart(void **state)
{
	struct place place;
	struct ledger ledger;
	struct release_facts facts;
	struct release release;
	struct huddle huddle;
	char walkup[80];
	struct err err;

	(void)state;
	place_with_store(&place);
	keep(&place, week, true);
	closed_on(&place, MONDAY + 8, 9);  /* what was lost may have told it */
	closed_on(&place, MONDAY + 15, 9); /* nothing told that */
	/* This box may have been closed before in what was lost, on another
	 * day, and told by that. */
	snprintf(walkup, sizeof(walkup),
	    "UPDATE round SET kind = 1 WHERE id = %" PRId64,
	    closed_on(&place, MONDAY + 15, 9));
	sql(&place, walkup);
	open_with(&place, 3);
	sql(&place,
	    "INSERT INTO huddle (day, shift, agenda, planned, running, run) "
	    "VALUES (20785, 0, 'daily', 1, 1, '1 40 20 0 0 0 0 0 0 0 0 0 0')");
	restart(&place, 2, SUNDAY + 7);

	ledger = ledger_on(&place, MONDAY + 16);
	assert_int_equal(ledger.head.epoch, 2);
	assert_int_equal(ledger.head.sequence, 0);
	assert_int_equal(ledger.head.to, SUNDAY + 7);
	assert_string_equal(ledger.head.hash, "");
	assert_int_equal(ledger.waits, DATE_NONE);
	must(huddle_running(place.db, &huddle, &err));
	assert_int_equal(huddle.id, 0);
	must(huddle_last(place.db, &huddle, &err));
	assert_int_equal(huddle.seconds, 60);
	assert_int_equal(ask(&place, "SELECT count(*) FROM round WHERE "
	                             "state = 2 AND checkins = 3 AND "
	                             "reason = 'the store was restored'"),
	    1);
	assert_int_equal(ask(&place, "SELECT count(*) FROM box"), 0);
	/* round_tidy finds the key and wipes it. */
	must(round_tidy(place.db, &place.round_keys, MONDAY + 16, &err));
	assert_int_equal(count_files(place.keys, ""), 0);

	assert_int_equal(
	    ask(&place, "SELECT count(*) FROM draw WHERE release = -1"), 8);
	facts = facts_of(&place, next_week(2));
	assert_int_equal(facts.draw_count, 4);
	release_facts_free(&facts);
	/* No day of before is sealed again. */
	assert_int_equal(
	    try_keep(&place, next_week(1), true, &release, &err), ERR_SOFTWARE);
	release_done(&release);
	keep(&place, next_week(2), true);
	ledger = ledger_on(&place, MONDAY + 22);
	assert_int_equal(ledger.head.epoch, 2);
	assert_int_equal(ledger.head.sequence, 1);
	assert_int_equal(ledger.head.to, SUNDAY + 14);
	place_done(&place);
}

/* An epoch only rises, and so does the last day. */
static void
test_restart_refused(void **state)
{
	const struct ledger_head heads[] = {{.epoch = 1, .to = SUNDAY},
	    {.epoch = 2, .to = SUNDAY - 1}, {.epoch = 2, .to = DATE_NONE}};
	struct place place;
	struct err err;

	(void)state;
	place_with_store(&place);
	keep(&place, week, true);
	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++) {
		must(db_begin(place.db, &err));
		must_fail(release_restart(place.db, &heads[i], &err),
		    ERR_SOFTWARE, "epoch");
		db_rollback(place.db);
	}
	restart(&place, 2, SUNDAY);
	restart(&place, 5, SUNDAY);
	assert_int_equal(ledger_on(&place, SUNDAY + 1).head.epoch, 5);
	place_done(&place);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_empty),
	    cmocka_unit_test(test_records),
	    cmocka_unit_test(test_clock),
	    cmocka_unit_test(test_keys),
	    cmocka_unit_test(test_told_once),
	    cmocka_unit_test(test_draw_twice),
	    cmocka_unit_test(test_chain),
	    cmocka_unit_test(test_read_back),
	    cmocka_unit_test(test_delivery),
	    cmocka_unit_test(test_lost_key),
	    cmocka_unit_test(test_lost_damaged),
	    cmocka_unit_test(test_restart),
	    cmocka_unit_test(test_restart_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
