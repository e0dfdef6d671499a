/*
 * All lines of the page of trends: a small picture each, or a sentence, what
 * got better first. See screen_trends.h.
 */
#include "ui/screen_trends.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/trend_words.h"
#include "ui/layout.h"
#include "util/i18n.h"

#define INDENT 2         /* of a row: where the mark of the focus stands */
#define SHARE_COLUMNS 8  /* "10 in 10" */
#define COUNT_COLUMNS 12 /* "answers", "respuestas" */
#define WORDS_LEAST 24   /* else the small picture has a row of its own */
#define FOOT_ROWS 4      /* the focused line's sentence, and what signs mean */
#define SENTENCE_ROWS 2
#define LEVELS 8

struct lines {
	const struct facts *facts;
	bool words;
};

/* --- groups: lines that fared alike --- */

/* Older versions are one group, however they fared: nobody is asked so now. */
static int
group_of(const struct facts *facts, int index)
{
	const struct fact_trend *line = &facts->trends.list[index];
	int rank = trend_rank(line->trend, line->favourable);

	return rank < TREND_RANKS ? rank : TREND_RANKS;
}

static const char *const groups[TREND_RANKS + 1] = {
    [TREND_BETTER] = N_("Better"),
    [TREND_STANDS] = N_("No change seen"),
    [TREND_FEW] = N_("Too little told yet to compare"),
    [TREND_WORSE] = N_("Not as good as before"),
    [TREND_RANKS] = N_("Older versions of a question"),
};

static bool
begins_group(const struct facts *facts, int index)
{
	return index == 0 ||
	       group_of(facts, index) != group_of(facts, index - 1);
}

/* --- a line --- */

/* The newest point that is told, NULL if none is. */
static const struct trend_point *
newest(const struct trend *trend)
{
	for (int i = trend->count - 1; i >= 0; i--)
		if (trend->points[i].state == TREND_TOLD)
			return &trend->points[i];
	return NULL;
}

/* In ASCII a digit says how many in ten; X is ten. */
static void
draw_small(struct cells *cells, int row, int column, const struct facts *facts,
    const struct trend *trend, enum style style)
{
	static const char *const levels[LEVELS] = {
	    "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
	static const char digits[] = "0123456789X";

	for (int i = 0; i < trend->count; i++) {
		const struct trend_point *point = &trend->points[i];
		int at = column + trends_point_column(facts, point);
		int level = point->share * LEVELS / 1000;
		const char *sign = TRENDS_SMALL_SIGN(cells->ascii);
		char digit[2] = "";

		if (point->state == TREND_NONE)
			continue;
		if (point->state == TREND_BLURRED) {
			sign = TRENDS_BLURRED_SIGN;
		} else if (point->state == TREND_TOLD && cells->ascii) {
			digit[0] = digits[(point->share + 50) / 100];
			sign = digit;
		} else if (point->state == TREND_TOLD) {
			sign = levels[level < LEVELS ? level : LEVELS - 1];
		}
		cells_text(cells, row, at, 1, style, sign);
	}
}

/* What the small picture, the share and the answers leave. */
static int
words_columns(const struct facts *facts, int columns)
{
	return columns - INDENT - 1 - facts->trends.weeks - 1 - SHARE_COLUMNS -
	       COUNT_COLUMNS;
}

/* The longer span beside the words would leave them too little room. */
static bool
is_narrow(const struct facts *facts, int columns)
{
	return words_columns(facts, columns) < WORDS_LEAST;
}

/* Words are not cut for the picture: two answers of an item often differ by
 * their last words only. */
static bool
has_own_row(
    const struct facts *facts, const struct fact_trend *line, int columns)
{
	return is_narrow(facts, columns) ||
	       utf8_width(line->words) > words_columns(facts, columns);
}

static void
draw_numbers(
    struct cells *cells, const struct area *area, const struct trend *trend)
{
	const struct trend_point *point = newest(trend);
	int right = area->column + area->columns;
	char text[TRENDS_SHARE_SIZE];

	if (!point) {
		cells_right(cells, area->row, right, STYLE_DIM,
		    trend->blurred > 0 ? _("too blurred") : _("not told"));
		return;
	}
	trends_share(point, text);
	cells_right(cells, area->row, right - COUNT_COLUMNS, STYLE_BOLD, text);
	snprintf(text, sizeof(text), "%" PRId64, point->sum.answered);
	cells_right(cells, area->row, right, STYLE_NORMAL, text);
}

static void
draw_picture(struct cells *cells, struct area *area, const struct facts *facts,
    const struct fact_trend *line, bool focused)
{
	int columns = words_columns(facts, area->columns);
	bool own = has_own_row(facts, line, area->columns);
	int picture = area->column + INDENT + columns + 1;

	if (own)
		columns =
		    area->columns - INDENT - 1 - SHARE_COLUMNS - COUNT_COLUMNS;
	cells_text(cells, area->row, area->column + INDENT, columns,
	    focused ? STYLE_FOCUS : STYLE_NORMAL, line->words);
	draw_numbers(cells, area, line->trend);
	if (own) {
		area_skip(area, 1);
		if (is_narrow(facts, area->columns))
			picture = area->column + INDENT + INDENT;
	}
	draw_small(cells, area->row, picture, facts, line->trend, STYLE_ACCENT);
	area_skip(area, 1);
}

/* The newest share first, since it is not in the sentence. */
static char *
line_text(const struct fact_trend *line)
{
	const struct trend_point *point = newest(line->trend);
	char share[TRENDS_SHARE_SIZE];
	struct buf text = BUF_INIT;

	if (point) {
		trends_share(point, share);
		buf_addf(&text, _("Newest: about %s, of %d answers."), share,
		    (int)point->sum.answered);
		buf_add(&text, " ");
	}
	buf_add(&text, line->sentence);
	return buf_take(&text);
}

static void
draw_words(struct cells *cells, struct area *area, const struct facts *facts,
    const struct fact_trend *line, bool focused)
{
	struct area text = *area;
	char *words = line_text(line);

	(void)facts;
	text.column += INDENT;
	text.columns -= INDENT;
	area_wrap(cells, &text, text.rows, focused ? STYLE_FOCUS : STYLE_BOLD,
	    line->words);
	area_wrap(cells, &text, text.rows, STYLE_NORMAL, words);
	area_skip(area, text.row - area->row);
	free(words);
}

static int
words_rows(const struct fact_trend *line, int columns)
{
	char *words = line_text(line);
	int rows = part_lines(line->words, columns - INDENT) +
	           part_lines(words, columns - INDENT);

	free(words);
	return rows;
}

static int
line_rows(const void *data, int columns, int index)
{
	const struct lines *lines = data;
	const struct fact_trend *line = &lines->facts->trends.list[index];
	int rows = begins_group(lines->facts, index) ? 1 + (index > 0) : 0;

	if (lines->words)
		return rows + words_rows(line, columns);
	return rows + 1 + has_own_row(lines->facts, line, columns);
}

static void
line_draw(struct cells *cells, struct area *area, const void *data, int index,
    bool focused)
{
	const struct lines *lines = data;
	const struct facts *facts = lines->facts;

	if (begins_group(facts, index)) {
		if (index > 0)
			area_skip(area, 1);
		area_line(
		    cells, area, STYLE_BOLD, _(groups[group_of(facts, index)]));
	}
	if (focused) {
		cells_text(cells, area->row, area->column, 1, STYLE_ACCENT,
		    SIGN_FOCUS);
		cells_cursor(cells, area->row, area->column);
	}
	(lines->words ? draw_words : draw_picture)(
	    cells, area, facts, &facts->trends.list[index], focused);
}

/* --- the page --- */

static void
draw_titles(struct cells *cells, struct area *area)
{
	int right = area->column + area->columns;

	cells_right(cells, area->row, right, STYLE_DIM, _("answers"));
	cells_right(cells, area->row, right - COUNT_COLUMNS, STYLE_DIM,
	    _("newest, about"));
	area_skip(area, 1);
}

/* In the second column the sentence stands already. */
static void
draw_foot(const struct trends_model *model, const struct facts *facts,
    struct cells *cells, struct area *area)
{
	const struct fact_trend *line = trends_line(model, facts);
	bool beside = layout_wide(cells);

	area_skip(area, 1);
	if (line && !beside)
		area_wrap(
		    cells, area, SENTENCE_ROWS, STYLE_NORMAL, line->sentence);
	area->row = layout_bottom(cells);
	area->rows = 1;
	area_line(cells, area, STYLE_DIM,
	    cells->ascii ? _("A digit: in 10 (X: 10); o: too few; "
	                     "~: too blurred; blank: not asked")
	                 : _("○ fewer than 5 answers; ~ too blurred to tell; a "
	                     "blank: nobody was asked"));
}

static void
draw_nothing(struct cells *cells, struct area *main, const struct facts *facts)
{
	char text[256];

	snprintf(text, sizeof(text),
	    _("Nothing was asked in these %d weeks, or they are not over yet."),
	    facts->trends.weeks);
	area_wrap(cells, main, 2, STYLE_NORMAL, text);
	area_skip(main, 1);
	area_wrap(cells, main, 4, STYLE_NORMAL,
	    _("A line begins with the first week that is over. A week is told "
	      "from 5 answers up; from 6 weeks on there is a median, and what "
	      "changed is told."));
}

void
trends_list(const struct trends_model *model, const struct facts *facts,
    struct cells *cells, struct area *main)
{
	struct lines lines = {facts, model->seen->words};
	struct entries entries = {&lines, line_rows, line_draw};
	struct area list = *main;

	if (facts->trends.count == 0) {
		draw_nothing(cells, main, facts);
		return;
	}
	if (!lines.words) {
		draw_titles(cells, &list);
		list.rows -= FOOT_ROWS;
	}
	reader_view(model->lines, cells, &list, facts->trends.count, &entries);
	area_skip(&list, list.rows);
	list.rows = main->row + main->rows - list.row;
	if (!lines.words)
		draw_foot(model, facts, cells, &list);
}

void
trends_question(
    struct cells *cells, struct area *area, const struct fact_trend *line)
{
	char older[160];

	/* Where the words are gone the question stands for them already. */
	if (strcmp(line->prompt, line->words) != 0)
		area_wrap(cells, area, 5, STYLE_DIM, line->prompt);
	area_line(cells, area, STYLE_DIM, line->title);
	if (line->trend->walkup)
		area_wrap(cells, area, 2, STYLE_DIM,
		    _("Asked in a box that stood open beside the huddles."));
	snprintf(older, sizeof(older),
	    _("Version %d of the question; what came after is a line of its "
	      "own."),
	    line->trend->key.version);
	if (line->trend->older)
		area_wrap(cells, area, 2, STYLE_DIM, older);
}

void
trends_about(const struct trends_model *model, const struct facts *facts,
    struct cells *cells, struct area *side)
{
	const struct fact_trend *line = trends_line(model, facts);
	struct buf text = BUF_INIT;

	if (!line)
		return;
	area_wrap(cells, side, 2, STYLE_BOLD, line->words);
	area_skip(side, 1);
	trends_question(cells, side, line);
	area_skip(side, 1);
	area_wrap(cells, side, 6, STYLE_NORMAL, line->sentence);
	area_wrap(cells, side, 6, STYLE_NORMAL, line->runs);
	trends_median_words(line->trend, &text);
	area_wrap(cells, side, 3, STYLE_NORMAL, buf_text(&text));
	buf_done(&text);
}
