/*
 * Collecting: files a second of `huddle office collect`, beside what opening
 * the seal, checking the signature, parsing and inserting the rows takes with
 * the same libraries, in turn. Arguments: the program, the number of files (a
 * multiple of 50). PostgreSQL where it can be started.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sync/format.h"
#include "tests/bench/floor_collect.h"
#include "tests/unit/samples.h"
#include "util/crypt.h"
#include "util/file.h"
#include "util/mem.h"

#define WEEKS 50
#define PAIRS 3

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
		floor = floor_collect(&bureau, files, &counts);
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
