/*
 * Card: only its way out so far.
 */
#include "ui/layout.h"
#include "ui/parts.h"
#include "util/i18n.h"

enum command { COMMAND_LEAVE = 1 };

static const struct binding bindings[] = {
    {
        .keys = {K_ESC, 'q', K_BACK},
        .command = COMMAND_LEAVE,
        .place = PLACE_FOOTER,
        .label = N_("leave"),
        .help = N_("Leave this page."),
    },
};

static const struct keymap keymap = {
    .title = N_("Card"),
    .bindings = bindings,
    .count = sizeof(bindings) / sizeof(bindings[0]),
};

struct model {
	struct idle idle;
	struct toast toast;
};

static void
card_update(void *data, const struct facts *facts, const struct event *event,
    struct effects *effects)
{
	struct model *model = data;

	if (idle_over(&model->idle, facts, event, &model->toast))
		effects_add(effects, EFFECT_GO)->screen = SCREEN_IDLE;
	else if (event->kind == EVENT_KEY && event->command == COMMAND_LEAVE)
		effects_add(effects, EFFECT_BACK);
}

static void
card_view(const void *data, const struct facts *facts, struct cells *cells)
{
	(void)data;
	(void)facts;
	layout_header(cells, _("Card"), NULL, NULL);
	layout_footer(cells, &keymap, 0);
}

static int
card_idle(const void *data, const struct facts *facts)
{
	return idle_seconds(&((const struct model *)data)->idle, facts);
}

const struct screen screen_card = {
    .keymap = &keymap,
    .model_size = sizeof(struct model),
    .update = card_update,
    .view = card_view,
    .idle = card_idle,
    .still = true,
};
