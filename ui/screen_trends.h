/*
 * The page of trends, shared by its keys (screen_trends.c), its list of all
 * lines (screen_trends_list.c), one line (screen_trends_one.c), its chart
 * (screen_trends_chart.c) and what is told of a week in words
 * (screen_trends_words.c).
 *
 * Two forms tell the same: a picture, and sentences. On a terminal with ASCII
 * the sentences come first: who sets display.ascii has often a screen reader
 * or a braille line, for which stars in a grid say nothing.
 */
#ifndef HUDDLE_UI_SCREEN_TRENDS_H
#define HUDDLE_UI_SCREEN_TRENDS_H

#include "ui/parts.h"

#define TRENDS_YEAR 52 /* weeks of the longer span */

/* The form, which only the view knows. */
struct trends_seen {
	bool words; /* sentences, no picture */
};

struct trends_model {
	bool loaded;
	bool one;    /* a line is shown, not the list */
	bool turned; /* the form that is not the terminal's first */
	int weeks;   /* of the span: TREND_WEEKS or TRENDS_YEAR */

	/* What has the focus, to be found again after the lines were read
	 * anew: the line, and the first day of its point. */
	struct cut_key key;
	bool walkup;
	int32_t day;

	struct reader *lines;  /* the list */
	struct reader *points; /* of the line; its focus is the cursor's */
	struct scroll *scroll; /* over what stands below the chart */
	struct trends_seen *seen;
	struct toast toast;
	struct idle idle;
};

/* The line and its point that have the focus, NULL if there is none. */
const struct fact_trend *
trends_line(const struct trends_model *model, const struct facts *facts);
const struct trend_point *
trends_point(const struct trends_model *model, const struct facts *facts);

/* --- where a point stands: columns of weeks, the same for all lines --- */

/* 0 to facts->trends.weeks - 1; days before the first week are taken for it. */
int trends_column(const struct facts *facts, int32_t day);
int
trends_point_column(const struct facts *facts, const struct trend_point *point);

/* The flag of a week: 1 to 9, then letters, '+' once these are used up; 0 if
 * nothing happened in it. */
char trends_flag(const struct facts *facts, int column);

/* The column of a note, -1 if it is of the week that is not over. */
int
trends_note_column(const struct facts *facts, const struct trend_note *note);

/* --- words --- */

#define TRENDS_SHARE_SIZE 32
/* "7 in 10"; "" if the point is not told. */
void trends_share(const struct trend_point *point, char out[TRENDS_SHARE_SIZE]);

#define TRENDS_DAY_SIZE 32
/* "24 Nov", "2025-11-24" of another year. */
void
trends_day(const struct facts *facts, int32_t day, char out[TRENDS_DAY_SIZE]);

/* "Week of 9 Nov: about 49 of 66, give or take 7; 66 of 116 there checked
 * in; in a run above the median." */
void trends_point_words(const struct facts *facts, const struct trend *trend,
    const struct trend_point *point, struct buf *out);

/* What happened in the week of a point: " 3 Nov: test begun: Carts.", and its
 * numbers of the shift: " Census: 21.4 a shift." */
void trends_beside_words(const struct facts *facts,
    const struct trend_point *point, struct buf *out);
void trends_number_words(const struct facts *facts, const struct trend *trend,
    const struct trend_point *point, struct buf *out);

/* Which span it is: "26 weeks, to 15 Nov". */
void trends_span_words(const struct facts *facts, char *out, size_t size);

/* "The median is about 6 in 10."; "From 6 weeks on there is a median; 2 are
 * there."; nothing where there never will be one. */
void trends_median_words(const struct trend *trend, struct buf *out);

/* --- the pages --- */

/* All lines; and about the focused one, for a column of its own. */
void trends_list(const struct trends_model *model, const struct facts *facts,
    struct cells *cells, struct area *main);
void trends_about(const struct trends_model *model, const struct facts *facts,
    struct cells *cells, struct area *side);

/* What was asked, and where. */
void trends_question(
    struct cells *cells, struct area *area, const struct fact_trend *line);

/* The line that has the focus, in both forms. */
void trends_one(const struct trends_model *model, const struct facts *facts,
    struct cells *cells, struct area *main, struct area *side);

/* Its chart, and the numbers below it, over at most as many rows as leave
 * `below` of them to what follows. */
void trends_chart(const struct trends_model *model, const struct facts *facts,
    struct cells *cells, struct area *main, int below);

/* Numbers of the shift under the chart's weeks, a line a field. */
void trends_fields(
    const struct facts *facts, struct cells *cells, struct area *area);

/* A point's sign in the chart; at the foot if it is too small to be told. */
const char *trends_sign(const struct trend_point *point, bool ascii);
#define TRENDS_SMALL_SIGN(ascii) ((ascii) ? "o" : "○")
/* Or if its blur is too large for a share. */
#define TRENDS_BLURRED_SIGN "~"

#endif
