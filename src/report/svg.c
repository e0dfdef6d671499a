/*
 * Run charts, drawn. See svg.h. Coordinates are tenths of a pixel, written
 * by hand: a report has hundreds of thousands of them.
 */
#include "report/svg.h"

#include <stdio.h>
#include <stdlib.h>

#include "report/html.h"
#include "util/date.h"
#include "util/i18n.h"
#include "util/utf8.h"

/* The drawing, and the field within it, in tenths of a pixel. */
#define LEFT 440
#define BOTTOM 1840
#define FIELD_WIDE 6120 /* as usual */
#define FIELD_HIGH 1720
#define MARGIN 740 /* to the right of the field */
#define MARGIN_OWN 840
#define ABOVE 120
#define ABOVE_OWN 80
#define BELOW 100 /* under the last row */
#define BELOW_OWN 50
#define MARKS 1870 /* where gaps are marked, under the field */
#define LABELS 260 /* from the field down to the names of months */
#define LABELS_OWN 180
#define ROW 190    /* what stands above the field, a row each */
#define COUNTS 150 /* what stands below it, likewise */
#define COUNT_WIDTH 222
#define RATE_WIDTH 270      /* what has a sign behind it needs more */
#define COUNT_WIDTH_OWN 310 /* beside each other in larger letters */
#define GRID_LOW 600        /* a field too low for a line each quarter */
#define ROWS_MOST 8
#define LETTER 68    /* about the width of one */
#define ROOM 100     /* around the field of a small chart */
#define DOTS_MOST 60 /* with more points they are no longer told apart */
#define MONTH_WIDTH 680

const char svg_style[] =
    ".chart{overflow-x:auto}\n"
    ".chart svg{display:block;width:100%;min-width:36rem;height:auto}\n"
    ".chart text{font:12px system-ui,sans-serif;fill:var(--soft)}\n"
    ".chart .grid{stroke:var(--rule);fill:none}\n"
    ".chart .band{fill:var(--accent);fill-opacity:.16}\n"
    ".chart .line{stroke:var(--accent);stroke-width:2;fill:none;\n"
    "  stroke-linejoin:round;stroke-linecap:round}\n"
    ".chart .dot{fill:var(--accent)}\n"
    ".chart .median{stroke:var(--soft);stroke-width:1.2;\n"
    "  stroke-dasharray:5 4;fill:none}\n"
    ".chart .none{stroke:var(--soft);stroke-width:1.4;fill:none}\n"
    ".chart .open{stroke:var(--soft);stroke-width:1.6;fill:none}\n"
    ".chart .run{stroke:var(--ink);stroke-width:1.4;fill:none}\n"
    ".chart .pole{stroke:var(--soft);stroke-dasharray:1 5;fill:none}\n"
    ".chart .flag{stroke:var(--soft);fill:none}\n"
    ".chart text.n{font-size:10px}\n"
    ".small svg{min-width:0}\n"
    ".small path{vector-effect:non-scaling-stroke}\n"
    ".small circle{r:5px}\n";

/* --- numbers --- */

/* "123.4": tenths without a call of printf. */
static char *
put_tenths(char *at, int tenths)
{
	char digits[12];
	int count = 0, whole;

	if (tenths < 0) {
		*at++ = '-';
		tenths = -tenths;
	}
	whole = tenths / 10;
	do
		digits[count++] = (char)('0' + whole % 10);
	while ((whole /= 10) > 0);
	while (count > 0)
		*at++ = digits[--count];
	if (tenths % 10) {
		*at++ = '.';
		*at++ = (char)('0' + tenths % 10);
	}
	return at;
}

/* One step of a path: "M12.5 40" or "L...". */
static void
put_step(struct buf *out, char command, int x, int y)
{
	char text[32], *at = text;

	*at++ = command;
	at = put_tenths(at, x);
	*at++ = ' ';
	at = put_tenths(at, y);
	buf_add_bytes(out, text, (size_t)(at - text));
}

static int
right_of(const struct svg_chart *chart)
{
	return LEFT + (chart->wide > 0 ? 10 * chart->wide : FIELD_WIDE);
}

/* Where the field has a size of its own letters are larger beside it. */
static int
width_of(const struct svg_chart *chart)
{
	return right_of(chart) + (chart->wide > 0 ? MARGIN_OWN : MARGIN);
}

static int
top_of(const struct svg_chart *chart)
{
	return BOTTOM - (chart->high > 0 ? 10 * chart->high : FIELD_HIGH);
}

/* Days stand where they are, so that charts of a page can be read below each
 * other. */
static int
x_of(const struct svg_chart *chart, int32_t day)
{
	int64_t days = (int64_t)chart->to - chart->from;

	if (days <= 0)
		return (LEFT + right_of(chart)) / 2;
	return LEFT + (int)((right_of(chart) - LEFT) *
	                    ((int64_t)day - chart->from) / days);
}

/* Down is up: a picture counts from its top. */
static int
y_of(const struct svg_chart *chart, int share)
{
	return BOTTOM - (BOTTOM - top_of(chart)) * share / 1000;
}

static int
labels_of(const struct svg_chart *chart)
{
	return BOTTOM + (chart->wide > 0 ? LABELS_OWN : LABELS);
}

/* --- the field --- */

static void
put_grid(struct buf *out, const struct svg_chart *chart)
{
	int step = BOTTOM - top_of(chart) < GRID_LOW ? 500 : 250;

	buf_add(out, "<path class=\"grid\" d=\"");
	for (int share = 0; share <= 1000; share += step) {
		put_step(out, 'M', LEFT, y_of(chart, share));
		put_step(out, 'L', right_of(chart), y_of(chart, share));
	}
	buf_add(out, "\"/>\n");
	for (int share = 0; share <= 1000; share += step)
		buf_addf(out,
		    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%d%%</text>\n",
		    (LEFT - 80) / 10, (y_of(chart, share) + 40) / 10,
		    share / 10);
}

static void
put_month(struct buf *out, const struct svg_chart *chart, int year, int month)
{
	static const char *const names[] = {N_("Jan"), N_("Feb"), N_("Mar"),
	    N_("Apr"), N_("May"), N_("Jun"), N_("Jul"), N_("Aug"), N_("Sep"),
	    N_("Oct"), N_("Nov"), N_("Dec")};
	int x = x_of(chart, date_from_ymd(year, month, 1));

	put_step(out, 'M', x, BOTTOM);
	put_step(out, 'l', 0, 60);
	buf_addf(out, "\"/>\n<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">",
	    x / 10, labels_of(chart) / 10);
	buf_addf(out, _("%s %d"), _(names[month - 1]), year);
	buf_add(out, "</text>\n");
}

/* The first of months, every so many that their names have room. */
static void
put_months(struct buf *out, const struct svg_chart *chart)
{
	static const int steps[] = {1, 2, 3, 6, 12, 24, 60, 120, 600, 1200};
	int year, month, day, last, last_month, months;
	size_t step = 0;

	date_to_ymd(chart->from, &year, &month, &day);
	date_to_ymd(chart->to, &last, &last_month, &day);
	months = (last - year) * 12 + last_month - month;
	while (months / steps[step] > (right_of(chart) - LEFT) / MONTH_WIDTH &&
	       step + 1 < sizeof(steps) / sizeof(steps[0]))
		step++;
	for (int i = 1; i <= months; i++) {
		int at = year * 12 + month - 1 + i;

		if (at % steps[step] == 0) {
			buf_add(out, "<path class=\"grid\" d=\"");
			put_month(out, chart, at / 12, at % 12 + 1);
		}
	}
}

/* --- what is drawn in it --- */

/* A line never runs over a gap: between two points it would say what nobody
 * knows. */
static bool
joined(const struct svg_chart *chart, int i)
{
	return i > 0 && i < chart->count && chart->points[i].share >= 0 &&
	       chart->points[i - 1].share >= 0 && !chart->points[i].apart;
}

/* For each run of joined points the upper edge to the right, and the lower
 * one back. A point alone has an upright stroke of its own. */
static void
put_band(struct buf *out, const struct svg_chart *chart)
{
	const struct svg_point *points = chart->points;

	buf_add(out, "<path class=\"band\" d=\"");
	for (int i = 0, end; i < chart->count; i = end) {
		end = i + 1;
		if (points[i].share < 0)
			continue;
		while (joined(chart, end))
			end++;
		if (end == i + 1) {
			int x = x_of(chart, points[i].day);

			put_step(out, 'M', x - 20, y_of(chart, points[i].high));
			put_step(out, 'L', x + 20, y_of(chart, points[i].high));
			put_step(out, 'L', x + 20, y_of(chart, points[i].low));
			put_step(out, 'L', x - 20, y_of(chart, points[i].low));
			buf_add(out, "Z");
			continue;
		}
		for (int k = i; k < end; k++)
			put_step(out, k == i ? 'M' : 'L',
			    x_of(chart, points[k].day),
			    y_of(chart, points[k].high));
		for (int k = end - 1; k >= i; k--)
			put_step(out, 'L', x_of(chart, points[k].day),
			    y_of(chart, points[k].low));
		buf_add(out, "Z");
	}
	buf_add(out, "\"/>\n");
}

/* A point alone would not be seen without its dot: it has no length. */
static void
put_path(struct buf *out, const struct svg_chart *chart)
{
	buf_add(out, "<path class=\"line\" d=\"");
	for (int i = 0; i < chart->count; i++)
		if (chart->points[i].share >= 0)
			put_step(out, joined(chart, i) ? 'L' : 'M',
			    x_of(chart, chart->points[i].day),
			    y_of(chart, chart->points[i].share));
	buf_add(out, "\"/>\n");
}

/* Where there are too many to tell apart, only those dots stay that no line
 * leads to. */
static void
put_line(struct buf *out, const struct svg_chart *chart)
{
	put_path(out, chart);
	buf_add(out, "<g class=\"dot\">\n");
	for (int i = 0; i < chart->count; i++) {
		const struct svg_point *point = &chart->points[i];
		int x = x_of(chart, point->day);

		if (point->share < 0 ||
		    (chart->count > DOTS_MOST &&
		        (joined(chart, i) || joined(chart, i + 1))))
			continue;
		buf_addf(out, "<circle cx=\"%d.%d\" cy=\"%d.%d\" r=\"2.8\"/>\n",
		    x / 10, x % 10, y_of(chart, point->share) / 10,
		    y_of(chart, point->share) % 10);
	}
	buf_add(out, "</g>\n");
}

static bool
is_small(const struct svg_chart *chart, int i)
{
	return chart->counts && chart->counts[i].small;
}

static bool
is_blurred(const struct svg_chart *chart, int i)
{
	return chart->counts && chart->counts[i].blurred;
}

/* A small mark under the field for each gap: a zero it is not. */
static void
put_gaps(struct buf *out, const struct svg_chart *chart)
{
	int length = chart->wide > 0 ? 30 : 60; /* above what is named */

	buf_add(out, "<path class=\"none\" d=\"");
	for (int i = 0; i < chart->count; i++)
		if (chart->points[i].share < 0 && !is_small(chart, i) &&
		    !is_blurred(chart, i)) {
			put_step(
			    out, 'M', x_of(chart, chart->points[i].day), MARKS);
			put_step(out, 'l', 0, length);
		}
	buf_add(out, "\"/>\n");
}

/* --- what stands below the field --- */

/* At the foot, and open: too few answered, or too much blur, which is no share
 * of zero. */
static void
put_small(struct buf *out, const struct svg_chart *chart)
{
	for (int i = 0; i < chart->count; i++) {
		int x = x_of(chart, chart->points[i].day);

		if (is_small(chart, i))
			buf_addf(out,
			    "<circle class=\"open\" cx=\"%d.%d\" cy=\"%d\" "
			    "r=\"3.4\"/>\n",
			    x / 10, x % 10, BOTTOM / 10);
		else if (is_blurred(chart, i))
			buf_addf(out,
			    "<rect class=\"open\" x=\"%d.%d\" y=\"%d\" "
			    "width=\"6\" height=\"6\"/>\n",
			    x / 10 - 3, x % 10, BOTTOM / 10 - 3);
	}
}

static void
put_count(struct buf *out, int x, int y, const char *text)
{
	buf_addf(out,
	    "<text class=\"n\" x=\"%d.%d\" y=\"%d\" "
	    "text-anchor=\"middle\">",
	    x / 10, x % 10, y / 10);
	html_text(out, text);
	buf_add(out, "</text>\n");
}

static bool
has_rates(const struct svg_chart *chart)
{
	for (int i = 0; i < chart->count; i++)
		if (chart->counts[i].rate >= 0)
			return true;
	return false;
}

/* Answers, and a row more if it is known of how many. */
static int
count_rows(const struct svg_chart *chart)
{
	return chart->counts ? 1 + has_rates(chart) : 0;
}

/* The last point's count always stands, of those before it so many that they
 * have room: one in so many. */
static int
count_step(const struct svg_chart *chart, int width)
{
	int wide = x_of(chart, chart->points[chart->count - 1].day) -
	           x_of(chart, chart->points[0].day);

	return 1 + (chart->count - 1) * width / (wide + 1);
}

static void
put_counts(struct buf *out, const struct svg_chart *chart)
{
	const char *const titles[] = {_("answers"), _("response")};
	bool own = chart->wide > 0;
	int step = count_step(chart, own ? COUNT_WIDTH_OWN : COUNT_WIDTH);
	int rate_step = count_step(chart, RATE_WIDTH);
	int last = chart->count - 1, y = labels_of(chart) + COUNTS;

	for (int i = 0; i < count_rows(chart); i++) {
		buf_addf(out, "<text class=\"n\" x=\"%d\" y=\"%d\">",
		    (right_of(chart) + 60) / 10, (y + COUNTS * i) / 10);
		html_text(out, titles[i]);
		buf_add(out, "</text>\n");
	}
	for (int i = last; i >= 0; i--) {
		const struct svg_count *count = &chart->counts[i];
		int x = x_of(chart, chart->points[i].day);
		char text[32];

		if (count->answered < 0)
			continue;
		snprintf(
		    text, sizeof(text), "%lld", (long long)count->answered);
		if ((last - i) % step == 0)
			put_count(out, x, y, count->small ? "<5" : text);
		snprintf(text, sizeof(text), "%d%%", (count->rate + 5) / 10);
		if ((last - i) % rate_step == 0 && count->rate >= 0 &&
		    !count->small)
			put_count(out, x, y + COUNTS, text);
	}
}

/* --- what stands above it --- */

/* A bracket with its words above the middle of it, in the lowest row that has
 * room; free[row] is where the room begins. Returns the row. */
static int
find_row(const struct svg_chart *chart, const struct svg_run *run, int free[],
    int *middle)
{
	int from = x_of(chart, run->from), to = x_of(chart, run->to);
	int half = LETTER * utf8_width(run->words) / 2;
	int row = 0;

	*middle = (from + to) / 2;
	if (*middle < LEFT + half)
		*middle = LEFT + half;
	if (*middle > right_of(chart) - half)
		*middle = right_of(chart) - half;
	if (*middle - half < from)
		from = *middle - half;
	if (*middle + half > to)
		to = *middle + half;
	while (row < ROWS_MOST - 1 && free[row] > from)
		row++;
	free[row] = to + LETTER;
	return row;
}

/* How many rows the runs need; with `out` they are drawn. */
static int
put_runs(struct buf *out, const struct svg_chart *chart)
{
	int free[ROWS_MOST] = {0}, rows = 0;

	for (int i = 0; i < chart->run_count; i++) {
		const struct svg_run *run = &chart->runs[i];
		int middle, row = find_row(chart, run, free, &middle);
		int y = top_of(chart) - ROW * row - 50;

		rows = row >= rows ? row + 1 : rows;
		if (!out)
			continue;
		buf_add(out, "<path class=\"run\" d=\"");
		put_step(out, 'M', x_of(chart, run->from), y + 40);
		put_step(out, 'l', 0, -40);
		put_step(out, 'L', x_of(chart, run->to), y);
		put_step(out, 'l', 0, 40);
		buf_add(out, "\"/>\n");
		put_count(out, middle, y - 40, run->words);
	}
	return rows;
}

/* A pole through the field, so that it is seen what came before and what
 * after. */
static void
put_flags(struct buf *out, const struct svg_chart *chart, int y)
{
	for (int i = 0; i < chart->flag_count; i++) {
		int x = x_of(chart, chart->flags[i].day);
		char text[16];

		buf_add(out, "<path class=\"pole\" d=\"");
		put_step(out, 'M', x, y + 140);
		put_step(out, 'L', x, BOTTOM);
		buf_add(out, "\"/>\n");
		buf_addf(out,
		    "<rect class=\"flag\" x=\"%d\" y=\"%d\" width=\"16\" "
		    "height=\"13\"/>\n",
		    x / 10 - 8, y / 10);
		snprintf(text, sizeof(text), "%d", chart->flags[i].number);
		put_count(out, x / 10 * 10, y + 100, text);
	}
}

/* --- the whole --- */

/* Title and description are what a screen reader has of a chart; all else is in
 * the table beside it. */
static void
begin(struct buf *out, const struct svg_chart *chart, const char *box)
{
	buf_addf(out,
	    "<svg viewBox=\"%s\" role=\"img\" "
	    "aria-labelledby=\"%s-t %s-d\">\n<title id=\"%s-t\">",
	    box, chart->id, chart->id, chart->id);
	html_text(out, chart->title);
	buf_addf(out, "</title>\n<desc id=\"%s-d\">", chart->id);
	html_text(out, chart->about);
	buf_add(out, "</desc>\n");
}

static void
put_median_line(struct buf *out, const struct svg_chart *chart)
{
	buf_add(out, "<path class=\"median\" d=\"");
	put_step(out, 'M', LEFT, y_of(chart, chart->median));
	put_step(out, 'L', right_of(chart), y_of(chart, chart->median));
	buf_add(out, "\"/>\n");
}

static void
put_median(struct buf *out, const struct svg_chart *chart)
{
	int y = y_of(chart, chart->median);

	put_median_line(out, chart);
	buf_addf(out, "<text x=\"%d\" y=\"%d\">", (right_of(chart) + 60) / 10,
	    (y - 20) / 10);
	html_text(out, _("median"));
	buf_addf(out, "</text>\n<text x=\"%d\" y=\"%d\">%d%%</text>\n",
	    (right_of(chart) + 60) / 10, (y + 120) / 10,
	    (chart->median + 5) / 10);
}

/* What others should not hide is drawn last: the line over its band, runs over
 * the line. The box grows upwards, for runs and flags, and downwards, for
 * counts; the field stays where it is. */
void
svg_run_chart(struct buf *out, const struct svg_chart *chart)
{
	int rows = put_runs(NULL, chart);
	bool own = chart->high > 0;
	int above = top_of(chart) - (own ? ABOVE_OWN : ABOVE);
	int flags = above - ROW * rows - 60; /* where their row begins */
	int top = chart->flag_count > 0 || rows > 0 ? flags - 20 : above;
	int height = labels_of(chart) + COUNTS * count_rows(chart) +
	             (own ? BELOW_OWN : BELOW) - top;
	char box[64];

	snprintf(box, sizeof(box), "0 %d %d %d", top / 10, width_of(chart) / 10,
	    height / 10);
	begin(out, chart, box);
	put_flags(out, chart, flags);
	put_grid(out, chart);
	put_months(out, chart);
	put_gaps(out, chart);
	if (chart->band)
		put_band(out, chart);
	if (chart->median >= 0)
		put_median(out, chart);
	put_line(out, chart);
	put_runs(out, chart);
	if (chart->counts) {
		put_small(out, chart);
		put_counts(out, chart);
	}
	buf_add(out, "</svg>\n");
}

/* The large one's field without what stands around it. */
void
svg_small_chart(struct buf *out, const struct svg_chart *chart)
{
	char box[64];

	snprintf(box, sizeof(box), "%d %d %d %d", (LEFT - ROOM) / 10,
	    (top_of(chart) - ROOM) / 10,
	    (right_of(chart) - LEFT + 2 * ROOM) / 10,
	    (BOTTOM - top_of(chart) + 2 * ROOM) / 10);
	begin(out, chart, box);
	buf_add(out, "<path class=\"grid\" d=\"");
	for (int share = 0; share <= 1000; share += 500) {
		put_step(out, 'M', LEFT, y_of(chart, share));
		put_step(out, 'L', right_of(chart), y_of(chart, share));
	}
	buf_add(out, "\"/>\n");
	if (chart->band)
		put_band(out, chart);
	if (chart->median >= 0)
		put_median_line(out, chart);
	put_line(out, chart);
	put_small(out, chart);
	buf_add(out, "</svg>\n");
}
