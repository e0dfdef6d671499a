/*
 * Words of a configuration that stand for a value without quotes: numbers,
 * true and false, and what people write out of habit.
 */
#ifndef HUDDLE_CONFIG_CONF_WORD_H
#define HUDDLE_CONFIG_CONF_WORD_H

#include <stddef.h>

/* As many digits as a number may have without an L behind it: libconfig cuts
 * longer ones silently. */
#define CONF_WORD_DIGITS 9

enum conf_word {
	CONF_WORD_GOOD,  /* a number, true, false */
	CONF_WORD_LONG,  /* a number with too many digits */
	CONF_WORD_HABIT, /* yes, no, on, off */
	CONF_WORD_QUOTE, /* begins with a quote that is none here */
	CONF_WORD_OTHER
};

/* What the word is; *quote is the length of that quote, 0 if it is none. */
enum conf_word conf_word_judge(const char *word, size_t *quote);

#endif
