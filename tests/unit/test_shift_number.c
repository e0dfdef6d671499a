/*
 * Numbers of shifts by weeks: a mean a shift, gaps as gaps; the same as a
 * second, naive way of counting finds.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/shift_number.h"
#include "tests/unit/unit.h"

#define MONDAY 20780 /* 2026-11-23 */

static char census[] = "Census", breaks[] = "Breaks missed";
static const struct shift_field fields[] = {
    {.id = "census", .title = census, .most = 60},
    {.id = "breaks-missed", .title = breaks, .most = 30}};

static struct shift_number
number(int32_t day, enum shift shift, const char *field, int32_t value)
{
	struct shift_number one = {.shift = {day, shift}, .value = value};

	snprintf(one.field, sizeof(one.field), "%s", field);
	return one;
}

static void
weeks_have_means_and_gaps(void **state)
{
	const struct shift_number list[] = {
	    number(MONDAY + 6, SHIFT_NIGHT, "census", 21),
	    number(MONDAY, SHIFT_DAY, "census", 24),
	    number(MONDAY, SHIFT_NIGHT, "census", 22),
	    number(MONDAY, SHIFT_DAY, "breaks-missed", 0),
	    number(MONDAY + 14, SHIFT_DAY, "census", 7),
	    number(MONDAY + 7, SHIFT_DAY, "gone", 9),
	    number(MONDAY - 1, SHIFT_NIGHT, "census", 60),
	    number(MONDAY + 21, SHIFT_DAY, "census", 60),
	};
	struct period span = {MONDAY, MONDAY + 20};
	struct shift_week *weeks;
	char text[SHIFT_MEAN_SIZE];

	(void)state;
	assert_int_equal(
	    shift_number_weeks(list, 8, fields, 2, span, &weeks), 3);
	assert_int_equal(weeks[0].monday, MONDAY);
	assert_int_equal(weeks[0].fields[0].shifts, 3);
	assert_int_equal(weeks[0].fields[0].tenths, 223); /* 67 / 3 */
	assert_int_equal(weeks[0].fields[1].shifts, 1);
	assert_int_equal(weeks[0].fields[1].tenths, 0);
	assert_int_equal(weeks[1].monday, MONDAY + 7);
	assert_int_equal(weeks[1].fields[0].shifts, 0);
	assert_int_equal(weeks[2].fields[0].tenths, 70);
	assert_int_equal(weeks[2].fields[1].shifts, 0);
	assert_true(shift_weeks_have(weeks, 3, 1));
	assert_false(shift_weeks_have(weeks + 1, 2, 1));
	shift_mean_text(&weeks[0].fields[0], text);
	assert_string_equal(text, "22.3");
	shift_mean_text(&weeks[0].fields[1], text);
	assert_string_equal(text, "0.0");
	shift_mean_text(&weeks[1].fields[0], text);
	assert_string_equal(text, "-");
	free(weeks);
}

static void
halves_go_up_and_part_weeks_are_weeks(void **state)
{
	const struct shift_number list[] = {
	    number(MONDAY + 6, SHIFT_DAY, "census", 999999),
	    number(MONDAY + 8, SHIFT_DAY, "census", 1),
	    number(MONDAY + 9, SHIFT_DAY, "census", 2),
	    number(MONDAY + 9, SHIFT_NIGHT, "census", 2),
	    number(MONDAY + 8, SHIFT_NIGHT, "census", 0),
	};
	struct period span = {MONDAY + 6, MONDAY + 7}, both = {8, 9};
	struct shift_week *weeks;

	(void)state;
	assert_int_equal(
	    shift_number_weeks(list, 5, fields, 2, span, &weeks), 2);
	assert_int_equal(weeks[0].fields[0].tenths, 9999990);
	assert_int_equal(weeks[1].fields[0].shifts, 0);
	free(weeks);
	both.from = both.to = MONDAY + 9;
	assert_int_equal(
	    shift_number_weeks(list, 5, fields, 2, both, &weeks), 1);
	assert_int_equal(weeks[0].monday, MONDAY + 7);
	assert_int_equal(weeks[0].fields[0].shifts, 2);
	free(weeks);
	both.from = MONDAY + 8;
	shift_number_weeks(list, 5, fields, 2, both, &weeks);
	assert_int_equal(weeks[0].fields[0].tenths, 13); /* 5 / 4 is 1.25 */
	free(weeks);
	assert_int_equal(
	    shift_number_weeks(NULL, 0, fields, 2, span, &weeks), 2);
	free(weeks);
}

/* The naive way: for every week and field all of the list, in floating
 * point. */
static void
check_naively(const struct shift_number *list, int count, struct period span,
    const struct shift_week *weeks, int week_count)
{
	int week = 0;

	for (int32_t monday = MONDAY - 700; monday <= span.to; monday += 7) {
		if (monday + 6 < span.from)
			continue;
		assert_in_range(week, 0, week_count - 1);
		assert_int_equal(weeks[week].monday, monday);
		for (int field = 0; field < 2; field++) {
			double sum = 0;
			int shifts = 0;

			for (int i = 0; i < count; i++)
				if (list[i].shift.day >= monday &&
				    list[i].shift.day <= monday + 6 &&
				    list[i].shift.day >= span.from &&
				    list[i].shift.day <= span.to &&
				    strcmp(list[i].field, fields[field].id) ==
				        0) {
					sum += list[i].value;
					shifts++;
				}
			assert_int_equal(
			    weeks[week].fields[field].shifts, shifts);
			assert_int_equal(weeks[week].fields[field].tenths,
			    shifts ? (int)floor(sum / shifts * 10 + 0.5 + 1e-9)
			           : 0);
		}
		week++;
	}
	assert_int_equal(week, week_count);
}

static void
the_naive_way_agrees(void **state)
{
	static const char *const ids[] = {"census", "breaks-missed", "gone"};
	static struct shift_number list[600];

	(void)state;
	for (int trial = 0; trial < 1000; trial++) {
		struct period span = {MONDAY + unit_between(-60, 60), 0};
		int most = unit_between(0, 1) ? 60 : SHIFT_NUMBER_MAX;
		int chance = unit_between(0, 10), count = 0, week_count;
		struct shift_week *weeks;

		span.to = span.from + unit_between(0, 60);
		for (int32_t day = MONDAY - 60; day < MONDAY + 60; day++)
			for (int k = 0; k < 5; k++)
				if (unit_between(0, 9) < chance)
					list[count++] = number(day,
					    k % 2 ? SHIFT_NIGHT : SHIFT_DAY,
					    ids[k / 2], unit_between(0, most));
		week_count =
		    shift_number_weeks(list, count, fields, 2, span, &weeks);
		check_naively(list, count, span, weeks, week_count);
		free(weeks);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(weeks_have_means_and_gaps),
	    cmocka_unit_test(halves_go_up_and_part_weeks_are_weeks),
	    cmocka_unit_test(the_naive_way_agrees),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
