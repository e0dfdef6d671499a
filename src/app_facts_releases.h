/*
 * The facts about releases: where they stand, their list, and one of them as
 * it was sealed. For app_facts_lists.c.
 */
#ifndef HUDDLE_APP_FACTS_RELEASES_H
#define HUDDLE_APP_FACTS_RELEASES_H

#include "app.h"
#include "ui/facts.h"
#include "ui/screen.h"

struct app_releases;

struct app_releases *app_releases_new(struct app *app);
void app_releases_free(struct app_releases *releases);

/* What home tells (facts->ledger). */
int app_releases_ledger(struct app *app, struct facts *facts, struct err *err);

/* EFFECT_RELEASES: the list. */
int app_releases_list(
    struct app_releases *releases, struct facts *facts, struct err *err);

/* EFFECT_RELEASE: the one of that id; 0: none. */
int app_releases_one(struct app_releases *releases, struct facts *facts,
    int64_t id, struct err *err);

#endif
