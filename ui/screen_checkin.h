/*
 * The check-in's model, shared by its keys (screen_checkin.c) and its looks
 * (screen_checkin_view.c).
 */
#ifndef HUDDLE_UI_SCREEN_CHECKIN_H
#define HUDDLE_UI_SCREEN_CHECKIN_H

#include "ui/screen.h"
#include "ui/widget.h"

/* Arguments of EFFECT_GO: to the huddle's box, whatever else is open; to the
 * walk-up box or, of several, the choice. */
#define CHECKIN_HUDDLE 1
#define CHECKIN_WALKUP 2

enum checkin_state {
	CHECKIN_ITEM,    /* a question */
	CHECKIN_REVIEW,  /* the answers, once */
	CHECKIN_FAILED,  /* the answers, not saved */
	CHECKIN_BOXES,   /* which box, of several that are open */
	CHECKIN_SHUT,    /* none is open (any longer) */
	CHECKIN_REFUSED, /* one is, but it takes no answers */
};

struct checkin {
	enum checkin_state state;
	int64_t round;
	int item; /* of the form; their number while in review */
	int top;  /* of a list longer than the page; or the focused box */
	int language;
	struct response response;
	bool given[QUESTIONS_MAX]; /* answered or skipped already */
	time_t touched;            /* the last key */
	bool fresh;                /* no key of this person yet */
	struct toast failure;      /* what to do, and why */
	struct toast toast;
};

/* To the check-in, once what is asked there is read. */
void
checkin_go(const struct facts *facts, int argument, struct effects *effects);

/* Why a box takes no answers; NULL if it does. */
const char *checkin_refusal(const struct fact_round *round);

unsigned checkin_modes(const void *data, const struct facts *facts);
void
checkin_view(const void *data, const struct facts *facts, struct cells *cells);

#endif
