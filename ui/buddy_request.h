/*
 * What the page of buddies asks of the app: EFFECT_BUDDY. Names in it are
 * wiped once it is done with, since it can tell whom somebody does not want to
 * be with, who asks for another buddy or who connected.
 */
#ifndef HUDDLE_UI_BUDDY_REQUEST_H
#define HUDDLE_UI_BUDDY_REQUEST_H

#include "core/buddy.h"

/* EVENT_DONE's text is not empty if what stands behind it is so. */
enum buddy_act {
	BUDDY_ACT_JOIN,      /* the name was known */
	BUDDY_ACT_LEAVE,     /* others are proposed anew; "changed", "dropped":
	                        that became of the proposal that there was */
	BUDDY_ACT_AGAIN,     /* others are proposed anew */
	BUDDY_ACT_CONNECTED, /* it was counted */
	BUDDY_ACT_PROPOSE,
	BUDDY_ACT_SWAP,
	BUDDY_ACT_LOCK,
	BUDDY_ACT_CONFIRM,
	BUDDY_ACT_DROP,
	BUDDY_ACT_STAY, /* nobody of the group asks for another any more */
	BUDDY_ACTS
};

struct buddy_request {
	enum buddy_act act;
	/* JOIN: all that was told, NULL, 0 and a count of choices of -1 for
	 * what stays; others: only the name, NULL where none is needed. */
	struct buddy person;
	char *other; /* SWAP: the second name */
	int weeks;   /* PROPOSE: 1 to 26 */
	bool anew;   /* PROPOSE: the days of the round that runs */
	bool locked; /* LOCK: else unlock */
	/* SWAP, LOCK, CONFIRM, DROP: buddy_round_mark of what was shown. */
	uint64_t shown;
};

/* Wipes and frees; NULL is allowed. */
void buddy_request_free(struct buddy_request *request);

#endif
