/*
 * Somebody leaves the buddies and the program is killed at each of the calls
 * by which it changes the disk. Either they are still there, whole, or nothing
 * of their name is in any file of the store once the next start has finished
 * it.
 */
#include "tests/db/board.h"
#include "tests/fault/shim.h"

#include "db/repo_buddy.h"
#include "util/utf8.h"

#define SECRET "Zebrawitz"
#define LONG_ENOUGH 60 /* people, so that there is more than a page of them */

static char *
fold(const char *name)
{
	struct buf folded = BUF_INIT;

	utf8_fold(&folded, name);
	return buf_take(&folded);
}

static int64_t
join(struct place *place, const char *name, const char *not_with)
{
	struct buddy who = {.name = mem_copy(name),
	    .folded = fold(name),
	    .role = mem_copy("respiratory therapist"),
	    .shifts = BUDDY_BOTH,
	    .joined = TODAY};
	struct err err;
	int64_t id;

	who.choices[BUDDY_NOT_WITH].count = 1;
	who.choices[BUDDY_NOT_WITH].names[0] = mem_copy(not_with);
	who.choices[BUDDY_NOT_WITH].folded[0] = fold(not_with);
	must(db_begin(place->db, &err));
	must(buddy_keep(place->db, &who, &err));
	must(db_commit(place->db, &err));
	id = who.id;
	buddy_done(&who);
	return id;
}

static void
prepare(struct place *place)
{
	struct buddy_group group = {.count = 2};
	struct buddy_round round = {.from = TODAY,
	    .to = TODAY + 27,
	    .groups = &group,
	    .group_count = 1};
	struct err err;

	place_with_store(place);
	for (int i = 0; i < LONG_ENOUGH; i++) {
		char name[BUDDY_NAME_MAX];

		snprintf(name, sizeof(name), "Somebody Number %03d", i);
		if (i == LONG_ENOUGH / 2)
			group.members[1] = join(place, SECRET, "Somebody");
		group.members[0] = join(place, name, "Nobody at all");
	}
	must(db_begin(place->db, &err));
	must(buddy_round_propose(place->db, &round, &err));
	must(buddy_round_confirm(place->db, &err));
	must(db_commit(place->db, &err));
	assert_true(on_disk(place, SECRET));
}

/* As the app does it. */
static int
leave(struct db *db, struct err *err)
{
	int status = db_begin(db, err);

	if (status == OK)
		status = buddy_leave(db, SECRET, err);
	if (status == OK)
		status = db_commit(db, err);
	return status == OK ? db_scrub(db, err) : status;
}

/* Whole, or gone from the list and the round. */
static bool
is_gone(struct place *place)
{
	struct buddy_round round;
	struct buddy *people;
	struct err err;
	int count;
	bool gone;

	must(buddy_list(place->db, &people, &count, &err));
	must(buddy_round_get(place->db, BUDDY_CONFIRMED, &round, &err));
	gone = count == LONG_ENOUGH;
	assert_int_equal(count, LONG_ENOUGH + !gone);
	assert_int_equal(round.groups[0].count, gone ? 1 : 2);
	if (!gone)
		assert_int_equal(
		    people[count - 1].choices[BUDDY_NOT_WITH].count, 1);
	buddy_round_done(&round);
	buddy_list_free(people, count);
	return gone;
}

/* As a start does it. True if something was left to it. */
static bool
start(struct place *place)
{
	struct err err;
	bool gone, left;

	reopen(place);
	gone = is_gone(place);
	left = gone && on_disk(place, SECRET);
	must(db_scrub_due(place->db, &err));
	assert_int_equal(on_disk(place, SECRET), !gone);
	assert_int_equal(on_disk(place, "zebrawitz"), !gone);
	return left;
}

/* In another process up to the kill; false if that did not come. */
static bool
kill_at(struct place *place, enum shim_what what, int at)
{
	struct err err;
	int status;
	pid_t pid;

	db_close(place->db);
	place->db = NULL;
	pid = fork();
	if (pid == 0) {
		if (db_open(&place->db, place->store, DB_EXISTING, &err) != OK)
			_exit(1);
		shim_set(what, at, 0);
		_exit(leave(place->db, &err) != OK);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (WIFEXITED(status))
		assert_int_equal(WEXITSTATUS(status), 0);
	return WIFSIGNALED(status);
}

static void
test_killed(void **state)
{
	static const enum shim_what whats[] = {SHIM_KILL, SHIM_KILL_HALF};
	int kills = 0, left = 0;

	(void)state;
	for (int i = 0; i < 2; i++) {
		bool killed = true;

		for (int at = 1; killed; at++) {
			struct place place;

			prepare(&place);
			killed = kill_at(&place, whats[i], at);
			kills += killed;
			left += start(&place);
			assert_true(killed || is_gone(&place));
			place_done(&place);
		}
	}
	print_message("%d kills, %d left something\n", kills, left);
	assert_true(kills > 20 && left > 4);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_killed),
	};

	return run_in_memory(tests, sizeof(tests) / sizeof(*tests));
}
