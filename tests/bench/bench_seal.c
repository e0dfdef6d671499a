/*
 * Sealing the one week that is due and writing its file, as a process, beside
 * one that reads counts from tallies and keeps a row, on half a year and on
 * ten years of history. Sealing keeps two files, the sealed one and where the
 * chain of releases ends: beside a floor that keeps as many, too. Arguments:
 * the program, the folder of the floors, the folders of the two units; the
 * week that they sealed last is unsealed again and again.
 */
#include <dirent.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/bench/timed.h"
#include "util/buf.h"
#include "util/date.h"
#include "util/file.h"
#include "util/mem.h"

#define ROUNDS 40

#define UNITS 2 /* half a year, ten years */

struct unit {
	char *config, *store, *copy, *keys, *outbox, *other;
	struct gauge_set floor, files, seal, send;
};

/* --- The store ------------------------------------------------------------ */

static sqlite3 *
open_store(const char *path, const char *sql)
{
	sqlite3 *db;

	must(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) ==
	             SQLITE_OK &&
	         sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK,
	    path);
	return db;
}

/* For the floor, with a table to write into. */
static void
copy_store(const struct unit *unit)
{
	sqlite3 *db = open_store(unit->store, "BEGIN"), *copy;
	sqlite3_backup *backup;

	unlink(unit->copy);
	must(sqlite3_open(unit->copy, &copy) == SQLITE_OK, unit->copy);
	backup = sqlite3_backup_init(copy, "main", db, "main");
	must(backup && sqlite3_backup_step(backup, -1) == SQLITE_DONE,
	    sqlite3_errmsg(copy));
	sqlite3_backup_finish(backup);
	must(sqlite3_exec(copy,
	         "CREATE TABLE told (draw INTEGER, cuts INTEGER, answered "
	         "INTEGER, counted INTEGER)",
	         NULL, NULL, NULL) == SQLITE_OK,
	    sqlite3_errmsg(copy));
	sqlite3_close(copy);
	sqlite3_close(db);
}

#define NEWEST "(SELECT max(id) FROM release)"
static const char unseal_newest[] =
    "BEGIN IMMEDIATE;"
    "UPDATE draw SET release = 0 WHERE release = " NEWEST ";"
    "DELETE FROM delivery WHERE release = " NEWEST ";"
    "DELETE FROM release WHERE id = " NEWEST ";"
    "COMMIT;";

/* The copy of the chain's head, as sealing leaves it, of the week before. */
static void
write_head(const struct unit *unit, sqlite3 *db)
{
	char *path = file_join(unit->keys, ".ledger-4-west");
	struct buf text = BUF_INIT;
	char to[DATE_TEXT_SIZE];
	sqlite3_stmt *stmt;

	must(sqlite3_prepare_v2(db,
	         "SELECT epoch, sequence, to_day, hash FROM release "
	         "ORDER BY id DESC LIMIT 1",
	         -1, &stmt, NULL) == SQLITE_OK &&
	         sqlite3_step(stmt) == SQLITE_ROW,
	    sqlite3_errmsg(db));
	date_format(sqlite3_column_int(stmt, 2), to);
	buf_addf(&text, "huddle-ledger/1 %d %d %s %s\n",
	    sqlite3_column_int(stmt, 0), sqlite3_column_int(stmt, 1), to,
	    (const char *)sqlite3_column_text(stmt, 3));
	must(file_replace(path, 0600, buf_text(&text), text.len, NULL) == OK,
	    path);
	sqlite3_finalize(stmt);
	buf_done(&text);
	free(path);
}

static void
unseal(const struct unit *unit)
{
	sqlite3 *db = open_store(unit->store, unseal_newest);

	write_head(unit, db);
	sqlite3_close(db);
}

/* Takes the files out of the outbox: how many there were. */
static int
empty_outbox(const struct unit *unit)
{
	DIR *dir = opendir(unit->outbox);
	const struct dirent *entry;
	int count = 0;

	must(dir, unit->outbox);
	while ((entry = readdir(dir)))
		if (strstr(entry->d_name, ".huddle"))
			count += unlinkat(dirfd(dir), entry->d_name, 0) == 0;
	closedir(dir);
	return count;
}

/* --- Measuring ------------------------------------------------------------ */

static struct unit
unit_open(const char *folder)
{
	struct unit unit = {.config = file_join(folder, "huddle.conf"),
	    .store = file_join(folder, "huddle.db"),
	    .copy = file_join(folder, "floor.db"),
	    .keys = file_join(folder, "keys"),
	    .outbox = file_join(folder, "outbox"),
	    .other = file_join(folder, "outbox/floor")};

	copy_store(&unit);
	return unit;
}

static void
unit_close(struct unit *unit)
{
	unlink(unit->copy);
	unlink(unit->other);
	free(unit->other);
	free(unit->config);
	free(unit->store);
	free(unit->copy);
	free(unit->keys);
	free(unit->outbox);
}

static void
measure(struct unit *unit, const char *program, const char *tally)
{
	const char *const floor[] = {tally, unit->copy, NULL};
	const char *const files[] = {
	    tally, unit->copy, unit->other, unit->other, NULL};
	const char *const seal[] = {
	    program, "--config", unit->config, "release", "seal", NULL};
	const char *const send[] = {
	    program, "--config", unit->config, "send", NULL};

	gauge_add(&unit->floor, timed_run(floor).microseconds);
	unseal(unit);
	gauge_add(&unit->seal, timed_run(seal).microseconds);
	must(empty_outbox(unit) == 1, "no week was sealed");
	gauge_add(&unit->files, timed_run(files).microseconds);
	unseal(unit);
	gauge_add(&unit->send, timed_run(send).microseconds);
	must(empty_outbox(unit) == 0, "no week was sent");
}

static void
print(const char *what, struct gauge_set *ours, struct gauge_set *floor,
    const char *target)
{
	gauge_row(what, "us", gauge_median(ours), gauge_median(floor), target);
}

int
main(int argc, char **argv)
{
	struct unit units[UNITS], *new = &units[0], *old = &units[1];
	char *tally;

	if (argc != 5)
		return 64;
	tally = file_join(argv[2], "floor_tally");
	for (int i = 0; i < UNITS; i++)
		units[i] = unit_open(argv[3 + i]);
	for (int round = 0; round < ROUNDS; round++)
		for (int i = 0; i < UNITS; i++)
			measure(&units[i], argv[1], tally);
	gauge_heading("Sealing a week and writing its file, as a process");
	print("half a year", &new->seal, &new->floor, "2x");
	print("ten years", &old->seal, &old->floor, "2x");
	print("half a year, floor with two files", &new->seal, &new->files, "");
	print("ten years, beside half a year", &old->seal, &new->seal, "1x");
	print("carried to a folder too", &new->send, &new->floor, "");
	for (int i = 0; i < UNITS; i++)
		unit_close(&units[i]);
	free(tally);
	return 0;
}
