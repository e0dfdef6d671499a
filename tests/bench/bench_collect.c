/*
 * Collecting few and many: what one week of a unit costs beside the
 * floor, that it costs as much among many, and takes no more memory; and how
 * much room it takes. Arguments: the program; how many are many (10,000 if not
 * told; a multiple of 50).
 */
#include <string.h>
#include <sys/stat.h>

#include "tests/bench/floor_collect.h"
#include "util/crypt.h"

#define FEW 1000
#define MANY 10000
#define WEEKS 50

struct cost {
	struct gauge_set ours, floor; /* microseconds a document */
	struct gauge_set processor;   /* ours, microseconds of it */
	struct gauge_set peak;        /* KiB */
	double file, stored;          /* bytes a document */
};

/* --- The files ------------------------------------------------------------ */

/* As long as a week of the demonstration: three cuts, a board with cards in
 * every state and tier. */
static void
make_week(const struct member *member, struct summary *out)
{
	static const char *const items[] = {"needed", "someone"};
	static const char *const themes[] = {"alarms", "staffing"};

	member_next(member, out);
	for (int i = 0; i < 2; i++) {
		struct summary_pulse *pulse = summary_add_pulse(out);

		*pulse = out->pulse[0];
		snprintf(pulse->key.item, ID_SIZE, "%s", items[i]);
	}
	for (int i = 0; i < ACTION_STATES * TIERS * 2; i++)
		*summary_add_action(out) =
		    (struct summary_action){.state = i % ACTION_STATES,
		        .tier = i / ACTION_STATES % TIERS,
		        .count = 3 + i % 4,
		        .median_age_days = 2 * i};
	for (int i = 0; i < ACTION_STATES * TIERS * 2; i++)
		snprintf(out->actions[1 + i].theme, ID_SIZE, "%s",
		    themes[i / ACTION_STATES / TIERS]);
	summary_sort(out);
}

static void
put_week(const struct bureau *bureau, struct member *member, int number)
{
	char *name = mem_printf("%08d.huddle", number);
	struct summary week;

	make_week(member, &week);
	bureau_put(bureau, &member->key, &week, name);
	member_told(member, &week);
	summary_done(&week);
	free(name);
}

static void
fill(const struct bureau *bureau, int files)
{
	for (int i = 0; i < files / WEEKS; i++) {
		char *id = mem_printf("unit-%d", i);
		struct member member = member_new(id);

		must(bureau_enrol(bureau, &member, false) == 0, "enrol");
		for (int week = 0; week < WEEKS; week++)
			put_week(bureau, &member, i * WEEKS + week);
		free(id);
	}
}

static double
file_bytes(const char *folder, const char *name)
{
	char *path = file_join(folder, name);
	struct stat st;

	must(stat(path, &st) == 0, path);
	free(path);
	return (double)st.st_size;
}

/* Of the office's tables, without the floor's. */
static double
store_bytes(const struct bureau *bureau)
{
	double bytes;
	PGconn *pg;
	PGresult *result;

	if (bureau->kind == BUREAU_SQLITE)
		return file_bytes(bureau->folder, "office.db");
	pg = PQconnectdb(bureau->address);
	result = PQexec(pg,
	    "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE "
	    "relkind = 'r' AND relnamespace = 'public'::regnamespace");
	must(PQntuples(result) == 1, PQerrorMessage(pg));
	bytes = strtod(PQgetvalue(result, 0, 0), NULL);
	PQclear(result);
	PQfinish(pg);
	return bytes;
}

/* --- Measuring ------------------------------------------------------------ */

static void
measure(struct cost *cost, enum bureau_kind kind, int files)
{
	struct bureau bureau;
	struct timed timed;
	int64_t counts;
	double empty;

	bureau_new(&bureau, kind);
	fill(&bureau, files);
	empty = store_bytes(&bureau);
	cost->file = file_bytes(bureau.inbox, "00000000.huddle");
	gauge_add(&cost->floor, floor_collect(&bureau, files, &counts) / files);
	const char *const argv[] = {getenv("HUDDLE"), "office", "collect",
	    kind == BUREAU_SQLITE ? "--store" : "--database", bureau.address,
	    "--keys", bureau.folder, bureau.inbox, NULL};
	timed = timed_run(argv);
	must(bureau_files(&bureau, "collected", ".huddle") == files,
	    "not all were collected");
	gauge_add(&cost->ours, timed.microseconds / files);
	gauge_add(&cost->processor, timed.processor / files);
	gauge_add(&cost->peak, timed.peak);
	cost->stored = (store_bytes(&bureau) - empty) / files;
	bureau_free(&bureau);
}

static void
print(enum bureau_kind kind, struct cost *few, struct cost *many, int count)
{
	char *title = mem_printf("Collecting %d and %d weeks of units, %s", FEW,
	    count, bureau_names[kind]);

	gauge_heading(title);
	gauge_row("a document of few", "us", gauge_median(&few->ours),
	    gauge_median(&few->floor), "1.67x");
	gauge_row("a document of many", "us", gauge_median(&many->ours),
	    gauge_median(&many->floor), "1.67x");
	gauge_row("one of many, beside one of few", "us",
	    gauge_median(&many->ours), gauge_median(&few->ours), "1.1x");
	gauge_row("processor time of these", "us",
	    gauge_median(&many->processor), gauge_median(&few->processor),
	    "1.1x");
	gauge_row("the floor's, beside its own", "us",
	    gauge_median(&many->floor), gauge_median(&few->floor), "");
	gauge_row("most memory, many beside few", "KiB",
	    gauge_median(&many->peak), gauge_median(&few->peak),
	    kind == BUREAU_SQLITE ? "16 MiB more: the cache" : "1x");
	gauge_row("room in the store, beside the file", "bytes", many->stored,
	    many->file, "");
	free(title);
}

static void
compare(enum bureau_kind kind, int count)
{
	static struct cost costs[BUREAUS][2];
	struct cost *few = &costs[kind][0], *many = &costs[kind][1];

	/* Many once, between two of few, so that a load that comes or goes
	 * meets both. */
	measure(few, kind, FEW);
	measure(many, kind, count);
	measure(few, kind, FEW);
	print(kind, few, many, count);
}

int
main(int argc, char **argv)
{
	int count = argc > 2 ? (int)strtol(argv[2], NULL, 10) : MANY;

	must(argc > 1 && count >= WEEKS && count % WEEKS == 0,
	    "the program, or a multiple of 50 files, is missing");
	setenv("HUDDLE", argv[1], 1);
	crypt_init();
	compare(BUREAU_SQLITE, count);
	if (postgres_start())
		compare(BUREAU_POSTGRES, count);
	postgres_stop();
	return 0;
}
