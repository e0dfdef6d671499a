/*
 * The form of labelled fields: where keys lead, what letters choose, what is
 * in sight.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/unit.h"
#include "ui/widget.h"
#include "util/buf.h"

#define COLUMNS 60

static struct inputs inputs;

static struct input *
add(const char *label, int rows, int max, const char *text)
{
	return inputs_add(&inputs, label, rows, max, text);
}

static void
add_choices(const char *label, const char *const *choices, int count)
{
	struct input *input = add(label, 1, 1, "");

	for (int i = 0; i < count; i++)
		input_option(input, choices[i]);
}

static int
teardown(void **state)
{
	(void)state;
	inputs_done(&inputs);
	return 0;
}

static enum inputs_answer
press(uint32_t key)
{
	return inputs_key(&inputs, key, COLUMNS);
}

static void
type(const char *text)
{
	for (; *text; text++)
		assert_int_equal(press((uint32_t)*text), INPUTS_TAKEN);
}

static const char *
typed(int index)
{
	return buf_text(&inputs.list[index].text.text);
}

/* What is drawn in so many rows, at the top left of a grid; for free. */
static char *
view(int rows, int *used)
{
	struct buf text = BUF_INIT;
	struct cells cells;

	cells_init(&cells, rows + 1, COLUMNS, false);
	*used = inputs_view(&inputs, &cells, 0, 0, COLUMNS, rows);
	cells_dump(&cells, &text);
	buf_addf(
	    &text, "cursor %d %d\n", cells.cursor_row, cells.cursor_column);
	cells_done(&cells);
	return buf_take(&text);
}

static void
expect_view(int rows, int wanted_rows, const char *wanted)
{
	int used;
	char *found = view(rows, &used);

	assert_string_equal(found, wanted);
	assert_int_equal(used, wanted_rows);
	free(found);
}

/* --- moving between fields --- */

static void
on_and_back(void **state)
{
	(void)state;
	add("One", 1, 20, "");
	add("Two", 1, 20, "");
	add("Three", 1, 20, "");
	type("a");
	assert_int_equal(press(K_ENTER), INPUTS_MOVED);
	type("b");
	assert_int_equal(press(K_TAB), INPUTS_MOVED);
	type("c");
	assert_int_equal(inputs.focus, 2);
	assert_int_equal(press(K_TAB), INPUTS_MOVED); /* round */
	assert_int_equal(inputs.focus, 0);
	assert_int_equal(press(K_BACKTAB), INPUTS_MOVED);
	assert_int_equal(inputs.focus, 2);
	assert_int_equal(press(K_DOWN), INPUTS_MOVED); /* not round */
	assert_int_equal(inputs.focus, 2);
	press(K_UP);
	press(K_UP);
	press(K_UP);
	assert_int_equal(inputs.focus, 0);
	assert_string_equal(typed(0), "a");
	assert_string_equal(typed(1), "b");
	assert_string_equal(typed(2), "c");
	assert_int_equal(press(K_ESC), INPUTS_OTHER);
	assert_int_equal(press(K_PGDN), INPUTS_OTHER);
}

static void
sends(void **state)
{
	(void)state;
	add("One", 1, 20, "");
	add("Two", 1, 20, "");
	assert_int_equal(press(K_CONTROL('S')), INPUTS_SEND);
	assert_int_equal(press(K_F10), INPUTS_SEND);
	assert_int_equal(inputs.focus, 0);
	press(K_ENTER);
	assert_int_equal(press(K_ENTER), INPUTS_SEND);
	assert_int_equal(inputs.focus, 1);
}

/* Up and Down go over the rows of a text before they leave it. */
static void
rows_first(void **state)
{
	(void)state;
	add("One", 1, 20, "");
	add("Two", 3, 200,
	    "this text is long enough for two rows of the field, no more");
	add("Three", 1, 20, "");
	press(K_TAB);
	assert_int_equal(press(K_UP), INPUTS_TAKEN);
	assert_int_equal(inputs.focus, 1);
	assert_int_equal(press(K_UP), INPUTS_MOVED);
	assert_int_equal(inputs.focus, 0);
	press(K_DOWN);
	assert_int_equal(press(K_DOWN), INPUTS_TAKEN);
	assert_int_equal(press(K_DOWN), INPUTS_MOVED);
	assert_int_equal(inputs.focus, 2);
}

/* --- choices --- */

static const char *const outcomes[] = {"adopt", "adapt", "abandon"};
static const char *const sizes[] = {"no size", "small", "medium", "large"};
static const char *const tiers[] = {
    "the unit", "the department", "the hospital"};
static const char *const months[] = {
    "January", "February", "March", "April", "May", "June", "July", "Ágosto"};

static void
expect_letters(const char *const *choices, int count, const char *letters)
{
	inputs_done(&inputs);
	add_choices("One", choices, count);
	for (int i = 0; i < count; i++)
		assert_int_equal(input_letter(&inputs.list[0], i), letters[i]);
}

static void
letters(void **state)
{
	static const char *const same[] = {"aa", "aa", "夜勤"};

	(void)state;
	expect_letters(sizes, 4, "nsml");
	expect_letters(tiers, 3, "udh");
	expect_letters(outcomes, 3, "adb");
	/* None is left, or none can be typed. */
	expect_letters(same, 3, "a\0\0");
	/* Of many they are first letters, which may be shared. */
	expect_letters(months, 8, "\0\0\0\0\0\0\0\0");
}

static void
chooses(void **state)
{
	struct input *input = &inputs.list[0];

	(void)state;
	add_choices("One", outcomes, 3);
	press('b');
	assert_int_equal(input->choice, 2);
	press('D');
	assert_int_equal(input->choice, 1);
	assert_int_equal(press('z'), INPUTS_OTHER);
	assert_int_equal(input->choice, 1);
	press(K_RIGHT);
	press(K_RIGHT);
	assert_int_equal(input->choice, 0);
	press(K_LEFT);
	assert_int_equal(input->choice, 2);
	press(K_HOME);
	assert_int_equal(input->choice, 0);
	press(K_END);
	assert_int_equal(input->choice, 2);
	press(' ');
	assert_int_equal(input->choice, 0);
}

/* None is chosen yet: each way leads to one. */
static void
chooses_from_none(void **state)
{
	static const struct {
		uint32_t key;
		int choice;
	} keys[] = {{K_RIGHT, 0}, {' ', 0}, {K_LEFT, 2}, {'a', 0}, {'b', 2}};

	(void)state;
	add_choices("One", outcomes, 3);
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		inputs.list[0].choice = -1;
		press(keys[i].key);
		assert_int_equal(inputs.list[0].choice, keys[i].choice);
	}
}

static void
chooses_of_many(void **state)
{
	struct input *input = &inputs.list[0];

	(void)state;
	add_choices("One", months, 8);
	press('j');
	assert_int_equal(input->choice, 5); /* the next after the first */
	press('j');
	assert_int_equal(input->choice, 6);
	press('J');
	assert_int_equal(input->choice, 0);
	press('a');
	assert_int_equal(input->choice, 3);
	press(0xe1); /* á: as it is folded */
	assert_int_equal(input->choice, 7);
}

/* --- errors --- */

static void
errors_go_with_a_change(void **state)
{
	(void)state;
	add("One", 1, 20, "x");
	add_choices("Two", outcomes, 3);
	input_error(&inputs.list[0], "Not so.");
	input_error(&inputs.list[1], "Neither.");
	press(K_LEFT);
	assert_string_equal(inputs.list[0].error, "Not so.");
	press(K_TAB);
	press('b');
	assert_string_equal(inputs.list[0].error, "Not so.");
	assert_string_equal(inputs.list[1].error, "");
	press(K_TAB);
	type("y");
	assert_string_equal(inputs.list[0].error, "");
}

/* Cut between characters. */
static void
long_errors(void **state)
{
	char text[512];
	size_t bad;

	(void)state;
	add("One", 1, 20, "x");
	for (size_t i = 0; i + 3 < sizeof(text); i += 3)
		memcpy(text + i, "夜", 4);
	input_error(&inputs.list[0], text);
	assert_in_range(strlen(inputs.list[0].error), 250, 255);
	assert_true(utf8_valid(
	    inputs.list[0].error, strlen(inputs.list[0].error), &bad));
}

/* --- looks --- */

static void
shows_fields(void **state)
{
	(void)state;
	add("Title", 2, 100, "Linen");
	add_choices("Decision", outcomes, 3);
	inputs.list[1].choice = 2;
	add_choices("Month", months, 8);
	add("Due", 1, 20, "fri")->columns = 10;
	snprintf(inputs.list[3].hint, 96, "Fri 27 November");
	expect_view(10, 8,
	    "Title       │ Linen\n"
	    "            │\n"
	    "\n"
	    "Decision    │   a adopt     d adapt   ▸ b abandon\n"
	    "\n"
	    "Month       │ January\n"
	    "\n"
	    "Due         │ fri         Fri 27 November\n"
	    "\n"
	    "\n"
	    "\n"
	    "cursor 0 19\n");
	press(K_TAB);
	press(K_TAB);
	/* With no room for air, and less than that: around the focus. */
	expect_view(5, 5,
	    "Title       │ Linen\n"
	    "            │\n"
	    "Decision    │   a adopt     d adapt   ▸ b abandon\n"
	    "Month       │ ← January →\n"
	    "Due         │ fri         Fri 27 November\n"
	    "\n"
	    "cursor 3 14\n");
	expect_view(2, 2,
	    "Decision    │   a adopt     d adapt   ▸ b abandon\n"
	    "Month       │ ← January →\n"
	    "\n"
	    "cursor 1 14\n");
}

static void
shows_errors(void **state)
{
	(void)state;
	add("Title", 1, 100, "");
	add("Due", 1, 20, "fri");
	input_error(&inputs.list[0],
	    "This is a long explanation of what is wrong with it, and it has "
	    "three lines of which two are shown here, no more");
	expect_view(6, 5,
	    "Title       │\n"
	    "              This is a long explanation of what is wrong\n"
	    "              with it, and it has three lines of which two …\n"
	    "\n"
	    "Due         │ fri\n"
	    "\n"
	    "\n"
	    "cursor 0 14\n");
}

/* A long text takes the rows that are left over, and no more. */
static void
grows(void **state)
{
	(void)state;
	add("Plan", 2, 500,
	    "a plan that takes a few rows of the form because it has so much "
	    "to say of what shall be done by whom and where and when");
	add("Aim", 1, 20, "");
	expect_view(8, 5,
	    "Plan        │ a plan that takes a few rows of the form\n"
	    "            │ because it has so much to say of what shall\n"
	    "            │ be done by whom and where and when\n"
	    "\n"
	    "Aim         │\n"
	    "\n"
	    "\n"
	    "\n"
	    "\n"
	    "cursor 2 48\n");
	expect_view(3, 3,
	    "Plan        │ because it has so much to say of what shall\n"
	    "            │ be done by whom and where and when\n"
	    "Aim         │\n"
	    "\n"
	    "cursor 1 48\n");
}

static void
counts_down(void **state)
{
	int used;
	char *page;

	(void)state;
	add("Plan", 2, 100, "");
	for (int i = 0; i < 100; i++)
		type("x");
	page = view(6, &used);
	assert_non_null(strstr(page, "room for 0 more characters"));
	free(page);
	type("x"); /* one too many */
	page = view(6, &used);
	assert_non_null(strstr(page, "It is full: 100 characters."));
	free(page);
	press(K_BACK);
	page = view(6, &used);
	assert_non_null(strstr(page, "room for 1 more character"));
	free(page);
}

#define TEST(name) cmocka_unit_test_teardown(name, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(on_and_back),
	    TEST(sends),
	    TEST(rows_first),
	    TEST(letters),
	    TEST(chooses),
	    TEST(chooses_from_none),
	    TEST(chooses_of_many),
	    TEST(errors_go_with_a_change),
	    TEST(long_errors),
	    TEST(shows_fields),
	    TEST(shows_errors),
	    TEST(grows),
	    TEST(counts_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
