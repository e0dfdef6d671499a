/*
 * A process is killed at each of the calls by which it changes the disk, one
 * after the other, while it opens a round, checks somebody in, closes, ends
 * without a result, keeps a note, or makes a store. After every kill the next
 * start finds all that was accepted, nothing half, no key too many, and no
 * answer in clear.
 */
#include "tests/db/store.h"
#include "tests/fault/shim.h"

#include <sqlite3.h>

#include "db/box.h"
#include "db/repo_note.h"

#define PEOPLE 8

/* What the child did before it was killed. */
enum step { STEP_BEGUN = 1, STEP_ACCEPTED };

static struct response
person(int i)
{
	return answers(i % 5 + 1, (i * 2) % 5 + 1, i % 3 ? i % 3 : 5);
}

static void
prepare(struct place *place, bool with_round)
{
	struct round round = huddle_round();
	struct err err;
	int32_t checkins;

	place_with_store(place);
	if (with_round)
		must(round_open(place->db, &place->round_keys, &round, &err));
	for (int i = 0; with_round && i < PEOPLE; i++) {
		struct response response = person(i);

		must(round_checkin(place->db, &place->round_keys, round.id,
		    &response, &checkins, &err));
	}
	db_close(place->db);
	place->db = NULL;
}

/* --- What is done while the kill comes ---------------------------------- */

static int
do_open(struct place *place, struct err *err)
{
	struct round round = huddle_round();

	return round_open(place->db, &place->round_keys, &round, err);
}

static int
do_check_in(struct place *place, struct err *err)
{
	const struct response response = person(PEOPLE);
	int32_t checkins;

	return round_checkin(
	    place->db, &place->round_keys, 1, &response, &checkins, err);
}

static int
do_close(struct place *place, struct err *err)
{
	struct round round;

	return round_close(
	    place->db, &place->round_keys, 1, 14, 20000, &round, err);
}

static int
do_void(struct place *place, struct err *err)
{
	int32_t lost;

	return round_void(place->db, &place->round_keys, 1, "why", &lost, err);
}

static int
do_note(struct place *place, struct err *err)
{
	char text[] = "a pebble";
	struct note note;

	note_init(&note);
	note.kind = NOTE_PEBBLE;
	note.day = 20000;
	snprintf(note.theme, ID_SIZE, "other");
	note.text = text;
	return note_add(place->db, &note, &crypt_random, err);
}

/* --- What must hold afterwards ------------------------------------------ */

static int
one_number(const struct place *place, const char *sql)
{
	sqlite3 *handle;
	sqlite3_stmt *stmt;
	int value;

	assert_int_equal(sqlite3_open(place->store, &handle), SQLITE_OK);
	assert_int_equal(
	    sqlite3_prepare_v2(handle, sql, -1, &stmt, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	value = sqlite3_column_int(stmt, 0);
	sqlite3_finalize(stmt);
	sqlite3_close(handle);
	return value;
}

/* The counts of a question, before and after the one who was being added,
 * stand in no file. */
static void
no_answers_in_clear(const struct place *place)
{
	static const char *const ends[] = {"", "-journal", "-queue"};
	struct round round = huddle_round();
	struct tally tally = {0};

	for (int i = 0; i <= PEOPLE; i++) {
		struct response response = person(i);
		uint8_t plain[BOX_BYTES_MAX];

		tally_add(&round.form, &tally, &response);
		if (i < PEOPLE - 1)
			continue;
		tally_encode(&round.form, &tally, plain);
		for (int j = 0; j < 3; j++) {
			struct buf bytes;
			char path[400];

			snprintf(
			    path, sizeof(path), "%s%s", place->store, ends[j]);
			if (!file_exists(path))
				continue;
			bytes = bytes_of(path);
			for (size_t at = 0; at < 72; at += 24)
				assert_null(memmem(
				    bytes.text, bytes.len, plain + at, 24));
			buf_done(&bytes);
		}
	}
}

/* A round that is open can be used and closed, with all its answers. */
static void
closes_well(struct place *place, int people)
{
	struct round round = huddle_round();
	struct draw draws[DRAWS_MAX];
	struct tally tally = {0};
	struct err err;
	int64_t noise[DRAWS_MAX];

	for (int i = 0; i < people; i++) {
		struct response response = person(i);

		tally_add(&round.form, &tally, &response);
	}
	noise_to_come(place, 1, noise);
	must(round_close(place->db, &place->round_keys, 1, 0, 0, &round, &err));
	assert_int_equal(round.checkins, people);
	assert_int_equal(
	    round_draws_of(place->db, 1, draws, DRAWS_MAX, &err), 4);
	for (int i = 0; i < 3; i++)
		assert_int_equal(draws[i].counted - noise[i],
		    tally.counts[i][4] + tally.counts[i][5]);
	assert_int_equal(count_files(place->keys, "round-"), 0);
}

static void
after_open(struct place *place, enum step step)
{
	struct round round = huddle_round();
	struct err err;
	int rounds = one_number(place, "SELECT count(*) FROM round");

	assert_int_equal(rounds, one_number(place, "SELECT count(*) FROM box"));
	assert_true(rounds == 1 || step != STEP_ACCEPTED);
	assert_int_equal(count_files(place->keys, "round-"), rounds);
	if (rounds == 0)
		must(round_open(place->db, &place->round_keys, &round, &err));
	closes_well(place, 0);
}

static void
after_check_in(struct place *place, enum step step)
{
	int people = one_number(place, "SELECT checkins FROM box");

	no_answers_in_clear(place);
	assert_true(people == PEOPLE || people == PEOPLE + 1);
	assert_true(people == PEOPLE + 1 || step != STEP_ACCEPTED);
	assert_int_equal(count_files(place->keys, "round-"), 1);
	closes_well(place, people);
}

static void
after_end(struct place *place, enum step step, int draws)
{
	bool open = one_number(place, "SELECT state = 0 FROM round");

	no_answers_in_clear(place);
	assert_true(!open || step != STEP_ACCEPTED);
	assert_int_equal(one_number(place, "SELECT count(*) FROM box"), open);
	assert_int_equal(
	    one_number(place, "SELECT count(*) FROM draw"), open ? 0 : draws);
	assert_int_equal(count_files(place->keys, "round-"), open);
	if (open)
		closes_well(place, PEOPLE);
}

static void
after_close(struct place *place, enum step step)
{
	after_end(place, step, 4);
}

static void
after_void(struct place *place, enum step step)
{
	after_end(place, step, 0);
}

static void
after_note(struct place *place, enum step step)
{
	int notes = one_number(place, "SELECT count(*) FROM note");

	assert_true(notes == 1 || (notes == 0 && step != STEP_ACCEPTED));
}

/* --- Killing ------------------------------------------------------------ */

struct scenario {
	int (*act)(struct place *place, struct err *err);
	void (*check)(struct place *place, enum step step);
	bool with_round;
};

static void
child(struct place *place, const struct scenario *scenario, enum shim_what what,
    int at, int end)
{
	struct err err;
	char step = STEP_BEGUN;

	if (db_open(&place->db, place->store, DB_EXISTING, &err) != OK ||
	    !shim_say(end, &step, 1))
		_exit(1);
	shim_set(what, at, 0);
	if (scenario->act(place, &err) != OK)
		_exit(1);
	step = STEP_ACCEPTED;
	if (!shim_say(end, &step, 1))
		_exit(1);
	_exit(0);
}

/* Runs it up to the kill; false if it ended before its turn came. */
static bool
kill_at(struct place *place, const struct scenario *scenario,
    enum shim_what what, int at, enum step *step)
{
	int ends[2], status;
	char said;
	pid_t pid;

	assert_int_equal(pipe(ends), 0);
	pid = fork();
	if (pid == 0)
		child(place, scenario, what, at, ends[1]);
	close(ends[1]);
	*step = (enum step)0;
	while (read(ends[0], &said, 1) == 1)
		*step = (enum step)said;
	close(ends[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (WIFEXITED(status))
		assert_int_equal(WEXITSTATUS(status), 0);
	return WIFSIGNALED(status);
}

static void
kill_everywhere(const struct scenario *scenario, int at_least)
{
	const enum shim_what whats[] = {SHIM_KILL, SHIM_KILL_HALF};
	int kills = 0;

	for (int i = 0; i < 2; i++) {
		bool killed = true;

		for (int at = 1; killed; at++) {
			struct place place;
			enum step step;
			struct err err;
			char journal[400];

			prepare(&place, scenario->with_round);
			killed = kill_at(&place, scenario, whats[i], at, &step);
			assert_true(killed || step == STEP_ACCEPTED);
			assert_true(step >= STEP_BEGUN);
			kills += killed;
			must(
			    db_open(&place.db, place.store, DB_EXISTING, &err));
			/* Rolled back, but never freed with old pages in it. */
			snprintf(journal, sizeof(journal), "%s-journal",
			    place.store);
			assert_true(file_exists(journal));
			must(round_tidy(place.db, &place.round_keys, 0, &err));
			scenario->check(&place, step);
			place_done(&place);
		}
	}
	print_message("%d kills\n", kills);
	assert_true(kills >= at_least);
}

static void
test_open(void **state)
{
	(void)state;
	kill_everywhere(&(struct scenario){do_open, after_open, false}, 30);
}

static void
test_check_in(void **state)
{
	(void)state;
	kill_everywhere(
	    &(struct scenario){do_check_in, after_check_in, true}, 20);
}

static void
test_close(void **state)
{
	(void)state;
	kill_everywhere(&(struct scenario){do_close, after_close, true}, 30);
}

static void
test_void(void **state)
{
	(void)state;
	kill_everywhere(&(struct scenario){do_void, after_void, true}, 30);
}

static void
test_note(void **state)
{
	(void)state;
	kill_everywhere(&(struct scenario){do_note, after_note, false}, 20);
}

/* A store that was killed while it was made is refused or whole, and never
 * stands in the way of the next attempt once it is removed. */
static void
test_create(void **state)
{
	bool killed = true;
	int kills = 0;

	(void)state;
	for (int at = 1; killed; at++) {
		struct place place;
		struct err err;
		int status, opened;
		pid_t pid;

		place_init(&place);
		pid = fork();
		if (pid == 0) {
			shim_set(SHIM_KILL, at, 0);
			_exit(db_open(&place.db, place.store, DB_CREATE,
			          &err) != OK);
		}
		assert_int_equal(waitpid(pid, &status, 0), pid);
		killed = WIFSIGNALED(status);
		kills += killed;
		opened = db_open(&place.db, place.store, DB_EXISTING, &err);
		assert_true(opened == OK || opened == ERR_DATA);
		assert_true(killed || opened == OK);
		db_close(place.db);
		place.db = NULL;
		unlink(place.store);
		must(db_open(&place.db, place.store, DB_CREATE, &err));
		place_done(&place);
	}
	print_message("%d kills\n", kills);
	assert_true(kills > 20);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_open),
	    cmocka_unit_test(test_check_in),
	    cmocka_unit_test(test_close),
	    cmocka_unit_test(test_void),
	    cmocka_unit_test(test_note),
	    cmocka_unit_test(test_create),
	};

	return run_in_memory(tests, sizeof(tests) / sizeof(*tests));
}
