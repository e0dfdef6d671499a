/*
 * A pebble all its way, by keys alone on the real program: noted in a huddle,
 * made an action there, answered, tested twice, sent up, answered from above,
 * done, told under "we did". Then three steps back, a restart, three forward:
 * the same card. At the end what the commands say of it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/pty/pty.h"
#include "tests/pty/ward.h"
#include "util/mem.h"

#define ENTER "\r"
#define ESC "\033"
#define SAVE "\023" /* Ctrl-S */
#define PEBBLE "Linen runs out before noon"

struct walk {
	int rows, columns;
	struct ward ward;
	struct pty *pty;
};

/* Keys, and what must come of them. */
static void
press(struct walk *walk, const char *keys, const char *text)
{
	pty_keys(walk->pty, keys);
	if (!pty_wait_text(walk->pty, text))
		fail_msg("\"%s\" did not come", text);
}

static void
start(struct walk *walk)
{
	char *argv[] = {(char *)ward_program(), NULL};

	walk->pty = pty_new(&(struct pty_start){
	    .rows = walk->rows, .columns = walk->columns, .argv = argv});
	press(walk, "", "c check in");
}

static void
leave(struct walk *walk)
{
	int code;

	pty_keys(walk->pty, "q");
	assert_true(pty_wait_end(walk->pty, PTY_PATIENCE, &code));
	assert_int_equal(code, 0);
	pty_free(walk->pty);
	walk->pty = NULL;
}

/* A field's text, and that it has arrived. */
static void
type(struct walk *walk, const char *text)
{
	press(walk, text, text);
}

static void
huddle(struct walk *walk)
{
	press(walk, "h", "after an event");
	press(walk, "1", "step 1 of 4");
	press(walk, ENTER, "step 2 of 4");
	press(walk, ENTER, "How many people");
	press(walk, "5", "5");
	press(walk, ENTER, "The box is closed");
	press(walk, ENTER, "step 3 of 4");
	press(walk, "p", "What gets in the way of a good day?");
	type(walk, PEBBLE);
	press(walk, ENTER, "What is it about?");
	press(walk, "s", "Kept.");
	press(walk, "a", "New action");
	press(walk, SAVE, "✓ action");
	press(walk, ENTER, "step 4 of 4");
	press(walk, ENTER, "The huddle is kept");
}

static void
test_change(struct walk *walk, const char *plan, const char *decision,
    const char *result, const char *told)
{
	press(walk, "t", "Begin a test");
	type(walk, plan);
	pty_keys(walk->pty, ENTER);
	type(walk, "Four walks fewer a day");
	press(walk, SAVE, "Test planned");
	press(walk, "t", "End the test");
	press(walk, decision, "Decision");
	pty_keys(walk->pty, ENTER);
	type(walk, result);
	press(walk, SAVE, told);
}

static void
board(struct walk *walk)
{
	press(walk, "a", "Linen runs out");
	press(walk, "r", "Enter save");
	type(walk, "We ask for a second delivery.");
	press(walk, ENTER, "Responded: ");
	press(walk, ">", "Moved to Agreed.");
	press(walk, ENTER, "Card 1");
	test_change(
	    walk, "One hall, one week", "d", "Three fewer", "Test ended");
	test_change(
	    walk, "Both halls, two weeks", "a", "Five fewer", "Test ended");
	press(walk, "e", "Enter save");
	type(walk, "The delivery is paid by the department.");
	press(walk, ENTER, "Escalated: ");
	press(walk, "r", "Asked: ");
	press(walk, ENTER, "Enter save"); /* the tier is the right one */
	type(walk, "Paid from December on.");
	press(walk, ENTER, "Responded: ");
	press(walk, ">", "Moved to Done.");
	press(walk, ESC, "Done 1");
	press(walk, "y", "We did");
	press(walk, "", "Linen runs out");
	press(walk, "q", "Done 1");
}

/* What the commands tell of the card, without what counts its changes. */
static char *
card(void)
{
	struct said said;
	char *version, *text;

	assert_int_equal(
	    said_run(&said, "", "action", "show", "1", "--json", NULL), 0);
	text = mem_copy(buf_text(&said.output));
	said_forget(&said);
	version = strstr(text, "\"version\":");
	assert_non_null(version);
	for (version += strlen("\"version\":"); *version >= '0'; version++)
		*version = '#';
	return text;
}

/* The digits that were there before may have been fewer. */
static bool
same(const char *a, const char *b)
{
	for (; *a && *b; a++, b++) {
		while (*a == '#')
			a++;
		while (*b == '#')
			b++;
		if (*a != *b)
			return false;
	}
	return *a == *b;
}

static void
undo_and_redo(struct walk *walk)
{
	char *done = card(), *before, *again;

	assert_non_null(strstr(done, "\"state\":\"done\""));
	press(walk, "u", "Undone: moved");
	press(walk, "u", "Undone: responded");
	press(walk, "u", "Undone: escalated");
	press(walk, "q", "c check in");
	leave(walk);
	before = card();
	assert_non_null(strstr(before, "\"state\":\"testing\""));
	assert_non_null(strstr(before, "\"tier\":\"unit\""));
	assert_null(strstr(before, "Paid from December on."));

	start(walk);
	press(walk, "a", "Testing 1");
	press(walk, "U", "Done again: escalated");
	press(walk, "U", "Done again: responded");
	press(walk, "U", "Done again: moved");
	press(walk, "", "Done 1");
	press(walk, "q", "c check in");
	leave(walk);
	again = card();
	if (!same(done, again))
		fail_msg("before: %s\nafter: %s", done, again);
	free(done);
	free(before);
	free(again);
}

/* The wall has it, and nothing that was taken back remains. */
static void
look_at_the_end(void)
{
	struct said said;

	ward_must(0, "", "action", "history", "1", NULL);
	assert_int_equal(said_run(&said, "", "print", "board", NULL), 0);
	assert_non_null(strstr(buf_text(&said.output), PEBBLE));
	assert_non_null(strstr(buf_text(&said.output), "Five fewer"));
	said_forget(&said);
	assert_int_equal(said_run(&said, "", "action", "redo", NULL), 69);
	said_forget(&said);
}

static void
walk_it(int rows, int columns)
{
	struct walk walk = {.rows = rows, .columns = columns};

	ward_new(&walk.ward, NULL);
	start(&walk);
	huddle(&walk);
	board(&walk);
	undo_and_redo(&walk);
	look_at_the_end();
	ward_free(&walk.ward);
}

/* Ctrl-C asks before a half-typed text goes, and ends the program elsewhere. */
static void
control_c(void **state)
{
	struct walk walk = {.rows = 24, .columns = 80};
	int code;

	(void)state;
	ward_new(&walk.ward, NULL);
	start(&walk);
	press(&walk, "n+p", "Esc leave");
	type(&walk, "Half a no");
	press(&walk, "\003", "Leave without this note?");
	press(&walk, ESC, "Half a no");
	type(&walk, "te");
	pty_keys(walk.pty, "\003t");
	press(&walk, "", "+ add");
	pty_keys(walk.pty, "\003");
	assert_true(pty_wait_end(walk.pty, PTY_PATIENCE, &code));
	assert_int_equal(code, 0);
	assert_true(pty_wait_blank(walk.pty));
	assert_true(pty_cooked(walk.pty));
	pty_free(walk.pty);
	ward_free(&walk.ward);
}

static void
goes_all_its_way(void **state)
{
	(void)state;
	walk_it(24, 80);
}

static void
goes_all_its_way_wide(void **state)
{
	(void)state;
	walk_it(40, 120);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(control_c),
	    cmocka_unit_test(goes_all_its_way),
	    cmocka_unit_test(goes_all_its_way_wide),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
