/*
 * The facts' longer lists: what one page asked for (notes, cards, a card, what
 * became of it, the review, a printed page) and the few lines of it that home
 * and the huddle always show. Beneath app_facts.c.
 */
#ifndef HUDDLE_APP_FACTS_LISTS_H
#define HUDDLE_APP_FACTS_LISTS_H

#include "app.h"
#include "db/repo_action.h"
#include "ui/facts.h"
#include "ui/screen.h"

struct app_lists;

struct app_lists *app_lists_new(struct app *app);
void app_lists_free(struct app_lists *lists);

/* What home and the huddle show: counts, what became of it since a day, what
 * undo and redo would do. In the read transaction of the facts. */
int app_lists_short(
    struct app_lists *lists, struct facts *out, int32_t since, struct err *err);

/* Once: the names of owners, and with them all that a text is checked for. */
int
app_lists_people(struct app_lists *lists, struct facts *out, struct err *err);

/* Reads what an effect asks for, and remembers it for app_lists_again. */
int app_lists_read(struct app_lists *lists, struct facts *out,
    const struct effect *effect, struct err *err);

/* Everything that was read once, anew: something has changed. */
int
app_lists_again(struct app_lists *lists, struct facts *out, struct err *err);

#endif
