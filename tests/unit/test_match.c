/*
 * Marking matches: the right cells of what cells_text() and cells_wrap() have
 * drawn, whatever the letters, and nothing but their style.
 */
#include <stdlib.h>
#include <string.h>

#include "tests/unit/unit.h"
#include "ui/parts_match.h"

#define ROWS 4
#define COLUMNS 24

static struct cells grid;

static int
setup(void **state)
{
	(void)state;
	cells_init(&grid, ROWS, COLUMNS, false);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	cells_done(&grid);
	return 0;
}

/* The marks of a row: '#' in a match, '.' elsewhere. */
static void
assert_marks(int row, const char *wanted)
{
	char found[COLUMNS + 1] = "";

	for (int i = 0; i < COLUMNS; i++)
		found[i] =
		    grid.at[row * COLUMNS + i].style == STYLE_MATCH ? '#' : '.';
	assert_string_equal(found, wanted);
}

static void
line(int columns, const char *text, const char *needle)
{
	cells_clear(&grid);
	cells_text(&grid, 1, 2, columns, STYLE_NORMAL, text);
	match_style(&grid, 1, 2, columns, text, needle);
	assert_marks(0, "........................");
	assert_marks(2, "........................");
}

static void
lines(void **state)
{
	(void)state;
	line(20, "Linen runs out", "run");
	assert_marks(1, "........###.............");
	line(20, "Linen runs out", "LIN");
	assert_marks(1, "..###...................");
	line(20, "Linen runs out", "n");
	assert_marks(1, "....#.#...#.............");
	line(20, "Linen runs out", "n r");
	assert_marks(1, "......###...............");
	line(20, "Linen runs out", "");
	assert_marks(1, "........................");
	line(20, "Linen runs out", "runes");
	assert_marks(1, "........................");
	line(-1, "aaaaa", "aa"); /* one behind the other */
	assert_marks(1, "..####..................");
}

/* Marks and width: composed, decomposed, two columns, letters that fold into
 * two, what is not printable. */
static void
letters(void **state)
{
	(void)state;
	line(20, "Ren\xc3\xa9 helps", "RENE");
	assert_marks(1, "..####..................");
	line(20, "Rene\xcc\x81 helps", "ren\xc3\xa9");
	assert_marks(1, "..####..................");
	line(20, "Rene\xcc\x81 helps", "e h");
	assert_marks(1, ".....###................");
	line(20, "\xe5\xa4\x9c\xe7\x8f\xad night", "\xe7\x8f\xad");
	assert_marks(1, "....##..................");
	line(20, "\xe5\xa4\x9c\xe7\x8f\xad night", "nig");
	assert_marks(1, ".......###..............");
	line(20,
	    "Stra\xc3\x9f"
	    "e frei",
	    "ss");
	assert_marks(1, "......#.................");
	line(20,
	    "Stra\xc3\x9f"
	    "e frei",
	    "sse f");
	assert_marks(1, "......####..............");
	line(20,
	    "a\x01\xff"
	    "bc",
	    "bc");
	assert_marks(1, ".....##.................");
	line(20, "\xcc\x81lone", "lone");
	assert_int_equal(grid.at[COLUMNS + 5].style, STYLE_MATCH);
}

/* What is cut off is not marked behind the edge. */
static void
cut(void **state)
{
	(void)state;
	line(8, "Linen runs out", "runs");
	assert_marks(1, "........##..............");
	line(4, "Linen runs out", "out");
	assert_marks(1, "........................");
	line(5, "abcd\xe5\xa4\x9c", "\xe5\xa4\x9c");
	assert_marks(1, "......#.................");
	line(-1, "a long text that goes on to the edge", "go");
	assert_marks(1, "...................##...");
}

static void
wrapped(void **state)
{
	const char *text = "Linen runs out before noon, again";

	(void)state;
	cells_clear(&grid);
	cells_wrap(&grid, 0, 1, 11, 3, STYLE_NORMAL, text);
	match_wrap(&grid, 0, 1, 11, 3, text, "out before");
	assert_marks(0, "........................"); /* Linen runs */
	assert_marks(1, ".##########.............");
	cells_clear(&grid);
	cells_wrap(&grid, 0, 1, 11, 3, STYLE_NORMAL, text);
	match_wrap(&grid, 0, 1, 11, 3, text, "runs out");
	assert_marks(0, ".......####.............");
	assert_marks(1, ".###....................");
	match_wrap(&grid, 0, 1, 11, 3, text, "again");
	assert_marks(2, ".......#####............");
	assert_marks(3, "........................");
	cells_clear(&grid);
	cells_wrap(&grid, 0, 0, 20, 3, STYLE_NORMAL, "one two\ntwo three\ntwo");
	match_wrap(&grid, 0, 0, 20, 3, "one two\ntwo three\ntwo", "two");
	assert_marks(0, "....###.................");
	assert_marks(1, "###.....................");
	assert_marks(2, "###.....................");
	match_wrap(&grid, 0, 0, 1, 3, "one", "o"); /* no room: nothing */
	assert_marks(3, "........................");
}

/* Only styles change, and where any two texts match, something is marked. */
static void
random_texts(void **state)
{
	static const char *const pieces[] = {"a", "b", " ", "\xc3\xa9",
	    "e\xcc\x81", "\xe5\xa4\x9c", "\xc3\x9f", "s", "E", "\xcc\x88"};

	(void)state;
	for (int n = 0; n < 2000; n++) {
		struct buf text = BUF_INIT, needle = BUF_INIT;
		struct buf before = BUF_INIT, after = BUF_INIT;
		int marked = 0;

		for (int i = unit_between(0, 10); i > 0; i--)
			buf_add(&text, pieces[unit_between(0, 9)]);
		for (int i = unit_between(0, 2); i > 0; i--)
			buf_add(&needle, pieces[unit_between(0, 8)]);
		cells_clear(&grid);
		cells_text(&grid, 1, 0, -1, STYLE_NORMAL, buf_text(&text));
		cells_dump(&grid, &before);
		match_style(
		    &grid, 1, 0, -1, buf_text(&text), buf_text(&needle));
		cells_dump(&grid, &after);
		for (int i = 0; i < COLUMNS; i++)
			marked += grid.at[COLUMNS + i].style == STYLE_MATCH;
		assert_string_equal(buf_text(&before), buf_text(&after));
		assert_int_equal(
		    marked > 0, match_text(buf_text(&text), buf_text(&needle)));
		buf_done(&text);
		buf_done(&needle);
		buf_done(&before);
		buf_done(&after);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(lines),
	    cmocka_unit_test(letters),
	    cmocka_unit_test(cut),
	    cmocka_unit_test(wrapped),
	    cmocka_unit_test(random_texts),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
