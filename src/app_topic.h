/*
 * The week's topic for buddies. A copy of it is kept in the store, so that the
 * deck is read once a week and not at every start.
 */
#ifndef HUDDLE_APP_TOPIC_H
#define HUDDLE_APP_TOPIC_H

#include "app.h"

/* Of the week that a day is in, for topic_done. The copy is used while it is
 * of that week and the deck's file has not changed; it is kept if the store
 * can be written, outside of any transaction. ERR_CONFIG: the deck has
 * faults. */
int app_topic(struct app *app, int32_t day, struct topic *out, struct err *err);

#endif
