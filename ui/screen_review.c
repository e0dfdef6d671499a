/*
 * The manager's review of the week: what nobody has answered, stuck tests,
 * what is overdue, what waits for another tier, what was done. Worked through
 * with one key, a quarter of an hour.
 */
#include "ui/screen_review.h"

#include <libintl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/date.h"
#include "util/i18n.h"
#include "util/mem.h"

enum command {
	COMMAND_NEXT = 1,
	COMMAND_ANSWER,
	COMMAND_CANT,
	COMMAND_ACTION,
	COMMAND_ESCALATE,
	COMMAND_FORWARD,
	COMMAND_BACKWARD,
	COMMAND_OPEN,
	COMMAND_END,
	COMMAND_UNDO,
	COMMAND_REDO,
	COMMAND_STEP,
	COMMAND_LEAVE,
	COMMAND_CHOOSE,
};

enum {
	MODE_LIST = 1 << 0,
	MODE_ITEM = 1 << 1, /* beside the list: something has the focus */
	MODE_NOTE = 1 << 2, /* and it is a note */
	MODE_CARD = 1 << 3, /* or a card */
	MODE_UNDO = 1 << 4,
	MODE_REDO = 1 << 5,
	MODE_ENDED = 1 << 6,
	MODE_DIALOG = 1 << 7,
};

static const struct binding bindings[] = {
    {
        .modes = MODE_ITEM,
        .keys = {' '},
        .command = COMMAND_NEXT,
        .place = PLACE_FOOTER,
        .label = N_("next"),
        .help = N_("This one is looked at: on to the next that is not."),
    },
    {
        .modes = MODE_NOTE,
        .keys = {'r'},
        .command = COMMAND_ANSWER,
        .place = PLACE_FOOTER,
        .label = N_("answer"),
        .help = N_("Answer the note."),
    },
    {
        .modes = MODE_CARD,
        .keys = {'r'},
        .command = COMMAND_ANSWER,
        .place = PLACE_FOOTER,
        .label = N_("respond"),
        .help = N_("Answer the card, or note what another tier answered."),
    },
    {
        .modes = MODE_NOTE,
        .keys = {'a'},
        .command = COMMAND_ACTION,
        .place = PLACE_FOOTER,
        .label = N_("action"),
        .help = N_("Make a card of the note."),
    },
    {
        .modes = MODE_ITEM,
        .keys = {'c'},
        .command = COMMAND_CANT,
        .place = PLACE_FOOTER,
        .label = N_("can't"),
        .help = N_("It can't be done, and why; a card is closed with it."),
    },
    {
        .modes = MODE_CARD,
        .keys = {'e'},
        .command = COMMAND_ESCALATE,
        .place = PLACE_FOOTER,
        .label = N_("escalate"),
        .help = N_("Ask the tier above, with a reason."),
    },
    {
        .modes = MODE_LIST,
        .keys = {'d'},
        .command = COMMAND_END,
        .place = PLACE_FOOTER,
        .label = N_("done"),
        .help = N_("End the review; its day is kept."),
    },
    {
        .modes = MODE_CARD,
        .keys = {'>'},
        .command = COMMAND_FORWARD,
        .place = PLACE_FOOTER,
        .label = N_("move"),
        .help = N_("Move the card on: agreed, testing, done."),
    },
    {
        .modes = MODE_CARD,
        .keys = {'<'},
        .command = COMMAND_BACKWARD,
        .help = N_("Move the card back; one that was closed is new again."),
    },
    {
        .modes = MODE_CARD,
        .keys = {K_ENTER},
        .command = COMMAND_OPEN,
        .place = PLACE_FOOTER,
        .label = N_("open"),
        .help = N_("Open the card: aim, answers, tests, history."),
    },
    {
        .modes = MODE_NOTE,
        .keys = {K_ENTER},
        .command = COMMAND_NEXT,
        .help = N_("On to the next, as with Space."),
    },
    {
        .modes = MODE_UNDO,
        .keys = {'u'},
        .command = COMMAND_UNDO,
        .place = PLACE_FOOTER,
        .label = N_("undo"),
        .help = N_("Take the last change of today back, whole."),
    },
    {
        .modes = MODE_REDO,
        .keys = {'U'},
        .command = COMMAND_REDO,
        .help = N_("Do again what was undone last."),
    },
    {
        .modes = MODE_LIST,
        .keys = {'j', K_DOWN, K_PGDN, K_END},
        .command = COMMAND_STEP,
        .help = N_("Down: one, a page, to the last (also G)."),
    },
    {
        .modes = MODE_LIST,
        .keys = {'k', K_UP, K_PGUP, K_HOME},
        .command = COMMAND_STEP,
        .help = N_("Up: one, a page, to the first (also g)."),
    },
    {
        .modes = MODE_LIST,
        .keys = {K_ESC, 'q', K_BACK},
        .command = COMMAND_LEAVE,
        .place = PLACE_FOOTER,
        .label = N_("leave"),
        .help = N_("Leave the review; what was answered is kept."),
    },
    {
        .modes = MODE_ENDED,
        .keys = {K_ENTER, K_ESC, 'q', ' '},
        .command = COMMAND_LEAVE,
        .place = PLACE_FOOTER,
        .label = N_("leave"),
        .help = N_("Leave the review."),
    },
    {
        .modes = MODE_DIALOG,
        .keys = {K_ENTER},
        .command = COMMAND_CHOOSE,
        .place = PLACE_FOOTER,
        .label = N_("choose"),
        .help = N_("Answer the question with the mark."),
    },
};

static const struct keymap keymap = {
    .title = N_("Review of the week"),
    .bindings = bindings,
    .count = sizeof(bindings) / sizeof(bindings[0]),
};

static void
review_init(void *data, const struct facts *facts)
{
	struct review_model *model = data;

	(void)facts;
	model->rows = mem_new(1, sizeof(*model->rows));
}

static void
review_done(void *data)
{
	struct review_model *model = data;

	free(model->rows);
	review_list_done(&model->list);
}

/* --- the focus --- */

/* What a card was asked and tests stand in the card itself. */
static void
look_up(struct review_model *model, struct effects *effects)
{
	const struct review_item *item = review_focus(model);

	if (!item || item->action == 0 || item->action == model->shown)
		return;
	model->shown = item->action;
	effects_add(effects, EFFECT_CARD)->action = item->action;
}

/* On to the next that nobody has looked at, round the end. */
static void
go_on(struct review_model *model)
{
	int total = review_total(model);

	for (int i = 1; i <= total; i++) {
		int at = (model->focus + i) % total;
		const struct review_item *item = &model->list.items[at];

		if (!item->looked && item->deed == DEED_NONE) {
			model->focus = at;
			return;
		}
	}
	toast_say(&model->toast, "%s",
	    _("Everything was looked at. d ends the review."));
}

static void
next(struct review_model *model)
{
	struct review_item *item = review_focus(model);

	item->looked = true;
	go_on(model);
}

static void
step(struct review_model *model, uint32_t key)
{
	struct list list = {.count = model->list.count,
	    .focus = model->focus,
	    .page = model->rows->page};

	list_key(&list, key);
	model->focus = list.focus;
}

/* --- pages above --- */

static void
go_up(struct review_model *model, const struct facts *facts,
    enum review_deed deed)
{
	model->away = true;
	model->deed = deed;
	model->undo = facts->undo.id;
}

static void
come_back(struct review_model *model, const struct facts *facts)
{
	struct review_item *item = review_focus(model);

	if (!model->away)
		return;
	model->away = false;
	model->shown = 0;
	if (!item || facts->undo.id <= model->undo)
		return;
	hand_notice(facts, model->undo, &model->toast);
	if (model->deed == DEED_NONE)
		return;
	item->deed = model->deed;
	item->looked = true;
	if (review_looked(model) < review_total(model))
		go_on(model);
}

static void
ask_note(struct review_model *model, const struct facts *facts,
    enum request_kind kind, enum review_deed deed, struct effects *effects)
{
	const struct review_item *item = review_focus(model);
	const struct note *note = item ? review_note(facts, item) : NULL;
	struct request *request;

	if (!note)
		return;
	go_up(model, facts, deed);
	request = effects_request(effects, kind, true);
	memcpy(request->note, note->id, NOTE_ID_SIZE);
	request->version = note->version;
	request->tier = TIER_UNIT;
	if (kind == REQUEST_ADD)
		request_text(request, TEXT_THEME, note->theme);
}

static void
ask_card(struct review_model *model, const struct facts *facts,
    enum request_kind kind, enum review_deed deed, struct effects *effects)
{
	const struct review_item *item = review_focus(model);
	const struct card *card = item ? review_card(facts, item) : NULL;

	if (!card)
		return;
	go_up(model, facts, deed);
	hand_ask(card, kind, &model->toast, effects);
	model->away = effects->count > 0;
}

/* --- the end --- */

static void
end(struct review_model *model, struct effects *effects)
{
	int left = review_total(model) - review_looked(model);
	char text[128];

	if (left == 0) {
		effects_add(effects, EFFECT_REVIEWED);
		return;
	}
	snprintf(text, sizeof(text),
	    ngettext("%d has not been looked at yet.",
	        "%d have not been looked at yet.", (unsigned long)left),
	    left);
	dialog_open(&model->dialog, 0, _("End the review?"), text);
	dialog_choice(&model->dialog, 'e', _("end it; they stand here again"));
	dialog_choice(&model->dialog, 's', _("stay"));
	model->dialog.focus = 1;
}

/* --- update --- */

static void
run_item(struct review_model *model, const struct facts *facts, int command,
    struct effects *effects)
{
	const struct review_item *item = review_focus(model);
	const struct card *card = item ? review_card(facts, item) : NULL;
	bool note = item && item->action == 0;

	switch (command) {
	case COMMAND_ANSWER:
		if (note)
			ask_note(model, facts, REQUEST_ANSWER, DEED_ANSWERED,
			    effects);
		else
			ask_card(model, facts, REQUEST_RESPOND, DEED_ANSWERED,
			    effects);
		break;
	case COMMAND_CANT:
		if (note)
			ask_note(
			    model, facts, REQUEST_CANT, DEED_CANT, effects);
		else
			ask_card(
			    model, facts, REQUEST_MOVE, DEED_CANT, effects);
		break;
	case COMMAND_ACTION:
		ask_note(model, facts, REQUEST_ADD, DEED_ACTION, effects);
		break;
	case COMMAND_ESCALATE:
		ask_card(
		    model, facts, REQUEST_ESCALATE, DEED_ESCALATED, effects);
		break;
	case COMMAND_FORWARD:
	case COMMAND_BACKWARD:
		if (card)
			hand_move(&model->hand, facts, card,
			    command == COMMAND_FORWARD ? 1 : -1, &model->toast,
			    effects);
		break;
	default:
		break;
	}
}

static void
open_card(struct review_model *model, const struct facts *facts,
    struct effects *effects)
{
	struct effect *effect = effects_add(effects, EFFECT_GO);

	effect->screen = SCREEN_CARD;
	effect->action = review_focus(model)->action;
	go_up(model, facts, DEED_NONE);
}

static void
run_command(struct review_model *model, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	switch (event->command) {
	case COMMAND_NEXT:
		next(model);
		break;
	case COMMAND_OPEN:
		open_card(model, facts, effects);
		break;
	case COMMAND_END:
		end(model, effects);
		break;
	case COMMAND_UNDO:
	case COMMAND_REDO:
		hand_undo(facts, event->command == COMMAND_REDO, &model->toast,
		    effects);
		break;
	case COMMAND_LEAVE:
		effects_add(effects, EFFECT_BACK);
		break;
	case COMMAND_NONE:
	case COMMAND_STEP:
		if (!model->ended)
			step(model, event->key);
		break;
	default:
		run_item(model, facts, event->command, effects);
		break;
	}
	if (effects->count == 0)
		look_up(model, effects);
}

static void
review_key(struct review_model *model, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	if (model->hand.dialog.open) {
		hand_key(&model->hand, event->key, effects);
	} else if (model->dialog.open) {
		if (dialog_key(&model->dialog, event->key) == 0)
			effects_add(effects, EFFECT_REVIEWED);
	} else {
		run_command(model, facts, event, effects);
	}
}

/* A step was done here, or undone: the item that it was about says so. */
static void
note_deed(struct review_model *model, const struct facts *facts,
    enum effect_kind effect)
{
	for (int i = 0; i < model->list.count; i++) {
		struct review_item *item = &model->list.items[i];
		bool same = item->action != 0
		                ? item->action == facts->done_action
		                : facts->done_note &&
		                      strcmp(item->note, facts->done_note) == 0;

		if (!same)
			continue;
		if (effect == EFFECT_REQUEST) {
			item->deed = DEED_MOVED;
		} else if (effect == EFFECT_UNDO) {
			item->undone = item->deed;
			item->deed = DEED_NONE;
			item->looked = false;
			model->focus = i;
		} else {
			item->deed = item->undone;
			model->focus = i;
		}
		return;
	}
}

static void
effect_done(struct review_model *model, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	switch (event->effect) {
	case EFFECT_CARD:
		return;
	case EFFECT_REVIEW:
		if (event->status < 0) {
			part_failed(&model->toast,
			    _("The review could not be read; it is tried "
			      "again every minute."),
			    event->text);
			break;
		}
		if (!model->loaded)
			model->before = facts->reviewed;
		model->loaded = true;
		break;
	case EFFECT_REVIEWED:
		if (event->status < 0)
			part_failed(&model->toast,
			    _("The review's day is not kept; d tries again."),
			    event->text);
		model->ended = event->status == OK;
		break;
	default:
		hand_done(&model->hand, facts, event, &model->toast);
		if (event->status == OK)
			note_deed(model, facts, event->effect);
		model->shown = 0;
		break;
	}
	review_again(model, facts);
	look_up(model, effects);
}

static void
review_update(void *data, const struct facts *facts, const struct event *event,
    struct effects *effects)
{
	struct review_model *model = data;

	if (idle_over(&model->idle, facts, event, &model->toast)) {
		effects_add(effects, EFFECT_GO)->screen = SCREEN_IDLE;
		return;
	}
	switch (event->kind) {
	case EVENT_ENTER:
		come_back(model, facts);
		effects_add(effects, EFFECT_REVIEW);
		break;
	case EVENT_TICK:
		effects_add(effects, EFFECT_REVIEW);
		break;
	case EVENT_KEY:
		review_key(model, facts, event, effects);
		break;
	case EVENT_DONE:
		effect_done(model, facts, event, effects);
		break;
	case EVENT_IDLE:
		break;
	}
}

unsigned
review_modes(const void *data, const struct facts *facts)
{
	const struct review_model *model = data;
	const struct review_item *item = review_focus(model);
	unsigned found = MODE_LIST;

	if (model->hand.dialog.open || model->dialog.open)
		return MODE_DIALOG;
	if (model->ended)
		return MODE_ENDED;
	if (item)
		found |= MODE_ITEM;
	if (item && review_note(facts, item))
		found |= MODE_NOTE;
	if (item && item->action != 0 && review_card(facts, item))
		found |= MODE_CARD;
	if (facts->undo.id)
		found |= MODE_UNDO;
	if (facts->redo.id)
		found |= MODE_REDO;
	return found;
}

static bool
review_typing(const void *data, const struct facts *facts)
{
	const struct review_model *model = data;

	(void)facts;
	return model->hand.dialog.open || model->dialog.open;
}

static int
review_idle(const void *data, const struct facts *facts)
{
	return idle_seconds(&((const struct review_model *)data)->idle, facts);
}

const struct screen screen_review = {
    .keymap = &keymap,
    .model_size = sizeof(struct review_model),
    .init = review_init,
    .update = review_update,
    .view = review_view,
    .modes = review_modes,
    .typing = review_typing,
    .idle = review_idle,
    .done = review_done,
};
