/*
 * Huddles in the store: one runs at a time, survives a restart where it
 * stood, and is held or dropped.
 */
#include "db/repo_huddle.h"

#include "tests/db/store.h"

static struct huddle
new_huddle(time_t now)
{
	struct huddle huddle = {.shift = {20000, SHIFT_NIGHT},
	    .agenda = "daily",
	    .planned = true,
	    .round = 3};

	run_start(&huddle.run, now);
	return huddle;
}

static void
test_run_and_resume(void **state)
{
	struct place place;
	struct huddle huddle = new_huddle(1000), found;
	struct err err;

	(void)state;
	place_with_store(&place);
	must(huddle_running(place.db, &found, &err));
	assert_int_equal(found.id, 0);
	must(huddle_last(place.db, &found, &err));
	assert_int_equal(found.id, 0);
	must(huddle_start(place.db, &huddle, &err));
	assert_true(huddle.id > 0);

	huddle.run.spent[0] = 40;
	huddle.run.step = 1;
	huddle.run.since = 1040;
	must(huddle_save(place.db, huddle.id, &huddle.run, 1100, &err));
	reopen(&place);
	must(huddle_running(place.db, &found, &err));
	assert_int_equal(found.id, huddle.id);
	assert_int_equal(found.shift.day, 20000);
	assert_int_equal(found.shift.shift, SHIFT_NIGHT);
	assert_string_equal(found.agenda, "daily");
	assert_true(found.planned && found.running);
	assert_int_equal(found.round, 3);
	assert_int_equal(found.notes, 0);
	assert_string_equal(found.note_ids, "");
	assert_int_equal(found.run.step, 1);
	assert_true(found.run.paused);
	assert_int_equal(found.run.spent[0], 40);
	assert_int_equal(found.run.spent[1], 60);
	must(huddle_last(place.db, &huddle, &err));
	assert_int_equal(huddle.id, 0);
	place_done(&place);
}

static void
test_one_at_a_time(void **state)
{
	struct place place;
	struct huddle huddle = new_huddle(1000), second = new_huddle(2000);
	struct err err;

	(void)state;
	place_with_store(&place);
	must(huddle_start(place.db, &huddle, &err));
	must_fail(huddle_start(place.db, &second, &err), ERR_UNAVAILABLE,
	    "running already");
	assert_false(db_writing(place.db));
	must(huddle_end(place.db, &huddle, true, &err));
	must(huddle_start(place.db, &second, &err));
	assert_true(second.id > huddle.id);
	place_done(&place);
}

static void
test_held(void **state)
{
	struct place place;
	struct huddle huddle = new_huddle(1000), found;
	struct err err;

	(void)state;
	place_with_store(&place);
	must(huddle_start(place.db, &huddle, &err));
	huddle.seconds = 290;
	huddle.headcount = 14;
	huddle.checkins = 12;
	must(huddle_end(place.db, &huddle, true, &err));
	must(huddle_running(place.db, &found, &err));
	assert_int_equal(found.id, 0);
	must(huddle_last(place.db, &found, &err));
	assert_int_equal(found.id, huddle.id);
	assert_false(found.running);
	assert_int_equal(found.seconds, 290);
	assert_int_equal(found.headcount, 14);
	assert_int_equal(found.checkins, 12);

	/* Ended at this keyboard, still open at another. */
	must_fail(huddle_save(place.db, huddle.id, &huddle.run, 1300, &err),
	    ERR_UNAVAILABLE, "This huddle was ended at another keyboard.");
	must_fail(huddle_end(place.db, &huddle, false, &err), ERR_UNAVAILABLE,
	    "another keyboard");
	must(huddle_last(place.db, &found, &err));
	assert_int_equal(found.id, huddle.id);
	place_done(&place);
}

static void
test_dropped(void **state)
{
	struct place place;
	struct huddle huddle = new_huddle(1000), found;
	struct err err;

	(void)state;
	place_with_store(&place);
	must(huddle_start(place.db, &huddle, &err));
	must(huddle_end(place.db, &huddle, false, &err));
	must(huddle_running(place.db, &found, &err));
	assert_int_equal(found.id, 0);
	must(huddle_last(place.db, &found, &err));
	assert_int_equal(found.id, 0);
	place_done(&place);
}

static void
record(struct db *db, int32_t day, enum shift shift)
{
	struct huddle huddle = new_huddle(1000);
	struct err err;

	huddle.shift = (struct shift_date){day, shift};
	huddle.running = true; /* recorded ones are held all the same */
	must(huddle_record(db, &huddle, &err));
}

static void
test_recorded(void **state)
{
	struct place place;
	struct huddle found;
	struct err err;

	(void)state;
	place_with_store(&place);
	must(db_begin(place.db, &err));
	record(place.db, 20003, SHIFT_DAY);
	record(place.db, 20003, SHIFT_NIGHT);
	record(place.db, 20001, SHIFT_DAY);
	record(place.db, 20002, SHIFT_DAY);
	must(db_commit(place.db, &err));
	must(huddle_last(place.db, &found, &err));
	assert_int_equal(found.shift.day, 20003);
	assert_int_equal(found.shift.shift, SHIFT_NIGHT);
	must(huddle_running(place.db, &found, &err));
	assert_int_equal(found.id, 0);
	place_done(&place);
}

/* --- Its round and its notes -------------------------------------------- */

/* Two keyboards: each saves what it knows, and neither undoes the other. */
static void
test_figures_of_its_round(void **state)
{
	struct place place;
	struct huddle huddle = new_huddle(1000), found;
	struct round round;
	struct err err;
	int32_t lost;

	(void)state;
	place_with_store(&place);
	huddle.round = open_with(&place, 3);
	huddle.headcount = 9;
	must(huddle_start(place.db, &huddle, &err));
	must(huddle_running(place.db, &found, &err));
	assert_int_equal(found.headcount, 9);
	assert_int_equal(found.checkins, 0);
	must(round_close(
	    place.db, &place.round_keys, huddle.round, 14, 0, &round, &err));
	must(huddle_save(place.db, huddle.id, &huddle.run, 1100, &err));
	must(huddle_running(place.db, &found, &err));
	assert_int_equal(found.headcount, 14);
	assert_int_equal(found.checkins, 3);
	must(huddle_end(place.db, &huddle, true, &err));
	must(huddle_last(place.db, &found, &err));
	assert_int_equal(found.headcount, 14);
	assert_int_equal(found.checkins, 3);

	/* One that is void has no figures to give. */
	huddle.round = open_with(&place, 2);
	must(huddle_start(place.db, &huddle, &err));
	must(round_void(
	    place.db, &place.round_keys, huddle.round, "mistake", &lost, &err));
	must(huddle_end(place.db, &huddle, true, &err));
	must(huddle_last(place.db, &found, &err));
	assert_int_equal(found.id, huddle.id);
	assert_int_equal(found.headcount, 9);
	assert_int_equal(found.checkins, 0);
	place_done(&place);
}

static void
change_note(struct place *place, int64_t id, const char *note, bool added)
{
	struct err err;

	must(db_begin(place->db, &err));
	must(huddle_note(place->db, id, note, added, &err));
	must(db_commit(place->db, &err));
}

static void
test_notes(void **state)
{
	struct place place;
	struct huddle huddle = new_huddle(1000), found;
	struct err err;

	(void)state;
	place_with_store(&place);
	must(huddle_start(place.db, &huddle, &err));
	change_note(&place, huddle.id, "aaaaaaaaaa", true);
	change_note(&place, huddle.id, "bbbbbbbbbb", true);
	change_note(&place, huddle.id, "cccccccccc", true);
	must(huddle_running(place.db, &found, &err));
	assert_int_equal(found.notes, 3);
	assert_string_equal(found.note_ids, "aaaaaaaaaa bbbbbbbbbb cccccccccc");
	change_note(&place, huddle.id, "bbbbbbbbbb", false);
	change_note(&place, huddle.id, "dddddddddd", false);
	change_note(&place, huddle.id, "aaa", false);
	must(huddle_save(place.db, huddle.id, &huddle.run, 1300, &err));
	must(huddle_running(place.db, &found, &err));
	assert_int_equal(found.notes, 2);
	assert_string_equal(found.note_ids, "aaaaaaaaaa cccccccccc");
	change_note(&place, huddle.id, "cccccccccc", false);
	change_note(&place, huddle.id, "aaaaaaaaaa", false);
	must(huddle_running(place.db, &found, &err));
	assert_int_equal(found.notes, 0);
	assert_string_equal(found.note_ids, "");
	change_note(&place, huddle.id, "eeeeeeeeee", true);

	/* What the keyboard that ends it believes does not count. */
	huddle.notes = 77;
	must(huddle_end(place.db, &huddle, true, &err));
	must(huddle_last(place.db, &found, &err));
	assert_int_equal(found.notes, 1);
	assert_string_equal(found.note_ids, "");
	must(db_begin(place.db, &err));
	must_fail(huddle_note(place.db, huddle.id, "ffffffffff", true, &err),
	    ERR_UNAVAILABLE, "ended at another keyboard");
	db_rollback(place.db);
	place_done(&place);
}

/* Another huddle runs meanwhile: its notes are not this one's. */
static void
test_notes_of_another(void **state)
{
	struct place place;
	struct huddle huddle = new_huddle(1000), other = new_huddle(2000);
	struct huddle found;
	struct err err;

	(void)state;
	place_with_store(&place);
	must(huddle_start(place.db, &huddle, &err));
	must(huddle_end(place.db, &huddle, true, &err));
	must(huddle_start(place.db, &other, &err));
	must(db_begin(place.db, &err));
	assert_int_equal(
	    huddle_note(place.db, huddle.id, "aaaaaaaaaa", true, &err),
	    ERR_UNAVAILABLE);
	db_rollback(place.db);
	must_fail(huddle_save(place.db, huddle.id, &huddle.run, 3000, &err),
	    ERR_UNAVAILABLE, "another keyboard");
	must(huddle_running(place.db, &found, &err));
	assert_int_equal(found.id, other.id);
	assert_int_equal(found.notes, 0);
	place_done(&place);
}

/* The number goes on, the oldest ids make room. */
static void
test_very_many_notes(void **state)
{
	struct place place;
	struct huddle huddle = new_huddle(1000), found;
	struct err err;
	char id[16] = "";

	(void)state;
	place_with_store(&place);
	must(huddle_start(place.db, &huddle, &err));
	must(db_begin(place.db, &err));
	for (int i = 0; i < 200; i++) {
		snprintf(id, sizeof(id), "%010d", i);
		must(huddle_note(place.db, huddle.id, id, true, &err));
	}
	must(db_commit(place.db, &err));
	must(huddle_running(place.db, &found, &err));
	assert_int_equal(found.notes, 200);
	assert_int_equal(strlen(found.note_ids), 93 * 11 - 1);
	assert_int_equal(strncmp(found.note_ids, "0000000107 ", 11), 0);
	assert_non_null(strstr(found.note_ids, " 0000000199"));
	place_done(&place);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_run_and_resume),
	    cmocka_unit_test(test_one_at_a_time),
	    cmocka_unit_test(test_held),
	    cmocka_unit_test(test_dropped),
	    cmocka_unit_test(test_recorded),
	    cmocka_unit_test(test_figures_of_its_round),
	    cmocka_unit_test(test_notes),
	    cmocka_unit_test(test_notes_of_another),
	    cmocka_unit_test(test_very_many_notes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
