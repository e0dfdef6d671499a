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

/* The day before which the clock cannot be: that of the newest record, unless
 * a manager said that this one is wrong, or that so much time has passed. */
static int32_t
known_day(const struct ledger *ledger)
{
	const struct ledger_clock *clock = &ledger->clock;

	if (clock->newest == DATE_NONE)
		return ledger->newest;
	if (ledger->newest <= clock->newest)
		return clock->day;
	return later(ledger->newest, clock->day);
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
	int32_t known = known_day(ledger);
	bool doubts = ledger->newest != DATE_NONE;

	*next = next_period(ledger, kind, today);
	/* Said first: by the right clock the period may well be over. */
	if (doubts && today < known)
		return LEDGER_CLOCK_BEHIND;
	if (today <= next->to)
		return LEDGER_NOTHING;
	if (doubts && today > known + LEDGER_AHEAD_DAYS)
		return LEDGER_CLOCK_AHEAD;
	/* A huddle is closed 24 hours after it opened; what does not end by
	 * then holds up nothing, and its draws join a later release. */
	if (ledger->waits != DATE_NONE && ledger->waits <= next->to &&
	    today <= ledger->waits + 1)
		return LEDGER_WAITS;
	return LEDGER_SEAL;
}

struct ledger_clock
ledger_confirm(const struct ledger *ledger, int32_t today)
{
	if (ledger->newest == DATE_NONE)
		return (struct ledger_clock){DATE_NONE, DATE_NONE};
	return (struct ledger_clock){today, ledger->newest};
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
