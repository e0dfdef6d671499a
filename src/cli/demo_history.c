/*
 * A unit's weeks, simulated: which huddles were held, who checked in with
 * what answers, and what was noted. See demo_history.h; the figures are those
 * of real units as far as they are published.
 */
#include "cli/demo_history.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/demo_board.h"
#include "cli/demo_boxes.h"
#include "cli/demo_buddies.h"
#include "cli/demo_data.h"
#include "cli/demo_shift.h"
#include "core/form.h"
#include "core/tally.h"
#include "db/repo_huddle.h"
#include "db/repo_note.h"
#include "db/repo_round.h"
#include "util/crypt.h"
#include "util/i18n.h"
#include "util/mem.h"

#define HELD_PERCENT 68
#define RESPONSE_LEAST 35 /* percent of the headcount */
#define RESPONSE_MOST 75
#define SKIP_PERCENT 3
#define WEEKLY_ON 3 /* Wednesday */
#define SECONDS_LEAST 240
#define SECONDS_MOST 480

/* Notes come to 0.65 a day: per thousand huddles and days. */
#define NOTED_IN_HUDDLE 340
#define NOTED_ALONE 110

/* An item's chances wander by up to so much from week to week. */
#define WEEKLY_SWAY 35

/* One planned huddle. */
struct slot {
	struct shift_date shift;
	int32_t day; /* on the calendar */
	int minute;
	int week; /* of the history, from 0 */
	const char *agenda;
};

struct demo {
	struct db *db;
	const struct config *config;
	const struct demo_plan *plan;
	struct demo_made *made;
	struct crypt_seeded state;
	struct random random;
	struct form form; /* no questions: no rounds are made */
	struct slot *slots;
	int slot_count;
	int sway[QUESTIONS_MAX]; /* this week's */
	int *deck;               /* demo_notes in the order they are drawn */
	bool *used;              /* by index of demo_notes */
	struct demo_board *board;
	struct demo_boxes boxes;
	struct demo_buddies buddies;
	struct demo_shift shift;
};

static int
below(struct demo *demo, int limit)
{
	return (int)demo->random.uniform(demo->random.context, (uint32_t)limit);
}

static bool
chance(struct demo *demo, int per_mille)
{
	return below(demo, 1000) < per_mille;
}

/* The number of the shift, in the order of time. */
static int64_t
place_in_time(struct shift_date shift)
{
	return 2 * (int64_t)shift.day + (shift.shift == SHIFT_NIGHT);
}

static int
slot_compare(const void *left, const void *right)
{
	const struct slot *a = left, *b = right;
	int64_t difference =
	    (int64_t)(a->day - b->day) * 1440 + (a->minute - b->minute);

	return (difference > 0) - (difference < 0);
}

/* What a planned huddle is held with: once a week the longer agenda. */
static const char *
choose_agenda(const struct config *config, const struct plan *plan, int32_t day)
{
	if (date_weekday(day) == WEEKLY_ON && config_agenda(config, "weekly") &&
	    plan->minute < config->shifts.night)
		return "weekly";
	return plan->agenda;
}

/* Every planned huddle of the weeks before the shift that is now. */
static void
list_slots(struct demo *demo)
{
	const struct config *config = demo->config;
	int32_t last = demo->plan->now.day + 1;
	int32_t first = demo->plan->now.day - 7 * demo->plan->weeks;
	size_t room = (size_t)(last - first + 1) * (size_t)config->plan_count;

	demo->slots = mem_new(room ? room : 1, sizeof(*demo->slots));
	for (int32_t day = first; day <= last; day++)
		for (int i = 0; i < config->plan_count; i++) {
			const struct plan *plan = &config->plans[i];
			struct civil start = {day, plan->minute, 0};
			struct slot slot = {
			    period_shift(&start, &config->shifts), day,
			    plan->minute, (day - first) / 7,
			    choose_agenda(config, plan, day)};

			if (!(plan->weekdays & 1u << (date_weekday(day) - 1)) ||
			    place_in_time(slot.shift) >=
			        place_in_time(demo->plan->now))
				continue;
			demo->slots[demo->slot_count++] = slot;
		}
	qsort(demo->slots, (size_t)demo->slot_count, sizeof(*demo->slots),
	    slot_compare);
}

/* --- Notes ---------------------------------------------------------------- */

static void
shuffle_deck(struct demo *demo)
{
	demo->deck = mem_new((size_t)demo_note_count, sizeof(*demo->deck));
	demo->used = mem_new((size_t)demo_note_count, sizeof(*demo->used));
	for (int i = 0; i < demo_note_count; i++) {
		int j = below(demo, i + 1);

		demo->deck[i] = demo->deck[j];
		demo->deck[j] = i;
	}
}

/* A text that fits and was not used yet; once all were, they start over. */
static const struct demo_note *
draw_text(struct demo *demo, enum note_kind kind, enum demo_phase phase)
{
	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < demo_note_count; i++) {
			int which = demo->deck[i];
			const struct demo_note *note = &demo_notes[which];

			if (demo->used[which] || note->kind != kind ||
			    (note->phase && note->phase != phase))
				continue;
			demo->used[which] = true;
			return note;
		}
		for (int i = 0; i < demo_note_count; i++)
			if (demo_notes[i].kind == kind)
				demo->used[i] = false;
	}
	return NULL;
}

static enum demo_phase
phase_of(const struct demo *demo, int week)
{
	return 2 * week >= demo->plan->weeks ? DEMO_AFTER : DEMO_BEFORE;
}

static int
make_note(struct demo *demo, int32_t day, enum note_kind kind,
    enum demo_phase phase, struct err *err)
{
	const struct demo_note *source = draw_text(demo, kind, phase);
	const char *theme;
	struct note note;
	int result;

	assert(source); /* every kind has texts for either half */
	note_init(&note);
	note.kind = kind;
	note.day = day;
	note.minutes = source->minutes;
	note.text = mem_copy(source->text);
	theme = source->theme;
	/* A list of themes that was made smaller: its last takes the rest. */
	if (!config_theme(demo->config, theme) && demo->config->theme_count)
		theme = demo->config->themes[demo->config->theme_count - 1].id;
	snprintf(note.theme, ID_SIZE, "%s", theme);
	result = note_add(demo->db, &note, &demo->random, err);
	if (result == OK)
		demo_board_note(demo->board, &note);
	note_done(&note);
	demo->made->notes++;
	return result;
}

static int
make_any_note(struct demo *demo, int32_t day, int week, struct err *err)
{
	int share = below(demo, 100);
	int kind = 0;

	while (share >= demo_kind_share[kind])
		share -= demo_kind_share[kind++];
	return make_note(
	    demo, day, (enum note_kind)kind, phase_of(demo, week), err);
}

/* --- Answers -------------------------------------------------------------- */

static void
draw_sway(struct demo *demo)
{
	for (int q = 0; q < demo->form.question_count; q++)
		demo->sway[q] = below(demo, 2 * WEEKLY_SWAY + 1) - WEEKLY_SWAY;
}

/* How likely an answer climbs a step, in a thousand. */
static int
climb(const struct demo *demo, const struct slot *slot, int question)
{
	const struct demo_course *course =
	    demo_course(demo->form.questions[question].id);
	int past = 2 * slot->week - demo->plan->weeks;
	int year, month, mday, chance;

	date_to_ymd(slot->day, &year, &month, &mday);
	chance = course->base + demo->sway[question];
	if (slot->shift.shift == SHIFT_NIGHT)
		chance += course->night;
	if (date_weekday(slot->day) > 5)
		chance += course->weekend;
	if (month == 12 || month < 3)
		chance += course->winter;
	/* A change takes about three weeks to be felt. */
	if (past >= 0)
		chance += course->change * (past < 6 ? past + 1 : 7) / 7;
	return chance;
}

static void
draw_tally(struct demo *demo, const struct slot *slot, int checkins,
    struct tally *tally)
{
	int items = form_items(&demo->form);
	int chances[QUESTIONS_MAX];

	*tally = (struct tally){0};
	for (int q = 0; q < items; q++)
		chances[q] = climb(demo, slot, q);
	for (int person = 0; person < checkins; person++) {
		struct response response = {{ANSWER_SKIP}};

		for (int q = 0; q < items; q++) {
			int steps = demo->form.questions[q].answer_count - 1;

			if (chance(demo, 10 * SKIP_PERCENT))
				continue;
			response.answers[q] = 1;
			for (int step = 0; step < steps; step++)
				response.answers[q] += chance(demo, chances[q]);
		}
		tally_add(&demo->form, tally, &response);
	}
}

/* --- Huddles -------------------------------------------------------------- */

/* Days are fuller than nights: 8 to 20 and 5 to 16 people. */
static int
draw_headcount(struct demo *demo, enum shift shift)
{
	if (shift == SHIFT_DAY)
		return 8 + below(demo, 5) + below(demo, 5) + below(demo, 5);
	return 5 + below(demo, 5) + below(demo, 5) + below(demo, 4);
}

static int
draw_checkins(struct demo *demo, int headcount)
{
	int least = (RESPONSE_LEAST * headcount + 99) / 100;
	int most = RESPONSE_MOST * headcount / 100;

	return least + (below(demo, most - least + 1) +
	                   below(demo, most - least + 1) + 1) /
	                   2;
}

/* Around what the agenda plans, within what huddles take. */
static int
draw_seconds(struct demo *demo, const char *id)
{
	const struct agenda *agenda = config_agenda(demo->config, id);
	int planned = agenda ? agenda_seconds(agenda) : 300;
	int seconds = planned * (80 + below(demo, 50)) / 100;

	if (seconds < SECONDS_LEAST)
		return SECONDS_LEAST + below(demo, 30);
	if (seconds > SECONDS_MOST)
		return SECONDS_MOST - below(demo, 30);
	return seconds;
}

/* The moment on the clock of the zone that is set. */
static time_t
moment(int32_t day, int minute)
{
	struct tm tm = {.tm_min = minute, .tm_isdst = -1};

	date_to_ymd(day, &tm.tm_year, &tm.tm_mon, &tm.tm_mday);
	tm.tm_year -= 1900;
	tm.tm_mon--;
	return mktime(&tm);
}

static int
make_round(struct demo *demo, const struct slot *slot, struct huddle *huddle,
    bool paper, struct err *err)
{
	struct tally *tally = mem_new(1, sizeof(*tally));
	struct round round = {.kind = ROUND_HUDDLE,
	    .state = ROUND_CLOSED,
	    .shift = slot->shift,
	    .opened = moment(slot->day, slot->minute) -
	              60 * (10 + below(demo, PLAN_BOX_MINUTES - 10)),
	    .paper = paper,
	    .epsilon_milli = demo->config->epsilon_milli,
	    .checkins = huddle->checkins,
	    .headcount = huddle->headcount,
	    .form = demo->form};
	int result;

	/* Slips that are counted item by item have no scores. */
	if (paper)
		round.form.question_count = form_items(&demo->form);
	snprintf(round.instrument, ID_SIZE, "%s",
	    demo->form.questions[0].instrument);
	draw_tally(demo, slot, huddle->checkins, tally);
	result = round_record(demo->db, &round, tally, &demo->random, err);
	huddle->round = round.id;
	demo->made->checkins += huddle->checkins;
	demo->made->paper += paper;
	free(tally);
	return result;
}

static int
make_huddle(
    struct demo *demo, const struct slot *slot, bool paper, struct err *err)
{
	struct huddle huddle = {.shift = slot->shift, .planned = true};
	int result = OK;

	snprintf(huddle.agenda, ID_SIZE, "%s", slot->agenda);
	huddle.headcount = draw_headcount(demo, slot->shift.shift);
	huddle.seconds = draw_seconds(demo, slot->agenda);
	if (demo->form.question_count) {
		huddle.checkins = draw_checkins(demo, huddle.headcount);
		result = make_round(demo, slot, &huddle, paper, err);
	}
	for (; result == OK && huddle.notes < 2 &&
	       chance(demo, NOTED_IN_HUDDLE - 200 * huddle.notes);
	     huddle.notes++)
		result = make_any_note(demo, slot->shift.day, slot->week, err);
	demo->made->held++;
	return result == OK ? huddle_record(demo->db, &huddle, err) : result;
}

/* One planned huddle, held or not, and what was noted alone that half day.
 * The last one is held, so that the program opens on something new. */
static int
make_slot(struct demo *demo, int index, bool *paper_due, struct err *err)
{
	const struct slot *slot = &demo->slots[index];
	bool last = index == demo->slot_count - 1;
	int result = OK;

	demo->made->planned++;
	if (last || below(demo, 100) < HELD_PERCENT) {
		result = make_huddle(demo, slot, *paper_due, err);
		*paper_due = false;
	}
	if (result == OK && chance(demo, NOTED_ALONE / 2))
		result = make_any_note(demo, slot->shift.day, slot->week, err);
	return result;
}

/* What was noted since the last huddle. */
static int
make_fresh(struct demo *demo, struct err *err)
{
	static const enum note_kind kinds[] = {
	    NOTE_BRIGHT, NOTE_PEBBLE, NOTE_THANKS};
	bool third = below(demo, 2) == 1;
	int result = OK;

	for (int i = 0; result == OK && i < 2 + third; i++)
		result = make_note(
		    demo, demo->plan->now.day, kinds[i], DEMO_AFTER, err);
	return result;
}

/* What became of things by a slot's day; on a day's first one what is to be
 * done before. */
static int
begin_day(
    struct demo *demo, const struct slot *before, int32_t day, struct err *err)
{
	const struct demo_plan *plan = demo->plan;
	int result = OK;

	if (!before || before->day != day)
		result = demo_board_until(demo->board, day - 1, err);
	if (result == OK)
		result = demo_boxes_until(&demo->boxes, day - 1, err);
	if (result == OK)
		result = demo_buddies_until(&demo->buddies, day - 1, err);
	if (result == OK)
		result = demo_shift_until(&demo->shift, day - 1, err);
	if (result == OK && plan->day && (!before || before->day != day))
		result = plan->day(plan->day_context, day, err);
	return result == OK ? demo_board_until(demo->board, day, err) : result;
}

/* The weeks, in the order of time. On a third and two thirds of the way the
 * computer is down, and a round is counted on paper. */
static int
make_weeks(struct demo *demo, struct err *err)
{
	int thirds = 0, week = -1, result = OK;
	bool paper_due = false;

	for (int i = 0; result == OK && i < demo->slot_count; i++) {
		if (demo->slots[i].week != week) {
			week = demo->slots[i].week;
			draw_sway(demo);
			if (demo->plan->progress &&
			    !demo->plan->progress(
			        demo->plan->context, week, demo->plan->weeks))
				return err_set(err, ERR_AGAIN,
				    _("stopped; nothing was made"));
		}
		if (thirds < 2 && 3 * i >= (thirds + 1) * demo->slot_count) {
			paper_due = true;
			thirds++;
		}
		result = begin_day(demo, i ? &demo->slots[i - 1] : NULL,
		    demo->slots[i].day, err);
		if (result == OK)
			result = make_slot(demo, i, &paper_due, err);
	}
	if (result == OK)
		result = make_fresh(demo, err);
	if (result == OK)
		result =
		    demo_boxes_until(&demo->boxes, demo->plan->now.day, err);
	if (result == OK)
		result = demo_buddies_until(
		    &demo->buddies, demo->plan->now.day - 1, err);
	if (result == OK)
		result = demo_shift_until(
		    &demo->shift, demo->plan->now.day - 1, err);
	return result == OK
	           ? demo_board_until(demo->board, demo->plan->now.day - 1, err)
	           : result;
}

int
demo_history(struct db *db, const struct config *config,
    const struct demo_plan *plan, struct demo_made *made, struct err *err)
{
	const struct instrument *pulse = config_instrument(config, "pulse");
	struct demo demo = {
	    .db = db, .config = config, .plan = plan, .made = made};
	int result = OK;

	*made = (struct demo_made){.from = plan->now.day, .to = plan->now.day};
	demo.random = crypt_seeded(&demo.state, plan->seed);
	if (pulse)
		result = form_add(&demo.form, pulse, err);
	if (result < 0)
		return result;
	demo.board = demo_board_new(db, config, &demo.random);
	list_slots(&demo);
	shuffle_deck(&demo);
	if (demo.slot_count) {
		made->from = demo.slots[0].shift.day;
		made->to = demo.slots[demo.slot_count - 1].shift.day;
	}
	demo_boxes_init(
	    &demo.boxes, db, config, made->from, plan->now.day, plan->seed);
	demo_buddies_init(&demo.buddies, db, config->buddy_weeks, made->from,
	    plan->now.day, plan->seed);
	demo_shift_init(
	    &demo.shift, db, config, made->from, plan->now.day, plan->seed);
	result = db_begin(db, err);
	if (result == OK) {
		result = make_weeks(&demo, err);
		if (result == OK)
			result = db_commit(db, err);
		else
			db_rollback(db);
	}
	made->cards = demo_board_cards(demo.board);
	demo_board_free(demo.board);
	free(demo.slots);
	free(demo.deck);
	free(demo.used);
	return result;
}
