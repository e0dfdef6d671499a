/*
 * Gathers what the screens show (ui/facts.h) from configuration, store and
 * clock, and owns it.
 */
#ifndef HUDDLE_APP_FACTS_H
#define HUDDLE_APP_FACTS_H

#include "app.h"
#include "ui/facts.h"
#include "ui/screen.h"

struct app_facts;

struct app_facts *app_facts_new(struct app *app);
void app_facts_free(struct app_facts *facts);

/* Everything anew; what cannot be read is told in facts->trouble. */
const struct facts *app_facts_load(struct app_facts *facts);

/* Only what a check-in changes: somebody waits for "Saved". */
const struct facts *app_facts_checked_in(struct app_facts *facts);

/* Only what depends on the time. */
const struct facts *app_facts_clock(struct app_facts *facts);

/* From now on the rounds come with all that their instruments ask. */
int app_facts_questions(struct app_facts *facts, struct err *err);

/* Where the huddle of this keyboard stands; NULL once it has ended. */
void app_facts_run(struct app_facts *facts, int64_t id, const struct run *run);
const struct run *app_facts_running(const struct app_facts *facts);

/* Its id; before one was begun or resumed here, that of the one the screens
 * were last shown; 0 if there is none. */
int64_t app_facts_huddle(const struct app_facts *facts);

/* The note that can be taken back, "" for none; returns facts' own copy. */
const char *app_facts_added(struct app_facts *facts, const char *id);

/* What the last request made or changed: 0 and "" for none. */
void app_facts_done(struct app_facts *facts, int64_t action, const char *note);

/* What undo (else redo) was last shown to do. */
const char *app_facts_revision(const struct app_facts *facts, bool undo);

/* Reads what a page asks for (EFFECT_NOTES, EFFECT_BOARD, EFFECT_CARD,
 * EFFECT_SAID, EFFECT_REVIEW, EFFECT_PAGE). */
int app_facts_read(
    struct app_facts *facts, const struct effect *effect, struct err *err);

/* All of that anew, after something was changed. */
int app_facts_again(struct app_facts *facts, struct err *err);

#endif
