/*
 * Rounds in the store: opening, checking in, closing, void, paper. The
 * answers of an open round are one sealed box (db/box.h) and never a row.
 * Functions that write begin and commit their own transactions, except
 * round_record(), which demo runs by the hundred inside one.
 */
#ifndef HUDDLE_DB_REPO_ROUND_H
#define HUDDLE_DB_REPO_ROUND_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "core/disclosure.h"
#include "core/form.h"
#include "core/period.h"
#include "core/tally.h"
#include "db/db.h"
#include "util/err.h"
#include "util/random.h"

enum round_kind { ROUND_HUDDLE, ROUND_WALKUP };
enum round_state { ROUND_OPEN, ROUND_CLOSED, ROUND_VOID };

/* "huddle", "walkup" */
const char *round_kind_name(enum round_kind kind);

struct round {
	int64_t id; /* rises with every round opened */
	enum round_kind kind;
	enum round_state state;
	char instrument[ID_SIZE]; /* the first of its form */
	struct shift_date shift;  /* day: opened on; of a closed walk-up box:
	                             closed on */
	time_t opened;
	bool paper;
	bool frozen;       /* open, but its closing has begun: no more
	                      check-ins; round_close or round_tidy ends it */
	int epsilon_milli; /* of its draws, fixed when it opens */
	int32_t checkins;
	int32_t headcount; /* of a frozen or closed round; never below
	                      checkins */
	struct form form;
};

/* Where round keys lie and where random numbers come from. */
struct round_keys {
	const char *folder;
	const struct random *random;
};

/*
 * Opens a box of new->kind, instrument, shift, opened, epsilon_milli and form;
 * the rest of `new` is ignored, new->id is set. ERR_UNAVAILABLE if a huddle's
 * box, or a walk-up box of that instrument, is open already.
 */
int round_open(struct db *db, const struct round_keys *keys, struct round *new,
    struct err *err);

/*
 * The open rounds, oldest first, at most `max`; returns their number or a
 * negative status. One whose form is unusable has form.question_count 0: it
 * can only be ended, by round_void. Here and below, a round counted on paper
 * is never open: it has no box that anybody could use.
 */
int round_list_open(struct db *db, struct round *out, int max, struct err *err);

/* The open round that another of this kind (and, if it is a walk-up box,
 * instrument) would collide with; out->id is 0 if there is none. */
int round_find_open(struct db *db, enum round_kind kind, const char *instrument,
    struct round *out, struct err *err);

/* One round by id. ERR_UNAVAILABLE if there is none. */
int round_get(struct db *db, int64_t id, struct round *out, struct err *err);

/*
 * The closed round of a kind that comes last by day and shift; out->id is 0 if
 * there is none. Paper rounds count as huddles; who wants the headcount of
 * people that stood in the room looks at out->paper first.
 */
int round_last_closed(
    struct db *db, enum round_kind kind, struct round *out, struct err *err);

/* The days of the last closed rounds of a kind, last first, at most `max`;
 * returns their number or a negative status. */
int round_days(struct db *db, enum round_kind kind, int32_t *days, int max,
    struct err *err);

/*
 * Adds one person's answers to the sealed box; on OK they are on the disk and
 * *checkins is how many are in. ERR_UNAVAILABLE: round not open, or its key
 * missing, unreadable or wrong, or its closing has begun; ERR_DATA: answers
 * that do not fit the form.
 */
int round_checkin(struct db *db, const struct round_keys *keys, int64_t id,
    const struct response *response, int32_t *checkins, struct err *err);

/*
 * Closes a box in two steps. First it is frozen: from then on nobody checks in
 * and the headcount (raised to the check-ins) is kept. Then, in one
 * transaction, its noise is drawn from its key, the draws are kept and the box
 * is deleted; then the key file is wiped. If the second step is interrupted or
 * fails, the next round_close or round_tidy does it, with the headcount that
 * is kept and the same draws: whatever a disk still shows of an interrupted
 * closing tells nothing more. A walk-up box belongs to `today`. *out is the
 * closed round. If only the wiping fails the result is OK and err->text says
 * so; else it is "" on OK.
 */
int round_close(struct db *db, const struct round_keys *keys, int64_t id,
    int32_t headcount, int32_t today, struct round *out, struct err *err);

/* Ends a round whose answers are lost or unwanted; *lost check-ins were in
 * it. The reason is kept: clean text as core/note.h's (ERR_DATA). Needs no
 * key; on OK err->text is as of round_close. */
int round_void(struct db *db, const struct round_keys *keys, int64_t id,
    const char *reason, int32_t *lost, struct err *err);

/*
 * A round that was counted on paper: sealed and frozen like a box, then closed
 * like one. `round` gives kind, instrument, shift, opened, epsilon_milli,
 * checkins, headcount and form; id is set. err->text on OK is as of
 * round_close. If it fails once the sheet is sealed, the message says that it
 * is not to be entered again: round_tidy closes it.
 */
int round_enter(struct db *db, const struct round_keys *keys,
    struct round *round, const struct tally *tally, struct err *err);

/*
 * A whole round at once, for demonstrations only: its draws stand in clear
 * before they are committed. `round` gives kind, instrument, shift, opened,
 * paper, epsilon_milli, checkins, headcount and form; id is set. Needs a
 * transaction.
 */
int round_record(struct db *db, struct round *round, const struct tally *tally,
    const struct random *random, struct err *err);

/*
 * The newest draws of one cut in rounds of a kind, newest first, at most
 * `max`; returns their number or a negative status. What people said in
 * huddles is never added to what they dropped into a walk-up box.
 */
int round_draws(struct db *db, const struct cut_key *key, enum round_kind kind,
    struct draw *out, int max, struct err *err);

/* The draws of one closed round, in the form's order. */
int round_draws_of(
    struct db *db, int64_t id, struct draw *out, int max, struct err *err);

/*
 * At every start: completes closings that were interrupted, and wipes keys of
 * rounds that have ended or never came to be. One that cannot be done hinders
 * no other: the result is OK, and err->text says what is left ("" if nothing
 * is). Negative only if the store cannot be read.
 */
int round_tidy(struct db *db, const struct round_keys *keys, int32_t today,
    struct err *err);

#endif
