/*
 * What the commands about notes and actions share. See ask.h.
 */
#include "cli/ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_request.h"
#include "app_tell.h"
#include "cli/json.h"
#include "db/repo_action.h"
#include "util/i18n.h"
#include "util/utf8.h"

#define CARD_DIGITS_MAX 18

int
ask_card(const char *word, int64_t *id, struct err *err)
{
	size_t len = strlen(word);

	if (len == 0 || len > CARD_DIGITS_MAX || word[0] == '0' ||
	    strspn(word, "0123456789") != len)
		return err_set(err, ERR_USAGE,
		    _("\"%s\" is no card's number; huddle action list has "
		      "them"),
		    word);
	*id = strtoll(word, NULL, 10);
	return OK;
}

int
ask_note(const char *word, char id[NOTE_ID_SIZE], struct err *err)
{
	if (strlen(word) != NOTE_ID_SIZE - 1 ||
	    strspn(word, "abcdefghijklmnopqrstuvwxyz0123456789") !=
	        NOTE_ID_SIZE - 1)
		return err_set(err, ERR_USAGE,
		    _("\"%s\" is no note's id; huddle note list has them"),
		    word);
	memcpy(id, word, NOTE_ID_SIZE);
	return OK;
}

static int
not_one_of(
    const char *what, const char *name, struct buf *names, struct err *err)
{
	err_set(err, ERR_DATA, _("%s %s: expected one of %s"), what, name,
	    buf_text(names));
	buf_done(names);
	return ERR_DATA;
}

int
ask_name(const char *what, const char *const *names, int count,
    const char *name, int *out, struct err *err)
{
	struct buf all = BUF_INIT;

	*out = name[0] ? note_name_find(names, count, name) : -1;
	if (*out >= 0)
		return OK;
	for (int i = 0; i < count; i++)
		if (names[i][0])
			buf_addf(&all, "%s%s", all.len ? ", " : "", names[i]);
	return not_one_of(what, name, &all, err);
}

int
ask_theme(const struct config *config, const char *id, struct err *err)
{
	struct buf all = BUF_INIT;

	if (config_theme(config, id))
		return OK;
	for (int i = 0; i < config->theme_count; i++)
		buf_addf(&all, "%s%s", i ? ", " : "", config->themes[i].id);
	return not_one_of("--theme", id, &all, err);
}

/* One card too many is done all the same: the people at the board decide. */
static int
warn_limit(struct app *app, const struct action *action, struct err *err)
{
	const int *limits = app->config.board.limits;
	struct card *cards, own;
	enum column column;
	char text[ERR_TEXT_MAX];
	int count, here = 0;
	int result;

	card_of(&own, action);
	column = card_column(&own);
	card_done(&own);
	if (limits[column] == 0)
		return OK;
	result = action_cards(app->db, &cards, &count, err);
	if (result < 0)
		return result;
	for (int i = 0; i < count; i++)
		here += card_column(&cards[i]) == column;
	card_list_done(cards, count);
	if (here <= limits[column])
		return OK;
	snprintf(text, sizeof(text),
	    _("\"%s\" has %d cards now; the limit is %d"),
	    _(column_titles[column]), here, limits[column]);
	app_tell(text);
	return OK;
}

/* What was done, as a line. */
static int
tell_line(struct app *app, const struct request *request,
    const struct request_result *done, struct err *err)
{
	struct revision revision = {.id = done->revision,
	    .kind = (int)request->kind,
	    .action = done->action};
	struct buf text = BUF_INIT, safe = BUF_INIT;
	int result;

	memcpy(revision.note, done->note, NOTE_ID_SIZE);
	result = app_revision_text(app->db, &revision, &text, err);
	if (result == OK) {
		utf8_clean(&safe, buf_text(&text), text.len);
		puts(buf_text(&safe));
	}
	buf_done(&safe);
	buf_done(&text);
	return result;
}

static int
tell_action(struct app *app, const struct cli *cli,
    const struct request *request, const struct request_result *done,
    struct err *err)
{
	int32_t today = app_shift(app).day;
	struct action action;
	int result = action_get(app->db, done->action, &action, err);

	if (result < 0)
		return result;
	if (cli->json)
		json_print(json_action(&action, &app->config.board, today),
		    "huddle-action/1");
	else if (request->kind == REQUEST_ADD)
		printf("%lld\n", (long long)done->action);
	else
		result = tell_line(app, request, done, err);
	if (result == OK &&
	    (request->kind == REQUEST_MOVE || request->kind == REQUEST_PLAN))
		result = warn_limit(app, &action, err);
	action_done(&action);
	return result;
}

/* Of a merge the note that stays is told. */
static int
tell_note(struct app *app, const struct cli *cli, const struct request *request,
    const struct request_result *done, struct err *err)
{
	const char *id =
	    request->kind == REQUEST_MERGE ? request->other : request->note;
	struct note note;
	int result = OK;

	note_init(&note);
	if (cli->json) {
		result = note_get(app->db, id, &note, err);
		if (result == OK)
			json_print(json_note(&note), "huddle-note/1");
		note_done(&note);
	} else if (request->kind == REQUEST_MERGE) {
		printf(_("merged: %s into %s\n"), request->note, id);
	} else if (request->kind == REQUEST_REDACT) {
		printf(
		    done->unfinished
		        ? _("redacted: %s. This can't be undone.\n")
		        : _("redacted: the text of %s is gone. This can't be "
		            "undone.\n"),
		    id);
	} else {
		result = tell_line(app, request, done, err);
	}
	return result;
}

int
ask(const struct cli *cli, struct request *request, struct err *err)
{
	const char *theme = request->text[TEXT_THEME];
	struct request_result done;
	struct app app;
	enum act act;
	int result =
	    app_open(&app, cli->config, cli->store, APP_START_ALL, err);

	if (result < 0)
		return result;
	result = app_request_act(app.db, request, &act, err);
	if (result == OK)
		result = app_allow(&app, act, err);
	if (result == OK && theme)
		result = ask_theme(&app.config, theme, err);
	if (result == OK)
		result = app_request(app.db, &app.config, request,
		    app_shift(&app).day, &done, err);
	if (result == OK && request->kind < REQUEST_ANSWER)
		result = tell_action(&app, cli, request, &done, err);
	else if (result == OK)
		result = tell_note(&app, cli, request, &done, err);
	if (result == OK)
		app_tell(done.notice.text);
	app_close(&app);
	return result;
}
