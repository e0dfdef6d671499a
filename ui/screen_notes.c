/*
 * The notes page: what was noted, newest first, to read, search and filter;
 * a note just added can be taken back.
 */
#include <libintl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/layout.h"
#include "ui/screen_notes.h"
#include "util/i18n.h"
#include "util/mem.h"

enum command {
	COMMAND_MOVE = 1,
	COMMAND_READ,
	COMMAND_CLOSE,
	COMMAND_ADD,
	COMMAND_KIND,
	COMMAND_FIND,
	COMMAND_FOUND,
	COMMAND_STOP,
	COMMAND_AGAIN,
	COMMAND_BEFORE,
	COMMAND_UNDO,
	COMMAND_LEAVE,
};

enum {
	MODE_LIST = 1 << 0,
	MODE_READ = 1 << 1,
	MODE_FIND = 1 << 2,
	MODE_UNDO = 1 << 3,  /* beside the list: a note can be taken back */
	MODE_MATCH = 1 << 4, /* beside the list: something was searched for */
	MODE_ANY = 1 << 5,   /* beside the list: it is not empty */
};

static const struct binding bindings[] = {
    {
        .modes = MODE_UNDO,
        .keys = {'u'},
        .command = COMMAND_UNDO,
        .place = PLACE_FOOTER,
        .label = N_("take it back"),
        .help = N_("Take the note back that was added last."),
    },
    {
        .modes = MODE_ANY,
        .keys = {K_ENTER},
        .command = COMMAND_READ,
        .place = PLACE_FOOTER,
        .label = N_("read"),
        .help = N_("Read the note with the mark."),
    },
    {
        .modes = MODE_READ,
        .keys = {K_ESC, K_ENTER, 'q', K_BACK},
        .command = COMMAND_CLOSE,
        .place = PLACE_FOOTER,
        .label = N_("back to the list"),
        .help = N_("Back to the list."),
    },
    {
        .modes = MODE_LIST,
        .keys = {'a'},
        .command = COMMAND_ADD,
        .place = PLACE_FOOTER,
        .label = N_("add"),
        .help = N_("Add a note."),
    },
    {
        .modes = MODE_LIST,
        .keys = {'f'},
        .command = COMMAND_KIND,
        .place = PLACE_FOOTER,
        .label = N_("kind"),
        .help = N_("Show one kind only, then the next, then all."),
    },
    {
        .modes = MODE_ANY,
        .keys = {'/'},
        .command = COMMAND_FIND,
        .place = PLACE_FOOTER,
        .label = N_("find"),
        .help = N_("Find a word: type it, Enter stops at the note."),
    },
    {
        .modes = MODE_MATCH,
        .keys = {'n'},
        .command = COMMAND_AGAIN,
        .place = PLACE_FOOTER,
        .label = N_("next match"),
        .help = N_("To the next note with the word."),
    },
    {
        .modes = MODE_MATCH,
        .keys = {'N'},
        .command = COMMAND_BEFORE,
        .help = N_("To the one before with the word."),
    },
    {
        .modes = MODE_LIST | MODE_READ,
        .keys = {'j', K_DOWN, K_PGDN, K_END},
        .command = COMMAND_MOVE,
        .help = N_("Down: a note, a page, to the last (also G)."),
    },
    {
        .modes = MODE_LIST | MODE_READ,
        .keys = {'k', K_UP, K_PGUP, K_HOME},
        .command = COMMAND_MOVE,
        .help = N_("Up: a note, a page, to the first (also g)."),
    },
    {
        .modes = MODE_FIND,
        .keys = {K_ENTER},
        .command = COMMAND_FOUND,
        .place = PLACE_FOOTER,
        .label = N_("stop at this note"),
        .help = N_("Stop searching, stay at the note that was found."),
    },
    {
        .modes = MODE_FIND,
        .keys = {K_ESC},
        .command = COMMAND_STOP,
        .place = PLACE_FOOTER,
        .label = N_("back"),
        .help = N_("Stop searching, back to where it began."),
    },
    {
        .modes = MODE_LIST,
        .keys = {K_ESC, 'q', K_BACK},
        .command = COMMAND_LEAVE,
        .place = PLACE_FOOTER,
        .label = N_("leave"),
        .help = N_("Leave the notes."),
    },
};

static const struct keymap keymap = {
    .title = N_("Notes"),
    .bindings = bindings,
    .count = sizeof(bindings) / sizeof(bindings[0]),
};

/* --- finding --- */

bool
notes_match(
    const struct facts *facts, const struct note *note, const char *folded)
{
	struct buf text = BUF_INIT;
	bool found;

	if (folded[0] == '\0')
		return false;
	utf8_fold(&text, note->text);
	buf_add(&text, " ");
	utf8_fold(&text, part_theme(facts, note->theme));
	found = strstr(buf_text(&text), folded) != NULL;
	buf_done(&text);
	return found;
}

/* From `from` on in steps, round the end; false if no note has the word. */
static bool
find(struct notes *model, const struct facts *facts, int from, int step)
{
	struct buf folded = BUF_INIT;
	int count = facts->note_count, found = -1;

	utf8_fold(&folded, buf_text(&model->find.text));
	for (int i = 0; i < count && found < 0; i++) {
		int at = ((from + i * step) % count + count) % count;

		if (notes_match(facts, &facts->notes[at], buf_text(&folded)))
			found = at;
	}
	buf_done(&folded);
	if (found >= 0)
		model->list->focus = found;
	return found >= 0;
}

/* From the focused note on, or from the one `by` away. */
static void
find_more(struct notes *model, const struct facts *facts, int by)
{
	if (!find(model, facts, model->list->focus + by, by < 0 ? -1 : 1))
		toast_say(&model->toast, _("No note has \"%s\"."),
		    buf_text(&model->find.text));
}

/* A key while the word is typed: the focus goes with it. */
static void
find_key(
    struct notes *model, const struct facts *facts, const struct event *event)
{
	if (event->command == COMMAND_FOUND) {
		model->finding = false;
		if (model->find.text.len > 0)
			find_more(model, facts, 0);
	} else if (event->command == COMMAND_STOP) {
		model->finding = false;
		editor_set(&model->find, "");
		model->list->focus = model->find_from;
	} else if (editor_key(&model->find, event->key, NOTES_FIND)) {
		model->list->focus = model->find_from;
		find(model, facts, model->find_from, 1);
	}
}

/* --- update --- */

static void
notes_init(void *data, const struct facts *facts)
{
	struct notes *model = data;

	(void)facts;
	model->list = mem_new(1, sizeof(*model->list));
	model->kind = -1;
	editor_init(&model->find, NOTES_FIND, false);
}

static void
notes_done(void *data)
{
	struct notes *model = data;

	free(model->list);
	editor_done(&model->find);
}

static void
ask(const struct notes *model, struct effects *effects)
{
	effects_add(effects, EFFECT_NOTES)->note_kind = model->kind;
}

/* A note was added above this page: the toast says how to undo it. */
static void
notice_added(struct notes *model, const struct facts *facts)
{
	const char *id = facts->added_note ? facts->added_note : "";

	if (id[0] && strcmp(id, model->added) != 0) {
		toast_say(&model->toast, _("Kept. u takes it back."));
		snprintf(model->focused, sizeof(model->focused), "%s", id);
		model->kind = -1;
	}
	snprintf(model->added, sizeof(model->added), "%s", id);
}

static void
undo(const struct facts *facts, struct effects *effects)
{
	if (facts->added_note)
		effects_add(effects, EFFECT_NOTE_REMOVE)->text =
		    mem_copy(facts->added_note);
}

static void
next_kind(struct notes *model, struct effects *effects)
{
	model->kind = model->kind + 1 < NOTE_KINDS ? model->kind + 1 : -1;
	model->list->focus = model->list->top = 0;
	model->focused[0] = '\0';
	ask(model, effects);
}

static void
run_command(struct notes *model, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	switch (event->command) {
	case COMMAND_READ:
		model->reading = true;
		break;
	case COMMAND_CLOSE:
		model->reading = false;
		break;
	case COMMAND_ADD:
		*effects_add(effects, EFFECT_GO) = (struct effect){
		    .kind = EFFECT_GO,
		    .screen = SCREEN_NOTE_ENTRY,
		    .argument = NOTE_KINDS,
		};
		break;
	case COMMAND_KIND:
		next_kind(model, effects);
		break;
	case COMMAND_FIND:
		model->finding = true;
		model->find_from = model->list->focus;
		editor_set(&model->find, "");
		break;
	case COMMAND_AGAIN:
	case COMMAND_BEFORE:
		find_more(
		    model, facts, event->command == COMMAND_AGAIN ? 1 : -1);
		break;
	case COMMAND_UNDO:
		undo(facts, effects);
		break;
	case COMMAND_LEAVE:
		effects_add(effects, EFFECT_BACK);
		break;
	default:
		list_key(model->list, event->key);
		break;
	}
}

/* The focus stays on its note when the list is read anew. */
static void
refocus(struct notes *model, const struct facts *facts)
{
	for (int i = 0; i < facts->note_count; i++)
		if (strcmp(facts->notes[i].id, model->focused) == 0)
			model->list->focus = i;
	list_set(model->list, facts->note_count, model->list->page);
}

static void
effect_done(struct notes *model, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	if (event->status < 0) {
		part_failed(&model->toast,
		    _("That did not work. Please try again."), event->text);
	} else if (event->effect == EFFECT_NOTES) {
		model->loaded = true;
		refocus(model, facts);
	} else if (event->effect == EFFECT_NOTE_REMOVE) {
		toast_say(&model->toast, _("Taken back; it is gone."));
		model->added[0] = '\0';
		ask(model, effects);
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
		if (event->argument >= 0)
			snprintf(model->added, sizeof(model->added), "%s",
			    facts->added_note ? facts->added_note : "");
		notice_added(model, facts);
		ask(model, effects);
		break;
	case EVENT_KEY:
		if (model->finding)
			find_key(model, facts, event);
		else
			run_command(model, facts, event, effects);
		if (model->list->focus < facts->note_count)
			snprintf(model->focused, sizeof(model->focused), "%s",
			    facts->notes[model->list->focus].id);
		break;
	case EVENT_DONE:
		effect_done(model, facts, event, effects);
		break;
	case EVENT_TICK:
	case EVENT_IDLE:
		break;
	}
}

unsigned
notes_modes(const void *data, const struct facts *facts)
{
	const struct notes *model = data;
	unsigned found = MODE_LIST;

	if (model->finding)
		return MODE_FIND;
	if (model->reading)
		return MODE_READ;
	if (facts->note_count > 0)
		found |= MODE_ANY;
	if (facts->added_note)
		found |= MODE_UNDO;
	if (model->find.text.len > 0)
		found |= MODE_MATCH;
	return found;
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
    .keymap = &keymap,
    .model_size = sizeof(struct notes),
    .init = notes_init,
    .update = notes_update,
    .view = notes_view,
    .modes = notes_modes,
    .typing = notes_typing,
    .idle = notes_idle,
    .still = true,
    .done = notes_done,
};
