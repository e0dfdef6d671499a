/*
 * Pasting on the real program: what comes out of a paste is text in the field
 * that is open, whatever stands in it, and never a key. Terminals are asked to
 * mark pastes only while they are ours.
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "tests/pty/gauge.h"
#include "tests/pty/pty.h"
#include "tests/pty/ward.h"
#include "util/mem.h"

#define ENTER "\r"
#define ESC "\033"
#define BEGIN "\033[200~"
#define END "\033[201~"
#define MODE "\033[?2004"
#define ASKED "What gets in the way of a good day?"
#define PAUSE 1500  /* ms: longer than a paste may be silent */
#define STUTTER 100 /* ms: longer than Esc waits for what follows it */

struct desk {
	struct ward ward;
	struct pty *pty;
};

static void
press(struct pty *pty, const char *keys, const char *text)
{
	pty_keys(pty, keys);
	if (!pty_wait_text(pty, text))
		fail_msg("\"%s\" did not come", text);
}

static struct pty *
start(const char *const *env)
{
	char *argv[] = {(char *)ward_program(), NULL};
	struct pty *pty =
	    pty_new(&(struct pty_start){.argv = argv, .env = env});

	press(pty, "", "c check in");
	return pty;
}

static int
set_up(void **state)
{
	struct desk *desk = mem_new(1, sizeof(*desk));

	ward_new(&desk->ward, NULL);
	desk->pty = start(NULL);
	*state = desk;
	return 0;
}

static int
tear_down(void **state)
{
	struct desk *desk = *state;

	pty_free(desk->pty);
	ward_free(&desk->ward);
	free(desk);
	return 0;
}

static void
note(struct pty *pty)
{
	press(pty, "n", "No notes yet");
	press(pty, "+", "bright spot");
	press(pty, "p", ASKED);
}

/* So many milliseconds without a key; the program does not end meanwhile. */
static void
silence(struct pty *pty, int milliseconds)
{
	int code;

	assert_false(pty_wait_end(pty, milliseconds, &code));
}

/* Everything that was not text became a space or nothing; the note is still
 * being written, and then it is kept as one. */
static void
into_a_note(void **state)
{
	struct desk *desk = *state;
	struct pty *pty = desk->pty;
	struct said said;

	note(pty);
	press(pty, BEGIN "first line\nsecond line\tmore" END,
	    "first line second line more");
	press(pty,
	    BEGIN "\r\n\r\nthird\001\014\023\177\b" ESC "\033OP\033[21~"
	          "\033[31mé" END,
	    "more third é");
	assert_int_not_equal(pty_find(pty, ASKED, NULL), -1);
	press(pty, "!" ENTER, "What is it about?");
	press(pty, "s", "Kept.");
	assert_int_equal(
	    said_run(&said, "", "note", "list", "--json", NULL), 0);
	assert_non_null(strstr(buf_text(&said.output),
	    "\"first line second line more third é!\""));
	said_forget(&said);
}

/* A page, a question and a list are no place for text: nothing happens. */
static void
into_no_field(void **state)
{
	struct pty *pty = ((struct desk *)*state)->pty;

	pty_keys(pty, BEGIN "n\rq+?!h1\t" END);
	note(pty);
	press(pty, "Noise" ESC, "Leave without this note?");
	pty_keys(pty, BEGIN "t\r" END);
	press(pty, "k" ENTER, "What is it about?");
	pty_keys(pty, BEGIN "srw\r" END);
	press(pty, ESC, ASKED);
	press(pty, " at night", "Noise at night");
	press(pty, ENTER, "What is it about?");
	press(pty, "s", "Kept.");
}

/* More than there is room for, and in whatever pieces it comes. */
static void
long_and_in_pieces(void **state)
{
	struct pty *pty = ((struct desk *)*state)->pty;
	char text[2001];

	note(pty);
	press(pty, BEGIN "in pie", "in pie");
	pty_keys(pty, "ces" ESC);
	silence(pty, STUTTER);
	press(pty, "[201~", "in pieces");
	press(pty, ENTER, "What is it about?");
	press(pty, ESC, ASKED);
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	pty_keys(pty, BEGIN);
	pty_keys(pty, text);
	press(pty, "\r" END, "It is full: 500 characters.");
	press(pty, ENTER, "What is it about?");
}

/* The end may be lost on the way: a pause is one too. */
static void
without_an_end(void **state)
{
	struct pty *pty = ((struct desk *)*state)->pty;

	note(pty);
	press(pty, BEGIN "no end\n", "no end");
	silence(pty, PAUSE);
	press(pty, ENTER, "What is it about?");
}

/* --- the terminal's mode --- */

/* What the terminal was told last: 'h' to mark pastes, 'l' not to; 0: never
 * anything. */
static int
mode(struct pty *pty)
{
	const char *at = pty_written(pty, NULL);
	int last = 0;

	while ((at = strstr(at, MODE)) != NULL) {
		at += strlen(MODE);
		last = *at;
	}
	return last;
}

static bool
is_asked(struct pty *pty, void *context)
{
	(void)context;
	return mode(pty) == 'h';
}

static void
off_when_stopped_or_left(void **state)
{
	struct pty *pty = ((struct desk *)*state)->pty;
	int code;

	assert_int_equal(mode(pty), 'h');
	pty_keys(pty, "\032");
	assert_true(pty_wait_stopped(pty));
	assert_true(pty_wait_blank(pty));
	assert_int_equal(mode(pty), 'l');
	pty_signal_group(pty, SIGCONT);
	press(pty, "", "c check in");
	assert_true(pty_wait_until(pty, is_asked, NULL));
	pty_keys(pty, "q");
	assert_true(pty_wait_end(pty, PTY_PATIENCE, &code));
	assert_int_equal(code, 0);
	assert_int_equal(mode(pty), 'l');
}

static void
off_when_killed(void **state)
{
	struct pty *pty = ((struct desk *)*state)->pty;
	pid_t child = gauge_child(pty_pid(pty));
	int code;

	assert_int_not_equal(child, 0);
	assert_int_equal(kill(child, SIGKILL), 0);
	assert_true(pty_wait_end(pty, PTY_PATIENCE, &code));
	assert_int_equal(code, 128 + SIGKILL);
	assert_int_equal(mode(pty), 'l');
}

/* Those that may not know it are not asked, the others are. */
static void
not_on_every_terminal(void **state)
{
	static const struct {
		const char *env[2];
		int mode;
	} cases[] = {
	    {{"TERM=vt100"}, 0},
	    {{"TERM=vt220"}, 0},
	    {{"TERM=linux"}, 0},
	    {{"TERM=xterm"}, 'h'},
	    {{"TERM=screen-256color"}, 'h'},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct pty *pty = start(cases[i].env);
		int code;

		assert_int_equal(mode(pty), cases[i].mode);
		pty_keys(pty, "q");
		assert_true(pty_wait_end(pty, PTY_PATIENCE, &code));
		assert_int_equal(mode(pty), cases[i].mode ? 'l' : 0);
		pty_free(pty);
	}
}

#define AT_DESK(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    AT_DESK(into_a_note),
	    AT_DESK(into_no_field),
	    AT_DESK(long_and_in_pieces),
	    AT_DESK(without_an_end),
	    AT_DESK(off_when_stopped_or_left),
	    AT_DESK(off_when_killed),
	    AT_DESK(not_on_every_terminal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
