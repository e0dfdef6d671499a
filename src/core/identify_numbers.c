/*
 * What numbers point at somebody: record numbers, dates of birth, telephones,
 * beds and rooms. Each has words before it that give it away, and a form that
 * gives it away alone; amounts, times and numbers of things have others.
 */
#include <stdlib.h>
#include <string.h>

#include "core/identify_text.h"

#define LINKS_MAX 5
#define GROUPS_MAX 6
#define RECORD_DIGITS 6 /* of a number that nothing explains */
/* A date before that year, and in this or the last century, is one of birth. */
#define BIRTH_LAST 2015
#define BIRTH_FIRST 1900
#define YEAR_LAST 2039

/* Tokens [from, to); none if to is 0. */
struct stretch {
	int from;
	int to;
};

static const struct stretch nothing;

/* Groups of digits that belong together: "(555) 010-1234" is 3, 3, 4. */
struct run {
	int to;
	int digits;
	char groups[GROUPS_MAX + 1]; /* lengths: "334" */
	bool spaced;                 /* parted by spaces only */
};

static bool
is_number(const struct text *text, int at, int least, int most)
{
	const struct token *token = token_at(text, at);

	return token->kind == TOKEN_NUMBER && token->digits >= least &&
	       token->digits <= most;
}

static bool
is_glued(const struct text *text, int at)
{
	return token_at(text, at)->glued;
}

/* A mark and a number close behind it, as in "4.5". */
static bool
goes_on(const struct text *text, int at, const char *marks)
{
	const struct token *mark = token_at(text, at);

	return mark->kind == TOKEN_MARK && mark->glued &&
	       strchr(marks, mark->mark) && is_glued(text, at + 1) &&
	       token_at(text, at + 1)->kind == TOKEN_NUMBER;
}

/* "500 mg", "12%", "12-hour" */
static bool
is_amount(const struct text *text, int to)
{
	return token_is(text, to, WORD_UNIT) || token_mark(text, to, '%') ||
	       (token_mark(text, to, '-') && token_is(text, to + 1, WORD_UNIT));
}

static bool
is_year(const struct text *text, int at)
{
	const struct token *token = token_at(text, at);

	return token->digits == 4 && token->value >= BIRTH_FIRST &&
	       token->value <= YEAR_LAST;
}

static bool
is_numbering(const char *word)
{
	static const char *const words[] = {
	    "no", "number", "numbers", "num", "numero", "nro", "nr", "n"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(word, words[i]) == 0)
			return true;
	return false;
}

/* A mark between a word and its number; a full stop only of an abbreviation. */
static bool
links(const struct text *text, int at)
{
	const struct token *token = token_at(text, at);

	if (token->kind != TOKEN_MARK)
		return false;
	if (token->mark == '.')
		return token_is(text, at - 1,
		           WORD_SHORT | WORD_RECORD | WORD_BIRTH) ||
		       is_glued(text, at + 1);
	return strchr("#:=-(+", token->mark) != NULL;
}

/* From behind a word to its number; *numbered if they say "number" or "#". */
static int
skip_links(const struct text *text, int at, bool words, bool *numbered)
{
	*numbered = false;
	for (int i = 0; i < LINKS_MAX; i++, at++) {
		bool numbering = token_mark(text, at, '#') ||
		                 is_numbering(token_word(text, at));

		*numbered = *numbered || numbering;
		if (!numbering && !links(text, at) &&
		    !(words && token_is(text, at, WORD_LINK)))
			break;
	}
	return at;
}

/* True if a word of these classes explains the number. */
static bool
explained(const struct text *text, int at, uint32_t classes)
{
	for (int i = 0; i < LINKS_MAX; i++) {
		at--;
		if (token_is(text, at, classes))
			return true;
		if (!links(text, at) && !token_is(text, at, WORD_LINK))
			return false;
	}
	return false;
}

/* The index of the next group's number behind `at`, 0 if there is none. */
static int
next_group(const struct text *text, int at, bool *spaced)
{
	int to = at;

	if (token_mark(text, to, ')')) {
		to += 1 + token_mark(text, to + 1, '-');
	} else if (goes_on(text, to, "-.")) {
		to++;
		*spaced = false;
	}
	return token_at(text, to)->kind == TOKEN_NUMBER ? to : 0;
}

static void
run_read(const struct text *text, int at, struct run *run)
{
	int count = 0;

	*run = (struct run){.spaced = true};
	while (at > 0 || count == 0) {
		int digits = token_at(text, at)->digits;

		if (count == GROUPS_MAX)
			break;
		run->groups[count++] = (char)('0' + (digits < 9 ? digits : 9));
		run->digits += digits;
		run->to = at + 1;
		at = next_group(text, at + 1, &run->spaced);
	}
}

/* The same with hyphens only: "00-12-34". */
static int
hyphens(const struct text *text, int at, int *digits)
{
	*digits = token_at(text, at)->digits;
	for (at++; goes_on(text, at, "-"); at += 2)
		*digits += token_at(text, at + 1)->digits;
	return at;
}

/* --- dates --- */

/* Two digits above 30 are of the last century. */
static int
full_year(const struct token *number)
{
	if (number->digits == 4)
		return number->value;
	return number->value > 30 ? 1900 + number->value : 2000 + number->value;
}

static bool
is_day_of_month(int one, int other)
{
	return one >= 1 && other >= 1 && one <= 31 && other <= 31 &&
	       (one <= 12 || other <= 12);
}

/* "3/14/1952", "1952-03-14": the index behind it, its year; else 0. */
static int
number_date(const struct text *text, int at, int *year)
{
	const struct token *first = token_at(text, at);
	const struct token *second = token_at(text, at + 2);
	const struct token *third = token_at(text, at + 4);

	if (!is_number(text, at, 1, 4) || !goes_on(text, at + 1, "/-.") ||
	    !goes_on(text, at + 3, "/-.") ||
	    token_at(text, at + 1)->mark != token_at(text, at + 3)->mark ||
	    goes_on(text, at + 5, "/-."))
		return 0;
	if (first->digits == 4) {
		*year = first->value;
		return is_day_of_month(second->value, third->value) ? at + 5
		                                                    : 0;
	}
	if (third->digits != 4 && third->digits != 2)
		return 0;
	*year = full_year(third);
	return is_day_of_month(first->value, second->value) ? at + 5 : 0;
}

/* What stands between the parts of a date in words. */
static int
skip_joints(const struct text *text, int at)
{
	for (int i = 0; i < 2; i++, at++) {
		const struct token *token = token_at(text, at);

		if (token->kind == TOKEN_MARK
		        ? !strchr(",.-/'", token->mark)
		        : !token_is(text, at, WORD_LINK | WORD_UNIT))
			break;
	}
	return at;
}

/* "March 14, 1952", "14 de marzo de 1952", "marzo 1952"; the year may be
 * missing: *year is 0 then. */
static int
word_date(const struct text *text, int at, int *year)
{
	bool day_first = is_number(text, at, 1, 2);
	int month = day_first ? skip_joints(text, at + 1) : at;
	int next = skip_joints(text, month + 1);
	int to = month + 1;

	*year = 0;
	if (!token_is(text, month, WORD_MONTH))
		return 0;
	if (!day_first && is_number(text, next, 1, 2)) {
		to = next + 1;
		next = skip_joints(text, to);
	} else if (!day_first && !is_number(text, next, 4, 4)) {
		return 0;
	}
	if (is_number(text, next, 4, 4) ||
	    (is_number(text, next, 2, 2) && !is_amount(text, next + 1))) {
		*year = full_year(token_at(text, next));
		to = next + 1;
	}
	return to;
}

static int
date_read(const struct text *text, int at, int *year)
{
	int to = number_date(text, at, year);

	return to ? to : word_date(text, at, year);
}

/* Behind a word that says it: also "3/14", "1952", "03141952". */
static int
loose_date(const struct text *text, int at)
{
	const struct token *token = token_at(text, at);
	int year, to = date_read(text, at, &year);

	if (to)
		return to;
	if (is_number(text, at, 1, 2) && goes_on(text, at + 1, "/-") &&
	    is_day_of_month(token->value, token_at(text, at + 2)->value))
		return at + 3;
	if (is_year(text, at))
		return at + 1;
	return is_number(text, at, 6, 6) || is_number(text, at, 8, 8) ? at + 1
	                                                              : 0;
}

static struct stretch
birth_told(const struct text *text, int at)
{
	bool numbered;
	int to;

	if (!token_is(text, at, WORD_BIRTH))
		return nothing;
	to = loose_date(text, skip_links(text, at + 1, true, &numbered));
	return to && !is_amount(text, to) ? (struct stretch){at, to} : nothing;
}

/* True if a word of birth stands right behind: "3/14/1952 (DOB)". */
static bool
birth_behind(const struct text *text, int to)
{
	return token_is(text, token_skip(text, to, '('), WORD_BIRTH);
}

/* A whole date long ago is hardly that of a shift. */
static struct stretch
birth_alone(const struct text *text, int at)
{
	int year, to = date_read(text, at, &year);

	if (to == 0 || explained(text, at, WORD_THING) ||
	    goes_on(text, at - 1, "/-."))
		return nothing;
	if (birth_behind(text, to))
		return (struct stretch){at, to};
	if (year < BIRTH_FIRST || year > BIRTH_LAST ||
	    explained(text, at, WORD_DATED))
		return nothing;
	/* Versions have full stops, and two digits of a year may be points. */
	if (token_at(text, to - 1)->digits == 2 &&
	    (year > 2000 || token_mark(text, at + 1, '.')))
		return nothing;
	return (struct stretch){at, to};
}

/* --- record numbers --- */

/* "MRN 412", "chart no. 4127", "patient 41277": the more a word is used for
 * other things, the more digits it takes. */
static struct stretch
record_told(const struct text *text, int at)
{
	bool strong = token_is(text, at, WORD_RECORD), numbered;
	int number, to, digits, year, least;

	if (!strong && !token_is(text, at, WORD_FILE))
		return nothing;
	number = skip_links(text, at + 1, true, &numbered);
	if (number_date(text, number, &year))
		return nothing;
	if (token_at(text, number)->kind == TOKEN_WORD &&
	    token_at(text, number)->len <= 4 && is_glued(text, number + 1) &&
	    !token_is(text, number, WORD_THING))
		number++;
	if (token_at(text, number)->kind != TOKEN_NUMBER)
		return nothing;
	to = hyphens(text, number, &digits);
	least = strong ? 3 : numbered ? 4 : 5;
	if (digits < least || is_amount(text, to))
		return nothing;
	return (struct stretch){at, to};
}

/* "20261124" is a day, "200000" a round number. */
static bool
is_day_or_round(const struct token *number)
{
	int value = number->value;

	if (value % 1000 == 0 && number->digits <= VALUE_DIGITS)
		return true;
	if (number->digits != 8)
		return false;
	return (value / 10000 > BIRTH_LAST && value / 10000 <= YEAR_LAST &&
	           is_day_of_month(value / 100 % 100, value % 100)) ||
	       (value % 10000 > BIRTH_LAST && value % 10000 <= YEAR_LAST &&
	           is_day_of_month(value / 1000000, value / 10000 % 100));
}

/* Where the letters before a number begin, "A1234567"; -1 if they are not those
 * of a record. */
static int
record_letters(const struct text *text, int at)
{
	int from = at - 1;

	if (!is_glued(text, at) || token_at(text, from)->kind != TOKEN_WORD)
		return at;
	if (token_at(text, from)->len > 3 || token_is(text, from, WORD_THING) ||
	    explained(text, from, WORD_THING))
		return -1;
	return from;
}

/* "123-45-6789" */
static bool
is_social_security(const struct text *text, int at, struct run *run)
{
	run_read(text, at, run);
	return strcmp(run->groups, "324") == 0 && !run->spaced &&
	       !goes_on(text, at - 1, "-");
}

/* Six digits and more that nothing explains. */
static struct stretch
record_alone(const struct text *text, int at)
{
	const struct token *behind = token_at(text, at + 1);
	struct run run;
	int from;

	if (token_at(text, at)->kind != TOKEN_NUMBER ||
	    explained(text, at, WORD_THING) || token_mark(text, at - 1, '$') ||
	    goes_on(text, at - 1, ".,/:"))
		return nothing;
	if (is_social_security(text, at, &run))
		return (struct stretch){at, run.to};
	from = record_letters(text, at);
	if (from < 0 || !is_number(text, at, RECORD_DIGITS, 99) ||
	    is_day_or_round(token_at(text, at)) ||
	    goes_on(text, at + 1, ".,/:") || is_amount(text, at + 1) ||
	    (behind->kind == TOKEN_WORD && behind->glued && behind->len > 2))
		return nothing;
	return (struct stretch){from, at + 1};
}

/* --- telephones --- */

/* "0730" behind "called at" */
static bool
is_clock(const struct token *number)
{
	return number->digits == 4 && number->value / 100 < 24 &&
	       number->value % 100 < 60;
}

static struct stretch
phone_told(const struct text *text, int at)
{
	bool call = token_is(text, at, WORD_CALL), numbered;
	bool x = strcmp(token_word(text, at), "x") == 0 &&
	         is_glued(text, at + 1) && is_number(text, at + 1, 4, 5);
	struct run run;
	int number;

	if (!call && !x && !token_is(text, at, WORD_PHONE))
		return nothing;
	number = skip_links(text, at + 1, !x, &numbered);
	if (token_at(text, number)->kind != TOKEN_NUMBER)
		return nothing;
	run_read(text, number, &run);
	if (run.digits < 7) {
		run.to = hyphens(text, number, &run.digits);
		if (run.digits < 4 ||
		    (call && is_clock(token_at(text, number))))
			return nothing;
	}
	if (is_amount(text, run.to))
		return nothing;
	return (struct stretch){call ? number : at, run.to};
}

/* "500-1000" is a range. */
static bool
is_range(const struct text *text, int at)
{
	return token_at(text, at)->value % 50 == 0 &&
	       token_at(text, at + 2)->value % 50 == 0;
}

static bool
is_phone(const struct text *text, int at, const struct run *run)
{
	static const char *const forms[] = {"334", "1334", "2334", "34", "244",
	    "333", "3222", "2322", "2333", "23222", "2244", "21244"};
	int first = token_at(text, at)->value;

	if (strcmp(run->groups, "34") == 0)
		return !run->spaced && first >= 200 &&
		       token_mark(text, at + 1, '-') && !is_range(text, at);
	if (strcmp(run->groups, "333") == 0 && first < 600)
		return false;
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		if (strcmp(run->groups, forms[i]) == 0)
			return true;
	return false;
}

static struct stretch
phone_alone(const struct text *text, int at)
{
	const struct token *token = token_at(text, at);
	struct run run;

	if (token->kind != TOKEN_NUMBER || explained(text, at, WORD_THING) ||
	    goes_on(text, at - 1, "-.,/:"))
		return nothing;
	run_read(text, at, &run);
	if (is_amount(text, run.to) ||
	    !(is_phone(text, at, &run) ||
	        ((run.digits == 10 || run.digits == 11) && !run.groups[1])))
		return nothing;
	at -= token_mark(text, at - 1, '(') || token_mark(text, at - 1, '+');
	return (struct stretch){at, run.to};
}

/* --- beds and rooms --- */

static bool
is_letter(const struct text *text, int at, const char *letters)
{
	const char *word = token_word(text, at);

	return word[0] != '\0' && word[1] == '\0' && strchr(letters, word[0]);
}

/* Behind the letter or the second number of "12a", "412-B", "412-2"; 0 if it is
 * none of these. */
static int
place_part(const struct text *text, int to)
{
	int part = to + token_mark(text, to, '-');

	if (!is_glued(text, to) || !is_glued(text, part))
		return to;
	if (token_at(text, part)->kind == TOKEN_WORD)
		return is_letter(text, part, "abcdew") ? part + 1 : 0;
	return part > to && is_number(text, part, 1, 3) ? part + 1 : to;
}

static bool
is_of(const struct text *text, int at)
{
	const char *word = token_word(text, at);

	return strcmp(word, "of") == 0 || strcmp(word, "de") == 0;
}

/* The index behind a number that may be a room's; 0 if it is an amount, a share
 * ("3 of 12") or something else. */
static int
place_number(const struct text *text, int at)
{
	int to = is_number(text, at, 1, 4) ? place_part(text, at + 1) : 0;

	if (to == 0 || goes_on(text, to, "-.,/:") || is_amount(text, to))
		return 0;
	if (is_of(text, to) && token_at(text, to + 1)->kind == TOKEN_NUMBER)
		return 0;
	return to;
}

/* "bed A", "room four" */
static int
place_word(const struct text *text, int at)
{
	bool capital = token_at(text, at)->shape == SHAPE_CAPITAL;

	if (is_letter(text, at, capital ? "abcdefgh" : "bcd") &&
	    !token_mark(text, at + 1, '/') && !token_mark(text, at + 1, '.'))
		return at + 1;
	if (token_is(text, at, WORD_NUMBER) &&
	    !token_is(text, at + 1, WORD_PERSON | WORD_UNIT) &&
	    !is_of(text, at + 1))
		return at + 1;
	return 0;
}

/* "rooms 4, 7 and 9" */
static int
place_more(const struct text *text, int to)
{
	for (;;) {
		const char *word = token_word(text, to);
		bool more = token_mark(text, to, ',') ||
		            token_mark(text, to, '&') ||
		            strcmp(word, "and") == 0 || strcmp(word, "y") == 0;
		int next = more ? place_number(text, to + 1) : 0;

		if (next == 0)
			return to;
		to = next;
	}
}

static struct stretch
place_told(const struct text *text, int at)
{
	bool numbered;
	int number, to;

	if (!token_is(text, at, WORD_PLACE) ||
	    token_is(text, at - 1, WORD_HOUSE))
		return nothing;
	number = skip_links(text, at + 1, false, &numbered);
	to = place_number(text, number);
	if (to)
		return (struct stretch){at, place_more(text, to)};
	to = place_word(text, number);
	return to ? (struct stretch){at, to} : nothing;
}

/* "412B", "412-B" */
static bool
place_form(const struct text *text, int at)
{
	int letter = at + 1 + token_mark(text, at + 1, '-');

	return is_number(text, at, 3, 4) && is_glued(text, at + 1) &&
	       is_glued(text, letter) && is_letter(text, letter, "abcd") &&
	       !is_glued(text, letter + 1);
}

/* What may follow a room that has no word before it. */
static bool
place_ends(const struct text *text, int to)
{
	enum token_kind kind = token_at(text, to)->kind;

	return kind == TOKEN_END || kind == TOKEN_MARK ||
	       token_is(
	           text, to, WORD_SAID | WORD_LINK | WORD_WITH | WORD_TELL);
}

static bool
is_in(const char *word)
{
	static const char *const words[] = {
	    "in", "from", "of", "at", "en", "de"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(word, words[i]) == 0)
			return true;
	return false;
}

/* One of them: "patients in 24 beds" are many. */
static bool
is_person(const struct text *text, int at)
{
	const char *word = token_word(text, at);
	size_t len = strlen(word);

	return token_is(text, at, WORD_PERSON | NAME_GIVEN | NAME_SURNAME) &&
	       (len == 0 || word[len - 1] != 's');
}

/* "the patient in 412", "fall in 318", but "one in 100" */
static bool
place_behind(const struct text *text, int in, int at, int to)
{
	if (is_person(text, in - 1) || token_is(text, in - 2, WORD_PERSON))
		return is_number(text, at, 2, 4);
	return is_number(text, at, 3, 3) && place_ends(text, to) &&
	       token_at(text, at)->value % 100 != 0 &&
	       strcmp(token_word(text, in), "in") == 0;
}

/* With nothing but small words before it: also "en la 312". */
static bool
place_of_somebody(const struct text *text, int at, int to)
{
	bool la = strcmp(token_word(text, at - 1), "la") == 0;
	int in = at - 1 - (la || strcmp(token_word(text, at - 1), "the") == 0);

	if (token_at(text, at)->glued || is_year(text, at))
		return false;
	return (la && is_number(text, at, 3, 3)) ||
	       (is_in(token_word(text, in)) && place_behind(text, in, at, to));
}

/* Without "room" or "bed". */
static struct stretch
place_alone(const struct text *text, int at)
{
	int to = place_number(text, at);

	if (to && ((place_form(text, at) && !explained(text, at, WORD_THING)) ||
	              place_of_somebody(text, at, to)))
		return (struct stretch){at, to};
	return nothing;
}

/* In this order: what a word gives away is surer than a form. */
static const struct {
	enum identify_kind kind;
	struct stretch (*find)(const struct text *text, int at);
} finders[] = {
    {IDENTIFY_BIRTH, birth_told},
    {IDENTIFY_BIRTH, birth_alone},
    {IDENTIFY_RECORD, record_told},
    {IDENTIFY_PLACE, place_told},
    {IDENTIFY_PHONE, phone_told},
    {IDENTIFY_PHONE, phone_alone},
    {IDENTIFY_RECORD, record_alone},
    {IDENTIFY_PLACE, place_alone},
};

void
identify_numbers(struct text *text)
{
	for (size_t f = 0; f < sizeof(finders) / sizeof(finders[0]); f++)
		for (int at = 0; at < text->count; at++) {
			struct stretch found = finders[f].find(text, at);

			text_find(text, found.from, found.to, finders[f].kind);
		}
}
