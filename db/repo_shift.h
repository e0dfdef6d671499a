/*
 * Numbers of shifts in the store.
 */
#ifndef HUDDLE_DB_REPO_SHIFT_H
#define HUDDLE_DB_REPO_SHIFT_H

#include "core/shift_number.h"
#include "core/summary.h"
#include "db/db.h"

/* Keeps one, in the place of what was there; the value SHIFT_NUMBER_NONE
 * takes it out. Needs a transaction. */
int shift_number_keep(
    struct db *db, const struct shift_number *number, struct err *err);

/* All of these days, by day, shift and field; *out is to be freed. Returns
 * how many. */
int shift_number_list(struct db *db, int32_t from, int32_t to,
    struct shift_number **out, struct err *err);

/* Adds each field's sum over these days to a summary. */
int shift_number_sums(struct db *db, int32_t from, int32_t to,
    struct summary *out, struct err *err);

#endif
