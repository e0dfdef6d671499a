/*
 * Files written whole or not at all, and private ones kept private.
 */
#ifndef HUDDLE_UTIL_FILE_H
#define HUDDLE_UTIL_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "util/buf.h"
#include "util/err.h"

/* The largest configuration or data file that is read. */
#define FILE_TEXT_MAX (1024 * 1024)

/*
 * Creates `path` with `mode`, writes it, syncs file and folder. It must not
 * exist (ERR_CREATE). On any failure nothing is left behind.
 */
int file_create(const char *path, mode_t mode, const void *bytes, size_t len,
    struct err *err);

/* The same in place of what may stand there: after a crash the file is the
 * old one or the new one, whole. */
int file_replace(const char *path, mode_t mode, const void *bytes, size_t len,
    struct err *err);

/*
 * Reads a regular file of at most `max` bytes (no FIFO, no device) and
 * appends it to out. ERR_UNAVAILABLE if it is missing, ERR_PERMISSION if it
 * cannot be read, ERR_DATA if it is no regular file or too large.
 */
int file_read(const char *path, size_t max, struct buf *out, struct err *err);

/*
 * Reads exactly `len` secret bytes from a file that only its owner may read
 * (mode 0600 or less): ERR_UNAVAILABLE if it is missing or of another size,
 * ERR_PERMISSION if others can read it or we cannot.
 */
int file_read_secret(const char *path, void *out, size_t len, struct err *err);

/* Overwrites a file with zeros, syncs, unlinks, syncs the folder. A missing
 * file is no error. */
int file_wipe(const char *path, struct err *err);

/* ERR_PERMISSION if group or others may read or write the file; OK if it does
 * not exist. */
int file_check_private(const char *path, struct err *err);

/* Makes a folder and those above it, mode 0700 each, where missing. */
int file_make_folder(const char *path, struct err *err);

/* The folder of a path ("." if there is none); free() it. */
char *file_folder(const char *path);

/* `name` as seen from `folder`: absolute names stay; free() it. */
char *file_join(const char *folder, const char *name);

bool file_exists(const char *path);

#endif
