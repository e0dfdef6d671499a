/*
 * The stage: which screen gets what, what becomes of its effects, and what is
 * left of it when it goes. The screens here are made for that.
 */
#include <stdio.h>
#include <string.h>

#include "tests/unit/unit.h"
#include "ui/stage.h"
#include "util/mem.h"

/* Everything that happens, a word each. */
static struct buf log_text;

/* What the fake host has and does. */
static struct facts facts;
static int fail_status;
static char secret[] = "what was typed";
static bool look_behind; /* the effect before must be wiped by now */

struct model {
	enum screen_id id;
	bool typing;
	int idle;
	char note[16];
};

/* Screens of a letter each, and the keys 0 to 7 that lead to them. */
static const char names[SCREENS] = {[SCREEN_HOME] = 'h',
    [SCREEN_CHECKIN] = 'c',
    [SCREEN_HUDDLE] = 'u',
    [SCREEN_NOTE_ENTRY] = 'e',
    [SCREEN_NOTES] = 'n',
    [SCREEN_SUPPORT] = 's',
    [SCREEN_HELP] = 'p',
    [SCREEN_IDLE] = 'i'};
static const enum screen_id digits[] = {SCREEN_HOME, SCREEN_CHECKIN,
    SCREEN_HUDDLE, SCREEN_NOTE_ENTRY, SCREEN_NOTES, SCREEN_SUPPORT, SCREEN_HELP,
    SCREEN_IDLE};

enum { PAGE = 1 << 0, FIELD = 1 << 1 };
static unsigned fake_modes_now = PAGE;

static const struct binding bindings[] = {
    {.keys = {K_ENTER, 'o'}, .command = 5, .label = "o", .help = "O."},
    {.modes = FIELD, .keys = {K_ESC}, .command = 6, .help = "Leave it."},
};
static const struct keymap keymap = {"fake", bindings, 2};

static void
expect(const char *wanted)
{
	assert_string_equal(buf_text(&log_text), wanted);
	buf_clear(&log_text);
}

/* From support to its help. */
static void
expect_help_of(enum screen_id id)
{
	char wanted[32];

	snprintf(wanted, sizeof(wanted), "s:enter0 p:enter%d ", (int)id);
	expect(wanted);
}

/* --- fake screens --- */

static void
note_add(struct effects *effects)
{
	struct effect *effect = effects_add(effects, EFFECT_NOTE_ADD);

	effect->text = mem_copy(secret);
	effect->note_kind = NOTE_PEBBLE;
}

static void
on_key(struct model *model, uint32_t key, struct effects *effects)
{
	struct effect *effect;

	switch (key) {
	case 'b':
		effects_add(effects, EFFECT_BACK);
		break;
	case 'h':
		effects_add(effects, EFFECT_HOME);
		break;
	case 'q':
		effects_add(effects, EFFECT_QUIT);
		note_add(effects); /* never carried out */
		break;
	case 'w':
		effects_add(effects, EFFECT_BLANK);
		break;
	case 'a':
		note_add(effects);
		effects_add(effects, EFFECT_BACK);
		break;
	case 'c':
		effects_add(effects, EFFECT_HOME);
		effect = effects_add(effects, EFFECT_CHECKIN);
		effect->response.answers[0] = 4;
		effect->round = 12;
		break;
	case 'z':
		effect = effects_add(effects, EFFECT_CHECKIN);
		memset(&effect->response, 5, sizeof(effect->response));
		effect->text = mem_copy(secret);
		effects_add(effects, EFFECT_NOTES);
		break;
	case 'r':
		effects_add(effects, EFFECT_RELOAD);
		break;
	case 't':
		model->typing = !model->typing;
		break;
	default:
		if (key >= '0' && key <= '7') {
			effect = effects_add(effects, EFFECT_GO);
			effect->screen = digits[key - '0'];
			effect->argument = 7;
		}
		break;
	}
}

static void
fake_update(void *data, const struct facts *given, const struct event *event,
    struct effects *effects)
{
	struct model *model = data;

	assert_ptr_equal(given, &facts);
	buf_addf(&log_text, "%c", names[model->id]);
	switch (event->kind) {
	case EVENT_ENTER:
		buf_addf(&log_text, ":enter%d ", event->argument);
		break;
	case EVENT_KEY:
		buf_addf(&log_text, ":key%d ", event->command);
		on_key(model, event->key, effects);
		break;
	case EVENT_TICK:
		buf_add(&log_text, ":tick ");
		break;
	case EVENT_IDLE:
		buf_add(&log_text, ":idle ");
		break;
	case EVENT_DONE:
		buf_addf(&log_text, ":done%d,%d,%s ", (int)event->effect,
		    event->status, event->text ? event->text : "-");
		/* An effect of an effect. */
		if (event->effect == EFFECT_RELOAD)
			effects_add(effects, EFFECT_RELOAD);
		break;
	}
}

static void
fake_view(const void *data, const struct facts *given, struct cells *cells)
{
	const struct model *model = data;
	char name[2] = {names[model->id], '\0'};

	assert_ptr_equal(given, &facts);
	cells_text(cells, 3, 3, -1, STYLE_NORMAL, name);
}

static unsigned
fake_modes(const void *data, const struct facts *given)
{
	(void)data;
	(void)given;
	return fake_modes_now;
}

static bool
fake_typing(const void *data, const struct facts *given)
{
	(void)given;
	return ((const struct model *)data)->typing;
}

static int
fake_idle(const void *data, const struct facts *given)
{
	(void)given;
	return ((const struct model *)data)->idle;
}

static bool
fake_ticks(const void *data, const struct facts *given)
{
	(void)given;
	return ((const struct model *)data)->typing;
}

static void
fake_done(void *data)
{
	buf_addf(&log_text, "%c:gone ", names[((struct model *)data)->id]);
}

#define FAKE(which, seconds)                                                   \
	static void init_##which(void *data, const struct facts *given)        \
	{                                                                      \
		struct model *model = data;                                    \
                                                                               \
		assert_ptr_equal(given, &facts);                               \
		assert_int_equal(model->note[0], 0);                           \
		model->id = SCREEN_##which;                                    \
		model->idle = (seconds);                                       \
		memcpy(model->note, "secret", 7);                              \
	}                                                                      \
	static const struct screen fake_##which = {                            \
	    .keymap = &keymap,                                                 \
	    .model_size = sizeof(struct model),                                \
	    .init = init_##which,                                              \
	    .update = fake_update,                                             \
	    .view = fake_view,                                                 \
	    .modes = fake_modes,                                               \
	    .typing = fake_typing,                                             \
	    .idle = fake_idle,                                                 \
	    .wants_tick = fake_ticks,                                          \
	    .still = SCREEN_##which == SCREEN_SUPPORT,                         \
	    .done = fake_done,                                                 \
	};

FAKE(HOME, 300)
FAKE(CHECKIN, 30)
FAKE(HUDDLE, 0)
FAKE(NOTE_ENTRY, 0)
FAKE(NOTES, 0)
FAKE(SUPPORT, 0)
FAKE(HELP, 0)

static void
init_IDLE(void *data, const struct facts *given)
{
	(void)given;
	((struct model *)data)->id = SCREEN_IDLE;
}

/* With as little as a screen may have. */
static const struct screen fake_IDLE = {
    .keymap = &keymap,
    .model_size = sizeof(struct model),
    .init = init_IDLE,
    .update = fake_update,
    .view = fake_view,
};

static const struct screen *const table[SCREENS] = {
    [SCREEN_HOME] = &fake_HOME,
    [SCREEN_CHECKIN] = &fake_CHECKIN,
    [SCREEN_HUDDLE] = &fake_HUDDLE,
    [SCREEN_NOTE_ENTRY] = &fake_NOTE_ENTRY,
    [SCREEN_NOTES] = &fake_NOTES,
    [SCREEN_SUPPORT] = &fake_SUPPORT,
    [SCREEN_HELP] = &fake_HELP,
    [SCREEN_IDLE] = &fake_IDLE,
};

/* --- fake host --- */

static const struct facts *
host_facts(void *context, bool clock_only)
{
	assert_ptr_equal(context, &facts);
	facts.now++;
	if (!clock_only)
		buf_add(&log_text, "facts ");
	return &facts;
}

static int
host_perform(void *context, const struct effect *effect, const char **text,
    struct err *err)
{
	static char result[16];

	assert_ptr_equal(context, &facts);
	if (look_behind && effect->kind == EFFECT_NOTES) {
		static const struct effect nothing;

		assert_memory_equal(effect - 1, &nothing, sizeof(nothing));
		look_behind = false;
	}
	buf_addf(&log_text, "do%d", (int)effect->kind);
	if (effect->text)
		buf_addf(&log_text, ",%s", effect->text);
	if (effect->kind == EFFECT_CHECKIN)
		buf_addf(&log_text, ",%d,%d", effect->response.answers[0],
		    (int)effect->round);
	buf_add(&log_text, " ");
	if (fail_status)
		return err_set(err, fail_status, "the disk is full");
	memcpy(result, "id7", 4);
	*text = result;
	return OK;
}

static struct stage *
stage_start(void)
{
	struct host host = {&facts, host_facts, host_perform};

	fail_status = 0;
	buf_clear(&log_text);
	return stage_new_with(&host, table);
}

/* Keys; false once it is over. */
static bool
press(struct stage *stage, const char *keys)
{
	bool on = true;

	for (; *keys; keys++)
		on = stage_key(stage, (uint32_t)*keys);
	return on;
}

static int
teardown(void **state)
{
	(void)state;
	buf_done(&log_text);
	return 0;
}

/* --- tests --- */

static void
test_begins_at_home(void **state)
{
	struct stage *stage = stage_start();

	(void)state;
	expect("facts h:enter0 ");
	assert_int_equal(stage_front(stage), SCREEN_HOME);
	assert_true(press(stage, "xo"));
	expect("h:key0 h:key5 ");
	stage_free(stage);
	expect("h:gone ");
	stage_free(NULL);
}

static void
test_go_and_back(void **state)
{
	struct stage *stage = stage_start();

	(void)state;
	buf_clear(&log_text);
	press(stage, "4");
	expect("h:key0 n:enter7 ");
	press(stage, "3b");
	expect("n:key0 e:enter7 e:key0 e:gone n:enter-1 ");
	press(stage, "3h");
	expect("n:key0 e:enter7 e:key0 e:gone n:gone h:enter-1 ");
	press(stage, "b"); /* nothing lies below */
	expect("h:key0 ");
	assert_int_equal(stage_front(stage), SCREEN_HOME);
	press(stage, "2340");
	assert_int_equal(stage_front(stage), SCREEN_HOME);
	buf_clear(&log_text);
	stage_free(stage);
	expect("h:gone ");
}

/* However people wander, a screen is there once. */
static void
test_never_twice(void **state)
{
	struct stage *stage = stage_start();

	(void)state;
	press(stage, "234");
	buf_clear(&log_text);
	press(stage, "2");
	expect("n:key0 n:gone e:gone u:gone u:enter7 ");
	for (int i = 0; i < 100; i++)
		press(stage, "?!3?!2!?");
	press(stage, "h");
	assert_int_equal(stage_front(stage), SCREEN_HOME);
	stage_free(stage);
}

static void
test_common_keys(void **state)
{
	struct stage *stage = stage_start();

	(void)state;
	press(stage, "4");
	buf_clear(&log_text);
	press(stage, "?");
	expect("p:enter4 "); /* help on the notes */
	press(stage, "?");   /* it is there already */
	expect("");
	press(stage, "!");
	expect("s:enter0 ");
	press(stage, "!b");
	expect("s:key0 s:gone p:enter-1 ");
	press(stage, "b");
	expect("p:key0 p:gone n:enter-1 ");
	stage_key(stage, K_F2);
	stage_key(stage, K_F1);
	expect_help_of(SCREEN_SUPPORT);
	assert_false(stage_take_blank(stage));
	stage_key(stage, K_CONTROL('L'));
	assert_true(stage_take_blank(stage));
	assert_false(stage_take_blank(stage));
	expect("");
	stage_free(stage);
}

static void
test_typing(void **state)
{
	struct stage *stage = stage_start();

	(void)state;
	press(stage, "t");
	buf_clear(&log_text);
	press(stage, "?!o x");
	expect("h:key0 h:key0 h:key0 h:key0 h:key0 ");
	stage_key(stage, K_ENTER);
	expect("h:key5 ");
	stage_key(stage, K_F2);
	stage_key(stage, K_F1);
	expect_help_of(SCREEN_SUPPORT);
	stage_free(stage);
}

/* A text may wait on a page below the one in front; the idle screen takes any
 * key and has none. */
static void
test_writing(void **state)
{
	struct stage *stage = stage_start();

	(void)state;
	assert_false(stage_writing(stage));
	press(stage, "t");
	assert_true(stage_writing(stage));
	stage_key(stage, K_F2);
	assert_true(stage_writing(stage));
	stage_free(stage);
	stage = stage_start();
	press(stage, "3");
	assert_true(stage_writing(stage));
	press(stage, "0");
	assert_false(stage_writing(stage));
	press(stage, "7t");
	assert_int_equal(stage_front(stage), SCREEN_IDLE);
	assert_false(stage_writing(stage));
	buf_clear(&log_text);
	stage_free(stage);
}

static void
paste(struct stage *stage, const char *text)
{
	stage_paste(stage, K_NONE);
	for (; *text; text++)
		assert_true(stage_paste(stage, (uint32_t)*text));
}

/* Into a field that is open, and never as a command or a common key. */
static void
test_paste(void **state)
{
	struct stage *stage = stage_start();

	(void)state;
	buf_clear(&log_text);
	paste(stage, "o?!1bq");
	expect("");
	press(stage, "t");
	expect("h:key0 ");
	/* A question takes Esc itself; a field's Esc is in the table. */
	paste(stage, "o");
	expect("");
	fake_modes_now = FIELD;
	paste(stage, "o?! ");
	expect("h:key0 h:key0 h:key0 h:key0 ");
	/* Once the field is left the rest is for nobody. */
	paste(stage, "x1o0");
	expect("h:key0 h:key0 c:enter7 ");
	press(stage, "t");
	buf_clear(&log_text);
	stage_paste(stage, 'x');
	expect("");
	paste(stage, "xty");
	expect("c:key0 c:key0 ");
	fake_modes_now = PAGE;
	stage_free(stage);
}

/* Pages that are written on do not stay behind the idle screen. */
static void
test_idle_drops_what_was_typed(void **state)
{
	struct stage *stage = stage_start();

	(void)state;
	press(stage, "43?");
	buf_clear(&log_text);
	press(stage, "7");
	expect("p:key0 p:gone e:gone n:gone h:enter-1 i:enter7 ");
	press(stage, "b");
	assert_int_equal(stage_front(stage), SCREEN_HOME);
	press(stage, "47b");
	assert_int_equal(stage_front(stage), SCREEN_NOTES);
	stage_free(stage);
}

static void
test_effect_done(void **state)
{
	struct stage *stage = stage_start();
	char wanted[128];

	(void)state;
	press(stage, "3");
	buf_clear(&log_text);
	press(stage, "a");
	snprintf(wanted, sizeof(wanted),
	    "e:key0 do%d,%s facts e:done%d,0,id7 e:gone h:enter-1 ",
	    EFFECT_NOTE_ADD, secret, EFFECT_NOTE_ADD);
	expect(wanted);
	stage_free(stage);
}

/* A failure is told, and the screen stays with what was typed. */
static void
test_effect_failed(void **state)
{
	struct stage *stage = stage_start();
	char wanted[128];

	(void)state;
	press(stage, "3");
	buf_clear(&log_text);
	fail_status = ERR_CREATE;
	press(stage, "a");
	snprintf(wanted, sizeof(wanted),
	    "e:key0 do%d,%s facts e:done%d,-73,the disk is full ",
	    EFFECT_NOTE_ADD, secret, EFFECT_NOTE_ADD);
	expect(wanted);
	assert_int_equal(stage_front(stage), SCREEN_NOTE_ENTRY);
	stage_free(stage);
}

/* The screen that asked may be gone when the answer comes. */
static void
test_asker_gone(void **state)
{
	struct stage *stage = stage_start();
	char wanted[128];

	(void)state;
	press(stage, "1");
	buf_clear(&log_text);
	press(stage, "c");
	snprintf(wanted, sizeof(wanted),
	    "c:key0 c:gone h:enter-1 do%d,4,12 facts ", EFFECT_CHECKIN);
	expect(wanted);
	stage_free(stage);
}

/* Answers that ask again and again come to an end. */
static void
test_endless_effects(void **state)
{
	struct stage *stage = stage_start();
	size_t count = 0;

	(void)state;
	buf_clear(&log_text);
	press(stage, "r");
	for (const char *at = buf_text(&log_text);
	     (at = strstr(at, "do")) != NULL; at += 2)
		count++;
	assert_in_range(count, 2, 20);
	buf_clear(&log_text);
	press(stage, "x");
	expect("h:key0 ");
	stage_free(stage);
}

static void
test_quit_and_blank(void **state)
{
	struct stage *stage = stage_start();

	(void)state;
	buf_clear(&log_text);
	assert_true(press(stage, "w"));
	assert_true(stage_take_blank(stage));
	assert_false(press(stage, "q"));
	expect("h:key0 h:key0 ");
	assert_false(stage_tick(stage));
	stage_free(stage);
}

static void
test_clock(void **state)
{
	struct stage *stage = stage_start();
	time_t before;

	(void)state;
	buf_clear(&log_text);
	before = facts.now;
	assert_true(stage_tick(stage));
	assert_true(stage_idle(stage));
	expect("h:tick h:idle ");
	assert_true(facts.now > before); /* the clock was renewed */
	before = facts.now;
	press(stage, "x");
	assert_true(facts.now > before);
	assert_int_equal(stage_idle_seconds(stage), 300);
	assert_int_equal(stage_tick_seconds(stage), 60);
	assert_false(stage_wants_tick(stage));
	press(stage, "t");
	assert_true(stage_wants_tick(stage));
	assert_int_equal(stage_tick_seconds(stage), 1);
	press(stage, "t1");
	assert_int_equal(stage_idle_seconds(stage), 30);
	press(stage, "!");
	assert_int_equal(stage_tick_seconds(stage), 0);
	press(stage, "7");
	assert_int_equal(stage_front(stage), SCREEN_IDLE);
	assert_int_equal(stage_idle_seconds(stage), 0);
	assert_false(stage_wants_tick(stage));
	stage_free(stage);
}

static void
test_view(void **state)
{
	struct stage *stage = stage_start();
	struct cells cells;
	struct buf text = BUF_INIT;

	(void)state;
	press(stage, "4");
	cells_init(&cells, 24, 80, false);
	stage_view(stage, &cells);
	assert_string_equal(cells.at[3 * 80 + 3].text, "n");
	cells_done(&cells);
	for (int i = 0; i < 2; i++) {
		cells_init(&cells, i ? 24 : 23, i ? 79 : 80, false);
		stage_view(stage, &cells);
		buf_clear(&text);
		cells_dump(&cells, &text);
		assert_non_null(strstr(buf_text(&text), "It needs 80 by 24"));
		assert_null(strstr(buf_text(&text), "n\n"));
		cells_done(&cells);
	}
	buf_done(&text);
	stage_free(stage);
}

/* Answers do not outlive the effect that carried them. */
static void
test_effects_wiped(void **state)
{
	struct stage *stage = stage_start();

	(void)state;
	look_behind = true;
	press(stage, "z");
	assert_false(look_behind);
	stage_free(stage);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_begins_at_home),
	    cmocka_unit_test(test_go_and_back),
	    cmocka_unit_test(test_never_twice),
	    cmocka_unit_test(test_common_keys),
	    cmocka_unit_test(test_typing),
	    cmocka_unit_test(test_writing),
	    cmocka_unit_test(test_paste),
	    cmocka_unit_test(test_idle_drops_what_was_typed),
	    cmocka_unit_test(test_effect_done),
	    cmocka_unit_test(test_effect_failed),
	    cmocka_unit_test(test_asker_gone),
	    cmocka_unit_test(test_endless_effects),
	    cmocka_unit_test(test_quit_and_blank),
	    cmocka_unit_test(test_clock),
	    cmocka_unit_test(test_view),
	    cmocka_unit_test(test_effects_wiped),
	};

	return cmocka_run_group_tests(tests, NULL, teardown);
}
