/*
 * Header, footer, dates and stops of the one grid.
 */
#include <string.h>

#include "tests/unit/unit.h"
#include "ui/layout.h"

static struct cells grid;

static void
fresh(int rows, int columns)
{
	cells_done(&grid);
	cells_init(&grid, rows, columns, false);
}

static int
teardown(void **state)
{
	(void)state;
	cells_done(&grid);
	return 0;
}

static void
assert_row(int row, const char *wanted)
{
	struct buf text = BUF_INIT;
	const char *line;

	cells_dump(&grid, &text);
	line = buf_text(&text);
	for (int i = 0; i < row; i++)
		line = strchr(line, '\n') + 1;
	text.text[strcspn(line, "\n") + (size_t)(line - text.text)] = '\0';
	assert_string_equal(line, wanted);
	buf_done(&text);
}

#define DASHES_19 "───────────────────"
#define RULE "  " DASHES_19 DASHES_19 DASHES_19 DASHES_19

static void
test_header(void **state)
{
	(void)state;
	fresh(24, 80);
	layout_header(&grid, "4 West", "Tue 24 November · day", "07:02");
	assert_row(0, "   4 West                                     "
	              "Tue 24 November · day     07:02");
	assert_row(1, RULE);
	assert_int_equal(grid.at[3].style, STYLE_BOLD);
	assert_int_equal(grid.at[80 + 2].style, STYLE_DIM);
	assert_string_equal(grid.at[80 + 77].text, SIGN_RULE);
	assert_string_equal(grid.at[80 + 78].text, " ");
	fresh(24, 80);
	layout_header(&grid, "Help", NULL, NULL);
	assert_row(0, "   Help");
	/* A long title gives way, what stands at the right does not. */
	fresh(24, 80);
	layout_header(&grid,
	    "A unit with a name that is far too long for any door plate, said "
	    "everyone",
	    NULL, "07:02");
	assert_row(0, "   A unit with a name that is far too long for any door "
	              "plate, sai…     07:02");
}

static const struct binding bindings[] = {
    {.keys = {'c'}, .command = 1, .place = PLACE_FOOTER, .label = "check in"},
    {.keys = {'x'}, .command = 2, .place = PLACE_HELP},
    {.modes = 1,
        .keys = {'h'},
        .command = 3,
        .place = PLACE_FOOTER,
        .label = "huddle"},
    {.modes = 2,
        .keys = {'y'},
        .command = 4,
        .place = PLACE_FOOTER,
        .label = "not now"},
    {.keys = {K_ESC, 'q'},
        .command = 6,
        .place = PLACE_FOOTER,
        .label = "leave"},
    {.keys = {'z'},
        .command = 7,
        .place = PLACE_FOOTER,
        .label = "a label for which there is no room"},
    {.keys = {'w'}, .command = 8, .place = PLACE_FOOTER, .label = "w"},
};
static const struct keymap keymap = {"test", bindings, 7};

static void
test_footer(void **state)
{
	(void)state;
	fresh(24, 80);
	/* What Esc does is there however much there is. */
	layout_footer(&grid, &keymap, 1);
	assert_row(21, "");
	assert_row(22, RULE);
	assert_row(23, "   c check in  h huddle                          "
	               "Esc leave  ! support  ? more");
	assert_int_equal(grid.at[23 * 80 + 3].style, STYLE_ACCENT);
	assert_int_equal(grid.at[23 * 80 + 5].style, STYLE_NORMAL);
	/* Typing: only keys that are no characters. */
	fresh(24, 80);
	layout_footer(&grid, &keymap, 2 | KEYMAP_TYPING);
	assert_row(23,
	    "   Esc leave                                             "
	    "F2 support   F1 help");
	/* There is room for all. */
	fresh(24, 120);
	layout_footer(&grid, &keymap, 1);
	assert_row(23, "   c check in   h huddle   Esc leave   z a label for "
	               "which there is no room   w w                  "
	               "! support   ? help");
}

/* The page that leads to all others: support makes room for its keys. */
static void
test_footer_home(void **state)
{
	(void)state;
	fresh(24, 80);
	layout_footer_home(&grid, &keymap, 1);
	assert_row(21, "                                                       "
	               "             ! support");
	assert_row(22, RULE);
	assert_row(23, "   c check in   h huddle   Esc leave                   "
	               "                ? more");
	fresh(24, 120);
	layout_footer_home(&grid, &keymap, 0);
	assert_row(21, "");
	assert_row(23, "   c check in   Esc leave   z a label for whi"
	               "ch there is no room   w w          "
	               "                   ! support   ? help");
}

/* Keys that fit closer together are all there. */
static void
test_footer_closer(void **state)
{
	static const struct binding keys[] = {
	    {.keys = {'a'},
	        .command = 1,
	        .place = PLACE_FOOTER,
	        .label = "a label of twenty-two."},
	    {.keys = {K_ESC},
	        .command = 2,
	        .place = PLACE_FOOTER,
	        .label = "leave"},
	    {.keys = {'z'},
	        .command = 3,
	        .place = PLACE_FOOTER,
	        .label = "sixteen of them!"},
	};
	static const struct keymap close = {"test", keys, 3};

	(void)state;
	fresh(24, 80);
	layout_footer(&grid, &close, 0);
	assert_row(23, "   a a label of twenty-two.  Esc leave  "
	               "z sixteen of them!  ! support  ? help");
}

static void
test_stops(void **state)
{
	(void)state;
	fresh(24, 80);
	assert_int_equal(layout_bottom(&grid), 20);
	assert_int_equal(layout_right(&grid), 77);
	assert_false(layout_wide(&grid));
	fresh(40, 119);
	assert_int_equal(layout_bottom(&grid), 36);
	assert_int_equal(layout_right(&grid), 116);
	assert_false(layout_wide(&grid));
	fresh(40, 120);
	assert_true(layout_wide(&grid));
	assert_int_equal(layout_right(&grid), 77);
	assert_int_equal(layout_second(&grid), 83);
}

static void
test_date(void **state)
{
	struct facts facts = {.wall = {.day = date_from_ymd(2026, 11, 24)}};
	char text[64];

	(void)state;
	layout_date(&facts, facts.wall.day, text);
	assert_string_equal(text, "Tue 24 November");
	layout_date(&facts, date_from_ymd(2026, 1, 4), text);
	assert_string_equal(text, "Sun 4 January");
	layout_date(&facts, date_from_ymd(2025, 12, 31), text);
	assert_string_equal(text, "Wed 31 December 2025");
}

static void
test_too_small(void **state)
{
	(void)state;
	for (int rows = 1; rows < 24; rows++)
		for (int columns = 1; columns < 80; columns += 3) {
			fresh(rows, columns);
			cells_text(&grid, 0, 0, -1, STYLE_ALERT, "old");
			layout_too_small(&grid);
			assert_in_range(grid.cursor_row, 0, rows - 1);
			assert_in_range(grid.cursor_column, 0, columns - 1);
		}
	fresh(10, 60);
	layout_too_small(&grid);
	assert_row(4, "   The window is 60 by 10.");
	assert_row(5, "   It needs 80 by 24; nothing is lost.");
	assert_int_equal(grid.cursor_row, 4);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_header),
	    cmocka_unit_test(test_footer),
	    cmocka_unit_test(test_footer_home),
	    cmocka_unit_test(test_footer_closer),
	    cmocka_unit_test(test_stops),
	    cmocka_unit_test(test_date),
	    cmocka_unit_test(test_too_small),
	};

	return cmocka_run_group_tests(tests, NULL, teardown);
}
