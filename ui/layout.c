/*
 * Header, footer and the stops of the grid. See layout.h.
 */
#include "ui/layout.h"

#include <stdio.h>
#include <string.h>

#include "util/i18n.h"

#define HEADER_GAP 5 /* between the middle of the header and its right */
#define KEY_GAP 3    /* between two keys of the footer */
#define KEY_GAP_LEAST 2
#define LAST_GAP 2 /* at least, before those at its right end */

int
layout_bottom(const struct cells *cells)
{
	return cells->rows - 4;
}

bool
layout_wide(const struct cells *cells)
{
	return cells->columns >= LAYOUT_WIDE;
}

int
layout_right(const struct cells *cells)
{
	return (layout_wide(cells) ? LAYOUT_COLUMNS_MIN : cells->columns) -
	       LAYOUT_MARGIN;
}

int
layout_second(const struct cells *cells)
{
	(void)cells;
	return LAYOUT_COLUMNS_MIN + LAYOUT_MARGIN;
}

static void
rule(struct cells *cells, int row)
{
	cells_fill(cells, row, LAYOUT_MARGIN - 1,
	    cells->columns - 2 * (LAYOUT_MARGIN - 1), STYLE_DIM, SIGN_RULE);
}

void
layout_header(struct cells *cells, const char *title, const char *middle,
    const char *right)
{
	int edge = cells->columns - LAYOUT_MARGIN;
	int room;

	if (right) {
		cells_right(cells, 0, edge, STYLE_NORMAL, right);
		edge -= utf8_width(right) + HEADER_GAP;
	}
	if (middle) {
		cells_right(cells, 0, edge, STYLE_NORMAL, middle);
		edge -= utf8_width(middle) + HEADER_GAP;
	}
	room = edge - LAYOUT_MARGIN;
	cells_text(
	    cells, 0, LAYOUT_MARGIN, room > 0 ? room : 0, STYLE_BOLD, title);
	rule(cells, 1);
}

/* What a binding says in the footer: its key and its label. */
struct footer_item {
	char key[KEY_NAME_SIZE];
	const char *label;
	int width;
};

/* How a footer is set. */
struct footer {
	const struct keymap *keymap;
	unsigned modes;
	int gap;                   /* between two keys */
	bool more;                 /* not all are there: help is "more" */
	bool alone;                /* nothing but help stands at the right */
	const struct binding *out; /* stands at the right too, or NULL */
};

/* False if the binding has no place in the footer now. */
static bool
footer_item(struct footer_item *item, const struct footer *footer,
    const struct binding *binding, enum binding_place place)
{
	if (binding->place != place || !binding_works(binding, footer->modes) ||
	    *binding_key(footer->keymap, binding, footer->modes, item->key) ==
	        '\0')
		return false;
	item->label = footer->more && binding->command == COMMAND_HELP
	                  ? _("more")
	                  : _(binding->label);
	item->width = utf8_width(item->key) + 1 + utf8_width(item->label);
	return true;
}

static int
footer_put(
    struct cells *cells, int row, int column, const struct footer_item *item)
{
	column = cells_text(cells, row, column, -1, STYLE_ACCENT, item->key);
	return cells_text(
	    cells, row, column + 1, -1, STYLE_NORMAL, item->label);
}

/* The keys at the right end; returns where they begin. */
static int
footer_last(struct cells *cells, const struct footer *footer)
{
	int row = cells->rows - 1, column = cells->columns - LAYOUT_MARGIN;
	struct footer_item item;

	for (int i = keymap_common.count - 1; i >= 0; i--) {
		const struct binding *binding = &keymap_common.bindings[i];

		if (!footer_item(&item, footer, binding, PLACE_LAST))
			continue;
		if (footer->alone && binding->command != COMMAND_HELP) {
			footer_put(cells, row - 2,
			    cells->columns - LAYOUT_MARGIN - item.width, &item);
			continue;
		}
		column -= item.width;
		footer_put(cells, row, column, &item);
		column -= footer->gap;
	}
	if (footer->out &&
	    footer_item(&item, footer, footer->out, PLACE_FOOTER)) {
		column -= item.width;
		footer_put(cells, row, column, &item);
		column -= footer->gap;
	}
	return column + footer->gap;
}

/* The others from the left, as far as they fit before `last`; false if not all
 * do. */
static bool
footer_first(struct cells *cells, const struct footer *footer, int last)
{
	const struct keymap *keymap = footer->keymap;
	int column = LAYOUT_MARGIN;
	struct footer_item item;

	for (int i = 0; i < keymap->count; i++) {
		const struct binding *binding = &keymap->bindings[i];

		if (binding == footer->out ||
		    !footer_item(&item, footer, binding, PLACE_FOOTER))
			continue;
		if (column + item.width + LAST_GAP > last)
			return false;
		footer_put(cells, cells->rows - 1, column, &item);
		column += item.width + footer->gap;
	}
	return true;
}

/* Over what is there; false if there was no room for all. */
static bool
footer_draw(struct cells *cells, const struct footer *footer)
{
	cells_fill(
	    cells, cells->rows - 1, 0, cells->columns, STYLE_NORMAL, " ");
	return footer_first(cells, footer, footer_last(cells, footer));
}

/* What Esc does now, if the footer says it; else NULL. */
static const struct binding *
way_out(const struct footer *footer)
{
	const struct keymap *keymap = footer->keymap;
	struct footer_item item;

	for (int i = 0; i < keymap->count; i++)
		if (keymap->bindings[i].keys[0] == K_ESC &&
		    footer_item(
		        &item, footer, &keymap->bindings[i], PLACE_FOOTER))
			return &keymap->bindings[i];
	return NULL;
}

void
layout_footer(struct cells *cells, const struct keymap *keymap, unsigned modes)
{
	struct footer footer = {keymap, modes, .gap = KEY_GAP};

	rule(cells, cells->rows - 2);
	if (footer_draw(cells, &footer))
		return;
	footer.gap = KEY_GAP_LEAST;
	if (footer_draw(cells, &footer))
		return;
	footer.more = true;
	footer.out = way_out(&footer);
	footer_draw(cells, &footer);
}

void
layout_footer_home(
    struct cells *cells, const struct keymap *keymap, unsigned modes)
{
	struct footer footer = {keymap, modes, .gap = KEY_GAP};

	rule(cells, cells->rows - 2);
	if (footer_draw(cells, &footer))
		return;
	footer.more = footer.alone = true;
	footer_draw(cells, &footer);
}

void
layout_date(const struct facts *facts, int32_t day, char out[64])
{
	static const char *const weekdays[] = {N_("Mon"), N_("Tue"), N_("Wed"),
	    N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun")};
	static const char *const months[] = {N_("January"), N_("February"),
	    N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
	    N_("August"), N_("September"), N_("October"), N_("November"),
	    N_("December")};
	int year, month, mday, year_now, unused;
	const char *weekday = _(weekdays[date_weekday(day) - 1]);

	date_to_ymd(day, &year, &month, &mday);
	date_to_ymd(facts->wall.day, &year_now, &unused, &unused);
	if (year == year_now)
		snprintf(out, 64, _("%s %d %s"), weekday, mday,
		    _(months[month - 1]));
	else
		snprintf(out, 64, _("%s %d %s %d"), weekday, mday,
		    _(months[month - 1]), year);
}

void
layout_too_small(struct cells *cells)
{
	int row = cells->rows > 4 ? cells->rows / 2 - 1 : 0;
	int column = cells->columns > 40 ? LAYOUT_MARGIN : 0;

	cells_clear(cells);
	cells_printf(cells, row, column, STYLE_BOLD,
	    _("The window is %d by %d."), cells->columns, cells->rows);
	cells_printf(cells, row + 1, column, STYLE_NORMAL,
	    _("It needs %d by %d; nothing is lost."), LAYOUT_COLUMNS_MIN,
	    LAYOUT_ROWS_MIN);
	cells_cursor(cells, row, column);
}
