/*
 * The harness of the tests on a pty: a shell that starts one program, and the
 * terminal in front of it. See pty.h.
 */
#include "tests/pty/pty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>

#include <vterm.h>

#include "util/buf.h"
#include "util/mem.h"
#include "util/utf8.h"

#define PTY_LAST_WORDS 2000 /* milliseconds */

struct pty {
	int master;
	int slave; /* kept open: what was written last can still be read */
	int life;  /* from the shell: a pid, 's' at each stop; ends with all */
	pid_t shell; /* 0 once it was waited for */
	pid_t program;
	int stops;
	bool ended;
	int rows, columns;
	VTerm *vterm;
	VTermScreen *screen;
	struct buf written;
	struct buf text; /* what pty_screen and pty_row gave out */
};

static void
fail(const char *what)
{
	fprintf(stderr, "pty: %s: %s\n", what, strerror(errno));
	abort();
}

/* --- in the child: the shell --- */

/* The leak checker asks this. It hangs at times in a process whose terminal
 * goes away, and the children of a test leak what the test itself has. */
int __lsan_is_turned_off(void);

static bool in_child;

int
__lsan_is_turned_off(void)
{
	return in_child;
}

static void
environment(const char *const *env)
{
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	unsetenv("NO_COLOR");
	unsetenv("LINES");
	unsetenv("COLUMNS");
	for (; env && *env; env++) {
		const char *value = strchr(*env, '=');
		char *name = mem_copy(*env);

		name[strcspn(name, "=")] = '\0';
		if (value)
			setenv(name, value + 1, 1);
		else
			unsetenv(name);
		free(name);
	}
}

static _Noreturn void
program(const struct pty_start *start)
{
	setpgid(0, 0);
	tcsetpgrp(STDIN_FILENO, getpid());
	signal(SIGTTOU, SIG_DFL);
	signal(SIGHUP, SIG_DFL);
	environment(start->env);
	if (!start->argv)
		exit(start->body(start->context));
	execvp(start->argv[0], start->argv);
	perror(start->argv[0]);
	_exit(127);
}

/* Starts the program, tells of its stops, and ends as it does. */
static _Noreturn void
shell(const struct pty_start *start, int life)
{
	pid_t child;
	int status;

	in_child = true;
	/* cmocka has handlers of its own. */
	for (int i = 1; i < NSIG; i++)
		signal(i, SIG_DFL);
	signal(SIGTTOU, SIG_IGN);
	signal(SIGHUP, start->no_hangup ? SIG_IGN : SIG_DFL);
	child = fork();
	if (child < 0)
		fail("fork");
	if (child == 0)
		program(start);
	setpgid(child, child);
	tcsetpgrp(STDIN_FILENO, child);
	if (write(life, &child, sizeof(child)) != (ssize_t)sizeof(child))
		fail("write");
	while (waitpid(child, &status, WUNTRACED) == child)
		if (WIFEXITED(status))
			_exit(WEXITSTATUS(status));
		else if (WIFSIGNALED(status))
			_exit(128 + WTERMSIG(status));
		else if (write(life, "s", 1) != 1)
			_exit(126);
	_exit(125);
}

/* --- in the test: the terminal --- */

static int64_t
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Answers of the terminal to what the program asks it. */
static void
on_answer(const char *bytes, size_t len, void *context)
{
	struct pty *pty = context;

	if (pty->master >= 0 && write(pty->master, bytes, len) < 0)
		return;
}

static void
vterm_start(struct pty *pty)
{
	pty->vterm = vterm_new(pty->rows, pty->columns);
	vterm_set_utf8(pty->vterm, 1);
	vterm_output_set_callback(pty->vterm, on_answer, pty);
	pty->screen = vterm_obtain_screen(pty->vterm);
	vterm_screen_enable_altscreen(pty->screen, 1);
	vterm_screen_reset(pty->screen, 1);
}

struct pty *
pty_new(const struct pty_start *start)
{
	struct pty *pty = mem_new(1, sizeof(*pty));
	struct winsize size;
	int life[2];

	pty->rows = start->rows ? start->rows : 24;
	pty->columns = start->columns ? start->columns : 80;
	size = (struct winsize){.ws_row = (unsigned short)pty->rows,
	    .ws_col = (unsigned short)pty->columns};
	if (pipe(life) < 0)
		fail("pipe");
	fflush(NULL); /* or the child would write it once more */
	if (openpty(&pty->master, &pty->slave, NULL, NULL, &size) < 0)
		fail("openpty");
	pty->shell = fork();
	if (pty->shell < 0)
		fail("fork");
	if (pty->shell == 0) {
		close(life[0]);
		close(pty->master);
		login_tty(pty->slave);
		shell(start, life[1]);
	}
	close(life[1]);
	pty->life = life[0];
	fcntl(pty->master, F_SETFD, FD_CLOEXEC);
	fcntl(pty->slave, F_SETFD, FD_CLOEXEC);
	fcntl(pty->life, F_SETFD, FD_CLOEXEC);
	if (read(pty->life, &pty->program, sizeof(pty->program)) !=
	    (ssize_t)sizeof(pty->program))
		fail("the shell did not start");
	vterm_start(pty);
	return pty;
}

void
pty_hangup(struct pty *pty)
{
	if (pty->master < 0)
		return;
	close(pty->master);
	close(pty->slave);
	pty->master = pty->slave = -1;
}

void
pty_free(struct pty *pty)
{
	if (!pty)
		return;
	if (!pty->ended)
		kill(-pty->program, SIGKILL);
	pty_hangup(pty);
	if (pty->shell > 0) {
		kill(pty->shell, SIGKILL);
		waitpid(pty->shell, NULL, 0);
	}
	close(pty->life);
	vterm_free(pty->vterm);
	buf_done(&pty->written);
	buf_done(&pty->text);
	free(pty);
}

/* One read of the screen's bytes. */
static void
take_bytes(struct pty *pty)
{
	char bytes[8192];
	ssize_t len = read(pty->master, bytes, sizeof(bytes));

	if (len < 0)
		fail("read from the terminal");
	vterm_input_write(pty->vterm, bytes, (size_t)len);
	buf_add_bytes(&pty->written, bytes, (size_t)len);
}

/* One read of what the shell tells. */
static void
take_life(struct pty *pty)
{
	char byte;
	ssize_t len = read(pty->life, &byte, 1);

	if (len == 1)
		pty->stops++;
	else if (len == 0)
		pty->ended = true;
}

/* Whatever comes first within `milliseconds`; false if nothing came. */
static bool
take(struct pty *pty, int milliseconds)
{
	struct pollfd from[2] = {
	    {.fd = pty->master, .events = POLLIN},
	    {.fd = pty->ended ? -1 : pty->life, .events = POLLIN},
	};

	if (poll(from, 2, milliseconds) <= 0)
		return false;
	if (from[0].revents != 0)
		take_bytes(pty);
	else
		take_life(pty);
	return true;
}

void
pty_drain(struct pty *pty)
{
	while (take(pty, 0))
		;
}

bool
pty_wait_until(
    struct pty *pty, bool (*done)(struct pty *, void *), void *context)
{
	int64_t end = now_ms() + PTY_PATIENCE;

	pty_drain(pty);
	while (!done(pty, context)) {
		int64_t left = end - now_ms();

		/* The dead say no more than what is still on its way. */
		if (pty->ended && left > PTY_LAST_WORDS)
			left = PTY_LAST_WORDS;
		if (left <= 0 || !take(pty, (int)left)) {
			fprintf(stderr, "pty: gave up; the screen is\n%s\n",
			    pty_screen(pty));
			return false;
		}
	}
	return true;
}

static bool
has_text(struct pty *pty, void *text)
{
	return pty_find(pty, text, NULL) >= 0;
}

static bool
has_no_text(struct pty *pty, void *text)
{
	return !has_text(pty, text);
}

static bool
is_blank(struct pty *pty, void *context)
{
	const char *text = pty_screen(pty);

	(void)context;
	return strspn(text, "\n") == strlen(text);
}

bool
pty_stopped(struct pty *pty)
{
	if (pty->stops == 0)
		return false;
	pty->stops--;
	return true;
}

static bool
has_stopped(struct pty *pty, void *context)
{
	(void)context;
	return pty_stopped(pty);
}

static bool
has_cursor(struct pty *pty, void *context)
{
	const int *wanted = context;
	int row, column;

	pty_cursor(pty, &row, &column);
	return row == wanted[0] && column == wanted[1];
}

bool
pty_wait_text(struct pty *pty, const char *text)
{
	return pty_wait_until(pty, has_text, (void *)text);
}

bool
pty_wait_gone(struct pty *pty, const char *text)
{
	return pty_wait_until(pty, has_no_text, (void *)text);
}

bool
pty_wait_blank(struct pty *pty)
{
	return pty_wait_until(pty, is_blank, NULL);
}

bool
pty_wait_stopped(struct pty *pty)
{
	return pty_wait_until(pty, has_stopped, NULL);
}

bool
pty_wait_cursor(struct pty *pty, int row, int column)
{
	int wanted[] = {row, column};

	return pty_wait_until(pty, has_cursor, wanted);
}

bool
pty_wait_end(struct pty *pty, int milliseconds, int *code)
{
	int64_t end = now_ms() + milliseconds;
	int status;

	while (!pty->ended) {
		int64_t left = end - now_ms();

		if (left <= 0 || !take(pty, (int)left))
			return false;
	}
	pty_drain(pty);
	*code = -1;
	if (pty->shell > 0 && waitpid(pty->shell, &status, 0) == pty->shell &&
	    WIFEXITED(status))
		*code = WEXITSTATUS(status);
	pty->shell = 0;
	return true;
}

void
pty_keys(struct pty *pty, const char *keys)
{
	size_t len = strlen(keys);

	while (len > 0 && pty->master >= 0) {
		ssize_t done = write(pty->master, keys, len);

		if (done < 0)
			fail("write to the terminal");
		keys += done;
		len -= (size_t)done;
	}
}

void
pty_resize(struct pty *pty, int rows, int columns)
{
	struct winsize size = {
	    .ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};

	/* What was drawn for the old size belongs to it. */
	pty_drain(pty);
	pty->rows = rows;
	pty->columns = columns;
	/* libvterm crashes on wide characters where there is no room. */
	vterm_set_size(
	    pty->vterm, rows > 4 ? rows : 4, columns > 20 ? columns : 20);
	ioctl(pty->master, TIOCSWINSZ, &size);
}

pid_t
pty_pid(const struct pty *pty)
{
	return pty->program;
}

void
pty_signal(struct pty *pty, int signal)
{
	kill(pty->program, signal);
}

void
pty_signal_group(struct pty *pty, int signal)
{
	kill(-pty->program, signal);
}

/* --- what the screen shows --- */

static VTermScreenCell
cell_at(const struct pty *pty, int row, int column)
{
	VTermScreenCell cell = {.width = 1};

	vterm_screen_get_cell(
	    pty->screen, (VTermPos){.row = row, .col = column}, &cell);
	return cell;
}

static void
add_row(const struct pty *pty, int row, struct buf *out)
{
	size_t last = out->len;

	for (int column = 0; column < pty->columns;) {
		VTermScreenCell cell = cell_at(pty, row, column);
		char bytes[4];

		if (cell.chars[0] == 0)
			buf_add(out, " ");
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i];
		     i++)
			buf_add_bytes(
			    out, bytes, utf8_put(bytes, cell.chars[i]));
		if (cell.chars[0] != 0 && cell.chars[0] != ' ')
			last = out->len;
		column += cell.width > 1 ? cell.width : 1;
	}
	out->len = last;
}

const char *
pty_row(struct pty *pty, int row)
{
	buf_clear(&pty->text);
	add_row(pty, row, &pty->text);
	buf_add(&pty->text, "");
	return buf_text(&pty->text);
}

const char *
pty_screen(struct pty *pty)
{
	buf_clear(&pty->text);
	for (int row = 0; row < pty->rows; row++) {
		add_row(pty, row, &pty->text);
		buf_add(&pty->text, "\n");
	}
	return buf_text(&pty->text);
}

int
pty_find(struct pty *pty, const char *text, int *column)
{
	for (int row = 0; row < pty->rows; row++) {
		const char *line = pty_row(pty, row);
		const char *found = strstr(line, text);

		if (!found)
			continue;
		if (column) {
			char *before =
			    mem_copy_bytes(line, (size_t)(found - line));

			*column = utf8_width(before);
			free(before);
		}
		return row;
	}
	return -1;
}

void
pty_cursor(struct pty *pty, int *row, int *column)
{
	VTermPos position;

	vterm_state_get_cursorpos(vterm_obtain_state(pty->vterm), &position);
	*row = position.row;
	*column = position.col;
}

struct pty_look
pty_look(struct pty *pty, int row, int column)
{
	VTermScreenCell cell = cell_at(pty, row, column);
	struct pty_look look = {
	    .bold = cell.attrs.bold,
	    .underline = cell.attrs.underline != 0,
	    .reverse = cell.attrs.reverse,
	    .ink = -1,
	    .paper = -1,
	};

	if (!VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) &&
	    VTERM_COLOR_IS_INDEXED(&cell.fg))
		look.ink = cell.fg.indexed.idx;
	if (!VTERM_COLOR_IS_DEFAULT_BG(&cell.bg) &&
	    VTERM_COLOR_IS_INDEXED(&cell.bg))
		look.paper = cell.bg.indexed.idx;
	return look;
}

bool
pty_cooked(const struct pty *pty)
{
	struct termios modes;

	return tcgetattr(pty->master, &modes) == 0 &&
	       (modes.c_lflag & ICANON) != 0 && (modes.c_lflag & ECHO) != 0;
}

const char *
pty_written(struct pty *pty, size_t *len)
{
	if (len)
		*len = pty->written.len;
	return buf_text(&pty->written);
}

void
pty_forget(struct pty *pty)
{
	pty_drain(pty);
	buf_clear(&pty->written);
}
