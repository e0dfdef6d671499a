/*
 * Revisions: whole steps that people can undo, with the events that make them
 * up. Events are written once and never changed, but for the words of a note
 * that is redacted. Undo writes new events that set back the old ones.
 *
 * A revision has a day and no time, and nobody's name.
 */
#ifndef HUDDLE_DB_REPO_REVISION_H
#define HUDDLE_DB_REPO_REVISION_H

#include <stdint.h>

#include "core/action.h"
#include "core/request.h"
#include "db/db.h"

#define REVISION_NO_STEP (-1)

struct revision {
	int64_t id;  /* 0: none */
	int kind;    /* enum request_kind, REVISION_UNDO or REVISION_REDO */
	int32_t day; /* the shift's */
	int64_t of;  /* what an undo or redo took back or did again, else 0 */
	int64_t action;          /* the first card it changed, 0 if none */
	char note[NOTE_ID_SIZE]; /* the first note, "" if none */
};

/*
 * Begins one in the running transaction (needs one): what action_put and
 * note_put write then belongs to it. What could be redone no longer can.
 */
int revision_begin(struct db *db, int kind, int32_t day,
    struct revision *revision, struct err *err);

/* What undo and redo would do on that day: ids 0 where there is nothing. */
int revision_next(struct db *db, int32_t day, struct revision *undo,
    struct revision *redo, struct err *err);

/* The request that a step was, as far as request_act() looks at it: its kind,
 * state and tier. For request_done. */
int revision_request(struct db *db, const struct revision *revision,
    struct request *out, struct err *err);

/* The newest there is, 0 if there is none. */
int revision_last(struct db *db, int64_t *id, struct err *err);

/*
 * Takes the last revision of the day back, or does the one taken back last
 * again, in its own transaction. `expected` is the revision that the person
 * saw (0: whichever; REVISION_NO_STEP: there was none): if another one would be
 * taken by now, ERR_AGAIN says so and nothing changes. ERR_UNAVAILABLE if there
 * is none. *done is what was undone or redone (its kind, action and note say
 * what to tell).
 */
int revision_undo(struct db *db, int32_t day, int64_t expected,
    struct revision *done, struct err *err);
int revision_redo(struct db *db, int32_t day, int64_t expected,
    struct revision *done, struct err *err);

/* A card's history, oldest first; for revision_event_list_done
 * (core/request.h). ERR_UNAVAILABLE if there is no such card. */
int action_history(struct db *db, int64_t id, struct revision_event **out,
    int *count, struct err *err);

/* For repo_action.c and repo_note.c: writes the events of what differs. */
int revision_events(struct db *db, const struct revision *revision,
    const struct record *record, const void *before, const void *after,
    int64_t action, const char *note, struct err *err);

/* For note_erase and action_erase: marks a revision, and every one that
 * touched a note, as not to be undone any more. */
int revision_seal(struct db *db, int64_t id, struct err *err);
int revision_seal_note(struct db *db, const char *note, struct err *err);

#endif
