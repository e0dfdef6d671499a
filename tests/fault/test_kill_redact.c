/*
 * A redaction is killed, or fails, at each of the calls by which it changes
 * the disk. What is redacted afterwards is in no file of the store once the
 * next start has finished it; what is not is as it was.
 */
#include "tests/db/board.h"
#include "tests/fault/shim.h"

#define SECRET "Zebrawitz"
#define LONG_ENOUGH 9 /* notes, so that there is more than a page of them */

struct tale {
	struct place place;
	char id[NOTE_ID_SIZE];
};

static void
prepare(struct tale *tale)
{
	place_with_store(&tale->place);
	for (int i = 0; i < LONG_ENOUGH; i++) {
		char text[480], id[NOTE_ID_SIZE];

		snprintf(text, sizeof(text), "%0450d", i);
		add_note(&tale->place, NOTE_PEBBLE, TODAY - i % 3, text, id);
	}
	add_note(&tale->place, NOTE_PEBBLE, TODAY, SECRET " is rude", tale->id);
	card_from(&tale->place, tale->id, TODAY);
	assert_true(on_disk(&tale->place, SECRET));
}

static int
redact(struct db *db, const char *id, struct err *err)
{
	struct request request = of_note(REQUEST_REDACT, id);
	int64_t card;

	request_text(&request, TEXT_REASON, "it named somebody");
	return ask(db, &request, TODAY, &card, err);
}

static bool
is_redacted(struct tale *tale)
{
	struct note note;
	struct err err;
	bool redacted;

	must(note_get(tale->place.db, tale->id, &note, &err));
	redacted = note.state == NOTE_REDACTED;
	assert_string_equal(note.text, redacted ? "" : SECRET " is rude");
	note_done(&note);
	return redacted;
}

/* As a start does it. True if something was left to it. */
static bool
start(struct tale *tale)
{
	struct err err;
	bool left;

	reopen(&tale->place);
	left = is_redacted(tale) && on_disk(&tale->place, SECRET);
	must(db_scrub_due(tale->place.db, &err));
	assert_int_equal(on_disk(&tale->place, SECRET), !is_redacted(tale));
	return left;
}

/* Redacts in another process up to the kill; false if that did not come. */
static bool
kill_at(struct tale *tale, enum shim_what what, int at)
{
	struct err err;
	int status;
	pid_t pid;

	db_close(tale->place.db);
	tale->place.db = NULL;
	pid = fork();
	if (pid == 0) {
		if (db_open(&tale->place.db, tale->place.store, DB_EXISTING,
		        &err) != OK)
			_exit(1);
		shim_set(what, at, 0);
		_exit(redact(tale->place.db, tale->id, &err) != OK);
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
			struct tale tale;

			prepare(&tale);
			killed = kill_at(&tale, whats[i], at);
			kills += killed;
			left += start(&tale);
			assert_true(killed || is_redacted(&tale));
			place_done(&tale.place);
		}
	}
	print_message("%d kills, %d left something\n", kills, left);
	assert_true(kills > 20 && left > 4);
}

/* Whoever asked is told, and the same program can still finish it. */
static void
test_failing_disk(void **state)
{
	int told = 0;
	bool struck = true;

	(void)state;
	for (int at = 1; struck; at++) {
		struct tale tale;
		struct err err = {""};
		int status;

		prepare(&tale);
		shim_set(SHIM_FAIL_EVER, at, EIO);
		status = redact(tale.place.db, tale.id, &err);
		struck = shim.seen >= at;
		shim_set(SHIM_OFF, 0, 0);
		assert_true(struck || status == OK);
		reopen(&tale.place);
		if (is_redacted(&tale) && status == OK)
			assert_false(on_disk(&tale.place, SECRET));
		/* Else a commit that failed in its last sync: it is done all
		 * the same, and the start finishes that one, too. */
		told += is_redacted(&tale) &&
		        strstr(err.text, "at its next start") != NULL;
		start(&tale);
		place_done(&tale.place);
	}
	print_message("told %d times\n", told);
	assert_true(told > 2);
}

/* A note that is taken back right after it was added leaves nothing either. */
static void
test_taken_back(void **state)
{
	bool struck = true;
	int left = 0;

	(void)state;
	for (int at = 1; struck; at++) {
		struct tale tale;
		char id[NOTE_ID_SIZE];
		struct note note;
		struct err err;

		prepare(&tale);
		add_note(&tale.place, NOTE_PEBBLE, TODAY, "Yakimono", id);
		shim_set(SHIM_FAIL_EVER, at, EIO);
		note_remove(tale.place.db, id, &err);
		struck = shim.seen >= at;
		shim_set(SHIM_OFF, 0, 0);
		reopen(&tale.place);
		must(note_get(tale.place.db, id, &note, &err));
		left += !note.id[0] && on_disk(&tale.place, "Yakimono");
		must(db_scrub_due(tale.place.db, &err));
		assert_int_equal(
		    on_disk(&tale.place, "Yakimono"), note.id[0] != '\0');
		note_done(&note);
		place_done(&tale.place);
	}
	assert_true(left > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_killed),
	    cmocka_unit_test(test_failing_disk),
	    cmocka_unit_test(test_taken_back),
	};

	return run_in_memory(tests, sizeof(tests) / sizeof(*tests));
}
