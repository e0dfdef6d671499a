/*
 * huddle status: the unit at a glance.
 */
#include <stdio.h>
#include <string.h>

#include "cli/cmd_release.h"
#include "cli/cmd_round.h"
#include "cli/json.h"
#include "db/repo_action.h"
#include "util/i18n.h"

static int
count_actions(struct app *app, int *open, int *overdue, struct err *err)
{
	return action_count(app->db, app_shift(app).day, open, overdue, err);
}

static int
print_json(struct app *app, struct err *err)
{
	const struct instrument *pulse =
	    config_instrument(&app->config, "pulse");
	json_t *items = json_array();
	json_t *rounds;
	struct release_standing releases = {0};
	int open, overdue;
	int result = count_actions(app, &open, &overdue, err);

	if (result == OK)
		result = release_standing(app->db, &releases, err);
	if (result == OK)
		result = json_rounds(app, &rounds, err);
	if (result < 0) {
		json_decref(items);
		return result;
	}
	for (int i = 0; pulse && i < pulse->item_count; i++)
		json_array_append_new(items, json_string(pulse->items[i].id));
	json_print(
	    json_pack("{s:s, s:s, s:o, s:o, s:{s:i, s:i}, s:{s:o, s:i, s:i}}",
	        "unit", app->config.unit, "name", app->config.unit_name,
	        "rounds", rounds, "items", items, "actions", "open", open,
	        "overdue", overdue, "releases", "last",
	        releases.count ? json_integer(releases.count) : json_null(),
	        "waiting", releases.waiting, "lost", releases.lost),
	    "huddle-status/1");
	return OK;
}

static void
print_releases(const struct release_standing *releases)
{
	char date[DATE_TEXT_SIZE], lost[RELEASE_STATE_SIZE];

	if (releases->count == 0)
		return;
	date_format(releases->newest.to, date);
	printf(_("  last release: %lld, up to %s; %d not sent\n"),
	    (long long)releases->count, date, releases->waiting);
	if (releases->lost > 0) {
		release_lost(releases->lost, lost);
		printf("  %s\n", lost);
	}
}

static int
print_lines(struct app *app, struct err *err)
{
	struct round rounds[APP_OPEN_MAX];
	struct huddle last;
	struct release_standing releases = {0};
	char date[DATE_TEXT_SIZE];
	int open, overdue;
	int count = round_list_open(app->db, rounds, APP_OPEN_MAX, err);
	int result = count < 0 ? count : huddle_last(app->db, &last, err);

	if (result == OK)
		result = count_actions(app, &open, &overdue, err);
	if (result == OK)
		result = release_standing(app->db, &releases, err);
	if (result < 0)
		return result;
	printf("%s\n", app->config.unit_name);
	for (int i = 0; i < count; i++) {
		char checkins[ROUND_CHECKINS_SIZE];

		round_checkins(&rounds[i], checkins);
		printf(_("  the box is open: %s, %s\n"),
		    rounds[i].kind == ROUND_HUDDLE ? "huddle"
		                                   : rounds[i].instrument,
		    checkins);
	}
	if (count == 0)
		puts(_("  no box is open"));
	if (last.id) {
		date_format(last.shift.day, date);
		printf(_("  last huddle: %s, %s, %d checked in of %d\n"), date,
		    last.shift.shift == SHIFT_DAY ? _("day") : _("night"),
		    (int)last.checkins, (int)last.headcount);
	}
	printf(_("  actions: %d open, %d overdue\n"), open, overdue);
	print_releases(&releases);
	return OK;
}

int
cmd_status(const struct cli *cli, struct err *err)
{
	struct app app;
	int result =
	    app_open(&app, cli->config, cli->store, APP_START_ALL, err);

	if (result < 0)
		return result;
	result = app_allow(&app, ACT_LOOK, err);
	if (result == OK)
		result =
		    cli->json ? print_json(&app, err) : print_lines(&app, err);
	app_close(&app);
	return result;
}
