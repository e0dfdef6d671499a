/*
 * A board and notes of many years: 5,000 cards with 50,000 events, 100,000
 * notes. How long pages take to open, and keys to be answered, beside the same
 * on a unit of half a year. Arguments: the program, the folder of that unit,
 * the folder of one that is filled up here.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/request.h"
#include "db/repo_action.h"
#include "db/repo_note.h"
#include "tests/pty/gauge.h"
#include "util/crypt.h"
#include "util/date.h"
#include "util/file.h"
#include "util/mem.h"

#define CARDS 5000
#define NOTES 100000
#define ROUNDS 7
#define QUIET 120 /* milliseconds of silence that end a page */
#define QUIET_KEY 40

static void
must(int status, const struct err *err)
{
	if (status == OK)
		return;
	fprintf(stderr, "bench: %s\n", err->text);
	exit(1);
}

static const char *const things[] = {"linen", "pumps", "gloves", "monitors",
    "the printer", "handover", "alarms", "the schedule", "breaks", "carts"};
static const char *const themes[] = {
    "supplies", "alarms", "schedule", "breaks", "records", "other"};
#define COUNT(list) ((int)(sizeof(list) / sizeof((list)[0])))

static void
fill_notes(struct db *db, int32_t today)
{
	struct err err = {""};

	for (int i = 0; i < NOTES; i++) {
		struct note note;

		note_init(&note);
		note.kind = (enum note_kind)(i % NOTE_KINDS);
		note.day = today - (int32_t)(i / 28);
		snprintf(note.theme, ID_SIZE, "%s", themes[i % COUNT(themes)]);
		note.text = mem_printf("Number %d: %s and %s, again; it takes "
		                       "time that nobody has.",
		    i, things[i % COUNT(things)],
		    things[i / 7 % COUNT(things)]);
		note.state = i > 300 ? NOTE_ANSWERED : NOTE_OPEN;
		must(note_add(db, &note, &crypt_random, &err), &err);
		note_done(&note);
	}
}

/* A card, and what was done with it: about ten events. */
static void
fill_card(struct db *db, int number, int32_t today)
{
	struct err err = {""};
	struct revision revision;
	struct request request;
	struct action was, card;
	int32_t day = today - number / 4;
	int state = number % 60 == 0 ? ACTION_AGREED : ACTION_DONE;

	request_init(&request, REQUEST_ADD);
	request.text[TEXT_TITLE] = mem_printf(
	    "Card %d about %s", number, things[number % COUNT(things)]);
	request_text(&request, TEXT_THEME, themes[number % COUNT(themes)]);
	request_text(&request, TEXT_OWNER, number % 3 ? "Kim" : "Ana");
	action_init(&card);
	must(revision_begin(db, REQUEST_ADD, day, &revision, &err), &err);
	must(request_action(&request, &card, NULL, day, &err), &err);
	must(action_put(db, &revision, NULL, &card, &err), &err);
	request_done(&request);
	request_init(&request, REQUEST_MOVE);
	request.state = state;
	action_copy(&was, &card);
	must(revision_begin(db, REQUEST_MOVE, day, &revision, &err), &err);
	must(request_action(&request, &card, NULL, day, &err), &err);
	must(action_put(db, &revision, &was, &card, &err), &err);
	action_done(&was);
	action_done(&card);
	request_done(&request);
}

static void
fill(const char *folder, int32_t today)
{
	struct err err = {""};
	char *path = file_join(folder, "huddle.db");
	struct db *db;

	crypt_init();
	must(db_open(&db, path, DB_EXISTING, &err), &err);
	must(db_begin(db, &err), &err);
	fill_notes(db, today);
	for (int i = 0; i < CARDS; i++)
		fill_card(db, i, today);
	must(db_commit(db, &err), &err);
	db_close(db);
	free(path);
}

/* What is measured: keys that lead to a page, and one that is answered. */
static const struct {
	const char *what, *lead, *key;
	int quiet;
} figures[] = {
    {"first screen", "", NULL, 0},
    {"home to the board", "", "a", QUIET},
    {"a card down", "a", "j", QUIET_KEY},
    {"the next column", "a", "l", QUIET_KEY},
    {"a letter of a search", "a/", "n", QUIET_KEY},
    {"a card opened", "a", "\r", QUIET},
    {"home to the notes", "", "n", QUIET},
    {"a note down", "n", "j", QUIET_KEY},
    {"the last note", "n", "G", QUIET},
    {"a letter of a search in notes", "n/", "p", QUIET},
    {"home to what became of it", "a", "y", QUIET},
    {"home to the review", "", "m", QUIET},
};

static double
measure(const char *program, const char *folder, int which)
{
	char *config = file_join(folder, "huddle.conf");
	const char *argv[] = {program, "--config", config, NULL};
	struct gauge *gauge = gauge_start(argv);
	struct gauge_burst burst, start = gauge_settle(gauge, QUIET);

	if (!figures[which].key) {
		gauge_end(gauge, "q");
		free(config);
		return start.microseconds / 1000;
	}
	for (const char *key = figures[which].lead; *key; key++) {
		const char one[2] = {*key, '\0'};

		gauge_keys(gauge, one, QUIET);
	}
	burst = gauge_keys(gauge, figures[which].key, figures[which].quiet);
	gauge_end(gauge, "\033\033\033qqq");
	free(config);
	return burst.microseconds / 1000;
}

int
main(int argc, char **argv)
{
	struct err err = {""};

	if (argc != 4)
		return 64;
	must(date_zone_set("UTC", &err), &err);
	fill(argv[3], (int32_t)(time(NULL) / 86400));
	gauge_heading("5,000 cards, 100,000 notes; beside half a year");
	for (int i = 0; i < COUNT(figures); i++) {
		struct gauge_set big = {.count = 0}, small = {.count = 0};

		for (int round = 0; round < ROUNDS; round++) {
			gauge_add(&small, measure(argv[1], argv[2], i));
			gauge_add(&big, measure(argv[1], argv[3], i));
		}
		gauge_row(figures[i].what, "ms", gauge_median(&big),
		    gauge_median(&small), "no pause: under 100 ms");
	}
	return 0;
}
