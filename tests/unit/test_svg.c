/*
 * Run charts as SVG: where points, bands and gaps come to stand, and that
 * nothing leaves the drawing.
 */
#include <stdlib.h>
#include <string.h>

#include "report/svg.h"
#include "tests/unit/markup.h"
#include "tests/unit/unit.h"
#include "util/date.h"

#define DAY 20600
#define POINTS_MOST 400

static struct svg_chart
chart_of(const struct svg_point *points, int count)
{
	return (struct svg_chart){.id = "c1",
	    .title = "Had <what> they needed",
	    .about = "Three \"points\"",
	    .points = points,
	    .count = count,
	    .band = true,
	    .median = 500,
	    .from = DAY,
	    .to = DAY + 100};
}

static void
has(const struct buf *out, const char *part)
{
	if (!strstr(buf_text(out), part))
		fail_msg("no \"%s\" in\n%s", part, buf_text(out));
}

static void
points_stand_by_day_and_share(void **state)
{
	static const struct svg_point points[] = {{DAY, 0, 0, 100, false},
	    {DAY + 50, 500, 400, 600, false},
	    {DAY + 100, 1000, 900, 1000, false}};
	const struct svg_chart chart = chart_of(points, 3);
	struct buf out = BUF_INIT;

	(void)state;
	svg_run_chart(&out, &chart);
	markup_check(buf_text(&out));
	/* the field is 44 to 656 across and 184 up to 12 */
	has(&out, "class=\"line\" d=\"M44 184L350 98L656 12\"");
	has(&out, "class=\"band\" d=\"M44 166.8L350 80.8L656 12"
	          "L656 29.2L350 115.2L44 184Z\"");
	has(&out, "class=\"median\" d=\"M44 98L656 98\"");
	has(&out, "<title id=\"c1-t\">Had &lt;what&gt; they needed</title>");
	has(&out, "<desc id=\"c1-d\">Three &quot;points&quot;</desc>");
	has(&out, "role=\"img\" aria-labelledby=\"c1-t c1-d\"");
	assert_int_equal(markup_count(buf_text(&out), "<circle "), 3);
	buf_done(&out);
}

static void
a_gap_is_a_gap_and_no_zero(void **state)
{
	static const struct svg_point points[] = {{DAY, 500, 400, 600, false},
	    {DAY + 25, 500, 400, 600, false}, {DAY + 50, -1, 0, 0, false},
	    {DAY + 75, 500, 400, 600, true}};
	const struct svg_chart chart = chart_of(points, 4);
	struct buf out = BUF_INIT;

	(void)state;
	svg_run_chart(&out, &chart);
	/* two lines, the second one of a single point */
	has(&out, "class=\"line\" d=\"M44 98L197 98M503 98\"");
	has(&out, "class=\"none\" d=\"M350 187l0 6\"");
	assert_int_equal(markup_count(buf_text(&out), "<circle "), 3);
	buf_done(&out);
}

static void
what_stands_apart_is_not_joined(void **state)
{
	static const struct svg_point points[] = {
	    {DAY, 500, 400, 600, false}, {DAY + 100, 500, 400, 600, true}};
	const struct svg_chart chart = chart_of(points, 2);
	struct buf out = BUF_INIT;

	(void)state;
	svg_run_chart(&out, &chart);
	has(&out, "class=\"line\" d=\"M44 98M656 98\"");
	buf_done(&out);
}

static void
one_day_stands_in_the_middle(void **state)
{
	static const struct svg_point points[] = {{DAY, 500, 0, 1000, false}};
	struct svg_chart chart = chart_of(points, 1);
	struct buf out = BUF_INIT;

	(void)state;
	chart.to = chart.from;
	chart.median = -1;
	svg_run_chart(&out, &chart);
	has(&out, "class=\"line\" d=\"M350 98\"");
	assert_null(strstr(buf_text(&out), "median"));
	buf_done(&out);
}

/* Every coordinate of every path is within the drawing, `above` pixels higher
 * than a plain one. */
static void
check_inside(const char *svg, int above)
{
	const char *at = svg;

	while ((at = strstr(at, " d=\""))) {
		at += 4;
		while (*at != '"') {
			char *end;
			bool relative = *at == 'l';
			double x, y;

			if (*at == 'Z') {
				at++;
				continue;
			}
			assert_true(strchr("MLl", *at));
			x = strtod(at + 1, &end);
			assert_true(*end == ' ');
			y = strtod(end + 1, &end);
			at = end;
			assert_true(relative || (x >= 42 && x <= 658));
			assert_true(relative || (y >= 12 - above && y <= 188));
		}
	}
}

static void
nothing_leaves_the_drawing(void **state)
{
	struct svg_point points[POINTS_MOST];

	(void)state;
	for (int t = 0; t < 300; t++) {
		int count = unit_between(1, POINTS_MOST), day = 0;
		struct svg_chart chart;
		struct buf out = BUF_INIT;

		for (int i = 0; i < count; i++) {
			int share = unit_between(-1, 1000);

			day += unit_between(1, 40);
			points[i] = (struct svg_point){.day = day,
			    .share = share,
			    .low = unit_between(0, share < 0 ? 0 : share),
			    .high = unit_between(share < 0 ? 0 : share, 1000),
			    .apart = unit_between(0, 5) == 0};
		}
		chart = chart_of(points, count);
		chart.from = points[0].day;
		chart.to = day;
		svg_run_chart(&out, &chart);
		markup_check(buf_text(&out));
		check_inside(buf_text(&out), 0);
		buf_done(&out);
	}
}

static void
months_have_room(void **state)
{
	static const int spans[] = {1, 30, 200, 400, 1830, 4000, 40000};
	static const struct svg_point points[] = {{DAY, 500, 0, 1000, false}};

	(void)state;
	for (size_t i = 0; i < sizeof(spans) / sizeof(spans[0]); i++) {
		struct svg_chart chart = chart_of(points, 1);
		struct buf out = BUF_INIT;

		chart.to = DAY + spans[i];
		svg_run_chart(&out, &chart);
		assert_true(markup_count(buf_text(&out), "\"middle\"") <= 10);
		buf_done(&out);
	}
}

/* --- counts, runs, flags ------------------------------------------------- */

static void
counts_stand_under_their_points(void **state)
{
	static const struct svg_point points[] = {{DAY, 500, 400, 600, false},
	    {DAY + 50, -1, 0, 0, false}, {DAY + 100, -1, 0, 0, false}};
	static const struct svg_count counts[] = {{66, 590, false, false},
	    {3, 250, true, false}, {-1, -1, false, false}};
	struct svg_chart chart = chart_of(points, 3);
	struct buf out = BUF_INIT;

	(void)state;
	chart.counts = counts;
	svg_run_chart(&out, &chart);
	markup_check(buf_text(&out));
	has(&out, "viewBox=\"0 0 730 250\"");
	has(&out, "<text class=\"n\" x=\"44.0\" y=\"225\" "
	          "text-anchor=\"middle\">66</text>");
	has(&out, "y=\"240\" text-anchor=\"middle\">59%</text>");
	/* an open mark at the foot, with words, and neither dot nor gap */
	has(&out, "<circle class=\"open\" cx=\"350.0\" cy=\"184\"");
	has(&out, "<text class=\"n\" x=\"350.0\" y=\"225\" "
	          "text-anchor=\"middle\">&lt;5</text>");
	has(&out, "class=\"none\" d=\"M656 187l0 6\"");
	assert_int_equal(markup_count(buf_text(&out), "<circle "), 2);
	assert_int_equal(markup_count(buf_text(&out), ">3<"), 0);
	assert_int_equal(markup_count(buf_text(&out), "25%</text>"), 1);
	buf_done(&out);
}

/* Its answers are told, and a mark of its own says that no share is. */
static void
too_blurred_is_an_open_square(void **state)
{
	static const struct svg_point points[] = {
	    {DAY, 500, 400, 600, false}, {DAY + 50, -1, 0, 0, false}};
	static const struct svg_count counts[] = {
	    {66, 590, false, false}, {7, 250, false, true}};
	struct svg_chart chart = chart_of(points, 2);
	struct buf out = BUF_INIT;

	(void)state;
	chart.counts = counts;
	svg_run_chart(&out, &chart);
	markup_check(buf_text(&out));
	has(&out, "<rect class=\"open\"");
	has(&out, ">7</text>");
	has(&out, "class=\"none\" d=\"\"");
	assert_int_equal(markup_count(buf_text(&out), "<circle "), 1);
	buf_done(&out);
}

static void
runs_have_brackets_with_words(void **state)
{
	static const struct svg_point points[] = {
	    {DAY, 500, 400, 600, false}, {DAY + 100, 500, 400, 600, false}};
	static const struct svg_run runs[] = {{DAY + 20, DAY + 40, "shift: 6"},
	    {DAY + 35, DAY + 60, "trend: 5"}, {DAY + 80, DAY + 90, "a <b>"}};
	struct svg_chart chart = chart_of(points, 2);
	struct buf out = BUF_INIT;

	(void)state;
	chart.runs = runs;
	chart.run_count = 3;
	svg_run_chart(&out, &chart);
	markup_check(buf_text(&out));
	has(&out, "class=\"run\" d=\"M166.4 11l0 -4L288.8 7l0 4\"");
	has(&out, "text-anchor=\"middle\">shift: 6</text>");
	/* what would lie upon another is a row higher */
	has(&out, "class=\"run\" d=\"M258.2 -8l0 -4L411.2 -12l0 4\"");
	has(&out, "class=\"run\" d=\"M533.6 11l0 -4L594.8 7l0 4\"");
	has(&out, ">a &lt;b&gt;</text>");
	buf_done(&out);
}

static void
flags_stand_above_everything(void **state)
{
	static const struct svg_point points[] = {
	    {DAY, 500, 400, 600, false}, {DAY + 100, 500, 400, 600, false}};
	static const struct svg_flag flags[] = {{DAY, 1}, {DAY + 50, 12}};
	struct svg_chart chart = chart_of(points, 2);
	struct buf out = BUF_INIT;

	(void)state;
	chart.flags = flags;
	chart.flag_count = 2;
	svg_run_chart(&out, &chart);
	markup_check(buf_text(&out));
	has(&out, "viewBox=\"0 -8 730 228\"");
	has(&out, "class=\"pole\" d=\"M350 8L350 184\"");
	has(&out, "<rect class=\"flag\" x=\"342\" y=\"-6\"");
	has(&out, "text-anchor=\"middle\">12</text>");
	buf_done(&out);
}

/* What of a page is wider than the drawing could not be read: the middle of
 * every text has its room to both sides. */
static void
check_texts(const char *svg)
{
	const char *at = svg;

	while ((at = strstr(at, "<text class=\"n\" x=\""))) {
		double x = strtod(at + strlen("<text class=\"n\" x=\""), NULL);

		at++;
		if (!strstr(at, "text-anchor") ||
		    strstr(at, "text-anchor") > strchr(at, '>'))
			continue;
		assert_true(x >= 44 && x <= 656);
	}
}

static void
rows_never_leave_the_drawing(void **state)
{
	static const char *const words[] = {
	    "shift: 6 above", "trend: 5 falling", "t"};

	(void)state;
	for (int t = 0; t < 300; t++) {
		int count = unit_between(1, 120), runs = unit_between(0, 6);
		struct svg_point points[120];
		struct svg_count counts[120];
		struct svg_run list[6];
		struct svg_chart chart = chart_of(points, count);
		struct buf out = BUF_INIT;

		for (int i = 0; i < count; i++) {
			bool small = unit_between(0, 9) == 0;

			points[i] = (struct svg_point){.day = DAY + 7 * i,
			    .share = small ? -1 : unit_between(0, 1000)};
			counts[i] = (struct svg_count){unit_between(-1, 9999),
			    unit_between(-1, 1000), small, false};
		}
		for (int i = 0; i < runs; i++) {
			int first = unit_between(0, count - 1);

			list[i] = (struct svg_run){points[first].day,
			    points[unit_between(first, count - 1)].day,
			    words[unit_between(0, 2)]};
		}
		chart.to = points[count - 1].day;
		chart.counts = counts;
		chart.runs = list;
		chart.run_count = runs;
		svg_run_chart(&out, &chart);
		markup_check(buf_text(&out));
		check_inside(buf_text(&out), 19 * 8);
		check_texts(buf_text(&out));
		assert_int_equal(
		    markup_count(buf_text(&out), "class=\"run\""), runs);
		buf_clear(&out);
		svg_small_chart(&out, &chart);
		markup_check(buf_text(&out));
		assert_int_equal(
		    markup_count(buf_text(&out), "class=\"line\""), 1);
		buf_done(&out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(points_stand_by_day_and_share),
	    cmocka_unit_test(a_gap_is_a_gap_and_no_zero),
	    cmocka_unit_test(what_stands_apart_is_not_joined),
	    cmocka_unit_test(one_day_stands_in_the_middle),
	    cmocka_unit_test(nothing_leaves_the_drawing),
	    cmocka_unit_test(months_have_room),
	    cmocka_unit_test(counts_stand_under_their_points),
	    cmocka_unit_test(too_blurred_is_an_open_square),
	    cmocka_unit_test(runs_have_brackets_with_words),
	    cmocka_unit_test(flags_stand_above_everything),
	    cmocka_unit_test(rows_never_leave_the_drawing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
