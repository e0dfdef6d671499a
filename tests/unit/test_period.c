/*
 * Shifts, weeks and planned huddles against clocks that go minute by minute,
 * over midnights, year ends and the changes of daylight saving.
 */
#include <string.h>

#include "core/period.h"
#include "tests/unit/unit.h"

#define DAY_MINUTES 1440

static const struct shift_times seven = {420, 1140};

static void
a_night_belongs_to_the_day_on_which_it_began(void **state)
{
	static const struct {
		int day, minute, shift_day;
		enum shift shift;
	} cases[] = {
	    {100, 0, 99, SHIFT_NIGHT},
	    {100, 419, 99, SHIFT_NIGHT},
	    {100, 420, 100, SHIFT_DAY},
	    {100, 1139, 100, SHIFT_DAY},
	    {100, 1140, 100, SHIFT_NIGHT},
	    {100, 1439, 100, SHIFT_NIGHT},
	    {101, 0, 100, SHIFT_NIGHT},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct civil when = {cases[i].day, cases[i].minute, 30};
		struct shift_date shift = period_shift(&when, &seven);

		assert_int_equal(shift.day, cases[i].shift_day);
		assert_int_equal(shift.shift, cases[i].shift);
	}
	assert_string_equal(shift_name(SHIFT_DAY), "day");
	assert_string_equal(shift_name(SHIFT_NIGHT), "night");
}

/* Real time minute by minute through weeks with a change of the clock: the
 * shift is the one whose beginning the wall clock showed last. */
static void
walk(const char *zone, time_t from, const struct shift_times *times)
{
	struct shift_date expected = {0, SHIFT_DAY};
	bool known = false;

	assert_int_equal(date_zone_set(zone, NULL), OK);
	for (time_t now = from; now < from + 8 * 86400; now += 60) {
		struct shift_date shift;
		struct civil when;

		date_local(now, &when);
		if (when.minute == times->day || when.minute == times->night) {
			expected.day = when.day;
			expected.shift =
			    when.minute == times->day ? SHIFT_DAY : SHIFT_NIGHT;
			known = true;
		}
		shift = period_shift(&when, times);
		if (!known)
			continue;
		assert_int_equal(shift.day, expected.day);
		assert_int_equal(shift.shift, expected.shift);
	}
}

static void
nights_stay_whole_over_every_change(void **state)
{
	static const struct shift_times others[] = {
	    {420, 1140}, {360, 1320}, {435, 1155}, {480, 1200}};
	static const struct {
		const char *zone;
		time_t from;
	} weeks[] = {
	    {"Europe/Madrid", 1711411200},       /* March 2024 */
	    {"Europe/Madrid", 1729555200},       /* October 2024 */
	    {"America/New_York", 1709740800},    /* March 2024 */
	    {"America/New_York", 1730300400},    /* November 2024 */
	    {"Pacific/Auckland", 1711929600},    /* April 2024 */
	    {"Pacific/Auckland", 1727308800},    /* September 2024 */
	    {"Australia/Lord_Howe", 1711929600}, /* half an hour */
	    {"Australia/Lord_Howe", 1727827200},
	    {"Asia/Kathmandu", 1703721600}, /* the end of a year */
	    {"UTC", 1703721600},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(weeks) / sizeof(weeks[0]); i++)
		for (size_t t = 0; t < 4; t++)
			walk(weeks[i].zone, weeks[i].from, &others[t]);
}

/* Mondays counted from one that everybody knows. */
static void
a_week_begins_on_its_monday(void **state)
{
	int32_t monday = 4 - 7 * 2000; /* 1970-01-05 */

	(void)state;
	for (int32_t day = monday; day < 160000; day++) {
		if (day == monday + 7)
			monday = day;
		assert_int_equal(period_week(day), monday);
	}
}

struct plans {
	int count;
	struct plan plan[PLAN_MAX];
};

static void
random_plans(struct plans *plans)
{
	static const int usual[] = {0, 1, 15, 30, 435, 1140, 1410, 1425, 1439};

	plans->count = unit_between(0, 6);
	for (int i = 0; i < plans->count; i++) {
		struct plan *plan = &plans->plan[i];

		*plan = (struct plan){.agenda = "daily"};
		plan->minute = unit_between(0, 1) ? usual[unit_between(0, 8)]
		                                  : unit_between(0, 1439);
		plan->weekdays = unit_between(0, 2)
		                     ? (uint8_t)unit_between(0, 127)
		                     : (uint8_t)(1 << unit_between(0, 6));
	}
}

/* The moments in minutes since 1970-01-01, 00:00 on the wall. */
static int64_t
minutes_of(const struct civil *when)
{
	return (int64_t)when->day * DAY_MINUTES + when->minute;
}

/* The first plan that has a huddle in just that minute, or NULL. */
static const struct plan *
begins_at(const struct plans *plans, int64_t minute)
{
	int64_t day = (minute + DAY_MINUTES * 7000) / DAY_MINUTES - 7000;
	int weekday = (int)((day + 7003) % 7); /* 0 Monday */

	for (int i = 0; i < plans->count; i++)
		if (plans->plan[i].minute == minute - day * DAY_MINUTES &&
		    plans->plan[i].weekdays & 1 << weekday)
			return &plans->plan[i];
	return NULL;
}

static void
random_moment(struct civil *when)
{
	static const int edges[] = {
	    0, 1, 30, 120, 1319, 1320, 1409, 1410, 1439};

	when->day = unit_between(-400, 40000);
	when->minute = unit_between(0, 1) ? edges[unit_between(0, 8)]
	                                  : unit_between(0, 1439);
	when->second = unit_between(0, 59);
}

/* What must be true of a planned huddle, if there is one. */
static void
check_planned(const struct planned *planned, const struct plan *plan,
    int64_t begins, int64_t now)
{
	struct civil start = {planned->day, plan->minute, 0};
	struct shift_date shift = period_shift(&start, &seven);

	assert_ptr_equal(planned->plan, plan);
	assert_int_equal(minutes_of(&start), begins);
	assert_int_equal(planned->minutes_until, begins - now);
	assert_int_equal(planned->shift.day, shift.day);
	assert_int_equal(planned->shift.shift, shift.shift);
}

static void
the_due_huddle_is_the_latest_whose_box_is_open(void **state)
{
	int found = 0;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		const struct plan *plan = NULL;
		struct planned planned;
		struct plans plans;
		struct civil when;
		int64_t now, at;

		random_plans(&plans);
		random_moment(&when);
		now = minutes_of(&when);
		for (at = now + PLAN_BOX_MINUTES;
		     !plan && at >= now - PLAN_LATE_MINUTES; at--)
			plan = begins_at(&plans, at);
		assert_int_equal(period_due(plans.plan, plans.count, &seven,
		                     &when, &planned),
		    plan != NULL);
		if (!plan)
			continue;
		check_planned(&planned, plan, at + 1, now);
		found++;
	}
	assert_in_range(found, 100, 19900);
}

static void
the_next_huddle_is_the_first_to_come(void **state)
{
	int found = 0;

	(void)state;
	for (int round = 0; round < 1000; round++) {
		const struct plan *plan = NULL;
		struct planned planned;
		struct plans plans;
		struct civil when;
		int64_t now, at;

		random_plans(&plans);
		random_moment(&when);
		now = minutes_of(&when);
		for (at = now; !plan && at < now + 7 * DAY_MINUTES; at++)
			plan = begins_at(&plans, at);
		assert_int_equal(period_next(plans.plan, plans.count, &seven,
		                     &when, &planned),
		    plan != NULL);
		if (!plan)
			continue;
		check_planned(&planned, plan, at - 1, now);
		found++;
	}
	assert_in_range(found, 100, 999);
}

/* The night huddle of Sunday at five past midnight is asked for around it. */
static void
a_huddle_around_midnight_is_due_on_both_sides(void **state)
{
	/* Mondays, 00:05, which is Sunday's night */
	const struct plan plan = {5, 1, "daily"};
	const int32_t monday = 4;
	static const struct {
		int day, minute, until;
		bool due;
	} cases[] = {{-1, 1414, 31, false}, {-1, 1415, 30, true},
	    {-1, 1439, 6, true}, {0, 0, 5, true}, {0, 125, -120, true},
	    {0, 126, -121, false}};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct civil when = {
		    monday + cases[i].day, cases[i].minute, 59};
		struct planned planned;

		assert_int_equal(period_due(&plan, 1, &seven, &when, &planned),
		    cases[i].due);
		if (!cases[i].due)
			continue;
		assert_int_equal(planned.minutes_until, cases[i].until);
		assert_int_equal(planned.day, monday);
		assert_int_equal(planned.shift.day, monday - 1);
		assert_int_equal(planned.shift.shift, SHIFT_NIGHT);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_night_belongs_to_the_day_on_which_it_began),
	    cmocka_unit_test(nights_stay_whole_over_every_change),
	    cmocka_unit_test(a_week_begins_on_its_monday),
	    cmocka_unit_test(the_due_huddle_is_the_latest_whose_box_is_open),
	    cmocka_unit_test(the_next_huddle_is_the_first_to_come),
	    cmocka_unit_test(a_huddle_around_midnight_is_due_on_both_sides),
	};

	return cmocka_run_group_tests_name("period", tests, NULL, NULL);
}
