/*
 * The office's store in PostgreSQL, through libpq: the one file that knows it.
 * Batches wait for each other on the table `meta`; what is added goes by COPY,
 * so that a summary costs no round trip.
 */
#include "db/office.h"
#include "db/office_driver.h"

#ifdef HUDDLE_POSTGRES

#include <assert.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/buf.h"
#include "util/embed.h"
#include "util/i18n.h"
#include "util/mem.h"

#define VALUES_MAX 20
#define TABLES_MAX 4
#define NO_TABLE (-1)
/* Rows of the table whose COPY is open go out in small pieces, so that the
 * server works beside us; those of another one wait for a change to be worth
 * it. */
#define PIECE_BYTES (1 << 15)
#define WAIT_BYTES (1 << 22)
/* What a COPY in binary begins with: its mark, no flags, nothing more. */
#define COPY_HEAD                                                              \
	"PGCOPY\n\377\r\n\0"                                                   \
	"\0\0\0\0"                                                             \
	"\0\0\0\0"
#define COPY_TAIL "\377\377" /* instead of a row's number of cells */

struct postgres {
	PGconn *connection;
	bool batch;
	/* What is added waits here, a COPY a table, in the order in which the
	 * tables were first met. */
	struct {
		const char *copy;
		struct buf rows;
	} adding[TABLES_MAX];
	int adding_count;
	int copying; /* the table whose COPY is open; NO_TABLE */
};

/* --- Errors ------------------------------------------------------------- */

/* The first line of what libpq or the server said. */
static void
first_line(const char *said, char *out, size_t size)
{
	snprintf(out, size, "%.*s", (int)strcspn(said, "\r\n"), said);
}

/* By the SQLSTATE's class; none: the connection is gone. */
static int
status_of(const char *state)
{
	static const struct {
		const char *class;
		int status;
	} classes[] = {
	    {"53", ERR_CREATE}, /* disk, memory, connections */
	    {"58", ERR_CREATE}, /* the server's system */
	    {"40", ERR_AGAIN},  /* rolled back, deadlock */
	    {"55", ERR_AGAIN},  /* a lock that is not to be had */
	    {"57", ERR_AGAIN},  /* somebody stopped it */
	    {"42501", ERR_PERMISSION},
	    {"28", ERR_PERMISSION},
	    {"25006", ERR_PERMISSION}, /* read-only */
	    {"42P01", ERR_DATA},       /* no such table */
	    {"3D", ERR_UNAVAILABLE},
	};

	for (size_t i = 0; i < sizeof(classes) / sizeof(*classes); i++)
		if (state && strncmp(state, classes[i].class,
		                 strlen(classes[i].class)) == 0)
			return classes[i].status;
	return state ? ERR_SOFTWARE : ERR_UNAVAILABLE;
}

static int
fail(const struct postgres *pg, const PGresult *result, struct err *err)
{
	const char *state =
	    result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
	char said[300];

	first_line(result ? PQresultErrorMessage(result)
	                  : PQerrorMessage(pg->connection),
	    said, sizeof(said));
	if (state && strcmp(state, "42P01") == 0)
		return err_set(err, ERR_UNAVAILABLE,
		    _("There is no office's store in this database (%s). A new "
		      "one is made by: huddle office init"),
		    said);
	return err_set(err, status_of(state),
	    _("The office's database says: %s. What was kept before is safe. "
	      "Put that right, then do it again."),
	    said);
}

/* --- Statements --------------------------------------------------------- */

/* Takes what is left of an answer. */
static void
drain(struct postgres *pg)
{
	PGresult *result;

	while ((result = PQgetResult(pg->connection)))
		PQclear(result);
}

/* Runs one that gives no rows. */
static int
command(struct postgres *pg, const char *sql, struct err *err)
{
	PGresult *result = PQexec(pg->connection, sql);
	ExecStatusType got = PQresultStatus(result);
	int status = got == PGRES_COMMAND_OK || got == PGRES_TUPLES_OK
	                 ? OK
	                 : fail(pg, result, err);

	PQclear(result);
	return status;
}

/* Only now it is known whether the server took all rows. */
static int
end_copy(struct postgres *pg, struct err *err)
{
	PGresult *result;
	int status = OK;

	if (pg->copying == NO_TABLE)
		return OK;
	pg->copying = NO_TABLE;
	if (PQputCopyData(pg->connection, COPY_TAIL, sizeof(COPY_TAIL) - 1) !=
	        1 ||
	    PQputCopyEnd(pg->connection, NULL) != 1)
		return fail(pg, NULL, err);
	result = PQgetResult(pg->connection);
	if (PQresultStatus(result) != PGRES_COMMAND_OK)
		status = fail(pg, result, err);
	PQclear(result);
	drain(pg);
	return status;
}

static int
begin_copy(struct postgres *pg, int table, struct err *err)
{
	PGresult *result = PQexec(pg->connection, pg->adding[table].copy);
	int status = OK;

	if (PQresultStatus(result) != PGRES_COPY_IN)
		status = fail(pg, result, err);
	else if (PQputCopyData(
	             pg->connection, COPY_HEAD, sizeof(COPY_HEAD) - 1) != 1)
		status = fail(pg, NULL, err);
	else
		pg->copying = table;
	PQclear(result);
	return status;
}

/* Sends the rows of one table, and leaves its COPY open. */
static int
send_rows(struct postgres *pg, int table, struct err *err)
{
	struct buf *rows = &pg->adding[table].rows;
	int status = OK;

	if (pg->copying != table) {
		status = end_copy(pg, err);
		if (status == OK)
			status = begin_copy(pg, table, err);
	}
	if (status == OK &&
	    PQputCopyData(pg->connection, rows->text, (int)rows->len) != 1)
		status = fail(pg, NULL, err);
	buf_clear(rows);
	return status;
}

static int
flush(struct postgres *pg, struct err *err)
{
	int status = OK;

	for (int i = 0; status == OK && i < pg->adding_count; i++)
		if (pg->adding[i].rows.len > 0)
			status = send_rows(pg, i, err);
	return status == OK ? end_copy(pg, err) : status;
}

/* Numbers travel as text; the server knows what they are from their place. */
static void
spell(const struct office_value *value, char digits[24], const char **out)
{
	*out = NULL;
	if (value->kind == OFFICE_NUMBER) {
		snprintf(digits, 24, "%lld", (long long)value->number);
		*out = digits;
	} else if (value->kind == OFFICE_TEXT) {
		*out = value->text;
	}
}

static int
send_statement(struct postgres *pg, const char *sql,
    const struct office_value *values, int count, struct err *err)
{
	char digits[VALUES_MAX][24];
	const char *texts[VALUES_MAX] = {NULL};
	char *copies[VALUES_MAX] = {NULL};
	int sent;

	assert(count <= VALUES_MAX);
	for (int i = 0; i < count; i++) {
		spell(&values[i], digits[i], &texts[i]);
		if (texts[i] && values[i].kind == OFFICE_TEXT &&
		    texts[i][values[i].len] != '\0')
			texts[i] = copies[i] =
			    mem_copy_bytes(values[i].text, values[i].len);
	}
	sent = PQsendQueryParams(
	    pg->connection, sql, count, NULL, texts, NULL, NULL, 0);
	for (int i = 0; i < count; i++)
		free(copies[i]);
	if (!sent || !PQsetSingleRowMode(pg->connection))
		return fail(pg, NULL, err);
	return OK;
}

static bool
hand_over(const PGresult *result, office_row *row, void *context)
{
	struct office_value cells[VALUES_MAX];
	int count = PQnfields(result);

	assert(count <= VALUES_MAX);
	for (int i = 0; i < count; i++) {
		cells[i] = (struct office_value){.kind = OFFICE_NULL};
		if (PQgetisnull(result, 0, i))
			continue;
		cells[i].kind = OFFICE_TEXT;
		cells[i].text = PQgetvalue(result, 0, i);
		cells[i].len = (size_t)PQgetlength(result, 0, i);
	}
	return row(context, cells, count);
}

/* Has the server stop a long answer; a batch's are short, and would not
 * survive it. */
static void
stop(struct postgres *pg)
{
	char said[256];
	PGcancel *cancel = pg->batch ? NULL : PQgetCancel(pg->connection);

	if (cancel)
		PQcancel(cancel, said, sizeof(said));
	PQfreeCancel(cancel);
	drain(pg);
}

static int
postgres_run(void *self, const char *sql, const struct office_value *values,
    int count, office_row *row, void *context, struct err *err)
{
	struct postgres *pg = self;
	PGresult *result;
	int status = flush(pg, err);

	if (status == OK)
		status = send_statement(pg, sql, values, count, err);
	while (status == OK && (result = PQgetResult(pg->connection))) {
		ExecStatusType got = PQresultStatus(result);
		bool more = true;

		if (got == PGRES_SINGLE_TUPLE && row)
			more = hand_over(result, row, context);
		else if (got != PGRES_SINGLE_TUPLE && got != PGRES_TUPLES_OK &&
		         got != PGRES_COMMAND_OK)
			status = fail(pg, result, err);
		PQclear(result);
		if (!more) {
			stop(pg);
			return OK;
		}
	}
	if (status < 0)
		drain(pg);
	return status;
}

/* --- Adding ------------------------------------------------------------- */

/* A number as COPY has it: that many bytes, the greatest first. */
static void
add_binary(struct buf *rows, int64_t number, int size)
{
	uint8_t bytes[8];

	for (int i = 0; i < size; i++)
		bytes[i] = (uint8_t)((uint64_t)number >> 8 * (size - 1 - i));
	buf_add_bytes(rows, bytes, (size_t)size);
}

/* Its length, then what it is; all numbers of the tables are BIGINT. */
static void
add_cell(struct buf *rows, const struct office_value *value)
{
	switch (value->kind) {
	case OFFICE_NUMBER:
		add_binary(rows, 8, 4);
		add_binary(rows, value->number, 8);
		break;
	case OFFICE_TEXT:
		add_binary(rows, (int64_t)value->len, 4);
		buf_add_bytes(rows, value->text, value->len);
		break;
	default:
		add_binary(rows, -1, 4);
	}
}

/* Which table is known by the address of its COPY, as statements are by
 * theirs. */
static int
postgres_add(void *self, const struct office_bulk *bulk,
    const struct office_value *values, int count, struct err *err)
{
	struct postgres *pg = self;
	struct buf *rows;
	int table = 0;

	while (table < pg->adding_count && pg->adding[table].copy != bulk->copy)
		table++;
	assert(table < TABLES_MAX);
	if (table == pg->adding_count) {
		pg->adding[table].copy = bulk->copy;
		pg->adding_count++;
	}
	rows = &pg->adding[table].rows;
	add_binary(rows, count, 2);
	for (int i = 0; i < count; i++)
		add_cell(rows, &values[i]);
	if (rows->len < (pg->copying == table ? PIECE_BYTES : WAIT_BYTES))
		return OK;
	return send_rows(pg, table, err);
}

/* --- Batches ------------------------------------------------------------ */

static void
postgres_rollback(void *self)
{
	struct postgres *pg = self;

	for (int i = 0; i < pg->adding_count; i++)
		buf_clear(&pg->adding[i].rows);
	/* A COPY that is still open is given up by that, too. */
	pg->copying = NO_TABLE;
	if (pg->batch)
		PQclear(PQexec(pg->connection, "ROLLBACK"));
	pg->batch = false;
}

/* This lock conflicts with itself: a second batch waits here, before it has
 * read what the first may change. Readers pass. */
static int
postgres_begin(void *self, struct err *err)
{
	struct postgres *pg = self;
	int status = command(pg, "BEGIN", err);

	if (status < 0)
		return status;
	pg->batch = true;
	status =
	    command(pg, "LOCK TABLE meta IN SHARE ROW EXCLUSIVE MODE", err);
	if (status < 0)
		postgres_rollback(pg);
	return status;
}

/* A COMMIT of what failed answers ROLLBACK: nothing was kept then. */
static int
postgres_commit(void *self, struct err *err)
{
	struct postgres *pg = self;
	PGresult *result;
	int status = flush(pg, err);

	if (status < 0) {
		postgres_rollback(pg);
		return status;
	}
	result = PQexec(pg->connection, "COMMIT");
	if (PQresultStatus(result) != PGRES_COMMAND_OK)
		status = fail(pg, result, err);
	else if (strcmp(PQcmdStatus(result), "COMMIT") != 0)
		status = err_set(err, ERR_AGAIN,
		    _("The office's database took nothing of this batch. What "
		      "was kept before is safe. Do it again."));
	PQclear(result);
	pg->batch = false;
	return status;
}

/* --- Opening ------------------------------------------------------------ */

static void
postgres_close(void *self)
{
	struct postgres *pg = self;

	postgres_rollback(pg);
	for (int i = 0; i < pg->adding_count; i++)
		buf_done(&pg->adding[i].rows);
	PQfinish(pg->connection);
	free(pg);
}

static bool
read_exists(void *context, const struct office_value *cells, int count)
{
	(void)count;
	*(bool *)context = cells[0].kind != OFFICE_NULL;
	return false;
}

static int
make_tables(struct postgres *pg, struct err *err)
{
	bool exists = false;
	int status = postgres_run(pg, "SELECT to_regclass('meta')", NULL, 0,
	    read_exists, &exists, err);

	if (status == OK && exists)
		status = err_set(err, ERR_CREATE,
		    _("There is an office's store in this database already. "
		      "Nothing was changed."));
	/* Several statements at once are one transaction. */
	return status == OK
	           ? command(pg, embed_text("db/office_postgres.sql"), err)
	           : status;
}

static void
ignore_notice(void *context, const PGresult *result)
{
	(void)context;
	(void)result;
}

/* The text of a summary is kept compressed: by the faster way, on servers that
 * have it (PostgreSQL from 14, if built with it); on others nothing changes. */
static int
compress_fast(struct postgres *pg, struct err *err)
{
	return command(pg,
	    "SELECT set_config(name, 'lz4', false) FROM pg_settings "
	    "WHERE name = 'default_toast_compression' AND 'lz4' = "
	    "ANY(enumvals)",
	    err);
}

static int
postgres_open(void **self, const char *address, bool create, struct err *err)
{
	struct postgres *pg = mem_new(1, sizeof(*pg));
	int status = OK;

	pg->copying = NO_TABLE;
	pg->connection = PQconnectdb(address);
	if (PQstatus(pg->connection) != CONNECTION_OK) {
		char said[300];

		first_line(PQerrorMessage(pg->connection), said, sizeof(said));
		status = err_set(err, ERR_UNAVAILABLE,
		    _("The office's database cannot be reached: %s. Nothing "
		      "was changed. Check the address, and that the server "
		      "runs."),
		    said);
	}
	if (status == OK) {
		PQsetNoticeReceiver(pg->connection, ignore_notice, NULL);
		if (PQsetClientEncoding(pg->connection, "UTF8") != 0)
			status = fail(pg, NULL, err);
	}
	if (status == OK)
		status = compress_fast(pg, err);
	if (status == OK && create)
		status = make_tables(pg, err);
	if (status < 0) {
		postgres_close(pg);
		pg = NULL;
	}
	*self = pg;
	return status;
}

static const struct office_driver postgres = {postgres_open, postgres_close,
    postgres_begin, postgres_commit, postgres_rollback, postgres_run,
    postgres_add};

void
office_postgres_use(void)
{
	office_driver_add(&postgres);
}

#else

void
office_postgres_use(void)
{
}

#endif
