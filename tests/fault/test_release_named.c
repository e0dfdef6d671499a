/*
 * Files of releases, and the copy of the chain's head that names them first:
 * what left the unit is never sealed again, be a store restored or not. Also
 * what is sealed by two programs at once, of which one is killed.
 */
#include "tests/db/releases.h"

#include "app_release.h"

#define OFFICE "tests/fuzz/corpus/envelope/office.pub"

struct unit {
	struct place place;
	struct app app;
	char head[400], outbox[300];
};

static void
unit_init(struct unit *unit)
{
	struct place *place = &unit->place;
	struct config *config = &unit->app.config;

	place_with_store(place);
	unit->app = (struct app){.db = place->db, .keys = place->round_keys};
	snprintf(
	    unit->outbox, sizeof(unit->outbox), "%.250s/outbox", place->folder);
	snprintf(
	    unit->head, sizeof(unit->head), "%s/.ledger-4-west", place->keys);
	snprintf(config->unit, ID_SIZE, "4-west");
	snprintf(config->organization, ID_SIZE, "ex");
	config->unit_name = mem_copy("4 West");
	config->site = mem_copy("");
	config->keys = mem_copy(place->keys);
	config->outbox = mem_copy(unit->outbox);
	config->office_key = mem_copy(OFFICE);
}

static void
unit_done(struct unit *unit)
{
	config_done(&unit->app.config);
	place_done(&unit->place);
}

/* As a program leaves it that is killed right behind its commit. */
static void
seal_and_die(struct unit *unit, int32_t today)
{
	struct err err;

	must(db_begin(unit->app.db, &err));
	must(app_release_seal_at(&unit->app, today, &err));
	must(db_commit(unit->app.db, &err));
}

static void
expect_head(const struct unit *unit, const char *words)
{
	struct buf text = bytes_of(unit->head);

	assert_memory_equal(buf_text(&text), words, strlen(words));
	buf_done(&text);
}

/* Another program makes the file of what one has sealed that was killed. */
static void
test_named_first(void **state)
{
	struct unit unit;
	struct err err = {""};
	int made;

	(void)state;
	unit_init(&unit);
	closed_on(&unit.place, MONDAY, 9);
	seal_and_die(&unit, SUNDAY + 1);
	assert_false(file_exists(unit.head));
	must(app_release_make(&unit.app, &made, &err));
	assert_int_equal(made, 1);
	expect_head(&unit, "huddle-ledger/1 1 1 ");
	assert_int_equal(count_files(unit.outbox, ""), 1);

	seal_and_die(&unit, SUNDAY + 15);
	expect_head(&unit, "huddle-ledger/1 1 1 ");
	must(app_release_make(&unit.app, &made, &err));
	assert_int_equal(made, 2);
	expect_head(&unit, "huddle-ledger/1 1 3 ");
	unit_done(&unit);
}

/* Nothing leaves that could be forgotten. */
static void
test_not_named(void **state)
{
	struct unit unit;
	struct release release;
	struct err err = {""};
	int made;

	(void)state;
	unit_init(&unit);
	closed_on(&unit.place, MONDAY, 9);
	seal_and_die(&unit, SUNDAY + 1);
	mkdir(unit.place.keys, 0700);
	assert_int_equal(mkdir(unit.head, 0700), 0);
	assert_true(app_release_make(&unit.app, &made, &err) < 0);
	assert_non_null(strstr(err.text, ".ledger-4-west"));
	assert_int_equal(made, 0);
	assert_int_equal(count_files(unit.outbox, ""), 0);
	must(release_get(unit.app.db, 1, &release, &err));
	assert_int_equal(release.delivery, DELIVERY_NONE);
	release_done(&release);
	assert_int_equal(rmdir(unit.head), 0);
	must(app_release_make(&unit.app, &made, &err));
	assert_int_equal(made, 1);
	unit_done(&unit);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_named_first),
	    cmocka_unit_test(test_not_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
