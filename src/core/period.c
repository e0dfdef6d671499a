/*
 * Shifts, weeks and planned huddles. See period.h.
 */
#include "core/period.h"

#define DAY_MINUTES 1440

const char *
shift_name(enum shift shift)
{
	return shift == SHIFT_DAY ? "day" : "night";
}

struct shift_date
period_shift(const struct civil *when, const struct shift_times *times)
{
	if (when->minute < times->day)
		return (struct shift_date){when->day - 1, SHIFT_NIGHT};
	if (when->minute < times->night)
		return (struct shift_date){when->day, SHIFT_DAY};
	return (struct shift_date){when->day, SHIFT_NIGHT};
}

int32_t
period_week(int32_t day)
{
	return day - date_weekday(day) + 1;
}

/* The huddle of `plan` on a calendar day, as seen at `when`; false if it is
 * not planned then. */
static bool
planned_on(const struct plan *plan, int32_t day,
    const struct shift_times *times, const struct civil *when,
    struct planned *out)
{
	struct civil start = {day, plan->minute, 0};

	if (!(plan->weekdays & 1u << (date_weekday(day) - 1)))
		return false;
	*out = (struct planned){plan, day, period_shift(&start, times),
	    (day - when->day) * DAY_MINUTES + plan->minute - when->minute};
	return true;
}

bool
period_due(const struct plan *plans, int count, const struct shift_times *times,
    const struct civil *when, struct planned *out)
{
	bool found = false;

	/* Around midnight yesterday's or tomorrow's huddle may be due. */
	for (int32_t day = when->day - 1; day <= when->day + 1; day++)
		for (int i = 0; i < count; i++) {
			struct planned one;

			if (!planned_on(&plans[i], day, times, when, &one) ||
			    one.minutes_until > PLAN_BOX_MINUTES ||
			    one.minutes_until < -PLAN_LATE_MINUTES)
				continue;
			if (!found || one.minutes_until > out->minutes_until)
				*out = one;
			found = true;
		}
	return found;
}

bool
period_next(const struct plan *plans, int count,
    const struct shift_times *times, const struct civil *when,
    struct planned *out)
{
	bool found = false;

	for (int32_t day = when->day; day <= when->day + 7; day++)
		for (int i = 0; i < count; i++) {
			struct planned one;

			if (!planned_on(&plans[i], day, times, when, &one) ||
			    one.minutes_until < 0)
				continue;
			if (!found || one.minutes_until < out->minutes_until)
				*out = one;
			found = true;
		}
	return found;
}

const char *const period_names[PERIODS + 1] = {
    "week", "4-weeks", "month", NULL};

/* The first Monday after 1970-01-01, a Thursday. */
#define FIRST_MONDAY 4
#define FOUR_WEEKS 28

struct period
period_of(enum period_kind kind, int32_t day)
{
	int year, month, mday;
	int32_t from;

	switch (kind) {
	case PERIOD_FOUR_WEEKS:
		from =
		    day - (((day - FIRST_MONDAY) % FOUR_WEEKS) + FOUR_WEEKS) %
		              FOUR_WEEKS;
		return (struct period){from, from + FOUR_WEEKS - 1};
	case PERIOD_MONTH:
		date_to_ymd(day, &year, &month, &mday);
		from = day - mday + 1;
		return (struct period){
		    from, month == 12 ? date_from_ymd(year + 1, 1, 1) - 1
		                      : date_from_ymd(year, month + 1, 1) - 1};
	default:
		from = period_week(day);
		return (struct period){from, from + 6};
	}
}

void
period_planned(const struct plan *plans, int count,
    const struct shift_times *times, struct period period, int64_t planned[2])
{
	planned[SHIFT_DAY] = planned[SHIFT_NIGHT] = 0;
	/* One after midnight belongs to the night before. */
	for (int32_t day = period.from; day <= period.to + 1; day++)
		for (int i = 0; i < count; i++) {
			struct civil when = {day, plans[i].minute, 0};
			struct shift_date shift = period_shift(&when, times);

			if (plans[i].weekdays & 1u << (date_weekday(day) - 1) &&
			    shift.day >= period.from && shift.day <= period.to)
				planned[shift.shift]++;
		}
}
