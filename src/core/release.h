/*
 * Disclosure control: which of a period's facts may leave the unit. Pure. It
 * decides by what is public already (numbers of answers, of notes, of cards),
 * never by what was answered.
 *
 * The rules are those of huddle-privacy(7): sums of draws from 5 answers up,
 * else the draws wait for the next period; a theme of fewer than 3 notes, or
 * of fewer than 3 of the unit's own cards, is counted under "other", and that
 * is left out if it stays under 3; cards at a tier above are told exactly;
 * response times from 5 answered up; buddies from 5 pairs and 5 connections
 * up; a number of the shift from 3 shifts up.
 */
#ifndef HUDDLE_CORE_RELEASE_H
#define HUDDLE_CORE_RELEASE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/summary.h"

#define RELEASE_ANSWERS 5 /* DISCLOSURE_MINIMUM */
#define RELEASE_THEME 3
#define RELEASE_RESPONSES 5
#define RELEASE_BUDDIES 5
#define RELEASE_SHIFTS 3
#define RELEASE_OTHER "other" /* the theme that takes small ones */

/* A draw that was not released yet, its round closed and not later than the
 * period. */
struct release_draw {
	int64_t id;
	struct draw draw;
	int32_t day; /* its round's */
	bool paper;
	bool told; /* out: it is part of this release */
};

struct release_card {
	int state;
	int tier;
	char theme[ID_SIZE];
	int32_t raised;
};

/* What was asked of a tier: of a card, or (unit) a note answered directly. */
struct release_reply {
	int tier;
	int32_t asked;
	int32_t answered; /* DATE_NONE: not yet */
};

/* A period as the store has it. All lists are the caller's. */
struct release_facts {
	enum period_kind period_kind; /* for summary_pulse.since */
	struct release_draw *draws;
	int draw_count;
	/* Exact numbers of notes by kind and theme, each once. */
	const struct summary_note *notes;
	int note_count;
	const struct release_card *cards;
	int card_count;
	/* Answered within the period, or not answered yet. */
	const struct release_reply *replies;
	int reply_count;
	struct summary_huddles huddles;
	int64_t dropped_tasks;
	int64_t dropped_minutes;
	int64_t pairs;
	int64_t connections;
};

/*
 * Fills in what is told of a period and why the rest is not; *out comes with
 * organization to `to` and next_key set, the numbers of the shift if the unit
 * wants to tell them, and no other rows. Sorted.
 */
void release_build(struct summary *out, struct release_facts *facts);

/* Reasons in a file; the audit knows no others. To be translated. */
extern const char *const release_reasons[];
extern const int release_reason_count;

/* The parts of a summary that may be withheld, in the file's order: "pulse",
 * "notes", ... */
extern const char *const release_parts[];
extern const int release_part_count;

#endif
