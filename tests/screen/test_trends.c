/*
 * The page of trends: all lines, one of them as a picture and in words, and
 * that the picture says what the numbers say.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/noise.h"
#include "tests/unit/unit.h"
#include "trends_unit.h"
#include "ui/layout.h"
#include "ui/screen_trends.h"
#include "util/mem.h"

#define LABELS 12
#define SIDES 20 /* columns left and right of the weeks */
#define STEP_MAX 3
#define TRIALS 60

static struct trends_unit *
filled(void)
{
	struct trends_unit *unit = trends_unit_new();

	trends_fill(unit);
	return unit;
}

/* --- all lines --- */

static void
all_lines(void **state)
{
	struct trends_unit *unit = filled();

	(void)state;
	trends_open(unit);
	st_expect(unit->st, "trends");
	st_expect_ascii(unit->st, "trends");
	st_press(unit->st, "j");
	st_has(unit->st, SIGN_FOCUS " had energy for the work");
	st_press(unit->st, "v");
	st_expect(unit->st, "trends-words");
	st_expect_ascii(unit->st, "trends-picture");
	st_press(unit->st, "q");
	st_front(unit->st, SCREEN_HOME);
	trends_unit_free(unit);
}

/* What got better stands first, what got worse last. */
static void
better_first(void **state)
{
	static const char *const order[] = {"Better", "had what they needed",
	    "No change seen", "had energy for the work", "Too little told yet",
	    "were asked", "Not as good as before", "had someone to turn to"};
	struct trends_unit *unit = filled();
	struct buf page = BUF_INIT;
	struct cells cells;
	const char *at;

	(void)state;
	trends_open(unit);
	cells = trends_cells(unit);
	cells_dump(&cells, &page);
	at = buf_text(&page);
	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		at = strstr(at, order[i]);
		assert_non_null(at);
	}
	cells_done(&cells);
	buf_done(&page);
	trends_unit_free(unit);
}

static void
nothing_yet(void **state)
{
	struct trends_unit *unit = trends_unit_new();

	(void)state;
	trends_open(unit);
	st_expect(unit->st, "trends-none");
	st_press(unit->st, "<Enter>jkv");
	st_has(unit->st, "Nothing was asked");
	st_press(unit->st, "w");
	st_has(unit->st, "in these 52 weeks");
	st_press(unit->st, "<Esc>");
	st_front(unit->st, SCREEN_HOME);
	trends_unit_free(unit);
}

static void
two_weeks(void **state)
{
	struct trends_unit *unit = trends_unit_new();

	(void)state;
	trends_add(unit, "needed", 1, 12, 9);
	trends_add(unit, "needed", 0, 12, 9);
	trends_open(unit);
	st_has(unit->st, "Too little told yet");
	st_press(unit->st, "<Enter>");
	st_expect(unit->st, "trends-two-weeks");
	st_has(unit->st, "From 6 weeks on there is a median; 2 are there.");
	st_has_not(unit->st, "─ median");
	trends_unit_free(unit);
}

/* A unit whose every huddle was too small: it is there, and nothing is told. */
static void
all_small(void **state)
{
	struct trends_unit *unit = trends_unit_new();

	(void)state;
	for (int week = 0; week < 8; week++)
		trends_add(unit, "needed", week, 4, 77);
	trends_open(unit);
	st_has(unit->st, "not told");
	st_has(unit->st, "○○○○○○○○");
	st_press(unit->st, "<Enter>");
	st_expect(unit->st, "trends-small");
	for (int week = 0; week < 8; week++) {
		st_has_not(unit->st, "77");
		st_has(unit->st, "fewer than 5 answers, not told.");
		st_press(unit->st, "<Left>");
	}
	st_press(unit->st, "v");
	st_has_not(unit->st, "77");
	trends_unit_free(unit);
}

/* Of so few answers the blur is half: weeks are told as that, and no share. */
static void
all_blurred(void **state)
{
	struct trends_unit *unit = trends_unit_new();

	(void)state;
	for (int week = 0; week < 8; week++)
		for (int huddle = 0; huddle < 3; huddle++)
			trends_add(unit, "needed", week, 2, 77);
	trends_open(unit);
	st_has(unit->st, "too blurred");
	st_has(unit->st, "~~~~~~~~");
	st_has_not(unit->st, " in 10");
	st_press(unit->st, "<Enter>");
	st_has(unit->st, "too blurred to tell (6 answers).");
	st_has_not(unit->st, "●");
	st_press(unit->st, "v");
	st_has(unit->st, "too blurred to tell (6 answers).");
	st_has_not(unit->st, "77");
	trends_unit_free(unit);
}

static void
not_read(void **state)
{
	struct trends_unit *unit = filled();

	(void)state;
	unit->fails = true;
	trends_open(unit);
	st_has(unit->st, "The disk is full.");
	st_press(unit->st, "jq");
	trends_open(unit);
	unit->fails = true;
	st_press(unit->st, "w");
	st_has(unit->st, "The disk is full.");
	st_has(unit->st, "26 weeks");
	st_press(unit->st, "w");
	st_has(unit->st, "52 weeks");
	trends_unit_free(unit);
}

/* --- one line --- */

static void
one_line(void **state)
{
	struct trends_unit *unit = filled();

	(void)state;
	trends_open(unit);
	st_press(unit->st, "<Enter>");
	st_expect(unit->st, "trends-one");
	st_expect_ascii(unit->st, "trends-one");
	st_press(unit->st, "v");
	st_expect(unit->st, "trends-one-words");
	st_expect_ascii(unit->st, "trends-one-picture");
	trends_unit_free(unit);
}

static void
fields(void **state)
{
	struct trends_unit *unit = filled();

	(void)state;
	unit->fields = true;
	trends_open(unit);
	st_press(unit->st, "<Enter><Right><Left>");
	st_expect(unit->st, "trends-fields");
	st_has(unit->st, "Census");
	st_press(unit->st, "<Space>");
	st_has(unit->st, "Breaks missed");
	st_press(unit->st, "<PgDn><PgDn><PgUp>v");
	/* only of the chosen week */
	st_has_not(unit->st, "Census:");
	st_press(unit->st, "<Left>");
	st_expect(unit->st, "trends-fields-words");
	st_has(unit->st, "Census: 25.0 a");
	st_press(unit->st, "?");
	st_has(unit->st, "One line, as a chart");
	st_has(unit->st, "The week before, the week after; it is told");
	trends_unit_free(unit);
}

/* Over months, in a box that stood open. */
static void
months(void **state)
{
	struct trends_unit *unit = filled();

	(void)state;
	trends_open(unit);
	st_press(unit->st, "jj<Enter>");
	st_expect(unit->st, "trends-months");
	st_has(unit->st, "1 Oct to 31 Oct: about 6 of 9");
	st_press(unit->st, "<Left>");
	st_has(unit->st, "1 Sep to 30 Sep: about 4 of 9");
	st_press(unit->st, "<PgDn><PgDn><PgDn><PgDn><PgDn>");
	st_has(unit->st, "Asked in a box that stood open");
	trends_unit_free(unit);
}

/* A line of a version that nobody is asked any more stands by itself. */
static void
older_version(void **state)
{
	struct trends_unit *unit = trends_unit_new();

	(void)state;
	for (int week = 20; week >= 0; week--) {
		trends_add(unit, "needed", week, 40, 30);
		/* the instrument's words are those of version 1 */
		unit->draws[unit->draw_count - 1].draw.key.version =
		    week > 9 ? 7 : 1;
	}
	trends_open(unit);
	st_expect(unit->st, "trends-older");
	st_press(unit->st, "j");
	st_has(unit->st, SIGN_FOCUS " needed");
	st_press(unit->st, "<Enter>v");
	st_has(unit->st, "Version 7 of the question; what came after");
	st_has(unit->st, SIGN_FOCUS " Week of 7 Sep: about 30 of 40");
	trends_unit_free(unit);
}

/* The weeks move with the arrows and stay where they are on other lines. */
static void
moving(void **state)
{
	struct trends_unit *unit = filled();

	(void)state;
	trends_open(unit);
	st_press(unit->st, "<Enter>");
	st_has(unit->st, "Week of 16 Nov: about");
	st_press(unit->st, "<Right>");
	st_has(unit->st, "Week of 16 Nov: about");
	st_press(unit->st, "<Left><Left>");
	st_has(unit->st, "Week of 2 Nov: about");
	st_press(unit->st, "<Tab>");
	st_has(unit->st, "had energy for the work");
	st_has(unit->st, "Week of 2 Nov: about");
	st_press(unit->st, "<Up>");
	st_has(unit->st, "had what they needed");
	st_press(unit->st, "<Down>k<Shift-Tab>jp<Home>");
	st_has(unit->st, "Week of 25 May: about");
	st_press(unit->st, "<Left>");
	st_has(unit->st, "Week of 25 May: about");
	st_press(unit->st, "<End>g");
	st_has(unit->st, "Week of 25 May: about");
	st_press(unit->st, "G<Left><Left><Left>w");
	st_has(unit->st, "52 weeks");
	st_has(unit->st, "Week of 26 Oct: about");
	st_press(unit->st, "n");
	st_has(unit->st, "had energy for the work");
	st_press(unit->st, "<Esc>");
	st_has(unit->st, SIGN_FOCUS " had energy for the work");
	st_press(unit->st, "<Enter>q<Enter><Backspace>");
	st_has(unit->st, SIGN_FOCUS " had energy for the work");
	st_press(unit->st, "k<Up><Down><PgDn><PgUp><Home><End><Backspace>");
	st_front(unit->st, SCREEN_HOME);
	trends_unit_free(unit);
}

/* Gaps and small weeks are told as what they are. */
static void
gaps(void **state)
{
	struct trends_unit *unit = filled();

	(void)state;
	trends_open(unit);
	st_press(unit->st, "<Enter>");
	for (int i = 0; i < 9; i++)
		st_press(unit->st, "<Left>");
	st_has(unit->st, "Week of 14 Sep: fewer than 5 answers, not told.");
	for (int i = 0; i < 5; i++)
		st_press(unit->st, "<Left>");
	st_has(unit->st, "Week of 10 Aug: nobody was asked.");
	trends_unit_free(unit);
}

static void
in_words(void **state)
{
	struct trends_unit *unit = filled();

	(void)state;
	trends_open(unit);
	st_press(unit->st, "<Enter>v");
	st_has(unit->st, SIGN_FOCUS " Week of 16 Nov: about");
	st_press(unit->st, "<Up>k<Down>j<Left>");
	st_has(unit->st, SIGN_FOCUS " Week of 9 Nov: about");
	st_press(unit->st, "<Right><PgUp><PgDn><End><Home>");
	st_has(unit->st, SIGN_FOCUS " Week of 25 May: about");
	st_press(unit->st, "n<Tab><Shift-Tab>p<End>k");
	st_has(unit->st, SIGN_FOCUS " Week of 9 Nov: about");
	st_press(unit->st, "v");
	st_has(unit->st, "Week of 9 Nov: about");
	st_press(unit->st, "v<Esc>");
	st_has(unit->st, SIGN_FOCUS " had what they needed");
	trends_unit_free(unit);
}

/* More weeks with something than there are digits; some of it long ago, some
 * in the week that is not over. */
static void
many_flags(void **state)
{
	static char title[] =
	    "Something with a rather long title that tells what "
	    "was done about it, in more than one line";
	struct trends_unit *unit = filled();

	(void)state;
	unit->note_count = 0;
	for (int week = 60; week >= -1; week--)
		trends_note(unit, week, TREND_DONE, title);
	trends_open(unit);
	st_press(unit->st, "<Enter>");
	st_expect(unit->st, "trends-flags");
	st_press(unit->st, "w");
	st_has(unit->st, "789abcdefghijklmnopqrstuvwxyz+++");
	trends_unit_free(unit);
}

static void
left_alone(void **state)
{
	struct trends_unit *unit = filled();

	(void)state;
	trends_open(unit);
	assert_int_equal(unit->reads, 1);
	st_press(unit->st, "<Enter><Left><Left><Tab>vv?<Esc>");
	assert_int_equal(unit->reads, 1);
	st_idle(unit->st);
	st_idle(unit->st);
	st_front(unit->st, SCREEN_IDLE);
	trends_unit_free(unit);
}

/* --- the picture agrees with the numbers --- */

static const char *
cell(const struct cells *cells, int row, int column)
{
	return cells->at[row * cells->columns + column].text;
}

static char *
row_text(const struct cells *cells, int row, int from)
{
	struct buf text = BUF_INIT;

	for (int column = from; column < cells->columns; column++)
		buf_add(&text, cell(cells, row, column));
	return buf_take(&text);
}

/* The row of an axis label. */
static int
row_with(const struct cells *cells, const char *label)
{
	for (int row = LAYOUT_TOP; row < cells->rows; row++) {
		char *text = row_text(cells, row, LAYOUT_MARGIN);
		bool found = strncmp(text, label, strlen(label)) == 0;

		free(text);
		if (found)
			return row;
	}
	fail_msg("no row begins with \"%s\"", label);
	return -1;
}

static int
columns_of(const struct trends_unit *unit)
{
	int columns =
	    unit->columns >= LAYOUT_WIDE ? LAYOUT_COLUMNS_MIN : unit->columns;

	return columns - 2 * LAYOUT_MARGIN;
}

static bool
is_sign(const char *text)
{
	static const char *const signs[] = {
	    "●", "◆", "■", "○", "*", "S", "T", "o"};

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (strcmp(text, signs[i]) == 0)
			return true;
	return false;
}

/* The rows of the plot, and a week's column of it. */
struct place {
	int top, bottom, column;
};

static void
check_point(const struct cells *cells, const struct place *place,
    const struct trend_point *point)
{
	int rows = place->bottom - place->top;
	int at = place->bottom - (point->share * rows + 500) / 1000;
	const char *sign = trends_sign(point, cells->ascii);

	if (point->state == TREND_SMALL) {
		at = place->bottom;
		sign = cells->ascii ? "o" : "○";
	}
	for (int row = place->top; row <= place->bottom; row++) {
		const char *text = cell(cells, row, place->column);

		if (point->state != TREND_NONE && row == at)
			assert_string_equal(text, sign);
		else
			assert_false(is_sign(text));
		if (point->state != TREND_TOLD)
			assert_string_not_equal(text, cells->ascii ? "." : "░");
	}
}

static void
check_picture(struct trends_unit *unit, const struct trend *trend)
{
	const struct fact_trends *trends = &unit->st->facts.trends;
	struct cells cells = trends_cells(unit);
	int step = (columns_of(unit) - SIDES) / trends->weeks;
	struct place place = {.top = row_with(&cells, "  10 in 10"),
	    .bottom = row_with(&cells, "   0 in 10")};

	step = step > STEP_MAX ? STEP_MAX : step;
	for (int i = 0; i < trend->count; i++) {
		int32_t day = trend->points[i].period.from;
		int week = (int)((day - trends->span.from) / 7);

		place.column = LAYOUT_MARGIN + LABELS + step * week;
		check_point(&cells, &place, &trend->points[i]);
	}
	cells_done(&cells);
}

/* What the cursor's week says is what was summed up. */
static void
check_words(struct trends_unit *unit, const struct trend *trend,
    const struct trend_point *point, int from)
{
	struct cells cells = trends_cells(unit);
	char *text =
	    row_text(&cells, cells.cursor_row, cells.cursor_column + from);
	int64_t shown = point->sum.counted < 0 ? 0 : point->sum.counted;
	int64_t all = point->sum.answered;
	char told[128];

	snprintf(told, sizeof(told), "about %d of %d, give or take %d",
	    (int)(shown > all ? all : shown), (int)all,
	    (int)noise_give_or_take(
	        point->sum.rounds, trend->key.epsilon_milli));
	assert_int_equal(cells.cursor_column, LAYOUT_MARGIN);
	assert_memory_equal(text, "Week of ", 8);
	assert_non_null(strstr(text, point->state == TREND_TOLD ? told
	                             : point->state == TREND_NONE
	                                 ? "nobody was asked"
	                                 : "fewer than 5 answers"));
	free(text);
	cells_done(&cells);
}

static void
fill_by_chance(struct trends_unit *unit)
{
	static const char *const items[] = {"energy", "needed", "someone"};
	int gaps = unit_between(0, 60), small = unit_between(0, 40);
	int weeks = unit_between(1, 52);

	for (int week = weeks - 1; week >= 0; week--)
		for (int i = 0; i < 3; i++) {
			int huddles = unit_between(1, 7);

			if (unit_between(1, 100) <= gaps)
				continue;
			if (unit_between(1, 100) <= small) {
				trends_add(unit, items[i], week,
				    unit_between(1, 4), unit_between(-9, 9));
				continue;
			}
			for (int k = 0; k < huddles; k++)
				trends_add(unit, items[i], week,
				    unit_between(5, 20), unit_between(-3, 23));
		}
	for (int week = 52; week >= 0; week--)
		if (unit_between(1, 5) == 1)
			trends_note(unit, week, TREND_DONE, "A cart");
	unit->fields = unit_between(0, 1);
	unit->ascii = unit_between(0, 1);
	unit->rows = unit_between(24, 60);
	unit->columns = unit_between(80, 200);
}

/* Nothing leaves the grid: rules are whole, margins and the space between the
 * columns are blank, the cursor is on the page. */
static void
check_grid(struct trends_unit *unit)
{
	struct cells cells = trends_cells(unit);
	int right = cells.columns - LAYOUT_MARGIN + 1;

	for (int column = 2; column < right; column++) {
		const char *rule = cells.ascii ? "-" : SIGN_RULE;

		assert_string_equal(cell(&cells, 1, column), rule);
		assert_string_equal(cell(&cells, cells.rows - 2, column), rule);
	}
	for (int row = LAYOUT_TOP; row < cells.rows - 2; row++) {
		for (int column = 0; column < cells.columns; column++) {
			bool outer = column < LAYOUT_MARGIN || column >= right;
			bool inner = cells.columns >= LAYOUT_WIDE &&
			             column >= layout_right(&cells) &&
			             column < layout_second(&cells);

			if (outer || inner)
				assert_string_equal(
				    cell(&cells, row, column), " ");
		}
	}
	assert_in_range(cells.cursor_row, LAYOUT_TOP, layout_bottom(&cells));
	cells_done(&cells);
}

/* In a list the cursor stands on the row of the focus. */
static void
check_focus(struct trends_unit *unit)
{
	struct cells cells = trends_cells(unit);

	assert_string_equal(cell(&cells, cells.cursor_row, cells.cursor_column),
	    cells.ascii ? ">" : SIGN_FOCUS);
	cells_done(&cells);
}

/* st_press looks at the page in 80x24 and UTF-8; so the form that a page of
 * ASCII has is set again. */
static void
check_unit(struct trends_unit *unit)
{
	const struct fact_trends *trends = &unit->st->facts.trends;

	for (int i = 0; i < trends->count; i++) {
		const struct trend *trend = trends->list[i].trend;
		int at = trend->count - 1;

		check_grid(unit);
		check_focus(unit);
		st_press(unit->st, "<Enter>");
		if (unit->ascii)
			st_press(unit->st, "v");
		st_press(unit->st, "<End>");
		check_picture(unit, trend);
		check_grid(unit);
		check_words(unit, trend, &trend->points[at], 0);
		for (int k = 0; k < 6; k++) {
			st_press(unit->st, "<Left>");
			at -= at > 0;
			check_words(unit, trend, &trend->points[at], 0);
			check_grid(unit);
		}
		st_press(unit->st, "v");
		check_focus(unit);
		check_grid(unit);
		check_words(unit, trend, &trend->points[at], 2);
		st_press(unit->st, unit->ascii ? "<Esc>j" : "v<Esc>j");
	}
}

static void
picture_agrees(void **state)
{
	(void)state;
	for (int trial = 0; trial < TRIALS; trial++) {
		struct trends_unit *unit = trends_unit_new();

		fill_by_chance(unit);
		trends_open(unit);
		/* The focus follows its line, which may stand elsewhere now. */
		if (unit_between(0, 1))
			st_press(unit->st, "w<Home>");
		check_unit(unit);
		trends_unit_free(unit);
	}
}

/* What has no colour tells the same: each mark has a sign of its own. */
static void
signs_differ(void **state)
{
	const struct trend_point points[] = {
	    {.marks = 0}, {.marks = RUNCHART_SHIFT}, {.marks = RUNCHART_TREND}};

	(void)state;
	for (int ascii = 0; ascii < 2; ascii++)
		for (int i = 0; i < 3; i++) {
			const char *sign = trends_sign(&points[i], ascii);

			assert_string_not_equal(sign, TRENDS_SMALL_SIGN(ascii));
			for (int k = 0; k < i; k++)
				assert_string_not_equal(
				    sign, trends_sign(&points[k], ascii));
		}
}

/* --- all keys, last --- */

static void
all_keys(void **state)
{
	(void)state;
	trends_all_keys();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(all_lines),
	    cmocka_unit_test(better_first),
	    cmocka_unit_test(nothing_yet),
	    cmocka_unit_test(two_weeks),
	    cmocka_unit_test(all_small),
	    cmocka_unit_test(all_blurred),
	    cmocka_unit_test(not_read),
	    cmocka_unit_test(one_line),
	    cmocka_unit_test(fields),
	    cmocka_unit_test(months),
	    cmocka_unit_test(older_version),
	    cmocka_unit_test(moving),
	    cmocka_unit_test(gaps),
	    cmocka_unit_test(in_words),
	    cmocka_unit_test(many_flags),
	    cmocka_unit_test(left_alone),
	    cmocka_unit_test(picture_agrees),
	    cmocka_unit_test(signs_differ),
	    cmocka_unit_test(all_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
