/*
 * The notes page between made pages. See notes_unit.h.
 */
#include "notes_unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen_unit.h"
#include "ui/stage.h"
#include "util/mem.h"

#define BINDINGS_MAX 64

/* --- the pages above --- */

/* The page of requests: Enter carries out what it was opened with, with the
 * same words for every text; any other key leaves. */
static struct request asked;
static int64_t opened;

static void
fake_update(void *data, const struct facts *facts, const struct event *event,
    struct effects *effects)
{
	struct request *request;

	(void)data;
	(void)facts;
	if (event->kind == EVENT_ENTER && event->request)
		asked = *event->request;
	else if (event->kind == EVENT_ENTER)
		opened = event->action;
	if (event->kind != EVENT_KEY)
		return;
	if (event->key == K_ENTER) {
		request = effects_request(effects, asked.kind, false);
		*request = asked;
		for (int i = 0; i < REQUEST_TEXTS; i++)
			request->text[i] = NULL;
		request_text(request, TEXT_ANSWER, "We order more.");
		request_text(request, TEXT_REASON, "It named a patient.");
	}
	effects_add(effects, EFFECT_BACK);
}

static void
fake_view(const void *data, const struct facts *facts, struct cells *cells)
{
	(void)data;
	(void)facts;
	cells_text(cells, 3, 3, -1, STYLE_NORMAL, "A page above");
	cells_text(cells, 23, 66, -1, STYLE_NORMAL, "! support");
	cells_cursor(cells, 3, 3);
}

static const struct screen fake = {
    .model_size = 1, .update = fake_update, .view = fake_view};

/* --- the stage --- */

static bool pressed[BINDINGS_MAX][BINDING_KEYS];

/* Marks the binding that gives a key its command now. */
static void
notes_spy(void *model, const struct facts *facts, const struct event *event,
    struct effects *effects)
{
	const struct keymap *keymap = screen_notes.keymap;
	unsigned modes = screen_notes.modes(model, facts);
	bool found = event->kind != EVENT_KEY || event->command == 0;

	for (int i = 0; i < keymap->count && !found; i++)
		for (int k = 0; k < BINDING_KEYS && !found; k++)
			if (binding_works(&keymap->bindings[i], modes) &&
			    keymap->bindings[i].keys[k] == event->key)
				found = pressed[i][k] = true;
	screen_notes.update(model, facts, event, effects);
}

/* The unit's host, with the text of what is undone as the app has it. */
static struct host behind;
static char turned[256];

static int
perform(void *context, const struct effect *effect, const char **text,
    struct err *err)
{
	const struct st *st = context;
	const struct fact_revision *step =
	    effect->kind == EFFECT_UNDO ? &st->facts.undo : &st->facts.redo;
	int result;

	snprintf(turned, sizeof(turned), "%s", step->text ? step->text : "");
	result = behind.perform(context, effect, text, err);
	if (result == 0 &&
	    (effect->kind == EFFECT_UNDO || effect->kind == EFFECT_REDO))
		*text = turned;
	return result;
}

static struct screen spied;
static const struct screen *table[SCREENS];

void
notes_show(struct st *st)
{
	struct host host = behind = unit_host(st);

	host.perform = perform;
	memcpy(table, screens, sizeof(table));
	spied = screen_notes;
	spied.update = notes_spy;
	table[SCREEN_NOTES] = &spied;
	table[SCREEN_REQUEST] = table[SCREEN_CARD] = &fake;
	stage_free(st->stage);
	st->stage = stage_new_with(&host, table);
	st_press(st, "n");
	buf_clear(&st->log);
	opened = 0;
}

struct st *
notes_unit(void)
{
	struct st *st = st_new();

	notes_show(st);
	return st;
}

void
notes_set(char **text, const char *value)
{
	free(*text);
	*text = mem_copy(value);
}

struct st *
notes_unit_of_states(void)
{
	struct st *st = st_new();
	struct note *notes = st->notes;

	notes[0].state = NOTE_ACTION;
	notes[0].action = 5;
	notes[0].metoo = 3;
	notes[2].state = NOTE_MERGED;
	snprintf(notes[2].into, NOTE_ID_SIZE, "%s", notes[1].id);
	notes[3].state = NOTE_CANT;
	notes[3].metoo = 1;
	notes[3].answered = st->facts.shift.day;
	notes_set(&notes[3].answer, "The law wants both copies.");
	notes[4].state = NOTE_REDACTED;
	notes_set(&notes[4].text, "");
	notes_set(&notes[4].answer, "it named a patient");
	notes[6].state = NOTE_ANSWERED;
	notes[6].answered = st->facts.shift.day - 2;
	notes_set(&notes[6].answer, "It is repaired.");
	notes_show(st);
	return st;
}

const struct request *
notes_asked(void)
{
	return &asked;
}

int64_t
notes_opened(void)
{
	return opened;
}

void
notes_all_keys(void)
{
	const struct keymap *keymap = screen_notes.keymap;
	int missed = 0;

	for (int i = 0; i < keymap->count; i++)
		for (int k = 0; k < BINDING_KEYS; k++) {
			uint32_t key = keymap->bindings[i].keys[k];
			char name[KEY_NAME_SIZE];

			if (key == K_NONE || pressed[i][k])
				continue;
			print_error("never pressed: %s (%s)\n",
			    key_text(key, name), keymap->bindings[i].help);
			missed++;
		}
	assert_int_equal(missed, 0);
}
