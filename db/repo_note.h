/*
 * Notes in the store. A note has a random id and a day, no author and no
 * time; lists are ordered by day (newest first), then id.
 */
#ifndef HUDDLE_DB_REPO_NOTE_H
#define HUDDLE_DB_REPO_NOTE_H

#include <stdint.h>

#include "core/note.h"
#include "db/db.h"
#include "util/random.h"

/* Which notes: everything that is set must hold. */
struct note_filter {
	int kind;          /* enum note_kind, -1 any */
	int state;         /* enum note_state, -1 any but merged, redacted */
	const char *theme; /* NULL any */
	int32_t since;     /* DATE_NONE any; else this day and later */
	const char *match; /* NULL any; else folded text contains it folded */
};

extern const struct note_filter note_filter_all;

/* Keeps a note whose text is clean (note_clean); note->id is drawn and set.
 * With a transaction running it joins it, else it makes its own. */
int note_add(struct db *db, struct note *note, const struct random *random,
    struct err *err);

/* Takes a note back entirely (undo right after adding it). ERR_UNAVAILABLE if
 * it is gone or already answered. With a transaction running it joins it, and
 * the caller calls db_scrub once it is committed. */
int note_remove(struct db *db, const char *id, struct err *err);

/* One note by id, for note_done; out->id is "" if there is none. */
int note_get(struct db *db, const char *id, struct note *out, struct err *err);

/* The notes of a filter, allocated: *out is the caller's, freed with
 * note_list_done. Returns OK; *count is how many. */
int note_list(struct db *db, const struct note_filter *filter,
    struct note **out, int *count, struct err *err);
void note_list_done(struct note *notes, int count);

#endif
