/*
 * huddle config check, show, example.
 */
#include <stdio.h>

#include "app.h"
#include "cli/cli.h"
#include "util/i18n.h"

int
cmd_config_check(const struct cli *cli, struct err *err)
{
	struct app app;
	int result = app_configure(&app, cli->config, err);

	if (result < 0)
		return result;
	result = app_allow(&app, ACT_LOOK, err);
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
	int result = app_configure(&app, cli->config, err);

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
