/*
 * Buddies: this week's topic and who is with whom. People join, leave, say
 * that they connected or ask for another buddy; the coordinator proposes a
 * round, adjusts and confirms it. Nothing here ever shows who is not to be
 * with whom, who asked or who connected. See screen_buddies.h.
 */
#include "ui/screen_buddies.h"

#include <stdlib.h>

#include "util/i18n.h"
#include "util/mem.h"

enum command {
	COMMAND_CONNECTED = 1,
	COMMAND_JOIN,
	COMMAND_AGAIN,
	COMMAND_STAY,
	COMMAND_LEAVE_BUDDIES,
	COMMAND_PROPOSE,
	COMMAND_SLIPS,
	COMMAND_FIND,
	COMMAND_EVERYBODY,
	COMMAND_MOVE,
	COMMAND_LEAVE,
	COMMAND_CONFIRM,
	COMMAND_SWAP,
	COMMAND_BACK,
	COMMAND_LOCK,
	COMMAND_DROP,
	COMMAND_PAGE,
	COMMAND_TYPED, /* the picker's and the forms' own keys */
	COMMAND_DIALOG,
};

enum {
	MODE_PAGE = 1 << 0,
	MODE_PEOPLE = 1 << 1,   /* beside it: somebody joined */
	MODE_PAIRED = 1 << 2,   /* and a round is confirmed */
	MODE_PROPOSAL = 1 << 3, /* it is looked through */
	MODE_PICK = 1 << 4,
	MODE_ON = 1 << 5,     /* a form, fields follow */
	MODE_LAST = 1 << 6,   /* the last field */
	MODE_MANY = 1 << 7,   /* there are several */
	MODE_NAMES = 1 << 8,  /* a field for names */
	MODE_CHOICE = 1 << 9, /* a field with choices */
	MODE_DIALOG = 1 << 10,
	MODE_GONE = 1 << 11,    /* the proposal, by another keyboard */
	MODE_SWAPPED = 1 << 12, /* in it two have changed places */
	MODE_OPEN = 1 << 13,    /* its group with the mark is not locked */
	MODE_LOCKED = 1 << 14,  /* it is */
};
#define MODE_FORM (MODE_ON | MODE_LAST)

static const struct binding bindings[] = {
    {
        .modes = MODE_PAIRED,
        .keys = {'c'},
        .command = COMMAND_CONNECTED,
        .place = PLACE_FOOTER,
        .label = N_("connected"),
        .help = N_("You and your buddy talked: one is added to the week's "
                   "count. Who said so is not kept."),
    },
    {
        .modes = MODE_PAGE,
        .keys = {'j'},
        .command = COMMAND_JOIN,
        .place = PLACE_FOOTER,
        .label = N_("join"),
        .help = N_("Join, or change what you told."),
    },
    {
        .modes = MODE_PAIRED,
        .keys = {'r'},
        .command = COMMAND_AGAIN,
        .place = PLACE_FOOTER,
        .label = N_("another"),
        .help = N_("Ask for another buddy. No page shows who asked."),
    },
    {
        .modes = MODE_PAIRED,
        .keys = {'R'},
        .command = COMMAND_STAY,
        .help = N_("Take back that you asked for another buddy."),
    },
    {
        .modes = MODE_PEOPLE,
        .keys = {'x'},
        .command = COMMAND_LEAVE_BUDDIES,
        .place = PLACE_FOOTER,
        .label = N_("leave"),
        .help = N_("Leave the buddies; it asks once more."),
    },
    {
        .modes = MODE_PEOPLE | MODE_GONE,
        .keys = {'p'},
        .command = COMMAND_PROPOSE,
        .place = PLACE_FOOTER,
        .label = N_("propose"),
        .help = N_("The coordinator: propose a round, or look through the "
                   "proposal that waits."),
    },
    {
        .modes = MODE_PEOPLE,
        .keys = {'/'},
        .command = COMMAND_FIND,
        .place = PLACE_FOOTER,
        .label = N_("find"),
        .help = N_("Find somebody in the list."),
    },
    {
        .modes = MODE_PAIRED,
        .keys = {'e'},
        .command = COMMAND_EVERYBODY,
        .place = PLACE_FOOTER,
        .label = N_("everybody"),
        .help = N_("Everybody who joined, with role and shifts; once more: "
                   "who is with whom."),
    },
    {
        .modes = MODE_PAIRED,
        .keys = {'o'},
        .command = COMMAND_SLIPS,
        .place = PLACE_FOOTER,
        .label = N_("slips"),
        .help =
            N_("A slip for everybody who has a buddy, to look at and print."),
    },
    {
        .modes = MODE_PROPOSAL,
        .keys = {K_ENTER, 'y'},
        .command = COMMAND_CONFIRM,
        .place = PLACE_FOOTER,
        .label = N_("confirm"),
        .help = N_("In the proposal: confirm it; it asks once more."),
    },
    {
        .modes = MODE_PROPOSAL,
        .keys = {'s'},
        .command = COMMAND_SWAP,
        .place = PLACE_FOOTER,
        .label = N_("swap"),
        .help = N_("In the proposal: two people change places."),
    },
    {
        .modes = MODE_SWAPPED,
        .keys = {'u'},
        .command = COMMAND_BACK,
        .place = PLACE_FOOTER,
        .label = N_("undo"),
        .help = N_("In the proposal: take the last swap back."),
    },
    {
        .modes = MODE_OPEN,
        .keys = {'l'},
        .command = COMMAND_LOCK,
        .place = PLACE_FOOTER,
        .label = N_("lock"),
        .help = N_("In the proposal: lock the group with the mark. A new "
                   "proposal keeps what is locked."),
    },
    {
        .modes = MODE_LOCKED,
        .keys = {'l'},
        .command = COMMAND_LOCK,
        .place = PLACE_FOOTER,
        .label = N_("unlock"),
        .help = N_("In the proposal: unlock the group with the mark."),
    },
    {
        .modes = MODE_PROPOSAL,
        .keys = {'p'},
        .command = COMMAND_PROPOSE,
        .place = PLACE_FOOTER,
        .label = N_("again"),
        .help = N_("In the proposal: make it anew; locked groups stay."),
    },
    {
        .modes = MODE_PROPOSAL,
        .keys = {'d'},
        .command = COMMAND_DROP,
        .place = PLACE_FOOTER,
        .label = N_("drop"),
        .help = N_("In the proposal: drop it; it asks once more."),
    },
    {
        .modes = MODE_PAGE | MODE_PROPOSAL,
        .keys = {K_DOWN, K_PGDN, K_END},
        .command = COMMAND_MOVE,
        .help = N_("Down: a line, a page, to the last."),
    },
    {
        .modes = MODE_PAGE | MODE_PROPOSAL,
        .keys = {K_UP, K_PGUP, K_HOME},
        .command = COMMAND_MOVE,
        .help = N_("Up: a line, a page, to the first."),
    },
    {
        .modes = MODE_PROPOSAL | MODE_GONE,
        .keys = {K_ESC, 'q', K_BACK},
        .command = COMMAND_PAGE,
        .place = PLACE_FOOTER,
        .label = N_("back"),
        .help = N_("In the proposal: back to the page; the proposal waits."),
    },
    {
        .modes = MODE_PAGE,
        .keys = {K_ESC, 'q', K_BACK},
        .command = COMMAND_LEAVE,
        .place = PLACE_FOOTER,
        .label = N_("back"),
        .help = N_("Leave this page."),
    },
    {
        .modes = MODE_PICK,
        .keys = {K_ENTER},
        .command = COMMAND_TYPED,
        .place = PLACE_FOOTER,
        .label = N_("take this name"),
        .help = N_("Where a name is asked: take the one with the mark; typing "
                   "narrows the list."),
    },
    {
        .modes = MODE_PICK,
        .keys = {K_DOWN, K_PGDN},
        .command = COMMAND_TYPED,
        .place = PLACE_FOOTER,
        .label = N_("next"),
        .help = N_("Where a name is asked: further down, a line or a page."),
    },
    {
        .modes = MODE_PICK,
        .keys = {K_UP, K_PGUP},
        .command = COMMAND_TYPED,
        .help = N_("Where a name is asked: further up."),
    },
    {
        .modes = MODE_PICK,
        .keys = {K_ESC},
        .command = COMMAND_TYPED,
        .place = PLACE_FOOTER,
        .label = N_("back"),
        .help = N_("Where a name is asked: back; nothing is done."),
    },
    INPUTS_ENTER(COMMAND_TYPED, MODE_ON, MODE_LAST),
    {
        .modes = MODE_FORM,
        .keys = {K_ESC},
        .command = COMMAND_TYPED,
        .place = PLACE_FOOTER,
        .label = N_("leave"),
        .help = N_("In any field: leave; asks before it throws away what was "
                   "written."),
    },
    {
        .modes = MODE_NAMES,
        .keys = {K_RIGHT},
        .command = COMMAND_TYPED,
        .help = N_("At the end of a name: take the one that is offered."),
    },
    INPUTS_MOVE(COMMAND_TYPED, MODE_CHOICE, MODE_ON, MODE_MANY),
    {
        .modes = MODE_DIALOG,
        .keys = {K_ENTER},
        .command = COMMAND_DIALOG,
        .place = PLACE_FOOTER,
        .label = N_("choose"),
        .help = N_("When a question is open: answer it with the mark."),
    },
};

static const struct keymap keymap = {
    .title = N_("Buddies"),
    .bindings = bindings,
    .count = sizeof(bindings) / sizeof(bindings[0]),
};

static void
mates_init(void *data, const struct facts *facts)
{
	struct mates *model = data;

	(void)facts;
	model->reader = mem_new(1, sizeof(*model->reader));
	model->groups = mem_new(1, sizeof(*model->groups));
	model->found = mem_new(1, sizeof(*model->found));
	model->reader->arrows = model->groups->arrows = true;
	editor_init(&model->word, BUDDY_NAME_MAX, false);
}

static void
mates_done(void *data)
{
	struct mates *model = data;

	mates_form_end(model);
	mates_about(model, NULL, NULL);
	mates_swapped(model, NULL, NULL);
	editor_done(&model->word);
	free(model->reader);
	free(model->groups);
	free(model->found);
}

/* Whoever wakes the page may not be who wrote on it. */
static void
put_away(struct mates *model)
{
	mates_pick_end(model);
	mates_form_end(model);
	mates_about(model, NULL, NULL);
	mates_swapped(model, NULL, NULL);
	model->dialog.open = false;
	model->next = 0;
	model->look = MATES_PAGE;
	model->reader->focus = 0;
}

/* --- update --- */

/* Of the group with the mark anybody stands for it. */
static void
lock(struct mates *model, const struct facts *facts, struct effects *effects)
{
	const struct buddy_round *round = facts->buddies.proposed;
	struct mates_row row = mates_focused(facts, round, model->groups);

	if (!round || row.count == 0)
		return;
	mates_shown(model, facts);
	model->locking = !row.locked;
	mates_request(model, effects, BUDDY_ACT_LOCK, row.people[0]->name)
	    ->locked = model->locking;
}

/* The same two once more. */
static void
swap_back(
    struct mates *model, const struct facts *facts, struct effects *effects)
{
	mates_shown(model, facts);
	mates_about(model, model->swapped[0], model->swapped[1]);
	mates_request(model, effects, BUDDY_ACT_SWAP, model->name)->other =
	    mem_copy(model->other);
}

static void
propose(struct mates *model, const struct facts *facts)
{
	if (model->look == MATES_PAGE && facts->buddies.proposed) {
		model->look = MATES_PROPOSAL;
		model->groups->focus = 0;
	} else if (facts->buddies.person_count < 2) {
		toast_say(&model->toast,
		    _("A round needs two people at least; j joins."));
	} else {
		mates_weeks(model, facts);
	}
}

static void
turn_list(struct mates *model, const struct facts *facts)
{
	struct mates_row row =
	    mates_focused(facts, mates_listed(model, facts), model->reader);

	model->everybody = !model->everybody;
	if (row.count > 0)
		mates_focus(facts, mates_listed(model, facts), model->reader,
		    row.people[0]->name);
}

/* Asks for a name or a form: what another keyboard did stands in it. */
static bool
is_reading(int command)
{
	return command == COMMAND_CONNECTED || command == COMMAND_AGAIN ||
	       command == COMMAND_STAY || command == COMMAND_LEAVE_BUDDIES ||
	       command == COMMAND_JOIN || command == COMMAND_PROPOSE;
}

static void
run_command(struct mates *model, const struct facts *facts, int command,
    uint32_t key, struct effects *effects)
{
	static const enum mates_pick picks[] = {
	    [COMMAND_CONNECTED] = PICK_CONNECTED,
	    [COMMAND_AGAIN] = PICK_AGAIN,
	    [COMMAND_STAY] = PICK_STAY,
	    [COMMAND_LEAVE_BUDDIES] = PICK_LEAVE,
	    [COMMAND_FIND] = PICK_FIND,
	    [COMMAND_SWAP] = PICK_SWAP,
	};
	struct effect *effect;

	switch (command) {
	case COMMAND_CONNECTED:
	case COMMAND_AGAIN:
	case COMMAND_STAY:
	case COMMAND_LEAVE_BUDDIES:
	case COMMAND_FIND:
	case COMMAND_SWAP:
		mates_pick(model, facts, picks[command]);
		break;
	case COMMAND_JOIN:
		mates_join(model);
		break;
	case COMMAND_PROPOSE:
		propose(model, facts);
		break;
	case COMMAND_EVERYBODY:
		turn_list(model, facts);
		break;
	case COMMAND_SLIPS:
		effect = effects_add(effects, EFFECT_GO);
		effect->screen = SCREEN_PAGE;
		effect->argument = PAGE_SLIPS;
		break;
	case COMMAND_CONFIRM:
		mates_ask_confirm(model, facts);
		break;
	case COMMAND_BACK:
		swap_back(model, facts, effects);
		break;
	case COMMAND_LOCK:
		lock(model, facts, effects);
		break;
	case COMMAND_DROP:
		mates_ask_drop(model, facts);
		break;
	case COMMAND_PAGE:
		model->look = MATES_PAGE;
		break;
	case COMMAND_LEAVE:
		effects_add(effects, EFFECT_BACK);
		break;
	case COMMAND_MOVE:
		reader_key(model->look == MATES_PROPOSAL ? model->groups
		                                         : model->reader,
		    key);
		break;
	default:
		break;
	}
}

static void
key_pressed(struct mates *model, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	if (model->dialog.open) {
		mates_answer(model, event->key, effects);
	} else if (model->look == MATES_PICK) {
		mates_pick_key(model, facts, event, effects);
	} else if (model->look == MATES_JOIN || model->look == MATES_WEEKS) {
		mates_form_key(model, facts, event, effects);
	} else if (is_reading(event->command)) {
		model->next = event->command;
		effects_add(effects, EFFECT_BUDDIES);
	} else {
		run_command(model, facts, event->command, event->key, effects);
	}
}

static void
effect_done(struct mates *model, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	int next = model->next;

	if (event->effect == EFFECT_BUDDY) {
		mates_outcome(model, facts, event);
		return;
	}
	model->next = 0;
	if (event->status < 0) {
		part_failed(&model->toast,
		    _("That did not work. Please try again."), event->text);
		return;
	}
	model->loaded = true;
	if (next)
		run_command(model, facts, next, 0, effects);
}

static void
mates_update(void *data, const struct facts *facts, const struct event *event,
    struct effects *effects)
{
	struct mates *model = data;

	if (idle_over(&model->idle, facts, event, &model->toast)) {
		put_away(model);
		effects_add(effects, EFFECT_GO)->screen = SCREEN_IDLE;
		return;
	}
	switch (event->kind) {
	case EVENT_ENTER:
		effects_add(effects, EFFECT_BUDDIES);
		break;
	case EVENT_KEY:
		key_pressed(model, facts, event, effects);
		break;
	case EVENT_DONE:
		effect_done(model, facts, event, effects);
		break;
	case EVENT_TICK:
	case EVENT_IDLE:
		break;
	}
}

/* --- modes --- */

static unsigned
page_modes(const struct facts *facts)
{
	const struct fact_buddies *buddies = &facts->buddies;
	unsigned found = MODE_PAGE;

	if (buddies->person_count > 0)
		found |= MODE_PEOPLE;
	if (buddies->person_count > 0 && buddies->confirmed)
		found |= MODE_PAIRED;
	return found;
}

static unsigned
form_modes(const struct mates *model)
{
	const struct inputs *inputs = &model->inputs;
	unsigned found =
	    inputs->focus == inputs->count - 1 ? MODE_LAST : MODE_ON;

	found |= inputs->count > 1 ? MODE_MANY : 0;
	if (inputs->list[inputs->focus].choice_count > 0)
		return found | MODE_CHOICE;
	return model->look == MATES_JOIN && inputs->focus != JOIN_ROLE
	           ? found | MODE_NAMES
	           : found;
}

static unsigned
proposal_modes(const struct mates *model, const struct facts *facts)
{
	const struct buddy_round *round = facts->buddies.proposed;

	if (!round)
		return MODE_GONE;
	return MODE_PROPOSAL |
	       (mates_can_back(model, facts) ? MODE_SWAPPED : 0) |
	       (mates_focused(facts, round, model->groups).locked ? MODE_LOCKED
	                                                          : MODE_OPEN);
}

unsigned
mates_modes(const void *data, const struct facts *facts)
{
	const struct mates *model = data;

	if (model->dialog.open)
		return MODE_DIALOG;
	switch (model->look) {
	case MATES_PICK:
		return MODE_PICK;
	case MATES_JOIN:
	case MATES_WEEKS:
		return form_modes(model);
	case MATES_PROPOSAL:
		return proposal_modes(model, facts);
	case MATES_PAGE:
		break;
	}
	return page_modes(facts);
}

bool
mates_typing(const void *data, const struct facts *facts)
{
	const struct mates *model = data;

	(void)facts;
	return model->dialog.open || model->look == MATES_PICK ||
	       model->look == MATES_JOIN || model->look == MATES_WEEKS;
}

static int
mates_idle(const void *data, const struct facts *facts)
{
	return idle_seconds(&((const struct mates *)data)->idle, facts);
}

const struct screen screen_buddies = {
    .keymap = &keymap,
    .model_size = sizeof(struct mates),
    .init = mates_init,
    .update = mates_update,
    .view = mates_view,
    .modes = mates_modes,
    .typing = mates_typing,
    .idle = mates_idle,
    .still = true,
    .done = mates_done,
};
