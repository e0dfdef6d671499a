/*
 * The demonstration's weeks of huddles, rounds and notes, simulated person by
 * person and drawn like any real round. The same seed and shift make the same
 * history.
 */
#ifndef HUDDLE_CLI_DEMO_HISTORY_H
#define HUDDLE_CLI_DEMO_HISTORY_H

#include <stdbool.h>
#include <stdint.h>

#include "config/config.h"
#include "core/period.h"
#include "db/db.h"
#include "util/err.h"

struct demo_plan {
	int weeks;
	uint64_t seed;
	struct shift_date now; /* the history ends with the shift before */
	/* Told before each week; false stops, and nothing is kept. NULL is
	 * allowed. */
	bool (*progress)(void *context, int week, int weeks);
	/* Told at the beginning of each day on which something happens, all
	 * before it done, in the history's transaction. NULL is allowed. */
	int (*day)(void *context, int32_t day, struct err *err);
	void *day_context;
	void *context;
};

struct demo_made {
	int32_t from, to; /* days of the first and the last planned huddle */
	int planned, held, paper, checkins, notes, cards;
};

/*
 * Fills an empty store in one transaction, by the configuration's planned
 * huddles and its instrument "pulse". The time zone must be set. ERR_AGAIN if
 * progress stopped it.
 */
int demo_history(struct db *db, const struct config *config,
    const struct demo_plan *plan, struct demo_made *made, struct err *err);

#endif
