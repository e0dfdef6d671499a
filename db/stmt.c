/*
 * Statements by name. See stmt.h.
 */
#include "db/stmt.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <strings.h>

#include "db/handle.h"
#include "util/date.h"

#define DAY_MAX 2932896 /* 9999-12-31 */

/* The first failure counts; what follows from it says nothing new. */
static void
keep(struct stmt *stmt, int code)
{
	if (stmt->code == SQLITE_OK)
		stmt->code = code;
}

static void
prepare(struct stmt *stmt, enum query query)
{
	int code;

	errno = 0;
	code = sqlite3_prepare_v3(stmt->db->handle, query_texts[query].sql, -1,
	    SQLITE_PREPARE_PERSISTENT, &stmt->handle, NULL);

	/* Our statements fit our tables: these are not they. */
	keep(stmt, code == SQLITE_ERROR ? SQLITE_CORRUPT : code);
	assert(!stmt->handle || sqlite3_column_count(stmt->handle) < 64);
	assert(
	    !stmt->handle || sqlite3_bind_parameter_count(stmt->handle) < 64);
}

struct stmt *
stmt_new(struct db *db, enum query query)
{
	struct stmt *stmt = &db->statements[query];

	assert(!stmt->busy);
	stmt->db = db;
	stmt->busy = true;
	stmt->code = SQLITE_OK;
	stmt->bound = stmt->read = 0;
	stmt->row = stmt->stepped = false;
	stmt->next = 0;
	if (!stmt->handle)
		prepare(stmt, query);
	return stmt;
}

/* The place of a parameter that is bound now, 0 if the statement failed. */
static int
parameter(struct stmt *stmt, const char *name)
{
	int place;

	assert(stmt->busy && !stmt->stepped);
	if (stmt->code != SQLITE_OK)
		return 0;
	place = sqlite3_bind_parameter_index(stmt->handle, name);
	assert(place > 0);
	assert(!(stmt->bound & UINT64_C(1) << place));
	stmt->bound |= UINT64_C(1) << place;
	return place;
}

void
stmt_bind_int(struct stmt *stmt, const char *name, int64_t value)
{
	int place = parameter(stmt, name);

	if (place)
		keep(stmt, sqlite3_bind_int64(stmt->handle, place, value));
}

void
stmt_bind_text(struct stmt *stmt, const char *name, const char *value)
{
	int place = parameter(stmt, name);

	assert(value);
	if (place)
		keep(stmt, sqlite3_bind_text(
		               stmt->handle, place, value, -1, SQLITE_STATIC));
}

void
stmt_bind_blob(
    struct stmt *stmt, const char *name, const void *bytes, size_t len)
{
	int place = parameter(stmt, name);

	assert(bytes && len <= INT32_MAX);
	if (place)
		keep(stmt, sqlite3_bind_blob(stmt->handle, place, bytes,
		               (int)len, SQLITE_STATIC));
}

/* True if nothing was forgotten: a mask with one bit each of 1..count. */
static bool
whole(uint64_t mask, int count)
{
	return mask == ((UINT64_C(1) << count) - 1) << 1;
}

/* Ends the statement, and says how it went. */
static int
finish(struct stmt *stmt, struct err *err)
{
	int status = OK;

	if (stmt->code != SQLITE_OK)
		status = db_fail(stmt->db, stmt->code, err);
	if (stmt->handle) {
		sqlite3_reset(stmt->handle);
		sqlite3_clear_bindings(stmt->handle);
	}
	stmt->busy = stmt->row = false;
	return status;
}

/* Every column of a row must have been looked at. */
static void
leave_row(struct stmt *stmt)
{
	assert(!stmt->row || stmt->code != SQLITE_OK ||
	       whole(stmt->read, sqlite3_column_count(stmt->handle)));
	stmt->row = false;
	stmt->read = 0;
}

int
stmt_step(struct stmt *stmt, struct err *err)
{
	int code;

	assert(stmt->busy);
	leave_row(stmt);
	if (stmt->code != SQLITE_OK)
		return finish(stmt, err);
	assert(whole(stmt->bound, sqlite3_bind_parameter_count(stmt->handle)));
	stmt->stepped = true;
	errno = 0;
	code = sqlite3_step(stmt->handle);
	if (code == SQLITE_ROW) {
		stmt->row = true;
		return 1;
	}
	if (code != SQLITE_DONE)
		keep(stmt, code);
	return finish(stmt, err);
}

/* The place of a column that is read now. */
static int
column_place(struct stmt *stmt, const char *column)
{
	int count = sqlite3_column_count(stmt->handle);
	int place = stmt->next, tried = 0;

	assert(stmt->row);
	/* Mostly they are read in their order, so the first look finds it. The
	 * case is the table's, and one bit of a damaged store. */
	while (
	    tried < count &&
	    strcasecmp(sqlite3_column_name(stmt->handle, place), column) != 0) {
		place = (place + 1) % count;
		tried++;
	}
	assert(tried < count);
	stmt->next = (place + 1) % count;
	stmt->read |= UINT64_C(2) << place;
	return place;
}

int64_t
stmt_int(struct stmt *stmt, const char *column, int64_t min, int64_t max)
{
	int64_t value =
	    sqlite3_column_int64(stmt->handle, column_place(stmt, column));

	if (value >= min && value <= max)
		return value;
	keep(stmt, SQLITE_CORRUPT);
	return min;
}

int32_t
stmt_day(struct stmt *stmt, const char *column)
{
	return (int32_t)stmt_int(stmt, column, 0, DAY_MAX);
}

int32_t
stmt_day_or_none(struct stmt *stmt, const char *column)
{
	int64_t day = stmt_int(stmt, column, DATE_NONE, DAY_MAX);

	if (day < 0 && day != DATE_NONE)
		keep(stmt, SQLITE_CORRUPT);
	return day < 0 ? DATE_NONE : (int32_t)day;
}

const char *
stmt_text(struct stmt *stmt, const char *column)
{
	int place = column_place(stmt, column);
	const char *text =
	    (const char *)sqlite3_column_text(stmt->handle, place);
	int len = sqlite3_column_bytes(stmt->handle, place);

	if (text && strlen(text) == (size_t)len)
		return text;
	keep(stmt, SQLITE_CORRUPT);
	return "";
}

void
stmt_copy(struct stmt *stmt, const char *column, char *out, size_t size)
{
	const char *text = stmt_text(stmt, column);
	size_t len = strlen(text);

	if (len >= size) {
		keep(stmt, SQLITE_CORRUPT);
		len = 0;
	}
	memcpy(out, text, len);
	out[len] = '\0';
}

const void *
stmt_blob(struct stmt *stmt, const char *column, size_t *len)
{
	int place = column_place(stmt, column);
	const void *bytes = sqlite3_column_blob(stmt->handle, place);

	*len = (size_t)sqlite3_column_bytes(stmt->handle, place);
	if (!bytes)
		keep(stmt, SQLITE_CORRUPT);
	return bytes ? bytes : "";
}

int
stmt_done(struct stmt *stmt, struct err *err)
{
	assert(stmt->busy);
	leave_row(stmt);
	return finish(stmt, err);
}

int
stmt_run(struct stmt *stmt, struct err *err)
{
	int status = stmt_step(stmt, err);

	assert(status <= 0);
	return status;
}

int64_t
stmt_last_id(const struct db *db)
{
	return sqlite3_last_insert_rowid(db->handle);
}

int
stmt_changes(const struct db *db)
{
	return sqlite3_changes(db->handle);
}
