/*
 * Undo and redo as a role may.
 */
#ifndef HUDDLE_APP_UNDO_H
#define HUDDLE_APP_UNDO_H

#include "app.h"
#include "db/repo_revision.h"

/*
 * revision_undo, or revision_redo, on the shift's day. The app's role must be
 * allowed ACT_BOARD and what the step itself needed: ERR_PERMISSION.
 */
int app_undo(struct app *app, bool undo, int64_t expected,
    struct revision *done, struct err *err);

#endif
