/*
 * Attack 6: a second export after anything, repeated requests, averaging.
 * However often a release is asked for, whatever happened meanwhile, there is
 * one output; and asking for what is not sealed yet draws no new noise.
 */
#include "tests/db/store.h"

#include <sqlite3.h>

#include "core/release.h"
#include "db/repo_huddle.h"
#include "db/repo_release.h"
#include "sync/format.h"
#include "util/date.h"

#define MONDAY 20765
#define ASKED 200

static const struct period week = {MONDAY, MONDAY + 6};

static void
sql(struct place *place, const char *text)
{
	sqlite3 *handle;
	char *said = NULL;

	assert_int_equal(sqlite3_open(place->store, &handle), SQLITE_OK);
	if (sqlite3_exec(handle, text, NULL, NULL, &said) != SQLITE_OK)
		fail_msg("%s", said);
	sqlite3_close(handle);
}

/* A round that really was closed, its noise drawn. */
static void
close_round(struct place *place, int32_t day, int checkins)
{
	const struct response response = answers(4, 2, 5);
	struct round round = huddle_round();
	struct err err;
	int32_t in;

	round.shift.day = day;
	must(round_open(place->db, &place->round_keys, &round, &err));
	for (int i = 0; i < checkins; i++)
		must(round_checkin(place->db, &place->round_keys, round.id,
		    &response, &in, &err));
	must(round_close(
	    place->db, &place->round_keys, round.id, 20, day, &round, &err));
}

/* The document that sealing now would make. */
static char *
would_be(struct place *place, struct period period,
    const struct ledger_head *head, struct release_facts *facts)
{
	struct buf text = BUF_INIT;
	struct summary summary;
	struct err err;

	must(release_facts_read(place->db, period, facts, &err));
	summary_init(&summary);
	snprintf(summary.organization, ID_SIZE, "x");
	snprintf(summary.unit, ID_SIZE, "u");
	snprintf(summary.name, SUMMARY_NAME_SIZE, "U");
	memcpy(summary.previous, head->hash, SUMMARY_HASH_SIZE);
	summary.epoch = head->epoch;
	summary.sequence = head->sequence + 1;
	summary.from = period.from;
	summary.to = period.to;
	release_build(&summary, facts);
	format_json(&text, &summary);
	summary_done(&summary);
	return buf_take(&text);
}

static int64_t
seal(struct place *place, struct period period)
{
	struct release release = {.period = period,
	    .sealed = period.to + 1,
	    .key = 1,
	    .sent = DATE_NONE};
	struct release_facts facts;
	struct ledger_head head;
	uint8_t hash[CRYPT_HASH_BYTES];
	struct err err;

	must(db_begin(place->db, &err));
	must(release_head(place->db, &head, &err));
	release.epoch = head.epoch;
	release.sequence = head.sequence + 1;
	memcpy(release.previous, head.hash, sizeof(head.hash));
	release.document = would_be(place, period, &head, &facts);
	crypt_hash(hash, release.document, strlen(release.document));
	crypt_hex(release.hash, hash, sizeof(hash));
	must(release_keep(place->db, &release, &facts, &err));
	must(db_commit(place->db, &err));
	release_facts_free(&facts);
	release_done(&release);
	return release.id;
}

/* Every form of a release, one behind the other. */
static struct buf
all_forms(struct place *place, int64_t id)
{
	struct release release;
	struct summary summary;
	struct buf out = BUF_INIT;
	struct err err;

	must(release_get(place->db, id, &release, &err));
	buf_addf(&out, "%s\n%s\n%s\n%d %d %d\n", release.document, release.hash,
	    release.previous, release.epoch, release.sequence,
	    (int)release.sealed);
	must(format_json_read(
	    &summary, release.document, strlen(release.document), true, &err));
	for (int i = 0; i < FORMAT_CSV_FILES; i++)
		format_csv(&out, i, &summary, 1);
	format_fhir(&out, &summary, NULL, 0);
	summary_done(&summary);
	release_done(&release);
	return out;
}

/* --- Anything that may happen between two exports ------------------------ */

static void
more_rounds(struct place *place)
{
	close_round(place, MONDAY + 8, 12);
	close_round(place, MONDAY + 2, 7); /* of the released week */
}

static void
late_sheet(struct place *place)
{
	struct round round = huddle_round();
	struct tally tally = {0};
	struct err err;

	round.shift.day = MONDAY + 1;
	round.checkins = round.headcount = 9;
	tally.counts[0][4] = 9;
	must(round_enter(place->db, &place->round_keys, &round, &tally, &err));
}

static void
notes_change(struct place *place)
{
	sql(place,
	    "UPDATE note SET state = 5, text = '' WHERE kind = 2;"
	    "INSERT INTO note VALUES ('z', 2, 0, 'supplies', 0, 20766, 'new', "
	    "1, 0, -2147483648, '', '', 0)");
}

static void
cards_change(struct place *place)
{
	sql(place, "UPDATE action SET state = 3, ended = 20780, tier = 2");
}

static void
is_sent(struct place *place)
{
	struct release release;
	struct err err;

	must(release_get(place->db, 1, &release, &err));
	release.delivery = DELIVERY_SENT;
	release.sent = MONDAY + 9;
	must(db_begin(place->db, &err));
	must(release_moved(place->db, &release, &err));
	must(db_commit(place->db, &err));
	release_done(&release);
}

static void
next_weeks(struct place *place)
{
	for (int i = 1; i < 4; i++)
		seal(
		    place, (struct period){week.from + 7 * i, week.to + 7 * i});
}

static void
new_epoch(struct place *place)
{
	const struct ledger_head head = {.epoch = 2, .to = MONDAY + 60};
	struct err err;

	must(db_begin(place->db, &err));
	must(release_restart(place->db, &head, &err));
	must(db_commit(place->db, &err));
}

static void
open_again(struct place *place)
{
	reopen(place);
}

static void
with_a_week(struct place *place)
{
	place_with_store(place);
	for (int i = 0; i < 5; i++)
		close_round(place, MONDAY + i, 6);
	sql(place,
	    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
	    "WHERE i < 9) INSERT INTO note SELECT 'n' || i, 2, 0, 'supplies', "
	    "0, 20766, 't', 1, 0, -2147483648, '', '', 0 FROM n;"
	    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
	    "WHERE i < 9) INSERT INTO action SELECT i, 1, 0, 0, 0, 0, "
	    "'supplies', '', 't', '', '', '', -2147483648, 20766, 20766, "
	    "-2147483648, -2147483648, 20766 FROM n");
}

static void
test_after_anything(void **state)
{
	void (*const happens[])(struct place * place) = {more_rounds,
	    late_sheet, notes_change, cards_change, is_sent, next_weeks,
	    open_again, new_epoch, open_again};
	struct place place;
	struct buf first, again;

	(void)state;
	with_a_week(&place);
	assert_int_equal(seal(&place, week), 1);
	first = all_forms(&place, 1);
	/* It tells something, or nothing could differ. */
	assert_non_null(strstr(first.text, "\"answered\":30"));
	assert_non_null(strstr(first.text, "\"count\":9"));
	for (size_t i = 0; i < sizeof(happens) / sizeof(*happens); i++) {
		happens[i](&place);
		for (int asked = 0; asked < 10; asked++) {
			again = all_forms(&place, 1);
			assert_string_equal(again.text, first.text);
			buf_done(&again);
		}
	}
	buf_done(&first);
	place_done(&place);
}

/* The mean of many requests is as blurred as one of them. */
static void
test_averaging(void **state)
{
	struct place place;
	struct release_facts facts;
	struct ledger_head head;
	struct err err;
	char *first = NULL;

	(void)state;
	with_a_week(&place);
	must(release_head(place.db, &head, &err));
	for (int i = 0; i < ASKED; i++) {
		char *text = would_be(&place, week, &head, &facts);

		release_facts_free(&facts);
		if (first) {
			assert_string_equal(text, first);
			free(text);
		} else {
			first = text;
		}
		if (i % 50 == 49)
			reopen(&place);
	}
	/* Sealed: the very same. */
	assert_int_equal(seal(&place, week), 1);
	{
		struct buf sealed = all_forms(&place, 1);

		assert_int_equal(strncmp(sealed.text, first, strlen(first)), 0);
		buf_done(&sealed);
	}
	free(first);
	place_done(&place);
}

/* Other questions about the same draws: each draw is told in one sum only, so
 * that no difference of two releases is a draw of less than a release. */
static void
test_differences(void **state)
{
	struct place place;
	struct release_facts facts;
	struct err err;

	(void)state;
	with_a_week(&place);
	seal(&place, week);
	for (int days = 1; days < 30; days++) {
		const struct period period = {MONDAY, MONDAY + days};

		must(release_facts_read(place.db, period, &facts, &err));
		assert_int_equal(facts.draw_count, 0);
		release_facts_free(&facts);
	}
	place_done(&place);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_after_anything),
	    cmocka_unit_test(test_averaging),
	    cmocka_unit_test(test_differences),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
