/*
 * What the two files of buddies share: app_buddy.c has the people,
 * app_buddy_round.c who is with whom.
 */
#ifndef HUDDLE_APP_BUDDY_OWN_H
#define HUDDLE_APP_BUDDY_OWN_H

#include "app_buddy.h"

/* Asks for the role, begins the transaction and reads everybody into *now. */
int app_buddy_begin(
    struct app *app, enum act act, struct app_buddies *now, struct err *err);

/* Reads everybody again, within it. */
int app_buddy_again(struct app *app, struct app_buddies *now, struct err *err);

/* Commits if `result` is OK, else rolls back; frees *now. Returns what came of
 * both. */
int app_buddy_end(
    struct app *app, struct app_buddies *now, int result, struct err *err);

/* Whom the name means: outer spaces, case and marks do not matter. ERR_DATA;
 * ERR_UNAVAILABLE if nobody has it. */
int app_buddy_find(const struct app_buddies *now, const char *name,
    const struct buddy **out, struct err *err);

/* Who may be meant by a name that nobody has; NULL if nobody's is like it. */
const struct buddy *
app_buddy_nearest(const struct app_buddies *now, const char *name);

/*
 * Within a transaction, once somebody has left, asks for another buddy or is
 * not to be with somebody: proposes anew, with as few changes as possible, if
 * that concerns a round. A proposal of a new round is mended itself: it
 * replaces the confirmed one. `taken_back`: somebody does not ask any more, so
 * a proposal that pairs the round anew may not be needed.
 */
int app_buddy_renew(struct app *app, const struct app_buddies *now,
    bool taken_back, enum buddy_came *came, struct err *err);

#endif
