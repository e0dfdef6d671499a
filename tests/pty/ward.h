/*
 * A unit of its own for a test of the real program: a folder that goes again,
 * and the program run in it as from a shell, with all that it said.
 */
#ifndef HUDDLE_TESTS_WARD_H
#define HUDDLE_TESTS_WARD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdbool.h>
#include <sys/types.h>

#include "util/buf.h"

struct ward {
	char *folder; /* huddle.conf, huddle.db and keys/ are in it */
	char *config;
	char *store;
	char *keys;
};

/* Makes the folder below TMPDIR (or below `under`), sets it up by `huddle
 * init` and makes it everybody's: HUDDLE_CONFIG names it. */
void ward_new(struct ward *ward, const char *under);
void ward_free(struct ward *ward);

/* The program that is tested: $HUDDLE. */
const char *ward_program(void);

/* Files below the keys' folder. */
int ward_key_count(const struct ward *ward);

/* Calls `each` with every regular file below a folder and its bytes. */
void ward_files(const char *folder,
    void (*each)(
        void *context, const char *path, const void *bytes, size_t len),
    void *context);

/* A run of the program that has begun, or has ended. */
struct said {
	pid_t pid;
	int in, out, err; /* files in memory */
	int status;       /* exit code, or 128 + signal */
	struct buf output;
	struct buf complaint;
};

/* Starts it with `input` as its whole standard input. `prepare` (may be NULL)
 * is called in the child. argv[0] is left to this function. */
void said_start(struct said *said, const char *input, const char *const *words,
    void (*prepare)(void));

/* Reads what it said; `wait_status` is that of waitpid. */
void said_finish(struct said *said, int wait_status);
void said_forget(struct said *said);

/* All of it: the words end with NULL. Returns the exit code. */
int
said_run(struct said *said, const char *input, ...) __attribute__((sentinel));

/* The same, where only one exit code will do. */
void ward_must(int status, const char *input, ...) __attribute__((sentinel));

/* The number behind "name": in the output of the same; fails without it. */
long ward_number(const char *name, ...) __attribute__((sentinel));

#endif
