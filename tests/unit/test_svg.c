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

/* Every coordinate of every path is within the drawing. */
static void
check_inside(const char *svg)
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
			assert_true(relative || (y >= 12 && y <= 188));
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
		check_inside(buf_text(&out));
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
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
