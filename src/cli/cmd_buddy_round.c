/*
 * huddle buddy round propose, swap, lock, confirm, drop: what the coordinator
 * does.
 */
#include <stdio.h>

#include "app_tell.h"
#include "cli/buddies.h"
#include "util/i18n.h"

#define WEEKS_MAX 26

/* Prints the proposal as it is now, or a line, or with --json how everything
 * stands. */
static int
finish(struct app *app, const struct cli *cli, int result, const char *line,
    struct err *err)
{
	struct app_buddies now;

	if (result == OK && cli->json) {
		result = buddies_list(app, cli, err);
	} else if (result == OK && line) {
		puts(line);
	} else if (result == OK) {
		result = app_buddies_read(app, &now, err);
		if (result == OK) {
			buddies_print_proposal(&now);
			app_buddies_done(&now);
		}
	}
	if (result == OK)
		app_tell(app->notice);
	app_close(app);
	return result;
}

/* From so many people up it can take more than a second. */
#define MANY 250

static void
tell_many(struct app *app)
{
	struct app_buddies now;

	if (app_buddies_read(app, &now, NULL) < 0)
		return;
	if (now.count >= MANY)
		app_tell(_("the best groups of so many people take some "
		           "seconds"));
	app_buddies_done(&now);
}

int
cmd_buddy_round_propose(const struct cli *cli, struct err *err)
{
	bool anew = cli->option[1] != NULL, now = cli->option[2] != NULL;
	int64_t weeks = 0;
	struct app app;
	int result = OK;

	if (anew && (cli->option[0] || now))
		return err_set(err, ERR_USAGE,
		    _("--anew keeps the days of the round that runs; it "
		      "takes no --weeks and no --now"));
	if (cli->option[0])
		result = cli_number(
		    "--weeks", cli->option[0], 1, WEEKS_MAX, &weeks, err);
	if (result == OK)
		result = buddies_open(cli, &app, ACT_BUDDY_ROUND, err);
	if (result < 0)
		return result;
	tell_many(&app);
	result = app_buddy_propose(&app, (int)weeks,
	    anew  ? BUDDY_ANEW
	    : now ? BUDDY_NOW
	          : BUDDY_NEXT,
	    err);
	return finish(&app, cli, result, NULL, err);
}

int
cmd_buddy_round_swap(const struct cli *cli, struct err *err)
{
	struct app app;
	int result = buddies_open(cli, &app, ACT_BUDDY_ROUND, err);

	if (result < 0)
		return result;
	result = app_buddy_swap(&app, cli->words[0], cli->words[1], 0, err);
	return finish(&app, cli, result, NULL, err);
}

int
cmd_buddy_round_lock(const struct cli *cli, struct err *err)
{
	struct app app;
	int result = buddies_open(cli, &app, ACT_BUDDY_ROUND, err);

	if (result < 0)
		return result;
	result = app_buddy_lock(&app, cli->words[0], !cli->option[0], 0, err);
	return finish(&app, cli, result, NULL, err);
}

int
cmd_buddy_round_confirm(const struct cli *cli, struct err *err)
{
	struct app app;
	int result = buddies_open(cli, &app, ACT_BUDDY_ROUND, err);

	if (result < 0)
		return result;
	result = app_buddy_confirm(&app, 0, err);
	return finish(&app, cli, result,
	    _("Confirmed. Slips to cut and hand out: huddle print slips"), err);
}

int
cmd_buddy_round_drop(const struct cli *cli, struct err *err)
{
	struct app app;
	int result = buddies_open(cli, &app, ACT_BUDDY_ROUND, err);

	if (result < 0)
		return result;
	result = app_buddy_drop(&app, 0, err);
	return finish(&app, cli, result, _("The proposal is dropped."), err);
}
