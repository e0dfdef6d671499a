/*
 * Carries requests out on the store: one transaction, one revision. Used by
 * screens, commands and the demonstration alike.
 */
#ifndef HUDDLE_APP_REQUEST_H
#define HUDDLE_APP_REQUEST_H

#include "config/config.h"
#include "core/request.h"
#include "db/repo_action.h"
#include "db/repo_note.h"
#include "db/repo_revision.h"

/* What it did. */
struct request_result {
	int64_t action;          /* the card it made or changed, 0 if none */
	char note[NOTE_ID_SIZE]; /* the note it changed, "" if none */
	int64_t revision;        /* for undo; 0 if it can't be undone, or
	                            nothing had to be changed */
	bool unfinished;         /* redacted, but old copies of the text are
	                            in the store's files until the next start */
	struct err notice;       /* what of a redaction must be told besides;
	                            text "" if nothing */
};

/*
 * `today` is the shift's day. The theme must be one of the configuration.
 * ERR_DATA what was asked is wrong; ERR_UNAVAILABLE there is no such card or
 * note, or its state forbids it; ERR_AGAIN it was changed meanwhile (see
 * request->version). Whatever fails, nothing is changed.
 * Within a caller's transaction the caller commits, and then calls db_scrub.
 */
int app_request(struct db *db, const struct config *config,
    const struct request *request, int32_t today, struct request_result *result,
    struct err *err);

/*
 * What a role must be allowed for it (core/role.h). An answer that names no
 * tier becomes that of the tier the card is at now: what was allowed is what
 * is done, wherever the card goes meanwhile.
 */
int app_request_act(
    struct db *db, struct request *request, enum act *act, struct err *err);

/*
 * The step that undo, or redo, would take on a day, and what a role must be
 * allowed for it besides ACT_BOARD: what the step itself needed. Without one
 * its id is 0.
 */
int app_revision_act(struct db *db, bool undo, int32_t day,
    struct revision *next, enum act *act, struct err *err);

/* "moved: Linen runs out before noon": what a revision did, for a line. */
int app_revision_text(struct db *db, const struct revision *revision,
    struct buf *out, struct err *err);

#endif
