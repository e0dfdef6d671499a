/*
 * The marks of a card in words: what needs somebody.
 */
#ifndef HUDDLE_CLI_MARKS_H
#define HUDDLE_CLI_MARKS_H

#include "util/buf.h"

/* The bits of core/board.h, lowest first, as JSON has them: "overdue". */
#define MARKS 5
extern const char *const mark_names[MARKS];

/* Appends them as people read them: "no answer, overdue"; nothing for 0. */
void marks_text(struct buf *out, unsigned marks);

#endif
