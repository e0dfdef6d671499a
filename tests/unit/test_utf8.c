/*
 * Text: hostile UTF-8, clusters, columns, wrapping, what may be shown, and
 * the foldings; tables first, then random texts and every code point.
 */
#include <string.h>

#include "tests/unit/unit.h"
#include "util/utf8.h"

#define CODES 0x110000
#define ACUTE "\xCC\x81"          /* combining */
#define ZWJ "\xE2\x80\x8D"        /* zero-width joiner */
#define WOMAN "\xF0\x9F\x91\xA9"  /* two columns */
#define ROCKET "\xF0\x9F\x9A\x80" /* two columns */
#define KANJI "\xE6\xBC\xA2"      /* two columns */
#define BAD "\xEF\xBF\xBD"        /* the replacement character */
#define LONGEST 64                /* clusters of a random text */

static void
only_utf8_is_valid(void **state)
{
	static const struct {
		const char *text;
		size_t len;
		int bad; /* -1: valid */
	} cases[] = {
	    {"", 0, -1},
	    {"plain", 5, -1},
	    {"a\0b", 3, -1},
	    {"\xC3\xA9", 2, -1},
	    {BAD, 3, -1},
	    {"\xEF\xBF\xBF", 3, -1},
	    {"\xF4\x8F\xBF\xBF", 4, -1},
	    {"ab\xFF"
	     "cd",
	        5, 2},
	    {"\x80", 1, 0},
	    {"\xC3", 1, 0},
	    {"a\xE2\x82", 3, 1},
	    {"\xF0\x9F\x9A", 3, 0},
	    {"\xC0\x80", 2, 0}, /* NUL in two bytes */
	    {"\xC1\xBF", 2, 0},
	    {"\xE0\x80\xAF", 3, 0},     /* '/' in three */
	    {"\xF0\x80\x80\xAF", 4, 0}, /* and in four */
	    {"\xED\xA0\x80", 3, 0},     /* half of a surrogate pair */
	    {"\xED\xBF\xBF", 3, 0},
	    {"\xF4\x90\x80\x80", 4, 0}, /* above U+10FFFF */
	    {"\xF8\x88\x80\x80\x80", 5, 0},
	    {"\xC3(", 2, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		size_t bad = 99;
		bool valid = utf8_valid(cases[i].text, cases[i].len, &bad);

		assert_int_equal(valid, cases[i].bad < 0);
		assert_int_equal(bad, valid ? 99 : cases[i].bad);
		assert_int_equal(
		    utf8_valid(cases[i].text, cases[i].len, NULL), valid);
	}
}

static void
a_faulty_byte_is_one_replacement(void **state)
{
	uint32_t code = 7;

	(void)state;
	assert_int_equal(utf8_next("", 0, &code), 0);
	assert_int_equal(utf8_next("\xE2\x82", 2, &code), 1);
	assert_int_equal(code, 0xFFFD);
	assert_int_equal(utf8_next("\xE2\x82\xAC", 2, &code), 1);
	assert_int_equal(code, 0xFFFD);
	assert_int_equal(utf8_next("\xE2\x82\xAC", 3, &code), 3);
	assert_int_equal(code, 0x20AC);
	assert_int_equal(utf8_next("\0", 1, &code), 1);
	assert_int_equal(code, 0);
}

static void
every_character_can_be_written_and_read(void **state)
{
	(void)state;
	for (uint32_t code = 0; code < CODES; code++) {
		uint32_t again;
		char text[4];
		size_t len;

		if (code >= 0xD800 && code <= 0xDFFF)
			continue;
		len = utf8_put(text, code);
		assert_in_range(len, 1, 4);
		assert_int_equal(utf8_next(text, len, &again), len);
		assert_int_equal(again, code);
	}
}

static void
clusters_stay_together(void **state)
{
	static const struct {
		const char *text;
		size_t bytes; /* of the first cluster */
		int width;
	} cases[] = {
	    {"", 0, 0},
	    {"ab", 1, 1},
	    {"e" ACUTE "x", 3, 1},
	    {"e" ACUTE ACUTE ACUTE, 7, 1},
	    {ACUTE "x", 2, 0},
	    {KANJI "x", 3, 2},
	    {KANJI ACUTE "x", 5, 2},
	    {ROCKET, 4, 2},
	    {WOMAN ZWJ ROCKET "x", 11, 2},
	    {WOMAN "\xF0\x9F\x8F\xBD"
	           "x",
	        8, 2}, /* skin tone */
	    {"\xF0\x9F\x87\xAA\xF0\x9F\x87\xB8"
	     "x",
	        8, -1}, /* a flag */
	    {"1\xEF\xB8\x8F\xE2\x83\xA3"
	     "x",
	        7, 1}, /* a keycap */
	    {"\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB"
	     "x",
	        9, 2}, /* Hangul */
	    {"\xE0\xA4\xA8\xE0\xA4\xBF"
	     "x",
	        6, -1}, /* Devanagari */
	    {"\xFF" ACUTE, 3, 1},
	    {"\xFFz", 1, 1},
	    {"\x1B[", 1, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int width = 99;

		assert_int_equal(
		    utf8_cluster(cases[i].text, strlen(cases[i].text), &width),
		    cases[i].bytes);
		assert_in_range(width, 0, 2);
		if (cases[i].width >= 0)
			assert_int_equal(width, cases[i].width);
	}
}

static void
columns_and_characters_are_counted(void **state)
{
	(void)state;
	assert_int_equal(utf8_width(""), 0);
	assert_int_equal(utf8_width("abc"), 3);
	assert_int_equal(utf8_width("e" ACUTE "a"), 2);
	assert_int_equal(utf8_width(KANJI KANJI "a"), 5);
	assert_int_equal(utf8_width(WOMAN ZWJ ROCKET), 2);
	assert_int_equal(utf8_width("\xFF\xFE"), 2);
	assert_int_equal(utf8_width(ACUTE), 0);

	assert_int_equal(utf8_count(""), 0);
	assert_int_equal(utf8_count("e" ACUTE KANJI), 3);
	assert_int_equal(utf8_count("\xFF\xE2\x82"), 3);
}

static void
what_fits_is_never_half_a_cluster(void **state)
{
	static const struct {
		const char *text;
		int columns;
		size_t bytes;
		int width;
	} cases[] = {
	    {"abc", 0, 0, 0},
	    {"abc", 2, 2, 2},
	    {"abc", 9, 3, 3},
	    {KANJI KANJI, 3, 3, 2},
	    {KANJI, 1, 0, 0},
	    {"e" ACUTE "x", 1, 3, 1},
	    {"a" WOMAN ZWJ ROCKET "x", 3, 12, 3},
	    {"a" WOMAN ZWJ ROCKET "x", 2, 1, 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int width = 99;

		assert_int_equal(
		    utf8_fit(cases[i].text, cases[i].columns, &width),
		    cases[i].bytes);
		assert_int_equal(width, cases[i].width);
		assert_int_equal(
		    utf8_fit(cases[i].text, cases[i].columns, NULL),
		    cases[i].bytes);
	}
}

/* Wraps `text` and joins its lines by '|'. */
static void
wrapped(struct buf *out, const char *text, int columns)
{
	buf_clear(out);
	while (*text) {
		const char *rest;
		size_t len = utf8_wrap(text, columns, &rest);

		buf_add_bytes(out, text, len);
		assert_true(rest > text);
		text = rest;
		if (*text)
			buf_add(out, "|");
	}
}

static void
lines_break_at_spaces(void **state)
{
	static const struct {
		const char *text, *lines;
		int columns;
	} cases[] = {
	    {"", "", 10},
	    {"one", "one", 3},
	    {"one two", "one|two", 3},
	    {"one two", "one|two", 6},
	    {"one two", "one two", 7},
	    {"one   two", "one|two", 5},
	    {"one two three", "one two|three", 8},
	    {"unbreakable", "unbr|eaka|ble", 4},
	    {"a unbreakable", "a|unbr|eaka|ble", 4},
	    {KANJI KANJI KANJI, KANJI "|" KANJI "|" KANJI, 3},
	    {"end ", "end", 3},
	    {"e" ACUTE "e" ACUTE "e" ACUTE, "e" ACUTE "e" ACUTE "|e" ACUTE, 2},
	};
	struct buf out = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		wrapped(&out, cases[i].text, cases[i].columns);
		assert_string_equal(buf_text(&out), cases[i].lines);
	}
	buf_done(&out);
}

static const char *const pieces[] = {"a", "b", "long", " ", " ", "  ",
    "e" ACUTE, KANJI, ROCKET, WOMAN ZWJ ROCKET, "\xC3\xB1", "-"};

static void
add_random_pieces(struct buf *out)
{
	int count = unit_between(0, LONGEST);

	buf_clear(out);
	for (int i = 0; i < count; i++)
		buf_add(
		    out, pieces[unit_between(0,
		             (int)(sizeof(pieces) / sizeof(pieces[0])) - 1)]);
}

/* Whether `at` is an edge between two clusters of the text. */
static bool
is_edge(const char *text, const char *at)
{
	int width;

	while (text < at)
		text += utf8_cluster(text, strlen(text), &width);
	return text == at;
}

/* What must hold for one line of a wrapped text. */
static void
check_line(const char *text, size_t len, const char *rest, int columns)
{
	struct buf line = BUF_INIT;
	const char *end = text + len;

	buf_add_bytes(&line, text, len);
	assert_true(utf8_width(buf_text(&line)) <= columns);
	assert_true(len == 0 || end[-1] != ' ');
	assert_true(is_edge(text, end));
	/* Between a line and the next there were but spaces. */
	for (const char *c = end; c < rest; c++)
		assert_int_equal(*c, ' ');
	assert_int_not_equal(*rest, ' ');
	/* A word is only cut if it has the line for itself. */
	if (end == rest && *rest != '\0')
		assert_null(memchr(text, ' ', len));
	/* A line is not left shorter than it must be. */
	if (end < rest && *rest != '\0') {
		size_t word = strcspn(rest, " ");

		buf_add_bytes(&line, end, (size_t)(rest - end) + word);
		assert_true(utf8_width(buf_text(&line)) > columns);
	}
	buf_done(&line);
}

static void
wrapping_loses_nothing_and_always_ends(void **state)
{
	struct buf text = BUF_INIT;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		int columns = unit_between(2, 20);
		const char *at;

		add_random_pieces(&text);
		at = buf_text(&text);
		while (*at) {
			const char *rest;
			size_t len = utf8_wrap(at, columns, &rest);

			assert_true(rest > at);
			check_line(at, len, rest, columns);
			at = rest;
		}
	}
	buf_done(&text);
}

static void
hidden_characters_are_not_printable(void **state)
{
	static const uint32_t shown[] = {' ', 'a', '~', 0xA0, 0xE9, 0x301,
	    0x6F22, 0xFE0F, 0xFFFD, 0x1F680, 0x20E3, 0x10400, 0x600};
	static const uint32_t refused[] = {0, 7, '\t', '\n', '\r', 0x1B, 0x7F,
	    0x80, 0x9B, 0x9F, 0xAD, 0x34F, 0x61C, 0x115F, 0x17B4, 0x17B5,
	    0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2028, 0x2029,
	    0x202A, 0x202E, 0x2060, 0x2066, 0x2069, 0x206F, 0x3164, 0xD800,
	    0xE000, 0xF8FF, 0xFDD0, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFB, 0xFFFE,
	    0xFFFF, 0x1BCA0, 0x1D173, 0x1FFFE, 0xE0001, 0xE0041, 0xE0100,
	    0xF0000, 0x10FFFF, 0x110000, UINT32_MAX};

	(void)state;
	for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++)
		if (!utf8_printable(shown[i]))
			fail_msg("U+%04X is refused", (unsigned)shown[i]);
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		if (utf8_printable(refused[i]))
			fail_msg("U+%04X is shown", (unsigned)refused[i]);
}

static bool
all_printable(const char *text)
{
	size_t len = strlen(text);
	uint32_t code;

	for (size_t at = 0; at < len;) {
		at += utf8_next(text + at, len - at, &code);
		if (!utf8_printable(code))
			return false;
	}
	return utf8_valid(text, len, NULL);
}

static void
clean_text_is_safe_to_show(void **state)
{
	struct buf out = BUF_INIT, again = BUF_INIT;

	(void)state;
	utf8_clean(&out, "a\x1B[2Jb\xFF\n\xE2\x80\xAE", 11);
	assert_string_equal(buf_text(&out), "a" BAD "[2Jb" BAD BAD BAD);
	for (int round = 0; round < 3000; round++) {
		char bytes[40];
		const struct random *random = unit_random();

		random->bytes(random->context, bytes, sizeof(bytes));
		buf_clear(&out);
		buf_clear(&again);
		utf8_clean(&out, bytes, (size_t)unit_between(0, 40));
		assert_int_equal(strlen(buf_text(&out)), out.len);
		assert_true(all_printable(buf_text(&out)));
		utf8_clean(&again, buf_text(&out), out.len);
		assert_string_equal(buf_text(&again), buf_text(&out));
	}
	buf_done(&out);
	buf_done(&again);
}

static void
searching_ignores_case_and_marks(void **state)
{
	static const struct {
		const char *text, *folded;
	} cases[] = {
	    {"", ""}, {"Linen", "linen"},
	    {"\xC3\x81NGEL ni\xC3\xB1o", "angel nino"}, {"A" ACUTE, "a"},
	    {"Stra\xC3\x9F"
	     "e",
	        "strasse"},
	    {"\xEF\xAC\x81", "fi"}, {"\xEF\xBC\xA1", "a"},
	    {"@[`{ AZ az 09", "@[`{ az az 09"},
	    {"aB\xC3\x89" ACUTE "cD" ACUTE ACUTE "!", "abecd!"},
	    {"\xEF\xB7\xBA", /* the longest there is: eighteen characters */
	        "\xD8\xB5\xD9\x84\xD9\x89 \xD8\xA7\xD9\x84\xD9\x84\xD9\x87 "
	        "\xD8\xB9\xD9\x84\xD9\x8A\xD9\x87 "
	        "\xD9\x88\xD8\xB3\xD9\x84\xD9\x85"},
	    {"A\xC3\x81\xFF"
	     "B",
	        "A\xC3\x81\xFF"
	        "B"}, /* no UTF-8 */
	};
	struct buf out = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_clear(&out);
		utf8_fold(&out, cases[i].text);
		assert_string_equal(buf_text(&out), cases[i].folded);
	}
	buf_done(&out);
}

/* What stands before and after a character does not change how it folds. */
static void
every_character_folds_by_itself(void **state)
{
	struct buf one = BUF_INIT, out = BUF_INIT;

	(void)state;
	for (uint32_t code = 1; code < CODES; code++) {
		char text[16] = "Xy";
		size_t len;

		if (code >= 0xD800 && code <= 0xDFFF)
			continue;
		len = utf8_put(text + 2, code);
		text[2 + len] = '\0';
		buf_clear(&one);
		utf8_fold(&one, text + 2);
		buf_add(&one, "xyz");
		memcpy(text + 2 + len, "XYZ", 4);
		buf_clear(&out);
		buf_add(&out, "Kept ");
		utf8_fold(&out, text);
		if (strncmp(buf_text(&out), "Kept xy", 7) != 0 ||
		    strcmp(buf_text(&out) + 7, buf_text(&one)) != 0)
			fail_msg("U+%04X: %s", (unsigned)code, buf_text(&out));
	}
	buf_done(&one);
	buf_done(&out);
}

static void
ascii_has_nothing_else(void **state)
{
	static const struct {
		const char *text, *ascii;
	} cases[] = {
	    {"", ""},
	    {"plain", "plain"},
	    {"\xC2\xBFQu\xC3\xA9 pas\xC3\xB3?", "?Que paso?"},
	    {"\xE2\x80\x9Cna\xC3\xAFve\xE2\x80\x9D \xE2\x80\x94 ok",
	        "\"naive\" - ok"},
	    {"\xC3\x98re, \xC3\x86sop, \xC5\x81\xC3\xB3"
	     "d\xC5\xBA",
	        "Ore, AEsop, Lodz"},
	    {KANJI "!", "?!"},
	    {"\xE2\x80\xA6", "..."},
	};
	struct buf out = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_clear(&out);
		utf8_ascii(&out, cases[i].text, strlen(cases[i].text));
		assert_string_equal(buf_text(&out), cases[i].ascii);
	}
	for (uint32_t code = 0x20; code < CODES; code++) {
		char text[4];

		if (!utf8_printable(code))
			continue;
		buf_clear(&out);
		utf8_ascii(&out, text, utf8_put(text, code));
		for (const char *c = buf_text(&out); *c; c++)
			assert_in_range(*c, 0x20, 0x7E);
	}
	buf_done(&out);
}

static void
composing_is_done_once(void **state)
{
	struct buf out = BUF_INIT, again = BUF_INIT;

	(void)state;
	utf8_compose(&out, "e" ACUTE "n\xCC\x83 A\xCC\x8A");
	assert_string_equal(buf_text(&out), "\xC3\xA9\xC3\xB1 \xC3\x85");
	for (int round = 0; round < 500; round++) {
		struct buf text = BUF_INIT;

		add_random_pieces(&text);
		buf_clear(&out);
		buf_clear(&again);
		utf8_compose(&out, buf_text(&text));
		utf8_compose(&again, buf_text(&out));
		assert_string_equal(buf_text(&out), buf_text(&again));
		assert_int_equal(
		    utf8_width(buf_text(&out)), utf8_width(buf_text(&text)));
		buf_done(&text);
	}
	/* A text that is no UTF-8 is not lost. */
	buf_clear(&out);
	utf8_compose(&out, "a\xFF");
	assert_string_equal(buf_text(&out), "a\xFF");
	buf_done(&out);
	buf_done(&again);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(only_utf8_is_valid),
	    cmocka_unit_test(a_faulty_byte_is_one_replacement),
	    cmocka_unit_test(every_character_can_be_written_and_read),
	    cmocka_unit_test(clusters_stay_together),
	    cmocka_unit_test(columns_and_characters_are_counted),
	    cmocka_unit_test(what_fits_is_never_half_a_cluster),
	    cmocka_unit_test(lines_break_at_spaces),
	    cmocka_unit_test(wrapping_loses_nothing_and_always_ends),
	    cmocka_unit_test(hidden_characters_are_not_printable),
	    cmocka_unit_test(clean_text_is_safe_to_show),
	    cmocka_unit_test(searching_ignores_case_and_marks),
	    cmocka_unit_test(every_character_folds_by_itself),
	    cmocka_unit_test(ascii_has_nothing_else),
	    cmocka_unit_test(composing_is_done_once),
	};

	return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
