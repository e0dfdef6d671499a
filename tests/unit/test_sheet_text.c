/*
 * The downtime sheet as plain text: everything is on it, within a page.
 */
#include <string.h>

#include "cli/sheet.h"

#include "cli/sheet.c"
#include "cli/sheet_text.c"
#include "tests/unit/sheets.h"
#include "tests/unit/unit.h"

static int
widest(const char *text)
{
	int most = 0;

	while (*text) {
		size_t len = strcspn(text, "\n");
		char line[4096] = "";
		int width;

		assert_true(len < sizeof(line));
		memcpy(line, text, len);
		width = utf8_width(line);
		if (width > most)
			most = width;
		text += len + (text[len] == '\n');
	}
	return most;
}

static void
everything_is_on_it(void **state)
{
	static const char *const parts[] = {"4 West", "Huddle on paper",
	    "Present (headcount) ____", "1:00  What became of it",
	    "2:00  One question: What gets in the way of a good day?",
	    "energy do you have for today's work? (energy)",
	    "Did you have someone to turn to? (someone)", "  1  none ",
	    "  5  plenty ", "what matters, bright spot, pebble, stop this",
	    "Employee assistance: extension 4357, day and night",
	    "PEER SUPPORTERS\n  Alex: 555-0151, nights\n",
	    "Pulse: Collect the slips", "Exact counts are not read out",
	    "huddle round tally --date DATE --headcount N --checkins N -",
	    "energy=___,___,___,___,___\n", "someone=___,___,___,___,___\n",
	    "THEME: supplies other\n", "AGENDA (5:00 minutes)"};
	struct buf out = BUF_INIT;
	struct config config;
	struct sheet sheet;

	(void)state;
	sheets_plain(&sheet, &config);
	sheet_text(&sheet, &out);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (!strstr(buf_text(&out), parts[i]))
			fail_msg("no \"%s\" in\n%s", parts[i], out.text);
	assert_true(widest(buf_text(&out)) <= SHEET_COLUMNS);
	assert_true(count_lines(buf_text(&out)) <= SHEET_LINES);
	assert_int_equal(out.text[out.len - 1], '\n');
	buf_done(&out);
	sheets_done(&config);
}

/* One line a step or contact at least, and each question with its lines. */
static void
what_is_less_needed_gives_way(void **state)
{
	static const char *const texts[] = {"short",
	    "words that go on and on until the line is over",
	    "\346\227\245\346\234\254\350\252\236 wide \346\227\245"};
	struct buf out = BUF_INIT;
	struct config config;
	struct sheet sheet;

	(void)state;
	for (size_t t = 0; t < 3; t++) {
		sheets_full(&sheet, &config, 6, 6, CONTACTS_MAX, texts[t]);
		buf_clear(&out);
		sheet_text(&sheet, &out);
		assert_true(widest(buf_text(&out)) <= SHEET_COLUMNS);
		if (t == 0)
			assert_true(count_lines(buf_text(&out)) <= SHEET_LINES);
		assert_non_null(strstr(buf_text(&out), "item-5=___"));
		assert_non_null(strstr(buf_text(&out), "more in the program"));
		sheets_done(&config);
	}
	buf_done(&out);
}

static void
too_much_is_still_whole(void **state)
{
	struct buf out = BUF_INIT;
	struct config config;
	struct sheet sheet;

	(void)state;
	sheets_full(&sheet, &config, ITEMS_MAX, STEPS_MAX, CONTACTS_MAX,
	    "a text of some length, and a wordwithoutanyspacesthatismuchlonger"
	    "thanalineofthesheetcouldeverbeinwhateversettingwemaychooseforit");
	sheet_text(&sheet, &out);
	assert_true(widest(buf_text(&out)) <= SHEET_COLUMNS);
	assert_non_null(strstr(buf_text(&out), "    item-31=___"));
	buf_done(&out);
	sheets_done(&config);
}

static void
controls_never_get_through(void **state)
{
	struct buf out = BUF_INIT;
	struct config config;
	struct sheet sheet;

	(void)state;
	sheets_full(
	    &sheet, &config, 2, 2, 2, "\033[31m\342\200\256 red\007\302\205");
	sheet_text(&sheet, &out);
	assert_null(strpbrk(buf_text(&out), "\033\007\r\t"));
	assert_null(strstr(buf_text(&out), "\342\200\256"));
	assert_null(strstr(buf_text(&out), "\302\205"));
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
	config.contact_count = config.peer_count = config.theme_count = 0;
	sheet.agenda = NULL;
	sheet.pulse = NULL;
	sheet_text(&sheet, &out);
	assert_null(strstr(buf_text(&out), "AGENDA"));
	assert_null(strstr(buf_text(&out), "PULSE"));
	assert_null(strstr(buf_text(&out), "round tally"));
	assert_null(strstr(buf_text(&out), "WHERE TO CALL"));
	assert_non_null(strstr(buf_text(&out), "huddle note add"));
	buf_done(&out);
	sheets_done(&config);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(everything_is_on_it),
	    cmocka_unit_test(what_is_less_needed_gives_way),
	    cmocka_unit_test(too_much_is_still_whole),
	    cmocka_unit_test(controls_never_get_through),
	    cmocka_unit_test(parts_that_are_not_configured_are_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
