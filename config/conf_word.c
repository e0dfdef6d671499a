/*
 * Judges the words of a configuration: what libconfig reads right, and what
 * people write instead. See conf_word.h.
 */
#include "config/conf_word.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#define DIGITS "0123456789"
#define HEX_DIGITS DIGITS "abcdefABCDEF"

/* What libconfig reads right: hexadecimal, and with an L behind. */
#define LONG_DIGITS_MAX 18
#define HEX_DIGITS_MAX 7
#define HEX_LONG_DIGITS_MAX 15

/* Digits with or without L behind: too many are cut silently by libconfig. */
static enum conf_word
judge_integer(const char *digits, size_t count, size_t plain, size_t with_l)
{
	const char *behind = digits + count;

	if (count == 0)
		return CONF_WORD_OTHER;
	if (*behind == '\0')
		return count <= plain ? CONF_WORD_GOOD : CONF_WORD_LONG;
	if (strcmp(behind, "L") != 0 && strcmp(behind, "LL") != 0)
		return CONF_WORD_OTHER;
	return count <= with_l ? CONF_WORD_GOOD : CONF_WORD_LONG;
}

static enum conf_word
judge_number(const char *word)
{
	enum conf_word result;
	size_t whole, part = 0;

	if ((word[0] == '0') && (word[1] == 'x' || word[1] == 'X'))
		return judge_integer(word + 2, strspn(word + 2, HEX_DIGITS),
		    HEX_DIGITS_MAX, HEX_LONG_DIGITS_MAX);
	word += *word == '-' || *word == '+';
	whole = strspn(word, DIGITS);
	result = judge_integer(word, whole, CONF_WORD_DIGITS, LONG_DIGITS_MAX);
	if (result != CONF_WORD_OTHER)
		return result;
	word += whole;
	if (*word == '.') {
		part = strspn(++word, DIGITS);
		word += part;
	}
	if (whole + part == 0)
		return CONF_WORD_OTHER;
	if (*word == 'e' || *word == 'E') {
		word++;
		word += *word == '-' || *word == '+';
		if (*word == '\0')
			return CONF_WORD_OTHER;
		word += strspn(word, DIGITS);
	}
	return *word == '\0' ? CONF_WORD_GOOD : CONF_WORD_OTHER;
}

static bool
is_one_of(const char *word, const char *const *words)
{
	for (; *words; words++)
		if (strcasecmp(word, *words) == 0)
			return true;
	return false;
}

/* The length of the wrong quote that the word begins with, 0 if none. */
static size_t
quote_of(const char *word)
{
	/* Single ones, and those of word processors. */
	static const char *const quotes[] = {"'", "`", "\xe2\x80\x98",
	    "\xe2\x80\x99", "\xe2\x80\x9c", "\xe2\x80\x9d", "\xe2\x80\x9e",
	    "\xc2\xab"};

	for (size_t i = 0; i < sizeof(quotes) / sizeof(quotes[0]); i++)
		if (strncmp(word, quotes[i], strlen(quotes[i])) == 0)
			return strlen(quotes[i]);
	return 0;
}

enum conf_word
conf_word_judge(const char *word, size_t *quote)
{
	static const char *const truths[] = {"true", "false", NULL};
	static const char *const habits[] = {
	    "yes", "no", "on", "off", "enabled", "disabled", NULL};

	*quote = quote_of(word);
	if (*quote > 0)
		return CONF_WORD_QUOTE;
	if (is_one_of(word, truths))
		return CONF_WORD_GOOD;
	if (is_one_of(word, habits))
		return CONF_WORD_HABIT;
	return judge_number(word);
}
