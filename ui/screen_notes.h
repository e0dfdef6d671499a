/*
 * The notes page's model, shared by its keys (screen_notes.c) and its looks
 * (screen_notes_view.c).
 */
#ifndef HUDDLE_UI_SCREEN_NOTES_H
#define HUDDLE_UI_SCREEN_NOTES_H

#include "ui/parts.h"

#define NOTES_FIND 40 /* characters of a word to find */

struct notes {
	struct list *list; /* by pointer: the view knows the page */
	int kind;          /* enum note_kind, -1 all */
	bool loaded;
	bool reading;
	bool finding;
	int find_from; /* the focus when the search began */
	struct editor find;
	char focused[NOTE_ID_SIZE];
	char added[NOTE_ID_SIZE]; /* the note added last, as of now */
	struct toast toast;
	struct idle idle;
};

/* True if a note's text or theme has the word, which is folded. */
bool notes_match(
    const struct facts *facts, const struct note *note, const char *folded);

unsigned notes_modes(const void *data, const struct facts *facts);
void
notes_view(const void *data, const struct facts *facts, struct cells *cells);

#endif
