/*
 * From folded text back to the cells it came from. See parts_match.h.
 */
#include "ui/parts_match.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "util/mem.h"

/* A text folded cluster by cluster: which one each folded byte came from. */
struct folded {
	struct buf text;
	size_t *from; /* by byte of `text`: where its cluster begins */
	size_t known; /* bytes that `from` has room for */
};

static void
fold_cluster(struct buf *out, struct buf *one, const char *text, size_t len)
{
	char plain = (char)tolower((unsigned char)text[0]);

	/* Most text is ASCII, and this runs at every key. */
	if (len == 1 && (unsigned char)text[0] < 0x80) {
		buf_add_bytes(out, &plain, 1);
		return;
	}
	buf_clear(one);
	buf_add_bytes(one, text, len);
	utf8_fold(out, buf_text(one));
}

static void
fold(struct folded *out, const char *text)
{
	struct buf one = BUF_INIT;
	size_t len = strlen(text), at = 0;
	int width;

	while (at < len) {
		size_t bytes = utf8_cluster(text + at, len - at, &width);
		size_t before = out->text.len;

		fold_cluster(&out->text, &one, text + at, bytes);
		while (out->known < out->text.len) {
			out->known = out->known * 2 + 64;
			out->from =
			    mem_grow(out->from, out->known, sizeof(*out->from));
		}
		for (size_t i = before; i < out->text.len; i++)
			out->from[i] = at;
		at += bytes;
	}
	buf_done(&one);
}

/* A mark for each byte of `text` that lies in a match; NULL if none does. */
static bool *
find_marks(const char *text, const char *needle)
{
	struct folded folded = {.from = NULL};
	struct buf wanted = BUF_INIT;
	bool *marks = NULL;
	const char *at;
	int width;

	utf8_fold(&wanted, needle);
	if (wanted.len > 0)
		fold(&folded, text);
	at = buf_text(&folded.text);
	while (folded.from && (at = strstr(at, wanted.text))) {
		size_t begin = (size_t)(at - folded.text.text);
		size_t from = folded.from[begin];
		size_t last = folded.from[begin + wanted.len - 1];
		size_t end = last + utf8_cluster(text + last,
		                        strlen(text + last), &width);

		if (!marks)
			marks = mem_new(strlen(text) + 1, sizeof(*marks));
		for (size_t i = from; i < end; i++)
			marks[i] = true;
		at += wanted.len;
	}
	free(folded.from);
	buf_done(&folded.text);
	buf_done(&wanted);
	return marks;
}

/* One drawn line of `len` bytes, cut off at `columns` (-1: at the edge). */
static void
style_line(struct cells *cells, int row, int column, int columns,
    const char *text, size_t len, const bool *marks)
{
	int limit = columns < 0 ? cells->columns : column + columns;
	int width;

	for (size_t at = 0; at < len && column < limit;) {
		size_t bytes = utf8_cluster(text + at, len - at, &width);
		int room = limit - column;

		if (marks[at])
			cells_style(cells, row, column,
			    width < room ? width : room, STYLE_MATCH);
		column += width;
		at += bytes;
	}
}

bool
match_text(const char *text, const char *needle)
{
	struct buf folded = BUF_INIT, wanted = BUF_INIT;
	bool found;

	utf8_fold(&wanted, needle);
	utf8_fold(&folded, text);
	found =
	    wanted.len > 0 && strstr(buf_text(&folded), wanted.text) != NULL;
	buf_done(&folded);
	buf_done(&wanted);
	return found;
}

void
match_style(struct cells *cells, int row, int column, int columns,
    const char *text, const char *needle)
{
	struct buf clean = BUF_INIT;
	bool *marks = NULL;

	if (needle[0] != '\0') {
		utf8_clean(&clean, text, strlen(text));
		marks = find_marks(buf_text(&clean), needle);
	}
	if (marks)
		style_line(
		    cells, row, column, columns, clean.text, clean.len, marks);
	free(marks);
	buf_done(&clean);
}

/* The lines of a paragraph, as cells_wrap() breaks them; how many they are. */
static int
wrap_paragraph(struct cells *cells, int row, int column, int columns, int rows,
    const char *text, const bool *marks)
{
	const char *at = text;
	int lines = 0;

	do {
		const char *rest;
		size_t len = utf8_wrap(at, columns, &rest);

		if (lines == rows - 1)
			len = strlen(at);
		if (marks)
			style_line(cells, row + lines, column, columns, at, len,
			    marks + (at - text));
		lines++;
		at = rest;
	} while (*at != '\0' && lines < rows);
	return lines;
}

void
match_wrap(struct cells *cells, int row, int column, int columns, int rows,
    const char *text, const char *needle)
{
	struct buf clean = BUF_INIT;
	int lines = 0;

	if (columns < 2 || needle[0] == '\0')
		return;
	while (*text != '\0' && lines < rows) {
		size_t len = strcspn(text, "\n");
		bool *marks;

		buf_clear(&clean);
		utf8_clean(&clean, text, len);
		marks = find_marks(buf_text(&clean), needle);
		lines += wrap_paragraph(cells, row + lines, column, columns,
		    rows - lines, buf_text(&clean), marks);
		free(marks);
		text += len + (text[len] == '\n');
	}
	buf_done(&clean);
}
