/*
 * The form of a request meets another keyboard: what is saved beside what was
 * done there, and what somebody must decide.
 */
#include <stdio.h>
#include <string.h>

#include "desk.h"

enum { LINEN = 1 }; /* screen_lists.c has it */

static void
ask(struct st *st, enum request_kind kind)
{
	desk_ask(st, desk_request(kind, LINEN));
}

static void
ask_note(struct st *st, enum request_kind kind, const char *note)
{
	struct request *request = desk_request(kind, 0);

	snprintf(request->note, sizeof(request->note), "%s", note);
	desk_ask(st, request);
}

/* A request of somebody else on card 1. */
static void
somebody_asks(struct st *st, enum request_kind kind, enum request_text which,
    const char *text)
{
	struct request request;
	struct err err;

	request_init(&request, kind);
	request.tier = -1;
	request_text(&request, which, text);
	assert_int_equal(request_action(&request, &st->cards[0], NULL,
	                     st->facts.shift.day, &err),
	    OK);
	st->cards[0].version++;
	request_done(&request);
}

static void
somebody_responds(struct st *st)
{
	somebody_asks(
	    st, REQUEST_RESPOND, TEXT_ANSWER, "We count the carts first.");
}

static void
somebody_escalates(struct st *st)
{
	somebody_asks(st, REQUEST_ESCALATE, TEXT_REASON, "Linen is theirs");
}

/* Sent while somebody else does something: what becomes of it. */
static struct st *
meet(enum request_kind kind, const char *keys, void (*meanwhile)(struct st *))
{
	struct st *st = desk_new();

	ask(st, kind);
	st_press(st, keys);
	st->before = EFFECT_REQUEST;
	st->meanwhile = meanwhile;
	st_press(st, "<F10>");
	return st;
}

/* Other fields of the same card: nobody has to decide anything. */
static void
saves_beside_theirs(void **state)
{
	struct st *st = meet(REQUEST_EDIT, "!", desk_somebody);
	struct reply *replies = st->cards[0].responses;

	(void)state;
	desk_front(st);
	st_log(st, "edit 1 \"Linen runs out before noon!\"\n"
	           "edit 1 \"Linen runs out before noon!\"\n");
	assert_string_equal(st->cards[0].title, "Linen runs out before noon!");
	assert_string_equal(st->cards[0].owner, "Ana");
	assert_int_equal(st->cards[0].due, st->facts.shift.day + 7);
	st_free(st);
	/* An answer is of the tier that was on the page, not of the next. */
	st = meet(REQUEST_RESPOND, "Ordered", somebody_escalates);
	replies = st->cards[0].responses;
	desk_front(st);
	assert_string_equal(replies[TIER_UNIT].answer, "Ordered");
	assert_int_equal(replies[TIER_DEPARTMENT].answered, DATE_NONE);
	st_free(st);
}

/* The same as they: there is nothing to save, and nothing is done twice. */
static void
has_what_they_did(void **state)
{
	struct st *st =
	    meet(REQUEST_EDIT, "<Tab><Tab>Ana<Tab><Ctrl-U>+7", desk_somebody);

	(void)state;
	desk_front(st);
	assert_string_equal(st->cards[0].owner, "Ana");
	assert_int_equal(st->cards[0].version, 2);
	st_free(st);
	st = meet(REQUEST_ESCALATE, "Linen is theirs", somebody_escalates);
	desk_front(st);
	assert_int_equal(st->cards[0].tier, TIER_DEPARTMENT);
	st_free(st);
}

/* What would come out otherwise than it was meant is asked about. */
static void
goes_up_once(void **state)
{
	struct st *st =
	    meet(REQUEST_ESCALATE, "They buy linen", somebody_escalates);

	(void)state;
	st_has(st, "Somebody changed this card while you wrote.");
	assert_int_equal(st->cards[0].tier, TIER_DEPARTMENT);
	st_press(st, "t");
	desk_front(st);
	st_free(st);
}

static void
conflict_of_answers(void **state)
{
	struct st *st = desk_new();

	(void)state;
	ask(st, REQUEST_RESPOND);
	st_press(st, "Ordered, comes on Monday");
	st->before = EFFECT_REQUEST;
	st->meanwhile = somebody_responds;
	st_press(st, "<Enter>");
	st_expect(st, "request-conflict-answer");
	st_press(st, "m");
	desk_front(st);
	assert_string_equal(st->cards[0].responses[TIER_UNIT].answer,
	    "Ordered, comes on Monday");
	st_free(st);
}

static void
somebody_answers(struct st *st)
{
	struct request request;
	struct err err;

	request_init(&request, REQUEST_ANSWER);
	request_text(&request, TEXT_ANSWER, "The cart comes at 11 now.");
	assert_int_equal(request_note(&request, &st->notes[0], NULL, 0,
	                     st->facts.shift.day, &err),
	    OK);
	st->notes[0].version++;
	request_done(&request);
}

static void
conflict_of_notes(void **state)
{
	struct st *st = desk_new();

	(void)state;
	ask_note(st, REQUEST_CANT, "note0");
	st_press(st, "Nobody delivers at noon");
	st->before = EFFECT_REQUEST;
	st->meanwhile = somebody_answers;
	st_press(st, "<Enter>");
	st_expect(st, "request-conflict-note");
	/* It has its answer by now: said, and nothing is lost. */
	st_press(st, "m");
	st_has(st, "This note has its answer already.");
	st_has(st, "Nobody delivers at noon");
	st_free(st);
}

static void
somebody_removes(struct st *st)
{
	st->cards[0].removed = 1;
	st->cards[0].version++;
}

/* Gone meanwhile: the text is still there. */
static void
card_gone(void **state)
{
	struct st *st = desk_new();

	(void)state;
	ask(st, REQUEST_RESPOND);
	st_press(st, "Ordered");
	st->before = EFFECT_REQUEST;
	st->meanwhile = somebody_removes;
	st_press(st, "<Enter>");
	st_has(st, "Ordered");
	st_has(st, "What you wrote is still here");
	st_free(st);
}

/* A card made of a note that somebody makes a card of: no second one goes
 * unseen, and what was typed stays. */
static void
somebody_makes_a_card(struct st *st)
{
	struct request request;
	struct err err;

	request_init(&request, REQUEST_ADD);
	assert_int_equal(request_note(&request, &st->notes[0], NULL, 7,
	                     st->facts.shift.day, &err),
	    OK);
	st->notes[0].version++;
	st->facts.waiting_count = 0; /* one of them is waited for no more */
	request_done(&request);
}

static void
two_cards_of_a_note(void **state)
{
	struct st *st = desk_new();

	(void)state;
	ask_note(st, REQUEST_ADD, "note0");
	st_press(st, "<Ctrl-U>Mine");
	somebody_makes_a_card(st);
	st->fail = EFFECT_REQUEST;
	st->fail_status = ERR_AGAIN;
	st->fail_text = "This note was changed meanwhile.";
	st_press(st, "<F10>");
	st_front(st, SCREEN_REQUEST);
	st_has(st, "Somebody changed this note while you wrote.");
	assert_int_equal(st->card_count, 8);
	st_press(st, "<Enter>");
	st_has(st, "Mine");
	st_free(st);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(saves_beside_theirs),
	    cmocka_unit_test(has_what_they_did),
	    cmocka_unit_test(goes_up_once),
	    cmocka_unit_test(conflict_of_answers),
	    cmocka_unit_test(conflict_of_notes),
	    cmocka_unit_test(card_gone),
	    cmocka_unit_test(two_cards_of_a_note),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
