/*
 * What must not stay in the store's files though nothing refers to it any
 * more: old pages in the journal, and what SQLite, for all its secure_delete,
 * leaves in a page between its list of cells and the cells when it moves some
 * of them elsewhere.
 */
#include "db/db.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/handle.h"
#include "util/mem.h"

/* A journal that once grew large, as by a migration, is cut down to this. */
#define JOURNAL_KEPT (1 << 20)

/* Zeros over the whole journal. */
static void
overwrite_journal(const struct db *db)
{
	static const char zeros[4096];
	int fd = open(db_journal_path(db),
	    O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	struct stat st;
	off_t at = 0;

	if (fd < 0)
		return;
	if (fstat(fd, &st) < 0)
		st.st_size = 0;
	while (at < st.st_size) {
		off_t left = st.st_size - at;
		size_t len =
		    left < (off_t)sizeof(zeros) ? (size_t)left : sizeof(zeros);
		ssize_t done = pwrite(fd, zeros, len, at);

		if (done <= 0)
			break;
		at += done;
	}
	/* Blocks are only given back to the disk once they are empty. */
	if (fdatasync(fd) == 0 && at == st.st_size && at > JOURNAL_KEPT &&
	    ftruncate(fd, JOURNAL_KEPT) == 0)
		fdatasync(fd);
	close(fd);
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

/* One page after the other, through SQLite's own file, since closing another
 * one would drop its locks. The first page holds nothing from people. */
static bool
clear_gaps(sqlite3_file *file, unsigned size, sqlite3_int64 total)
{
	unsigned char *page = mem_new(size, 1);
	bool cleared = false;

	for (sqlite3_int64 at = size; at + size <= total; at += size) {
		unsigned from, to;

		if (file->pMethods->xRead(file, page, (int)size, at) !=
		    SQLITE_OK)
			break;
		if (!find_gap(page, size, &from, &to) ||
		    !clear_gap(page, from, to))
			continue;
		cleared = true;
		if (file->pMethods->xWrite(file, page + from, (int)(to - from),
		        at + from) != SQLITE_OK)
			break;
	}
	free(page);
	return cleared;
}

/*
 * True if something was cleared: then every connection must forget the pages
 * that it holds in memory, or it would write them back as they were. Ours does
 * so here; the others when they see that the store was written to.
 */
static bool
scrub_pages(struct db *db)
{
	sqlite3_file *file = NULL;
	sqlite3_int64 total = 0;
	unsigned char head[18];
	unsigned size;

	sqlite3_file_control(
	    db->handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);
	if (!file || !file->pMethods ||
	    file->pMethods->xFileSize(file, &total) != SQLITE_OK ||
	    file->pMethods->xRead(file, head, sizeof(head), 0) != SQLITE_OK)
		return false;
	size = two_bytes(head + 16) == 1 ? 65536 : two_bytes(head + 16);
	if (size < 512 || !clear_gaps(file, size, total))
		return false;
	sqlite3_db_release_memory(db->handle);
	return true;
}

void
db_scrub(struct db *db)
{
	if (db_begin(db, NULL) < 0)
		return;
	if (scrub_pages(db) && (stmt_run(stmt_new(db, QUERY_TOUCH), NULL) < 0 ||
	                           db_commit_and_begin(db, NULL) < 0)) {
		db_rollback(db);
		return;
	}
	/* Within a transaction that has written nothing the journal is
	 * nobody's: not ours yet, and no other writer can begin. */
	overwrite_journal(db);
	db_rollback(db);
}
