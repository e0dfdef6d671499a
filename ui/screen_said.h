/*
 * The page of what became of what was said, shared by its keys
 * (screen_said.c) and its looks (screen_said_view.c).
 */
#ifndef HUDDLE_UI_SCREEN_SAID_H
#define HUDDLE_UI_SCREEN_SAID_H

#include "ui/parts.h"

struct said_model {
	bool loaded;
	bool reading;          /* one entry, whole, on a page of its own */
	struct reader *reader; /* over the lines below */
	int64_t seen;          /* what undo would have taken back */
	struct toast toast;
	struct idle idle;
};

/* A line of the page: an entry of facts->told, or instead of one that a part
 * has none, or that there are more. */
enum { LINE_NOTHING = -1, LINE_MORE = -2 };

struct said_line {
	int part;
	int index;  /* of facts->told, or LINE_ */
	bool first; /* of its part: the heading stands above it */
};

/* The lines part by part; free() them. */
struct said_line *said_lines(const struct facts *facts, int *count);

/* The entry with the focus, NULL if there is none. */
const struct said *
said_focused(const struct said_model *model, const struct facts *facts);

unsigned said_modes(const void *data, const struct facts *facts);
void
said_view(const void *data, const struct facts *facts, struct cells *cells);

#endif
