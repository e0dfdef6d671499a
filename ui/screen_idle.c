/*
 * The idle screen: the unit's name and the keys, nothing that a visitor in
 * the hallway should read.
 */
#include "ui/layout.h"
#include "ui/screen.h"
#include "util/i18n.h"

enum command {
	COMMAND_WAKE = 1,
};

struct model {
	int unused;
};

static const struct binding bindings[] = {
    {
        .keys = {K_ENTER, ' ', K_ESC},
        .command = COMMAND_WAKE,
        .shown = N_("any key"),
        .label = N_("go on"),
        .help = N_("Go on where it stood; what was half typed is gone."),
    },
};

static const struct keymap keymap = {
    .title = N_("Resting"),
    .bindings = bindings,
    .count = sizeof(bindings) / sizeof(bindings[0]),
};

static void
idle_update(void *data, const struct facts *facts, const struct event *event,
    struct effects *effects)
{
	(void)data;
	(void)facts;
	if (event->kind == EVENT_KEY)
		effects_add(effects, EFFECT_BACK);
	else if (event->kind == EVENT_ENTER)
		effects_add(effects, EFFECT_BLANK);
}

static void
idle_view(const void *data, const struct facts *facts, struct cells *cells)
{
	const char *hint = _("press any key");
	int row = cells->rows / 2 - 2;

	(void)data;
	cells_text(cells, row,
	    (cells->columns - utf8_width(facts->unit_name)) / 2, -1, STYLE_BOLD,
	    facts->unit_name);
	cells_text(cells, row + 2, (cells->columns - utf8_width(hint)) / 2, -1,
	    STYLE_DIM, hint);
	cells_cursor(cells, row + 2, (cells->columns - utf8_width(hint)) / 2);
	layout_footer(cells, &keymap, KEYMAP_TYPING);
}

/* Every character wakes it up; F1 and F2 work as everywhere. */
static bool
idle_typing(const void *data, const struct facts *facts)
{
	(void)data;
	(void)facts;
	return true;
}

static int
idle_never(const void *data, const struct facts *facts)
{
	(void)data;
	(void)facts;
	return 0;
}

const struct screen screen_idle = {
    .keymap = &keymap,
    .model_size = sizeof(struct model),
    .update = idle_update,
    .view = idle_view,
    .typing = idle_typing,
    .idle = idle_never,
    .still = true,
};
