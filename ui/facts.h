/*
 * What the screens show: everything the app knows at the moment, gathered
 * from configuration, store and clock. Screens only read it; the app makes it
 * anew after every effect. Nothing in it depends on a single answer.
 */
#ifndef HUDDLE_UI_FACTS_H
#define HUDDLE_UI_FACTS_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "core/agenda.h"
#include "core/disclosure.h"
#include "core/instrument.h"
#include "core/note.h"
#include "core/period.h"

/* An open box, without anything that is in it. */
struct fact_round {
	int64_t id;
	bool walkup;
	const struct instrument *instrument; /* NULL if the configuration no
	                                        longer has it, or changed */
	bool changed; /* the configuration still has an instrument of this
	                 name, but another one than the box was opened with */
	struct form form;
	int32_t checkins;
	struct shift_date shift;
};
#define FACT_ROUNDS_MAX 8

/* A line of a room view, with its words. */
struct fact_view {
	struct room_view view;
	const char *words; /* "had what they needed"; owned elsewhere; NULL or
	                      "" if the configuration no longer has them */
};
#define FACT_VIEWS_MAX 16

struct fact_theme {
	const char *id;
	const char *title;
};

struct fact_contact {
	const char *title;
	const char *reach;
	const char *when;
	const char *about;
};

/* A huddle that was held. */
struct fact_huddle {
	bool any; /* false: none yet */
	struct shift_date shift;
	int32_t seconds;
	int32_t headcount;
	int32_t checkins;
	int32_t notes;
};

struct facts {
	/* Clock */
	time_t now;
	struct civil wall;
	struct shift_date shift;

	/* What could not be read from the store, a whole sentence, "" if all
	 * is well. While it is set everything else is what was known before. */
	char trouble[512];
	/* What should be told on the home screen, "" if nothing. */
	char notice[256];

	/* Configuration */
	const char *unit_name;
	int idle_seconds;
	int checkin_idle_seconds;
	int language; /* index into an instrument's languages to start with */
	bool open_roles; /* no role has a PIN */
	const struct agenda *const *agendas;
	int agenda_count;
	const struct fact_theme *themes;
	int theme_count;
	const struct fact_contact *contacts;
	int contact_count;

	/* Open boxes, the huddle's first if it is open: huddle_round then
	 * points to it, else it is NULL. */
	const struct fact_round *huddle_round;
	struct fact_round rounds[FACT_ROUNDS_MAX];
	int round_count;
	bool box_due; /* a planned huddle is due: its box may open now */

	/* The next huddle: planned one that is due, else the next one. */
	bool planned_any;
	struct planned planned;
	const struct agenda *planned_agenda;

	/* A running huddle, of this keyboard or another one; its id is 0 and
	 * running_agenda NULL if none runs. */
	int64_t running_id;
	const struct agenda *running_agenda;
	struct shift_date running_shift; /* to which it belongs */
	struct run run;
	int32_t running_headcount;
	int32_t running_checkins; /* once its box is closed */
	int32_t running_notes;    /* typed in it */
	bool running_closed;      /* its box is closed, views are there */
	const struct note *running_note_list; /* newest last */
	int running_note_count;

	/* What the room last saw: of the last closed huddle round. */
	struct fact_view views[FACT_VIEWS_MAX];
	int view_count;
	struct shift_date view_shift;
	int32_t view_checkins;
	int32_t view_headcount;
	int32_t suggested_headcount; /* the last one, or the roster's guess */

	struct fact_huddle last_huddle;
	int new_notes[NOTE_KINDS];        /* since the last huddle's day */
	const struct note *new_note_list; /* those, newest first */
	int new_note_count;

	/* The note kept last in this session, as long as it can be taken back
	 * (EFFECT_NOTE_REMOVE): its id, else NULL. */
	const char *added_note;

	/* The notes page, once EFFECT_NOTES asked for them. */
	const struct note *notes;
	int note_count;
};

#endif
