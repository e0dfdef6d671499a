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
	int connected;                          /* said in the week of today */
};
int app_buddies_read(struct app *app, struct app_buddies *out, struct err *err);
void app_buddies_done(struct app_buddies *buddies);

/* Joins, or changes what somebody of that name told. Names and role must be
 * printable and 1 (role: 0) to BUDDY_NAME_MAX characters long; nobody can wish
 * for, or not be with, themselves, nor both with one person. Folded names are
 * filled in here. *known: the name was there already. ERR_DATA. */
int app_buddy_join(
    struct app *app, struct buddy *person, bool *known, struct err *err);

/* ERR_UNAVAILABLE, also of the next ones, if nobody has that name. A hint
 * names the nearest. Of a confirmed round the rest is proposed anew, with as
 * few changes as possible (*proposed), if somebody would be alone. */
int app_buddy_leave(
    struct app *app, const char *name, bool *proposed, struct err *err);

/* Asks for another buddy: the confirmed round is proposed anew in the same
 * way. Nothing shows who asked. */
int app_buddy_ask(
    struct app *app, const char *name, bool *proposed, struct err *err);

/* "We connected": the name must be in the confirmed round, and is not kept.
 * *counted: false if the week has as many as there are groups. */
int app_buddy_connected(
    struct app *app, const char *name, bool *counted, struct err *err);

/* A new proposal of so many weeks (1 to 26; 0: the setting's), which begins
 * today, or after the confirmed round if that goes on for a week or more; or
 * (`anew`) of the confirmed round's own days, with as few changes as possible.
 * Locked groups of the proposal that there is stay. ERR_UNAVAILABLE with fewer
 * than two people. */
int app_buddy_propose(struct app *app, int weeks, bool anew, struct err *err);
int
app_buddy_swap(struct app *app, const char *a, const char *b, struct err *err);
int
app_buddy_lock(struct app *app, const char *name, bool locked, struct err *err);
int app_buddy_confirm(struct app *app, struct err *err);
int app_buddy_drop(struct app *app, struct err *err);

#endif
