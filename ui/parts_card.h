/*
 * A card in words, as board, review and huddle show it: what needs somebody,
 * whose it is, when it is due.
 */
#ifndef HUDDLE_UI_PARTS_CARD_H
#define HUDDLE_UI_PARTS_CARD_H

#include "ui/parts.h"

#define CARD_WORDS_MAX 10
#define CARD_WORD_SIZE 128

/* A few words in a style of their own: "Kim", "Fri 27 Nov", "! overdue". */
struct card_word {
	char text[CARD_WORD_SIZE];
	enum style style;
};

struct card_words {
	struct card_word list[CARD_WORDS_MAX];
	int count;
};

/* "today", "tomorrow", "Fri 27 Nov"; with its year if that is not near. */
void card_due(const struct facts *facts, int32_t day, char out[PART_DAY_SIZE]);

/* How it stands: what needs somebody ("! " before it), or that nothing does;
 * what is most urgent first. */
void card_needs(
    const struct facts *facts, const struct card *card, struct card_words *out);

/* Whose it is, when it is due, what is tested, how many it concerns. */
void card_tells(
    const struct facts *facts, const struct card *card, struct card_words *out);

/* Both, what needs somebody before. */
void card_words(
    const struct facts *facts, const struct card *card, struct card_words *out);

/* Columns of the words in one line, with dots between them. */
int card_words_width(const struct card_words *words);

/* In one line of at most `columns`. */
void card_words_line(struct cells *cells, int row, int column, int columns,
    const struct card_words *words);

/* Over several lines, a word wrapped only if it is longer than one. Returns
 * how many lines they take; draws nothing if cells is NULL. */
int card_words_flow(struct cells *cells, int row, int column, int columns,
    int rows, const struct card_words *words);

/* Its title in at most `rows` lines, what matches the needle marked; returns
 * how many it took; draws nothing if cells is NULL. */
int card_title(struct cells *cells, int row, int column, int columns, int rows,
    const struct card *card, enum style style, const char *needle);

#endif
