/*
 * The words in which people name days, for due.c: cut into signs, numbers and
 * names, each put where it fits. Knows no calendar.
 */
#ifndef HUDDLE_CORE_DUE_WORDS_H
#define HUDDLE_CORE_DUE_WORDS_H

#include <stdbool.h>

enum due_part {
	DUE_PHRASE,  /* enum due_phrase, alone */
	DUE_SIGN,    /* "+" or "in" */
	DUE_UNIT,    /* enum due_unit */
	DUE_MONTH,   /* 1 to 12 */
	DUE_WEEKDAY, /* 1 Monday to 7 Sunday */
	DUE_NUMBER,  /* at most three digits */
	DUE_YEAR,    /* four digits */
	DUE_PARTS
};
#define DUE_HAS(part) (1u << (part))

enum due_phrase { DUE_NONE, DUE_TODAY, DUE_TOMORROW, DUE_NEXT_WEEK };
enum due_unit { DUE_DAYS, DUE_WEEKS, DUE_MONTHS };

/* What a text has: the parts as bits, and the value of each. */
struct due_found {
	unsigned parts;
	int value[DUE_PARTS];
};

/*
 * How a text may be read: in Spanish "mar" is March and Tuesday, so that a
 * text that makes no sense in the first reading may in the second.
 */
#define DUE_READINGS 2

/* False if the text has a word that is not known, or that has no place
 * beside the others. */
bool due_find(const char *text, int reading, struct due_found *out);

#endif
