/*
 * The facts about trends: every line with its words, what happened meanwhile,
 * and the numbers of the shift of the same weeks. For app_facts_lists.c.
 */
#ifndef HUDDLE_APP_FACTS_TRENDS_H
#define HUDDLE_APP_FACTS_TRENDS_H

#include "app.h"
#include "ui/facts.h"

struct app_trend_facts;

struct app_trend_facts *app_trend_facts_new(struct app *app);
void app_trend_facts_free(struct app_trend_facts *trends);

/* EFFECT_TRENDS: over so many weeks. What was there stays if it fails. */
int app_trend_facts_read(struct app_trend_facts *trends, struct facts *facts,
    int weeks, struct err *err);

#endif
