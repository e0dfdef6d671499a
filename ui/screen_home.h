/*
 * What other screens may tell the home page on the way to it, and the part of
 * it that draws what has been.
 */
#ifndef HUDDLE_UI_SCREEN_HOME_H
#define HUDDLE_UI_SCREEN_HOME_H

#include "ui/parts.h"

/* Arguments of EFFECT_GO. */
enum home_argument {
	HOME_OVERTAKEN = 1, /* the huddle was ended at another keyboard */
};

/* What became of it, what is new, and what the room said, in the rows of
 * `main`; what is new stands in `side` where it has columns, else between the
 * others. */
void home_history(struct cells *cells, struct area *main, struct area *side,
    const struct facts *facts);

#endif
