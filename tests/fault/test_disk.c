/*
 * Disks that fail: each call by which the store changes the disk fails once,
 * or from then on, as a full or a faulty disk makes it; and a real disk that
 * is full. There is a message, nothing accepted is lost, nothing is half
 * done, and all goes on when there is room.
 */
#include "tests/db/store.h"
#include "tests/fault/shim.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>

#include "db/repo_note.h"

struct fault {
	enum shim_what what;
	int error;
	const char *words; /* in the message, if it comes from the store */
};

static const struct fault faults[] = {
    {SHIM_FAIL_ONCE, ENOSPC, "disk is full"},
    {SHIM_FAIL_EVER, ENOSPC, "disk is full"},
    {SHIM_FAIL_ONCE, EIO, "disk reports a fault"},
    {SHIM_FAIL_EVER, EIO, "disk reports a fault"},
    {SHIM_FAIL_ONCE, EDQUOT, "disk is full"},
    {SHIM_FAIL_ONCE, EFBIG, "disk is full"},
    {SHIM_FAIL_EVER, EFBIG, "disk is full"},
};
#define FAULTS (int)(sizeof(faults) / sizeof(*faults))

static const struct response response = {{4, 2, 1}};

static void
with_round(struct place *place)
{
	place_with_store(place);
	assert_int_equal(open_with(place, 3), 1);
}

static int32_t
count_of(struct place *place)
{
	struct round round;
	struct err err;

	must(round_get(place->db, 1, &round, &err));
	return round.checkins;
}

static int32_t
check_in(struct place *place, int64_t id)
{
	struct err err;
	int32_t checkins;

	must(round_checkin(
	    place->db, &place->round_keys, id, &response, &checkins, &err));
	return checkins;
}

/* A failure has a status of disks, and words. (The answer of the second
 * process that tries locks may have been what failed.) */
static void
is_told(int status, const struct err *err, const struct fault *fault)
{
	assert_true(strlen(err->text) > 20);
	if (status == ERR_UNAVAILABLE) {
		assert_non_null(strstr(err->text, "could not try"));
		return;
	}
	assert_int_equal(status, ERR_CREATE);
	/* A limit on a file's size is told as what it means: no space. */
	if (!strstr(err->text, fault->words) &&
	    !strstr(err->text,
	        strerror(fault->error == EFBIG ? ENOSPC : fault->error)))
		fail_msg("%s", err->text);
}

/* The first call that never comes is where a scenario ends. */
static bool
was_struck(int at)
{
	return shim.seen >= at;
}

static void
test_check_in(void **state)
{
	int refused = 0, saved = 0;

	(void)state;
	for (int i = 0; i < FAULTS; i++) {
		struct place place;
		bool struck = true;
		int32_t before, checkins;

		with_round(&place);
		before = count_of(&place);
		for (int at = 1; struck; at++) {
			struct err err = {.text = ""};
			int32_t now;
			int status;

			shim_set(faults[i].what, at, faults[i].error);
			status = round_checkin(place.db, &place.round_keys, 1,
			    &response, &checkins, &err);
			struck = was_struck(at);
			shim_set(SHIM_OFF, 0, 0);
			assert_false(db_writing(place.db));
			if (status != OK)
				is_told(status, &err, &faults[i]);
			refused += status != OK;
			saved += status == OK;
			assert_true(struck || status == OK);
			/* By this connection, and by a new one. */
			now = count_of(&place);
			assert_true(now == before + 1 ||
			            (now == before && status != OK));
			reopen(&place);
			assert_int_equal(count_of(&place), now);
			/* There is room again. */
			must(round_checkin(place.db, &place.round_keys, 1,
			    &response, &checkins, &err));
			assert_int_equal(checkins, now + 1);
			before = now + 1;
		}
		place_done(&place);
	}
	print_message("%d refused, %d saved\n", refused, saved);
	assert_true(refused >= 5 * FAULTS && saved >= FAULTS);
}

static void
test_close(void **state)
{
	int refused = 0;

	(void)state;
	for (int i = 0; i < FAULTS; i++) {
		bool struck = true;

		for (int at = 1; struck; at++) {
			struct place place;
			struct round round;
			struct draw draws[DRAWS_MAX];
			struct err err = {.text = ""};
			int status, kept;

			with_round(&place);
			shim_set(faults[i].what, at, faults[i].error);
			status = round_close(
			    place.db, &place.round_keys, 1, 9, 0, &round, &err);
			struck = was_struck(at);
			shim_set(SHIM_OFF, 0, 0);
			assert_false(db_writing(place.db));
			if (status != OK)
				is_told(status, &err, &faults[i]);
			refused += status != OK;
			reopen(&place);
			must(round_tidy(place.db, &place.round_keys, 0, &err));
			must(round_get(place.db, 1, &round, &err));
			kept =
			    round_draws_of(place.db, 1, draws, DRAWS_MAX, &err);
			assert_true(
			    round.state == ROUND_CLOSED ||
			    (round.state == ROUND_OPEN && status != OK));
			assert_int_equal(
			    kept, round.state == ROUND_CLOSED ? 4 : 0);
			assert_int_equal(count_files(place.keys, "round-"),
			    round.state == ROUND_OPEN);
			if (round.state == ROUND_OPEN)
				must(round_close(place.db, &place.round_keys, 1,
				    9, 0, &round, &err));
			assert_int_equal(round.checkins, 3);
			place_done(&place);
		}
	}
	print_message("%d refused\n", refused);
	assert_true(refused >= 5 * FAULTS);
}

static void
test_open(void **state)
{
	int refused = 0;

	(void)state;
	for (int i = 0; i < FAULTS; i++) {
		bool struck = true;

		for (int at = 1; struck; at++) {
			struct place place;
			struct round round = huddle_round(), list[2];
			struct err err = {.text = ""};
			int status, open;

			place_with_store(&place);
			shim_set(faults[i].what, at, faults[i].error);
			status = round_open(
			    place.db, &place.round_keys, &round, &err);
			struck = was_struck(at);
			shim_set(SHIM_OFF, 0, 0);
			if (status != OK)
				is_told(status, &err, &faults[i]);
			refused += status != OK;
			reopen(&place);
			must(round_tidy(place.db, &place.round_keys, 0, &err));
			open = round_list_open(place.db, list, 2, &err);
			assert_true(open == 1 || (open == 0 && status != OK));
			if (open == 0)
				must(round_open(
				    place.db, &place.round_keys, &round, &err));
			/* Whatever was said: what is open has its key. */
			assert_int_equal(count_files(place.keys, "round-"), 1);
			assert_int_equal(check_in(&place, 1), 1);
			place_done(&place);
		}
	}
	print_message("%d refused\n", refused);
	assert_true(refused >= 8 * FAULTS);
}

static void
test_create(void **state)
{
	int refused = 0;

	(void)state;
	for (int i = 0; i < FAULTS; i++) {
		bool struck = true;

		for (int at = 1; struck; at++) {
			struct place place;
			struct err err = {.text = ""};
			int status;

			place_init(&place);
			shim_set(faults[i].what, at, faults[i].error);
			status =
			    db_open(&place.db, place.store, DB_CREATE, &err);
			struck = was_struck(at);
			shim_set(SHIM_OFF, 0, 0);
			if (status != OK) {
				refused++;
				is_told(status, &err, &faults[i]);
				assert_null(place.db);
			}
			/* What cannot be unlinked stays. */
			if (status != OK &&
			    (faults[i].error != EIO ||
			        faults[i].what != SHIM_FAIL_EVER))
				assert_int_equal(
				    count_files(place.folder, "huddle.db"),
				    count_files(
				        place.folder, "huddle.db-probe"));
			place_done(&place);
		}
	}
	print_message("%d refused\n", refused);
	assert_true(refused >= 10 * FAULTS);
}

/* --- A real disk that is full ------------------------------------------- */

static void
write_note(struct place *place, int status, const char *words)
{
	char text[400];
	struct err err = {.text = ""};
	struct note note;
	int said;

	note_init(&note);
	note.kind = NOTE_PEBBLE;
	note.day = 20000;
	snprintf(note.theme, ID_SIZE, "other");
	note.text = text;
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	/* Free pages of the store may take some. */
	do
		said = note_add(place->db, &note, &crypt_random, &err);
	while (said == OK && status != OK);
	if (said != status || !strstr(err.text, words))
		fail_msg("%d: %s", said, err.text);
}

/* Takes what room is left; the number of bytes. */
static long
take_room(const char *path)
{
	static const char block[512];
	int fd = open(path, O_WRONLY | O_CREAT, 0600);
	long taken = 0;

	assert_true(fd >= 0);
	while (write(fd, block, sizeof(block)) == (ssize_t)sizeof(block))
		taken += (long)sizeof(block);
	close(fd);
	return taken;
}

static void
fill_and_go_on(const char *folder)
{
	struct place place;
	struct note_filter filter = note_filter_all;
	struct note *notes;
	struct round round = huddle_round();
	struct err err;
	char filler[400];
	int before, after;

	setenv("TMPDIR", folder, 1);
	with_round(&place);
	snprintf(filler, sizeof(filler), "%s/filler", place.folder);
	assert_true(take_room(filler) > 0);
	/* Whatever the disk: who is in stays in. */
	write_note(&place, ERR_CREATE, "the disk is full");
	assert_int_equal(count_of(&place), 3);
	round.kind = ROUND_WALKUP;
	must_fail(round_open(place.db, &place.round_keys, &round, &err),
	    ERR_CREATE, "No space left");
	assert_int_equal(count_files(place.keys, "round-"), 1);
	/* A check-in overwrites what is there already: it needs no room. */
	assert_int_equal(check_in(&place, 1), 4);
	must(note_list(place.db, &filter, &notes, &before, &err));
	note_list_done(notes, before);
	reopen(&place);
	assert_int_equal(check_in(&place, 1), 5);

	assert_int_equal(unlink(filler), 0);
	write_note(&place, OK, "");
	must(note_list(place.db, &filter, &notes, &after, &err));
	note_list_done(notes, after);
	assert_int_equal(after, before + 1);
	must(round_close(place.db, &place.round_keys, 1, 0, 0, &round, &err));
	assert_int_equal(round.checkins, 5);
	place_done(&place);
}

/* In a process of its own, whose mounts nobody else sees. */
static void
test_full(void **state)
{
	char folder[] = "/tmp/huddle-full.XXXXXX";
	int status;
	pid_t child;

	(void)state;
	assert_non_null(mkdtemp(folder));
	child = fork();
	if (child == 0) {
		if (unshare(CLONE_NEWNS) < 0 ||
		    mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0 ||
		    mount("none", folder, "tmpfs", 0, "size=1m") < 0)
			_exit(77);
		fill_and_go_on(folder);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	rmdir(folder);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 77) {
		print_message("NOT TESTED: this system lets nobody mount a "
		              "small disk here\n");
		skip();
	}
	assert_int_equal(status, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_check_in),
	    cmocka_unit_test(test_close),
	    cmocka_unit_test(test_open),
	    cmocka_unit_test(test_create),
	    cmocka_unit_test(test_full),
	};

	return run_in_memory(tests, sizeof(tests) / sizeof(*tests));
}
