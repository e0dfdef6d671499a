/*
 * An action: a card on the unit's board. Its states, its tier, what each tier
 * was asked and answered, its tests of change (PDSA: plan, do, study, act;
 * Langley et al., The Improvement Guide, 2nd ed. 2009).
 */
#ifndef HUDDLE_CORE_ACTION_H
#define HUDDLE_CORE_ACTION_H

#include <stdbool.h>
#include <stdint.h>

#include "core/note.h"
#include "core/record.h"

#define ACTION_TITLE_MAX 100 /* characters */
#define ACTION_OWNER_MAX 60
#define ACTION_TEXT_MAX 500 /* aim, reasons, answers, what tests say */
#define ACTION_MEASURE_MAX 100
#define CYCLES_MAX 20

enum action_state {
	ACTION_NEW,
	ACTION_AGREED,
	ACTION_TESTING,
	ACTION_DONE,
	ACTION_CLOSED, /* with a reason: "can't, because" */
	ACTION_STATES
};

enum tier { TIER_UNIT, TIER_DEPARTMENT, TIER_HOSPITAL, TIERS };

enum action_size { SIZE_NONE, SIZE_SMALL, SIZE_MEDIUM, SIZE_LARGE, SIZES };

enum outcome {
	OUTCOME_OPEN, /* the test is under way */
	OUTCOME_ADOPT,
	OUTCOME_ADAPT,
	OUTCOME_ABANDON,
	OUTCOMES
};

/* As commands, JSON and the store have them ("" for SIZE_NONE and
 * OUTCOME_OPEN). */
extern const char *const action_state_names[ACTION_STATES];
extern const char *const tier_names[TIERS];
extern const char *const action_size_names[SIZES];
extern const char *const outcome_names[OUTCOMES];

/* As people read them, to be translated: "New", "the hospital", "small",
 * "adopt". */
extern const char *const action_state_titles[ACTION_STATES];
extern const char *const tier_titles[TIERS];
extern const char *const action_size_titles[SIZES];
extern const char *const outcome_titles[OUTCOMES];

/* What a tier was asked, and what came of it. */
struct reply {
	int32_t asked;    /* the day; DATE_NONE: it was not asked */
	char *reason;     /* why it went up to this tier; "" of the unit */
	int32_t answered; /* DATE_NONE: not yet */
	char *answer;     /* "" if the move to another state was the answer */
};

/* One test of a change. Texts are "" where nothing was told. */
struct cycle {
	char *plan;
	char *prediction;
	char *measure; /* what is counted: "minutes a shift" */
	char *before;  /* the measure before and after */
	char *after;
	char *result;
	int outcome;   /* enum outcome */
	int32_t begun; /* DATE_NONE: there is no such cycle */
	int32_t ended; /* DATE_NONE: it is under way */
};

struct action {
	int64_t id;      /* "card 12" */
	int32_t version; /* raised by every change, from 1 */
	int removed;     /* 1: its adding was undone; nothing shows it */
	int state;       /* enum action_state */
	int tier;        /* enum tier: the highest that has been asked */
	int size;        /* enum action_size */
	char theme[ID_SIZE];
	char note[NOTE_ID_SIZE]; /* the note it came from, "" if none */
	char *title;
	char *owner; /* a role or a name; "" nobody yet */
	char *aim;
	char *reason;     /* of closing */
	int32_t due;      /* DATE_NONE: none */
	int32_t raised;   /* of its note, else when it was added */
	int32_t since;    /* when it came into its state or tier */
	int32_t ended;    /* done or closed on this day, else DATE_NONE */
	int32_t approved; /* the page that goes up was approved as the card is
	                     now; DATE_NONE: it was not, or the card changed */
	struct reply responses[TIERS];
	struct cycle cycles[CYCLES_MAX];
	int metoo; /* of its note, read with it; not a field of the record */
};

/* Its fields; removed, state, ..., and those of responses and cycles. */
extern const struct record action_record;

/* As people read a field in a history, to be translated: "due", "the plan".
 * By index into action_record.fields. */
const char *action_field_title(int field);

/* All days DATE_NONE, all texts NULL. */
void action_init(struct action *action);
void action_done(struct action *action);
void action_copy(struct action *out, const struct action *action);

int action_cycles(const struct action *action); /* how many there are */

/* The cycle under way, -1 if none is. */
int action_cycle_open(const struct action *action);

/* True if the tier it is at is above the unit and has not answered, and the
 * card is not done or closed: it waits. */
bool action_waits(const struct action *action);

#endif
