/*
 * Small things that take keys: a scrolled text, a number typed in place, idle
 * time with its warning.
 */
#include <string.h>

#include "ui/parts.h"
#include "util/i18n.h"

#define NUMBER_MAX 9999

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

void
scroll_view(struct scroll *scroll, struct cells *cells, const struct area *area,
    const void *data,
    void (*draw)(struct cells *cells, struct area *area, const void *data))
{
	struct cells page;
	struct area whole = {0, 0, area->columns, SCROLL_ROWS};

	cells_init(&page, SCROLL_ROWS, area->columns, cells->ascii);
	draw(&page, &whole, data);
	scroll->count = whole.row;
	scroll->page = area->rows;
	scroll_fit(scroll);
	for (int row = 0; row < area->rows; row++) {
		size_t from =
		    (size_t)(scroll->top + row) * (size_t)page.columns;
		size_t to = (size_t)(area->row + row) * (size_t)cells->columns +
		            (size_t)area->column;

		if (scroll->top + row < scroll->count)
			memcpy(&cells->at[to], &page.at[from],
			    (size_t)page.columns * sizeof(*page.at));
	}
	if (scroll->top + scroll->page < scroll->count)
		cells_right(cells, area->row + area->rows,
		    area->column + area->columns, STYLE_DIM,
		    _("more below: j or PgDn"));
	cells_done(&page);
}

bool
number_key(struct number *number, uint32_t key)
{
	int value = number->value;

	if (key >= '0' && key <= '9')
		value = (number->typed ? value * 10 : 0) + (int)(key - '0');
	else if (key == K_BACK)
		value /= 10;
	else if (key == K_UP)
		value++;
	else if (key == K_DOWN)
		value--;
	else
		return false;
	if (value >= 0 && value <= NUMBER_MAX)
		number->value = value;
	number->typed = key != K_UP && key != K_DOWN;
	return true;
}

/* Too short a time has no room for a warning. */
static bool
warns(const struct facts *facts)
{
	return facts->idle_seconds > 2 * PART_WARNING_SECONDS;
}

int
idle_aside_seconds(const struct facts *facts)
{
	int early = 2 * PART_WARNING_SECONDS;

	return facts->idle_seconds > 2 * early ? facts->idle_seconds - early
	                                       : facts->idle_seconds / 2;
}

int
idle_seconds(const struct idle *idle, const struct facts *facts)
{
	if (!warns(facts) || idle->warned)
		return facts->idle_seconds;
	return facts->idle_seconds - PART_WARNING_SECONDS;
}

bool
idle_over(struct idle *idle, const struct facts *facts,
    const struct event *event, struct toast *toast)
{
	if (event->kind == EVENT_KEY) {
		idle->warned = false;
		toast_clear(toast);
	}
	if (event->kind != EVENT_IDLE)
		return false;
	if (idle->warned || !warns(facts)) {
		idle->warned = false;
		toast_clear(toast);
		return true;
	}
	idle->warned = true;
	toast_say(toast, _("Nobody there? This page closes in %d seconds."),
	    PART_WARNING_SECONDS);
	return false;
}
