/*
 * The editor: what looks like one character is one, wherever the cursor goes
 * and whatever is typed.
 */
#include <string.h>

#include "tests/unit/unit.h"
#include "ui/widget.h"
#include "util/mem.h"

#define COLUMNS 12 /* of its box: 11 for text, 1 for the cursor */
#define ACUTE "\xCC\x81"
#define SPAIN "\xF0\x9F\x87\xAA\xF0\x9F\x87\xB8"
#define NURSE "\xF0\x9F\x91\xA9" /* without what joins */

static void
type(struct editor *editor, const char *text)
{
	size_t len = strlen(text);
	uint32_t code;

	while (len > 0) {
		size_t bytes = utf8_next(text, len, &code);

		assert_true(editor_key(editor, code, COLUMNS));
		text += bytes;
		len -= bytes;
	}
}

static void
press(struct editor *editor, uint32_t key, int times)
{
	while (times-- > 0)
		assert_true(editor_key(editor, key, COLUMNS));
}

/* The text with a | where the cursor stands. */
static void
assert_editor(const struct editor *editor, const char *wanted)
{
	struct buf text = BUF_INIT;

	buf_add_bytes(&text, buf_text(&editor->text), editor->cursor);
	buf_add(&text, "|");
	buf_add(&text, buf_text(&editor->text) + editor->cursor);
	assert_string_equal(buf_text(&text), wanted);
	buf_done(&text);
}

static void
assert_view(const struct editor *editor, int rows, int row, int column,
    const char *wanted)
{
	struct cells cells;
	struct buf text = BUF_INIT;

	cells_init(&cells, rows + 2, COLUMNS + 2, false);
	editor_view(editor, &cells, 1, 1, COLUMNS, rows);
	cells_dump(&cells, &text);
	assert_string_equal(buf_text(&text), wanted);
	assert_int_equal(cells.cursor_row, row + 1);
	assert_int_equal(cells.cursor_column, column + 1);
	buf_done(&text);
	cells_done(&cells);
}

static void
test_typing(void **state)
{
	struct editor editor;

	(void)state;
	editor_init(&editor, 100, false);
	assert_editor(&editor, "|");
	assert_string_equal(buf_text(&editor.text), "");
	type(&editor, "lift 3");
	press(&editor, K_LEFT, 2);
	type(&editor, "s");
	assert_editor(&editor, "lifts| 3");
	press(&editor, K_HOME, 1);
	type(&editor, "The ");
	press(&editor, K_END, 1);
	assert_editor(&editor, "The lifts 3|");
	press(&editor, K_LEFT, 99);
	assert_editor(&editor, "|The lifts 3");
	press(&editor, K_RIGHT, 99);
	assert_editor(&editor, "The lifts 3|");
	editor_done(&editor);
}

static void
test_deleting(void **state)
{
	struct editor editor;

	(void)state;
	editor_init(&editor, 100, false);
	type(&editor, "one two  three");
	press(&editor, K_CONTROL('W'), 1);
	assert_editor(&editor, "one two  |");
	press(&editor, K_CONTROL('W'), 1);
	assert_editor(&editor, "one |");
	type(&editor, "more");
	press(&editor, K_CONTROL('A'), 1);
	press(&editor, K_DEL, 1);
	press(&editor, K_BACK, 5);
	assert_editor(&editor, "|ne more");
	press(&editor, K_RIGHT, 3);
	press(&editor, K_CONTROL('K'), 1);
	assert_editor(&editor, "ne |");
	press(&editor, K_DEL, 1);
	press(&editor, K_LEFT, 1);
	press(&editor, K_CONTROL('U'), 1);
	assert_editor(&editor, "| ");
	press(&editor, K_CONTROL('E'), 1);
	press(&editor, K_CONTROL('W'), 2);
	assert_editor(&editor, "|");
	editor_done(&editor);
}

static void
test_clusters(void **state)
{
	struct editor editor;

	(void)state;
	editor_init(&editor, 100, false);
	type(&editor, "e" ACUTE ACUTE "漢" SPAIN "n");
	press(&editor, K_LEFT, 2);
	assert_editor(&editor, "e" ACUTE ACUTE "漢|" SPAIN "n");
	press(&editor, K_LEFT, 1);
	assert_editor(&editor, "e" ACUTE ACUTE "|漢" SPAIN "n");
	press(&editor, K_BACK, 1);
	assert_editor(&editor, "|漢" SPAIN "n");
	press(&editor, K_RIGHT, 1);
	press(&editor, K_DEL, 1);
	assert_editor(&editor, "漢|n");
	editor_done(&editor);
}

/* What an edit brings together becomes one, and the cursor stays outside. */
static void
test_clusters_merge(void **state)
{
	struct editor editor;

	(void)state;
	editor_init(&editor, 100, false);
	type(&editor, ACUTE "x");
	press(&editor, K_HOME, 1);
	type(&editor, "e");
	assert_editor(&editor, "e" ACUTE "|x");
	editor_set(&editor, "ab");
	press(&editor, K_LEFT, 1);
	type(&editor, ACUTE);
	assert_editor(&editor, "a" ACUTE "|b");
	/* The mark joined what stood before it: both go together. */
	press(&editor, K_BACK, 1);
	assert_editor(&editor, "|b");
	/* Between two flags' halves another half turns the pairs around. */
	editor_set(&editor, SPAIN SPAIN);
	press(&editor, K_HOME, 1);
	type(&editor, "\xF0\x9F\x87\xAA");
	assert_editor(
	    &editor, "\xF0\x9F\x87\xAA\xF0\x9F\x87\xAA|\xF0\x9F\x87\xB8" SPAIN);
	editor_done(&editor);
}

static void
test_full(void **state)
{
	struct editor editor;

	(void)state;
	editor_init(&editor, 5, false);
	type(&editor, "漢é"
	              "e" ACUTE "b");
	assert_false(editor.full);
	type(&editor, "c");
	assert_true(editor.full);
	assert_editor(&editor, "漢é"
	                       "e" ACUTE "b|");
	press(&editor, K_LEFT, 1);
	assert_false(editor.full);
	press(&editor, K_DEL, 1);
	type(&editor, "d");
	assert_false(editor.full);
	assert_editor(&editor, "漢é"
	                       "e" ACUTE "d|");
	editor_done(&editor);
}

/* Keys that are the screen's, and what is never text. */
static void
test_other_keys(void **state)
{
	static const uint32_t others[] = {K_ENTER, K_ESC, K_TAB, K_BACKTAB,
	    K_PGUP, K_PGDN, K_F1, K_F2, K_CONTROL('L'), 0x9b, 0x202e, 0x200b,
	    0xfeff, 0xd800, 0x10ffff, K_NONE};
	struct editor editor;

	(void)state;
	editor_init(&editor, 100, false);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		assert_false(editor_key(&editor, others[i], COLUMNS));
	/* A single line leaves up and down to the screen. */
	assert_false(editor_key(&editor, K_UP, COLUMNS));
	assert_false(editor_key(&editor, K_DOWN, COLUMNS));
	assert_editor(&editor, "|");
	editor_done(&editor);
}

static void
test_set_cleans(void **state)
{
	struct editor editor;

	(void)state;
	editor_init(&editor, 100, true);
	editor_set(&editor, "a\033[2J\xff");
	assert_editor(&editor, "a\uFFFD[2J\uFFFD|");
	editor_set(&editor, "");
	assert_editor(&editor, "|");
	editor_done(&editor);
}

static void
test_line_view(void **state)
{
	struct editor editor;

	(void)state;
	editor_init(&editor, 100, false);
	assert_view(&editor, 1, 0, 0, "\n\n\n");
	type(&editor, "hello ");
	assert_view(&editor, 1, 0, 6, "\n hello\n\n");
	/* It moves so that the cursor stays in sight. */
	type(&editor, "漢字世界");
	assert_view(&editor, 1, 0, 11, "\n lo 漢字世界\n\n");
	press(&editor, K_HOME, 1);
	assert_view(&editor, 1, 0, 0, "\n hello 漢字 …\n\n");
	editor_done(&editor);
}

static void
test_rows_view(void **state)
{
	struct editor editor;

	(void)state;
	editor_init(&editor, 100, true);
	type(&editor, "one two three four five");
	assert_view(&editor, 4, 2, 4, "\n one two\n three four\n five\n\n\n");
	/* Fewer rows: the last ones, with the cursor. */
	assert_view(&editor, 2, 1, 4, "\n three four\n five\n\n");
	press(&editor, K_HOME, 1);
	assert_view(&editor, 2, 0, 0, "\n one two\n three four\n\n");
	/* A long word is broken, a full row leaves room for the cursor. */
	editor_set(&editor, "abcdefghijklmn");
	assert_view(&editor, 2, 1, 3, "\n abcdefghijk\n lmn\n\n");
	editor_set(&editor, "abcdefghijk");
	assert_view(&editor, 2, 0, 11, "\n abcdefghijk\n\n\n");
	/* Spaces beyond the edge do not take the cursor with them. */
	type(&editor, "    ");
	assert_view(&editor, 2, 0, 11, "\n abcdefghijk\n\n\n");
	type(&editor, "z");
	assert_view(&editor, 2, 1, 1, "\n abcdefghijk\n z\n\n");
	editor_done(&editor);
}

static void
test_up_and_down(void **state)
{
	struct editor editor;

	(void)state;
	editor_init(&editor, 100, true);
	type(&editor, "one two three four five");
	press(&editor, K_UP, 1);
	assert_editor(&editor, "one two thre|e four five");
	press(&editor, K_UP, 1);
	assert_editor(&editor, "one |two three four five");
	press(&editor, K_UP, 1); /* already on the first */
	assert_editor(&editor, "one |two three four five");
	press(&editor, K_DOWN, 2);
	assert_editor(&editor, "one two three four five|");
	press(&editor, K_DOWN, 1);
	assert_editor(&editor, "one two three four five|");
	/* To a shorter row: its end, still on that row. */
	editor_set(&editor, "three four one two three four");
	assert_view(
	    &editor, 3, 2, 10, "\n three four\n one two\n three four\n\n");
	press(&editor, K_UP, 1);
	assert_view(
	    &editor, 3, 1, 7, "\n three four\n one two\n three four\n\n");
	/* Over wide characters: not into the middle of one. */
	editor_set(&editor, "漢字世界人 abcdefghijk");
	press(&editor, K_LEFT, 4);
	press(&editor, K_UP, 1);
	assert_editor(&editor, "漢字世|界人 abcdefghijk");
	editor_done(&editor);
}

/* 20,000 keys of any kind: the text stays valid and within its limit, the
 * cursor on a cluster's edge and inside its box. */
static void
test_random(void **state)
{
	static const uint32_t keys[] = {'a', 'b', ' ', ' ', 0xe9, 0x6f22, 0x301,
	    0x323, 0x1f1ea, 0x1f1f8, 0x1f469, 0x1f3fd, 0xfe0f, 0x1100, 0x1161,
	    0xe33, K_LEFT, K_RIGHT, K_UP, K_DOWN, K_HOME, K_END, K_BACK, K_DEL,
	    K_CONTROL('W'), K_CONTROL('U'), K_CONTROL('K'), K_CONTROL('A'),
	    K_CONTROL('E')};
	struct editor editor;
	struct cells cells;

	(void)state;
	editor_init(&editor, 60, true);
	cells_init(&cells, 10, 30, false);
	for (int i = 0; i < 20000; i++) {
		int columns = unit_between(4, 28), rows = unit_between(1, 8);
		int last = unit_between(0, 7) ? 23 : 28;
		size_t at = 0;
		int width;

		editor.lines = unit_between(0, 3) != 0;
		editor_key(&editor, keys[unit_between(0, last)], columns);
		assert_true(
		    utf8_valid(buf_text(&editor.text), editor.text.len, NULL));
		assert_true(utf8_count(buf_text(&editor.text)) <= 60);
		while (at < editor.cursor)
			at += utf8_cluster(editor.text.text + at,
			    editor.text.len - at, &width);
		assert_int_equal(at, editor.cursor);
		cells_clear(&cells);
		editor_view(&editor, &cells, 1, 1, columns, rows);
		assert_in_range(cells.cursor_row, 1, rows);
		assert_in_range(cells.cursor_column, 1, columns);
		/* Nothing is drawn beside the box. */
		for (int row = 0; row < 10; row++)
			if (row == 0 || row > rows)
				assert_string_equal(
				    cells.at[row * 30 + 1].text, " ");
			else
				assert_string_equal(
				    cells.at[row * 30 + columns + 1].text, " ");
	}
	cells_done(&cells);
	editor_done(&editor);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_typing),
	    cmocka_unit_test(test_deleting),
	    cmocka_unit_test(test_clusters),
	    cmocka_unit_test(test_clusters_merge),
	    cmocka_unit_test(test_full),
	    cmocka_unit_test(test_other_keys),
	    cmocka_unit_test(test_set_cleans),
	    cmocka_unit_test(test_line_view),
	    cmocka_unit_test(test_rows_view),
	    cmocka_unit_test(test_up_and_down),
	    cmocka_unit_test(test_random),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
