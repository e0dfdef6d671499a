/*
 * A focus that moves over rows, and the part of them that is visible. See
 * widget.h.
 */
#include "ui/widget.h"

static void
list_fit(struct list *list)
{
	if (list->focus >= list->count)
		list->focus = list->count - 1;
	if (list->focus < 0)
		list->focus = 0;
	if (list->top > list->count - list->page)
		list->top = list->count - list->page;
	if (list->top > list->focus)
		list->top = list->focus;
	if (list->page > 0 && list->top < list->focus - list->page + 1)
		list->top = list->focus - list->page + 1;
	if (list->top < 0)
		list->top = 0;
}

void
list_set(struct list *list, int count, int page)
{
	list->count = count > 0 ? count : 0;
	list->page = page > 0 ? page : 1;
	list_fit(list);
}

bool
list_key(struct list *list, uint32_t key)
{
	int page = list->page > 1 ? list->page - 1 : 1;

	switch (key) {
	case 'j':
	case K_DOWN:
		list->focus++;
		break;
	case 'k':
	case K_UP:
		list->focus--;
		break;
	case K_PGDN:
		list->focus += page;
		break;
	case K_PGUP:
		list->focus -= page;
		break;
	case 'g':
	case K_HOME:
		list->focus = 0;
		break;
	case 'G':
	case K_END:
		list->focus = list->count - 1;
		break;
	default:
		return false;
	}
	list_fit(list);
	return true;
}
