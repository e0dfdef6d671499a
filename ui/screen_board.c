/*
 * The action board: cards in columns, moved and answered with one key. The
 * cards are arranged when they, what narrows them or their order changed; a
 * key only moves the focus.
 */
#include "ui/screen_board.h"

#include <stdlib.h>
#include <string.h>

#include "ui/layout.h"
#include "util/i18n.h"
#include "util/mem.h"

enum command {
	COMMAND_OPEN = 1,
	COMMAND_FORWARD,
	COMMAND_BACKWARD,
	COMMAND_RESPOND,
	COMMAND_ESCALATE,
	COMMAND_CLOSE,
	COMMAND_ADD,
	COMMAND_FIND,
	COMMAND_FILTER,
	COMMAND_ALL,
	COMMAND_UNDO,
	COMMAND_REDO,
	COMMAND_SORT,
	COMMAND_SAID_PAGE,
	COMMAND_REVIEW_PAGE,
	COMMAND_AGAIN,
	COMMAND_BEFORE,
	COMMAND_LEFT,
	COMMAND_RIGHT,
	COMMAND_STEP,
	COMMAND_LEAVE,
	COMMAND_FOUND,
	COMMAND_STOP,
	COMMAND_LINE,
	COMMAND_LINES,
	COMMAND_NEXT,
	COMMAND_LAST,
	COMMAND_SHOW,
	COMMAND_CANCEL,
	COMMAND_ANSWER,
};

enum {
	MODE_LIST = 1 << 0,
	MODE_CARD = 1 << 1,     /* beside the list: a card has the focus */
	MODE_MATCH = 1 << 2,    /* beside the list: a search is set */
	MODE_NARROWED = 1 << 3, /* beside the list: not all is shown */
	MODE_WHOLE = 1 << 4,    /* beside the list: all is shown */
	MODE_UNDO = 1 << 5,
	MODE_REDO = 1 << 6,
	MODE_FIND = 1 << 7,
	MODE_CHOOSE = 1 << 8,
	MODE_DIALOG = 1 << 9,
};

static const struct binding bindings[] = {
    {
        .modes = MODE_CARD,
        .keys = {K_ENTER},
        .command = COMMAND_OPEN,
        .place = PLACE_FOOTER,
        .label = N_("open"),
        .help = N_("Open the card: aim, answers, tests, history."),
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
        .modes = MODE_NARROWED,
        .keys = {'F', 'x', K_ESC},
        .command = COMMAND_ALL,
        .place = PLACE_FOOTER,
        .label = N_("show all"),
        .help = N_("Show all cards again, whatever was set."),
    },
    {
        .modes = MODE_CARD,
        .keys = {'r'},
        .command = COMMAND_RESPOND,
        .place = PLACE_FOOTER,
        .label = N_("respond"),
        .help = N_("Answer the card, or note what another tier answered."),
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
        .modes = MODE_UNDO,
        .keys = {'u'},
        .command = COMMAND_UNDO,
        .place = PLACE_FOOTER,
        .label = N_("undo"),
        .help = N_("Take the last change of today back, whole."),
    },
    {
        .modes = MODE_LIST,
        .keys = {'+'},
        .command = COMMAND_ADD,
        .place = PLACE_FOOTER,
        .label = N_("add"),
        .help = N_("Add a card."),
    },
    {
        .modes = MODE_LIST,
        .keys = {'/'},
        .command = COMMAND_FIND,
        .place = PLACE_FOOTER,
        .label = N_("find"),
        .help = N_("Show only cards with a word in title or owner."),
    },
    {
        .modes = MODE_LIST,
        .keys = {'f'},
        .command = COMMAND_FILTER,
        .place = PLACE_FOOTER,
        .label = N_("filter"),
        .help = N_("Show only a theme, an owner, a tier, what needs "
                   "somebody."),
    },
    {
        .modes = MODE_CARD,
        .keys = {'c'},
        .command = COMMAND_CLOSE,
        .place = PLACE_FOOTER,
        .label = N_("close"),
        .help = N_("Close the card: can't, because."),
    },
    {
        .modes = MODE_LIST,
        .keys = {'m', 'v'},
        .command = COMMAND_REVIEW_PAGE,
        .place = PLACE_FOOTER,
        .label = N_("review"),
        .help = N_("The manager's review of the week."),
    },
    {
        .modes = MODE_LIST,
        .keys = {'y'},
        .command = COMMAND_SAID_PAGE,
        .place = PLACE_FOOTER,
        .label = N_("what became of it"),
        .help = N_("You said, we did, can't because."),
    },
    {
        .modes = MODE_LIST,
        .keys = {'s'},
        .command = COMMAND_SORT,
        .place = PLACE_FOOTER,
        .label = N_("sort"),
        .help = N_("In another order; the header names it."),
    },
    {
        .modes = MODE_CARD,
        .keys = {'<'},
        .command = COMMAND_BACKWARD,
        .help = N_("Move the card back; one that was closed is new again."),
    },
    {
        .modes = MODE_REDO,
        .keys = {'U'},
        .command = COMMAND_REDO,
        .help = N_("Do again what was undone last."),
    },
    {
        .modes = MODE_MATCH,
        .keys = {'n'},
        .command = COMMAND_AGAIN,
        .help = N_("To the next card with the word, in any column."),
    },
    {
        .modes = MODE_MATCH,
        .keys = {'N'},
        .command = COMMAND_BEFORE,
        .help = N_("To the one before with the word."),
    },
    {
        .modes = MODE_LIST,
        .keys = {'l', K_RIGHT, K_TAB},
        .command = COMMAND_RIGHT,
        .help = N_("To the next column."),
    },
    {
        .modes = MODE_LIST,
        .keys = {'h', K_LEFT, K_BACKTAB},
        .command = COMMAND_LEFT,
        .help = N_("To the column before."),
    },
    {
        .modes = MODE_LIST,
        .keys = {'j', K_DOWN, K_PGDN, K_END},
        .command = COMMAND_STEP,
        .help = N_("Down: a card, a page, to the last (also G)."),
    },
    {
        .modes = MODE_LIST,
        .keys = {'k', K_UP, K_PGUP, K_HOME},
        .command = COMMAND_STEP,
        .help = N_("Up: a card, a page, to the first (also g)."),
    },
    {
        .modes = MODE_WHOLE,
        .keys = {K_ESC},
        .command = COMMAND_LEAVE,
        .place = PLACE_FOOTER,
        .label = N_("leave"),
        .help = N_("Leave the board."),
    },
    {
        .modes = MODE_LIST,
        .keys = {'q', K_BACK},
        .command = COMMAND_LEAVE,
        .help = N_("Leave the board, whatever is set."),
    },
    {
        .modes = MODE_FIND,
        .keys = {K_ENTER},
        .command = COMMAND_FOUND,
        .place = PLACE_FOOTER,
        .label = N_("keep these"),
        .help = N_("Stop typing; only these cards stay."),
    },
    {
        .modes = MODE_FIND,
        .keys = {K_ESC},
        .command = COMMAND_STOP,
        .place = PLACE_FOOTER,
        .label = N_("back"),
        .help = N_("Stop searching, back to where it began."),
    },
    {
        .modes = MODE_CHOOSE,
        .keys = {'1', '2', '3', '4'},
        .command = COMMAND_LINE,
        .place = PLACE_FOOTER,
        .shown = "1-4",
        .label = N_("change"),
        .help = N_("Another theme, owner, tier or need."),
    },
    {
        .modes = MODE_CHOOSE,
        .keys = {K_RIGHT, 'l', ' '},
        .command = COMMAND_NEXT,
        .help = N_("The next value of the line with the mark."),
    },
    {
        .modes = MODE_CHOOSE,
        .keys = {K_LEFT, 'h'},
        .command = COMMAND_LAST,
        .help = N_("The value before."),
    },
    {
        .modes = MODE_CHOOSE,
        .keys = {K_DOWN, 'j', K_UP, 'k'},
        .command = COMMAND_LINES,
        .help = N_("To another line."),
    },
    {
        .modes = MODE_CHOOSE,
        .keys = {'F', 'x'},
        .command = COMMAND_ALL,
        .place = PLACE_FOOTER,
        .label = N_("any"),
        .help = N_("Show all cards again."),
    },
    {
        .modes = MODE_CHOOSE,
        .keys = {K_ENTER, 'f'},
        .command = COMMAND_SHOW,
        .place = PLACE_FOOTER,
        .label = N_("show these"),
        .help = N_("Close the chooser; only these cards are shown."),
    },
    {
        .modes = MODE_CHOOSE,
        .keys = {K_ESC, 'q', K_BACK},
        .command = COMMAND_CANCEL,
        .place = PLACE_FOOTER,
        .label = N_("as before"),
        .help = N_("Close the chooser; it was as it was."),
    },
    {
        .modes = MODE_DIALOG,
        .keys = {K_ENTER},
        .command = COMMAND_ANSWER,
        .place = PLACE_FOOTER,
        .label = N_("choose"),
        .help = N_("Answer the question with the mark."),
    },
};

static const struct keymap keymap = {
    .title = N_("Actions"),
    .bindings = bindings,
    .count = sizeof(bindings) / sizeof(bindings[0]),
};

static void
board_init(void *data, const struct facts *facts)
{
	struct board_model *model = data;

	(void)facts;
	model->place = mem_new(1, sizeof(*model->place));
	model->narrow.tier = model->before.tier = -1;
	editor_init(&model->find, BOARD_FIND, false);
}

static void
board_free(void *data)
{
	struct board_model *model = data;

	free(model->place);
	board_narrow_done(model);
}

/* --- keys on the columns --- */

static struct list *
list_of(struct board_model *model)
{
	return &model->place->lists[model->column];
}

static const struct card *
card_in_focus(const struct board_model *model, const struct facts *facts)
{
	return board_card(model, facts, (int)model->column,
	    model->place->lists[model->column].focus);
}

static void
to_column(struct board_model *model, int step)
{
	model->column =
	    (enum column)(((int)model->column + COLUMNS + step) % COLUMNS);
}

/* Every card that is shown has the word: to the next one, over the columns. */
static void
to_match(struct board_model *model, int step)
{
	struct list *list = list_of(model);
	int to = list->focus + step;

	if (to >= 0 && to < list->count) {
		list->focus = to;
		return;
	}
	for (int i = 0; i < COLUMNS; i++) {
		to_column(model, step);
		list = list_of(model);
		if (list->count > 0)
			break;
	}
	list->focus = step > 0 || list->count == 0 ? 0 : list->count - 1;
}

/* The part that is visible is the view's to find. */
static void
to_card(struct board_model *model, uint32_t key)
{
	struct list *list = list_of(model);
	int top = list->top;

	list_key(list, key);
	list->top = top;
}

static void
sort_next(struct board_model *model, const struct facts *facts)
{
	model->sort = (enum board_sort)((model->sort + 1) % SORTS);
	board_again(model, facts);
	toast_say(&model->toast, _("In order: %s."),
	    _(board_sort_titles[model->sort]));
}

/* --- pages above --- */

/* What is shown there may change the card; what of it is known by now? */
static void
go_up(struct board_model *model, const struct facts *facts)
{
	model->away = true;
	model->undo = facts->undo.id;
	model->added = facts->done_action;
	model->follow = model->focused[model->column];
}

static void
go(struct board_model *model, const struct facts *facts, enum screen_id screen,
    int64_t action, struct effects *effects)
{
	struct effect *effect = effects_add(effects, EFFECT_GO);

	effect->screen = screen;
	effect->action = action;
	go_up(model, facts);
}

/* Back again: the focus goes to what was changed or added. */
static void
come_back(struct board_model *model, const struct facts *facts)
{
	if (!model->away)
		return;
	model->away = false;
	hand_notice(facts, model->undo, &model->toast);
	if (facts->done_action && facts->done_action != model->added) {
		model->follow = facts->done_action;
		model->show = true;
	}
}

/* --- commands --- */

static void
run_card(struct board_model *model, const struct facts *facts, int command,
    struct effects *effects)
{
	const struct card *card = card_in_focus(model, facts);

	if (!card)
		return;
	switch (command) {
	case COMMAND_OPEN:
		go(model, facts, SCREEN_CARD, card->id, effects);
		break;
	case COMMAND_FORWARD:
	case COMMAND_BACKWARD:
		hand_move(&model->hand, facts, card,
		    command == COMMAND_FORWARD ? 1 : -1, &model->toast,
		    effects);
		break;
	case COMMAND_RESPOND:
		go_up(model, facts);
		hand_ask(card, REQUEST_RESPOND, &model->toast, effects);
		break;
	case COMMAND_ESCALATE:
		go_up(model, facts);
		hand_ask(card, REQUEST_ESCALATE, &model->toast, effects);
		break;
	case COMMAND_CLOSE:
		go_up(model, facts);
		hand_ask(card, REQUEST_MOVE, &model->toast, effects);
		break;
	default:
		break;
	}
}

static void
run_board(struct board_model *model, const struct facts *facts, int command,
    struct effects *effects)
{
	switch (command) {
	case COMMAND_ADD:
		go_up(model, facts);
		effects_request(effects, REQUEST_ADD, true)->tier = TIER_UNIT;
		break;
	case COMMAND_FIND:
		board_find(model, facts);
		break;
	case COMMAND_FILTER:
		board_choose(model);
		break;
	case COMMAND_ALL:
		board_show_all(model, facts);
		break;
	case COMMAND_SORT:
		sort_next(model, facts);
		break;
	case COMMAND_UNDO:
	case COMMAND_REDO:
		hand_undo(
		    facts, command == COMMAND_REDO, &model->toast, effects);
		break;
	case COMMAND_SAID_PAGE:
		go(model, facts, SCREEN_SAID, 0, effects);
		break;
	case COMMAND_REVIEW_PAGE:
		go(model, facts, SCREEN_REVIEW, 0, effects);
		break;
	case COMMAND_LEAVE:
		effects_add(effects, EFFECT_BACK);
		break;
	default:
		run_card(model, facts, command, effects);
		break;
	}
}

static void
run_command(struct board_model *model, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	const struct card *card;

	switch (event->command) {
	case COMMAND_RIGHT:
	case COMMAND_LEFT:
		to_column(model, event->command == COMMAND_RIGHT ? 1 : -1);
		break;
	case COMMAND_AGAIN:
	case COMMAND_BEFORE:
		to_match(model, event->command == COMMAND_AGAIN ? 1 : -1);
		break;
	case COMMAND_NONE:
	case COMMAND_STEP:
		to_card(model, event->key);
		break;
	default:
		run_board(model, facts, event->command, effects);
		break;
	}
	card = card_in_focus(model, facts);
	model->focused[model->column] = card ? card->id : 0;
}

static void
choose_key(struct board_model *model, const struct facts *facts,
    const struct event *event)
{
	bool down = event->key == K_DOWN || event->key == 'j';

	switch (event->command) {
	case COMMAND_LINE:
		model->choice = (int)(event->key - '1');
		board_choose_step(model, facts, 1);
		break;
	case COMMAND_LINES:
		model->choice =
		    (model->choice + (down ? 1 : CHOICES - 1)) % CHOICES;
		break;
	case COMMAND_NEXT:
	case COMMAND_LAST:
		board_choose_step(
		    model, facts, event->command == COMMAND_NEXT ? 1 : -1);
		break;
	case COMMAND_ALL:
		board_show_all(model, facts);
		break;
	case COMMAND_SHOW:
	case COMMAND_CANCEL:
		board_choose_end(model, facts, event->command == COMMAND_SHOW);
		break;
	default:
		break;
	}
}

static void
board_key(struct board_model *model, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	if (model->hand.dialog.open)
		hand_key(&model->hand, event->key, effects);
	else if (model->choosing)
		choose_key(model, facts, event);
	else if (model->finding && (event->command == COMMAND_FOUND ||
	                               event->command == COMMAND_STOP))
		board_find_end(model, facts, event->command == COMMAND_FOUND);
	else if (model->finding)
		board_find_key(model, facts, event->key);
	else
		run_command(model, facts, event, effects);
}

/* --- what came of it --- */

static void
effect_done(struct board_model *model, const struct facts *facts,
    const struct event *event)
{
	bool first = !model->loaded;
	int64_t follow;

	if (event->effect == EFFECT_BOARD && event->status < 0)
		part_failed(&model->toast,
		    _("The board could not be read; it is tried again every "
		      "minute."),
		    event->text);
	else if (event->effect == EFFECT_BOARD)
		model->loaded = true;
	else
		hand_done(&model->hand, facts, event, &model->toast);
	if (event->effect != EFFECT_BOARD && event->status == OK)
		model->follow = facts->done_action;
	if (event->effect == EFFECT_REQUEST && event->status == ERR_AGAIN)
		model->follow = model->hand.action;
	follow = model->follow;
	board_again(model, facts);
	if (first)
		board_to_cards(model);
	/* A card that was just added is shown, whatever was set. */
	if (model->show && board_narrowed(model) &&
	    model->focused[model->column] != follow) {
		model->follow = follow;
		board_show_all(model, facts);
	}
	model->show = false;
}

static void
board_update(void *data, const struct facts *facts, const struct event *event,
    struct effects *effects)
{
	struct board_model *model = data;

	if (idle_over(&model->idle, facts, event, &model->toast)) {
		effects_add(effects, EFFECT_GO)->screen = SCREEN_IDLE;
		return;
	}
	switch (event->kind) {
	case EVENT_ENTER:
		if (event->action)
			model->follow = event->action;
		come_back(model, facts);
		effects_add(effects, EFFECT_BOARD);
		break;
	case EVENT_TICK: /* others may have moved cards elsewhere */
		effects_add(effects, EFFECT_BOARD);
		break;
	case EVENT_KEY:
		board_key(model, facts, event, effects);
		break;
	case EVENT_DONE:
		effect_done(model, facts, event);
		break;
	case EVENT_IDLE:
		break;
	}
}

unsigned
board_modes(const void *data, const struct facts *facts)
{
	const struct board_model *model = data;
	unsigned found = MODE_LIST;

	if (model->hand.dialog.open)
		return MODE_DIALOG;
	if (model->choosing)
		return MODE_CHOOSE;
	if (model->finding)
		return MODE_FIND;
	found |= board_narrowed(model) ? MODE_NARROWED : MODE_WHOLE;
	if (card_in_focus(model, facts))
		found |= MODE_CARD;
	if (model->find.text.len > 0)
		found |= MODE_MATCH;
	if (facts->undo.id)
		found |= MODE_UNDO;
	if (facts->redo.id)
		found |= MODE_REDO;
	return found;
}

static bool
board_typing(const void *data, const struct facts *facts)
{
	const struct board_model *model = data;

	(void)facts;
	return model->finding || model->hand.dialog.open;
}

static int
board_idle(const void *data, const struct facts *facts)
{
	return idle_seconds(&((const struct board_model *)data)->idle, facts);
}

const struct screen screen_board = {
    .keymap = &keymap,
    .model_size = sizeof(struct board_model),
    .init = board_init,
    .update = board_update,
    .view = board_view,
    .modes = board_modes,
    .typing = board_typing,
    .idle = board_idle,
    .done = board_free,
};
