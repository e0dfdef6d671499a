/*
 * The office's report over 300 units and five years, from a store, beside
 * reading all its rows and writing all its bytes in turn. Arguments: the
 * program; the numbers of units and of weeks, if they are others.
 */
#include <dirent.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

#include "sync/format.h"
#include "tests/bench/timed.h"
#include "tests/office/bureau.h"
#include "tests/unit/office_maker.h"
#include "util/crypt.h"
#include "util/file.h"
#include "util/mem.h"

#define UNITS 300
#define WEEKS 260
#define PAIRS 3
#define MEMORY (64 * 1024)

/* --- The store ------------------------------------------------------------ */

static void
accept_week(struct office *office, const struct summary *summary)
{
	uint8_t hash[CRYPT_HASH_BYTES];
	char hex[SUMMARY_HASH_SIZE];
	struct buf text = BUF_INIT;
	struct err err = {""};

	format_json(&text, summary);
	crypt_hash(hash, text.text, text.len);
	crypt_hex(hex, hash, sizeof(hash));
	must(office_accept(office, summary, text.text, text.len, hex, NULL,
	         NULL, &err) == OK,
	    err.text);
	buf_done(&text);
}

static void
enrol(struct office *office, int number)
{
	struct office_unit unit = {
	    .epoch = 1, .from = DATE_NONE, .to = DATE_NONE};
	struct err err = {""};

	snprintf(unit.name, sizeof(unit.name), "%s",
	    office_made_name(number, unit.unit));
	must(office_unit_set(office, &unit, &err) == OK, err.text);
}

/* Week by week, as they come in: a unit's rows do not lie side by side. */
static int
fill(const struct bureau *bureau, int units, int weeks)
{
	struct office_made made = {.units = units, .weeks = weeks};
	struct office *office = bureau_open(bureau);
	struct err err = {""};
	int count = 0;

	must(office_begin(office, &err) == OK, err.text);
	for (int unit = 0; unit < units; unit++)
		enrol(office, unit);
	for (int week = 0; week < weeks; week++)
		for (int unit = 0; unit < units; unit++) {
			struct summary summary;

			if (office_make(&made, unit, week, &summary)) {
				accept_week(office, &summary);
				count++;
			}
			summary_done(&summary);
		}
	must(office_commit(office, &err) == OK, err.text);
	office_close(office);
	return count;
}

/* --- The floor ------------------------------------------------------------ */

#define COLUMNS 16
#define ROWS                                                                   \
	"SELECT unit, epoch, sequence, from_day, part, name1, name2, name3, "  \
	"n1, n2, n3, n4, n5, n6, n7, n8 FROM fact "                            \
	"ORDER BY organization, unit, epoch, sequence, place"

static int64_t
read_rows(const char *path)
{
	sqlite3 *db;
	sqlite3_stmt *stmt = NULL;
	int64_t rows = 0, sum = 0;

	must(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) ==
	             SQLITE_OK &&
	         sqlite3_prepare_v2(db, ROWS, -1, &stmt, NULL) == SQLITE_OK,
	    path);
	for (; sqlite3_step(stmt) == SQLITE_ROW; rows++)
		for (int i = 0; i < COLUMNS; i++)
			if (sqlite3_column_type(stmt, i) == SQLITE_TEXT)
				sum += sqlite3_column_text(stmt, i)[0];
			else
				sum += sqlite3_column_int64(stmt, i);
	must(sum != 0, "the rows are empty"); /* so that they are read */
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return rows;
}

/* As many files as the report has, each as long. */
static void
write_pages(const char *like, const char *folder)
{
	DIR *dir = opendir(like);
	const struct dirent *entry;

	must(dir, like);
	while ((entry = readdir(dir))) {
		char *from = file_join(like, entry->d_name);
		char *to = file_join(folder, entry->d_name);
		struct stat st;

		if (stat(from, &st) == 0 && S_ISREG(st.st_mode)) {
			char *bytes = mem_new((size_t)st.st_size + 1, 1);
			FILE *file = fopen(to, "we");

			memset(bytes, ' ', (size_t)st.st_size);
			must(file &&
			         fwrite(bytes, 1, (size_t)st.st_size, file) ==
			             (size_t)st.st_size &&
			         fclose(file) == 0,
			    to);
			free(bytes);
		}
		free(to);
		free(from);
	}
	closedir(dir);
}

/* --- Both ----------------------------------------------------------------- */

static struct timed
report(const struct bureau *bureau, const char *folder)
{
	const char *const argv[] = {getenv("HUDDLE"), "office", "report",
	    "--store", bureau->address, "--output", folder, NULL};

	return timed_run(argv);
}

static void
compare(const struct bureau *bureau, int summaries, int weeks)
{
	static struct gauge_set ours, floor, memory;
	char *pages = file_join(bureau->folder, "pages");
	char *others = file_join(bureau->folder, "others");
	char *title;
	int64_t rows = 0;

	must(mkdir(others, 0700) == 0, others);
	report(bureau, pages); /* what is measured finds the file in memory */
	for (int i = 0; i < PAIRS; i++) {
		double began = gauge_now();
		struct timed timed;

		rows = read_rows(bureau->address);
		write_pages(pages, others);
		gauge_add(&floor, gauge_now() - began);
		timed = report(bureau, pages);
		gauge_add(&ours, timed.microseconds);
		gauge_add(&memory, timed.peak);
	}
	title = mem_printf("A report over %d weeks: %d summaries, %lld rows",
	    weeks, summaries, (long long)rows);
	gauge_heading(title);
	gauge_row("beside reading the rows, writing the bytes", "ms",
	    gauge_median(&ours) / 1000, gauge_median(&floor) / 1000, "2x");
	gauge_row("most memory, beside 64 MiB", "KiB",
	    gauge_percentile(&memory, 100), MEMORY, "1x");
	free(title);
	free(others);
	free(pages);
}

int
main(int argc, char **argv)
{
	int units = argc > 2 ? (int)strtol(argv[2], NULL, 10) : UNITS;
	int weeks = argc > 3 ? (int)strtol(argv[3], NULL, 10) : WEEKS;
	struct bureau bureau;

	must(argc > 1 && units > 0 && weeks > 0, "the program is missing");
	setenv("HUDDLE", argv[1], 1);
	crypt_init();
	bureau_new(&bureau, BUREAU_SQLITE);
	compare(&bureau, fill(&bureau, units, weeks), weeks);
	bureau_free(&bureau);
	return 0;
}
