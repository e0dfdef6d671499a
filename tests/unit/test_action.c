/*
 * What requests do to a card: each rule by itself, moves as a table, then
 * long random stories in which every step can be taken back exactly.
 */
#include <string.h>

#include "core/board.h"
#include "tests/unit/cards.h"
#include "tests/unit/unit.h"
#include "util/date.h"
#include "util/mem.h"
#include "util/utf8.h"

#define NOTE_DAY (DAY - 6)

/* Nothing may change when a request is refused, and it says so. */
#define ASSERT_REFUSED(card, status, said, ...)                                \
	do {                                                                   \
		struct action was;                                             \
		struct err err = {""};                                         \
                                                                               \
		action_copy(&was, card);                                       \
		assert_int_equal(                                              \
		    ASK(card, DAY + 9, &err, __VA_ARGS__), status);            \
		assert_non_null(strstr(err.text, said));                       \
		assert_non_null(strstr(err.text, "Nothing was changed."));     \
		assert_int_equal(card_differs(&was, card), 0);                 \
		action_done(&was);                                             \
	} while (0)

static void
a_new_card_has_what_was_told_and_nothing_else(void **state)
{
	struct action card;

	(void)state;
	action_init(&card);
	assert_int_equal(ASK(&card, DAY, NULL, .kind = REQUEST_ADD, .tier = -1,
	                     .text = {[TEXT_TITLE] = "Linen runs out",
	                         [TEXT_OWNER] = "Kim",
	                         [TEXT_THEME] = "supplies",
	                         [TEXT_DUE] = "+2w",
	                         [TEXT_SIZE] = "small",
	                         [TEXT_AIM] = "Linen until night"}),
	    OK);
	assert_int_equal(card.state, ACTION_NEW);
	assert_int_equal(card.tier, TIER_UNIT);
	assert_int_equal(card.size, SIZE_SMALL);
	assert_string_equal(card.title, "Linen runs out");
	assert_string_equal(card.owner, "Kim");
	assert_string_equal(card.aim, "Linen until night");
	assert_string_equal(card.theme, "supplies");
	assert_string_equal(card.note, "");
	assert_string_equal(card.reason, "");
	assert_int_equal(card.due, DAY + 14);
	assert_int_equal(card.raised, DAY);
	assert_int_equal(card.since, DAY);
	assert_int_equal(card.ended, DATE_NONE);
	assert_int_equal(card.approved, DATE_NONE);
	assert_int_equal(card.responses[TIER_UNIT].asked, DAY);
	assert_int_equal(card.responses[TIER_UNIT].answered, DATE_NONE);
	assert_int_equal(card.responses[TIER_DEPARTMENT].asked, DATE_NONE);
	assert_int_equal(action_cycles(&card), 0);
	action_done(&card);
}

static void
a_card_may_begin_above_the_unit(void **state)
{
	struct action card;

	(void)state;
	action_init(&card);
	assert_int_equal(
	    ASK(&card, DAY, NULL, .kind = REQUEST_ADD, .tier = TIER_HOSPITAL,
	        .text = {[TEXT_TITLE] = "Lift 3"}),
	    OK);
	assert_int_equal(card.tier, TIER_HOSPITAL);
	assert_int_equal(card.responses[TIER_UNIT].asked, DAY);
	assert_int_equal(card.responses[TIER_DEPARTMENT].asked, DAY);
	assert_int_equal(card.responses[TIER_HOSPITAL].asked, DAY);
	assert_string_equal(card.theme, "other");
	assert_int_equal(card.due, DATE_NONE);
	assert_true(action_waits(&card));
	action_done(&card);
}

/* A card made of a note of NOTE_DAY with this text; NULL: no title told. */
static void
from_note(struct action *card, const char *text, const char *title)
{
	struct note note;
	struct request request;

	note_init(&note);
	memcpy(note.id, "abcdefghij", NOTE_ID_SIZE);
	memcpy(note.theme, "supplies", sizeof("supplies"));
	note.day = NOTE_DAY;
	note.metoo = 3;
	note.text = mem_copy(text);
	action_init(card);
	request_init(&request, REQUEST_ADD);
	memcpy(request.note, note.id, NOTE_ID_SIZE);
	request_text(&request, TEXT_TITLE, title);
	assert_int_equal(request_check(&request, DAY, NULL), OK);
	assert_int_equal(request_action(&request, card, &note, DAY, NULL), OK);
	request_done(&request);
	note_done(&note);
}

static void
a_note_gives_its_day_its_theme_and_its_words(void **state)
{
	struct action card;

	(void)state;
	from_note(&card, "Linen runs out", NULL);
	assert_string_equal(card.title, "Linen runs out");
	assert_string_equal(card.theme, "supplies");
	assert_string_equal(card.note, "abcdefghij");
	assert_int_equal(card.metoo, 3);
	assert_int_equal(card.raised, NOTE_DAY);
	assert_int_equal(card.since, DAY);
	assert_int_equal(card.responses[TIER_UNIT].asked, NOTE_DAY);
	action_done(&card);
	from_note(&card, "Linen runs out", "More linen");
	assert_string_equal(card.title, "More linen");
	action_done(&card);
	from_note(&card, "Linen runs out", "  ");
	assert_string_equal(card.title, "Linen runs out");
	action_done(&card);
}

static void
a_long_note_is_cut_between_clusters(void **state)
{
	/* Units of 1, 2 and 3 characters, and a word that ends at the cut. */
	static const struct {
		const char *piece;
		int count;
		size_t kept; /* pieces; 0: all of them */
	} cases[] = {
	    {"x", 100, 0},
	    {"x", 101, 99},
	    {"\xC3\xB1", 500, 99},
	    {"x\xCC\xA3", 50, 0},
	    {"x\xCC\xA3", 51, 49},
	    {"x\xCC\xA3\xCC\x81", 34, 33},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf text = BUF_INIT;
		size_t len = strlen(cases[i].piece);
		struct action card;

		for (int n = 0; n < cases[i].count; n++)
			buf_add(&text, cases[i].piece);
		from_note(&card, buf_text(&text), NULL);
		assert_in_range(utf8_count(card.title), 1, ACTION_TITLE_MAX);
		if (cases[i].kept == 0) {
			assert_string_equal(card.title, buf_text(&text));
		} else {
			assert_memory_equal(
			    card.title, buf_text(&text), cases[i].kept * len);
			assert_string_equal(
			    card.title + cases[i].kept * len, "\xE2\x80\xA6");
		}
		action_done(&card);
		buf_done(&text);
	}
}

static bool
is_over(int state)
{
	return state == ACTION_DONE || state == ACTION_CLOSED;
}

/* A card that came into a state on DAY, told to move three days later. */
static void
assert_moves(int from, int to, const char *reason)
{
	bool moves = from != to;
	struct action card;
	int status;

	card_in(&card, (enum action_state)from);
	status = ASK(&card, DAY + 3, NULL, .kind = REQUEST_MOVE, .state = to,
	    .text = {[TEXT_REASON] = (char *)reason});
	assert_int_equal(status, moves ? OK : ERR_UNAVAILABLE);
	assert_int_equal(card.state, to);
	assert_int_equal(card.since, moves ? DAY + 3 : DAY);
	assert_int_equal(card.ended, is_over(to) ? card.since : DATE_NONE);
	if (moves)
		assert_string_equal(card.reason, reason ? reason : "");
	action_done(&card);
}

static void
moves_set_days_and_reasons(void **state)
{
	(void)state;
	for (int from = 0; from < ACTION_STATES; from++)
		for (int to = 0; to < ACTION_STATES; to++) {
			if (to != ACTION_CLOSED)
				assert_moves(from, to, NULL);
			assert_moves(from, to, "no money");
		}
}

/* Whoever takes a card up or closes it has responded to it. */
static void
leaving_new_answers_the_unit(void **state)
{
	(void)state;
	for (int to = ACTION_AGREED; to < ACTION_STATES; to++) {
		struct action card;
		const struct reply *unit = &card.responses[TIER_UNIT];

		card_in(&card, (enum action_state)to);
		assert_int_equal(unit->answered, DAY);
		assert_string_equal(
		    unit->answer, to == ACTION_CLOSED ? "no money" : "");
		assert_int_equal(ASK(&card, DAY + 3, NULL, .kind = REQUEST_MOVE,
		                     .state = ACTION_NEW),
		    OK);
		assert_int_equal(unit->answered, DAY);
		action_done(&card);
	}
}

static void
what_was_answered_is_not_answered_by_a_move(void **state)
{
	struct action card;

	(void)state;
	card_new(&card);
	assert_int_equal(ASK(&card, DAY + 1, NULL, .kind = REQUEST_RESPOND,
	                     .tier = -1, .text = {[TEXT_ANSWER] = "On it"}),
	    OK);
	assert_int_equal(
	    ASK(&card, DAY + 2, NULL, .kind = REQUEST_MOVE,
	        .state = ACTION_CLOSED, .text = {[TEXT_REASON] = "no money"}),
	    OK);
	assert_int_equal(card.responses[TIER_UNIT].answered, DAY + 1);
	assert_string_equal(card.responses[TIER_UNIT].answer, "On it");
	assert_string_equal(card.reason, "no money");
	action_done(&card);
}

static void
an_edit_changes_what_it_says(void **state)
{
	struct action card;

	(void)state;
	card_new(&card);
	assert_int_equal(ASK(&card, DAY + 1, NULL, .kind = REQUEST_EDIT,
	                     .text = {[TEXT_OWNER] = "Kim",
	                         [TEXT_DUE] = "tomorrow",
	                         [TEXT_SIZE] = "large",
	                         [TEXT_AIM] = "less"}),
	    OK);
	assert_string_equal(card.title, "Linen runs out");
	assert_string_equal(card.owner, "Kim");
	assert_int_equal(card.due, DAY + 2);
	assert_int_equal(card.size, SIZE_LARGE);
	assert_int_equal(card.since, DAY);
	assert_int_equal(card.responses[TIER_UNIT].answered, DATE_NONE);
	assert_int_equal(ASK(&card, DAY + 1, NULL, .kind = REQUEST_EDIT,
	                     .text = {[TEXT_TITLE] = "More linen",
	                         [TEXT_THEME] = "supplies",
	                         [TEXT_OWNER] = "",
	                         [TEXT_DUE] = "",
	                         [TEXT_SIZE] = "",
	                         [TEXT_AIM] = ""}),
	    OK);
	assert_string_equal(card.title, "More linen");
	assert_string_equal(card.theme, "supplies");
	assert_string_equal(card.owner, "");
	assert_string_equal(card.aim, "");
	assert_int_equal(card.due, DATE_NONE);
	assert_int_equal(card.size, SIZE_NONE);
	ASSERT_REFUSED(&card, ERR_UNAVAILABLE, "already", .kind = REQUEST_EDIT,
	    .text = {[TEXT_TITLE] = "More linen"});
	ASSERT_REFUSED(&card, ERR_DATA, "yesterday", .kind = REQUEST_EDIT,
	    .text = {[TEXT_TITLE] = "x", [TEXT_DUE] = "yesterday"});
	action_done(&card);
}

static void
escalate(struct action *card, int32_t day, const char *reason)
{
	assert_int_equal(ASK(card, day, NULL, .kind = REQUEST_ESCALATE,
	                     .text = {[TEXT_REASON] = (char *)reason}),
	    OK);
}

static void
a_card_goes_up_tier_by_tier(void **state)
{
	struct action card;

	(void)state;
	card_new(&card);
	assert_false(action_waits(&card));
	escalate(&card, DAY + 1, "needs a buyer");
	assert_int_equal(card.tier, TIER_DEPARTMENT);
	assert_int_equal(card.since, DAY + 1);
	assert_int_equal(card.state, ACTION_NEW);
	assert_int_equal(card.responses[TIER_DEPARTMENT].asked, DAY + 1);
	assert_string_equal(
	    card.responses[TIER_DEPARTMENT].reason, "needs a buyer");
	assert_true(action_waits(&card));
	escalate(&card, DAY + 2, "no budget");
	assert_int_equal(card.tier, TIER_HOSPITAL);
	assert_string_equal(card.responses[TIER_HOSPITAL].reason, "no budget");
	assert_string_equal(
	    card.responses[TIER_DEPARTMENT].reason, "needs a buyer");
	assert_int_equal(card.responses[TIER_UNIT].asked, DAY);
	ASSERT_REFUSED(&card, ERR_UNAVAILABLE, "hospital",
	    .kind = REQUEST_ESCALATE, .text = {[TEXT_REASON] = "x"});
	action_done(&card);
}

static void
what_is_over_does_not_go_up(void **state)
{
	static const enum action_state over[] = {ACTION_DONE, ACTION_CLOSED};

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct action card;

		card_in(&card, over[i]);
		ASSERT_REFUSED(&card, ERR_UNAVAILABLE, "done or closed",
		    .kind = REQUEST_ESCALATE, .text = {[TEXT_REASON] = "x"});
		ASSERT_REFUSED(&card, ERR_UNAVAILABLE, "done or closed",
		    .kind = REQUEST_PLAN,
		    .text = {[TEXT_PLAN] = "x", [TEXT_PREDICTION] = "y"});
		action_done(&card);
	}
}

static int
respond(struct action *card, int32_t day, int tier, const char *answer)
{
	return ASK(card, day, NULL, .kind = REQUEST_RESPOND, .tier = tier,
	    .text = {[TEXT_ANSWER] = (char *)answer});
}

static void
the_first_answer_keeps_its_day(void **state)
{
	struct action card;
	struct reply *unit = &card.responses[TIER_UNIT];

	(void)state;
	card_new(&card);
	assert_int_equal(respond(&card, DAY + 1, TIER_UNIT, "On it"), OK);
	assert_int_equal(respond(&card, DAY + 4, TIER_UNIT, "Ordered"), OK);
	assert_int_equal(unit->answered, DAY + 1);
	assert_string_equal(unit->answer, "Ordered");
	assert_int_equal(card.state, ACTION_NEW);
	assert_int_equal(card.since, DAY);
	ASSERT_REFUSED(&card, ERR_UNAVAILABLE, "already",
	    .kind = REQUEST_RESPOND, .tier = TIER_UNIT,
	    .text = {[TEXT_ANSWER] = "Ordered"});
	ASSERT_REFUSED(&card, ERR_DATA, "the department",
	    .kind = REQUEST_RESPOND, .tier = TIER_DEPARTMENT,
	    .text = {[TEXT_ANSWER] = "x"});
	action_done(&card);
}

static void
an_answer_from_above_ends_the_waiting(void **state)
{
	struct action card;

	(void)state;
	card_new(&card);
	escalate(&card, DAY + 1, "x");
	escalate(&card, DAY + 2, "y");
	assert_int_equal(respond(&card, DAY + 3, TIER_UNIT, "a"), OK);
	assert_int_equal(respond(&card, DAY + 4, TIER_DEPARTMENT, "b"), OK);
	assert_true(action_waits(&card));
	assert_int_equal(card.since, DAY + 2);
	assert_int_equal(respond(&card, DAY + 5, -1, "c"), OK);
	assert_false(action_waits(&card));
	assert_int_equal(card.since, DAY + 5);
	assert_string_equal(card.responses[TIER_HOSPITAL].answer, "c");
	assert_int_equal(respond(&card, DAY + 6, TIER_HOSPITAL, "d"), OK);
	assert_int_equal(card.since, DAY + 5);
	action_done(&card);
}

static int
plan(struct action *card, int32_t day)
{
	return ASK(card, day, NULL, .kind = REQUEST_PLAN,
	    .text = {[TEXT_PLAN] = "two carts",
	        [TEXT_PREDICTION] = "20 min less",
	        [TEXT_MEASURE] = "minutes",
	        [TEXT_BEFORE] = "45"});
}

static int
end_test(struct action *card, int32_t day)
{
	return ASK(card, day, NULL, .kind = REQUEST_RESULT,
	    .outcome = OUTCOME_ADAPT,
	    .text = {[TEXT_RESULT] = "ran out", [TEXT_AFTER] = "30"});
}

static void
a_plan_moves_the_card_into_testing(void **state)
{
	static const struct {
		enum action_state from;
		int32_t since, answered;
	} cases[] = {
	    {ACTION_NEW, DAY + 2, DAY + 2},
	    {ACTION_AGREED, DAY + 2, DAY},
	    {ACTION_TESTING, DAY, DAY},
	};

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct action card;

		card_in(&card, cases[i].from);
		assert_int_equal(plan(&card, DAY + 2), OK);
		assert_int_equal(card.state, ACTION_TESTING);
		assert_int_equal(card.since, cases[i].since);
		assert_int_equal(
		    card.responses[TIER_UNIT].answered, cases[i].answered);
		assert_int_equal(action_cycles(&card), 1);
		assert_int_equal(action_cycle_open(&card), 0);
		action_done(&card);
	}
}

static void
a_test_begins_and_ends_once(void **state)
{
	const struct cycle *cycle;
	struct action card;

	(void)state;
	card_new(&card);
	assert_int_equal(action_cycle_open(&card), -1);
	ASSERT_REFUSED(&card, ERR_UNAVAILABLE, "No test",
	    .kind = REQUEST_RESULT, .outcome = OUTCOME_ADOPT,
	    .text = {[TEXT_RESULT] = "x"});
	assert_int_equal(plan(&card, DAY), OK);
	ASSERT_REFUSED(&card, ERR_UNAVAILABLE, "under way",
	    .kind = REQUEST_PLAN,
	    .text = {[TEXT_PLAN] = "x", [TEXT_PREDICTION] = "y"});
	assert_int_equal(end_test(&card, DAY + 5), OK);
	cycle = &card.cycles[0];
	assert_string_equal(cycle->plan, "two carts");
	assert_string_equal(cycle->prediction, "20 min less");
	assert_string_equal(cycle->measure, "minutes");
	assert_string_equal(cycle->before, "45");
	assert_string_equal(cycle->after, "30");
	assert_string_equal(cycle->result, "ran out");
	assert_int_equal(cycle->outcome, OUTCOME_ADAPT);
	assert_int_equal(cycle->begun, DAY);
	assert_int_equal(cycle->ended, DAY + 5);
	assert_int_equal(card.state, ACTION_TESTING);
	ASSERT_REFUSED(&card, ERR_UNAVAILABLE, "No test",
	    .kind = REQUEST_RESULT, .outcome = OUTCOME_ADOPT,
	    .text = {[TEXT_RESULT] = "x"});
	action_done(&card);
}

static void
twenty_tests_are_enough(void **state)
{
	struct action card;

	(void)state;
	card_new(&card);
	for (int i = 0; i < CYCLES_MAX; i++) {
		assert_int_equal(plan(&card, DAY + i), OK);
		assert_int_equal(action_cycle_open(&card), i);
		assert_int_equal(end_test(&card, DAY + i), OK);
		assert_int_equal(action_cycles(&card), i + 1);
	}
	ASSERT_REFUSED(&card, ERR_UNAVAILABLE, "20 tests", .kind = REQUEST_PLAN,
	    .text = {[TEXT_PLAN] = "x", [TEXT_PREDICTION] = "y"});
	assert_int_equal(action_cycle_open(&card), -1);
	action_done(&card);
}

/* A page is approved as it is: any change but a response needs a new look. */
static void
a_change_takes_the_approval_back(void **state)
{
	static const struct {
		struct request request;
		bool approved;
	} cases[] = {
	    {{.kind = REQUEST_EDIT, .text = {[TEXT_AIM] = "x"}}, false},
	    {{.kind = REQUEST_MOVE, .state = ACTION_AGREED}, false},
	    {{.kind = REQUEST_ESCALATE, .text = {[TEXT_REASON] = "x"}}, false},
	    {{.kind = REQUEST_PLAN,
	         .text = {[TEXT_PLAN] = "x", [TEXT_PREDICTION] = "y"}},
	        false},
	    {{.kind = REQUEST_RESPOND, .text = {[TEXT_ANSWER] = "x"}}, true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct action card;

		card_new(&card);
		assert_int_equal(
		    ASK(&card, DAY + 1, NULL, .kind = REQUEST_APPROVE), OK);
		assert_int_equal(card.approved, DAY + 1);
		ASSERT_REFUSED(&card, ERR_UNAVAILABLE, "approved already",
		    .kind = REQUEST_APPROVE);
		assert_int_equal(request_action(&cases[i].request, &card, NULL,
		                     DAY + 2, NULL),
		    OK);
		assert_int_equal(
		    card.approved, cases[i].approved ? DAY + 1 : DATE_NONE);
		action_done(&card);
	}
}

static void
a_refused_change_leaves_the_approval(void **state)
{
	struct action card;

	(void)state;
	card_new(&card);
	assert_int_equal(
	    ASK(&card, DAY + 1, NULL, .kind = REQUEST_APPROVE), OK);
	ASSERT_REFUSED(&card, ERR_UNAVAILABLE, "already", .kind = REQUEST_EDIT,
	    .text = {[TEXT_TITLE] = "Linen runs out"});
	assert_int_equal(card.approved, DAY + 1);
	action_done(&card);
}

/* Any request of a card, sensible or not. */
static struct request
random_request(void)
{
	static const char *const texts[] = {"a", "b", ""};
	static const char *const days[] = {"+1", "fri", "none"};
	struct request request = {.kind = (enum request_kind)unit_between(
	                              REQUEST_EDIT, REQUEST_APPROVE),
	    .state = unit_between(0, ACTION_STATES - 1),
	    .tier = unit_between(-1, TIERS - 1),
	    .outcome = unit_between(1, OUTCOMES - 1)};

	for (int i = 0; i < REQUEST_TEXTS; i++)
		if (unit_between(0, 1))
			request.text[i] = (char *)texts[unit_between(0, 2)];
	if (request.text[TEXT_DUE])
		request.text[TEXT_DUE] = (char *)days[unit_between(0, 2)];
	if (request.text[TEXT_SIZE])
		request.text[TEXT_SIZE] =
		    (char *)action_size_names[unit_between(0, SIZES - 1)];
	return request;
}

static void
assert_sound(const struct action *card)
{
	int cycles = action_cycles(card), open = action_cycle_open(card);
	struct card shown;

	assert_int_equal(card->ended != DATE_NONE, is_over(card->state));
	assert_int_not_equal(card->responses[card->tier].asked, DATE_NONE);
	if (card->state != ACTION_NEW)
		assert_int_not_equal(
		    card->responses[TIER_UNIT].answered, DATE_NONE);
	assert_true(open == -1 || open == cycles - 1);
	for (int i = 0; i < CYCLES_MAX; i++) {
		const struct cycle *cycle = &card->cycles[i];

		assert_int_equal(cycle->begun != DATE_NONE, i < cycles);
		assert_int_equal(
		    cycle->outcome != OUTCOME_OPEN, cycle->ended != DATE_NONE);
	}
	for (int tier = 0; tier < TIERS; tier++)
		if (card->responses[tier].asked == DATE_NONE)
			assert_int_equal(
			    card->responses[tier].answered, DATE_NONE);
	card_of(&shown, card);
	assert_int_equal(
	    card_column(&shown) == COLUMN_WAITING, action_waits(card));
	card_done(&shown);
}

/* Sets what changed to one side; true if there was something. */
static bool
set_all(struct action *card, const struct changes *changes, bool back)
{
	for (int i = 0; i < changes->count; i++) {
		const struct change *change = &changes->list[i];

		assert_int_equal(
		    record_set(&action_record, card, change->field, change->at,
		        back ? change->before : change->after, NULL),
		    OK);
	}
	return changes->count > 0;
}

/* One step of a story; 1 if it was taken. Its changes lead back and there. */
static int
step(struct action *card, int32_t day)
{
	struct request request = random_request();
	struct changes changes;
	struct action was, copy;
	int status;

	action_copy(&was, card);
	status = request_action(&request, card, NULL, day, NULL);
	record_diff(&action_record, &was, card, &changes);
	assert_int_equal(changes.count > 0, status == OK);
	action_copy(&copy, card);
	set_all(&copy, &changes, true);
	assert_int_equal(card_differs(&copy, &was), 0);
	set_all(&copy, &changes, false);
	assert_int_equal(card_differs(&copy, card), 0);
	assert_sound(card);
	changes_done(&changes);
	action_done(&copy);
	action_done(&was);
	return status == OK;
}

static void
every_step_of_a_story_can_be_taken_back(void **state)
{
	int taken = 0;

	(void)state;
	for (int story = 0; story < 100; story++) {
		struct action card;

		card_new(&card);
		for (int i = 0; i < 100; i++)
			taken += step(&card, DAY + i);
		action_done(&card);
	}
	assert_in_range(taken, 2000, 9000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_new_card_has_what_was_told_and_nothing_else),
	    cmocka_unit_test(a_card_may_begin_above_the_unit),
	    cmocka_unit_test(a_note_gives_its_day_its_theme_and_its_words),
	    cmocka_unit_test(a_long_note_is_cut_between_clusters),
	    cmocka_unit_test(moves_set_days_and_reasons),
	    cmocka_unit_test(leaving_new_answers_the_unit),
	    cmocka_unit_test(what_was_answered_is_not_answered_by_a_move),
	    cmocka_unit_test(an_edit_changes_what_it_says),
	    cmocka_unit_test(a_card_goes_up_tier_by_tier),
	    cmocka_unit_test(what_is_over_does_not_go_up),
	    cmocka_unit_test(the_first_answer_keeps_its_day),
	    cmocka_unit_test(an_answer_from_above_ends_the_waiting),
	    cmocka_unit_test(a_plan_moves_the_card_into_testing),
	    cmocka_unit_test(a_test_begins_and_ends_once),
	    cmocka_unit_test(twenty_tests_are_enough),
	    cmocka_unit_test(a_change_takes_the_approval_back),
	    cmocka_unit_test(a_refused_change_leaves_the_approval),
	    cmocka_unit_test(every_step_of_a_story_can_be_taken_back),
	};

	return cmocka_run_group_tests_name("action", tests, NULL, NULL);
}
