/*
 * The board: columns, marks, order, filter. See board.h. What the order of
 * cards depends on is worked out once a card, before sorting.
 */
#include "core/board.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/buf.h"
#include "util/date.h"
#include "util/i18n.h"
#include "util/mem.h"
#include "util/utf8.h"

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

static char *
copy_of(const char *text)
{
	return mem_copy(text ? text : "");
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
	    .title = copy_of(action->title),
	    .owner = copy_of(action->owner),
	    .due = action->due,
	    .raised = action->raised,
	    .since = action->since,
	    .ended = action->ended,
	    .metoo = action->metoo,
	    .cycles = action_cycles(action),
	    .cycle_begun = at < 0 ? DATE_NONE : action->cycles[at].begun,
	    .prediction = copy_of(at < 0 ? "" : action->cycles[at].prediction),
	};
	memcpy(out->theme, action->theme, sizeof(out->theme));
	for (int tier = 0; tier < TIERS; tier++) {
		out->asked[tier] = action->responses[tier].asked;
		out->answered[tier] = action->responses[tier].answered;
	}
}

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

/* What a card is sorted by: numbers, smaller ones first, then its title. */
#define RANKS 4
struct key {
	int64_t rank[RANKS];
	size_t title; /* folded, in struct work */
	const char *text;
	int64_t id;
	int at; /* of the card */
};

/* One arranging: the filter folded, and a buffer for what is folded. */
struct work {
	const struct board_filter *filter;
	const struct board_rules *rules;
	enum board_sort sort;
	int32_t today;
	struct buf match;
	struct buf owner;
	struct buf folded;
	struct buf titles;
};

static bool
contains(struct work *work, const char *text)
{
	buf_clear(&work->folded);
	utf8_fold(&work->folded, text);
	return strstr(buf_text(&work->folded), buf_text(&work->match)) != NULL;
}

static bool
matches(struct work *work, const struct card *card)
{
	char number[24];

	snprintf(number, sizeof(number), "%" PRId64, card->id);
	return contains(work, card->title) || contains(work, card->owner) ||
	       contains(work, number);
}

static bool
is_owner(struct work *work, const struct card *card)
{
	buf_clear(&work->folded);
	utf8_fold(&work->folded, card->owner);
	return strcmp(buf_text(&work->folded), buf_text(&work->owner)) == 0;
}

static bool
passes(struct work *work, const struct card *card)
{
	const struct board_filter *filter = work->filter;

	if (filter->theme && strcmp(filter->theme, card->theme) != 0)
		return false;
	if (filter->tier >= 0 && filter->tier != card->tier)
		return false;
	if (filter->state >= 0 && filter->state != card->state)
		return false;
	if (filter->marks &&
	    !(filter->marks & card_marks(card, work->rules, work->today)))
		return false;
	if (filter->owner && !is_owner(work, card))
		return false;
	return !filter->match || matches(work, card);
}

static int64_t
due_rank(const struct card *card)
{
	return card->due == DATE_NONE ? INT64_MAX : card->due;
}

static void
rank_urgent(const struct work *work, const struct card *card, int64_t *rank)
{
	unsigned marks = card_marks(card, work->rules, work->today);

	if (is_over(card)) {
		rank[0] = -(int64_t)card->ended;
		return;
	}
	rank[0] = (marks & MARK_UNANSWERED) ? 0 : 1;
	rank[1] = due_rank(card); /* overdue ones come first by themselves */
	rank[2] = card->since;
}

static void
rank(struct work *work, const struct card *card, struct key *key)
{
	int64_t *ranks = key->rank + 1;

	key->rank[0] = card_column(card);
	switch (work->sort) {
	case SORT_DUE:
		ranks[0] = due_rank(card);
		break;
	case SORT_AGE:
		ranks[0] = card->raised;
		break;
	case SORT_METOO:
		ranks[0] = -(int64_t)card->metoo;
		break;
	case SORT_TITLE:
		key->title = work->titles.len;
		utf8_fold(&work->titles, card->title);
		buf_add_bytes(&work->titles, "", 1);
		break;
	default:
		rank_urgent(work, card, ranks);
	}
}

static int
compare(const void *left, const void *right)
{
	const struct key *a = left, *b = right;
	int order = 0;

	for (int i = 0; i < RANKS; i++)
		if (a->rank[i] != b->rank[i])
			return a->rank[i] < b->rank[i] ? -1 : 1;
	if (a->text)
		order = strcmp(a->text, b->text);
	if (order == 0)
		order = a->id < b->id ? -1 : a->id > b->id;
	return order ? order : a->at - b->at;
}

void
board_arrange(struct board *out, const struct card *cards, int count,
    const struct board_filter *filter, enum board_sort sort,
    const struct board_rules *rules, int32_t today)
{
	struct work work = {
	    .filter = filter, .rules = rules, .sort = sort, .today = today};
	struct key *keys = mem_new((size_t)count, sizeof(*keys));

	*out = (struct board){.order = mem_new((size_t)count, sizeof(int))};
	if (filter->match)
		utf8_fold(&work.match, filter->match);
	if (filter->owner)
		utf8_fold(&work.owner, filter->owner);
	for (int i = 0; i < count; i++)
		if (passes(&work, &cards[i])) {
			struct key *key = &keys[out->count++];

			*key = (struct key){.id = cards[i].id, .at = i};
			rank(&work, &cards[i], key);
			out->first[key->rank[0] + 1]++;
		}
	for (int i = 0; sort == SORT_TITLE && i < out->count; i++)
		keys[i].text = work.titles.text + keys[i].title;
	if (out->count > 0)
		qsort(keys, (size_t)out->count, sizeof(*keys), compare);
	for (int i = 0; i < out->count; i++)
		out->order[i] = keys[i].at;
	for (int column = 0; column < COLUMNS; column++)
		out->first[column + 1] += out->first[column];
	buf_done(&work.match);
	buf_done(&work.owner);
	buf_done(&work.folded);
	buf_done(&work.titles);
	free(keys);
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
