/*
 * The demonstration's numbers of the shift: census, staff planned and present,
 * breaks missed. They have a random source of their own, so that the rest of
 * the history does not depend on them.
 */
#ifndef HUDDLE_CLI_DEMO_SHIFT_H
#define HUDDLE_CLI_DEMO_SHIFT_H

#include "config/config.h"
#include "db/db.h"
#include "util/crypt.h"

#define DEMO_SHIFT_FIELDS 4

/* What the configuration asks for; the titles are borrowed, in the language
 * that is spoken now. */
void demo_shift_fields(struct shift_field out[DEMO_SHIFT_FIELDS]);

struct demo_shift {
	struct db *db;
	const struct config *config;
	int32_t from; /* first day of the history */
	int32_t half; /* what changed, changed then */
	int32_t done; /* the last day whose numbers are there */
	struct crypt_seeded state;
	struct random random;
};

/* From a day on, for a history that ends on `now`. */
void demo_shift_init(struct demo_shift *shift, struct db *db,
    const struct config *config, int32_t from, int32_t now, uint64_t seed);

/* Those of all shifts up to a day, in the transaction that is running. */
int demo_shift_until(struct demo_shift *shift, int32_t day, struct err *err);

#endif
