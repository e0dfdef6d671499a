/*
 * Every shipped question on the page it is asked on: at 80x24, in each
 * language, with all its answers, whole; in the review as well.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/config.h"
#include "screen_test.h"
#include "ui/layout.h"
#include "ui/stage.h"
#include "util/buf.h"

/* Around a text that is cut stands nothing but blanks. */
#define BLANKS " \n"

static struct config config;

/* The page's words with single blanks between: lines that were broken are
 * whole again. */
static char *
page_words(struct st *st)
{
	struct buf page = BUF_INIT, words = BUF_INIT;
	struct cells cells;

	cells_init(&cells, LAYOUT_ROWS_MIN, LAYOUT_COLUMNS_MIN, false);
	stage_view(st->stage, &cells);
	cells_dump(&cells, &page);
	cells_done(&cells);
	for (const char *at = buf_text(&page); *at;) {
		size_t len = strcspn(at, BLANKS);

		buf_add_bytes(&words, at, len);
		at += len;
		if (*at)
			buf_add(&words, " ");
		at += strspn(at, BLANKS);
	}
	buf_done(&page);
	return buf_take(&words);
}

static void
page_has(struct st *st, const char *id, const char *text)
{
	char *words = page_words(st);

	if (!strstr(words, text))
		fail_msg("%s: \"%s\" is not whole on: %s", id, text, words);
	free(words);
}

/* The box of one form, in a language, in front of a person. */
static struct st *
ask(const struct instrument *instrument, int item, int language)
{
	struct st *st = st_new();
	struct fact_round *round = &st->facts.rounds[0];

	round->instrument = instrument;
	round->form = (struct form){0};
	if (item >= 0)
		assert_int_equal(
		    form_add_item(&round->form, instrument, item, NULL), OK);
	else
		assert_int_equal(form_add(&round->form, instrument, NULL), OK);
	st->facts.language = language;
	st_press(st, "c");
	return st;
}

static void
check_item(struct st *st, const struct item *item, int language, bool first,
    const char *about)
{
	page_has(st, item->id, item->prompt.in[language]);
	for (int a = 0; a < item->answer_count; a++) {
		char line[128];

		snprintf(line, sizeof(line), "%d %s", a + 1,
		    item->answers[a].label.in[language]);
		page_has(st, item->id, line);
	}
	if (first)
		page_has(st, item->id, about);
}

/* Each answer in turn, and all items' first ones in the review. */
static void
walk(const struct instrument *instrument, int only, int language)
{
	struct st *st = ask(instrument, only, language);
	int first = only < 0 ? 0 : only;
	int last = only < 0 ? instrument->item_count - 1 : only;

	for (int i = first; i <= last; i++) {
		check_item(st, &instrument->items[i], language, i == first,
		    instrument->about.in[language]);
		st_press(st, "1");
	}
	for (int i = first; i <= last; i++) {
		char line[128];

		snprintf(line, sizeof(line), "1 %s",
		    instrument->items[i].answers[0].label.in[language]);
		page_has(st, instrument->items[i].id, line);
	}
	page_has(st, instrument->id, "Enter");
	st_free(st);
}

static void
every_text_fits(void **state)
{
	int pages = 0;

	(void)state;
	for (int i = 0; i < config.instrument_count; i++) {
		const struct instrument *instrument = &config.instruments[i];

		for (int l = 0; l < instrument->language_count; l++)
			if (instrument->rotate)
				for (int j = 0; j < instrument->item_count;
				     j++, pages++)
					walk(instrument, j, l);
			else
				walk(instrument, -1, l);
	}
	assert_int_equal(pages, 2 * 29);
}

/* In the review the longest answers too: nobody drops in what is not seen. */
static void
every_answer_fits_the_review(void **state)
{
	(void)state;
	for (int i = 0; i < config.instrument_count; i++) {
		const struct instrument *instrument = &config.instruments[i];

		if (instrument->rotate)
			continue;
		for (int l = 0; l < instrument->language_count; l++)
			for (int key = 1; key <= 5; key++) {
				struct st *st = ask(instrument, -1, l);
				char keys[] = {(char)('0' + key), '\0'};

				for (int j = 0; j < instrument->item_count; j++)
					st_press(st, keys);
				for (int j = 0; j < instrument->item_count; j++)
					page_has(st, instrument->items[j].id,
					    instrument->items[j]
					        .answers[key - 1]
					        .label.in[l]);
				st_free(st);
			}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_text_fits),
	    cmocka_unit_test(every_answer_fits_the_review),
	};
	int failed;

	config_shipped(&config);
	failed =
	    cmocka_run_group_tests_name("questions_fit", tests, NULL, NULL);
	config_done(&config);
	return failed;
}
