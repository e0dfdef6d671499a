/*
 * Where people are named: by names that are nothing else, by a title or what
 * they do, by a name that is a word too ("Grace", "Mark") where something
 * beside it says that somebody is meant, and by names that the unit knows.
 */
#include <stdlib.h>
#include <string.h>

#include "core/identify_text.h"

#define NAME_WORDS_MAX 4
#define ACRONYM_BYTES 4
#define UNKNOWN_BYTES 3
/* What a word is known as that makes it no name. */
#define ORDINARY                                                               \
	(WORD_PLAIN | WORD_ROLE | WORD_THINGISH | WORD_PLACE | WORD_PERSON |   \
	    WORD_SAID)

/* A name, or a word that is one elsewhere. */
static bool
is_name(const struct text *text, int at)
{
	return token_is(text, at, NAME_GIVEN | NAME_SURNAME);
}

/* A name that is nothing else. */
static bool
is_sure(const struct text *text, int at)
{
	return is_name(text, at) && !token_is(text, at, NAME_WORD) &&
	       (!token_is(text, at, NAME_CAPITAL) ||
	           token_at(text, at)->shape != SHAPE_LOWER);
}

static bool
is_capital(const struct text *text, int at)
{
	return token_at(text, at)->shape == SHAPE_CAPITAL;
}

/* A word that no list has, with a capital. */
static bool
is_unknown(const struct text *text, int at)
{
	const struct token *token = token_at(text, at);

	return token->kind == TOKEN_WORD && token->classes == 0 &&
	       token->len >= UNKNOWN_BYTES && is_capital(text, at);
}

/* "I" is nobody's initial. */
static bool
is_initial(const struct text *text, int at)
{
	return token_at(text, at)->kind == TOKEN_WORD &&
	       token_at(text, at)->len == 1 && is_capital(text, at) &&
	       strcmp(token_word(text, at), "i") != 0;
}

/* An ordinary word with a capital: a heading, or a department. */
static bool
is_heading(const struct text *text, int at)
{
	return token_is(text, at, ORDINARY) && !is_name(text, at) &&
	       token_at(text, at)->shape != SHAPE_LOWER;
}

/* True if a further word of a name stands there. */
static bool
is_surname(const struct text *text, int at)
{
	if (token_is(text, at, NAME_SURNAME) && is_sure(text, at))
		return true;
	return (is_capital(text, at) && is_name(text, at)) ||
	       is_unknown(text, at);
}

/* "Maria", "Maria G. de la Cruz-Lopez": the index behind the name. */
static int
name_end(const struct text *text, int at)
{
	int to = at + 1;

	for (int words = 1; words < NAME_WORDS_MAX; words++) {
		int next = to;

		if (is_initial(text, next)) {
			to = token_skip(text, next + 1, '.');
			continue;
		}
		if (token_mark(text, next, '-') && token_at(text, next)->glued)
			next++;
		for (int i = 0; i < 2 && token_is(text, next, WORD_PARTICLE) &&
		                !is_surname(text, next);
		     i++)
			next++;
		if (!is_surname(text, next))
			break;
		to = next + 1;
	}
	return to;
}

/* "St. Mary", "Kelly clamps", "Mary Smith Hospital" */
static bool
is_thing(const struct text *text, int at, int to)
{
	int before = at - 1 - token_mark(text, at - 1, '.');

	if (token_is(text, before, WORD_SAINT))
		return true;
	return token_is(text, to, WORD_THINGISH) &&
	       token_at(text, to + 1)->kind != TOKEN_NUMBER;
}

/* "Ana's": the apostrophe and its s are tokens of their own. */
static bool
is_possessive(const struct text *text, int to)
{
	return token_mark(text, to, '\'') && token_at(text, to + 1)->glued &&
	       strcmp(token_word(text, to + 1), "s") == 0;
}

/* --- titles, roles, credentials --- */

/* A verb by its end, or a plural: "ordered", "trains". */
static bool
is_verb(const struct text *text, int at)
{
	static const char *const ends[] = {"ed", "ing", "s"};
	const char *word = token_word(text, at);
	size_t len = strlen(word);

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		size_t end = strlen(ends[i]);

		if (len > end + 2 && strcmp(word + len - end, ends[i]) == 0)
			return token_at(text, at)->shape == SHAPE_LOWER;
	}
	return false;
}

/* Behind "Mrs", "Dr", "Sra": nearly any word is a name. */
static bool
fits_title(const struct text *text, int title, int at)
{
	const struct token *token = token_at(text, at);
	bool machine = token_at(text, title)->shape == SHAPE_CAPITALS ||
	               token_at(text, title - 1)->kind == TOKEN_NUMBER;

	if (token->kind != TOKEN_WORD)
		return false;
	if (is_name(text, at)) /* "dr will see", but "mr brown" */
		return is_sure(text, at) || is_capital(text, at) ||
		       !token_is(text, at, WORD_PLAIN | WORD_MONTH) ||
		       (token_word(text, title)[0] == 'm' &&
		           !token_is(text, title, WORD_DOUBTFUL));
	if (machine) /* "MR scanner", "20 ms" */
		return false;
	if (is_unknown(text, at) || is_initial(text, at))
		return true;
	return token->classes == 0 && token->len >= UNKNOWN_BYTES &&
	       !token_is(text, title, WORD_DOUBTFUL) && !is_verb(text, at);
}

/* Behind "nurse", "patient", "RN": only what is written as a name. */
static bool
fits_role(const struct text *text, int at)
{
	if (is_thing(text, at, name_end(text, at)))
		return false;
	return is_unknown(text, at) ||
	       (is_capital(text, at) && is_name(text, at) &&
	           !token_is(text, at, WORD_MONTH));
}

/* A title belongs to what is found, what somebody does does not. */
static int
titled(const struct text *text, int at, int *from)
{
	int name = at + 1;

	if (token_is(text, at, WORD_TITLE | WORD_SHORT))
		name = token_skip(text, name, '.');
	if (token_is(text, at, WORD_TITLE) && fits_title(text, at, name))
		return name_end(text, name);
	if (token_is(text, at, WORD_ROLE) && fits_role(text, name)) {
		*from = name;
		return name_end(text, name);
	}
	return 0;
}

/* "Okafor, RN" */
static int
credentialed(const struct text *text, int at, int *from)
{
	int to = name_end(text, at);
	int title = token_skip(text, to, ',');

	(void)from;
	if (!is_unknown(text, at) &&
	    !(is_name(text, at) && is_capital(text, at)))
		return 0;
	if (!token_is(text, title, WORD_CREDENTIAL) ||
	    token_at(text, title)->shape != SHAPE_CAPITALS ||
	    (title == to && token_at(text, at)->begins))
		return 0;
	return title + 1;
}

/* --- names that are nothing else --- */

static int
sure(const struct text *text, int at, int *from)
{
	const struct token *token = token_at(text, at);
	int to = name_end(text, at);

	(void)from;
	if (!is_sure(text, at) || is_thing(text, at, to))
		return 0;
	/* "ANA" among other words is a test, not somebody. */
	if (token->shape == SHAPE_CAPITALS && token->len <= ACRONYM_BYTES &&
	    to == at + 1 && !token->known)
		return 0;
	return to;
}

/* --- names that are words too: what says that somebody is meant --- */

/* "Grace Okafor"; at the beginning of a sentence a verb could stand there. */
static bool
has_surname(const struct text *text, int at, int to)
{
	if (to == at + 1)
		return false;
	if (token_is(text, at + 1, NAME_SURNAME) && is_sure(text, at + 1))
		return true;
	return is_capital(text, at) &&
	       (!token_at(text, at)->begins || is_verb(text, to) ||
	           token_is(text, to, WORD_SAID | WORD_LINK));
}

/* A name behind it is one of a place. */
static bool
is_in(const struct text *text, int at)
{
	static const char *const words[] = {"in", "at", "of", "on", "en"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(token_word(text, at), words[i]) == 0)
			return true;
	return false;
}

/* "Mark's turn" */
static bool
owns(const struct text *text, int at, int to)
{
	return is_capital(text, at) && is_possessive(text, to) &&
	       !token_is(text, at, WORD_MONTH);
}

/* "ask Mark", "dile a Rosa", and typed in a hurry "ask mark about it". */
static bool
is_told(const struct text *text, int at, int to)
{
	int verb = at - 1 - (strcmp(token_word(text, at - 1), "a") == 0);

	if (!token_is(text, verb, WORD_TELL) || is_heading(text, to))
		return false;
	if (is_capital(text, at))
		return true;
	return !token_is(text, at, WORD_MONTH) &&
	       (token_at(text, to)->kind != TOKEN_WORD ||
	           token_is(text, to, WORD_WITH | WORD_LINK));
}

/* "with Joy", "when Mark was": a capital that nothing else explains. */
static bool
stands_out(const struct text *text, int at, int to)
{
	const struct token *before = token_at(text, at - 1);

	return is_capital(text, at) && !token_at(text, at)->begins &&
	       !token_is(text, at, WORD_MONTH) && !is_heading(text, to) &&
	       (token_mark(text, at - 1, ',') ||
	           (before->kind == TOKEN_WORD &&
	               before->shape == SHAPE_LOWER && !is_in(text, at - 1)));
}

/* "Joy stayed late" */
static bool
does(const struct text *text, int at, int to)
{
	to += strcmp(token_word(text, to), "no") == 0; /* "Luz no vino" */
	return is_capital(text, at) && !token_is(text, at, WORD_MONTH) &&
	       token_is(text, to, WORD_SAID);
}

/* Names come in rows: one that is sure makes its neighbours likely. */
static bool
is_and(const struct text *text, int at)
{
	return token_mark(text, at, ',') || token_mark(text, at, '&') ||
	       strcmp(token_word(text, at), "and") == 0 ||
	       strcmp(token_word(text, at), "y") == 0;
}

/* "Maria and Grace", "Grace and Maria" */
static bool
is_listed(const struct text *text, int at, int to)
{
	if (!is_capital(text, at) || token_is(text, at, WORD_MONTH))
		return false;
	return (is_and(text, at - 1) &&
	           token_at(text, at - 2)->found == IDENTIFY_PERSON) ||
	       (is_and(text, to) && is_sure(text, to + 1));
}

static bool (*const evidence[])(const struct text *text, int at, int to) = {
    has_surname, owns, stands_out, does, is_listed};

/* A name that is a word too, with evidence. */
static int
word_too(const struct text *text, int at, int *from)
{
	int to = name_end(text, at);

	(void)from;
	if (!is_name(text, at) || is_thing(text, at, to))
		return 0;
	if (is_told(text, at, to))
		return to;
	if (token_is(text, at - 1, WORD_ARTICLE))
		return 0;
	for (size_t i = 0; i < sizeof(evidence) / sizeof(evidence[0]); i++)
		if (evidence[i](text, at, to))
			return to;
	return 0;
}

/* "B. Harrington" */
static int
initialed(const struct text *text, int at, int *from)
{
	(void)from;
	return is_initial(text, at) && token_mark(text, at + 1, '.') &&
	               is_surname(text, at + 2)
	           ? name_end(text, at + 2)
	           : 0;
}

/* "ask Thandiwe" */
static int
told_unknown(const struct text *text, int at, int *from)
{
	int to = name_end(text, at);

	(void)from;
	return is_unknown(text, at) && token_is(text, at - 1, WORD_TELL) &&
	               !is_thing(text, at, to) && !is_heading(text, to)
	           ? to
	           : 0;
}

/* --- names that the unit knows --- */

/* An owner may also be a role or a department: their words are no names. */
static bool
names_somebody(const struct text *known, int at)
{
	int first = at, last = at;

	if (is_name(known, at))
		return true;
	if (token_at(known, at)->len < 2 || token_at(known, at)->classes != 0)
		return false;
	while (token_at(known, first - 1)->kind == TOKEN_WORD &&
	       !token_at(known, first)->begins)
		first--;
	while (token_at(known, last + 1)->kind == TOKEN_WORD &&
	       !token_at(known, last + 1)->begins)
		last++;
	for (; first <= last; first++)
		if (token_is(known, first, WORD_PLAIN) &&
		    !token_is(known, first, WORD_ROLE) &&
		    !is_name(known, first))
			return false;
	return true;
}

static void
mark_known(struct text *text, const char *word)
{
	for (int i = 0; i < text->count; i++)
		if (strcmp(token_word(text, i), word) == 0) {
			text->tokens[i].classes |= NAME_GIVEN;
			text->tokens[i].known = true;
		}
}

static void
read_people(struct text *text, const char *const *people, int people_count)
{
	struct buf lines = BUF_INIT;
	struct text known;

	for (int i = 0; i < people_count; i++) {
		buf_add(&lines, people[i]);
		buf_add(&lines, "\n");
	}
	text_read(&known, buf_text(&lines));
	for (int i = 0; i < known.count; i++)
		if (names_somebody(&known, i))
			mark_known(text, token_word(&known, i));
	text_done(&known);
	buf_done(&lines);
}

/* In this order: a title is surer than a list. */
static int (*const finders[])(const struct text *text, int at, int *from) = {
    titled, credentialed, sure, word_too, initialed, told_unknown};

/* The index behind the name that begins there; at + 1 if none does. */
static int
find_at(struct text *text, int at)
{
	if (token_at(text, at)->kind != TOKEN_WORD)
		return at + 1;
	for (size_t i = 0; i < sizeof(finders) / sizeof(finders[0]); i++) {
		int from = at, to = finders[i](text, at, &from);

		if (to == 0)
			continue;
		text_find(text, from, to, IDENTIFY_PERSON);
		return to;
	}
	return at + 1;
}

void
identify_names(struct text *text, const char *const *people, int people_count)
{
	read_people(text, people, people_count);
	for (int at = 0; at < text->count;)
		at = find_at(text, at);
}
