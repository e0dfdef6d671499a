/*
 * Effects of notes and the action board, carried out on the store. Whatever
 * comes of one, the pages' lists are read again: somebody else may have been
 * faster.
 */
#include "app_ui_own.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_request.h"
#include "app_undo.h"
#include "util/date.h"
#include "util/i18n.h"
#include "util/mem.h"

/* What was done before anybody at this keyboard looked. */
static void
look(struct app_ui *ui)
{
	if (ui->before < 0 && revision_last(ui->app->db, &ui->before, NULL) < 0)
		ui->before = -1;
}

int
app_ui_read(struct app_ui *ui, const struct effect *effect, const char **text,
    struct err *err)
{
	(void)text;
	look(ui);
	return app_facts_read(ui->facts, effect, err);
}

/* Within a transaction: a note of the huddle that is going on here. */
static int
count_note(struct app_ui *ui, const char *id, bool added, struct err *err)
{
	const struct run *run = app_facts_running(ui->facts);
	int result;

	if (!run || run->paused)
		return OK;
	result = huddle_note(
	    ui->app->db, app_facts_huddle(ui->facts), id, added, err);
	/* Ended elsewhere: a note all the same. */
	return result == ERR_UNAVAILABLE ? OK : result;
}

static int
keep(struct app_ui *ui, struct note *note, struct err *err)
{
	struct db *db = ui->app->db;
	int result = db_begin(db, err);

	if (result == OK)
		result = note_add(db, note, ui->app->keys.random, err);
	if (result == OK)
		result = count_note(ui, note->id, true, err);
	if (result == OK)
		result = db_commit(db, err);
	db_rollback(db);
	return result;
}

int
app_ui_note_add(struct app_ui *ui, const struct effect *effect,
    const char **text, struct err *err)
{
	struct buf clean = BUF_INIT;
	struct note note;
	int result =
	    note_clean(&clean, effect->text, strlen(effect->text), err);

	note_init(&note);
	note.kind = (enum note_kind)effect->note_kind;
	note.day = app_shift(ui->app).day;
	note.minutes = effect->minutes;
	if (result == OK)
		result = note_check_minutes(note.kind, note.minutes, err);
	if (result == OK) {
		note.text = buf_take(&clean);
		snprintf(note.theme, ID_SIZE, "%s", effect->theme);
		result = keep(ui, &note, err);
	}
	if (result == OK) {
		*text = app_facts_added(ui->facts, note.id);
		result = app_facts_again(ui->facts, err);
	}
	note_done(&note);
	buf_done(&clean);
	return result;
}

int
app_ui_note_remove(struct app_ui *ui, const struct effect *effect,
    const char **text, struct err *err)
{
	struct db *db = ui->app->db;
	int result = db_begin(db, err);

	(void)text;
	if (result == OK)
		result = note_remove(db, effect->text, err);
	if (result == OK)
		result = count_note(ui, effect->text, false, err);
	if (result == OK)
		result = db_commit(db, err);
	db_rollback(db);
	if (result == OK) {
		struct err left;

		if (db_scrub(db, &left) < 0)
			app_notice(ui->app, &left);
		app_facts_added(ui->facts, "");
		result = app_facts_again(ui->facts, err);
	}
	return result;
}

/* Reads the lists again, after a failure too; that one is what is told. */
static int
again(struct app_ui *ui, int result, struct err *err)
{
	struct err other;
	int read = app_facts_again(ui->facts, result < 0 ? &other : err);

	return result < 0 ? result : read;
}

int
app_ui_request(struct app_ui *ui, const struct effect *effect,
    const char **text, struct err *err)
{
	struct app *app = ui->app;
	struct request_result done = {0};
	enum act act;
	int result = app_request_act(app->db, effect->request, &act, err);

	(void)text;
	look(ui);
	if (result == OK)
		result = app_allow(app, act, err);
	if (result == OK)
		result = app_request(app->db, &app->config, effect->request,
		    app_shift(app).day, &done, err);
	if (result == OK) {
		app_notice(app, &done.notice);
		app_facts_done(ui->facts, done.action, done.note);
		app_facts_added(ui->facts, "");
		ui->steps = mem_grow(
		    ui->steps, (size_t)ui->step_count + 1, sizeof(*ui->steps));
		ui->steps[ui->step_count++] = done.revision;
	}
	return again(ui, result, err);
}

/* Nobody takes back by habit what somebody else did: the first time it is
 * only named. */
static int
check_own(struct app_ui *ui, int64_t step, bool undo, const char *text,
    struct err *err)
{
	if (step <= ui->before || step == ui->asked)
		return OK;
	for (int i = ui->step_count - 1; i >= 0; i--)
		if (ui->steps[i] == step)
			return OK;
	ui->asked = step;
	return err_set(err, ERR_AGAIN,
	    undo ? _("The last step was taken at another keyboard: %s. Nothing "
	             "was undone; u once more takes it back.")
	         : _("This was undone at another keyboard: %s. Nothing was "
	             "done; U once more does it again."),
	    text);
}

/* What it is is told as it was: afterwards it may have no words. */
static int
turn(struct app_ui *ui, bool undo, int64_t step, const char **text,
    struct err *err)
{
	struct revision done;
	int result;

	*text = app_facts_revision(ui->facts, undo);
	result = check_own(ui, step, undo, *text, err);
	if (result == OK)
		result = app_undo(ui->app, undo, step, &done, err);
	if (result == OK)
		app_facts_done(ui->facts, done.action, done.note);
	return again(ui, result, err);
}

int
app_ui_undo(struct app_ui *ui, const struct effect *effect, const char **text,
    struct err *err)
{
	return turn(ui, true, effect->revision, text, err);
}

int
app_ui_redo(struct app_ui *ui, const struct effect *effect, const char **text,
    struct err *err)
{
	return turn(ui, false, effect->revision, text, err);
}

int
app_ui_reviewed(struct app_ui *ui, const struct effect *effect,
    const char **text, struct err *err)
{
	struct db *db = ui->app->db;
	char day[DATE_TEXT_SIZE];
	int result = app_allow(ui->app, ACT_REVIEW, err);

	(void)effect;
	(void)text;
	date_format(app_shift(ui->app).day, day);
	if (result == OK)
		result = db_begin(db, err);
	if (result < 0)
		return result;
	result = db_meta_set(db, "reviewed", day, err);
	if (result == OK)
		result = db_commit(db, err);
	db_rollback(db);
	return again(ui, result, err);
}
