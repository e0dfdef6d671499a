/*
 * Rounds for tests of what comes out of them: a form, people's responses, a
 * closing. Nothing here knows how the noise is made.
 */
#ifndef HUDDLE_TESTS_ROUNDS_H
#define HUDDLE_TESTS_ROUNDS_H

#include "core/disclosure.h"
#include "core/form.h"
#include "core/tally.h"

/* Reads a form from its text; fails the test if it is none. */
void rounds_form(struct form *form, const char *text);

/* A form of one item with five answers, of which the cut counts 4 and 5. */
void rounds_one_cut(struct form *form);

/* A tally of that form: so many of so many people answered 5, the others 1. */
void rounds_tally(struct tally *tally, int favourable, int people);

/* A random form with scores and two cuts here and there, and a random round
 * of up to `people` people. */
void rounds_random_form(struct form *form);
void
rounds_random_tally(struct tally *tally, const struct form *form, int people);

/* How many answers the cut of a draw counts, without noise. */
int64_t rounds_exact(const struct form *form, const struct tally *tally,
    const struct cut_key *key);

/* Closes the round of a single cut: what is counted, with noise. */
int64_t rounds_close(const struct form *form, const struct tally *tally,
    int epsilon_milli, const struct random *random);

#endif
