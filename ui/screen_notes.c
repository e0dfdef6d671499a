/*
 * The notes page: everything that was noted, newest first, with what became of
 * it; to read, find and narrow, and to answer, merge and undo in place.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/parts_hand.h"
#include "ui/screen_notes.h"
#include "util/i18n.h"
#include "util/mem.h"

/* --- commands --- */

/* What a command works with. */
struct call {
	struct notes *model;
	const struct facts *facts;
	const struct event *event;
	struct effects *effects;
};

static void
on_move(const struct call *call)
{
	list_key(call->model->list, call->event->key);
}

static void
on_read(const struct call *call)
{
	call->model->reading = true;
}

/* Beside the list the note is shown from its top again. */
static void
on_close(const struct call *call)
{
	call->model->reading = false;
	call->model->scroll->top = 0;
}

static void
on_scroll(const struct call *call)
{
	scroll_key(call->model->scroll, call->event->key);
}

static void
on_add(const struct call *call)
{
	struct effect *effect = effects_add(call->effects, EFFECT_GO);

	effect->screen = SCREEN_NOTE_ENTRY;
	effect->argument = NOTE_KINDS;
}

/* Me too is said at once; the others need words, which their page asks for. */
static void
on_request(const struct call *call)
{
	static const enum request_kind kinds[NOTES_COMMANDS] = {
	    [COMMAND_ACTION] = REQUEST_ADD,
	    [COMMAND_ANSWER] = REQUEST_ANSWER,
	    [COMMAND_CANT] = REQUEST_CANT,
	    [COMMAND_METOO] = REQUEST_METOO,
	    [COMMAND_REDACT] = REQUEST_REDACT,
	};
	int command = call->event->command;

	notes_request(call->model, call->facts, call->effects, kinds[command],
	    command != COMMAND_METOO);
}

static void
on_merge(const struct call *call)
{
	notes_merge(call->model, call->facts);
}

static void
on_into(const struct call *call)
{
	notes_merge_into(call->model, call->facts, call->effects);
}

static void
on_apart(const struct call *call)
{
	call->model->merging = false;
}

/* A merged note leads to the one that stayed, a note with a card there. */
static void
on_open(const struct call *call)
{
	const struct note *note = notes_focused(call->model, call->facts);
	struct effect *effect;

	if (note->state == NOTE_MERGED) {
		notes_widen(call->model);
		notes_narrow(
		    call->model, call->facts, call->effects, note->into);
		return;
	}
	effect = effects_add(call->effects, EFFECT_GO);
	effect->screen = SCREEN_CARD;
	effect->action = note->action;
}

/* The list anew; the focus stays where search or filter began, if it can. */
static void
narrow_from(const struct call *call)
{
	notes_narrow(
	    call->model, call->facts, call->effects, call->model->from);
}

/* A new search begins with all notes: the word kept before would hide some. */
static void
on_find(const struct call *call)
{
	struct notes *model = call->model;
	bool kept = notes_word(model)[0] != '\0';

	memcpy(model->from, model->focused, sizeof(model->from));
	model->finding = true;
	editor_set(&model->find, "");
	if (kept)
		narrow_from(call);
}

static void
on_found(const struct call *call)
{
	call->model->finding = false;
}

static void
on_stop(const struct call *call)
{
	bool typed = notes_word(call->model)[0] != '\0';

	call->model->finding = false;
	editor_set(&call->model->find, "");
	if (typed)
		narrow_from(call);
}

/* Every row of the list has the word; round the end. */
static void
on_next(const struct call *call)
{
	struct list *list = call->model->list;
	int step = call->event->command == COMMAND_NEXT ? 1 : list->count - 1;

	if (list->count > 0)
		list->focus = (list->focus + step) % list->count;
	list_set(list, list->count, list->page);
}

/* Each change shows at once, so Esc needs to know what was there before. */
static void
on_filter(const struct call *call)
{
	struct notes *model = call->model;

	memcpy(model->from, model->focused, sizeof(model->from));
	memcpy(model->before, model->chosen, sizeof(model->before));
	model->choosing = true;
	model->row = 0;
}

static void
on_row(const struct call *call)
{
	uint32_t key = call->event->key;
	int step = key == 'j' || key == K_DOWN ? 1 : FILTERS - 1;

	call->model->row = (call->model->row + step) % FILTERS;
}

static void
on_value(const struct call *call)
{
	notes_filter_step(call->model, call->facts,
	    call->event->command == COMMAND_VALUE ? 1 : -1);
	narrow_from(call);
}

static void
on_chosen(const struct call *call)
{
	call->model->choosing = false;
}

static void
on_as_before(const struct call *call)
{
	struct notes *model = call->model;

	model->choosing = false;
	if (memcmp(model->chosen, model->before, sizeof(model->before)) == 0)
		return;
	memcpy(model->chosen, model->before, sizeof(model->before));
	narrow_from(call);
}

/* Nothing is read again where nothing was narrowed. */
static void
on_all(const struct call *call)
{
	struct notes *model = call->model;

	model->choosing = false;
	if (!notes_narrowed(model))
		return;
	notes_widen(model);
	notes_narrow(model, call->facts, call->effects, model->focused);
}

static void
on_undo(const struct call *call)
{
	notes_undo(call->model, call->facts, call->effects);
}

static void
on_redo(const struct call *call)
{
	hand_undo(call->facts, true, &call->model->toast, call->effects);
}

static void
on_leave(const struct call *call)
{
	effects_add(call->effects, EFFECT_BACK);
}

static void (*const runs[NOTES_COMMANDS])(const struct call *) = {
    [COMMAND_MOVE] = on_move,
    [COMMAND_READ] = on_read,
    [COMMAND_CLOSE] = on_close,
    [COMMAND_SCROLL] = on_scroll,
    [COMMAND_ADD] = on_add,
    [COMMAND_ACTION] = on_request,
    [COMMAND_ANSWER] = on_request,
    [COMMAND_CANT] = on_request,
    [COMMAND_METOO] = on_request,
    [COMMAND_MERGE] = on_merge,
    [COMMAND_INTO] = on_into,
    [COMMAND_APART] = on_apart,
    [COMMAND_REDACT] = on_request,
    [COMMAND_OPEN] = on_open,
    [COMMAND_FIND] = on_find,
    [COMMAND_FOUND] = on_found,
    [COMMAND_STOP] = on_stop,
    [COMMAND_NEXT] = on_next,
    [COMMAND_BEFORE] = on_next,
    [COMMAND_FILTER] = on_filter,
    [COMMAND_ROW] = on_row,
    [COMMAND_VALUE] = on_value,
    [COMMAND_VALUE_BEFORE] = on_value,
    [COMMAND_CHOSEN] = on_chosen,
    [COMMAND_AS_BEFORE] = on_as_before,
    [COMMAND_ALL] = on_all,
    [COMMAND_UNDO] = on_undo,
    [COMMAND_REDO] = on_redo,
    [COMMAND_LEAVE] = on_leave,
};

/* A key while the word is typed; arrows move in the list meanwhile. */
static void
type(const struct call *call)
{
	struct notes *model = call->model;
	char *before = mem_copy(notes_word(model));

	if (!editor_key(&model->find, call->event->key, NOTES_FIND))
		list_key(model->list, call->event->key);
	else if (strcmp(before, notes_word(model)) != 0)
		narrow_from(call);
	free(before);
}

static void
run(const struct call *call)
{
	struct notes *model = call->model;
	bool merging = model->merging;
	int was = model->list->focus;

	if (call->event->command)
		runs[call->event->command](call);
	else if (model->finding)
		type(call);
	else if (!model->choosing)
		list_key(model->list, call->event->key); /* g and G */
	if (merging && model->merging && !model->finding && !model->choosing &&
	    call->event->command != COMMAND_INTO)
		notes_merge_settle(model, call->facts, was, false);
	notes_follow(model, call->facts, call->effects);
}

/* --- update --- */

static void
notes_init(void *data, const struct facts *facts)
{
	struct notes *model = data;

	(void)facts;
	model->list = mem_new(1, sizeof(*model->list));
	model->scroll = mem_new(1, sizeof(*model->scroll));
	model->asked.kind = NOTES_NOTHING;
	editor_init(&model->find, NOTES_FIND, false);
}

static void
notes_end(void *data)
{
	struct notes *model = data;

	free(model->list);
	free(model->scroll);
	note_done(&model->merged);
	buf_done(&model->themes);
	editor_done(&model->find);
}

/* A note was added above this page: it is shown, whatever was filtered for. */
static void
notice_added(struct notes *model, const struct facts *facts)
{
	const char *id = facts->added_note ? facts->added_note : "";

	if (id[0] && strcmp(id, model->added) != 0) {
		toast_say(&model->toast, _("Kept. u takes it back."));
		memcpy(model->focused, id, strlen(id) + 1);
		notes_widen(model);
	}
	snprintf(model->added, sizeof(model->added), "%s", id);
}

static void
enter(struct notes *model, const struct facts *facts, bool anew,
    struct effects *effects)
{
	if (anew)
		snprintf(model->added, sizeof(model->added), "%s",
		    facts->added_note ? facts->added_note : "");
	else
		notes_back(model, facts);
	notice_added(model, facts);
	notes_ask(model, facts, effects, model->focused);
}

/* What was asked of the app is there, or is not. */
static void
done(struct notes *model, const struct facts *facts, const struct event *event,
    struct effects *effects)
{
	switch (event->effect) {
	case EFFECT_NOTES:
		if (event->status < 0) {
			part_failed(&model->toast,
			    _("The notes could not be read. Please try again."),
			    event->text);
			notes_not_loaded(model, facts);
			break;
		}
		notes_loaded(model, facts);
		notes_follow(model, facts, effects);
		break;
	case EFFECT_REQUEST:
	case EFFECT_UNDO:
	case EFFECT_REDO:
	case EFFECT_NOTE_REMOVE:
		notes_outcome(model, facts, event, effects);
		break;
	default:
		break;
	}
}

static void
notes_update(void *data, const struct facts *facts, const struct event *event,
    struct effects *effects)
{
	struct notes *model = data;

	if (idle_over(&model->idle, facts, event, &model->toast)) {
		effects_add(effects, EFFECT_GO)->screen = SCREEN_IDLE;
		return;
	}
	switch (event->kind) {
	case EVENT_ENTER:
		enter(model, facts, event->argument >= 0, effects);
		break;
	case EVENT_KEY:
		run(&(struct call){model, facts, event, effects});
		break;
	case EVENT_DONE:
		done(model, facts, event, effects);
		break;
	case EVENT_TICK:
	case EVENT_IDLE:
		break;
	}
}

static bool
notes_typing(const void *data, const struct facts *facts)
{
	(void)facts;
	return ((const struct notes *)data)->finding;
}

static int
notes_idle(const void *data, const struct facts *facts)
{
	return idle_seconds(&((const struct notes *)data)->idle, facts);
}

const struct screen screen_notes = {
    .keymap = &notes_keymap,
    .model_size = sizeof(struct notes),
    .init = notes_init,
    .update = notes_update,
    .view = notes_view,
    .modes = notes_modes,
    .typing = notes_typing,
    .idle = notes_idle,
    .still = true,
    .done = notes_end,
};
