/*
 * huddle note add, list.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/input.h"
#include "cli/json.h"
#include "util/i18n.h"
#include "util/utf8.h"

/* What is read of a text before it is checked: a note of 500 characters has
 * at most 2,000 bytes; the rest is there to name the right fault. */
#define TEXT_BYTES_MAX 65536

static int
parse_kind(const char *name, int *kind, struct err *err)
{
	*kind = note_name_find(note_kind_names, NOTE_KINDS, name);
	return *kind >= 0 ? OK
	                  : err_set(err, ERR_DATA,
	                        _("--kind %s: expected matters, bright, "
	                          "pebble, stop or "
	                          "thanks"),
	                        name);
}

static int
check_theme(const struct config *config, const char *id, struct err *err)
{
	struct buf themes = BUF_INIT;

	if (config_theme(config, id))
		return OK;
	for (int i = 0; i < config->theme_count; i++)
		buf_addf(&themes, "%s%s", i ? ", " : "", config->themes[i].id);
	err_set(err, ERR_DATA, _("--theme %s: expected one of %s"), id,
	    buf_text(&themes));
	buf_done(&themes);
	return ERR_DATA;
}

/* The text from standard input, clean, into the note. */
static int
read_text(struct note *note, struct err *err)
{
	struct buf raw = BUF_INIT, clean = BUF_INIT;
	int result = input_all(&raw, TEXT_BYTES_MAX, err);

	if (result == OK)
		result = note_clean(&clean, buf_text(&raw), raw.len, err);
	if (result == OK)
		note->text = buf_take(&clean);
	buf_done(&clean);
	buf_done(&raw);
	return result;
}

static int
parse_note(const struct cli *cli, struct note *note, struct err *err)
{
	int64_t minutes = 0;
	int kind, result;

	if (!cli->option[0] || !cli->option[1])
		return err_set(err, ERR_USAGE,
		    _("note add needs --kind KIND --theme THEME"));
	if (cli->word_count && strcmp(cli->words[0], "-") != 0)
		return err_set(err, ERR_USAGE,
		    _("the text comes from standard input: huddle note add "
		      "... -"));
	result = parse_kind(cli->option[0], &kind, err);
	if (result == OK && cli->option[2])
		result = cli_number("--minutes", cli->option[2], 0,
		    NOTE_MINUTES_MAX, &minutes, err);
	if (result == OK) {
		note->kind = (enum note_kind)kind;
		note->minutes = (int)minutes;
		result = note_check_minutes(note->kind, note->minutes, err);
	}
	return result;
}

int
cmd_note_add(const struct cli *cli, struct err *err)
{
	struct note note = {.state = NOTE_OPEN};
	struct civil wall;
	struct app app;
	int result = parse_note(cli, &note, err);

	if (result == OK)
		result =
		    app_open(&app, cli->config, cli->store, APP_START_ALL, err);
	if (result < 0)
		return result;
	result = app_allow(&app, ACT_NOTE, err);
	if (result == OK)
		result = check_theme(&app.config, cli->option[1], err);
	if (result == OK)
		result = read_text(&note, err);
	if (result == OK) {
		app_wall(&wall);
		note.day = wall.day;
		snprintf(note.theme, ID_SIZE, "%s", cli->option[1]);
		result = note_add(app.db, &note, app.keys.random, err);
	}
	if (result == OK && cli->json)
		json_print(json_pack("{s:s}", "id", note.id), "huddle-note/1");
	else if (result == OK)
		puts(note.id);
	note_done(&note);
	app_close(&app);
	return result;
}

static int
parse_filter(const struct cli *cli, struct note_filter *filter, struct err *err)
{
	int result = OK;

	*filter = note_filter_all;
	if (cli->option[0])
		result = parse_kind(cli->option[0], &filter->kind, err);
	filter->theme = cli->option[1];
	if (result == OK && cli->option[2]) {
		filter->state = note_name_find(
		    note_state_names, NOTE_STATES, cli->option[2]);
		if (filter->state < 0)
			result = err_set(err, ERR_DATA,
			    _("--state %s: expected open, action, answered, "
			      "cant, merged or redacted"),
			    cli->option[2]);
	}
	if (result == OK && cli->option[3] &&
	    !date_parse(cli->option[3], &filter->since))
		result = err_set(err, ERR_DATA,
		    _("--since %s: expected a day like 2026-11-24"),
		    cli->option[3]);
	filter->match = cli->option[4];
	return result;
}

static json_t *
note_json(const struct note *note)
{
	char date[DATE_TEXT_SIZE];

	date_format(note->day, date);
	return json_pack("{s:s, s:s, s:s, s:s, s:i, s:s, s:s}", "id", note->id,
	    "kind", note_kind_names[note->kind], "state",
	    note_state_names[note->state], "theme", note->theme, "minutes",
	    note->minutes, "date", date, "text", note->text);
}

static void
print_json(const struct note *notes, int count)
{
	json_t *list = json_array();

	for (int i = 0; i < count; i++)
		json_array_append_new(list, note_json(&notes[i]));
	json_print(json_pack("{s:o}", "notes", list), "huddle-notes/1");
}

static void
print_lines(const struct note *notes, int count)
{
	for (int i = 0; i < count; i++) {
		struct buf safe = BUF_INIT;
		char date[DATE_TEXT_SIZE];

		date_format(notes[i].day, date);
		utf8_clean(&safe, notes[i].text, strlen(notes[i].text));
		printf("%s  %s  %-8s %-9s %-12s %s\n", notes[i].id, date,
		    note_kind_names[notes[i].kind],
		    note_state_names[notes[i].state], notes[i].theme,
		    buf_text(&safe));
		buf_done(&safe);
	}
}

int
cmd_note_list(const struct cli *cli, struct err *err)
{
	struct note_filter filter;
	struct note *notes;
	struct app app;
	int count;
	int result = parse_filter(cli, &filter, err);

	if (result == OK)
		result =
		    app_open(&app, cli->config, cli->store, APP_START_ALL, err);
	if (result < 0)
		return result;
	result = app_allow(&app, ACT_LOOK, err);
	if (result == OK)
		result = note_list(app.db, &filter, &notes, &count, err);
	if (result == OK) {
		if (cli->json)
			print_json(notes, count);
		else
			print_lines(notes, count);
		note_list_done(notes, count);
	}
	app_close(&app);
	return result;
}
