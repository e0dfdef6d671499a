/*
 * The card in hand. See parts_hand.h.
 */
#include "ui/parts_hand.h"

#include <stdio.h>
#include <string.h>

#include "ui/layout.h"
#include "ui/parts_card.h"
#include "util/date.h"
#include "util/i18n.h"

#define TITLE_COLUMNS 44 /* of what a sentence is about */
#define OWNER_COLUMNS 20 /* likewise */

enum { QUESTION_FULL, QUESTION_FASTER };

/* A text in a sentence: cut where it is long. */
static void
shorten(const char *text, int columns, char *out, size_t size)
{
	size_t len = utf8_fit(text, columns, NULL);

	snprintf(
	    out, size, "%.*s%s", (int)len, text, text[len] ? SIGN_MORE : "");
}

const struct card *
hand_card(const struct facts *facts, int64_t action)
{
	for (int i = 0; i < facts->card_count; i++)
		if (facts->cards[i].id == action)
			return &facts->cards[i];
	return NULL;
}

/* "New, Ana, Fri 27 Nov": what of a card its board shows. */
static void
describe(const struct facts *facts, const struct card *card,
    char out[HAND_SEEN_SIZE])
{
	char owner[128], day[PART_DAY_SIZE];

	shorten(card->owner[0] ? card->owner : _("nobody's"), OWNER_COLUMNS,
	    owner, sizeof(owner));
	snprintf(day, sizeof(day), "%s", _("no due day"));
	if (card->due != DATE_NONE)
		card_due(facts, card->due, day);
	snprintf(out, HAND_SEEN_SIZE, "%s, %s, %s",
	    _(action_state_titles[card->state]), owner, day);
}

/* --- moving --- */

int
hand_next(const struct card *card, int step)
{
	static const int forward[ACTION_STATES] = {
	    ACTION_AGREED, ACTION_TESTING, ACTION_DONE, -1, -1};
	static const int back[ACTION_STATES] = {
	    -1, ACTION_NEW, ACTION_AGREED, ACTION_TESTING, ACTION_NEW};

	if (step > 0)
		return forward[card->state];
	/* A missing stapler was done without a test. */
	if (card->state == ACTION_DONE && card->cycles == 0)
		return ACTION_AGREED;
	return back[card->state];
}

static void
say_no_way(const struct card *card, int step, struct toast *toast)
{
	static const char *const texts[ACTION_STATES] = {
	    [ACTION_DONE] = N_("It is done. < moves it back."),
	    [ACTION_CLOSED] = N_("It is closed. < makes it a new card again."),
	};

	if (step < 0)
		toast_say(toast, "%s",
		    _("Nothing comes before New. c closes it with a reason."));
	else
		toast_say(toast, "%s", _(texts[card->state]));
}

/* How many cards stand in the column that the state leads to. */
static int
standing(const struct facts *facts, int column)
{
	int count = 0;

	for (int i = 0; i < facts->card_count; i++)
		count += (int)card_column(&facts->cards[i]) == column;
	return count;
}

static void
send(const struct hand *hand, struct effects *effects)
{
	struct request *request = effects_request(effects, REQUEST_MOVE, false);

	request->action = hand->action;
	request->version = hand->version;
	request->state = hand->state;
}

/* True if the column is full and the question is asked. */
static bool
ask_full(struct hand *hand, const struct facts *facts, const struct card *card)
{
	struct card moved = *card;
	char title[96], text[256];
	int column, count, limit;

	moved.state = hand->state;
	column = (int)card_column(&moved);
	limit = facts->rules.limits[column];
	if (limit == 0 || column == (int)card_column(card))
		return false;
	count = standing(facts, column);
	if (count < limit)
		return false;
	snprintf(text, sizeof(text),
	    _("It has %d of %d cards already. What is begun is done sooner "
	      "when less is begun at a time."),
	    count, limit);
	snprintf(title, sizeof(title), _("A full column: %s"),
	    _(column_titles[column]));
	dialog_open(&hand->dialog, QUESTION_FULL, title, text);
	dialog_choice(&hand->dialog, 'm', _("move it all the same"));
	dialog_choice(&hand->dialog, 'l', _("leave it where it is"));
	hand->dialog.focus = 1;
	return true;
}

void
hand_move(struct hand *hand, const struct facts *facts, const struct card *card,
    int step, struct toast *toast, struct effects *effects)
{
	int state = hand_next(card, step);

	if (state < 0) {
		say_no_way(card, step, toast);
		return;
	}
	hand->action = card->id;
	hand->version = card->version;
	describe(facts, card, hand->seen);
	hand->state = state;
	if (!ask_full(hand, facts, card))
		send(hand, effects);
}

/* --- what needs words --- */

void
hand_ask(const struct card *card, enum request_kind kind, struct toast *toast,
    struct effects *effects)
{
	bool over = card->state == ACTION_DONE || card->state == ACTION_CLOSED;
	struct request *request;

	if (kind == REQUEST_MOVE && card->state == ACTION_CLOSED) {
		toast_say(toast, "%s",
		    _("It is closed. < makes it a new card again."));
		return;
	}
	if (kind == REQUEST_ESCALATE && over) {
		toast_say(
		    toast, "%s", _("It is done or closed. < moves it back."));
		return;
	}
	if (kind == REQUEST_ESCALATE && card->tier == TIER_HOSPITAL) {
		toast_say(toast, "%s",
		    _("It is with the hospital; nobody is above. r notes what "
		      "it answered."));
		return;
	}
	request = effects_request(effects, kind, true);
	request->action = card->id;
	request->version = card->version;
	request->state = ACTION_CLOSED;
	request->tier = -1;
}

/* --- somebody was faster --- */

static void
ask_faster(
    struct hand *hand, const struct facts *facts, const struct card *card)
{
	char title[256], now[HAND_SEEN_SIZE], text[512];

	shorten(card->title, TITLE_COLUMNS, title, sizeof(title));
	describe(facts, card, now);
	snprintf(text, sizeof(text),
	    _("%s\n\nYou saw: %s\nIt is now: %s\nYou wanted: move it to %s"),
	    title, hand->seen, now, _(action_state_titles[hand->state]));
	dialog_open(&hand->dialog, QUESTION_FASTER,
	    _("Somebody changed this card meanwhile"), text);
	dialog_choice(&hand->dialog, 'm', _("move it all the same"));
	dialog_choice(&hand->dialog, 'l', _("leave it as it is now"));
	hand->dialog.focus = 1;
	hand->version = card->version;
	memcpy(hand->seen, now, sizeof(now));
}

/* The store has been read again: what became of the card? */
static void
failed(struct hand *hand, const struct facts *facts, const struct event *event,
    struct toast *toast)
{
	const struct card *card = hand_card(facts, hand->action);
	bool other =
	    event->effect == EFFECT_REQUEST && event->status == ERR_AGAIN;

	if (other && !card)
		toast_say(toast, "%s",
		    _("This card is gone: its adding was undone meanwhile."));
	else if (other && card->state == hand->state)
		toast_say(toast,
		    _("Somebody else moved it there meanwhile: %s."),
		    _(action_state_titles[card->state]));
	else if (other && card->version != hand->version)
		ask_faster(hand, facts, card);
	else
		part_failed(toast, _("That did not work."), event->text);
}

void
hand_key(struct hand *hand, uint32_t key, struct effects *effects)
{
	if (dialog_key(&hand->dialog, key) == 0)
		send(hand, effects);
}

/* --- what was done --- */

static void
say_moved(
    const struct hand *hand, const struct facts *facts, struct toast *toast)
{
	const struct card *card = hand_card(facts, hand->action);
	const char *to = _(action_state_titles[hand->state]);

	if (card && card_column(card) == COLUMN_WAITING)
		toast_say(toast,
		    _("Moved to %s; it still waits for %s. u undoes it."), to,
		    _(tier_titles[card->tier]));
	else
		toast_say(toast, _("Moved to %s. u undoes it."), to);
}

void
hand_done(struct hand *hand, const struct facts *facts,
    const struct event *event, struct toast *toast)
{
	char text[256];

	if (event->status < 0) {
		failed(hand, facts, event, toast);
		return;
	}
	shorten(
	    event->text ? event->text : "", TITLE_COLUMNS, text, sizeof(text));
	if (event->effect == EFFECT_REQUEST)
		say_moved(hand, facts, toast);
	else if (event->effect == EFFECT_UNDO)
		toast_say(toast, _("Undone: %s. U does it again."), text);
	else
		toast_say(toast, _("Done again: %s. u undoes it."), text);
}

void
hand_undo(const struct facts *facts, bool redo, struct toast *toast,
    struct effects *effects)
{
	const struct fact_revision *next = redo ? &facts->redo : &facts->undo;

	if (next->id == 0)
		toast_say(toast, "%s",
		    redo
		        ? _("Nothing was undone that could be done again.")
		        : _("Nothing was changed today that could be undone."));
	else
		effects_add(effects, redo ? EFFECT_REDO : EFFECT_UNDO)
		    ->revision = next->id;
}

void
hand_notice(const struct facts *facts, int64_t seen, struct toast *toast)
{
	char text[256];

	/* An older one is next when something was undone there. */
	if (facts->undo.id <= seen)
		return;
	shorten(facts->undo.text, TITLE_COLUMNS, text, sizeof(text));
	if (text[0] >= 'a' && text[0] <= 'z')
		text[0] = (char)(text[0] - 'a' + 'A');
	toast_say(toast, _("%s. u undoes it."), text);
}
