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
