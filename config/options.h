/*
 * The option tables: every setting of huddle.conf and of the data files with
 * its type, bounds, default and help. The walk that reads and checks a file,
 * `huddle config show`, and the commented example are all driven by them.
 */
#ifndef HUDDLE_CONFIG_OPTIONS_H
#define HUDDLE_CONFIG_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "util/buf.h"

/* The type of a setting, and of the field that holds it. */
enum option_type {
	OPTION_TEXT,      /* char *; min and max count characters */
	OPTION_PATH,      /* char *, NULL if not set */
	OPTION_ADDRESS,   /* char * */
	OPTION_PROXY,     /* char * */
	OPTION_ID,        /* char[ID_SIZE] */
	OPTION_OTHER_ID,  /* char *, "" if not set */
	OPTION_LANGUAGE,  /* char * */
	OPTION_ZONE,      /* char * */
	OPTION_INT,       /* int */
	OPTION_MILLI,     /* int32_t: a number times 1000 */
	OPTION_BOOL,      /* bool */
	OPTION_CHOICE,    /* int: index into choices */
	OPTION_CLOCK,     /* int: minute of the day */
	OPTION_DAYS,      /* uint8_t: bit 0 Monday */
	OPTION_WORDS,     /* struct text: once, or in each language */
	OPTION_LANGUAGES, /* several: ids of languages */
	OPTION_ANSWERS,   /* several: uint8_t, bits of answers' numbers */
	OPTION_ITEMS,     /* several: int[], indices of the items named */
	OPTION_IDS,       /* several: char[][ID_SIZE], and their count */
	OPTION_GROUP,     /* settings of their own: table */
	OPTION_LIST,      /* several groups: table */
	OPTION_TYPES
};

struct table;
struct document; /* config/document.h */

struct option {
	const char *name;
	enum option_type type;
	bool required;
	int min, max;               /* of numbers; how many of several */
	const char *const *choices; /* ended by NULL */
	const char *fallback;       /* the default, as it is written but
	                               without quotes; NULL: not set */
	const char *sample; /* for the example, if there is no default */
	const char *help;
	size_t offset; /* of the field in the record */
	const struct table *table;
	size_t count; /* offset of the int that counts several */
	size_t size;  /* of a list's element */
	bool heap;    /* the list's field points to its elements */
};

/* The settings of a file, a group, or an element of a list. */
struct table {
	const struct option *options;
	int count;
	/* Sets what has no constant default; `index` of a list's element. May
	 * be NULL. */
	void (*prepare)(void *record, int index);
	/* Checks settings against each other once they are read, record being
	 * the struct they are in; may be NULL. */
	void (*check)(struct document *document, const void *record);
};

/* struct config; one instrument, and what may stand before its items; struct
 * deck (topics); struct config again, for the others. */
extern const struct table table_huddle, table_instrument, table_instrument_head,
    table_topics, table_meals, table_themes, table_agendas, table_support;

/* What a file said, as far as libconfig knows the type. */
enum value_kind { VALUE_INTEGER, VALUE_REAL, VALUE_TRUTH, VALUE_TEXT };

struct value {
	enum value_kind kind;
	long long integer; /* also 0 or 1 of a truth */
	double real;
	const char *text;
};

/* Where a record belongs to. */
struct context {
	const char *folder; /* of the file, for paths; NULL: leave them */
	void *root;         /* the record of the whole file */
	int language;       /* that words are in, index into the instrument's */
};

/*
 * Puts a value into the record's field; several values are added one by one.
 * False, and the field unchanged, if it is not what the option expects.
 */
bool option_set(const struct option *option, const struct value *value,
    void *record, const struct context *context);

/* Sets the default, if there is one. */
void option_default(
    const struct option *option, void *record, const struct context *context);

/* Appends what the option expects: "a whole number from 60 to 3600". */
void option_expected(const struct option *option, struct buf *out);

/* Appends the field as a file would say it; nothing if it is not set. Not for
 * what only data files have. */
void
option_show(const struct option *option, const void *record, struct buf *out);

/* The text in quotes, as libconfig reads it. */
void option_quote(struct buf *out, const char *text);

#endif
