/*
 * huddle action undo, redo: whole steps of the shift's day, the last first.
 */
#include <stdio.h>

#include "app_request.h"
#include "app_undo.h"
#include "cli/ask.h"
#include "cli/cli.h"
#include "cli/json.h"
#include "util/i18n.h"
#include "util/utf8.h"

/* One way through the steps. */
struct way {
	bool undo;
	const char *format; /* of JSON */
	int kind;           /* of the revision it makes */
};

static int
print_done(struct app *app, const struct cli *cli, const struct revision *done,
    const struct way *way, struct err *err)
{
	struct buf text = BUF_INIT, safe = BUF_INIT;
	int result = app_revision_text(app->db, done, &text, err);

	utf8_clean(&safe, buf_text(&text), text.len);
	if (result == OK && cli->json)
		json_print(json_revision(done), way->format);
	else if (result == OK)
		printf(
		    "%s: %s\n", _(revision_titles[way->kind]), buf_text(&safe));
	buf_done(&safe);
	buf_done(&text);
	return result;
}

static int
go(const struct cli *cli, const struct way *way, struct err *err)
{
	struct revision done;
	struct app app;
	int result =
	    app_open(&app, cli->config, cli->store, APP_START_ALL, err);

	if (result < 0)
		return result;
	result = app_undo(&app, way->undo, 0, &done, err);
	if (result == OK)
		result = print_done(&app, cli, &done, way, err);
	app_close(&app);
	return result;
}

int
cmd_action_undo(const struct cli *cli, struct err *err)
{
	static const struct way undo = {true, "huddle-undo/1", REVISION_UNDO};

	return go(cli, &undo, err);
}

int
cmd_action_redo(const struct cli *cli, struct err *err)
{
	static const struct way redo = {false, "huddle-redo/1", REVISION_REDO};

	return go(cli, &redo, err);
}
