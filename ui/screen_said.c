/*
 * What became of what was said: done, tried, answered; can't, because; still
 * waiting, with its age. What waits can be answered on the spot.
 */
#include "ui/screen_said.h"

#include <stdlib.h>

#include "ui/parts_hand.h"
#include "ui/parts_said.h"
#include "util/i18n.h"
#include "util/mem.h"

enum command {
	COMMAND_MOVE = 1,
	COMMAND_OPEN,
	COMMAND_CLOSE,
	COMMAND_RESPOND,
	COMMAND_PAGE,
	COMMAND_UNDO,
	COMMAND_REDO,
	COMMAND_LEAVE,
};

enum {
	MODE_LIST = 1 << 0,
	MODE_READ = 1 << 1,
	MODE_ENTRY = 1 << 2, /* beside the list: an entry has the focus */
	MODE_WAITS = 1 << 3, /* the entry waits for an answer */
	MODE_UNDO = 1 << 4,
};

static const struct binding bindings[] = {
    {
        .modes = MODE_ENTRY,
        .keys = {K_ENTER},
        .command = COMMAND_OPEN,
        .place = PLACE_FOOTER,
        .label = N_("open"),
        .help = N_("Open the card with the mark; a note is shown whole."),
    },
    {
        .modes = MODE_READ,
        .keys = {K_ESC, K_ENTER, 'q', K_BACK},
        .command = COMMAND_CLOSE,
        .place = PLACE_FOOTER,
        .label = N_("back to the list"),
        .help = N_("Back to the list."),
    },
    {
        .modes = MODE_WAITS,
        .keys = {'r'},
        .command = COMMAND_RESPOND,
        .place = PLACE_FOOTER,
        .label = N_("respond"),
        .help = N_("Answer what waits."),
    },
    {
        .modes = MODE_LIST,
        .keys = {'p'},
        .command = COMMAND_PAGE,
        .place = PLACE_FOOTER,
        .label = N_("page for the wall"),
        .help = N_("Look at the page that is printed for the wall."),
    },
    {
        .modes = MODE_UNDO,
        .keys = {'u'},
        .command = COMMAND_UNDO,
        .place = PLACE_FOOTER,
        .label = N_("undo"),
        .help = N_("Take the last change of today back."),
    },
    {
        .modes = MODE_LIST,
        .keys = {'U'},
        .command = COMMAND_REDO,
        .help = N_("Do again what was undone last."),
    },
    {
        .modes = MODE_LIST,
        .keys = {'j', K_DOWN, K_PGDN, K_END},
        .command = COMMAND_MOVE,
        .help = N_("Down: a line, a page, to the last (also G)."),
    },
    {
        .modes = MODE_LIST,
        .keys = {'k', K_UP, K_PGUP, K_HOME},
        .command = COMMAND_MOVE,
        .help = N_("Up: a line, a page, to the first (also g)."),
    },
    {
        .modes = MODE_LIST,
        .keys = {K_ESC, 'q', K_BACK},
        .command = COMMAND_LEAVE,
        .place = PLACE_FOOTER,
        .label = N_("leave"),
        .help = N_("Leave this page."),
    },
};

static const struct keymap keymap = {
    .title = N_("What became of it"),
    .bindings = bindings,
    .count = sizeof(bindings) / sizeof(bindings[0]),
};

static void
said_init(void *data, const struct facts *facts)
{
	struct said_model *model = data;

	model->reader = mem_new(1, sizeof(*model->reader));
	model->seen = facts->undo.id;
}

static void
said_free(void *data)
{
	free(((struct said_model *)data)->reader);
}

/* --- update --- */

static void
open_entry(struct said_model *model, const struct facts *facts,
    struct effects *effects)
{
	const struct said *said = said_focused(model, facts);
	struct effect *effect;

	if (!said)
		return;
	if (said->action == 0) {
		model->reading = true;
		return;
	}
	effect = effects_add(effects, EFFECT_GO);
	effect->screen = SCREEN_CARD;
	effect->action = said->action;
}

static void
open_page(struct effects *effects)
{
	struct effect *effect = effects_add(effects, EFFECT_GO);

	effect->screen = SCREEN_PAGE;
	effect->argument = PAGE_BOARD;
	effect->page = PAGE_BOARD;
}

static void
run_command(struct said_model *model, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	const struct said *said = said_focused(model, facts);

	switch (event->command) {
	case COMMAND_OPEN:
		open_entry(model, facts, effects);
		break;
	case COMMAND_CLOSE:
		model->reading = false;
		break;
	case COMMAND_RESPOND:
		if (said)
			said_respond(said, effects);
		break;
	case COMMAND_PAGE:
		open_page(effects);
		break;
	case COMMAND_UNDO:
	case COMMAND_REDO:
		hand_undo(facts, event->command == COMMAND_REDO, &model->toast,
		    effects);
		break;
	case COMMAND_LEAVE:
		effects_add(effects, EFFECT_BACK);
		break;
	default:
		if (!model->reading)
			reader_key(model->reader, event->key);
		break;
	}
}

static void
effect_done(struct said_model *model, const struct facts *facts,
    const struct event *event)
{
	struct hand none = {.action = 0};

	if (event->effect != EFFECT_SAID)
		hand_done(&none, facts, event, &model->toast);
	else if (event->status < 0)
		part_failed(&model->toast,
		    _("That did not work. Please try again."), event->text);
	else
		model->loaded = true;
}

static void
said_update(void *data, const struct facts *facts, const struct event *event,
    struct effects *effects)
{
	struct said_model *model = data;

	if (idle_over(&model->idle, facts, event, &model->toast)) {
		effects_add(effects, EFFECT_GO)->screen = SCREEN_IDLE;
		return;
	}
	switch (event->kind) {
	case EVENT_ENTER:
		if (event->argument < 0)
			hand_notice(facts, model->seen, &model->toast);
		else
			effects_add(effects, EFFECT_SAID);
		break;
	case EVENT_KEY:
		run_command(model, facts, event, effects);
		break;
	case EVENT_DONE:
		effect_done(model, facts, event);
		break;
	case EVENT_TICK:
	case EVENT_IDLE:
		break;
	}
	model->seen = facts->undo.id;
}

unsigned
said_modes(const void *data, const struct facts *facts)
{
	const struct said_model *model = data;
	const struct said *said = said_focused(model, facts);
	unsigned found = model->reading ? MODE_READ : MODE_LIST;

	if (said && !model->reading)
		found |= MODE_ENTRY;
	if (said && said->kind == SAID_WAITING)
		found |= MODE_WAITS;
	if (facts->undo.id && !model->reading)
		found |= MODE_UNDO;
	return found;
}

static int
said_idle(const void *data, const struct facts *facts)
{
	return idle_seconds(&((const struct said_model *)data)->idle, facts);
}

const struct screen screen_said = {
    .keymap = &keymap,
    .model_size = sizeof(struct said_model),
    .init = said_init,
    .update = said_update,
    .view = said_view,
    .modes = said_modes,
    .idle = said_idle,
    .still = true,
    .done = said_free,
};
