/*
 * The notes page's model, shared by its keys (screen_notes_keys.c), what they
 * do (screen_notes.c) and ask of a note (screen_notes_ask.c), its window on
 * the list and the search (screen_notes_list.c), the filter and its box
 * (screen_notes_filter.c), and its looks (screen_notes_view.c, and of one note
 * screen_notes_read.c).
 */
#ifndef HUDDLE_UI_SCREEN_NOTES_H
#define HUDDLE_UI_SCREEN_NOTES_H

#include "ui/parts.h"

#define NOTES_FIND 40 /* characters of a word to find */

/* What the list can be narrowed to; 0 of each is anything. */
enum {
	FILTER_KIND,  /* 1 + enum note_kind */
	FILTER_THEME, /* 1 + index of the theme */
	FILTER_STATE, /* index of a table */
	FILTER_AGE,   /* likewise */
	FILTERS
};

#define NOTES_NOTHING (-1)

/* What EVENT_DONE of a request, or the way back from its page, is about. */
struct notes_asked {
	int kind;     /* enum request_kind, NOTES_NOTHING */
	int64_t undo; /* facts->undo and done_action as they were before */
	int64_t action;
	char id[NOTE_ID_SIZE];
};

struct notes {
	/* By pointer: the view knows the pages. */
	struct list *list;     /* over all notes that the filter lets through */
	struct scroll *scroll; /* of the note that is read */
	bool loaded;
	bool reading;
	bool finding;  /* the word is typed */
	bool choosing; /* the filter's box is open */
	bool merging;  /* the note that stays is chosen */
	struct editor find;
	struct buf themes; /* those that the word is in: ",alarms,rules," */
	int chosen[FILTERS];
	int before[FILTERS]; /* when the box was opened */
	int row;             /* of the box */
	char focused[NOTE_ID_SIZE];
	char from[NOTE_ID_SIZE];  /* the focus when search or box began */
	char added[NOTE_ID_SIZE]; /* the note added last, as of now */
	struct note merged;       /* that is being merged: id, version, text */
	struct notes_asked asked;
	struct toast toast;
	struct idle idle;
};

/* --- screen_notes_list.c --- */

/* The note of a row, the one with the focus; NULL if it is not in the window
 * that facts hold. */
const struct note *notes_row(const struct facts *facts, int row);
const struct note *
notes_focused(const struct notes *model, const struct facts *facts);

/* True if a word is searched for, or anything chosen in the filter. */
bool notes_narrowed(const struct notes *model);

/* The word that is searched for, "" if none. */
const char *notes_word(const struct notes *model);

/* Asks for the window around the focus. With an id the focus goes to that note
 * if it is in the list. */
void notes_ask(struct notes *model, const struct facts *facts,
    struct effects *effects, const char *id);

/* Another filter: the focus stays on that note, else goes to the first. */
void notes_narrow(struct notes *model, const struct facts *facts,
    struct effects *effects, const char *id);

/* Everything is shown again. */
void notes_widen(struct notes *model);

/* After a key: asks for the next window if the page has left this one. */
void notes_follow(
    struct notes *model, const struct facts *facts, struct effects *effects);

/* The window is there; it could not be read. */
void notes_loaded(struct notes *model, const struct facts *facts);
void notes_not_loaded(struct notes *model, const struct facts *facts);

/* The focus stays on its note after a change; false if it is out of sight. */
bool notes_refocus(struct notes *model, const struct facts *facts);

/* --- screen_notes_filter.c --- */

/* How many values a filter has, and what one is called. */
int notes_filter_count(const struct facts *facts, int filter);
const char *
notes_filter_label(const struct facts *facts, int filter, int value);

/* As the store wants it; its texts are the model's. */
void notes_filter(const struct notes *model, const struct facts *facts,
    struct note_filter *out);

/* True if what waits is all that is chosen. */
bool notes_only_waiting(const struct notes *model);

/* Puts the next value or the one before into the box's row. */
void
notes_filter_step(struct notes *model, const struct facts *facts, int step);

/* "pebble · alarms · waiting for an answer"; "" if nothing is chosen. */
void notes_filter_text(const struct notes *model, const struct facts *facts,
    char *out, size_t size);

void notes_filter_view(
    const struct notes *model, const struct facts *facts, struct cells *cells);

/* --- screen_notes_ask.c --- */

/* A request about the note with the focus: at once, or (ask) by its page. */
void notes_request(struct notes *model, const struct facts *facts,
    struct effects *effects, enum request_kind kind, bool ask);

/* Marks the note that is to be merged; merges it into the one with the focus.
 */
void notes_merge(struct notes *model, const struct facts *facts);
void notes_merge_into(
    struct notes *model, const struct facts *facts, struct effects *effects);

/* True if the note can take the one that is merged. */
bool notes_merge_takes(const struct notes *model, const struct note *note);

/* From a note that cannot take it the focus goes on to the next that can, in
 * the direction in which it came from `was`; back to there if there is none.
 * `near`: only among those that are here. */
void notes_merge_settle(
    struct notes *model, const struct facts *facts, int was, bool near);

/* Takes back the note added last, while nothing else was done since; else the
 * last step. */
void notes_undo(
    struct notes *model, const struct facts *facts, struct effects *effects);

/* Back on this page: says what was done on the one above. */
void notes_back(struct notes *model, const struct facts *facts);

/* A request, undo, redo, removal is done, or could not be. */
void notes_outcome(struct notes *model, const struct facts *facts,
    const struct event *event, struct effects *effects);

/* --- screen_notes_read.c --- */

/* "waiting 9 days", "card 12, testing", "answered"; "" where nothing has to
 * come of it. `columns`: what is longer is told in fewer words. */
void notes_state(const struct facts *facts, const struct note *note,
    int columns, char *out, size_t size);

/* The note, whole, in the area; scrolled while it is read. */
void notes_read_view(const struct notes *model, const struct facts *facts,
    const struct note *note, struct cells *cells, const struct area *area);

/* --- screen_notes_keys.c --- */

enum notes_command {
	COMMAND_MOVE = 1,
	COMMAND_READ,
	COMMAND_CLOSE,
	COMMAND_SCROLL,
	COMMAND_ADD,
	COMMAND_ACTION,
	COMMAND_ANSWER,
	COMMAND_CANT,
	COMMAND_METOO,
	COMMAND_MERGE,
	COMMAND_INTO,
	COMMAND_APART,
	COMMAND_REDACT,
	COMMAND_OPEN,
	COMMAND_FIND,
	COMMAND_FOUND,
	COMMAND_STOP,
	COMMAND_NEXT,
	COMMAND_BEFORE,
	COMMAND_FILTER,
	COMMAND_ROW,
	COMMAND_VALUE,
	COMMAND_VALUE_BEFORE,
	COMMAND_CHOSEN,
	COMMAND_AS_BEFORE,
	COMMAND_ALL,
	COMMAND_UNDO,
	COMMAND_REDO,
	COMMAND_LEAVE,
	NOTES_COMMANDS
};

extern const struct keymap notes_keymap;

unsigned notes_modes(const void *data, const struct facts *facts);

/* --- screen_notes_view.c --- */

void
notes_view(const void *data, const struct facts *facts, struct cells *cells);

#endif
