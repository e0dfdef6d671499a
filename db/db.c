/*
 * Opening a store, its transactions, and small facts in it. See db.h.
 */
#include "db/db.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "db/handle.h"
#include "db/migrate.h"
#include "util/embed.h"
#include "util/file.h"
#include "util/i18n.h"
#include "util/mem.h"

#define APPLICATION_ID 1752523884 /* "hudl", as in schema.sql */

/* Switches of a connection that no statement can set. */
static const struct {
	int option;
	int on;
} switches[] = {
    {SQLITE_DBCONFIG_DEFENSIVE, 1},
    {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
    {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
    {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
    {SQLITE_DBCONFIG_ENABLE_FKEY, 1},
    {SQLITE_DBCONFIG_DQS_DDL, 0},
    {SQLITE_DBCONFIG_DQS_DML, 0},
};

/* --- Statements without a repository ------------------------------------ */

int
db_script(struct db *db, const char *sql, struct err *err)
{
	int code = SQLITE_OK;

	while (code == SQLITE_OK && *sql) {
		sqlite3_stmt *stmt;

		errno = 0;
		code = sqlite3_prepare_v2(db->handle, sql, -1, &stmt, &sql);
		if (code != SQLITE_OK || !stmt)
			continue;
		do
			code = sqlite3_step(stmt);
		while (code == SQLITE_ROW);
		code = sqlite3_finalize(stmt);
	}
	return code == SQLITE_OK ? OK : db_fail(db, code, err);
}

int
db_header(struct db *db, enum query query, int64_t *value, struct err *err)
{
	struct stmt *stmt = stmt_new(db, query);
	int status = stmt_step(stmt, err);

	if (status < 0)
		return status;
	assert(status == 1);
	*value = stmt_int(stmt,
	    query == QUERY_VERSION ? "user_version" : "application_id",
	    INT32_MIN, INT32_MAX);
	return stmt_done(stmt, err);
}

/* --- Opening ------------------------------------------------------------ */

/* Short steps: a reader that backs off for long never gets between writers
 * without pause. */
static int
on_busy(void *context, int tries)
{
	struct db *db = context;
	const struct timespec pause = {.tv_nsec = 1000000};

	if (tries == 0 && !db->writing)
		db->deadline = queue_clock() + QUEUE_WAIT_MS;
	if (queue_clock() >= db->deadline)
		return 0;
	nanosleep(&pause, NULL);
	return 1;
}

int
db_connect(struct db *db, struct err *err)
{
	/* "./" so that a name is never taken for an address or for memory. */
	char *name =
	    mem_printf("%s%s", db->path[0] == '/' ? "" : "./", db->path);
	int code;

	/* There are no threads here, and nobody asks for SQLite's figures: its
	 * locks and counters are a twentieth of a start. Too late, and in
	 * vain, behind the first connection. */
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	errno = 0;
	code = sqlite3_open_v2(name, &db->handle,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
	        SQLITE_OPEN_PRIVATECACHE,
	    NULL);
	free(name);
	if (code != SQLITE_OK)
		return db_fail(db, code, err);
	sqlite3_extended_result_codes(db->handle, 1);
	for (size_t i = 0; i < sizeof(switches) / sizeof(*switches); i++)
		sqlite3_db_config(
		    db->handle, switches[i].option, switches[i].on, NULL);
	if (sqlite3_db_readonly(db->handle, "main") != 0)
		return db_fail(db, SQLITE_READONLY, err);
	queue_init(&db->queue, sqlite3_db_filename(db->handle, "main"));
	return OK;
}

static int
open_handle(struct db *db, struct err *err)
{
	int status = db_connect(db, err);
	int code;

	if (status < 0)
		return status;
	sqlite3_busy_handler(db->handle, on_busy, db);
	code = db_functions(db->handle, &db->folded);
	if (code != SQLITE_OK)
		return db_fail(db, code, err);
	return db_script(db, query_texts[QUERY_SETTINGS_FIRST].sql, err);
}

const char *
db_journal_path(const struct db *db)
{
	return sqlite3_filename_journal(
	    sqlite3_db_filename(db->handle, "main"));
}

/* SQLite would take a folder that cannot be written only when it writes. */
static int
check_folder(const struct db *db, struct err *err)
{
	char *folder = file_folder(db->queue.store);
	int status = OK;

	if (faccessat(AT_FDCWD, folder, W_OK | X_OK, AT_EACCESS) < 0)
		status = err_errno(err, err_disk_status(),
		    _("The folder of the store cannot be written: %s. Nothing "
		      "was changed"),
		    folder);
	free(folder);
	return status;
}

/* Only reads, so that somebody else's file stays as it is. */
static int
check_header(struct db *db, struct err *err)
{
	int64_t application = 0;
	int status = db_header(db, QUERY_APPLICATION_ID, &application, err);

	if (status == OK)
		status = db_header(db, QUERY_VERSION, &db->version, err);
	if (status < 0)
		return status;
	if (application != APPLICATION_ID)
		return db_fail(db, SQLITE_NOTADB, err);
	if (db->version < 1)
		return db_damaged(db, err);
	if (db->version > migrate_latest())
		return err_set(err, ERR_UNAVAILABLE,
		    _("The store %s was made by a newer huddle (version %lld "
		      "of "
		      "the store; this program knows %d). Nothing was changed. "
		      "Start the newer program."),
		    db->path, (long long)db->version, migrate_latest());
	return OK;
}

/* By its name only: opening and closing it here would drop SQLite's locks. */
int
db_check_file(const char *path, const char *make, struct err *err)
{
	struct stat st;

	if (stat(path, &st) < 0 && (errno == ENOENT || errno == ENOTDIR))
		return err_set(err, ERR_UNAVAILABLE,
		    _("There is no store at %s. A new one is made by: %s"),
		    path, make);
	if (stat(path, &st) < 0)
		return err_errno(err, ERR_PERMISSION,
		    _("The store cannot be opened: %s"), path);
	if (!S_ISREG(st.st_mode))
		return err_set(err, ERR_DATA,
		    _("%s is not a file, so it is not a store"), path);
	return file_check_private(path, err);
}

static int
open_existing(struct db *db, struct err *err)
{
	int status = db_check_file(db->path, "huddle init", err);

	if (status == OK)
		status = open_handle(db, err);
	if (status == OK)
		status = file_check_private(db_journal_path(db), err);
	if (status == OK)
		status = check_header(db, err);
	if (status == OK)
		status = check_folder(db, err);
	if (status == OK)
		status = queue_check(&db->queue, false, err);
	if (status == OK)
		status = db_script(db, query_texts[QUERY_SETTINGS].sql, err);
	return status;
}

int
db_update(struct db *db, struct err *err)
{
	return db->version < migrate_latest() ? migrate(db, err) : OK;
}

int
db_write_schema(struct db *db, const char *name, struct err *err)
{
	int status = db_begin(db, err);

	if (status < 0)
		return status;
	status = db_script(db, embed_text(name), err);
	if (status == OK)
		return db_commit(db, err);
	db_rollback(db);
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
		status = db_script(db, query_texts[QUERY_SETTINGS].sql, err);
	if (status == OK)
		status = db_write_schema(db, "db/schema.sql", err);
	return status;
}

int
db_make(
    struct db *db, int (*fill)(struct db *db, struct err *err), struct err *err)
{
	int fd = open(db->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	int status;

	if (fd < 0 && errno == EEXIST)
		return err_set(err, ERR_CREATE,
		    _("There is a file at %s already. Nothing was changed."),
		    db->path);
	if (fd < 0)
		return err_errno(err, err_disk_status(),
		    _("The store cannot be made: %s"), db->path);
	close(fd);
	status = fill(db, err);
	if (status < 0) {
		if (db->queue.path) {
			unlink(db_journal_path(db));
			unlink(db->queue.path);
		}
		unlink(db->path);
	}
	return status;
}

int
db_open(struct db **out, const char *path, enum db_open how, struct err *err)
{
	struct db *db = mem_new(1, sizeof(*db));
	int status;

	db->path = mem_copy(path);
	db->owner = getpid();
	db->queue.fd = -1;
	status = how == DB_CREATE ? db_make(db, fill_new, err)
	                          : open_existing(db, err);
	if (status == OK && how == DB_EXISTING)
		status = db_update(db, err);
	if (status < 0) {
		db_close(db);
		db = NULL;
	}
	*out = db;
	return status;
}

void
db_close(struct db *db)
{
	/* In a child of fork the connection is the parent's: to end it here
	 * would roll back a transaction that the parent is in. */
	if (!db || db->owner != getpid())
		return;
	db_rollback(db);
	while (db->reading > 0)
		db_read_end(db);
	for (size_t i = 0; i < QUERIES; i++)
		sqlite3_finalize(db->statements[i].handle);
	sqlite3_close(db->handle);
	queue_done(&db->queue);
	buf_done(&db->folded);
	free(db->path);
	free(db);
}

const char *
db_path(const struct db *db)
{
	return db->path;
}

/* --- Transactions ------------------------------------------------------- */

/* Undoing needs memory, too: what could not be undone for want of it is undone
 * before the next transaction begins. */
static void
roll_back(struct db *db)
{
	if (!sqlite3_get_autocommit(db->handle))
		stmt_run(stmt_new(db, QUERY_ROLLBACK), NULL);
}

int
db_begin(struct db *db, struct err *err)
{
	int status;

	assert(!db->writing && db->reading == 0 && db->owner == getpid());
	db->deadline = queue_clock() + QUEUE_WAIT_MS;
	status = queue_enter(&db->queue, db->deadline, err);
	if (status < 0)
		return status;
	db->writing = true;
	roll_back(db);
	status = stmt_run(stmt_new(db, QUERY_BEGIN), err);
	if (status < 0)
		db_rollback(db);
	return status;
}

int
db_commit(struct db *db, struct err *err)
{
	int status;

	assert(db->writing);
	status = stmt_run(stmt_new(db, QUERY_COMMIT), err);
	if (status < 0) {
		db_rollback(db);
		return status;
	}
	db->writing = false;
	queue_leave(&db->queue);
	return OK;
}

int
db_commit_and_begin(struct db *db, struct err *err)
{
	int status;

	assert(db->writing);
	status = stmt_run(stmt_new(db, QUERY_COMMIT), err);
	if (status == OK)
		status = stmt_run(stmt_new(db, QUERY_BEGIN), err);
	if (status < 0)
		db_rollback(db);
	return status;
}

void
db_rollback(struct db *db)
{
	if (!db->writing)
		return;
	roll_back(db);
	db->writing = false;
	queue_leave(&db->queue);
}

int
db_read(struct db *db, struct err *err)
{
	int status = OK;

	assert(db->owner == getpid());
	if (!db->writing && db->reading == 0) {
		roll_back(db);
		status = stmt_run(stmt_new(db, QUERY_BEGIN_READ), err);
	}
	if (status == OK)
		db->reading++;
	return status;
}

void
db_read_end(struct db *db)
{
	if (db->reading > 0 && --db->reading == 0 && !db->writing)
		roll_back(db);
}

bool
db_writing(const struct db *db)
{
	return db->writing;
}

const char *
db_id(const struct db *db)
{
	return db->queue.id;
}

/* --- Small facts -------------------------------------------------------- */

int
db_meta_get(struct db *db, const char *name, char **value, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_META_GET);
	int status;

	*value = NULL;
	stmt_bind_text(stmt, ":name", name);
	status = stmt_step(stmt, err);
	if (status < 1)
		return status;
	*value = mem_copy(stmt_text(stmt, "value"));
	status = stmt_done(stmt, err);
	if (status < 0) {
		free(*value);
		*value = NULL;
	}
	return status;
}

int
db_meta_set(struct db *db, const char *name, const char *value, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_META_SET);

	assert(db->writing);
	stmt_bind_text(stmt, ":name", name);
	stmt_bind_text(stmt, ":value", value);
	return stmt_run(stmt, err);
}
