/*
 * The demonstration's buddies: thirteen people with wishes, two rounds that
 * are over and one that goes on, and how often "we connected" was said. They
 * have a random source of their own, so that the rest of the history does not
 * depend on them.
 */
#ifndef HUDDLE_CLI_DEMO_BUDDIES_H
#define HUDDLE_CLI_DEMO_BUDDIES_H

#include "db/db.h"
#include "util/crypt.h"

#define DEMO_BUDDIES 13

struct demo_buddies {
	struct db *db;
	int weeks;     /* of a round */
	int joined;    /* how many have */
	int32_t start; /* first day of the round that goes on */
	int32_t done;  /* the last day of which everything is there */
	struct crypt_seeded state;
	struct random random;
	int order[DEMO_BUDDIES]; /* which names, drawn */
};

/* From a day on, for a history that ends on `now`. */
void demo_buddies_init(struct demo_buddies *buddies, struct db *db, int weeks,
    int32_t from, int32_t now, uint64_t seed);

/* What happens up to a day, in the transaction that is running. */
int
demo_buddies_until(struct demo_buddies *buddies, int32_t day, struct err *err);

#endif
