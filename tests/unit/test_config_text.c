/*
 * The text of configuration files: the traps of libconfig, files that include
 * others, and hostile input.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/unit/config_aid.h"
#include "tests/unit/unit.h"
#include "util/file.h"
#include "util/mem.h"
#include "util/utf8.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct expectation {
	const char *text;
	const char *faults;
};

static void
expect(const struct expectation *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char *faults = aid_faults(list[i].text);

		assert_string_equal(faults, list[i].faults);
		free(faults);
	}
}

/* libconfig reads 4294967301 as 5. */
static void
long_numbers(void **state)
{
	static const struct expectation list[] = {
	    {LEAST "roster = 4294967301;\n",
	        "huddle.conf:4: roster: found the number 4294967301, "
	        "expected at most 9 digits\n"},
	    {LEAST "roster = 0x100000005;\n",
	        "huddle.conf:4: roster: found the number 0x100000005, "
	        "expected at most 9 digits\n"},
	    {LEAST "roster = -99999999999999999999L;\n",
	        "huddle.conf:4: roster: found the number "
	        "-99999999999999999999L, expected at most 9 digits\n"},
	    {LEAST "roster = 0xffffffffffffffff5L;\n",
	        "huddle.conf:4: roster: found the number "
	        "0xffffffffffffffff5L, expected at most 9 digits\n"},
	    {LEAST "roster = 000000005;\n", ""},
	};

	(void)state;
	expect(list, COUNT(list));
}

/* All faults are told at once, although libconfig would stop at the first. */
static void
slips_are_told_with_the_setting(void **state)
{
	static const struct expectation list[] = {
	    {"\xef\xbb\xbfunit = { id = \"a\"; name = yes; };\n"
	     "organization = example;\n"
	     "timezone = 'UTC';\n"
	     "huddles = (\n"
	     "  { at = 07:15; },\n"
	     "  { at = \"19:15\"; agenda = \xe2\x80\x9c"
	     "daily\xe2\x80\x9d; },\n"
	     ");\n"
	     "roster = 12345678901;\n"
	     "idle_seconds = 5;\n",
	        "huddle.conf:1: the file begins with a byte order mark, "
	        "expected none: save it as UTF-8 without it\n"
	        "huddle.conf:1: unit.name: found yes, expected true or false, "
	        "or a text in quotes\n"
	        "huddle.conf:2: organization: found example, expected a "
	        "number, true or false, or a text in quotes\n"
	        "huddle.conf:3: timezone: found the quote ', expected a plain "
	        "double one (\")\n"
	        "huddle.conf:5: huddles[1].at: found 07:15, expected a "
	        "number, true or false, or a text in quotes\n"
	        "huddle.conf:6: huddles[2].agenda: found the quote "
	        "\xe2\x80\x9c, expected a plain double one (\")\n"
	        "huddle.conf:7: huddles: found a comma before the closing ), "
	        "expected none behind the last one\n"
	        "huddle.conf:8: roster: found the number 12345678901, "
	        "expected at most 9 digits\n"
	        "huddle.conf:9: idle_seconds: found 5, expected a whole "
	        "number from 60 to 3600\n"},
	    {LEAST "x = [\"a\" \"b\"];\n",
	        "huddle.conf:4: x[1]: found \"b\", expected a comma or the "
	        "closing bracket\n"},
	    {LEAST "x = ['a b', \xe2\x80\x98"
	           "c, d\xe2\x80\x99, 'e];\n",
	        "huddle.conf:4: x[1]: found the quote ', expected a plain "
	        "double one (\")\n"
	        "huddle.conf:4: x[2]: found the quote \xe2\x80\x98, expected "
	        "a plain double one (\")\n"
	        "huddle.conf:4: x[3]: found the quote ', expected a plain "
	        "double one (\")\n"},
	    {LEAST "roster = 5// fine\n\tidle_seconds = no/* */;\n",
	        "huddle.conf:5: idle_seconds: found no, expected true or "
	        "false, or a text in quotes\n"},
	    {LEAST "x = [1, 2,\n];\n",
	        "huddle.conf:4: x: unknown setting \"x\"\n"
	        "huddle.conf:5: x: found a comma before the closing ], "
	        "expected none behind the last one\n"},
	    {LEAST "language = \"a\\x00\";\n",
	        "huddle.conf:4: language: found \\x00 in a text, expected "
	        "printable characters\n"},
	};

	(void)state;
	expect(list, COUNT(list));
}

static void
what_is_opened_and_not_closed(void **state)
{
	static const struct expectation list[] = {
	    {LEAST "language = \"auto;\nroster = 5;\nkeys = \"x\";\n",
	        "huddle.conf:4: language: a text is opened by \" and not "
	        "closed on this line, expected another \" behind it\n"},
	    {LEAST "language = \"auto\\\"", /* the end of the file */
	        "huddle.conf:4: language: a text is opened by \" and not "
	        "closed on this line, expected another \" behind it\n"},
	    {LEAST "\n/* begins\n\n",
	        "huddle.conf:5: the comment that begins here has no end, "
	        "expected */\n"},
	    {LEAST "display = {\n  ascii = true;\n",
	        "huddle.conf:4: the { that stands here is not closed, "
	        "expected }\n"},
	    {LEAST "huddles = ( {\n at = \"07:15\";\n );\n",
	        "huddle.conf:6: huddles[1]: found ), expected } to close the "
	        "{ of line 4\n"},
	    {LEAST "roster = 5; }\n",
	        "huddle.conf:4: roster: found }, but no bracket is open "
	        "here\n"},
	};

	(void)state;
	expect(list, COUNT(list));
}

static void
what_stands_in_the_wrong_place(void **state)
{
	static const struct expectation list[] = {
	    {LEAST "roster 5;\n",
	        "huddle.conf:4: roster: found 5, expected = and a value\n"},
	    {LEAST "roster = ;\n",
	        "huddle.conf:4: roster: found ;, expected a value\n"},
	    {LEAST "roster = 5 5;\n",
	        "huddle.conf:4: roster: found 5, expected ; or the next "
	        "setting\n"},
	    {LEAST "keys = \"a\" \"b\" 5;\n",
	        "huddle.conf:4: keys: found 5, expected ; or the next "
	        "setting\n"},
	    {LEAST "$ = 5;\n",
	        "huddle.conf:4: found $, expected the name of a setting\n"},
	    {LEAST "\"roster\" = 5;\n",
	        "huddle.conf:4: found \"roster\", expected the name of a "
	        "setting\n"},
	    {LEAST "roster = 5;;\n",
	        "huddle.conf:4: found ;, expected the name of a setting\n"},
	    {LEAST "False = 5;\n",
	        "huddle.conf:4: found False, expected the name of a "
	        "setting\n"},
	    {LEAST "roster\n",
	        "huddle.conf:5: roster: found the end of the file, expected = "
	        "and a value\n"},
	    {LEAST "roster =",
	        "huddle.conf:4: roster: found the end of the file, expected a "
	        "value\n"},
	    {LEAST "x = (5 6);\n",
	        "huddle.conf:4: x[1]: found 6, expected a comma or the "
	        "closing bracket\n"},
	    {LEAST "x = (;);\n",
	        "huddle.conf:4: x[1]: found ;, expected a value or the "
	        "closing bracket\n"},
	    {LEAST "x = [{ }];\n",
	        "huddle.conf:4: x[1]: found {, expected a value or the "
	        "closing bracket\n"},
	    {LEAST "x = ( a = 5 );\n",
	        "huddle.conf:4: x[1]: found a, expected a number, true or "
	        "false, or a text in quotes\n"
	        "huddle.conf:4: x[1]: found =, expected a comma or the "
	        "closing bracket\n"},
	    {LEAST "@somewhere\n",
	        "huddle.conf:4: found @somewhere, expected the name of a "
	        "setting\n"},
	    {LEAST "roster = @include \"a\"\n",
	        "huddle.conf:4: roster: found @include, expected a number, "
	        "true or false, or a text in quotes\n"
	        "huddle.conf:4: roster: found \"a\", expected ; or the next "
	        "setting\n"},
	};

	(void)state;
	expect(list, COUNT(list));
}

static void
what_libconfig_says(void **state)
{
	static const struct expectation list[] = {
	    {LEAST "timezone = \"UTC\";\n",
	        "huddle.conf:4: found a setting for the second time, expected "
	        "each once\n"},
	    {LEAST "x = [1, \"a\"];\n",
	        "huddle.conf:4: found values of different types in brackets "
	        "[ ], expected one type\n"},
	};

	(void)state;
	expect(list, COUNT(list));
}

static void
what_is_fine(void **state)
{
	static const char *const texts[] = {
	    "# comment \"\n" LEAST "// another {\n/* and\n( */ roster=5\n",
	    LEAST "roster = 5", /* no end of line */
	    LEAST "roster:5,idle_seconds:60",
	    "unit = {id=\"a\";name=\"a\\\\\";}"
	    "organization=\"b\"timezone=\"UTC\"",
	    LEAST "keys = \"one \"\n\t\"two\";\r\nroster = +5;\r\n",
	    LEAST "huddles = ( );", LEAST "shifts = { };",
	    LEAST "idle_seconds = 3.e2; checkin_idle_seconds = 300e-1;"};

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		char *faults = aid_faults(texts[i]);

		assert_string_equal(faults, "");
		free(faults);
	}
}

static void
bytes_that_are_no_text(void **state)
{
	static const char utf16[] = "\xff\xfe"
	                            "u\0n\0";
	static const char zero[] = LEAST "roster = 5;\0 # cut here";
	char *faults;

	(void)state;
	faults = aid_faults(LEAST "\n# caf\xe9\n");
	assert_string_equal(faults,
	    "huddle.conf:5: found the byte 0xe9, expected UTF-8: save the "
	    "file in that encoding\n");
	free(faults);
	faults = aid_faults(LEAST "roster = 5; # \033[2J\n");
	assert_string_equal(faults,
	    "huddle.conf:4: found the control character U+001B, expected "
	    "text\n");
	free(faults);
	aid_write_bytes("huddle.conf", utf16, sizeof(utf16) - 1);
	faults = aid_load(NULL);
	assert_string_equal(faults,
	    "huddle.conf:1: found the byte 0xff, expected UTF-8: save the "
	    "file in that encoding\n");
	free(faults);
	aid_write_bytes("huddle.conf", zero, sizeof(zero) - 1);
	faults = aid_load(NULL);
	assert_string_equal(faults,
	    "huddle.conf:4: found the control character U+0000, expected "
	    "text\n");
	free(faults);
}

static void
included_files_keep_their_lines(void **state)
{
	char *faults;

	(void)state;
	mkdir(aid_path("parts"), 0700);
	aid_write("parts/unit.conf",
	    "# a comment\nname = \"\";\n@include \"site.conf\"\nid = \"a\";");
	aid_write("parts/site.conf", "\n\nsite = \"Main\";");
	aid_write("parts/empty.conf", "");
	faults = aid_faults("@include \"parts/empty.conf\"\n"
	                    "unit = {\n"
	                    "@include \"parts/unit.conf\" wrong = 1;\n"
	                    "};\n"
	                    "  @include \"parts/empty.conf\"\n"
	                    "organization = \"B\"; timezone = \"UTC\";\n"
	                    "roster = 2001;\n");
	assert_string_equal(faults,
	    "huddle.conf:3: unit.wrong: unknown setting \"wrong\"\n"
	    "huddle.conf:6: organization: found \"B\", expected 1 to 32 of "
	    "a-z, 0-9 and -\n"
	    "huddle.conf:7: roster: found 2001, expected a whole number from "
	    "0 to 2000\n"
	    "parts/unit.conf:2: unit.name: found \"\", expected a text of 1 "
	    "to 40 printable characters\n"
	    "parts/site.conf:3: unit.site: found \"Main\", expected 1 to 32 "
	    "of a-z, 0-9 and -\n");
	free(faults);
}

static void
what_cannot_be_included(void **state)
{
	static const struct expectation list[] = {
	    {LEAST "@include \"none.conf\"\n",
	        "huddle.conf:4: none.conf does not exist\n"},
	    {LEAST "@include \"pipe.conf\"\n",
	        "huddle.conf:4: pipe.conf is not a regular file\n"},
	    {LEAST "@include \"/dev/zero\"\n",
	        "huddle.conf:4: /dev/zero is not a regular file\n"},
	    {LEAST "@include\n",
	        "huddle.conf:4: found @include without a file, expected "
	        "@include \"file\"\n"},
	    {LEAST "@include \"\"\nroster = 2001;\n",
	        "huddle.conf:4: found @include without a file, expected "
	        "@include \"file\"\n"
	        "huddle.conf:5: roster: found 2001, expected a whole number "
	        "from 0 to 2000\n"},
	    {LEAST "@include \"huddle.conf\"\n",
	        "huddle.conf:4: too many files include each other; does one "
	        "include itself?\n"},
	    {LEAST "@include \"open.conf\"\n",
	        "open.conf:1: the { that stands here is not closed, expected "
	        "}\n"},
	    {LEAST "@include \"close.conf\"\n",
	        "close.conf:1: found }, but no bracket is open here\n"},
	};

	(void)state;
	assert_int_equal(mkfifo(aid_path("pipe.conf"), 0600), 0);
	aid_write("open.conf", "display = {");
	aid_write("close.conf", "}");
	expect(list, COUNT(list));
}

/* Files that double what they include must not grow without end. */
static void
includes_are_bounded(void **state)
{
	struct buf big = BUF_INIT;
	char *faults;

	(void)state;
	for (int i = 0; i < 8; i++) {
		char *name = mem_printf("twice%d.conf", i);
		char *text = mem_printf("@include \"twice%d.conf\"\n"
		                        "@include \"twice%d.conf\"\n",
		    i + 1, i + 1);

		aid_write(name, text);
		free(name);
		free(text);
	}
	aid_write("twice8.conf", "");
	faults = aid_faults(LEAST "@include \"twice0.conf\"\n");
	assert_non_null(strstr(faults, "too many files include each other"));
	free(faults);
	while (big.len < FILE_TEXT_MAX * 2 / 3)
		buf_add(&big, "# 4567890123456789012345678901234567890123\n");
	aid_write("big.conf", buf_text(&big));
	faults = aid_faults(LEAST "@include \"big.conf\"\n");
	assert_string_equal(faults, "");
	free(faults);
	while (big.len <= FILE_TEXT_MAX)
		buf_add(&big, "# 4567890123456789012345678901234567890123\n");
	aid_write("big.conf", buf_text(&big));
	faults = aid_faults(LEAST "@include \"big.conf\"\n");
	assert_non_null(strstr(faults, "huddle.conf:4: big.conf is larger"));
	free(faults);
	buf_clear(&big);
	buf_add(&big, "keys = \"\"\n");
	while (big.len < FILE_TEXT_MAX * 2 / 3)
		buf_add(&big, "\"45678901234567890123456789012345678901\"\n");
	aid_write("big.conf", buf_text(&big));
	faults =
	    aid_faults(LEAST "@include \"big.conf\"\n@include \"big.conf\"\n");
	assert_non_null(strstr(faults, "huddle.conf:5: big.conf is too much"));
	free(faults);
	buf_done(&big);
}

static void
nesting_is_bounded(void **state)
{
	struct buf text = BUF_INIT;
	char *faults;

	(void)state;
	buf_add(&text, LEAST "x = ");
	for (int i = 0; i < 300000; i++)
		buf_add(&text, "(");
	faults = aid_faults(buf_text(&text));
	assert_non_null(
	    strstr(faults, "found brackets 33 deep, expected fewer\n"));
	free(faults);
	buf_done(&text);
}

/* Spoils a good file a few bytes at a time: whatever comes of it is a
 * configuration or a list of faults, printable, each with file and line. */
static void
spoiled_files(void **state)
{
	static const char alphabet[] =
	    "{}()[]=:;,\"\\#/*@ \n\t\r.-+0123456789abLxXe\x01\x7f\xc3\xff";
	struct buf good = BUF_INIT;
	int refused = 0;

	(void)state;
	config_example(&good);
	for (int round = 0; round < 400; round++) {
		char *spoiled = mem_copy_bytes(buf_text(&good), good.len);
		char *faults;

		for (int i = unit_between(1, 4); i > 0; i--)
			spoiled[unit_between(0, (int)good.len - 1)] =
			    alphabet[unit_between(
			        0, (int)sizeof(alphabet) - 2)];
		aid_write_bytes("huddle.conf", spoiled, good.len);
		faults = aid_load(NULL);
		refused += faults[0] != '\0';
		for (char *line = faults; *line; line = strchr(line, '\n') + 1)
			assert_int_equal(
			    strncmp(line, "huddle.conf:", 12) == 0, 1);
		assert_true(utf8_valid(faults, strlen(faults), NULL));
		/* libconfig's own words are never all we have to say. */
		assert_null(strstr(faults, "syntax error"));
		free(faults);
		free(spoiled);
	}
	assert_in_range(refused, 1, 399);
	buf_done(&good);
}

/* Cuts a good file at any place. */
static void
torn_files(void **state)
{
	struct buf good = BUF_INIT;

	(void)state;
	config_example(&good);
	for (size_t len = 0; len < good.len; len += 7) {
		char *faults;

		aid_write_bytes("huddle.conf", buf_text(&good), len);
		faults = aid_load(NULL);
		if (len < 400) /* the time zone is not yet there */
			assert_string_not_equal(faults, "");
		else if (faults[0] != '\0')
			assert_int_equal(
			    strncmp(faults, "huddle.conf:", 12), 0);
		free(faults);
	}
	buf_done(&good);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(long_numbers),
	    cmocka_unit_test(slips_are_told_with_the_setting),
	    cmocka_unit_test(what_is_opened_and_not_closed),
	    cmocka_unit_test(what_stands_in_the_wrong_place),
	    cmocka_unit_test(what_libconfig_says),
	    cmocka_unit_test(what_is_fine),
	    cmocka_unit_test(bytes_that_are_no_text),
	    cmocka_unit_test(included_files_keep_their_lines),
	    cmocka_unit_test(what_cannot_be_included),
	    cmocka_unit_test(includes_are_bounded),
	    cmocka_unit_test(nesting_is_bounded),
	    cmocka_unit_test(spoiled_files),
	    cmocka_unit_test(torn_files),
	};

	return cmocka_run_group_tests(tests, aid_make_folder, aid_drop_folder);
}
