/*
 * A desk to open pages on. See desk.h.
 */
#include "desk.h"

#include <stdlib.h>
#include <string.h>

#include "ui/layout.h"
#include "ui/stage.h"
#include "util/mem.h"

#include "screen_unit.h"

#define BINDINGS_MAX 80

static struct effect pending; /* what the desk does with its next key */
static bool pressed[SCREENS][BINDINGS_MAX][BINDING_KEYS];

/* --- the desk itself --- */

static const struct keymap desk_keymap = {.title = "Desk"};

static void
desk_update(void *model, const struct facts *facts, const struct event *event,
    struct effects *effects)
{
	(void)model;
	(void)facts;
	if (event->kind != EVENT_KEY || pending.kind == EFFECT_NONE)
		return;
	*effects_add(effects, pending.kind) = pending;
	pending = (struct effect){.kind = EFFECT_NONE};
}

static void
desk_view(const void *model, const struct facts *facts, struct cells *cells)
{
	(void)model;
	(void)facts;
	layout_header(cells, "The desk", NULL, NULL);
	cells_cursor(cells, LAYOUT_TOP, LAYOUT_MARGIN);
	layout_footer(cells, &desk_keymap, 0);
}

static const struct screen desk = {
    .keymap = &desk_keymap,
    .model_size = 1,
    .update = desk_update,
    .view = desk_view,
};

/* --- spies on the keys --- */

static void
mark(enum screen_id id, const void *model, const struct facts *facts,
    const struct event *event)
{
	const struct screen *screen = screens[id];
	unsigned modes = screen->modes(model, facts);

	for (int i = 0; i < screen->keymap->count; i++)
		for (int k = 0; k < BINDING_KEYS; k++)
			if (event->kind == EVENT_KEY && event->key != K_NONE &&
			    binding_works(
			        &screen->keymap->bindings[i], modes) &&
			    screen->keymap->bindings[i].keys[k] == event->key)
				pressed[id][i][k] = true;
}

#define SPY(id)                                                                \
	static void spy_##id(void *model, const struct facts *facts,           \
	    const struct event *event, struct effects *effects)                \
	{                                                                      \
		mark(id, model, facts, event);                                 \
		screens[id]->update(model, facts, event, effects);             \
	}

SPY(SCREEN_CARD)
SPY(SCREEN_REQUEST)
SPY(SCREEN_PAGE)

static struct screen spied[SCREENS];
static const struct screen *table[SCREENS];

static void
spy(enum screen_id id, void (*update)(void *, const struct facts *,
                           const struct event *, struct effects *))
{
	spied[id] = *screens[id];
	spied[id].update = update;
	table[id] = &spied[id];
}

void
desk_all_keys(enum screen_id id)
{
	const struct keymap *keymap = screens[id]->keymap;
	int missed = 0;

	assert_true(keymap->count <= BINDINGS_MAX);
	for (int i = 0; i < keymap->count; i++)
		for (int k = 0; k < BINDING_KEYS; k++) {
			uint32_t key = keymap->bindings[i].keys[k];
			char name[KEY_NAME_SIZE];

			if (key == K_NONE || pressed[id][i][k])
				continue;
			print_error("never pressed: %s (%s)\n",
			    key_text(key, name), keymap->bindings[i].help);
			missed++;
		}
	assert_int_equal(missed, 0);
}

/* --- opening --- */

struct st *
desk_new(void)
{
	struct st *st = st_new();
	struct host host = unit_host(st);

	stage_free(st->stage);
	memcpy(table, screens, sizeof(table));
	table[SCREEN_HOME] = &desk;
	spy(SCREEN_CARD, spy_SCREEN_CARD);
	spy(SCREEN_REQUEST, spy_SCREEN_REQUEST);
	spy(SCREEN_PAGE, spy_SCREEN_PAGE);
	st->stage = stage_new_with(&host, table);
	buf_clear(&st->log);
	return st;
}

static void
go(struct st *st, enum screen_id id, int argument, int64_t action,
    struct request *request)
{
	pending = (struct effect){.kind = EFFECT_GO,
	    .screen = id,
	    .argument = argument,
	    .action = action,
	    .request = request};
	st_press(st, "x");
}

void
desk_card(struct st *st, int64_t card)
{
	go(st, SCREEN_CARD, 0, card, NULL);
}

void
desk_page(struct st *st, enum fact_page page, int64_t card)
{
	go(st, SCREEN_PAGE, (int)page, card, NULL);
}

struct request *
desk_request(enum request_kind kind, int64_t card)
{
	struct request *request = mem_new(1, sizeof(*request));

	request_init(request, kind);
	request->action = card;
	return request;
}

void
desk_ask(struct st *st, struct request *request)
{
	go(st, SCREEN_REQUEST, 0, 0, request);
}

void
desk_save(struct st *st)
{
	stage_key(st->stage, K_CONTROL('S'));
}

void
desk_front(struct st *st)
{
	st_front(st, SCREEN_HOME);
}

void
desk_somebody(struct st *st)
{
	struct action *card = &st->cards[0];

	free(card->owner);
	card->owner = mem_copy("Ana");
	card->due = st->facts.shift.day + 7;
	card->version++;
}
