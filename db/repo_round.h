/*
 * Rounds in the store: opening, checking in, closing, void, paper. The
 * answers of an open round are one sealed box (db/box.h) and never a row.
 * Functions that write begin and commit their own transaction, except
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
	int32_t checkins;
	int32_t headcount; /* of a closed round; never below checkins */
	struct form form;
};

/* Where round keys lie and where random numbers come from. */
struct round_keys {
	const char *folder;
	const struct random *random;
};

/*
 * Opens a box of new->kind, instrument, shift, opened and form; the rest of
 * `new` is ignored, new->id is set. ERR_UNAVAILABLE if a huddle's box, or a
 * walk-up box of that instrument, is open already.
 */
int round_open(struct db *db, const struct round_keys *keys, struct round *new,
    struct err *err);

/* The open rounds, oldest first, at most `max`; returns their number or a
 * negative status. */
int round_list_open(struct db *db, struct round *out, int max, struct err *err);

/* One round by id. ERR_UNAVAILABLE if there is none. */
int round_get(struct db *db, int64_t id, struct round *out, struct err *err);

/*
 * The newest closed round of a kind; *out->id is 0 if there is none. Paper
 * rounds count as huddles.
 */
int round_last_closed(
    struct db *db, enum round_kind kind, struct round *out, struct err *err);

/* The days of the newest closed rounds of a kind, newest first, at most
 * `max`; returns their number or a negative status. */
int round_days(struct db *db, enum round_kind kind, int32_t *days, int max,
    struct err *err);

/*
 * Adds one person's answers to the sealed box; on OK they are on the disk and
 * *checkins is how many are in. ERR_UNAVAILABLE: round not open, or its key
 * missing, unreadable or wrong; ERR_DATA: answers that do not fit the form.
 */
int round_checkin(struct db *db, const struct round_keys *keys, int64_t id,
    const struct response *response, int32_t *checkins, struct err *err);

/*
 * Closes a box in one transaction: draws, keeps the draws, deletes the box;
 * then wipes the key file. The headcount is raised to the check-ins. A
 * walk-up box belongs to `today`. *out is the closed round. If only the wiping
 * fails the result is OK and err->text says so; else it is "" on OK.
 */
int round_close(struct db *db, const struct round_keys *keys, int64_t id,
    int32_t headcount, int32_t today, int epsilon_milli, struct round *out,
    struct err *err);

/* Ends a round whose answers are lost or unwanted; *lost check-ins were in
 * it. The reason is kept: clean text as core/note.h's (ERR_DATA). Needs no
 * key; on OK err->text is as of round_close. */
int round_void(struct db *db, const struct round_keys *keys, int64_t id,
    const char *reason, int32_t *lost, struct err *err);

/*
 * A whole round at once: counted on paper, or made for a demonstration. Draws
 * like any closing. `round` gives kind, instrument, shift, opened, paper,
 * checkins, headcount and form; round->id is set. Needs a transaction.
 */
int round_record(struct db *db, struct round *round, const struct tally *tally,
    int epsilon_milli, const struct random *random, struct err *err);

/*
 * The newest draws of one cut, newest first, at most `max`, whatever its
 * rounds' kind; returns their number or a negative status.
 */
int round_draws(struct db *db, const struct cut_key *key, struct draw *out,
    int max, struct err *err);

/* The draws of one closed round, in the form's order. */
int round_draws_of(
    struct db *db, int64_t id, struct draw *out, int max, struct err *err);

/*
 * Wipes key files whose round is no longer open (a closing or an opening was
 * interrupted). At every start.
 */
int round_tidy(struct db *db, const struct round_keys *keys, struct err *err);

#endif
