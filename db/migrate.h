/*
 * Older stores are brought up to date step by step: db/migrations/NNNN_*.sql
 * makes version NNNN of the one before. A step is one transaction and sets
 * user_version itself; a copy of the whole store is kept before the first.
 */
#ifndef HUDDLE_DB_MIGRATE_H
#define HUDDLE_DB_MIGRATE_H

#include "db/db.h"

#define MIGRATE_STEPS_MAX 100

struct migration {
	int version; /* that it leads to */
	const char *sql;
};

/* The version of a new store: the newest that this program knows. */
int migrate_latest(void);

/* Brings a store to migrate_latest(). */
int migrate(struct db *db, struct err *err);

/*
 * Runs those of `steps` (by rising version) that the store does not have yet.
 * Under the queue's lock; when nothing is to be done there is no copy. A step
 * that fails leaves the store as the one before it did.
 */
int migrate_steps(
    struct db *db, const struct migration *steps, int count, struct err *err);

#endif
