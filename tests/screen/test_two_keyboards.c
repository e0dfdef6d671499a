/*
 * Two keyboards at one huddle: what is begun, closed or ended at the other one
 * is told, and nothing of it is taken for a failure or done twice.
 */
#include <stdio.h>

#include "screen_test.h"

/* To the pulse step, and past it. */
#define TO_PULSE "h<Enter><Enter>"
#define TO_ROOM TO_PULSE "<Enter><Enter>"
#define TO_ASK TO_ROOM "<Enter>"

static void
none_runs(struct st *st)
{
	st->facts.running_agenda = NULL;
	st->facts.running_id = 0;
}

static void
another_runs(struct st *st)
{
	st->facts.running_agenda = st->facts.agendas[1];
	st->facts.running_id = 8;
	st->facts.run = (struct run){.step = 1, .paused = true};
}

static void
fewer_steps(struct st *st)
{
	st->facts.running_agenda = st->facts.agendas[2];
}

static void
closed_there(struct st *st)
{
	st_no_box(st);
	st->facts.running_closed = true;
	st->facts.running_checkins = 7;
}

/* The next effect of that kind comes too late. */
static void
too_late(struct st *st, enum effect_kind kind, void (*meanwhile)(struct st *),
    const char *text)
{
	st->before = st->fail = kind;
	st->meanwhile = meanwhile;
	st->fail_status = ERR_UNAVAILABLE;
	st->fail_text = text;
}

static const char ended[] = "This huddle was ended at another keyboard.";

static void
ended_there(void **state)
{
	static const struct {
		const char *keys;
		enum effect_kind late;
		const char *key;
	} cases[] = {
	    {TO_ASK, EFFECT_HUDDLE_SAVE, "<Enter>"},
	    {TO_ASK, EFFECT_HUDDLE_SAVE, " "},
	    {TO_ASK "<Enter>", EFFECT_HUDDLE_END, "<Enter>"},
	    {TO_PULSE "<Esc>", EFFECT_HUDDLE_SAVE, "k"},
	    {TO_PULSE "<Esc>", EFFECT_HUDDLE_END, "e"},
	    {TO_PULSE "<Enter>", EFFECT_ROUND_CLOSE, "<Enter>"},
	    {TO_PULSE "<Esc>kh", EFFECT_HUDDLE_SAVE, "<Enter>"},
	    {TO_PULSE "<Esc>kh", EFFECT_HUDDLE_END, "e"},
	    {TO_PULSE "<Esc>khd", EFFECT_HUDDLE_DROP, "d"},
	    {TO_ASK "pNoise", EFFECT_NOTE_ADD, "<Enter>a<Esc><Esc>t"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct st *st = st_new();

		st_press(st, cases[i].keys);
		too_late(st, cases[i].late, none_runs, ended);
		st_press(st, cases[i].key);
		st_front(st, SCREEN_HOME);
		st_has(st, ended);
		assert_null(st->meanwhile);
		st_free(st);
	}
}

/* Nothing is pressed: the clock finds out. */
static void
ended_there_while_talking(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, TO_ASK);
	too_late(st, EFFECT_HUDDLE_SAVE, none_runs, ended);
	st_pass(st, 60);
	st_front(st, SCREEN_HOME);
	st_has(st, ended);
	st_press(st, TO_PULSE);
	st->before = EFFECT_RELOAD;
	st->meanwhile = none_runs;
	st_pass(st, 10);
	st_front(st, SCREEN_HOME);
	st_has(st, ended);
	st_free(st);
}

/* Another one runs now: neither its place nor its box is touched. */
static void
another_one_there(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, TO_ASK);
	too_late(st, EFFECT_HUDDLE_SAVE, another_runs, ended);
	st_press(st, "<Enter>");
	st_front(st, SCREEN_HUDDLE);
	st_has(st, ended);
	st_expect(st, "huddle-another");
	buf_clear(&st->log);
	st_press(st, "j<Enter>");
	st_log(st, "save step 2\n");
	st_has(st, "step 2 of 6");
	st_free(st);
}

/* Begun there in the moment before it is begun here. */
static void
begun_there(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "h");
	too_late(st, EFFECT_HUDDLE_START, another_runs,
	    "A huddle is running already.");
	st_press(st, "<Enter>");
	st_has(st, "A huddle is under way");
	st_has_not(st, "did not work");
	st_free(st);
}

/* The agenda was made shorter while the huddle ran. */
static void
fewer_steps_now(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, TO_ASK "<Enter>");
	st_has(st, "step 4 of 4");
	st->before = EFFECT_HUDDLE_SAVE;
	st->meanwhile = fewer_steps;
	st_press(st, " ");
	st_has(st, "step 3 of 3, paused");
	st_has(st, "This huddle");
	st_free(st);
}

static void
box_closed_there(void **state)
{
	static const char late[] = "The key of this round cannot be used.";
	struct st *st = st_new();

	(void)state;
	st_press(st, TO_PULSE "<Enter>");
	too_late(st, EFFECT_ROUND_CLOSE, closed_there, late);
	st_press(st, "<Enter>");
	st_expect(st, "huddle-closed-there");
	st_press(st, "<Enter>");
	st_has(st, "step 3 of 4");
	st_free(st);

	/* Ended there without its answers. */
	st = st_new();
	st_press(st, TO_PULSE "<Enter>");
	too_late(st, EFFECT_ROUND_CLOSE, st_no_box, late);
	st_press(st, "<Enter>");
	st_has(st, "It was closed at another keyboard.");
	st_has_not(st, "Without its key");
	st_free(st);

	/* While the reason is typed. */
	st = st_new();
	st_press(st, TO_PULSE "<Enter>");
	too_late(st, EFFECT_ROUND_CLOSE, NULL, late);
	st_press(st, "<Enter>vlost");
	too_late(st, EFFECT_ROUND_VOID, closed_there, late);
	st_press(st, "<Enter>");
	st_has(st, "It was closed at another keyboard.");
	st_has(st, "What the room said");
	st_free(st);
}

static void
out_of_reach(struct st *st)
{
	snprintf(st->facts.trouble, sizeof(st->facts.trouble),
	    "The store was moved.");
}

/* Neither closed there nor without a key: that cannot be known. */
static void
store_out_of_reach(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, TO_PULSE "<Enter>");
	too_late(st, EFFECT_ROUND_CLOSE, out_of_reach,
	    "Not saved: the store was moved or replaced while huddle ran.");
	st_press(st, "<Enter>");
	st_has(st, "The box is not closed yet.");
	st_has(st, "the store was moved or replaced");
	st_has_not(st, "Without its key");
	st_press(st, "v"); /* does nothing */
	st_has(st, "The box is not closed yet.");
	st->facts.trouble[0] = '\0';
	st_press(st, "r");
	st_has(st, "What the room said");
	st_free(st);
}

/* While the headcount is asked. */
static void
box_closed_there_while_counting(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, TO_PULSE "<Enter>");
	st->before = EFFECT_RELOAD;
	st->meanwhile = closed_there;
	st_pass(st, 10);
	st_has(st, "It was closed at another keyboard.");
	st_has(st, "What the room said");
	buf_clear(&st->log);
	st_press(st, "<Enter>");
	st_log(st, "save step 3\n");
	st_free(st);
}

/* Begun or ended at another keyboard. */
static void
overtaken(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "h");
	another_runs(st);
	st_press(st, "j");
	st_has(st, "A huddle is under way");
	st_press(st, "<Enter>");
	none_runs(st);
	st_press(st, "j");
	st_front(st, SCREEN_HOME);
	st_has(st, "This huddle was ended at another keyboard.");
	st_free(st);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(ended_there),
	    cmocka_unit_test(ended_there_while_talking),
	    cmocka_unit_test(another_one_there),
	    cmocka_unit_test(begun_there),
	    cmocka_unit_test(fewer_steps_now),
	    cmocka_unit_test(box_closed_there),
	    cmocka_unit_test(store_out_of_reach),
	    cmocka_unit_test(box_closed_there_while_counting),
	    cmocka_unit_test(overtaken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
