/*
 * Days as people say them. See due.h. What was typed is cut into signs,
 * numbers and words; each is put where it fits, and the set of what was found
 * says how the day is meant.
 */
#include "core/due.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "util/buf.h"
#include "util/date.h"
#include "util/i18n.h"
#include "util/mem.h"
#include "util/utf8.h"

/* Words that mean the same are divided by commas, in translations too. Those
 * of the last three tables are written out; of days and months three letters
 * are enough. */
static const char *const weekdays[] = {N_("Monday"), N_("Tuesday"),
    N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"),
    N_("Sunday")};
static const char *const months[] = {N_("January"), N_("February"), N_("March"),
    N_("April"), N_("May"), N_("June"), N_("July"), N_("August"),
    N_("September"), N_("October"), N_("November"), N_("December")};
static const char *const units[] = {
    N_("d, day, days"), N_("w, week, weeks"), N_("m, month, months")};
static const char *const signs[] = {N_("+, in")};
static const char *const fillers[] = {N_("the, of, on, by")};
static const char *const phrases[] = {
    N_("today"), N_("tomorrow"), N_("next week"), N_("none, no date")};

enum { UNIT_DAYS, UNIT_WEEKS, UNIT_MONTHS };
enum { TODAY, TOMORROW, NEXT_WEEK, NO_DATE };

enum part { SIGN, NUMBER, YEAR, MONTH, WEEKDAY, UNIT, PARTS };

static const struct {
	const char *const *words;
	int count;
	size_t least; /* letters */
} tables[PARTS] = {
    [SIGN] = {signs, 1, SIZE_MAX},
    [MONTH] = {months, 12, 3},
    [WEEKDAY] = {weekdays, 7, 3},
    [UNIT] = {units, 3, SIZE_MAX},
};

/* What was found: the parts as bits, and the value of each. */
struct found {
	unsigned parts;
	int value[PARTS];
};
#define HAS(part) (1u << (part))

/* True if one of the words in `list` is `word` (folded), or begins with at
 * least so many letters of it. */
static bool
is_among(const char *word, const char *list, size_t least)
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

/* A word's place in a table, in English or the interface's language; -1. */
static int
look_up(const char *word, const char *const *words, int count, size_t least)
{
	for (int i = 0; i < count; i++)
		if (is_among(word, words[i], least) ||
		    is_among(word, _(words[i]), least))
			return i;
	return -1;
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The length of the word, number or sign at the beginning of folded text; 0
 * if there is something else. */
static size_t
word_length(const char *text)
{
	size_t len = 0;

	if (text[0] == '+')
		return 1;
	while (is_digit(text[len]))
		len++;
	if (len == 0)
		while (is_letter(text[len]))
			len++;
	return len;
}

/* Cuts folded text into words with one space between, without those that say
 * nothing; their number, -1 if something in it is no word. */
static int
cut(struct buf *out, const char *text)
{
	int count = 0;

	for (text += strspn(text, " .,"); *text; text += strspn(text, " .,")) {
		size_t len = word_length(text);
		char *word = mem_copy_bytes(text, len);

		text += len;
		if (look_up(word, fillers, 1, SIZE_MAX) < 0) {
			buf_addf(out, count ? " %s" : "%s", word);
			count++;
		}
		free(word);
		if (len == 0)
			return -1;
	}
	return count;
}

/* Puts a number where it belongs; false if there is one already. */
static bool
put_number(struct found *found, const char *word, size_t len)
{
	enum part part = len == 4 ? YEAR : NUMBER;

	if (len > 4 || (found->parts & HAS(part)))
		return false;
	found->parts |= HAS(part);
	found->value[part] = 0;
	for (size_t i = 0; i < len; i++)
		found->value[part] = found->value[part] * 10 + (word[i] - '0');
	return true;
}

/* Puts a word where it fits and nothing is yet; false if nowhere. Where it
 * may be both ("mar" in Spanish) it is a month, unless it stands alone. */
static bool
put_word(struct found *found, const char *word, bool alone)
{
	for (int part = 0; part < PARTS; part++) {
		int value;

		if ((found->parts & HAS(part)) || (alone && part == MONTH))
			continue;
		value = look_up(word, tables[part].words, tables[part].count,
		    tables[part].least);
		if (value < 0)
			continue;
		found->parts |= HAS(part);
		found->value[part] = value;
		return true;
	}
	return false;
}

static bool
find_parts(struct found *found, char *words, int count)
{
	char *rest = NULL;

	*found = (struct found){0};
	for (char *word = strtok_r(words, " ", &rest); word;
	     word = strtok_r(NULL, " ", &rest))
		if (!(is_digit(word[0]) ? put_number(found, word, strlen(word))
		                        : put_word(found, word, count == 1)))
			return false;
	return true;
}

static bool
exists(int year, int month, int mday, int32_t *day)
{
	int y, m, d;

	if (month < 1 || month > 12 || mday < 1 || mday > 31)
		return false;
	*day = date_from_ymd(year, month, mday);
	date_to_ymd(*day, &y, &m, &d);
	return m == month;
}

/* The next day of that number from today on, in any month that has it. */
static bool
next_mday(int32_t today, int mday, int32_t *day)
{
	int year, month, unused;

	date_to_ymd(today, &year, &month, &unused);
	for (int i = 0; i < 12; i++, month++)
		if (exists(year + (month - 1) / 12, (month - 1) % 12 + 1, mday,
		        day) &&
		    *day >= today)
			return true;
	return false;
}

/* The next such day from today on; 29 February may be eight years away. */
static bool
next_date(int32_t today, int month, int mday, int32_t *day)
{
	int year, unused;

	date_to_ymd(today, &year, &unused, &unused);
	for (int i = 0; i <= 8; i++)
		if (exists(year + i, month, mday, day) && *day >= today)
			return true;
	return false;
}

static int32_t
after(int32_t today, int number, int unit)
{
	int year, month, mday;
	int32_t day;

	if (unit != UNIT_MONTHS)
		return today + number * (unit == UNIT_WEEKS ? 7 : 1);
	date_to_ymd(today, &year, &month, &mday);
	month += number - 1;
	while (!exists(year + month / 12, month % 12 + 1, mday, &day))
		mday--;
	return day;
}

static int32_t
next_weekday(int32_t today, int weekday)
{
	return today + 1 + (weekday + 7 - date_weekday(today)) % 7;
}

/* The day that the parts mean together; false if they mean none. */
static bool
understand(const struct found *found, int32_t today, int32_t *day)
{
	const int *value = found->value;
	bool good = true;

	switch (found->parts & ~HAS(WEEKDAY)) {
	case 0:
		*day = next_weekday(today, value[WEEKDAY]);
		return found->parts != 0;
	case HAS(NUMBER):
		good = next_mday(today, value[NUMBER], day);
		break;
	case HAS(NUMBER) | HAS(MONTH):
		good = next_date(today, value[MONTH] + 1, value[NUMBER], day);
		break;
	case HAS(NUMBER) | HAS(MONTH) | HAS(YEAR):
		good =
		    exists(value[YEAR], value[MONTH] + 1, value[NUMBER], day);
		break;
	case HAS(SIGN) | HAS(NUMBER): /* days */
	case HAS(SIGN) | HAS(NUMBER) | HAS(UNIT):
	case HAS(NUMBER) | HAS(UNIT):
		*day = after(today, value[NUMBER], value[UNIT]);
		break;
	default:
		return false;
	}
	/* A weekday beside a date must be that date's. */
	return good && (!(found->parts & HAS(WEEKDAY)) ||
	                   date_weekday(*day) == value[WEEKDAY] + 1);
}

static int32_t
phrase_day(int phrase, int32_t today)
{
	switch (phrase) {
	case TODAY:
		return today;
	case TOMORROW:
		return today + 1;
	case NEXT_WEEK:
		return next_weekday(today, 0);
	default:
		return DATE_NONE;
	}
}

/* False if the text, folded, means no day. */
static bool
parse(const char *text, int32_t today, int32_t *day)
{
	struct buf words = BUF_INIT;
	struct found found;
	int count = cut(&words, text), phrase;
	bool good = true;

	phrase = look_up(buf_text(&words), phrases, 4, SIZE_MAX);
	if (count < 0)
		good = false;
	else if (count > 0 && phrase < 0)
		good = find_parts(&found, words.text, count) &&
		       understand(&found, today, day);
	else if (count > 0 || text[strspn(text, " ")] == '\0')
		*day = phrase_day(phrase, today);
	else
		good = false;
	buf_done(&words);
	return good;
}

static int
not_understood(const char *text, int32_t today, struct err *err)
{
	struct buf shown = BUF_INIT;
	char example[DATE_TEXT_SIZE];
	int status;

	utf8_clean(&shown, text, strlen(text));
	date_format(today + 14, example);
	status = err_set(err, ERR_DATA,
	    _("\"%s\" is no day that is understood here; write fri, tomorrow, "
	      "+2w, 27, 1 dec, %s or none. Nothing was changed."),
	    buf_text(&shown), example);
	buf_done(&shown);
	return status;
}

int
due_parse(const char *text, int32_t today, int32_t *day, struct err *err)
{
	struct buf folded = BUF_INIT;
	char found[DATE_TEXT_SIZE];
	int32_t meant;
	bool good;

	utf8_fold(&folded, text);
	good = date_parse(buf_text(&folded), &meant) ||
	       parse(buf_text(&folded), today, &meant);
	buf_done(&folded);
	if (!good)
		return not_understood(text, today, err);
	if (meant < today && meant != DATE_NONE) {
		date_format(meant, found);
		return err_set(err, ERR_DATA,
		    _("%s is before today; name today or a later day. Nothing "
		      "was changed."),
		    found);
	}
	*day = meant;
	return OK;
}
