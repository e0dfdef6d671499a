/*
 * What a store is made of, for the files of db/ that open, prepare, migrate
 * and report. Repositories see only db.h and stmt.h.
 */
#ifndef HUDDLE_DB_HANDLE_H
#define HUDDLE_DB_HANDLE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <sys/types.h>

#include "db/db.h"
#include "db/queue.h"
#include "db/stmt.h"
#include "util/buf.h"

struct stmt {
	struct db *db;
	sqlite3_stmt *handle; /* NULL until first used */
	int code;             /* the first thing that failed, or SQLITE_OK */
	bool busy;            /* between stmt_new and its end */
	bool row;             /* stands on a row */
	bool stepped;
	uint64_t bound; /* one bit a parameter */
	uint64_t read;  /* one bit a column of the row */
	int next;       /* the column that is likely to be read next */
};

struct db {
	sqlite3 *handle;
	char *path;         /* as it was given */
	struct queue queue; /* beside the file that the path leads to */
	pid_t owner;        /* a child of fork must keep its hands off */
	bool writing;
	int64_t version;   /* of the store as it was opened */
	int reading;       /* how often db_read was called, and not ended */
	int64_t deadline;  /* of waiting for others, queue_clock's */
	struct buf folded; /* the text that folded_find works on */
	struct stmt statements[QUERIES];
};

/*
 * The status and the sentence for a result code of SQLite, in one place for
 * all of db/. Returns the status. errno is to be 0 before a call of SQLite
 * that may fail: SQLite itself does not keep it for a failing COMMIT.
 */
int db_fail(const struct db *db, int code, struct err *err);

/* The message and status of a store with impossible contents. */
int db_damaged(const struct db *db, struct err *err);

/* Runs all statements of a text; rows are dropped. */
int db_script(struct db *db, const char *sql, struct err *err);

/* Gives a connection the functions that statements use; `folded` is theirs
 * until it is closed. Returns SQLite's code. */
int db_functions(sqlite3 *handle, struct buf *folded);

/*
 * What opening has in common, whatever kind of store it is.
 *
 * A store's file before SQLite sees it: ERR_UNAVAILABLE if there is none
 * (`make` is the command that makes one), ERR_PERMISSION if others can read
 * it.
 */
int db_check_file(const char *path, const char *make, struct err *err);
/* Opens the connection with every switch that no statement can set, and finds
 * the queue. How it waits for others' locks is for the caller to say. */
int db_connect(struct db *db, struct err *err);
/* A new file, ours alone, that `fill` makes a store of; whatever fails takes
 * it away again. ERR_CREATE if there is one already. */
int db_make(struct db *db, int (*fill)(struct db *db, struct err *err),
    struct err *err);
/* Tables and version from an embedded file, in one transaction. */
int db_write_schema(struct db *db, const char *name, struct err *err);

/* Where the journal is; the store's. */
const char *db_journal_path(const struct db *db);

/* The number that one of the header's pragmas gives. */
int db_header(struct db *db, enum query query, int64_t *value, struct err *err);

#endif
