/*
 * Above the footer: what has just happened. See widget.h.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "ui/layout.h"
#include "ui/widget.h"

void
toast_say(struct toast *toast, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(toast->text, sizeof(toast->text), format, args);
	va_end(args);
	toast->alert = false;
}

void
toast_alert(struct toast *toast, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(toast->text, sizeof(toast->text), format, args);
	va_end(args);
	toast->alert = true;
}

void
toast_clear(struct toast *toast)
{
	toast->text[0] = '\0';
	toast->alert = false;
}

int
toast_view(const struct toast *toast, struct cells *cells)
{
	struct cells page;
	int last = layout_bottom(cells) + 1;
	int lines;

	cells_init(&page, TOAST_ROWS, cells->columns, cells->ascii);
	lines = cells_wrap(&page, 0, LAYOUT_MARGIN,
	    cells->columns - 2 * LAYOUT_MARGIN, TOAST_ROWS,
	    toast->alert ? STYLE_ALERT : STYLE_BOLD, toast->text);
	memcpy(&cells->at[(last + 1 - lines) * cells->columns], page.at,
	    (size_t)(lines * cells->columns) * sizeof(*page.at));
	cells_done(&page);
	return last + 1 - lines;
}
