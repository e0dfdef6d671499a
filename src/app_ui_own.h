/*
 * What app_ui.c, app_ui_board.c and app_ui_buddies.c share: how effects are
 * carried out.
 */
#ifndef HUDDLE_APP_UI_OWN_H
#define HUDDLE_APP_UI_OWN_H

#include "app_facts.h"
#include "app_ui.h"

struct app_ui {
	struct app *app;
	struct app_facts *facts;
	int32_t today;   /* the day on which was last sealed */
	bool checked_in; /* just now: nothing else has changed */

	/* Steps taken at this keyboard, and the last one before its first page
	 * of lists was opened: what is neither is somebody else's. */
	int64_t *steps;
	int step_count;
	int64_t before; /* -1: not known yet */
	int64_t asked;  /* somebody else's, which undo was asked for once */
};

/* Effects of notes, the board and buddies; *text as in struct host. */
typedef int app_ui_performer(struct app_ui *ui, const struct effect *effect,
    const char **text, struct err *err);

app_ui_performer app_ui_read, app_ui_note_add, app_ui_note_remove,
    app_ui_request, app_ui_undo, app_ui_redo, app_ui_reviewed, app_ui_buddy;

#endif
