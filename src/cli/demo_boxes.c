/*
 * Walk-up boxes of weeks and months that are over. See demo_boxes.h.
 */
#include "cli/demo_boxes.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/cadence.h"
#include "core/tally.h"
#include "db/repo_round.h"
#include "util/mem.h"

#define BOX_SALT 0x77616c6bu /* another source than the history's */
#define BOX_ROSTER 40        /* where none is told */
#define SHARE_LEAST 28       /* percent of the roster that walk by and answer */
#define SHARE_MOST 50
#define CLIMB_LEAST 520 /* in a thousand: to answer one step better */
#define CLIMB_MOST 760
#define BOX_SKIP 30    /* in a thousand */
#define MONTHS_TOLD 2  /* of practice */
#define BOX_NOON 43200 /* seconds of a day */
#define BOX_DAY 86400

void
demo_boxes_init(struct demo_boxes *boxes, struct db *db,
    const struct config *config, int32_t from, int32_t now, uint64_t seed)
{
	*boxes = (struct demo_boxes){
	    .db = db, .config = config, .from = from, .now = now, .done = from};
	boxes->random = crypt_seeded(&boxes->state, seed ^ BOX_SALT);
}

static int
draw_between(struct demo_boxes *boxes, int low, int high)
{
	return low + (int)boxes->random.uniform(
	                 boxes->random.context, (uint32_t)(high - low + 1));
}

/* Person by person, as people answer: each item has its own chance to be
 * answered a step better. */
static void
draw_box(struct demo_boxes *boxes, const struct form *form, int checkins,
    struct tally *tally)
{
	int items = form_items(form);
	int climb[QUESTIONS_MAX];

	for (int q = 0; q < items; q++)
		climb[q] = draw_between(boxes, CLIMB_LEAST, CLIMB_MOST);
	for (int person = 0; person < checkins; person++) {
		struct response response = {{ANSWER_SKIP}};

		for (int q = 0; q < items; q++) {
			int steps = form->questions[q].answer_count - 1;

			if (draw_between(boxes, 1, 1000) <= BOX_SKIP)
				continue;
			response.answers[q] = 1;
			for (int step = 0; step < steps; step++)
				response.answers[q] +=
				    draw_between(boxes, 1, 1000) <= climb[q];
		}
		tally_add(form, tally, &response);
	}
}

/* The box of what was open from a day on, closed on another. */
static int
make_box(struct demo_boxes *boxes, const struct instrument *instrument,
    int32_t opened, int32_t closed, struct err *err)
{
	const struct config *config = boxes->config;
	int roster = config->roster > 0 ? config->roster : BOX_ROSTER;
	struct tally *tally = mem_new(1, sizeof(*tally));
	struct round round = {.kind = ROUND_WALKUP,
	    .state = ROUND_CLOSED,
	    .shift = {closed, SHIFT_DAY},
	    .opened = (time_t)opened * BOX_DAY + BOX_NOON,
	    .epsilon_milli = config->epsilon_milli,
	    .headcount = roster};
	int item = rotation_item(instrument, &config->rotation, opened);
	int result;

	round.checkins =
	    roster * draw_between(boxes, SHARE_LEAST, SHARE_MOST) / 100;
	snprintf(round.instrument, ID_SIZE, "%s", instrument->id);
	if (instrument->rotate)
		result = form_add_item(
		    &round.form, instrument, item < 0 ? 0 : item, err);
	else
		result = form_add(&round.form, instrument, err);
	if (result == OK) {
		draw_box(boxes, &round.form, round.checkins, tally);
		result =
		    round_record(boxes->db, &round, tally, &boxes->random, err);
	}
	free(tally);
	return result;
}

/* What ended the day before. */
static int
close_on(struct demo_boxes *boxes, int32_t day, struct err *err)
{
	const struct config *config = boxes->config;
	const struct instrument *weekly = config_instrument(config, "drivers");
	const struct instrument *monthly =
	    config_instrument(config, "practice");
	struct period week = cadence_period(CADENCE_WEEK, day - 1);
	struct period month = cadence_period(CADENCE_MONTH, day - 1);
	int32_t months = cadence_turn(CADENCE_MONTH, boxes->now) -
	                 cadence_turn(CADENCE_MONTH, day);
	int result = OK;

	if (weekly && week.to == day - 1 && week.from >= boxes->from)
		result = make_box(boxes, weekly, week.from, day, err);
	if (result == OK && monthly && month.to == day - 1 &&
	    month.from >= boxes->from && months < MONTHS_TOLD)
		result = make_box(boxes, monthly, month.from, day, err);
	return result;
}

int
demo_boxes_until(struct demo_boxes *boxes, int32_t day, struct err *err)
{
	int result = OK;

	for (; result == OK && boxes->done < day; boxes->done++)
		result = close_on(boxes, boxes->done + 1, err);
	return result;
}
