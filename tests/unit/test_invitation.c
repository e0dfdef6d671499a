/*
 * The invitation to a meal and its deck of questions: one page, in words and
 * for a browser; a question a week, or the one that is asked for.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/invitation.h"
#include "tests/unit/config_aid.h"
#include "tests/unit/markup.h"
#include "tests/unit/unit.h"
#include "util/embed.h"
#include "util/mem.h"
#include "util/utf8.h"

#define LINES_MOST 66

static const struct page plain = {
    .unit = "4 West", .language = "en", .today = 20780};

static void
one_page_of_text(void **state)
{
	struct buf out = BUF_INIT;
	int lines = 0;

	(void)state;
	invitation_page(&plain, "A light one?", "The one for tonight?", &out);
	for (const char *line = buf_text(&out); *line; lines++) {
		size_t len = strcspn(line, "\n");
		char *text = mem_copy_bytes(line, len);

		assert_true(utf8_width(text) <= PAGE_COLUMNS);
		free(text);
		line += len + (line[len] != '\0');
	}
	assert_in_range(lines, 30, LINES_MOST);
	assert_non_null(strstr(buf_text(&out), "A light one?"));
	assert_non_null(strstr(buf_text(&out), "The one for tonight?"));
	assert_non_null(strstr(buf_text(&out), "90 minutes"));
	assert_non_null(
	    strstr(buf_text(&out), "What is said at the table stays there."));
	assert_non_null(strstr(buf_text(&out), "Nobody has to answer."));
	buf_done(&out);
}

static void
hostile_texts_are_escaped(void **state)
{
	struct page page = plain;
	struct buf out = BUF_INIT;

	(void)state;
	page.html = true;
	page.unit = "<script>alert(1)</script>";
	invitation_page(&page, "a & b \"c\"", "<b>\033[2J", &out);
	assert_null(strstr(buf_text(&out), "<script"));
	assert_null(strstr(buf_text(&out), "<b>"));
	assert_null(strchr(buf_text(&out), '\033'));
	assert_non_null(strstr(buf_text(&out), "a &amp; b"));
	markup_check(buf_text(&out));
	buf_done(&out);
}

/* Every week of some years has one, in order; each comes as often. */
static void
a_question_a_week(void **state)
{
	const struct config config = {.unit_name = NULL};
	struct meal first[14], meal;
	struct err err = {""};

	(void)state;
	for (int i = 0; i < 14; i++) {
		assert_int_equal(
		    config_meal(&config, 0, i + 1, &first[i], &err), OK);
		assert_true(first[i].opener[0] && first[i].question[0]);
		for (int k = 0; k < i; k++) {
			assert_string_not_equal(
			    first[i].question, first[k].question);
			assert_string_not_equal(
			    first[i].opener, first[k].opener);
		}
	}
	assert_int_equal(config_meal(&config, 0, 15, &meal, &err), ERR_DATA);
	assert_non_null(strstr(err.text, "--question 1 to 14"));
	for (int week = -30; week < 60; week++)
		for (int day = 0; day < 7; day++) {
			int at = ((week % 14) + 14) % 14;

			assert_int_equal(
			    config_meal(
			        &config, 4 + 7 * week + day, 0, &meal, &err),
			    OK);
			assert_string_equal(meal.question, first[at].question);
			meal_done(&meal);
		}
	for (int i = 0; i < 14; i++)
		meal_done(&first[i]);
}

static void
a_deck_of_ones_own(void **state)
{
	struct config config = {.unit_name = NULL};
	struct buf faults = BUF_INIT;
	struct meal meal;
	struct err err = {""};

	(void)state;
	aid_write("meals.conf", "meals = ( { opener = \"a?\"; question = "
	                        "\"b?\"; } );\n");
	config.meals_path = (char *)aid_path("meals.conf");
	assert_int_equal(config_meal(&config, 20780, 0, &meal, &err), OK);
	assert_string_equal(meal.opener, "a?");
	meal_done(&meal);
	assert_int_equal(config_check_meals(&config, &faults, &err), OK);
	aid_write("meals.conf", "meals = (\n { opener = \"\"; } );\n");
	assert_int_equal(
	    config_meal(&config, 20780, 0, &meal, &err), ERR_CONFIG);
	assert_non_null(strstr(err.text, "huddle config check"));
	assert_int_equal(
	    config_check_meals(&config, &faults, &err), ERR_CONFIG);
	assert_non_null(strstr(buf_text(&faults), "meals[1].opener: found"));
	assert_non_null(
	    strstr(buf_text(&faults), "meals[1].question: missing"));
	buf_clear(&faults);
	aid_write("meals.conf", embed_text("config/es/meals.conf"));
	assert_int_equal(config_check_meals(&config, &faults, &err), OK);
	assert_int_equal(config_meal(&config, 0, 14, &meal, &err), OK);
	meal_done(&meal);
	assert_int_equal(config_meal(&config, 0, 15, &meal, &err), ERR_DATA);
	buf_done(&faults);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(one_page_of_text),
	    cmocka_unit_test(hostile_texts_are_escaped),
	    cmocka_unit_test(a_question_a_week),
	    cmocka_unit_test(a_deck_of_ones_own),
	};

	return cmocka_run_group_tests(tests, aid_make_folder, aid_drop_folder);
}
