/*
 * One line of the page of trends: its chart with the week of the cursor in
 * words, or all weeks as sentences. See screen_trends.h.
 */
#include "ui/screen_trends.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/trend_words.h"
#include "ui/layout.h"
#include "util/i18n.h"

#define BELOW_LEAST 4  /* rows below the chart */
#define WEEK_ROWS 2    /* of them the cursor's week in words */
#define SAYS_ROWS 5    /* what a line shows, above its sentences */
#define DAY_COLUMNS 12 /* of a note: its day, and its flag before it */
#define FLAG_COLUMNS 3
#define NOTE_ROWS 2

/* What scrolls below the chart. */
struct below {
	const struct facts *facts;
	const struct fact_trend *line;
	bool happened; /* with what happened: it has no column of its own */
	int focus;     /* of the weeks in words */
};

/* The median is told where it is not drawn. */
static void
draw_says(struct cells *cells, struct area *area, const struct fact_trend *line,
    bool drawn)
{
	struct buf text = BUF_INIT, median = BUF_INIT;

	buf_addf(&text, "%s%s%s", line->sentence, line->runs[0] ? " " : "",
	    line->runs);
	trends_median_words(line->trend, &median);
	if (median.len > 0 && (line->trend->median < 0 || !drawn))
		buf_addf(&text, " %s", buf_text(&median));
	area_wrap(cells, area, SAYS_ROWS, STYLE_NORMAL, buf_text(&text));
	buf_done(&median);
	buf_done(&text);
}

/* --- what happened on the board --- */

/* Beside its flag and day, or below them where that is narrow. */
static void
draw_note(struct cells *cells, struct area *area, const struct facts *facts,
    const struct trend_note *note)
{
	bool beside = area->columns >= TABLE_COLUMNS;
	int left = FLAG_COLUMNS + (beside ? DAY_COLUMNS : 0);
	struct area text = *area;
	struct buf words = BUF_INIT;
	int column = trends_note_column(facts, note);
	char flag[2] = "", day[TRENDS_DAY_SIZE];

	if (column < 0 || area->rows < 1 + !beside)
		return;
	flag[0] = trends_flag(facts, column);
	trends_day(facts, note->day, day);
	trend_note_text(note, &words);
	cells_text(cells, text.row, text.column, 1, STYLE_BOLD, flag);
	cells_text(cells, text.row, text.column + FLAG_COLUMNS, DAY_COLUMNS - 2,
	    STYLE_DIM, day);
	text.column += left;
	text.columns -= left;
	area_skip(&text, !beside);
	area_wrap(cells, &text, NOTE_ROWS, STYLE_NORMAL, buf_text(&words));
	area_skip(area, text.row - area->row);
	buf_done(&words);
}

static void
draw_happened(struct cells *cells, struct area *area, const struct facts *facts)
{
	const struct fact_trends *trends = &facts->trends;

	if (trends->note_count == 0)
		return;
	area_heading(cells, area, _("What happened meanwhile"), 0, NULL);
	for (int i = 0; i < trends->note_count; i++)
		draw_note(cells, area, facts, &trends->notes[i]);
}

/* Up to the cursor's week, the newest first: what may have to do with it. */
static void
draw_before(const struct trends_model *model, const struct facts *facts,
    struct cells *cells, struct area *area)
{
	const struct fact_trends *trends = &facts->trends;
	const struct trend_point *point = trends_point(model, facts);
	int32_t last = point ? point->period.to : trends->span.to;
	bool any = false;

	for (int i = trends->note_count - 1; i >= 0; i--) {
		if (trends->notes[i].day > last)
			continue;
		if (!any)
			area_heading(cells, area,
			    _("What happened up to this week"), 0, NULL);
		any = true;
		draw_note(cells, area, facts, &trends->notes[i]);
	}
}

/* --- the picture --- */

static void
draw_key(struct cells *cells, struct area *area)
{
	char text[400];
	bool ascii = cells->ascii;

	snprintf(text, sizeof(text),
	    _("%s a week; %s in a run above or below the median; %s rising or "
	      "falling in a row; %s fewer than 5 answers, not told; %s too "
	      "blurred to tell; %s the give or take: in 9 of 10 weeks what was "
	      "answered lies within it."),
	    ascii ? "*" : "●", ascii ? "S" : "◆", ascii ? "T" : "■",
	    TRENDS_SMALL_SIGN(ascii), TRENDS_BLURRED_SIGN, SIGN_EMPTY);
	area_wrap(cells, area, 4, STYLE_DIM, text);
	area_wrap(cells, area, 6, STYLE_DIM,
	    _("6 weeks or more in a row on one side of the median are told, "
	      "and 5 or more that all rise or all fall: a reason to ask, "
	      "not a proof. In half a year about one line in three shows one "
	      "by chance alone. Higher and lower may still be chance, too: "
	      "answers of the same people go together."));
}

static void
draw_below(struct cells *cells, struct area *area, const void *data)
{
	const struct below *below = data;

	draw_says(cells, area, below->line, true);
	trends_fields(below->facts, cells, area);
	if (below->happened)
		draw_happened(cells, area, below->facts);
	trends_question(cells, area, below->line);
	draw_key(cells, area);
}

/* The page scrolls by other keys here than where nothing else moves. */
static void
say_more(struct cells *cells, const struct area *area, const struct scroll *at)
{
	int row = area->row + area->rows;

	if (at->top + at->page >= at->count)
		return;
	cells_blank(cells, row, area->column, 1, area->columns);
	cells_right(cells, row, area->column + area->columns, STYLE_DIM,
	    _("more below: PgDn"));
}

static void
draw_picture(const struct trends_model *model, const struct facts *facts,
    struct cells *cells, struct area *main, bool wide)
{
	const struct fact_trend *line = trends_line(model, facts);
	const struct trend_point *point = trends_point(model, facts);
	struct below below = {facts, line, !wide, 0};
	struct buf text = BUF_INIT;

	trends_chart(model, facts, cells, main, BELOW_LEAST);
	if (point)
		trends_point_words(facts, line->trend, point, &text);
	cells_cursor(cells, main->row, main->column);
	area_wrap(cells, main, WEEK_ROWS, STYLE_FOCUS, buf_text(&text));
	scroll_view(model->scroll, cells, main, &below, draw_below);
	say_more(cells, main, model->scroll);
	buf_done(&text);
}

/* --- in words --- */

/* The numbers of the shift only of the chosen week: of all they would be most
 * of the page. */
static char *
point_text(const struct below *list, int index)
{
	const struct trend *trend = list->line->trend;
	struct buf text = BUF_INIT;

	trends_point_words(list->facts, trend, &trend->points[index], &text);
	trends_beside_words(list->facts, &trend->points[index], &text);
	if (index == list->focus)
		trends_number_words(
		    list->facts, trend, &trend->points[index], &text);
	return buf_take(&text);
}

static int
point_rows(const void *data, int columns, int index)
{
	char *text = point_text(data, index);
	int rows = part_lines(text, columns - 2);

	free(text);
	return rows;
}

static void
point_draw(struct cells *cells, struct area *area, const void *data, int index,
    bool focused)
{
	struct area text = *area;
	char *words = point_text(data, index);

	if (focused)
		cells_text(cells, area->row, area->column, 1, STYLE_ACCENT,
		    SIGN_FOCUS);
	text.column += 2;
	text.columns -= 2;
	area_wrap(cells, &text, text.rows, focused ? STYLE_FOCUS : STYLE_NORMAL,
	    words);
	area_skip(area, text.row - area->row);
	free(words);
}

static void
draw_words(const struct trends_model *model, const struct facts *facts,
    struct cells *cells, struct area *main)
{
	struct below list = {
	    facts, trends_line(model, facts), true, model->points->focus};
	struct entries entries = {&list, point_rows, point_draw};

	trends_question(cells, main, list.line);
	draw_says(cells, main, list.line, false);
	if (list.line->trend->marks || list.line->trend->change > RUNCHART_SAME)
		area_wrap(cells, main, 2, STYLE_DIM,
		    _("A run is a reason to ask, not a proof, and a change may "
		      "still be chance."));
	area_skip(main, 1);
	reader_view(
	    model->points, cells, main, list.line->trend->count, &entries);
}

/* --- beside it --- */

/* The weeks around the cursor's, as far as there is room. */
static void
draw_weeks(const struct trends_model *model, const struct facts *facts,
    struct cells *cells, struct area *side)
{
	const struct trend *trend = trends_line(model, facts)->trend;
	int first = model->points->focus - side->rows / 2;

	if (first > trend->count - side->rows)
		first = trend->count - side->rows;
	for (int i = first < 0 ? 0 : first; i < trend->count && side->rows > 0;
	     i++) {
		const struct trend_point *point = &trend->points[i];
		char text[TRENDS_SHARE_SIZE];

		trends_day(facts, point->period.from, text);
		cells_text(cells, side->row, side->column, DAY_COLUMNS,
		    i == model->points->focus ? STYLE_FOCUS : STYLE_NORMAL,
		    text);
		trends_share(point, text);
		cells_text(cells, side->row, side->column + DAY_COLUMNS, -1,
		    point->state == TREND_TOLD ? STYLE_NORMAL : STYLE_DIM,
		    point->state == TREND_TOLD      ? text
		    : point->state == TREND_BLURRED ? _("too blurred")
		    : point->state == TREND_SMALL   ? _("not told")
		                                    : _("not asked"));
		area_skip(side, 1);
	}
}

static void
draw_side(const struct trends_model *model, const struct facts *facts,
    struct cells *cells, struct area *side)
{
	struct area happened = *side;

	if (!model->seen->words) {
		happened.rows = side->rows * 2 / 3;
		draw_before(model, facts, cells, &happened);
		area_skip(side,
		    happened.row - side->row + (happened.row > side->row));
	}
	area_heading(cells, side, _("Week by week"), 0, NULL);
	draw_weeks(model, facts, cells, side);
}

void
trends_one(const struct trends_model *model, const struct facts *facts,
    struct cells *cells, struct area *main, struct area *side)
{
	if (side->columns > 0)
		draw_side(model, facts, cells, side);
	if (model->seen->words)
		draw_words(model, facts, cells, main);
	else
		draw_picture(model, facts, cells, main, side->columns > 0);
}
