/*
 * What must not stay in the store's files though nothing refers to it any
 * more: old pages in the journal, and what SQLite, for all its secure_delete,
 * leaves in a page between its list of cells and the cells when it moves some
 * of them elsewhere.
 */
#include "db/db.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/handle.h"
#include "util/file.h"
#include "util/i18n.h"
#include "util/mem.h"

/* A journal that once grew large, as by a migration, is cut down to this. */
#define JOURNAL_KEPT (1 << 20)

static int
no_disk(const struct db *db, struct err *err)
{
	return err_errno(err, err_disk_status(),
	    _("The store's journal cannot be written: %s"),
	    db_journal_path(db));
}

/* Zeros over the whole journal. */
static int
overwrite_journal(const struct db *db, struct err *err)
{
	static const char zeros[4096];
	int fd = open(db_journal_path(db),
	    O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	int status = OK;
	struct stat st;
	off_t at = 0;

	if (fd < 0)
		return errno == ENOENT ? OK : no_disk(db, err);
	if (fstat(fd, &st) < 0)
		status = no_disk(db, err);
	while (status == OK && at < st.st_size) {
		off_t left = st.st_size - at;
		size_t len =
		    left < (off_t)sizeof(zeros) ? (size_t)left : sizeof(zeros);
		ssize_t done = pwrite(fd, zeros, len, at);

		if (done <= 0)
			status = no_disk(db, err);
		at += done;
	}
	/* Blocks are only given back to the disk once they are empty. */
	if (status == OK && fdatasync(fd) < 0)
		status = no_disk(db, err);
	if (status == OK && at > JOURNAL_KEPT &&
	    ftruncate(fd, JOURNAL_KEPT) == 0)
		fdatasync(fd);
	close(fd);
	return status;
}

/* --- The pages ---------------------------------------------------------- */

/* Numbers as the file format of SQLite has them (sqlite.org/fileformat2). */
static unsigned
two_bytes(const unsigned char *at)
{
	return (unsigned)at[0] << 8 | at[1];
}

/* Where the gap of a page of a tree lies; false if it has none. */
static bool
find_gap(const unsigned char *page, unsigned size, unsigned *from, unsigned *to)
{
	/* Inner and leaf pages of indices and tables; others, whose first
	 * byte is the highest of a page number, are never so far up. */
	bool leaf = page[0] == 10 || page[0] == 13;
	bool inner = page[0] == 2 || page[0] == 5;

	if (!leaf && !inner)
		return false;
	*from = (leaf ? 8 : 12) + 2 * two_bytes(page + 3);
	*to = two_bytes(page + 5);
	if (*to == 0)
		*to = 65536;
	return *from < *to && *to <= size;
}

/* Zeros where there is something else; returns how many bytes that were. */
static unsigned
clear_gap(unsigned char *page, unsigned from, unsigned to)
{
	unsigned left = 0;

	for (unsigned i = from; i < to; i++)
		left += page[i] != 0;
	if (left)
		memset(page + from, 0, to - from);
	return left;
}

/*
 * One page after the other, through SQLite's own file, since closing another
 * one would drop its locks. The first page holds nothing from people. Returns
 * SQLite's code; *cleared is set if there was anything.
 */
static int
clear_gaps(
    sqlite3_file *file, unsigned size, sqlite3_int64 total, bool *cleared)
{
	unsigned char *page = mem_new(size, 1);
	int code = SQLITE_OK;

	for (sqlite3_int64 at = size; at + size <= total; at += size) {
		unsigned from, to;

		code = file->pMethods->xRead(file, page, (int)size, at);
		if (code != SQLITE_OK)
			break;
		if (!find_gap(page, size, &from, &to) ||
		    !clear_gap(page, from, to))
			continue;
		*cleared = true;
		code = file->pMethods->xWrite(
		    file, page + from, (int)(to - from), at + from);
		if (code != SQLITE_OK)
			break;
	}
	free(page);
	return code;
}

/*
 * If something was cleared, every connection must forget the pages that it
 * holds in memory, or it would write them back as they were. Ours does so
 * here; the others when they see that the store was written to.
 */
static int
scrub_pages(struct db *db, bool *cleared, struct err *err)
{
	sqlite3_file *file = NULL;
	sqlite3_int64 total = 0;
	unsigned char head[18];
	unsigned size;
	int code = sqlite3_file_control(
	    db->handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);

	errno = 0;
	*cleared = false;
	if (code == SQLITE_OK)
		code = file->pMethods->xFileSize(file, &total);
	if (code == SQLITE_OK)
		code = file->pMethods->xRead(file, head, sizeof(head), 0);
	if (code != SQLITE_OK)
		return db_fail(db, code, err);
	size = two_bytes(head + 16) == 1 ? 65536 : two_bytes(head + 16);
	if (size < 512)
		return db_damaged(db, err);
	code = clear_gaps(file, size, total, cleared);
	if (*cleared)
		sqlite3_db_release_memory(db->handle);
	return code == SQLITE_OK ? OK : db_fail(db, code, err);
}

/* --- Both, and the mark ------------------------------------------------- */

#define MARK "scrub"
#define DUE "due"

int
db_scrub_later(struct db *db, struct err *err)
{
	return db_meta_set(db, MARK, DUE, err);
}

static int
is_due(struct db *db, bool *due, struct err *err)
{
	char *mark;
	int status = db_meta_get(db, MARK, &mark, err);

	*due = status == OK && mark && strcmp(mark, DUE) == 0;
	free(mark);
	return status;
}

/* In a transaction, which may be another one in the end. The mark is taken
 * away behind all that it stands for. */
static int
scrub(struct db *db, struct err *err)
{
	bool cleared, due = false;
	int status = scrub_pages(db, &cleared, err);

	if (status == OK && cleared)
		status = stmt_run(stmt_new(db, QUERY_TOUCH), err);
	if (status == OK && cleared)
		status = db_commit_and_begin(db, err);
	/* Within a transaction that has written nothing the journal is
	 * nobody's: not ours yet, and no other writer can begin. */
	if (status == OK)
		status = overwrite_journal(db, err);
	if (status == OK)
		status = is_due(db, &due, err);
	if (status < 0 || !due)
		return status;
	status = db_meta_set(db, MARK, "", err);
	return status == OK ? db_commit(db, err) : status;
}

int
db_scrub(struct db *db, struct err *err)
{
	struct err why = {""};
	int status = db_begin(db, &why);

	if (status == OK)
		status = scrub(db, &why);
	db_rollback(db);
	if (status < 0)
		err_set(err, status,
		    _("What was taken away is in no list any more, but old "
		      "copies of it are still in the store's files; huddle "
		      "tries to clear them at its next start (%s)."),
		    why.text);
	return status;
}

int
db_scrub_due(struct db *db, struct err *err)
{
	bool due;
	int status = is_due(db, &due, err);

	return status == OK && due ? db_scrub(db, err) : status;
}
