/*
 * Buddies in the store. Who leaves is gone from it, with every round's trace;
 * "we connected" is a number a day, never whose. Functions that write need a
 * transaction.
 */
#ifndef HUDDLE_DB_REPO_BUDDY_H
#define HUDDLE_DB_REPO_BUDDY_H

#include <stdint.h>

#include "core/buddy.h"
#include "db/db.h"

/* Everybody, by folded name; *out is for buddy_list_free. */
int buddy_list(struct db *db, struct buddy **out, int *count, struct err *err);
void buddy_list_free(struct buddy *list, int count);

/* Keeps somebody new, or all that somebody of the same folded name tells: the
 * person is complete here (app_buddy_join fills in what was not told). Sets
 * buddy->id. Of somebody known `joined` stays, and whether they ask for another
 * buddy. */
int buddy_keep(struct db *db, struct buddy *buddy, struct err *err);

/* Deletes somebody, from groups of all rounds and from nobody's choices: those
 * are by name, and theirs. ERR_UNAVAILABLE if there is no such person. */
int buddy_leave(struct db *db, const char *name, struct err *err);

/* Sets or clears `again`; the caller does so for all of a group. What is
 * cleared leaves the files at the next db_scrub_due. */
int buddy_ask(struct db *db, int64_t id, bool again, struct err *err);

/* The round in a state (PROPOSED or CONFIRMED) with its groups; its id is 0
 * if there is none. For buddy_round_done. `anew` is as it was proposed; of a
 * proposal by an earlier version it tells whether the days are the confirmed
 * round's. */
int buddy_round_get(struct db *db, enum buddy_round_state state,
    struct buddy_round *out, struct err *err);

/* Whether there is a round in a state, without reading who is in it. */
int buddy_round_is(
    struct db *db, enum buddy_round_state state, bool *is, struct err *err);

/* Ended rounds and the confirmed one, newest first, at most `max`, with their
 * groups; one that was paired anew within its days is there each time. Returns
 * how many. */
int buddy_round_past(
    struct db *db, struct buddy_round *out, int max, struct err *err);

/* Replaces the proposal; round->id is set. */
int
buddy_round_propose(struct db *db, struct buddy_round *round, struct err *err);

/* The proposal becomes the confirmed round, and the one before ends, also if
 * people were paired anew within its days: its pairs are not to be repeated.
 * Nobody asks for another buddy any more. ERR_UNAVAILABLE if there is no
 * proposal. */
int buddy_round_confirm(struct db *db, struct err *err);
/* Nobody asks for another buddy any more, in the files neither. */
int buddy_nobody_asks(struct db *db, struct err *err);

/* Throws the proposal away; nothing if there is none. */
int buddy_round_drop(struct db *db, struct err *err);

/* Counts "we connected" on a day, at most `most` in the week of that day;
 * *counted is false if that many were said already. */
int buddy_connected(
    struct db *db, int32_t day, int most, bool *counted, struct err *err);

/* How often it was said in these days; a negative status on failure. */
int buddy_connections(
    struct db *db, int32_t from, int32_t to, int *count, struct err *err);

#endif
