/*
 * The home page's history: what became of what was said, what is new, what the
 * room said last, each in the rows that there are.
 */
#include <libintl.h>
#include <stdio.h>

#include "ui/parts.h"
#include "ui/parts_said.h"
#include "ui/screen_home.h"
#include "util/i18n.h"

#define AREA_GAP 1
#define KINDS_GAP 3
#define NOTE_LINES 4 /* of one note, in the second column */
#define SAID_SHOWN 3 /* and where there are two columns */
#define SAID_SHOWN_WIDE 6
#define NEW_SHOWN 4
#define VIEWS_SHOWN 4

static int
least_of(int a, int b)
{
	return a < b ? a : b;
}

/* --- what is new --- */

static void
view_new(struct cells *cells, struct area *area, const struct facts *facts)
{
	bool table = area->columns >= TABLE_COLUMNS;
	int count = facts->new_note_count;
	char title[64], text[160];

	part_noted_since(facts, title, sizeof(title));
	part_kinds(facts->new_notes,
	    area->columns - utf8_width(title) - KINDS_GAP, text, sizeof(text));
	cells_right(
	    cells, area->row, area->column + area->columns, STYLE_DIM, text);
	area_heading(cells, area, title, 0, NULL);
	if (!table)
		area_skip(area, 1);
	if (count == 0)
		area_wrap(cells, area, 2, STYLE_NORMAL,
		    _("Nothing noted yet. n opens the notes."));
	/* In a single line a note, not that there are more: the kinds say it.
	 */
	if (table && area->rows == 1 && count > 1)
		count = 1;
	part_notes(cells, area, facts->new_note_list, count, 1,
	    table ? 1 : NOTE_LINES);
}

/* --- what the room said --- */

/* Rows of the last room view: heading, the best of its lines, foot. */
static int
room_rows(const struct facts *facts)
{
	if (facts->view_count == 0)
		return 0;
	return facts->view_count > VIEWS_SHOWN ? VIEWS_SHOWN + 3
	                                       : facts->view_count + 2;
}

static void
view_room(struct cells *cells, struct area *area, const struct facts *facts)
{
	bool foot = area->rows >= room_rows(facts);

	/* The foot goes first: what the room said is what people look for. */
	area->rows -= foot;
	part_views(cells, area, facts, false);
	area->rows += foot;
	if (foot)
		part_views_foot(cells, area, facts);
}

/* --- what became of it --- */

/* "12 open actions, 2 overdue" */
static void
count_actions(const struct facts *facts, char *out, size_t size)
{
	int used = snprintf(out, size,
	    ngettext("%d open action", "%d open actions",
	        (unsigned long)facts->open_actions),
	    facts->open_actions);

	if (facts->overdue_actions > 0 && used > 0 && (size_t)used < size)
		snprintf(out + used, size - (size_t)used, _(", %d overdue"),
		    facts->overdue_actions);
}

/* Of so many lines about every third is of what still waits: neither the news
 * nor what waits hides the other. Returns how many wait. */
static int
said_share(int became, int waiting, int lines)
{
	int share = (lines + 1) / 3;

	if (share < lines - became)
		share = lines - became;
	return least_of(share, waiting);
}

/* The lines of a part of what became of it; returns how many more may follow.
 */
static int
said_lines_of(struct cells *cells, struct area *area, const struct facts *facts,
    int part, int lines)
{
	const struct fact_said *said = &facts->said;

	for (int i = 0; i < said->count && lines > 0; i++)
		if (said_parts[part] >> said->list[i].kind & 1) {
			said_draw(cells, area, facts, &said->list[i], false,
			    &said_brief);
			lines--;
		}
	return lines;
}

static void
view_said(struct cells *cells, struct area *area, const struct facts *facts)
{
	const struct fact_said *said = &facts->said;
	int waiting = 0, lines;
	char text[96];

	count_actions(facts, text, sizeof(text));
	cells_right(
	    cells, area->row, area->column + area->columns, STYLE_DIM, text);
	area_heading(cells, area, _("What became of it"), 0, NULL);
	if (said->count == 0)
		area_line(cells, area, STYLE_DIM,
		    _("Nothing was closed since the huddle, and nothing "
		      "waits."));
	for (int i = 0; i < said->count; i++)
		waiting += said->list[i].kind == SAID_WAITING;
	lines = area->rows;
	waiting = said_share(said->count - waiting, waiting, lines);
	lines -= waiting;
	for (int part = 0; part < SAID_PARTS - 1; part++)
		lines = said_lines_of(cells, area, facts, part, lines);
	said_lines_of(cells, area, facts, SAID_PARTS - 1, waiting);
}

/* --- all of them --- */

enum { BLOCK_NEW, BLOCK_SAID, BLOCK_ROOM, BLOCKS };

static int
rows_of(const int want[BLOCKS])
{
	int total = -AREA_GAP;

	for (int i = 0; i < BLOCKS; i++)
		total += want[i] > 0 ? want[i] + AREA_GAP : 0;
	return total;
}

/* Whoever can spare most gives a row up, until all have room or none can. */
static void
spare(int want[BLOCKS], const int least[BLOCKS], int rows)
{
	while (rows_of(want) > rows) {
		int most = 0;

		for (int i = 1; i < BLOCKS; i++)
			if (want[i] - least[i] > want[most] - least[most])
				most = i;
		if (want[most] <= least[most])
			return;
		want[most]--;
	}
}

/* A heading never stands over nothing: where all at their least have no room
 * what is new is left out first, then what the room said. */
static void
squeeze(int want[BLOCKS], int rows)
{
	static const int fair[BLOCKS] = {3, 2, 4}, least[BLOCKS] = {2, 2, 3};

	spare(want, fair, rows);
	spare(want, least, rows);
	if (rows_of(want) > rows)
		want[BLOCK_NEW] = 0;
	if (rows_of(want) > rows)
		want[BLOCK_ROOM] = 0;
}

void
home_history(struct cells *cells, struct area *main, struct area *side,
    const struct facts *facts)
{
	static void (*const views[BLOCKS])(struct cells *, struct area *,
	    const struct facts *) = {view_new, view_said, view_room};
	static const int order[BLOCKS] = {BLOCK_SAID, BLOCK_NEW, BLOCK_ROOM};
	bool wide = side->columns > 0;
	int want[BLOCKS] = {
	    wide ? 0 : 1 + least_of(facts->new_note_count, NEW_SHOWN),
	    1 + least_of(
	            facts->said.count, wide ? SAID_SHOWN_WIDE : SAID_SHOWN),
	    room_rows(facts)};

	want[BLOCK_NEW] += !wide && facts->new_note_count == 0;
	want[BLOCK_SAID] += facts->said.count == 0;
	squeeze(want, main->rows);
	if (wide)
		view_new(cells, side, facts);
	for (int i = 0; i < BLOCKS; i++) {
		struct area block = *main;

		block.rows = least_of(want[order[i]], main->rows);
		if (block.rows < 1)
			continue;
		views[order[i]](cells, &block, facts);
		area_skip(main, want[order[i]] + AREA_GAP);
	}
}
