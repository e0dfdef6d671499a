/*
 * Periods of releases and the huddles that are planned in them: against
 * calendars counted day by day.
 */
#include <string.h>

#include "core/period.h"
#include "tests/unit/unit.h"

#define DAYS 40000 /* from 1970 into 2079 */

static void
periods_by_hand(void **state)
{
	static const struct {
		enum period_kind kind;
		int day[3], from[3], to[3];
	} cases[] = {
	    {PERIOD_WEEK, {2026, 11, 9}, {2026, 11, 9}, {2026, 11, 15}},
	    {PERIOD_WEEK, {2026, 11, 15}, {2026, 11, 9}, {2026, 11, 15}},
	    {PERIOD_WEEK, {2027, 1, 1}, {2026, 12, 28}, {2027, 1, 3}},
	    {PERIOD_FOUR_WEEKS, {1970, 1, 5}, {1970, 1, 5}, {1970, 2, 1}},
	    {PERIOD_FOUR_WEEKS, {1970, 2, 2}, {1970, 2, 2}, {1970, 3, 1}},
	    {PERIOD_FOUR_WEEKS, {1970, 1, 4}, {1969, 12, 8}, {1970, 1, 4}},
	    {PERIOD_MONTH, {2028, 2, 29}, {2028, 2, 1}, {2028, 2, 29}},
	    {PERIOD_MONTH, {2026, 2, 1}, {2026, 2, 1}, {2026, 2, 28}},
	    {PERIOD_MONTH, {2026, 12, 31}, {2026, 12, 1}, {2026, 12, 31}},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const int *day = cases[i].day, *from = cases[i].from;
		const int *to = cases[i].to;
		struct period period = period_of(
		    cases[i].kind, date_from_ymd(day[0], day[1], day[2]));

		assert_int_equal(
		    period.from, date_from_ymd(from[0], from[1], from[2]));
		assert_int_equal(period.to, date_from_ymd(to[0], to[1], to[2]));
	}
	assert_string_equal(period_names[PERIOD_FOUR_WEEKS], "4-weeks");
}

/* Every day is in just one period, and the next begins right behind it. */
static void
periods_leave_no_day_out(void **state)
{
	(void)state;
	for (int kind = 0; kind < PERIODS; kind++) {
		struct period now = period_of((enum period_kind)kind, 0);

		for (int32_t day = 0; day < DAYS; day++) {
			struct period period =
			    period_of((enum period_kind)kind, day);
			int days = period.to - period.from + 1;

			if (day > now.to) {
				assert_int_equal(period.from, now.to + 1);
				now = period;
			}
			assert_int_equal(period.from, now.from);
			assert_int_equal(period.to, now.to);
			assert_true(day >= period.from && day <= period.to);
			if (kind == PERIOD_MONTH) {
				assert_in_range(days, 28, 31);
				continue;
			}
			assert_int_equal(days, kind == PERIOD_WEEK ? 7 : 28);
			assert_int_equal(date_weekday(period.from), 1);
		}
	}
}

/* Every minute of the calendar around the period is looked at. */
static void
count_by_the_minute(const struct plan *plans, int count,
    const struct shift_times *times, struct period period, int64_t planned[2])
{
	planned[0] = planned[1] = 0;
	for (int32_t day = period.from - 2; day <= period.to + 2; day++)
		for (int minute = 0; minute < 1440; minute++)
			for (int i = 0; i < count; i++) {
				struct civil when = {day, minute, 0};
				struct shift_date shift =
				    period_shift(&when, times);
				int weekday = date_weekday(day) - 1;

				if (plans[i].minute == minute &&
				    plans[i].weekdays >> weekday & 1 &&
				    shift.day >= period.from &&
				    shift.day <= period.to)
					planned[shift.shift]++;
			}
}

static void
planned_huddles_by_hand(void **state)
{
	static const struct shift_times times = {420, 1140};
	/* 07:15 and 19:15 daily, 02:00 in the night of Sunday to Monday */
	static const struct plan plans[] = {
	    {435, 0x7f, "daily"}, {1155, 0x7f, "daily"}, {120, 0x01, "weekly"}};
	struct period week = {20766, 20772};
	int64_t planned[2];

	(void)state;
	period_planned(plans, 3, &times, week, planned);
	assert_int_equal(planned[SHIFT_DAY], 7);
	/* the one at 02:00 on the Monday after belongs to Sunday's night */
	assert_int_equal(planned[SHIFT_NIGHT], 8);
	week.to--;
	period_planned(plans, 3, &times, week, planned);
	assert_int_equal(planned[SHIFT_DAY], 6);
	assert_int_equal(planned[SHIFT_NIGHT], 6);
	period_planned(plans, 0, &times, week, planned);
	assert_int_equal(planned[SHIFT_DAY] + planned[SHIFT_NIGHT], 0);
}

static void
planned_huddles_are_each_counted_once(void **state)
{
	(void)state;
	for (int trial = 0; trial < 60; trial++) {
		struct plan plans[PLAN_MAX];
		int count = unit_between(0, PLAN_MAX);
		struct shift_times times = {
		    unit_between(0, 719), unit_between(720, 1439)};
		struct period period =
		    period_of((enum period_kind)unit_between(0, PERIODS - 1),
		        unit_between(0, DAYS));
		int64_t planned[2], expected[2];

		memset(plans, 0, sizeof(plans));
		for (int i = 0; i < count; i++) {
			plans[i].minute = unit_between(0, 1439);
			plans[i].weekdays = (uint8_t)unit_between(0, 127);
		}
		period_planned(plans, count, &times, period, planned);
		count_by_the_minute(plans, count, &times, period, expected);
		assert_memory_equal(planned, expected, sizeof(planned));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(periods_by_hand),
	    cmocka_unit_test(periods_leave_no_day_out),
	    cmocka_unit_test(planned_huddles_by_hand),
	    cmocka_unit_test(planned_huddles_are_each_counted_once),
	};

	return cmocka_run_group_tests_name(
	    "periods of releases", tests, NULL, NULL);
}
