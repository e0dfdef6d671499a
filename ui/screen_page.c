/*
 * A page as it will be printed, to be looked through; the one that goes to
 * the tier above is approved here.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/layout.h"
#include "ui/parts.h"
#include "util/i18n.h"
#include "util/mem.h"

#define PAGE_EDGE 1 /* pages are wider than the body at 80 columns */
#define PAGE_WIDTH 78

enum command { COMMAND_LEAVE = 1, COMMAND_APPROVE, COMMAND_SCROLL };

enum {
	MODE_LOOK = 1 << 0,    /* nothing to approve */
	MODE_APPROVE = 1 << 1, /* of a card, not approved yet */
};

struct model {
	enum fact_page page;
	int64_t action;
	bool loaded;
	struct scroll *scroll;
	struct toast toast;
	struct idle idle;
};

static const struct binding bindings[] = {
    {
        .modes = MODE_APPROVE,
        .keys = {K_ENTER, 'y'},
        .command = COMMAND_APPROVE,
        .place = PLACE_FOOTER,
        .label = N_("approve"),
        .help = N_("On the page that goes up: approve it as it is."),
    },
    {
        .modes = MODE_LOOK | MODE_APPROVE,
        .keys = {'j', K_DOWN, K_PGDN, K_END},
        .command = COMMAND_SCROLL,
        .place = PLACE_FOOTER,
        .label = N_("down"),
        .help = N_("Further down: a line, a page, to the end (also G)."),
    },
    {
        .modes = MODE_LOOK | MODE_APPROVE,
        .keys = {'k', K_UP, K_PGUP, K_HOME},
        .command = COMMAND_SCROLL,
        .place = PLACE_FOOTER,
        .label = N_("up"),
        .help = N_("Further up: a line, a page, to the top (also g)."),
    },
    {
        .modes = MODE_LOOK | MODE_APPROVE,
        .keys = {K_ESC, 'q', K_BACK},
        .command = COMMAND_LEAVE,
        .place = PLACE_FOOTER,
        .label = N_("back"),
        .help = N_("Back to where you were."),
    },
};

static const struct keymap keymap = {
    .title = N_("A page to print"),
    .bindings = bindings,
    .count = sizeof(bindings) / sizeof(bindings[0]),
};

/* The card of this page, NULL if it is not there. */
static const struct action *
card_of_page(const struct model *model, const struct facts *facts)
{
	const struct action *action = facts->card.action;

	return model->page == PAGE_CARD && action && action->id == model->action
	           ? action
	           : NULL;
}

static void
page_init(void *data, const struct facts *facts)
{
	struct model *model = data;

	(void)facts;
	model->scroll = mem_new(1, sizeof(*model->scroll));
}

static void
page_done(void *data)
{
	free(((struct model *)data)->scroll);
}

/* Is it a card's? */
static bool
of_card(const struct model *model)
{
	return model->page == PAGE_CARD || model->page == PAGE_WORKED;
}

static void
read_page(const struct model *model, struct effects *effects)
{
	struct effect *effect;

	if (of_card(model))
		effects_add(effects, EFFECT_CARD)->action = model->action;
	effect = effects_add(effects, EFFECT_PAGE);
	effect->page = model->page;
	effect->action = model->action;
}

static void
approve(const struct model *model, const struct facts *facts,
    struct effects *effects)
{
	const struct action *action = card_of_page(model, facts);
	struct request *request;

	if (!action)
		return;
	request = effects_request(effects, REQUEST_APPROVE, false);
	request->action = action->id;
	request->version = action->version;
}

static void
effect_done(
    struct model *model, const struct event *event, struct effects *effects)
{
	if (event->effect == EFFECT_PAGE)
		model->loaded = true;
	if (event->effect == EFFECT_REQUEST)
		read_page(model, effects);
	if (event->effect == EFFECT_REQUEST && event->status == OK)
		toast_say(&model->toast,
		    _("Approved. A change of the card takes that back."));
	else if (event->effect == EFFECT_REQUEST && event->status == ERR_AGAIN)
		toast_alert(&model->toast,
		    _("Not approved: somebody changed the card meanwhile. "
		      "This is the page as it is now."));
	else if (event->status < 0)
		part_failed(&model->toast,
		    _("That did not work. Please try again."), event->text);
}

static void
page_update(void *data, const struct facts *facts, const struct event *event,
    struct effects *effects)
{
	struct model *model = data;

	if (idle_over(&model->idle, facts, event, &model->toast)) {
		effects_add(effects, EFFECT_GO)->screen = SCREEN_IDLE;
	} else if (event->kind == EVENT_ENTER) {
		if (event->argument >= 0 && event->argument < PAGES) {
			model->page = (enum fact_page)event->argument;
			model->action = event->action;
		}
		read_page(model, effects);
	} else if (event->kind == EVENT_DONE) {
		effect_done(model, event, effects);
	} else if (event->command == COMMAND_LEAVE) {
		effects_add(effects, EFFECT_BACK);
	} else if (event->command == COMMAND_APPROVE) {
		approve(model, facts, effects);
	} else if (event->kind == EVENT_KEY) {
		scroll_key(model->scroll, event->key);
	}
}

/* --- looks --- */

/* Above the page: how it stands, and how to print it. */
static void
view_above(const struct model *model, const struct facts *facts,
    struct cells *cells, struct area *area)
{
	static const char *const names[PAGES] = {
	    "card", "worked", "board", "slips"};
	const struct action *action = card_of_page(model, facts);
	char what[48], command[PART_COMMAND_SIZE], day[PART_DAY_SIZE];
	char text[PART_COMMAND_SIZE + 160];

	if (of_card(model))
		snprintf(what, sizeof(what), "print %s %lld | lp",
		    names[model->page], (long long)model->action);
	else
		snprintf(
		    what, sizeof(what), "print %s | lp", names[model->page]);
	part_command(facts, what, command);
	if (action && action->approved == DATE_NONE) {
		area_wrap(cells, area, 2, STYLE_BOLD,
		    _("Not approved yet. Has it no words of notes and no "
		      "names? Then Enter approves it."));
	} else if (action) {
		part_day(facts, action->approved, day);
		snprintf(text, sizeof(text), _("Approved %s."), day);
		area_line(cells, area, STYLE_BOLD, text);
	}
	snprintf(text, sizeof(text), _("To print it:  %s"), command);
	area_wrap(cells, area, PART_COMMAND_ROWS, STYLE_DIM, text);
	area_skip(area, 1);
}

static unsigned
page_modes(const void *data, const struct facts *facts)
{
	const struct action *action = card_of_page(data, facts);

	return action && action->approved == DATE_NONE ? MODE_APPROVE
	                                               : MODE_LOOK;
}

static void
page_view(const void *data, const struct facts *facts, struct cells *cells)
{
	static const char *const titles[PAGES] = {
	    [PAGE_CARD] = N_("The page that goes up"),
	    [PAGE_WORKED] = N_("What worked"),
	    [PAGE_BOARD] = N_("You said, we did"),
	    [PAGE_SLIPS] = N_("Slips for buddies"),
	};
	const struct model *model = data;
	const char *text = facts->page ? facts->page : "";
	char right[32] = "";
	struct area main, side;

	area_body(cells, &main, &side);
	if (of_card(model))
		snprintf(right, sizeof(right), _("card %lld"),
		    (long long)model->action);
	layout_header(cells, _(titles[model->page]), NULL, right);
	cells_cursor(cells, main.row, main.column);
	if (model->loaded && text[0] == '\0') {
		area_wrap(cells, &main, 3, STYLE_NORMAL,
		    _("There is nothing to print here any more. Esc leads "
		      "back."));
	} else if (model->loaded) {
		view_above(model, facts, cells, &main);
		if (!layout_wide(cells))
			main.column = PAGE_EDGE;
		main.columns = PAGE_WIDTH;
		scroll_text(model->scroll, cells, &main, text);
	}
	toast_view(&model->toast, cells);
	layout_footer(cells, &keymap, page_modes(model, facts));
}

static int
page_idle(const void *data, const struct facts *facts)
{
	return idle_seconds(&((const struct model *)data)->idle, facts);
}

const struct screen screen_page = {
    .keymap = &keymap,
    .model_size = sizeof(struct model),
    .init = page_init,
    .update = page_update,
    .view = page_view,
    .modes = page_modes,
    .idle = page_idle,
    .still = true,
    .done = page_done,
};
