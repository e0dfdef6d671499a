/*
 * The wall that the board hangs on. See wall.h.
 */
#include "wall.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen_lists.h"
#include "screen_unit.h"
#include "ui/layout.h"
#include "ui/stage.h"
#include "util/date.h"
#include "util/mem.h"

#define GOLDEN "tests/screen/golden/"
#define BINDINGS_MAX 80

static enum screen_id behind; /* where the door leads, and to which card */
static int64_t behind_card;
static bool pressed[SCREENS][BINDINGS_MAX][BINDING_KEYS];

/* --- the door --- */

static const struct keymap door_keymap = {.title = "Door"};

static void
door_update(void *model, const struct facts *facts, const struct event *event,
    struct effects *effects)
{
	(void)model;
	(void)facts;
	if (event->kind != EVENT_KEY)
		return;
	*effects_add(effects, EFFECT_GO) = (struct effect){
	    .kind = EFFECT_GO, .screen = behind, .action = behind_card};
}

static void
door_view(const void *model, const struct facts *facts, struct cells *cells)
{
	(void)model;
	(void)facts;
	layout_header(cells, "The door", NULL, NULL);
	cells_cursor(cells, LAYOUT_TOP, LAYOUT_MARGIN);
	layout_footer(cells, &door_keymap, 0);
}

static const struct screen door = {
    .keymap = &door_keymap,
    .model_size = 1,
    .update = door_update,
    .view = door_view,
};

/* --- pages above: what they were given is noted in the log --- */

static struct st *unit;

struct above {
	struct request request; /* that the form was opened with */
};

/* "form: respond 1 version 1" */
static void
log_form(const struct request *request)
{
	buf_addf(&unit->log, "form: %s", revision_names[request->kind]);
	if (request->action)
		buf_addf(&unit->log, " %lld", (long long)request->action);
	if (request->note[0])
		buf_addf(&unit->log, " %s", request->note);
	if (request->version)
		buf_addf(&unit->log, " version %d", (int)request->version);
	if (request->kind == REQUEST_MOVE)
		buf_addf(&unit->log, " %s", action_state_names[request->state]);
	if (request->text[TEXT_THEME])
		buf_addf(&unit->log, " %s", request->text[TEXT_THEME]);
	buf_add(&unit->log, "\n");
}

static void
form_update(void *data, const struct facts *facts, const struct event *event,
    struct effects *effects)
{
	struct above *above = data;
	struct request *request;

	(void)facts;
	if (event->kind == EVENT_ENTER) {
		log_form(event->request);
		request_copy(&above->request, event->request);
	} else if (event->kind == EVENT_KEY && event->key == 'k') {
		request = effects_request(effects, above->request.kind, false);
		request_copy(request, &above->request);
		request_text(request, TEXT_TITLE, "A new card");
		request_text(request, TEXT_ANSWER, "Ordered today.");
		request_text(request, TEXT_REASON, "Not ours to change.");
		effects_add(effects, EFFECT_BACK);
	} else if (event->kind == EVENT_KEY) {
		effects_add(effects, EFFECT_BACK);
	}
}

static void
form_done(void *data)
{
	request_done(&((struct above *)data)->request);
}

/* Any key leads back; on the card's, ">" has moved it. */
static void
page_update(void *data, const struct facts *facts, const struct event *event,
    struct effects *effects)
{
	struct above *above = data;
	struct request *request;

	(void)facts;
	if (event->kind == EVENT_ENTER) {
		above->request.action = event->action;
		buf_addf(&unit->log, "page %lld\n", (long long)event->action);
	}
	if (event->kind != EVENT_KEY)
		return;
	if (event->key == '>') {
		request = effects_request(effects, REQUEST_MOVE, false);
		request->action = above->request.action;
		request->state = ACTION_TESTING;
	}
	effects_add(effects, EFFECT_BACK);
}

static const struct screen form = {
    .keymap = &door_keymap,
    .model_size = sizeof(struct above),
    .update = form_update,
    .view = door_view,
    .done = form_done,
};

static const struct screen page = {
    .keymap = &door_keymap,
    .model_size = sizeof(struct above),
    .update = page_update,
    .view = door_view,
};

/* --- spies on the keys --- */

static void
mark(enum screen_id id, const void *model, const struct facts *facts,
    const struct event *event)
{
	const struct keymap *keymap = screens[id]->keymap;
	unsigned modes = screens[id]->modes(model, facts);

	if (event->kind != EVENT_KEY || event->command == COMMAND_NONE)
		return;
	for (int i = 0; i < keymap->count; i++)
		for (int k = 0; k < BINDING_KEYS; k++)
			if (binding_works(&keymap->bindings[i], modes) &&
			    keymap->bindings[i].keys[k] == event->key)
				pressed[id][i][k] = true;
}

#define SPY(id)                                                                \
	static void spy_##id(void *model, const struct facts *facts,           \
	    const struct event *event, struct effects *effects)                \
	{                                                                      \
		mark(id, model, facts, event);                                 \
		screens[id]->update(model, facts, event, effects);             \
	}

SPY(SCREEN_BOARD)
SPY(SCREEN_REVIEW)

static struct screen board, review;
static const struct screen *table[SCREENS];

static const struct screen *const *
spied_table(void)
{
	memcpy(table, screens, sizeof(table));
	board = screen_board;
	board.update = spy_SCREEN_BOARD;
	review = screen_review;
	review.update = spy_SCREEN_REVIEW;
	table[SCREEN_HOME] = &door;
	table[SCREEN_REQUEST] = &form;
	table[SCREEN_CARD] = table[SCREEN_SAID] = &page;
	table[SCREEN_BOARD] = &board;
	table[SCREEN_REVIEW] = &review;
	return table;
}

void
wall_all_keys(enum screen_id id)
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

/* --- the page --- */

/* As the unit's, but what is undone is told as it was before. */
static int
perform(void *context, const struct effect *effect, const char **text,
    struct err *err)
{
	static char told[256];
	struct st *st = context;
	struct host host = unit_host(st);
	bool undo = effect->kind == EFFECT_UNDO;
	int result;

	snprintf(told, sizeof(told), "%s",
	    undo ? st->facts.undo.text : st->facts.redo.text);
	result = host.perform(host.context, effect, text, err);
	if (result == OK && (undo || effect->kind == EFFECT_REDO))
		*text = told;
	return result;
}

void
wall_again(struct st *st)
{
	struct host host = unit_host(st);

	host.perform = perform;

	stage_free(st->stage);
	st->stage = stage_new_with(&host, spied_table());
	lists_derive(st);
	unit = st;
	st_press(st, "x");
	buf_clear(&st->log);
}

struct st *
wall_new(enum screen_id id)
{
	struct st *st = st_new();

	behind = id;
	behind_card = 0;
	st->facts.reviewed = st->facts.shift.day - 8;
	wall_again(st);
	return st;
}

void
wall_to(struct st *st, int64_t action)
{
	behind_card = action;
	wall_again(st);
}

struct action *
wall_card(struct st *st, const char *title, const char *owner)
{
	struct action *card = &st->cards[st->card_count++];

	assert_in_range(st->card_count, 1, ST_CARDS);
	action_init(card);
	card->id = st->card_count;
	card->version = 1;
	snprintf(card->theme, ID_SIZE, "other");
	card->title = mem_copy(title);
	card->owner = mem_copy(owner);
	card->raised = card->since = st->facts.shift.day;
	card->responses[TIER_UNIT].asked = card->raised;
	return card;
}

void
wall_somebody(struct st *st)
{
	struct action *card = &st->cards[0];

	free(card->owner);
	card->owner = mem_copy("Ana");
	card->due = st->facts.shift.day + 3;
	card->version++;
}

void
wall_gone(struct st *st)
{
	st->cards[0].removed = 1;
	st->cards[0].version++;
}

/* --- thousands of cards --- */

static const struct facts *
crowd_facts(void *context, bool clock_only)
{
	(void)clock_only;
	return &((struct crowd *)context)->facts;
}

static int
crowd_perform(void *context, const struct effect *effect, const char **text,
    struct err *err)
{
	struct crowd *crowd = context;

	(void)text;
	(void)err;
	crowd->reads +=
	    effect->kind == EFFECT_BOARD || effect->kind == EFFECT_REVIEW;
	return OK;
}

static void
crowd_card(struct card *card, int index, int32_t today)
{
	static const char *const owners[] = {"", "Kim", "Ana", "charge nurse"};

	*card = (struct card){.id = index + 1,
	    .version = 1,
	    .state = index % ACTION_STATES,
	    .title = mem_printf("Card %d of many", index + 1),
	    .owner = mem_copy(owners[index % 4]),
	    .due = DATE_NONE,
	    .raised = today - index % 300,
	    .since = today - index % 40,
	    .ended = today - index % 40,
	    .metoo = index % 9,
	    .cycle_begun = DATE_NONE,
	    .prediction = mem_copy("")};
	snprintf(card->theme, ID_SIZE, "supplies");
	for (int tier = 0; tier < TIERS; tier++)
		card->asked[tier] = card->answered[tier] = DATE_NONE;
	card->asked[TIER_UNIT] = card->raised;
	if (index % 3)
		card->answered[TIER_UNIT] = card->raised + 1;
}

struct crowd *
crowd_new(struct st *st, int count)
{
	struct crowd *crowd = mem_new(1, sizeof(*crowd));
	struct host host = {crowd, crowd_facts, crowd_perform};

	crowd->facts = st->facts;
	crowd->cards = mem_new((size_t)count, sizeof(*crowd->cards));
	for (int i = 0; i < count; i++)
		crowd_card(&crowd->cards[i], i, st->facts.shift.day);
	crowd->facts.cards = crowd->cards;
	crowd->facts.card_count = count;
	stage_free(st->stage);
	st->stage = stage_new_with(&host, spied_table());
	st_press(st, "x");
	return crowd;
}

void
crowd_free(struct st *st, struct crowd *crowd)
{
	stage_free(st->stage);
	st->stage = NULL;
	card_list_done(crowd->cards, crowd->facts.card_count);
	free(crowd);
}

/* --- what is on it --- */

static char *
page_text(struct st *st, int rows, int columns)
{
	struct buf text = BUF_INIT;
	struct cells cells;

	cells_init(&cells, rows, columns, false);
	stage_view(st->stage, &cells);
	cells_dump(&cells, &text);
	buf_addf(
	    &text, "cursor %d %d\n", cells.cursor_row, cells.cursor_column);
	cells_done(&cells);
	return buf_take(&text);
}

static char *
read_file(const char *path)
{
	struct buf text = BUF_INIT;
	FILE *file = fopen(path, "rb");
	char bytes[4096];
	size_t len;

	while (file && (len = fread(bytes, 1, sizeof(bytes), file)) > 0)
		buf_add_bytes(&text, bytes, len);
	if (file)
		fclose(file);
	return buf_take(&text);
}

void
wall_expect(struct st *st, const char *name, int rows, int columns)
{
	char *page = page_text(st, rows, columns);
	char *path = mem_printf(GOLDEN "%s-%dx%d.txt", name, columns, rows);
	char *golden;

	if (getenv("UPDATE_GOLDEN")) {
		FILE *file = fopen(path, "wb");

		assert_non_null(file);
		assert_true(fputs(page, file) >= 0);
		assert_int_equal(fclose(file), 0);
	}
	golden = read_file(path);
	if (!golden || strcmp(golden, page) != 0)
		print_error("%s is\n%s\nbut the page is\n%s\n", path,
		    golden ? golden : "not there", page);
	assert_non_null(golden);
	assert_string_equal(golden, page);
	free(golden);
	free(page);
	free(path);
}

void
wall_has(struct st *st, int columns, const char *text)
{
	char *page = page_text(st, columns > 80 ? 40 : 24, columns);

	if (!strstr(page, text))
		print_error("no \"%s\" on\n%s\n", text, page);
	assert_non_null(strstr(page, text));
	free(page);
}

void
wall_has_not(struct st *st, int columns, const char *text)
{
	char *page = page_text(st, columns > 80 ? 40 : 24, columns);

	if (strstr(page, text))
		print_error("\"%s\" is on\n%s\n", text, page);
	assert_null(strstr(page, text));
	free(page);
}

void
wall_cursor(struct st *st, int columns, int row, int column)
{
	struct cells cells;

	cells_init(&cells, columns > 80 ? 40 : 24, columns, false);
	stage_view(st->stage, &cells);
	assert_int_equal(cells.cursor_row, row);
	assert_int_equal(cells.cursor_column, column);
	cells_done(&cells);
}

int
wall_styled(struct st *st, enum style style)
{
	struct cells cells;
	int count = 0;

	cells_init(&cells, 24, 80, false);
	stage_view(st->stage, &cells);
	for (int i = 0; i < cells.rows * cells.columns; i++)
		count += cells.at[i].style == style;
	cells_done(&cells);
	return count;
}
