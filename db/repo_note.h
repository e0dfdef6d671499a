/*
 * Notes in the store. A note has a random id and a day, no author and no
 * time; lists are ordered by day (newest first), then id.
 */
#ifndef HUDDLE_DB_REPO_NOTE_H
#define HUDDLE_DB_REPO_NOTE_H

#include <stdint.h>

#include "core/note.h"
#include "db/db.h"
#include "db/repo_revision.h"
#include "util/random.h"

/* Keeps a note whose text is clean (note_clean). note->id is drawn and set,
 * its version is 1, and if it is open it is not answered. With a transaction
 * running it joins it, else it makes its own. */
int note_add(struct db *db, struct note *note, const struct random *random,
    struct err *err);

/* Takes a note back entirely (undo right after adding it). ERR_UNAVAILABLE if
 * it is gone, or anything was done with it since. With a transaction running
 * it joins it, and the caller calls db_scrub once it is committed; alone it
 * does so itself, and what that could not clear the next start does. */
int note_remove(struct db *db, const char *id, struct err *err);

/* One note by id, for note_done; out->id is "" if there is none. */
int note_get(struct db *db, const char *id, struct note *out, struct err *err);

/*
 * Writes a note in a revision's transaction: what differs from `was`, whose
 * version must still be that of the store (ERR_AGAIN). Every difference is an
 * event. now->version is raised.
 */
int note_put(struct db *db, const struct revision *revision,
    const struct note *was, struct note *now, struct err *err);

/*
 * Empties the text of a note that is redacted, for good, what was answered,
 * and the titles of cards made of it, where they are its own words
 * (note_is_title); nothing can be undone that would bring them back. Notes
 * that were merged into it are open again. `note` still has the text. Needs
 * the transaction and the revision of note_put; the caller calls db_scrub once
 * it is committed.
 */
int note_erase(struct db *db, const struct revision *revision,
    const struct note *note, struct err *err);

/* How many there are, and the minutes a shift of the stop-this among them. */
struct note_sum {
	int total;
	int minutes;
	int kinds[NOTE_KINDS];
};
int note_count(struct db *db, const struct note_filter *filter,
    struct note_sum *out, struct err *err);

/* A window on the list: at most `max` rows from the `first` on into `out`,
 * each for note_done; *count is how many. */
int note_window(struct db *db, const struct note_filter *filter, int first,
    int max, struct note *out, int *count, struct err *err);

/* The place of a note in the list, -1 if it is not in it. */
int note_place(struct db *db, const struct note_filter *filter, const char *id,
    int *place, struct err *err);

#endif
