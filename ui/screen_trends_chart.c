/*
 * The run chart of a line on the grid of cells: a sign a week, its give or
 * take as a light band, the median, what happened, and under it the numbers
 * of each week. See screen_trends.h.
 */
#include "ui/screen_trends.h"

#include <inttypes.h>
#include <stdio.h>

#include "util/i18n.h"

#define LABELS 12 /* columns left of the weeks: names of rows and shares */
#define MARGIN 8  /* right of them: "median" */
#define ROWS_MIN 9
#define ROWS_MAX 21
#define STEP_MAX 3  /* columns of a week */
#define TICK_GAP 3  /* between two days under the chart */
#define VALUE_GAP 1 /* between two numbers under it */
#define TOP_SHARE 1000

/* The box of the plot: a row is a share, a column a week. */
struct plot {
	int row, column;
	int rows;
	int step; /* columns of a week */
};

const char *
trends_sign(const struct trend_point *point, bool ascii)
{
	static const char *const signs[][2] = {
	    {"●", "*"}, {"◆", "S"}, {"■", "T"}, {"■", "T"}};

	return signs[point->marks & 3u][ascii];
}

/* Rounded to the nearest row, as the shares of the axis are. */
static int
row_of(const struct plot *plot, int share)
{
	int rows = plot->rows - 1;

	share = share < 0 ? 0 : share > TOP_SHARE ? TOP_SHARE : share;
	return plot->row + rows - (share * rows + TOP_SHARE / 2) / TOP_SHARE;
}

static int
column_of(const struct plot *plot, int week)
{
	return plot->column + plot->step * week;
}

static void
draw_axis(const struct plot *plot, struct cells *cells, const struct area *area)
{
	char text[32];

	for (int tenths = 0; tenths <= 10; tenths += 5) {
		snprintf(text, sizeof(text), _("%d in 10"), tenths);
		cells_right(cells, row_of(plot, tenths * TOP_SHARE / 10),
		    area->column + LABELS - 2, STYLE_DIM, text);
	}
}

/* Over all weeks, that the eye finds it at the right edge. */
static void
draw_median(const struct plot *plot, const struct facts *facts,
    const struct trend *trend, struct cells *cells)
{
	int width = plot->step * facts->trends.weeks, row;

	if (trend->median < 0)
		return;
	row = row_of(plot, trend->median);
	cells_fill(cells, row, plot->column, width, STYLE_DIM, SIGN_RULE);
	cells_text(cells, row, plot->column + width + 1, MARGIN - 1, STYLE_DIM,
	    _("median"));
}

static void
draw_band(const struct plot *plot, const struct facts *facts,
    const struct trend_point *point, struct cells *cells)
{
	int column = column_of(plot, trends_point_column(facts, point));
	int top = row_of(plot, point->share + point->give_or_take);
	int bottom = row_of(plot, point->share - point->give_or_take);

	for (int row = top; row <= bottom; row++)
		cells_text(cells, row, column, 1, STYLE_DIM, SIGN_EMPTY);
}

static void
draw_point(const struct plot *plot, const struct facts *facts,
    const struct trend_point *point, bool focused, struct cells *cells)
{
	int column = column_of(plot, trends_point_column(facts, point));
	enum style style = focused ? STYLE_FOCUS : STYLE_ACCENT;

	if (point->state == TREND_TOLD)
		cells_text(cells, row_of(plot, point->share), column, 1, style,
		    trends_sign(point, cells->ascii));
	else if (point->state == TREND_SMALL)
		cells_text(cells, row_of(plot, 0), column, 1, style,
		    TRENDS_SMALL_SIGN(cells->ascii));
	else if (point->state == TREND_BLURRED)
		cells_text(cells, row_of(plot, 0), column, 1, style,
		    TRENDS_BLURRED_SIGN);
}

static void
draw_points(const struct plot *plot, const struct facts *facts,
    const struct trend *trend, const struct trend_point *focus,
    struct cells *cells)
{
	/* What is drawn later covers what was: no band may hide a point, and
	 * the median stays whole under them. */
	for (int i = 0; i < trend->count; i++)
		if (trend->points[i].state == TREND_TOLD)
			draw_band(plot, facts, &trend->points[i], cells);
	draw_median(plot, facts, trend, cells);
	for (int i = 0; i < trend->count; i++)
		draw_point(plot, facts, &trend->points[i],
		    &trend->points[i] == focus, cells);
}

/* --- below it ------------------------------------------------------------ */

static bool
any_flags(const struct facts *facts)
{
	for (int i = 0; i < facts->trends.note_count; i++)
		if (trends_note_column(facts, &facts->trends.notes[i]) >= 0)
			return true;
	return false;
}

/* What happened on the board; the list of it is told elsewhere. */
static void
draw_flags(const struct plot *plot, const struct facts *facts,
    struct cells *cells, struct area *area)
{
	cells_text(cells, area->row, area->column, LABELS - 1, STYLE_DIM,
	    _("happened"));
	for (int week = 0; week < facts->trends.weeks; week++) {
		char text[2] = {trends_flag(facts, week), '\0'};

		if (text[0])
			cells_text(cells, area->row, column_of(plot, week), 1,
			    STYLE_BOLD, text);
	}
	area_skip(area, 1);
}

/* Days, and the cursor's mark between them. */
static void
draw_ticks(const struct plot *plot, const struct facts *facts,
    const struct trend_point *focus, struct cells *cells, struct area *area)
{
	int next = 0, right = plot->column + plot->step * facts->trends.weeks;
	int mark =
	    focus ? column_of(plot, trends_point_column(facts, focus)) : -1;

	for (int week = 0; week < facts->trends.weeks; week++) {
		int column = column_of(plot, week);
		char day[PART_DAY_SIZE];
		int width;

		part_day(facts, facts->trends.span.from + 7 * week, day);
		width = utf8_width(day);
		if (column < next || column + width > right ||
		    (mark >= column && mark < column + width))
			continue;
		next =
		    cells_text(cells, area->row, column, -1, STYLE_DIM, day) +
		    TICK_GAP;
	}
	if (focus)
		cells_text(cells, area->row, mark, 1, STYLE_FOCUS,
		    cells->ascii ? "^" : "▴");
	area_skip(area, 1);
}

/* Numbers under their weeks, from the newest back, as many as have room. */
static int
draw_value(const struct plot *plot, int week, int left, const char *text,
    struct cells *cells, int row)
{
	int column = column_of(plot, week);

	if (text[0] == '\0' || column + utf8_width(text) + VALUE_GAP > left)
		return left;
	cells_text(cells, row, column, -1, STYLE_DIM, text);
	return column;
}

static void
draw_counts(const struct plot *plot, const struct facts *facts,
    const struct trend *trend, bool rate, struct cells *cells,
    struct area *area)
{
	int left = area->column + area->columns + VALUE_GAP;

	cells_text(cells, area->row, area->column, LABELS - 1, STYLE_DIM,
	    rate ? _("took part") : _("answers"));
	for (int i = trend->count - 1; i >= 0; i--) {
		const struct trend_point *point = &trend->points[i];
		char text[24] = "";

		if (point->state >= TREND_BLURRED && !rate)
			snprintf(text, sizeof(text), "%" PRId64,
			    point->sum.answered);
		else if (point->state >= TREND_BLURRED && point->headcount > 0)
			snprintf(text, sizeof(text), "%d%%",
			    (runchart_share(point->checkins, point->headcount) +
			        5) /
			        10);
		left = draw_value(plot, trends_point_column(facts, point), left,
		    text, cells, area->row);
	}
	area_skip(area, 1);
}

/* Of a box that stood open it may not be known. */
static bool
any_headcount(const struct trend *trend)
{
	for (int i = 0; i < trend->count; i++)
		if (trend->points[i].headcount > 0)
			return true;
	return false;
}

/* A week never has less than a column: the longer span fits into the narrowest
 * page. */
static int
step_of(const struct facts *facts, const struct area *area)
{
	int step = (area->columns - LABELS - MARGIN) / facts->trends.weeks;

	return step < 1 ? 1 : step > STEP_MAX ? STEP_MAX : step;
}

void
trends_fields(const struct facts *facts, struct cells *cells, struct area *area)
{
	const struct fact_trends *trends = &facts->trends;
	struct plot plot = {
	    .column = area->column + LABELS, .step = step_of(facts, area)};
	int weeks = trends->shift_week_count < trends->weeks
	                ? trends->shift_week_count
	                : trends->weeks;
	char text[SHIFT_MEAN_SIZE];

	for (int i = 0; i < trends->shift_field_count; i++) {
		int left = area->column + area->columns + VALUE_GAP;

		if (!shift_weeks_have(trends->shift_weeks, weeks, i))
			continue;
		cells_text(cells, area->row, area->column, area->columns,
		    STYLE_DIM, trends->shift_fields[i].title);
		/* A title that would stand in the weeks has its own line. */
		area_skip(
		    area, utf8_width(trends->shift_fields[i].title) >= LABELS);
		for (int week = weeks - 1; week >= 0; week--) {
			const struct shift_mean *mean =
			    &trends->shift_weeks[week].fields[i];

			text[0] = '\0';
			if (mean->shifts > 0)
				shift_mean_text(mean, text);
			left = draw_value(
			    &plot, week, left, text, cells, area->row);
		}
		area_skip(area, 1);
	}
}

/* --- all of it ----------------------------------------------------------- */

void
trends_chart(const struct trends_model *model, const struct facts *facts,
    struct cells *cells, struct area *main, int below)
{
	const struct trend *trend = trends_line(model, facts)->trend;
	const struct trend_point *focus = trends_point(model, facts);
	bool flags = any_flags(facts), rate = any_headcount(trend);
	struct plot plot = {.row = main->row,
	    .column = main->column + LABELS,
	    .step = step_of(facts, main)};
	/* Days and answers are always there. */
	int rows = main->rows - below - 2 - flags - rate;

	rows = rows > ROWS_MAX ? ROWS_MAX : rows < ROWS_MIN ? ROWS_MIN : rows;
	plot.rows = rows - (rows % 2 == 0); /* 5 in 10 has a row of its own */
	draw_axis(&plot, cells, main);
	draw_points(&plot, facts, trend, focus, cells);
	area_skip(main, plot.rows);
	if (flags)
		draw_flags(&plot, facts, cells, main);
	draw_ticks(&plot, facts, focus, cells, main);
	draw_counts(&plot, facts, trend, false, cells, main);
	if (rate)
		draw_counts(&plot, facts, trend, true, cells, main);
}
