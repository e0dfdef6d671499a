/*
 * The words of instruments under their versions. What a version was asked with
 * first is kept in the store, as one hash a language, so that answers to
 * unlike questions are never added up: other words need another version. A
 * language may be added at any time.
 */
#ifndef HUDDLE_APP_WORDS_H
#define HUDDLE_APP_WORDS_H

#include "app.h"

/* ERR_CONFIG, with what to do, if the store keeps other words for this version
 * of the instrument. */
int app_words_check(
    struct db *db, const struct instrument *instrument, struct err *err);

/* The same, and keeps what is not kept yet, in a transaction of its own. */
int app_words_keep(
    struct db *db, const struct instrument *instrument, struct err *err);

/* Of all instruments that were read whole: app->reworded says which have other
 * words, and app->notice tells of one. */
void app_words_look(struct app *app);

#endif
