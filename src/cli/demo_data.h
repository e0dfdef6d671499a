/*
 * What the demonstration's unit wrote and how it fared: its notes and the
 * course of its answers. Invented; kept in English, as a unit's own words are
 * never translated.
 */
#ifndef HUDDLE_CLI_DEMO_DATA_H
#define HUDDLE_CLI_DEMO_DATA_H

#include "core/note.h"

/* The change that the history turns on: halfway, supplies came to be where
 * they are looked for. Some notes only make sense on one side of it. */
enum demo_phase { DEMO_ALWAYS, DEMO_BEFORE, DEMO_AFTER };

struct demo_note {
	enum note_kind kind;
	const char *theme;
	enum demo_phase phase;
	int minutes; /* a shift, of a stop-this; 0 if not told */
	const char *text;
};

extern const struct demo_note demo_notes[];
extern const int demo_note_count;

/* How many of a hundred notes are of each kind: half are positive. */
extern const int demo_kind_share[NOTE_KINDS];

/*
 * The chance in a thousand with which an answer climbs one step up its scale,
 * and what is added to it at night, at weekends, from December to February
 * and once the change has taken hold.
 */
struct demo_course {
	const char *item; /* "": every other item */
	int base, night, weekend, winter, change;
};

/* The course of an item. */
const struct demo_course *demo_course(const char *item);

#endif
