/*
 * huddle config check, show, example.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "app_tell.h"
#include "app_words.h"
#include "cli/cli.h"
#include "util/file.h"
#include "util/i18n.h"

/* Words that were changed under the same version, as far as the unit's store
 * is there and can be read: that is no matter of the configuration. */
static int
check_words(const struct cli *cli, const struct app *app, struct err *err)
{
	char *path = app_store_path(cli->store, &app->config), *unit = NULL;
	struct db *db = NULL;
	int result = OK;

	if (file_exists(path) && db_open(&db, path, DB_AS_IT_IS, NULL) == OK &&
	    db_meta_get(db, "unit", &unit, NULL) == OK && unit &&
	    strcmp(unit, app->config.unit) == 0)
		for (int i = 0;
		     result == OK && i < app->config.instrument_count; i++)
			result = app_words_check(
			    db, &app->config.instruments[i], err);
	free(unit);
	db_close(db);
	free(path);
	return result == ERR_CONFIG ? result : OK;
}

int
cmd_config_check(const struct cli *cli, struct err *err)
{
	struct buf faults = BUF_INIT;
	struct app app;
	int result = app_configure(&app, cli->config, APP_WHOLE, err);

	if (result < 0)
		return result;
	result = app_allow(&app, ACT_LOOK, err);
	if (result == OK)
		result = config_check_topics(&app.config, &faults, err);
	if (result == OK)
		result = config_check_meals(&app.config, &faults, err);
	app_tell_lines(buf_text(&faults));
	buf_done(&faults);
	if (result == OK)
		result = check_words(cli, &app, err);
	if (result == OK)
		printf(_("%s: no faults\n"), app.config.path);
	app_close(&app);
	return result;
}

int
cmd_config_show(const struct cli *cli, struct err *err)
{
	struct buf text = BUF_INIT;
	struct app app;
	int result = app_configure(&app, cli->config, APP_WHOLE, err);

	if (result < 0)
		return result;
	result = app_allow(&app, ACT_LOOK, err);
	if (result == OK)
		config_show(&app.config, &text);
	fputs(buf_text(&text), stdout);
	buf_done(&text);
	app_close(&app);
	return result;
}

int
cmd_config_example(const struct cli *cli, struct err *err)
{
	struct buf text = BUF_INIT;

	(void)cli;
	(void)err;
	config_example(&text);
	fputs(buf_text(&text), stdout);
	buf_done(&text);
	return OK;
}
