/*
 * How the page of what became of it looks: its parts below each other, the
 * three of "you said, we did, can't" there even when they are empty; the entry
 * with the focus whole beside them.
 */
#include <libintl.h>
#include <stdio.h>
#include <stdlib.h>

#include "ui/layout.h"
#include "ui/parts_said.h"
#include "ui/screen_said.h"
#include "util/i18n.h"
#include "util/mem.h"

#define LINE_TEXT 2 /* stop of what stands where a part has no entry */
#define LAST (SAID_PARTS - 1) /* what still waits */

static const struct part {
	const char *title;
	const char *nothing; /* NULL: it is left out */
} parts[SAID_PARTS] = {
    {N_("We did"), N_("Nothing was finished in these days.")},
    {N_("We are on it"), NULL},
    {N_("We answered"), NULL},
    {N_("Can't, because"), N_("Nothing was turned down in these days.")},
    {N_("Still waiting"), N_("Nothing waits for an answer.")},
};

/* How many entries a part has. */
static int
part_count(const struct fact_said *told, int part)
{
	int count = 0;

	for (int i = 0; i < told->count; i++)
		count += said_parts[part] >> told->list[i].kind & 1;
	return count;
}

/* --- lines --- */

struct said_line *
said_lines(const struct facts *facts, int *count)
{
	const struct fact_said *told = &facts->told;
	struct said_line *lines =
	    mem_new((size_t)told->count + SAID_PARTS + 1, sizeof(*lines));
	int used = 0;

	for (int part = 0; part < SAID_PARTS; part++) {
		int from = used;

		for (int i = 0; i < told->count; i++)
			if (said_parts[part] >> told->list[i].kind & 1)
				lines[used++] =
				    (struct said_line){part, i, false};
		if (used == from && parts[part].nothing)
			lines[used++] =
			    (struct said_line){part, LINE_NOTHING, false};
		lines[from].first = used > from;
	}
	if (lines[used - 1].index >= 0 &&
	    told->waiting > part_count(told, LAST))
		lines[used++] = (struct said_line){LAST, LINE_MORE, false};
	*count = used;
	return lines;
}

const struct said *
said_focused(const struct said_model *model, const struct facts *facts)
{
	const struct said *found = NULL;
	struct said_line *lines;
	int count, focus = model->reader->focus;

	lines = said_lines(facts, &count);
	if (focus < count && lines[focus].index >= 0)
		found = &facts->told.list[lines[focus].index];
	free(lines);
	return found;
}

/* --- the list --- */

struct page {
	const struct facts *facts;
	const struct said_line *lines;
};

/* Of a part: its heading, and an empty row above all but the first. */
static int
heading_rows(const struct said_line *line)
{
	return line->first ? 1 + (line->part > 0) : 0;
}

static int
line_rows(const void *data, int columns, int index)
{
	const struct page *page = data;
	const struct said_line *line = &page->lines[index];

	if (line->index < 0)
		return heading_rows(line) + 1;
	return heading_rows(line) + said_rows(page->facts,
	                                &page->facts->told.list[line->index],
	                                columns, &said_some);
}

static void
view_heading(struct cells *cells, struct area *area, const struct page *page,
    const struct said_line *line)
{
	const struct fact_said *told = &page->facts->told;
	char text[32];
	int count = part_count(told, line->part);

	if (line->part == LAST && told->waiting > count)
		count = told->waiting;
	area_skip(area, heading_rows(line) - 1);
	snprintf(text, sizeof(text), "%d", count);
	cells_right(
	    cells, area->row, area->column + area->columns, STYLE_DIM, text);
	area_heading(cells, area, _(parts[line->part].title), 0, NULL);
}

static void
view_line(struct cells *cells, struct area *area, const void *data, int index,
    bool focused)
{
	const struct page *page = data;
	const struct said_line *line = &page->lines[index];
	const struct fact_said *told = &page->facts->told;
	char text[96];

	if (line->first)
		view_heading(cells, area, page, line);
	if (line->index >= 0) {
		said_draw(cells, area, page->facts, &told->list[line->index],
		    focused, &said_some);
		return;
	}
	if (focused) {
		cells_cursor(cells, area->row, area->column);
		cells_text(cells, area->row, area->column, 1, STYLE_ACCENT,
		    SIGN_FOCUS);
	}
	snprintf(text, sizeof(text), _("and %d more"),
	    told->waiting - part_count(told, line->part));
	cells_text(cells, area->row, area->column + LINE_TEXT,
	    area->columns - LINE_TEXT, STYLE_DIM,
	    line->index == LINE_MORE ? text : _(parts[line->part].nothing));
	area_skip(area, 1);
}

/* --- the page --- */

static void
view_header(const struct facts *facts, struct cells *cells)
{
	const struct fact_said *told = &facts->told;
	char day[PART_DAY_SIZE], since[64], back[96] = "";

	part_day(facts, told->since, day);
	snprintf(since, sizeof(since), _("since %s"), day);
	if (told->minutes > 0)
		snprintf(back, sizeof(back),
		    ngettext("%d minute a shift given back",
		        "%d minutes a shift given back",
		        (unsigned long)told->minutes),
		    told->minutes);
	layout_header(
	    cells, _("What became of it"), since, back[0] ? back : NULL);
}

static void
view_lists(const struct said_model *model, const struct facts *facts,
    struct cells *cells, struct area *main, struct area *side)
{
	struct page page = {.facts = facts};
	struct entries entries = {&page, line_rows, view_line};
	const struct said *said = said_focused(model, facts);
	struct said_line *lines;
	int count;

	lines = said_lines(facts, &count);
	page.lines = lines;
	reader_view(model->reader, cells, main, count, &entries);
	if (side->columns > 0 && said)
		said_whole(cells, side, facts, said);
	free(lines);
}

void
said_view(const void *data, const struct facts *facts, struct cells *cells)
{
	const struct said_model *model = data;
	const struct said *said = said_focused(model, facts);
	struct area main, side;

	area_body(cells, &main, &side);
	cells_cursor(cells, main.row, main.column);
	if (model->loaded) {
		view_header(facts, cells);
		if (model->reading && said)
			said_whole(cells, &main, facts, said);
		else
			view_lists(model, facts, cells, &main, &side);
	} else {
		layout_header(cells, _("What became of it"), NULL, NULL);
	}
	toast_view(&model->toast, cells);
	layout_footer(cells, screen_said.keymap, said_modes(model, facts));
}
