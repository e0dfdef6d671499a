/*
 * Requests carried out on notes in memory. See request.h.
 */
#include "core/request.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "util/i18n.h"
#include "util/mem.h"

#define IN(state) (1u << (state))
#define OPEN IN(NOTE_OPEN)
#define TALKED_OF (OPEN | IN(NOTE_ACTION) | IN(NOTE_ANSWERED))

/* In which states a note takes a request; 0 for those of cards. */
static const unsigned taken_in[REQUESTS] = {
    [REQUEST_ADD] = OPEN,
    [REQUEST_ANSWER] = OPEN,
    [REQUEST_CANT] = OPEN,
    [REQUEST_METOO] = TALKED_OF | IN(NOTE_CANT),
    [REQUEST_MERGE] = OPEN,
    [REQUEST_REDACT] = ~IN(NOTE_REDACTED),
};

/* Why a note in another state does not take it. */
static const char *const stands[NOTE_STATES] = {
    [NOTE_ACTION] = N_("This note is card %d by now. Nothing was changed."),
    [NOTE_ANSWERED] =
        N_("This note has its answer already. Nothing was changed."),
    [NOTE_CANT] = N_("This note has its answer already. Nothing was changed."),
    [NOTE_MERGED] =
        N_("This note was merged into another one. Nothing was changed."),
    [NOTE_REDACTED] = N_("This note was redacted. Nothing was changed."),
};

/* Into which kinds a note of each may be merged: what must end in an answer
 * only into what must too, and praise is not mixed with what is missing. */
#define KIND(kind) (1u << (kind))
static const unsigned merged_into[NOTE_KINDS] = {
    [NOTE_MATTERS] = KIND(NOTE_MATTERS) | KIND(NOTE_PEBBLE) | KIND(NOTE_STOP),
    [NOTE_BRIGHT] = KIND(NOTE_BRIGHT),
    [NOTE_PEBBLE] = KIND(NOTE_PEBBLE) | KIND(NOTE_STOP),
    [NOTE_STOP] = KIND(NOTE_STOP),
    [NOTE_THANKS] = KIND(NOTE_THANKS),
};

/* The last word on a note; a redaction's reason takes an answer's place. */
static void
answer(struct note *note, enum note_state state, const char *text)
{
	free(note->answer);
	note->answer = mem_copy(text);
	note->state = state;
}

/* Who wrote the note counts as one more who says so. Minutes are those of one
 * task, so they are not added up. */
static int
merge(struct note *note, struct note *into, struct err *err)
{
	if (strcmp(note->id, into->id) == 0)
		return err_set(err, ERR_UNAVAILABLE,
		    _("A note cannot be merged into itself. Nothing was "
		      "changed."));
	if (!(IN(into->state) & TALKED_OF))
		return err_set(err, ERR_UNAVAILABLE,
		    _("A note can be merged only into one that is open, has a "
		      "card or was answered. Nothing was changed."));
	if (!(KIND(into->kind) & merged_into[note->kind]))
		return err_set(err, ERR_UNAVAILABLE,
		    _("A note of the kind \"%s\" cannot be merged into one "
		      "of the kind \"%s\". Nothing was changed."),
		    _(note_kind_titles[note->kind]),
		    _(note_kind_titles[into->kind]));
	into->metoo += 1 + note->metoo;
	if (into->kind == NOTE_STOP && note->minutes > into->minutes)
		into->minutes = note->minutes;
	note->state = NOTE_MERGED;
	memcpy(note->into, into->id, sizeof(note->into));
	return OK;
}

/* The text is gone here; the store erases it where it lay. */
static void
redact(struct note *note, const char *reason)
{
	answer(note, NOTE_REDACTED, reason);
	free(note->text);
	note->text = mem_copy("");
}

int
request_note(const struct request *request, struct note *note,
    struct note *other, int64_t action, int32_t today, struct err *err)
{
	assert(taken_in[request->kind]);
	if (!(IN(note->state) & taken_in[request->kind]))
		return err_set(
		    err, ERR_UNAVAILABLE, _(stands[note->state]), note->action);
	switch (request->kind) {
	case REQUEST_MERGE:
		return merge(note, other, err);
	case REQUEST_METOO:
		note->metoo++;
		break;
	case REQUEST_REDACT:
		redact(note, request->text[TEXT_REASON]);
		break;
	case REQUEST_ADD:
		note->state = NOTE_ACTION;
		note->action = (int)action;
		break;
	default: /* an answer, or why there can be none */
		answer(note,
		    request->kind == REQUEST_CANT ? NOTE_CANT : NOTE_ANSWERED,
		    request->text[TEXT_ANSWER]);
		note->answered = today;
	}
	return OK;
}
