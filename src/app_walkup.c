/*
 * Boxes that come and go with the calendar. See app_walkup.h.
 */
#include "app_walkup.h"

#include <stdlib.h>
#include <string.h>

#include "app_release.h"
#include "core/cadence.h"
#include "util/mem.h"

/* The listed instrument of this id; NULL if it is not listed. */
static const struct instrument *
listed(const struct app *app, const char *id)
{
	for (int i = 0; i < app->config.walkup_count; i++)
		if (strcmp(app->config.walkups[i], id) == 0)
			return config_instrument_head(&app->config, id);
	return NULL;
}

/* True if the day is in what the unit's shift counts as the same week, month
 * or quarter. After a clock was set back a box may lie ahead of it. */
static bool
current(const struct app *app, const struct instrument *instrument, int32_t day)
{
	struct period now =
	    cadence_period(instrument->cadence, app_shift(app).day);

	return day >= now.from && day <= now.to;
}

/* Asked after a failure: at another keyboard somebody may have been faster, and
 * then nothing is to be told. */
static bool
open_now(struct app *app, const char *id, struct round *round)
{
	return round_find_open(app->db, ROUND_WALKUP, id, round, NULL) == OK &&
	       round->id != 0;
}

void
app_walkup_close(struct app *app)
{
	struct round *rounds;
	struct err err = {""};
	int count;

	if (app->config.walkup_count == 0)
		return;
	rounds = mem_new(APP_OPEN_MAX, sizeof(*rounds));
	count = round_list_open(app->db, rounds, APP_OPEN_MAX, &err);
	if (count < 0)
		app_notice(app, &err);
	for (int i = 0; i < count; i++) {
		const struct instrument *instrument =
		    rounds[i].kind == ROUND_WALKUP
		        ? listed(app, rounds[i].instrument)
		        : NULL;

		if (!instrument ||
		    current(app, instrument, rounds[i].shift.day))
			continue;
		/* By a wrong clock, it would be a record of a false day. */
		if (app_release_doubt(app))
			break;
		err.text[0] = '\0';
		app_round_close(
		    app, rounds[i].id, app->config.roster, &rounds[i], &err);
		app_notice(app, &err);
	}
	free(rounds);
}

/* Remembers, as `opened`, that the box of this time was there. */
static int
remember(struct app *app, const char *name, const char *opened, struct err *err)
{
	int result = db_begin(app->db, err);

	if (result == OK)
		result = db_meta_set(app->db, name, opened, err);
	if (result == OK)
		return db_commit(app->db, err);
	db_rollback(app->db);
	return result;
}

static int
open_one(struct app *app, const struct instrument *instrument,
    struct round *round, struct err *err)
{
	char *name = mem_printf("walkup:%s", instrument->id), *last = NULL;
	int32_t begin =
	    cadence_period(instrument->cadence, app_shift(app).day).from;
	int32_t day = DATE_NONE;
	char from[DATE_TEXT_SIZE];
	int result = db_meta_get(app->db, name, &last, err);
	bool settled;

	date_format(begin, from);
	/* Also one of a later time: the clock was set back, and who answered
	 * then is not to be asked again. */
	settled = last && date_parse(last, &day) && day >= begin;
	settled = settled || app_release_doubt(app);
	if (result == OK)
		result = round_find_open(
		    app->db, ROUND_WALKUP, instrument->id, round, err);
	if (result == OK && round->id == 0 && !settled)
		result = app_round_open(
		    app, ROUND_WALKUP, instrument->id, round, err);
	/* One that could not be closed is not the one of this time. */
	if (result == OK && round->id && !settled &&
	    current(app, instrument, round->shift.day))
		result = remember(app, name, from, err);
	free(last);
	free(name);
	return result;
}

void
app_walkup_turn(struct app *app)
{
	struct round *round = mem_new(1, sizeof(*round));

	app_walkup_close(app);
	for (int i = 0; i < app->config.walkup_count; i++) {
		const struct instrument *instrument = config_instrument_head(
		    &app->config, app->config.walkups[i]);
		struct err err = {""};

		if (instrument && open_one(app, instrument, round, &err) < 0 &&
		    !open_now(app, instrument->id, round))
			app_notice(app, &err);
	}
	free(round);
}
