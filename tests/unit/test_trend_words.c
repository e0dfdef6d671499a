/*
 * Trends in words: that a sentence never claims a change within the give or
 * take, and never tells what may not be told.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/action.h"
#include "core/noise.h"
#include "core/trend_words.h"
#include "tests/unit/unit.h"
#include "util/date.h"

#define DAY 20700

/* One line of weeks: so many answers and counts each; 0 rounds is a gap. */
struct week {
	int rounds;
	int answered;
	int counted;
};

/* Rounds but the first that have an answer. */
static int
others_of(const struct week *week)
{
	return week->answered < week->rounds ? week->answered / 2
	                                     : week->rounds - 1;
}

static struct trend *
line_of(const struct week *weeks, int count)
{
	struct trend_draw draws[400];
	struct trend *trends;
	int used = 0, lines;

	for (int i = 0; i < count; i++)
		for (int r = 0; r < weeks[i].rounds; r++) {
			draws[used] = (struct trend_draw){
			    .day = period_week(DAY) - 7 * (count - i),
			    .draw = {.key = {.instrument = "pulse",
			                 .version = 1,
			                 .item = "energy",
			                 .of = 24,
			                 .epsilon_milli = 1000}}};
			/* one in each of the others, if there are as many */
			draws[used].draw.answered =
			    r == 0 ? weeks[i].answered - others_of(&weeks[i])
			           : r <= others_of(&weeks[i]);
			draws[used++].draw.counted =
			    r == 0 ? weeks[i].counted : 0;
		}
	lines =
	    trend_build(&trends, draws, used, NULL, 0, trend_span(DAY, count));
	assert_true(lines <= 1);
	return lines == 1 ? trends : (trend_free(trends, 0), NULL);
}

static void
says(const struct week *weeks, int count, const char *words,
    const char *sentence)
{
	struct trend *trend = line_of(weeks, count);
	struct buf text = BUF_INIT;

	trend_sentence(trend, words, &text);
	assert_string_equal(buf_text(&text), sentence);
	buf_done(&text);
	trend_free(trend, 1);
}

static void
fill(struct week *weeks, int count, struct week before, struct week after)
{
	for (int i = 0; i < count; i++)
		weeks[i] = i < count / 2 ? before : after;
}

static void
sentences_are_plain(void **state)
{
	struct week weeks[10];

	(void)state;
	fill(weeks, 10, (struct week){5, 60, 30}, (struct week){5, 60, 42});
	says(weeks, 10, "had what they needed",
	    "Lately about 7 in 10 had what they needed, before that 5 in 10: "
	    "higher, by more than blur and chance explain.");
	says(weeks, 10, NULL,
	    "Lately about 7 in 10, before that 5 in 10: higher, by more than "
	    "blur and chance explain.");
	fill(weeks, 10, (struct week){5, 60, 42}, (struct week){5, 60, 30});
	says(weeks, 10, "had it",
	    "Lately about 5 in 10 had it, before that 7 in 10: lower, by more "
	    "than blur and chance explain.");
	fill(weeks, 10, (struct week){5, 60, 40}, (struct week){5, 60, 42});
	says(weeks, 10, "had it",
	    "About 7 in 10 had it, give or take 3 in 100. No change beyond "
	    "blur and chance.");
	says(weeks, 5, "had it",
	    "About 7 in 10 had it, give or take 4 in 100. Too little was told "
	    "yet to see a change.");
	says(weeks, 5, "",
	    "About 7 in 10, give or take 4 in 100. Too little was told yet to "
	    "see a change.");
	weeks[0] = (struct week){3, 7, 4};
	says(weeks, 1, "had it",
	    "Too blurred to tell: the give or take is half of the answers or "
	    "more.");
	weeks[0] = (struct week){1, 4, 4};
	says(weeks, 1, "had it",
	    "Nothing is told yet: answers are told from 5 up.");
}

/* What is half a year ago is not "lately". */
static void
long_halves_name_their_day(void **state)
{
	struct week weeks[30];
	char wanted[160], day[DATE_TEXT_SIZE];

	(void)state;
	fill(weeks, 30, (struct week){5, 60, 30}, (struct week){5, 60, 42});
	date_format(period_week(DAY) - 7 * 15, day);
	snprintf(wanted, sizeof(wanted),
	    "Since %s about 7 in 10 had it, before that 5 in 10: higher, by "
	    "more than blur and chance explain.",
	    day);
	says(weeks, 30, "had it", wanted);
}

/* A change that ten does not show is told of a hundred. */
static void
small_changes_have_finer_numbers(void **state)
{
	struct week weeks[10];

	(void)state;
	fill(weeks, 10, (struct week){1, 9000, 6000},
	    (struct week){1, 9000, 6200});
	says(weeks, 10, "had it",
	    "Lately about 69 in 100 had it, before that 67 in 100: higher, by "
	    "more than blur and chance explain.");
	fill(weeks, 10, (struct week){1, 900000, 600000},
	    (struct week){1, 900000, 602900});
	says(weeks, 10, "had it",
	    "About 7 in 10 had it, give or take 1 in 100. No change beyond "
	    "blur and chance.");
}

/* --- What a sentence claims ---------------------------------------------- */

static bool
is_told(const struct week *week)
{
	return week->rounds > 0 && week->answered >= 5 &&
	       2 * noise_give_or_take(others_of(week) + 1, 1000) <
	           week->answered;
}

/* Half of the points that are told, as a share and the variance of its blur; by
 * its own arithmetic. */
static void
half_naively(const struct week *weeks, int count, int from, int to,
    double *share, double *blur)
{
	double answered = 0, counted = 0;
	int rounds = 0, told = 0;

	for (int i = 0; i < count; i++) {
		if (!is_told(&weeks[i]))
			continue;
		if (told >= from && told < to) {
			answered += weeks[i].answered;
			counted += weeks[i].counted;
			rounds += others_of(&weeks[i]) + 1;
		}
		told++;
	}
	*share = fmin(1, fmax(0, counted / answered));
	*blur = rounds * 2 * exp(-1) / pow(1 - exp(-1), 2) / pow(answered, 2);
}

static void
make_weeks(struct week *weeks, int count)
{
	double share = unit_between(0, 100) / 100.0;
	double drift = unit_between(-4, 4) / 100.0;

	for (int i = 0; i < count; i++) {
		struct week *week = &weeks[i];

		share = fmin(1.1, fmax(-0.1, share + drift));
		week->rounds = unit_between(0, 5) ? unit_between(1, 6) : 0;
		week->answered = unit_between(0, 12 * week->rounds);
		week->counted =
		    (int)(week->answered * share) + unit_between(-2, 2);
	}
}

/* "about 7 in 10" and "before that 5 in 10", if they are in it. */
static bool
read_claim(const char *text, int *lately, int *before, int *scale)
{
	const char *at = strstr(text, " about ");
	const char *then = strstr(text, "before that ");

	return at && then &&
	       sscanf(at, " about %d in %d", lately, scale) == 2 &&
	       sscanf(then, "before that %d", before) == 1;
}

static void
check_sentence(const char *text, const struct week *weeks, int count)
{
	double share[2], blur[2];
	int lately = 0, before = 0, scale = 0, told = 0;
	bool higher =
	    strstr(text, "higher, by more than blur and chance") != NULL;
	bool lower =
	    strstr(text, "lower, by more than blur and chance") != NULL;

	for (int i = 0; i < count; i++)
		told += is_told(&weeks[i]);
	assert_int_equal(
	    read_claim(text, &lately, &before, &scale), higher || lower);
	if (!higher && !lower)
		return;
	assert_true(told >= RUNCHART_PERIODS && higher != lower);
	half_naively(weeks, count, 0, told / 2, &share[0], &blur[0]);
	half_naively(weeks, count, told / 2, told, &share[1], &blur[1]);
	/* by the blur alone; what chance adds is runchart's own test */
	assert_true(
	    fabs(share[1] - share[0]) > 2.4 * sqrt(blur[0] + blur[1]) - 1e-9);
	assert_int_equal(higher, share[1] > share[0]);
	assert_true(higher ? lately > before : lately < before);
	assert_true(fabs(lately - scale * share[1]) < 0.5 + 1e-9);
	assert_true(fabs(before - scale * share[0]) < 0.5 + 1e-9);
}

static void
no_change_is_claimed_within_the_blur(void **state)
{
	int claims = 0;

	(void)state;
	for (int t = 0; t < 4000; t++) {
		int count = unit_between(1, 30);
		struct week weeks[30];
		struct buf text = BUF_INIT;
		struct trend *trend;

		make_weeks(weeks, count);
		trend = line_of(weeks, count);
		if (!trend)
			continue;
		trend_sentence(trend, "had it", &text);
		check_sentence(buf_text(&text), weeks, count);
		claims += strstr(buf_text(&text), "before that") != NULL;
		buf_done(&text);
		trend_free(trend, 1);
	}
	assert_true(claims > 100);
}

/* Where nothing changed, a sentence claims one less often than once in ten
 * times. */
static void
the_blur_alone_claims_hardly_ever(void **state)
{
	enum { TIMES = 1500 };
	const struct random *random = unit_random();
	int claims = 0;

	(void)state;
	for (int t = 0; t < TIMES; t++) {
		struct week weeks[10];
		struct buf text = BUF_INIT;
		struct trend *trend;

		for (int i = 0; i < 10; i++) {
			weeks[i] = (struct week){2, 20, 12};
			for (int k = 0; k < 2; k++)
				weeks[i].counted +=
				    (int)noise_draw(random, 1000);
		}
		trend = line_of(weeks, 10);
		trend_sentence(trend, "had it", &text);
		claims += strstr(buf_text(&text), "before that") != NULL;
		buf_done(&text);
		trend_free(trend, 1);
	}
	assert_true(claims < TIMES / 10);
}

/* --- Runs, notes, texts, order ------------------------------------------- */

static void
runs_in_words(void **state)
{
	static const int shares[] = {
	    20, 30, 20, 30, 20, 30, 50, 60, 70, 80, 90, 100};
	struct week weeks[12];
	struct trend *trend;
	struct buf text = BUF_INIT;

	(void)state;
	for (int i = 0; i < 12; i++)
		weeks[i] = (struct week){1, 100, shares[i]};
	trend = line_of(weeks, 12);
	trend_runs_sentence(trend, &text);
	assert_string_equal(
	    buf_text(&text), "6 in a row above the median. 8 rising in a row.");
	trend_free(trend, 1);
	buf_clear(&text);
	trend = line_of(weeks, 5);
	trend_runs_sentence(trend, &text);
	assert_string_equal(buf_text(&text), "");
	trend_free(trend, 1);
	buf_done(&text);
}

/* Of a point, each run that it is part of. */
static void
runs_of_a_point(void **state)
{
	static const int shares[] = {
	    20, 30, 20, 30, 20, 30, 50, 60, 70, 80, 90, 100};
	static const struct {
		int point;
		const char *runs;
	} cases[] = {{0, "in a run below the median"},
	    {4, "in a run below the median, rising in a row"},
	    {6, "in a run above the median, rising in a row"}};
	struct week weeks[12];
	struct trend *trend;

	(void)state;
	for (int i = 0; i < 12; i++)
		weeks[i] = (struct week){1, 100, shares[i]};
	trend = line_of(weeks, 12);
	for (int i = 0; i < 3; i++) {
		struct buf text = BUF_INIT;

		trend_point_runs(trend, &trend->points[cases[i].point], &text);
		assert_string_equal(buf_text(&text), cases[i].runs);
		buf_done(&text);
	}
	trend_free(trend, 1);
	/* Too few for a median, and none of it rises for long. */
	trend = line_of(weeks, 5);
	for (int i = 0; i < trend->count; i++) {
		struct buf text = BUF_INIT;

		trend_point_runs(trend, &trend->points[i], &text);
		assert_string_equal(buf_text(&text), "");
		buf_done(&text);
	}
	trend_free(trend, 1);
}

static void
notes_in_words(void **state)
{
	char title[] = "One signature for saline";
	const struct trend_note notes[] = {
	    {DAY, TREND_TEST_BEGUN, OUTCOME_OPEN, title, 1},
	    {DAY, TREND_TEST_ENDED, OUTCOME_ADOPT, title, 1},
	    {DAY, TREND_TEST_ENDED, OUTCOME_ABANDON, title, 1},
	    {DAY, TREND_DONE, OUTCOME_OPEN, title, 1}};
	static const char *const texts[] = {"test begun: ",
	    "test ended, adopted: ", "test ended, abandoned: ", "done: "};

	(void)state;
	for (int i = 0; i < 4; i++) {
		struct buf text = BUF_INIT;

		trend_note_text(&notes[i], &text);
		assert_memory_equal(
		    buf_text(&text), texts[i], strlen(texts[i]));
		assert_string_equal(buf_text(&text) + strlen(texts[i]), title);
		buf_done(&text);
	}
}

static void
texts_are_the_version_s_own(void **state)
{
	static char prompt[] = "How much energy?", words[] = "had energy",
	            concern[] = "had none", title[] = "Pulse",
	            energia[] = "tuvieron energía";
	struct item item = {.id = "energy",
	    .prompt.in = {prompt, prompt},
	    .cut_count = 2,
	    .cuts = {{24, {{words, energia}}}, {3, {{concern, concern}}}}};
	struct instrument instrument = {.id = "pulse",
	    .version = 2,
	    .language_count = 2,
	    .languages = {"en", "es"},
	    .title.in = {title, title},
	    .item_count = 1,
	    .items = &item};
	struct trend trend = {.key = {"pulse", 2, "energy", 24, 1000}};
	struct trend_texts texts;

	(void)state;
	trend_texts(&trend, &instrument, 1, "en_GB.UTF-8", &texts);
	assert_string_equal(texts.title, "Pulse");
	assert_string_equal(texts.prompt, prompt);
	assert_string_equal(texts.words, "had energy");
	assert_true(texts.favourable);
	trend_texts(&trend, &instrument, 1, "es", &texts);
	assert_string_equal(texts.words, energia);
	trend.key.of = 3;
	trend_texts(&trend, &instrument, 1, "en", &texts);
	assert_string_equal(texts.words, "had none");
	assert_false(texts.favourable);
	trend.key.version = 1;
	trend_texts(&trend, &instrument, 1, "en", &texts);
	assert_null(texts.words);
	assert_string_equal(texts.prompt, "energy");
	trend_texts(&trend, NULL, 0, "en", &texts);
	assert_string_equal(texts.title, "pulse");
	assert_null(texts.words);
}

static void
good_news_come_first(void **state)
{
	struct trend trend = {.change = RUNCHART_HIGHER};

	(void)state;
	assert_int_equal(trend_rank(&trend, true), TREND_BETTER);
	assert_int_equal(trend_rank(&trend, false), TREND_WORSE);
	trend.change = RUNCHART_LOWER;
	assert_int_equal(trend_rank(&trend, true), TREND_WORSE);
	assert_int_equal(trend_rank(&trend, false), TREND_BETTER);
	trend.change = RUNCHART_SAME;
	/* runs come by chance: they order nothing */
	trend.marks = RUNCHART_SHIFT | RUNCHART_TREND;
	assert_int_equal(trend_rank(&trend, true), TREND_STANDS);
	trend.marks = 0;
	assert_int_equal(trend_rank(&trend, true), TREND_STANDS);
	trend.change = RUNCHART_FEW;
	assert_int_equal(trend_rank(&trend, false), TREND_FEW);
	trend.older = true;
	trend.change = RUNCHART_HIGHER;
	assert_true(trend_rank(&trend, true) > TREND_WORSE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(sentences_are_plain),
	    cmocka_unit_test(long_halves_name_their_day),
	    cmocka_unit_test(small_changes_have_finer_numbers),
	    cmocka_unit_test(no_change_is_claimed_within_the_blur),
	    cmocka_unit_test(the_blur_alone_claims_hardly_ever),
	    cmocka_unit_test(runs_in_words),
	    cmocka_unit_test(runs_of_a_point),
	    cmocka_unit_test(notes_in_words),
	    cmocka_unit_test(texts_are_the_version_s_own),
	    cmocka_unit_test(good_news_come_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
