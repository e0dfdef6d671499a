/*
 * A card: everything that is known of it, and everything that can be done
 * with it, a key each. See screen_card.h.
 */
#include "ui/screen_card.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/layout.h"
#include "util/i18n.h"
#include "util/mem.h"

#define TITLE_COLUMNS 44 /* of a title within a sentence */

enum command {
	COMMAND_EDIT = 1,
	COMMAND_ON,
	COMMAND_BACK,
	COMMAND_RESPOND,
	COMMAND_ESCALATE,
	COMMAND_CLOSE,
	COMMAND_REOPEN,
	COMMAND_PLAN,
	COMMAND_RESULT,
	COMMAND_PAGE,
	COMMAND_WORKED,
	COMMAND_UNDO,
	COMMAND_REDO,
	COMMAND_SCROLL,
	COMMAND_DIALOG,
	COMMAND_LEAVE,
};

enum {
	MODE_CARD = 1 << 0,    /* it is there */
	MODE_OPEN = 1 << 1,    /* neither done nor closed */
	MODE_OVER = 1 << 2,    /* one of both */
	MODE_TEST = 1 << 3,    /* a test is under way */
	MODE_NO_TEST = 1 << 4, /* none is, and one can begin */
	MODE_ABOVE = 1 << 5,   /* a tier is above the one it is at */
	MODE_WORKED = 1 << 6,  /* a test had a result */
	MODE_UNDO = 1 << 7,
	MODE_REDO = 1 << 8,
	MODE_PAGE = 1 << 9, /* no question is open */
	MODE_DIALOG = 1 << 10,
	MODE_CLOSABLE = 1 << 11,
};

static const struct binding bindings[] = {
    {
        .modes = MODE_CARD,
        .keys = {K_ENTER, 'E'},
        .command = COMMAND_EDIT,
        .place = PLACE_FOOTER,
        .label = N_("edit"),
        .help = N_("Change title, theme, owner, due day, size or aim."),
    },
    {
        .modes = MODE_OPEN,
        .keys = {'>'},
        .command = COMMAND_ON,
        .place = PLACE_FOOTER,
        .label = N_("move"),
        .help = N_("Move it on: agreed, testing, done."),
    },
    {
        .modes = MODE_CARD,
        .keys = {'r'},
        .command = COMMAND_RESPOND,
        .place = PLACE_FOOTER,
        .label = N_("respond"),
        .help = N_("Write down what the unit, or a tier above, answered."),
    },
    {
        .modes = MODE_TEST,
        .keys = {'t'},
        .command = COMMAND_RESULT,
        .place = PLACE_FOOTER,
        .label = N_("end test"),
        .help = N_("End the test that is under way: what came of it."),
    },
    {
        .modes = MODE_ABOVE,
        .keys = {'e'},
        .command = COMMAND_ESCALATE,
        .place = PLACE_FOOTER,
        .label = N_("escalate"),
        .help = N_("Ask the tier above, with the reason."),
    },
    {
        .modes = MODE_OVER,
        .keys = {'o'},
        .command = COMMAND_REOPEN,
        .place = PLACE_FOOTER,
        .label = N_("open again"),
        .help = N_("Open it again, as agreed."),
    },
    {
        .modes = MODE_NO_TEST,
        .keys = {'t'},
        .command = COMMAND_PLAN,
        .place = PLACE_FOOTER,
        .label = N_("test"),
        .help = N_("Begin a test of a change: plan and prediction."),
    },
    {
        .modes = MODE_CARD,
        .keys = {'<'},
        .command = COMMAND_BACK,
        .help = N_("Move it back a column."),
    },
    {
        .modes = MODE_CLOSABLE,
        .keys = {'c'},
        .command = COMMAND_CLOSE,
        .place = PLACE_FOOTER,
        .label = N_("close"),
        .help = N_("Close it: can't, because."),
    },
    {
        .modes = MODE_UNDO,
        .keys = {'u'},
        .command = COMMAND_UNDO,
        .place = PLACE_FOOTER,
        .label = N_("undo"),
        .help = N_("Undo the last step of today, whoever did it."),
    },
    {
        .modes = MODE_REDO,
        .keys = {'U'},
        .command = COMMAND_REDO,
        .help = N_("Do again what was undone."),
    },
    {
        .modes = MODE_CARD,
        .keys = {'p'},
        .command = COMMAND_PAGE,
        .place = PLACE_FOOTER,
        .label = N_("page"),
        .help = N_("The page for the tier above: look, approve, print."),
    },
    {
        .modes = MODE_WORKED,
        .keys = {'w'},
        .command = COMMAND_WORKED,
        .place = PLACE_FOOTER,
        .label = N_("what worked"),
        .help = N_("What worked, as a page for other units."),
    },
    {
        .modes = MODE_CARD,
        .keys = {K_ESC, 'q', K_BACK},
        .command = COMMAND_LEAVE,
        .place = PLACE_FOOTER,
        .label = N_("leave"),
        .help = N_("Leave the card."),
    },
    {
        .modes = MODE_CARD,
        .keys = {'j', K_DOWN, K_PGDN, K_END},
        .command = COMMAND_SCROLL,
        .help = N_("Further down: a line, a page, to the end (also G)."),
    },
    {
        .modes = MODE_CARD,
        .keys = {'k', K_UP, K_PGUP, K_HOME},
        .command = COMMAND_SCROLL,
        .help = N_("Further up: a line, a page, to the top (also g)."),
    },
    {
        .modes = MODE_PAGE,
        .keys = {K_ESC, 'q', K_BACK, K_ENTER},
        .command = COMMAND_LEAVE,
        .place = PLACE_FOOTER,
        .label = N_("back"),
        .help = N_("Back to where you were."),
    },
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
    .title = N_("Card"),
    .bindings = bindings,
    .count = sizeof(bindings) / sizeof(bindings[0]),
};

/* The card on this page, NULL if it is not there. */
static const struct action *
shown(const struct card_page *page, const struct facts *facts)
{
	const struct action *action = facts->card.action;

	return action && action->id == page->action ? action : NULL;
}

static void
card_init(void *data, const struct facts *facts)
{
	struct card_page *page = data;

	(void)facts;
	page->layout = mem_new(1, sizeof(*page->layout));
}

static void
card_done_page(void *data)
{
	struct card_page *page = data;

	card_column_done(&page->layout->left);
	card_column_done(&page->layout->right);
	free(page->layout);
}

static void
to_page(
    const struct card_page *page, enum fact_page which, struct effects *effects)
{
	struct effect *effect = effects_add(effects, EFFECT_GO);

	effect->screen = SCREEN_PAGE;
	effect->argument = (int)which;
	effect->page = which;
	effect->action = page->action;
}

/* Not a step to the next column, so the hand has no part in it. */
static void
reopen(struct card_page *page, const struct action *action,
    struct effects *effects)
{
	struct request *request = effects_request(effects, REQUEST_MOVE, false);

	request->action = action->id;
	request->version = action->version;
	request->state = ACTION_AGREED;
	page->reopening = true;
}

static void
reopened(struct card_page *page, const struct event *event)
{
	page->reopening = false;
	if (event->status == OK)
		toast_say(&page->toast, "%s",
		    _("It is open again, as agreed. u undoes it."));
	else
		part_failed(
		    &page->toast, _("It was not opened again."), event->text);
}

/* The last step of the card's history, 0 if it has none. */
static int64_t
newest(const struct facts *facts)
{
	int count = facts->card.event_count;

	return count > 0 ? facts->card.events[count - 1].revision : 0;
}

/* By the form; what it was opened on tells later what others did. */
static void
ask(struct card_page *page, const struct facts *facts, const struct card *card,
    enum request_kind kind, struct effects *effects)
{
	page->asked = kind;
	page->newest = newest(facts);
	hand_ask(card, kind, &page->toast, effects);
}

/* What is asked of the card itself, as board and review ask it. */
static void
change_card(struct card_page *page, const struct facts *facts,
    const struct action *action, int command, struct effects *effects)
{
	static const enum request_kind asked[] = {
	    [COMMAND_EDIT] = REQUEST_EDIT,
	    [COMMAND_RESPOND] = REQUEST_RESPOND,
	    [COMMAND_ESCALATE] = REQUEST_ESCALATE,
	    [COMMAND_CLOSE] = REQUEST_MOVE,
	    [COMMAND_PLAN] = REQUEST_PLAN,
	    [COMMAND_RESULT] = REQUEST_RESULT,
	};
	struct card card;

	card_of(&card, action);
	if (command == COMMAND_ON || command == COMMAND_BACK)
		hand_move(&page->hand, facts, &card,
		    command == COMMAND_ON ? 1 : -1, &page->toast, effects);
	else if (command == COMMAND_REOPEN)
		reopen(page, action, effects);
	else
		ask(page, facts, &card, asked[command], effects);
	card_done(&card);
}

static void
run_command(struct card_page *page, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	const struct action *action = shown(page, facts);

	switch (event->command) {
	case COMMAND_PAGE:
		to_page(page, PAGE_CARD, effects);
		break;
	case COMMAND_WORKED:
		to_page(page, PAGE_WORKED, effects);
		break;
	case COMMAND_UNDO:
	case COMMAND_REDO:
		hand_undo(facts, event->command == COMMAND_REDO, &page->toast,
		    effects);
		break;
	case COMMAND_LEAVE:
		effects_add(effects, EFFECT_BACK);
		break;
	case COMMAND_NONE:
	case COMMAND_SCROLL:
		scroll_key(&page->layout->scroll, event->key);
		break;
	default:
		if (action)
			change_card(
			    page, facts, action, event->command, effects);
		break;
	}
}

/* True if a step was asked for on the page above and it was the last one. */
static bool
is_ours(const struct card_page *page, const struct facts *facts)
{
	const struct fact_card *card = &facts->card;

	for (int i = card->event_count - 1; i >= 0; i--)
		if (card->events[i].revision == facts->undo.id)
			return card->events[i].kind == (int)page->asked;
	return false;
}

/* True if a new event before the one at `at` has its field too, or if we
 * changed that: then it was shown, and decided, on the form. */
static bool
is_known(const struct card_page *page, const struct facts *facts, int at)
{
	const struct revision_event *events = facts->card.events;

	for (int i = facts->card.event_count - 1;
	     i >= 0 && events[i].revision > page->newest; i--) {
		bool before = i < at;
		bool ours = events[i].revision == facts->undo.id;

		if (events[i].field == events[at].field && (before || ours))
			return true;
	}
	return false;
}

/* What somebody else changed while a form was filled in that was saved all the
 * same: "title, owner". */
static void
find_meanwhile(
    const struct card_page *page, const struct facts *facts, struct buf *out)
{
	const struct fact_card *card = &facts->card;

	for (int i = 0; i < card->event_count; i++) {
		const struct revision_event *event = &card->events[i];

		if (event->revision <= page->newest ||
		    event->revision == facts->undo.id ||
		    !card_tells_field(&action_record, event->field) ||
		    is_known(page, facts, i))
			continue;
		buf_addf(out, "%s%s", out->len > 0 ? ", " : "",
		    _(action_record.fields[event->field].title));
	}
}

static void
say_closed(struct card_page *page, const struct action *action)
{
	const char *title = record_text(action->title);
	size_t len = utf8_fit(title, TITLE_COLUMNS, NULL);
	char text[256];

	snprintf(text, sizeof(text), "%.*s%s", (int)len, title,
	    title[len] ? SIGN_MORE : "");
	toast_say(&page->toast, _("Closed: %s. u undoes it."), text);
}

/* Back from the pages above: word of what was done there. */
static void
notice(struct card_page *page, const struct facts *facts)
{
	const struct action *action = shown(page, facts);
	struct buf meanwhile = BUF_INIT;

	if (action && facts->undo.id > page->seen && is_ours(page, facts))
		find_meanwhile(page, facts, &meanwhile);
	if (meanwhile.len > 0)
		toast_say(&page->toast,
		    _("Saved. Meanwhile somebody changed: %s."),
		    buf_text(&meanwhile));
	else if (action && facts->undo.id > page->seen &&
	         page->asked == REQUEST_MOVE && action->state == ACTION_CLOSED)
		say_closed(page, action);
	else
		hand_notice(facts, page->seen, &page->toast);
	page->asked = REQUESTS;
	buf_done(&meanwhile);
}

/* Back from the pages above, or there for the first time. */
static void
enter(struct card_page *page, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	if (event->argument != -1)
		page->action = event->action;
	else
		notice(page, facts);
	page->seen = facts->undo.id;
	effects_add(effects, EFFECT_CARD)->action = page->action;
	/* How full columns are; the board below has asked for it mostly. */
	if (facts->card_count == 0)
		effects_add(effects, EFFECT_BOARD);
}

static void
effect_done(struct card_page *page, const struct facts *facts,
    const struct event *event)
{
	if (event->effect == EFFECT_CARD)
		page->loaded = event->status == OK;
	if (event->effect == EFFECT_REQUEST && page->reopening)
		reopened(page, event);
	else if (event->effect == EFFECT_REQUEST ||
	         event->effect == EFFECT_UNDO || event->effect == EFFECT_REDO)
		hand_done(&page->hand, facts, event, &page->toast);
	else if (event->status < 0)
		part_failed(&page->toast,
		    _("That did not work. Please try again."), event->text);
	page->seen = facts->undo.id;
}

static void
card_update(void *data, const struct facts *facts, const struct event *event,
    struct effects *effects)
{
	struct card_page *page = data;

	if (idle_over(&page->idle, facts, event, &page->toast)) {
		effects_add(effects, EFFECT_GO)->screen = SCREEN_IDLE;
		return;
	}
	switch (event->kind) {
	case EVENT_ENTER:
		enter(page, facts, event, effects);
		break;
	case EVENT_KEY:
		if (page->hand.dialog.open)
			hand_key(&page->hand, event->key, effects);
		else
			run_command(page, facts, event, effects);
		break;
	case EVENT_DONE:
		effect_done(page, facts, event);
		break;
	case EVENT_TICK:
	case EVENT_IDLE:
		break;
	}
}

static unsigned
state_modes(const struct action *action)
{
	bool over =
	    action->state == ACTION_DONE || action->state == ACTION_CLOSED;
	int cycles = action_cycles(action), open = action_cycle_open(action);
	unsigned found = MODE_CARD | (over ? MODE_OVER : MODE_OPEN);

	if (action->state != ACTION_CLOSED)
		found |= MODE_CLOSABLE;
	if (open >= 0)
		found |= MODE_TEST;
	else if (!over)
		found |= MODE_NO_TEST;
	if (!over && action->tier < TIER_HOSPITAL)
		found |= MODE_ABOVE;
	if (cycles > (open >= 0))
		found |= MODE_WORKED;
	return found;
}

unsigned
card_modes(const void *data, const struct facts *facts)
{
	const struct card_page *page = data;
	const struct action *action = shown(page, facts);

	if (page->hand.dialog.open)
		return MODE_DIALOG;
	return (action ? state_modes(action) : MODE_PAGE) |
	       (facts->undo.id ? MODE_UNDO : 0) |
	       (facts->redo.id ? MODE_REDO : 0);
}

static bool
card_typing(const void *data, const struct facts *facts)
{
	(void)facts;
	return ((const struct card_page *)data)->hand.dialog.open;
}

static int
card_idle(const void *data, const struct facts *facts)
{
	return idle_seconds(&((const struct card_page *)data)->idle, facts);
}

const struct screen screen_card = {
    .keymap = &keymap,
    .model_size = sizeof(struct card_page),
    .init = card_init,
    .update = card_update,
    .view = card_view,
    .modes = card_modes,
    .typing = card_typing,
    .idle = card_idle,
    .still = true,
    .done = card_done_page,
};
