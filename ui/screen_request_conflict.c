/*
 * Somebody was faster: what was there, what is there now, and what is wanted
 * here, field by field. See screen_request.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/screen_card.h"
#include "ui/screen_request.h"
#include "util/i18n.h"

#define STOP 17 /* from "wanted here" to values */
#define VALUE_ROWS 4

/* A card or a note in three forms. */
struct sides {
	const struct record *record;
	const void *was;
	const void *now;
	const struct changes *wanted;
	const struct changes *done; /* at the other keyboard */
	const struct facts *facts;
};

static void
draw_value(struct cells *cells, struct area *area, const struct sides *sides,
    int field, const char *label, enum style style, const char *value)
{
	struct buf text = BUF_INIT;
	struct area box = *area;

	card_value(sides->facts, sides->record, field, value, &text);
	cells_text(
	    cells, area->row, area->column + 2, STOP - 3, STYLE_DIM, label);
	box.column += STOP;
	box.columns -= STOP;
	area_wrap(cells, &box, VALUE_ROWS, style, buf_text(&text));
	area_skip(area, box.row - area->row);
	buf_done(&text);
}

/* A field that is to be changed here. */
static void
draw_wanted(struct cells *cells, struct area *area, const struct sides *sides,
    const struct change *change)
{
	const char *title = sides->record->fields[change->field].title;
	char *now =
	    record_get(sides->record, sides->now, change->field, change->at);
	bool changed = strcmp(now, change->before) != 0;

	area_line(cells, area, STYLE_BOLD, _(title));
	draw_value(cells, area, sides, change->field, _("before"), STYLE_NORMAL,
	    change->before);
	draw_value(cells, area, sides, change->field, _("now"),
	    changed ? STYLE_ALERT : STYLE_NORMAL, now);
	draw_value(cells, area, sides, change->field, _("yours"), STYLE_NORMAL,
	    change->after);
	area_skip(area, 1);
	free(now);
}

static bool
is_wanted(const struct sides *sides, const struct change *change)
{
	for (int i = 0; i < sides->wanted->count; i++)
		if (sides->wanted->list[i].field == change->field &&
		    sides->wanted->list[i].at == change->at)
			return true;
	return false;
}

/* What else was changed there; it stays whatever is decided here. */
static void
draw_done(struct cells *cells, struct area *area, const struct sides *sides)
{
	bool any = false;

	for (int i = 0; i < sides->done->count; i++) {
		const struct change *change = &sides->done->list[i];

		if (is_wanted(sides, change) ||
		    !card_tells_field(sides->record, change->field))
			continue;
		if (!any)
			area_line(cells, area, STYLE_BOLD,
			    _("Also changed there, and it stays so"));
		any = true;
		draw_value(cells, area, sides, change->field,
		    _(sides->record->fields[change->field].title), STYLE_NORMAL,
		    change->after);
	}
}

static void
draw(struct cells *cells, struct area *area, const void *data)
{
	const struct sides *sides = data;

	for (int i = 0; i < sides->wanted->count; i++)
		if (card_tells_field(
		        sides->record, sides->wanted->list[i].field))
			draw_wanted(
			    cells, area, sides, &sides->wanted->list[i]);
	draw_done(cells, area, sides);
}

void
request_view_conflict(const struct request_page *page,
    const struct facts *facts, struct cells *cells, struct area *area)
{
	struct changes wanted, done;
	struct sides sides = {
	    &note_record, &page->note, &page->note_now, &wanted, &done, facts};

	if (page->was.id) {
		sides.record = &action_record;
		sides.was = &page->was;
		sides.now = &page->now;
	}
	request_wanted(page, facts, false, &wanted);
	record_diff(sides.record, sides.was, sides.now, &done);
	cells_cursor(cells, area->row, area->column);
	area_wrap(cells, area, 2, STYLE_BOLD,
	    page->was.id
	        ? _("Somebody changed this card while you wrote. Nothing is "
	            "lost, and nothing is decided yet.")
	        : _("Somebody changed this note while you wrote. Nothing is "
	            "lost, and nothing is decided yet."));
	area_skip(area, 1);
	scroll_view(page->scroll, cells, area, &sides, draw);
	changes_done(&wanted);
	changes_done(&done);
}
