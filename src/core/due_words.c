/*
 * The words in which people name days. See due_words.h.
 */
#include "core/due_words.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "util/buf.h"
#include "util/i18n.h"
#include "util/mem.h"
#include "util/utf8.h"

/*
 * In English and in the language of the interface. Words that mean the same
 * are divided by commas, in translations too; fillers say nothing and are
 * left out.
 */
static const char *const phrases[] = {[DUE_NONE] = N_("none, no date"),
    [DUE_TODAY] = N_("today"),
    [DUE_TOMORROW] = N_("tomorrow"),
    [DUE_NEXT_WEEK] = N_("next week")};
static const char *const signs[] = {N_("+, in")};
static const char *const units[] = {[DUE_DAYS] = N_("d, day, days"),
    [DUE_WEEKS] = N_("w, week, weeks"),
    [DUE_MONTHS] = N_("m, month, months")};
static const char *const months[] = {N_("January"), N_("February"), N_("March"),
    N_("April"), N_("May"), N_("June"), N_("July"), N_("August"),
    N_("September"), N_("October"), N_("November"), N_("December")};
static const char *const weekdays[] = {N_("Monday"), N_("Tuesday"),
    N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"),
    N_("Sunday")};
static const char *const fillers[] = {N_("the, of, on, by")};

struct words {
	const char *const *lists;
	int count;
	int first;    /* the value of the first list */
	size_t least; /* so many letters of a word are enough */
};

static const struct words known[DUE_PARTS] = {
    [DUE_PHRASE] = {phrases, 4, 0, SIZE_MAX},
    [DUE_SIGN] = {signs, 1, 0, SIZE_MAX},
    [DUE_UNIT] = {units, 3, 0, SIZE_MAX},
    [DUE_MONTH] = {months, 12, 1, 3},
    [DUE_WEEKDAY] = {weekdays, 7, 1, 3},
};

static const struct words nothing = {fillers, 1, 0, SIZE_MAX};

/* True if a word of the list is `word` (folded), or begins with it where so
 * many letters are enough. */
static bool
is_in(const char *list, const char *word, size_t least)
{
	struct buf folded = BUF_INIT;
	size_t len = strlen(word);
	bool is = false;

	utf8_fold(&folded, list);
	for (const char *at = buf_text(&folded); *at && !is;) {
		size_t size = strcspn(at, ",");

		is = strncmp(at, word, len) == 0 &&
		     (size == len || len >= least);
		at += size;
		at += strspn(at, ", ");
	}
	buf_done(&folded);
	return is;
}

/* The value of a word, -1 if it is not among these. */
static int
look_up(const struct words *words, const char *word)
{
	for (int i = 0; i < words->count; i++)
		if (is_in(words->lists[i], word, words->least) ||
		    is_in(_(words->lists[i]), word, words->least))
			return words->first + i;
	return -1;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* The length of the word, number or sign that folded text begins with; 0 if
 * it is something else. */
static size_t
word_length(const char *text)
{
	bool (*is_same)(char) = is_digit(text[0]) ? is_digit : is_letter;
	size_t len = 0;

	if (text[0] == '+')
		return 1;
	while (is_same(text[len]))
		len++;
	return len;
}

/* Cuts folded text into words with a space between; false if something in it
 * is no word. */
static bool
cut(struct buf *out, const char *text)
{
	static const char blanks[] = " .,";

	for (text += strspn(text, blanks); *text;
	     text += strspn(text, blanks)) {
		size_t len = word_length(text);
		char *word = mem_copy_bytes(text, len);

		if (look_up(&nothing, word) < 0)
			buf_addf(out, out->len ? " %s" : "%s", word);
		free(word);
		if (len == 0)
			return false;
		text += len;
	}
	return true;
}

static bool
put(struct due_found *found, enum due_part part, int value)
{
	if (value < 0 || (found->parts & DUE_HAS(part)))
		return false;
	found->parts |= DUE_HAS(part);
	found->value[part] = value;
	return true;
}

static bool
put_number(struct due_found *found, const char *digits)
{
	size_t len = strlen(digits);
	int value = 0;

	if (len > 4)
		return false;
	for (; *digits; digits++)
		value = value * 10 + (*digits - '0');
	return put(found, len == 4 ? DUE_YEAR : DUE_NUMBER, value);
}

/* Puts a word where it fits and nothing is yet. */
static bool
put_word(struct due_found *found, int reading, const char *word)
{
	static const enum due_part order[DUE_READINGS][4] = {
	    {DUE_SIGN, DUE_UNIT, DUE_MONTH, DUE_WEEKDAY},
	    {DUE_SIGN, DUE_UNIT, DUE_WEEKDAY, DUE_MONTH},
	};

	for (int i = 0; i < 4; i++) {
		enum due_part part = order[reading][i];

		if (put(found, part, look_up(&known[part], word)))
			return true;
	}
	return false;
}

bool
due_find(const char *text, int reading, struct due_found *out)
{
	struct buf folded = BUF_INIT, words = BUF_INIT;
	char *rest = NULL;
	bool good;

	*out = (struct due_found){0};
	utf8_fold(&folded, text);
	good = cut(&words, buf_text(&folded)) && words.len > 0;
	if (good && !put(out, DUE_PHRASE,
	                look_up(&known[DUE_PHRASE], buf_text(&words))))
		for (char *word = strtok_r(words.text, " ", &rest);
		     word && good; word = strtok_r(NULL, " ", &rest))
			good = is_digit(word[0]) ? put_number(out, word)
			                         : put_word(out, reading, word);
	buf_done(&folded);
	buf_done(&words);
	return good;
}
