/*
 * A field that takes text, by grapheme cluster: what looks like one character
 * is moved over and deleted as one. See widget.h.
 */
#include <stdlib.h>
#include <string.h>

#include "ui/widget.h"
#include "util/crypt.h"

void
editor_init(struct editor *editor, int max_characters, bool lines)
{
	*editor =
	    (struct editor){.max_characters = max_characters, .lines = lines};
	buf_init(&editor->text);
}

void
editor_done(struct editor *editor)
{
	if (editor->text.text)
		crypt_wipe(editor->text.text, editor->text.capacity);
	buf_done(&editor->text);
	editor->cursor = 0;
}

/* The cluster's edge at or behind `offset`. */
static size_t
edge_from(const struct editor *editor, size_t offset)
{
	size_t at = 0;
	int width;

	while (at < offset)
		at += utf8_cluster(
		    editor->text.text + at, editor->text.len - at, &width);
	return at;
}

static size_t
edge_before(const struct editor *editor, size_t offset)
{
	size_t at = 0, before = 0;
	int width;

	while (at < offset) {
		before = at;
		at += utf8_cluster(
		    editor->text.text + at, editor->text.len - at, &width);
	}
	return before;
}

static size_t
edge_after(const struct editor *editor, size_t offset)
{
	int width;

	if (offset >= editor->text.len)
		return offset;
	return offset + utf8_cluster(editor->text.text + offset,
	                    editor->text.len - offset, &width);
}

/* Puts `len` bytes in the place of what lies from `from` to `to`. */
static void
replace(struct editor *editor, size_t from, size_t to, const char *bytes,
    size_t len)
{
	struct buf text = BUF_INIT;

	buf_add_bytes(&text, buf_text(&editor->text), from);
	buf_add_bytes(&text, bytes, len);
	buf_add_bytes(
	    &text, buf_text(&editor->text) + to, editor->text.len - to);
	editor_done(editor);
	editor->text = text;
	/* What stands together now may have become one cluster. */
	editor->cursor = edge_from(editor, from + len);
}

void
editor_set(struct editor *editor, const char *text)
{
	struct buf clean = BUF_INIT;

	utf8_clean(&clean, text, strlen(text));
	editor_done(editor);
	editor->text = clean;
	editor->cursor = clean.len;
	editor->full = false;
}

static bool
insert(struct editor *editor, uint32_t key)
{
	char bytes[4];
	size_t count;

	if (!key_is_character(key))
		return false;
	count = utf8_count(buf_text(&editor->text));
	if (count >= (size_t)editor->max_characters)
		editor->full = true;
	else
		replace(editor, editor->cursor, editor->cursor, bytes,
		    utf8_put(bytes, key));
	return true;
}

/* Where the line that begins at `start` ends: the next one's start. */
static size_t
line_end(const struct editor *editor, size_t start, int columns)
{
	const char *text = buf_text(&editor->text);
	const char *rest;

	if (!editor->lines)
		return editor->text.len;
	utf8_wrap(text + start, columns, &rest);
	return (size_t)(rest - text);
}

/* One column is kept free for the cursor behind the last character. */
static int
wrap_columns(int columns)
{
	return columns > 3 ? columns - 1 : 2;
}

static int
width_between(const struct editor *editor, size_t from, size_t to)
{
	int sum = 0, width;

	while (from < to) {
		from += utf8_cluster(
		    editor->text.text + from, editor->text.len - from, &width);
		sum += width;
	}
	return sum;
}

/* The row of the cursor; the starts of its line and of the one before. */
static int
find_row(
    const struct editor *editor, int columns, size_t *before, size_t *start)
{
	size_t end;
	int row = 0;

	*before = *start = 0;
	while ((end = line_end(editor, *start, columns)) <= editor->cursor &&
	       end < editor->text.len) {
		*before = *start;
		*start = end;
		row++;
	}
	return row;
}

/* Puts the cursor on the line at `start`, as near to `column` as it gets. */
static void
to_column(struct editor *editor, size_t start, int columns, int column)
{
	size_t end = line_end(editor, start, columns);
	size_t last = end < editor->text.len ? edge_before(editor, end) : end;
	size_t at = start;

	while (at < last &&
	       width_between(editor, start, edge_after(editor, at)) <= column)
		at = edge_after(editor, at);
	/* A row may begin with the mark of a space that ended the last. */
	editor->cursor = edge_from(editor, at);
}

static void
move_row(struct editor *editor, int columns, bool down)
{
	size_t before, start, end;
	int row, column;

	columns = wrap_columns(columns);
	row = find_row(editor, columns, &before, &start);
	end = line_end(editor, start, columns);
	column = width_between(editor, start, editor->cursor);
	if (down && end < editor->text.len)
		to_column(editor, end, columns, column);
	else if (!down && row > 0)
		to_column(editor, before, columns, column);
}

/* The start of the word before the cursor. */
static size_t
word_before(const struct editor *editor)
{
	const char *text = buf_text(&editor->text);
	size_t at = editor->cursor;

	while (at > 0 && text[at - 1] == ' ')
		at--;
	while (at > 0 && text[at - 1] != ' ')
		at--;
	return edge_from(editor, at);
}

/* Keys that take text away: from where to where. */
static bool
delete_key(struct editor *editor, uint32_t key)
{
	size_t from = editor->cursor, to = editor->cursor;

	switch (key) {
	case K_BACK:
		from = edge_before(editor, from);
		break;
	case K_DEL:
		to = edge_after(editor, to);
		break;
	case K_CONTROL('U'):
		from = 0;
		break;
	case K_CONTROL('K'):
		to = editor->text.len;
		break;
	case K_CONTROL('W'):
		from = word_before(editor);
		break;
	default:
		return false;
	}
	if (from < to)
		replace(editor, from, to, "", 0);
	return true;
}

bool
editor_key(struct editor *editor, uint32_t key, int columns)
{
	editor->full = false;
	switch (key) {
	case K_LEFT:
		editor->cursor = edge_before(editor, editor->cursor);
		return true;
	case K_RIGHT:
		editor->cursor = edge_after(editor, editor->cursor);
		return true;
	case K_HOME:
	case K_CONTROL('A'):
		editor->cursor = 0;
		return true;
	case K_END:
	case K_CONTROL('E'):
		editor->cursor = editor->text.len;
		return true;
	case K_UP:
	case K_DOWN:
		if (editor->lines)
			move_row(editor, columns, key == K_DOWN);
		return editor->lines;
	default:
		return delete_key(editor, key) || insert(editor, key);
	}
}

/* Draws the bytes of one row. */
static void
view_row(const struct editor *editor, struct cells *cells, int row, int column,
    int columns, size_t from, size_t to)
{
	struct buf line = BUF_INIT;

	while (to > from && editor->text.text[to - 1] == ' ')
		to--;
	buf_add_bytes(&line, buf_text(&editor->text) + from, to - from);
	cells_text(cells, row, column, columns, STYLE_NORMAL, buf_text(&line));
	if (line.text)
		crypt_wipe(line.text, line.capacity);
	buf_done(&line);
}

/* A single line moves to the left until the cursor is in sight. */
static void
view_line(const struct editor *editor, struct cells *cells, int row, int column,
    int columns)
{
	size_t from = 0;
	int behind;

	while (
	    (behind = width_between(editor, from, editor->cursor)) >= columns)
		from = edge_after(editor, from);
	view_row(editor, cells, row, column, columns, from, editor->text.len);
	cells_cursor(cells, row, column + behind);
}

void
editor_view(const struct editor *editor, struct cells *cells, int row,
    int column, int columns, int rows)
{
	size_t before, start, at = 0;
	int wrap = wrap_columns(columns), behind, cursor_row, top;

	if (!editor->lines) {
		view_line(editor, cells, row, column, columns);
		return;
	}
	cursor_row = find_row(editor, wrap, &before, &start);
	top = cursor_row < rows ? 0 : cursor_row - rows + 1;
	for (int line = 0; line < top + rows; line++) {
		size_t end = line_end(editor, at, wrap);

		if (line >= top)
			view_row(editor, cells, row + line - top, column,
			    columns, at, end);
		if (end >= editor->text.len)
			break;
		at = end;
	}
	/* Spaces at a break take no room, so the cursor waits at the edge. */
	behind = width_between(editor, start, editor->cursor);
	cells_cursor(cells, row + cursor_row - top,
	    column + (behind < columns ? behind : columns - 1));
}
