/*
 * The charts of the staff room's page. See trend_charts.h.
 */
#include "report/trend_charts.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/noise.h"
#include "report/html.h"
#include "report/web.h"
#include "util/date.h"
#include "util/i18n.h"
#include "util/mem.h"

#define TEXT 320
#define RUN_WORDS 48
#define TREND_LINE 3 /* points that make a line */

static int32_t
middle(struct period days)
{
	return days.from + (days.to - days.from) / 2;
}

/* A quarter's point may stand before the first week. */
struct period
trend_charts_days(const struct trend_page *page)
{
	struct period days = page->span;

	for (int i = 0; i < page->count; i++) {
		int32_t first = middle(page->lines[i].trend->points[0].period);

		days.from = first < days.from ? first : days.from;
	}
	return days;
}

/* --- Flags --------------------------------------------------------------- */

/* Notes are put together by so many weeks that their flags have room. */
void
trend_flags_make(const struct trend_page *page, struct trend_flags *out)
{
	struct period days = trend_charts_days(page);
	int32_t monday = period_week(days.from);
	int32_t weeks = (days.to - monday) / 7 + 1;
	int32_t step = 7 * ((weeks + SVG_FLAGS_MOST - 1) / SVG_FLAGS_MOST);
	int32_t last = -1;
	size_t room = (size_t)page->note_count + 1;

	*out = (struct trend_flags){.list = mem_new(room, sizeof(*out->list)),
	    .of = mem_new(room, sizeof(*out->of))};
	for (int i = 0; i < page->note_count; i++) {
		int32_t day = page->notes[i].day;
		int32_t bucket = day > monday ? (day - monday) / step : 0;

		if (bucket != last) {
			day = monday + bucket * step + step / 2;
			day = day > days.to ? days.to : day;
			out->list[out->count] = (struct svg_flag){
			    day < days.from ? days.from : day, out->count + 1};
			out->count++;
		}
		last = bucket;
		out->of[i] = out->count;
	}
}

void
trend_flags_done(struct trend_flags *flags)
{
	free(flags->list);
	free(flags->of);
}

/* --- One chart ----------------------------------------------------------- */

/* What a chart is drawn from. */
struct drawing {
	struct svg_point *points;
	struct svg_count *counts;
	struct svg_run *runs;
	char (*words)[RUN_WORDS];
	int run_count;
};

static void
make_points(const struct trend *trend, struct drawing *drawing)
{
	for (int i = 0; i < trend->count; i++) {
		const struct trend_point *from = &trend->points[i];
		struct svg_point *point = &drawing->points[i];
		struct svg_count *count = &drawing->counts[i];

		point->day = middle(from->period);
		point->share = from->share;
		point->low = from->share > from->give_or_take
		                 ? from->share - from->give_or_take
		                 : 0;
		point->high = from->share + from->give_or_take;
		if (point->high > 1000)
			point->high = 1000;
		count->small = from->state == TREND_SMALL;
		count->blurred = from->state == TREND_BLURRED;
		count->answered =
		    from->state == TREND_NONE ? -1 : from->sum.answered;
		count->rate =
		    from->headcount > 0
		        ? runchart_share(from->checkins, from->headcount)
		        : -1;
	}
}

static int
compare_runs(const void *left, const void *right)
{
	const struct runchart_run *a = left, *b = right;

	return a->first != b->first ? a->first - b->first
	                            : (int)a->mark - (int)b->mark;
}

/* The words stand in the drawing, so that nothing depends on a colour. */
static void
make_runs(const struct trend *trend, struct drawing *drawing)
{
	static const char *const texts[2][2] = {
	    {N_("%d falling in a row"), N_("%d rising in a row")},
	    {N_("%d below in a row"), N_("%d above in a row")}};
	struct runchart_run *runs =
	    mem_new((size_t)trend->count + 1, sizeof(*runs));
	int count = trend_find_runs(trend, runs);

	qsort(runs, (size_t)count, sizeof(*runs), compare_runs);
	drawing->run_count = count;
	drawing->runs = mem_new((size_t)count + 1, sizeof(*drawing->runs));
	drawing->words = mem_new((size_t)count + 1, sizeof(*drawing->words));
	for (int i = 0; i < count; i++) {
		const char *text =
		    texts[runs[i].mark == RUNCHART_SHIFT][runs[i].up];

		snprintf(drawing->words[i], sizeof(drawing->words[i]), _(text),
		    runs[i].length);
		drawing->runs[i] =
		    (struct svg_run){drawing->points[runs[i].first].day,
		        drawing->points[runs[i].last].day, drawing->words[i]};
	}
	free(runs);
}

static void
drawing_make(const struct trend *trend, struct drawing *drawing)
{
	size_t room = (size_t)trend->count;

	*drawing =
	    (struct drawing){.points = mem_new(room, sizeof(*drawing->points)),
	        .counts = mem_new(room, sizeof(*drawing->counts))};
	make_points(trend, drawing);
	make_runs(trend, drawing);
}

static void
drawing_done(struct drawing *drawing)
{
	free(drawing->points);
	free(drawing->counts);
	free(drawing->runs);
	free(drawing->words);
}

const char *
trend_charts_heading(const struct trend_page_line *line)
{
	return line->texts.words ? line->texts.words : line->texts.prompt;
}

static struct svg_chart
chart_of(const struct trend_page *page, const struct trend_page_line *line,
    const struct drawing *drawing)
{
	struct period days = trend_charts_days(page);

	return (struct svg_chart){.title = trend_charts_heading(line),
	    .points = drawing->points,
	    .count = line->trend->count,
	    .band = true,
	    .median = line->trend->median,
	    .from = days.from,
	    .to = days.to,
	    .counts = drawing->counts};
}

/* Two points make no line: what is asked that seldom stands in a table. */
bool
trend_charts_is_drawn(const struct trend_page_line *line)
{
	return line->trend->told >= TREND_LINE;
}

static int
count_drawn(const struct trend_page *page, bool older)
{
	int count = 0;

	for (int i = 0; i < page->count; i++)
		count += trend_charts_is_drawn(&page->lines[i]) &&
		         (older || !page->lines[i].trend->older);
	return count;
}

/* --- At a glance --------------------------------------------------------- */

/* Without rates: of all that is asked in a huddle they are much the same. */
void
trend_charts_draw(const struct trend_page *page,
    const struct trend_page_line *line, int number, int wide, int high,
    struct buf *out)
{
	struct drawing drawing;
	struct svg_chart chart;
	char id[16];

	drawing_make(line->trend, &drawing);
	for (int i = 0; i < line->trend->count; i++)
		drawing.counts[i].rate = -1;
	chart = chart_of(page, line, &drawing);
	snprintf(id, sizeof(id), "c%d", number);
	chart.id = id;
	chart.about = line->sentence;
	chart.wide = wide;
	chart.high = high;
	if (wide > 0)
		svg_run_chart(out, &chart);
	else
		svg_small_chart(out, &chart);
	drawing_done(&drawing);
}

/* Older wordings are left out of what is seen first. */
static void
put_tile(const struct trend_page *page, const struct trend_page_line *line,
    int number, struct buf *out)
{
	html_in(out, "<div class=\"tile chart small\">\n<p>",
	    trend_charts_heading(line), "</p>\n");
	trend_charts_draw(page, line, number, 0, 0, out);
	buf_add(out, "</div>\n");
}

static const char *const changes[] = {
    [RUNCHART_FEW] = N_("too few yet"),
    [RUNCHART_SAME] = N_("no change beyond blur and chance"),
    [RUNCHART_HIGHER] = N_("higher"),
    [RUNCHART_LOWER] = N_("lower"),
};

/* Without six points no half is told: two or three weeks say nothing. */
static void
put_half(const struct runchart_sum *sum, bool told, struct buf *out)
{
	if (told && sum->answered > 0)
		buf_addf(out, "<td>%d%%</td>",
		    web_percent(runchart_share(sum->counted, sum->answered)));
	else
		buf_add(out, "<td>–</td>");
}

static void
put_glance_row(const struct trend_page_line *line, struct buf *out)
{
	const struct trend *trend = line->trend;
	bool told = trend->change != RUNCHART_FEW;

	web_row(out, trend_charts_heading(line));
	web_words(out, _(changes[trend->change]));
	put_half(&trend->before, told, out);
	put_half(&trend->after, told, out);
	buf_addf(out, "<td>%" PRId64 "</td>",
	    trend->before.answered + trend->after.answered);
	web_row_end(out);
}

void
trend_charts_glance(const struct trend_page *page, int *number, struct buf *out)
{
	const char *const columns[] = {_("What was counted"), _("Change"),
	    _("First half"), _("Second half"), _("Answers")};

	if (count_drawn(page, false) == 0)
		return;
	web_section(out, _("At a glance"));
	buf_add(out, "<figure>\n<div class=\"tiles\">\n");
	for (int i = 0; i < page->count; i++)
		if (trend_charts_is_drawn(&page->lines[i]) &&
		    !page->lines[i].trend->older)
			put_tile(page, &page->lines[i], ++*number, out);
	buf_add(out, "</div>\n");
	web_table(out, ++*number, _("The first half of the time, the second"),
	    columns, 2, 5);
	for (int i = 0; i < page->count; i++)
		if (trend_charts_is_drawn(&page->lines[i]) &&
		    !page->lines[i].trend->older)
			put_glance_row(&page->lines[i], out);
	web_table_end(out);
	buf_add(out, "</figure>\n");
	web_section_end(out);
}

/* --- Each line ----------------------------------------------------------- */

/* What is told of a point in words, beside its numbers. */
static void
put_words(
    const struct trend *trend, const struct trend_point *point, struct buf *out)
{
	struct buf text = BUF_INIT;

	if (point->state == TREND_NONE)
		buf_add(&text, _("nobody was asked"));
	else if (point->state == TREND_SMALL)
		buf_add(&text, _("fewer than 5 answers"));
	else if (point->state == TREND_BLURRED)
		buf_add(&text, _("too blurred to tell"));
	else
		trend_point_runs(trend, point, &text);
	web_words(out, buf_text(&text));
	buf_done(&text);
}

/* A count as people read it lies within its answers, whatever the blur. */
static void
put_numbers(
    const struct trend *trend, const struct trend_point *point, struct buf *out)
{
	int64_t shown = point->sum.counted < 0 ? 0 : point->sum.counted;

	if (shown > point->sum.answered)
		shown = point->sum.answered;
	if (point->state == TREND_BLURRED)
		buf_addf(out,
		    "<td>%" PRId64 "</td><td>–</td><td>–</td><td>–</td>",
		    point->sum.answered);
	else if (point->state != TREND_TOLD)
		buf_add(out, "<td>–</td><td>–</td><td>–</td><td>–</td>");
	else
		buf_addf(out,
		    "<td>%" PRId64 "</td><td>%" PRId64 "</td><td>%" PRId64
		    "</td><td>%d%%</td>",
		    point->sum.answered, shown,
		    noise_give_or_take(
		        point->sum.rounds, trend->key.epsilon_milli),
		    web_percent(point->share));
	if (point->headcount > 0)
		buf_addf(out, "<td>%" PRId64 "</td>", point->headcount);
	else
		buf_add(out, "<td>–</td>");
}

static void
put_table(const struct trend_page_line *line, int number, struct buf *out)
{
	const char *const columns[] = {_("Period"), _("Seen in it"),
	    _("Answers"), _("Counted, about"), _("Give or take"), _("Share"),
	    line->trend->walkup ? _("On the roster") : _("Present")};
	const struct trend *trend = line->trend;
	char from[DATE_TEXT_SIZE], to[DATE_TEXT_SIZE];

	web_details(out, _("The numbers"));
	web_table(out, number, trend_charts_heading(line), columns, 2, 7);
	for (int i = 0; i < trend->count; i++) {
		const struct trend_point *point = &trend->points[i];

		date_format(point->period.from, from);
		date_format(point->period.to, to);
		buf_addf(out, "<tr><th scope=\"row\">%s – %s</th>", from, to);
		put_words(trend, point, out);
		put_numbers(trend, point, out);
		web_row_end(out);
	}
	web_table_end(out);
	web_details_end(out);
}

/* Which line it is, where that is not plain: another version, a box that
 * stood open. */
static void
put_heading(const struct trend_page_line *line, struct buf *out)
{
	const struct trend *trend = line->trend;

	html_in(out, "<figure>\n<h3>", trend_charts_heading(line), "");
	html_in(out, " <span class=\"soft\">", line->texts.title, "");
	if (trend->older)
		buf_addf(out, " · %d · ε %d.%03d", trend->key.version,
		    trend->key.epsilon_milli / 1000,
		    trend->key.epsilon_milli % 1000);
	if (trend->walkup)
		html_in(out, " · ", _("in a box that stood open"), "");
	buf_add(out, "</span></h3>\n");
	if (line->texts.words)
		html_in(
		    out, "<p class=\"soft\">", line->texts.prompt, "</p>\n");
}

static void
put_line(const struct trend_page *page, const struct trend_page_line *line,
    const struct trend_flags *flags, int *number, struct buf *out)
{
	struct drawing drawing;
	struct svg_chart chart;

	drawing_make(line->trend, &drawing);
	chart = chart_of(page, line, &drawing);
	chart.runs = drawing.runs;
	chart.run_count = drawing.run_count;
	chart.flags = flags->list;
	chart.flag_count = flags->count;
	put_heading(line, out);
	web_chart(out, ++*number, &chart);
	html_in(out, "<p class=\"says\">", line->sentence, "");
	html_in(out, line->runs[0] ? " " : "", line->runs, "</p>\n");
	put_table(line, ++*number, out);
	buf_add(out, "</figure>\n");
	drawing_done(&drawing);
}

/* --- What is asked seldom ------------------------------------------------ */

/* The last point that is told; NULL if none is. */
const struct trend_point *
trend_charts_last(const struct trend *trend)
{
	for (int i = trend->count - 1; i >= 0; i--)
		if (trend->points[i].state == TREND_TOLD)
			return &trend->points[i];
	return NULL;
}

static void
put_seldom_row(const struct trend_page_line *line, struct buf *out)
{
	const struct trend_point *point = trend_charts_last(line->trend);
	char to[DATE_TEXT_SIZE];

	web_row(out, trend_charts_heading(line));
	if (point) {
		date_format(point->period.to, to);
		web_words(out, to);
		put_numbers(line->trend, point, out);
	} else {
		web_words(out, line->trend->blurred > 0
		                   ? _("too blurred to tell")
		                   : _("fewer than 5 answers"));
		buf_add(out, "<td>–</td><td>–</td><td>–</td><td>–</td>"
		             "<td>–</td>");
	}
	web_row_end(out);
}

static void
put_seldom(const struct trend_page *page, int *number, struct buf *out)
{
	const char *const columns[] = {_("What was counted"),
	    _("Last told up to"), _("Answers"), _("Counted, about"),
	    _("Give or take"), _("Share"), _("Present")};

	html_in(out, "<h3>", _("Asked now and then"), "</h3>\n");
	web_say(out, _("Of these there are too few weeks yet to draw a line."));
	web_table(out, ++*number, _("As last told"), columns, 2, 7);
	for (int i = 0; i < page->count; i++)
		if (!trend_charts_is_drawn(&page->lines[i]))
			put_seldom_row(&page->lines[i], out);
	web_table_end(out);
}

void
trend_charts_all(const struct trend_page *page, const struct trend_flags *flags,
    int *number, struct buf *out)
{
	int drawn = count_drawn(page, true);

	web_section(out, _("What people said"));
	if (page->count == 0)
		web_say(out,
		    _("Nothing was told yet: answers are told from 5 up."));
	if (drawn > 0)
		html_in(out, "<p class=\"key\">",
		    _("Below each point: how many answered, and how many of "
		      "those present took part. ○ at the foot: fewer than 5 "
		      "answers, not told; □: too blurred to tell. The numbers "
		      "above: what happened "
		      "meanwhile, further down."),
		    "</p>\n");
	for (int i = 0; i < page->count; i++)
		if (trend_charts_is_drawn(&page->lines[i]))
			put_line(page, &page->lines[i], flags, number, out);
	if (drawn < page->count)
		put_seldom(page, number, out);
	web_section_end(out);
}
