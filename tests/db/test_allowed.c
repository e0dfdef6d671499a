/*
 * What a role must be allowed for what is asked and for what is taken back:
 * read from the store where the request does not tell, and then told, so that
 * what was allowed is what is done.
 */
#include "app_request.c"
#include "db/repo_revision.h"
#include "tests/db/board.h"

static void
escalate(struct place *place, int64_t id)
{
	must_say(place, of_card(REQUEST_ESCALATE, id), TODAY, TEXT_REASON,
	    "not ours to decide");
}

/* A card that goes up meanwhile: the answer stays the unit's. */
static void
test_answer(void **state)
{
	struct request request = of_card(REQUEST_RESPOND, 1);
	struct place place;
	struct action action;
	struct err err;
	enum act act;
	int64_t id;

	(void)state;
	place_with_store(&place);
	add_card(&place, "Linen", TODAY);
	request_text(&request, TEXT_ANSWER, "we ask the laundry");
	must(app_request_act(place.db, &request, &act, &err));
	assert_int_equal(act, ACT_RESPOND);
	assert_int_equal(request.tier, TIER_UNIT);
	escalate(&place, 1);
	must(ask(place.db, &request, TODAY, &id, &err));
	must(action_get(place.db, 1, &action, &err));
	assert_string_equal(
	    action.responses[TIER_UNIT].answer, "we ask the laundry");
	assert_int_equal(action.responses[TIER_DEPARTMENT].answered, DATE_NONE);
	action_done(&action);
	request = of_card(REQUEST_RESPOND, 1);
	must(app_request_act(place.db, &request, &act, &err));
	assert_int_equal(act, ACT_ESCALATE);
	assert_int_equal(request.tier, TIER_DEPARTMENT);
	request_done(&request);
	place_done(&place);
}

/* The step that is next in a way needs what it needed when it was taken. */
static void
expect_both(struct place *place, enum act expected)
{
	struct revision next, done;
	struct err err;
	enum act act;

	must(app_revision_act(place->db, true, TODAY, &next, &act, &err));
	assert_true(next.id > 0);
	assert_int_equal(act, expected);
	must(revision_undo(place->db, TODAY, next.id, &done, &err));
	must(app_revision_act(place->db, false, TODAY, &next, &act, &err));
	assert_int_equal(next.id, done.id);
	assert_int_equal(act, expected);
	must(revision_redo(place->db, TODAY, next.id, &done, &err));
}

static void
test_card_steps(void **state)
{
	struct request request = of_card(REQUEST_ADD, 0);
	struct place place;
	int64_t id;

	(void)state;
	place_with_store(&place);
	id = add_card(&place, "Linen", TODAY);
	expect_both(&place, ACT_BOARD);
	respond(&place, id, -1, "we ask the laundry", TODAY);
	expect_both(&place, ACT_RESPOND);
	must_ask(&place, of_card(REQUEST_APPROVE, id), TODAY);
	expect_both(&place, ACT_APPROVE);
	escalate(&place, id);
	expect_both(&place, ACT_ESCALATE);
	respond(&place, id, -1, "a third cart", TODAY);
	expect_both(&place, ACT_ESCALATE);
	respond(&place, id, -1, "a third cart in May", TODAY);
	expect_both(&place, ACT_ESCALATE);
	move_card(&place, id, ACTION_AGREED, "", TODAY);
	expect_both(&place, ACT_BOARD);
	move_card(&place, id, ACTION_CLOSED, "no room", TODAY);
	expect_both(&place, ACT_CLOSE);
	move_card(&place, id, ACTION_AGREED, "", TODAY);
	expect_both(&place, ACT_BOARD);
	request.tier = TIER_HOSPITAL;
	must_say(&place, request, TODAY, TEXT_TITLE, "Lift 3");
	expect_both(&place, ACT_ESCALATE);
	place_done(&place);
}

static void
test_note_steps(void **state)
{
	char ids[3][NOTE_ID_SIZE];
	struct request merge;
	struct place place;

	(void)state;
	place_with_store(&place);
	for (int i = 0; i < 3; i++)
		add_note(&place, NOTE_PEBBLE, TODAY, "Linen", ids[i]);
	must_ask(&place, of_note(REQUEST_METOO, ids[0]), TODAY);
	expect_both(&place, ACT_BOARD);
	merge = of_note(REQUEST_MERGE, ids[0]);
	memcpy(merge.other, ids[1], NOTE_ID_SIZE);
	must_ask(&place, merge, TODAY);
	expect_both(&place, ACT_BOARD);
	must_say(&place, of_note(REQUEST_ANSWER, ids[1]), TODAY, TEXT_ANSWER,
	    "more came");
	expect_both(&place, ACT_RESPOND);
	must_say(&place, of_note(REQUEST_CANT, ids[2]), TODAY, TEXT_ANSWER,
	    "no room");
	expect_both(&place, ACT_RESPOND);
	place_done(&place);
}

/* Who saw no step takes none, whatever has come meanwhile. */
static void
test_none(void **state)
{
	struct place place;
	struct revision next, done;
	struct err err;
	enum act act;

	(void)state;
	place_with_store(&place);
	must(app_revision_act(place.db, true, TODAY, &next, &act, &err));
	assert_int_equal(next.id, 0);
	assert_int_equal(act, ACT_BOARD);
	must_fail(revision_undo(place.db, TODAY, REVISION_NO_STEP, &done, &err),
	    ERR_UNAVAILABLE, "Nothing of today");
	add_card(&place, "Linen", TODAY);
	must_fail(revision_undo(place.db, TODAY, REVISION_NO_STEP, &done, &err),
	    ERR_AGAIN, "Another step");
	place_done(&place);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_answer),
	    cmocka_unit_test(test_card_steps),
	    cmocka_unit_test(test_note_steps),
	    cmocka_unit_test(test_none),
	};

	return run_in_memory(tests, sizeof(tests) / sizeof(*tests));
}
