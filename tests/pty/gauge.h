/*
 * Measuring for tests/bench: a program on a pty with a stop-watch instead of a
 * terminal, sets of figures, and the table that they are printed in. Figures
 * of two programs are always taken in turn, so that both meet the same
 * machine.
 */
#ifndef HUDDLE_TESTS_GAUGE_H
#define HUDDLE_TESTS_GAUGE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* Microseconds on a clock that nobody sets. */
double gauge_now(void);

/* --- sets --- */

#define GAUGE_MAX 1000

struct gauge_set {
	double values[GAUGE_MAX];
	int count;
};

void gauge_add(struct gauge_set *set, double value);

/* The value below which `percent` of them lie; negative of an empty set. */
double gauge_percentile(struct gauge_set *set, int percent);
double gauge_median(struct gauge_set *set);

/* --- programs on a pty, 80 by 24 --- */

struct gauge;

/* Begins the program, found by PATH; NULL if there is no pty. */
struct gauge *gauge_start(const char *const *argv);

/* Sends the keys, waits until it has ended, kills it after 2 seconds. */
void gauge_end(struct gauge *gauge, const char *keys);

pid_t gauge_pid(const struct gauge *gauge);

struct gauge_burst {
	double microseconds; /* to the last byte */
	size_t bytes;
};

/* Takes in what the program writes until nothing has come for `quiet`
 * milliseconds: since its start; since the keys. */
struct gauge_burst gauge_settle(struct gauge *gauge, int quiet);
struct gauge_burst gauge_keys(struct gauge *gauge, const char *keys, int quiet);

/* Microseconds from the keys until it has written the text; negative if that
 * does not come within 2 seconds. */
double gauge_until(struct gauge *gauge, const char *keys, const char *text);

/* Watches it for so many milliseconds without a key; the bytes it writes. */
size_t gauge_watch(struct gauge *gauge, int milliseconds);

/* Runs a program without a terminal, `input` (may be NULL) its standard input:
 * microseconds until it has ended; negative if it failed. */
double gauge_process(const char *const *argv, const char *input);

/* True if it is to be found by PATH. */
bool gauge_found(const char *program);

/* --- processes --- */

/* KiB of a process, shared pages by their part; 0 where it may not be told. */
long gauge_memory(pid_t pid);

/* How often a process has gone to sleep up to now. */
long gauge_sleeps(pid_t pid);

/* A process whose parent is `parent`; 0 if it has none. */
pid_t gauge_child(pid_t parent);

/* --- the table --- */

void gauge_heading(const char *title);

/* Ours beside its floor; the target in words. Negative: not measured. */
void gauge_row(const char *what, const char *unit, double ours, double floor,
    const char *target);

#endif
