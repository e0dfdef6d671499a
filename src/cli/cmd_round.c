/*
 * huddle round open, status, close, void.
 */
#include "cli/cmd_round.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_tell.h"
#include "cli/cli.h"
#include "cli/json.h"
#include "util/i18n.h"
#include "util/mem.h"

/* What --round calls a round. */
static const char *
round_name(const struct round *round)
{
	return round->kind == ROUND_HUDDLE ? "huddle" : round->instrument;
}

static int
no_box(const char *name, struct err *err)
{
	if (!name)
		return err_set(err, ERR_UNAVAILABLE,
		    _("no box is open; open one with: huddle round open"));
	if (strcmp(name, "huddle") == 0)
		return err_set(err, ERR_UNAVAILABLE,
		    _("no huddle's box is open; open one with: huddle round "
		      "open"));
	return err_set(err, ERR_UNAVAILABLE,
	    _("no walk-up box of \"%s\" is open; open one with: huddle round "
	      "open --kind walkup --instrument %s"),
	    name, name);
}

static int
choose_named(
    struct app *app, const char *name, struct round *out, struct err *err)
{
	enum round_kind kind =
	    strcmp(name, "huddle") == 0 ? ROUND_HUDDLE : ROUND_WALKUP;
	int result = round_find_open(app->db, kind, name, out, err);

	return result == OK && !out->id ? no_box(name, err) : result;
}

int
round_choose(
    struct app *app, const char *name, struct round *out, struct err *err)
{
	struct round *rounds;
	struct buf names = BUF_INIT;
	int result;

	if (name)
		return choose_named(app, name, out, err);
	rounds = mem_new(APP_OPEN_MAX, sizeof(*rounds));
	result = round_list_open(app->db, rounds, APP_OPEN_MAX, err);
	for (int i = 0; i < result; i++)
		buf_addf(&names, "%s%s", i ? ", " : "", round_name(&rounds[i]));
	if (result > 1) {
		result = err_set(err, ERR_USAGE,
		    _("several boxes are open (%s): name one with --round"),
		    buf_text(&names));
	} else if (result == 0) {
		result = no_box(NULL, err);
	} else if (result == 1) {
		*out = rounds[0];
		result = OK;
	}
	buf_done(&names);
	free(rounds);
	return result;
}

/* Of a unit that huddles rarely the last rounds together come first. */
static int
list_views(struct app *app, const struct round *round, struct room_view *views,
    struct err *err)
{
	int first = app_rounds_first(app, err);
	int count, more;

	if (first < 0)
		return first;
	count = app_views(app, round, first, views, DRAWS_MAX, err);
	if (count < 0 || first == 1)
		return count;
	more = app_views(app, round, 1, views + count, DRAWS_MAX, err);
	return more < 0 ? more : count + more;
}

static void
print_sentences(struct app *app, const struct round *round,
    const struct room_view *views, int count)
{
	if (app_headcount_known(app, round))
		printf(_("%d checked in of %d.\n"), (int)round->checkins,
		    (int)round->headcount);
	else
		printf(_("%d checked in.\n"), (int)round->checkins);
	if (round->checkins == 0 && count > 0)
		puts(round->kind == ROUND_WALKUP
		         ? _("Nobody checked in; this is the last box's.")
		         : _("Nobody checked in; this is the last huddle's."));
	for (int i = 0; i < count; i++) {
		struct buf sentence = BUF_INIT;

		app_view_sentence(app, &views[i], round->kind, &sentence);
		printf("  %s\n", buf_text(&sentence));
		buf_done(&sentence);
	}
	if (count == 0)
		puts(_("Fewer than 5 answers: nothing is shown yet. They count "
		       "with the next ones."));
	else
		puts(_("Counts are blurred on purpose, once, for ever: see "
		       "huddle-privacy(7)."));
}

int
round_print(
    struct app *app, const struct round *round, bool json, struct err *err)
{
	struct room_view views[2 * DRAWS_MAX];
	json_t *list;
	int count = list_views(app, round, views, err);

	if (count < 0)
		return count;
	if (!json) {
		print_sentences(app, round, views, count);
		return OK;
	}
	list = json_array();
	for (int i = 0; i < count; i++)
		json_array_append_new(list, json_view(&views[i]));
	json_print(
	    json_pack("{s:i, s:o, s:o}", "checkins", (int)round->checkins,
	        "headcount",
	        app_headcount_known(app, round) ? json_integer(round->headcount)
	                                        : json_null(),
	        "views", list),
	    "huddle-round/1");
	return OK;
}

int
cmd_round_open(const struct cli *cli, struct err *err)
{
	const char *kind = cli->option[0] ? cli->option[0] : "huddle";
	const char *instrument = cli->option[1] ? cli->option[1] : "pulse";
	bool walkup = strcmp(kind, "walkup") == 0;
	struct round round;
	struct app app;
	int result;

	if (!walkup && strcmp(kind, "huddle") != 0)
		return err_set(err, ERR_USAGE,
		    _("--kind %s: expected huddle or walkup"), kind);
	result = app_open(&app, cli->config, cli->store, APP_START_ALL, err);
	if (result < 0)
		return result;
	result = app_allow(&app, walkup ? ACT_ROUND_WALKUP : ACT_HUDDLE, err);
	if (result == OK)
		result =
		    app_round_open(&app, walkup ? ROUND_WALKUP : ROUND_HUDDLE,
		        instrument, &round, err);
	if (result == OK && cli->json)
		json_print(json_pack("{s:s, s:s}", "instrument",
		               round.instrument, "kind", kind),
		    "huddle-round/1");
	else if (result == OK)
		printf(_("The box is open: %s.\n"), round_name(&round));
	app_close(&app);
	return result;
}

void
round_checkins(const struct round *round, char out[ROUND_CHECKINS_SIZE])
{
	int32_t checkins = disclosure_checkins(round->checkins);

	if (round->kind == ROUND_HUDDLE)
		snprintf(out, ROUND_CHECKINS_SIZE, _("%d checked in"),
		    (int)round->checkins);
	else if (checkins == 0)
		snprintf(out, ROUND_CHECKINS_SIZE,
		    _("fewer than %d checked in"), DISCLOSURE_MINIMUM);
	else
		snprintf(out, ROUND_CHECKINS_SIZE, _("%d or more checked in"),
		    (int)checkins);
}

/* A line a box. */
static int
print_open(struct app *app, struct err *err)
{
	struct round *rounds = mem_new(APP_OPEN_MAX, sizeof(*rounds));
	int count = round_list_open(app->db, rounds, APP_OPEN_MAX, err);

	for (int i = 0; i < count; i++) {
		char checkins[ROUND_CHECKINS_SIZE];

		round_checkins(&rounds[i], checkins);
		printf("%-16s %s\n", round_name(&rounds[i]), checkins);
	}
	if (count == 0)
		puts(_("No box is open."));
	free(rounds);
	return count < 0 ? count : OK;
}

int
cmd_round_status(const struct cli *cli, struct err *err)
{
	json_t *rounds;
	struct app app;
	int result =
	    app_open(&app, cli->config, cli->store, APP_START_ALL, err);

	if (result < 0)
		return result;
	result = app_allow(&app, ACT_LOOK, err);
	if (result == OK && !cli->json) {
		result = print_open(&app, err);
	} else if (result == OK) {
		result = json_rounds(&app, &rounds, err);
		if (result == OK)
			json_print(json_pack("{s:o}", "rounds", rounds),
			    "huddle-rounds/1");
	}
	app_close(&app);
	return result;
}

/* A huddle's box may be closed by anybody, a walk-up box not. */
static int
allow_closing(const struct app *app, const struct round *round, struct err *err)
{
	return app_allow(app,
	    round->kind == ROUND_WALKUP ? ACT_ROUND_WALKUP : ACT_HUDDLE, err);
}

int
cmd_round_close(const struct cli *cli, struct err *err)
{
	int64_t headcount = -1;
	struct round round;
	struct app app;
	int result = OK;

	if (cli->option[1])
		result = cli_number("--headcount", cli->option[1], 0, TALLY_MAX,
		    &headcount, err);
	if (result == OK)
		result = app_open(
		    &app, cli->config, cli->store, APP_START_KEEP, err);
	if (result < 0)
		return result;
	result = round_choose(&app, cli->option[0], &round, err);
	if (result == OK)
		result = allow_closing(&app, &round, err);
	if (result == OK)
		result = app_round_close(
		    &app, round.id, (int32_t)headcount, &round, err);
	if (result == OK) {
		app_tell(err->text);
		result = round_print(&app, &round, cli->json, err);
	}
	app_close(&app);
	return result;
}

int
cmd_round_void(const struct cli *cli, struct err *err)
{
	struct buf reason = BUF_INIT;
	struct round round;
	struct app app;
	int32_t lost = 0;
	int result;

	if (!cli->option[1])
		return err_set(err, ERR_USAGE,
		    _("round void needs a reason: --reason TEXT"));
	result =
	    note_clean(&reason, cli->option[1], strlen(cli->option[1]), err);
	if (result == OK)
		result = app_open(
		    &app, cli->config, cli->store, APP_START_KEEP, err);
	if (result < 0) {
		buf_done(&reason);
		return result;
	}
	result = app_allow(&app, ACT_ROUND_VOID, err);
	if (result == OK)
		result = round_choose(&app, cli->option[0], &round, err);
	if (result == OK)
		result = round_void(
		    app.db, &app.keys, round.id, buf_text(&reason), &lost, err);
	if (result == OK)
		app_tell(err->text);
	if (result == OK && cli->json)
		json_print(
		    json_pack("{s:i}", "lost", (int)lost), "huddle-round/1");
	else if (result == OK)
		printf(ngettext("The round is void: %d check-in is lost.\n",
		           "The round is void: %d check-ins are lost.\n",
		           (unsigned long)lost),
		    (int)lost);
	app_close(&app);
	buf_done(&reason);
	return result;
}
