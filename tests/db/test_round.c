/*
 * Rounds in the store: opening, checking in, closing, void, paper, and the
 * draws that are left of them.
 */
#include "tests/db/store.h"

#include <sqlite3.h>

static void
test_whole_round(void **state)
{
	struct place place;
	struct round round, list[4];
	struct draw draws[DRAWS_MAX];
	struct err err;
	int64_t id;

	(void)state;
	place_with_store(&place);
	must(round_last_closed(place.db, ROUND_HUDDLE, &round, &err));
	assert_int_equal(round.id, 0);
	id = open_with(&place, 3);
	assert_int_equal(round_list_open(place.db, list, 4, &err), 1);
	assert_int_equal(list[0].id, id);
	assert_int_equal(list[0].checkins, 3);
	assert_int_equal(list[0].opened, 1728000000);
	assert_int_equal(list[0].form.question_count, 4);
	assert_int_equal(count_files(place.keys, "round-"), 1);

	must(round_close(
	    place.db, &place.round_keys, id, 2, 20001, &round, &err));
	assert_string_equal(err.text, "");
	assert_int_equal(round.state, ROUND_CLOSED);
	assert_int_equal(round.checkins, 3);
	assert_int_equal(round.headcount, 3);
	assert_int_equal(round.shift.day, 20000);
	assert_int_equal(count_files(place.keys, "round-"), 0);
	assert_int_equal(round_list_open(place.db, list, 4, &err), 0);
	must(round_last_closed(place.db, ROUND_HUDDLE, &list[0], &err));
	assert_memory_equal(&list[0].form, &round.form, sizeof(round.form));
	assert_int_equal(list[0].id, id);

	assert_int_equal(
	    round_draws_of(place.db, id, draws, DRAWS_MAX, &err), 4);
	assert_string_equal(draws[0].key.item, "energy");
	assert_string_equal(draws[3].key.item, "both");
	assert_int_equal(draws[0].key.of, 24);
	assert_int_equal(draws[0].answered, 3);
	place_done(&place);
}

static void
test_counts_arrive(void **state)
{
	const int given[5][3] = {
	    {5, 5, 5}, {4, 1, 0}, {1, 2, 3}, {0, 0, 0}, {4, 4, 5}};
	struct place place;
	struct round round = huddle_round();
	struct draw draws[DRAWS_MAX];
	struct err err;
	int64_t noise[DRAWS_MAX];
	int32_t checkins;

	(void)state;
	place_with_store(&place);
	must(round_open(place.db, &place.round_keys, &round, &err));
	for (int i = 0; i < 5; i++) {
		struct response response =
		    answers(given[i][0], given[i][1], given[i][2]);

		reopen(&place);
		must(round_checkin(place.db, &place.round_keys, round.id,
		    &response, &checkins, &err));
	}
	noise_to_come(&place, round.id, noise);
	must(round_close(
	    place.db, &place.round_keys, round.id, 0, 0, &round, &err));
	assert_int_equal(
	    round_draws_of(place.db, round.id, draws, DRAWS_MAX, &err), 4);
	assert_int_equal(draws[0].answered, 4);
	assert_int_equal(draws[0].counted - noise[0], 3);
	assert_int_equal(draws[1].answered, 4);
	assert_int_equal(draws[1].counted - noise[1], 2);
	assert_int_equal(draws[2].answered, 3);
	assert_int_equal(draws[2].counted - noise[2], 2);
	assert_int_equal(draws[3].answered, 4);
	assert_int_equal(draws[3].counted - noise[3], 2);
	place_done(&place);
}

/* --- What may be open beside what --------------------------------------- */

static void
test_open_together(void **state)
{
	struct place place;
	struct round round = huddle_round(), list[8];
	struct round first = walkup_round("leadership");
	struct round second = walkup_round("practice");
	struct err err;

	(void)state;
	place_with_store(&place);
	must(round_open(place.db, &place.round_keys, &first, &err));
	must(round_open(place.db, &place.round_keys, &round, &err));
	must(round_open(place.db, &place.round_keys, &second, &err));
	must_fail(round_open(place.db, &place.round_keys, &round, &err),
	    ERR_UNAVAILABLE, "huddle is open already");
	must_fail(round_open(place.db, &place.round_keys, &second, &err),
	    ERR_UNAVAILABLE, "practice is open already");
	assert_int_equal(count_files(place.keys, "round-"), 3);
	assert_int_equal(round_list_open(place.db, list, 8, &err), 3);
	assert_string_equal(list[0].instrument, "leadership");
	assert_int_equal(list[1].kind, ROUND_HUDDLE);
	assert_true(list[0].id < list[1].id && list[1].id < list[2].id);
	assert_int_equal(round_list_open(place.db, list, 2, &err), 2);
	assert_string_equal(round_kind_name(list[0].kind), "walkup");
	assert_string_equal(round_kind_name(list[1].kind), "huddle");

	/* A box that is walked up to belongs to the day it closed. */
	must(round_close(
	    place.db, &place.round_keys, first.id, 0, 20031, &list[0], &err));
	assert_int_equal(list[0].shift.day, 20031);
	must(round_last_closed(place.db, ROUND_WALKUP, &list[1], &err));
	assert_int_equal(list[1].id, first.id);
	assert_int_equal(list[1].shift.day, 20031);
	must(round_last_closed(place.db, ROUND_HUDDLE, &list[1], &err));
	assert_int_equal(list[1].id, 0);
	must(round_open(place.db, &place.round_keys, &first, &err));
	place_done(&place);
}

static void
test_not_open(void **state)
{
	const struct response response = answers(1, 1, 1);
	struct place place;
	struct round round;
	struct err err;
	int32_t number = 77;
	int64_t id;

	(void)state;
	place_with_store(&place);
	must_fail(round_get(place.db, 1, &round, &err), ERR_UNAVAILABLE,
	    "no round 1");
	id = open_with(&place, 0);
	must(round_close(place.db, &place.round_keys, id, 5, 1, &round, &err));
	assert_int_equal(round.checkins, 0);
	assert_int_equal(round.headcount, 5);
	for (int64_t other = id; other < id + 2; other++) {
		must_fail(round_checkin(place.db, &place.round_keys, other,
		              &response, &number, &err),
		    ERR_UNAVAILABLE, "not open");
		must_fail(round_close(place.db, &place.round_keys, other, 5, 1,
		              &round, &err),
		    ERR_UNAVAILABLE, "not open");
		must_fail(round_void(place.db, &place.round_keys, other, "why",
		              &number, &err),
		    ERR_UNAVAILABLE, "not open");
		assert_false(db_writing(place.db));
	}
	assert_int_equal(number, 77);
	place_done(&place);
}

static void
test_bad_answers(void **state)
{
	const struct response bad = answers(1, 6, 1);
	struct place place;
	struct round round;
	struct err err;
	int32_t checkins = 77;
	int64_t id;

	(void)state;
	place_with_store(&place);
	id = open_with(&place, 1);
	must_fail(round_checkin(
	              place.db, &place.round_keys, id, &bad, &checkins, &err),
	    ERR_DATA, "needs");
	assert_int_equal(checkins, 77);
	must(round_get(place.db, id, &round, &err));
	assert_int_equal(round.checkins, 1);
	place_done(&place);
}

static void
test_reasons(void **state)
{
	struct place place;
	struct round round;
	struct err err;
	int32_t number;
	int64_t id;

	(void)state;
	place_with_store(&place);
	id = open_with(&place, 1);
	assert_int_equal(
	    round_void(place.db, &place.round_keys, id, " ", &number, &err),
	    ERR_DATA);
	assert_int_equal(round_void(place.db, &place.round_keys, id, "a\033[2J",
	                     &number, &err),
	    ERR_DATA);
	must(round_get(place.db, id, &round, &err));
	assert_int_equal(round.state, ROUND_OPEN);
	assert_false(db_writing(place.db));
	must(round_void(
	    place.db, &place.round_keys, id, "mistake", &number, &err));
	assert_int_equal(number, 1);
	assert_int_equal(count_files(place.keys, "round-"), 0);
	place_done(&place);
}

/* --- Damage ------------------------------------------------------------- */

static void
script(const struct place *place, const char *sql)
{
	sqlite3 *handle;

	assert_int_equal(sqlite3_open(place->store, &handle), SQLITE_OK);
	if (sqlite3_exec(handle, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(handle));
	sqlite3_close(handle);
}

/* A round whose form is of no use is still seen, and can be ended. */
static void
test_damaged_form(void **state)
{
	struct place place;
	struct round round = walkup_round("practice"), list[4];
	struct err err;
	int32_t lost;
	int64_t id;

	(void)state;
	place_with_store(&place);
	id = open_with(&place, 2);
	must(round_open(place.db, &place.round_keys, &round, &err));
	script(&place, "UPDATE round SET form = 'no form' WHERE id = 1");
	assert_int_equal(round_list_open(place.db, list, 4, &err), 2);
	assert_int_equal(list[0].id, id);
	assert_int_equal(list[0].checkins, 2);
	assert_int_equal(list[0].form.question_count, 0);
	assert_int_equal(list[1].form.question_count, 4);
	must(round_find_open(place.db, ROUND_HUDDLE, NULL, list, &err));
	assert_int_equal(list[0].id, id);
	assert_int_equal(list[0].form.question_count, 0);
	must(round_void(
	    place.db, &place.round_keys, id, "damaged", &lost, &err));
	assert_int_equal(lost, 2);
	assert_int_equal(round_list_open(place.db, list, 4, &err), 1);
	place_done(&place);
}

static void
test_find_open(void **state)
{
	struct place place;
	struct round round, first = walkup_round("practice");
	struct round second = walkup_round("leadership");
	struct err err;
	int64_t id;

	(void)state;
	place_with_store(&place);
	must(round_open(place.db, &place.round_keys, &first, &err));
	must(round_open(place.db, &place.round_keys, &second, &err));
	must(round_find_open(place.db, ROUND_HUDDLE, "practice", &round, &err));
	assert_int_equal(round.id, 0);
	id = open_with(&place, 1);
	must(round_find_open(place.db, ROUND_HUDDLE, "practice", &round, &err));
	assert_int_equal(round.id, id);
	assert_int_equal(round.checkins, 1);
	assert_int_equal(round.form.question_count, 4);
	must(round_find_open(
	    place.db, ROUND_WALKUP, "leadership", &round, &err));
	assert_int_equal(round.id, second.id);
	must(round_find_open(place.db, ROUND_WALKUP, "pulse", &round, &err));
	assert_int_equal(round.id, 0);
	must(round_close(
	    place.db, &place.round_keys, second.id, 0, 0, &round, &err));
	must(round_find_open(
	    place.db, ROUND_WALKUP, "leadership", &round, &err));
	assert_int_equal(round.id, 0);
	place_done(&place);
}

/* --- Epsilon ------------------------------------------------------------ */

/* What it was when the box opened, whatever the configuration says later. */
static void
test_epsilon(void **state)
{
	struct place place;
	struct round round = huddle_round();
	struct draw draws[DRAWS_MAX];
	struct err err;

	(void)state;
	place_with_store(&place);
	round.epsilon_milli = 250;
	must(round_open(place.db, &place.round_keys, &round, &err));
	round.epsilon_milli = 2000;
	reopen(&place);
	must(round_close(
	    place.db, &place.round_keys, round.id, 0, 0, &round, &err));
	assert_int_equal(round.epsilon_milli, 250);
	assert_int_equal(
	    round_draws_of(place.db, round.id, draws, DRAWS_MAX, &err), 4);
	for (int i = 0; i < 4; i++)
		assert_int_equal(draws[i].key.epsilon_milli, 250);
	place_done(&place);
}

/* --- Paper, demonstrations, draws --------------------------------------- */

static struct round
sheet(int32_t day, enum shift shift, int32_t checkins)
{
	struct round round = huddle_round();

	round.shift = (struct shift_date){day, shift};
	round.checkins = checkins;
	return round;
}

/* Its own draw like any box's, no matter what is open. */
static void
test_enter(void **state)
{
	const struct tally tally = {{{0, 5, 0, 0, 0, 0}, {5}, {5}, {5}}};
	struct place place;
	struct round round = sheet(20000, SHIFT_NIGHT, 5), found, list[2];
	struct draw draws[DRAWS_MAX];
	struct err err;
	int64_t id;

	(void)state;
	place_with_store(&place);
	id = open_with(&place, 2);
	round.headcount = 9;
	round.epsilon_milli = 700;
	must(round_enter(place.db, &place.round_keys, &round, &tally, &err));
	assert_string_equal(err.text, "");
	assert_false(db_writing(place.db));
	must(round_get(place.db, round.id, &found, &err));
	assert_int_equal(found.state, ROUND_CLOSED);
	assert_true(found.paper);
	assert_false(found.frozen);
	assert_int_equal(found.checkins, 5);
	assert_int_equal(found.headcount, 9);
	assert_int_equal(found.shift.day, 20000);
	assert_int_equal(found.shift.shift, SHIFT_NIGHT);
	assert_int_equal(
	    round_draws_of(place.db, round.id, draws, DRAWS_MAX, &err), 4);
	assert_int_equal(draws[0].answered, 5);
	assert_int_equal(draws[1].answered, 0);
	assert_int_equal(draws[0].key.epsilon_milli, 700);
	assert_int_equal(count_files(place.keys, "round-"), 1);
	assert_int_equal(round_list_open(place.db, list, 2, &err), 1);
	assert_int_equal(list[0].id, id);
	place_done(&place);
}

/* Sheets that arrive late are not what came last. */
static void
test_order_of_days(void **state)
{
	const struct tally tally = {{{2}, {2}, {2}, {2}}};
	struct place place;
	struct round round = sheet(20005, SHIFT_DAY, 2);
	struct err err;
	int32_t days[8];
	int64_t last;

	(void)state;
	place_with_store(&place);
	must(round_enter(place.db, &place.round_keys, &round, &tally, &err));
	round = sheet(20007, SHIFT_NIGHT, 2);
	must(round_enter(place.db, &place.round_keys, &round, &tally, &err));
	last = round.id;
	round = sheet(20007, SHIFT_DAY, 2);
	must(round_enter(place.db, &place.round_keys, &round, &tally, &err));
	round = sheet(20001, SHIFT_NIGHT, 2);
	must(round_enter(place.db, &place.round_keys, &round, &tally, &err));
	must(round_last_closed(place.db, ROUND_HUDDLE, &round, &err));
	assert_int_equal(round.id, last);
	assert_int_equal(round_days(place.db, ROUND_HUDDLE, days, 8, &err), 4);
	assert_int_equal(days[0], 20007);
	assert_int_equal(days[1], 20007);
	assert_int_equal(days[2], 20005);
	assert_int_equal(days[3], 20001);
	assert_int_equal(round_days(place.db, ROUND_HUDDLE, days, 2, &err), 2);
	place_done(&place);
}

/* The same question asked in huddles and in a box that stands open. */
static void
test_draws_of_a_kind(void **state)
{
	const struct tally tally = {{{0, 0, 0, 0, 5, 0}, {5}, {5}, {5}}};
	const struct response response = answers(4, 2, 1);
	struct place place;
	struct round round = walkup_round("pulse");
	struct draw draws[DRAWS_MAX], sums[8];
	struct err err;
	int32_t checkins;
	int64_t id;

	(void)state;
	place_with_store(&place);
	must(round_open(place.db, &place.round_keys, &round, &err));
	for (int i = 0; i < 7; i++)
		must(round_checkin(place.db, &place.round_keys, round.id,
		    &response, &checkins, &err));
	id = open_with(&place, 3);
	must(round_close(place.db, &place.round_keys, id, 0, 0, &round, &err));
	must(round_close(
	    place.db, &place.round_keys, id - 1, 0, 20001, &round, &err));
	round = sheet(20002, SHIFT_DAY, 5);
	must(round_enter(place.db, &place.round_keys, &round, &tally, &err));
	assert_int_equal(
	    round_draws_of(place.db, id, draws, DRAWS_MAX, &err), 4);
	assert_int_equal(
	    round_draws(place.db, &draws[0].key, ROUND_HUDDLE, sums, 8, &err),
	    2);
	assert_int_equal(sums[0].answered, 5);
	assert_int_equal(sums[1].answered, 3);
	assert_int_equal(
	    round_draws(place.db, &draws[0].key, ROUND_WALKUP, sums, 8, &err),
	    1);
	assert_int_equal(sums[0].answered, 7);
	place_done(&place);
}

static void
record(struct place *place, int32_t checkins, int32_t counted)
{
	uint32_t coin;
	const struct random exact = no_noise(&coin);
	struct round round = huddle_round();
	struct tally tally = {0};
	struct err err;

	round.paper = true;
	round.checkins = checkins;
	round.headcount = 1;
	tally.counts[0][4] = (uint32_t)counted;
	tally.counts[0][1] = (uint32_t)(checkins - counted);
	must(tally_complete(&round.form, &tally, (uint32_t)checkins, &err));
	must(db_begin(place->db, &err));
	must(round_record(place->db, &round, &tally, &exact, &err));
	must(db_commit(place->db, &err));
	assert_int_equal(round.headcount, checkins);
}

static void
test_paper(void **state)
{
	struct cut_key key = {.instrument = "pulse",
	    .version = 1,
	    .item = "energy",
	    .of = 24,
	    .epsilon_milli = 1000};
	struct place place;
	struct round round;
	struct draw draws[8];
	struct err err;

	(void)state;
	place_with_store(&place);
	assert_int_equal(
	    round_draws(place.db, &key, ROUND_HUDDLE, draws, 8, &err), 0);
	record(&place, 9, 2);
	record(&place, 6, 5);
	record(&place, 7, 0);
	must(round_last_closed(place.db, ROUND_HUDDLE, &round, &err));
	assert_int_equal(round.id, 3);
	assert_true(round.paper);
	assert_int_equal(round.headcount, 7);
	assert_int_equal(
	    round_draws(place.db, &key, ROUND_HUDDLE, draws, 8, &err), 3);
	assert_int_equal(draws[0].counted, 0);
	assert_int_equal(draws[1].counted, 5);
	assert_int_equal(draws[1].answered, 6);
	assert_int_equal(draws[2].counted, 2);
	assert_memory_equal(&draws[2].key, &key, sizeof(key));
	assert_int_equal(
	    round_draws(place.db, &key, ROUND_HUDDLE, draws, 2, &err), 2);
	assert_int_equal(draws[1].counted, 5);
	key.of = 16;
	assert_int_equal(
	    round_draws(place.db, &key, ROUND_HUDDLE, draws, 8, &err), 0);
	key.of = 24;
	key.epsilon_milli = 500;
	assert_int_equal(
	    round_draws(place.db, &key, ROUND_HUDDLE, draws, 8, &err), 0);
	key.epsilon_milli = 1000;
	key.version = 2;
	assert_int_equal(
	    round_draws(place.db, &key, ROUND_HUDDLE, draws, 8, &err), 0);
	assert_int_equal(round_draws_of(place.db, 2, draws, 8, &err), 4);
	assert_int_equal(draws[0].counted, 5);
	assert_int_equal(count_files(place.folder, "keys"), 0);
	place_done(&place);
}

/* One draw a cut, whatever is tried. */
static void
test_draws_once(void **state)
{
	struct place place;
	struct round round;
	struct draw first[DRAWS_MAX] = {0}, second[DRAWS_MAX] = {0};
	struct err err;
	int64_t id;
	sqlite3 *handle;

	(void)state;
	place_with_store(&place);
	id = open_with(&place, 5);
	must(round_close(place.db, &place.round_keys, id, 5, 1, &round, &err));
	assert_int_equal(
	    round_draws_of(place.db, id, first, DRAWS_MAX, &err), 4);
	assert_int_equal(
	    round_close(place.db, &place.round_keys, id, 5, 1, &round, &err),
	    ERR_UNAVAILABLE);
	reopen(&place);
	assert_int_equal(
	    round_draws_of(place.db, id, second, DRAWS_MAX, &err), 4);
	assert_memory_equal(first, second, 4 * sizeof(*first));
	assert_int_equal(sqlite3_open(place.store, &handle), SQLITE_OK);
	assert_int_equal(
	    sqlite3_exec(handle,
	        "INSERT INTO draw SELECT NULL, round, place, kind, instrument, "
	        "version, item, cut, epsilon_milli, answered, counted, 0 "
	        "FROM draw LIMIT 1",
	        NULL, NULL, NULL),
	    SQLITE_CONSTRAINT);
	sqlite3_close(handle);
	place_done(&place);
}

/* A form of the largest size, and one of the smallest. */
static void
test_sizes(void **state)
{
	struct place place;
	struct round round = {
	    .kind = ROUND_HUDDLE, .instrument = "long", .epsilon_milli = 2000};
	struct response response = {{0}};
	struct draw draws[DRAWS_MAX];
	struct buf text = BUF_INIT;
	struct err err;
	int32_t checkins;

	(void)state;
	place_with_store(&place);
	for (int i = 0; i < ITEMS_MAX; i++) {
		buf_addf(&text,
		    "item long 999999 item-%02d 1,2,3,4,5,6,7 "
		    "96,3\n",
		    i);
		response.answers[i] = (uint8_t)(1 + i % 7);
	}
	for (int i = 0; i < SCORES_MAX; i++)
		buf_addf(&text,
		    "mean long 999999 score-%d "
		    "1,2,3,4,5,6,2147483647 96,3 0,1,2,31\n",
		    i);
	must(form_parse(&round.form, buf_text(&text), &err));
	must(round_open(place.db, &place.round_keys, &round, &err));
	for (int i = 1; i <= 200; i++)
		must(round_checkin(place.db, &place.round_keys, round.id,
		    &response, &checkins, &err));
	must(round_close(
	    place.db, &place.round_keys, round.id, 0, 0, &round, &err));
	assert_int_equal(
	    round_draws_of(place.db, round.id, draws, DRAWS_MAX, &err),
	    DRAWS_MAX);
	for (int i = 0; i < DRAWS_MAX; i++)
		assert_int_equal(draws[i].answered, 200);
	must(form_parse(&round.form, "item tiny 1 a 0,1 2\n", &err));
	round.epsilon_milli = 100;
	must(round_open(place.db, &place.round_keys, &round, &err));
	assert_int_equal(round_checkin(place.db, &place.round_keys, round.id,
	                     &response, &checkins, &err),
	    OK);
	must(round_close(
	    place.db, &place.round_keys, round.id, 0, 0, &round, &err));
	buf_done(&text);
	place_done(&place);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_whole_round),
	    cmocka_unit_test(test_counts_arrive),
	    cmocka_unit_test(test_open_together),
	    cmocka_unit_test(test_not_open),
	    cmocka_unit_test(test_bad_answers),
	    cmocka_unit_test(test_reasons),
	    cmocka_unit_test(test_damaged_form),
	    cmocka_unit_test(test_find_open),
	    cmocka_unit_test(test_epsilon),
	    cmocka_unit_test(test_enter),
	    cmocka_unit_test(test_order_of_days),
	    cmocka_unit_test(test_draws_of_a_kind),
	    cmocka_unit_test(test_paper),
	    cmocka_unit_test(test_draws_once),
	    cmocka_unit_test(test_sizes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
