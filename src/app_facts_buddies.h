/*
 * The facts about buddies: whether home has a topic to tell, and what their
 * page shows. For app_facts.c and app_facts_lists.c.
 */
#ifndef HUDDLE_APP_FACTS_BUDDIES_H
#define HUDDLE_APP_FACTS_BUDDIES_H

#include "app_buddy.h"
#include "ui/facts.h"

/* What home tells (facts->paired). */
int app_facts_paired(struct app *app, struct facts *facts, struct err *err);

/* EFFECT_BUDDIES: *kept is what facts->buddies lends from, zeroed at first and
 * for app_buddies_done; what nobody is to read is not in it. */
int app_facts_buddies(struct app *app, struct app_buddies *kept,
    struct facts *facts, struct err *err);

#endif
