/*
 * The stack of screens: hands keys and ticks to the front one, carries its
 * effects out and hands their results back. See loop.h.
 */
#include "ui/stage.h"

#include <stdlib.h>
#include <string.h>

#include "ui/layout.h"
#include "util/crypt.h"
#include "util/mem.h"

/* An effect's result may ask for another effect, and so on; not for ever. */
#define NESTING_MAX 8

/* A screen with its model; a screen is in the stack at most once. */
struct layer {
	enum screen_id id;
	unsigned serial; /* which of all layers that ever were */
	const struct screen *screen;
	void *model;
};

struct stage {
	struct host host;
	const struct screen *const *table;
	const struct facts *facts;
	struct layer stack[SCREENS]; /* the home screen is the lowest */
	int depth;
	unsigned serial;
	unsigned pasted; /* the layer that a paste goes to, 0: none */
	int nesting;
	bool blank;
	bool quit;
};

static void
deliver(struct stage *stage, struct layer *layer, const struct event *event);

static struct layer *
front(const struct stage *stage)
{
	return (struct layer *)&stage->stack[stage->depth - 1];
}

static void
pop(struct stage *stage)
{
	struct layer *layer = front(stage);

	if (layer->screen->done)
		layer->screen->done(layer->model);
	crypt_wipe(layer->model, layer->screen->model_size);
	free(layer->model);
	stage->depth--;
}

static void
enter(struct stage *stage, const struct effect *effect)
{
	struct event event = {.kind = EVENT_ENTER,
	    .argument = effect ? effect->argument : -1,
	    .action = effect ? effect->action : 0,
	    .request = effect ? effect->request : NULL};

	deliver(stage, front(stage), &event);
}

static void
push(struct stage *stage, enum screen_id id, const struct effect *effect)
{
	const struct screen *screen = stage->table[id];
	struct layer *layer = &stage->stack[stage->depth];

	*layer = (struct layer){
	    .id = id,
	    .serial = ++stage->serial,
	    .screen = screen,
	    .model = mem_new(1, screen->model_size),
	};
	stage->depth++;
	if (screen->init)
		screen->init(layer->model, stage->facts);
	enter(stage, effect);
}

/* Down until `depth` screens are left. */
static void
back_to(struct stage *stage, int depth)
{
	if (stage->depth <= depth)
		return;
	while (stage->depth > depth)
		pop(stage);
	enter(stage, NULL);
}

/* A page that is there to be written on. */
static bool
is_form(enum screen_id id)
{
	return id == SCREEN_NOTE_ENTRY || id == SCREEN_REQUEST;
}

/* Whoever wakes the screen may not be who wrote: such pages do not stay behind
 * the idle screen, nor what lies on them. */
static void
drop_typed(struct stage *stage)
{
	for (int i = 1; i < stage->depth; i++)
		if (is_form(stage->stack[i].id))
			back_to(stage, 1);
}

/* To a screen: if it lies in the stack already, it and what is above it make
 * room for the new one. */
static void
go(struct stage *stage, const struct effect *effect)
{
	enum screen_id id = effect->screen;

	if (id == SCREEN_IDLE)
		drop_typed(stage);
	for (int i = 1; i < stage->depth; i++)
		if (stage->stack[i].id == id)
			while (stage->depth > i)
				pop(stage);
	if (stage->stack[0].id == id) {
		while (stage->depth > 1)
			pop(stage);
		enter(stage, effect);
		return;
	}
	push(stage, id, effect);
}

/* The same for a key that works everywhere. */
static void
go_to(struct stage *stage, enum screen_id id, int argument)
{
	struct effect effect = {
	    .kind = EFFECT_GO, .screen = id, .argument = argument};

	go(stage, &effect);
}

/* True if the effect was the stage's own. */
static bool
effect_own(struct stage *stage, const struct effect *effect)
{
	switch (effect->kind) {
	case EFFECT_NONE:
		return true;
	case EFFECT_GO:
		go(stage, effect);
		return true;
	case EFFECT_BACK:
		back_to(stage, stage->depth > 1 ? stage->depth - 1 : 1);
		return true;
	case EFFECT_HOME:
		back_to(stage, 1);
		return true;
	case EFFECT_QUIT:
		stage->quit = true;
		return true;
	case EFFECT_BLANK:
		stage->blank = true;
		return true;
	default:
		return false;
	}
}

/* Freed and wiped as soon as it is done with: it may hold answers. */
static void
effect_wipe(struct effect *effect)
{
	if (effect->text) {
		crypt_wipe(effect->text, strlen(effect->text));
		free(effect->text);
	}
	if (effect->request) {
		request_done(effect->request);
		free(effect->request);
	}
	buddy_request_free(effect->buddy);
	crypt_wipe(effect, sizeof(*effect));
}

/* Tells the layer that asked how its effect went; it may be gone by now. */
static void
tell(struct stage *stage, unsigned serial, const struct event *event)
{
	for (int i = 0; i < stage->depth; i++)
		if (stage->stack[i].serial == serial) {
			deliver(stage, &stage->stack[i], event);
			return;
		}
}

/* Through the host; false if it failed. */
static bool
effect_host(struct stage *stage, unsigned serial, const struct effect *effect)
{
	struct err err = {.text = ""};
	const char *text = NULL;
	struct event event = {.kind = EVENT_DONE, .effect = effect->kind};
	char *copy;

	event.status =
	    stage->host.perform(stage->host.context, effect, &text, &err);
	/* The result may not outlive the facts that it came from. */
	copy = mem_copy(event.status < 0 ? err.text : text);
	event.text = copy;
	stage->facts = stage->host.facts(stage->host.context, false);
	tell(stage, serial, &event);
	free(copy);
	return event.status == 0;
}

/* In order. What comes behind a failed one is dropped: the screen that asked
 * has been told and stays where it is. */
static void
run_effects(struct stage *stage, unsigned serial, struct effects *effects)
{
	bool go_on = true;

	for (int i = 0; i < effects->count; i++) {
		struct effect *effect = &effects->list[i];

		if (go_on && !stage->quit && !effect_own(stage, effect))
			go_on = effect_host(stage, serial, effect);
		effect_wipe(effect);
	}
}

static void
deliver(struct stage *stage, struct layer *layer, const struct event *event)
{
	struct effects effects = {.count = 0};

	if (stage->nesting == NESTING_MAX)
		return;
	stage->nesting++;
	layer->screen->update(layer->model, stage->facts, event, &effects);
	run_effects(stage, layer->serial, &effects);
	stage->nesting--;
}

struct stage *
stage_new_with(const struct host *host, const struct screen *const *table)
{
	struct stage *stage = mem_new(1, sizeof(*stage));

	stage->host = *host;
	stage->table = table;
	stage->facts = host->facts(host->context, false);
	push(stage, SCREEN_HOME, &(struct effect){.kind = EFFECT_GO});
	return stage;
}

void
stage_free(struct stage *stage)
{
	if (!stage)
		return;
	while (stage->depth > 0)
		pop(stage);
	free(stage);
}

/* The modes of the front screen, as keymap_command wants them. */
static unsigned
modes(const struct stage *stage)
{
	const struct layer *layer = front(stage);
	const struct screen *screen = layer->screen;
	unsigned found =
	    screen->modes ? screen->modes(layer->model, stage->facts) : 0;

	if (screen->typing && screen->typing(layer->model, stage->facts))
		found |= KEYMAP_TYPING;
	return found;
}

bool
stage_key(struct stage *stage, uint32_t key)
{
	struct event event = {.kind = EVENT_KEY, .key = key};

	stage->facts = stage->host.facts(stage->host.context, true);
	event.command =
	    keymap_command(front(stage)->screen->keymap, modes(stage), key);
	switch (event.command) {
	case COMMAND_SUPPORT:
		if (stage_front(stage) != SCREEN_SUPPORT)
			go_to(stage, SCREEN_SUPPORT, 0);
		break;
	case COMMAND_HELP:
		if (stage_front(stage) != SCREEN_HELP)
			go_to(stage, SCREEN_HELP, (int)stage_front(stage));
		break;
	case COMMAND_REDRAW:
		stage->blank = true;
		break;
	default:
		deliver(stage, front(stage), &event);
		break;
	}
	return !stage->quit;
}

/* A question counts as typing too, but Esc is its own there: only in a field
 * it is in the screen's table. */
static bool
field_open(const struct stage *stage)
{
	unsigned found = modes(stage);

	return (found & KEYMAP_TYPING) != 0 &&
	       keymap_command(front(stage)->screen->keymap, found, K_ESC) !=
	           COMMAND_NONE;
}

bool
stage_writing(const struct stage *stage)
{
	for (int i = 0; i < stage->depth; i++) {
		const struct layer *layer = &stage->stack[i];

		/* The idle screen takes any key, but nothing is typed. */
		if (is_form(layer->id) ||
		    (layer->id != SCREEN_IDLE && layer->screen->typing &&
		        layer->screen->typing(layer->model, stage->facts)))
			return true;
	}
	return false;
}

bool
stage_paste(struct stage *stage, uint32_t key)
{
	struct event event = {.kind = EVENT_KEY, .key = key};

	if (key == K_NONE)
		stage->pasted = field_open(stage) ? front(stage)->serial : 0;
	else if (stage->pasted == front(stage)->serial && field_open(stage)) {
		stage->facts = stage->host.facts(stage->host.context, true);
		deliver(stage, front(stage), &event);
	}
	return !stage->quit;
}

bool
stage_tick(struct stage *stage)
{
	struct event event = {.kind = EVENT_TICK};

	stage->facts = stage->host.facts(stage->host.context, true);
	deliver(stage, front(stage), &event);
	return !stage->quit;
}

bool
stage_idle(struct stage *stage)
{
	struct event event = {.kind = EVENT_IDLE};

	stage->facts = stage->host.facts(stage->host.context, true);
	deliver(stage, front(stage), &event);
	return !stage->quit;
}

void
stage_view(const struct stage *stage, struct cells *cells)
{
	const struct layer *layer = front(stage);

	cells_clear(cells);
	if (cells->rows < LAYOUT_ROWS_MIN ||
	    cells->columns < LAYOUT_COLUMNS_MIN)
		layout_too_small(cells);
	else
		layer->screen->view(layer->model, stage->facts, cells);
}

enum screen_id
stage_front(const struct stage *stage)
{
	return front(stage)->id;
}

int
stage_idle_seconds(const struct stage *stage)
{
	const struct layer *layer = front(stage);

	return layer->screen->idle
	           ? layer->screen->idle(layer->model, stage->facts)
	           : 0;
}

int
stage_tick_seconds(const struct stage *stage)
{
	if (stage_wants_tick(stage))
		return 1;
	return front(stage)->screen->still ? 0 : 60;
}

bool
stage_wants_tick(const struct stage *stage)
{
	const struct layer *layer = front(stage);

	return layer->screen->wants_tick &&
	       layer->screen->wants_tick(layer->model, stage->facts);
}

bool
stage_take_blank(struct stage *stage)
{
	bool blank = stage->blank;

	stage->blank = false;
	return blank;
}
