/*
 * Draws folded into lines: gaps, small periods, months and quarters, versions
 * and epsilons, against a second, naive way of adding them up.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/noise.h"
#include "core/trend.h"
#include "tests/unit/unit.h"
#include "util/date.h"

/* Thursday, 2026-11-26; its week begins on the 23rd. */
static int32_t
today(void)
{
	return date_from_ymd(2026, 11, 26);
}

static struct trend_draw
draw_of(int32_t day, const char *item, int answered, int counted)
{
	struct trend_draw draw = {.day = day,
	    .checkins = answered + 1,
	    .headcount = answered + 4,
	    .draw = {.key = {.instrument = "pulse",
	                 .version = 1,
	                 .of = 24,
	                 .epsilon_milli = 1000},
	        .answered = answered,
	        .counted = counted}};

	snprintf(draw.draw.key.item, sizeof(draw.draw.key.item), "%s", item);
	return draw;
}

static char item_words[] = "had it";

/* "pulse" by huddles, "monthly" and "quarterly" as they are called; items "a",
 * "b" and "c", each with the cuts 24 and 3, and a score "sum". */
static struct instrument instruments[3];
static struct item items[3];
static struct score scores[1];

static void
make_instruments(void)
{
	static const char *const ids[] = {"pulse", "monthly", "quarterly"};
	static const enum cadence cadences[] = {
	    CADENCE_HUDDLE, CADENCE_MONTH, CADENCE_QUARTER};

	for (int i = 0; i < 3; i++) {
		snprintf(items[i].id, sizeof(items[i].id), "%c", 'a' + i);
		items[i].answer_count = 5;
		items[i].cut_count = 2;
		items[i].cuts[0].of = 24;
		items[i].cuts[1].of = 3;
		items[i].cuts[0].words.in[0] = item_words;
		snprintf(
		    instruments[i].id, sizeof(instruments[i].id), "%s", ids[i]);
		instruments[i].version = 1;
		instruments[i].cadence = cadences[i];
		instruments[i].item_count = 3;
		instruments[i].items = items;
		instruments[i].score_count = 1;
		instruments[i].scores = scores;
	}
	snprintf(scores[0].id, sizeof(scores[0].id), "sum");
	scores[0].cut_count = 1;
	scores[0].cuts[0].of = 24;
}

static int
build(struct trend **out, const struct trend_draw *draws, int count, int weeks)
{
	return trend_build(
	    out, draws, count, instruments, 3, trend_span(today(), weeks));
}

/* --- Spans --------------------------------------------------------------- */

static void
a_span_is_of_whole_weeks_before_today(void **state)
{
	(void)state;
	for (int32_t day = today() - 400; day < today(); day++) {
		struct period span = trend_span(day, 26);
		int year, month, mday;

		assert_int_equal(date_weekday(span.from), 1);
		assert_int_equal(span.to, day - 1);
		assert_int_equal(
		    span.from, day - date_weekday(day) + 1 - 26 * 7);
		/* what is read begins with all periods that are shown */
		assert_true(trend_first(span) <= span.from);
		assert_true(span.from - trend_first(span) < 92);
		date_to_ymd(trend_first(span), &year, &month, &mday);
		assert_true(mday == 1 || trend_first(span) == span.from);
	}
}

/* --- Single lines -------------------------------------------------------- */

static void
weeks_gaps_and_small_ones(void **state)
{
	int32_t monday = today() - 3;
	const struct trend_draw draws[] = {draw_of(monday - 21, "a", 8, 6),
	    draw_of(monday - 15, "a", 4, 5), draw_of(monday - 7, "a", 4, -9),
	    draw_of(monday, "a", 30, 30)};
	struct trend *trends;

	(void)state;
	assert_int_equal(build(&trends, draws, 4, 26), 1);
	assert_int_equal(trends->count, 3); /* the week of today is not over */
	assert_int_equal(trends->points[0].period.from, monday - 21);
	assert_int_equal(trends->points[0].period.to, monday - 15);
	assert_int_equal(trends->points[0].state, TREND_TOLD);
	assert_int_equal(trends->points[0].sum.rounds, 2);
	assert_int_equal(trends->points[0].sum.answered, 12);
	assert_int_equal(trends->points[0].sum.counted, 11);
	assert_int_equal(trends->points[0].checkins, 14);
	assert_int_equal(trends->points[0].headcount, 20);
	assert_int_equal(trends->points[0].share, 917);
	assert_int_equal(trends->points[0].give_or_take,
	    (1000 * noise_give_or_take(2, 1000) + 11) / 12);
	assert_int_equal(trends->points[1].state, TREND_NONE);
	assert_int_equal(trends->points[1].share, -1);
	assert_int_equal(trends->points[2].state, TREND_SMALL);
	assert_int_equal(trends->points[2].share, -1);
	assert_int_equal(trends->told, 1);
	assert_int_equal(trends->median, -1);
	assert_int_equal(trends->change, RUNCHART_FEW);
	trend_free(trends, 1);
}

/* A line goes on to the last period that is over; an older one ends. */
static void
a_new_version_is_another_line(void **state)
{
	int32_t monday = today() - 3;
	struct trend_draw draws[] = {draw_of(monday - 70, "a", 9, 6),
	    draw_of(monday - 63, "a", 9, 6), draw_of(monday - 35, "a", 9, 3),
	    draw_of(monday - 28, "a", 9, 3), draw_of(monday - 70, "b", 9, 6)};
	struct trend *trends;

	(void)state;
	draws[2].draw.key.version = draws[3].draw.key.version = 2;
	assert_int_equal(build(&trends, draws, 5, 26), 3);
	assert_int_equal(trends[0].key.version, 2);
	assert_false(trends[0].older);
	assert_int_equal(trends[0].count, 5);
	assert_int_equal(trends[1].key.version, 1);
	assert_true(trends[1].older);
	assert_int_equal(trends[1].count, 2);
	assert_string_equal(trends[2].key.item, "b");
	assert_false(trends[2].older);
	assert_int_equal(trends[2].count, 10);
	trend_free(trends, 3);
}

/* What was said with another blur, or into a box that stood open, is never
 * added to the rest. */
static void
blurs_and_boxes_are_lines_of_their_own(void **state)
{
	struct trend_draw draws[] = {draw_of(today() - 10, "a", 9, 6),
	    draw_of(today() - 10, "a", 9, 6), draw_of(today() - 9, "a", 9, 6)};
	struct trend *trends;

	(void)state;
	draws[1].walkup = true;
	draws[2].draw.key.epsilon_milli = 500;
	assert_int_equal(build(&trends, draws, 3, 26), 3);
	assert_int_equal(trends[0].key.epsilon_milli, 500);
	assert_false(trends[0].older);
	assert_true(trends[1].older);
	assert_false(trends[1].walkup);
	assert_true(trends[2].walkup);
	assert_false(trends[2].older);
	for (int i = 0; i < 3; i++)
		assert_int_equal(trends[i].points[0].sum.rounds, 1);
	trend_free(trends, 3);
}

static void
lines_stand_as_their_instruments_do(void **state)
{
	static const struct {
		const char *instrument, *item;
		int of;
	} wanted[] = {{"pulse", "a", 24}, {"pulse", "c", 24}, {"pulse", "c", 3},
	    {"pulse", "sum", 24}, {"pulse", "gone", 24}, {"quarterly", "b", 3},
	    {"old", "a", 24}};
	enum { LINES = sizeof(wanted) / sizeof(*wanted) };
	struct trend_draw draws[LINES];
	struct trend *trends;

	(void)state;
	for (int turn = 0; turn < LINES; turn++) {
		for (int i = 0; i < LINES; i++) {
			struct trend_draw *draw = &draws[(i + turn) % LINES];

			*draw = draw_of(today() - 150, wanted[i].item, 9, 4);
			snprintf(draw->draw.key.instrument, ID_SIZE, "%s",
			    wanted[i].instrument);
			draw->draw.key.of = (uint8_t)wanted[i].of;
		}
		assert_int_equal(build(&trends, draws, LINES, 52), LINES);
		for (int i = 0; i < LINES; i++) {
			assert_string_equal(
			    trends[i].key.instrument, wanted[i].instrument);
			assert_string_equal(trends[i].key.item, wanted[i].item);
			assert_int_equal(trends[i].key.of, wanted[i].of);
		}
		trend_free(trends, LINES);
	}
}

static void
a_median_and_runs_need_six(void **state)
{
	struct trend_draw draws[12];
	struct trend *trends;
	struct runchart_run runs[12];

	(void)state;
	for (int i = 0; i < 12; i++)
		draws[i] = draw_of(
		    today() - 3 - 7 * (12 - i), "a", 100, i < 6 ? 20 : 80);
	assert_int_equal(build(&trends, draws, 5, 26), 1);
	assert_int_equal(trends->told, 5);
	assert_int_equal(trends->median, -1);
	assert_int_equal(trends->marks, 0);
	assert_int_equal(trend_find_runs(trends, runs), 0);
	trend_free(trends, 1);
	assert_int_equal(build(&trends, draws, 12, 26), 1);
	assert_int_equal(trends->median, 500);
	assert_int_equal(trends->marks, RUNCHART_SHIFT);
	assert_int_equal(trend_find_runs(trends, runs), 2);
	assert_true(runs[1].up && !runs[0].up);
	assert_int_equal(trends->change, RUNCHART_HIGHER);
	assert_int_equal(trends->before.counted, 120);
	assert_int_equal(trends->after.counted, 480);
	trend_free(trends, 1);
}

/* A share that the blur may have made is none, and counts to nothing. */
static void
what_is_too_blurred_is_left_out(void **state)
{
	struct trend_draw draws[9];
	struct trend *trends;

	(void)state;
	for (int i = 0; i < 9; i++) {
		draws[i] = draw_of(today() - 3 - 7 * (9 - i), "a", 100, 20 + i);
		/* about 23 of 100 either way, and of 30 */
		draws[i].draw.key.epsilon_milli = 100;
		if (i % 4 == 0)
			draws[i].draw.answered = 5 + 10 * i / 4;
	}
	assert_int_equal(build(&trends, draws, 9, 26), 1);
	assert_int_equal(trends->told, 6);
	assert_int_equal(trends->blurred, 3);
	for (int i = 0; i < 9; i++) {
		assert_int_equal(trends->points[i].state,
		    i % 4 == 0 ? TREND_BLURRED : TREND_TOLD);
		assert_int_equal(trends->points[i].share < 0, i % 4 == 0);
	}
	assert_int_equal(trends->median, 240);
	assert_int_equal(trends->before.answered, 300);
	assert_int_equal(trends->after.answered, 300);
	trend_free(trends, 1);
}

/* Its draw is nothing but noise. */
static void
a_huddle_without_answers_changes_nothing(void **state)
{
	struct trend_draw draws[] = {draw_of(today() - 10, "a", 12, 9),
	    draw_of(today() - 9, "a", 0, -5), draw_of(today() - 30, "a", 0, 7)};
	struct trend *trends;

	(void)state;
	assert_int_equal(build(&trends, draws, 3, 26), 1);
	assert_int_equal(trends->points[0].state, TREND_SMALL);
	assert_int_equal(trends->points[trends->count - 1].sum.rounds, 1);
	assert_int_equal(trends->points[trends->count - 1].sum.counted, 9);
	assert_int_equal(trends->points[trends->count - 1].share, 750);
	trend_free(trends, 1);
}

static void
nothing_gives_no_line(void **state)
{
	struct trend_draw draws[] = {
	    draw_of(today(), "a", 9, 4), draw_of(today() - 400, "a", 9, 4)};
	struct trend *trends;

	(void)state;
	assert_int_equal(build(&trends, NULL, 0, 26), 0);
	trend_free(trends, 0);
	assert_int_equal(build(&trends, draws, 2, 26), 0);
	trend_free(trends, 0);
}

/* --- Against a naive folding --------------------------------------------- */

enum { DRAWS = 300, TRIES = 250 };

/* "2026w48", "2026-11", "2026q4": by the calendar, not by core/cadence.h. */
static void
name_period(const char *instrument, int32_t day, char out[32])
{
	int year, month, mday, iso_year;
	int week = date_iso_week(day, &iso_year);

	date_to_ymd(day, &year, &month, &mday);
	if (strcmp(instrument, "monthly") == 0)
		snprintf(out, 32, "%d-%02d", year, month);
	else if (strcmp(instrument, "quarterly") == 0)
		snprintf(out, 32, "%dq%d", year, (month + 2) / 3);
	else
		snprintf(out, 32, "%dw%02d", iso_year, week);
}

/* True if a day of the span's is in the period, and the period is over: looked
 * for day by day. */
static bool
shown_naively(const char *instrument, int32_t day, struct period span)
{
	char name[32], other[32];
	bool inside = false;

	name_period(instrument, day, name);
	for (int32_t at = span.from; at <= span.to; at++) {
		name_period(instrument, at, other);
		inside = inside || strcmp(name, other) == 0;
	}
	name_period(instrument, span.to + 1, other);
	return inside && strcmp(name, other) != 0;
}

static void
make_draws(struct trend_draw *draws, int count)
{
	static const char *const names[] = {"pulse", "monthly", "quarterly"};

	for (int i = 0; i < count; i++) {
		struct trend_draw *draw = &draws[i];
		char item[] = {(char)('a' + unit_between(0, 1)), '\0'};
		int answered = unit_between(0, 9);

		*draw = draw_of(today() - unit_between(0, 330), item, answered,
		    unit_between(-3, answered + 3));
		snprintf(draw->draw.key.instrument, ID_SIZE, "%s",
		    names[unit_between(0, 2)]);
		/* the version and the epsilon change once in a while */
		draw->draw.key.version = draw->day > today() - 120 ? 2 : 1;
		draw->draw.key.epsilon_milli =
		    draw->day > today() - 60 ? 500 : 1000;
		draw->walkup = unit_between(0, 3) == 0;
	}
}

static bool
same_key(const struct trend *trend, const struct trend_draw *draw)
{
	return strcmp(trend->key.instrument, draw->draw.key.instrument) == 0 &&
	       strcmp(trend->key.item, draw->draw.key.item) == 0 &&
	       trend->key.version == draw->draw.key.version &&
	       trend->key.epsilon_milli == draw->draw.key.epsilon_milli &&
	       trend->key.of == draw->draw.key.of &&
	       trend->walkup == draw->walkup;
}

/* Adds up the draws of a line that are in the same period as a day. */
static struct trend_point
sum_naively(const struct trend *trend, int32_t day,
    const struct trend_draw *draws, int count)
{
	struct trend_point sum = {.state = TREND_NONE};
	char name[32], other[32];

	name_period(trend->key.instrument, day, name);
	for (int i = 0; i < count; i++) {
		name_period(trend->key.instrument, draws[i].day, other);
		if (!same_key(trend, &draws[i]) || strcmp(name, other) != 0)
			continue;
		sum.state = TREND_SMALL;
		if (draws[i].draw.answered > 0) {
			sum.sum.rounds++;
			sum.sum.answered += draws[i].draw.answered;
			sum.sum.counted += draws[i].draw.counted;
		}
		sum.checkins += draws[i].checkins;
		sum.headcount += draws[i].headcount;
	}
	if (sum.sum.answered >= 5) {
		int64_t blur = noise_give_or_take(
		    sum.sum.rounds, trend->key.epsilon_milli);

		sum.state =
		    blur < sum.sum.answered - blur ? TREND_TOLD : TREND_BLURRED;
	}
	return sum;
}

static void
check_point(const struct trend_point *point, const struct trend_point *naive)
{
	assert_int_equal(point->state, naive->state);
	assert_int_equal(point->sum.rounds, naive->sum.rounds);
	assert_int_equal(point->sum.answered, naive->sum.answered);
	assert_int_equal(point->sum.counted, naive->sum.counted);
	assert_int_equal(point->checkins, naive->checkins);
	assert_int_equal(point->headcount, naive->headcount);
	assert_int_equal(point->share >= 0, naive->state == TREND_TOLD);
}

static int64_t
check_line(const struct trend *trend, const struct trend_draw *draws, int count,
    struct period span)
{
	int64_t rounds = 0;

	for (int i = 0; i < trend->count; i++) {
		const struct trend_point *point = &trend->points[i];
		struct trend_point naive =
		    sum_naively(trend, point->period.from, draws, count);
		char first[32], last[32], next[32];

		check_point(point, &naive);
		rounds += point->sum.rounds;
		name_period(trend->key.instrument, point->period.from, first);
		name_period(trend->key.instrument, point->period.to, last);
		name_period(trend->key.instrument, point->period.to + 1, next);
		assert_string_equal(first, last);
		assert_string_not_equal(last, next);
		assert_true(shown_naively(
		    trend->key.instrument, point->period.from, span));
		assert_true(
		    i == 0 || point->period.from == point[-1].period.to + 1);
	}
	assert_true(trend->points[0].state != TREND_NONE);
	if (trend->older)
		assert_true(
		    trend->points[trend->count - 1].state != TREND_NONE);
	return rounds;
}

static void
folding_agrees_with_a_naive_one(void **state)
{
	struct trend_draw *draws = calloc(DRAWS, sizeof(*draws));

	(void)state;
	for (int t = 0; t < TRIES; t++) {
		int count = unit_between(0, DRAWS), weeks = unit_between(1, 40);
		struct period span = trend_span(today(), weeks);
		struct trend *trends;
		int64_t rounds = 0, wanted = 0;
		int lines;

		make_draws(draws, count);
		lines =
		    trend_build(&trends, draws, count, instruments, 3, span);
		for (int i = 0; i < lines; i++)
			rounds += check_line(&trends[i], draws, count, span);
		for (int i = 0; i < count; i++)
			wanted += draws[i].draw.answered > 0 &&
			          shown_naively(draws[i].draw.key.instrument,
			              draws[i].day, span);
		/* each draw of an answer once */
		assert_int_equal(rounds, wanted);
		trend_free(trends, lines);
	}
	free(draws);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_span_is_of_whole_weeks_before_today),
	    cmocka_unit_test(weeks_gaps_and_small_ones),
	    cmocka_unit_test(a_new_version_is_another_line),
	    cmocka_unit_test(blurs_and_boxes_are_lines_of_their_own),
	    cmocka_unit_test(lines_stand_as_their_instruments_do),
	    cmocka_unit_test(a_median_and_runs_need_six),
	    cmocka_unit_test(what_is_too_blurred_is_left_out),
	    cmocka_unit_test(a_huddle_without_answers_changes_nothing),
	    cmocka_unit_test(nothing_gives_no_line),
	    cmocka_unit_test(folding_agrees_with_a_naive_one),
	};

	make_instruments();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
