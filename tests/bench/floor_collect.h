/*
 * Floor of collecting: opening the seal, checking the signature, parsing and
 * inserting a row for each count, with the same libraries, in batches as the
 * office's. Into a table of its own, beside the office's store.
 */
#ifndef HUDDLE_BENCH_FLOOR_COLLECT_H
#define HUDDLE_BENCH_FLOOR_COLLECT_H

#include <libpq-fe.h>
#include <sqlite3.h>

#include "tests/bench/timed.h"
#include "tests/office/bureau.h"
#include "util/buf.h"
#include "util/file.h"
#include "util/mem.h"

#define FLOOR_BATCH 256
#define FLOOR_INSERT                                                           \
	"INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

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
		sqlite3_prepare_v2(
		    floor->db, FLOOR_INSERT, -1, &floor->insert, NULL);
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

/* Microseconds for the files 00000000.huddle and on; the rows in *counts. */
static inline double
floor_collect(const struct bureau *bureau, int files, int64_t *counts)
{
	struct floor floor;
	double began;

	floor_open(&floor, bureau);
	began = gauge_now();
	for (int i = 0; i < files; i++) {
		if (i % FLOOR_BATCH == 0)
			floor_command(&floor, "BEGIN");
		floor_file(&floor, bureau, i);
		if (i % FLOOR_BATCH == FLOOR_BATCH - 1 || i == files - 1)
			floor_flush(&floor);
	}
	began = gauge_now() - began;
	*counts = floor.counts;
	floor_close(&floor);
	return began;
}

#endif
