/*
 * Buddies in the store: people and their choices, rounds from the proposal to
 * their end, connections as numbers, and that who leaves is gone from every
 * byte of the files.
 */
#include "tests/db/board.h"

#include "db/repo_buddy.h"
#include "util/utf8.h"

#define MONDAY 20773 /* 2026-11-16 */

static char *
folded(const char *name)
{
	struct buf out = BUF_INIT;

	utf8_fold(&out, name);
	return buf_take(&out);
}

static void
choose(struct buddy *of, int kind, const char *name)
{
	int at = of->choices[kind].count++;

	of->choices[kind].names[at] = mem_copy(name);
	of->choices[kind].folded[at] = folded(name);
}

static struct buddy
somebody(const char *name, const char *role, unsigned shifts)
{
	return (struct buddy){.name = mem_copy(name),
	    .folded = folded(name),
	    .role = mem_copy(role),
	    .shifts = shifts,
	    .joined = TODAY};
}

/* Keeps somebody, frees what was told, returns the id. */
static int64_t
keep(struct place *place, struct buddy *buddy)
{
	struct err err;
	int64_t id;

	must(db_begin(place->db, &err));
	must(buddy_keep(place->db, buddy, &err));
	must(db_commit(place->db, &err));
	id = buddy->id;
	buddy_done(buddy);
	return id;
}

static int64_t
join(struct place *place, const char *name)
{
	struct buddy buddy = somebody(name, "nurse", BUDDY_BOTH);

	return keep(place, &buddy);
}

static void
leave(struct place *place, const char *name)
{
	struct err err;

	must(db_begin(place->db, &err));
	must(buddy_leave(place->db, name, &err));
	must(db_commit(place->db, &err));
	must(db_scrub(place->db, &err));
}

/* A proposal of pairs of these, confirmed if `confirm`. */
static int64_t
propose(struct place *place, int32_t from, const int64_t *ids, int count,
    bool confirm)
{
	struct buddy_group groups[16] = {0};
	struct buddy_round round = {.from = from,
	    .to = from + 27,
	    .groups = groups,
	    .group_count = count / 2};
	struct err err;

	for (int i = 0; i < count; i++) {
		struct buddy_group *group = &groups[i / 2];

		if (i / 2 == round.group_count) /* the odd one */
			group = &groups[i / 2 - 1];
		group->members[group->count++] = ids[i];
	}
	groups[0].locked = !confirm;
	must(db_begin(place->db, &err));
	must(buddy_round_propose(place->db, &round, &err));
	if (confirm)
		must(buddy_round_confirm(place->db, &err));
	must(db_commit(place->db, &err));
	return round.id;
}

/* --- People --------------------------------------------------------------- */

static void
test_people(void **state)
{
	struct buddy one = somebody("\xc3\x89va", "nurse", BUDDY_NIGHTS);
	struct buddy *people;
	struct place place;
	struct err err;
	int64_t id;
	int count;

	(void)state;
	place_with_store(&place);
	must(buddy_list(place.db, &people, &count, &err));
	assert_int_equal(count, 0);
	buddy_list_free(people, count);
	choose(&one, BUDDY_WISH, "Zoe");
	choose(&one, BUDDY_WISH, "Ann");
	choose(&one, BUDDY_NOT_WITH, "Bob");
	id = keep(&place, &one);
	join(&place, "Ann");
	reopen(&place);
	must(buddy_list(place.db, &people, &count, &err));
	assert_int_equal(count, 2);
	assert_string_equal(people[0].name, "Ann");
	assert_int_equal(people[0].choices[BUDDY_WISH].count, 0);
	assert_int_equal(people[1].id, id);
	assert_string_equal(people[1].name, "\xc3\x89va");
	assert_string_equal(people[1].folded, "eva");
	assert_string_equal(people[1].role, "nurse");
	assert_int_equal(people[1].shifts, BUDDY_NIGHTS);
	assert_int_equal(people[1].joined, TODAY);
	assert_false(people[1].again);
	assert_int_equal(people[1].choices[BUDDY_WISH].count, 2);
	assert_string_equal(people[1].choices[BUDDY_WISH].names[0], "Ann");
	assert_string_equal(people[1].choices[BUDDY_WISH].folded[1], "zoe");
	assert_int_equal(people[1].choices[BUDDY_NOT_WITH].count, 1);
	assert_string_equal(people[1].choices[BUDDY_NOT_WITH].names[0], "Bob");
	buddy_list_free(people, count);
	place_done(&place);
}

/* The same folded name is the same person; the day of joining stays, and what
 * was told before is nowhere any more. */
static void
test_changed(void **state)
{
	struct buddy was = somebody("Eva", "quartermaster", BUDDY_DAYS);
	struct buddy now = somebody("EVA", "", BUDDY_BOTH);
	struct buddy *people;
	struct place place;
	struct err err;
	int64_t id;
	int count;

	(void)state;
	place_with_store(&place);
	choose(&was, BUDDY_NOT_WITH, "Quibble");
	id = keep(&place, &was);
	assert_true(on_disk(&place, "Quibble"));
	now.joined = TODAY + 5;
	assert_int_equal(keep(&place, &now), id);
	must(db_scrub_due(place.db, &err));
	must(buddy_list(place.db, &people, &count, &err));
	assert_int_equal(count, 1);
	assert_string_equal(people[0].name, "EVA");
	assert_string_equal(people[0].role, "");
	assert_int_equal(people[0].shifts, BUDDY_BOTH);
	assert_int_equal(people[0].joined, TODAY);
	assert_int_equal(people[0].choices[BUDDY_NOT_WITH].count, 0);
	buddy_list_free(people, count);
	assert_false(on_disk(&place, "Quibble"));
	assert_false(on_disk(&place, "quibble"));
	assert_false(on_disk(&place, "quartermaster"));
	place_done(&place);
}

/* --- Leaving -------------------------------------------------------------- */

/* Enough people that pages are split and rows move between them. */
static void
fill_pages(struct place *place, int64_t ids[], int count)
{
	for (int i = 0; i < count; i++) {
		char name[40], wish[40];
		struct buddy one;

		snprintf(name, sizeof(name), "Somebody Number %03d", i);
		snprintf(wish, sizeof(wish), "Somebody Number %03d", i + 1);
		one = somebody(name, "respiratory therapist", BUDDY_DAYS);
		choose(&one, BUDDY_WISH, wish);
		ids[i] = keep(place, &one);
	}
}

static void
test_no_trace(void **state)
{
	struct buddy one = somebody("Quentin Quibble", "perfusionist", 3);
	static const char *const traces[] = {"Quentin", "quentin", "Quibble",
	    "quibble", "perfusionist", "Rumpel", "rumpel"};
	struct buddy_round round;
	int64_t ids[120], few[4];
	struct place place;
	struct err err;

	(void)state;
	place_with_store(&place);
	fill_pages(&place, ids, 60);
	choose(&one, BUDDY_WISH, "Somebody Number 001");
	choose(&one, BUDDY_NOT_WITH, "Rumpel");
	few[0] = keep(&place, &one);
	fill_pages(&place, ids, 120);
	memcpy(few + 1, ids, 3 * sizeof(*ids));
	propose(&place, MONDAY - 56, few, 4, true);
	propose(&place, MONDAY - 28, few, 4, true);
	propose(&place, MONDAY, few, 4, false);
	for (size_t i = 0; i < sizeof(traces) / sizeof(*traces); i++)
		assert_true(on_disk(&place, traces[i]));
	leave(&place, "QUENTIN Quibble");
	for (size_t i = 0; i < sizeof(traces) / sizeof(*traces); i++)
		if (on_disk(&place, traces[i]))
			fail_msg("\"%s\" is still there", traces[i]);
	/* From each round, too, and the others are where they were. */
	must(buddy_round_get(place.db, BUDDY_CONFIRMED, &round, &err));
	assert_int_equal(round.group_count, 2);
	assert_int_equal(buddy_group_of(&round, few[0]), -1);
	assert_int_equal(round.groups[0].count, 1);
	assert_int_equal(round.groups[0].members[0], few[1]);
	assert_int_equal(round.groups[1].count, 2);
	buddy_round_done(&round);
	reopen(&place);
	assert_false(on_disk(&place, "Quibble"));
	place_done(&place);
}

/* Whom others named is theirs; a name that nobody has cannot leave. */
static void
test_choices_of_others(void **state)
{
	struct buddy one = somebody("Eva", "", BUDDY_BOTH);
	struct buddy *people;
	struct place place;
	struct err err;
	int count;

	(void)state;
	place_with_store(&place);
	choose(&one, BUDDY_NOT_WITH, "Bob");
	keep(&place, &one);
	join(&place, "Bob");
	leave(&place, "Bob");
	must(buddy_list(place.db, &people, &count, &err));
	assert_int_equal(count, 1);
	assert_int_equal(people[0].choices[BUDDY_NOT_WITH].count, 1);
	buddy_list_free(people, count);
	must(db_begin(place.db, &err));
	must_fail(buddy_leave(place.db, "Bob", &err), ERR_UNAVAILABLE,
	    "Nobody of that name");
	db_rollback(place.db);
	place_done(&place);
}

/* --- Rounds --------------------------------------------------------------- */

static void
assert_none(struct place *place, enum buddy_round_state state)
{
	struct buddy_round round;
	struct err err;

	must(buddy_round_get(place->db, state, &round, &err));
	assert_int_equal(round.id, 0);
	assert_int_equal(round.group_count, 0);
	buddy_round_done(&round);
}

static void
test_proposal(void **state)
{
	struct buddy_round round;
	struct place place;
	int64_t ids[5];
	struct err err;

	(void)state;
	place_with_store(&place);
	assert_none(&place, BUDDY_PROPOSED);
	assert_none(&place, BUDDY_CONFIRMED);
	ids[0] = join(&place, "Ann");
	ids[1] = join(&place, "Bob");
	ids[2] = join(&place, "Cat");
	ids[3] = join(&place, "Dan");
	ids[4] = join(&place, "Eve");
	propose(&place, MONDAY, ids, 4, false);
	propose(&place, MONDAY + 7, ids, 5, false); /* replaces it */
	must(buddy_round_get(place.db, BUDDY_PROPOSED, &round, &err));
	assert_int_equal(round.state, BUDDY_PROPOSED);
	assert_int_equal(round.from, MONDAY + 7);
	assert_int_equal(round.to, MONDAY + 34);
	assert_int_equal(round.group_count, 2);
	assert_true(round.groups[0].locked);
	assert_int_equal(round.groups[0].count, 2);
	assert_int_equal(round.groups[0].members[1], ids[1]);
	assert_false(round.groups[1].locked);
	assert_int_equal(round.groups[1].count, 3);
	assert_int_equal(round.groups[1].members[2], ids[4]);
	buddy_round_done(&round);
	assert_none(&place, BUDDY_CONFIRMED);
	must(db_begin(place.db, &err));
	must(buddy_round_drop(place.db, &err));
	must(buddy_round_drop(place.db, &err)); /* none is no fault */
	must_fail(buddy_round_confirm(place.db, &err), ERR_UNAVAILABLE,
	    "no proposal");
	must(db_commit(place.db, &err));
	assert_none(&place, BUDDY_PROPOSED);
	place_done(&place);
}

static void
test_rounds(void **state)
{
	struct buddy_round round, past[4];
	struct place place;
	int64_t ids[4], swapped[4], first, second, third;
	struct err err;

	(void)state;
	place_with_store(&place);
	ids[0] = join(&place, "Ann");
	ids[1] = join(&place, "Bob");
	ids[2] = join(&place, "Cat");
	ids[3] = join(&place, "Dan");
	swapped[0] = ids[0], swapped[1] = ids[2];
	swapped[2] = ids[1], swapped[3] = ids[3];
	first = propose(&place, MONDAY - 28, ids, 4, true);
	second = propose(&place, MONDAY, ids, 4, true);
	third = propose(&place, MONDAY, swapped, 4, true); /* paired anew */
	propose(&place, MONDAY + 28, ids, 4, false);
	must(buddy_round_get(place.db, BUDDY_CONFIRMED, &round, &err));
	assert_int_equal(round.id, third);
	assert_int_equal(
	    buddy_group_of(&round, ids[2]), buddy_group_of(&round, ids[0]));
	buddy_round_done(&round);
	assert_int_equal(buddy_round_past(place.db, past, 4, &err), 3);
	assert_int_equal(past[0].id, third);
	assert_int_equal(past[0].state, BUDDY_CONFIRMED);
	assert_int_equal(past[1].id, second);
	assert_int_equal(past[1].state, BUDDY_ENDED);
	assert_int_equal(past[2].id, first);
	assert_int_equal(past[2].from, MONDAY - 28);
	assert_int_equal(past[2].group_count, 2);
	for (int i = 0; i < 3; i++)
		buddy_round_done(&past[i]);
	assert_int_equal(buddy_round_past(place.db, past, 1, &err), 1);
	assert_int_equal(past[0].id, third);
	buddy_round_done(&past[0]);
	place_done(&place);
}

/* A row's type of `again` stands right before the name: 9 is 1, 8 is 0. */
#define BOB_ASKS "\tBobbob"

static void
ask_or_not(struct place *place, int64_t id, bool again)
{
	struct err err;

	must(db_begin(place->db, &err));
	must(buddy_ask(place->db, id, again, &err));
	must(db_commit(place->db, &err));
	must(db_scrub_due(place->db, &err));
}

/* Neither store nor journal tells who asked, once that is over. */
static void
test_ask_no_trace(void **state)
{
	struct place place;
	int64_t ids[2];
	struct err err;

	(void)state;
	place_with_store(&place);
	ids[0] = join(&place, "Ann");
	ids[1] = join(&place, "Bob");
	assert_false(on_disk(&place, BOB_ASKS));
	ask_or_not(&place, ids[1], true);
	assert_true(on_disk(&place, BOB_ASKS));
	ask_or_not(&place, ids[1], false);
	assert_false(on_disk(&place, BOB_ASKS));
	ask_or_not(&place, ids[1], true);
	propose(&place, MONDAY, ids, 2, true);
	must(db_scrub_due(place.db, &err));
	assert_false(on_disk(&place, BOB_ASKS));
	place_done(&place);
}

/* Who asks for another buddy does so until a round is confirmed. */
static void
test_ask(void **state)
{
	struct buddy *people;
	struct place place;
	int64_t ids[2];
	struct err err;
	int count;

	(void)state;
	place_with_store(&place);
	ids[0] = join(&place, "Ann");
	ids[1] = join(&place, "Bob");
	must(db_begin(place.db, &err));
	must(buddy_ask(place.db, ids[1], true, &err));
	must(db_commit(place.db, &err));
	join(&place, "Bob"); /* what he tells anew does not change that */
	must(buddy_list(place.db, &people, &count, &err));
	assert_false(people[0].again);
	assert_true(people[1].again);
	buddy_list_free(people, count);
	propose(&place, MONDAY, ids, 2, true);
	must(buddy_list(place.db, &people, &count, &err));
	assert_false(people[1].again);
	buddy_list_free(people, count);
	place_done(&place);
}

/* --- "We connected" ------------------------------------------------------- */

static bool
connect(struct place *place, int32_t day, int most)
{
	struct err err;
	bool counted;

	must(db_begin(place->db, &err));
	must(buddy_connected(place->db, day, most, &counted, &err));
	must(db_commit(place->db, &err));
	return counted;
}

static int
connections(struct place *place, int32_t from, int32_t to)
{
	struct err err;
	int count;

	must(buddy_connections(place->db, from, to, &count, &err));
	return count;
}

/* As many a week as are allowed, whatever the day; then the next week. */
static void
test_connections(void **state)
{
	struct place place;

	(void)state;
	place_with_store(&place);
	assert_int_equal(connections(&place, 0, TODAY), 0);
	assert_true(connect(&place, MONDAY, 3));
	assert_true(connect(&place, MONDAY, 3));
	assert_true(connect(&place, MONDAY + 6, 3));
	assert_false(connect(&place, MONDAY + 3, 3));
	assert_false(connect(&place, MONDAY + 6, 3));
	assert_true(connect(&place, MONDAY + 7, 3));
	assert_false(connect(&place, MONDAY + 14, 0));
	assert_int_equal(connections(&place, MONDAY, MONDAY), 2);
	assert_int_equal(connections(&place, MONDAY, MONDAY + 6), 3);
	assert_int_equal(connections(&place, MONDAY, MONDAY + 14), 4);
	assert_int_equal(connections(&place, MONDAY + 1, MONDAY + 5), 0);
	place_done(&place);
}

/* --- A damaged store ------------------------------------------------------ */

static void
damage(struct place *place, const char *text)
{
	sqlite3 *handle;

	assert_int_equal(sqlite3_open(place->store, &handle), SQLITE_OK);
	assert_int_equal(
	    sqlite3_exec(handle, text, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(handle);
}

static void
test_damaged(void **state)
{
	struct buddy_round round;
	struct buddy *people;
	struct place place;
	int64_t ids[4];
	struct err err;
	int count;

	(void)state;
	place_with_store(&place);
	ids[0] = join(&place, "Ann");
	ids[1] = join(&place, "Bob");
	ids[2] = join(&place, "Cat");
	ids[3] = join(&place, "Dan");
	propose(&place, MONDAY, ids, 4, true);
	damage(&place, "UPDATE buddy_member SET place = 0");
	must_fail(buddy_round_get(place.db, BUDDY_CONFIRMED, &round, &err),
	    ERR_DATA, "damaged");
	assert_int_equal(round.group_count, 0);
	damage(&place, "UPDATE buddy_member SET place = 4000000");
	must_fail(
	    buddy_round_past(place.db, &round, 1, &err), ERR_DATA, "damaged");
	damage(&place, "INSERT INTO buddy_choice VALUES (99, 0, 'x', 'x')");
	must_fail(
	    buddy_list(place.db, &people, &count, &err), ERR_DATA, "damaged");
	assert_int_equal(count, 0);
	place_done(&place);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_people),
	    cmocka_unit_test(test_changed),
	    cmocka_unit_test(test_no_trace),
	    cmocka_unit_test(test_choices_of_others),
	    cmocka_unit_test(test_proposal),
	    cmocka_unit_test(test_rounds),
	    cmocka_unit_test(test_ask),
	    cmocka_unit_test(test_ask_no_trace),
	    cmocka_unit_test(test_connections),
	    cmocka_unit_test(test_damaged),
	};

	return run_in_memory(tests, sizeof(tests) / sizeof(*tests));
}
