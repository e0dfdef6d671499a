/*
 * Stores that the schema allows and the program never writes: days and counts
 * that nobody could reckon with, tests of change with one missing. They are
 * refused as damaged, and nothing of them is written back.
 */
#include "tests/db/board.h"

#include "db/repo_revision.h"

static void
script(const struct place *place, const char *sql)
{
	sqlite3 *handle;

	assert_int_equal(sqlite3_open(place->store, &handle), SQLITE_OK);
	if (sqlite3_exec(handle, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(handle));
	sqlite3_close(handle);
}

/* Everything that reads cards, notes and steps; how many of these refuse. */
static int
refusals(struct place *place)
{
	struct revision_event *events;
	struct note_filter filter = note_filter_all;
	struct revision undo, redo;
	struct action action;
	struct note notes[2];
	struct card *cards;
	struct said *said;
	struct err err;
	int count, waiting, refused = 0;

	refused += action_get(place->db, 1, &action, &err) == ERR_DATA;
	action_done(&action);
	refused += action_cards(place->db, &cards, &count, &err) == ERR_DATA;
	card_list_done(cards, count);
	refused += said_list(place->db, 0, 9, &said, &count, &waiting, &err) ==
	           ERR_DATA;
	said_list_done(said, count);
	refused +=
	    action_history(place->db, 1, &events, &count, &err) == ERR_DATA;
	revision_event_list_done(events, count);
	refused +=
	    revision_next(place->db, TODAY, &undo, &redo, &err) == ERR_DATA;
	count = 0;
	refused += note_window(place->db, &filter, 0, 2, notes, &count, &err) ==
	           ERR_DATA;
	for (int i = 0; i < count; i++)
		note_done(&notes[i]);
	return refused;
}

/* A card with an answer and a test of change, and a note. */
static void
fill(struct place *place)
{
	char id[NOTE_ID_SIZE];
	int64_t card;

	place_with_store(place);
	card = add_card(place, "Linen", TODAY);
	respond(place, card, -1, "we ask", TODAY);
	plan_test(place, card, "two carts", TODAY);
	end_test(place, card, OUTCOME_ADAPT, "better", TODAY);
	add_note(place, NOTE_PEBBLE, TODAY, "No stapler", id);
	assert_int_equal(refusals(place), 0);
}

static void
refused_after(const char *sql)
{
	struct place place;

	fill(&place);
	script(&place, sql);
	if (refusals(&place) == 0)
		fail_msg("taken as it is: %s", sql);
	place_done(&place);
}

/* The last value of each is the first, or the last, that is refused. */
static void
test_days(void **state)
{
	static const char *const columns[] = {"action SET due",
	    "action SET raised", "action SET since", "action SET ended",
	    "action SET approved", "action SET waits", "response SET asked",
	    "response SET answered", "cycle SET begun", "cycle SET ended",
	    "revision SET day", "note SET day", "note SET answered"};
	static const char *const days[] = {
	    "2147483647", "-2147483647", "-1", "2932897"};

	(void)state;
	for (size_t i = 0; i < sizeof(columns) / sizeof(*columns); i++)
		for (size_t j = 0; j < sizeof(days) / sizeof(*days); j++) {
			struct buf sql = BUF_INIT;

			buf_addf(&sql, "UPDATE %s = %s", columns[i], days[j]);
			refused_after(buf_text(&sql));
			buf_done(&sql);
		}
}

/* What always has a day has one. */
static void
test_no_day(void **state)
{
	(void)state;
	refused_after("UPDATE action SET raised = -2147483648");
	refused_after("UPDATE action SET since = -2147483648");
	refused_after("UPDATE cycle SET begun = -2147483648");
	refused_after("UPDATE note SET day = -2147483648");
}

static void
test_counts(void **state)
{
	(void)state;
	refused_after("UPDATE action SET version = 2147483647");
	refused_after("UPDATE note SET version = 2147483647");
	refused_after("UPDATE note SET metoo = 2147483647");
}

/* The last day there is, and the highest counts, do no harm. */
static void
test_ends(void **state)
{
	struct place place;

	(void)state;
	fill(&place);
	script(&place,
	    "UPDATE action SET due = 2932896, raised = 0, since = 2932896;"
	    "UPDATE note SET answered = 2932896, metoo = 1000000000");
	assert_int_equal(refusals(&place), 0);
	place_done(&place);
}

/* A test that is missing would take those behind it along. */
static void
test_gap(void **state)
{
	struct place place;
	struct request request = of_card(REQUEST_EDIT, 1);
	struct buf rows = BUF_INIT;
	struct err err;
	int64_t id;

	(void)state;
	fill(&place);
	script(&place, "UPDATE cycle SET place = 7");
	request_text(&request, TEXT_AIM, "fewer");
	assert_int_equal(ask(place.db, &request, TODAY, &id, &err), ERR_DATA);
	dump_rows(place.store, "SELECT place, result FROM cycle", &rows);
	assert_string_equal(buf_text(&rows), "7|better|\n");
	buf_done(&rows);
	place_done(&place);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_days),
	    cmocka_unit_test(test_no_day),
	    cmocka_unit_test(test_counts),
	    cmocka_unit_test(test_ends),
	    cmocka_unit_test(test_gap),
	};

	return run_in_memory(tests, sizeof(tests) / sizeof(*tests));
}
