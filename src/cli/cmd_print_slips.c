/*
 * huddle print slips: one for everybody who has a buddy in the confirmed
 * round.
 */
#include <stdio.h>

#include "app_slips.h"
#include "cli/buddies.h"
#include "util/i18n.h"

static int
print(struct app *app, const struct page *page, struct err *err)
{
	struct buf out = BUF_INIT;
	struct app_buddies now;
	int result = app_buddies_read(app, &now, err);

	if (result < 0)
		return result;
	if (!app_slips_any(&now))
		result = err_set(err, ERR_UNAVAILABLE,
		    now.confirmed.id
		        ? _("Nobody has a buddy in the confirmed round. "
		            "\"huddle "
		            "buddy round propose\" proposes one.")
		        : _("No round of buddies is confirmed yet. \"huddle "
		            "buddy round propose\" proposes one."));
	if (result == OK)
		result = app_slips(app, &now, page, &out, err);
	fputs(buf_text(&out), stdout);
	buf_done(&out);
	app_buddies_done(&now);
	return result;
}

int
cmd_print_slips(const struct cli *cli, struct err *err)
{
	struct app app;
	struct page page;
	int result;

	if (cli->json)
		return err_set(err, ERR_USAGE,
		    _("this makes plain text, or with --html a page for a "
		      "browser; it takes no --json"));
	result = buddies_open(cli, &app, ACT_LOOK, err);
	if (result < 0)
		return result;
	page = (struct page){.unit = app.config.unit_name,
	    .language = app_language(&app),
	    .today = app_shift(&app).day,
	    .html = cli->option[0] != NULL};
	result = print(&app, &page, err);
	app_close(&app);
	return result;
}
