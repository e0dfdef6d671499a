/*
 * The downtime sheet for a browser: whole, closed in itself, escaped, with
 * what a screen reader needs.
 */
#include <string.h>

#include "cli/sheet.h"

#include "cli/sheet.c"
#include "cli/sheet_html.c"
#include "tests/unit/markup.h"
#include "tests/unit/sheets.h"
#include "tests/unit/unit.h"

#define HOSTILE "<script>alert(\"1\")</script> & 'x' \033[0m\342\200\256"

static void
the_page_is_whole(void **state)
{
	static const char *const parts[] = {"<!DOCTYPE html>\n",
	    "<html lang=\"en\">", "<meta charset=\"utf-8\">",
	    "<title>4 West: huddle on paper</title>",
	    "<h1>4 West: huddle on paper</h1>",
	    "<caption>How much energy do you have for today&#39;s work? "
	    "(energy)</caption>",
	    "<th scope=\"row\">5 plenty</th><td></td><td></td>",
	    "<th scope=\"col\">Total</th>", "@media print", "@page",
	    "<strong>Employee assistance</strong>: extension 4357, day and",
	    "huddle round tally --date DATE --headcount N --checkins N -\n"
	    "  energy=___,___,___,___,___\n",
	    "(1:00 minutes) Collect the slips", "Then destroy this page",
	    "<strong>One question</strong> (2:00 minutes) What gets"};
	struct buf out = BUF_INIT;
	struct config config;
	struct sheet sheet;

	(void)state;
	sheets_plain(&sheet, &config);
	sheet_html(&sheet, &out);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (!strstr(buf_text(&out), parts[i]))
			fail_msg("no \"%s\" in\n%s", parts[i], out.text);
	assert_int_equal(markup_count(buf_text(&out), "<h1>"), 1);
	assert_int_equal(markup_count(buf_text(&out), "<caption>"), 3);
	assert_int_equal(markup_count(buf_text(&out), "scope=\"row\""), 15);
	markup_check(buf_text(&out));
	buf_done(&out);
	sheets_done(&config);
}

static void
nothing_comes_from_elsewhere(void **state)
{
	static const char *const parts[] = {
	    "<script", "<link", "<img", "src=", "href=", "url(", "http"};
	struct buf out = BUF_INIT;
	struct config config;
	struct sheet sheet;

	(void)state;
	sheets_plain(&sheet, &config);
	sheet_html(&sheet, &out);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		assert_null(strstr(buf_text(&out), parts[i]));
	buf_done(&out);
	sheets_done(&config);
}

static void
texts_are_escaped_everywhere(void **state)
{
	struct buf out = BUF_INIT;
	struct config config;
	struct sheet sheet;

	(void)state;
	sheets_full(&sheet, &config, 2, 2, 2, HOSTILE);
	sheet_html(&sheet, &out);
	assert_null(strstr(buf_text(&out), "<script"));
	assert_null(strstr(buf_text(&out), "alert(\""));
	assert_null(strstr(buf_text(&out), "& "));
	assert_null(strchr(buf_text(&out), '\033'));
	assert_null(strstr(buf_text(&out), "\342\200\256"));
	/* title, h1, 2 prompts with 7 answers each, 2 steps, 2 contacts
	 * and 2 peers that say it twice and three times */
	assert_int_equal(
	    markup_count(buf_text(&out), "&lt;script&gt;alert(&quot;1"),
	    2 + 2 * 8 + 2 * 2 + 4 * 3);
	assert_non_null(strstr(buf_text(&out), "<html lang=\"es\">"));
	markup_check(buf_text(&out));
	buf_done(&out);
	sheets_done(&config);
}

static void
parts_that_are_not_configured_are_left_out(void **state)
{
	struct buf out = BUF_INIT;
	struct config config;
	struct sheet sheet;

	(void)state;
	sheets_plain(&sheet, &config);
	config.contact_count = config.peer_count = 0;
	sheet.agenda = NULL;
	sheet.pulse = NULL;
	sheet_html(&sheet, &out);
	assert_non_null(strstr(buf_text(&out), "<html lang=\"en\">"));
	assert_null(strstr(buf_text(&out), "round tally"));
	assert_null(strstr(buf_text(&out), "<ol>"));
	assert_null(strstr(buf_text(&out), "<ul>"));
	markup_check(buf_text(&out));
	buf_done(&out);
	sheets_done(&config);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_page_is_whole),
	    cmocka_unit_test(nothing_comes_from_elsewhere),
	    cmocka_unit_test(texts_are_escaped_everywhere),
	    cmocka_unit_test(parts_that_are_not_configured_are_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
