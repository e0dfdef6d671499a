/*
 * Memory that is there or ends the program: a failed allocation prints one
 * line and exits with 71 (EX_OSERR). Nothing accepted is lost by that, since
 * "saved" is only said after a commit, and the terminal's keeper (ui/guard.h)
 * restores the screen.
 */
#ifndef HUDDLE_UTIL_MEM_H
#define HUDDLE_UTIL_MEM_H

#include <stddef.h>

/* Zeroed memory for `count` elements of `size` bytes; free() it. */
void *mem_new(size_t count, size_t size);

/* Grows a block to `count` elements; what is new is not set. */
void *mem_grow(void *old, size_t count, size_t size);

/* A copy of the text (NULL gives NULL); free() it. */
char *mem_copy(const char *text);

/* A copy of the first `len` bytes, with a NUL behind; free() it. */
char *mem_copy_bytes(const char *text, size_t len);

/* Writes printf style into a new string; free() it. */
char *mem_printf(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
