/*
 * The wall that the board hangs on: board and review in front of a door, with
 * cards as a test wants them, by the dozen or by the thousand, on pages of any
 * size. The pages above them only note what they were given: in the form of a
 * request "k" fills in its words and has it carried out, any other key leads
 * back; on a card ">" moves it to Testing.
 */
#ifndef HUDDLE_TESTS_SCREEN_WALL_H
#define HUDDLE_TESTS_SCREEN_WALL_H

#include "screen_test.h"

/* As st_new(), with that page at the front; below it is a door from which any
 * key leads to it again. For st_free. */
struct st *wall_new(enum screen_id id);

/* The same page once more after changes to st->cards or st->facts. */
void wall_again(struct st *st);

/* Likewise, led to a card. */
void wall_to(struct st *st, int64_t action);

/* One more card: NEW, of today, without an answer. */
struct action *wall_card(struct st *st, const char *title, const char *owner);

/* As somebody at another keyboard: card 1 is agreed now, Ana's, due Friday;
 * or is no longer there. */
void wall_somebody(struct st *st);
void wall_gone(struct st *st);

/* Thousands of cards, and how often they were asked for. */
struct crowd {
	struct facts facts;
	struct card *cards;
	int reads;
};

/* The page on `count` cards over all columns; for crowd_free, before
 * st_free. */
struct crowd *crowd_new(struct st *st, int count);
void crowd_free(struct st *st, struct crowd *crowd);

/* The page is as in golden/NAME-COLUMNSxROWS.txt (UPDATE_GOLDEN=1 writes
 * it). */
void wall_expect(struct st *st, const char *name, int rows, int columns);

/* The page of that size has the text somewhere, or has it not. */
void wall_has(struct st *st, int columns, const char *text);
void wall_has_not(struct st *st, int columns, const char *text);

/* Row and column of the cursor on a page of 80x24 or 120x40. */
void wall_cursor(struct st *st, int columns, int row, int column);

/* How many cells of 80x24 have the style. */
int wall_styled(struct st *st, enum style style);

/* Last test of a program: every key of the table was pressed in a mode in
 * which it works. */
void wall_all_keys(enum screen_id id);

#endif
