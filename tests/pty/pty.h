/*
 * A real program on a real pty, in front of a terminal of our own (libvterm):
 * keys in; text, colours and cursor out. A test waits for what the screen
 * should show, never for time to pass.
 *
 * The program runs under a small shell of the harness, in a process group of
 * its own in the foreground, as under a real one: it can be suspended, and a
 * terminal that goes away sends SIGHUP.
 */
#ifndef HUDDLE_TESTS_PTY_H
#define HUDDLE_TESTS_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct pty;

/* How long a wait may take before it has failed, in milliseconds. */
#define PTY_PATIENCE 20000

struct pty_start {
	int rows, columns; /* 0: 24 and 80 */
	/* "NAME=value" sets, "NAME" unsets; ends with NULL. On top of TERM
	 * xterm-256color and LC_ALL C.UTF-8. May be NULL. */
	const char *const *env;
	char *const *argv; /* the program, found by PATH; NULL: `body` */
	int (*body)(void *context); /* runs in the forked process */
	void *context;
	bool no_hangup; /* the shell outlives its terminal: no SIGHUP */
};

/* Ends the test with a message if it cannot start. */
struct pty *pty_new(const struct pty_start *start);

/* Kills what still runs and frees. NULL is allowed. */
void pty_free(struct pty *pty);

/* Bytes as the keyboard sends them; "\033" is Esc, "\r" Enter. */
void pty_keys(struct pty *pty, const char *keys);

/* Each waits until its condition holds and returns true; after PTY_PATIENCE it
 * prints the screen and returns false, sooner if the program has ended. */
bool pty_wait_text(struct pty *pty, const char *text);
bool pty_wait_gone(struct pty *pty, const char *text);
bool pty_wait_blank(struct pty *pty);
bool pty_wait_stopped(struct pty *pty); /* once for each stop */
bool pty_wait_cursor(struct pty *pty, int row, int column);
bool pty_wait_until(
    struct pty *pty, bool (*done)(struct pty *, void *), void *context);

/* True once for each stop that was seen up to now; does not wait. */
bool pty_stopped(struct pty *pty);

/* Waits until all its processes have ended. *code: the exit code of the
 * program, or 128 + signal as a shell has it; -1 if the shell went too. */
bool pty_wait_end(struct pty *pty, int milliseconds, int *code);

/* Takes in what the program has written up to now, without waiting. */
void pty_drain(struct pty *pty);

void pty_resize(struct pty *pty, int rows, int columns);

/* To the program itself; to all processes of its group. */
pid_t pty_pid(const struct pty *pty);
void pty_signal(struct pty *pty, int signal);
void pty_signal_group(struct pty *pty, int signal);

/* The terminal goes away. */
void pty_hangup(struct pty *pty);

/* The screen as lines without trailing spaces; one row; both owned by the
 * pty, until the next call. */
const char *pty_screen(struct pty *pty);
const char *pty_row(struct pty *pty, int row);

/* Row of the first line that has the text (its column in *column, which may be
 * NULL); -1 if none has. */
int pty_find(struct pty *pty, const char *text, int *column);

void pty_cursor(struct pty *pty, int *row, int *column);

struct pty_look {
	bool bold, underline, reverse;
	int ink;   /* index of the foreground colour, -1 the default */
	int paper; /* of the background */
};
struct pty_look pty_look(struct pty *pty, int row, int column);

/* True if the terminal echoes and gives whole lines, as a shell wants it. */
bool pty_cooked(const struct pty *pty);

/* Everything it has written since the start or the last pty_forget; `len` may
 * be NULL. */
const char *pty_written(struct pty *pty, size_t *len);
void pty_forget(struct pty *pty);

#endif
