/*
 * The ledger of releases: which period is sealed next, and when sealing has
 * to wait. Pure. Every period that ended gets one numbered release, in order,
 * and never another one, whatever the clock or a restored store says.
 */
#ifndef HUDDLE_CORE_LEDGER_H
#define HUDDLE_CORE_LEDGER_H

#include <stdbool.h>
#include <stdint.h>

#include "core/period.h"
#include "core/summary.h"

/* A clock further than that ahead of the last day known is doubted. */
#define LEDGER_AHEAD_DAYS 35

/* The last link of the chain. A copy of it is kept outside the store. */
struct ledger_head {
	int epoch;    /* 1 and up */
	int sequence; /* 0: nothing was released in this epoch yet */
	int32_t to;   /* the last day ever released; DATE_NONE: none */
	char hash[SUMMARY_HASH_SIZE]; /* of that release; "" if sequence 0 */
};

/*
 * What is known of the clock. `day` is the last day known: that of the newest
 * record while the clock was not in doubt, or the one on which a manager said
 * that it is right; DATE_NONE: nothing yet. A record of more than
 * LEDGER_AHEAD_DAYS later was written while the clock was in doubt, and never
 * moves it. `newest` is the day of the newest record when the
 * manager said so, DATE_NONE if nobody did: records up to then cast no doubt.
 */
struct ledger_clock {
	int32_t day;
	int32_t newest;
};

struct ledger {
	struct ledger_head head;
	int32_t begin;  /* a day of the first period, while head.to is none */
	int32_t newest; /* day of the newest record, whatever the clock was
	                   when it was written; DATE_NONE: none */
	struct ledger_clock clock;
	int32_t waits; /* day of the oldest open huddle or its box;
	                  DATE_NONE: none */
};

enum ledger_verdict {
	LEDGER_NOTHING, /* the period is not over */
	LEDGER_SEAL,
	LEDGER_WAITS, /* for a huddle that is still open */
	LEDGER_CLOCK_BEHIND,
	LEDGER_CLOCK_AHEAD,
};

/*
 * What is to be done on `today` (the day of the shift). *next is the period
 * that comes next, also where it cannot be sealed: the one behind head.to, up
 * to the end of its week, month or four weeks, be it shorter because the
 * configuration changed.
 */
enum ledger_verdict ledger_next(const struct ledger *ledger,
    enum period_kind kind, int32_t today, struct period *next);

/*
 * True if the clock, which says `today`, is in doubt: behind the last day
 * known, any record or the last release, or more than LEDGER_AHEAD_DAYS ahead
 * of the last day known, or of the last release or the unit's beginning where
 * there is no record. Nothing is sealed then, and nothing closed or opened by
 * the calendar.
 */
bool ledger_doubts(const struct ledger *ledger, int32_t today);

/*
 * What is known of the clock from now on; to be kept if it differs from
 * ledger->clock, at each start before anything is written: what is written
 * next counts only if the clock was not in doubt by then. Moves the day
 * forward or leaves it.
 */
struct ledger_clock ledger_believe(const struct ledger *ledger, int32_t today);

/* The same after a manager has confirmed the clock; may go back. */
struct ledger_clock ledger_confirm(const struct ledger *ledger, int32_t today);

enum ledger_copy {
	LEDGER_COPY_SAME,
	LEDGER_COPY_OLD,      /* the store is ahead: the copy is written anew */
	LEDGER_COPY_RESTORED, /* the store has lost releases */
};

/* The store's head beside the copy; NULL if there is none (OLD). */
enum ledger_copy
ledger_compare(const struct ledger_head *store, const struct ledger_head *copy);

/* The head from which a restored store goes on: the epoch above both, nothing
 * released in it, and no day that either had released. */
struct ledger_head ledger_restored(
    const struct ledger_head *store, const struct ledger_head *copy);

#endif
