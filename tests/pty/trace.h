/*
 * The program under a tracer: every system call that could change a file is
 * shown before it happens, and the program can be killed right there. What
 * lies between two such calls leaves nothing behind, so killing at each of
 * them is killing anywhere.
 */
#ifndef HUDDLE_TESTS_TRACE_H
#define HUDDLE_TESTS_TRACE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "tests/pty/ward.h"

struct trace_call {
	pid_t pid;
	bool child; /* of a process that the program has forked */
	uint64_t number;
	uint64_t args[6];
};

/* False kills the process that is about to make the call. */
typedef bool trace_hook(void *context, const struct trace_call *call);

/* False where processes may not be traced. */
bool trace_allowed(void);

/* Runs it under the hook, to its end. */
void trace_run(struct said *said, const char *input, const char *const *words,
    trace_hook *hook, void *context);

/* Could it change a file, or a folder? */
bool trace_changes(const struct trace_call *call);

/* Appends `len` bytes of the program's memory; false where that is forbidden:
 * it is, to all but root, since the program is not dumpable. */
bool trace_memory(const struct trace_call *call, uint64_t address, size_t len,
    struct buf *out);

#endif
