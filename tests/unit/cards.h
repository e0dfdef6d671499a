/*
 * Cards for unit tests: asked for in one line, compared field by field.
 */
#ifndef HUDDLE_TESTS_CARDS_H
#define HUDDLE_TESTS_CARDS_H

#include "core/request.h"

/* Tuesday, 24 November 2026: the day on which tests begin. */
#define DAY 20781

/* Carries out the request of these members on a card:
 * ASK(&card, DAY, NULL, .kind = REQUEST_MOVE, .state = ACTION_DONE). */
#define ASK(card, day, err, ...)                                               \
	request_action(                                                        \
	    &(const struct request){__VA_ARGS__}, card, NULL, day, err)

/* A new card of the unit "Linen runs out", added on DAY; for action_done. */
void card_new(struct action *card);

/* The same in another state, without a reason. */
void card_in(struct action *card, enum action_state state);

/* How many of a record's fields differ. */
int card_differs(const struct action *a, const struct action *b);

#endif
