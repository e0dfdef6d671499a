/*
 * The faults of a configuration, gathered so that all of them are told at
 * once: one line each, in the order of files and lines.
 */
#ifndef HUDDLE_CONFIG_FAULTS_H
#define HUDDLE_CONFIG_FAULTS_H

#include <stdarg.h>
#include <stdbool.h>

#include "util/buf.h"

/* More than that are not told: whoever mends these sees the others then. */
#define FAULTS_MAX 100

struct fault {
	int file; /* index of faults_file() */
	int line;
	bool shadows; /* of the text: the same line's values are not judged */
	char *text;   /* "setting: what was found, what was expected" */
};

struct faults {
	char **files;
	int file_count;
	struct fault *list;
	int count;
	int untold; /* beyond FAULTS_MAX */
};

/* Zeroed is empty. */
void faults_done(struct faults *faults);

/* The index of a file's name; a new name comes behind those before it. */
int faults_file(struct faults *faults, const char *name);

/*
 * A fault of the file's text (its syntax), at the setting ("unit.name", "" for
 * none). Values read from the same line are not judged any more, since they
 * may not be what was meant.
 */
void
faults_add_text(struct faults *faults, int file, int line, const char *setting,
    const char *format, ...) __attribute__((format(printf, 5, 6)));

/* A fault of the setting's value. */
void faults_add_value(struct faults *faults, int file, int line,
    const char *setting, const char *format, va_list arguments)
    __attribute__((format(printf, 5, 0)));

/* Sorts them and appends one line each. */
void faults_print(struct faults *faults, struct buf *out);

/*
 * The name of `names` (ended by NULL) that is most like `name`, NULL if none
 * is like it: at most two letters wrong, missing, added or swapped, and at
 * least half of them right.
 */
const char *faults_nearest(const char *name, const char *const *names);

#endif
