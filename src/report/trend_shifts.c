/*
 * Numbers of the shift on the staff room's page, by weeks, under the lines of
 * the same weeks. See trend_charts.h.
 */
#include <stdio.h>
#include <stdlib.h>

#include "report/html.h"
#include "report/trend_charts.h"
#include "report/web.h"
#include "util/date.h"
#include "util/i18n.h"
#include "util/mem.h"

#define TEXT 320
#define THURSDAY 3

/* The lowest, the highest and the last week's mean. */
struct range {
	struct shift_mean low, high, last;
};

static struct range
range_of(const struct trend_page *page, int field)
{
	struct range range = {.low.shifts = 0};

	for (int i = 0; i < page->week_count; i++) {
		const struct shift_mean *mean = &page->weeks[i].fields[field];

		if (mean->shifts == 0)
			continue;
		if (range.last.shifts == 0 || mean->tenths < range.low.tenths)
			range.low = *mean;
		if (range.last.shifts == 0 || mean->tenths > range.high.tenths)
			range.high = *mean;
		range.last = *mean;
	}
	return range;
}

/* As shares of the highest, since a chart knows nothing else: the foot is 0. */
static struct svg_point *
make_points(const struct trend_page *page, int field, int32_t high)
{
	struct svg_point *points =
	    mem_new((size_t)page->week_count, sizeof(*points));

	for (int i = 0; i < page->week_count; i++) {
		const struct shift_mean *mean = &page->weeks[i].fields[field];

		points[i].day = page->weeks[i].monday + THURSDAY;
		points[i].share = -1;
		if (mean->shifts > 0)
			points[i].share =
			    high > 0
			        ? (int)(1000 * (int64_t)mean->tenths / high)
			        : 0;
	}
	return points;
}

void
trend_charts_field(const struct trend_page *page, int field, bool sheet,
    int number, struct buf *out)
{
	struct period days = trend_charts_days(page);
	struct range range = range_of(page, field);
	char low[SHIFT_MEAN_SIZE], high[SHIFT_MEAN_SIZE], last[SHIFT_MEAN_SIZE];
	char id[16], about[TEXT];
	struct svg_point *points = make_points(page, field, range.high.tenths);
	struct svg_chart chart = {.id = id,
	    .title = page->fields[field].title,
	    .about = about,
	    .points = points,
	    .count = page->week_count,
	    .median = -1,
	    .from = days.from,
	    .to = days.to,
	    .high = sheet ? TREND_SHEET_HIGH : 0};

	shift_mean_text(&range.low, low);
	shift_mean_text(&range.high, high);
	shift_mean_text(&range.last, last);
	snprintf(id, sizeof(id), "c%d", number);
	snprintf(about, sizeof(about),
	    sheet ? _("%s–%s, last %s")
	          : _("Between %s and %s a shift, %s in the last week that "
	              "has any."),
	    low, high, last);
	html_in(out, "<div class=\"tile chart small\">\n<p>", chart.title,
	    "</p>\n");
	svg_small_chart(out, &chart);
	html_in(out, "<p class=\"soft\">", about, "</p>\n</div>\n");
	free(points);
}

static void
put_rows(const struct trend_page *page, struct buf *out)
{
	char from[DATE_TEXT_SIZE], to[DATE_TEXT_SIZE], text[SHIFT_MEAN_SIZE];

	for (int i = 0; i < page->week_count; i++) {
		const struct shift_week *week = &page->weeks[i];

		date_format(week->monday, from);
		date_format(week->monday + 6, to);
		buf_addf(out, "<tr><th scope=\"row\">%s – %s</th>", from, to);
		for (int k = 0; k < page->field_count; k++) {
			shift_mean_text(&week->fields[k], text);
			html_in(out, "<td>", text, "</td>");
		}
		web_row_end(out);
	}
}

void
trend_charts_shifts(const struct trend_page *page, int *number, struct buf *out)
{
	const char *columns[SHIFT_FIELDS_MAX + 1] = {_("Week")};
	int told = 0;

	for (int i = 0; i < page->field_count; i++) {
		columns[i + 1] = page->fields[i].title;
		told += shift_weeks_have(page->weeks, page->week_count, i);
	}
	if (told == 0)
		return;
	web_section(out, _("Numbers of the shift"));
	web_say(out,
	    _("Means of each week's shifts, of the unit and never of people, "
	      "over the same time as the lines above; the foot is 0."));
	buf_add(out, "<figure>\n<div class=\"tiles\">\n");
	for (int i = 0; i < page->field_count; i++)
		if (shift_weeks_have(page->weeks, page->week_count, i))
			trend_charts_field(page, i, false, ++*number, out);
	buf_add(out, "</div>\n");
	web_details(out, _("The numbers"));
	web_table(out, ++*number, _("As entered, the mean of a shift"), columns,
	    1, page->field_count + 1);
	put_rows(page, out);
	web_table_end(out);
	web_details_end(out);
	buf_add(out, "</figure>\n");
	web_section_end(out);
}
