/*
 * Records by their table of fields: what differs, setting it back, damaged
 * texts; and the names that stores of cards and notes rely on.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "core/action.h"
#include "tests/unit/unit.h"
#include "util/date.h"
#include "util/mem.h"

#define PARTS 3

struct part {
	char *text;
	int32_t day;
};

struct thing {
	char *text;
	char id[5];
	int number;
	int32_t day;
	int colour;
	struct part parts[PARTS];
	int unknown; /* to the table */
};

enum { RED, GREEN, COLOURS };
static const char *const colours[COLOURS] = {"red", ""};

static const struct field fields[] = {
    {"text", FIELD_TEXT, .offset = offsetof(struct thing, text)},
    {"id", FIELD_ID, .offset = offsetof(struct thing, id), .size = 5},
    {"number", FIELD_INT, .offset = offsetof(struct thing, number)},
    {"day", FIELD_DAY, .offset = offsetof(struct thing, day)},
    {"colour", FIELD_NAME, .offset = offsetof(struct thing, colour),
        .names = colours, .name_count = COLOURS},
    {"part-text", FIELD_TEXT, .offset = offsetof(struct thing, parts[0].text),
        .slots = PARTS, .stride = sizeof(struct part)},
    {"part-day", FIELD_DAY, .offset = offsetof(struct thing, parts[0].day),
        .slots = PARTS, .stride = sizeof(struct part)},
};
enum { TEXT, ID, NUMBER, THE_DAY, COLOUR, PART_TEXT, PART_DAY, FIELDS };

static const struct record record = {fields, FIELDS};

static struct thing
thing(void)
{
	struct thing new = {.day = DATE_NONE};

	for (int i = 0; i < PARTS; i++)
		new.parts[i].day = DATE_NONE;
	return new;
}

static void
set(struct thing *value, int field, int at, const char *text)
{
	struct err err = {""};

	if (record_set(&record, value, field, at, text, &err) < 0)
		fail_msg("%s", err.text);
}

static void
assert_reads(const struct thing *value, int field, int at, const char *expected)
{
	char *text = record_get(&record, value, field, at);

	assert_string_equal(text, expected);
	free(text);
}

static void
fields_are_read_and_set_as_text(void **state)
{
	static const struct {
		int field, at;
		const char *before, *text;
	} cases[] = {
	    {TEXT, 0, "", "Linen"},
	    {TEXT, 0, "Linen", ""},
	    {ID, 0, "", "abcd"},
	    {ID, 0, "abcd", "x"},
	    {NUMBER, 0, "0", "-17"},
	    {NUMBER, 0, "-17", "2147483647"},
	    {NUMBER, 0, "2147483647", "-2147483648"},
	    {THE_DAY, 0, "", "2026-11-24"},
	    {THE_DAY, 0, "2026-11-24", ""},
	    {COLOUR, 0, "red", ""},
	    {COLOUR, 0, "", "red"},
	    {PART_TEXT, 0, "", "first"},
	    {PART_TEXT, 2, "", "last"},
	    {PART_DAY, 1, "", "2028-02-29"},
	};
	struct thing value = thing();

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_reads(
		    &value, cases[i].field, cases[i].at, cases[i].before);
		set(&value, cases[i].field, cases[i].at, cases[i].text);
		assert_reads(
		    &value, cases[i].field, cases[i].at, cases[i].text);
	}
	assert_int_equal(value.number, INT_MIN);
	assert_int_equal(value.day, DATE_NONE);
	assert_string_equal(value.parts[0].text, "first");
	assert_null(value.parts[1].text);
	assert_int_equal(value.parts[1].day, date_from_ymd(2028, 2, 29));
	assert_int_equal(value.unknown, 0);
	record_done(&record, &value);
}

static void
what_a_field_cannot_hold_leaves_it_as_it_was(void **state)
{
	static const struct {
		int field;
		const char *text;
	} cases[] = {
	    {ID, "abcde"},
	    {NUMBER, ""},
	    {NUMBER, "12x"},
	    {NUMBER, "x"},
	    {NUMBER, "2147483648"},
	    {NUMBER, "-2147483649"},
	    {NUMBER, "99999999999999999999999"},
	    {THE_DAY, "2026-02-30"},
	    {THE_DAY, "24 November"},
	    {THE_DAY, " "},
	    {COLOUR, "blue"},
	    {COLOUR, "Red"},
	};
	struct thing value = thing();

	(void)state;
	set(&value, ID, 0, "abcd");
	set(&value, NUMBER, 0, "7");
	set(&value, THE_DAY, 0, "2026-11-24");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *before = record_get(&record, &value, cases[i].field, 0);
		struct err err = {""};

		assert_int_equal(record_set(&record, &value, cases[i].field, 0,
		                     cases[i].text, &err),
		    ERR_DATA);
		assert_non_null(strstr(err.text, fields[cases[i].field].name));
		assert_non_null(strstr(err.text, cases[i].text));
		assert_reads(&value, cases[i].field, 0, before);
		free(before);
	}
	record_done(&record, &value);
}

static void
an_empty_text_is_no_change(void **state)
{
	struct thing a = thing(), b = thing();
	struct changes changes;

	(void)state;
	b.text = mem_copy("");
	b.unknown = 5;
	record_diff(&record, &a, &b, &changes);
	assert_int_equal(changes.count, 0);
	changes_done(&changes);
	record_done(&record, &b);
}

static void
what_differs_is_listed_in_the_order_of_fields(void **state)
{
	struct thing a = thing(), b = thing();
	struct changes changes;

	(void)state;
	set(&b, PART_DAY, 2, "2026-12-01");
	set(&b, PART_DAY, 0, "2026-11-30");
	set(&a, TEXT, 0, "Linen");
	set(&b, COLOUR, 0, "");
	record_diff(&record, &a, &b, &changes);
	assert_int_equal(changes.count, 4);
	assert_int_equal(changes.list[0].field, TEXT);
	assert_string_equal(changes.list[0].before, "Linen");
	assert_string_equal(changes.list[0].after, "");
	assert_int_equal(changes.list[1].field, COLOUR);
	assert_int_equal(changes.list[2].at, 0);
	assert_int_equal(changes.list[3].at, 2);
	assert_string_equal(changes.list[3].before, "");
	assert_string_equal(changes.list[3].after, "2026-12-01");
	changes_done(&changes);
	assert_int_equal(changes.count, 0);
	record_done(&record, &a);
	record_done(&record, &b);
}

static void
a_copy_owns_its_texts(void **state)
{
	struct thing value = thing(), copy;

	(void)state;
	set(&value, TEXT, 0, "Linen");
	set(&value, PART_TEXT, 1, "second");
	value.unknown = 5;
	record_copy(&record, &copy, &value, sizeof(copy));
	record_done(&record, &value);
	assert_null(value.text);
	record_done(&record, &value);
	assert_reads(&copy, TEXT, 0, "Linen");
	assert_reads(&copy, PART_TEXT, 1, "second");
	assert_null(copy.parts[0].text);
	assert_int_equal(copy.unknown, 5);
	record_done(&record, &copy);
}

static void
scramble(struct thing *value)
{
	static const char *const texts[] = {"", "a", "b", "\xC3\xB1"};
	static const char *const days[] = {"", "2026-11-24", "1970-01-01"};
	static const char *const numbers[] = {"0", "1", "-1"};

	for (int i = unit_between(0, 12); i > 0; i--) {
		int at = unit_between(0, PARTS - 1);

		set(value, TEXT, 0, texts[unit_between(0, 3)]);
		set(value, ID, 0, texts[unit_between(0, 3)]);
		set(value, NUMBER, 0, numbers[unit_between(0, 2)]);
		set(value, THE_DAY, 0, days[unit_between(0, 2)]);
		set(value, COLOUR, 0, colours[unit_between(0, 1)]);
		set(value, PART_TEXT, at, texts[unit_between(0, 3)]);
		set(value, PART_DAY, at, days[unit_between(0, 2)]);
	}
}

/* Whatever the two values: the changes lead from one to the other and back. */
static void
changes_lead_there_and_back(void **state)
{
	int differed = 0;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		struct thing a = thing(), b = thing();
		struct changes changes, none;

		scramble(&a);
		scramble(&b);
		record_diff(&record, &a, &b, &changes);
		differed += changes.count > 0;
		for (int i = 0; i < changes.count; i++)
			set(&a, changes.list[i].field, changes.list[i].at,
			    changes.list[i].after);
		record_diff(&record, &a, &b, &none);
		assert_int_equal(none.count, 0);
		for (int i = 0; i < changes.count; i++) {
			assert_reads(&b, changes.list[i].field,
			    changes.list[i].at, changes.list[i].after);
			set(&b, changes.list[i].field, changes.list[i].at,
			    changes.list[i].before);
			assert_string_not_equal(
			    changes.list[i].before, changes.list[i].after);
		}
		changes_done(&changes);
		record_done(&record, &a);
		record_done(&record, &b);
	}
	assert_in_range(differed, 1000, 2000);
}

/* Stores know fields by these names: they may get more, at their end of a
 * group, but none may go or change. */
static void
assert_names(const struct record *of, const char *const *names, int count)
{
	assert_true(of->field_count >= count);
	for (int i = 0; i < of->field_count; i++) {
		assert_int_equal(record_field(of, of->fields[i].name), i);
		assert_non_null(of->fields[i].title);
	}
	for (int i = 0; i < count; i++)
		if (record_field(of, names[i]) < 0)
			fail_msg("no field %s", names[i]);
	assert_int_equal(record_field(of, "no-such-field"), -1);
}

static void
the_names_in_stores_stay(void **state)
{
	static const char *const of_action[] = {"removed", "state", "tier",
	    "size", "theme", "note", "title", "owner", "aim", "reason", "due",
	    "raised", "since", "ended", "approved", "asked", "escalation",
	    "answered", "answer", "cycle-plan", "cycle-prediction",
	    "cycle-measure", "cycle-before", "cycle-after", "cycle-result",
	    "cycle-outcome", "cycle-begun", "cycle-ended"};
	static const char *const of_note[] = {"state", "minutes", "answer",
	    "answered", "metoo", "into", "action"};

	(void)state;
	assert_names(&action_record, of_action, 28);
	assert_names(&note_record, of_note, 7);
	assert_int_equal(record_field(&note_record, "text"), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(fields_are_read_and_set_as_text),
	    cmocka_unit_test(what_a_field_cannot_hold_leaves_it_as_it_was),
	    cmocka_unit_test(an_empty_text_is_no_change),
	    cmocka_unit_test(what_differs_is_listed_in_the_order_of_fields),
	    cmocka_unit_test(a_copy_owns_its_texts),
	    cmocka_unit_test(changes_lead_there_and_back),
	    cmocka_unit_test(the_names_in_stores_stay),
	};

	return cmocka_run_group_tests_name("record", tests, NULL, NULL);
}
