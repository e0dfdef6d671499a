/*
 * Attack 10: the program is killed at every system call that changes a file,
 * while a box opens, takes check-ins and closes. Nothing that was accepted is
 * lost, no file shows an answer, and the round goes on or is closed.
 */
#include <string.h>
#include <unistd.h>

#include "db/db.h"
#include "db/repo_round.h"
#include "tests/pty/secret.h"
#include "tests/pty/trace.h"
#include "util/crypt.h"

#define PEOPLE 16
#define CALLS_MAX 400 /* far more than any of the commands makes */

static struct ward ward;

static int
set_up(void **state)
{
	/* Memory outlives a killed program as a disk does, and is quicker. */
	(void)state;
	ward_new(&ward, access("/dev/shm", W_OK) == 0 ? "/dev/shm" : NULL);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	ward_free(&ward);
	return 0;
}

struct fuse {
	int calls; /* that change something, until it blows */
	bool blown;
};

static bool
burn(void *context, const struct trace_call *call)
{
	struct fuse *fuse = context;

	if (call->child || !trace_changes(call) || --fuse->calls > 0)
		return true;
	fuse->blown = true;
	return false;
}

/* Runs a command and kills it at the n-th change. False if it came to its end
 * before, and then all was well with it. */
static bool
killed_at(struct said *said, int n, const char *input, const char *const *words)
{
	struct fuse fuse = {.calls = n};

	assert_true(n < CALLS_MAX);
	trace_run(said, input, words, burn, &fuse);
	if (!fuse.blown && said->status != 0)
		fail_msg("%s", buf_text(&said->complaint));
	return fuse.blown;
}

static int
occurrences(const struct said *said, const char *word)
{
	const char *at = buf_text(&said->output);
	int count = 0;

	while ((at = strstr(at, word))) {
		count++;
		at += strlen(word);
	}
	return count;
}

static int
open_rounds(void)
{
	struct said said;
	int count;

	if (said_run(&said, "", "round", "status", "--json", NULL) != 0)
		fail_msg("%s", buf_text(&said.complaint));
	count = occurrences(&said, "\"kind\"");
	said_forget(&said);
	return count;
}

static void
check_in(const struct form *form, int from, int to)
{
	struct buf blocks = BUF_INIT;

	secret_blocks(form, from, to, &blocks);
	ward_must(0, buf_text(&blocks), "checkin", "-", NULL);
	buf_done(&blocks);
}

static void
no_trace(const struct form *form, int people, int n)
{
	if (secret_traces_below(form, people, ward.folder) > 0)
		fail_msg("answers in clear after a kill at change %d", n);
}

/* What is in the open box, by its key, is exactly these people's. */
static void
holds(const struct form *form, int64_t round, int people)
{
	struct tally found, expected;

	secret_unseal(&ward, round, &found);
	secret_tally(form, people, &expected);
	assert_memory_equal(&found, &expected, sizeof(found));
}

static void
test_opening(void **state)
{
	static const char *const words[] = {"round", "open", NULL};
	bool killed = true;
	int n;

	(void)state;
	for (n = 1; killed; n++) {
		struct said said;
		int open;

		killed = killed_at(&said, n, "", words);
		open = open_rounds();
		if (said.status == 0 || said.output.len > 0)
			assert_int_equal(open, 1);
		said_forget(&said);
		if (open == 0)
			ward_must(0, "", "round", "open", NULL);
		assert_int_equal(open_rounds(), 1);
		assert_int_equal(ward_key_count(&ward), 1);
		ward_must(0, "", "round", "void", "--reason", "a trial", NULL);
		assert_int_equal(ward_key_count(&ward), 0);
	}
	print_message("killed at each of %d changes\n", n - 2);
	assert_true(n > 10);
}

static void
test_check_ins(void **state)
{
	static const char *const words[] = {"checkin", "-", NULL};
	struct form form;
	bool killed = true;
	int in = PEOPLE, n;
	int64_t round;

	(void)state;
	ward_must(0, "", "round", "open", NULL);
	round = secret_form(&ward, &form);
	check_in(&form, 0, in);
	for (n = 1; killed; n++) {
		struct buf blocks = BUF_INIT;
		struct said said;
		int accepted, now;

		secret_blocks(&form, in, in + 2, &blocks);
		killed = killed_at(&said, n, buf_text(&blocks), words);
		no_trace(&form, in + 2, n);
		accepted = occurrences(&said, "saved\n");
		now = (int)ward_number(
		    "checkins", "round", "status", "--json", NULL);
		assert_in_range(now, in + accepted, in + accepted + 1);
		assert_true(killed || accepted == 2);
		assert_true(now <= in + 2);
		in = now;
		holds(&form, round, in);
		said_forget(&said);
		buf_done(&blocks);
	}
	assert_int_equal(
	    ward_number("checkins", "round", "close", "--json", NULL), in);
	no_trace(&form, in, n);
	assert_int_equal(ward_key_count(&ward), 0);
	print_message("killed at each of %d changes\n", n - 2);
	assert_true(n > 10);
}

/* The round closed last has all the people. */
static void
closed_with(int people)
{
	struct err err = {""};
	struct round round;
	struct db *db;

	crypt_init();
	assert_int_equal(db_open(&db, ward.store, DB_EXISTING, &err), OK);
	assert_int_equal(round_last_closed(db, ROUND_HUDDLE, &round, &err), OK);
	assert_int_equal(round.checkins, people);
	db_close(db);
}

static void
test_closing(void **state)
{
	static const char *const words[] = {"round", "close", NULL};
	bool killed = true;
	int n;

	(void)state;
	for (n = 1; killed; n++) {
		int people = PEOPLE + n % 2;
		struct form form;
		struct said said;
		int64_t round;

		ward_must(0, "", "round", "open", NULL);
		round = secret_form(&ward, &form);
		check_in(&form, 0, people);
		killed = killed_at(&said, n, "", words);
		no_trace(&form, people, n);
		if (open_rounds() > 0) {
			assert_int_equal(said.output.len, 0);
			holds(&form, round, people);
			ward_must(0, "", "round", "close", NULL);
		}
		closed_with(people);
		assert_int_equal(ward_key_count(&ward), 0);
		no_trace(&form, people, n);
		said_forget(&said);
	}
	print_message("killed at each of %d changes\n", n - 2);
	assert_true(n > 10);
}

static void
test_notes(void **state)
{
	static const char *const words[] = {
	    "note", "add", "--kind", "pebble", "--theme", "other", "-", NULL};
	bool killed = true;
	int notes = 0, n;

	(void)state;
	for (n = 1; killed; n++) {
		struct said said, list;
		int now;

		killed = killed_at(&said, n, "Linen runs out", words);
		said_run(&list, "", "note", "list", NULL);
		now = occurrences(&list, "Linen runs out\n");
		assert_in_range(now, notes + (said.output.len > 0), notes + 1);
		notes = now;
		said_forget(&said);
		said_forget(&list);
	}
	print_message("killed at each of %d changes\n", n - 2);
	assert_true(n > 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_opening, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_check_ins, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_closing, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_notes, set_up, tear_down),
	};

	if (!trace_allowed()) {
		print_message("SKIPPED: this system forbids tracing, so the "
		              "program was not killed at its system calls\n");
		return 77;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
