/*
 * The action board's model, shared by its keys (screen_board.c), what narrows
 * it (screen_board_narrow.c) and its looks (screen_board_view.c).
 */
#ifndef HUDDLE_UI_SCREEN_BOARD_H
#define HUDDLE_UI_SCREEN_BOARD_H

#include "core/board.h"
#include "ui/parts.h"
#include "ui/parts_hand.h"

#define BOARD_FIND 40 /* characters of what is searched for */

/* What the view alone knows: how much of each column is visible. */
struct board_place {
	struct list lists[COLUMNS];
	int first; /* the leftmost visible column */
};

/* What is shown of the cards, and in which order. */
struct board_narrow {
	char theme[ID_SIZE]; /* "" any */
	char *owner;         /* NULL any, "" nobody */
	int tier;            /* -1 any */
	unsigned marks;      /* 0 any */
};

/* The lines of the chooser. */
enum board_choice {
	CHOICE_THEME,
	CHOICE_OWNER,
	CHOICE_TIER,
	CHOICE_NEED,
	CHOICES
};

struct board_model {
	struct board_place *place;
	enum column column;       /* that has the focus */
	int64_t focused[COLUMNS]; /* the card in focus in each; 0 none */
	int64_t follow;           /* a card to which the focus goes, 0 none */

	bool loaded;
	struct board board;    /* of facts->cards as they were then */
	int standing[COLUMNS]; /* cards in all, whatever narrows */
	int unanswered;
	int late; /* of them */
	int overdue;

	struct board_narrow narrow;
	enum board_sort sort;
	bool choosing;
	int choice;                 /* enum board_choice */
	struct board_narrow before; /* the chooser was opened */

	bool finding;
	struct editor find;      /* what cards must have, if it is not empty */
	enum column find_column; /* where it began */
	int64_t find_card;

	struct hand hand;
	bool away;     /* a page above may have changed something */
	int64_t undo;  /* facts->undo.id before that */
	int64_t added; /* facts->done_action before that */
	bool show;     /* the card to follow was just added */
	struct toast toast;
	struct idle idle;
};

/* The card in a place of a column, NULL if it is not there. */
const struct card *board_card(const struct board_model *model,
    const struct facts *facts, int column, int index);
int board_count(const struct board_model *model, int column);

/* The board anew, of the cards that facts have; the focus stays on its card,
 * or goes to model->follow. */
void board_again(struct board_model *model, const struct facts *facts);

/* From an empty column to the first that is not. */
void board_to_cards(struct board_model *model);

/* True if a filter or a search is set. */
bool board_narrowed(const struct board_model *model);

/* Everything is shown. */
void board_show_all(struct board_model *model, const struct facts *facts);

/* What is set, in words: "Kim · overdue". */
void board_narrow_text(const struct board_model *model,
    const struct facts *facts, struct buf *out);

/* The chooser. */
void board_choose(struct board_model *model);
void board_choose_end(
    struct board_model *model, const struct facts *facts, bool keep);
void board_choose_step(
    struct board_model *model, const struct facts *facts, int step);
void board_choose_view(const struct board_model *model,
    const struct facts *facts, struct cells *cells);

/* The search: a key while it is typed, and its end. */
void board_find(struct board_model *model, const struct facts *facts);
void board_find_key(
    struct board_model *model, const struct facts *facts, uint32_t key);
void
board_find_end(struct board_model *model, const struct facts *facts, bool keep);

void board_narrow_done(struct board_model *model);

unsigned board_modes(const void *data, const struct facts *facts);
void
board_view(const void *data, const struct facts *facts, struct cells *cells);

#endif
