/*
 * Which period is sealed next, and when that has to wait. See ledger.h.
 */
#include "core/ledger.h"

#include <stdio.h>
#include <string.h>

static int32_t
later(int32_t a, int32_t b)
{
	return a > b ? a : b;
}

/* The day of the newest record, or that behind the last one released: it was
 * over when that was sealed. */
static int32_t
newest_or_over(const struct ledger *ledger)
{
	return ledger->head.to == DATE_NONE
	           ? ledger->newest
	           : later(ledger->newest, ledger->head.to + 1);
}

/* The day before which the clock cannot be. */
static int32_t
earliest(const struct ledger *ledger)
{
	const struct ledger_clock *clock = &ledger->clock;
	int32_t newest = newest_or_over(ledger);

	return newest > clock->newest ? later(newest, clock->day) : clock->day;
}

/* The day from which on the clock is measured. A record beyond the guard was
 * written while the clock was in doubt, as one that a manager has explained may
 * have been. Where no record is left, or none was ever made, that of what was
 * sealed, or of the beginning. */
static int32_t
known_day(const struct ledger *ledger)
{
	int32_t day = ledger->clock.day, newest = ledger->newest;

	if (newest == DATE_NONE)
		return later(day, later(ledger->head.to, ledger->begin));
	if (day == DATE_NONE)
		return newest;
	return newest > ledger->clock.newest &&
	               newest <= day + LEDGER_AHEAD_DAYS
	           ? later(day, newest)
	           : day;
}

static bool
behind(const struct ledger *ledger, int32_t today)
{
	return today < earliest(ledger);
}

static bool
ahead(const struct ledger *ledger, int32_t today)
{
	int32_t known = known_day(ledger);

	return known != DATE_NONE && today > known + LEDGER_AHEAD_DAYS;
}

/* Begins where the last one ended, not where the calendar has a period begin:
 * no day is released twice or left out when the setting changes. */
static struct period
next_period(const struct ledger *ledger, enum period_kind kind, int32_t today)
{
	int32_t begin = ledger->begin == DATE_NONE ? today : ledger->begin;
	struct period next;

	if (ledger->head.to == DATE_NONE)
		return period_of(kind, begin);
	next = period_of(kind, ledger->head.to + 1);
	next.from = ledger->head.to + 1;
	return next;
}

enum ledger_verdict
ledger_next(const struct ledger *ledger, enum period_kind kind, int32_t today,
    struct period *next)
{
	*next = next_period(ledger, kind, today);
	/* Said first: by the right clock the period may well be over. */
	if (behind(ledger, today))
		return LEDGER_CLOCK_BEHIND;
	if (today <= next->to)
		return LEDGER_NOTHING;
	if (ahead(ledger, today))
		return LEDGER_CLOCK_AHEAD;
	/* A huddle is closed 24 hours after it opened; what does not end by
	 * then holds up nothing, and its draws join a later release. */
	if (ledger->waits != DATE_NONE && ledger->waits <= next->to &&
	    today <= ledger->waits + 1)
		return LEDGER_WAITS;
	return LEDGER_SEAL;
}

bool
ledger_doubts(const struct ledger *ledger, int32_t today)
{
	return behind(ledger, today) || ahead(ledger, today);
}

struct ledger_clock
ledger_believe(const struct ledger *ledger, int32_t today)
{
	struct ledger_clock clock = ledger->clock;
	int32_t newest = ledger->newest;

	if (behind(ledger, today))
		return clock;
	/* Held fast before the first record under this clock is written: it
	 * would be the newest. */
	if (ahead(ledger, today))
		clock.day = known_day(ledger);
	/* One of the future, which a manager has explained, hides the newest
	 * of the others. */
	else if (newest != DATE_NONE)
		clock.day = later(clock.day, newest < today ? newest : today);
	return clock;
}

struct ledger_clock
ledger_confirm(const struct ledger *ledger, int32_t today)
{
	return (struct ledger_clock){today, newest_or_over(ledger)};
}

/* By days and epochs first: numbers begin again at 1 with each epoch. */
enum ledger_copy
ledger_compare(const struct ledger_head *store, const struct ledger_head *copy)
{
	if (!copy)
		return LEDGER_COPY_OLD;
	if (copy->to > store->to || copy->epoch > store->epoch)
		return LEDGER_COPY_RESTORED;
	if (copy->epoch < store->epoch)
		return LEDGER_COPY_OLD;
	if (copy->sequence != store->sequence)
		return copy->sequence > store->sequence ? LEDGER_COPY_RESTORED
		                                        : LEDGER_COPY_OLD;
	/* Equally long but another chain: it branched off from a copy. */
	return strcmp(copy->hash, store->hash) == 0 ? LEDGER_COPY_SAME
	                                            : LEDGER_COPY_RESTORED;
}

struct ledger_head
ledger_restored(const struct ledger_head *store, const struct ledger_head *copy)
{
	int epoch = store->epoch > copy->epoch ? store->epoch : copy->epoch;

	return (struct ledger_head){
	    .epoch = epoch + 1, .to = later(store->to, copy->to)};
}
