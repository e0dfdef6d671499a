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

/* A clock further than that ahead of the newest record is doubted. */
#define LEDGER_AHEAD_DAYS 35

/* The last link of the chain. A copy of it is kept outside the store. */
struct ledger_head {
	int epoch;    /* 1 and up */
	int sequence; /* 0: nothing was released in this epoch yet */
	int32_t to;   /* the last day ever released; DATE_NONE: none */
	char hash[SUMMARY_HASH_SIZE]; /* of that release; "" if sequence 0 */
};

/* What a manager said of the clock: on `day` it was right although the newest
 * record was of `newest`. Both DATE_NONE: nothing. */
struct ledger_clock {
	int32_t day;
	int32_t newest;
};

struct ledger {
	struct ledger_head head;
	int32_t begin;  /* a day of the first period, while head.to is none */
	int32_t newest; /* day of the newest record; DATE_NONE: none */
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

/* What a confirmation on `today` is to be kept as. */
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
