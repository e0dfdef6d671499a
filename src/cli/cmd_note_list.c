/*
 * huddle note list: as many as there are, of which only a page is in memory.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/ask.h"
#include "cli/cli.h"
#include "cli/json.h"
#include "util/i18n.h"
#include "util/mem.h"
#include "util/utf8.h"

#define PAGE_NOTES 500

/* States, and "waiting": what must still end in an answer. */
static int
parse_state(const char *name, struct note_filter *filter, struct err *err)
{
	const char *names[NOTE_STATES + 1];
	int result;

	memcpy(names, note_state_names, sizeof(note_state_names));
	names[NOTE_STATES] = "waiting";
	result = ask_name(
	    "--state", names, NOTE_STATES + 1, name, &filter->state, err);
	filter->waiting = filter->state == NOTE_STATES;
	if (filter->waiting)
		filter->state = -1;
	return result;
}

static int
parse_filter(const struct cli *cli, struct note_filter *filter, struct err *err)
{
	int result = OK;

	*filter = note_filter_all;
	if (cli->option[0])
		result = ask_name("--kind", note_kind_names, NOTE_KINDS,
		    cli->option[0], &filter->kind, err);
	filter->theme = cli->option[1];
	if (result == OK && cli->option[2])
		result = parse_state(cli->option[2], filter, err);
	if (result == OK && cli->option[3] &&
	    !date_parse(cli->option[3], &filter->since))
		result = err_set(err, ERR_DATA,
		    _("--since %s: expected a day like 2026-11-24"),
		    cli->option[3]);
	filter->match = cli->option[4];
	return result;
}

static void
print_line(const struct note *note)
{
	struct buf line = BUF_INIT, safe = BUF_INIT;
	char date[DATE_TEXT_SIZE];

	date_format(note->day, date);
	buf_addf(&line, "%s  %s  %-8s %-9s %-12s %s", note->id, date,
	    note_kind_names[note->kind], note_state_names[note->state],
	    note->theme, note->text);
	utf8_clean(&safe, buf_text(&line), line.len);
	puts(buf_text(&safe));
	buf_done(&safe);
	buf_done(&line);
}

/* One object, written note by note as json_print would write it whole. */
static void
print_json(const struct note *note, bool first)
{
	json_t *object = json_note(note);

	if (!first)
		putchar(',');
	json_dumpf(object, stdout, JSON_SORT_KEYS | JSON_COMPACT);
	json_decref(object);
}

/* What is on its way to standard output. */
struct listing {
	struct app *app;
	struct note_filter filter; /* `until` goes down with the list */
	bool json;
	bool none;  /* nothing was printed yet */
	int first;  /* the place of the next page among those until that day */
	int count;  /* how many the last page had */
	int of_day; /* how many of the last day were printed */
};

static void
print_note(struct listing *listing, const struct note *note)
{
	if (listing->json)
		print_json(note, listing->none);
	else
		print_line(note);
	listing->none = false;
	listing->of_day =
	    note->day == listing->filter.until ? listing->of_day + 1 : 1;
	listing->filter.until = note->day;
}

/*
 * The next page begins behind the last note printed: notes may come and go
 * while a slow reader of the output keeps us waiting, for no lock is held
 * then. If that note is gone, its day's others are counted.
 */
static int
turn_page(struct listing *listing, const char *last, struct err *err)
{
	int place;
	int result =
	    note_place(listing->app->db, &listing->filter, last, &place, err);

	listing->first =
	    result == OK && place >= 0 ? place + 1 : listing->of_day;
	return result;
}

static int
print_page(struct listing *listing, struct note *notes, struct err *err)
{
	int result = note_window(listing->app->db, &listing->filter,
	    listing->first, PAGE_NOTES, notes, &listing->count, err);

	if (result < 0)
		return result;
	for (int i = 0; i < listing->count; i++)
		print_note(listing, &notes[i]);
	if (listing->count == PAGE_NOTES)
		result = turn_page(listing, notes[PAGE_NOTES - 1].id, err);
	for (int i = 0; i < listing->count; i++)
		note_done(&notes[i]);
	return result;
}

static int
print_notes(struct app *app, const struct note_filter *filter, bool json,
    struct err *err)
{
	struct listing listing = {app, *filter, json, .none = true};
	struct note *notes = mem_new(PAGE_NOTES, sizeof(*notes));
	int result;

	if (json)
		fputs("{\"format\":\"huddle-notes/1\",\"notes\":[", stdout);
	do
		result = print_page(&listing, notes, err);
	while (result == OK && listing.count == PAGE_NOTES);
	if (json && result == OK)
		puts("]}");
	free(notes);
	return result;
}

int
cmd_note_list(const struct cli *cli, struct err *err)
{
	struct note_filter filter;
	struct app app;
	int result = parse_filter(cli, &filter, err);

	if (result == OK)
		result =
		    app_open(&app, cli->config, cli->store, APP_START_ALL, err);
	if (result < 0)
		return result;
	result = app_allow(&app, ACT_LOOK, err);
	if (result == OK && filter.theme)
		result = ask_theme(&app.config, filter.theme, err);
	if (result == OK)
		result = print_notes(&app, &filter, cli->json, err);
	app_close(&app);
	return result;
}
