/*
 * Boxes that open and close by themselves: the real program on a terminal,
 * over three weeks of a clock that is moved, and the commands beside it, which
 * open nothing.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/repo_round.h"
#include "tests/pty/pty.h"
#include "tests/pty/ward.h"
#include "util/crypt.h"
#include "util/date.h"
#include "util/file.h"
#include "util/mem.h"

#define ROSTER 20
#define RELEASES_BY_THEN 13

/* Of the shipped drivers, whose turn it is in the weeks from Monday on. */
#define ON_NOVEMBER_23                                                         \
	"At your last handover, were you told what you had to know?"
#define ON_NOVEMBER_30                                                         \
	"When something does not look right here, can you say so?"
#define ON_DECEMBER_7 "How much say do you have in when you work?"

static struct {
	struct ward ward;
	char *folder; /* the ward's is in it */
	char *clock;  /* the file that says what time it is */
	char *settings;
	struct pty *pty;
} world;

/* --- The clock ------------------------------------------------------------ */

static void
put(const char *path, const char *text, mode_t mode)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(path, mode), 0);
}

static void
at(const char *moment)
{
	put(world.clock, moment, 0600);
}

/* Stands for the program, and tells it the time of the file. */
static void
move_clock(void)
{
	char *program = realpath(ward_program(), NULL);
	char *wrapper = mem_printf("%s/at", world.folder);
	char *script = mem_printf("#!/bin/sh\nTZ=UTC exec faketime -f "
	                          "\"@$(cat '%s')\" '%s' \"$@\"\n",
	    world.clock, program);

	put(wrapper, script, 0700);
	setenv("HUDDLE", wrapper, 1);
	free(script);
	free(wrapper);
	free(program);
}

/* --- The unit ------------------------------------------------------------- */

static void
say(const char *more)
{
	char *text =
	    mem_printf("%sroster = %d;\n%s", world.settings, ROSTER, more);

	put(world.ward.config, text, 0600);
	free(text);
}

/* As the commented line of the file shows it. */
static void
pin_an_item(void)
{
	char *line = strstr(world.settings, "# pin = \"time-to-eat\";");

	assert_non_null(line);
	memcpy(line, "  ", 2);
}

static void
see(const char *text)
{
	if (!pty_wait_text(world.pty, text))
		fail_msg("\"%s\" did not come", text);
}

static void
start(void)
{
	char *argv[] = {(char *)ward_program(), NULL};

	world.pty = pty_new(&(struct pty_start){.argv = argv});
	see("c check in");
	see("4 West");
}

static void
leave(void)
{
	int code;

	pty_keys(world.pty, "q");
	assert_true(pty_wait_end(world.pty, PTY_PATIENCE, &code));
	assert_int_equal(code, 0);
	pty_free(world.pty);
	world.pty = NULL;
}

/* One person answers what stands open, by `keys` from home. */
static void
check_in(const char *keys, const char *prompt)
{
	pty_keys(world.pty, keys);
	see(prompt);
	see("1 of 1");
	pty_keys(world.pty, "4");
	see("Enter drop");
	pty_keys(world.pty, "\r");
	see("Saved. Thank you.");
	pty_keys(world.pty, "\033");
	see("h huddle");
}

static void
boxes(const char *expected)
{
	struct said said;

	assert_int_equal(said_run(&said, "", "round", "status", NULL), 0);
	assert_string_equal(buf_text(&said.output), expected);
	said_forget(&said);
}

/* The last walk-up box that was closed. */
static void
last_closed(const char *day, int checkins)
{
	struct round *round = mem_new(1, sizeof(*round));
	struct db *db;
	struct err err;
	int32_t number;

	assert_true(date_parse(day, &number));
	assert_int_equal(db_open(&db, world.ward.store, DB_EXISTING, &err), OK);
	assert_int_equal(round_last_closed(db, ROUND_WALKUP, round, &err), OK);
	assert_true(round->id > 0);
	assert_int_equal(round->shift.day, number);
	assert_int_equal(round->checkins, checkins);
	assert_int_equal(round->headcount, ROSTER);
	assert_int_equal(round->form.question_count, 1);
	db_close(db);
	free(round);
}

/* --- What happens --------------------------------------------------------- */

/* Off by default: neither the program nor a command opens one. */
static void
nothing_by_itself(void **state)
{
	(void)state;
	say("");
	at("2026-11-18 14:00:00");
	start();
	assert_int_equal(pty_find(world.pty, "w answers", NULL), -1);
	leave();
	say("walkups = [\"drivers\"];\n");
	boxes("No box is open.\n");
	ward_must(0, "", "round", "open", NULL);
	ward_must(
	    0, "", "round", "close", NULL); /* the only one that is open */
}

/* In a week: one box, one question, until the week is over. */
static void
a_week_has_one_box(void **state)
{
	(void)state;
	at("2026-11-25 14:00:00");
	start();
	see("This week's question      open; w");
	check_in("c", ON_NOVEMBER_23);
	see("open; w answers");
	leave();
	at("2026-11-29 23:50:00"); /* Sunday night still belongs to it */
	start();
	see("open; w answers");
	check_in("w", ON_NOVEMBER_23);
	leave();
	boxes("drivers          fewer than 5 checked in\n");
	at("2026-11-30 03:00:00");
	boxes("drivers          fewer than 5 checked in\n");
}

/* The program stands open while a week ends: at the first huddle's time the
 * next question is there. */
static void
a_new_week_begins(void **state)
{
	(void)state;
	at("2026-11-30 06:44:55");
	start();
	see("open; w answers");
	see("nobody has checked in yet"); /* the huddle's */
	last_closed("2026-11-30", 2);
	pty_keys(world.pty, "w");
	see(ON_NOVEMBER_30);
	pty_keys(world.pty, "\033");
	/* With a huddle's box c leads there, and w to this one. */
	pty_keys(world.pty, "c");
	see("1 of 3");
	pty_keys(world.pty, "453\r");
	see("Also open, if you like: This week's question (w)");
	pty_keys(world.pty, "w");
	see(ON_NOVEMBER_30);
	pty_keys(world.pty, "\033");
	see("h huddle");
	leave();
	ward_must(0, "", "round", "void", "--round", "huddle", "--reason",
	    "a trial", NULL);
}

/* What was closed by hand comes again with the next week. */
static void
closed_by_hand_stays_closed(void **state)
{
	(void)state;
	at("2026-12-01 14:00:00");
	ward_must(0, "", "round", "close", NULL);
	last_closed("2026-12-01", 0);
	start();
	assert_int_equal(pty_find(world.pty, "w answers", NULL), -1);
	leave();
	at("2026-12-08 14:00:00");
	start();
	see("open; w answers");
	leave();
}

/* A pinned item is asked with the next box, not in the open one; commands
 * close what is over, and open nothing. */
static void
pinned_from_the_next_box_on(void **state)
{
	(void)state;
	pin_an_item();
	say("walkups = [\"drivers\"];\n");
	start();
	check_in("w", ON_DECEMBER_7);
	leave();
	at("2026-12-15 14:00:00");
	boxes("No box is open.\n");
	last_closed("2026-12-15", 1);
	start();
	check_in("w", "did you get to sit down and eat?");
	leave();
	at("2026-12-22 14:00:00");
	start();
	check_in("w", "did you get to sit down and eat?");
	leave();
	/* Taken off the list: it is left for who closes it by hand. */
	say("");
	at("2027-01-05 14:00:00");
	boxes("drivers          fewer than 5 checked in\n");
	ward_must(0, "", "round", "close", NULL);
	boxes("No box is open.\n");
}

/* A month has one as well, beside that of the week: c asks which. */
static void
several_side_by_side(void **state)
{
	(void)state;
	say("walkups = [\"drivers\", \"practice\"];\n");
	at("2027-01-20 14:00:00");
	start();
	see("This week's question      open; w");
	see("How the work runs         open; w");
	pty_keys(world.pty, "w");
	see("Which box?");
	pty_keys(world.pty, "2");
	see("1 of 8");
	pty_keys(world.pty, "\033");
	see("h huddle");
	leave();
	at("2027-01-24 14:00:00");
	boxes("drivers          fewer than 5 checked in\n"
	      "practice         fewer than 5 checked in\n");
	at("2027-01-31 14:00:00");
	boxes("practice         fewer than 5 checked in\n");
	at("2027-02-01 14:00:00");
	boxes("No box is open.\n");
}

/* Other words under the same version: the open box takes no more answers, and
 * no new one opens, until the version is raised. */
static void
words_that_were_changed(void **state)
{
	char *path =
	    mem_printf("%s/instruments/drivers.conf", world.ward.folder);
	struct buf text = BUF_INIT;
	struct err err;
	char *at_word, *at_brace;

	(void)state;
	say("walkups = [\"drivers\"];\n");
	at("2027-02-03 14:00:00");
	start();
	see("open; w answers");
	leave();
	assert_int_equal(file_read(path, FILE_TEXT_MAX, &text, &err), OK);
	at_word = strstr(text.text, "On your last shift");
	assert_non_null(at_word);
	memcpy(at_word, "In", 2);
	put(path, text.text, 0600);
	start();
	pty_keys(world.pty, "w");
	see("The questions were changed while the box was open.");
	pty_keys(world.pty, "\033");
	see("h huddle");
	leave();
	at("2027-02-10 14:00:00");
	start();
	see("was asked in other words");
	leave();
	boxes("No box is open.\n");
	at_word = strstr(text.text, "version = 1");
	assert_non_null(at_word);
	memcpy(at_word, "version = 2", 11);
	put(path, text.text, 0600);
	start();
	see("open; w answers");
	leave();
	/* Raised, broken or gone while a box is open: no words, no answers. */
	at_word[10] = '3';
	put(path, text.text, 0600);
	start();
	see("its questions were changed; close or void it");
	leave();
	at_word[10] = '2';
	at_brace = strrchr(text.text, '}');
	assert_non_null(at_brace);
	*at_brace = '{';
	put(path, text.text, 0600);
	start();
	pty_keys(world.pty, "w");
	see("drivers.conf has faults, or");
	leave();
	/* Its time comes, and why no other opens is told as it is. */
	ward_must(0, "", "round", "void", "--round", "drivers", "--reason",
	    "broken", NULL);
	at("2027-02-15 14:00:00");
	start();
	see("drivers.conf has faults, or");
	leave();
	at("2027-02-10 14:00:00");
	*at_brace = '}';
	put(path, text.text, 0600);
	buf_done(&text);
	free(path);
}

static void
releases(int expected)
{
	struct said said;
	int lines = 0;

	assert_int_equal(said_run(&said, "", "release", "list", NULL), 0);
	for (const char *at = buf_text(&said.output); *at; at++)
		lines += *at == '\n';
	if (lines != expected)
		fail_msg("%s", buf_text(&said.output));
	said_forget(&said);
}

/* Whatever is done under it, and however often: no box closes or opens, and
 * nothing of the future is sealed. A manager's word ends it. */
static void
a_wrong_clock_moves_nothing(void **state)
{
	(void)state;
	at("2027-02-15 14:00:00");
	start();
	see("open; w answers");
	leave();
	releases(RELEASES_BY_THEN);
	at("2028-03-21 14:00:00");
	for (int i = 0; i < 2; i++) {
		ward_must(0, "", "status", NULL);
		ward_must(0, "The door sticks", "note", "add", "--kind",
		    "pebble", "--theme", "supplies", "-", NULL);
		ward_must(0, "", "round", "open", NULL);
		ward_must(0, "", "round", "void", "--round", "huddle",
		    "--reason", "a trial", NULL);
		start();
		see("open; w answers");
		leave();
		boxes("drivers          fewer than 5 checked in\n");
		releases(RELEASES_BY_THEN);
	}
	at("2027-02-16 14:00:00");
	start();
	see("open; w answers");
	leave();
	at("2027-02-23 14:00:00");
	boxes("drivers          fewer than 5 checked in\n");
	releases(RELEASES_BY_THEN);
	ward_must(0, "", "release", "seal", "--confirm-clock", NULL);
	releases(RELEASES_BY_THEN + 1);
	boxes("No box is open.\n");
	start();
	see("open; w answers");
	leave();
}

/* A clock that is ahead by less than is doubted opens a later box; set right,
 * it asks nobody again for the time before. */
static void
a_clock_set_back_asks_nobody_again(void **state)
{
	(void)state;
	at("2027-03-09 14:00:00");
	start();
	check_in("w", "?");
	leave();
	at("2027-02-23 14:00:00");
	ward_must(0, "", "release", "seal", "--confirm-clock", NULL);
	for (int i = 0; i < 2; i++) {
		start();
		assert_int_equal(pty_find(world.pty, "w answers", NULL), -1);
		leave();
		boxes("No box is open.\n");
		at("2027-03-09 14:00:00");
	}
	at("2027-03-15 14:00:00");
	start();
	see("open; w answers");
	leave();
}

/* What init wrote, wherever this machine is. */
static char *
settings_in_utc(void)
{
	struct buf text = BUF_INIT;
	struct err err;
	char *zone, *result;

	assert_int_equal(
	    file_read(world.ward.config, FILE_TEXT_MAX, &text, &err), OK);
	zone = strstr(text.text, "\ntimezone = ");
	assert_non_null(zone);
	*zone = '\0';
	result = mem_printf(
	    "%s\ntimezone = \"UTC\";%s", text.text, strchr(zone + 1, '\n'));
	buf_done(&text);
	return result;
}

/* The sanitizer's library then is not the first one. */
static void
allow_preloading(void)
{
	const char *options = getenv("ASAN_OPTIONS");
	char *more =
	    mem_printf("%s:verify_asan_link_order=0", options ? options : "");

	setenv("ASAN_OPTIONS", more, 1);
	free(more);
}

static int
make(void **state)
{
	const char *temporary = getenv("TMPDIR");

	(void)state;
	if (access("/usr/bin/faketime", X_OK) != 0) {
		print_message("faketime is not installed\n");
		return -1;
	}
	allow_preloading();
	crypt_init();
	world.folder =
	    mem_printf("%s/walkups.XXXXXX", temporary ? temporary : "/tmp");
	assert_non_null(mkdtemp(world.folder));
	world.clock = mem_printf("%s/clock", world.folder);
	move_clock();
	at("2026-11-18 13:00:00");
	ward_new(&world.ward, world.folder);
	world.settings = settings_in_utc();
	return 0;
}

static int
drop(void **state)
{
	(void)state;
	pty_free(world.pty);
	ward_free(&world.ward);
	unlink(world.clock);
	unlink(getenv("HUDDLE"));
	rmdir(world.folder);
	free(world.folder);
	free(world.settings);
	free(world.clock);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(nothing_by_itself),
	    cmocka_unit_test(a_week_has_one_box),
	    cmocka_unit_test(a_new_week_begins),
	    cmocka_unit_test(closed_by_hand_stays_closed),
	    cmocka_unit_test(pinned_from_the_next_box_on),
	    cmocka_unit_test(several_side_by_side),
	    cmocka_unit_test(words_that_were_changed),
	    cmocka_unit_test(a_wrong_clock_moves_nothing),
	    cmocka_unit_test(a_clock_set_back_asks_nobody_again),
	};

	return cmocka_run_group_tests_name("walkups", tests, make, drop);
}
