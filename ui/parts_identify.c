/*
 * What in a text could show somebody, pointed at: brackets around the words,
 * which a reader sees without colour, in ASCII and aloud, and a line a kind.
 */
#include "ui/parts_identify.h"

#include <stdlib.h>
#include <string.h>

#include "util/i18n.h"
#include "util/mem.h"

#define KIND_STOP 26
#define KIND_ROWS 2 /* of what was found of a kind */

int
check_text(struct check *check, const struct facts *facts, const char *text,
    bool names_are_fine)
{
	struct finding found[FINDINGS_MAX];
	size_t at = 0;
	int count;

	check->count = 0;
	do { /* a long list of thanks must not hide the bed behind it */
		size_t from = at;

		count = identify(
		    text + from, facts->people, facts->person_count, found);
		for (int i = 0; i < count; i++) {
			found[i].from += from;
			at = found[i].from + found[i].len;
			if (check->count < FINDINGS_MAX &&
			    (found[i].kind != IDENTIFY_PERSON ||
			        !names_are_fine))
				check->findings[check->count++] = found[i];
		}
	} while (count == FINDINGS_MAX && check->count < FINDINGS_MAX);
	return check->count;
}

/* The text with its brackets; where they stand comes into `marked`, in bytes
 * of it. */
static void
bracket(const struct check *check, const char *text, struct buf *out,
    struct finding marked[FINDINGS_MAX])
{
	size_t at = 0;

	for (int i = 0; i < check->count; i++) {
		const struct finding *finding = &check->findings[i];

		buf_add_bytes(out, text + at, finding->from - at);
		marked[i] =
		    (struct finding){finding->kind, out->len, finding->len + 2};
		buf_add(out, "[");
		buf_add_bytes(out, text + finding->from, finding->len);
		buf_add(out, "]");
		at = finding->from + finding->len;
	}
	buf_add(out, text + at);
}

/* Columns of the first `len` bytes. */
static int
columns_of(const char *text, size_t len)
{
	char *copy = mem_copy_bytes(text, len);
	int columns = utf8_width(copy);

	free(copy);
	return columns;
}

/* The part of what is marked that lies in this line, from `from` to `to`. */
static void
emphasize(const struct finding *marked, struct cells *cells,
    const struct area *area, const char *text, size_t from, size_t to)
{
	size_t first = marked->from > from ? marked->from : from;
	size_t last = marked->from + marked->len;
	int column;

	if (last > to)
		last = to;
	if (first >= last)
		return;
	column = columns_of(text + from, first - from);
	cells_style(cells, area->row, area->column + column,
	    columns_of(text + first, last - first), STYLE_MATCH);
}

/* Line by line, since a stretch in brackets may go over several. */
static void
view_text(const struct check *check, struct cells *cells, struct area *area,
    const char *text)
{
	struct finding marked[FINDINGS_MAX];
	struct buf whole = BUF_INIT;
	const char *at, *rest;

	bracket(check, text, &whole, marked);
	for (at = buf_text(&whole); *at && area->rows > 0; at = rest) {
		size_t len = utf8_wrap(at, area->columns, &rest);
		size_t from = (size_t)(at - whole.text);
		char *line = mem_copy_bytes(at, len);

		cells_text(cells, area->row, area->column, area->columns,
		    STYLE_NORMAL, line);
		for (int i = 0; i < check->count; i++)
			emphasize(&marked[i], cells, area, whole.text, from,
			    from + len);
		free(line);
		area_skip(area, 1);
	}
	buf_done(&whole);
}

/* True if the same words were found before. */
static bool
is_told(const struct check *check, const char *text, int index)
{
	const struct finding *finding = &check->findings[index];

	for (int i = 0; i < index; i++)
		if (check->findings[i].len == finding->len &&
		    memcmp(text + check->findings[i].from, text + finding->from,
		        finding->len) == 0)
			return true;
	return false;
}

/* "room 412, bed 3" */
static void
list_kind(const struct check *check, const char *text, enum identify_kind kind,
    struct buf *out)
{
	for (int i = 0; i < check->count; i++) {
		const struct finding *finding = &check->findings[i];

		if (finding->kind != kind || is_told(check, text, i))
			continue;
		if (out->len > 0)
			buf_add(out, ", ");
		buf_add_bytes(out, text + finding->from, finding->len);
	}
}

/* A kind with its words beside it; below it where that is too narrow. */
static void
view_kind(struct cells *cells, struct area *area, enum identify_kind kind,
    const char *list)
{
	int stop = area->columns < TABLE_COLUMNS ? 0 : KIND_STOP;
	struct area words = *area;

	words.column += stop;
	words.columns -= stop;
	if (stop)
		cells_text(cells, area->row, area->column, KIND_STOP - 2,
		    STYLE_DIM, _(identify_titles[kind]));
	else
		area_line(cells, &words, STYLE_DIM, _(identify_titles[kind]));
	area_wrap(cells, &words, KIND_ROWS, STYLE_BOLD, list);
	area_skip(area, words.row - area->row);
}

static void
view_kinds(const struct check *check, struct cells *cells, struct area *area,
    const char *text)
{
	for (int kind = 0; kind < IDENTIFY_KINDS && area->rows > 0; kind++) {
		struct buf list = BUF_INIT;

		list_kind(check, text, (enum identify_kind)kind, &list);
		if (list.len > 0)
			view_kind(cells, area, (enum identify_kind)kind,
			    buf_text(&list));
		buf_done(&list);
	}
}

/* Rows that the kinds take at most below the text, with the empty one. */
static int
kinds_rows(const struct check *check)
{
	bool any[IDENTIFY_KINDS] = {false};
	int rows = 1;

	for (int i = 0; i < check->count; i++) {
		rows += !any[check->findings[i].kind];
		any[check->findings[i].kind] = true;
	}
	return rows;
}

void
check_view(const struct check *check, struct cells *cells, struct area *area,
    const char *text)
{
	struct area above = *area;

	above.rows -= kinds_rows(check);
	view_text(check, cells, &above, text);
	area_skip(area, above.row - area->row);
	if (area->rows > 0)
		area_skip(area, 1);
	view_kinds(check, cells, area, text);
}
