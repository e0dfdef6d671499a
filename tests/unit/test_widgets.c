/*
 * List, dialog, toast, bar and clock: what keys do to them and how they look.
 * The editor has a file of its own.
 */
#include <string.h>

#include "tests/unit/unit.h"
#include "ui/layout.h"
#include "ui/widget.h"

static struct cells grid;

static void
fresh(int rows, int columns, bool ascii)
{
	cells_done(&grid);
	cells_init(&grid, rows, columns, ascii);
}

static int
teardown(void **state)
{
	(void)state;
	cells_done(&grid);
	return 0;
}

static void
assert_dump(const char *wanted)
{
	struct buf text = BUF_INIT;

	cells_dump(&grid, &text);
	assert_string_equal(buf_text(&text), wanted);
	buf_done(&text);
}

/* --- list --- */

static void
test_list_moves(void **state)
{
	static const struct {
		uint32_t key;
		int focus, top;
	} steps[] = {
	    {K_UP, 0, 0},
	    {'j', 1, 0},
	    {K_DOWN, 2, 0},
	    {'j', 3, 0},
	    {'j', 4, 1},
	    {'k', 3, 1},
	    {K_UP, 2, 1},
	    {'k', 1, 1},
	    {'k', 0, 0},
	    {K_PGDN, 3, 0},
	    {K_PGDN, 6, 3},
	    {K_PGUP, 3, 3},
	    {'G', 9, 6},
	    {K_DOWN, 9, 6},
	    {K_PGDN, 9, 6},
	    {'g', 0, 0},
	    {K_PGUP, 0, 0},
	    {K_END, 9, 6},
	    {K_HOME, 0, 0},
	};
	struct list list = {0};

	(void)state;
	list_set(&list, 10, 4);
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		assert_true(list_key(&list, steps[i].key));
		assert_int_equal(list.focus, steps[i].focus);
		assert_int_equal(list.top, steps[i].top);
	}
	assert_false(list_key(&list, 'x'));
	assert_false(list_key(&list, K_ENTER));
}

static void
test_list_fits(void **state)
{
	struct list list = {0};

	(void)state;
	list_set(&list, 0, 5);
	assert_true(list_key(&list, K_DOWN));
	assert_true(list_key(&list, K_END));
	assert_int_equal(list.focus, 0);
	assert_int_equal(list.top, 0);
	list_set(&list, 20, 5);
	list_key(&list, K_END);
	assert_int_equal(list.top, 15);
	list_set(&list, 20, 8); /* a taller window shows more above */
	assert_int_equal(list.top, 12);
	list_set(&list, 3, 8); /* rows went */
	assert_int_equal(list.focus, 2);
	assert_int_equal(list.top, 0);
	list_set(&list, -1, 0);
	assert_int_equal(list.focus, 0);
	assert_int_equal(list.page, 1);
}

/* The focus is always a row that there is, and visible. */
static void
test_list_random(void **state)
{
	static const uint32_t keys[] = {
	    'j', 'k', 'g', 'G', K_PGUP, K_PGDN, K_UP, K_DOWN, K_HOME, K_END};
	struct list list = {0};

	(void)state;
	for (int i = 0; i < 20000; i++) {
		if (unit_between(0, 9) == 0)
			list_set(
			    &list, unit_between(0, 30), unit_between(1, 12));
		list_key(&list, keys[unit_between(0, 9)]);
		if (list.count == 0) {
			assert_int_equal(list.focus, 0);
			continue;
		}
		assert_in_range(list.focus, 0, list.count - 1);
		assert_in_range(list.top, 0, list.focus);
		if (list.page > 0)
			assert_true(list.focus < list.top + list.page);
	}
}

/* --- dialog --- */

static struct dialog
question(void)
{
	struct dialog dialog;

	dialog_open(&dialog, 7, "End the huddle?",
	    "12 have checked in. Nothing that was noted is lost.");
	dialog_choice(&dialog, 'e', "end it");
	dialog_choice(&dialog, K_BACK, "go back one step");
	dialog_choice(&dialog, 'n', "go on");
	return dialog;
}

static void
test_dialog_look(void **state)
{
	struct dialog dialog = question();

	(void)state;
	fresh(13, 64, false);
	for (int row = 0; row < 13; row++)
		cells_fill(&grid, row, 0, 64, STYLE_NORMAL, "x");
	dialog_key(&dialog, K_DOWN);
	dialog_view(&dialog, &grid);
	assert_dump(
	    "\n"
	    "  ┌──────────────────────────────────────────────────────────┐\n"
	    "  │                                                          │\n"
	    "  │  End the huddle?                                         │\n"
	    "  │                                                          │\n"
	    "  │  12 have checked in. Nothing that was noted is lost.     │\n"
	    "  │                                                          │\n"
	    "  │    e          end it                                     │\n"
	    "  │  ▸ Backspace  go back one step                           │\n"
	    "  │    n          go on                                      │\n"
	    "  │                                                          │\n"
	    "  └──────────────────────────────────────────────────────────┘\n"
	    "\n");
	assert_int_equal(grid.cursor_row, 8);
	assert_int_equal(grid.cursor_column, 5);
	assert_int_equal(grid.at[8 * 64 + 18].style, STYLE_FOCUS);
	assert_int_equal(grid.at[7 * 64 + 18].style, STYLE_NORMAL);
}

static void
test_dialog_without_text(void **state)
{
	struct dialog dialog;

	(void)state;
	fresh(24, 80, true);
	dialog_open(&dialog, 1, "Leave?", "");
	dialog_choice(&dialog, 'y', "yes");
	dialog_view(&dialog, &grid);
	assert_string_equal(grid.at[8 * 80 + 10].text, "+");
	assert_string_equal(grid.at[10 * 80 + 13].text, "L");
	assert_string_equal(grid.at[12 * 80 + 13].text, ">");
	dialog_key(&dialog, 'y');
	assert_false(dialog.open);
	fresh(3, 10, false);
	dialog_view(&dialog, &grid); /* nothing once it is closed */
	assert_dump("\n\n\n");
}

static void
test_dialog_keys(void **state)
{
	static const struct {
		uint32_t keys[4];
		int chosen;
	} cases[] = {
	    {{'e'}, 0},
	    {{'E'}, 0},
	    {{K_BACK}, 1},
	    {{'n'}, 2},
	    {{K_ESC}, 2},
	    {{K_ENTER}, 0},
	    {{K_DOWN, K_ENTER}, 1},
	    {{K_TAB, K_RIGHT, K_ENTER}, 2},
	    {{K_TAB, K_TAB, K_TAB, K_ENTER}, 0},
	    {{K_UP, K_ENTER}, 2},
	    {{K_LEFT, K_BACKTAB, K_ENTER}, 1},
	    {{'x', 0x263A, K_ENTER}, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct dialog dialog = question();
		int chosen = -1;

		assert_int_equal(dialog.what, 7);
		for (int k = 0; k < 4 && cases[i].keys[k]; k++) {
			assert_int_equal(chosen, -1);
			assert_true(dialog.open);
			chosen = dialog_key(&dialog, cases[i].keys[k]);
		}
		assert_int_equal(chosen, cases[i].chosen);
		assert_false(dialog.open);
	}
}

static void
test_dialog_limits(void **state)
{
	struct dialog dialog;
	char text[2000];

	(void)state;
	memset(text, 'a', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	dialog_open(&dialog, 1, text, text);
	for (int i = 0; i < DIALOG_CHOICES + 3; i++)
		dialog_choice(&dialog, 'a' + (uint32_t)i, "answer");
	assert_int_equal(dialog.choice_count, DIALOG_CHOICES);
	assert_int_equal(strlen(dialog.title), sizeof(dialog.title) - 1);
	fresh(24, 80, false);
	dialog_view(&dialog, &grid);
	assert_in_range(grid.cursor_row, 12, 22);
	fresh(4, 20, false); /* where it does not fit it is clipped */
	dialog_view(&dialog, &grid);
	assert_in_range(grid.cursor_row, 0, 3);
}

/* --- toast, bar, clock --- */

static void
test_toast(void **state)
{
	struct toast toast = {.text = ""};
	char text[400];

	(void)state;
	fresh(24, 80, false);
	toast_view(&toast, &grid);
	assert_string_equal(grid.at[21 * 80 + 3].text, " ");
	toast_say(&toast, "Saved %d. Thank you.", 3);
	toast_view(&toast, &grid);
	assert_string_equal(grid.at[21 * 80 + 3].text, "S");
	assert_int_equal(grid.at[21 * 80 + 3].style, STYLE_BOLD);
	toast_alert(&toast, "Not saved.");
	toast_view(&toast, &grid);
	assert_string_equal(grid.at[21 * 80 + 3].text, "N");
	assert_string_equal(grid.at[21 * 80 + 14].text, " ");
	assert_int_equal(grid.at[21 * 80 + 3].style, STYLE_ALERT);
	memset(text, 'a', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	toast_say(&toast, "%s", text);
	toast_view(&toast, &grid);
	assert_string_equal(grid.at[21 * 80 + 76].text, SIGN_MORE);
	assert_string_equal(grid.at[21 * 80 + 77].text, " ");
	toast_clear(&toast);
	assert_string_equal(toast.text, "");
}

static void
test_bar(void **state)
{
	(void)state;
	fresh(8, 10, false);
	bar_view(&grid, 0, 0, 10, 0, 10);
	bar_view(&grid, 1, 0, 10, 7, 10);
	bar_view(&grid, 2, 0, 10, 10, 10);
	bar_view(&grid, 3, 0, 10, 99, 10);
	bar_view(&grid, 4, 0, 10, -5, 10);
	bar_view(&grid, 5, 0, 10, 3, 0);
	bar_view(&grid, 6, 2, 4, 1, 8); /* half a cell is rounded up */
	bar_view(&grid, 7, 2, 4, 1, 9);
	assert_dump("░░░░░░░░░░\n███████░░░\n██████████\n██████████\n"
	            "░░░░░░░░░░\n░░░░░░░░░░\n  █░░░\n  ░░░░\n");
	assert_int_equal(grid.at[10].style, STYLE_ACCENT);
	assert_int_equal(grid.at[19].style, STYLE_DIM);
}

static void
test_clock(void **state)
{
	static const struct {
		int seconds;
		const char *text;
	} cases[] = {{0, "0:00"}, {9, "0:09"}, {130, "2:10"}, {3599, "59:59"},
	    {3600, "1:00:00"}, {36061, "10:01:01"}, {-5, "0:00"}};
	char text[16];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		clock_text(cases[i].seconds, text);
		assert_string_equal(text, cases[i].text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_list_moves),
	    cmocka_unit_test(test_list_fits),
	    cmocka_unit_test(test_list_random),
	    cmocka_unit_test(test_dialog_look),
	    cmocka_unit_test(test_dialog_without_text),
	    cmocka_unit_test(test_dialog_keys),
	    cmocka_unit_test(test_dialog_limits),
	    cmocka_unit_test(test_toast),
	    cmocka_unit_test(test_bar),
	    cmocka_unit_test(test_clock),
	};

	return cmocka_run_group_tests(tests, NULL, teardown);
}
