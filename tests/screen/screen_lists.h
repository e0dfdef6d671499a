/*
 * The notes, cards and what became of them in the unit under test: lists as
 * the app would give them, requests carried out by the domain itself, undo by
 * keeping what was before.
 */
#ifndef HUDDLE_TESTS_SCREEN_LISTS_H
#define HUDDLE_TESTS_SCREEN_LISTS_H

#include "screen_test.h"

/* Cards as on a board of some weeks: of every column, 1 to 8. */
void lists_fill(struct st *st);
void lists_done(struct st *st);

/* No cards at all. */
void lists_forget(struct st *st);

/* Everything that was asked for, anew. */
void lists_derive(struct st *st);

/* EFFECT_NOTES to EFFECT_REDO; others are left alone. */
int lists_perform(struct st *st, const struct effect *effect, const char **text,
    struct err *err);

/* Copies of notes and cards, so that undo gets them back. */
void lists_keep(struct st *st, int kind, int64_t action, const char *note);

#endif
