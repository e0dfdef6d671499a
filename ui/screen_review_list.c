/*
 * What the review goes through: found among cards and notes, and kept in its
 * place from then on.
 */
#include <stdlib.h>
#include <string.h>

#include "ui/screen_review.h"
#include "util/date.h"
#include "util/mem.h"

/* A card or a note as it is now; part is -1 if it needs nobody. */
struct live {
	int64_t action;
	char note[NOTE_ID_SIZE];
	int part;
	int32_t day;
	int at;
	bool taken;
};

/* By which mark a card belongs to a part. To the first belong all that wait
 * for an answer, late or not. */
static const unsigned part_marks[REVIEW_PARTS] = {
    [REVIEW_STUCK] = MARK_STUCK,
    [REVIEW_OVERDUE] = MARK_OVERDUE,
    [REVIEW_WAITING] = MARK_WAITING,
};

static int
part_of(const struct facts *facts, const struct card *card, int32_t since)
{
	unsigned marks = card_marks(card, &facts->rules, facts->shift.day);

	if (card->state == ACTION_DONE && card->ended >= since)
		return REVIEW_DONE;
	if (card_unanswered_days(card, facts->shift.day) >= 0)
		return REVIEW_UNANSWERED;
	for (int part = 0; part < REVIEW_PARTS; part++)
		if (marks & part_marks[part])
			return part;
	return -1;
}

/* Smaller ones come first: the oldest, of what is done the newest. */
static int32_t
day_of(const struct card *card, int part)
{
	switch (part) {
	case REVIEW_UNANSWERED:
	case REVIEW_WAITING:
		return card->asked[card->tier];
	case REVIEW_STUCK:
		return card->cycle_begun;
	case REVIEW_OVERDUE:
		return card->due;
	case REVIEW_DONE:
		return -card->ended;
	default:
		return 0;
	}
}

static int
by_name(const void *left, const void *right)
{
	const struct live *a = left, *b = right;

	if (a->action != b->action)
		return a->action < b->action ? -1 : 1;
	return strcmp(a->note, b->note);
}

static int
by_place(const void *left, const void *right)
{
	const struct live *a = left, *b = right;

	if (a->part != b->part)
		return a->part - b->part;
	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	return by_name(left, right);
}

/* Everything there is, sorted by name; free() it. */
static struct live *
find_all(
    const struct review_model *model, const struct facts *facts, int *count)
{
	int32_t since = model->before == DATE_NONE
	                    ? facts->shift.day - REVIEW_DAYS
	                    : model->before;
	struct live *all = mem_new(
	    (size_t)facts->card_count + (size_t)facts->waiting_count + 1,
	    sizeof(*all));

	*count = 0;
	for (int i = 0; i < facts->card_count; i++) {
		const struct card *card = &facts->cards[i];
		struct live *live = &all[(*count)++];

		*live = (struct live){.action = card->id,
		    .part = part_of(facts, card, since),
		    .at = i};
		live->day = day_of(card, live->part);
	}
	for (int i = 0; i < facts->waiting_count; i++) {
		struct live *live = &all[(*count)++];

		*live = (struct live){.part = REVIEW_UNANSWERED,
		    .day = facts->waiting[i].day,
		    .at = i};
		memcpy(live->note, facts->waiting[i].id, NOTE_ID_SIZE);
	}
	qsort(all, (size_t)*count, sizeof(*all), by_name);
	return all;
}

/* What is on the list already: as it is now. */
static void
renew(struct review_item *item, const struct live *all, int count)
{
	struct live name = {.action = item->action};
	struct live *live;

	memcpy(name.note, item->note, NOTE_ID_SIZE);
	live = bsearch(&name, all, (size_t)count, sizeof(*all), by_name);
	if (live)
		live->taken = true;
	item->at = live ? live->at : -1;
	if (live && live->part >= 0 && item->deed == DEED_ELSEWHERE)
		item->deed = DEED_NONE;
	if ((!live || live->part < 0) && item->deed == DEED_NONE &&
	    item->part != REVIEW_DONE)
		item->deed = DEED_ELSEWHERE;
}

static void
put(struct review_list *list, const struct facts *facts,
    const struct live *live)
{
	const char *title = live->action ? facts->cards[live->at].title
	                                 : facts->waiting[live->at].text;
	struct review_item *item = &list->items[list->count++];

	*item = (struct review_item){.part = (enum review_part)live->part,
	    .action = live->action,
	    .day = live->day,
	    .at = live->at,
	    .kind = live->action ? 0 : (int)facts->waiting[live->at].kind,
	    .title = mem_copy(title)};
	memcpy(item->note, live->note, NOTE_ID_SIZE);
}

/* Part by part: what was there, and behind it what is new. */
static void
merge(struct review_list *list, const struct review_list *old,
    const struct facts *facts, const struct live *all, int count)
{
	int next = 0;

	for (int part = 0; part < REVIEW_PARTS; part++) {
		list->first[part] = list->count;
		for (int i = old->first[part]; i < old->first[part + 1]; i++)
			list->items[list->count++] = old->items[i];
		for (; next < count && all[next].part <= part; next++)
			if (all[next].part == part && !all[next].taken)
				put(list, facts, &all[next]);
	}
	list->first[REVIEW_PARTS] = list->count;
}

/* What stands in an earlier part is not forgotten in the later ones. */
static void
count_above(struct review_list *list, const struct facts *facts)
{
	for (int i = 0; i < list->count; i++) {
		const struct review_item *item = &list->items[i];
		const struct card *card = review_card(facts, item);
		unsigned marks = 0;

		if (card)
			marks =
			    card_marks(card, &facts->rules, facts->shift.day);
		for (int part = (int)item->part + 1; part < REVIEW_PARTS;
		     part++)
			list->above[part] += (marks & part_marks[part]) != 0;
	}
}

static bool
same(const struct review_item *a, const struct review_item *b)
{
	return a->action == b->action && strcmp(a->note, b->note) == 0;
}

void
review_again(struct review_model *model, const struct facts *facts)
{
	struct review_list old = model->list, *list = &model->list;
	struct review_item *focus = review_focus(model), was;
	int count;
	struct live *all = find_all(model, facts, &count);

	for (int i = 0; i < old.count; i++)
		renew(&old.items[i], all, count);
	if (focus)
		was = *focus;
	qsort(all, (size_t)count, sizeof(*all), by_place);
	*list = (struct review_list){
	    .items = mem_new(
	        (size_t)old.count + (size_t)count + 1, sizeof(*old.items))};
	merge(list, &old, facts, all, count);
	count_above(list, facts);
	for (int i = 0; focus && i < list->count; i++)
		if (same(&list->items[i], &was))
			model->focus = i;
	free(old.items); /* their titles live on */
	free(all);
}

void
review_list_done(struct review_list *list)
{
	for (int i = 0; i < list->count; i++)
		free(list->items[i].title);
	free(list->items);
	*list = (struct review_list){.items = NULL};
}

/* --- what of it --- */

const struct card *
review_card(const struct facts *facts, const struct review_item *item)
{
	if (item->action == 0)
		return NULL;
	if (item->at >= 0 && item->at < facts->card_count &&
	    facts->cards[item->at].id == item->action)
		return &facts->cards[item->at];
	return hand_card(facts, item->action);
}

const struct note *
review_note(const struct facts *facts, const struct review_item *item)
{
	if (item->action != 0)
		return NULL;
	for (int i = 0; i < facts->waiting_count; i++)
		if (strcmp(facts->waiting[i].id, item->note) == 0)
			return &facts->waiting[i];
	return NULL;
}

struct review_item *
review_focus(const struct review_model *model)
{
	return model->focus < model->list.count
	           ? &model->list.items[model->focus]
	           : NULL;
}

int
review_total(const struct review_model *model)
{
	return model->list.first[REVIEW_DONE];
}

int
review_looked(const struct review_model *model)
{
	int count = 0;

	for (int i = 0; i < review_total(model); i++)
		count += model->list.items[i].looked ||
		         model->list.items[i].deed != DEED_NONE;
	return count;
}

int
review_deeds(const struct review_model *model, enum review_deed deed)
{
	int count = 0;

	for (int i = 0; i < model->list.count; i++)
		count += model->list.items[i].deed == deed;
	return count;
}
