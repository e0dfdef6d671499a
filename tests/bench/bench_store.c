/*
 * The store: a check-in from its last key to "Saved", a check-in alone, and
 * one as a process of its own. Arguments: the program and the folder of a
 * unit with an open box; the floors write to the same disk.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/repo_round.h"
#include "tests/pty/gauge.h"
#include "util/crypt.h"
#include "util/file.h"
#include "util/mem.h"

#define COMMITS 150
#define PROCESSES 60
#define QUIET 10

static void
must(bool well, const char *what)
{
	if (well)
		return;
	fprintf(stderr, "bench: %s\n", what);
	exit(1);
}

/* --- Floor: one page, committed and kept --------------------------------- */

static const char set_up[] =
    "PRAGMA journal_mode = PERSIST; PRAGMA synchronous = EXTRA;"
    "CREATE TABLE box (id INTEGER PRIMARY KEY, sealed BLOB);"
    "INSERT INTO box VALUES (1, zeroblob(112));"
    "CREATE TABLE line (text TEXT);";

static sqlite3 *
floor_open(const char *path)
{
	sqlite3 *db;

	unlink(path);
	must(sqlite3_open(path, &db) == SQLITE_OK &&
	         sqlite3_exec(db, set_up, NULL, NULL, NULL) == SQLITE_OK,
	    "cannot make the floor's store");
	return db;
}

static double
floor_commit(sqlite3 *db, sqlite3_stmt *stmt)
{
	double began = gauge_now();

	sqlite3_reset(stmt);
	must(sqlite3_step(stmt) == SQLITE_DONE, sqlite3_errmsg(db));
	return gauge_now() - began;
}

/* --- Ours ----------------------------------------------------------------- */

struct unit {
	const char *program;
	char *config, *store, *keys;
	struct db *db;
	struct round round;
	struct round_keys secrets;
	struct gauge *gauge;
};

static void
unit_open(struct unit *unit, char **argv)
{
	struct err err = {""};
	const char *run[] = {argv[1], "--config", NULL, NULL};

	unit->program = argv[1];
	unit->config = file_join(argv[2], "huddle.conf");
	unit->store = file_join(argv[2], "huddle.db");
	unit->keys = file_join(argv[2], "keys");
	unit->secrets = (struct round_keys){unit->keys, &crypt_random};
	must(
	    db_open(&unit->db, unit->store, DB_EXISTING, &err) == OK, err.text);
	must(round_list_open(unit->db, &unit->round, 1, &err) == 1,
	    "no box is open");
	run[2] = unit->config;
	unit->gauge = gauge_start(run);
	must(unit->gauge, "there is no terminal");
	gauge_settle(unit->gauge, 100);
	gauge_keys(unit->gauge, "c", 100);
}

static double
check_in(struct unit *unit)
{
	struct response response = {{4, 3, 5}};
	struct err err = {""};
	double began = gauge_now();
	int32_t checkins;

	must(round_checkin(unit->db, &unit->secrets, unit->round.id, &response,
	         &checkins, &err) == OK,
	    err.text);
	return gauge_now() - began;
}

static double
check_in_by_key(struct unit *unit)
{
	gauge_keys(unit->gauge, "4", QUIET);
	gauge_keys(unit->gauge, "3", QUIET);
	gauge_keys(unit->gauge, "5", QUIET);
	return gauge_until(unit->gauge, "\r", "Saved");
}

static void
measure_commits(struct unit *unit, const char *path)
{
	static struct gauge_set floor, alone, keyed;
	sqlite3 *db = floor_open(path);
	sqlite3_stmt *stmt;

	must(sqlite3_prepare_v2(db,
	         "UPDATE box SET sealed = randomblob(112) WHERE id = 1", -1,
	         &stmt, NULL) == SQLITE_OK,
	    sqlite3_errmsg(db));
	for (int i = 0; i < COMMITS; i++) {
		gauge_add(&floor, floor_commit(db, stmt));
		gauge_add(&alone, check_in(unit));
		gauge_add(&floor, floor_commit(db, stmt));
		gauge_add(&keyed, check_in_by_key(unit));
	}
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	gauge_heading("A check-in beside a commit of one page");
	gauge_row("last key to \"Saved\", median", "us", gauge_median(&keyed),
	    gauge_median(&floor), "2x");
	gauge_row("last key to \"Saved\", 99 of 100", "us",
	    gauge_percentile(&keyed, 99), gauge_percentile(&floor, 99), "");
	gauge_row("in the store alone, median", "us", gauge_median(&alone),
	    gauge_median(&floor), "2x");
}

/* --- Processes ------------------------------------------------------------ */

static void
measure_processes(const struct unit *unit, const char *path)
{
	static struct gauge_set nothing, ours, shell, task;
	const char *const checkin[] = {
	    unit->program, "--config", unit->config, "checkin", "-", NULL};
	const char *const insert[] = {"sqlite3", "-batch", "-init", "/dev/null",
	    path, "INSERT INTO line VALUES ('a line');", NULL};
	const char *const add[] = {"task", "rc.confirmation=no", "add",
	    "Linen runs out before noon", NULL};
	const char *const end[] = {"true", NULL};
	bool have_shell = gauge_found("sqlite3"),
	     have_task = gauge_found("task");

	for (int i = 0; i < PROCESSES; i++) {
		gauge_add(&nothing, gauge_process(end, NULL));
		gauge_add(&ours,
		    gauge_process(checkin, "energy=4\nneeded=3\nsomeone=5\n"));
		if (have_shell)
			gauge_add(&shell, gauge_process(insert, NULL));
		if (have_task)
			gauge_add(&task, gauge_process(add, NULL));
	}
	must(ours.count == PROCESSES, "huddle checkin failed");
	gauge_heading("A check-in as a process of its own, median");
	gauge_row("beside sqlite3 with one insert", "us", gauge_median(&ours),
	    gauge_median(&shell), have_shell ? "2x" : "sqlite3 is missing");
	gauge_row("beside task add", "us", gauge_median(&ours),
	    gauge_median(&task), have_task ? "under 1x" : "task is missing");
	gauge_row("beside true", "us", gauge_median(&ours),
	    gauge_median(&nothing), "");
}

int
main(int argc, char **argv)
{
	struct unit unit = {0};
	char *path;

	if (argc != 3)
		return 64;
	crypt_init();
	path = file_join(argv[2], "floor.db");
	unit_open(&unit, argv);
	measure_commits(&unit, path);
	gauge_keys(unit.gauge, "\033", 100);
	gauge_end(unit.gauge, "q");
	measure_processes(&unit, path);
	db_close(unit.db);
	unlink(path);
	free(path);
	return 0;
}
