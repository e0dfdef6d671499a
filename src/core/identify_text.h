/*
 * A text cut into words, numbers and marks, each with what is known about it,
 * and where something was found. Internal to identify*.c.
 */
#ifndef HUDDLE_CORE_IDENTIFY_TEXT_H
#define HUDDLE_CORE_IDENTIFY_TEXT_H

#include <stdbool.h>

#include "core/identify.h"
#include "core/identify_words.h"
#include "util/buf.h"

enum token_kind {
	TOKEN_END, /* before the first and behind the last */
	TOKEN_WORD,
	TOKEN_NUMBER, /* only digits: "412b" is a number and a word */
	TOKEN_MARK    /* any other character */
};

/* How a word is written. In a text all in capitals, or with a capital at
 * every word, capitals tell nothing: all its words are SHAPE_LOWER. */
enum token_shape { SHAPE_LOWER, SHAPE_CAPITAL, SHAPE_CAPITALS };

#define TOKEN_FREE (-1)
#define VALUE_DIGITS 8

struct token {
	enum token_kind kind;
	enum token_shape shape;
	size_t from; /* bytes of the text */
	size_t len;
	size_t folded; /* where its word begins in text.folded */
	uint32_t classes;
	bool glued;  /* no space before it */
	bool begins; /* the first of a sentence */
	char mark;   /* of a mark in ASCII */
	int digits;  /* of a number */
	int value;   /* of a number with up to VALUE_DIGITS, else 0 */
	int found;   /* an enum identify_kind, or TOKEN_FREE */
	bool opens;  /* the first of what was found */
	bool known;  /* part of a name that the unit knows */
};

struct text {
	struct token *tokens;
	int count;
	struct buf folded;
};

void text_read(struct text *text, const char *bytes);
void text_done(struct text *text);

/* The token there; one of TOKEN_END if there is none. */
const struct token *token_at(const struct text *text, int index);

/* The word folded, "" of anything else. */
const char *token_word(const struct text *text, int index);

/* True if it has one of the classes. */
bool token_is(const struct text *text, int index, uint32_t classes);

bool token_mark(const struct text *text, int index, char mark);

/* The index behind a mark, if it is there. */
int token_skip(const struct text *text, int index, char mark);

/* True if none of [from, to) belongs to something found. */
bool text_free(const struct text *text, int from, int to);

/* [from, to) is of that kind; nothing if part of it is found already. */
void text_find(struct text *text, int from, int to, enum identify_kind kind);

/* --- what looks for its kinds, in this order --- */

void identify_numbers(struct text *text);
void
identify_names(struct text *text, const char *const *people, int people_count);

#endif
