/*
 * The form of a request: every kind of them, filled in, looked through, sent;
 * and what happens when somebody else was faster.
 */
#include <stdio.h>
#include <string.h>

#include "desk.h"

/* A card of its own column: screen_lists.c has them. */
enum { LINEN = 1, LABELS = 4, SALINE = 5, GLUCOMETER = 6, LIFT = 7 };

static void
ask(struct st *st, enum request_kind kind, int64_t card)
{
	desk_ask(st, desk_request(kind, card));
}

static void
ask_note(struct st *st, enum request_kind kind, const char *note)
{
	struct request *request = desk_request(kind, 0);

	snprintf(request->note, sizeof(request->note), "%s", note);
	desk_ask(st, request);
}

static void
close_card(struct st *st, int64_t card)
{
	struct request *request = desk_request(REQUEST_MOVE, card);

	request->state = ACTION_CLOSED;
	desk_ask(st, request);
}

static void
pages(void **state)
{
	struct st *st = desk_new();

	(void)state;
	ask(st, REQUEST_ADD, 0);
	st_expect(st, "request-add");
	st_press(st, "<Esc>");
	ask_note(st, REQUEST_ADD, "note0");
	st_expect(st, "request-add-note");
	st_press(st, "<Esc>");
	ask(st, REQUEST_EDIT, LINEN);
	st_expect(st, "request-edit");
	st_expect_ascii(st, "request-edit");
	st_press(st, "<Esc>");
	close_card(st, LINEN);
	st_expect(st, "request-close");
	st_press(st, "<Esc>");
	ask(st, REQUEST_ESCALATE, LINEN);
	st_expect(st, "request-escalate");
	st_press(st, "<Esc>");
	ask(st, REQUEST_RESPOND, LINEN);
	st_expect(st, "request-respond");
	st_press(st, "<Esc>");
	ask(st, REQUEST_RESPOND, LIFT);
	st_expect(st, "request-respond-tier");
	st_press(st, "<Esc>");
	ask(st, REQUEST_PLAN, LABELS);
	st_expect(st, "request-plan");
	st_press(st, "<Esc>");
	ask(st, REQUEST_RESULT, SALINE);
	st_expect(st, "request-result");
	st_press(st, "<Esc>");
	ask_note(st, REQUEST_ANSWER, "note3");
	st_expect(st, "request-answer");
	st_press(st, "<Esc>");
	ask_note(st, REQUEST_CANT, "note0");
	st_expect(st, "request-cant");
	st_press(st, "<Esc>");
	ask_note(st, REQUEST_REDACT, "note1");
	st_expect(st, "request-redact");
	st_press(st, "<Esc>");
	desk_front(st);
	st_log(st, "");
	st_free(st);
}

/* A key that works only at times says at which. */
static void
help(void **state)
{
	struct st *st = desk_new();

	(void)state;
	ask(st, REQUEST_EDIT, LINEN);
	st_press(st, "<F1>");
	st_expect(st, "request-help");
	st_press(st, "<Esc>");
	st_front(st, SCREEN_REQUEST);
	st_free(st);
}

/* --- sending --- */

static void
adds(void **state)
{
	struct st *st = desk_new();

	(void)state;
	ask(st, REQUEST_ADD, 0);
	st_press(st, "Fill the cart at 11<Enter>s<Enter>Kim<Enter>fri<Enter>");
	st_press(st, "Linen at 14:00<Enter>");
	st_log(st, "add \"Fill the cart at 11\" \"supplies\" \"Kim\" \"fri\" "
	           "\"Linen at 14:00\"\n");
	desk_front(st);
	assert_int_equal(st->card_count, 9);
	st_free(st);
}

/* From a note: its words are there, Ctrl-S takes all as it is. */
static void
adds_from_a_note(void **state)
{
	struct st *st = desk_new();

	(void)state;
	ask_note(st, REQUEST_ADD, "note1");
	st_has(st, "Night shift restocked both carts");
	desk_save(st);
	st_log(st, "add note1 \"Night shift restocked both carts without being "
	           "asked, and left a list of what was low, so\" \"teamwork\" "
	           "\"\" \"\" \"\"\n");
	desk_front(st);
	assert_string_equal(st->cards[8].note, "note1");
	st_free(st);
}

static void
edits_what_changed_alone(void **state)
{
	struct st *st = desk_new();

	(void)state;
	ask(st, REQUEST_EDIT, LINEN);
	st_press(st, "<Tab><Tab>charge nurse<Tab><Ctrl-U>+2w<Tab>l<F10>");
	st_log(st, "edit 1 \"charge nurse\" \"+2w\" \"large\"\n");
	desk_front(st);
	assert_int_equal(st->cards[0].size, SIZE_LARGE);
	ask(st, REQUEST_EDIT, LINEN);
	st_press(st, "<Down><Right><F10>");
	st_log(st, "edit 1 \"teamwork\"\n");
	ask(st, REQUEST_EDIT, LINEN);
	st_press(st, "<Tab><Tab><Ctrl-U><Tab><Ctrl-U><F10>");
	st_log(st, "edit 1 \"\" \"\"\n");
	assert_int_equal(st->cards[0].due, DATE_NONE);
	st_free(st);
}

/* Nothing was changed: back, and nothing is asked of the app. */
static void
edits_nothing(void **state)
{
	struct st *st = desk_new();

	(void)state;
	ask(st, REQUEST_EDIT, LINEN);
	st_press(st, "<Enter><Enter><Enter><Enter><Enter><Enter>");
	st_log(st, "");
	desk_front(st);
	st_free(st);
}

/* One field, one Enter. */
static void
asks_one_thing(void **state)
{
	struct st *st = desk_new();

	(void)state;
	close_card(st, LABELS);
	st_press(st, "No labels before July<Enter>");
	st_log(st, "move 4 closed \"No labels before July\"\n");
	ask(st, REQUEST_ESCALATE, LINEN);
	st_press(st, "Linen is bought there<Enter>");
	st_log(st, "escalate 1 \"Linen is bought there\"\n");
	ask_note(st, REQUEST_ANSWER, "note0");
	st_press(st, "A second delivery<Enter>");
	st_log(st, "answer note0 \"A second delivery\"\n");
	ask_note(st, REQUEST_CANT, "note5");
	st_press(st, "The lift is rented<Enter>");
	st_log(st, "cant note5 \"The lift is rented\"\n");
	ask_note(st, REQUEST_REDACT, "note1");
	st_press(st, "It showed a patient<Enter>");
	st_log(st, "redact note1 \"It showed a patient\"\n");
	desk_front(st);
	st_free(st);
}

/* A move that is not a closing may do without a reason. */
static void
moves(void **state)
{
	struct st *st = desk_new();
	struct request *request = desk_request(REQUEST_MOVE, LABELS);

	(void)state;
	request->state = ACTION_DONE;
	desk_ask(st, request);
	st_expect(st, "request-move");
	st_press(st, "<Enter>");
	st_log(st, "move 4 done \"\"\n");
	desk_front(st);
	st_free(st);
}

static void
responds(void **state)
{
	struct st *st = desk_new();

	(void)state;
	ask(st, REQUEST_RESPOND, LINEN);
	st_press(st, "Ordered<Enter>");
	st_log(st, "respond 1 \"Ordered\"\n");
	assert_string_equal(
	    st->cards[0].responses[TIER_UNIT].answer, "Ordered");
	/* The tier it is at, unless another one is chosen. */
	ask(st, REQUEST_RESPOND, LIFT);
	st_press(st, "<Enter>From March on<Enter>");
	assert_string_equal(
	    st->cards[6].responses[TIER_HOSPITAL].answer, "From March on");
	/* What a tier has said already is there to be changed. */
	ask(st, REQUEST_RESPOND, LIFT);
	st_has(st, "From March on");
	st_press(st, "u");
	st_has(st, "We will look at it.");
	st_has_not(st, "From March on");
	st_press(st, "<Enter> Really<Enter>");
	assert_string_equal(st->cards[6].responses[TIER_UNIT].answer,
	    "We will look at it. Really");
	assert_string_equal(
	    st->cards[6].responses[TIER_HOSPITAL].answer, "From March on");
	st_free(st);
}

/* Nobody answers with another tier's words, and none of them is lost. */
static void
keeps_a_text_for_each_tier(void **state)
{
	struct st *st = desk_new();
	struct reply *replies = st->cards[LIFT - 1].responses;

	(void)state;
	ask(st, REQUEST_RESPOND, LIFT);
	st_press(st, "<Tab>From March on<Shift-Tab>u");
	st_has(st, "We will look at it.");
	st_has_not(st, "From March on");
	st_press(st, "<Tab> Soon<Shift-Tab>h");
	st_has(st, "From March on");
	st_has_not(st, "Soon");
	/* Left without saving only if asked, whatever tier it is for. */
	st_press(st, "<Tab><Ctrl-U><Esc>");
	st_has(st, "Leave without saving?");
	st_press(st, "k");
	st_press(st, "In April<Enter>");
	st_front(st, SCREEN_REQUEST);
	st_expect(st, "request-respond-draft");
	st_has(st, "What you wrote for the unit is not saved yet.");
	st_has(st, "We will look at it. Soon");
	assert_string_equal(replies[TIER_HOSPITAL].answer, "In April");
	assert_string_equal(replies[TIER_UNIT].answer, "We will look at it.");
	st_press(st, "<Enter>");
	desk_front(st);
	assert_string_equal(replies[TIER_HOSPITAL].answer, "In April");
	assert_string_equal(
	    replies[TIER_UNIT].answer, "We will look at it. Soon");
	/* A tier that has nothing new leads to the one that has. */
	ask(st, REQUEST_RESPOND, LIFT);
	st_press(st, "u<Tab> Perhaps<Shift-Tab>h<F10>");
	st_has(st, "What you wrote for the unit is not saved yet.");
	st_press(st, "<Esc>t");
	desk_front(st);
	st_free(st);
}

static void
tests_a_change(void **state)
{
	struct st *st = desk_new();

	(void)state;
	ask(st, REQUEST_PLAN, LABELS);
	st_press(st, "Two nurses<Enter>20 minutes less<Enter>minutes<Enter>");
	st_press(st, "41<Enter>");
	st_log(st, "plan 4 \"Two nurses\" \"20 minutes less\" \"minutes\" "
	           "\"41\"\n");
	ask(st, REQUEST_RESULT, LABELS);
	st_has(st, "Predicted: 20 minutes less");
	/* Nothing is decided by Enter alone. */
	st_press(st, "<Enter>Twelve less<Enter>29<Enter>");
	st_has(st, "One of them must be chosen.");
	st_log(st, "");
	st_press(st, "b<F10>");
	st_log(st, "result 4 abandon \"29\" \"Twelve less\"\n");
	desk_front(st);
	st_free(st);
}

/* --- what is wrong --- */

static void
errors_at_their_fields(void **state)
{
	struct st *st = desk_new();

	(void)state;
	ask(st, REQUEST_ADD, 0);
	st_press(st, "<Tab><Tab><Tab>someday<Tab>x<F10>");
	st_log(st, "");
	st_expect(st, "request-errors");
	/* It goes with the next change of the field. */
	st_press(st, "F");
	st_has_not(st, "Nothing is written here yet.");
	st_press(st, "<Tab><Tab><Tab><Ctrl-U>fri<F10>");
	st_log(st, "add \"F\" \"other\" \"\" \"fri\" \"x\"\n");
	st_free(st);
}

static void
says_which_day(void **state)
{
	static const struct {
		const char *words, *day;
	} days[] = {
	    {"fri", "Fri 27 November"},
	    {"+2w", "Tue 8 December"},
	    {"tomorrow", "Wed 25 November"},
	    {"1 dec", "Tue 1 December"},
	    {"2027-01-15", "Fri 15 January 2027"},
	    {"none", "no day"},
	    {"", "no day"},
	};
	struct st *st = desk_new();

	(void)state;
	ask(st, REQUEST_ADD, 0);
	st_press(st, "x<Tab><Tab><Tab>");
	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		st_press(st, "<Ctrl-U>");
		st_press(st, days[i].words);
		st_has(st, days[i].day);
	}
	/* Half a word is no mistake yet, but Enter does not pass it by. */
	st_press(st, "<Ctrl-U>fr");
	st_has_not(st, "Fri 27");
	st_has_not(st, "\"fr\"");
	st_press(st, "<Enter>");
	st_has(st, "\"fr\"");
	st_press(st, "i");
	st_has(st, "Fri 27 November");
	st_has_not(st, "\"fr\"");
	st_free(st);
}

/* A day in the past stays as it is as long as nobody touches it. */
static void
keeps_an_old_day(void **state)
{
	struct st *st = desk_new();

	(void)state;
	ask(st, REQUEST_EDIT, LINEN);
	st_has(st, "Sat 21 November");
	st_press(st, "!<F10>");
	st_log(st, "edit 1 \"Linen runs out before noon!\"\n");
	ask(st, REQUEST_EDIT, LINEN);
	st_press(st, "<Tab><Tab><Tab><Ctrl-U>2026-11-20<F10>");
	st_log(st, "");
	st_has(st, "2026-11-20");
	st_front(st, SCREEN_REQUEST);
	st_free(st);
}

static void
long_texts(void **state)
{
	struct st *st = desk_new();

	(void)state;
	ask(st, REQUEST_PLAN, LABELS);
	for (int i = 0; i < 44; i++)
		st_press(st, "ten words. ");
	st_has(st, "room for 16 more characters");
	st_press(st, "sixteen more of it.");
	st_has(st, "It is full: 500 characters.");
	st_expect(st, "request-long");
	st_press(st, "<Enter>");
	for (int i = 0; i < 30; i++)
		st_press(st, "twenty five characters: ");
	st_expect(st, "request-long-both");
	st_free(st);
}

static void
letters_of_the_world(void **state)
{
	struct st *st = desk_new();

	(void)state;
	ask(st, REQUEST_ADD, 0);
	st_press(st, "夜勤の引き継ぎ: cafe\xcc\x81<Tab><Tab>Zoe\xcc\x88<Tab>");
	st_press(st, "<Tab>Nachtschichtübergabeprotokollformulardurchschriften"
	             "ablageordnungsvorschrift");
	st_expect(st, "request-letters");
	st_expect_ascii(st, "request-letters");
	st_press(st, "? ! q /<F10>");
	desk_front(st);
	assert_string_equal(st->cards[8].title, "夜勤の引き継ぎ: caf\xc3\xa9");
	st_free(st);
}

/* --- what could show somebody --- */

static void
looks_before_it_sends(void **state)
{
	struct st *st = desk_new();

	(void)state;
	ask(st, REQUEST_RESPOND, LINEN);
	st_press(st, "Ask for MRN 12345678 at the desk<Enter>");
	st_log(st, "");
	st_expect(st, "request-look");
	st_expect_ascii(st, "request-look");
	/* Back at the place, to say it in another way. */
	st_press(st, "<Enter>");
	st_has(st, "Ask for MRN 12345678 at the desk");
	st_press(st, "<Enter>r<Enter><Esc><Enter>k");
	st_log(st, "respond 1 \"Ask for MRN 12345678 at the desk\"\n");
	desk_front(st);
	st_free(st);
}

/* Each text that is new is looked at; one that was kept is not again. */
static void
looks_at_each(void **state)
{
	struct st *st = desk_new();

	(void)state;
	ask(st, REQUEST_PLAN, LABELS);
	st_press(st, "MRN 12345678 first<Tab>MRN 87654321 next<F10>");
	st_has(st, "[MRN 12345678]");
	st_press(st, "k");
	st_has(st, "[MRN 87654321]");
	st_press(st, "<Esc><End><Ctrl-U>Nobody at all<F10>");
	st_log(st, "plan 4 \"MRN 12345678 first\" \"Nobody at all\" \"\" "
	           "\"\"\n");
	/* An owner is a name, and meant to be one. */
	ask(st, REQUEST_EDIT, LABELS);
	st_press(st, "<Tab><Tab><Ctrl-U>Nurse Smith<F10>");
	st_log(st, "edit 4 \"Nurse Smith\"\n");
	st_free(st);
}

/* --- leaving --- */

static void
leaves(void **state)
{
	struct st *st = desk_new();

	(void)state;
	ask(st, REQUEST_EDIT, LINEN);
	st_press(st, "<Tab><Tab><Esc>");
	desk_front(st);
	ask(st, REQUEST_EDIT, LINEN);
	st_press(st, "Mine<Esc>");
	st_expect(st, "request-leave");
	st_press(st, "<Enter>");
	st_has(st, "noonMine");
	st_press(st, "<Esc>k<Esc><Esc>");
	st_has(st, "noonMine");
	st_press(st, "<Esc>t");
	desk_front(st);
	/* What was chosen counts as written. */
	ask(st, REQUEST_EDIT, LINEN);
	st_press(st, "<Tab><Right><Esc>");
	st_has(st, "Leave without saving?");
	st_log(st, "");
	st_free(st);
}

/* What was half typed is not for whoever comes next. */
static void
idle(void **state)
{
	struct st *st = desk_new();

	(void)state;
	ask(st, REQUEST_RESPOND, LINEN);
	st_idle(st);
	st_has(st, "Nobody there? This page closes soon: press any key.");
	st_press(st, "Half an ans");
	st_idle(st);
	st_has(st, "This page closes soon, and what is typed goes with it: "
	           "press any key.");
	st_press(st, "<F2><Esc><F1><Esc>");
	st_has_not(st, "This page closes");
	st_idle(st);
	st_idle(st);
	st_front(st, SCREEN_IDLE);
	st_has_not(st, "Half");
	st_press(st, "x");
	desk_front(st);
	ask(st, REQUEST_RESPOND, LINEN);
	st_has_not(st, "Half");
	st_press(st, "An answer<Enter>");
	st_log(st, "respond 1 \"An answer\"\n");
	st_free(st);
}

/* --- refused, failed --- */

/* What the state forbids is said before anything is written. */
static void
refuses_at_once(void **state)
{
	struct st *st = desk_new();

	(void)state;
	ask(st, REQUEST_ESCALATE, LIFT);
	st_has(st, "The card is with the hospital; nobody is above.");
	st_expect(st, "request-refused");
	st_press(st, "<Enter>");
	desk_front(st);
	ask(st, REQUEST_RESULT, LABELS);
	st_has(st, "No test is under way; plan one first.");
	st_press(st, "q");
	ask(st, REQUEST_PLAN, SALINE);
	st_has(st, "A test is under way; tell its result first.");
	st_press(st, "<Backspace>");
	ask(st, REQUEST_PLAN, GLUCOMETER);
	st_has(st, "The card is done or closed");
	st_press(st, "<Esc>");
	ask_note(st, REQUEST_REDACT, "note0");
	st_press(st, "Reasons<Enter>");
	ask_note(st, REQUEST_ANSWER, "note0");
	st_has(st, "This note was redacted.");
	st_press(st, "<Esc>");
	ask(st, REQUEST_EDIT, 99);
	st_has(st, "This card is not there any more");
	st_press(st, "<Esc>");
	desk_front(st);
	/* What has no form leads back. */
	ask_note(st, REQUEST_METOO, "note1");
	desk_front(st);
	st_free(st);
}

static void
not_saved(void **state)
{
	struct st *st = desk_new();

	(void)state;
	ask(st, REQUEST_RESPOND, LINEN);
	st->fail = EFFECT_REQUEST;
	st->fail_status = ERR_CREATE;
	st->fail_text = "Not saved: the disk is full.";
	st_press(st, "Ordered<Enter>");
	st_expect(st, "request-failed");
	st->fail = EFFECT_REQUEST;
	st->fail_status = ERR_AGAIN; /* the store was busy, no more */
	st->fail_text = "Somebody else is writing.";
	st_press(st, "<Enter>");
	st_has(st, "What you wrote is still here; saving again may work.");
	st_press(st, "<Enter>");
	desk_front(st);
	assert_string_equal(
	    st->cards[0].responses[TIER_UNIT].answer, "Ordered");
	st_free(st);
}

static void
not_read(void **state)
{
	struct st *st = desk_new();

	(void)state;
	st->fail = EFFECT_CARD;
	st->fail_status = ERR_DATA;
	st->fail_text = "The store is damaged: card 1.";
	ask(st, REQUEST_EDIT, LINEN);
	st_has(st, "The store is damaged: card 1.");
	st_press(st, "<Esc>");
	desk_front(st);
	st_free(st);
}

/* --- somebody was faster --- */

static void
faster(struct st *st)
{
	st->before = EFFECT_REQUEST;
	st->meanwhile = desk_somebody;
}

static void
shows_both(void **state)
{
	struct st *st = desk_new();

	(void)state;
	ask(st, REQUEST_EDIT, LINEN);
	st_press(st, "!<Tab><Tab><Tab><Ctrl-U>fri");
	faster(st);
	st_press(st, "<F10>");
	st_expect(st, "request-conflict");
	st_expect_ascii(st, "request-conflict");
	st_press(st, "jk<Down><Up><PgDn><PgUp><End><Home>");
	/* Taking theirs changes nothing. */
	st_press(st, "t");
	desk_front(st);
	assert_string_equal(st->cards[0].owner, "Ana");
	assert_int_equal(st->cards[0].due, st->facts.shift.day + 7);
	assert_string_equal(st->cards[0].title, "Linen runs out before noon");
	st_free(st);
}

/* Mine over theirs: only what was written here, not the owner they set. */
static void
keeps_mine(void **state)
{
	struct st *st = desk_new();

	(void)state;
	ask(st, REQUEST_EDIT, LINEN);
	st_press(st, "<Tab><Tab><Tab><Ctrl-U>fri");
	faster(st);
	st_press(st, "<F10>m");
	st_log(st, "edit 1 \"fri\"\nedit 1 \"fri\"\n");
	desk_front(st);
	assert_string_equal(st->cards[0].owner, "Ana");
	assert_int_equal(st->cards[0].due, st->facts.shift.day + 3);
	st_free(st);
}

static void
somebody_later(struct st *st)
{
	desk_somebody(st);
	st->cards[0].due++;
}

/* Back to the form: what was typed is there, and what they changed too. */
static void
edits_again(void **state)
{
	static const char *const ways[] = {"<Enter>", "e", "<Esc>"};

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct st *st = desk_new();

		ask(st, REQUEST_EDIT, LINEN);
		st_press(st, "<Tab><Tab><Tab><Ctrl-U>fri");
		faster(st);
		st_press(st, "<F10>");
		st_press(st, ways[i]);
		st_has(st, "Ana");
		st_has(st, "Fri 27 November");
		st_press(st, "<Ctrl-U>+1d");
		st->before = EFFECT_REQUEST; /* and once more */
		st->meanwhile = somebody_later;
		st_press(st, "<F10>");
		st_has(st, "Somebody changed this card while you wrote.");
		st_press(st, "m");
		desk_front(st);
		assert_int_equal(st->cards[0].due, st->facts.shift.day + 1);
		st_free(st);
	}
}

static void
all_keys(void **state)
{
	struct st *st = desk_new();

	(void)state;
	ask(st, REQUEST_EDIT, LINEN);
	st_press(st, "<Tab><Shift-Tab><Down><Up><Tab><Right><Left><Esc>");
	st_free(st);
	desk_all_keys(SCREEN_REQUEST);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pages),
	    cmocka_unit_test(help),
	    cmocka_unit_test(adds),
	    cmocka_unit_test(adds_from_a_note),
	    cmocka_unit_test(edits_what_changed_alone),
	    cmocka_unit_test(edits_nothing),
	    cmocka_unit_test(asks_one_thing),
	    cmocka_unit_test(moves),
	    cmocka_unit_test(responds),
	    cmocka_unit_test(keeps_a_text_for_each_tier),
	    cmocka_unit_test(tests_a_change),
	    cmocka_unit_test(errors_at_their_fields),
	    cmocka_unit_test(says_which_day),
	    cmocka_unit_test(keeps_an_old_day),
	    cmocka_unit_test(long_texts),
	    cmocka_unit_test(letters_of_the_world),
	    cmocka_unit_test(looks_before_it_sends),
	    cmocka_unit_test(looks_at_each),
	    cmocka_unit_test(leaves),
	    cmocka_unit_test(idle),
	    cmocka_unit_test(refuses_at_once),
	    cmocka_unit_test(not_saved),
	    cmocka_unit_test(not_read),
	    cmocka_unit_test(shows_both),
	    cmocka_unit_test(keeps_mine),
	    cmocka_unit_test(edits_again),
	    cmocka_unit_test(all_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
