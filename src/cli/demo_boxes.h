/*
 * The demonstration's walk-up boxes: one question of "drivers" for each week
 * that is over, and "practice" in the last two months. They have a random
 * source of their own, so that the rest of the history does not depend on
 * them.
 */
#ifndef HUDDLE_CLI_DEMO_BOXES_H
#define HUDDLE_CLI_DEMO_BOXES_H

#include "config/config.h"
#include "db/db.h"
#include "util/crypt.h"

struct demo_boxes {
	struct db *db;
	const struct config *config;
	int32_t from; /* first day of the history */
	int32_t now;
	int32_t done; /* the last day on which every box was closed */
	struct crypt_seeded state;
	struct random random;
};

/* From a day on, for a history that ends on `now`. */
void demo_boxes_init(struct demo_boxes *boxes, struct db *db,
    const struct config *config, int32_t from, int32_t now, uint64_t seed);

/* Closes what ends up to a day, in the transaction that is running. */
int demo_boxes_until(struct demo_boxes *boxes, int32_t day, struct err *err);

#endif
