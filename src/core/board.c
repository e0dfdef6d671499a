/*
 * The board's cards: what they show, their columns and marks. See board.h;
 * board_arrange.c puts them in order.
 */
#include "core/board.h"

#include <stdlib.h>
#include <string.h>

#include "util/date.h"
#include "util/i18n.h"
#include "util/mem.h"

const char *const column_titles[COLUMNS] = {
    [COLUMN_NEW] = N_("New"),
    [COLUMN_AGREED] = N_("Agreed"),
    [COLUMN_TESTING] = N_("Testing"),
    [COLUMN_DONE] = N_("Done"),
    [COLUMN_WAITING] = N_("Waiting"),
    [COLUMN_CLOSED] = N_("Closed"),
};

const char *const board_sort_titles[SORTS] = {
    [SORT_URGENT] = N_("what needs somebody first"),
    [SORT_DUE] = N_("by due day"),
    [SORT_AGE] = N_("oldest first"),
    [SORT_METOO] = N_("most \"me too\" first"),
    [SORT_TITLE] = N_("by title"),
};

const char *const said_titles[SAID_KINDS] = {
    [SAID_DONE] = N_("done"),
    [SAID_TRIED] = N_("tried"),
    [SAID_ANSWERED] = N_("answered"),
    [SAID_CANT] = N_("can't"),
    [SAID_AGREED] = N_("agreed"),
    [SAID_WAITING] = N_("waiting"),
};

const struct board_filter board_filter_all = {.tier = -1, .state = -1};

void
card_done(struct card *card)
{
	free(card->title);
	free(card->owner);
	free(card->prediction);
	card->title = card->owner = card->prediction = NULL;
}

void
card_list_done(struct card *cards, int count)
{
	for (int i = 0; i < count; i++)
		card_done(&cards[i]);
	free(cards);
}

void
card_of(struct card *out, const struct action *action)
{
	int at = action_cycle_open(action);

	*out = (struct card){
	    .id = action->id,
	    .version = action->version,
	    .state = action->state,
	    .tier = action->tier,
	    .size = action->size,
	    .title = mem_copy(record_text(action->title)),
	    .owner = mem_copy(record_text(action->owner)),
	    .due = action->due,
	    .raised = action->raised,
	    .since = action->since,
	    .ended = action->ended,
	    .metoo = action->metoo,
	    .cycles = action_cycles(action),
	    .cycle_begun = at < 0 ? DATE_NONE : action->cycles[at].begun,
	    .prediction = mem_copy(
	        record_text(at < 0 ? "" : action->cycles[at].prediction)),
	};
	memcpy(out->theme, action->theme, sizeof(out->theme));
	for (int tier = 0; tier < TIERS; tier++) {
		out->asked[tier] = action->responses[tier].asked;
		out->answered[tier] = action->responses[tier].answered;
	}
}

/* Nobody waits for it any more. */
static bool
is_over(const struct card *card)
{
	return card->state == ACTION_DONE || card->state == ACTION_CLOSED;
}

enum column
card_column(const struct card *card)
{
	static const enum column columns[ACTION_STATES] = {
	    [ACTION_NEW] = COLUMN_NEW,
	    [ACTION_AGREED] = COLUMN_AGREED,
	    [ACTION_TESTING] = COLUMN_TESTING,
	    [ACTION_DONE] = COLUMN_DONE,
	    [ACTION_CLOSED] = COLUMN_CLOSED,
	};

	if (!is_over(card) && card->tier > TIER_UNIT &&
	    card->answered[card->tier] == DATE_NONE)
		return COLUMN_WAITING;
	return columns[card->state];
}

int
card_unanswered_days(const struct card *card, int32_t today)
{
	int32_t asked = card->asked[card->tier];

	if (is_over(card) || asked == DATE_NONE ||
	    card->answered[card->tier] != DATE_NONE)
		return -1;
	return today > asked ? today - asked : 0;
}

unsigned
card_marks(
    const struct card *card, const struct board_rules *rules, int32_t today)
{
	int unanswered = card_unanswered_days(card, today);
	unsigned marks = 0;

	if (is_over(card))
		return 0;
	if (unanswered >= 0 && unanswered >= rules->response_days)
		marks |= MARK_UNANSWERED;
	if (card->due != DATE_NONE && card->due < today)
		marks |= MARK_OVERDUE;
	if (today - card->since >= rules->ageing_days)
		marks |= MARK_AGEING;
	if (card_column(card) == COLUMN_WAITING)
		marks |= MARK_WAITING;
	if (card->cycle_begun != DATE_NONE &&
	    today - card->cycle_begun >= rules->ageing_days)
		marks |= MARK_STUCK;
	return marks;
}

void
board_done(struct board *board)
{
	free(board->order);
	*board = (struct board){0};
}

void
said_done(struct said *said)
{
	free(said->said);
	free(said->became);
	said->said = said->became = NULL;
}

void
said_list_done(struct said *said, int count)
{
	for (int i = 0; i < count; i++)
		said_done(&said[i]);
	free(said);
}

int
said_minutes(const struct said *said, int count)
{
	int minutes = 0;

	for (int i = 0; i < count; i++)
		if (said[i].kind == SAID_DONE && said[i].note_kind == NOTE_STOP)
			minutes += said[i].minutes;
	return minutes;
}
