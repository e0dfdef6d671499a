/*
 * Text as people read it, on top of utf8proc and the C library's wcwidth. See
 * utf8.h.
 */
#include "util/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#define REPLACEMENT 0xFFFD

bool
utf8_valid(const char *text, size_t len, size_t *bad)
{
	for (size_t at = 0; at < len;) {
		uint32_t code;
		size_t bytes = utf8_next(text + at, len - at, &code);

		if (code == REPLACEMENT && bytes == 1) {
			if (bad)
				*bad = at;
			return false;
		}
		at += bytes;
	}
	return true;
}

size_t
utf8_next(const char *text, size_t len, uint32_t *code)
{
	utf8proc_int32_t found;
	utf8proc_ssize_t bytes;

	if (len == 0) {
		*code = 0;
		return 0;
	}
	if ((unsigned char)text[0] < 0x80) {
		*code = (unsigned char)text[0];
		return 1;
	}
	bytes = utf8proc_iterate((const utf8proc_uint8_t *)text,
	    len > 4 ? 4 : (utf8proc_ssize_t)len, &found);
	if (bytes <= 0) {
		*code = REPLACEMENT;
		return 1;
	}
	*code = (uint32_t)found;
	return (size_t)bytes;
}

size_t
utf8_put(char out[4], uint32_t code)
{
	return (size_t)utf8proc_encode_char(
	    (utf8proc_int32_t)code, (utf8proc_uint8_t *)out);
}

/*
 * Columns of one character. utf8proc's table is used rather than wcwidth, so
 * that a C locale counts as a UTF-8 one does.
 */
static int
code_width(uint32_t code)
{
	if (code >= 0x20 && code < 0x7f)
		return 1;
	return utf8proc_charwidth((utf8proc_int32_t)code);
}

size_t
utf8_cluster(const char *text, size_t len, int *width)
{
	uint32_t code, next;
	utf8proc_int32_t state = 0;
	size_t at = utf8_next(text, len, &code);

	*width = 0;
	if (at == 0)
		return 0;
	*width = code_width(code);
	/* Most text is ASCII followed by ASCII: nothing can join. */
	while (at < len && (unsigned char)text[at] >= 0x80) {
		size_t bytes = utf8_next(text + at, len - at, &next);

		if (utf8proc_grapheme_break_stateful(
		        (utf8proc_int32_t)code, (utf8proc_int32_t)next, &state))
			break;
		if (*width == 0)
			*width = code_width(next);
		code = next;
		at += bytes;
	}
	return at;
}

int
utf8_width(const char *text)
{
	int width = 0;

	utf8_fit(text, -1, &width);
	return width;
}

size_t
utf8_count(const char *text)
{
	size_t len = strlen(text), count = 0;
	uint32_t code;

	for (size_t at = 0; at < len; count++)
		at += utf8_next(text + at, len - at, &code);
	return count;
}

size_t
utf8_fit(const char *text, int columns, int *width)
{
	size_t len = strlen(text), at = 0;
	int used = 0;

	while (at < len) {
		int one;
		size_t bytes = utf8_cluster(text + at, len - at, &one);

		if (columns >= 0 && used + one > columns)
			break;
		used += one;
		at += bytes;
	}
	if (width)
		*width = used;
	return at;
}

size_t
utf8_wrap(const char *text, int columns, const char **rest)
{
	size_t fits = utf8_fit(text, columns, NULL);
	size_t line = fits;

	if (text[fits] != '\0' && text[fits] != ' ') {
		while (line > 0 && text[line - 1] != ' ')
			line--;
		if (line == 0) /* a word longer than a line */
			line = fits;
	}
	*rest = text + line;
	while (**rest == ' ')
		(*rest)++;
	while (line > 0 && text[line - 1] == ' ')
		line--;
	return line;
}

/*
 * Unicode knows what shows nothing: zero-width characters, bidirectional
 * controls, fillers, tags. The selectors that choose between two looks of the
 * character before them are the only ones of these that texts need.
 */
static bool
hidden(uint32_t code)
{
	const utf8proc_property_t *property =
	    utf8proc_get_property((utf8proc_int32_t)code);

	if (code >= 0xFE00 && code <= 0xFE0F)
		return false;
	return property->ignorable || (code >= 0xFFF0 && code <= 0xFFFB);
}

bool
utf8_printable(uint32_t code)
{
	if (code < 0x20 || (code >= 0x7f && code < 0xa0))
		return false;
	if (code < 0xa0)
		return true;
	if (hidden(code))
		return false;
	switch (utf8proc_category((utf8proc_int32_t)code)) {
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CS:
	case UTF8PROC_CATEGORY_CO:
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return false;
	default:
		return true;
	}
}

void
utf8_clean(struct buf *out, const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		uint32_t code;
		size_t bytes = utf8_next(text + at, len - at, &code);

		if (utf8_printable(code) &&
		    !(code == REPLACEMENT && bytes == 1))
			buf_add_bytes(out, text + at, bytes);
		else
			buf_add(out, "\xEF\xBF\xBD");
		at += bytes;
	}
}

/* Appends `text` through utf8proc_map; text that it cannot map as it is. */
static void
map(struct buf *out, const char *text, size_t len, int options)
{
	utf8proc_uint8_t *mapped = NULL;
	utf8proc_ssize_t size = utf8proc_map((const utf8proc_uint8_t *)text,
	    (utf8proc_ssize_t)len, &mapped, (utf8proc_option_t)options);

	if (size < 0)
		buf_add_bytes(out, text, len);
	else
		buf_add_bytes(out, mapped, (size_t)size);
	free(mapped);
}

#define DECOMPOSED_MAX 32 /* characters; Unicode's longest has 18 */

/* Appends one character folded: nothing of a mark. */
static void
fold_one(struct buf *out, uint32_t code)
{
	utf8proc_int32_t codes[DECOMPOSED_MAX];
	int unused = 0;
	utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)code,
	    codes, DECOMPOSED_MAX,
	    UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |
	        UTF8PROC_STRIPMARK,
	    &unused);

	for (utf8proc_ssize_t i = 0; i < count && i < DECOMPOSED_MAX; i++) {
		char one[4];

		buf_add_bytes(out, one, utf8_put(one, (uint32_t)codes[i]));
	}
}

/* Appends the ASCII at the beginning in small letters, returns its length. */
static size_t
fold_ascii(struct buf *out, const char *text, size_t len)
{
	size_t run = 0;
	char *to;

	while (run < len && (unsigned char)text[run] < 0x80)
		run++;
	buf_add_bytes(out, text, run);
	to = out->text + out->len - run;
	for (size_t i = 0; i < run; i++)
		if (to[i] >= 'A' && to[i] <= 'Z')
			to[i] |= 0x20;
	return run;
}

/*
 * Character by character: without marks none changes its neighbours. ASCII
 * asks nobody, since a hundred thousand notes are searched at every key.
 */
void
utf8_fold(struct buf *out, const char *text)
{
	size_t len = strlen(text), before = out->len;

	for (size_t at = 0; at < len;) {
		uint32_t code;
		size_t bytes;

		at += fold_ascii(out, text + at, len - at);
		bytes = utf8_next(text + at, len - at, &code);
		if (code == REPLACEMENT && bytes == 1) { /* as it is, then */
			out->len = before;
			buf_add_bytes(out, text, len);
			return;
		}
		at += bytes;
		if (bytes)
			fold_one(out, code);
	}
}

/* Letters that no decomposition turns into ASCII, and common signs. */
static const struct {
	uint32_t code;
	const char *ascii;
} spelled[] = {
    {0x00C6, "AE"},
    {0x00D0, "D"},
    {0x00D8, "O"},
    {0x00DE, "Th"},
    {0x00DF, "ss"},
    {0x00E6, "ae"},
    {0x00F0, "d"},
    {0x00F8, "o"},
    {0x00FE, "th"},
    {0x0131, "i"},
    {0x0141, "L"},
    {0x0142, "l"},
    {0x0152, "OE"},
    {0x0153, "oe"},
    {0x2010, "-"},
    {0x2011, "-"},
    {0x2012, "-"},
    {0x2013, "-"},
    {0x2014, "-"},
    {0x2018, "'"},
    {0x2019, "'"},
    {0x201C, "\""},
    {0x201D, "\""},
    {0x2022, "*"},
    {0x00BF, "?"},
    {0x00A1, "!"},
    {0x00D7, "x"},
    {0x2192, "->"},
};

static const char *
spell(uint32_t code)
{
	for (size_t i = 0; i < sizeof(spelled) / sizeof(spelled[0]); i++)
		if (spelled[i].code == code)
			return spelled[i].ascii;
	return "?";
}

void
utf8_ascii(struct buf *out, const char *text, size_t len)
{
	struct buf plain = BUF_INIT;
	size_t at = 0;

	map(&plain, text, len,
	    UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK);
	while (at < plain.len) {
		uint32_t code;
		size_t bytes =
		    utf8_next(plain.text + at, plain.len - at, &code);

		if (code < 0x80)
			buf_add_bytes(out, plain.text + at, bytes);
		else
			buf_add(out, spell(code));
		at += bytes;
	}
	buf_done(&plain);
}

void
utf8_compose(struct buf *out, const char *text)
{
	map(out, text, strlen(text), UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}
