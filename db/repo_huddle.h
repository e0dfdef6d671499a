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

#define HUDDLE_NOTE_IDS_SIZE 1024

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
	int32_t headcount; /* both the round's, once that is closed */
	int32_t checkins;
	int32_t notes; /* notes typed in it */
	/* Their ids, oldest first, with a space between them; of very many
	 * only the newest. "" once it has ended. */
	char note_ids[HUDDLE_NOTE_IDS_SIZE];
};

/* The running huddle, *out->id 0 if there is none. */
int huddle_running(struct db *db, struct huddle *out, struct err *err);

/* The newest huddle that was held, *out->id 0 if there is none. */
int huddle_last(struct db *db, struct huddle *out, struct err *err);

/* Begins one: shift, agenda, planned, run, round are taken; id is set.
 * ERR_UNAVAILABLE if one is running. */
int huddle_start(struct db *db, struct huddle *huddle, struct err *err);

/* Keeps where this running one stands, and nothing else of it.
 * ERR_UNAVAILABLE if it is not running any more. */
int huddle_save(struct db *db, int64_t id, const struct run *run, time_t now,
    struct err *err);

/*
 * A note was typed in this running huddle, or (not `added`) taken back: its
 * number of notes and their ids. A note taken back that is not one of them
 * changes nothing. Needs a transaction, the one of note_add or note_remove.
 * ERR_UNAVAILABLE if the huddle is not running any more.
 */
int huddle_note(struct db *db, int64_t id, const char *note_id, bool added,
    struct err *err);

/* Ends it, by its id: held, with round, seconds, headcount and checkins, or
 * dropped without a trace but its round (an agenda opened by mistake).
 * ERR_UNAVAILABLE if it is not running any more. */
int huddle_end(
    struct db *db, const struct huddle *huddle, bool held, struct err *err);

/* A held huddle at once, for demonstrations; needs a transaction. */
int huddle_record(struct db *db, const struct huddle *huddle, struct err *err);

#endif
