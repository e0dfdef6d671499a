/*
 * The office's store in a SQLite file. It shares opening hands and the queue
 * of writers with the unit's store, but is another kind of file.
 */
#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/handle.h"
#include "db/office_driver.h"
#include "util/file.h"
#include "util/i18n.h"
#include "util/mem.h"

#define APPLICATION_ID 1752523887 /* "hudo", as in office_sqlite.sql */
#define VERSION 1
#define WAIT_MS 60000   /* for a reader that goes through everything */
#define PREPARED_MAX 40 /* statements of office.c, each prepared once */
#define VALUES_MAX 20   /* parameters or cells of one */
/* As for the unit's store, with a larger cache (KiB): there is more to read. */
#define SETTINGS                                                               \
	"PRAGMA journal_mode = PERSIST; PRAGMA synchronous = EXTRA;"           \
	"PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0;"                    \
	"PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"            \
	"PRAGMA cache_size = -16384; PRAGMA user_version;"

struct sqlite {
	struct db *db;
	struct {
		const char *sql;
		sqlite3_stmt *handle;
		int place[VALUES_MAX]; /* SQLite's number of $1, $2 ... */
	} prepared[PREPARED_MAX];
	int prepared_count;
};

/* --- Opening ------------------------------------------------------------ */

/* Writers wait for each other in the queue. This is for a commit that a report
 * holds up, since it still reads. */
static int
open_handle(struct db *db, struct err *err)
{
	int status = db_connect(db, err);

	if (status == OK)
		sqlite3_busy_timeout(db->handle, WAIT_MS);
	return status;
}

/* Only reads, so that somebody else's file stays as it is. */
static int
check_header(struct db *db, struct err *err)
{
	int64_t application = 0, version = 0;
	int status = db_header(db, QUERY_APPLICATION_ID, &application, err);

	if (status == OK)
		status = db_header(db, QUERY_VERSION, &version, err);
	if (status == OK && application != APPLICATION_ID)
		status = err_set(err, ERR_DATA,
		    _("%s is not a store of a wellness office. Nothing was "
		      "changed. Check the name."),
		    db->path);
	else if (status == OK && version != VERSION)
		status = err_set(err, ERR_UNAVAILABLE,
		    _("The store %s was made by another huddle (version %lld "
		      "of the store; this program knows %d). Nothing was "
		      "changed. Start the newer program."),
		    db->path, (long long)version, VERSION);
	return status;
}

/* In this order nothing is written before it is certain what the file is, and
 * that only we can read it. */
static int
open_existing(struct db *db, struct err *err)
{
	int status = db_check_file(db->path, "huddle office init", err);

	if (status == OK)
		status = open_handle(db, err);
	if (status == OK)
		status = file_check_private(db_journal_path(db), err);
	if (status == OK)
		status = check_header(db, err);
	if (status == OK)
		status = queue_check(&db->queue, false, err);
	if (status == OK)
		status = db_script(db, SETTINGS, err);
	return status;
}

static int
fill_new(struct db *db, struct err *err)
{
	int status = open_handle(db, err);

	if (status == OK)
		status = file_check_private(db_journal_path(db), err);
	if (status == OK)
		status = queue_check(&db->queue, true, err);
	if (status == OK)
		status = db_script(db, SETTINGS, err);
	if (status == OK)
		status = db_write_schema(db, "db/office_sqlite.sql", err);
	return status;
}

/* Statements before the connection, which would stay open for them. */
static void
sqlite_close(void *self)
{
	struct sqlite *sqlite = self;

	for (int i = 0; i < sqlite->prepared_count; i++)
		sqlite3_finalize(sqlite->prepared[i].handle);
	db_close(sqlite->db);
	free(sqlite);
}

static int
sqlite_open(void **self, const char *address, bool make, struct err *err)
{
	struct sqlite *sqlite = mem_new(1, sizeof(*sqlite));
	struct db *db = mem_new(1, sizeof(*db));
	int status;

	sqlite->db = db;
	db->path = mem_copy(address);
	db->owner = getpid();
	db->queue.fd = -1;
	status = make ? db_make(db, fill_new, err) : open_existing(db, err);
	if (status < 0) {
		sqlite_close(sqlite);
		sqlite = NULL;
	}
	*self = sqlite;
	return status;
}

/* --- Statements --------------------------------------------------------- */

static int
sqlite_begin(void *self, struct err *err)
{
	return db_begin(((struct sqlite *)self)->db, err);
}

static int
sqlite_commit(void *self, struct err *err)
{
	return db_commit(((struct sqlite *)self)->db, err);
}

static void
sqlite_rollback(void *self)
{
	db_rollback(((struct sqlite *)self)->db);
}

/* SQLite numbers parameters in the order in which it meets their names. */
static void
find_places(sqlite3_stmt *handle, int place[VALUES_MAX])
{
	for (int i = 0; i < VALUES_MAX; i++) {
		char *name = mem_printf("$%d", i + 1);

		place[i] = sqlite3_bind_parameter_index(handle, name);
		free(name);
	}
}

/* The statement, prepared once, and where its parameters are. */
static int
prepare(struct sqlite *sqlite, const char *sql, sqlite3_stmt **handle,
    const int **place, struct err *err)
{
	int i = 0, code;

	while (i < sqlite->prepared_count && sqlite->prepared[i].sql != sql)
		i++;
	if (i == sqlite->prepared_count) {
		assert(i < PREPARED_MAX);
		errno = 0;
		code = sqlite3_prepare_v3(sqlite->db->handle, sql, -1,
		    SQLITE_PREPARE_PERSISTENT, &sqlite->prepared[i].handle,
		    NULL);
		if (code != SQLITE_OK)
			return db_fail(sqlite->db, code, err);
		sqlite->prepared[i].sql = sql;
		find_places(
		    sqlite->prepared[i].handle, sqlite->prepared[i].place);
		sqlite->prepared_count++;
	}
	*handle = sqlite->prepared[i].handle;
	*place = sqlite->prepared[i].place;
	return OK;
}

static int
bind(sqlite3_stmt *handle, const int *place, const struct office_value *values,
    int count)
{
	int code = SQLITE_OK;

	assert(count <= VALUES_MAX);
	for (int i = 0; code == SQLITE_OK && i < count; i++)
		switch (values[i].kind) {
		case OFFICE_NUMBER:
			code = sqlite3_bind_int64(
			    handle, place[i], values[i].number);
			break;
		case OFFICE_TEXT:
			code = sqlite3_bind_text(handle, place[i],
			    values[i].text, (int)values[i].len, SQLITE_STATIC);
			break;
		default:
			code = sqlite3_bind_null(handle, place[i]);
		}
	return code;
}

/* What SQLite lends is valid until the next step, which is what office_row
 * promises. */
static void
read_row(sqlite3_stmt *handle, struct office_value *cells, int count)
{
	for (int i = 0; i < count; i++) {
		struct office_value *cell = &cells[i];

		*cell = (struct office_value){.kind = OFFICE_NULL};
		switch (sqlite3_column_type(handle, i)) {
		case SQLITE_NULL:
			break;
		case SQLITE_INTEGER:
			cell->kind = OFFICE_NUMBER;
			cell->number = sqlite3_column_int64(handle, i);
			break;
		default:
			cell->kind = OFFICE_TEXT;
			cell->text =
			    (const char *)sqlite3_column_text(handle, i);
			cell->len = (size_t)sqlite3_column_bytes(handle, i);
		}
	}
}

static int
sqlite_run(void *self, const char *sql, const struct office_value *values,
    int count, office_row *row, void *context, struct err *err)
{
	struct sqlite *sqlite = self;
	struct office_value cells[VALUES_MAX];
	sqlite3_stmt *handle = NULL;
	const int *place = NULL;
	int columns, code;
	int status = prepare(sqlite, sql, &handle, &place, err);

	if (status < 0)
		return status;
	assert(handle && place);
	errno = 0;
	columns = sqlite3_column_count(handle);
	assert(columns <= VALUES_MAX);
	code = bind(handle, place, values, count);
	/* Both: bound well, and another row. A reader who has enough ends it as
	 * the last row would. */
	while (code == SQLITE_OK || code == SQLITE_ROW) {
		code = sqlite3_step(handle);
		if (code != SQLITE_ROW || !row)
			continue;
		read_row(handle, cells, columns);
		if (!row(context, cells, columns))
			code = SQLITE_DONE;
	}
	if (code != SQLITE_DONE)
		status = db_fail(sqlite->db, code, err);
	sqlite3_reset(handle);
	sqlite3_clear_bindings(handle);
	return status;
}

/* Prepared, and within a transaction, an INSERT is quick here; COPY is for a
 * server. */
static int
sqlite_add(void *self, const struct office_bulk *bulk,
    const struct office_value *values, int count, struct err *err)
{
	return sqlite_run(self, bulk->insert, values, count, NULL, NULL, err);
}

const struct office_driver office_sqlite = {sqlite_open, sqlite_close,
    sqlite_begin, sqlite_commit, sqlite_rollback, sqlite_run, sqlite_add};
