/*
 * Numbers of shifts: kept in place of what was there, listed by day, summed
 * up for a release.
 */
#include "tests/db/store.h"

#include "db/repo_shift.h"

static void
keep(struct db *db, int32_t day, enum shift shift, const char *field, int value)
{
	struct shift_number number = {.shift = {day, shift}, .value = value};
	struct err err;

	snprintf(number.field, sizeof(number.field), "%s", field);
	must(db_begin(db, &err));
	must(shift_number_keep(db, &number, &err));
	must(db_commit(db, &err));
}

static void
the_last_word_counts(void **state)
{
	struct place place;
	struct shift_number *list;
	struct err err;

	(void)state;
	place_with_store(&place);
	keep(place.db, 20001, SHIFT_NIGHT, "census", 24);
	keep(place.db, 20001, SHIFT_DAY, "census", 21);
	keep(place.db, 20001, SHIFT_DAY, "breaks", 3);
	keep(place.db, 20001, SHIFT_DAY, "census", 22);
	keep(place.db, 20002, SHIFT_DAY, "census", 0);
	assert_int_equal(
	    shift_number_list(place.db, 20001, 20001, &list, &err), 3);
	assert_string_equal(list[0].field, "breaks");
	assert_int_equal(list[0].value, 3);
	assert_string_equal(list[1].field, "census");
	assert_int_equal(list[1].value, 22);
	assert_int_equal(list[2].shift.shift, SHIFT_NIGHT);
	assert_int_equal(list[2].value, 24);
	free(list);
	keep(place.db, 20001, SHIFT_DAY, "breaks", SHIFT_NUMBER_NONE);
	assert_int_equal(shift_number_list(place.db, 0, 30000, &list, &err), 3);
	free(list);
	assert_int_equal(
	    shift_number_list(place.db, 20003, 30000, &list, &err), 0);
	free(list);
	place_done(&place);
}

static void
sums_are_by_field(void **state)
{
	struct place place;
	struct summary summary;
	struct err err;

	(void)state;
	place_with_store(&place);
	keep(place.db, 20000, SHIFT_DAY, "census", 100); /* before */
	keep(place.db, 20001, SHIFT_DAY, "census", 20);
	keep(place.db, 20001, SHIFT_NIGHT, "census", 0);
	keep(place.db, 20007, SHIFT_NIGHT, "census", 5);
	keep(place.db, 20007, SHIFT_NIGHT, "breaks", 4);
	keep(place.db, 20008, SHIFT_DAY, "breaks", 9); /* after */
	summary_init(&summary);
	must(shift_number_sums(place.db, 20001, 20007, &summary, &err));
	assert_int_equal(summary.shift_count, 2);
	assert_string_equal(summary.shift[0].field, "breaks");
	assert_int_equal(summary.shift[0].shifts, 1);
	assert_int_equal(summary.shift[0].sum, 4);
	assert_string_equal(summary.shift[1].field, "census");
	assert_int_equal(summary.shift[1].shifts, 3);
	assert_int_equal(summary.shift[1].sum, 25);
	summary_done(&summary);
	place_done(&place);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_last_word_counts),
	    cmocka_unit_test(sums_are_by_field),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
