/*
 * What trends are made of: which draws and which days of cards are read, and
 * that a long history costs no more than a short one.
 */
#include "tests/db/board.h"

#include "db/repo_trend.h"
#include "db/stmt.h"

/* A closed round of a day with so many check-ins, of a kind. */
static int64_t
record(struct place *place, enum round_kind kind, int32_t day, int32_t opened,
    int checkins)
{
	const struct tally nothing = {0};
	struct round round =
	    kind == ROUND_HUDDLE ? huddle_round() : walkup_round("pulse");
	struct err err;

	round.shift.day = day;
	round.opened = (time_t)opened * 86400 + 3600;
	round.checkins = checkins;
	round.headcount = checkins + 3;
	must(db_begin(place->db, &err));
	must(round_record(place->db, &round, &nothing, &crypt_random, &err));
	must(db_commit(place->db, &err));
	return round.id;
}

static void
test_draws_from_a_day_on(void **state)
{
	struct place place;
	struct trend_draw *draws;
	struct draw kept[DRAWS_MAX];
	struct err err;
	int64_t id;

	(void)state;
	place_with_store(&place);
	assert_int_equal(trend_draws(place.db, 0, &draws, &err), 0);
	free(draws);
	record(&place, ROUND_HUDDLE, TODAY - 8, TODAY - 8, 9);
	id = record(&place, ROUND_HUDDLE, TODAY - 7, TODAY - 7, 12);
	open_with(&place, 3); /* an open box has no draw */
	assert_int_equal(trend_draws(place.db, TODAY - 7, &draws, &err), 4);
	assert_int_equal(
	    round_draws_of(place.db, id, kept, DRAWS_MAX, &err), 4);
	for (int i = 0; i < 4; i++) {
		assert_int_equal(draws[i].day, TODAY - 7);
		assert_int_equal(draws[i].checkins, 12);
		assert_int_equal(draws[i].headcount, 15);
		assert_false(draws[i].walkup);
		assert_string_equal(draws[i].draw.key.item, kept[i].key.item);
		assert_int_equal(draws[i].draw.key.of, kept[i].key.of);
		assert_int_equal(draws[i].draw.answered, kept[i].answered);
		assert_int_equal(draws[i].draw.counted, kept[i].counted);
	}
	free(draws);
	assert_int_equal(trend_draws(place.db, TODAY - 8, &draws, &err), 8);
	free(draws);
	place_done(&place);
}

/* A walk-up box stands for when it was opened, and nobody counted who could
 * have walked up to it. */
static void
test_walkup_boxes(void **state)
{
	struct place place;
	struct trend_draw *draws;
	struct err err;

	(void)state;
	place_with_store(&place);
	record(&place, ROUND_WALKUP, TODAY, TODAY - 30, 12);
	assert_int_equal(trend_draws(place.db, TODAY - 5, &draws, &err), 4);
	assert_int_equal(draws[0].day, TODAY - 30);
	assert_int_equal(draws[0].headcount, 0);
	assert_int_equal(draws[0].checkins, 12);
	assert_true(draws[0].walkup);
	free(draws);
	place_done(&place);
}

static void
expect(const struct trend_note *note, int32_t day, enum trend_note_kind kind,
    int64_t card, const char *title)
{
	assert_int_equal(note->day, day);
	assert_int_equal(note->kind, kind);
	assert_int_equal(note->card, card);
	assert_string_equal(note->title, title);
}

static void
test_notes_from_the_board(void **state)
{
	struct place place;
	struct trend_note *notes;
	struct err err;
	int64_t linen, pumps, lift;

	(void)state;
	place_with_store(&place);
	assert_int_equal(trend_notes(place.db, TODAY - 90, &notes, &err), 0);
	trend_notes_free(notes, 0);
	linen = add_card(&place, "Linen", TODAY - 90);
	pumps = add_card(&place, "Pumps", TODAY - 90);
	lift = add_card(&place, "Lift", TODAY - 90);
	plan_test(&place, linen, "two carts", TODAY - 80);
	end_test(&place, linen, OUTCOME_ADAPT, "not enough", TODAY - 70);
	plan_test(&place, linen, "three carts", TODAY - 60);
	move_card(&place, pumps, ACTION_DONE, "", TODAY - 50);
	end_test(&place, linen, OUTCOME_ADOPT, "enough", TODAY - 40);
	move_card(&place, linen, ACTION_DONE, "", TODAY - 40);
	move_card(&place, lift, ACTION_CLOSED, "no money", TODAY - 30);
	assert_int_equal(trend_notes(place.db, TODAY - 70, &notes, &err), 5);
	expect(&notes[0], TODAY - 70, TREND_TEST_ENDED, linen, "Linen");
	assert_int_equal(notes[0].outcome, OUTCOME_ADAPT);
	expect(&notes[1], TODAY - 60, TREND_TEST_BEGUN, linen, "Linen");
	expect(&notes[2], TODAY - 50, TREND_DONE, pumps, "Pumps");
	expect(&notes[3], TODAY - 40, TREND_TEST_ENDED, linen, "Linen");
	assert_int_equal(notes[3].outcome, OUTCOME_ADOPT);
	expect(&notes[4], TODAY - 40, TREND_DONE, linen, "Linen");
	trend_notes_free(notes, 5);
	assert_int_equal(trend_notes(place.db, TODAY - 45, &notes, &err), 2);
	trend_notes_free(notes, 2);
	/* open again: what was done is not any more, its tests were */
	move_card(&place, linen, ACTION_AGREED, "", TODAY - 20);
	assert_int_equal(trend_notes(place.db, TODAY - 90, &notes, &err), 5);
	expect(&notes[0], TODAY - 80, TREND_TEST_BEGUN, linen, "Linen");
	expect(&notes[4], TODAY - 40, TREND_TEST_ENDED, linen, "Linen");
	trend_notes_free(notes, 5);
	place_done(&place);
}

/* --- Ten years ----------------------------------------------------------- */

/* How many rows of rounds, draws, cards and tests SQLite's virtual machine
 * went through, by its own count of steps. */
static int
steps_of(struct place *place, const char *sql_text, int32_t from)
{
	sqlite3 *handle;
	sqlite3_stmt *stmt;
	int steps;

	assert_int_equal(sqlite3_open(place->store, &handle), SQLITE_OK);
	assert_int_equal(
	    sqlite3_prepare_v2(handle, sql_text, -1, &stmt, NULL), SQLITE_OK);
	for (int i = 1; i <= sqlite3_bind_parameter_count(stmt); i++)
		sqlite3_bind_int(stmt, i, from);
	while (sqlite3_step(stmt) == SQLITE_ROW)
		;
	steps = sqlite3_stmt_status(stmt, SQLITE_STMTSTATUS_VM_STEP, 0);
	sqlite3_finalize(stmt);
	sqlite3_close(handle);
	return steps;
}

/* Rounds and finished cards from a day back, one a day. */
static void
add_past(struct place *place, int32_t before, int days)
{
	sqlite3 *handle;
	char *text;

	assert_int_equal(sqlite3_open(place->store, &handle), SQLITE_OK);
	text = mem_printf(
	    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
	    "WHERE i < %d) INSERT INTO action (version, removed, state, tier, "
	    "size, theme, note, title, owner, aim, reason, due, raised, since, "
	    "ended, approved, waits) SELECT 1, 0, 3, 0, 0, 'other', '', "
	    "'Past', '', '', '', -2147483648, %d - i, %d - i, %d - i, "
	    "-2147483648, -2147483648 FROM n;"
	    "INSERT INTO cycle SELECT id, 0, '', '', '', '', '', '', 1, "
	    "ended - 3, ended - 1 FROM action WHERE title = 'Past';",
	    days, (int)before, (int)before, (int)before);
	assert_int_equal(
	    sqlite3_exec(handle, text, NULL, NULL, NULL), SQLITE_OK);
	free(text);
	sqlite3_close(handle);
	for (int i = 1; i <= days; i++)
		record(place, ROUND_HUDDLE, before - i, before - i, 9);
}

static void
test_a_long_past_costs_nothing(void **state)
{
	static const enum query queries[] = {QUERY_TREND_DRAWS,
	    QUERY_TREND_TESTS_OPEN, QUERY_TREND_TESTS_ENDED, QUERY_TREND_DONE};
	enum { QUERIES_READ = sizeof(queries) / sizeof(*queries) };
	struct place place;
	int steps[QUERIES_READ];
	int64_t id;

	(void)state;
	place_with_store(&place);
	for (int i = 0; i < 20; i++)
		record(&place, ROUND_HUDDLE, TODAY - i, TODAY - i, 9);
	id = add_card(&place, "Linen", TODAY - 9);
	plan_test(&place, id, "carts", TODAY - 8);
	for (int i = 0; i < QUERIES_READ; i++)
		steps[i] =
		    steps_of(&place, query_texts[queries[i]].sql, TODAY - 30);
	assert_true(steps[0] > 20 * 4);
	add_past(&place, TODAY - 30, 700);
	/* a step or two more: the first row that is too old is looked at */
	for (int i = 0; i < QUERIES_READ; i++)
		assert_in_range(
		    steps_of(&place, query_texts[queries[i]].sql, TODAY - 30),
		    0, steps[i] + 5);
	/* and the count sees what is read */
	assert_true(steps_of(&place, query_texts[QUERY_TREND_DRAWS].sql,
	                TODAY - 400) > 10 * steps[0]);
	place_done(&place);
}

/* A damaged store is told of, and nothing is left behind. */
static void
test_damage(void **state)
{
	struct place place;
	struct trend_draw *draws;
	struct trend_note *notes;
	sqlite3 *handle;
	struct err err;

	(void)state;
	place_with_store(&place);
	record(&place, ROUND_HUDDLE, TODAY, TODAY, 9);
	move_card(
	    &place, add_card(&place, "Linen", TODAY), ACTION_DONE, "", TODAY);
	assert_int_equal(sqlite3_open(place.store, &handle), SQLITE_OK);
	assert_int_equal(sqlite3_exec(handle,
	                     "PRAGMA ignore_check_constraints = ON;"
	                     "UPDATE draw SET epsilon_milli = 0 "
	                     "WHERE place = 2;"
	                     "UPDATE action SET ended = 99999999;",
	                     NULL, NULL, NULL),
	    SQLITE_OK);
	sqlite3_close(handle);
	must_fail(trend_draws(place.db, TODAY, &draws, &err), ERR_DATA, "");
	assert_null(draws);
	must_fail(trend_notes(place.db, TODAY, &notes, &err), ERR_DATA, "");
	assert_null(notes);
	place_done(&place);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_draws_from_a_day_on),
	    cmocka_unit_test(test_walkup_boxes),
	    cmocka_unit_test(test_notes_from_the_board),
	    cmocka_unit_test(test_a_long_past_costs_nothing),
	    cmocka_unit_test(test_damage),
	};

	return run_in_memory(tests, sizeof(tests) / sizeof(*tests));
}
