/*
 * What is checked of a request before it is carried out, who may ask it, and
 * what it does to notes: states and kinds as tables.
 */
#include <stdlib.h>
#include <string.h>

#include "tests/unit/cards.h"
#include "tests/unit/unit.h"
#include "util/date.h"
#include "util/mem.h"

/* Checks a copy, whose texts may be cleaned in place. */
static int
check(const struct request *request, struct err *err)
{
	struct request copy;
	int status;

	request_copy(&copy, request);
	status = request_check(&copy, DAY, err);
	request_done(&copy);
	return status;
}

static void
each_kind_has_a_name_and_a_title(void **state)
{
	(void)state;
	for (int i = 0; i < REVISIONS; i++) {
		assert_int_equal(note_name_find(revision_names, REVISIONS,
		                     revision_names[i]),
		    i);
		assert_true(revision_titles[i][0] != '\0');
	}
	assert_int_equal(
	    note_name_find(revision_names, REVISIONS, "undo"), REVISION_UNDO);
	assert_int_equal(
	    note_name_find(revision_names, REVISIONS, "redo"), REVISION_REDO);
}

static void
texts_are_kept_cleaned(void **state)
{
	struct request request;

	(void)state;
	request_init(&request, REQUEST_ADD);
	assert_int_equal(request.tier, -1);
	request_text(&request, TEXT_TITLE, "x");
	request_text(&request, TEXT_TITLE, "  nin\xCC\x83os \n");
	request_text(&request, TEXT_OWNER, " \t\xC2\xA0 ");
	request_text(&request, TEXT_DUE, " fri ");
	request_text(&request, TEXT_AIM, "x");
	request_text(&request, TEXT_AIM, NULL);
	assert_int_equal(request_check(&request, DAY, NULL), OK);
	assert_string_equal(request.text[TEXT_TITLE], "ni\xC3\xB1os");
	assert_string_equal(request.text[TEXT_OWNER], "");
	assert_string_equal(request.text[TEXT_DUE], "fri");
	assert_null(request.text[TEXT_AIM]);
	request_done(&request);
	assert_null(request.text[TEXT_TITLE]);
}

/* One text of each kind's needs is missing, or only blanks. */
static void
what_is_needed_is_asked_for_by_name(void **state)
{
	static const struct {
		struct request request;
		const char *name; /* NULL: nothing is missing */
	} cases[] = {
	    {{.kind = REQUEST_ADD}, "Title"},
	    {{.kind = REQUEST_ADD, .text = {[TEXT_TITLE] = " "}}, "Title"},
	    {{.kind = REQUEST_ADD, .note = "abcdefghij"}, NULL},
	    {{.kind = REQUEST_ADD,
	         .note = "abcdefghij",
	         .text = {[TEXT_TITLE] = " "}},
	        NULL},
	    {{.kind = REQUEST_EDIT, .text = {[TEXT_TITLE] = ""}}, "Title"},
	    {{.kind = REQUEST_EDIT, .text = {[TEXT_THEME] = " "}}, "Theme"},
	    {{.kind = REQUEST_EDIT, .text = {[TEXT_OWNER] = ""}}, NULL},
	    {{.kind = REQUEST_EDIT, .text = {[TEXT_DUE] = ""}}, NULL},
	    {{.kind = REQUEST_EDIT, .text = {[TEXT_SIZE] = ""}}, NULL},
	    {{.kind = REQUEST_EDIT, .text = {[TEXT_AIM] = ""}}, NULL},
	    {{.kind = REQUEST_EDIT}, "said to change"},
	    {{.kind = REQUEST_EDIT, .text = {[TEXT_REASON] = "x"}},
	        "said to change"},
	    {{.kind = REQUEST_MOVE, .state = ACTION_DONE}, NULL},
	    {{.kind = REQUEST_MOVE, .state = ACTION_CLOSED}, "Reason"},
	    {{.kind = REQUEST_MOVE,
	         .state = ACTION_CLOSED,
	         .text = {[TEXT_REASON] = "\t"}},
	        "Reason"},
	    {{.kind = REQUEST_ESCALATE}, "Reason"},
	    {{.kind = REQUEST_RESPOND}, "Answer"},
	    {{.kind = REQUEST_PLAN, .text = {[TEXT_PLAN] = "x"}}, "Prediction"},
	    {{.kind = REQUEST_PLAN, .text = {[TEXT_PREDICTION] = "x"}}, "Plan"},
	    {{.kind = REQUEST_RESULT, .outcome = OUTCOME_ADOPT}, "Result"},
	    {{.kind = REQUEST_RESULT, .text = {[TEXT_RESULT] = "x"}},
	        "adopt, adapt or abandon"},
	    {{.kind = REQUEST_APPROVE}, NULL},
	    {{.kind = REQUEST_ANSWER}, "Answer"},
	    {{.kind = REQUEST_CANT}, "Answer"},
	    {{.kind = REQUEST_METOO}, NULL},
	    {{.kind = REQUEST_MERGE}, NULL},
	    {{.kind = REQUEST_REDACT}, "Reason"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct err err = {""};
		int status = check(&cases[i].request, &err);

		if (status != (cases[i].name ? ERR_DATA : OK))
			fail_msg("case %zu: %d %s", i, status, err.text);
		if (cases[i].name && !strstr(err.text, cases[i].name))
			fail_msg("case %zu: %s", i, err.text);
	}
}

/* Every text at its limit and one above, with two bytes a character. */
static void
each_text_has_its_limit(void **state)
{
	(void)state;
	for (int which = 0; which < REQUEST_TEXTS; which++) {
		int max = request_text_max((enum request_text)which);
		struct buf text = BUF_INIT;
		struct request request;
		struct err err = {""};

		request_init(&request, REQUEST_METOO);
		for (int i = 0; i <= max; i++)
			buf_add(&text, "\xC3\xB1");
		request_text(&request, which, buf_text(&text));
		assert_int_equal(request_check(&request, DAY, &err), ERR_DATA);
		assert_non_null(strstr(err.text, " characters; "));
		request_text(&request, which, buf_text(&text) + 2);
		err.text[0] = '\0';
		request_check(&request, DAY, &err);
		assert_null(strstr(err.text, " characters; "));
		request_done(&request);
		buf_done(&text);
	}
	assert_int_equal(request_text_max(TEXT_TITLE), 100);
	assert_int_equal(request_text_max(TEXT_REASON), 500);
}

static void
what_cannot_be_kept_is_said_with_its_field(void **state)
{
	static const struct {
		enum request_text which;
		const char *text, *field, *said;
	} cases[] = {
	    {TEXT_OWNER, "Kim\x1B[2J", "Owner: ", "Character 4"},
	    {TEXT_AIM, "two\nlines", "Aim: ", "Character 4"},
	    {TEXT_TITLE,
	        "a\xE2\x80\xAE"
	        "b",
	        "Title: ", "Character 2"},
	    {TEXT_TITLE, "a\xFF", "Title: ", "UTF-8"},
	    {TEXT_SIZE, "huge", "Size", "small, medium or large"},
	    {TEXT_SIZE, "Small", "Size", "small, medium or large"},
	    {TEXT_DUE, "soon", "soon", "+2w"},
	    {TEXT_DUE, "2020-01-01", "2020-01-01", "before today"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct request request = {.kind = REQUEST_EDIT};
		struct err err = {""};

		request_text(&request, cases[i].which, cases[i].text);
		assert_int_equal(request_check(&request, DAY, &err), ERR_DATA);
		assert_non_null(strstr(err.text, cases[i].field));
		assert_non_null(strstr(err.text, cases[i].said));
		request_done(&request);
	}
}

static void
who_may_ask_depends_on_what_it_does(void **state)
{
	static const struct {
		struct request request;
		enum act act;
	} cases[] = {
	    {{.kind = REQUEST_ADD, .tier = -1}, ACT_BOARD},
	    {{.kind = REQUEST_ADD, .tier = TIER_UNIT}, ACT_BOARD},
	    {{.kind = REQUEST_ADD, .tier = TIER_HOSPITAL}, ACT_ESCALATE},
	    {{.kind = REQUEST_EDIT}, ACT_BOARD},
	    {{.kind = REQUEST_MOVE, .state = ACTION_NEW}, ACT_BOARD},
	    {{.kind = REQUEST_MOVE, .state = ACTION_DONE}, ACT_BOARD},
	    {{.kind = REQUEST_MOVE, .state = ACTION_CLOSED}, ACT_CLOSE},
	    {{.kind = REQUEST_ESCALATE}, ACT_ESCALATE},
	    {{.kind = REQUEST_RESPOND, .tier = TIER_UNIT}, ACT_RESPOND},
	    {{.kind = REQUEST_RESPOND, .tier = TIER_DEPARTMENT}, ACT_ESCALATE},
	    {{.kind = REQUEST_PLAN}, ACT_BOARD},
	    {{.kind = REQUEST_RESULT}, ACT_BOARD},
	    {{.kind = REQUEST_APPROVE}, ACT_APPROVE},
	    {{.kind = REQUEST_ANSWER}, ACT_RESPOND},
	    {{.kind = REQUEST_CANT}, ACT_RESPOND},
	    {{.kind = REQUEST_METOO}, ACT_BOARD},
	    {{.kind = REQUEST_MERGE}, ACT_BOARD},
	    {{.kind = REQUEST_REDACT}, ACT_REDACT},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(request_act(&cases[i].request), cases[i].act);
}

/* A note of a kind in a state, said by two more; card 12 where it has one. */
static struct note
note_of(enum note_kind kind, enum note_state state, const char *id)
{
	struct note note;

	note_init(&note);
	memcpy(note.id, id, strlen(id) + 1);
	note.kind = kind;
	note.state = state;
	note.metoo = 2;
	note.action = state == NOTE_ACTION ? 12 : 0;
	note.text = mem_copy("Linen runs out");
	return note;
}

static int
ask(struct note *note, struct note *other, enum request_kind kind,
    struct err *err)
{
	const struct request request = {.kind = kind,
	    .text = {[TEXT_ANSWER] = "ordered", [TEXT_REASON] = "a name"}};

	return request_note(&request, note, other, 15, DAY, err);
}

#define NO ERR_UNAVAILABLE

static void
states_say_what_a_note_takes(void **state)
{
	/* open, action, answered, cant, merged, redacted */
	static const struct {
		enum request_kind kind;
		int status[NOTE_STATES];
		enum note_state becomes;
	} cases[] = {
	    {REQUEST_ADD, {OK, NO, NO, NO, NO, NO}, NOTE_ACTION},
	    {REQUEST_ANSWER, {OK, NO, NO, NO, NO, NO}, NOTE_ANSWERED},
	    {REQUEST_CANT, {OK, NO, NO, NO, NO, NO}, NOTE_CANT},
	    {REQUEST_METOO, {OK, OK, OK, OK, NO, NO}, NOTE_STATES},
	    {REQUEST_MERGE, {OK, NO, NO, NO, NO, NO}, NOTE_MERGED},
	    {REQUEST_REDACT, {OK, OK, OK, OK, OK, NO}, NOTE_REDACTED},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		for (int is = 0; is < NOTE_STATES; is++) {
			struct note note =
			    note_of(NOTE_PEBBLE, (enum note_state)is, "a");
			struct note other =
			    note_of(NOTE_PEBBLE, NOTE_OPEN, "b");
			struct err err = {""};
			int expected = cases[i].status[is];

			assert_int_equal(
			    ask(&note, &other, cases[i].kind, &err), expected);
			assert_int_equal(note.state,
			    expected == OK && cases[i].becomes < NOTE_STATES
			        ? cases[i].becomes
			        : (enum note_state)is);
			if (expected == NO)
				assert_non_null(
				    strstr(err.text, "Nothing was changed."));
			if (expected == NO && is == NOTE_ACTION)
				assert_non_null(strstr(err.text, "card 12"));
			note_done(&note);
			note_done(&other);
		}
}

static void
a_note_keeps_what_became_of_it(void **state)
{
	struct note note = note_of(NOTE_PEBBLE, NOTE_OPEN, "a");

	(void)state;
	assert_true(note_waits(&note));
	assert_int_equal(ask(&note, NULL, REQUEST_METOO, NULL), OK);
	assert_int_equal(note.metoo, 3);
	assert_int_equal(ask(&note, NULL, REQUEST_ANSWER, NULL), OK);
	assert_string_equal(note.answer, "ordered");
	assert_int_equal(note.answered, DAY);
	assert_false(note_waits(&note));
	assert_int_equal(ask(&note, NULL, REQUEST_REDACT, NULL), OK);
	assert_string_equal(note.answer, "a name");
	assert_string_equal(note.text, "");
	assert_int_equal(note.metoo, 3);
	note_done(&note);
	note = note_of(NOTE_STOP, NOTE_OPEN, "a");
	assert_int_equal(ask(&note, NULL, REQUEST_ADD, NULL), OK);
	assert_int_equal(note.action, 15);
	assert_int_equal(note.answered, DATE_NONE);
	note_done(&note);
}

static void
a_merged_note_counts_in_the_other(void **state)
{
	struct note note = note_of(NOTE_STOP, NOTE_OPEN, "aaaaaaaaaa");
	struct note other = note_of(NOTE_STOP, NOTE_ANSWERED, "bbbbbbbbbb");

	(void)state;
	note.minutes = 20;
	other.minutes = 15;
	assert_int_equal(ask(&note, &other, REQUEST_MERGE, NULL), OK);
	assert_int_equal(other.metoo, 5);
	assert_int_equal(other.minutes, 20);
	assert_int_equal(other.state, NOTE_ANSWERED);
	assert_string_equal(note.into, "bbbbbbbbbb");
	assert_int_equal(note.metoo, 2);
	assert_int_equal(note.minutes, 20);
	assert_string_equal(note.text, "Linen runs out");
	assert_false(note_waits(&note));
	note_done(&note);
	note_done(&other);
}

static void
kinds_say_what_may_be_merged(void **state)
{
	static const bool may[NOTE_KINDS][NOTE_KINDS] = {
	    [NOTE_MATTERS] = {[NOTE_MATTERS] = true,
	        [NOTE_PEBBLE] = true,
	        [NOTE_STOP] = true},
	    [NOTE_BRIGHT] = {[NOTE_BRIGHT] = true},
	    [NOTE_PEBBLE] = {[NOTE_PEBBLE] = true, [NOTE_STOP] = true},
	    [NOTE_STOP] = {[NOTE_STOP] = true},
	    [NOTE_THANKS] = {[NOTE_THANKS] = true},
	};
	static const bool takes[NOTE_STATES] = {
	    [NOTE_OPEN] = true, [NOTE_ACTION] = true, [NOTE_ANSWERED] = true};

	(void)state;
	for (int from = 0; from < NOTE_KINDS; from++)
		for (int to = 0; to < NOTE_KINDS * NOTE_STATES; to++) {
			enum note_kind kind = to % NOTE_KINDS;
			enum note_state is = to / NOTE_KINDS;
			struct note note =
			    note_of((enum note_kind)from, NOTE_OPEN, "a");
			struct note other = note_of(kind, is, "b");
			int status = ask(&note, &other, REQUEST_MERGE, NULL);

			assert_int_equal(
			    status, may[from][kind] && takes[is] ? OK : NO);
			assert_int_equal(other.metoo, status == OK ? 5 : 2);
			assert_int_equal(other.minutes, 0);
			assert_string_equal(note.into, status == OK ? "b" : "");
			note_done(&note);
			note_done(&other);
		}
}

static void
a_note_is_not_merged_into_itself(void **state)
{
	struct note note = note_of(NOTE_PEBBLE, NOTE_OPEN, "a");
	struct note same = note_of(NOTE_PEBBLE, NOTE_OPEN, "a");
	struct err err;

	(void)state;
	assert_int_equal(ask(&note, &same, REQUEST_MERGE, &err), NO);
	assert_non_null(strstr(err.text, "itself"));
	assert_int_equal(note.state, NOTE_OPEN);
	note_done(&note);
	note_done(&same);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_kind_has_a_name_and_a_title),
	    cmocka_unit_test(texts_are_kept_cleaned),
	    cmocka_unit_test(what_is_needed_is_asked_for_by_name),
	    cmocka_unit_test(each_text_has_its_limit),
	    cmocka_unit_test(what_cannot_be_kept_is_said_with_its_field),
	    cmocka_unit_test(who_may_ask_depends_on_what_it_does),
	    cmocka_unit_test(states_say_what_a_note_takes),
	    cmocka_unit_test(a_note_keeps_what_became_of_it),
	    cmocka_unit_test(a_merged_note_counts_in_the_other),
	    cmocka_unit_test(kinds_say_what_may_be_merged),
	    cmocka_unit_test(a_note_is_not_merged_into_itself),
	};

	return cmocka_run_group_tests_name("request", tests, NULL, NULL);
}
