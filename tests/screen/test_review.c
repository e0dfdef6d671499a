/*
 * The manager's review: what it finds, working through it with one key, and
 * its end.
 */
#include <stdio.h>

#include "util/date.h"
#include "util/mem.h"
#include "wall.h"

#define OLDEST SIGN_FOCUS " pebble       A theme that the list no longer has"

static void
pages(void **state)
{
	struct st *st = wall_new(SCREEN_REVIEW);

	(void)state;
	st_expect(st, "review");
	st_expect_ascii(st, "review");
	wall_expect(st, "review", 40, 160);
	st_press(st, "jj");
	st_expect(st, "review-card");
	st_press(st, "G");
	st_expect(st, "review-done");
	st_free(st);
}

/* Stuck, overdue, waiting: each stands in the first part that it belongs to,
 * the oldest first. */
static void
parts(void **state)
{
	struct st *st = wall_new(SCREEN_REVIEW);
	int32_t today = st->facts.shift.day;

	(void)state;
	st->cards[4].cycles[1].begun = today - 20;
	st->cards[4].due = today - 1;
	st->cards[2].due = today - 5;
	st->cards[3].due = today - 2;
	st->cards[6].responses[TIER_HOSPITAL].asked = today - 2;
	wall_again(st);
	st_expect(st, "review-parts");
	wall_has(st, 120, "! 2 days overdue");
	wall_has(st, 120, "! 5 days overdue");
	/* What is counted in an earlier part is not "none". */
	wall_has(st, 120, "2, and 2 named above");
	wall_has(st, 120, "1, named above");
	wall_has(st, 80, "more below");
	st_press(st, "<PgDn><End>");
	wall_has(st, 80, SIGN_FOCUS " Done         Spare glucometer");
	wall_has_not(st, 80, "more below");
	st_press(st, "<Up><Up>");
	wall_has(st, 80, SIGN_FOCUS " New          Swap Friday");
	st_press(st, "j");
	wall_has(st, 80, SIGN_FOCUS " Agreed       Label the crash carts");
	st_press(st, "<Home>jjj");
	wall_has(st, 80, SIGN_FOCUS " Waiting      Lift 3 alarms all night");
	wall_has(st, 80, "Went up because: The lift belongs to the hospital");
	st_press(st, "<Home>kj<Down>k");
	wall_has(st, 80, SIGN_FOCUS " pebble       Lift 3 alarms all night");
	st_free(st);
}

/* Whoever waits for a first answer is on the list, late or not. */
static void
all_unanswered(void **state)
{
	struct st *st = wall_new(SCREEN_REVIEW);

	(void)state;
	wall_card(st, "Chairs for the family room", "");
	wall_card(st, "A lamp over bed storage", "");
	wall_again(st);
	st_expect(st, "review-unanswered");
	wall_has(st, 120, "A lamp over bed storage");
	wall_has(st, 120, "0 of 9 looked at");
	st_press(st, "jjjjj");
	wall_has(st, 80, SIGN_FOCUS " New          Alarm limits on monitors");
	st_free(st);
}

/* Cards done before the last review are not told again. */
static void
done_since(void **state)
{
	struct st *st = wall_new(SCREEN_REVIEW);

	(void)state;
	wall_has(st, 120, "Spare glucometer on each hall");
	st->facts.reviewed = st->facts.shift.day - 2;
	wall_again(st);
	wall_has_not(st, 120, "Spare glucometer on each hall");
	wall_has(st, 120, "last one Sun 22 November");
	st->facts.reviewed = DATE_NONE;
	wall_again(st);
	wall_has(st, 120, "Spare glucometer on each hall");
	wall_has_not(st, 120, "last one");
	st_free(st);
}

/* --- one after the other --- */

static void
walking(void **state)
{
	struct st *st = wall_new(SCREEN_REVIEW);

	(void)state;
	wall_has(st, 80, "0 of 7 looked at");
	wall_cursor(st, 80, 4, 3);
	st_press(st, "<Space>");
	wall_has(st, 80, "1 of 7 looked at");
	wall_cursor(st, 80, 5, 3);
	st_press(st, "<Enter>"); /* of a note */
	wall_has(st, 80, "2 of 7 looked at");
	st_press(st, "k<Space>"); /* over what was looked at */
	wall_cursor(st, 80, 6, 3);
	st_press(st, "<Space><Space>j<Space><Space><Space>");
	wall_has(st, 80, "7 of 7 looked at");
	wall_has(st, 80, "Everything was looked at. d ends the review.");
	st_press(st, "d");
	st_log(st, "reviewed\n");
	st_free(st);
}

/* An answer leads on to the next by itself. */
static void
answering(void **state)
{
	struct st *st = wall_new(SCREEN_REVIEW);

	(void)state;
	wall_has(st, 80, OLDEST);
	st_press(st, "rq"); /* not answered after all */
	st_log(st, "form: answer note6 version 1\n");
	wall_has(st, 80, OLDEST);
	st_press(st, "rk");
	wall_has(st, 80, "Answered: A theme that the list");
	wall_has(st, 80, "1 of 7 looked at");
	wall_cursor(st, 80, 5, 3);
	wall_has(st, 80, SIGN_DONE " answered");
	st_press(st, "ck");
	wall_has(st, 80, SIGN_DONE " can't, because");
	buf_clear(&st->log);
	st_press(st, "r"); /* of a card */
	st_log(st, "form: respond 7 version 1\n");
	st_press(st, "k");
	wall_has(st, 80, "3 of 7 looked at");
	wall_has(st, 80, SIGN_FOCUS " New          Linen runs out");
	st_expect(st, "review-answered");
	st_press(st, "ek");
	wall_has(st, 80, SIGN_DONE " sent up");
	st_free(st);
}

static void
making_an_action(void **state)
{
	struct st *st = wall_new(SCREEN_REVIEW);

	(void)state;
	st_press(st, "a");
	st_log(st, "form: add note6 version 1 gone\n");
	st_press(st, "k");
	wall_has(st, 80, SIGN_DONE " made an action");
	/* The card waits for its first answer. */
	wall_has(st, 80, "1 of 8 looked at");
	st_press(st, "jja");
	st_log(st, "add note6 \"A new card\" \"gone\" \"Not ours to change.\" "
	           "\"Ordered today.\"\n");
	st_front(st, SCREEN_REVIEW); /* a card is none to make one of */
	st_free(st);
}

static void
moving(void **state)
{
	struct st *st = wall_new(SCREEN_REVIEW);

	(void)state;
	st_press(st, "jjj>");
	st_log(st, "move 1 agreed\n");
	wall_has(st, 80, "Moved to Agreed. u undoes it.");
	wall_has(st, 80, SIGN_DONE " moved");
	wall_cursor(st, 80, 7, 3); /* it may go on: a move is no answer */
	st_press(st, "<");
	st_log(st, "move 1 new\n");
	st_press(st, "ck");
	st_log(st, "form: move 1 version 3 closed\n"
	           "move 1 closed \"A new card\" \"Not ours to change.\" "
	           "\"Ordered today.\"\n");
	wall_has(st, 80, "can't, because");
	st_free(st);
}

static void
opening(void **state)
{
	struct st *st = wall_new(SCREEN_REVIEW);

	(void)state;
	st_press(st, "jjj<Enter>");
	st_log(st, "page 1\n");
	st_press(st, "q");
	wall_has(st, 80, SIGN_FOCUS " New          Linen runs out");
	wall_has_not(st, 80, "u undoes it.");
	st_press(st, "<Enter>>");
	wall_has(st, 80, "Moved: Linen runs out before noon. u undoes it.");
	st_free(st);
}

static void
undoing(void **state)
{
	struct st *st = wall_new(SCREEN_REVIEW);

	(void)state;
	st_press(st, "rkrk");
	wall_has(st, 80, "2 of 7 looked at");
	st_press(st, "u");
	wall_has(st, 80, "Undone: answered: Lift 3 alarms all night.");
	wall_has(st, 80, "1 of 7 looked at");
	wall_cursor(st, 80, 5, 3);
	wall_has(st, 80, "! no answer, 14 days");
	st_press(st, "u");
	wall_cursor(st, 80, 4, 3);
	wall_has(st, 80, "0 of 7 looked at");
	st_press(st, "U");
	wall_has(st, 80, "1 of 7 looked at");
	wall_has(st, 80, SIGN_DONE " answered");
	st_press(st, "jjj>uU");
	wall_has(st, 80, SIGN_DONE " moved");
	st_free(st);
}

/* --- others --- */

static void
answered_elsewhere(struct st *st)
{
	st->notes[6].state = NOTE_ANSWERED;
	st->notes[6].version++;
}

/* What somebody else has dealt with stays in its place and says so. */
static void
others(void **state)
{
	struct st *st = wall_new(SCREEN_REVIEW);

	(void)state;
	st_press(st, "j");
	answered_elsewhere(st);
	wall_card(st, "Another one", "")->due = st->facts.shift.day - 1;
	st_pass(st, 60);
	wall_has(st, 80, SIGN_DONE " dealt with");
	wall_has(st, 80, "1 of 8 looked at");
	wall_cursor(st, 80, 5, 3);
	wall_has(st, 120, "Another one");
	st_press(st, "kra");
	wall_cursor(st, 80, 4, 3);
	st_log(st, "");
	st_free(st);
}

static void
faster(void **state)
{
	struct st *st = wall_new(SCREEN_REVIEW);

	(void)state;
	st->before = EFFECT_REQUEST;
	st->meanwhile = wall_somebody;
	st_press(st, "jjj>");
	wall_has(st, 80, "Somebody changed this card meanwhile");
	wall_has(st, 80, "You saw: New, nobody's, Sat 21 Nov");
	wall_has(st, 80, "It is now: New, Ana, Fri 27 Nov");
	st_press(st, "m");
	wall_has(st, 80, "Moved to Agreed. u undoes it.");
	st->meanwhile = wall_somebody;
	st_press(st, "><Enter>"); /* left as it is */
	wall_has(st, 80, SIGN_FOCUS " Agreed       Linen");
	st_press(st, "jjj");
	st_free(st);
}

/* --- the end --- */

static void
ending(void **state)
{
	struct st *st = wall_new(SCREEN_REVIEW);

	(void)state;
	st_press(st, "rkck>ekd");
	st_expect(st, "review-end");
	st_press(st, "<Enter>");
	wall_has(st, 80, "looked at");
	st_press(st, "d<Esc>ds");
	buf_clear(&st->log);
	st_press(st, "de");
	st_log(st, "reviewed\n");
	st_expect(st, "review-ended");
	st_press(st, "rcuj<Enter>");
	st_front(st, SCREEN_HOME);
	st_log(st, "");
	st_press(st, "x");
	wall_has(st, 80, "last one Tue 24 November");
	st_free(st);
}

static void
end_refused(void **state)
{
	struct st *st = wall_new(SCREEN_REVIEW);

	(void)state;
	st->fail = EFFECT_REVIEWED;
	st->fail_status = ERR_PERMISSION;
	st->fail_text = "This needs the manager.";
	st_press(st, "de");
	wall_has(st, 80, "The review's day is not kept; d tries again.");
	wall_has(st, 80, "This needs the manager.");
	wall_has(st, 80, OLDEST);
	st_press(st, "de<Space>");
	st_front(st, SCREEN_HOME);
	st_free(st);
}

/* --- what is hard to show --- */

static void
hard(void **state)
{
	struct st *st = wall_new(SCREEN_REVIEW);
	struct action *card;

	(void)state;
	card = wall_card(st,
	    "夜勤の引き継ぎがとても分かりやすかったので、ほかの病棟でも同じ"
	    "やり方を試してみたいと思います",
	    "山田さん");
	card->responses[TIER_UNIT].asked -= 9;
	card->due = st->facts.shift.day - 1;
	card = wall_card(st,
	    "Nachtschichtübergabeprotokollformulardurchschriftenablageordnungs"
	    "vorschrift abschaffen",
	    "Pflegedienstleitungsstellvertretung der Inneren Medizin");
	card->responses[TIER_UNIT].asked -= 300;
	card->metoo = 12;
	card->aim = mem_copy("Jede Übergabe in zehn Minuten, ohne Papier, an "
	                     "sieben von sieben Tagen der Woche.");
	wall_again(st);
	st_press(st, "j");
	st_expect(st, "review-hard");
	st_press(st, "jjj");
	wall_expect(st, "review-hard-wide", 24, 80);
	st_free(st);
}

static void
nothing(void **state)
{
	struct st *st = wall_new(SCREEN_REVIEW);

	(void)state;
	for (int i = 0; i < st->card_count; i++)
		st->cards[i].removed = 1;
	for (int i = 0; i < st->note_count; i++)
		st->notes[i].state = NOTE_ANSWERED;
	wall_again(st);
	st_expect(st, "review-nothing");
	st_press(st, "jk<Enter><Space>rcae>");
	st_log(st, "");
	st_press(st, "d");
	st_log(st, "reviewed\n");
	st_expect(st, "review-nothing-ended");
	st_press(st, "<Esc>");
	st_front(st, SCREEN_HOME);
	st_free(st);
}

static void
unread(void **state)
{
	struct st *st = wall_new(SCREEN_REVIEW);

	(void)state;
	st->fail = EFFECT_REVIEW;
	st->fail_status = ERR_DATA;
	st->fail_text = "The store is damaged.";
	st_press(st, "qx");
	wall_has(st, 80, "The store is damaged.");
	wall_has_not(st, 80, "looked at");
	snprintf(st->facts.trouble, sizeof(st->facts.trouble), "%s",
	    "The store is damaged.");
	st_pass(st, 60);
	wall_has(st, 80, "may be out of date");
	st->facts.trouble[0] = '\0';
	wall_has(st, 80, "0 of 7 looked at");
	st_free(st);
}

/* --- thousands of cards --- */

static void
many(void **state)
{
	struct st *st = wall_new(SCREEN_REVIEW);
	struct crowd *crowd = crowd_new(st, 5000);

	(void)state;
	st_expect(st, "review-many");
	st_press(st, "G");
	st_expect(st, "review-many-end");
	for (int i = 0; i < 300; i++)
		st_press(st, "k");
	st_press(st, "<PgUp>");
	for (int i = 0; i < 30; i++)
		st_press(st, "<Space>");
	assert_int_equal(crowd->reads, 1); /* keys read nothing */
	crowd_free(st, crowd);
	st_free(st);
}

/* There may be more notes than are read at a time. */
static void
more(void **state)
{
	struct st *st = wall_new(SCREEN_REVIEW);
	struct crowd *crowd = crowd_new(st, 1);

	(void)state;
	crowd->facts.waiting_total = crowd->facts.waiting_count + 300;
	wall_has(st, 80, "the oldest 5 of 305");
	crowd_free(st, crowd);
	st_free(st);
}

static void
leaving(void **state)
{
	struct st *st = wall_new(SCREEN_REVIEW);

	(void)state;
	st_press(st, "q");
	st_front(st, SCREEN_HOME);
	st_press(st, "x<Backspace>");
	st_front(st, SCREEN_HOME);
	st_press(st, "x<Esc>");
	st_front(st, SCREEN_HOME);
	st_press(st, "xde<Esc>xdeqxde ");
	st_front(st, SCREEN_HOME);
	st_press(st, "x");
	st_idle(st);
	st_has(st, "Nobody there?");
	st_idle(st);
	st_front(st, SCREEN_IDLE);
	st_free(st);
}

static void
all_keys(void **state)
{
	(void)state;
	wall_all_keys(SCREEN_REVIEW);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pages),
	    cmocka_unit_test(parts),
	    cmocka_unit_test(all_unanswered),
	    cmocka_unit_test(done_since),
	    cmocka_unit_test(walking),
	    cmocka_unit_test(answering),
	    cmocka_unit_test(making_an_action),
	    cmocka_unit_test(moving),
	    cmocka_unit_test(opening),
	    cmocka_unit_test(undoing),
	    cmocka_unit_test(others),
	    cmocka_unit_test(faster),
	    cmocka_unit_test(ending),
	    cmocka_unit_test(end_refused),
	    cmocka_unit_test(hard),
	    cmocka_unit_test(nothing),
	    cmocka_unit_test(unread),
	    cmocka_unit_test(many),
	    cmocka_unit_test(more),
	    cmocka_unit_test(leaving),
	    cmocka_unit_test(all_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
