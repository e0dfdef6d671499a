/*
 * What is longer than the page: a text that scrolls by rows, pages that are
 * nothing else, and a list whose entries take several rows.
 */
#include <stdlib.h>
#include <string.h>

#include "ui/parts.h"
#include "util/i18n.h"
#include "util/mem.h"

/* --- a text --- */

static void
scroll_fit(struct scroll *scroll)
{
	if (scroll->top > scroll->count - scroll->page)
		scroll->top = scroll->count - scroll->page;
	if (scroll->top < 0)
		scroll->top = 0;
}

bool
scroll_key(struct scroll *scroll, uint32_t key)
{
	int page = scroll->page > 2 ? scroll->page - 2 : 1;

	switch (key) {
	case 'j':
	case K_DOWN:
		scroll->top++;
		break;
	case 'k':
	case K_UP:
		scroll->top--;
		break;
	case K_PGDN:
	case ' ':
		scroll->top += page;
		break;
	case K_PGUP:
		scroll->top -= page;
		break;
	case 'g':
	case K_HOME:
		scroll->top = 0;
		break;
	case 'G':
	case K_END:
		scroll->top = scroll->count;
		break;
	default:
		return false;
	}
	scroll_fit(scroll);
	return true;
}

/* Rows of a page that was drawn aside, from the `skip`th on. */
static void
copy_rows(struct cells *cells, const struct area *area,
    const struct cells *page, int skip)
{
	for (int row = 0; row < area->rows && skip + row < page->rows; row++) {
		size_t from = (size_t)(skip + row) * (size_t)page->columns;
		size_t to = (size_t)(area->row + row) * (size_t)cells->columns +
		            (size_t)area->column;

		memcpy(&cells->at[to], &page->at[from],
		    (size_t)page->columns * sizeof(*page->at));
	}
}

/* On the row below the area, which belongs to messages. */
static void
say_more(struct cells *cells, const struct area *area, bool letters)
{
	cells_right(cells, area->row + area->rows, area->column + area->columns,
	    STYLE_DIM,
	    letters ? _("more below: j or PgDn") : _("more below: PgDn"));
}

void
scroll_view(struct scroll *scroll, struct cells *cells, const struct area *area,
    const void *data,
    void (*draw)(struct cells *cells, struct area *area, const void *data))
{
	struct cells page;
	int top;

	scroll->page = area->rows;
	cells_init(&page, area->rows, area->columns, cells->ascii);
	/* What is above or below the page is clipped. It may have become
	 * shorter: then it is drawn again, from further up. */
	do {
		struct area whole = {
		    -scroll->top, 0, area->columns, SCROLL_ROWS};

		top = scroll->top;
		cells_clear(&page);
		draw(&page, &whole, data);
		scroll->count = whole.row + top;
		scroll_fit(scroll);
	} while (scroll->top != top);
	copy_rows(cells, area, &page, 0);
	if (scroll->top + scroll->page < scroll->count)
		say_more(cells, area, true);
	cells_done(&page);
}

/* Where the line begins that is so many behind this one. */
static const char *
line_after(const char *at, int lines)
{
	while (lines-- > 0 && *at) {
		at += strcspn(at, "\n");
		at += *at == '\n';
	}
	return at;
}

static int
count_lines(const char *text)
{
	int lines = 0;

	for (; *text; text = line_after(text, 1))
		lines++;
	return lines;
}

void
scroll_text(struct scroll *scroll, struct cells *cells, const struct area *area,
    const char *text)
{
	scroll->count = count_lines(text);
	scroll->page = area->rows;
	scroll_fit(scroll);
	text = line_after(text, scroll->top);
	for (int row = 0; row < area->rows && *text; row++) {
		size_t len = strcspn(text, "\n");
		char *line = mem_copy_bytes(text, len);

		cells_text(cells, area->row + row, area->column, area->columns,
		    STYLE_NORMAL, line);
		free(line);
		text = line_after(text, 1);
	}
	if (scroll->top + scroll->page < scroll->count)
		say_more(cells, area, true);
}

/* --- a page aside --- */

void
aside_init(void *model, const struct facts *facts)
{
	(void)facts;
	((struct aside *)model)->scroll =
	    mem_new(1, sizeof(*((struct aside *)model)->scroll));
}

void
aside_done(void *model)
{
	free(((struct aside *)model)->scroll);
}

void
aside_update(void *model, const struct facts *facts, const struct event *event,
    struct effects *effects)
{
	(void)facts;
	if (event->kind == EVENT_IDLE ||
	    (event->kind == EVENT_KEY && event->command == ASIDE_LEAVE))
		effects_add(effects, EFFECT_BACK);
	else if (event->kind == EVENT_KEY)
		scroll_key(((struct aside *)model)->scroll, event->key);
}

int
aside_idle(const void *model, const struct facts *facts)
{
	(void)model;
	return idle_aside_seconds(facts);
}

/* --- a list of entries --- */

/* An entry longer than the page is read to its end before the next one has the
 * focus, and to its beginning before the one before. */
static bool
reads_on(struct reader *reader, uint32_t key)
{
	int page = reader->rows > 2 ? reader->rows - 2 : 1;

	if ((key == 'j' || key == K_DOWN || key == K_PGDN) &&
	    reader->below > 0) {
		reader->skip += reader->below < page ? reader->below : page;
		return true;
	}
	if ((key == 'k' || key == K_UP || key == K_PGUP) &&
	    reader->top == reader->focus && reader->skip > 0) {
		reader->skip -= reader->skip < page ? reader->skip : page;
		return true;
	}
	return false;
}

bool
reader_key(struct reader *reader, uint32_t key)
{
	struct list list = {.count = reader->count,
	    .focus = reader->focus,
	    .page = reader->shown};

	if (reader->arrows && key_is_character(key))
		return false;
	if (reads_on(reader, key))
		return true;
	if (!list_key(&list, key))
		return false;
	reader->focus = list.focus;
	return true;
}

static int
entry_rows(const struct entries *entries, const struct area *area, int index)
{
	return entries->rows(entries->data, area->columns, index);
}

/* Rows from the top of the page to the end of an entry. */
static int
rows_to(const struct reader *reader, const struct entries *entries,
    const struct area *area, int index)
{
	int used = -reader->skip;

	for (int i = reader->top; i <= index; i++)
		used += entry_rows(entries, area, i);
	return used;
}

/* Where the page begins so that the focused entry is on it: where it did if
 * that will do, else as far up as whole entries fit above the focused one.
 * Only entries on the page are ever measured. */
static void
reader_fit(struct reader *reader, const struct entries *entries,
    const struct area *area)
{
	int used;

	if (reader->focus == reader->top) {
		used = entry_rows(entries, area, reader->top) - area->rows;
		if (reader->skip > used)
			reader->skip = used > 0 ? used : 0;
		return;
	}
	if (reader->focus > reader->top &&
	    reader->focus - reader->top <= area->rows &&
	    rows_to(reader, entries, area, reader->focus) <= area->rows)
		return;
	used = entry_rows(entries, area, reader->focus);
	if (reader->focus > reader->top)
		for (reader->top = reader->focus; reader->top > 0;
		     reader->top--) {
			used += entry_rows(entries, area, reader->top - 1);
			if (used > area->rows)
				break;
		}
	else
		reader->top = reader->focus;
	reader->skip = 0;
}

/* How far the page reaches: the entry behind the last one of which something
 * is on it, and the rows of them all. */
static int
reader_reach(struct reader *reader, const struct entries *entries,
    const struct area *area, int *rows)
{
	int index = reader->top;

	reader->shown = reader->below = *rows = 0;
	for (; index < reader->count && *rows - reader->skip < area->rows;
	     index++) {
		*rows += entry_rows(entries, area, index);
		if (*rows - reader->skip <= area->rows)
			reader->shown++;
		else if (index == reader->focus)
			reader->below = *rows - reader->skip - area->rows;
	}
	return index;
}

void
reader_view(struct reader *reader, struct cells *cells, const struct area *area,
    int count, const struct entries *entries)
{
	struct area whole = {0, 0, area->columns, 0};
	struct cells page;
	int end, row;

	reader->count = count;
	reader->rows = area->rows;
	if (reader->focus >= count)
		reader->focus = count > 0 ? count - 1 : 0;
	if (reader->top >= count)
		reader->top = reader->skip = 0;
	if (count == 0 || area->rows < 1)
		return;
	reader_fit(reader, entries, area);
	end = reader_reach(reader, entries, area, &whole.rows);
	cells_init(&page, whole.rows, area->columns, cells->ascii);
	for (int i = reader->top; i < end; i++) {
		if (i == reader->focus)
			cells_cursor(&page, whole.row, 0);
		entries->draw(
		    &page, &whole, entries->data, i, i == reader->focus);
	}
	copy_rows(cells, area, &page, reader->skip);
	/* Of an entry that begins above the page the cursor stands at what is
	 * visible of it. */
	row = page.cursor_row - reader->skip;
	cells_cursor(cells, area->row + (row > 0 ? row : 0),
	    area->column + page.cursor_column);
	if (end < count || whole.row - reader->skip > area->rows)
		say_more(cells, area, !reader->arrows);
	cells_done(&page);
}
