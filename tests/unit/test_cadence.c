/*
 * Weeks, months and quarters of instruments, and which item of a rotating one
 * comes when.
 */
#include "core/cadence.h"
#include "tests/unit/unit.h"

static void
expect(enum cadence cadence, const char *day, const char *from, const char *to)
{
	int32_t number, first, last;
	struct period period;

	assert_true(date_parse(day, &number));
	assert_true(date_parse(from, &first));
	assert_true(date_parse(to, &last));
	period = cadence_period(cadence, number);
	assert_int_equal(period.from, first);
	assert_int_equal(period.to, last);
	assert_int_equal(
	    cadence_turn(cadence, first), cadence_turn(cadence, last));
	assert_int_equal(
	    cadence_turn(cadence, last + 1), cadence_turn(cadence, last) + 1);
}

static void
days_have_their_periods(void **state)
{
	(void)state;
	expect(CADENCE_HUDDLE, "2026-11-25", "2026-11-23", "2026-11-29");
	expect(CADENCE_WEEK, "2026-11-23", "2026-11-23", "2026-11-29");
	expect(CADENCE_WEEK, "2027-01-03", "2026-12-28", "2027-01-03");
	expect(CADENCE_MONTH, "2026-11-30", "2026-11-01", "2026-11-30");
	expect(CADENCE_MONTH, "2028-02-29", "2028-02-01", "2028-02-29");
	expect(CADENCE_MONTH, "2026-12-01", "2026-12-01", "2026-12-31");
	expect(CADENCE_QUARTER, "2026-11-25", "2026-10-01", "2026-12-31");
	expect(CADENCE_QUARTER, "2027-01-01", "2027-01-01", "2027-03-31");
	expect(CADENCE_QUARTER, "2027-06-30", "2027-04-01", "2027-06-30");
}

/* Every day belongs to one period, and these follow each other. */
static void
no_day_is_left_out(void **state)
{
	(void)state;
	for (int cadence = CADENCE_WEEK; cadence <= CADENCE_QUARTER; cadence++)
		for (int32_t day = -800; day < 30000; day++) {
			struct period period =
			    cadence_period((enum cadence)cadence, day);
			bool ends = period.to == day;
			int32_t turn = cadence_turn((enum cadence)cadence, day);

			assert_in_range(day - period.from + 1, 1,
			    period.to - period.from + 1);
			assert_int_equal(
			    cadence_turn((enum cadence)cadence, day + 1) - turn,
			    ends);
		}
	assert_int_equal(cadence_turn(CADENCE_WEEK, 4), 0); /* 1970-01-05 */
	assert_int_equal(cadence_turn(CADENCE_WEEK, 3), -1);
	assert_int_equal(cadence_turn(CADENCE_MONTH, 31), 1);
	assert_int_equal(cadence_turn(CADENCE_QUARTER, 89), 0);
	assert_int_equal(cadence_turn(CADENCE_QUARTER, 90), 1);
	assert_int_equal(cadence_turn(CADENCE_QUARTER, -1), -1);
}

static struct item items[] = {{.id = "a"}, {.id = "b"}, {.id = "c"}};
static const struct instrument turning = {.id = "turning",
    .cadence = CADENCE_WEEK,
    .rotate = true,
    .item_count = 3,
    .items = items};

static void
items_come_in_turn(void **state)
{
	struct rotation all = {0};

	(void)state;
	for (int32_t week = -4; week < 3000; week++)
		for (int32_t day = 0; day < 7; day++)
			assert_int_equal(
			    rotation_item(&turning, &all, 4 + 7 * week + day),
			    ((week % 3) + 3) % 3);
}

static void
a_unit_pins_and_drops(void **state)
{
	char pin[] = "c", other[] = "of-another", none[] = "";
	struct rotation rotation = {
	    .pin = none, .drop_count = 1, .drop = {"b", "a", "c"}};

	(void)state;
	for (int32_t week = 0; week < 6; week++)
		assert_int_equal(
		    rotation_item(&turning, &rotation, 4 + 7 * week),
		    week % 2 ? 2 : 0);
	rotation.pin = pin;
	for (int32_t week = 0; week < 6; week++)
		assert_int_equal(
		    rotation_item(&turning, &rotation, 4 + 7 * week), 2);
	rotation.pin = other; /* concerns another instrument */
	assert_int_equal(rotation_item(&turning, &rotation, 4), 0);
	rotation.drop_count = 3;
	assert_int_equal(rotation_item(&turning, &rotation, 4), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(days_have_their_periods),
	    cmocka_unit_test(no_day_is_left_out),
	    cmocka_unit_test(items_come_in_turn),
	    cmocka_unit_test(a_unit_pins_and_drops),
	};

	return cmocka_run_group_tests_name("cadence", tests, NULL, NULL);
}
