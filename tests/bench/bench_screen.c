/*
 * The terminal: first full screen, a key in a list, memory, and what happens
 * while nobody types. Arguments: the program, the folder of the floors, the
 * folder of a unit with 26 weeks of history, that of one with ten years.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/pty/gauge.h"
#include "util/file.h"
#include "util/mem.h"

#define STARTS 25
#define KEYS 240
#define RUN 12         /* keys in one direction: all on one page */
#define QUIET_START 80 /* milliseconds of silence that end a first screen */
#define QUIET_KEY 8
#define WATCH 5000

/* A program that is measured. `into` leads to its list. */
struct subject {
	const char *name;
	const char *argv[6];
	const char *into, *down, *up, *leave;
	bool there;
	struct gauge *gauge;
	struct gauge_set start, key, bytes;
};

enum { RAW, TOUCH, CURSES, STORE, OURS, OLD, PEERS };

static struct subject subjects[] = {
    [RAW] = {.name = "raw write"},
    [TOUCH] = {.name = "ncurses, touching only what changed"},
    [CURSES] = {.name = "ncurses floor"},
    [STORE] = {.name = "ncurses, store, query"},
    [OURS] = {.name = "huddle", .into = "n"},
    [OLD] = {.name = "huddle, ten years", .into = "n"},
    {.name = "nnn", .argv = {"nnn", "/usr/bin"}},
    {.name = "ncdu", .argv = {"ncdu", "/usr/share/doc"}},
    {.name = "vim",
        .argv = {"vim", "-u", "NONE", "/etc/services"},
        .leave = ":q!\r"},
    {.name = "tig", .argv = {"tig"}},
    {.name = "mutt", .argv = {"mutt", "-nF", "/dev/null", "-f", "/dev/null"}},
};
#define SUBJECTS ((int)(sizeof(subjects) / sizeof(subjects[0])))

static void
prepare(char **argv)
{
	static const char *const floors[] = {[RAW] = "floor_raw",
	    [TOUCH] = "floor_touch",
	    [CURSES] = "floor_curses",
	    [STORE] = "floor_store"};

	for (int i = RAW; i <= STORE; i++)
		subjects[i].argv[0] = file_join(argv[2], floors[i]);
	subjects[STORE].argv[1] = file_join(argv[3], "huddle.db");
	for (int i = OURS; i <= OLD; i++) {
		subjects[i].argv[0] = argv[1];
		subjects[i].argv[1] = "--config";
		subjects[i].argv[2] =
		    file_join(argv[i == OURS ? 3 : 4], "huddle.conf");
	}
	for (int i = 0; i < SUBJECTS; i++) {
		struct subject *subject = &subjects[i];

		subject->there = i < PEERS || gauge_found(subject->argv[0]);
		if (!subject->down)
			subject->down = "j";
		if (!subject->up)
			subject->up = "k";
		if (!subject->leave)
			subject->leave = "q";
	}
}

static void
measure_starts(void)
{
	for (int round = 0; round < STARTS; round++)
		for (int i = 0; i < SUBJECTS; i++) {
			struct subject *subject = &subjects[i];
			struct gauge_burst burst;

			if (!subject->there)
				continue;
			subject->gauge = gauge_start(subject->argv);
			burst = gauge_settle(subject->gauge, QUIET_START);
			gauge_add(&subject->start, burst.microseconds / 1000);
			gauge_end(subject->gauge, subject->leave);
		}
}

static void
start_all(void)
{
	for (int i = 0; i < SUBJECTS; i++) {
		struct subject *subject = &subjects[i];

		if (!subject->there)
			continue;
		subject->gauge = gauge_start(subject->argv);
		gauge_settle(subject->gauge, QUIET_START);
		if (subject->into)
			gauge_keys(subject->gauge, subject->into, QUIET_START);
	}
}

static void
end_all(void)
{
	for (int i = 0; i < SUBJECTS; i++)
		if (subjects[i].there) {
			if (subjects[i].into)
				gauge_keys(subjects[i].gauge, "q", QUIET_START);
			gauge_end(subjects[i].gauge, subjects[i].leave);
		}
}

static void
measure_keys(void)
{
	for (int n = 0; n < KEYS; n++)
		for (int i = 0; i < SUBJECTS; i++) {
			struct subject *subject = &subjects[i];
			struct gauge_burst burst;

			if (!subject->there)
				continue;
			burst = gauge_keys(subject->gauge,
			    n / RUN % 2 ? subject->up : subject->down,
			    QUIET_KEY);
			gauge_add(&subject->key, burst.microseconds);
			gauge_add(&subject->bytes, (double)burst.bytes);
		}
}

static void
print_memory(void)
{
	pid_t keeper = gauge_pid(subjects[OURS].gauge);
	pid_t program = gauge_child(keeper);
	double floor =
	    (double)gauge_memory(gauge_pid(subjects[STORE].gauge)) / 1024;
	double own = (double)gauge_memory(program) / 1024;
	double kept = (double)gauge_memory(keeper) / 1024;

	gauge_heading("Memory (PSS)");
	gauge_row("program and keeper", "MiB", own + kept, floor, "2x");
	gauge_row("program", "MiB", own, floor, "");
	gauge_row("keeper", "MiB", kept, -1, "");
}

/* --- While nobody types --------------------------------------------------- */

static void
watch(struct gauge *gauge, const char *page, const char *target)
{
	pid_t keeper = gauge_pid(gauge), program = gauge_child(keeper);
	long before = gauge_sleeps(program), kept = gauge_sleeps(keeper);
	size_t bytes = gauge_watch(gauge, WATCH);
	char what[64];

	snprintf(what, sizeof(what), "%s: wake-ups", page);
	gauge_row(what, "a second",
	    (double)(gauge_sleeps(program) - before) * 1000 / WATCH, -1,
	    target);
	snprintf(what, sizeof(what), "%s: keeper's", page);
	gauge_row(what, "a second",
	    (double)(gauge_sleeps(keeper) - kept) * 1000 / WATCH, -1, "0");
	snprintf(what, sizeof(what), "%s: written", page);
	gauge_row(what, "bytes a second", (double)bytes * 1000 / WATCH, -1, "");
}

static void
print_idle(void)
{
	struct gauge *gauge = gauge_start(subjects[OURS].argv);

	gauge_heading("While nobody types");
	gauge_settle(gauge, QUIET_START);
	watch(gauge, "home", "1 a minute");
	gauge_keys(gauge, "n", QUIET_START);
	watch(gauge, "notes", "0");
	gauge_keys(gauge, "q", QUIET_START);
	gauge_keys(gauge, "h", QUIET_START);
	gauge_keys(gauge, "1", QUIET_START);
	watch(gauge, "huddle", "1");
	gauge_keys(gauge, " ", QUIET_START);
	watch(gauge, "huddle, paused", "0");
	gauge_keys(gauge, "\033", QUIET_START);
	gauge_keys(gauge, "k", QUIET_START);
	gauge_end(gauge, "q");
}

/* --- The table ------------------------------------------------------------ */

static void
print_screens(void)
{
	double floor = gauge_median(&subjects[STORE].start);
	double ours = gauge_median(&subjects[OURS].start);

	gauge_heading("First full screen, median");
	gauge_row("home, 26 weeks", "ms", ours, floor, "2x, aim 1.4x");
	gauge_row("home, ten years, beside 26 weeks", "ms",
	    gauge_median(&subjects[OLD].start), ours, "1.1x");
	gauge_row("raw write, beside ncurses", "ms",
	    gauge_median(&subjects[RAW].start),
	    gauge_median(&subjects[CURSES].start), "");
	for (int i = PEERS; i < SUBJECTS; i++)
		if (subjects[i].there)
			gauge_row(subjects[i].name, "ms",
			    gauge_median(&subjects[i].start), floor, "");
}

static void
print_keys(void)
{
	struct subject *floor = &subjects[CURSES], *ours = &subjects[OURS];

	gauge_heading("A key in a list, to the last byte");
	gauge_row("notes, median", "us", gauge_median(&ours->key),
	    gauge_median(&floor->key), "1.15x, aim 1.0x");
	gauge_row("notes, 99 of 100", "us", gauge_percentile(&ours->key, 99),
	    gauge_percentile(&floor->key, 99), "");
	gauge_row("notes, ten years", "us", gauge_median(&subjects[OLD].key),
	    gauge_median(&floor->key), "1.15x");
	gauge_row("notes, median", "bytes", gauge_median(&ours->bytes),
	    gauge_median(&floor->bytes), "240 bytes");
	gauge_row("raw write, beside ncurses", "us",
	    gauge_median(&subjects[RAW].key), gauge_median(&floor->key), "");
	gauge_row("ncurses, touching what changed", "us",
	    gauge_median(&subjects[TOUCH].key), gauge_median(&floor->key), "");
	gauge_row("ncurses, store, query", "us",
	    gauge_median(&subjects[STORE].key), gauge_median(&floor->key), "");
	for (int i = PEERS; i < SUBJECTS; i++)
		if (subjects[i].there) {
			gauge_row(subjects[i].name, "us",
			    gauge_median(&subjects[i].key),
			    gauge_median(&floor->key), "");
			gauge_row(subjects[i].name, "bytes",
			    gauge_median(&subjects[i].bytes),
			    gauge_median(&floor->bytes), "");
		}
}

int
main(int argc, char **argv)
{
	if (argc != 5)
		return 64;
	prepare(argv);
	measure_starts();
	print_screens();
	start_all();
	measure_keys();
	print_keys();
	print_memory();
	end_all();
	print_idle();
	return 0;
}
