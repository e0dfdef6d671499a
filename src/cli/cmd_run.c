/*
 * huddle: the terminal interface.
 */
#include <stdio.h>
#include <unistd.h>

#include "app_ui.h"
#include "cli/cli.h"
#include "ui/guard.h"
#include "ui/term.h"
#include "util/i18n.h"

static const enum term_colour colours[] = {
    [COLOUR_AUTO] = TERM_AUTO,
    [COLOUR_NEVER] = TERM_MONO,
    [COLOUR_16] = TERM_16,
    [COLOUR_256] = TERM_256,
};

/* The keeper forks before the store is open: a store must not cross a fork. */
int
cmd_run(const struct cli *cli, struct err *err)
{
	struct term *term = NULL;
	struct app_ui *ui;
	struct host host;
	struct app app;
	int result;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(err, ERR_UNAVAILABLE,
		    _("this needs a terminal; huddle help lists what works "
		      "without one"));
	guard_start();
	result = app_open(&app, cli->config, cli->store, APP_START_ALL, err);
	if (result < 0)
		return result;
	ui = app_ui_new(&app);
	host = app_ui_host(ui);
	result =
	    term_new(&term, colours[app.config.colour], app.config.ascii, err);
	if (result == OK)
		loop_run(term, &host);
	term_free(term);
	app_ui_free(ui);
	app_close(&app);
	return result;
}
