/*
 * Effects: what the screens ask for, carried out on the store. The facts they
 * see are gathered in app_facts.c.
 */
#include "app_ui.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_release.h"
#include "app_shift.h"
#include "app_ui_own.h"
#include "app_walkup.h"
#include "util/i18n.h"
#include "util/mem.h"

static bool
has_pulse(const struct agenda *agenda)
{
	for (int i = 0; i < agenda->step_count; i++)
		if (agenda->steps[i].kind == STEP_PULSE)
			return true;
	return false;
}

/* The huddle's open box, opened now if there is none. */
static int
open_box(struct app *app, int64_t *id, struct err *err)
{
	struct round *round = mem_new(1, sizeof(*round));
	int result;

	app_close_forgotten(app);
	result = round_find_open(app->db, ROUND_HUDDLE, NULL, round, err);
	if (result == OK && round->id == 0)
		result = app_round_open(app, ROUND_HUDDLE, "pulse", round, err);
	*id = round->id;
	free(round);
	return result;
}

/* The huddle that this keyboard began or resumed, as it is in the store.
 * ERR_UNAVAILABLE if it was ended elsewhere. */
static int
own_huddle(struct app_ui *ui, struct huddle *huddle, struct err *err)
{
	int result = huddle_running(ui->app->db, huddle, err);

	if (result < 0)
		return result;
	if (huddle->id && huddle->id == app_facts_huddle(ui->facts))
		return OK;
	app_facts_run(ui->facts, 0, NULL);
	return err_set(err, ERR_UNAVAILABLE,
	    _("This huddle was ended at another keyboard."));
}

static int
box_open(struct app_ui *ui, const struct effect *effect, const char **text,
    struct err *err)
{
	int64_t id;

	(void)effect;
	(void)text;
	return open_box(ui->app, &id, err);
}

static int
check_in(struct app_ui *ui, const struct effect *effect, const char **text,
    struct err *err)
{
	int32_t checkins;
	int result = round_checkin(ui->app->db, &ui->app->keys, effect->round,
	    &effect->response, &checkins, err);

	(void)text;
	ui->checked_in = result == OK;
	return result;
}

static int
huddle_begin(struct app_ui *ui, const struct effect *effect, const char **text,
    struct err *err)
{
	struct app *app = ui->app;
	const struct agenda *agenda =
	    config_agenda(&app->config, effect->agenda);
	struct huddle other, huddle = {.shift = app_shift(app)};
	struct planned due;
	struct civil wall;
	int result;

	(void)text;
	if (!agenda)
		return err_set(err, ERR_DATA, _("There is no agenda \"%s\"."),
		    effect->agenda);
	result = huddle_running(app->db, &other, err);
	if (result == OK && other.id)
		result = err_set(
		    err, ERR_UNAVAILABLE, _("A huddle is under way already."));
	app_wall(&wall);
	huddle.planned = period_due(app->config.plans, app->config.plan_count,
	    &app->config.shifts, &wall, &due);
	snprintf(huddle.agenda, ID_SIZE, "%s", agenda->id);
	run_start(&huddle.run, time(NULL));
	if (result == OK && has_pulse(agenda))
		result = open_box(app, &huddle.round, err);
	if (result == OK)
		result = huddle_start(app->db, &huddle, err);
	if (result == OK)
		app_facts_run(ui->facts, huddle.id, &huddle.run);
	return result;
}

static int
huddle_keep(struct app_ui *ui, const struct effect *effect, const char **text,
    struct err *err)
{
	struct huddle huddle;
	int result = own_huddle(ui, &huddle, err);

	(void)text;
	if (result < 0)
		return result;
	app_facts_run(ui->facts, huddle.id, &effect->run);
	return huddle_save(
	    ui->app->db, huddle.id, &effect->run, time(NULL), err);
}

/* The huddle's figures are the round's: nothing else is to be kept. */
static int
box_close(struct app_ui *ui, const struct effect *effect, const char **text,
    struct err *err)
{
	struct round *round = mem_new(1, sizeof(*round));
	int result = app_round_close(
	    ui->app, effect->round, effect->headcount, round, err);

	(void)text;
	if (result == OK)
		app_notice(ui->app, err);
	free(round);
	return result;
}

static int
box_void(struct app_ui *ui, const struct effect *effect, const char **text,
    struct err *err)
{
	struct buf reason = BUF_INIT;
	int32_t lost;
	int result = app_allow(ui->app, ACT_ROUND_VOID, err);

	(void)text;
	if (result == OK)
		result = note_clean(
		    &reason, effect->text, strlen(effect->text), err);
	if (result == OK)
		result = round_void(ui->app->db, &ui->app->keys, effect->round,
		    buf_text(&reason), &lost, err);
	if (result == OK)
		app_notice(ui->app, err);
	buf_done(&reason);
	return result;
}

/* A box that the huddle left open is closed with it. */
static int
close_left_open(struct app *app, const struct huddle *huddle, struct err *err)
{
	struct round *round = mem_new(1, sizeof(*round));
	int result = round_find_open(app->db, ROUND_HUDDLE, NULL, round, err);

	if (result == OK && round->id && round->id == huddle->round) {
		result = app_round_close(
		    app, round->id, huddle->headcount, round, err);
		if (result == OK)
			app_notice(app, err);
	}
	free(round);
	return result;
}

static int
huddle_finish(struct app_ui *ui, const struct effect *effect, const char **text,
    struct err *err)
{
	struct app *app = ui->app;
	const struct agenda *agenda;
	struct huddle huddle;
	int result = own_huddle(ui, &huddle, err);

	(void)text;
	if (result < 0)
		return result;
	if (effect->headcount > huddle.headcount)
		huddle.headcount = effect->headcount;
	result = close_left_open(app, &huddle, err);
	if (result < 0)
		return result;
	agenda = config_agenda(&app->config, huddle.agenda);
	huddle.seconds = run_total(&effect->run,
	    agenda ? agenda : &app->config.agendas[0], time(NULL));
	result = huddle_end(app->db, &huddle, true, err);
	if (result == OK)
		app_facts_run(ui->facts, 0, NULL);
	return result;
}

static int
huddle_drop(struct app_ui *ui, const struct effect *effect, const char **text,
    struct err *err)
{
	struct huddle huddle;
	int result = own_huddle(ui, &huddle, err);

	(void)effect;
	(void)text;
	if (result == OK)
		result = huddle_end(ui->app->db, &huddle, false, err);
	if (result == OK)
		app_facts_run(ui->facts, 0, NULL);
	return result;
}

static int
reload(struct app_ui *ui, const struct effect *effect, const char **text,
    struct err *err)
{
	(void)ui;
	(void)effect;
	(void)text;
	(void)err;
	return OK;
}

static int
read_questions(struct app_ui *ui, const struct effect *effect,
    const char **text, struct err *err)
{
	(void)effect;
	(void)text;
	return app_facts_questions(ui->facts, err);
}

/* Seals what is due; a manager may say that the clock is right. */
static int
seal(struct app_ui *ui, const struct effect *effect, const char **text,
    struct err *err)
{
	int result =
	    effect->confirm ? app_allow(ui->app, ACT_CONFIRM_CLOCK, err) : OK;

	(void)text;
	if (result == OK)
		result =
		    app_release_seal(ui->app, effect->confirm, NULL, NULL, err);
	if (result == OK && effect->confirm)
		app_walkup_turn(ui->app);
	return result == OK ? app_facts_again(ui->facts, err) : result;
}

/* They are of the shift that the form was opened for, whatever became of its
 * huddle meanwhile. */
static int
keep_numbers(struct app_ui *ui, const struct effect *effect, const char **text,
    struct err *err)
{
	struct app_shift_kept kept;
	int result = app_allow(ui->app, ACT_HUDDLE, err);

	(void)text;
	if (result == OK)
		result = app_shift_keep(
		    ui->app, effect->numbers, effect->number_count, &kept, err);
	return result;
}

/* By enum effect_kind; the loop's own are not here. */
static int (*const performers[])(
    struct app_ui *, const struct effect *, const char **, struct err *) = {
    [EFFECT_RELOAD] = reload,
    [EFFECT_QUESTIONS] = read_questions,
    [EFFECT_BOX_OPEN] = box_open,
    [EFFECT_CHECKIN] = check_in,
    [EFFECT_HUDDLE_START] = huddle_begin,
    [EFFECT_HUDDLE_SAVE] = huddle_keep,
    [EFFECT_ROUND_CLOSE] = box_close,
    [EFFECT_ROUND_VOID] = box_void,
    [EFFECT_HUDDLE_END] = huddle_finish,
    [EFFECT_HUDDLE_DROP] = huddle_drop,
    [EFFECT_NOTES] = app_ui_read,
    [EFFECT_NOTE_ADD] = app_ui_note_add,
    [EFFECT_NOTE_REMOVE] = app_ui_note_remove,
    [EFFECT_BOARD] = app_ui_read,
    [EFFECT_CARD] = app_ui_read,
    [EFFECT_SAID] = app_ui_read,
    [EFFECT_REVIEW] = app_ui_read,
    [EFFECT_REVIEWED] = app_ui_reviewed,
    [EFFECT_PAGE] = app_ui_read,
    [EFFECT_RELEASES] = app_ui_read,
    [EFFECT_RELEASE] = app_ui_read,
    [EFFECT_SEAL] = seal,
    [EFFECT_TRENDS] = app_ui_read,
    [EFFECT_SHIFT_NUMBERS] = keep_numbers,
    [EFFECT_BUDDIES] = app_ui_read,
    [EFFECT_BUDDY] = app_ui_buddy,
    [EFFECT_REQUEST] = app_ui_request,
    [EFFECT_UNDO] = app_ui_undo,
    [EFFECT_REDO] = app_ui_redo,
};

static int
perform(void *context, const struct effect *effect, const char **text,
    struct err *err)
{
	size_t count = sizeof(performers) / sizeof(performers[0]);

	if ((size_t)effect->kind >= count || !performers[effect->kind])
		return err_set(err, ERR_SOFTWARE, "effect %d is not known",
		    (int)effect->kind);
	return performers[effect->kind](context, effect, text, err);
}

/* Periods end at night, while the program stands open: the first tick of a
 * day seals, and turns the walk-up boxes. What hinders it is told at home. */
static bool
new_day(struct app_ui *ui)
{
	int32_t today = app_shift(ui->app).day;
	struct err err = {""};

	if (today == ui->today)
		return false;
	if (app_release_seal(ui->app, false, NULL, NULL, &err) < 0)
		app_notice(ui->app, &err);
	app_walkup_turn(ui->app);
	ui->today = today;
	return true;
}

static const struct facts *
facts(void *context, bool clock_only)
{
	struct app_ui *ui = context;

	if (clock_only && !new_day(ui))
		return app_facts_clock(ui->facts);
	if (!ui->checked_in)
		return app_facts_load(ui->facts);
	ui->checked_in = false;
	return app_facts_checked_in(ui->facts);
}

struct app_ui *
app_ui_new(struct app *app)
{
	struct app_ui *ui = mem_new(1, sizeof(*ui));

	ui->app = app;
	app_walkup_turn(app);
	ui->facts = app_facts_new(app);
	ui->before = -1;
	ui->today = app_shift(app).day; /* app_open has sealed */
	return ui;
}

void
app_ui_free(struct app_ui *ui)
{
	app_facts_free(ui->facts);
	free(ui->steps);
	free(ui);
}

struct host
app_ui_host(struct app_ui *ui)
{
	return (struct host){ui, facts, perform};
}
