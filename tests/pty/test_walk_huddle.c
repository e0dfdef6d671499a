/*
 * A whole huddle, as a charge nurse and twelve people hold it: the real
 * program on a terminal, by its keys alone, killed in the middle, taken up
 * again, closed. Then what the store says of it.
 */
#include <ctype.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/repo_huddle.h"
#include "db/repo_round.h"
#include "tests/pty/pty.h"
#include "tests/pty/ward.h"
#include "util/crypt.h"
#include "util/mem.h"

#define PEOPLE 12
#define HEADCOUNT "14"
#define ENTER "\r"
#define ESC "\033"
#define WIPE_SCROLLBACK "\033[3J"
#define PEBBLE "Linen runs out before noon"

struct walk {
	int rows, columns;
	const char *const *env;
	int people_before_kill;
	bool kill_in_note; /* else in the middle of a check-in */

	struct ward ward;
	struct pty *pty;
	char *fresh; /* the check-in page as the first person sees it */
	int keys;    /* of the last person */
};

static void
see(struct walk *walk, const char *text)
{
	if (!pty_wait_text(walk->pty, text))
		fail_msg("\"%s\" did not come", text);
}

/* A key, and what must come of it. */
static void
press(struct walk *walk, const char *keys, const char *text)
{
	pty_keys(walk->pty, keys);
	walk->keys++;
	see(walk, text);
}

static void
start(struct walk *walk)
{
	char *argv[] = {(char *)ward_program(), NULL};

	walk->pty = pty_new(&(struct pty_start){.rows = walk->rows,
	    .columns = walk->columns,
	    .env = walk->env,
	    .argv = argv});
	see(walk, "c check in");
	see(walk, "4 West");
}

/* --- The end of a program ------------------------------------------------- */

/* The process below its keeper. */
static pid_t
child_of(pid_t parent)
{
	DIR *all = opendir("/proc");
	struct dirent *entry;
	pid_t found = 0;

	assert_non_null(all);
	while (!found && (entry = readdir(all))) {
		char *path = mem_printf("/proc/%s/stat", entry->d_name);
		FILE *stat = isdigit((unsigned char)entry->d_name[0])
		                 ? fopen(path, "r")
		                 : NULL;
		int pid, above;

		if (stat &&
		    fscanf(stat, "%d (%*[^)]) %*c %d", &pid, &above) == 2 &&
		    above == parent)
			found = pid;
		if (stat)
			fclose(stat);
		free(path);
	}
	closedir(all);
	return found;
}

static void
gone(struct walk *walk, int wanted)
{
	const char *written;
	int code;

	assert_true(pty_wait_end(walk->pty, PTY_PATIENCE, &code));
	assert_int_equal(code, wanted);
	assert_true(pty_wait_blank(walk->pty));
	written = pty_written(walk->pty, NULL);
	assert_non_null(strstr(written, WIPE_SCROLLBACK));
	assert_true(pty_cooked(walk->pty));
	pty_free(walk->pty);
	walk->pty = NULL;
}

/* kill -9: nothing of it stays on the screen, above it, or half in the
 * store. */
static void
kill_it(struct walk *walk)
{
	pid_t program = child_of(pty_pid(walk->pty));

	assert_true(program > 0);
	pty_forget(walk->pty);
	assert_int_equal(kill(program, SIGKILL), 0);
	gone(walk, 128 + SIGKILL);
}

/* --- People --------------------------------------------------------------- */

/* The page without its line for messages. */
static char *
page(struct walk *walk)
{
	struct buf out = BUF_INIT;

	for (int row = 0; row < walk->rows; row++)
		if (row != walk->rows - 3)
			buf_addf(&out, "%s\n", pty_row(walk->pty, row));
	return buf_take(&out);
}

static bool
same_page(struct pty *pty, void *context)
{
	struct walk *walk = context;
	char *now = page(walk);
	bool same = strcmp(now, walk->fresh) == 0;

	(void)pty;
	free(now);
	return same;
}

/* The cursor goes to its place last, when the footer is there already. */
static bool
drawn(struct pty *pty, void *context)
{
	int row, column;

	(void)context;
	pty_cursor(pty, &row, &column);
	return pty_find(pty, "   Esc leave   ", NULL) >= 0 &&
	       pty_find(pty, "How much energy", NULL) == row;
}

/* Nothing tells the next person what the one before has answered. */
static void
page_is_fresh(struct walk *walk)
{
	assert_true(pty_wait_until(walk->pty, drawn, NULL));
	if (!walk->fresh)
		walk->fresh = page(walk);
	assert_true(pty_wait_until(walk->pty, same_page, walk));
}

static bool
saved(struct pty *pty, void *context)
{
	(void)context;
	return pty_find(pty, "1 of 3", NULL) >= 0 &&
	       pty_find(pty, "Saved. Thank you.", NULL) >= 0;
}

/* Three answers and Enter: exactly four keys. */
static void
check_in(struct walk *walk, int person)
{
	char key[2] = {'1', '\0'};

	page_is_fresh(walk);
	walk->keys = 0;
	key[0] = (char)('1' + person % 5);
	press(walk, key, "2 of 3");
	key[0] = (char)('1' + person % 4);
	press(walk, key, "3 of 3");
	key[0] = (char)('1' + (person + 2) % 5);
	press(walk, key, "your answers");
	pty_keys(walk->pty, ENTER);
	walk->keys++;
	assert_true(pty_wait_until(walk->pty, saved, NULL));
	assert_int_equal(walk->keys, 4);
}

static void
check_in_all(struct walk *walk, int from, int to)
{
	press(walk, "c", "1 of 3");
	for (int person = from; person < to; person++)
		check_in(walk, person);
}

static void
back_to_huddle(struct walk *walk, int people)
{
	char *said = mem_printf("%d have checked in", people);

	press(walk, ESC, said);
	see(walk, "step 2 of 4");
	free(said);
}

/* --- The huddle ----------------------------------------------------------- */

static void
begin(struct walk *walk)
{
	press(walk, "h", "Which huddle?");
	press(walk, "1", "step 1 of 4");
	press(walk, ENTER, "step 2 of 4");
	see(walk, "nobody has checked in yet");
}

static void
resume(struct walk *walk, const char *step)
{
	start(walk);
	see(walk, "A huddle is under way");
	press(walk, "h", step);
	press(walk, ENTER, "Enter ");
	see(walk, step);
}

static void
close_box(struct walk *walk)
{
	press(walk, ENTER, "How many people are at this huddle?");
	press(walk, HEADCOUNT, HEADCOUNT);
	press(walk, ENTER, "give or take");
	see(walk, "had what they needed");
	see(walk, "12 of " HEADCOUNT " checked in.");
}

static void
write_pebble(struct walk *walk)
{
	press(walk, "p", "Everyone can read this");
	press(walk, PEBBLE, PEBBLE);
	press(walk, ENTER, "What is it about?");
	press(walk, "s", "Kept. u takes it back.");
	see(walk, "step 3 of 4");
	see(walk, PEBBLE);
}

static bool
summary(struct pty *pty, void *context)
{
	static const char *const lines[][2] = {
	    {"People", " " HEADCOUNT},
	    {"Checked in", " 12"},
	    {"Notes", " 1"},
	};

	(void)context;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		int row = pty_find(pty, lines[i][0], NULL);

		if (row < 0 || !strstr(pty_row(pty, row), lines[i][1]))
			return false;
	}
	return true;
}

static void
finish(struct walk *walk)
{
	press(walk, ENTER, "step 4 of 4");
	assert_true(pty_wait_until(walk->pty, summary, NULL));
	press(walk, ENTER, "c check in");
	see(walk, "had what they needed");
	pty_forget(walk->pty);
	pty_keys(walk->pty, "q");
	gone(walk, 0);
}

/* --- What the store says of it -------------------------------------------- */

static void
held(const struct walk *walk)
{
	struct err err = {""};
	struct huddle huddle;
	struct round round;
	struct db *db;

	crypt_init();
	assert_int_equal(db_open(&db, walk->ward.store, DB_EXISTING, &err), OK);
	assert_int_equal(huddle_running(db, &huddle, &err), OK);
	assert_int_equal(huddle.id, 0);
	assert_int_equal(huddle_last(db, &huddle, &err), OK);
	assert_int_equal(huddle.checkins, PEOPLE);
	assert_int_equal(huddle.headcount, strtol(HEADCOUNT, NULL, 10));
	assert_int_equal(huddle.notes, 1);
	assert_int_equal(round_get(db, huddle.round, &round, &err), OK);
	assert_int_equal(round.state, ROUND_CLOSED);
	assert_int_equal(round.checkins, PEOPLE);
	db_close(db);
}

static void
nothing_open(const struct walk *walk)
{
	struct said said;

	assert_int_equal(said_run(&said, "", "status", "--json", NULL), 0);
	assert_non_null(strstr(buf_text(&said.output), "\"rounds\":[]"));
	said_forget(&said);
	assert_int_equal(
	    said_run(&said, "", "round", "status", "--json", NULL), 0);
	assert_string_equal(buf_text(&said.output),
	    "{\"format\":\"huddle-rounds/1\",\"rounds\":[]}\n");
	said_forget(&said);
	assert_int_equal(
	    said_run(&said, "", "note", "list", "--json", NULL), 0);
	assert_non_null(strstr(buf_text(&said.output),
	    "\"text\":\"" PEBBLE "\",\"theme\":\"supplies\"}]"));
	said_forget(&said);
	assert_int_equal(said_run(&said, "", "status", NULL), 0);
	assert_non_null(strstr(buf_text(&said.output), "no box is open"));
	assert_non_null(
	    strstr(buf_text(&said.output), "12 checked in of " HEADCOUNT));
	said_forget(&said);
	assert_int_equal(ward_key_count(&walk->ward), 0);
}

/* --- Three huddles -------------------------------------------------------- */

static void
hold(struct walk *walk)
{
	int killed = walk->people_before_kill;

	ward_new(&walk->ward, NULL);
	start(walk);
	begin(walk);
	check_in_all(walk, 0, killed);
	if (!walk->kill_in_note) {
		/* Somebody stands at the keyboard, half-way. */
		press(walk, "4", "2 of 3");
		press(walk, "4", "3 of 3");
		kill_it(walk);
		assert_int_equal(
		    ward_number("checkins", "round", "status", "--json", NULL),
		    killed);
		resume(walk, "step 2 of 4");
		see(walk, "7 have checked in");
		check_in_all(walk, killed, PEOPLE);
	}
	back_to_huddle(walk, PEOPLE);
	close_box(walk);
	press(walk, ENTER, "step 3 of 4");
	if (walk->kill_in_note) {
		press(walk, "b", "Everyone can read this");
		press(walk, "Night shift restocked", "restocked");
		kill_it(walk);
		resume(walk, "step 3 of 4");
	}
	write_pebble(walk);
	finish(walk);
	held(walk);
	nothing_open(walk);
	free(walk->fresh);
	ward_free(&walk->ward);
}

static void
test_killed_between_people(void **state)
{
	struct walk walk = {.rows = 24, .columns = 80, .people_before_kill = 7};

	(void)state;
	hold(&walk);
}

static void
test_killed_at_a_note_on_a_wide_screen(void **state)
{
	struct walk walk = {.rows = 40,
	    .columns = 120,
	    .people_before_kill = PEOPLE,
	    .kill_in_note = true};

	(void)state;
	hold(&walk);
}

static void
test_killed_in_ascii_without_colour(void **state)
{
	static const char *const plain[] = {
	    "LC_ALL=C", "TERM=vt100", "NO_COLOR=1", NULL};
	struct walk walk = {
	    .rows = 24, .columns = 80, .env = plain, .people_before_kill = 7};

	(void)state;
	hold(&walk);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_killed_between_people),
	    cmocka_unit_test(test_killed_at_a_note_on_a_wide_screen),
	    cmocka_unit_test(test_killed_in_ascii_without_colour),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
