/*
 * The shipped questions: what they cover, what may be told of them, that each
 * language is whole, and how hard the English ones are to read.
 *
 * Reading age is the Flesch-Kincaid grade (Kincaid and others, 1975):
 *
 *   0.39 * words / sentences + 11.8 * syllables / words - 15.59
 *
 * A question is a sentence, and so is each answer, and the words of each cut.
 * Syllables are counted by a rule of thumb: runs of vowels (y is one), but not
 * a silent e at the end, nor the e of -ed behind anything but d or t; at least
 * one a word. Digits count as one. Against a dictionary such a rule is off by
 * one for about one word in ten, both ways.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tests/unit/config_aid.h"
#include "tests/unit/unit.h"
#include "util/file.h"

#define GRADE_MAX 8.0
#define TEMPLATE "config/instrument-template.conf"

static struct config config;

/* --- Reading age ---------------------------------------------------------- */

struct reading {
	int sentences, words, syllables;
};

static bool
vowel(char letter)
{
	return letter && strchr("aeiouy", letter);
}

/* An e at the end that is not heard: "time", but not "table", "tree". */
static bool
silent_e(const char *word, size_t len)
{
	return len > 2 && word[len - 1] == 'e' && !vowel(word[len - 2]) &&
	       (word[len - 2] != 'l' || vowel(word[len - 3]));
}

/* "asked", but not "needed", "waited". */
static bool
silent_ed(const char *word, size_t len)
{
	return len > 3 && memcmp(word + len - 2, "ed", 2) == 0 &&
	       !strchr("dtaeiouy", word[len - 3]);
}

static int
syllables(const char *word, size_t len)
{
	int count = 0;

	for (size_t i = 0; i < len; i++)
		count += vowel(word[i]) && (i == 0 || !vowel(word[i - 1]));
	if (count > 1 && (silent_e(word, len) || silent_ed(word, len)))
		count--;
	return count > 0 ? count : 1;
}

static void
read_sentence(struct reading *reading, const char *text)
{
	char word[64];
	size_t len = 0;

	reading->sentences++;
	for (;; text++) {
		if (isalnum((unsigned char)*text) && len < sizeof(word)) {
			word[len++] = (char)tolower((unsigned char)*text);
		} else if (len > 0) {
			reading->words++;
			reading->syllables += syllables(word, len);
			len = 0;
		}
		if (*text == '\0')
			return;
	}
}

static double
grade(const struct reading *reading)
{
	return 0.39 * reading->words / reading->sentences +
	       11.8 * reading->syllables / reading->words - 15.59;
}

static void
syllables_are_counted(void **state)
{
	static const struct {
		const char *word;
		int syllables;
	} cases[] = {{"work", 1}, {"time", 1}, {"table", 2}, {"needed", 2},
	    {"asked", 1}, {"energy", 3}, {"someone", 2}, {"records", 2},
	    {"15", 1}, {"tree", 1}, {"the", 1}, {"respect", 2}, {"rule", 1},
	    {"minutes", 3} /* one too many: a rule of thumb */};
	struct reading reading = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(
		    syllables(cases[i].word, strlen(cases[i].word)),
		    cases[i].syllables);
	/* 8 words of one syllable: 0.39 * 8 + 11.8 - 15.59 */
	read_sentence(&reading, "The rule here helps you do good work.");
	assert_int_equal(reading.words, 8);
	assert_int_equal(reading.syllables, 8);
	assert_true(grade(&reading) > -0.68 && grade(&reading) < -0.66);
}

static void
add(struct reading *all, const struct reading *one)
{
	all->sentences += one->sentences;
	all->words += one->words;
	all->syllables += one->syllables;
}

static void
judge(struct reading *all, const struct reading *one, const char *what,
    const char *id, double *worst)
{
	double found = grade(one);

	if (found > GRADE_MAX)
		fail_msg("%s of %s: grade %.1f", what, id, found);
	if (found > *worst)
		*worst = found;
	if (all)
		add(all, one);
}

static double
judge_item(struct reading *all, const struct item *item)
{
	struct reading prompt = {0}, answers = {0}, words = {0};
	double worst = -99;

	read_sentence(&prompt, item->prompt.in[0]);
	for (int a = 0; a < item->answer_count; a++)
		read_sentence(&answers, item->answers[a].label.in[0]);
	for (int c = 0; c < item->cut_count; c++)
		read_sentence(&words, item->cuts[c].words.in[0]);
	judge(all, &prompt, "the question", item->id, &worst);
	judge(NULL, &answers, "the answers", item->id, &worst);
	judge(NULL, &words, "what is told", item->id, &worst);
	return worst;
}

static void
english_is_easy_to_read(void **state)
{
	(void)state;
	for (int i = 0; i < config.instrument_count; i++) {
		const struct instrument *instrument = &config.instruments[i];
		struct reading all = {0};
		double worst = -99;

		assert_string_equal(instrument->languages[0], "en");
		for (int j = 0; j < instrument->item_count; j++) {
			double found = judge_item(&all, &instrument->items[j]);

			if (found > worst)
				worst = found;
		}
		print_message("%s: questions grade %.1f, hardest text %.1f\n",
		    instrument->id, grade(&all), worst);
	}
}

/* --- What is asked -------------------------------------------------------- */

static const struct shipped {
	const char *id;
	enum cadence cadence;
	bool rotate;
	int items;
	int cuts;
} shipped[] = {
    {"pulse", CADENCE_HUDDLE, false, 3, 1},
    {"drivers", CADENCE_WEEK, true, 29, 1},
    {"practice", CADENCE_MONTH, false, 8, 2},
    {"leadership", CADENCE_QUARTER, false, 5, 2},
    {"retention", CADENCE_QUARTER, false, 5, 2},
};
#define SHIPPED (int)(sizeof(shipped) / sizeof(shipped[0]))

static void
check_shipped_item(const struct instrument *instrument,
    const struct shipped *expected, const struct item *item)
{
	int last = item->answer_count - 1;

	assert_non_null(config_theme(&config, item->domain));
	assert_int_equal(item->cut_count, expected->cuts);
	/* The best answer comes last and is what is told first. */
	assert_true(item->cuts[0].of >> last & 1);
	assert_false(item->cuts[0].of & 1);
	if (item->cut_count == 2) {
		assert_true(item->cuts[1].of & 1);
		assert_false(item->cuts[1].of & item->cuts[0].of);
	}
	for (int l = 0; l < instrument->language_count; l++) {
		const char *prompt = item->prompt.in[l];

		assert_int_equal(prompt[strlen(prompt) - 1], '?');
		for (int c = 0; c < item->cut_count; c++)
			assert_null(strpbrk(item->cuts[c].words.in[l], ".?"));
		for (int a = 0; a < item->answer_count; a++)
			for (int b = 0; b < a; b++)
				assert_string_not_equal(
				    item->answers[a].label.in[l],
				    item->answers[b].label.in[l]);
	}
	assert_string_not_equal(item->prompt.in[0], item->prompt.in[1]);
}

static void
what_is_shipped(void **state)
{
	(void)state;
	assert_int_equal(config.instrument_count, SHIPPED);
	for (int i = 0; i < SHIPPED; i++) {
		const struct shipped *expected = &shipped[i];
		const struct instrument *found =
		    config_instrument(&config, expected->id);

		assert_non_null(found);
		assert_int_equal(found->cadence, expected->cadence);
		assert_int_equal(found->rotate, expected->rotate);
		assert_int_equal(found->item_count, expected->items);
		assert_int_equal(found->language_count, 2);
		assert_string_equal(found->languages[1], "es");
		assert_non_null(strstr(found->about.in[0],
		    "Not validated; not a measure of burnout."));
		assert_non_null(
		    strstr(found->about.in[1], "no mide el desgaste"));
		for (int j = 0; j < found->item_count; j++)
			check_shipped_item(found, expected, &found->items[j]);
	}
}

/* Each driver of well-being has its questions: one a theme at least. */
static void
drivers_cover_every_theme(void **state)
{
	const struct instrument *drivers =
	    config_instrument(&config, "drivers");

	(void)state;
	assert_true(drivers->item_count >= 26);
	for (int i = 0; i < config.theme_count; i++) {
		int found = 0;

		if (strcmp(config.themes[i].id, "other") == 0)
			continue;
		for (int j = 0; j < drivers->item_count; j++)
			found += strcmp(drivers->items[j].domain,
			             config.themes[i].id) == 0;
		if (found == 0)
			fail_msg("no question on %s", config.themes[i].id);
	}
}

/* --- The template for licensed ones --------------------------------------- */

static void
the_template_loads(void **state)
{
	struct buf text = BUF_INIT;
	struct config with;
	struct err err;
	char *faults;

	(void)state;
	assert_int_equal(file_read(TEMPLATE, FILE_TEXT_MAX, &text, &err), OK);
	assert_int_equal(mkdir(aid_path("mine"), 0700), 0);
	aid_write("mine/licensed.conf", buf_text(&text));
	aid_write("agendas.conf",
	    "agendas = ({ id = \"daily\"; title = \"d\"; steps = ({ kind = "
	    "\"close\"; title = \"c\"; prompt = \"p\"; seconds = 9; }); });\n");
	aid_write("huddle.conf", LEAST "instruments = \"mine\";\n"
	                               "agendas = \"agendas.conf\";\n");
	faults = aid_load(&with);
	assert_string_equal(faults, "");
	assert_int_equal(with.instrument_count, 1);
	assert_int_equal(with.instruments[0].score_count, 2);
	assert_int_equal(with.instruments[0].scores[0].band_count, 3);
	assert_true(with.instruments[0].scores[1].mean);
	free(faults);
	config_done(&with);
	buf_done(&text);
}

static int
load(void **state)
{
	char *faults;
	int bad;

	if (aid_make_folder(state) != 0)
		return -1;
	aid_write("huddle.conf", LEAST);
	faults = aid_load(&config);
	bad = faults[0] != '\0';
	free(faults);
	return bad;
}

static int
drop(void **state)
{
	config_done(&config);
	return aid_drop_folder(state);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(syllables_are_counted),
	    cmocka_unit_test(english_is_easy_to_read),
	    cmocka_unit_test(what_is_shipped),
	    cmocka_unit_test(drivers_cover_every_theme),
	    cmocka_unit_test(the_template_loads),
	};

	return cmocka_run_group_tests_name("questions", tests, load, drop);
}
