/*
 * huddle note add.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_tell.h"
#include "cli/ask.h"
#include "cli/cli.h"
#include "cli/input.h"
#include "cli/json.h"
#include "core/identify.h"
#include "db/repo_action.h"
#include "util/i18n.h"
#include "util/mem.h"
#include "util/utf8.h"

/* What is read of a text before it is checked: a note of 500 characters has
 * at most 2,000 bytes; the rest is there to name the right fault. */
#define TEXT_BYTES_MAX 65536

static int
parse_kind(const char *name, int *kind, struct err *err)
{
	return ask_name("--kind", note_kind_names, NOTE_KINDS, name, kind, err);
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

/* The note is kept: whoever typed it at a command line may have a reason. */
static void
warn(const char *id, const char *what)
{
	char *text = mem_printf(_("the text may show a person: %s; huddle note "
	                          "redact %s --reason TEXT removes it"),
	    what, id);

	app_tell(text);
	free(text);
}

/* What could show a person. Thanks may name people. */
static int
point_out(struct app *app, const struct note *note, struct err *err)
{
	struct finding findings[FINDINGS_MAX];
	struct buf told = BUF_INIT;
	char **owners = NULL;
	int found, count;
	int result = action_owners(app->db, &owners, &count, err);

	if (result < 0)
		return result;
	found =
	    identify(note->text, (const char *const *)owners, count, findings);
	for (int i = 0; i < found; i++) {
		char *before = mem_copy_bytes(note->text, findings[i].from);

		if (findings[i].kind != IDENTIFY_PERSON ||
		    note->kind != NOTE_THANKS)
			buf_addf(&told, _("%s%s at character %zu"),
			    told.len ? ", " : "",
			    _(identify_titles[findings[i].kind]),
			    utf8_count(before) + 1);
		free(before);
	}
	if (told.len)
		warn(note->id, buf_text(&told));
	buf_done(&told);
	for (int i = 0; i < count; i++)
		free(owners[i]);
	free(owners);
	return result;
}

int
cmd_note_add(const struct cli *cli, struct err *err)
{
	struct note note;
	struct app app;
	int result;

	note_init(&note);
	result = parse_note(cli, &note, err);
	if (result == OK)
		result =
		    app_open(&app, cli->config, cli->store, APP_START_ALL, err);
	if (result < 0)
		return result;
	result = app_allow(&app, ACT_NOTE, err);
	if (result == OK)
		result = ask_theme(&app.config, cli->option[1], err);
	if (result == OK)
		result = read_text(&note, err);
	if (result == OK) {
		note.day = app_shift(&app).day;
		snprintf(note.theme, ID_SIZE, "%s", cli->option[1]);
		result = note_add(app.db, &note, app.keys.random, err);
	}
	if (result == OK && cli->json)
		json_print(json_note(&note), "huddle-note/1");
	else if (result == OK)
		puts(note.id);
	if (result == OK)
		result = point_out(&app, &note, err);
	note_done(&note);
	app_close(&app);
	return result;
}
