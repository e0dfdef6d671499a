/*
 * Releases in the store: what is sealed, never changes any more; how far it
 * came on its way to the office stands beside it. Functions that write need a
 * transaction, unless they say otherwise.
 */
#ifndef HUDDLE_DB_REPO_RELEASE_H
#define HUDDLE_DB_REPO_RELEASE_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "core/ledger.h"
#include "core/release.h"
#include "db/db.h"

#define RELEASE_FILE_SIZE 41 /* 32 random hex digits, ".huddle", NUL */

enum delivery {
	DELIVERY_NONE,    /* sealed; no file for an office was made yet */
	DELIVERY_WAITING, /* its file is in the outbox */
	DELIVERY_SENT,
	DELIVERY_LOST, /* of those without a file: given up, it never
	                  leaves. Told by release_give_up, not kept */
	DELIVERIES
};
/* "sealed", "waiting", "sent", "lost": for JSON. */
extern const char *const delivery_names[DELIVERIES];

struct release {
	int64_t id; /* its number in the ledger, over all epochs, from 1 */
	int epoch, sequence;
	struct period period;
	int32_t sealed;                   /* the day */
	char previous[SUMMARY_HASH_SIZE]; /* "" of an epoch's first */
	char hash[SUMMARY_HASH_SIZE];     /* SHA-256 of the document */
	int key;        /* the number of the unit's key that signs it */
	char *document; /* canonical JSON; NULL in lists */
	/* Its way to the office. */
	enum delivery delivery;
	char file[RELEASE_FILE_SIZE]; /* in the outbox; fixed when sealed */
	int tries;                    /* that failed since it was sealed */
	time_t next_try;              /* 0: at once */
	int32_t sent;                 /* the day; DATE_NONE: not yet */
	char problem[256];            /* of the last try; "" if none */
};
void release_done(struct release *release);

/* The last link of the chain, also of an epoch without a release. */
int release_head(struct db *db, struct ledger_head *out, struct err *err);

/*
 * Where the ledger stands. `begin` is the day of the oldest record (sheets of
 * paper apart), or the day of the first call in a transaction, whichever is
 * earlier: such a call belongs where the store is made, so that a unit that
 * never begins is known to be silent. Elsewhere nothing is written.
 */
int release_ledger(
    struct db *db, int32_t today, struct ledger *out, struct err *err);
int release_clock_set(
    struct db *db, const struct ledger_clock *clock, struct err *err);

/*
 * Starts a new epoch after a restore, or for a new enrolment, above the one
 * that is: open rounds and the running huddle end, draws of rounds up to
 * head->to are never told. round_tidy and db_scrub finish it once it is
 * committed: the first wipes the keys of these rounds.
 */
int
release_restart(struct db *db, const struct ledger_head *head, struct err *err);

/* The last day of what a restored store had lost, DATE_NONE if it never was:
 * sheets of paper of days up to it, entered since, are never told. */
int release_restored(struct db *db, int32_t *to, struct err *err);

/* The same where nothing of the store is lost but its key: nothing ends, and
 * all that was not told yet still will be. */
int release_new_epoch(
    struct db *db, const struct ledger_head *head, struct err *err);

/*
 * What the store has of a period; all lists are the caller's to free by
 * release_facts_free. `planned` and period_kind are left 0. Notes count as
 * they were said, also if they were merged or redacted since. A round of a
 * huddle that was closed with check-ins, on paper or at the command line, is a
 * huddle that was held, too, if the program ran none for it. Stocks are as
 * of the period's last day where the store can still tell: cards raised later
 * are not among them, what was answered later is unanswered.
 */
int release_facts_read(struct db *db, struct period period,
    struct release_facts *out, struct err *err);
void release_facts_free(struct release_facts *facts);

/*
 * Keeps a release, with where its delivery stands, and marks the draws that it
 * told. id is set. ERR_SOFTWARE, and the transaction is to be rolled back, if
 * it does not follow the newest one, its hash is not its document's, or a draw
 * was told before.
 */
int release_keep(struct db *db, struct release *release,
    const struct release_facts *facts, struct err *err);

/* Newest first, without documents, at most `max`; returns how many. `count`
 * (may be NULL): how many there are. */
int release_list(
    struct db *db, struct release *out, int max, int *count, struct err *err);

/* One with its document; id 0: the newest. ERR_UNAVAILABLE if there is none. */
int
release_get(struct db *db, int64_t id, struct release *out, struct err *err);

struct release_standing {
	int count;
	int waiting;           /* sealed, not sent; without those */
	int lost;              /* that never are: DELIVERY_LOST */
	struct period newest;  /* DATE_NONE: there is none */
	bool newest_lost;      /* it is one of the lost */
	int32_t waiting_since; /* when the oldest that waits was sealed */
};
int
release_standing(struct db *db, struct release_standing *out, struct err *err);

/* The oldest whose file is to be made (DELIVERY_NONE), or to be sent at `now`
 * (DELIVERY_WAITING, next_try reached; in their order: none overtakes one
 * that waits). id 0: none. With its document. Those that are lost are passed
 * over. */
int release_next(struct db *db, enum delivery delivery, time_t now,
    struct release *out, struct err *err);

/* Keeps delivery, tries, next_try, sent and problem. */
int
release_moved(struct db *db, const struct release *release, struct err *err);

/* True in *known if a file of this name is one of the store's. */
int release_file_known(
    struct db *db, const char *file, bool *known, struct err *err);

/* The number of the unit's key that signs what is sealed next (1 at first),
 * and the one that is announced and takes over then (0: none). */
int release_keys(struct db *db, int *now, int *next, struct err *err);
int release_keys_set(struct db *db, int now, int next, struct err *err);

/* A key is lost for good, or the store was restored: of all that is sealed by
 * now, what has no file never gets one. Goes with a new epoch, since it leaves
 * a gap in this one. */
int release_give_up(struct db *db, struct err *err);

#endif
