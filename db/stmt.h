/*
 * Statements of db/queries.sql, prepared when first used and kept by the
 * store. Parameters and columns go by name; one that is forgotten, misspelt
 * or never read is a programmer's error and ends in an assertion.
 *
 * Use: stmt_new, stmt_bind_..., then stmt_run, or stmt_step until it is 0 or
 * less, or one stmt_step that gave 1, the columns, and stmt_done. What fails
 * on the way is kept and told by the next stmt_step, stmt_run or stmt_done.
 */
#ifndef HUDDLE_DB_STMT_H
#define HUDDLE_DB_STMT_H

#include <stddef.h>
#include <stdint.h>

#include "gen/queries.h"
#include "util/err.h"

struct db;
struct stmt;

/* The most of what is counted up: two of them and one more still fit. */
#define STMT_COUNT_MAX 1000000000

/* The statement, ready to be bound. It is the store's; not nested. */
struct stmt *stmt_new(struct db *db, enum query query);

/* `name` as in the statement, with its colon. Text and bytes are borrowed
 * until the statement is done. */
void stmt_bind_int(struct stmt *stmt, const char *name, int64_t value);
void stmt_bind_text(struct stmt *stmt, const char *name, const char *value);
void stmt_bind_blob(
    struct stmt *stmt, const char *name, const void *bytes, size_t len);

/* 1: a row; 0: the end, and the statement is done; else a status, and the
 * statement is done. */
int stmt_step(struct stmt *stmt, struct err *err);

/*
 * Columns of the row, valid until the next step. A number outside min..max, a
 * missing text, or one that does not fit, means a damaged store: the next
 * call says so, and what is given here is harmless.
 */
int64_t
stmt_int(struct stmt *stmt, const char *column, int64_t min, int64_t max);
/* A day of the years 1970 to 9999, so that days can be subtracted; the second
 * takes DATE_NONE, too. */
int32_t stmt_day(struct stmt *stmt, const char *column);
int32_t stmt_day_or_none(struct stmt *stmt, const char *column);
const char *stmt_text(struct stmt *stmt, const char *column);
void stmt_copy(struct stmt *stmt, const char *column, char *out, size_t size);
const void *stmt_blob(struct stmt *stmt, const char *column, size_t *len);

/* Ends a statement after a row. */
int stmt_done(struct stmt *stmt, struct err *err);

/* Runs a statement that gives no rows. */
int stmt_run(struct stmt *stmt, struct err *err);

/* The last row that was inserted; how many the last statement changed. */
int64_t stmt_last_id(const struct db *db);
int stmt_changes(const struct db *db);

#endif
