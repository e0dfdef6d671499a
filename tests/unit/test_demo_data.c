/*
 * The demonstration's notes keep the rules of notes: clean, different, of
 * every kind, and never about a person or a place that could be somebody's.
 */
#include "cli/demo_data.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "cli/demo_data.c"
#include "tests/unit/unit.h"

static void
every_text_may_be_kept(void **state)
{
	(void)state;
	for (int i = 0; i < demo_note_count; i++) {
		struct buf clean = BUF_INIT;
		struct err err = {""};
		const struct demo_note *note = &demo_notes[i];

		assert_int_equal(
		    note_clean(&clean, note->text, strlen(note->text), &err),
		    OK);
		assert_string_equal(buf_text(&clean), note->text);
		assert_int_equal(
		    note_check_minutes(note->kind, note->minutes, &err), OK);
		assert_true(id_valid(note->theme));
		buf_done(&clean);
	}
}

static void
no_text_comes_twice(void **state)
{
	(void)state;
	assert_true(demo_note_count >= 80);
	for (int i = 0; i < demo_note_count; i++)
		for (int j = 0; j < i; j++)
			assert_string_not_equal(
			    demo_notes[i].text, demo_notes[j].text);
}

/* Numbers are written out: a digit may be a telephone, a room or an age. */
static void
no_text_tells_of_anybody(void **state)
{
	static const char *const words[] = {"patient", "Patient", " bed ",
	    " bed.", "room 1", "diagnos", "Mr", "Mrs", "Dr."};

	(void)state;
	for (int i = 0; i < demo_note_count; i++) {
		const char *text = demo_notes[i].text;

		assert_int_equal(strcspn(text, "0123456789"), strlen(text));
		assert_null(strchr(text, '!'));
		for (size_t w = 0; w < sizeof(words) / sizeof(words[0]); w++)
			assert_null(strstr(text, words[w]));
	}
}

/* A colleague's name would be a capital letter inside a sentence. */
static void
capitals_begin_sentences(void **state)
{
	static const char *const allowed[] = {"I", "Monday", "Thursday"};

	(void)state;
	for (int i = 0; i < demo_note_count; i++) {
		const char *text = demo_notes[i].text;

		for (const char *at = text + 1; *at; at++) {
			bool known = false;

			if (!isupper((unsigned char)*at) || at[-1] != ' ' ||
			    strchr(".?:", at[-2]))
				continue;
			for (size_t a = 0;
			     a < sizeof(allowed) / sizeof(allowed[0]); a++)
				known |= strncmp(at, allowed[a],
				             strlen(allowed[a])) == 0;
			if (!known)
				fail_msg("\"%s\"", text);
		}
	}
}

static void
every_kind_has_texts_for_both_halves(void **state)
{
	int share = 0;

	(void)state;
	for (int kind = 0; kind < NOTE_KINDS; kind++) {
		int before = 0, after = 0;

		for (int i = 0; i < demo_note_count; i++) {
			if ((int)demo_notes[i].kind != kind)
				continue;
			before += demo_notes[i].phase != DEMO_AFTER;
			after += demo_notes[i].phase != DEMO_BEFORE;
		}
		assert_true(before >= 10 && after >= 10);
		share += demo_kind_share[kind];
	}
	assert_int_equal(share, 100);
	assert_int_equal(
	    demo_kind_share[NOTE_BRIGHT] + demo_kind_share[NOTE_THANKS], 50);
}

static void
every_item_has_a_course(void **state)
{
	(void)state;
	assert_string_equal(demo_course("energy")->item, "energy");
	assert_string_equal(demo_course("needed")->item, "needed");
	assert_string_equal(demo_course("something-else")->item, "");
	assert_true(demo_course("needed")->change > 100);
	assert_true(demo_course("energy")->winter < 0);
	assert_true(demo_course("energy")->night < 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_text_may_be_kept),
	    cmocka_unit_test(no_text_comes_twice),
	    cmocka_unit_test(no_text_tells_of_anybody),
	    cmocka_unit_test(capitals_begin_sentences),
	    cmocka_unit_test(every_kind_has_texts_for_both_halves),
	    cmocka_unit_test(every_item_has_a_course),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
