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
	huddle.headcount = 14;
	huddle.checkins = 9;
	huddle.notes = 2;
	must(huddle_save(place.db, &huddle, 1100, &err));
	reopen(&place);
	must(huddle_running(place.db, &found, &err));
	assert_int_equal(found.id, huddle.id);
	assert_int_equal(found.shift.day, 20000);
	assert_int_equal(found.shift.shift, SHIFT_NIGHT);
	assert_string_equal(found.agenda, "daily");
	assert_true(found.planned && found.running);
	assert_int_equal(found.round, 3);
	assert_int_equal(found.headcount, 14);
	assert_int_equal(found.checkins, 9);
	assert_int_equal(found.notes, 2);
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
	huddle.notes = 3;
	must(huddle_end(place.db, &huddle, true, &err));
	must(huddle_running(place.db, &found, &err));
	assert_int_equal(found.id, 0);
	must(huddle_last(place.db, &found, &err));
	assert_int_equal(found.id, huddle.id);
	assert_false(found.running);
	assert_int_equal(found.seconds, 290);
	assert_int_equal(found.headcount, 14);
	assert_int_equal(found.checkins, 12);
	assert_int_equal(found.notes, 3);

	/* Ended at this keyboard, still open at another. */
	must_fail(huddle_save(place.db, &huddle, 1300, &err), ERR_UNAVAILABLE,
	    "another keyboard");
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
	int32_t held;

	(void)state;
	place_with_store(&place);
	must(huddle_start(place.db, &huddle, &err));
	must(huddle_end(place.db, &huddle, false, &err));
	must(huddle_running(place.db, &found, &err));
	assert_int_equal(found.id, 0);
	must(huddle_last(place.db, &found, &err));
	assert_int_equal(found.id, 0);
	must(huddle_held(place.db, 0, 30000, &held, &err));
	assert_int_equal(held, 0);
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
	int32_t held;

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
	must(huddle_held(place.db, 20002, 20003, &held, &err));
	assert_int_equal(held, 3);
	must(huddle_held(place.db, 20001, 20001, &held, &err));
	assert_int_equal(held, 1);
	must(huddle_held(place.db, 20004, 20009, &held, &err));
	assert_int_equal(held, 0);
	must(huddle_running(place.db, &found, &err));
	assert_int_equal(found.id, 0);
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
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
