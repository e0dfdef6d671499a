/*
 * Classes of words that the privacy check goes by, and the lists behind them.
 * Internal to identify*.c.
 */
#ifndef HUDDLE_CORE_IDENTIFY_WORDS_H
#define HUDDLE_CORE_IDENTIFY_WORDS_H

#include <stdint.h>

#define WORD_SIZE 18 /* of the longest listed, with its NUL */
#define WORD_COUNT(list) ((int)(sizeof(list) / sizeof((list)[0])))

enum word_class {
	WORD_RECORD = 1 << 0,      /* "mrn": a record number is behind it */
	WORD_FILE = 1 << 1,        /* "chart": one, if it is long enough */
	WORD_BIRTH = 1 << 2,       /* "born" */
	WORD_PHONE = 1 << 3,       /* "pager" */
	WORD_CALL = 1 << 4,        /* "call": a phone, or a time of day */
	WORD_PLACE = 1 << 5,       /* "bed" */
	WORD_SHORT = 1 << 6,       /* ends with a full stop: "rm." */
	WORD_HOUSE = 1 << 7,       /* "break": such a room is nobody's */
	WORD_LINK = 1 << 8,        /* between a word and its number: "is" */
	WORD_UNIT = 1 << 9,        /* behind an amount: "mg" */
	WORD_THING = 1 << 10,      /* a number behind it is its own: "ticket" */
	WORD_DATED = 1 << 11,      /* a date behind it is its own: "since" */
	WORD_MONTH = 1 << 12,      /* a name of a month, day, season */
	WORD_PERSON = 1 << 13,     /* whom a bed may belong to */
	WORD_TITLE = 1 << 14,      /* "mrs" */
	WORD_DOUBTFUL = 1 << 15,   /* a title, or something else: "ms" */
	WORD_ROLE = 1 << 16,       /* "nurse": a name may follow */
	WORD_CREDENTIAL = 1 << 17, /* "rn": a name may stand before it */
	WORD_TELL = 1 << 18,       /* "ask": a name follows */
	WORD_WITH = 1 << 19,       /* "from": a name may follow */
	WORD_SAID = 1 << 20,       /* "stayed": people do */
	WORD_ARTICLE = 1 << 21,    /* not before a name: "the" */
	WORD_SAINT = 1 << 22,      /* of places: "st" */
	WORD_PARTICLE = 1 << 23,   /* inside names: "de" */
	WORD_THINGISH = 1 << 24,   /* makes a name one of a thing: "clamp" */
	WORD_NUMBER = 1 << 25,     /* "four" */
	WORD_PLAIN = 1 << 26,      /* ordinary, wherever its capital is from */
	NAME_GIVEN = 1 << 27,
	NAME_SURNAME = 1 << 28,
	NAME_WORD = 1 << 29,    /* a word as well: alone it points at nobody */
	NAME_CAPITAL = 1 << 30, /* a word too, if it has no capital */
};
#define WORD_LISTS 27

/* Words of the same classes, sorted by their bytes. */
struct word_list {
	const char (*words)[WORD_SIZE];
	int count;
	uint32_t classes;
};

extern const struct word_list word_lists[WORD_LISTS];

/* The classes of a folded word, 0 if it is in no list. */
uint32_t word_classes(const char *word);

#endif
