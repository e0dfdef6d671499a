/*
 * "What Matters to You" notes: kinds, states, and what a text must be. A note
 * has no author and no time, only its day.
 */
#ifndef HUDDLE_CORE_NOTE_H
#define HUDDLE_CORE_NOTE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/instrument.h"
#include "util/buf.h"
#include "util/err.h"

#define NOTE_CHARACTERS_MAX 500
#define NOTE_MINUTES_MAX 720 /* a shift of twelve hours */
#define NOTE_ID_SIZE 11      /* ten of [a-z0-9] and NUL */

enum note_kind {
	NOTE_MATTERS,
	NOTE_BRIGHT,
	NOTE_PEBBLE,
	NOTE_STOP,
	NOTE_THANKS,
	NOTE_KINDS
};

enum note_state {
	NOTE_OPEN,
	NOTE_ACTION,
	NOTE_ANSWERED,
	NOTE_CANT,
	NOTE_MERGED,
	NOTE_REDACTED,
	NOTE_STATES
};

/* As commands and JSON have them: "matters", "bright", ...; "open", ... */
extern const char *const note_kind_names[NOTE_KINDS];
extern const char *const note_state_names[NOTE_STATES];

/* As people read them, to be translated: "bright spot", "stop this". */
extern const char *const note_kind_titles[NOTE_KINDS];

/* Index of a name in one of the tables above, -1 if it is none. */
int note_name_find(const char *const *names, int count, const char *name);

struct note {
	char id[NOTE_ID_SIZE];
	enum note_kind kind;
	enum note_state state;
	char theme[ID_SIZE];
	int minutes; /* a shift, of a stop-this; 0 if not told */
	int32_t day;
	char *text;
};

/*
 * A text as it may be kept: composed (NFC), outer spaces dropped, 1 to
 * NOTE_CHARACTERS_MAX printable characters. ERR_DATA says which rule it
 * breaks and where. `out` is set only on success.
 */
int note_clean(struct buf *out, const char *text, size_t len, struct err *err);

/* ERR_DATA if minutes are out of range or the kind is not stop. */
int note_check_minutes(enum note_kind kind, int minutes, struct err *err);

void note_done(struct note *note);

#endif
