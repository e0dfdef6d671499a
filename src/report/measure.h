/*
 * About how much room a text takes on paper, where the browser that will set
 * it cannot be asked. Letters are taken as wide as those of DejaVu Sans, the
 * widest of the typefaces that systems come with.
 */
#ifndef HUDDLE_REPORT_MEASURE_H
#define HUDDLE_REPORT_MEASURE_H

#include <stdbool.h>

#include "util/buf.h"

/* Letters of so many tenths of a pixel. */
struct measure_face {
	int size;
	bool bold;
};

/* Pixels of a text on one line. */
int measure_wide(const char *text, struct measure_face face);

/* How many lines of `wide` pixels it takes, 0 for "". */
int measure_lines(const char *text, struct measure_face face, int wide);

/* Appends as much of a text as has room on `most` lines, whole words, and "…"
 * where that is not all of it. Returns the lines. */
int measure_fit(struct buf *out, const char *text, struct measure_face face,
    int wide, int most);

#endif
