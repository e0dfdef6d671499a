/*
 * What the store has of a period: draws that were not told, notes, cards,
 * answers, huddles, and what was given back.
 */
#include "tests/db/releases.h"

#include "db/stmt.h"

static void
test_draws(void **state)
{
	struct place place;
	struct release_facts facts;

	(void)state;
	place_with_store(&place);
	closed_on(&place, MONDAY - 3, 2); /* late: nobody told it */
	closed_on(&place, SUNDAY, 9);
	closed_on(&place, SUNDAY + 1, 9); /* the next week's */
	sql(&place, "UPDATE round SET paper = 1 WHERE id = 2");
	facts = facts_of(&place, week);
	assert_int_equal(facts.draw_count, 8);
	assert_int_equal(facts.draws[0].day, MONDAY - 3);
	assert_false(facts.draws[0].paper);
	assert_int_equal(facts.draws[4].day, SUNDAY);
	assert_true(facts.draws[4].paper);
	assert_string_equal(facts.draws[4].draw.key.item, "energy");
	assert_int_equal(facts.draws[4].draw.key.of, 24);
	assert_int_equal(facts.draws[4].draw.key.epsilon_milli, 1000);
	assert_int_equal(facts.draws[4].draw.answered, 0);
	assert_int_equal(facts.draws[4].draw.counted,
	    ask(&place, "SELECT counted FROM draw WHERE id = 5"));
	assert_false(facts.draws[4].told);
	release_facts_free(&facts);
	assert_null(facts.draws);
	place_done(&place);
}

/* An open and a void round tell nothing. */
static void
test_draws_of_closed_only(void **state)
{
	struct place place;
	struct release_facts facts;
	struct err err;
	int32_t lost;
	int64_t id;

	(void)state;
	place_with_store(&place);
	id = open_with(&place, 3);
	facts = facts_of(&place, (struct period){0, 30000});
	assert_int_equal(facts.draw_count, 0);
	must(round_void(
	    place.db, &place.round_keys, id, "by mistake", &lost, &err));
	facts = facts_of(&place, (struct period){0, 30000});
	assert_int_equal(facts.draw_count, 0);
	place_done(&place);
}

static int64_t
notes_of(const struct release_facts *facts, int kind, const char *theme)
{
	int64_t count = 0;

	for (int i = 0; i < facts->note_count; i++)
		if (facts->notes[i].kind == kind &&
		    strcmp(facts->notes[i].theme, theme) == 0)
			count += facts->notes[i].count;
	return count;
}

static void
test_notes(void **state)
{
	struct place place;
	struct release_facts facts;
	char text[300];

	(void)state;
	place_with_store(&place);
	/* day, kind, state, theme: i % 2 in the week, states 0 to 5. */
	for (int i = 0; i < 24; i++) {
		snprintf(text, sizeof(text),
		    "INSERT INTO note VALUES ('n%09d', %d, %d, '%s', 0, %d, "
		    "'t', 1, 0, -2147483648, '', '', 0)",
		    i, i % 4 < 2 ? 2 : 3, i % 6, i % 3 ? "supplies" : "alarms",
		    i % 2 ? SUNDAY : SUNDAY + 1);
		sql(&place, text);
	}
	facts = facts_of(&place, week);
	assert_int_equal(facts.note_count, 4);
	assert_int_equal(notes_of(&facts, 2, "alarms"), 2);
	assert_int_equal(notes_of(&facts, 2, "supplies"), 4);
	assert_int_equal(notes_of(&facts, 3, "alarms"), 2);
	assert_int_equal(notes_of(&facts, 3, "supplies"), 4);
	release_facts_free(&facts);
	facts = facts_of(&place, (struct period){MONDAY - 7, MONDAY - 1});
	assert_int_equal(facts.note_count, 0);
	place_done(&place);
}

#define CARD(id, removed, state, tier, note, raised, ended, waits)             \
	"INSERT INTO action VALUES (" #id ", 1, " #removed ", " #state         \
	", " #tier ", 0, 'alarms', '" note                                     \
	"', 't', '', '', '', -2147483648, " #raised ", " #raised ", " #ended   \
	", -2147483648, " #waits ");"

static void
test_cards(void **state)
{
	struct place place;
	struct release_facts facts;

	(void)state;
	place_with_store(&place);
	sql(&place, CARD(1, 0, 0, 0, "", 20700, -2147483648, 20700) CARD(
	                2, 1, 0, 0, "", 20770, -2147483648, -2147483648)
	                CARD(3, 0, 4, 2, "", 20775, 20775, -2147483648)
	                    CARD(4, 0, 0, 0, "", 20776, -2147483648, 20776));
	facts = facts_of(&place, week);
	assert_int_equal(facts.card_count, 2);
	assert_int_equal(facts.cards[0].raised, 20700);
	assert_int_equal(facts.cards[0].state, ACTION_NEW);
	assert_string_equal(facts.cards[0].theme, "alarms");
	assert_int_equal(facts.cards[1].state, ACTION_CLOSED);
	assert_int_equal(facts.cards[1].tier, TIER_HOSPITAL);
	release_facts_free(&facts);
	place_done(&place);
}

/* Minutes of stop-this notes whose card is done, up to the period's end. */
static void
test_dropped(void **state)
{
	struct place place;
	struct release_facts facts;

	(void)state;
	place_with_store(&place);
	sql(&place,
	    "INSERT INTO note VALUES "
	    "('a', 3, 1, 'x', 15, 20700, 't', 1, 0, -2147483648, '', '', 1), "
	    "('b', 3, 1, 'x', 30, 20700, 't', 1, 0, -2147483648, '', '', 2), "
	    "('c', 2, 1, 'x', 0, 20700, 't', 1, 0, -2147483648, '', '', 3), "
	    "('d', 3, 1, 'x', 7, 20700, 't', 1, 0, -2147483648, '', '', 4), "
	    "('e', 3, 1, 'x', 8, 20700, 't', 1, 0, -2147483648, '', '', "
	    "5);" CARD(1, 0, 3, 0, "a", 20700, 20701, -2147483648) /* done */
	    CARD(2, 0, 3, 0, "b", 20700, 20775, -2147483648)       /* done */
	    CARD(3, 0, 3, 0, "c", 20700, 20770, -2147483648) /* a pebble */
	    CARD(4, 0, 4, 0, "d", 20700, 20770, -2147483648) /* closed */
	    CARD(5, 0, 3, 0, "e", 20700, 20776, -2147483648) /* later */);
	facts = facts_of(&place, week);
	assert_int_equal(facts.dropped_tasks, 2);
	assert_int_equal(facts.dropped_minutes, 45);
	release_facts_free(&facts);
	place_done(&place);
}

static int
replies_of(const struct release_facts *facts, int tier, int32_t asked,
    int32_t answered)
{
	int count = 0;

	for (int i = 0; i < facts->reply_count; i++)
		count += facts->replies[i].tier == tier &&
		         facts->replies[i].asked == asked &&
		         facts->replies[i].answered == answered;
	return count;
}

static void
test_replies(void **state)
{
	struct place place;
	struct release_facts facts;

	(void)state;
	place_with_store(&place);
	sql(&place, CARD(1, 0, 1, 1, "", 20700, -2147483648, 20772));
	sql(&place, CARD(2, 0, 1, 0, "", 20768, -2147483648, -2147483648));
	sql(&place, CARD(3, 1, 1, 0, "", 20768, -2147483648, -2147483648));
	sql(&place, CARD(4, 0, 0, 0, "", 20776, -2147483648, 20776));
	/* The first was taken up without a word. */
	sql(&place, "INSERT INTO response VALUES (1, 0, 20700, '', 20770, ''), "
	            "(1, 1, 20772, 'r', -2147483648, ''), "
	            "(2, 0, 20768, '', 20776, 'later'), "
	            "(3, 0, 20768, '', 20770, 'undone'), "
	            "(4, 0, 20776, '', -2147483648, '')");
	sql(&place,
	    "INSERT INTO note VALUES "
	    "('a', 2, 2, 'x', 0, 20765, 't', 2, 0, 20769, 'yes', '', 0), "
	    "('b', 3, 3, 'x', 0, 20764, 't', 2, 0, 20776, 'no', '', 0), "
	    "('c', 2, 0, 'x', 0, 20763, 't', 2, 0, -2147483648, '', '', 0), "
	    "('d', 0, 2, 'x', 0, 20762, 't', 2, 0, 20769, 'ok', '', 0), "
	    "('e', 0, 0, 'x', 0, 20761, 't', 2, 0, -2147483648, '', '', 0), "
	    "('f', 2, 2, 'x', 0, 20760, 't', 2, 0, 20768, 'past', '', 0)");
	facts = facts_of(&place, week);
	assert_int_equal(facts.reply_count, 6);
	assert_int_equal(replies_of(&facts, 0, 20700, 20770), 1);
	assert_int_equal(replies_of(&facts, 1, 20772, DATE_NONE), 1);
	assert_int_equal(replies_of(&facts, 0, 20768, DATE_NONE), 1);
	assert_int_equal(replies_of(&facts, 0, 20765, 20769), 1);
	assert_int_equal(replies_of(&facts, 0, 20764, DATE_NONE), 1);
	assert_int_equal(replies_of(&facts, 0, 20763, DATE_NONE), 1);
	release_facts_free(&facts);
	place_done(&place);
}

static void
test_huddles(void **state)
{
	struct place place;
	struct release_facts facts;
	int64_t round;
	char text[200];

	(void)state;
	place_with_store(&place);
	round = closed_on(&place, MONDAY, 12); /* headcount 12 */
	snprintf(text, sizeof(text),
	    "INSERT INTO huddle (day, shift, agenda, planned, running, round, "
	    "seconds, headcount) VALUES (%d, 0, 'daily', 1, 0, %d, 290, 3)",
	    MONDAY, (int)round);
	sql(&place, text);
	sql(&place,
	    "INSERT INTO huddle (day, shift, agenda, planned, running, round, "
	    "seconds, headcount) VALUES (20775, 1, 'daily', 1, 0, 0, 340, 9), "
	    "(20775, 0, 'daily', 1, 0, 0, 60, 4), "
	    "(20776, 0, 'daily', 1, 0, 0, 999, 99), "
	    "(20768, 0, 'daily', 1, 0, 0, 999, 99), "
	    "(20770, 0, 'daily', 1, 1, 0, 999, 99)");
	facts = facts_of(&place, week);
	assert_int_equal(facts.huddles.held[SHIFT_DAY], 2);
	assert_int_equal(facts.huddles.held[SHIFT_NIGHT], 1);
	assert_int_equal(facts.huddles.minutes, 12); /* 690 seconds, rounded */
	assert_int_equal(facts.huddles.headcount, 25);
	assert_int_equal(facts.huddles.largest, 12);
	assert_int_equal(facts.huddles.planned[SHIFT_DAY], 0);
	release_facts_free(&facts);

	/* On paper, or at the command line: held without the program. */
	closed_on(&place, MONDAY + 2, 20);
	closed_on(&place, MONDAY + 2, 0); /* a box that nobody came to */
	closed_on(&place, MONDAY - 1, 30);
	facts = facts_of(&place, week);
	assert_int_equal(facts.huddles.held[SHIFT_DAY], 3);
	assert_int_equal(facts.huddles.held[SHIFT_NIGHT], 1);
	assert_int_equal(facts.huddles.minutes, 12);
	assert_int_equal(facts.huddles.headcount, 45);
	assert_int_equal(facts.huddles.largest, 20);
	release_facts_free(&facts);
	place_done(&place);
}

/* --- What it costs -------------------------------------------------------- */

/* So many days of everything, all of it told and answered. */
static void
fill(struct place *place, int from, int days)
{
	static const char *const rows[] = {
	    "INSERT INTO round SELECT 10 + i, 0, 1, 'pulse', i, 0, 0, 0, 1000, "
	    "9, 9, '', '', '' FROM n",
	    "INSERT INTO draw SELECT NULL, 10 + i, 0, 0, 'pulse', 1, 'energy', "
	    "24, 1000, 9, 4, 1 FROM n",
	    "INSERT INTO huddle SELECT 10 + i, i, 0, 'daily', 1, 0, '', 10 + "
	    "i, 300, 9, 9, 0, '' FROM n",
	    "INSERT INTO note SELECT 'n' || i, 2, 2, 'x', 0, i, 't', 1, 0, i + "
	    "1, 'a', '', 0 FROM n",
	    "INSERT INTO action SELECT 10 + i, 1, 0, 3, 0, 0, 'x', '', 't', "
	    "'', '', '', -2147483648, i, i, i, -2147483648, -2147483648 FROM n",
	    "INSERT INTO response SELECT 10 + i, 0, i, '', i + 1, 'a' FROM n",
	    "INSERT INTO revision SELECT 10 + i, i, 'add', 2, 0, 10 + i, '' "
	    "FROM n",
	};
	char text[600];

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const char *values = strstr(rows[i], "SELECT");

		snprintf(text, sizeof(text),
		    "%.*sWITH RECURSIVE n (i) AS (SELECT %d UNION ALL SELECT "
		    "i + 1 FROM n WHERE i < %d) %s",
		    (int)(values - rows[i]), rows[i], from, from + days - 1,
		    values);
		sql(place, text);
	}
}

/* Steps of SQLite's machine for all rows of a statement. */
static int
steps_of(struct place *place, enum query query)
{
	sqlite3 *handle;
	sqlite3_stmt *stmt;
	int steps, at;

	assert_int_equal(sqlite3_open(place->store, &handle), SQLITE_OK);
	assert_int_equal(
	    sqlite3_prepare_v2(handle, query_texts[query].sql, -1, &stmt, NULL),
	    SQLITE_OK);
	at = sqlite3_bind_parameter_index(stmt, ":from");
	if (at)
		sqlite3_bind_int(stmt, at, week.from);
	at = sqlite3_bind_parameter_index(stmt, ":to");
	if (at)
		sqlite3_bind_int(stmt, at, week.to);
	while (sqlite3_step(stmt) == SQLITE_ROW)
		;
	steps = sqlite3_stmt_status(stmt, SQLITE_STMTSTATUS_VM_STEP, 0);
	sqlite3_finalize(stmt);
	sqlite3_close(handle);
	return steps;
}

/* The tenth year's weeks are as cheap as the first one's; only the cards on
 * the board, which are counted one by one, are more. */
static void
test_cost(void **state)
{
	static const enum query asked[] = {QUERY_LEDGER_DAYS,
	    QUERY_LEDGER_OLDEST, QUERY_FACTS_DRAWS, QUERY_FACTS_NOTES,
	    QUERY_FACTS_REPLIES, QUERY_FACTS_HUDDLES};
	int young[sizeof(asked) / sizeof(*asked)];
	struct place place;

	(void)state;
	place_with_store(&place);
	fill(&place, MONDAY - 28, 35);
	for (size_t i = 0; i < sizeof(asked) / sizeof(*asked); i++)
		young[i] = steps_of(&place, asked[i]);
	fill(&place, MONDAY - 3650, 3600);
	for (size_t i = 0; i < sizeof(asked) / sizeof(*asked); i++) {
		int old = steps_of(&place, asked[i]);

		if (old > young[i] + young[i] / 10)
			fail_msg("%s: %d steps instead of %d",
			    query_texts[asked[i]].name, old, young[i]);
	}
	/* It can tell: the cards are more. */
	assert_true(steps_of(&place, QUERY_FACTS_CARDS) > 3600);
	place_done(&place);
}

static void
assert_buddies(struct place *place, struct period period, int64_t pairs,
    int64_t connections)
{
	struct release_facts facts = facts_of(place, period);

	assert_int_equal(facts.pairs, pairs);
	assert_int_equal(facts.connections, connections);
	release_facts_free(&facts);
}

/* Groups of the round that stands on the last day, and the days' connections;
 * a proposal, and whoever is alone, are none. */
static void
test_buddies(void **state)
{
	const struct period next = {SUNDAY + 1, SUNDAY + 7};
	struct place place;

	(void)state;
	place_with_store(&place);
	assert_buddies(&place, week, 0, 0);
	sql(&place,
	    "INSERT INTO buddy (id, name, folded, role, shifts, joined, again) "
	    "VALUES (1, 'A', 'a', '', 3, 1, 0), (2, 'B', 'b', '', 3, 1, 0), "
	    "(3, 'C', 'c', '', 3, 1, 0), (4, 'D', 'd', '', 3, 1, 0), "
	    "(5, 'E', 'e', '', 3, 1, 0), (6, 'F', 'f', '', 3, 1, 0)");
	/* 20769 is MONDAY: until Saturday, from Sunday on, and proposed. */
	sql(&place,
	    "INSERT INTO buddy_round (id, state, from_day, to_day) VALUES "
	    "(1, 2, 20741, 20774), (2, 1, 20775, 20802), (3, 0, 20741, 20900)");
	sql(&place,
	    "INSERT INTO buddy_member (round, buddy, place, locked) VALUES "
	    "(1, 1, 0, 0), (1, 2, 0, 0), (1, 3, 1, 0), (1, 4, 1, 0), "
	    "(1, 5, 2, 0), (1, 6, 2, 0), "
	    "(2, 1, 0, 0), (2, 2, 0, 0), (2, 5, 0, 0), (2, 3, 1, 0), "
	    "(2, 4, 1, 0), (2, 6, 2, 0), (3, 1, 0, 0), (3, 2, 0, 0)");
	sql(&place,
	    "INSERT INTO buddy_connection (day, count) VALUES "
	    "(20768, 100), (20769, 2), (20772, 1), (20775, 4), (20776, 50)");
	assert_buddies(&place, week, 2, 7);
	assert_buddies(&place, next, 2, 50);
	sql(&place, "UPDATE buddy_round SET to_day = 20775 WHERE id = 1");
	assert_buddies(&place, week, 2, 7); /* the later one counts */
	sql(&place, "DELETE FROM buddy_member WHERE round = 2");
	sql(&place, "DELETE FROM buddy_round WHERE id = 2");
	assert_buddies(&place, week, 3, 7);
	assert_buddies(&place, next, 0, 50);
	place_done(&place);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_draws),
	    cmocka_unit_test(test_draws_of_closed_only),
	    cmocka_unit_test(test_notes),
	    cmocka_unit_test(test_cards),
	    cmocka_unit_test(test_dropped),
	    cmocka_unit_test(test_replies),
	    cmocka_unit_test(test_huddles),
	    cmocka_unit_test(test_buddies),
	    cmocka_unit_test(test_cost),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
