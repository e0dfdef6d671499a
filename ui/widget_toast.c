/*
 * One line above the footer that says what has just happened. See widget.h.
 */
#include <stdarg.h>
#include <stdio.h>

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

void
toast_view(const struct toast *toast, struct cells *cells)
{
	if (toast->text[0] == '\0')
		return;
	cells_fill(cells, layout_bottom(cells) + 1, 0, cells->columns,
	    STYLE_NORMAL, " ");
	cells_text(cells, layout_bottom(cells) + 1, LAYOUT_MARGIN,
	    cells->columns - 2 * LAYOUT_MARGIN,
	    toast->alert ? STYLE_ALERT : STYLE_BOLD, toast->text);
}
