/*
 * What the notes page asks of a note, and what it says of the outcome. See
 * screen_notes.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/parts_hand.h"
#include "ui/screen_notes.h"
#include "util/i18n.h"
#include "util/mem.h"

#define SAID_COLUMNS 60 /* of what was undone, in a toast */

/* A request that is done. */
static const char *const said[REQUESTS] = {
    [REQUEST_ANSWER] = N_("Answered. u undoes it."),
    [REQUEST_CANT] = N_("Kept, with the reason. u undoes it."),
    [REQUEST_METOO] = N_("You said me too; u takes it back."),
    [REQUEST_MERGE] = N_("Merged into this one. u undoes it."),
    [REQUEST_REDACT] = N_("Redacted: its text is gone for good."),
};

static void
say_done(struct notes *model, const struct facts *facts, int kind)
{
	if (kind == REQUEST_ADD)
		toast_say(&model->toast,
		    _("It is card %lld on the board now. u undoes it."),
		    (long long)facts->done_action);
	else if (said[kind])
		toast_say(&model->toast, "%s", _(said[kind]));
}

/* True if the note takes such a request: nobody should type an answer in
 * vain. Says why not. */
static bool
takes(struct notes *model, const struct note *note, enum request_kind kind)
{
	struct request request;
	struct note probe;
	struct err err;
	bool may;

	request_init(&request, kind);
	note_copy(&probe, note);
	may = request_note(&request, &probe, NULL, 0, note->day, &err) == OK;
	if (!may)
		toast_say(&model->toast, "%s", err.text);
	note_done(&probe);
	request_done(&request);
	return may;
}

static void
expect(struct notes *model, const struct facts *facts, enum request_kind kind,
    const char *id)
{
	model->asked = (struct notes_asked){.kind = (int)kind,
	    .undo = facts->undo.id,
	    .action = facts->done_action};
	snprintf(model->asked.id, sizeof(model->asked.id), "%s", id);
}

void
notes_request(struct notes *model, const struct facts *facts,
    struct effects *effects, enum request_kind kind, bool ask)
{
	const struct note *note = notes_focused(model, facts);
	struct request *request;

	if (!note || !takes(model, note, kind))
		return;
	request = effects_request(effects, kind, ask);
	memcpy(request->note, note->id, NOTE_ID_SIZE);
	request->version = note->version;
	expect(model, facts, kind, note->id);
}

/* --- merging --- */

void
notes_merge(struct notes *model, const struct facts *facts)
{
	const struct note *note = notes_focused(model, facts);

	/* What can be answered can be merged. */
	if (!note || !takes(model, note, REQUEST_ANSWER))
		return;
	note_done(&model->merged);
	note_copy(&model->merged, note);
	model->merging = true;
	model->reading = false;
}

void
notes_merge_into(
    struct notes *model, const struct facts *facts, struct effects *effects)
{
	const struct note *note = notes_focused(model, facts);
	struct request *request;

	if (!note)
		return;
	if (strcmp(note->id, model->merged.id) == 0) {
		toast_say(&model->toast,
		    _("That is the note itself. Choose the one that stays."));
		return;
	}
	request = effects_request(effects, REQUEST_MERGE, false);
	memcpy(request->note, model->merged.id, NOTE_ID_SIZE);
	memcpy(request->other, note->id, NOTE_ID_SIZE);
	request->version = model->merged.version;
	expect(model, facts, REQUEST_MERGE, model->merged.id);
}

bool
notes_merge_takes(const struct notes *model, const struct note *note)
{
	struct request request;
	struct note merged, into;
	struct err err;
	bool may;

	request_init(&request, REQUEST_MERGE);
	note_copy(&merged, &model->merged);
	note_copy(&into, note);
	may = request_note(&request, &merged, &into, 0, note->day, &err) == OK;
	note_done(&merged);
	note_done(&into);
	request_done(&request);
	return may;
}

/* The first row on the way that can take it; -1 if none can. What is out of
 * sight may: it is looked at once it is there. */
static int
seek(const struct notes *model, const struct facts *facts, int from, int to)
{
	int step = to < from ? -1 : 1;

	for (int row = from; row != to + step; row += step) {
		const struct note *note = notes_row(facts, row);

		if (!note || notes_merge_takes(model, note))
			return row;
	}
	return -1;
}

void
notes_merge_settle(
    struct notes *model, const struct facts *facts, int was, bool near)
{
	const struct fact_notes *notes = &facts->notes;
	const struct note *note = notes_focused(model, facts);
	struct list *list = model->list;
	int from = near ? notes->first : 0, focus = list->focus, to;
	int last = (near ? notes->first + notes->count : list->count) - 1;

	if (list->count == 0 || (near && !note))
		return;
	/* Where it began it may stay. */
	if (focus == was && note && strcmp(note->id, model->merged.id) == 0)
		return;
	to = seek(model, facts, focus, focus < was ? from : last);
	if (to < 0)
		to = seek(model, facts, focus, focus == was ? from : was);
	if (to < 0)
		toast_say(
		    &model->toast, "%s", _("No note that way can take it."));
	list->focus = to < 0 ? was : to;
	list_set(list, list->count, list->page);
}

/* --- undo --- */

void
notes_undo(
    struct notes *model, const struct facts *facts, struct effects *effects)
{
	if (facts->added_note)
		effects_add(effects, EFFECT_NOTE_REMOVE)->text =
		    mem_copy(facts->added_note);
	else
		hand_undo(facts, false, &model->toast, effects);
}

/* --- what came of it --- */

/* True if it was done on the page above, and not left again. */
static bool
was_done(const struct facts *facts, const struct notes_asked *asked)
{
	const struct fact_notes *notes = &facts->notes;
	bool changed = facts->undo.id > asked->undo;

	if (asked->kind == REQUEST_ADD)
		return changed && facts->done_action != asked->action;
	if (!facts->done_note || strcmp(facts->done_note, asked->id) != 0)
		return false;
	if (asked->kind != REQUEST_REDACT)
		return changed;
	/* That is no step that undo knows; but its text is gone. */
	for (int i = 0; i < notes->count; i++)
		if (strcmp(notes->rows[i].id, asked->id) == 0)
			return notes->rows[i].state == NOTE_REDACTED;
	return true;
}

void
notes_back(struct notes *model, const struct facts *facts)
{
	int kind = model->asked.kind;

	if (kind != NOTES_NOTHING && was_done(facts, &model->asked))
		say_done(model, facts, kind);
	model->asked.kind = NOTES_NOTHING;
}

/* What the state or a rule forbids says so itself. */
static void
failed(struct notes *model, const struct event *event)
{
	const char *text = event->text ? event->text : "";
	bool forbidden = event->status == ERR_UNAVAILABLE ||
	                 event->status == ERR_DATA ||
	                 event->status == ERR_PERMISSION;

	if (forbidden)
		toast_alert(&model->toast, "%s", text);
	else if (event->status == ERR_AGAIN)
		part_failed(&model->toast,
		    _("Somebody was faster. This is how it stands now."), text);
	else
		part_failed(&model->toast,
		    _("That did not work. Please try again."), text);
}

/* Says what was undone or done again; it may be about another note, whose id
 * is returned. */
static const char *
say_turned(
    struct notes *model, const struct facts *facts, const struct event *event)
{
	const char *text = event->text ? event->text : "";
	size_t len = utf8_fit(text, SAID_COLUMNS, NULL);
	char *step =
	    mem_printf("%.*s%s", (int)len, text, text[len] ? SIGN_MORE : "");

	/* It ends where the sentence around it does. */
	if (text[len] == '\0' && len > 0 && text[len - 1] == '.')
		step[len - 1] = '\0';
	toast_say(&model->toast,
	    event->effect == EFFECT_UNDO ? _("Undone: %s. U does it again.")
	                                 : _("Done again: %s. u undoes it."),
	    step);
	free(step);
	return facts->done_note && facts->done_note[0] ? facts->done_note
	                                               : model->focused;
}

void
notes_outcome(struct notes *model, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	char id[NOTE_ID_SIZE];
	bool well = event->status == OK;

	memcpy(id, model->focused, sizeof(id));
	if (!well)
		failed(model, event);
	else if (event->effect == EFFECT_NOTE_REMOVE)
		toast_say(&model->toast, _("Taken back; it is gone."));
	else if (event->effect == EFFECT_REQUEST)
		say_done(model, facts, model->asked.kind);
	else
		snprintf(id, sizeof(id), "%s", say_turned(model, facts, event));
	if (event->effect == EFFECT_REQUEST) {
		/* Another note may do where this one was refused. */
		if (well || event->status == ERR_AGAIN)
			model->merging = false;
		model->asked.kind = NOTES_NOTHING;
	}
	memcpy(model->focused, id, sizeof(id));
	if (!notes_refocus(model, facts))
		notes_ask(model, facts, effects, id);
}
