/*
 * The piece that shows what was found in a text: brackets and the style of a
 * match over exactly the words that were found, wrapped or wide, in any area.
 */
#include <stdbool.h>
#include <string.h>

#include "ui/parts_identify.h"
#include "unit.h"

#define ROWS 12
#define COLUMNS 60

struct page {
	struct facts facts;
	struct check check;
	struct cells cells;
};

/* A text checked and shown in an area of so many columns and rows. */
static void
show(struct page *page, const char *text, int columns, int rows)
{
	struct area area = {0, 0, columns, rows};

	*page = (struct page){.check = {.count = 0}};
	cells_init(&page->cells, ROWS, COLUMNS, false);
	check_text(&page->check, &page->facts, text, false);
	check_view(&page->check, &page->cells, &area, text);
	assert_in_range(area.rows, 0, rows);
	assert_int_equal(area.row + area.rows, rows);
}

/* The page's first rows, and below each '^' where the style is a match. */
static void
expect(struct page *page, int rows, const char *expected)
{
	struct buf told = BUF_INIT;

	for (int row = 0; row < rows; row++) {
		for (int column = 0; column < 24; column++)
			buf_add(
			    &told, page->cells.at[row * COLUMNS + column].text);
		buf_add(&told, "\n");
		for (int column = 0; column < 24; column++)
			buf_add(&told,
			    page->cells.at[row * COLUMNS + column].style ==
			            STYLE_MATCH
			        ? "^"
			        : ".");
		buf_add(&told, "\n");
	}
	assert_string_equal(buf_text(&told), expected);
	buf_done(&told);
	cells_done(&page->cells);
}

static void
brackets(void **state)
{
	struct page page;

	(void)state;
	show(&page, "in bed 4, José", 24, ROWS);
	expect(&page, 1,
	    "in [bed 4], [José]      \n"
	    "...^^^^^^^..^^^^^^......\n");
}

static void
over_two_lines(void **state)
{
	struct page page;

	(void)state;
	show(&page, "all night long in room 12 again", 24, ROWS);
	expect(&page, 2,
	    "all night long in [room \n"
	    "..................^^^^^.\n"
	    "12] again               \n"
	    "^^^.....................\n");
}

static void
wide_letters(void **state)
{
	struct page page;

	(void)state;
	show(&page, "夜勤 bed 4", 24, ROWS);
	expect(&page, 1,
	    "夜勤 [bed 4]            \n"
	    ".....^^^^^^^............\n");
}

/* Each kind once, each of its words once, below the text. */
static void
kinds_below(void **state)
{
	struct buf shown = BUF_INIT;
	struct page page;

	(void)state;
	show(&page, "bed 4, room 7, bed 4 and Maria", COLUMNS, ROWS);
	cells_dump(&page.cells, &shown);
	assert_non_null(strstr(buf_text(&shown),
	    "\n\na bed or a room           bed 4, room 7\n"
	    "a person's name           Maria\n"));
	buf_done(&shown);
	cells_done(&page.cells);
}

static void
small_areas(void **state)
{
	const char *text = "bed 4, room 7, MRN 00412345, DOB 3/14/52 and Maria "
	                   "with 555-210-4417, all of them at once";

	(void)state;
	for (int rows = 0; rows <= ROWS; rows++)
		for (int columns = 2; columns <= COLUMNS; columns++) {
			struct page page;

			show(&page, text, columns, rows);
			for (int row = rows; row < ROWS; row++)
				assert_string_equal(
				    page.cells.at[row * COLUMNS].text, " ");
			cells_done(&page.cells);
		}
}

static void
nothing_found(void **state)
{
	struct page page;

	(void)state;
	show(&page, "Linen runs out", 24, ROWS);
	assert_int_equal(page.check.count, 0);
	expect(&page, 1,
	    "Linen runs out          \n"
	    "........................\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(brackets),
	    cmocka_unit_test(over_two_lines),
	    cmocka_unit_test(wide_letters),
	    cmocka_unit_test(kinds_below),
	    cmocka_unit_test(small_areas),
	    cmocka_unit_test(nothing_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
