/*
 * Who may do what: the one table that every screen and command asks. A role
 * without a PIN is open to all.
 */
#ifndef HUDDLE_CORE_ROLE_H
#define HUDDLE_CORE_ROLE_H

#include <stdbool.h>

enum role {
	ROLE_STAFF,
	ROLE_MANAGER,
	ROLE_COORDINATOR,
	ROLE_ADMINISTRATOR,
	ROLES
};

enum act {
	ACT_LOOK, /* read boards, notes, room views */
	ACT_CHECK_IN,
	ACT_HUDDLE, /* open, run and close a huddle's round */
	ACT_NOTE,
	ACT_ROUND_WALKUP, /* open and close a walk-up box */
	ACT_ROUND_TALLY,  /* enter a round counted on paper */
	ACT_ROUND_VOID,
	ACT_BOARD,    /* add, change and move cards, merge notes, undo */
	ACT_RESPOND,  /* a first response, an answer: also in a huddle */
	ACT_ESCALATE, /* ask a tier above, and tell what it answered */
	ACT_CLOSE,    /* can't, because */
	ACT_APPROVE,  /* the page that goes up */
	ACT_REDACT,
	ACT_REVIEW,        /* end the manager's review */
	ACT_CONFIRM_CLOCK, /* the clock is right, whatever records say */
	ACT_KEY,           /* make, announce and export the unit's keys */
	ACT_BUDDY,         /* join, leave, ask for another, "we connected" */
	ACT_BUDDY_ROUND,   /* propose, adjust, confirm and drop a round */
	ACT_SHIFT_IMPORT,  /* numbers of many shifts from a file */
	ACT_CONFIGURE,
	ACTS
};

/* "staff", "manager", ...: as the option --role has them. */
extern const char *const role_names[ROLES];

/* The role that an act needs, if that role has a PIN. */
enum role role_needed(enum act act);

/* True if somebody acting as `role` may do it. `with_pin` says which roles
 * have a PIN (bit 1 << role). */
bool role_may(enum role role, enum act act, unsigned with_pin);

#endif
