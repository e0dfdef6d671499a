/*
 * The facts that the screens show. See app_facts.h.
 */
#include "app_facts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_facts_buddies.h"
#include "app_facts_lists.h"
#include "app_facts_releases.h"
#include "app_topic.h"
#include "app_words.h"
#include "db/repo_shift.h"
#include "util/mem.h"

/* The notes of the running huddle that are listed: the last ones. */
#define HUDDLE_NOTES_MAX 64

/* The notes that are listed as new: the newest. */
#define NEW_NOTES_MAX 64

struct app_facts {
	struct app *app;
	struct facts facts;

	/* What facts points to. */
	const struct agenda *agendas[AGENDAS_MAX];
	struct fact_theme themes[THEMES_MAX];
	struct fact_contact contacts[CONTACTS_MAX], peers[CONTACTS_MAX];
	struct note new_notes[NEW_NOTES_MAX];
	struct app_lists *lists;
	char done_note[NOTE_ID_SIZE];

	/* The huddle of this keyboard: 0 if none was begun or resumed here. */
	int64_t huddle;
	struct run run;
	struct note huddle_notes[HUDDLE_NOTES_MAX]; /* newest last */
	char added[NOTE_ID_SIZE];

	bool questions; /* all instruments are to be read whole */
	struct topic topic;
	int32_t topic_week; /* it is of that */
};

static void
take_contacts(
    struct fact_contact *facts, const struct contact *contacts, int count)
{
	for (int i = 0; i < count; i++)
		facts[i] = (struct fact_contact){contacts[i].title,
		    contacts[i].reach, contacts[i].when, contacts[i].about};
}

/* What the configuration says does not change while the program runs. */
static void
take_configuration(struct app_facts *facts)
{
	const struct config *config = &facts->app->config;
	const struct instrument *pulse = config_instrument(config, "pulse");
	struct facts *out = &facts->facts;

	for (int i = 0; i < config->agenda_count; i++)
		facts->agendas[i] = &config->agendas[i];
	for (int i = 0; i < config->theme_count; i++)
		facts->themes[i] = (struct fact_theme){
		    config->themes[i].id, config->themes[i].title};
	take_contacts(facts->contacts, config->contacts, config->contact_count);
	take_contacts(facts->peers, config->peers, config->peer_count);
	out->unit_name = config->unit_name;
	out->config_given = facts->app->config_given;
	out->idle_seconds = config->idle_seconds;
	out->checkin_idle_seconds = config->checkin_idle_seconds;
	out->open_roles = true;
	if (pulse)
		out->language =
		    instrument_language(pulse, app_language(facts->app));
	out->agendas = facts->agendas;
	out->agenda_count = config->agenda_count;
	out->themes = facts->themes;
	out->theme_count = config->theme_count;
	out->contacts = facts->contacts;
	out->contact_count = config->contact_count;
	out->peers = facts->peers;
	out->peer_count = config->peer_count;
	out->rules = config->board;
	for (int i = 0; i < config->shift_field_count; i++)
		out->shift_numbers[i] = (struct fact_shift_number){
		    &config->shift_fields[i], SHIFT_NUMBER_NONE};
	out->shift_number_count = config->shift_field_count;
}

struct app_facts *
app_facts_new(struct app *app)
{
	struct app_facts *facts = mem_new(1, sizeof(*facts));

	facts->app = app;
	facts->lists = app_lists_new(app);
	facts->facts.new_note_list = facts->new_notes;
	facts->facts.done_note = facts->done_note;
	facts->topic_week = DATE_NONE;
	take_configuration(facts);
	return facts;
}

static void
forget_huddle_notes(struct app_facts *facts)
{
	for (int i = 0; i < facts->facts.running_note_count; i++)
		note_done(&facts->huddle_notes[i]);
	facts->facts.running_note_count = 0;
}

static void
forget_new_notes(struct app_facts *facts)
{
	for (int i = 0; i < facts->facts.new_note_count; i++)
		note_done(&facts->new_notes[i]);
	facts->facts.new_note_count = 0;
}

void
app_facts_free(struct app_facts *facts)
{
	forget_huddle_notes(facts);
	forget_new_notes(facts);
	app_lists_free(facts->lists);
	topic_done(&facts->topic);
	free(facts);
}

const struct facts *
app_facts_clock(struct app_facts *facts)
{
	const struct config *config = &facts->app->config;
	struct facts *out = &facts->facts;

	out->now = time(NULL);
	date_local(out->now, &out->wall);
	out->box_due = period_due(config->plans, config->plan_count,
	    &config->shifts, &out->wall, &out->planned);
	out->planned_any = out->box_due;
	/* A huddle that was held already is not due again. */
	if (out->box_due && out->last_huddle.any && !out->huddle_round &&
	    out->last_huddle.shift.day == out->planned.shift.day &&
	    out->last_huddle.shift.shift == out->planned.shift.shift)
		out->box_due = out->planned_any = false;
	out->shift = out->box_due ? out->planned.shift
	                          : period_shift(&out->wall, &config->shifts);
	if (!out->planned_any)
		out->planned_any =
		    period_next(config->plans, config->plan_count,
		        &config->shifts, &out->wall, &out->planned);
	out->planned_agenda =
	    out->planned_any ? config_agenda(config, out->planned.plan->agenda)
	                     : NULL;
	return out;
}

/* True if the configured instrument still asks what the form has; as far as
 * its version tells, where its items were not read yet. */
static bool
same_questions(const struct app *app, const struct instrument *instrument,
    const struct form *form)
{
	if (instrument->item_count == 0)
		return form->question_count == 0 ||
		       form->questions[0].version == instrument->version;
	return !app->reworded[instrument - app->config.instruments] &&
	       form_is_of(form, instrument);
}

static void
take_round(struct app_facts *facts, const struct round *round)
{
	const struct config *config = &facts->app->config;
	const struct instrument *instrument =
	    facts->questions
	        ? config_instrument(config, round->instrument)
	        : config_instrument_head(config, round->instrument);
	struct facts *out = &facts->facts;
	struct fact_round *fact = &out->rounds[out->round_count++];

	*fact = (struct fact_round){.id = round->id,
	    .walkup = round->kind == ROUND_WALKUP,
	    .instrument = instrument,
	    .form = round->form,
	    .checkins = round->checkins,
	    .shift = round->shift};
	if (!instrument ||
	    !same_questions(facts->app, instrument, &round->form)) {
		fact->instrument = NULL;
		fact->changed = true;
	}
	if (round->kind == ROUND_HUDDLE)
		out->huddle_round = fact;
}

/* The huddle's box comes first. What was known stays if nothing can be read. */
static int
load_rounds(struct app_facts *facts, struct err *err)
{
	struct round *rounds = mem_new(FACT_ROUNDS_MAX + 1, sizeof(*rounds));
	struct round *huddle = &rounds[FACT_ROUNDS_MAX];
	struct db *db = facts->app->db;
	int count = round_list_open(db, rounds, FACT_ROUNDS_MAX, err);

	if (count >= 0 &&
	    round_find_open(db, ROUND_HUDDLE, NULL, huddle, err) < 0)
		count = ERR_DATA;
	if (count >= 0) {
		facts->facts.huddle_round = NULL;
		facts->facts.round_count = 0;
		if (huddle->id)
			take_round(facts, huddle);
	}
	for (int i = 0; i < count && facts->facts.round_count < FACT_ROUNDS_MAX;
	     i++)
		if (rounds[i].kind == ROUND_WALKUP)
			take_round(facts, &rounds[i]);
	free(rounds);
	return count < 0 ? count : OK;
}

/* The notes whose ids the running huddle keeps. */
static int
load_huddle_notes(struct app_facts *facts, char *ids, struct err *err)
{
	struct facts *out = &facts->facts;
	char *save = NULL;
	int result = OK;

	forget_huddle_notes(facts);
	out->running_note_list = facts->huddle_notes;
	for (char *id = strtok_r(ids, " ", &save); id && result == OK;
	     id = strtok_r(NULL, " ", &save)) {
		struct note *note =
		    &facts->huddle_notes[out->running_note_count];

		if (out->running_note_count == HUDDLE_NOTES_MAX)
			break;
		result = note_get(facts->app->db, id, note, err);
		if (result == OK && note->id[0])
			out->running_note_count++;
	}
	return result;
}

static int
load_running(struct app_facts *facts, struct err *err)
{
	struct facts *out = &facts->facts;
	struct huddle huddle;
	struct round *round;
	int result = huddle_running(facts->app->db, &huddle, err);

	if (result < 0)
		return result;
	out->running_agenda = NULL;
	out->running_id = huddle.id;
	if (facts->huddle != huddle.id)
		app_facts_run(facts, 0, NULL);
	if (huddle.id == 0)
		return OK;
	out->running_agenda = config_agenda(&facts->app->config, huddle.agenda);
	if (!out->running_agenda) /* no longer configured: still to be ended */
		out->running_agenda = facts->agendas[0];
	out->running_shift = huddle.shift;
	out->run = facts->huddle ? facts->run : huddle.run;
	run_fit(&out->run, out->running_agenda);
	out->running_headcount = huddle.headcount;
	out->running_checkins = huddle.checkins;
	out->running_notes = huddle.notes;
	out->running_closed = false;
	if (huddle.round) {
		round = mem_new(1, sizeof(*round));
		result = round_get(facts->app->db, huddle.round, round, err);
		out->running_closed =
		    result == OK && round->state == ROUND_CLOSED;
		free(round);
	}
	return result == OK ? load_huddle_notes(facts, huddle.note_ids, err)
	                    : result;
}

/* Of one shift at most, so all of its day are looked through. */
static int
load_shift_numbers(struct app_facts *facts, struct err *err)
{
	struct facts *out = &facts->facts;
	struct shift_date shift =
	    out->running_id ? out->running_shift : app_shift(facts->app);
	struct shift_number *list;
	int count;

	if (out->shift_number_count == 0)
		return OK;
	count =
	    shift_number_list(facts->app->db, shift.day, shift.day, &list, err);
	if (count < 0)
		return count;
	for (int i = 0; i < out->shift_number_count; i++) {
		struct fact_shift_number *number = &out->shift_numbers[i];

		number->value = SHIFT_NUMBER_NONE;
		for (int k = 0; k < count; k++)
			if (list[k].shift.shift == shift.shift &&
			    strcmp(list[k].field, number->field->id) == 0)
				number->value = list[k].value;
	}
	free(list);
	return OK;
}

static int
load_views(struct app_facts *facts, struct err *err)
{
	struct facts *out = &facts->facts;
	struct app *app = facts->app;
	struct room_view views[FACT_VIEWS_MAX];
	struct round *last = mem_new(1, sizeof(*last));
	int count = app_rounds_first(app, err);
	int result = count < 0
	                 ? count
	                 : round_last_closed(app->db, ROUND_HUDDLE, last, err);

	out->view_count = 0;
	out->suggested_headcount = 0;
	if (result == OK && last->id) {
		count = app_views(app, last, count, views, FACT_VIEWS_MAX, err);
		for (int i = 0; i < count; i++)
			out->views[i] = (struct fact_view){
			    views[i], app_view_words(app, &views[i])};
		out->view_count = count < 0 ? 0 : count;
		out->view_shift = last->shift;
		out->view_checkins = last->checkins;
		out->view_headcount = last->headcount;
		out->suggested_headcount = last->headcount;
		result = count < 0 ? count : OK;
	}
	free(last);
	return result;
}

static int
load_last_huddle(struct app_facts *facts, struct err *err)
{
	struct facts *out = &facts->facts;
	struct huddle last;
	int result = huddle_last(facts->app->db, &last, err);

	if (result == OK)
		out->last_huddle = (struct fact_huddle){.any = last.id != 0,
		    .shift = last.shift,
		    .seconds = last.seconds,
		    .headcount = last.headcount,
		    .checkins = last.checkins,
		    .notes = last.notes};
	return result;
}

/* Notes from the last huddle's day on; of a unit without huddles, all. */
static int
load_new_notes(struct app_facts *facts, struct err *err)
{
	struct facts *out = &facts->facts;
	struct note_filter filter = note_filter_all;
	struct note_sum sum = {0};
	int result;

	if (out->last_huddle.any)
		filter.since = out->last_huddle.shift.day;
	forget_new_notes(facts);
	result = note_window(facts->app->db, &filter, 0, NEW_NOTES_MAX,
	    facts->new_notes, &out->new_note_count, err);
	/* Those that are all there need not be counted by the store. */
	for (int i = 0; i < out->new_note_count; i++)
		sum.kinds[facts->new_notes[i].kind]++;
	if (result == OK && out->new_note_count == NEW_NOTES_MAX)
		result = note_count(facts->app->db, &filter, &sum, err);
	if (result == OK)
		memcpy(out->new_notes, sum.kinds, sizeof(out->new_notes));
	return result;
}

/* What became of things since the last huddle; of a unit without huddles, in
 * the days that news are told for. */
static int
load_lists(struct app_facts *facts, struct err *err)
{
	struct facts *out = &facts->facts;
	int32_t since = app_shift(facts->app).day - out->rules.news_days;

	if (out->last_huddle.any)
		since = out->last_huddle.shift.day;
	return app_lists_short(facts->lists, out, since, err);
}

static int
load_ledger(struct app_facts *facts, struct err *err)
{
	return app_releases_ledger(facts->app, &facts->facts, err);
}

static int
load_paired(struct app_facts *facts, struct err *err)
{
	return app_facts_paired(facts->app, &facts->facts, err);
}

/* Those that a check-in can change come first. */
static int (*const loaders[])(struct app_facts *, struct err *) = {
    load_rounds,
    load_running,
    load_views,
    load_last_huddle,
    load_new_notes,
    load_lists,
    load_ledger,
    load_shift_numbers,
    load_paired,
};
#define LOADERS (sizeof(loaders) / sizeof(loaders[0]))
#define LOADERS_CHECKIN 2

static const struct facts *
load(struct app_facts *facts, size_t count)
{
	struct facts *out = &facts->facts;
	struct err err;
	int result = db_read(facts->app->db, &err);

	for (size_t i = 0; result == OK && i < count; i++)
		result = loaders[i](facts, &err);
	db_read_end(facts->app->db);
	snprintf(out->trouble, sizeof(out->trouble), "%.500s",
	    result < 0 ? err.text : "");
	snprintf(out->notice, sizeof(out->notice), "%s", facts->app->notice);
	out->added_note = facts->added[0] ? facts->added : NULL;
	return app_facts_clock(facts);
}

/* A deck with faults is no reason to show nothing else: `huddle config check`
 * tells them. */
static void
load_topic(struct app_facts *facts)
{
	int32_t day = app_shift(facts->app).day;
	struct topic *topic = &facts->topic;

	if (facts->topic_week == period_week(day))
		return;
	topic_done(topic);
	(void)app_topic(facts->app, day, topic, NULL);
	facts->topic_week = period_week(day);
	facts->facts.topic =
	    (struct fact_topic){topic->title, topic->prompt, topic->attempt};
}

const struct facts *
app_facts_load(struct app_facts *facts)
{
	load_topic(facts);
	return load(facts, LOADERS);
}

const struct facts *
app_facts_checked_in(struct app_facts *facts)
{
	return load(facts, LOADERS_CHECKIN);
}

void
app_facts_run(struct app_facts *facts, int64_t id, const struct run *run)
{
	facts->huddle = run ? id : 0;
	if (run)
		facts->run = *run;
}

int
app_facts_questions(struct app_facts *facts, struct err *err)
{
	int result = config_whole(&facts->app->config, err);

	if (result == OK)
		app_words_look(facts->app);
	facts->questions = result == OK;
	return result;
}

const struct run *
app_facts_running(const struct app_facts *facts)
{
	return facts->huddle ? &facts->run : NULL;
}

int64_t
app_facts_huddle(const struct app_facts *facts)
{
	return facts->huddle ? facts->huddle : facts->facts.running_id;
}

const char *
app_facts_added(struct app_facts *facts, const char *id)
{
	snprintf(facts->added, sizeof(facts->added), "%s", id);
	return facts->added;
}

void
app_facts_done(struct app_facts *facts, int64_t action, const char *note)
{
	facts->facts.done_action = action;
	snprintf(facts->done_note, NOTE_ID_SIZE, "%s", note);
}

const char *
app_facts_revision(const struct app_facts *facts, bool undo)
{
	const struct fact_revision *revision =
	    undo ? &facts->facts.undo : &facts->facts.redo;

	return revision->text ? revision->text : "";
}

int
app_facts_read(
    struct app_facts *facts, const struct effect *effect, struct err *err)
{
	int result = db_read(facts->app->db, err);

	if (result == OK && !facts->facts.people)
		result = app_lists_people(facts->lists, &facts->facts, err);
	if (result == OK)
		result =
		    app_lists_read(facts->lists, &facts->facts, effect, err);
	db_read_end(facts->app->db);
	return result;
}

int
app_facts_again(struct app_facts *facts, struct err *err)
{
	int result = db_read(facts->app->db, err);

	if (result == OK)
		result = app_lists_people(facts->lists, &facts->facts, err);
	if (result == OK)
		result = app_lists_again(facts->lists, &facts->facts, err);
	db_read_end(facts->app->db);
	return result;
}
