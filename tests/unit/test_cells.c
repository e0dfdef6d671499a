/*
 * The grid of cells: what is written into it can be read as text, whatever it
 * was; nothing leaves its place or the grid.
 */
#include <string.h>

#include "tests/unit/unit.h"
#include "ui/cells.h"

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

/* Halves of wide clusters stand in pairs; no cell is empty or wild. */
static void
assert_sound(void)
{
	for (int row = 0; row < grid.rows; row++)
		for (int column = 0; column < grid.columns; column++) {
			const struct cell *cell =
			    &grid.at[row * grid.columns + column];
			size_t len = strlen(cell->text);

			assert_true(cell->style < STYLES);
			assert_true(cell->width <= 2);
			assert_true(utf8_valid(cell->text, len, NULL));
			assert_int_equal(cell->width == 0, len == 0);
			if (cell->width == 0)
				assert_int_equal(cell[-1].width, 2);
			if (cell->width == 2) {
				assert_in_range(column, 0, grid.columns - 2);
				assert_int_equal(cell[1].width, 0);
			}
		}
	assert_in_range(grid.cursor_row, 0, grid.rows - 1);
	assert_in_range(grid.cursor_column, 0, grid.columns - 1);
}

static void
test_text_and_end(void **state)
{
	(void)state;
	fresh(2, 12, false);
	assert_int_equal(cells_text(&grid, 0, 1, -1, STYLE_BOLD, "one"), 4);
	assert_int_equal(
	    cells_printf(&grid, 1, 0, STYLE_NORMAL, "%d of %d", 3, 14), 7);
	assert_dump(" one\n3 of 14\n");
	assert_int_equal(grid.at[1].style, STYLE_BOLD);
	assert_int_equal(grid.at[4].style, STYLE_NORMAL);
}

static void
test_cut(void **state)
{
	(void)state;
	fresh(6, 8, false);
	assert_int_equal(cells_text(&grid, 0, 0, 4, STYLE_NORMAL, "abcd"), 4);
	assert_int_equal(cells_text(&grid, 1, 0, 4, STYLE_NORMAL, "abcde"), 4);
	assert_int_equal(
	    cells_text(&grid, 2, 2, -1, STYLE_NORMAL, "abcdefgh"), 8);
	/* Where a wide cluster does not fit there is no half of it. */
	assert_int_equal(cells_text(&grid, 3, 0, 4, STYLE_NORMAL, "漢字漢"), 4);
	assert_int_equal(cells_text(&grid, 4, 0, 0, STYLE_NORMAL, "abc"), 0);
	assert_int_equal(cells_text(&grid, 5, 9, -1, STYLE_NORMAL, "abc"), 8);
	assert_dump("abcd\nabc…\n  abcde…\n漢 …\n\n       …\n");
	assert_sound();
}

static void
test_outside(void **state)
{
	(void)state;
	fresh(2, 6, false);
	cells_text(&grid, -1, 0, -1, STYLE_NORMAL, "above");
	cells_text(&grid, 2, 0, -1, STYLE_NORMAL, "below");
	cells_text(&grid, 0, -3, -1, STYLE_NORMAL, "abcdef");
	cells_right(&grid, 1, 4, STYLE_NORMAL, "123456");
	cells_fill(&grid, 1, 4, 100, STYLE_NORMAL, "-");
	cells_fill(&grid, 7, -4, 100, STYLE_NORMAL, "-");
	cells_blank(&grid, -5, -5, 5, 100);
	cells_style(&grid, 0, -5, 100, STYLE_DIM);
	cells_style(&grid, 9, 0, 1, STYLE_DIM);
	cells_cursor(&grid, 99, -99);
	assert_dump("def\n3456--\n");
	assert_int_equal(grid.at[5].style, STYLE_DIM);
	assert_int_equal(grid.at[6].style, STYLE_NORMAL);
	assert_int_equal(grid.cursor_row, 1);
	assert_int_equal(grid.cursor_column, 0);
	assert_sound();
}

static void
test_wide_overwritten(void **state)
{
	(void)state;
	fresh(4, 6, false);
	for (int row = 0; row < 4; row++)
		cells_text(&grid, row, 0, -1, STYLE_NORMAL, "漢字漢");
	cells_text(&grid, 0, 1, -1, STYLE_NORMAL, "x");
	cells_text(&grid, 1, 2, -1, STYLE_NORMAL, "x");
	cells_text(&grid, 2, 1, 2, STYLE_NORMAL, "語");
	cells_fill(&grid, 3, 1, 4, STYLE_NORMAL, "-");
	assert_dump(" x字漢\n漢x 漢\n 語 漢\n ----\n");
	assert_sound();
}

static void
test_wide_at_edge(void **state)
{
	(void)state;
	fresh(2, 5, false);
	cells_text(&grid, 0, 4, -1, STYLE_NORMAL, "漢");
	cells_text(&grid, 1, -1, -1, STYLE_NORMAL, "漢字");
	assert_dump("    …\n 字\n");
	assert_sound();
}

static void
test_combining(void **state)
{
	struct buf pile = BUF_INIT;

	(void)state;
	fresh(1, 8, false);
	cells_text(&grid, 0, 0, -1, STYLE_NORMAL, "e\xCC\x81t\xCC\xA3\xCC\x87");
	assert_dump("e\xCC\x81t\xCC\xA3\xCC\x87\n");
	assert_int_equal(grid.at[0].width, 1);
	/* A pile of marks is cut between two of them. */
	buf_add(&pile, "e");
	for (int i = 0; i < 60; i++)
		buf_add(&pile, "\xCC\x81");
	fresh(1, 8, false);
	cells_text(&grid, 0, 0, -1, STYLE_NORMAL, buf_text(&pile));
	buf_done(&pile);
	assert_in_range(strlen(grid.at[0].text), 3, UTF8_CLUSTER_MAX);
	assert_sound();
	/* A mark with nothing below it takes no place. */
	fresh(1, 8, false);
	assert_int_equal(
	    cells_text(&grid, 0, 0, -1, STYLE_NORMAL, "\xCC\x81"), 0);
	assert_sound();
}

static void
test_unsafe_text(void **state)
{
	(void)state;
	fresh(7, 12, false);
	cells_text(&grid, 0, 0, -1, STYLE_NORMAL, "a\033[2Jb");
	cells_text(&grid, 1, 0, -1, STYLE_NORMAL,
	    "a\xC2\x9B"
	    "2Jb");
	cells_text(&grid, 2, 0, -1, STYLE_NORMAL,
	    "a\xE2\x80\xAE"
	    "b");
	cells_text(&grid, 3, 0, -1, STYLE_NORMAL, "a\xff\xc3");
	cells_text(&grid, 4, 0, -1, STYLE_NORMAL, "a\tb\nc");
	cells_text(&grid, 5, 0, -1, STYLE_NORMAL, "a\xE2\x80\x8B\x7f");
	cells_right(&grid, 6, 12, STYLE_NORMAL, "a\nb");
	assert_dump("a\uFFFD[2Jb\na\uFFFD2Jb\na\uFFFDb\na\uFFFD\uFFFD\n"
	            "a\uFFFDb\uFFFDc\na\uFFFD\uFFFD\n         a\uFFFDb\n");
	assert_sound();
}

static void
test_ascii(void **state)
{
	(void)state;
	fresh(4, 20, true);
	cells_text(&grid, 0, 0, -1, STYLE_NORMAL,
	    SIGN_FOCUS SIGN_RULE SIGN_WALL SIGN_FULL SIGN_EMPTY SIGN_DONE
	        SIGN_DOT SIGN_MORE SIGN_TOP_LEFT);
	cells_text(&grid, 1, 0, -1, STYLE_NORMAL, "Ñandú, Ærø, e\xCC\x81 “x”");
	cells_text(&grid, 2, 0, -1, STYLE_NORMAL,
	    "a漢b½c\xF0\x9F\x98\x80"
	    "d");
	cells_text(&grid, 3, 0, 4, STYLE_NORMAL, "naïveté");
	assert_dump(">-|#.*-~+\nNandu, Aro, e \"x\"\na? b?c? d\nnai~\n");
	for (int i = 0; i < grid.rows * grid.columns; i++)
		assert_true((unsigned char)grid.at[i].text[0] < 0x80);
	assert_sound();
}

static void
test_wrap(void **state)
{
	(void)state;
	fresh(8, 12, false);
	assert_int_equal(
	    cells_wrap(&grid, 0, 1, 8, 3, STYLE_NORMAL, "one two three four"),
	    3);
	assert_int_equal(
	    cells_wrap(&grid, 3, 0, 6, 2, STYLE_NORMAL, "one two three"), 2);
	assert_int_equal(
	    cells_wrap(&grid, 5, 0, 9, 3, STYLE_NORMAL, "one\n\ntwo"), 3);
	assert_dump(" one two\n three\n four\none\ntwo t…\none\n\ntwo\n");
	assert_int_equal(cells_wrap(&grid, 0, 0, 9, 0, STYLE_NORMAL, "x"), 0);
	assert_int_equal(cells_wrap(&grid, 0, 0, 1, 5, STYLE_NORMAL, "x"), 0);
	assert_int_equal(cells_wrap(&grid, 0, 0, 9, 5, STYLE_NORMAL, ""), 0);
	assert_sound();
}

/* What no longer fits is told, also where a paragraph ends just there. */
static void
test_wrap_tells_of_the_rest(void **state)
{
	(void)state;
	fresh(4, 12, false);
	cells_wrap(&grid, 0, 0, 10, 2, STYLE_NORMAL, "one\ntwo\nthree");
	cells_wrap(&grid, 2, 0, 10, 2, STYLE_NORMAL, "one\ntwo\n");
	assert_dump("one\ntwo…\none\ntwo\n");
}

static void
test_clear_and_blank(void **state)
{
	(void)state;
	fresh(3, 5, false);
	cells_fill(&grid, 0, 0, 5, STYLE_ACCENT, SIGN_FULL);
	cells_fill(&grid, 1, 0, 5, STYLE_ACCENT, SIGN_FULL);
	cells_fill(&grid, 2, 0, 5, STYLE_ACCENT, SIGN_FULL);
	cells_blank(&grid, 1, 1, 1, 3);
	assert_dump("█████\n█   █\n█████\n");
	assert_int_equal(grid.at[6].style, STYLE_NORMAL);
	cells_cursor(&grid, 2, 2);
	cells_clear(&grid);
	assert_dump("\n\n\n");
	assert_int_equal(grid.cursor_row, 0);
	assert_int_equal(grid.cursor_column, 0);
}

/* Anything at all, anywhere: the grid stays sound, and both forms of it have
 * the same widths. */
static void
test_random(void **state)
{
	static const char *const pieces[] = {"a", " ", "é", "漢", "e\xCC\x81",
	    "\xCC\x81", "\033", "\xff", "\n", "…",
	    "\xF0\x9F\x91\xA9\xE2\x80\x8D\xE2\x9A\x95\xEF\xB8\x8F",
	    "\xF0\x9F\x87\xAA\xF0\x9F\x87\xB8", "\xE1\x84\x80\xE1\x85\xA1",
	    "\xEF\xAC\x81"};

	(void)state;
	for (int i = 0; i < 3000; i++) {
		int rows = unit_between(1, 6), columns = unit_between(1, 20);
		int row = unit_between(-2, 7), at = unit_between(-5, 25);
		int width = unit_between(-1, 25), end[2];
		struct buf text = BUF_INIT;

		for (int n = unit_between(0, 12); n > 0; n--)
			buf_add(&text, pieces[unit_between(0, 13)]);
		for (int ascii = 0; ascii < 2; ascii++) {
			fresh(rows, columns, ascii);
			cells_fill(&grid, row, at, width, STYLE_DIM, SIGN_RULE);
			end[ascii] = cells_text(
			    &grid, row, at, width, STYLE_BOLD, buf_text(&text));
			cells_right(
			    &grid, row, at, STYLE_BOLD, buf_text(&text));
			cells_wrap(&grid, row, at, width, rows, STYLE_BOLD,
			    buf_text(&text));
			cells_cursor(&grid, row, at);
			assert_sound();
		}
		assert_int_equal(end[0], end[1]);
		buf_done(&text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_text_and_end),
	    cmocka_unit_test(test_cut),
	    cmocka_unit_test(test_outside),
	    cmocka_unit_test(test_wide_overwritten),
	    cmocka_unit_test(test_wide_at_edge),
	    cmocka_unit_test(test_combining),
	    cmocka_unit_test(test_unsafe_text),
	    cmocka_unit_test(test_ascii),
	    cmocka_unit_test(test_wrap),
	    cmocka_unit_test(test_wrap_tells_of_the_rest),
	    cmocka_unit_test(test_clear_and_blank),
	    cmocka_unit_test(test_random),
	};

	return cmocka_run_group_tests(tests, NULL, teardown);
}
