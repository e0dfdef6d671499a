/*
 * What became of what the demonstration's unit noted: answers, cards, tests,
 * the way up and back, at the pace of real units. Everything goes through the
 * same requests as at the keyboard.
 */
#ifndef HUDDLE_CLI_DEMO_BOARD_H
#define HUDDLE_CLI_DEMO_BOARD_H

#include "config/config.h"
#include "core/action.h"
#include "db/db.h"
#include "util/random.h"

enum demo_end {
	DEMO_ANSWERED, /* in place */
	DEMO_CANT,
	DEMO_DONE, /* the others become a card that ends so */
	DEMO_CLOSED,
};

struct demo_test {
	const char *plan;
	const char *prediction;
	const char *measure, *before, *after;
	const char *result;
	enum outcome outcome;
};

/* What becomes of a note whose text begins so. Invented. */
struct demo_fate {
	const char *of;
	enum demo_end end;
	const char *answer; /* the unit's; of DEMO_CLOSED the reason too */
	const char *title;  /* of the card; NULL: the note's own words */
	const char *owner;
	const char *aim;
	const char *why; /* it goes up; NULL: it does not */
	enum tier tier;
	const char *above; /* what that tier answered */
	struct demo_test tests[2];
};

extern const struct demo_fate demo_fates[];
extern const int demo_fate_count;

struct demo_board;

/* The random source is borrowed. */
struct demo_board *demo_board_new(
    struct db *db, const struct config *config, const struct random *random);
void demo_board_free(struct demo_board *board);

/* Plans what becomes of a pebble or a stop-this, from its day on. */
void demo_board_note(struct demo_board *board, const struct note *note);

/* Does what is planned up to a day, in the transaction that is running. */
int demo_board_until(struct demo_board *board, int32_t day, struct err *err);

/* How many cards were made. */
int demo_board_cards(const struct demo_board *board);

#endif
