/*
 * The notes page of the unit under test, and pages above it that are made for
 * that: the one of requests, which Enter carries out with words of its own and
 * any other key leaves, and the one of a card.
 */
#ifndef HUDDLE_TESTS_NOTES_UNIT_H
#define HUDDLE_TESTS_NOTES_UNIT_H

#include "screen_test.h"

/* On its notes page; for st_free. The second has notes in all states. */
struct st *notes_unit(void);
struct st *notes_unit_of_states(void);

/* The same of a unit whose notes were changed. */
void notes_show(struct st *st);

/* Changes a text of a note. */
void notes_set(char **text, const char *value);

/* What the page of requests was opened with last, without its texts; the card
 * that was opened, 0 if none was. */
const struct request *notes_asked(void);
int64_t notes_opened(void);

/* Every key of the page was pressed in a mode in which it works. */
void notes_all_keys(void);

#endif
