/*
 * How much room a text takes on paper: lines, and what is cut.
 */
#include <string.h>

#include "report/measure.h"
#include "tests/unit/unit.h"
#include "util/utf8.h"

static const struct measure_face plain = {127, false}, bold = {127, true};

/* As Chromium sets them in DejaVu Sans, within four in a hundred. */
static void
widths_are_about_right(void **state)
{
	static const struct {
		const char *text;
		int wide;
	} known[] = {
	    {"About 9 in 10 had someone to turn to. No change beyond the blur.",
	        420},
	    {"The lift alarm rings through the whole night.", 280},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		int wide = measure_wide(known[i].text, plain);

		assert_in_range(
		    wide, known[i].wide * 96 / 100, known[i].wide * 104 / 100);
		assert_true(measure_wide(known[i].text, bold) > wide);
	}
	assert_int_equal(measure_wide("", plain), 0);
}

static void
lines_follow_the_width(void **state)
{
	(void)state;
	assert_int_equal(measure_lines("", plain, 100), 0);
	assert_int_equal(measure_lines("one", plain, 100), 1);
	assert_int_equal(measure_lines("seven words stand here in a row", plain,
	                     measure_wide("seven words stand here", plain)),
	    2);
	assert_true(measure_lines("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	                plain, 100) >= 3);
}

/* Whatever the text: it is within its lines, and whole or marked as cut. */
static void
what_is_cut_fits(void **state)
{
	static const char *const parts[] = {"a", "mmmm", "ilil", "ñandú",
	    "漢字", "e\xcc\x81", "W", "long-worded"};

	(void)state;
	for (int i = 0; i < 2000; i++) {
		int wide = unit_between(120, 400), most = unit_between(1, 3);
		struct buf text = BUF_INIT, out = BUF_INIT;
		int words = unit_between(0, 40), lines;

		for (int k = 0; k < words; k++)
			buf_addf(&text, "%s%s", k > 0 ? " " : "",
			    parts[unit_between(0, 7)]);
		lines = measure_fit(&out, buf_text(&text), plain, wide, most);
		assert_true(lines <= most);
		assert_true(measure_lines(buf_text(&out), plain, wide) <= most);
		assert_true(utf8_valid(buf_text(&out), out.len, NULL));
		if (strcmp(buf_text(&out), buf_text(&text)) != 0)
			assert_non_null(strstr(buf_text(&out), "…"));
		buf_done(&text);
		buf_done(&out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(widths_are_about_right),
	    cmocka_unit_test(lines_follow_the_width),
	    cmocka_unit_test(what_is_cut_fits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
