/*
 * Migrations, and the copy before them. See migrate.h.
 */
#include "db/migrate.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/handle.h"
#include "util/embed.h"
#include "util/file.h"
#include "util/i18n.h"
#include "util/mem.h"
#include "util/utf8.h"

#define FOLDER "db/migrations/"

/* The version that an embedded file leads to, 0 if it is no migration. */
static int
step_version(const struct embed *file)
{
	if (strncmp(file->name, FOLDER, strlen(FOLDER)) != 0)
		return 0;
	return (int)strtol(file->name + strlen(FOLDER), NULL, 10);
}

static int
by_version(const void *a, const void *b)
{
	const struct migration *left = a, *right = b;

	return (left->version > right->version) -
	       (left->version < right->version);
}

static int
collect(struct migration steps[MIGRATE_STEPS_MAX])
{
	int count = 0;

	for (size_t i = 0; i < embed_count; i++) {
		int version = step_version(&embed_files[i]);

		if (version == 0)
			continue;
		assert(version > 1 && count < MIGRATE_STEPS_MAX);
		steps[count++] =
		    (struct migration){version, embed_files[i].text};
	}
	qsort(steps, (size_t)count, sizeof(*steps), by_version);
	return count;
}

int
migrate_latest(void)
{
	int latest = 1;

	for (size_t i = 0; i < embed_count; i++)
		if (step_version(&embed_files[i]) > latest)
			latest = step_version(&embed_files[i]);
	return latest;
}

int
migrate(struct db *db, struct err *err)
{
	struct migration steps[MIGRATE_STEPS_MAX] = {{0}};
	int count = collect(steps);

	return migrate_steps(db, steps, count, err);
}

/* --- The copy ----------------------------------------------------------- */

/* Page by page through SQLite, so that it is whole whatever the store is in
 * the middle of. */
static int
copy_pages(struct db *db, const char *path, struct err *err)
{
	struct db copy = {.path = (char *)path};
	int status = OK;
	int code = sqlite3_open_v2(path, &copy.handle,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
	sqlite3_backup *backup;

	if (code != SQLITE_OK) {
		status = db_fail(&copy, code, err);
		goto out;
	}
	sqlite3_extended_result_codes(copy.handle, 1);
	status = db_script(&copy, query_texts[QUERY_COPY_SETTINGS].sql, err);
	if (status < 0)
		goto out;
	backup = sqlite3_backup_init(copy.handle, "main", db->handle, "main");
	if (backup) {
		sqlite3_backup_step(backup, -1);
		sqlite3_backup_finish(backup);
	}
	code = sqlite3_extended_errcode(copy.handle);
	if (code != SQLITE_OK)
		status = db_fail(&copy, code, err);
out:
	sqlite3_close(copy.handle);
	return status;
}

/* The first name that is free: an older copy is never overwritten. */
static char *
copy_name(const struct db *db, int64_t version)
{
	char *name =
	    mem_printf("%s.v%lld", db->queue.store, (long long)version);

	for (int i = 2; file_exists(name); i++) {
		free(name);
		name = mem_printf(
		    "%s.v%lld-%d", db->queue.store, (long long)version, i);
	}
	return name;
}

/* True if a name is the store's and what copy_name puts behind it. */
static bool
is_copy(const char *name, const char *store)
{
	size_t len = strlen(store);

	return strncmp(name, store, len) == 0 &&
	       strncmp(name + len, ".v", 2) == 0 && name[len + 2] >= '1' &&
	       name[len + 2] <= '9' &&
	       strspn(name + len + 2, "0123456789-") == strlen(name + len + 2);
}

void
db_copies(const struct db *db, struct buf *out)
{
	const char *slash = strrchr(db->queue.store, '/');
	const char *store = slash ? slash + 1 : db->queue.store;
	char *folder = file_folder(db->queue.store);
	DIR *dir = opendir(folder);
	const struct dirent *entry;

	while (dir && (entry = readdir(dir)))
		if (is_copy(entry->d_name, store))
			buf_addf(out, "%s%s/%s", out->len ? ", " : "", folder,
			    entry->d_name);
	if (dir)
		closedir(dir);
	free(folder);
}

/* The copy's name must be on the disk before the first step is. */
static int
keep_name(const char *part, const char *name)
{
	char *folder = file_folder(name);
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int result = -1;

	free(folder);
	if (fd < 0)
		return -1;
	if (rename(part, name) == 0)
		result = fsync(fd);
	close(fd);
	return result;
}

static void
tell_copy(const char *name)
{
	struct buf shown = BUF_INIT;

	utf8_clean(&shown, name, strlen(name));
	fprintf(stderr,
	    _("huddle: the store is brought up to date. A copy of it as it was "
	      "is kept: %s\n"),
	    buf_text(&shown));
	buf_done(&shown);
}

static int
make_copy(struct db *db, int64_t version, struct err *err)
{
	char *name = copy_name(db, version);
	char *part = mem_printf("%s.part", db->queue.store);
	int status;

	unlink(part); /* of a run that was interrupted */
	status = file_create(part, 0600, "", 0, err);
	if (status == OK)
		status = copy_pages(db, part, err);
	if (status == OK && keep_name(part, name) < 0)
		status = err_errno(err, err_disk_status(),
		    _("Nothing was changed: a copy of the store cannot be "
		      "made: %s"),
		    name);
	if (status == OK)
		tell_copy(name);
	else
		unlink(part);
	free(part);
	free(name);
	return status;
}

/* --- The steps ---------------------------------------------------------- */

static int
run_step(struct db *db, const struct migration *step, struct err *err)
{
	int64_t version = 0;
	int status = stmt_run(stmt_new(db, QUERY_BEGIN), err);

	if (status < 0)
		return status;
	status = db_script(db, step->sql, err);
	if (status == OK)
		status = db_header(db, QUERY_VERSION, &version, err);
	if (status == OK && version != step->version)
		status = err_set(err, ERR_SOFTWARE,
		    _("A fault in huddle itself: step %d left the store at "
		      "version %lld. Nothing was changed: %s"),
		    step->version, (long long)version, db->path);
	if (status == OK)
		status = stmt_run(stmt_new(db, QUERY_COMMIT), err);
	if (status < 0 && !sqlite3_get_autocommit(db->handle))
		stmt_run(stmt_new(db, QUERY_ROLLBACK), NULL);
	return status;
}

int
migrate_steps(
    struct db *db, const struct migration *steps, int count, struct err *err)
{
	int64_t version = 0;
	bool copied = false;
	int status =
	    queue_enter(&db->queue, queue_clock() + QUEUE_WAIT_MS, err);

	if (status < 0)
		return status;
	/* Somebody else may have been faster. */
	status = db_header(db, QUERY_VERSION, &version, err);
	for (int i = 0; status == OK && i < count; i++) {
		if (steps[i].version <= version)
			continue;
		if (!copied)
			status = make_copy(db, version, err);
		copied = true;
		if (status == OK)
			status = run_step(db, &steps[i], err);
	}
	queue_leave(&db->queue);
	return status;
}
