/*
 * The manager's review: its model, shared by its keys (screen_review.c), its
 * list (screen_review_list.c) and its looks (screen_review_view.c).
 */
#ifndef HUDDLE_UI_SCREEN_REVIEW_H
#define HUDDLE_UI_SCREEN_REVIEW_H

#include "ui/parts.h"
#include "ui/parts_hand.h"

#define REVIEW_DAYS 7 /* what was done, if there was no review before */

/* In the order in which they are gone through. What belongs to several stands
 * in the first. */
enum review_part {
	REVIEW_UNANSWERED,
	REVIEW_STUCK,
	REVIEW_OVERDUE,
	REVIEW_WAITING,
	REVIEW_DONE, /* to be told, not to be worked on */
	REVIEW_PARTS
};

/* What was done with an item in this review. */
enum review_deed {
	DEED_NONE,
	DEED_ANSWERED,
	DEED_CANT,
	DEED_ACTION,
	DEED_ESCALATED,
	DEED_MOVED,
	DEED_ELSEWHERE, /* it needs nobody any more */
	REVIEW_DEEDS
};

struct review_item {
	enum review_part part;
	int64_t action; /* a card, else 0 */
	char note[NOTE_ID_SIZE];
	int kind;    /* of the note */
	int32_t day; /* since when it has been so */
	int at;      /* index into facts->cards or waiting; -1: gone */
	bool looked;
	enum review_deed deed;
	enum review_deed undone; /* what deed was before an undo */
	char *title;
};

/* Once on the list an item stays on it until the page is left, whatever
 * becomes of it: nothing moves under the eyes of who works through it. */
struct review_list {
	struct review_item *items;
	int count;
	int first[REVIEW_PARTS + 1]; /* a part is items first to first + 1 */
	int above[REVIEW_PARTS]; /* cards of it that stand in an earlier part */
};

struct review_model {
	struct review_list list;
	struct list *rows; /* by pointer: the view knows the page */
	int focus;         /* index into the items */
	bool loaded;
	bool ended;
	int32_t before; /* the day of the last review, as it began */

	struct hand hand;
	struct dialog dialog;  /* end it already? */
	int64_t shown;         /* the card that facts->card was asked for */
	enum review_deed deed; /* what a page above does, if it does it */
	bool away;
	int64_t undo; /* facts->undo.id before that */
	struct toast toast;
	struct idle idle;
};

/* Takes in what facts have by now. */
void review_again(struct review_model *model, const struct facts *facts);
void review_list_done(struct review_list *list);

/* The item's card or note; NULL if it has none or it is gone. */
const struct card *
review_card(const struct facts *facts, const struct review_item *item);
const struct note *
review_note(const struct facts *facts, const struct review_item *item);

/* The item in focus, NULL if there is none. */
struct review_item *review_focus(const struct review_model *model);

/* How many are to be looked at, and how many of them were. */
int review_total(const struct review_model *model);
int review_looked(const struct review_model *model);
int review_deeds(const struct review_model *model, enum review_deed deed);

unsigned review_modes(const void *data, const struct facts *facts);
void
review_view(const void *data, const struct facts *facts, struct cells *cells);

#endif
