/*
 * The office's run charts: what is drawn, and the sentences under it, which
 * never claim more than the give or take allows. See office_parts.h.
 */
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/disclosure.h"
#include "report/html.h"
#include "report/office_parts.h"
#include "report/svg.h"
#include "util/date.h"
#include "util/i18n.h"
#include "util/mem.h"

#define SENTENCE 512 /* bytes of a translated one */
#define HEADING 320
#define LINE_LEAST 2 /* points: one is no course */
#define LINE_LONG 6  /* enough to be compared (RUNCHART_PERIODS) */

/* --- the points --- */

static int
compare_steps(const void *a, const void *b)
{
	int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

	return (x > y) - (x < y);
}

/* How many days usually lie between two points of a line: an item of each
 * month is not full of gaps. */
static int64_t
usual_step(const struct office_line *line)
{
	int count = line->count - 1;
	int32_t step, *steps;

	if (count < 1)
		return INT32_MAX;
	steps = mem_new((size_t)count, sizeof(*steps));
	for (int i = 0; i < count; i++)
		steps[i] = line->list[i + 1].days.to - line->list[i].days.to;
	qsort(steps, (size_t)count, sizeof(*steps), compare_steps);
	step = steps[count / 2];
	free(steps);
	return step;
}

/* The middle of its days, where a point stands. */
static int32_t
middle(int32_t from, int32_t to)
{
	return from + (to - from) / 2;
}

static bool
is_blurred(const struct office_page *page, const struct runchart_sum *sum,
    int epsilon_milli)
{
	return disclosure_is_blurred(sum->answered,
	    runchart_blur(page->blurs, sum->rounds, epsilon_milli));
}

/* What is drawn stays within 0 and 100%, as people read a share; the table
 * beside it says the same. A share that is too blurred to tell is a gap. */
static struct svg_point
point_of(const struct office_page *page, const struct office_sum *sum,
    int epsilon_milli)
{
	struct svg_point point = {.day = middle(sum->days.from, sum->days.to)};
	int band = runchart_band(page->blurs, &sum->sum, epsilon_milli);

	if (is_blurred(page, &sum->sum, epsilon_milli)) {
		point.share = -1;
		return point;
	}
	point.share = runchart_share(sum->sum.counted, sum->sum.answered);
	point.low = point.share > band ? point.share - band : 0;
	point.high = point.share + band < 1000 ? point.share + band : 1000;
	return point;
}

/* Points and, where a line stays away longer than usual, a gap for each
 * period in between. Returns how many. */
static int
make_points(const struct office_page *page, const struct office_line *line,
    struct svg_point *points)
{
	const struct office_spans *spans = page->spans;
	int64_t step = usual_step(line);
	int32_t last = line->list[0].days.to;
	int count = 0, next = 0;

	for (int i = 0; i < line->count; i++) {
		const struct office_sum *sum = &line->list[i];
		/* Half as long again as usual: months are not equally long. */
		bool late = i > 0 && sum->days.to - last > step + step / 2;

		for (; next < spans->count &&
		       spans->list[next].days.to < sum->days.to;
		     next++)
			if (late && spans->list[next].days.to > last)
				points[count++] = (struct svg_point){
				    .day = middle(spans->list[next].days.from,
				        spans->list[next].days.to),
				    .share = -1};
		points[count] = point_of(page, sum, line->key.epsilon_milli);
		points[count++].apart = late;
		last = sum->days.to;
	}
	/* And behind the last one, up to where others have data. */
	for (; next < spans->count; next++)
		if (spans->list[next].days.to > last &&
		    spans->list[spans->count - 1].days.to - last >
		        step + step / 2)
			points[count++] = (struct svg_point){
			    .day = middle(spans->list[next].days.from,
			        spans->list[next].days.to),
			    .share = -1};
	return count;
}

/* --- what is said --- */

/* The words of the cut where the configuration has them; else what a person can
 * look up. */
static void
heading(const struct office_page *page, const struct cut_key *key, char *out)
{
	const char *words =
	    page->plan->cut ? page->plan->cut(page->plan->context, key) : NULL;
	int used;

	if (words) {
		snprintf(out, HEADING, "%s", words);
		return;
	}
	used = snprintf(out, HEADING, "%s:", key->item);
	for (int answer = 1; answer <= ANSWERS_MAX; answer++)
		if (key->of >> (answer - 1) & 1)
			used += snprintf(
			    out + used, HEADING - (size_t)used, " %d", answer);
}

/* Which answers, of which questions, and how much was blurred. */
static void
put_source(struct office_page *page, const struct cut_key *key)
{
	char answers[4 * ANSWERS_MAX] = "", text[SENTENCE];
	int used = 0;

	for (int answer = 1; answer <= ANSWERS_MAX; answer++)
		if (key->of >> (answer - 1) & 1)
			used += snprintf(answers + used,
			    sizeof(answers) - (size_t)used, "%s%d",
			    used ? ", " : "", answer);
	snprintf(text, sizeof(text),
	    _("%s, version %d, question %s, answers %s; epsilon %d.%03d."),
	    key->instrument, key->version, key->item, answers,
	    key->epsilon_milli / 1000, key->epsilon_milli % 1000);
	html_in(page->out, "<p class=\"soft\">", text, "</p>\n");
}

/* "About 64% of 4312 answers, give or take 1." All draws together, with the
 * blur of all of them: it grows with the square root of the rounds only, so
 * that the whole is known better than any part. */
static void
put_total(struct office_page *page, const struct office_line *line,
    const struct runchart_sum *sums)
{
	struct runchart_sum all = {0};
	char text[SENTENCE];
	int points;

	for (int i = 0; i < line->count; i++) {
		all.rounds += sums[i].rounds;
		all.answered += sums[i].answered;
		all.counted += sums[i].counted;
	}
	if (is_blurred(page, &all, line->key.epsilon_milli)) {
		snprintf(text, sizeof(text),
		    _("In all %" PRId64 " answers: too blurred to tell."),
		    all.answered);
		html_text(page->out, text);
		return;
	}
	points =
	    (runchart_band(page->blurs, &all, line->key.epsilon_milli) + 9) /
	    10;
	snprintf(text, sizeof(text),
	    ngettext("In all about %d%% of %" PRId64
	             " answers, give or take %d point.",
	        "In all about %d%% of %" PRId64
	        " answers, give or take %d points.",
	        (unsigned long)points),
	    web_percent(runchart_share(all.counted, all.answered)),
	    all.answered, points);
	html_text(page->out, text);
}

/* Never more than the noise allows, and never why. */
static const char *const changes[] = {
    [RUNCHART_FEW] = N_("Too few periods to compare the first half with the "
                        "second."),
    [RUNCHART_SAME] = N_("The first half about %d%%, the second about %d%%: "
                         "no change beyond blur and chance."),
    [RUNCHART_HIGHER] = N_(
        "The first half about %d%%, the second about %d%%: higher, by more "
        "than blur and chance explain. It may still be chance, as the answers "
        "of the same people go together; other people may have answered."),
    [RUNCHART_LOWER] = N_(
        "The first half about %d%%, the second about %d%%: lower, by more "
        "than blur and chance explain. It may still be chance, as the answers "
        "of the same people go together; other people may have answered."),
};

static void
put_change(struct office_page *page, const struct office_line *line,
    const struct runchart_sum *sums)
{
	struct runchart_sum before, after;
	struct runchart_sum *told =
	    mem_new((size_t)line->count + 1, sizeof(*told));
	enum runchart_change change;
	struct buf text = BUF_INIT;
	int count = 0;

	for (int i = 0; i < line->count; i++)
		if (!is_blurred(page, &sums[i], line->key.epsilon_milli))
			told[count++] = sums[i];
	change = runchart_compare(
	    told, count, line->key.epsilon_milli, &before, &after);
	free(told);

	if (change == RUNCHART_FEW)
		buf_add(&text, _(changes[change]));
	else
		buf_addf(&text, _(changes[change]),
		    web_percent(
		        runchart_share(before.counted, before.answered)),
		    web_percent(runchart_share(after.counted, after.answered)));
	buf_add(page->out, " ");
	html_text(page->out, buf_text(&text));
	buf_done(&text);
}

/* --- one chart --- */

static void
put_chart(struct office_page *page, const char *title,
    const struct svg_point *points, int count, bool band)
{
	const struct office_span *spans = page->spans->list;
	int *shares = mem_new((size_t)count + 1, sizeof(*shares)), told = 0;
	struct svg_chart chart = {.title = title,
	    .points = points,
	    .count = count,
	    .band = band,
	    .median = -1,
	    .from = spans[0].days.from,
	    .to = spans[page->spans->count - 1].days.to};

	for (int i = 0; i < count; i++)
		if (points[i].share >= 0)
			shares[told++] = points[i].share;
	/* The middle of two says no more than they do. */
	if (told >= 3)
		chart.median = runchart_median(shares, told);
	free(shares);
	web_chart(page->out, ++page->number, &chart);
}

static void
put_share(
    struct office_page *page, const struct runchart_sum *sum, int epsilon_milli)
{
	if (is_blurred(page, sum, epsilon_milli))
		html_text(page->out, _("too blurred to tell"));
	else
		buf_addf(page->out, "%d%%",
		    web_percent(runchart_share(sum->counted, sum->answered)));
}

/* Counts are clamped as shares are: "-1 of 12" tells nobody anything. */
static void
put_rows(struct office_page *page, const struct office_line *line)
{
	for (int i = 0; i < line->count; i++) {
		const struct office_sum *sum = &line->list[i];
		const struct runchart_sum *of = &sum->sum;
		int64_t shown = of->counted < 0 ? 0 : of->counted;
		char from[DATE_TEXT_SIZE], to[DATE_TEXT_SIZE];

		/* A week of all units is that week, whoever's draws waited. */
		date_format(page->weeks ? sum->days.from : sum->since, from);
		date_format(sum->days.to, to);
		if (shown > of->answered)
			shown = of->answered;
		buf_addf(page->out,
		    "<tr><th scope=\"row\">%s – %s</th><td>%" PRId64
		    "</td><td>%" PRId64 "</td><td>%" PRId64 "</td><td>",
		    from, to, of->answered, shown,
		    runchart_blur(
		        page->blurs, of->rounds, line->key.epsilon_milli));
		put_share(page, of, line->key.epsilon_milli);
		buf_addf(page->out, "</td><td>%" PRId64 "</td>", of->rounds);
		if (page->weeks)
			buf_addf(page->out, "<td>%d</td>", sum->units);
		buf_add(page->out, "</tr>\n");
	}
}

static void
put_numbers(
    struct office_page *page, const struct office_line *line, const char *title)
{
	const char *const columns[] = {page->weeks ? _("Week") : _("Period"),
	    _("Answers"), _("Counted, about"), _("Give or take"), _("Share"),
	    _("Rounds"), _("Units")};

	office_details(page, _("The numbers"));
	office_table(page, title, columns, 1, page->weeks ? 7 : 6);
	put_rows(page, line);
	office_table_end(page);
	put_source(page, &line->key);
	office_details_end(page);
}

/* Of two versions or two epsilons a page says which is which; else it would
 * only be in the way. */
static bool
same_cut(const struct cut_key *a, const struct cut_key *b)
{
	return a->version == b->version && a->epsilon_milli == b->epsilon_milli;
}

static void
put_line(struct office_page *page, const struct office_line *line,
    const struct cut_key *near)
{
	struct svg_point *points =
	    mem_new((size_t)line->count + (size_t)page->spans->count + 1,
	        sizeof(*points));
	struct runchart_sum *sums = office_line_sums(line);
	int count = make_points(page, line, points);
	char title[HEADING];

	heading(page, &line->key, title);
	html_in(page->out, "<figure>\n<h3>", title, "");
	html_in(page->out, " <span class=\"soft\">", line->key.instrument, "");
	if (near && !same_cut(&line->key, near))
		buf_addf(page->out, " %d · ε %d.%03d", line->key.version,
		    line->key.epsilon_milli / 1000,
		    line->key.epsilon_milli % 1000);
	buf_add(page->out, "</span></h3>\n");
	/* One point is a number, and stands below as one. */
	if (line->count >= LINE_LEAST)
		put_chart(page, title, points, count, true);
	buf_add(page->out, "<p class=\"says\">");
	put_total(page, line, sums);
	put_change(page, line, sums);
	buf_add(page->out, "</p>\n");
	put_numbers(page, line, title);
	buf_add(page->out, "</figure>\n");
	free(points);
	free(sums);
}

/* Points of lines that stand together, from the longest on. */
static const int courses[] = {INT_MAX, LINE_LONG, LINE_LEAST, 0};
#define COURSES (sizeof(courses) / sizeof(courses[0]))

void
office_charts(struct office_page *page, const struct office_lines *lines)
{
	office_section(page, _("What people said"));
	if (lines->count == 0)
		office_say(page,
		    _("Nothing was told yet: answers are told from 5 up."));
	/* What has a course to show comes before what was asked now and
	 * then. */
	for (size_t c = 0; c < COURSES - 1; c++)
		for (int i = 0; i < lines->count; i++)
			if (lines->list[i]->count < courses[c] &&
			    lines->list[i]->count >= courses[c + 1])
				put_line(page, lines->list[i],
				    lines->count > 1
				        ? &lines->list[i ? 0 : 1]->key
				        : NULL);
	office_section_end(page);
}

/* --- who answered --- */

/* Exact numbers: huddles are the unit's work. The last column tells what a week
 * is made of, or which release it was. */
static void
put_span_rows(struct office_page *page)
{
	for (int i = 0; i < page->spans->count; i++) {
		const struct office_span *span = &page->spans->list[i];
		const struct summary_huddles *huddles = &span->huddles;
		char from[DATE_TEXT_SIZE], to[DATE_TEXT_SIZE];

		date_format(span->days.from, from);
		date_format(span->days.to, to);
		buf_addf(page->out,
		    "<tr><th scope=\"row\">%s – %s</th><td>%" PRId64
		    "</td><td>%" PRId64 "</td><td>%" PRId64 "</td><td>%" PRId64
		    "</td><td>%" PRId64 "</td>",
		    from, to, huddles->held[0] + huddles->held[1],
		    huddles->planned[0] + huddles->planned[1], huddles->minutes,
		    huddles->headcount, span->answers);
		if (page->weeks)
			buf_addf(page->out, "<td>%d</td></tr>\n", span->units);
		else
			buf_addf(page->out, "<td>%d.%d</td></tr>\n",
			    span->epoch, span->sequence);
	}
}

static void
put_spans(struct office_page *page)
{
	const char *const columns[] = {page->weeks ? _("Week") : _("Period"),
	    _("Huddles held"), _("Planned"), _("Minutes"), _("Present, in all"),
	    _("Answers"), page->weeks ? _("Units") : _("Release")};

	office_details(page, page->weeks ? _("Every week") : _("Every period"));
	office_table(
	    page, _("Huddles, who was there, and answers"), columns, 1, 7);
	put_span_rows(page);
	office_table_end(page);
	office_details_end(page);
}

/* Both numbers are exact and of the same periods: where too few answered to
 * tell, those present do not count either. */
void
office_response_chart(struct office_page *page)
{
	const struct office_spans *spans = page->spans;
	struct svg_point *points =
	    mem_new((size_t)spans->count + 1, sizeof(*points));
	int64_t answers = 0, present = 0;
	char text[SENTENCE];

	for (int i = 0; i < spans->count; i++) {
		const struct office_span *span = &spans->list[i];
		bool told = span->answers > 0 && span->present > 0;

		points[i] = (struct svg_point){
		    .day = middle(span->days.from, span->days.to),
		    .share = told ? runchart_share(span->answers, span->present)
		                  : -1};
		answers += told ? span->answers : 0;
		present += told ? span->present : 0;
	}
	office_section(page, _("How many answered"));
	buf_add(page->out, "<figure>\n");
	put_chart(page, _("Answers, of those present at huddles"), points,
	    spans->count, false);
	snprintf(text, sizeof(text),
	    _("%lld answers of %lld present at huddles: %d%%. Counted exactly, "
	      "of "
	      "the question that most answered."),
	    (long long)answers, (long long)present,
	    web_percent(runchart_share(answers, present)));
	html_in(page->out, "<p class=\"says\">", text, "</p>\n");
	put_spans(page);
	buf_add(page->out, "</figure>\n");
	office_section_end(page);
	free(points);
}
