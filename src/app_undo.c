/*
 * Undo and redo as a role may. See app_undo.h.
 */
#include "app_undo.h"

#include "app_request.h"

int
app_undo(struct app *app, bool undo, int64_t expected, struct revision *done,
    struct err *err)
{
	int32_t day = app_shift(app).day;
	struct revision next;
	enum act act;
	int result = app_allow(app, ACT_BOARD, err);

	if (result == OK)
		result = app_revision_act(app->db, undo, day, &next, &act, err);
	if (result == OK)
		result = app_allow(app, act, err);
	if (result < 0)
		return result;
	/* Only the step that was looked at: another may need more. */
	if (next.id == 0 || (expected && next.id != expected))
		next.id = REVISION_NO_STEP;
	return undo ? revision_undo(app->db, day, next.id, done, err)
	            : revision_redo(app->db, day, next.id, done, err);
}
