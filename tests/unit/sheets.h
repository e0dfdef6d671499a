/*
 * Units to print the downtime sheet of: one as people have it, and one that
 * has too much of everything, in hostile and wide letters.
 */
#ifndef HUDDLE_TESTS_SHEETS_H
#define HUDDLE_TESTS_SHEETS_H

#include "cli/sheet.h"

/* The texts are literals: nothing is to be freed but *config and the items
 * (sheets_done). */
void sheets_plain(struct sheet *sheet, struct config *config);

/* `items` questions, `steps` steps and `contacts` contacts and as many peer
 * supporters, every text made of `text`. */
void sheets_full(struct sheet *sheet, struct config *config, int items,
    int steps, int contacts, const char *text);

void sheets_done(struct config *config);

#endif
