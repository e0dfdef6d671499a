/*
 * huddle print sheet: the page for a huddle on paper. It needs no store, so
 * that it can be printed when the store cannot be opened.
 */
#include <stdio.h>

#include "app.h"
#include "cli/cli.h"
#include "cli/sheet.h"
#include "util/i18n.h"

int
cmd_print_sheet(const struct cli *cli, struct err *err)
{
	struct buf page = BUF_INIT;
	struct sheet sheet;
	struct app app;
	int result;

	if (cli->json)
		return err_set(err, ERR_USAGE,
		    _("print sheet makes plain text, or with --html a page "
		      "for a browser; it takes no --json"));
	result = app_configure(&app, cli->config, APP_START_QUICK, err);
	if (result < 0)
		return result;
	result = app_allow(&app, ACT_LOOK, err);
	if (result == OK)
		sheet_init(&sheet, &app.config, app_language(&app));
	if (result == OK && cli->option[0])
		sheet_html(&sheet, &page);
	else if (result == OK)
		sheet_text(&sheet, &page);
	fputs(buf_text(&page), stdout);
	buf_done(&page);
	app_close(&app);
	return result;
}
