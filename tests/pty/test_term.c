/*
 * The terminal edge and its keeper on a real pty: keys, sizes, colours,
 * suspension, and every way in which a terminal or a program can go away.
 */
#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/pty/pty.h"
#include "tests/unit/unit.h"
#include "ui/guard.h"
#include "ui/keymap.h"
#include "ui/layout.h"
#include "ui/term.h"
#include "ui/widget.h"
#include "util/mem.h"

#define CODE_HANGUP 9
#define ROWS 12
#define WIPE "\033[3J"

/* --- the program on the pty: a list, the last key, one row a style --- */

struct demo {
	enum term_colour colour;
	bool ascii;
	bool bare; /* no keeper */
};

static const char *const style_names[STYLES] = {
    "normal", "dim", "bold", "accent", "focus", "match", "alert"};

static void
demo_view(struct cells *cells, const struct list *list, uint32_t key, int keys)
{
	char name[KEY_NAME_SIZE], size[32];

	snprintf(size, sizeof(size), "%d by %d", cells->rows, cells->columns);
	cells_clear(cells);
	layout_header(cells, "Démo 漢字 e\xCC\x81", NULL, size);
	cells_printf(cells, 2, 3, STYLE_NORMAL, "key <%s> %d pid %d.",
	    key_text(key, name), keys, (int)getpid());
	for (int i = 0; i < STYLES; i++)
		cells_text(cells, 4 + i, 50, -1, (enum style)i, style_names[i]);
	for (int i = 0; i < list->count; i++) {
		enum style style =
		    i == list->focus ? STYLE_FOCUS : STYLE_NORMAL;

		cells_printf(cells, 4 + i, 5, style, "line %d", i);
		if (i == list->focus) {
			cells_text(
			    cells, 4 + i, 3, -1, STYLE_ACCENT, SIGN_FOCUS);
			cells_cursor(cells, 4 + i, 3);
		}
	}
}

static int
demo_loop(struct term *term)
{
	struct list list = {0};
	enum term_input input;
	uint32_t key = K_NONE;
	int keys = 0, rows, columns;

	list_set(&list, ROWS, ROWS);
	do {
		struct cells cells;

		term_size(term, &rows, &columns);
		cells_init(&cells, rows, columns, term_ascii(term));
		demo_view(&cells, &list, key, keys);
		term_show(term, &cells);
		cells_done(&cells);
		input = term_wait(term, -1, &key);
		if (input == TERM_KEY) {
			keys++;
			list_key(&list, key);
		}
		if (input == TERM_KEY && key == 'M')
			_exit(71); /* as util/mem.c does */
	} while (input != TERM_HANGUP && key != 'q');
	return input == TERM_HANGUP ? CODE_HANGUP : 0;
}

static int
demo_run(void *context)
{
	const struct demo *demo = context;
	struct term *term;
	struct err err;
	int code;

	setlocale(LC_ALL, "");
	if (!demo->bare)
		guard_start();
	if (term_new(&term, demo->colour, demo->ascii, &err) < 0) {
		fprintf(stderr, "huddle: %s\n", err.text);
		return -ERR_UNAVAILABLE;
	}
	code = demo_loop(term);
	term_free(term);
	return code;
}

static struct demo plain_demo;

static struct pty *
open_demo(struct demo *demo, const char *const *env)
{
	struct pty *pty = pty_new(
	    &(struct pty_start){.body = demo_run, .context = demo, .env = env});

	assert_true(pty_wait_text(pty, "key <"));
	return pty;
}

/* The process that has the terminal, below its keeper. */
static pid_t
demo_pid(struct pty *pty)
{
	const char *row = strstr(pty_row(pty, 2), "pid ");

	assert_non_null(row);
	return (pid_t)strtol(row + 4, NULL, 10);
}

static void
assert_end(struct pty *pty, int wanted)
{
	int code = -2;

	assert_true(pty_wait_end(pty, PTY_PATIENCE, &code));
	assert_int_equal(code, wanted);
}

/* --- tests --- */

static void
test_shows_text_and_cursor(void **state)
{
	struct pty *pty = open_demo(&plain_demo, NULL);
	int row, column;

	(void)state;
	assert_string_equal(pty_row(pty, 0),
	    "   Démo 漢字 e\xCC\x81                              "
	    "                         24 by 80");
	assert_true(pty_wait_cursor(pty, 4, 3));
	pty_keys(pty, "jj");
	assert_true(pty_wait_text(pty, "key <j> 2"));
	assert_true(pty_wait_text(pty, "▸ line 2"));
	assert_true(pty_wait_cursor(pty, 6, 3));
	assert_string_equal(pty_row(pty, 6),
	    "   ▸ line 2                                       "
	    "bold");
	pty_cursor(pty, &row, &column);
	assert_int_equal(row, 6);
	pty_keys(pty, "q");
	assert_end(pty, 0);
	pty_free(pty);
}

static void
test_keys(void **state)
{
	static const struct {
		const char *sent, *shown;
	} cases[] = {
	    {"a", "a"},
	    {"\r", "Enter"},
	    {"\n", "Enter"},
	    {"\t", "Tab"},
	    {"\177", "Backspace"},
	    {"\b", "Backspace"},
	    {"\033", "Esc"},
	    {"é", "é"},
	    {"漢", "漢"},
	    {"\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80"},
	    {"\033OA", "Up"},
	    {"\033[A", "Up"},
	    {"\033[B", "Down"},
	    {"\033OC", "Right"},
	    {"\033OD", "Left"},
	    {"\033[5~", "PgUp"},
	    {"\033[6~", "PgDn"},
	    {"\033[3~", "Delete"},
	    {"\033OH", "Home"},
	    {"\033[1~", "Home"},
	    {"\033[7~", "Home"},
	    {"\033OF", "End"},
	    {"\033[4~", "End"},
	    {"\033[Z", "Shift-Tab"},
	    {"\033OP", "F1"},
	    {"\033[11~", "F1"},
	    {"\033[[A", "F1"},
	    {"\033OQ", "F2"},
	    {"\033[[B", "F2"},
	    {"\033[21~", "F10"},
	    {"\014", "Ctrl-L"},
	    {" ", "Space"},
	};
	struct pty *pty = open_demo(&plain_demo, NULL);
	char wanted[64];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		pty_keys(pty, cases[i].sent);
		snprintf(wanted, sizeof(wanted), "key <%s> %d ", cases[i].shown,
		    (int)i + 1);
		assert_true(pty_wait_text(pty, wanted));
	}
	pty_free(pty);
}

/* What is no key is nothing, and never the characters that it is made of. */
static void
test_strange_input(void **state)
{
	static const char *const strange[] = {"\033[1;5A", "\033[201~",
	    "\033[99;99;99;99;99~", "\xff\xfe", "\x80", "\xc3", "\xe2\x80",
	    "\xf4\x90\x80\x80", "\xe2\x80\xae", "\033[?1;2c", "\033OZ"};
	struct pty *pty = open_demo(&plain_demo, NULL);
	int keys = 0;
	char wanted[64];

	(void)state;
	for (size_t i = 0; i < sizeof(strange) / sizeof(strange[0]); i++) {
		pty_keys(pty, strange[i]);
		pty_keys(pty, "x");
		snprintf(wanted, sizeof(wanted), "key <x> %d ", ++keys);
		assert_true(pty_wait_text(pty, wanted));
	}
	/* A character that comes in two parts is one key. */
	pty_keys(pty, "y\xc3");
	assert_true(pty_wait_text(pty, "key <y>"));
	pty_keys(pty, "\xa9");
	assert_true(pty_wait_text(pty, "key <é>"));
	pty_free(pty);
}

static void
test_resize(void **state)
{
	struct pty *pty = open_demo(&plain_demo, NULL);

	(void)state;
	pty_resize(pty, 40, 120);
	assert_true(pty_wait_text(pty, "40 by 120"));
	pty_resize(pty, 5, 30);
	assert_true(pty_wait_text(pty, "5 by 30"));
	pty_resize(pty, 24, 80);
	assert_true(pty_wait_text(pty, "24 by 80"));
	assert_true(pty_wait_text(pty, "line 11"));
	assert_true(pty_wait_cursor(pty, 4, 3));
	pty_free(pty);
}

static void
test_suspend(void **state)
{
	struct pty *pty = open_demo(&plain_demo, NULL);

	(void)state;
	for (int i = 1; i <= 3; i++) {
		char wanted[32];

		pty_forget(pty);
		pty_keys(pty, "\032");
		assert_true(pty_wait_stopped(pty));
		assert_true(pty_wait_blank(pty));
		assert_true(pty_cooked(pty));
		assert_non_null(strstr(pty_written(pty, NULL), WIPE));
		pty_signal_group(pty, SIGCONT);
		assert_true(pty_wait_text(pty, "line 11"));
		snprintf(wanted, sizeof(wanted), "key <x> %d ", i);
		pty_keys(pty, "x");
		assert_true(pty_wait_text(pty, wanted));
		assert_false(pty_cooked(pty));
	}
	pty_keys(pty, "q");
	assert_end(pty, 0);
	pty_free(pty);
}

static bool
is_raw(struct pty *pty, void *context)
{
	(void)context;
	return !pty_cooked(pty);
}

/* Stopped by others than its keyboard, and continued through its keeper. */
static void
test_stopped_from_outside(void **state)
{
	static const int stops[] = {SIGTSTP, SIGSTOP};
	struct pty *pty = open_demo(&plain_demo, NULL);

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		pid_t pid = demo_pid(pty);

		assert_int_equal(kill(pid, stops[i]), 0);
		assert_true(pty_wait_stopped(pty));
		pty_signal(pty, SIGCONT);
		assert_true(pty_wait_until(pty, is_raw, NULL));
		pty_keys(pty, "x");
		assert_true(pty_wait_text(pty, i ? "key <x> 2" : "key <x> 1"));
		assert_true(pty_wait_text(pty, "line 11"));
	}
	pty_signal(pty, SIGTSTP);
	assert_true(pty_wait_stopped(pty));
	assert_true(pty_wait_blank(pty));
	pty_signal(pty, SIGCONT);
	assert_true(pty_wait_text(pty, "line 11"));
	pty_free(pty);
}

/* The whole page as it must be. A stop may still be on its way when the last
 * SIGCONT comes. */
static bool
is_right(struct pty *pty, void *size)
{
	int row, column;

	if (pty_stopped(pty))
		pty_signal_group(pty, SIGCONT);
	pty_cursor(pty, &row, &column);
	return row == 15 && column == 3 && pty_find(pty, size, NULL) == 0 &&
	       pty_find(pty, "key <G>", NULL) == 2 &&
	       pty_find(pty, "  line 0 ", NULL) == 4 &&
	       pty_find(pty, "▸ line 11", NULL) == 15;
}

/* 3,000 of everything, in any order. */
static void
storm(void)
{
	struct pty *pty = open_demo(&plain_demo, NULL);
	int rows, columns;

	for (int i = 0; i < 3000; i++)
		switch (unit_between(0, 4)) {
		case 0:
			rows = unit_between(1, 60);
			columns = unit_between(1, 200);
			pty_resize(pty, rows, columns);
			break;
		case 1:
			pty_signal_group(pty, SIGWINCH);
			break;
		case 2:
			pty_signal_group(pty, SIGTSTP);
			break;
		case 3:
			pty_signal_group(pty, SIGCONT);
			break;
		default:
			pty_keys(pty, "j");
			pty_drain(pty);
			break;
		}
	pty_resize(pty, 25, 81);
	pty_signal_group(pty, SIGCONT);
	pty_keys(pty, "G");
	assert_true(pty_wait_until(pty, is_right, "25 by 81"));
	pty_keys(pty, "q");
	assert_end(pty, 0);
	pty_free(pty);
}

static void
test_storm(void **state)
{
	(void)state;
	for (int i = 0; i < 12; i++)
		storm();
}

/* Whoever tells of it, a vanished terminal ends everything in 2 seconds. */
static void
test_hangup(void **state)
{
	(void)state;
	for (int i = 0; i < 100; i++) {
		struct demo demo = {.bare = i % 2 == 1};
		struct pty *pty = pty_new(&(struct pty_start){.body = demo_run,
		    .context = &demo,
		    .no_hangup = i % 4 >= 2});
		int code;

		assert_true(pty_wait_text(pty, "line 11"));
		pty_hangup(pty);
		assert_true(pty_wait_end(pty, 2000, &code));
		assert_int_equal(code, i % 4 >= 2 ? CODE_HANGUP : -1);
		pty_free(pty);
	}
}

static void
test_end_signals(void **state)
{
	static const int signals[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT};

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct pty *pty = open_demo(&plain_demo, NULL);

		pty_forget(pty);
		pty_signal(pty, signals[i]);
		assert_end(pty, CODE_HANGUP);
		assert_true(pty_wait_blank(pty));
		assert_non_null(strstr(pty_written(pty, NULL), WIPE));
		pty_free(pty);
	}
}

/* What it does depends on the page; the terminal has its own again after. */
static void
test_control_c_is_a_key(void **state)
{
	struct pty *pty = open_demo(&plain_demo, NULL);

	(void)state;
	pty_keys(pty, "\003");
	assert_true(pty_wait_text(pty, "key <Ctrl-C> 1 "));
	pty_keys(pty, "q");
	assert_end(pty, 0);
	assert_true(pty_wait_blank(pty));
	pty_free(pty);
}

static void
test_killed(void **state)
{
	static const int signals[] = {SIGKILL, SIGSEGV, SIGABRT};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct pty *pty = open_demo(&plain_demo, NULL);
		pid_t pid = demo_pid(pty);

		assert_int_not_equal(pid, pty_pid(pty));
		pty_forget(pty);
		kill(pid, signals[i]);
		assert_end(pty, 128 + signals[i]);
		assert_true(pty_wait_blank(pty));
		assert_non_null(strstr(pty_written(pty, NULL), WIPE));
		assert_non_null(strstr(pty_written(pty, NULL), "\033[?1049l"));
		pty_free(pty);
	}
}

static void
test_killed_gives_modes_back(void **state)
{
	struct pty *pty = pty_new(&(struct pty_start){
	    .argv = (char *[]){"sh", "-c", "echo first; read a", NULL}});

	(void)state;
	assert_true(pty_wait_text(pty, "first"));
	assert_true(pty_cooked(pty));
	pty_free(pty);
	pty = open_demo(&plain_demo, NULL);
	assert_false(pty_cooked(pty));
	kill(demo_pid(pty), SIGKILL);
	assert_end(pty, 128 + SIGKILL);
	assert_true(pty_wait_blank(pty));
	assert_true(pty_cooked(pty));
	pty_free(pty);
}

/* No memory: the program ends at once, its keeper says what happened. */
static void
test_no_memory(void **state)
{
	struct pty *pty = open_demo(&plain_demo, NULL);

	(void)state;
	pty_keys(pty, "M");
	assert_true(pty_wait_text(pty, "no memory is left"));
	assert_int_equal(pty_find(pty, "line", NULL), -1);
	assert_end(pty, 71);
	pty_free(pty);
}

static void
test_keeper_killed(void **state)
{
	struct pty *pty = open_demo(&plain_demo, NULL);

	(void)state;
	pty_signal(pty, SIGKILL);
	assert_end(pty, 128 + SIGKILL);
	assert_true(pty_wait_blank(pty));
	pty_free(pty);
}

static int
run_exit_code(void *context)
{
	guard_start();
	return *(int *)context;
}

static void
test_exit_code(void **state)
{
	(void)state;
	for (int code = 0; code < 256; code += 51) {
		struct pty *pty = pty_new(&(struct pty_start){
		    .body = run_exit_code, .context = &code});

		assert_end(pty, code);
		pty_free(pty);
	}
}

static void
test_ascii(void **state)
{
	static const char *const c_locale[] = {"LC_ALL=C", NULL};
	struct demo ascii = {.ascii = true};

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct pty *pty = i ? open_demo(&ascii, NULL)
		                    : open_demo(&plain_demo, c_locale);
		const char *written;
		size_t len;

		assert_true(pty_wait_text(pty, "> line 0"));
		assert_true(pty_wait_text(pty, "   Demo ? ?  e "));
		assert_true(pty_wait_text(pty, "  ----------"));
		pty_keys(pty, "é"); /* what is typed may be more than ASCII */
		assert_true(pty_wait_text(pty, "key <e> 1"));
		written = pty_written(pty, &len);
		for (size_t k = 0; k < len; k++)
			assert_true((unsigned char)written[k] < 0x80);
		pty_free(pty);
	}
}

static struct pty_look
look_of(struct pty *pty, enum style style)
{
	return pty_look(pty, 4 + (int)style, 50);
}

/* The same page in each kind of colour; meaning is never in colour alone. */
static void
test_colours(void **state)
{
	static const struct {
		const char *env[3];
		enum term_colour colour;
		int accent, dim, alert;
	} cases[] = {
	    {{"TERM=xterm-256color"}, TERM_AUTO, 29, 243, 160},
	    {{"TERM=xterm-256color"}, TERM_16, 6, -1, 1},
	    {{"TERM=xterm-256color"}, TERM_MONO, -1, -1, -1},
	    {{"TERM=xterm-256color", "NO_COLOR=1"}, TERM_AUTO, -1, -1, -1},
	    {{"TERM=xterm-256color", "NO_COLOR="}, TERM_AUTO, 29, 243, 160},
	    {{"TERM=xterm"}, TERM_AUTO, 6, -1, 1},
	    {{"TERM=xterm"}, TERM_256, 6, -1, 1},
	    {{"TERM=linux"}, TERM_AUTO, 6, -1, 1},
	    {{"TERM=vt100"}, TERM_AUTO, -1, -1, -1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct demo demo = {.colour = cases[i].colour};
		struct pty *pty = open_demo(&demo, cases[i].env);
		bool mono = cases[i].accent < 0;
		struct pty_look look;

		assert_true(pty_wait_text(pty, "line 11"));
		assert_true(pty_wait_text(pty, "alert"));
		look = look_of(pty, STYLE_ACCENT);
		assert_int_equal(look.ink, cases[i].accent);
		assert_int_equal(look.bold, mono);
		assert_int_equal(look_of(pty, STYLE_DIM).ink, cases[i].dim);
		look = look_of(pty, STYLE_ALERT);
		assert_int_equal(look.ink, cases[i].alert);
		assert_int_equal(look.reverse, mono);
		assert_true(look_of(pty, STYLE_BOLD).bold);
		assert_true(look_of(pty, STYLE_FOCUS).bold);
		assert_true(look_of(pty, STYLE_MATCH).underline);
		for (int k = 0; k < STYLES; k++)
			assert_int_equal(look_of(pty, (enum style)k).paper, -1);
		pty_free(pty);
	}
}

static void
test_unknown_terminal(void **state)
{
	static const char *const terms[][2] = {
	    {"TERM=huddle-none"}, {"TERM=dumb"}, {"TERM"}, {"TERM="}};

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct pty *pty = pty_new(&(struct pty_start){
		    .body = demo_run, .context = &plain_demo, .env = terms[i]});

		assert_true(pty_wait_text(pty, "try TERM=xterm"));
		assert_end(pty, 69);
		pty_free(pty);
	}
}

/* Moving a bar costs what changed, not a page. */
static void
test_few_bytes(void **state)
{
	struct pty *pty = open_demo(&plain_demo, NULL);
	size_t len;

	(void)state;
	assert_true(pty_wait_text(pty, "line 11"));
	assert_true(pty_wait_cursor(pty, 4, 3));
	pty_forget(pty);
	pty_keys(pty, "j");
	assert_true(pty_wait_text(pty, "key <j> 1"));
	assert_true(pty_wait_cursor(pty, 5, 3));
	pty_written(pty, &len);
	assert_in_range(len, 1, 240);
	pty_free(pty);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_shows_text_and_cursor),
	    cmocka_unit_test(test_keys),
	    cmocka_unit_test(test_strange_input),
	    cmocka_unit_test(test_resize),
	    cmocka_unit_test(test_suspend),
	    cmocka_unit_test(test_stopped_from_outside),
	    cmocka_unit_test(test_storm),
	    cmocka_unit_test(test_hangup),
	    cmocka_unit_test(test_end_signals),
	    cmocka_unit_test(test_control_c_is_a_key),
	    cmocka_unit_test(test_killed),
	    cmocka_unit_test(test_killed_gives_modes_back),
	    cmocka_unit_test(test_no_memory),
	    cmocka_unit_test(test_keeper_killed),
	    cmocka_unit_test(test_exit_code),
	    cmocka_unit_test(test_ascii),
	    cmocka_unit_test(test_colours),
	    cmocka_unit_test(test_unknown_terminal),
	    cmocka_unit_test(test_few_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
