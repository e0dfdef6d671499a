/*
 * The store: one SQLite file, its queue of writers and its transactions.
 *
 * Writers take a lock file (beside the store, "-queue" behind its name)
 * before the transaction begins, so that they are served in turn and none
 * starves. Nobody writes without db_begin().
 */
#ifndef HUDDLE_DB_DB_H
#define HUDDLE_DB_DB_H

#include <stdbool.h>
#include <stdint.h>

#include "util/buf.h"
#include "util/err.h"

struct db;

enum db_open {
	DB_EXISTING, /* must be there: ERR_UNAVAILABLE if it is not */
	DB_AS_IT_IS, /* likewise, and not migrated: until db_update, only
	                db_meta_get works on an older one */
	DB_CREATE,   /* must not be there: ERR_CREATE if it is; its folder
	                must. On failure nothing is left behind */
};

/*
 * Opens a store, migrates it if it is older (a copy is kept beside it, name
 * in the migration's message on standard error). crypt_init() comes first.
 * Refused with a message, the store untouched: ERR_DATA damaged, or no store;
 * ERR_UNAVAILABLE missing, newer than this program, or on a file system
 * without locks; ERR_PERMISSION others can read it, or we cannot write it;
 * ERR_AGAIN busy; ERR_CREATE disk.
 */
int
db_open(struct db **db, const char *path, enum db_open how, struct err *err);

/* Migrates what DB_AS_IT_IS opened, if it is older. */
int db_update(struct db *db, struct err *err);

/* Rolls back what is not committed. NULL is allowed. In a child of fork it
 * does nothing: the store stays the parent's. */
void db_close(struct db *db);

const char *db_path(const struct db *db);

/*
 * Waits in the queue (10 seconds at most: ERR_AGAIN) and begins a write
 * transaction. Not nested.
 */
int db_begin(struct db *db, struct err *err);

/* On failure the transaction is rolled back: ERR_CREATE (disk), ERR_AGAIN. */
int db_commit(struct db *db, struct err *err);

/* Commits, and begins the next transaction without leaving the queue: nobody
 * writes between the two. On failure there is no transaction any more. */
int db_commit_and_begin(struct db *db, struct err *err);

/* Harmless without a transaction. */
void db_rollback(struct db *db);

/*
 * Several reads as of one moment, and at the price of one: between db_read and
 * db_read_end no transaction begins or ends. Nested, or within a transaction,
 * they are of the outer one. After a failure db_read_end does no harm.
 */
int db_read(struct db *db, struct err *err);
void db_read_end(struct db *db);

/* True between db_begin and db_commit or db_rollback. */
bool db_writing(const struct db *db);

/* The store's id: random, and another one for a copy or in another place. It
 * tells apart what belongs to which store in a folder they share. */
const char *db_id(const struct db *db);

/*
 * What is taken away for good is marked in the same transaction
 * (db_scrub_later) and cleared behind it (db_scrub): over what the journal
 * still holds of pages as they were before the last transactions, and what
 * moving rows has left behind in the store's own pages. The store itself
 * zeroes what it deletes, with or without this. Should that fail or be
 * interrupted, the mark stays, and db_scrub_due at the next start does it. err
 * then is a sentence for people; the last two are not for a transaction.
 */
int db_scrub_later(struct db *db, struct err *err);
int db_scrub(struct db *db, struct err *err);
int db_scrub_due(struct db *db, struct err *err);

/* The names of copies that migrations have kept beside the store, with commas
 * between them; nothing if there are none. */
void db_copies(const struct db *db, struct buf *out);

/* Text kept under a name ("unit", "headcount"); free() *value. *value is NULL
 * if nothing is kept. db_meta_set needs a transaction. */
int db_meta_get(struct db *db, const char *name, char **value, struct err *err);
int db_meta_set(
    struct db *db, const char *name, const char *value, struct err *err);

#endif
