/*
 * The board: which column a card stands in, what marks it carries, and the
 * order, filter and search of a few thousand cards in memory. Also "you said
 * / we did / can't, because".
 */
#ifndef HUDDLE_CORE_BOARD_H
#define HUDDLE_CORE_BOARD_H

#include <stdbool.h>
#include <stdint.h>

#include "core/action.h"

enum column {
	COLUMN_NEW,
	COLUMN_AGREED,
	COLUMN_TESTING,
	COLUMN_DONE,
	COLUMN_WAITING, /* on another tier */
	COLUMN_CLOSED,
	COLUMNS
};

/* To be translated: "New", "Waiting". */
extern const char *const column_titles[COLUMNS];

/* What of a card the board shows. */
struct card {
	int64_t id;
	int32_t version;
	int state; /* enum action_state */
	int tier;
	int size;
	char theme[ID_SIZE];
	char *title;
	char *owner;
	int32_t due;
	int32_t raised;
	int32_t since;
	int32_t ended;
	int32_t asked[TIERS]; /* DATE_NONE as in struct reply */
	int32_t answered[TIERS];
	int metoo;
	int cycles;
	int32_t cycle_begun; /* of the one under way, else DATE_NONE */
	char *prediction;    /* of the one under way, "" if none is */
};

void card_done(struct card *card);
void card_list_done(struct card *cards, int count);

/* The card of an action; texts are copied. */
void card_of(struct card *out, const struct action *action);

/* What the configuration says of the board. */
struct board_rules {
	int response_days;   /* a first response is due after so many */
	int ageing_days;     /* a card stands too long in its column */
	int limits[COLUMNS]; /* work in progress; 0: none */
	int news_days;       /* how long "we did" tells of what was done */
};

enum column card_column(const struct card *card);

/* What needs somebody. Each has a word on the screen, never only a colour. */
enum {
	MARK_UNANSWERED = 1 << 0, /* nobody has responded, and it is time */
	MARK_OVERDUE = 1 << 1,
	MARK_AGEING = 1 << 2,
	MARK_WAITING = 1 << 3, /* on another tier */
	MARK_STUCK = 1 << 4,   /* a test without a result for ageing_days */
};
unsigned card_marks(
    const struct card *card, const struct board_rules *rules, int32_t today);

/* Days since a first response was asked of the tier it is at; -1 if that has
 * responded, or the card is done or closed. */
int card_unanswered_days(const struct card *card, int32_t today);

enum board_sort {
	SORT_URGENT, /* unanswered first, then overdue, then by due, then the
	                longest in its column; done and closed: newest first */
	SORT_DUE,
	SORT_AGE,
	SORT_METOO,
	SORT_TITLE,
	SORTS
};
extern const char *const board_sort_titles[SORTS];

/* Everything that is set must hold. */
struct board_filter {
	const char *theme; /* an id; NULL any */
	const char *owner; /* folded equal; NULL any, "" nobody */
	int tier;          /* -1 any */
	int state;         /* -1 any */
	unsigned marks;    /* any of them; 0 any */
	const char *match; /* folded title, owner or number contains it folded;
	                      NULL any */
};
extern const struct board_filter board_filter_all;

/* The cards that pass, column by column. */
struct board {
	int *order;             /* indices into the cards */
	int count;              /* how many pass */
	int first[COLUMNS + 1]; /* column c is order[first[c]] ... up to
	                           first[c + 1] */
};

/* A board of `count` cards; for board_done. */
void board_arrange(struct board *out, const struct card *cards, int count,
    const struct board_filter *filter, enum board_sort sort,
    const struct board_rules *rules, int32_t today);
void board_done(struct board *board);

/* --- you said / we did / can't, because --- */

enum said_kind {
	SAID_DONE,
	SAID_TRIED, /* a test had a result */
	SAID_ANSWERED,
	SAID_CANT,
	SAID_AGREED,  /* taken on, or tested now */
	SAID_WAITING, /* nobody has answered yet, or another tier has not */
	SAID_KINDS
};

/* One line of what became of it. Texts are the line's own. */
struct said {
	enum said_kind kind;
	char *said;   /* the card's title or the note's text */
	char *became; /* answer, result or reason; "" if there is none */
	int32_t raised;
	int32_t day;   /* when it became so; of SAID_WAITING when it was asked
	                  of that tier */
	int tier;      /* who answered, or who is waited for */
	int note_kind; /* enum note_kind; -1 of a card without a note */
	int metoo;
	int64_t action;          /* its card, 0 if it has none */
	char note[NOTE_ID_SIZE]; /* its note, "" if it has none */
	int32_t version;         /* of the card, else of the note */
	int minutes;             /* of a stop-this */
};

void said_done(struct said *said);
void said_list_done(struct said *said, int count);

/* Minutes a shift that are given back by the stop-this that were done. */
int said_minutes(const struct said *said, int count);

/* As people read them: "done", "can't", "waiting". */
extern const char *const said_titles[SAID_KINDS];

#endif
