/*
 * Trends: what was told of one cut over time, by weeks (months or quarters,
 * where it is asked once in these), as a run chart with its median and runs.
 * Pure. A point is a sum of draws of whole periods that are over; one with too
 * few answers is known to be there and not told, never zero.
 */
#ifndef HUDDLE_CORE_TREND_H
#define HUDDLE_CORE_TREND_H

#include <stdbool.h>
#include <stdint.h>

#include "core/disclosure.h"
#include "core/instrument.h"
#include "core/period.h"
#include "core/runchart.h"

/* One draw of a closed round, with what is public of the round. */
struct trend_draw {
	struct draw draw;
	bool walkup;       /* its round was a box that stood open */
	int32_t day;       /* its round's; of a walk-up box the one on which it
	                      was opened: it stands for its month, whenever it
	                      was closed */
	int32_t checkins;  /* its round's */
	int32_t headcount; /* its round's; of a walk-up box the roster or 0 */
};

enum trend_state {
	TREND_NONE,    /* nobody was asked: a gap */
	TREND_SMALL,   /* fewer than DISCLOSURE_MINIMUM answers: not told */
	TREND_BLURRED, /* disclosure_is_blurred: no share, and it counts to
	                  nothing that is told of the line */
	TREND_TOLD
};

struct trend_point {
	struct period period;
	enum trend_state state;
	struct runchart_sum sum; /* of rounds that had an answer; TREND_SMALL's
	                            is never to be shown */
	int64_t checkins, headcount; /* the latter 0 if it is not known */
	int share;                   /* thousandths; -1 unless told */
	int give_or_take;            /* thousandths, within 0 and 1000 */
	unsigned marks;              /* enum runchart_mark, or 0 */
};

struct trend {
	struct cut_key key; /* versions and epsilons are lines of their own */
	bool walkup; /* and what was said in huddles is never added to what was
	                dropped into a box that stood open */
	enum cadence cadence; /* what its periods are: CADENCE_MONTH,
	                         CADENCE_QUARTER; all others are weeks */
	bool older; /* its item has another version or epsilon that is newer;
	               it ends with its last draw */
	struct trend_point *points; /* every period from the first that has a
	                               draw to the last one that is over, gaps
	                               too; at least one */
	int count;
	int told;       /* points that are */
	int blurred;    /* points that are TREND_BLURRED */
	int median;     /* thousandths, of those told; -1 if fewer than
	               TREND_MEDIAN are */
	unsigned marks; /* of all points together */
	enum runchart_change change;
	struct runchart_sum before, after; /* the halves that change compares */
};

#define TREND_MEDIAN 6 /* points that make a median */
#define TREND_WEEKS 26 /* that are looked at as usual */
#define TREND_WEEKS_MAX 520

/* The days of so many whole weeks (1 to TREND_WEEKS_MAX) before the one that
 * `today` is in, up to yesterday: months and quarters end elsewhere. */
struct period trend_span(int32_t today, int weeks);

/* The first day of draws that trend_build needs for a span: at most a quarter
 * earlier, so that no period is summed in part. */
int32_t trend_first(struct period span);

/*
 * Draws from trend_first(span) on, in any order. Lines have the
 * periods that are not over before the span begins and are over when it ends.
 * They are ordered by the instruments, their items and cuts as they stand
 * there, the newest first; lines of what `instruments` no longer has come
 * last. Returns how many there are in *out, for trend_free.
 */
int trend_build(struct trend **out, const struct trend_draw *draws, int count,
    const struct instrument *instruments, int instrument_count,
    struct period span);
/* The line's runs, as runchart_find_runs has them; none without a median. */
int trend_find_runs(const struct trend *trend, struct runchart_run *runs);
void trend_free(struct trend *trends, int count);

/* What happened on the unit, to be read beside a line: from the board. */
enum trend_note_kind { TREND_TEST_BEGUN, TREND_TEST_ENDED, TREND_DONE };
struct trend_note {
	int32_t day;
	enum trend_note_kind kind;
	int outcome;  /* enum outcome of TREND_TEST_ENDED */
	char *title;  /* of the card */
	int64_t card; /* its number */
};

#endif
