/*
 * huddle print invitation: to a meal among colleagues. It needs no store, and
 * keeps nothing.
 */
#include <stdio.h>

#include "app.h"
#include "cli/cli.h"
#include "report/invitation.h"
#include "util/i18n.h"

enum { OPTION_HTML, OPTION_QUESTION };

int
cmd_print_invitation(const struct cli *cli, struct err *err)
{
	struct buf text = BUF_INIT;
	struct meal meal;
	struct page page;
	struct app app;
	int64_t number = 0;
	int result = OK;

	if (cli->json)
		return err_set(err, ERR_USAGE,
		    _("this makes plain text, or with --html a page for a "
		      "browser; it takes no --json"));
	if (cli->option[OPTION_QUESTION])
		result = cli_number("--question", cli->option[OPTION_QUESTION],
		    1, MEALS_MAX, &number, err);
	if (result == OK)
		result = app_configure(&app, cli->config, APP_START_QUICK, err);
	if (result < 0)
		return result;
	page = (struct page){.unit = app.config.unit_name,
	    .language = app_language(&app),
	    .today = app_shift(&app).day,
	    .html = cli->option[OPTION_HTML] != NULL};
	result = app_allow(&app, ACT_LOOK, err);
	if (result == OK)
		result = config_meal(
		    &app.config, page.today, (int)number, &meal, err);
	if (result == OK) {
		invitation_page(&page, meal.opener, meal.question, &text);
		fputs(buf_text(&text), stdout);
		meal_done(&meal);
	}
	buf_done(&text);
	app_close(&app);
	return result;
}
