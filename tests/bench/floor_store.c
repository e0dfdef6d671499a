/*
 * Floor: the list in ncurses, its texts by one query from the store that is
 * named on the command line.
 */
#include <sqlite3.h>

#include "tests/bench/floor_curses.h"

static int
floor_read(struct floor *floor, const char *path)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *stmt = NULL;
	int rows = 0;

	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) ==
	        SQLITE_OK &&
	    sqlite3_prepare_v2(db,
	        "SELECT theme, text FROM note ORDER BY day DESC, id "
	        "LIMIT 17",
	        -1, &stmt, NULL) == SQLITE_OK)
		while (rows < FLOOR_ROWS && sqlite3_step(stmt) == SQLITE_ROW) {
			snprintf(floor->rows[rows], sizeof(floor->rows[rows]),
			    "   %-12s %.55s",
			    (const char *)sqlite3_column_text(stmt, 0),
			    (const char *)sqlite3_column_text(stmt, 1));
			rows++;
		}
	sqlite3_finalize(stmt);
	/* Stays open, as a program keeps it. */
	return rows;
}

int
main(int argc, char **argv)
{
	struct floor floor = {.bar = 0};

	setlocale(LC_ALL, "");
	floor_fill(&floor);
	if (argc != 2 || floor_read(&floor, argv[1]) == 0)
		return 1;
	return floor_curses(&floor, true);
}
