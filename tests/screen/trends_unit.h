/*
 * Trends behind the page under test: draws by the week, folded by the program
 * itself, with what happened and the numbers of the shift.
 */
#ifndef HUDDLE_TESTS_TRENDS_UNIT_H
#define HUDDLE_TESTS_TRENDS_UNIT_H

#include "screen_test.h"

#define TRENDS_DRAWS 4000
#define TRENDS_NOTES 64
#define TRENDS_FIELDS 2

/* The newest week that is over is week 0, the one before it week 1. */
struct trends_unit {
	struct st *st;
	struct trend_draw draws[TRENDS_DRAWS];
	int draw_count;
	struct trend_note notes[TRENDS_NOTES];
	int note_count;
	bool fields; /* numbers of the shift are kept */
	int reads;   /* how often the page asked */
	bool fails;  /* the next reading does */
	int rows, columns;
	bool ascii; /* of trends_view */
	/* What the page was given. */
	struct trend *trends;
	struct fact_trend *list;
	struct shift_week *weeks;
};

/* Nothing was asked yet. "energy", "needed" and "someone" are items of the
 * pulse, "asked" of a box that stands open for a month. */
struct trends_unit *trends_unit_new(void);
void trends_unit_free(struct trends_unit *unit);

/* A draw of a huddle in a week, of so many answers, with 14 there. */
void trends_add(struct trends_unit *unit, const char *item, int week,
    int answered, int counted);

/* By day; title is borrowed. */
void trends_note(
    struct trends_unit *unit, int week, enum trend_note_kind kind, char *title);

/* Half a year of a unit whose supplies got better: with a gap, a small week,
 * a line that stands, one that fell, one that is new. */
void trends_fill(struct trends_unit *unit);

/* Opens the page from home. */
void trends_open(struct trends_unit *unit);

/* The line of that item, as the page has it; NULL if there is none. */
const struct fact_trend *
trends_of(const struct trends_unit *unit, const char *item);

/* The page as cells, for cells_done. */
struct cells trends_cells(struct trends_unit *unit);

/* Last test of a program: every key was pressed. */
void trends_all_keys(void);

#endif
