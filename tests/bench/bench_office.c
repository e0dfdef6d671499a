/*
 * Collecting: files a second of `huddle office collect`, beside what opening
 * the seal, checking the signature, parsing and inserting the rows takes with
 * the same libraries, in turn. Arguments: the program, the number of files (a
 * multiple of 50). PostgreSQL where it can be started.
 */
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sync/format.h"
#include "tests/office/bureau.h"
#include "tests/pty/gauge.h"
#include "tests/unit/samples.h"
#include "util/crypt.h"
#include "util/file.h"
#include "util/mem.h"

#define WEEKS 50
#define BATCH 256
#define PAIRS 3
#define INSERT "INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

static void
must(bool well, const char *what)
{
	if (well)
		return;
	fprintf(stderr, "bench: %s\n", what);
	exit(1);
}

/* --- The files ---------------------------------------------------------- */

/* The large sample in the place of the member's next one. */
static void
put_next(const struct bureau *bureau, struct member *member, int number)
{
	struct summary usual, large;
	char *name = mem_printf("%08d.huddle", number);

	member_next(member, &usual);
	sample_summary(&large, SAMPLE_LARGE);
	memcpy(large.organization, usual.organization, ID_SIZE);
	memcpy(large.unit, usual.unit, ID_SIZE);
	memcpy(large.previous, usual.previous, sizeof(large.previous));
	large.epoch = usual.epoch;
	large.sequence = usual.sequence;
	large.from = usual.from;
	large.to = usual.to;
	for (int i = 0; i < large.pulse_count; i++)
		large.pulse[i].since = large.from;
	bureau_put(bureau, &member->key, &large, name);
	member_told(member, &large);
	summary_done(&large);
	summary_done(&usual);
	free(name);
}

static void
fill(struct bureau *bureau, int files)
{
	for (int i = 0; i < files / WEEKS; i++) {
		char *id = mem_printf("unit-%d", i);
		struct member member = member_new(id);

		must(bureau_enrol(bureau, &member, false) == 0, "enrol");
		for (int week = 0; week < WEEKS; week++)
			put_next(bureau, &member, i * WEEKS + week);
		free(id);
	}
}

/* --- The floor ---------------------------------------------------------- */

struct floor {
	sqlite3 *db;
	sqlite3_stmt *insert;
	PGconn *pg;
	struct buf rows; /* of a COPY */
	int64_t counts;
};

static void
floor_row(struct floor *floor, int file, int place)
{
	floor->counts++;
	if (floor->pg) {
		buf_addf(&floor->rows,
		    "example-health\tunit-1\t%d\t%d\tpulse\tenergy\t1\t24\t1000"
		    "\t9\t71\t44\n",
		    file, place);
		return;
	}
	sqlite3_bind_text(
	    floor->insert, 1, "example-health", -1, SQLITE_STATIC);
	sqlite3_bind_text(floor->insert, 2, "unit-1", -1, SQLITE_STATIC);
	sqlite3_bind_int(floor->insert, 3, file);
	sqlite3_bind_int(floor->insert, 4, place);
	sqlite3_bind_text(floor->insert, 5, "pulse", -1, SQLITE_STATIC);
	sqlite3_bind_text(floor->insert, 6, "energy", -1, SQLITE_STATIC);
	for (int i = 7; i <= 12; i++)
		sqlite3_bind_int(floor->insert, i, i * 31);
	must(sqlite3_step(floor->insert) == SQLITE_DONE, "insert");
	sqlite3_reset(floor->insert);
}

/* A row for every object in a list of the document. */
static void
floor_rows(struct floor *floor, json_t *document, int file)
{
	const char *key;
	json_t *value;
	int place = 0;

	json_object_foreach(document, key,
	    value) for (size_t i = 0; i < json_array_size(value); i++)
	    floor_row(floor, file, place++);
	floor_row(floor, file, place);
}

static void
floor_command(struct floor *floor, const char *sql)
{
	PGresult *result;

	if (!floor->pg) {
		must(
		    sqlite3_exec(floor->db, sql, NULL, NULL, NULL) == SQLITE_OK,
		    sql);
		return;
	}
	result = PQexec(floor->pg, sql);
	must(PQresultStatus(result) == PGRES_COMMAND_OK, sql);
	PQclear(result);
}

static void
floor_flush(struct floor *floor)
{
	PGresult *result;

	if (floor->pg && floor->rows.len > 0) {
		PQclear(PQexec(floor->pg, "COPY fact FROM STDIN"));
		must(PQputCopyData(floor->pg, floor->rows.text,
		         (int)floor->rows.len) == 1 &&
		         PQputCopyEnd(floor->pg, NULL) == 1,
		    "copy");
		while ((result = PQgetResult(floor->pg)))
			PQclear(result);
		buf_clear(&floor->rows);
	}
	floor_command(floor, "COMMIT");
}

static void
floor_file(struct floor *floor, const struct bureau *bureau, int number)
{
	char *name = mem_printf("%08d.huddle", number);
	char *path = file_join(bureau->inbox, name);
	struct buf bytes = BUF_INIT;
	struct sealed sealed;
	json_t *document;

	must(file_read(path, SEAL_FILE_MAX, &bytes, NULL) == OK, path);
	must(seal_open(&sealed, bytes.text, bytes.len, bureau->key.secret,
	         NULL) == OK,
	    "open");
	/* The price of a check, whoever it is of. */
	(void)seal_signed(
	    &sealed, bureau->key.public_key, bureau->key.public_key);
	document = json_loadb(sealed.padded.text, sealed.len, 0, NULL);
	must(document, "parse");
	floor_rows(floor, document, number);
	json_decref(document);
	seal_done(&sealed);
	buf_done(&bytes);
	free(path);
	free(name);
}

static const char floor_table[] =
    "CREATE TABLE fact (a TEXT, b TEXT, c INTEGER, d INTEGER, e TEXT, f TEXT,"
    " g INTEGER, h INTEGER, i INTEGER, j INTEGER, k INTEGER, l INTEGER,"
    " PRIMARY KEY (a, b, c, d))";

static void
floor_open(struct floor *floor, const struct bureau *bureau)
{
	char *path = file_join(bureau->folder, "floor.db");

	*floor = (struct floor){.db = NULL};
	if (bureau->kind == BUREAU_POSTGRES) {
		floor->pg = PQconnectdb(bureau->address);
		floor_command(floor, "CREATE SCHEMA floor");
		floor_command(floor, "SET search_path TO floor");
		floor_command(floor, floor_table);
	} else {
		must(sqlite3_open(path, &floor->db) == SQLITE_OK, path);
		floor_command(floor, "PRAGMA journal_mode = PERSIST");
		floor_command(floor, "PRAGMA synchronous = EXTRA");
		floor_command(floor, floor_table);
		sqlite3_prepare_v2(floor->db, INSERT, -1, &floor->insert, NULL);
	}
	free(path);
}

static void
floor_close(struct floor *floor)
{
	sqlite3_finalize(floor->insert);
	sqlite3_close(floor->db);
	PQfinish(floor->pg);
	buf_done(&floor->rows);
}

static double
time_floor(const struct bureau *bureau, int files, int64_t *counts)
{
	struct floor floor;
	double began;

	floor_open(&floor, bureau);
	began = gauge_now();
	for (int i = 0; i < files; i++) {
		if (i % BATCH == 0)
			floor_command(&floor, "BEGIN");
		floor_file(&floor, bureau, i);
		if (i % BATCH == BATCH - 1 || i == files - 1)
			floor_flush(&floor);
	}
	began = gauge_now() - began;
	*counts = floor.counts;
	floor_close(&floor);
	return began;
}

/* --- Ours --------------------------------------------------------------- */

static double
time_ours(const struct bureau *bureau, int files)
{
	double began = gauge_now();
	struct bureau_sum sum = bureau_collect(bureau);

	began = gauge_now() - began;
	must(sum.stored == files, "not all were stored");
	return began;
}

static void
compare(enum bureau_kind kind, int files)
{
	for (int pair = 0; pair < PAIRS; pair++) {
		struct bureau bureau;
		double floor, ours;
		int64_t counts;

		bureau_new(&bureau, kind);
		fill(&bureau, files);
		floor = time_floor(&bureau, files, &counts);
		ours = time_ours(&bureau, files);
		printf("%-10s %6d files of %lld counts: floor %.0f a second, "
		       "ours %.0f, ratio %.2f (at least 0.6)\n",
		    bureau_names[kind], files, (long long)counts / files,
		    files * 1e6 / floor, files * 1e6 / ours, floor / ours);
		bureau_free(&bureau);
	}
}

int
main(int argc, char **argv)
{
	int files = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 1000;

	must(argc > 1, "the program is missing");
	setenv("HUDDLE", argv[1], 1);
	setvbuf(stdout, NULL, _IOLBF, 0);
	crypt_init();
	compare(BUREAU_SQLITE, files);
	if (postgres_start())
		compare(BUREAU_POSTGRES, files);
	postgres_stop();
	return 0;
}
