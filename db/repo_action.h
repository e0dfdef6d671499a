/*
 * Actions in the store: cards, with what tiers answered and what was tested.
 */
#ifndef HUDDLE_DB_REPO_ACTION_H
#define HUDDLE_DB_REPO_ACTION_H

#include "core/action.h"
#include "core/board.h"
#include "db/db.h"
#include "db/repo_revision.h"

/* One card, for action_done; out->id is 0 if there is none, or its adding was
 * undone. */
int action_get(struct db *db, int64_t id, struct action *out, struct err *err);

/* The same with one whose adding was undone; for undo itself. */
int
action_get_any(struct db *db, int64_t id, struct action *out, struct err *err);

/*
 * Writes a card in a revision's transaction: a new one if `was` is NULL
 * (now->id is set), else what differs from `was`, whose version must still be
 * that of the store (ERR_AGAIN: somebody else was faster). now->version is
 * raised. Every difference is an event.
 */
int action_put(struct db *db, const struct revision *revision,
    const struct action *was, struct action *now, struct err *err);

/* For note_erase: redacts the titles of cards made of this note, where they
 * are its own words (which are still in `note`; note_is_title), empties them
 * in events, and seals the steps that would bring them back. */
int action_erase(struct db *db, const struct revision *revision,
    const struct note *note, struct err *err);

/* All cards, by id; for card_list_done. */
int action_cards(struct db *db, struct card **out, int *count, struct err *err);

/* How many are open (not done or closed), how many of them overdue. */
int action_count(
    struct db *db, int32_t today, int *open, int *overdue, struct err *err);

/* The different owners of cards, sorted; free() each and the list. */
int action_owners(struct db *db, char ***out, int *count, struct err *err);

/*
 * What became of what was said, since a day: done, tried, answered, can't,
 * agreed, newest first; then what waits, longest first, whatever its day.
 * At most `max` lines of what became (the newest), and as many that wait;
 * *waiting is how many wait in all. For said_list_done.
 */
int said_list(struct db *db, int32_t since, int max, struct said **out,
    int *count, int *waiting, struct err *err);

#endif
