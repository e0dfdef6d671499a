/*
 * Cuts a text into words, numbers and marks. See identify_text.h.
 */
#include "core/identify_text.h"

#include <stdlib.h>
#include <string.h>

#include "util/mem.h"
#include "util/utf8.h"

/* So many words, and so many of a hundred with a capital, and it tells
 * nothing any more. */
#define TITLED_WORDS 5
#define TITLED_SHARE 75

enum sort { SORT_SPACE, SORT_LETTER, SORT_DIGIT, SORT_MARK };

/* What a reader sees at a place of the text. */
struct glimpse {
	enum sort sort;
	uint32_t code; /* of its first character */
	size_t len;    /* 0 at the end */
};

/* Above ASCII everything is a letter but these. */
static const struct {
	uint32_t from;
	uint32_t to;
} marks[] = {
    {0x0080, 0x00A9},
    {0x00AB, 0x00B4},
    {0x00B6, 0x00B9},
    {0x00BB, 0x00BF},
    {0x00D7, 0x00D7},
    {0x00F7, 0x00F7},
    {0x02BC, 0x02BC},
    {0x2000, 0x2BFF},
    {0x2E00, 0x2E7F},
    {0x3000, 0x303F},
    {0xE000, 0xF8FF},
    {0xFE10, 0xFE6F},
    {0xFF00, 0xFF20},
    {0xFF3B, 0xFF40},
    {0xFF5B, 0xFF65},
    {0xFFF0, 0xFFFF},
    {0x1F000, 0x1FAFF},
};

static bool
is_space(uint32_t code)
{
	return code <= ' ' || code == 0xA0 ||
	       (code >= 0x2000 && code <= 0x200A) || code == 0x202F ||
	       code == 0x3000;
}

static enum sort
sort_of(uint32_t code)
{
	if (is_space(code))
		return SORT_SPACE;
	if ((code >= '0' && code <= '9') || (code >= 0xFF10 && code <= 0xFF19))
		return SORT_DIGIT;
	if (code < 0x80)
		return (code | 0x20) >= 'a' && (code | 0x20) <= 'z'
		           ? SORT_LETTER
		           : SORT_MARK;
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (code >= marks[i].from && code <= marks[i].to)
			return SORT_MARK;
	return SORT_LETTER;
}

/* By clusters, so that what is found never begins or ends inside of what a
 * reader takes for one letter. */
static struct glimpse
look(const char *text, size_t len)
{
	struct glimpse glimpse = {0};
	int width;

	glimpse.len = utf8_cluster(text, len, &width);
	utf8_next(text, len, &glimpse.code);
	glimpse.sort = sort_of(glimpse.code);
	return glimpse;
}

/* Typographic forms of marks that numbers and names are written with. */
static char
mark_of(uint32_t code)
{
	if (code == 0x2019 || code == 0x2018 || code == 0x02BC || code == '`')
		return '\'';
	if (code >= 0x2010 && code <= 0x2015)
		return '-';
	if (code == 0x2022 || code == 0x00B7)
		return '*';
	return code < 0x80 ? (char)code : '?';
}

/* Latin, Greek and Cyrillic; other scripts have no capitals that count. */
static bool
is_capital(uint32_t code)
{
	return (code >= 'A' && code <= 'Z') ||
	       (code >= 0xC0 && code <= 0xDE && code != 0xD7) ||
	       (code >= 0x100 && code <= 0x17F && code % 2 == 0) ||
	       (code >= 0x391 && code <= 0x3A9) ||
	       (code >= 0x400 && code <= 0x42F);
}

/* --- words --- */

/* Letters, with an apostrophe between them but for the one of "Ana's". */
static size_t
word_length(const char *text, size_t len)
{
	size_t at = 0;

	for (;;) {
		struct glimpse here = look(text + at, len - at);
		struct glimpse next, after;

		if (here.len == 0)
			return at;
		if (here.sort == SORT_LETTER) {
			at += here.len;
			continue;
		}
		if (mark_of(here.code) != '\'' || at == 0)
			return at;
		next = look(text + at + here.len, len - at - here.len);
		if (next.len == 0 || next.sort != SORT_LETTER)
			return at;
		after = look(text + at + here.len + next.len,
		    len - at - here.len - next.len);
		if ((next.code | 0x20) == 's' &&
		    (after.len == 0 || after.sort != SORT_LETTER))
			return at;
		at += here.len + next.len;
	}
}

/* "d.o.b": single letters with full stops between them; 0 if it is no such. */
static size_t
initials_length(const char *text, size_t len)
{
	size_t at = 0, end = 0;
	int letters = 0;

	for (;;) {
		struct glimpse here = look(text + at, len - at);
		struct glimpse next;

		if (here.len == 0 || here.sort != SORT_LETTER)
			break;
		next = look(text + at + here.len, len - at - here.len);
		if (next.len > 0 &&
		    (next.sort == SORT_LETTER || next.sort == SORT_DIGIT))
			break;
		letters++;
		end = at + here.len;
		if (next.len == 0 || next.code != '.')
			break;
		at = end + next.len;
	}
	return letters > 1 ? end : 0;
}

/* "McKay" has a capital, "iPad" has none that counts. */
static enum token_shape
shape_of(const char *word, size_t len)
{
	int letters = 0, capitals = 0;
	bool first = false;

	for (size_t at = 0; at < len;) {
		struct glimpse here = look(word + at, len - at);

		if (here.sort == SORT_LETTER) {
			letters++;
			capitals += is_capital(here.code);
			first = first || (letters == 1 && capitals == 1);
		}
		at += here.len;
	}
	if (!first)
		return SHAPE_LOWER;
	return letters > 1 && capitals == letters ? SHAPE_CAPITALS
	                                          : SHAPE_CAPITAL;
}

/* Appends the word in lower case, without marks above letters and full stops
 * between them; returns where it begins. */
static size_t
fold(struct buf *out, const char *word, size_t len)
{
	size_t from = out->len, to = from;
	char *copy = mem_copy_bytes(word, len);
	bool ascii = true;

	for (size_t i = 0; i < len; i++)
		ascii = ascii && (unsigned char)word[i] < 0x80;
	if (ascii) /* most words: utf8proc costs more than the rest */
		buf_add_bytes(out, word, len);
	else
		utf8_fold(out, copy);
	free(copy);
	for (size_t at = from; at < out->len;) {
		uint32_t code;
		size_t bytes = utf8_next(out->text + at, out->len - at, &code);

		if (code >= 'A' && code <= 'Z')
			out->text[to++] = (char)(code | 0x20);
		else if (mark_of(code) == '\'')
			out->text[to++] = '\'';
		else if (code != '.') {
			memmove(out->text + to, out->text + at, bytes);
			to += bytes;
		}
		at += bytes;
	}
	out->len = to;
	buf_add_bytes(out, "", 1);
	return from;
}

/* --- tokens --- */

static void
read_word(struct text *text, struct token *token, const char *bytes, size_t len)
{
	token->kind = TOKEN_WORD;
	token->len = initials_length(bytes, len);
	if (token->len == 0)
		token->len = word_length(bytes, len);
	token->shape = shape_of(bytes, token->len);
	token->folded = fold(&text->folded, bytes, token->len);
	token->classes = word_classes(text->folded.text + token->folded);
}

static void
read_number(struct token *token, const char *bytes, size_t len)
{
	size_t at = 0;

	token->kind = TOKEN_NUMBER;
	for (;;) {
		struct glimpse here = look(bytes + at, len - at);

		if (here.len == 0 || here.sort != SORT_DIGIT)
			break;
		token->value = ++token->digits <= VALUE_DIGITS
		                   ? token->value * 10 + (int)(here.code & 0xf)
		                   : 0;
		at += here.len;
	}
	if (token->digits > VALUE_DIGITS)
		token->value = 0;
	token->len = at;
}

static void
read_mark(struct token *token, const struct glimpse *here)
{
	token->kind = TOKEN_MARK;
	token->len = here->len;
	token->mark = mark_of(here->code);
}

/* A bracket, a quote or a dash with a space before it: a capital behind it may
 * be that of any word. */
static bool
ends_sentence(const struct token *token)
{
	return token->kind == TOKEN_MARK &&
	       strchr(".!?:;\"(*-", token->mark) != NULL && !token->glued;
}

/* A full stop stands close to the word before it. */
static bool
stops(const struct token *token)
{
	return token->kind == TOKEN_MARK &&
	       strchr(".!?:;", token->mark) != NULL;
}

/* Capitals everywhere tell nothing. */
static void
forget_shapes(struct text *text)
{
	int words = 0, inside = 0, capitals = 0, titled = 0;

	for (int i = 0; i < text->count; i++) {
		const struct token *token = &text->tokens[i];

		if (token->kind != TOKEN_WORD || token->len < 2)
			continue;
		words++;
		inside += !token->begins;
		capitals += token->shape == SHAPE_CAPITALS;
		titled += !token->begins && token->shape != SHAPE_LOWER;
	}
	if ((words < 2 || capitals * 100 < words * TITLED_SHARE) &&
	    (inside < TITLED_WORDS || titled * 100 < inside * TITLED_SHARE))
		return;
	for (int i = 0; i < text->count; i++)
		text->tokens[i].shape = SHAPE_LOWER;
}

static struct token *
add(struct text *text, int *room)
{
	if (text->count == *room) {
		*room = *room * 2 + 64;
		text->tokens =
		    mem_grow(text->tokens, (size_t)*room, sizeof(struct token));
	}
	text->tokens[text->count] = (struct token){.found = TOKEN_FREE};
	return &text->tokens[text->count++];
}

void
text_read(struct text *text, const char *bytes)
{
	size_t len = strlen(bytes), at = 0;
	bool glued = false, begins = true;
	int room = 0;

	*text = (struct text){0};
	while (at < len) {
		struct glimpse here = look(bytes + at, len - at);
		struct token *token;

		if (here.sort == SORT_SPACE) {
			begins = begins || here.code == '\n';
			glued = false;
			at += here.len;
			continue;
		}
		token = add(text, &room);
		token->from = at;
		token->glued = glued;
		token->begins = begins;
		if (here.sort == SORT_LETTER)
			read_word(text, token, bytes + at, len - at);
		else if (here.sort == SORT_DIGIT)
			read_number(token, bytes + at, len - at);
		else
			read_mark(token, &here);
		begins = token->kind == TOKEN_MARK &&
		         (begins || stops(token) || ends_sentence(token));
		glued = true;
		at += token->len;
	}
	forget_shapes(text);
}

void
text_done(struct text *text)
{
	free(text->tokens);
	buf_done(&text->folded);
	*text = (struct text){0};
}

const struct token *
token_at(const struct text *text, int index)
{
	static const struct token end = {
	    .kind = TOKEN_END, .found = TOKEN_FREE};

	return index >= 0 && index < text->count ? &text->tokens[index] : &end;
}

const char *
token_word(const struct text *text, int index)
{
	const struct token *token = token_at(text, index);

	return token->kind == TOKEN_WORD ? text->folded.text + token->folded
	                                 : "";
}

bool
token_is(const struct text *text, int index, uint32_t classes)
{
	return (token_at(text, index)->classes & classes) != 0;
}

bool
token_mark(const struct text *text, int index, char mark)
{
	const struct token *token = token_at(text, index);

	return token->kind == TOKEN_MARK && token->mark == mark;
}

int
token_skip(const struct text *text, int index, char mark)
{
	return index + token_mark(text, index, mark);
}

bool
text_free(const struct text *text, int from, int to)
{
	for (int i = from; i < to; i++)
		if (token_at(text, i)->found != TOKEN_FREE)
			return false;
	return true;
}

void
text_find(struct text *text, int from, int to, enum identify_kind kind)
{
	if (from >= to || to > text->count || !text_free(text, from, to))
		return;
	for (int i = from; i < to; i++)
		text->tokens[i].found = (int)kind;
	text->tokens[from].opens = true;
}
