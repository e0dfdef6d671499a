/*
 * Huddles in the store: the one that is running, with where it stands, and
 * those that were held.
 */
#ifndef HUDDLE_DB_REPO_HUDDLE_H
#define HUDDLE_DB_REPO_HUDDLE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/agenda.h"
#include "core/period.h"
#include "db/db.h"

struct huddle {
	int64_t id; /* 0: none */
	struct shift_date shift;
	char agenda[ID_SIZE];
	bool planned; /* held at a time the configuration plans */
	bool running;
	struct run run; /* where a running one stands, as of the last save */
	int64_t round;  /* its round's id, 0 if it has none */
	int32_t
	    seconds; /* of a held one: how long it took, pauses not counted */
	int32_t headcount;
	int32_t checkins;
	int32_t notes; /* notes typed in it */
};

/* The running huddle, *out->id 0 if there is none. */
int huddle_running(struct db *db, struct huddle *out, struct err *err);

/* The newest huddle that was held, *out->id 0 if there is none. */
int huddle_last(struct db *db, struct huddle *out, struct err *err);

/* Begins one: shift, agenda, planned, run, round are taken; id is set.
 * ERR_UNAVAILABLE if one is running. */
int huddle_start(struct db *db, struct huddle *huddle, struct err *err);

/* Keeps where a running one stands (run, round, headcount, checkins, notes). */
int huddle_save(
    struct db *db, const struct huddle *huddle, time_t now, struct err *err);

/* Ends it: held, with its figures, or dropped without a trace but its round
 * (an agenda opened by mistake). */
int huddle_end(
    struct db *db, const struct huddle *huddle, bool held, struct err *err);

/* A held huddle at once, for demonstrations; needs a transaction. */
int huddle_record(struct db *db, const struct huddle *huddle, struct err *err);

/* How many were held on days from..to. */
int huddle_held(
    struct db *db, int32_t from, int32_t to, int32_t *held, struct err *err);

#endif
