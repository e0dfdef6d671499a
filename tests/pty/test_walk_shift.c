/*
 * Numbers of the shift at the close of a huddle, with the real program: told
 * by keys, in the store, there again for the next huddle of the shift, and
 * never in the way.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/pty/pty.h"
#include "tests/pty/ward.h"
#include "util/file.h"
#include "util/mem.h"

#define ENTER "\r"
#define ESC "\033"
#define CLEAR "\025" /* Ctrl-U */

/* A huddle of one step, so that its close is near. */
static const char agendas[] =
    "agendas = ( { id = \"daily\"; title = \"daily\"; steps = (\n"
    "  { kind = \"talk\"; title = \"Talk\"; prompt = \"What is new?\";\n"
    "    seconds = 60; },\n"
    "  { kind = \"close\"; title = \"Close\"; prompt = \"Who takes what?\";\n"
    "    seconds = 60; } ); } );\n";

static void
configure(const struct ward *ward)
{
	char *path = file_join(ward->folder, "agendas.conf");
	struct buf text = BUF_INIT;
	struct err err;
	char *at;

	assert_int_equal(
	    file_replace(path, 0600, agendas, strlen(agendas), &err), OK);
	free(path);
	assert_int_equal(
	    file_read(ward->config, FILE_TEXT_MAX, &text, &err), OK);
	at = strstr(text.text, "\t# { id = \"census\"");
	assert_non_null(at);
	at[1] = ' '; /* the example is the configuration now */
	assert_int_equal(
	    file_replace(ward->config, 0600, text.text, text.len, &err), OK);
	buf_done(&text);
}

static void
see(struct pty *pty, const char *text)
{
	if (!pty_wait_text(pty, text))
		fail_msg("\"%s\" did not come", text);
}

static void
press(struct pty *pty, const char *keys, const char *text)
{
	pty_keys(pty, keys);
	see(pty, text);
}

static struct pty *
to_close(void)
{
	char *argv[] = {(char *)ward_program(), NULL};
	struct pty *pty = pty_new(
	    &(struct pty_start){.rows = 24, .columns = 80, .argv = argv});

	see(pty, "c check in");
	press(pty, "h", "Which huddle?");
	press(pty, ENTER, "What is new?");
	press(pty, ENTER, "Who takes what?");
	return pty;
}

static void
end(struct pty *pty)
{
	int code;

	press(pty, ENTER, "c check in");
	pty_keys(pty, "q");
	assert_true(pty_wait_end(pty, PTY_PATIENCE, &code));
	assert_int_equal(code, 0);
	pty_free(pty);
}

static void
numbers_are_told_in_a_huddle(void **state)
{
	struct ward ward;
	struct pty *pty;

	(void)state;
	ward_new(&ward, NULL);
	configure(&ward);
	pty = to_close();
	see(pty, "none told yet; s opens them");
	press(pty, "s", "Of the unit, never of people.");
	press(pty, "1000" ENTER, "999 at most");
	press(pty, CLEAR "24" ENTER, "Census 24");
	end(pty);
	assert_int_equal(
	    ward_number("census", "shift", "list", "--json", NULL), 24);

	/* The next huddle of the shift has it, and may leave it. */
	pty = to_close();
	see(pty, "Census 24");
	press(pty, "s", "Of the unit, never of people.");
	press(pty, CLEAR "3" ESC, "Leave without these numbers?");
	press(pty, "t", "Census 24");
	press(pty, "s", "Of the unit, never of people.");
	press(pty, CLEAR "25" ENTER, "Census 25");
	end(pty);
	assert_int_equal(
	    ward_number("census", "shift", "list", "--json", NULL), 25);
	ward_free(&ward);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(numbers_are_told_in_a_huddle),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
