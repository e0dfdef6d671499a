/*
 * Text as people read it: grapheme clusters, columns, wrapping, folding. The
 * one place that knows how wide a text is on a terminal. Joined emoji have no
 * width that terminals agree on: a cluster counts as its first character.
 */
#ifndef HUDDLE_UTIL_UTF8_H
#define HUDDLE_UTIL_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "util/buf.h"

/* The longest cluster kept whole; more combining marks are cut off. */
#define UTF8_CLUSTER_MAX 13

/* True if `len` bytes are valid UTF-8; else *bad is the offset of the fault
 * (bad may be NULL). */
bool utf8_valid(const char *text, size_t len, size_t *bad);

/*
 * The next character: its code point in *code, its length in bytes as
 * result (0 at the end). A byte that is not UTF-8 counts as U+FFFD, length 1.
 */
size_t utf8_next(const char *text, size_t len, uint32_t *code);

/* Writes a code point as UTF-8 (at most 4 bytes), returns how many. */
size_t utf8_put(char out[4], uint32_t code);

/*
 * The next grapheme cluster (UAX #29): its length in bytes as result (0 at
 * the end), its columns (0 to 2) in *width.
 */
size_t utf8_cluster(const char *text, size_t len, int *width);

/* Columns of a text. */
int utf8_width(const char *text);

/* Number of characters (code points) of a text. */
size_t utf8_count(const char *text);

/*
 * How many bytes of `text` fit into `columns` without cutting a cluster;
 * their columns in *width (may be NULL).
 */
size_t utf8_fit(const char *text, int columns, int *width);

/*
 * The next line of `text` wrapped at `columns` (at least 2): its length in
 * bytes as result; *rest is where the next line begins (spaces at the break
 * are dropped). Breaks at spaces, inside a word only if it is longer than a
 * line. 0 with *rest at the end when nothing is left.
 */
size_t utf8_wrap(const char *text, int columns, const char **rest);

/*
 * True if the character may be shown and kept: no control (C0, C1, DEL), no
 * line or paragraph separator, no bidirectional control, no zero-width
 * character (joiners of scripts and emoji included), no noncharacter.
 */
bool utf8_printable(uint32_t code);

/*
 * Appends `text` with every character that is not printable, and every
 * faulty byte, as U+FFFD: safe to show.
 */
void utf8_clean(struct buf *out, const char *text, size_t len);

/* Appends `text` folded for search: case folded, diacritics dropped (NFKD
 * without marks). */
void utf8_fold(struct buf *out, const char *text);

/* Appends `text` in ASCII: letters without their marks, '?' for the rest. */
void utf8_ascii(struct buf *out, const char *text, size_t len);

/* Appends `text` in composed form (NFC). */
void utf8_compose(struct buf *out, const char *text);

#endif
