/*
 * An agenda and the run through it: steps with a time and a prompt each, a
 * clock that can be paused, and a record of where it stands that survives a
 * crash. Pure: every function is told what time it is.
 */
#ifndef HUDDLE_CORE_AGENDA_H
#define HUDDLE_CORE_AGENDA_H

#include <stdbool.h>
#include <time.h>

#include "core/instrument.h"
#include "util/buf.h"
#include "util/err.h"

#define STEPS_MAX 12
#define STEP_SECONDS_MAX 3600

enum step_kind {
	STEP_SINCE,   /* what is new since the last huddle */
	STEP_PULSE,   /* closes the box, shows the room view */
	STEP_ASK,     /* a question to the room; notes are typed */
	STEP_BOARD,   /* cards that need somebody */
	STEP_TALK,    /* a prompt only: nothing is noted */
	STEP_TOPIC,   /* what buddies may talk about this week */
	STEP_SUPPORT, /* whom to call */
	STEP_CLOSE,   /* the summary */
	STEP_KINDS
};

/* "since", "pulse", ...: as agendas.conf has them. */
extern const char *const step_kind_names[STEP_KINDS];

struct step {
	enum step_kind kind;
	char *title;  /* short, for the row of steps */
	char *prompt; /* what the facilitator says or asks */
	char *hint;   /* how, in a few words; may be "" */
	int seconds;  /* planned, 1 to STEP_SECONDS_MAX */
};

struct agenda {
	char id[ID_SIZE];
	char *title;
	int step_count;
	struct step steps[STEPS_MAX];
};

/* Planned seconds of the whole agenda. */
int agenda_seconds(const struct agenda *agenda);

void agenda_done(struct agenda *agenda);

/* Where a huddle stands. */
struct run {
	int step;
	bool paused;
	int spent[STEPS_MAX]; /* seconds in each step up to `since` */
	time_t since;         /* the running stretch began; unused if paused */
};

void run_start(struct run *run, time_t now);
int run_spent(const struct run *run, int step, time_t now);
int run_total(const struct run *run, const struct agenda *agenda, time_t now);

/* To another step; false if there is none in that direction. */
bool run_next(struct run *run, const struct agenda *agenda, time_t now);
bool run_back(struct run *run, time_t now);

void run_pause(struct run *run, time_t now);
void run_resume(struct run *run, time_t now);

/* Fits it to an agenda that has fewer steps now than when it began. */
void run_fit(struct run *run, const struct agenda *agenda);

/* One line for the store, as of `now`; run_parse gives it back paused. */
void run_text(const struct run *run, time_t now, struct buf *out);
int run_parse(struct run *run, const char *text, struct err *err);

#endif
