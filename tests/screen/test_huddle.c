/*
 * The huddle: from the choice of an agenda to its summary, with everything
 * that may come between.
 */
#include <stdio.h>
#include <string.h>

#include "screen_test.h"

/* To the pulse step, and past it. */
#define TO_PULSE "h<Enter><Enter>"
#define TO_ROOM TO_PULSE "<Enter><Enter>"
#define TO_ASK TO_ROOM "<Enter>"

static void
a_whole_huddle(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "h");
	st_expect(st, "huddle-choose");
	st_press(st, "<Enter>");
	st_expect(st, "huddle-since");
	st_expect_ascii(st, "huddle-since");
	st_pass(st, 40);
	st_press(st, "<Enter>");
	st_expect(st, "huddle-pulse-open");
	for (int i = 0; i < 5; i++)
		st_press(st, "c453<Enter><Esc>");
	st_front(st, SCREEN_HUDDLE);
	st_press(st, "<Enter>");
	st_expect(st, "huddle-pulse-count");
	st_press(st, "<Enter>");
	st_expect(st, "huddle-pulse-room");
	st_expect_ascii(st, "huddle-pulse-room");
	st_pass(st, 30);
	st_press(st, "<Enter>");
	st_expect(st, "huddle-ask");
	st_press(st, "pLinen runs out before noon<Enter>s");
	st_expect(st, "huddle-ask-kept");
	st_press(st, "bNight shift restocked both carts<Enter>t");
	st_press(st, "xSigning twice<Enter>15<Enter>r");
	st_expect(st, "huddle-ask-three");
	st_expect_ascii(st, "huddle-ask-three");
	st_pass(st, 100);
	st_press(st, "<Enter>");
	st_expect(st, "huddle-close");
	st_press(st, "<Enter>");
	st_front(st, SCREEN_HOME);
	st_expect(st, "home-held");
	st_free(st);
}

static void
every_move_is_kept(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "h<Enter>");
	st_log(st, "start daily\n");
	st_press(st, "jk<Down><Up><PgDn><PgUp>");
	st_log(st, "");
	st_press(st, "<Enter>");
	st_log(st, "save step 2\n");
	st_press(st, "<Left>");
	st_log(st, "save step 1\n");
	st_press(st, "<Right>");
	st_log(st, "save step 2\n");
	st_press(st, "<Backspace> ");
	st_log(st, "save step 1\nsave step 1 paused\n");
	st_press(st, " ");
	st_log(st, "save step 1\n");
	/* And every minute of the clock. */
	st_pass(st, 59);
	st_log(st, "");
	st_pass(st, 1);
	st_log(st, "save step 1\n");
	st_pass(st, 120);
	st_log(st, "save step 1\nsave step 1\n");
	st_free(st);
}

static void
clock_runs_and_rests(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "h<Enter>");
	assert_true(stage_wants_tick(st->stage));
	assert_int_equal(stage_idle_seconds(st->stage), 0);
	st_pass(st, 50);
	st_has(st, "0:50 of 5:00");
	st_has(st, "this step  0:50 of 1:00");
	st_press(st, " ");
	assert_false(stage_wants_tick(st->stage));
	st_expect(st, "huddle-paused");
	st->facts.now += 600; /* called to a bedside */
	st_has(st, "0:50 of 5:00");
	st_press(st, " ");
	st_pass(st, 25);
	st_has(st, "this step  0:15 past 1:00");
	st_pass(st, 250);
	st_has(st, "0:25 past 5:00");
	/* Any move makes the clock go on. */
	st_press(st, " <Enter>");
	st_has_not(st, "paused");
	assert_true(stage_wants_tick(st->stage));
	st_press(st, " <Left>");
	st_has_not(st, "paused");
	st_free(st);
}

static void
headcount(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, TO_PULSE "<Enter>");
	st_has(st, SIGN_FOCUS " 14"); /* as many as the last time */
	st_press(st, "<Up><Up><Down>");
	st_has(st, SIGN_FOCUS " 15");
	st_press(st, "12"); /* typed: begins anew */
	st_has(st, SIGN_FOCUS " 12 ");
	st_press(st, "<Backspace>3");
	st_has(st, SIGN_FOCUS " 13 ");
	st_press(st, "<Backspace><Backspace>4");
	st_has(st, SIGN_FOCUS " 4 ");
	st_expect(st, "huddle-count-below");
	st_press(st, "<Enter>"); /* nobody is refused for it */
	st_log(st, "start daily\nsave step 2\nclose 101 of 7\n");
	st_free(st);
}

static void
headcount_not_yet(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, TO_PULSE "<Enter><Esc>");
	st_has(st, "The box is open           7 have checked in");
	st->facts.suggested_headcount = 5; /* fewer than checked in */
	st_press(st, "<Right>");
	st_has(st, SIGN_FOCUS " 7 ");
	st_press(st, "99999");
	st_has(st, SIGN_FOCUS " 9999 ");
	st_free(st);
}

/* Others check in at other keyboards meanwhile. */
static void
checkins_arrive(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, TO_PULSE);
	st_has(st, "7 have checked in");
	st->facts.rounds[0].checkins = 9;
	st_pass(st, 10);
	st_has(st, "9 have checked in");
	st_free(st);
}

/* In a huddle its box needs no choosing, whatever else is open. */
static void
check_in_from_the_huddle(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_open_walkup(st);
	st_press(st, TO_PULSE "c");
	st_front(st, SCREEN_CHECKIN);
	st_has(st, "1 of 3");
	st_press(st, "453<Enter>4");
	st_has(st, "2 of 3");
	st_press(st, "<Esc>");
	st_front(st, SCREEN_HUDDLE);
	st_has(st, "8 have checked in");
	st_free(st);
}

/* Where numbers of the shift are asked, one key opens their form. */
static void
numbers_at_the_close(void **state)
{
	static char title[] = "Census";
	static const struct shift_field field = {"census", title, 60};
	struct st *st = st_new();

	(void)state;
	st->facts.shift_numbers[0] =
	    (struct fact_shift_number){&field, SHIFT_NUMBER_NONE};
	st->facts.shift_number_count = 1;
	st_press(st, TO_ASK "<Enter>s");
	st_front(st, SCREEN_SHIFT);
	st_free(st);
}

/* What stands open beside it is told as people go. */
static void
open_beside(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_open_walkup(st);
	st_press(st, TO_ASK "<Enter>");
	st_expect(st, "huddle-close-beside");
	st_free(st);
}

static void
few_answers(void **state)
{
	struct st *st = st_new();

	(void)state;
	st->facts.rounds[0].checkins = 3;
	st_press(st, TO_ROOM);
	st_expect(st, "huddle-few");
	st_free(st);
}

static void
few_answers_added_up(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, TO_ROOM);
	st->facts.running_checkins = st->facts.view_checkins = 3;
	for (int i = 0; i < 3; i++)
		st->facts.views[i].view.rounds = 2;
	st_expect(st, "huddle-few-added");
	st_free(st);
}

static void
disk_full(void **state)
{
	struct st *st = st_new();

	(void)state;
	st->fail = EFFECT_ROUND_CLOSE;
	st->fail_status = ERR_CREATE;
	st->fail_text = "Not saved: the disk is full.";
	st_press(st, TO_ROOM);
	st_expect(st, "huddle-not-closed");
	st_press(st, "v"); /* not for what can be mended */
	st_has(st, "The box is not closed yet.");
	st_press(st, "<Esc>");
	st_has(st, "Has everyone checked in");
	st_press(st, "<Enter>");
	st->fail = EFFECT_ROUND_CLOSE;
	st_press(st, "<Enter>");
	st->fail = EFFECT_ROUND_CLOSE;
	st_press(st, "<Enter>r");
	st_has(st, "What the room said");
	st_free(st);
}

static void
key_lost(void **state)
{
	struct st *st = st_new();

	(void)state;
	st->fail = EFFECT_ROUND_CLOSE;
	st->fail_status = ERR_UNAVAILABLE;
	st->fail_text = "The key of this round is missing.";
	st_press(st, TO_ROOM);
	st_expect(st, "huddle-key-lost");
	st_press(st, "v");
	st_expect(st, "huddle-key-lost-reason");
	st_press(st, " <Enter>");
	st_has(st, "A few words of reason, please.");
	st_press(st, "<Esc>");
	st_has(st, "Has everyone checked in");
	st->fail = EFFECT_ROUND_CLOSE;
	st_press(st, "<Enter><Enter>v<Ctrl-U>The key? It was lost!");
	st->fail = EFFECT_ROUND_VOID;
	st->fail_text = "Not saved: the store is busy.";
	st_press(st, "<Enter>");
	st_has(st, "That did not work, and nothing is lost. Please try again.");
	buf_clear(&st->log);
	st_press(st, "<Enter>");
	st_log(st, "void 101: The key? It was lost!\n");
	st_expect(st, "huddle-no-box");
	st_press(st, "<Enter>");
	st_has(st, "step 3 of 4");
	st_free(st);
}

static void
notes(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, TO_ASK);
	buf_clear(&st->log);
	st_press(st, "mTo be asked<Enter><Enter>");
	st_has(st, "Kept. u takes it back.");
	st_press(st, "tKim, for the coffee<Enter>t");
	st_log(st, "note matters other 0: To be asked\n"
	           "note thanks teamwork 0: Kim, for the coffee\n");
	st_press(st, "u");
	st_has(st, "Taken back; it is gone.");
	st_has_not(st, "Kim");
	st_has(st, "To be asked");
	st_press(st, "u");
	st_has(st, "nothing yet");
	st_press(st, "u"); /* nothing is left to take back */
	st_log(st, "remove new8\nremove new7\n");
	/* Left without a note, no toast claims one. */
	st_press(st, "p<Esc>");
	st_has_not(st, "Kept.");
	st_free(st);
}

/* A note typed while the clock rests makes it go on. */
static void
note_while_paused(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, TO_ASK " ");
	buf_clear(&st->log);
	st_press(st, "pNoise<Enter>a");
	st_log(st, "save step 3\nnote pebble alarms 0: Noise\n");
	st_has_not(st, "paused");
	st_free(st);
}

static void
many_notes(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, TO_ASK);
	for (int i = 0; i < 14; i++)
		st_press(st, "pSomething that is rather long and gets in the "
		             "way of everyone here all the time<Enter>a");
	st_expect(st, "huddle-ask-many");
	st_free(st);
}

static void
leave_and_go_on(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, TO_PULSE);
	st_pass(st, 30);
	st_press(st, "<Esc>");
	st_expect(st, "huddle-leave");
	st_expect_ascii(st, "huddle-leave");
	buf_clear(&st->log);
	st_press(st, "s");
	st_has_not(st, "Leave the huddle?");
	st_press(st, "<Esc><Enter>");
	st_log(st, "save step 2 paused\n");
	st_front(st, SCREEN_HOME);
	st->facts.now += 3600;
	st_press(st, "h");
	st_expect(st, "huddle-resume");
	st_press(st, "h");
	st_has(st, "0:30 of 5:00");
	st_has(st, "Has everyone checked in");
	st_log(st, "save step 2\n");
	st_free(st);
}

/* As after a crash: the program starts anew on what was kept. */
static void
resume_after_crash(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, TO_ASK "pLinen runs out<Enter>stKim<Enter>t");
	st_pass(st, 45);
	st->facts.run.paused = true; /* as the store gives it back */
	st->added[0] = '\0';
	st_restart(st);
	st_has(st, "A huddle is under way     h goes on where it stood");
	st_press(st, "h");
	st_has(st, "It stands at step 3 of 4, One question");
	st_press(st, "<Enter>");
	st_has(st, "step 3 of 4");
	st_has(st, "Linen runs out");
	st_has(st, "Kim");
	buf_clear(&st->log);
	st_press(st, "u");
	st_log(st, "remove new8\n");
	st_has_not(st, "Kim");
	st_has(st, "Linen runs out");
	st_free(st);
}

static void
end_it_now(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, TO_PULSE "<Esc>");
	buf_clear(&st->log);
	st_press(st, "e"); /* its box is open: those who were there count */
	st_log(st, "end 14\n");
	st_front(st, SCREEN_HOME);
	st_has(st, "The huddle is kept:");
	st_free(st);
}

static void
end_it_later(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, TO_ASK "<Esc>kh");
	st_has(st, "end it: it was held");
	buf_clear(&st->log);
	st_press(st, "e");
	st_log(st, "end 14\n");
	st_has(st, "The huddle is kept:");
	st_free(st);
}

static void
drop_it(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, TO_PULSE "<Esc>kh");
	buf_clear(&st->log);
	st_press(st, "d");
	st_expect(st, "huddle-drop");
	st_press(st, "<Esc>");
	st_has(st, "A huddle is under way");
	st_press(st, "d<Enter>"); /* Enter keeps it too */
	st_log(st, "");
	st_press(st, "dd");
	st_log(st, "drop\n");
	st_front(st, SCREEN_HOME);
	st_has(st, "The huddle is dropped.");
	st_free(st);
}

static void
drop_without_box(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, TO_ASK "<Esc>khd");
	st_has(st, "It will not count as held. Its notes stay.");
	st_press(st, "<Up><Up><Enter>");
	st_press(st, "<Esc>");
	st_front(st, SCREEN_HOME);
	st_free(st);
}

static void
weekly(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "h<Down><Up>jk<Down><Enter>");
	st_expect(st, "huddle-weekly-1");
	/* Every step that is shown has its name. */
	st_has(st, SIGN_DOT " In the way   " SIGN_MORE);
	st_press(st, "<Enter><Enter><Enter><Enter>");
	st_expect(st, "huddle-weekly-3");
	st_press(st, "<Enter><Enter>");
	st_expect(st, "huddle-weekly-5");
	st_has(st, SIGN_MORE "   " SIGN_DONE " ");
	st_press(st, "<Enter>");
	st_has(st, "step 6 of 6");
	st_free(st);
}

/* The buddies' topic of the week is read out; without one the step goes on. */
static void
topic_step(void **state)
{
	static const struct agenda agenda = {.id = "weekly",
	    .title = "weekly",
	    .step_count = 3,
	    .steps = {{STEP_ASK, "Ask", "What gets in the way?", "", 60},
	        {STEP_TOPIC, "Buddies", "This is the topic of the week.", "",
	            60},
	        {STEP_CLOSE, "Close", "Thank you.", "", 60}}};
	struct st *st = st_new();

	(void)state;
	st->facts.topic =
	    (struct fact_topic){.title = "the smallest thing that went right",
	        .prompt = "What is the smallest thing that went right?",
	        .attempt = "Tell one person what they did that helped."};
	st_press(st, "h2");
	st->facts.running_agenda = &agenda;
	st_press(st, "<Enter>");
	st_expect(st, "huddle-topic");
	st->facts.topic = (struct fact_topic){.title = NULL};
	st_press(st, "<Up>");
	st_has(st, "The topics cannot be read.");
	st_press(st, "<Enter>");
	st_has(st, "step 3 of 3");
	st_free(st);
}

static void
after_an_event(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "h3");
	st_log(st, "start after-event\n");
	st_expect(st, "huddle-after-1");
	st_press(st, "pbmxtuc"); /* no notes, no pulse */
	st_front(st, SCREEN_HUDDLE);
	st_press(st, "<Enter>");
	st_expect(st, "huddle-after-2");
	st_press(st, "<Enter>");
	st_expect(st, "huddle-after-3");
	st_press(st, "<Enter>");
	st_front(st, SCREEN_HOME);
	st_free(st);
}

/* What is read out is shown whole, however long. */
static void
news_scroll(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "h<Enter>");
	st->facts.new_note_count = st->note_count;
	st_has(st, "more below: j or PgDn");
	st_press(st, "<PgDn><PgDn><PgDn>");
	st_expect(st, "huddle-since-down");
	st_press(st, "jjjjjjjjjj");
	st_has_not(st, "more below");
	st_has_not(st, "Swap Friday");
	st_has(st, "A theme that the list no longer has");
	st_press(st, "<PgUp><PgUp><PgUp>kk");
	st_has(st, "Swap Friday");
	st_free(st);
}

static void
first_huddle(void **state)
{
	struct st *st = st_new_first();

	(void)state;
	st_press(st, "h<Enter>");
	st_has(st, "This is the first huddle");
	st_press(st, "<Enter><Enter>");
	st_has(st, SIGN_FOCUS " 0");
	st_free(st);
}

static void
nothing_noted_since(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "h<Enter>");
	memset(st->facts.new_notes, 0, sizeof(st->facts.new_notes));
	st->facts.new_note_count = 0;
	st->facts.said = (struct fact_said){.count = 0};
	st_has(st, "Since Mon 23 November, night");
	st_has(st, "Nothing was closed or noted, and nothing waits.");
	st_has_not(st, "3 still");
	st_has_not(st, "r respond");
	st_press(st, "jkrac"); /* nothing has the focus */
	st_front(st, SCREEN_HUDDLE);
	st_free(st);
}

static void
not_begun(void **state)
{
	struct st *st = st_new();

	(void)state;
	st->fail = EFFECT_HUDDLE_START;
	st->fail_status = ERR_CREATE;
	st->fail_text = "Not saved: the disk is full.";
	st_press(st, "h<Enter>");
	st_has(st, "That did not work, and nothing is lost. Please try again.");
	st_has(st, "Not saved: the disk is full.");
	st_has(st, "Which huddle?");
	st_press(st, "99<Esc>");
	st_front(st, SCREEN_HOME);
	st_free(st);
}

static void
not_kept(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "h<Enter>");
	st->fail = EFFECT_HUDDLE_SAVE;
	st->fail_status = ERR_CREATE;
	st->fail_text = "Not saved: the disk is full.";
	st_press(st, "<Enter>");
	st_has(st, "Where the huddle stands is not kept yet; the next step");
	st_has(st, "step 2 of 4"); /* it goes on all the same */
	st->fail = EFFECT_HUDDLE_SAVE;
	st_press(st, "<Esc>k"); /* but does not leave on a false promise */
	st_front(st, SCREEN_HUDDLE);
	st_press(st, "<Enter><Enter><Enter><Enter>");
	st->fail = EFFECT_HUDDLE_END;
	st_press(st, "<Enter>");
	st_front(st, SCREEN_HUDDLE);
	st_has(st, "That did not work, and nothing is lost.");
	st_free(st);
}

/* The configuration lost the instrument of what the room said. */
static void
views_without_words(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, TO_ROOM);
	st->facts.views[0].words = "";
	st->facts.views[1].words = NULL;
	snprintf(st->facts.views[0].view.key.item, ID_SIZE, "energy");
	snprintf(st->facts.views[1].view.key.item, ID_SIZE, "needed");
	st_expect(st, "huddle-no-words");
	st_free(st);
}

static void
choice_times_out(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "h");
	assert_int_equal(stage_idle_seconds(st->stage), 300);
	st_idle(st);
	st_front(st, SCREEN_HOME);
	st_press(st, "hq");
	st_front(st, SCREEN_HOME);
	st_press(st, "h<Backspace>");
	st_front(st, SCREEN_HOME);
	st_press(st, "h<Enter><Esc>khq");
	st_front(st, SCREEN_HOME);
	st_press(st, "h<Backspace>");
	st_front(st, SCREEN_HOME);
	st_free(st);
}

static void
explained(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, TO_ROOM "?");
	st_expect(st, "help-huddle");
	st_press(st, "<Esc>");
	st_has(st, "What the room said");
	st_press(st, "<F2><Esc>");
	st_has(st, "What the room said");
	st_free(st);
}

/* Keys of the headcount are told as a range. */
static void
digits(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, TO_PULSE "<Enter>1234");
	st_has(st, SIGN_FOCUS " 1234 ");
	st_free(st);
}

/* Keys of the lists lead somewhere and back; test_huddle_lists.c has more. */
static void
lists(void **state)
{
	static const struct agenda agenda = {.id = "weekly",
	    .title = "weekly",
	    .step_count = 3,
	    .steps = {{STEP_ASK, "Ask", "What gets in the way?", "", 60},
	        {STEP_BOARD, "Board", "Who answers?", "", 60},
	        {STEP_CLOSE, "Close", "Thank you.", "", 60}}};
	struct st *st = st_new();

	(void)state;
	st_press(st, "h2");
	st->facts.running_agenda = &agenda;
	st_press(st, "pNoise<Enter>aa");
	st_front(st, SCREEN_REQUEST);
	st_press(st, "<Esc><Enter>r");
	st_front(st, SCREEN_REQUEST);
	st_press(st, "<Esc>c");
	st_front(st, SCREEN_CARD);
	st_press(st, "<Esc>o");
	st_front(st, SCREEN_BOARD);
	buf_clear(&st->log);
	st_press(st, "<Esc>>uU");
	st_front(st, SCREEN_HUDDLE);
	st_log(st, "move 1 agreed\nundo 1\nredo 1\n");
	st_free(st);
}

static void
all_keys(void **state)
{
	(void)state;
	st_all_keys(SCREEN_HUDDLE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_whole_huddle),
	    cmocka_unit_test(every_move_is_kept),
	    cmocka_unit_test(clock_runs_and_rests),
	    cmocka_unit_test(headcount),
	    cmocka_unit_test(headcount_not_yet),
	    cmocka_unit_test(checkins_arrive),
	    cmocka_unit_test(check_in_from_the_huddle),
	    cmocka_unit_test(numbers_at_the_close),
	    cmocka_unit_test(open_beside),
	    cmocka_unit_test(few_answers),
	    cmocka_unit_test(few_answers_added_up),
	    cmocka_unit_test(disk_full),
	    cmocka_unit_test(key_lost),
	    cmocka_unit_test(notes),
	    cmocka_unit_test(note_while_paused),
	    cmocka_unit_test(many_notes),
	    cmocka_unit_test(leave_and_go_on),
	    cmocka_unit_test(resume_after_crash),
	    cmocka_unit_test(end_it_now),
	    cmocka_unit_test(end_it_later),
	    cmocka_unit_test(drop_it),
	    cmocka_unit_test(drop_without_box),
	    cmocka_unit_test(weekly),
	    cmocka_unit_test(topic_step),
	    cmocka_unit_test(after_an_event),
	    cmocka_unit_test(news_scroll),
	    cmocka_unit_test(first_huddle),
	    cmocka_unit_test(nothing_noted_since),
	    cmocka_unit_test(not_begun),
	    cmocka_unit_test(not_kept),
	    cmocka_unit_test(views_without_words),
	    cmocka_unit_test(choice_times_out),
	    cmocka_unit_test(explained),
	    cmocka_unit_test(digits),
	    cmocka_unit_test(lists),
	    cmocka_unit_test(all_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
