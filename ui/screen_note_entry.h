/*
 * The note entry's model, shared by its keys (screen_note_entry.c) and its
 * looks (screen_note_entry_view.c).
 */
#ifndef HUDDLE_UI_SCREEN_NOTE_ENTRY_H
#define HUDDLE_UI_SCREEN_NOTE_ENTRY_H

#include "ui/parts.h"
#include "ui/parts_identify.h"

/* Argument of EFFECT_GO: a kind, or this to ask for it. (-1 is the way back
 * from a screen above.) */
#define NOTE_ENTRY_ASK NOTE_KINDS

#define ENTRY_COLUMNS 64 /* of the text field */
#define ENTRY_THEMES 64
#define ENTRY_ROWS 12 /* of themes in a column */

enum entry_state {
	ENTRY_KIND,
	ENTRY_TEXT,
	ENTRY_CHECK, /* something in the text could show somebody */
	ENTRY_MINUTES,
	ENTRY_THEME
};

struct note_entry {
	enum entry_state state;
	bool in_huddle; /* the kind came with the key */
	enum note_kind kind;
	int offer; /* the marked one of the kinds offered */
	int theme; /* the marked one of the themes */
	struct number minutes;
	struct editor text;
	struct check check;
	bool as_it_is; /* what was found in this text is meant */
	struct dialog dialog;
	struct toast toast;
	struct idle idle;
};

/* The kind that is offered in that place. */
enum note_kind note_entry_offered(int index);

/* The letter of each theme, 0 for those that have none. */
void note_entry_letters(const struct facts *facts, char letters[ENTRY_THEMES]);

/* Rows of the columns that so many themes are shown in. */
int note_entry_rows(int themes);

unsigned note_entry_modes(const void *data, const struct facts *facts);
bool note_entry_typing(const void *data, const struct facts *facts);
void note_entry_view(
    const void *data, const struct facts *facts, struct cells *cells);

#endif
