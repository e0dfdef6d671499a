/*
 * Floor: a process that opens the store that is named on the command line,
 * reads counts from its tallies, keeps them in one row on the disk, and ends.
 * Files that are named too are kept safely first, 4 KiB each.
 */
#include <fcntl.h>
#include <libgen.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The store is a copy that may be written to. */
static const char keep[] =
    "INSERT INTO told SELECT max(id), count(*), sum(answered), sum(counted) "
    "FROM draw WHERE id > (SELECT max(id) FROM draw) - 50";

/* Written beside its place, synced, moved there, and that synced. */
static int
keep_file(char *path)
{
	static const char bytes[4096];
	char fresh[4096];
	int file, folder, kept;

	snprintf(fresh, sizeof(fresh), "%s.new", path);
	file = open(fresh, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	kept = write(file, bytes, sizeof(bytes)) == sizeof(bytes) &&
	       fsync(file) == 0 && close(file) == 0 && rename(fresh, path) == 0;
	folder = open(dirname(path), O_RDONLY | O_DIRECTORY);
	return kept && fsync(folder) == 0 && close(folder) == 0;
}

int
main(int argc, char **argv)
{
	sqlite3 *db = NULL;

	for (int i = 2; i < argc; i++)
		if (!keep_file(argv[i]))
			return 1;
	if (argc > 1 &&
	    sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READWRITE, NULL) ==
	        SQLITE_OK &&
	    sqlite3_exec(db,
	        "PRAGMA journal_mode = PERSIST; PRAGMA synchronous = EXTRA",
	        NULL, NULL, NULL) == SQLITE_OK &&
	    sqlite3_exec(db, keep, NULL, NULL, NULL) == SQLITE_OK &&
	    sqlite3_close(db) == SQLITE_OK)
		return 0;
	fprintf(stderr, "floor: %s\n", db ? sqlite3_errmsg(db) : "no store");
	return 1;
}
