/*
 * Days, weeks and clocks as text; every day of 430 years against a calendar
 * that only counts on; zones that are none.
 */
#include <stdlib.h>
#include <string.h>

#include "tests/unit/unit.h"
#include "util/date.h"

/* A calendar that knows only how to go to the next day. */
struct naive {
	int year, month, mday;
	int weekday; /* 1 Monday */
};

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

static void
naive_next(struct naive *date)
{
	date->weekday = date->weekday % 7 + 1;
	if (date->mday++ < days_in(date->year, date->month))
		return;
	date->mday = 1;
	if (date->month++ < 12)
		return;
	date->month = 1;
	date->year++;
}

static void
every_day_is_where_it_belongs(void **state)
{
	struct naive naive = {1970, 1, 1, 4};

	(void)state;
	for (int32_t day = 0; naive.year < 2400; day++, naive_next(&naive)) {
		int year, month, mday;

		date_to_ymd(day, &year, &month, &mday);
		assert_int_equal(year, naive.year);
		assert_int_equal(month, naive.month);
		assert_int_equal(mday, naive.mday);
		assert_int_equal(date_from_ymd(year, month, mday), day);
		assert_int_equal(date_weekday(day), naive.weekday);
	}
}

/*
 * Weeks counted one after the other: a week belongs to the year that has four
 * or more of its days; the first such week is number 1.
 */
static void
every_week_has_its_number(void **state)
{
	struct naive naive = {1970, 1, 1, 4};
	int week = 1, week_year = 1970, longest = 0;
	int32_t day = 0;

	(void)state;
	for (; naive.year < 2400; day++) {
		int year;

		assert_int_equal(date_iso_week(day, &year), week);
		assert_int_equal(year, week_year);
		longest += week == 53 && naive.weekday == 1;
		naive_next(&naive);
		if (naive.weekday != 1)
			continue;
		/* a Monday: the year of the fourth day from here on */
		struct naive thursday = naive;

		for (int i = 0; i < 3; i++)
			naive_next(&thursday);
		week = thursday.year == week_year ? week + 1 : 1;
		week_year = thursday.year;
	}
	/* 71 in 400 years, less those of the years before 1970 */
	assert_in_range(longest, 76, 77);
}

static void
known_days(void **state)
{
	static const struct {
		int year, month, mday, weekday, week, week_year;
	} cases[] = {
	    {2004, 12, 31, 5, 53, 2004},
	    {2005, 1, 1, 6, 53, 2004},
	    {2008, 12, 29, 1, 1, 2009},
	    {2010, 1, 3, 7, 53, 2009},
	    {2016, 2, 29, 1, 9, 2016},
	    {2020, 12, 31, 4, 53, 2020},
	    {2021, 1, 3, 7, 53, 2020},
	    {2021, 1, 4, 1, 1, 2021},
	    {2026, 11, 24, 2, 48, 2026},
	    {2000, 2, 29, 2, 9, 2000},
	    {1969, 12, 31, 3, 1, 1970},
	    {1900, 3, 1, 4, 9, 1900},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int year;
		int32_t day =
		    date_from_ymd(cases[i].year, cases[i].month, cases[i].mday);

		assert_int_equal(date_weekday(day), cases[i].weekday);
		assert_int_equal(date_iso_week(day, &year), cases[i].week);
		assert_int_equal(year, cases[i].week_year);
	}
	assert_int_equal(date_from_ymd(1970, 1, 1), 0);
	assert_int_equal(date_from_ymd(1969, 12, 31), -1);
	assert_int_equal(date_from_ymd(2026, 11, 24), 20781);
}

static void
any_day_comes_back(void **state)
{
	(void)state;
	for (int i = 0; i < 100000; i++) {
		int32_t day = unit_between(-1500000, 2900000);
		int year, month, mday;

		date_to_ymd(day, &year, &month, &mday);
		assert_in_range(month, 1, 12);
		assert_in_range(mday, 1, days_in(year, month));
		assert_int_equal(date_from_ymd(year, month, mday), day);
	}
}

static void
only_days_that_exist_are_read(void **state)
{
	static const char *const faulty[] = {"", "2026", "2026-11-2",
	    "2026-11-244", "2026-13-01", "2026-00-10", "2026-02-30",
	    "2025-02-29", "2100-02-29", "2026-04-31", "2026-11-00",
	    "1969-12-31", "0000-01-01", "26-11-24", "2026/11/24", "2026-11-2x",
	    " 2026-11-24", "2026-11-24 ", "+026-11-24", "2026--1-24",
	    "2026-+1-24", "2026-1 -24", "-026-11-24", "\xD9\xA2\xD9\xA0-11-24"};
	static const char *const good[] = {"1970-01-01", "2024-02-29",
	    "2000-02-29", "2026-11-24", "9999-12-31"};
	char text[DATE_TEXT_SIZE];
	int32_t day;

	(void)state;
	for (size_t i = 0; i < sizeof(faulty) / sizeof(faulty[0]); i++)
		if (date_parse(faulty[i], &day))
			fail_msg("\"%s\" was read", faulty[i]);
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		assert_true(date_parse(good[i], &day));
		date_format(day, text);
		assert_string_equal(text, good[i]);
	}
}

static void
only_clock_times_are_read(void **state)
{
	static const char *const faulty[] = {"", "7:15", "07:15:00", "24:00",
	    "07:60", "0715", "07.15", "-1:15", "07:-1", "07: 1", "ab:cd",
	    "07:15 "};
	int minute = -1;

	(void)state;
	for (size_t i = 0; i < sizeof(faulty) / sizeof(faulty[0]); i++)
		if (date_parse_clock(faulty[i], &minute))
			fail_msg("\"%s\" was read", faulty[i]);
	assert_int_equal(minute, -1);
	assert_true(date_parse_clock("00:00", &minute));
	assert_int_equal(minute, 0);
	assert_true(date_parse_clock("07:15", &minute));
	assert_int_equal(minute, 435);
	assert_true(date_parse_clock("23:59", &minute));
	assert_int_equal(minute, 1439);
}

static void
a_zone_that_is_none_is_refused(void **state)
{
	static const char *const faulty[] = {"", "Madrid", "Europe", "Europe/",
	    "europe/madrid", "/etc/passwd", "../../../etc/passwd",
	    "Europe/../Europe/Madrid", "/usr/share/zoneinfo/UTC", "EST+5EDT",
	    ":UTC", "zone.tab", "tzdata.zi", "leapseconds",
	    ("a-name-that-is-much-too-long-to-be-the-name-of-a-time-zone-"
	     "anywhere")};
	struct err err;

	(void)state;
	for (size_t i = 0; i < sizeof(faulty) / sizeof(faulty[0]); i++) {
		err.text[0] = '\0';
		if (date_zone_set(faulty[i], &err) != ERR_CONFIG)
			fail_msg("\"%s\" is a zone", faulty[i]);
		assert_non_null(strstr(err.text, "Europe/Madrid"));
	}
	assert_int_equal(date_zone_set("UTC", &err), OK);
	assert_int_equal(date_zone_set("Europe/Madrid", NULL), OK);
}

/* Neither TZ nor where the C library looks for zones has a say. */
static void
the_environment_sets_no_zone(void **state)
{
	struct civil civil;

	(void)state;
	setenv("TZ", "Asia/Tokyo", 1);
	setenv("TZDIR", "/nonexistent", 1);
	tzset(); /* forgets the zone that was set before */
	assert_int_equal(date_zone_set("Europe/Madrid", NULL), OK);
	date_local(1795561200, &civil); /* 2026-11-24 23:00 UTC */
	assert_int_equal(civil.day, date_from_ymd(2026, 11, 25));
	assert_int_equal(civil.minute, 0);
	assert_int_equal(civil.second, 0);
	assert_int_equal(date_zone_set("UTC", NULL), OK);
	date_local(1795561200, &civil);
	assert_int_equal(civil.day, date_from_ymd(2026, 11, 24));
	assert_int_equal(civil.minute, 23 * 60);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(known_days),
	    cmocka_unit_test(every_day_is_where_it_belongs),
	    cmocka_unit_test(every_week_has_its_number),
	    cmocka_unit_test(any_day_comes_back),
	    cmocka_unit_test(only_days_that_exist_are_read),
	    cmocka_unit_test(only_clock_times_are_read),
	    cmocka_unit_test(a_zone_that_is_none_is_refused),
	    cmocka_unit_test(the_environment_sets_no_zone),
	};

	return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
