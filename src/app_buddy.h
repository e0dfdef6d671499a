/*
 * Buddies, as screens and commands ask for them: each function is one
 * transaction, asks the role's table first and leaves the store as it was if
 * it fails. The day is the shift's.
 */
#ifndef HUDDLE_APP_BUDDY_H
#define HUDDLE_APP_BUDDY_H

#include "app.h"
#include "core/buddy.h"

/* Everybody and both rounds, read in one go; for app_buddies_done. */
struct app_buddies {
	struct buddy *people; /* by folded name */
	int count;
	struct buddy_round proposed, confirmed; /* id 0: there is none */
	int connected; /* said in the week of today; -1: too few pairs, fewer
	                  than BUDDY_TOLD, for that to be told */
};
int app_buddies_read(struct app *app, struct app_buddies *out, struct err *err);
void app_buddies_done(struct app_buddies *buddies);

/* Joins, or changes what somebody of that name told. Names and role must be
 * printable and 1 (role: 0) to BUDDY_NAME_MAX characters long; nobody can wish
 * for, or not be with, themselves, nor both with one person.
 * Role NULL, shifts 0 and a count of choices of -1 mean "as told before"; of
 * somebody new none, both and nobody. That is filled in here, with the folded
 * names. Names told now come instead of earlier wishes, but beside those that
 * somebody is not to be with: only a count of 0 of these takes them back, never
 * a wish.
 * Where somebody is not to be with their present buddy any longer, or is alone,
 * others are proposed as after app_buddy_leave.
 * Runs of spaces in names count as one. *known: the name was there already.
 * ERR_DATA; ERR_UNAVAILABLE if BUDDY_MAX
 * have joined. */
int app_buddy_join(
    struct app *app, struct buddy *person, bool *known, struct err *err);

/* What became of the proposal. */
enum buddy_came {
	BUDDY_CAME_NOTHING,
	BUDDY_CAME_PROPOSAL, /* there is one now */
	BUDDY_CAME_CHANGE,   /* the one that waits is another now */
	BUDDY_CAME_DROP,     /* it is gone: nothing needs it */
};

/* ERR_UNAVAILABLE, also of the next ones, if nobody has that name. A hint
 * names the nearest. If somebody of the confirmed round would be alone, it is
 * proposed anew with as few changes as possible. Where a proposal stands
 * already, one that still holds is left alone but for who is gone; one of a
 * new round is mended itself; one that pairs the round anew is made anew, and
 * dropped if nothing would change by it. Of less than two people there is no
 * proposal. */
int app_buddy_leave(
    struct app *app, const char *name, enum buddy_came *came, struct err *err);

/* Asks for another buddy, which only who has one in the confirmed round can:
 * proposes in the same way. It is kept that their group asks, not who: store
 * and proposal are the same whoever of it did. `off` takes that back, with the
 * proposal for the round's own days that nothing else needs. */
int app_buddy_ask(struct app *app, const char *name, bool off, bool *proposed,
    struct err *err);

/* "We connected": the name must be in the confirmed round, and is not kept.
 * *counted: false if the week has as many as there are groups, which is not
 * told of fewer than BUDDY_TOLD. */
int app_buddy_connected(
    struct app *app, const char *name, bool *counted, struct err *err);

enum buddy_which { BUDDY_NEXT, BUDDY_NOW, BUDDY_ANEW };

/* A new proposal of so many weeks (1 to 26; 0: the setting's), which begins
 * today: ERR_UNAVAILABLE if the confirmed round goes on for a week or more,
 * unless it is BUDDY_NOW; or (BUDDY_ANEW) of the confirmed round's own days,
 * with as few changes as possible.
 * Locked groups of the proposal that there is stay, the rest of it is replaced.
 * Pairs of the last rounds are not repeated if it can be helped; of a round
 * that was paired anew within its days the first and the last pairs count.
 * ERR_UNAVAILABLE with fewer than two people, without a round to pair anew, or
 * if nothing would change; ERR_DATA. */
int app_buddy_propose(
    struct app *app, int weeks, enum buddy_which which, struct err *err);

/* The proposal by hand, and its end; ERR_UNAVAILABLE if there is none, or the
 * people are not in it. Two of whom one is not to be with the other, or whose
 * group asks for others, cannot be put together, and nothing says why, or whom
 * it is about. `shown`: the buddy_round_mark of the proposal that this was
 * decided by, ERR_AGAIN if that is another now; 0: whatever it is. */
int app_buddy_swap(struct app *app, const char *a, const char *b,
    uint64_t shown, struct err *err);
int app_buddy_lock(struct app *app, const char *name, bool locked,
    uint64_t shown, struct err *err);
int app_buddy_confirm(struct app *app, uint64_t shown, struct err *err);
/* Who asked for another buddy does not any more. */
int app_buddy_drop(struct app *app, uint64_t shown, struct err *err);

#endif
