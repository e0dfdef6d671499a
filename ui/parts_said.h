/*
 * What became of what was said, as home, the huddle and a page of its own show
 * it: a word, what was said, what became of it, since when.
 */
#ifndef HUDDLE_UI_PARTS_SAID_H
#define HUDDLE_UI_PARTS_SAID_H

#include "ui/parts.h"

/* The parts it is told in, one below the other, and which kinds stand in each:
 * done; under way; answered; can't; still waiting. */
#define SAID_PARTS 5
extern const unsigned said_parts[SAID_PARTS];

/* How much of an entry there is room for, in lines. */
struct said_room {
	int said;
	int became;
};

/* One line each; a few; all, for what is read out. */
extern const struct said_room said_brief, said_some, said_all;

/* Rows of an entry in an area of `columns`. */
int said_rows(const struct facts *facts, const struct said *said, int columns,
    const struct said_room *room);

void
said_draw(struct cells *cells, struct area *area, const struct facts *facts,
    const struct said *said, bool focused, const struct said_room *room);

/* Everything there is to tell of it, for a column of its own. */
void said_whole(struct cells *cells, struct area *area,
    const struct facts *facts, const struct said *said);

/* A response to what waits: the page that asks for it opens. */
void said_respond(const struct said *said, struct effects *effects);

#endif
