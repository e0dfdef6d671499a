/*
 * The proposal between two keyboards, and what becomes of it when somebody
 * leaves: only the one that was shown is confirmed, dropped or changed by hand,
 * and a new round stays a new round, whatever its days are.
 */
#include "tests/db/buddies.h"

#include "app_buddy.c"
#include "app_buddy_round.c"

/* --- A unit --------------------------------------------------------------- */

struct unit {
	struct place place;
	struct app *app;
	struct app_buddies now;
};

static int
tell(struct unit *unit, const char *name, const char *role, unsigned shifts,
    struct err *err)
{
	struct buddy person = {.name = mem_copy(name),
	    .role = role ? mem_copy(role) : NULL,
	    .shifts = shifts};
	int result;
	bool known;

	person.choices[BUDDY_WISH].count = -1;
	person.choices[BUDDY_NOT_WITH].count = -1;
	result = app_buddy_join(unit->app, &person, &known, err);
	buddy_done(&person);
	return result;
}

static void
unit_new(struct unit *unit, int count)
{
	char name[] = "A";
	struct err err;

	*unit = (struct unit){.app = mem_new(1, sizeof(*unit->app))};
	place_with_store(&unit->place);
	unit->app->db = unit->place.db;
	for (int i = 0; i < count; i++, name[0]++)
		must(tell(unit, name, "nurse", BUDDY_DAYS, &err));
}

static const struct app_buddies *
look(struct unit *unit)
{
	struct err err;

	app_buddies_done(&unit->now);
	must(app_buddies_read(unit->app, &unit->now, &err));
	return &unit->now;
}

static void
unit_done(struct unit *unit)
{
	app_buddies_done(&unit->now);
	place_done(&unit->place);
	free(unit->app);
}

static const char *
name_of(struct unit *unit, int group, int member)
{
	const struct app_buddies *now = &unit->now;

	return person_of(now, now->proposed.groups[group].members[member])
	    ->name;
}

/* A confirmed round, and a new one of the same days that waits. */
static void
new_round_waits(struct unit *unit)
{
	struct err err;

	must(app_buddy_propose(unit->app, 4, BUDDY_NOW, &err));
	must(app_buddy_confirm(unit->app, 0, &err));
	must(app_buddy_propose(unit->app, 4, BUDDY_NOW, &err));
	look(unit);
	assert_int_equal(unit->now.proposed.from, unit->now.confirmed.from);
	assert_int_equal(unit->now.proposed.to, unit->now.confirmed.to);
	assert_false(unit->now.proposed.anew);
}

/* --- What was shown ------------------------------------------------------- */

static void
swap_first(struct unit *unit)
{
	struct err err;

	must(app_buddy_swap(
	    unit->app, name_of(unit, 0, 0), name_of(unit, 1, 0), 0, &err));
}

static void
test_shown(void **state)
{
	static const char meanwhile[] = "The proposal was changed meanwhile. "
	                                "Look at it again.";
	char *one, *other;
	struct unit unit;
	uint64_t shown, now;
	struct err err;

	(void)state;
	unit_new(&unit, 6);
	must(app_buddy_propose(unit.app, 4, BUDDY_NEXT, &err));
	shown = buddy_round_mark(&look(&unit)->proposed);
	assert_int_equal(shown, buddy_round_mark(&look(&unit)->proposed));
	one = mem_copy(name_of(&unit, 0, 0));
	other = mem_copy(name_of(&unit, 1, 0));
	swap_first(&unit); /* at another keyboard */
	now = buddy_round_mark(&look(&unit)->proposed);
	assert_int_not_equal(now, shown);
	must_fail(
	    app_buddy_confirm(unit.app, shown, &err), ERR_AGAIN, meanwhile);
	must_fail(app_buddy_drop(unit.app, shown, &err), ERR_AGAIN, meanwhile);
	must_fail(app_buddy_swap(unit.app, "A", "B", shown, &err), ERR_AGAIN,
	    meanwhile);
	must_fail(app_buddy_lock(unit.app, "A", true, shown, &err), ERR_AGAIN,
	    meanwhile);
	assert_int_equal(buddy_round_mark(&look(&unit)->proposed), now);
	assert_int_equal(unit.now.confirmed.id, 0);
	must(app_buddy_swap(unit.app, one, other, now, &err));
	/* Back where it was is what was shown. */
	assert_int_equal(buddy_round_mark(&look(&unit)->proposed), shown);
	must(app_buddy_lock(unit.app, "A", true, shown, &err));
	now = buddy_round_mark(&look(&unit)->proposed);
	assert_int_not_equal(now, shown);
	must(app_buddy_confirm(unit.app, now, &err));
	assert_int_not_equal(look(&unit)->confirmed.id, 0);
	must_fail(app_buddy_confirm(unit.app, now, &err), ERR_UNAVAILABLE,
	    "There is no proposal.");
	free(one);
	free(other);
	unit_done(&unit);
}

/* --- A new round, and one paired anew ------------------------------------- */

static void
leave(struct unit *unit, const char *name, enum buddy_came expected)
{
	enum buddy_came came;
	struct err err;

	must(app_buddy_leave(unit->app, name, &came, &err));
	assert_int_equal(came, expected);
}

/* On the day that the running one began: its swaps and locks stay. */
static void
test_new_round(void **state)
{
	struct buddy_round before = {0};
	const struct buddy *person;
	struct unit unit;
	struct err err;
	char *gone, *locked;

	(void)state;
	unit_new(&unit, 8);
	new_round_waits(&unit);
	swap_first(&unit);
	look(&unit);
	locked = mem_copy(name_of(&unit, 0, 0));
	must(app_buddy_lock(unit.app, locked, true, 0, &err));
	look(&unit);
	gone = mem_copy(name_of(&unit, 3, 0));
	before = unit.now.proposed;
	unit.now.proposed = (struct buddy_round){0};
	leave(&unit, gone, BUDDY_CAME_CHANGE);
	look(&unit);
	assert_false(unit.now.proposed.anew);
	assert_int_not_equal(unit.now.proposed.id, 0);
	/* Who was left joins one group; at most that one is another. */
	assert_in_range(buddy_changes(&before, &unit.now.proposed), 1, 3);
	must(app_buddy_find(&unit.now, locked, &person, &err));
	assert_true(unit.now.proposed
	                .groups[buddy_group_of(&unit.now.proposed, person->id)]
	                .locked);
	free(locked);
	buddy_round_done(&before);
	free(gone);
	unit_done(&unit);
}

static void
test_anew(void **state)
{
	struct unit unit;
	struct err err;
	bool proposed;

	(void)state;
	unit_new(&unit, 6);
	must(app_buddy_propose(unit.app, 4, BUDDY_NEXT, &err));
	must(app_buddy_confirm(unit.app, 0, &err));
	must(app_buddy_ask(unit.app, "A", false, &proposed, &err));
	assert_true(proposed);
	assert_true(look(&unit)->proposed.anew);
	must(app_buddy_lock(unit.app, "A", true, 0, &err));
	assert_true(look(&unit)->proposed.anew);
	must(app_buddy_lock(unit.app, "A", false, 0, &err));
	must(app_buddy_ask(unit.app, "A", true, &proposed, &err));
	assert_int_equal(look(&unit)->proposed.id, 0);
	leave(&unit, "A", BUDDY_CAME_PROPOSAL);
	assert_true(look(&unit)->proposed.anew);
	must(app_buddy_drop(unit.app, 0, &err));
	must(app_buddy_propose(unit.app, 4, BUDDY_NOW, &err));
	assert_false(look(&unit)->proposed.anew);
	unit_done(&unit);
}

/* Nobody is left to pair: nothing to confirm is left, either. */
static void
test_last_leave(void **state)
{
	struct unit unit;
	struct err err;

	(void)state;
	unit_new(&unit, 3);
	leave(&unit, "C", BUDDY_CAME_NOTHING);
	must(app_buddy_propose(unit.app, 4, BUDDY_NEXT, &err));
	leave(&unit, "A", BUDDY_CAME_DROP);
	assert_int_equal(look(&unit)->proposed.id, 0);
	leave(&unit, "B", BUDDY_CAME_NOTHING);
	unit_done(&unit);
}

/* A trio holds as two; that it is another now is told. */
static void
test_leave_trio(void **state)
{
	struct unit unit;
	struct err err;
	char *gone = NULL;

	(void)state;
	unit_new(&unit, 5);
	must(app_buddy_propose(unit.app, 4, BUDDY_NEXT, &err));
	look(&unit);
	for (int i = 0; i < unit.now.proposed.group_count; i++)
		if (unit.now.proposed.groups[i].count == 3)
			gone = mem_copy(name_of(&unit, i, 0));
	assert_non_null(gone);
	leave(&unit, gone, BUDDY_CAME_CHANGE);
	assert_int_equal(look(&unit)->proposed.group_count, 2);
	free(gone);
	unit_done(&unit);
}

/* A proposal that an earlier version has kept goes by its days. */
static void
test_earlier(void **state)
{
	struct unit unit;
	sqlite3 *handle;

	(void)state;
	unit_new(&unit, 6);
	new_round_waits(&unit);
	assert_int_equal(sqlite3_open(unit.place.store, &handle), SQLITE_OK);
	assert_int_equal(
	    sqlite3_exec(handle, "DELETE FROM meta WHERE name = 'buddy-anew'",
	        NULL, NULL, NULL),
	    SQLITE_OK);
	sqlite3_close(handle);
	assert_true(look(&unit)->proposed.anew);
	unit_done(&unit);
}

/* --- Names ---------------------------------------------------------------- */

static void
test_commas(void **state)
{
	static const char *const names[] = {"Ana,Bo", "Ana; Bo", ","};
	struct unit unit;
	struct err err;

	(void)state;
	unit_new(&unit, 1);
	for (size_t i = 0; i < 2; i++)
		must_fail(tell(&unit, names[i], "nurse", 0, &err), ERR_DATA,
		    "a name has no comma or semicolon in it.");
	must_fail(tell(&unit, names[2], "nurse", 0, &err), ERR_DATA, "");
	must(tell(&unit, "Ana", "nurse, charge; nights", 0, &err));
	assert_int_equal(look(&unit)->count, 2);
	unit_done(&unit);
}

static void
test_not_mentioned(void **state)
{
	struct unit unit;
	struct err err;

	(void)state;
	unit_new(&unit, 0);
	must(tell(&unit, "Ana", "aide", BUDDY_NIGHTS, &err));
	must(tell(&unit, "ana", NULL, 0, &err));
	look(&unit);
	assert_string_equal(unit.now.people[0].role, "aide");
	assert_int_equal(unit.now.people[0].shifts, BUDDY_NIGHTS);
	unit_done(&unit);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_shown),
	    cmocka_unit_test(test_new_round),
	    cmocka_unit_test(test_anew),
	    cmocka_unit_test(test_last_leave),
	    cmocka_unit_test(test_leave_trio),
	    cmocka_unit_test(test_earlier),
	    cmocka_unit_test(test_commas),
	    cmocka_unit_test(test_not_mentioned),
	};

	return run_in_memory(tests, sizeof(tests) / sizeof(*tests));
}
