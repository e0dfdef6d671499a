/*
 * Check-in: four keystrokes a person, nothing of the one before, nothing lost
 * when saving fails, nothing kept when somebody walks away.
 */
#include <stdio.h>
#include <string.h>

#include "screen_test.h"
#include "ui/stage.h"
#include "util/mem.h"

static const char ask_energy[] = "How much energy do you have";
static const char ask_needed[] = "did you have what you needed";
static const char ask_someone[] = "someone you could turn to";

static void
pages(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "c");
	st_expect(st, "checkin-1");
	st_expect_ascii(st, "checkin-1");
	st_press(st, "4");
	st_expect(st, "checkin-2");
	st_press(st, "3s");
	st_expect(st, "checkin-review");
	st_expect_ascii(st, "checkin-review");
	st_press(st, "<Enter>");
	st_expect(st, "checkin-saved");
	st_free(st);
}

/* Three answers and Enter; the page then stands ready for the next person. */
static void
four_keys_a_person(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "c");
	for (int i = 0; i < 12; i++)
		st_press(st, "453<Enter>");
	assert_int_equal(st->facts.rounds[0].checkins, 19);
	for (int i = 0; i < 12; i++) {
		static const char line[] = "check in 101: 4 5 3\n";

		assert_memory_equal(
		    st->log.text + i * strlen(line), line, strlen(line));
	}
	st_free(st);
}

static void
saved_leaves_nothing(void **state)
{
	struct st *st = st_new();
	struct st *fresh = st_new();
	struct cells after, before;

	(void)state;
	st_press(st, "c245<Enter>");
	assert_true(stage_take_blank(st->stage));
	st_has(st, "Saved. Thank you.");
	st_press(st, "x"); /* the next person's first key ends the message */
	st_press(fresh, "c");
	cells_init(&after, 24, 80, false);
	cells_init(&before, 24, 80, false);
	stage_view(st->stage, &after);
	stage_view(fresh->stage, &before);
	assert_memory_equal(after.at, before.at, sizeof(struct cell) * 24 * 80);
	cells_done(&after);
	cells_done(&before);
	/* Nothing shows at the answers of the one before. */
	st_press(st, "3");
	st_has_not(st, SIGN_FOCUS);
	st_free(st);
	st_free(fresh);
}

static void
no_echo(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "c5");
	st_has(st, ask_needed);
	st_has_not(st, "plenty");
	st_has_not(st, ask_energy);
	st_free(st);
}

/* Nothing of it asks before it goes: Ctrl-C ends the program at once. */
static void
never_writing(void **state)
{
	static const char *const keys[] = {"c", "4", "<F2>", "<Esc>", "52"};
	struct st *st = st_new();

	(void)state;
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		st_press(st, keys[i]);
		assert_false(stage_writing(st->stage));
	}
	st_free(st);
}

static void
back_and_change(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "c<Backspace>");
	st_has(st, ask_energy); /* nothing is before the first */
	st_press(st, "4<Backspace>");
	st_has(st, SIGN_FOCUS " 4   enough");
	st_expect(st, "checkin-again");
	st_press(st, "5s<Left>");
	st_has(st, ask_needed);
	st_press(st, "14<Backspace>");
	st_has(st, SIGN_FOCUS " 4   most of the time");
	st_press(st, "2<Enter>");
	st_log(st, "check in 101: 5 1 2\n");
	st_free(st);
}

static void
skips(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "csSs");
	st_has(st, "skipped");
	st_press(st, "<Enter>");
	st_log(st, "check in 101: 0 0 0\n");
	st_free(st);
}

/* Keys that are no answer here change nothing, Enter least of all. */
static void
other_keys(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "c06789<Enter> xr<Tab>");
	st_has(st, ask_energy);
	st_log(st, "");
	st_free(st);
}

static void
leaves(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "c44<Esc>");
	st_front(st, SCREEN_HOME);
	st_log(st, "");
	st_press(st, "c");
	st_has(st, ask_energy);
	st_has_not(st, SIGN_FOCUS);
	st_free(st);
}

static void
speaks_spanish(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "c");
	st_has(st, "L español");
	st_press(st, "L");
	st_expect(st, "checkin-spanish");
	st_has(st, "L English");
	st_press(st, "4");
	st_has(st, "tuviste lo que necesitabas");
	st_press(st, "<Backspace>l4l");
	st_has(st, "tuviste");
	st_press(st, "44<Enter>");
	/* The next person begins in the unit's language. */
	st_has(st, ask_energy);
	st_free(st);
}

static void
not_saved(void **state)
{
	struct st *st = st_new();

	(void)state;
	st->fail = EFFECT_CHECKIN;
	st->fail_status = ERR_CREATE;
	st->fail_text = "Not saved: the disk is full.";
	st_press(st, "c243<Enter>");
	st_expect(st, "checkin-not-saved");
	st_expect_ascii(st, "checkin-not-saved");
	st_log(st, "check in 101: 2 4 3\n");
	st->fail = EFFECT_CHECKIN;
	st_press(st, "<Enter>");
	st_has(st, "Not saved: the disk is full.");
	st_has(st, "Your answers are still here; press r to try again.");
	st_press(st, "jk<Down><Up>r");
	st_has(st, "Saved. Thank you.");
	st_log(st, "check in 101: 2 4 3\ncheck in 101: 2 4 3\n");
	st_free(st);
}

/* Changed after a failure: what is saved is what was answered last. */
static void
not_saved_and_changed(void **state)
{
	struct st *st = st_new();

	(void)state;
	st->fail = EFFECT_CHECKIN;
	st->fail_status = ERR_AGAIN;
	st->fail_text = "Not saved: the store is busy.";
	st_press(st, "c243<Enter><Backspace>");
	st_has(st, SIGN_FOCUS " 3   some of the time");
	st_press(st, "1<Enter>");
	st_log(st, "check in 101: 2 4 3\ncheck in 101: 2 4 1\n");
	st_free(st);
}

static void
box_closed_meanwhile(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "c243");
	st->fail = EFFECT_CHECKIN;
	st->fail_status = ERR_UNAVAILABLE;
	st->fail_text = "This round is not open any more.";
	st->fail_shuts = true; /* at another keyboard */
	st_press(st, "<Enter>");
	st_expect(st, "checkin-shut");
	st_press(st, "<Enter>");
	st_front(st, SCREEN_HOME);
	st_free(st);
}

/* Told before the next key does anything. */
static void
box_closed_before(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "c24");
	st_no_box(st);
	st_press(st, "3");
	st_has(st, "The box is closed");
	st_press(st, "<Esc>");
	st_front(st, SCREEN_HOME);
	st_log(st, "");
	st_free(st);
}

/* Somebody closes the box at another keyboard, and opens the next. */
static void
next_box(struct st *st)
{
	st->facts.rounds[0].id = 150;
	st->facts.rounds[0].checkins = 0;
}

static const char other_box[] =
    "That box was closed before your answers were in it.";

static void
next_box_meanwhile(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "c");
	st->before = EFFECT_RELOAD;
	st->meanwhile = next_box;
	st_press(st, "4"); /* the first key finds out */
	st_expect(st, "checkin-next-box");
	st_press(st, "453<Enter>");
	st_log(st, "check in 150: 4 5 3\n");
	/* At the last key, too. */
	st_press(st, "453");
	st->before = st->fail = EFFECT_CHECKIN;
	st->meanwhile = st_no_box;
	st->fail_status = ERR_UNAVAILABLE;
	st->fail_text = "This round is not open any more.";
	st_press(st, "<Enter>");
	st_has(st, "The box is closed");
	st_free(st);
}

/* Nothing was typed: there is nothing to say. */
static void
next_box_at_once(void **state)
{
	struct st *st = st_new();

	(void)state;
	st->before = EFFECT_RELOAD;
	st->meanwhile = next_box;
	st_press(st, "c");
	st_has(st, ask_energy);
	st_has_not(st, other_box);
	st_press(st, "453<Enter>");
	st_log(st, "check in 150: 4 5 3\n");
	st_free(st);
}

/* Read anew for each person, not for each key. */
static void
read_anew_for_each(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "c");
	assert_int_equal(st->reloads, 1);
	st_press(st, "453<Enter>");
	assert_int_equal(st->reloads, 2);
	st_press(st, "453<Enter>");
	assert_int_equal(st->reloads, 3);
	st_free(st);
}

static void
box_reopened(struct st *st)
{
	st->facts.round_count = 1;
}

static void
opens_while_shut(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "c");
	st->facts.round_count = 0;
	st_press(st, "4");
	st_has(st, "The box is closed");
	st->before = EFFECT_RELOAD;
	st->meanwhile = box_reopened;
	st_press(st, "x");
	st_has(st, ask_energy);
	st_free(st);
}

static void
a_box_is_gone(struct st *st)
{
	st->facts.round_count = 1;
}

static void
fewer_boxes(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_open_walkup(st);
	st_press(st, "c<Backspace>");
	st_has(st, "Which box?");
	st->before = EFFECT_RELOAD;
	st->meanwhile = a_box_is_gone;
	st_press(st, "j"); /* read anew with the first key */
	st_has(st, "Which box?");
	st_press(st, "<Enter>");
	st_has(st, ask_energy);
	st_free(st);
}

static void
changed(struct st *st)
{
	st->facts.rounds[0].changed = true;
	st->facts.rounds[0].instrument = NULL;
}

static void
changed_questions(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "c");
	st->before = EFFECT_RELOAD;
	st->meanwhile = changed;
	st_press(st, "4");
	st_expect(st, "checkin-changed");
	st_press(st, "453<Enter>");
	st_front(st, SCREEN_HOME);
	st_log(st, "");
	st_press(st, "c");
	st_has(st, "The questions were changed while the box was open.");
	st->before = EFFECT_RELOAD;
	st->meanwhile = st_no_box; /* somebody does close it */
	st_press(st, "x");
	st_has(st, "The box is closed");
	st_free(st);
}

static void
unreadable_questions(void **state)
{
	struct st *st = st_new();

	(void)state;
	st->facts.rounds[0].form.question_count = 0;
	st_press(st, "c");
	st_has(st, "The questions of this box cannot be read.");
	st_press(st, "4<Enter>");
	st_front(st, SCREEN_HOME);
	st_free(st);
}

static void
in_trouble(struct st *st)
{
	snprintf(st->facts.trouble, sizeof(st->facts.trouble),
	    "The store is not there: is the network drive connected?");
}

static void
out_of_trouble(struct st *st)
{
	st->facts.trouble[0] = '\0';
	st->facts.round_count = 1;
}

/* What cannot be read is not told as closed, and no answer is forgotten. */
static void
store_unreachable(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "c");
	st->before = EFFECT_RELOAD;
	st->meanwhile = in_trouble;
	st_press(st, "4");
	st_expect(st, "checkin-trouble");
	st_press(st, "53");
	st_expect(st, "checkin-trouble-review");
	st->before = EFFECT_RELOAD;
	st->meanwhile = out_of_trouble;
	st_press(st, "r");
	st_has_not(st, "try again");
	st_press(st, "<Enter>");
	st_log(st, "check in 101: 4 5 3\n");
	st_free(st);
}

/* Even when nothing is known of any box. */
static void
nothing_readable(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "c4");
	st->facts.round_count = 0;
	st->facts.huddle_round = NULL;
	in_trouble(st);
	st_press(st, "x");
	st_expect(st, "checkin-trouble-unknown");
	st->before = EFFECT_RELOAD;
	st->meanwhile = out_of_trouble;
	st_press(st, "r");
	st_has(st, ask_needed); /* it goes on where it stood */
	st_free(st);
}

static void
nobody_there(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "c");
	/* A page that stands ready waits for ever. */
	assert_int_equal(stage_idle_seconds(st->stage), 0);
	assert_int_equal(stage_tick_seconds(st->stage), 0);
	st_press(st, "4");
	assert_int_equal(stage_idle_seconds(st->stage), 30);
	stage_take_blank(st->stage);
	st_idle(st);
	assert_true(stage_take_blank(st->stage));
	st_expect(st, "checkin-1"); /* as if nobody had been there */
	st_press(st, "123");
	st_idle(st);
	st_expect(st, "checkin-1");
	st_log(st, "");
	st_press(st, "123<Enter>");
	assert_int_equal(stage_idle_seconds(st->stage), 30);
	st_idle(st);
	st_expect(st, "checkin-1"); /* the message goes too */
	st_free(st);
}

/* Also after a failure: an answer does not wait for the next person. */
static void
nobody_there_after_failure(void **state)
{
	struct st *st = st_new();

	(void)state;
	st->fail = EFFECT_CHECKIN;
	st->fail_status = ERR_CREATE;
	st->fail_text = "Not saved: the disk is full.";
	st_press(st, "c243<Enter>");
	st_idle(st);
	st_expect(st, "checkin-1");
	st_free(st);
}

/* Reading the help for a while is fine, walking away from it is not. */
static void
help_between(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "c4?");
	st_front(st, SCREEN_HELP);
	st->facts.now += 20;
	st_press(st, "<Esc>");
	st_has(st, ask_needed);
	st_press(st, "3!");
	st_front(st, SCREEN_SUPPORT);
	st->facts.now += 31;
	st_press(st, "<Esc>");
	st_has(st, ask_energy);
	st_free(st);
}

/* The configuration lost the instrument: ids and numbers still work. */
static void
lost_instrument(void **state)
{
	struct st *st = st_new();

	(void)state;
	st->facts.rounds[0].instrument = NULL;
	st_press(st, "c");
	st_has(st, "energy");
	st_has_not(st, "L español");
	st_press(st, "453<Enter>");
	st_log(st, "check in 101: 4 5 3\n");
	st_free(st);
}

/* As long as an instrument may be: the answers are told in single rows. */
static void
long_instrument(void **state)
{
	struct st *st = st_new();
	struct form *form = &st->facts.rounds[0].form;

	(void)state;
	form->question_count = ITEMS_MAX;
	for (int i = 3; i < ITEMS_MAX; i++) {
		form->questions[i] = form->questions[0];
		form->questions[i].answer_count = 2 + i % 6;
	}
	st_press(st, "c");
	for (int i = 0; i < ITEMS_MAX; i++)
		st_press(st, i % 3 ? "2" : "1");
	st_expect(st, "checkin-long-review");
	st_press(st, "jjj<Down><Up>k");
	st_expect(st, "checkin-long-review-down");
	st_press(st, "<Left>");
	st_has(st, "32 of 32");
	st_free(st);
}

static void
explained(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "c?");
	st_has(st, "Why nobody can trace your answers");
	st_expect(st, "help-checkin");
	st_free(st);
}

static void
all_modes_of_answers(void **state)
{
	struct st *st = st_new();
	struct form *form = &st->facts.rounds[0].form;

	(void)state;
	for (int count = 2; count <= 7; count++) {
		form->questions[0].answer_count = count;
		st_press(st, "c1<Backspace>2<Backspace>");
		if (count > 2)
			st_press(st, "3<Backspace>");
		if (count > 3)
			st_press(st, "4<Backspace>");
		st_press(st, "<Esc>");
	}
	st_press(st, "c");
	st_free(st);
}

/* A language that is neither English nor Spanish. */
static void
other_language(void **state)
{
	struct st *st = st_new();
	struct instrument instrument = *st->facts.rounds[0].instrument;

	(void)state;
	memcpy(instrument.languages[1], "ca", 3);
	st->facts.rounds[0].instrument = &instrument;
	st_press(st, "c");
	st_has(st, "L language");
	st_press(st, "L");
	st_has(st, "trabajo de hoy");
	st_press(st, "l");
	st_has(st, ask_energy);
	st_press(st, "llc");
	memcpy(instrument.languages[0], "es", 3);
	memcpy(instrument.languages[1], "en", 3);
	st_press(st, "L<Esc>cLl");
	st_has(st, ask_energy);
	st_press(st, "3");
	st_press(st, "3");
	st_has(st, ask_someone);
	st_free(st);
}

static void
all_keys(void **state)
{
	struct st *st = st_new();

	(void)state;
	/* test_checkin_boxes.c has more of this one. */
	st_open_walkup(st);
	st_press(st, "cw");
	st_has_not(st, ask_energy);
	st_free(st);
	st_all_keys(SCREEN_CHECKIN);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pages),
	    cmocka_unit_test(four_keys_a_person),
	    cmocka_unit_test(saved_leaves_nothing),
	    cmocka_unit_test(no_echo),
	    cmocka_unit_test(never_writing),
	    cmocka_unit_test(back_and_change),
	    cmocka_unit_test(skips),
	    cmocka_unit_test(other_keys),
	    cmocka_unit_test(leaves),
	    cmocka_unit_test(speaks_spanish),
	    cmocka_unit_test(not_saved),
	    cmocka_unit_test(not_saved_and_changed),
	    cmocka_unit_test(box_closed_meanwhile),
	    cmocka_unit_test(box_closed_before),
	    cmocka_unit_test(next_box_meanwhile),
	    cmocka_unit_test(next_box_at_once),
	    cmocka_unit_test(read_anew_for_each),
	    cmocka_unit_test(opens_while_shut),
	    cmocka_unit_test(fewer_boxes),
	    cmocka_unit_test(changed_questions),
	    cmocka_unit_test(unreadable_questions),
	    cmocka_unit_test(store_unreachable),
	    cmocka_unit_test(nothing_readable),
	    cmocka_unit_test(nobody_there),
	    cmocka_unit_test(nobody_there_after_failure),
	    cmocka_unit_test(help_between),
	    cmocka_unit_test(lost_instrument),
	    cmocka_unit_test(long_instrument),
	    cmocka_unit_test(explained),
	    cmocka_unit_test(all_modes_of_answers),
	    cmocka_unit_test(other_language),
	    cmocka_unit_test(all_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
