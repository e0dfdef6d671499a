/*
 * What trends are made of: the draws of closed rounds, and what happened on
 * the board. Read only.
 */
#ifndef HUDDLE_DB_REPO_TREND_H
#define HUDDLE_DB_REPO_TREND_H

#include "core/trend.h"
#include "db/db.h"

/* All draws of closed rounds from a day on; *out is to be freed. Returns how
 * many. Draws that a restored store may never tell are among them: they were
 * shown to the room. */
int trend_draws(
    struct db *db, int32_t from, struct trend_draw **out, struct err *err);

/* Tests begun and ended, and cards done, from a day on, by day; for
 * trend_notes_free. Returns how many. */
int trend_notes(
    struct db *db, int32_t from, struct trend_note **out, struct err *err);
void trend_notes_free(struct trend_note *notes, int count);

#endif
