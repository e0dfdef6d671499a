/*
 * Days, shifts and planned huddles of a unit. A night belongs to the day on
 * which it began. Pure: takes wall-clock times, knows no zone.
 */
#ifndef HUDDLE_CORE_PERIOD_H
#define HUDDLE_CORE_PERIOD_H

#include <stdbool.h>
#include <stdint.h>

#include "core/instrument.h"
#include "util/date.h"

enum shift { SHIFT_DAY, SHIFT_NIGHT };

/* When the shifts begin, minutes of the day; day before night. */
struct shift_times {
	int day;   /* 07:00 is 420 */
	int night; /* 19:00 is 1140 */
};

struct shift_date {
	int32_t day; /* the date on which the shift began */
	enum shift shift;
};

/* "day", "night": for the store and for JSON. */
const char *shift_name(enum shift shift);

struct shift_date
period_shift(const struct civil *when, const struct shift_times *times);

/* Monday of the ISO week of a day; its Sunday is 6 later. */
int32_t period_week(int32_t day);

/* What a release is about: weeks of ISO 8601, four of them (counted from
 * Monday, 1970-01-05), or months. */
enum period_kind { PERIOD_WEEK, PERIOD_FOUR_WEEKS, PERIOD_MONTH, PERIODS };

/* "week", "4-weeks", "month": as the setting `period` has them. */
extern const char *const period_names[PERIODS + 1]; /* NULL at the end */

struct period {
	int32_t from, to; /* first and last day */
};

/* The period that a day belongs to. */
struct period period_of(enum period_kind kind, int32_t day);

#define PLAN_MAX 14
#define PLAN_BOX_MINUTES 30   /* a box opens so long before its huddle */
#define PLAN_LATE_MINUTES 120 /* and a planned huddle may start so late */

/* A huddle that the configuration plans. */
struct plan {
	int minute;       /* of the day: 07:15 is 435 */
	uint8_t weekdays; /* bit 0 Monday to bit 6 Sunday */
	char agenda[ID_SIZE];
};

/* A planned huddle at a certain time. */
struct planned {
	const struct plan *plan;
	int32_t day; /* on the calendar */
	struct shift_date shift;
	int minutes_until; /* on the clock (an hour off over a daylight
	                      change); negative once it should have begun */
};

/*
 * The planned huddle that is due at `when`: the latest one whose box may be
 * open (from PLAN_BOX_MINUTES before to PLAN_LATE_MINUTES after). False if
 * none is.
 */
bool
period_due(const struct plan *plans, int count, const struct shift_times *times,
    const struct civil *when, struct planned *out);

/* The next planned huddle at or after `when`, within a week; false if none is
 * planned. */
bool period_next(const struct plan *plans, int count,
    const struct shift_times *times, const struct civil *when,
    struct planned *out);

/* How many huddles of each shift are planned to begin in these days. */
void period_planned(const struct plan *plans, int count,
    const struct shift_times *times, struct period period, int64_t planned[2]);

#endif
