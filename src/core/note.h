/*
 * "What Matters to You" notes: kinds, states, and what a text must be. A note
 * has no author and no time, only its day.
 */
#ifndef HUDDLE_CORE_NOTE_H
#define HUDDLE_CORE_NOTE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/instrument.h"
#include "core/record.h"
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
	char *text;       /* "" of a redacted one */
	int32_t version;  /* raised by every change, from 1 */
	int metoo;        /* how many said "me too", merged ones counted in */
	int32_t answered; /* the day; DATE_NONE: not yet */
	char *answer;     /* also why it can't be, or why it was redacted */
	char into[NOTE_ID_SIZE]; /* the note it was merged into, else "" */
	int action;              /* the card made of it, 0 if there is none */
	int action_state; /* enum action_state of that card, read with it; -1
	                     if there is none; not a field of the record */
};

/* The fields whose changes are kept as events: all but id, kind, theme, day
 * and text, which never change or leave no trace when they do. */
extern const struct record note_record;

/* DATE_NONE and version 1. Texts are NULL. */
void note_init(struct note *note);
void note_copy(struct note *out, const struct note *note);

/* Pebbles and stop-this must end in an answer; true while this one is open. */
bool note_waits(const struct note *note);

/* Takes a note out of the one that it was merged into; it is open again. */
void note_unmerge(struct note *note);

/* Which notes: everything that is set must hold. */
struct note_filter {
	int kind;          /* enum note_kind, -1 any */
	int state;         /* enum note_state, -1 any but merged, redacted */
	bool waiting;      /* only what note_waits() */
	const char *theme; /* NULL any */
	int32_t since;     /* DATE_NONE any; else this day and later */
	int32_t until;     /* DATE_NONE any; else this day and earlier */
	const char *match; /* NULL any; else folded text contains it folded */
	const char *match_themes; /* with `match`: or its theme is one of
	                             these, each with a comma on both sides:
	                             ",supplies,alarms,"; NULL none */
};

extern const struct note_filter note_filter_all;

/*
 * A text as it may be kept: composed (NFC), outer spaces dropped, 1 to
 * NOTE_CHARACTERS_MAX printable characters. ERR_DATA says which rule it
 * breaks and where. `out` is set only on success.
 */
int note_clean(struct buf *out, const char *text, size_t len, struct err *err);

/* The same with another limit of characters. */
int text_clean(
    struct buf *out, const char *text, size_t len, int max, struct err *err);

/* True if nothing but spaces, of any width, is in it. */
bool text_blank(const char *text);

/* The title of a card made of a text: what is too long for one ends in an
 * ellipsis. The caller's to free(). */
char *note_title(const char *text);

/* True if a title is what note_title makes of the note's text, or the whole
 * text, whatever the case and the marks of letters. */
bool note_is_title(const struct note *note, const char *title);

/* ERR_DATA if minutes are out of range or the kind is not stop. */
int note_check_minutes(enum note_kind kind, int minutes, struct err *err);

void note_done(struct note *note);

#endif
