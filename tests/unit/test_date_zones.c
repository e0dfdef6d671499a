/*
 * Local time in several zones against the rules of their daylight saving,
 * written down here; around every change and at random moments.
 */
#include "tests/unit/unit.h"
#include "util/date.h"

/* The rules below held from 2009 on; the future is not ours to know. */
#define FIRST_YEAR 2009
#define LAST_YEAR 2024
#define DAY_SECONDS 86400

/* The `nth` Sunday of a month, 5 for the last, at a minute of the day. */
struct change {
	int month, nth, minute;
};

enum clock { CLOCK_NONE, CLOCK_UTC, CLOCK_WALL };

static const struct zone {
	const char *name;
	int offset, summer; /* minutes east of Greenwich */
	enum clock clock;   /* that shows the minute of a change */
	struct change begins, ends;
} zones[] = {
    {"UTC", 0, 0, CLOCK_NONE, {0}, {0}},
    {"Asia/Kathmandu", 345, 345, CLOCK_NONE, {0}, {0}},
    {"Europe/Madrid", 60, 120, CLOCK_UTC, {3, 5, 60}, {10, 5, 60}},
    {"America/New_York", -300, -240, CLOCK_WALL, {3, 2, 120}, {11, 1, 120}},
    {"Pacific/Auckland", 720, 780, CLOCK_WALL, {9, 5, 120}, {4, 1, 180}},
    {"Australia/Lord_Howe", 630, 660, CLOCK_WALL, {10, 1, 120}, {4, 1, 120}},
};
#define ZONES (sizeof(zones) / sizeof(zones[0]))

static bool
leap(int year)
{
	return year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
}

static int
days_in(int year, int month)
{
	static const int days[] = {
	    31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return month == 2 && leap(year) ? 29 : days[month - 1];
}

/* Days since 1970-01-01, by counting them. */
static int32_t
naive_day(int year, int month, int mday)
{
	int32_t day = mday - 1;

	for (int y = 1970; y < year; y++)
		day += leap(y) ? 366 : 365;
	for (int m = 1; m < month; m++)
		day += days_in(year, m);
	return day;
}

static int32_t
naive_sunday(int year, int month, int nth)
{
	int32_t first = naive_day(year, month, 1), sunday = first;

	while (sunday % 7 != 3) /* 1970-01-04 was one */
		sunday++;
	sunday += 7 * (nth - 1);
	return sunday < first + days_in(year, month) ? sunday : sunday - 7;
}

/* The moment of a change; `before` is the offset until then. */
static int64_t
moment_of(
    const struct zone *zone, const struct change *change, int year, int before)
{
	int64_t minute =
	    naive_sunday(year, change->month, change->nth) * (int64_t)1440 +
	    change->minute;

	return 60 * (zone->clock == CLOCK_UTC ? minute : minute - before);
}

static int
naive_offset(const struct zone *zone, int64_t moment, int year)
{
	int64_t begins, ends;
	bool summer;

	if (zone->clock == CLOCK_NONE)
		return zone->offset;
	begins = moment_of(zone, &zone->begins, year, zone->offset);
	ends = moment_of(zone, &zone->ends, year, zone->summer);
	/* In the south summer lies around the turn of the year. */
	summer = begins < ends ? moment >= begins && moment < ends
	                       : moment >= begins || moment < ends;
	return summer ? zone->summer : zone->offset;
}

static void
check(const struct zone *zone, int64_t moment, int year)
{
	int64_t local = moment + 60 * naive_offset(zone, moment, year);
	struct civil civil;

	date_local((time_t)moment, &civil);
	if (civil.day != local / DAY_SECONDS ||
	    civil.minute != local % DAY_SECONDS / 60 ||
	    civil.second != local % 60)
		fail_msg("%s at %lld: day %d %02d:%02d", zone->name,
		    (long long)moment, (int)civil.day, civil.minute / 60,
		    civil.minute % 60);
}

static void
every_change_is_made_to_the_second(void **state)
{
	(void)state;
	for (size_t z = 0; z < ZONES; z++) {
		const struct zone *zone = &zones[z];

		if (zone->clock == CLOCK_NONE)
			continue;
		assert_int_equal(date_zone_set(zone->name, NULL), OK);
		for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
			int64_t begins, ends;

			begins =
			    moment_of(zone, &zone->begins, year, zone->offset);
			ends = moment_of(zone, &zone->ends, year, zone->summer);
			for (int s = -7200; s <= 7200; s += 60) {
				check(zone, begins + s - 1, year);
				check(zone, begins + s, year);
				check(zone, ends + s - 1, year);
				check(zone, ends + s, year);
			}
		}
	}
}

/* From the second to the last but one day, in which the year is the same
 * everywhere. */
static void
any_moment_is_told_right(void **state)
{
	(void)state;
	for (size_t z = 0; z < ZONES; z++) {
		assert_int_equal(date_zone_set(zones[z].name, NULL), OK);
		for (int i = 0; i < 20000; i++) {
			int year = unit_between(FIRST_YEAR, LAST_YEAR);
			int64_t day =
			    naive_day(year, 1, 2) + unit_between(0, 362);

			check(&zones[z],
			    day * DAY_SECONDS +
			        unit_between(0, DAY_SECONDS - 1),
			    year);
		}
	}
}

/* The last second of a year and the first of the next one. */
static void
years_turn_at_local_midnight(void **state)
{
	(void)state;
	for (size_t z = 0; z < ZONES; z++) {
		const struct zone *zone = &zones[z];
		bool south = zone->begins.month > zone->ends.month;
		int offset = south ? zone->summer : zone->offset;

		assert_int_equal(date_zone_set(zone->name, NULL), OK);
		for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
			int32_t first = naive_day(year, 1, 1);
			time_t moment =
			    (time_t)first * DAY_SECONDS - 60 * offset;
			struct civil civil;

			date_local(moment, &civil);
			assert_int_equal(civil.day, first);
			assert_int_equal(civil.minute, 0);
			date_local(moment - 1, &civil);
			assert_int_equal(civil.day, first - 1);
			assert_int_equal(civil.minute, 1439);
			assert_int_equal(civil.second, 59);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_change_is_made_to_the_second),
	    cmocka_unit_test(any_moment_is_told_right),
	    cmocka_unit_test(years_turn_at_local_midnight),
	};

	return cmocka_run_group_tests_name("date zones", tests, NULL, NULL);
}
