/*
 * What the page of trends tells in words. See screen_trends.h.
 */
#include "ui/screen_trends.h"

#include <inttypes.h>
#include <libintl.h>
#include <stdio.h>
#include <string.h>

#include "core/noise.h"
#include "core/trend_words.h"
#include "util/date.h"
#include "util/i18n.h"

#define WEEK_DAYS 7

int
trends_column(const struct facts *facts, int32_t day)
{
	const struct fact_trends *trends = &facts->trends;
	int column = (int)((day - trends->span.from) / WEEK_DAYS);

	if (day < trends->span.from)
		return 0;
	return column < trends->weeks ? column : trends->weeks - 1;
}

/* A month stands in its middle. */
int
trends_point_column(const struct facts *facts, const struct trend_point *point)
{
	struct period period = point->period;

	return trends_column(
	    facts, period.from + (period.to - period.from) / 2);
}

int
trends_note_column(const struct facts *facts, const struct trend_note *note)
{
	int32_t from = facts->trends.span.from;
	int column = (int)((note->day - from) / WEEK_DAYS);

	return note->day < from || column >= facts->trends.weeks ? -1 : column;
}

/* By the order of weeks, not of notes: what happened in one week shares a
 * flag, since it stands under one column. */
char
trends_flag(const struct facts *facts, int column)
{
	static const char flags[] = "123456789abcdefghijklmnopqrstuvwxyz";
	const struct fact_trends *trends = &facts->trends;
	int last = -1;
	size_t number = 0;

	for (int i = 0; i < trends->note_count && last < column; i++) {
		int at = trends_note_column(facts, &trends->notes[i]);

		if (at < 0 || at > column)
			continue;
		number += at != last;
		last = at;
	}
	if (last != column || last < 0)
		return '\0';
	return number < sizeof(flags) ? flags[number - 1] : '+';
}

/* A point as one sum: what is told of it is clamped and rounded as everywhere
 * else. */
static struct room_view
view_of(const struct trend_point *point)
{
	return (struct room_view){.answered = (int32_t)point->sum.answered,
	    .counted = point->sum.counted};
}

void
trends_share(const struct trend_point *point, char out[TRENDS_SHARE_SIZE])
{
	struct room_view view = view_of(point);

	out[0] = '\0';
	if (point->state == TREND_TOLD)
		snprintf(out, TRENDS_SHARE_SIZE, _("%d in 10"),
		    disclosure_of_ten(&view));
}

/* part_day() has no day in another year, and here each week needs one. */
void
trends_day(const struct facts *facts, int32_t day, char out[TRENDS_DAY_SIZE])
{
	int year, now, unused;

	date_to_ymd(day, &year, &unused, &unused);
	date_to_ymd(facts->wall.day, &now, &unused, &unused);
	if (year == now)
		part_day(facts, day, out);
	else
		date_format(day, out);
}

/* "Week of 9 Nov", "1 Oct to 31 Oct" */
static void
add_period(const struct facts *facts, const struct trend *trend,
    struct period period, struct buf *out)
{
	char from[TRENDS_DAY_SIZE], to[TRENDS_DAY_SIZE];

	trends_day(facts, period.from, from);
	trends_day(facts, period.to, to);
	if (trend->cadence == CADENCE_MONTH ||
	    trend->cadence == CADENCE_QUARTER)
		buf_addf(out, _("%s to %s"), from, to);
	else
		buf_addf(out, _("Week of %s"), from);
}

/* Whoever checked in may have skipped the item: so both numbers are told. */
static void
add_told(
    const struct trend *trend, const struct trend_point *point, struct buf *out)
{
	struct room_view view = view_of(point);

	buf_addf(out, _("about %d of %d, give or take %d"),
	    (int)disclosure_clamped(&view), (int)view.answered,
	    (int)noise_give_or_take(
	        point->sum.rounds, trend->key.epsilon_milli));
	if (point->headcount > 0)
		buf_addf(out,
		    trend->walkup ? _("; %d of %d on the roster checked in")
		                  : _("; %d of %d there checked in"),
		    (int)point->checkins, (int)point->headcount);
	buf_add(out, point->marks ? "; " : "");
	trend_point_runs(trend, point, out);
	buf_add(out, ".");
}

void
trends_point_words(const struct facts *facts, const struct trend *trend,
    const struct trend_point *point, struct buf *out)
{
	add_period(facts, trend, point->period, out);
	buf_add(out, ": ");
	if (point->state == TREND_NONE)
		buf_add(out, _("nobody was asked."));
	else if (point->state == TREND_SMALL)
		buf_add(out, _("fewer than 5 answers, not told."));
	else if (point->state == TREND_BLURRED)
		buf_addf(out, _("too blurred to tell (%d answers)."),
		    (int)point->sum.answered);
	else
		add_told(trend, point, out);
}

/* A point's days; a week stands for all days of it. */
static bool
is_within(const struct trend_point *point, int32_t day)
{
	return day >= point->period.from && day <= point->period.to;
}

/* Means of a shift, as sums would grow with the shifts that have numbers. Of a
 * month they would be those of one week in it. */
void
trends_number_words(const struct facts *facts, const struct trend *trend,
    const struct trend_point *point, struct buf *out)
{
	const struct fact_trends *trends = &facts->trends;
	int column = trends_point_column(facts, point);
	char text[SHIFT_MEAN_SIZE];

	if (column >= trends->shift_week_count ||
	    trend->cadence == CADENCE_MONTH ||
	    trend->cadence == CADENCE_QUARTER)
		return;
	for (int i = 0; i < trends->shift_field_count; i++) {
		const struct shift_mean *mean =
		    &trends->shift_weeks[column].fields[i];

		if (mean->shifts == 0)
			continue;
		shift_mean_text(mean, text);
		buf_addf(out, _(" %s: %s a shift."),
		    trends->shift_fields[i].title, text);
	}
}

void
trends_beside_words(
    const struct facts *facts, const struct trend_point *point, struct buf *out)
{
	const struct fact_trends *trends = &facts->trends;
	char day[TRENDS_DAY_SIZE];

	for (int i = 0; i < trends->note_count; i++) {
		if (!is_within(point, trends->notes[i].day))
			continue;
		trends_day(facts, trends->notes[i].day, day);
		buf_addf(out, " %s, ", day);
		trend_note_text(&trends->notes[i], out);
		if (!strchr(".!?", out->text[out->len - 1]))
			buf_add(out, ".");
	}
}

/* Up to the last week that is over; the span itself goes on to yesterday. */
void
trends_span_words(const struct facts *facts, char *out, size_t size)
{
	const struct fact_trends *trends = &facts->trends;
	int32_t last = trends->span.from + WEEK_DAYS * trends->weeks - 1;
	char day[TRENDS_DAY_SIZE];

	trends_day(facts, last, day);
	snprintf(out, size, _("%d weeks, to %s"), trends->weeks, day);
}

void
trends_median_words(const struct trend *trend, struct buf *out)
{
	unsigned long told = (unsigned long)trend->told;
	const char *text;

	if (trend->median >= 0) {
		buf_addf(out, _("The median is about %d in 10."),
		    (trend->median + 50) / 100);
		return;
	}
	if (trend->older)
		return;
	if (trend->cadence == CADENCE_MONTH)
		text = ngettext("From %d months on there is a median; %d is "
		                "there.",
		    "From %d months on there is a median; %d are there.", told);
	else if (trend->cadence == CADENCE_QUARTER)
		text = ngettext("From %d quarters on there is a median; %d is "
		                "there.",
		    "From %d quarters on there is a median; %d are there.",
		    told);
	else
		text = ngettext("From %d weeks on there is a median; %d is "
		                "there.",
		    "From %d weeks on there is a median; %d are there.", told);
	buf_addf(out, text, TREND_MEDIAN, trend->told);
}
