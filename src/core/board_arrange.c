/*
 * The order, filter and search of the board. See board.h. What an order
 * depends on is worked out once a card, and sorting compares only that.
 */
#include "core/board.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/buf.h"
#include "util/date.h"
#include "util/mem.h"
#include "util/utf8.h"

#define RANKS 4

/* What a card is sorted by: smaller ranks first, then by title, then id. */
struct key {
	int64_t rank[RANKS]; /* the column, then what the sort asks for */
	char *title;         /* folded; NULL where it does not matter */
	int64_t id;
	int at; /* of the card */
};

/* What holds for all cards of one arranging. */
struct work {
	const struct board_filter *filter;
	const struct board_rules *rules;
	enum board_sort sort;
	int32_t today;
	struct buf match; /* the filter's, folded */
	struct buf owner;
	struct buf folded; /* a text of the card in hand */
};

static const char *
fold(struct work *work, const char *text)
{
	buf_clear(&work->folded);
	utf8_fold(&work->folded, text);
	return buf_text(&work->folded);
}

static bool
contains(struct work *work, const char *text)
{
	return strstr(fold(work, text), buf_text(&work->match)) != NULL;
}

static bool
matches(struct work *work, const struct card *card)
{
	char number[24];

	snprintf(number, sizeof(number), "%" PRId64, card->id);
	return contains(work, card->title) || contains(work, card->owner) ||
	       contains(work, number);
}

/* What is cheap to tell first: folding takes the longest. */
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
	if (filter->owner &&
	    strcmp(fold(work, card->owner), buf_text(&work->owner)) != 0)
		return false;
	return !filter->match || matches(work, card);
}

/* What has no due day comes last. */
static int64_t
due_rank(const struct card *card)
{
	return card->due == DATE_NONE ? INT64_MAX : card->due;
}

static void
rank_urgent(const struct work *work, const struct card *card, int64_t *rank)
{
	unsigned marks = card_marks(card, work->rules, work->today);

	if (card->state == ACTION_DONE || card->state == ACTION_CLOSED) {
		rank[0] = -(int64_t)card->ended;
		return;
	}
	rank[0] = (marks & MARK_UNANSWERED) ? 0 : 1;
	rank[1] = due_rank(card); /* and so the overdue ones come first */
	rank[2] = card->since;
}

static void
rank(struct work *work, const struct card *card, struct key *key)
{
	key->rank[0] = card_column(card);
	switch (work->sort) {
	case SORT_DUE:
		key->rank[1] = due_rank(card);
		break;
	case SORT_AGE:
		key->rank[1] = card->raised;
		break;
	case SORT_METOO:
		key->rank[1] = -(int64_t)card->metoo;
		break;
	case SORT_TITLE:
		key->title = mem_copy(fold(work, card->title));
		break;
	default:
		rank_urgent(work, card, key->rank + 1);
	}
}

/* No two are equal: the same board stands the same way every time. */
static int
compare(const void *left, const void *right)
{
	const struct key *a = left, *b = right;
	int order = 0;

	for (int i = 0; i < RANKS; i++)
		if (a->rank[i] != b->rank[i])
			return a->rank[i] < b->rank[i] ? -1 : 1;
	if (a->title)
		order = strcmp(a->title, b->title);
	if (order == 0)
		order = a->id < b->id ? -1 : a->id > b->id;
	return order ? order : a->at - b->at;
}

/* The keys of the cards that pass, in order; their number. */
static int
arrange(
    struct work *work, const struct card *cards, int count, struct key *keys)
{
	int passing = 0;

	for (int i = 0; i < count; i++)
		if (passes(work, &cards[i])) {
			keys[passing] =
			    (struct key){.id = cards[i].id, .at = i};
			rank(work, &cards[i], &keys[passing++]);
		}
	qsort(keys, (size_t)passing, sizeof(*keys), compare);
	return passing;
}

void
board_arrange(struct board *out, const struct card *cards, int count,
    const struct board_filter *filter, enum board_sort sort,
    const struct board_rules *rules, int32_t today)
{
	struct work work = {
	    .filter = filter, .rules = rules, .sort = sort, .today = today};
	struct key *keys = mem_new((size_t)count, sizeof(*keys));

	utf8_fold(&work.match, filter->match ? filter->match : "");
	utf8_fold(&work.owner, filter->owner ? filter->owner : "");
	*out = (struct board){.order = mem_new((size_t)count, sizeof(int))};
	out->count = arrange(&work, cards, count, keys);
	for (int i = 0; i < out->count; i++) {
		out->order[i] = keys[i].at;
		out->first[keys[i].rank[0] + 1]++;
		free(keys[i].title);
	}
	for (int column = 0; column < COLUMNS; column++)
		out->first[column + 1] += out->first[column];
	buf_done(&work.match);
	buf_done(&work.owner);
	buf_done(&work.folded);
	free(keys);
}
