/*
 * Buddies of the unit behind the screens under test, made by hand, and the
 * host that answers what their page asks for.
 */
#ifndef HUDDLE_TESTS_BUDDIES_UNIT_H
#define HUDDLE_TESTS_BUDDIES_UNIT_H

#include "screen_test.h"

/* At the start of a test: so many people have joined (the first ones have names
 * that are hard to show), and there is a topic. */
void mates_fill(struct st *st, int count);

/* The next is with the one before, by name, the last trio where that is odd;
 * `locked` groups of the proposal are, from the first on. */
void mates_confirm(struct st *st);
void mates_propose(struct st *st, int locked);

/* Somebody of the proposal is alone: the last one by name. */
void mates_alone(struct st *st);

/* At another keyboard: two change places in the proposal, it is dropped,
 * somebody joins. */
void mates_swap(struct st *st, const char *one, const char *other);
void mates_drop(struct st *st);
void
mates_tell(struct st *st, const char *name, const char *role, unsigned shifts);

/* What the next leave says of the proposal. */
void mates_came(struct st *st, const char *text);

/* The proposal is for the days of the round, but a new one. */
void mates_same_days(struct st *st);

/* The host's: writes down what is asked, does it, frees all. */
void mates_log(struct buf *log, const struct buddy_request *request);
int mates_perform(struct st *st, const struct buddy_request *request,
    const char **text, struct err *err);
void mates_forget(struct st *st);

#endif
