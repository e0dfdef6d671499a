/*
 * Notes: which texts are kept and how, which are refused and why; which notes
 * wait, and what of a note is a change.
 */
#include <stdlib.h>
#include <string.h>

#include "core/note.h"
#include "tests/unit/unit.h"
#include "util/date.h"
#include "util/mem.h"
#include "util/utf8.h"

static void
names_are_found(void **state)
{
	(void)state;
	for (int i = 0; i < NOTE_KINDS; i++) {
		assert_int_equal(note_name_find(note_kind_names, NOTE_KINDS,
		                     note_kind_names[i]),
		    i);
		assert_true(note_kind_titles[i][0] != '\0');
	}
	for (int i = 0; i < NOTE_STATES; i++)
		assert_int_equal(note_name_find(note_state_names, NOTE_STATES,
		                     note_state_names[i]),
		    i);
	assert_int_equal(
	    note_name_find(note_kind_names, NOTE_KINDS, "pebble"), NOTE_PEBBLE);
	assert_int_equal(
	    note_name_find(note_kind_names, NOTE_KINDS, "Pebble"), -1);
	assert_int_equal(note_name_find(note_kind_names, NOTE_KINDS, ""), -1);
	assert_int_equal(
	    note_name_find(note_state_names, NOTE_STATES, "cant"), NOTE_CANT);
}

static void
texts_are_trimmed_and_composed(void **state)
{
	static const struct {
		const char *text, *kept;
	} cases[] = {
	    {"Linen runs out", "Linen runs out"},
	    {"  two  spaces  ", "two  spaces"},
	    {"from a pipe\n", "from a pipe"},
	    {"from Windows\r\n", "from Windows"},
	    {"\t \n text \t\r\n", "text"},
	    {"nin\xCC\x83o", "ni\xC3\xB1o"},
	    {"\xE2\x9D\xA4\xEF\xB8\x8F", "\xE2\x9D\xA4\xEF\xB8\x8F"},
	    {"\xF0\x9F\x9A\x80", "\xF0\x9F\x9A\x80"},
	    {"100% \"quoted\" = +1 -1 @x", "100% \"quoted\" = +1 -1 @x"},
	    {"x", "x"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf out = BUF_INIT;

		assert_int_equal(note_clean(&out, cases[i].text,
		                     strlen(cases[i].text), NULL),
		    OK);
		assert_string_equal(buf_text(&out), cases[i].kept);
		buf_done(&out);
	}
}

static void
what_cannot_be_kept_is_said_with_its_place(void **state)
{
	static const struct {
		const char *text;
		size_t len;
		const char *said;
	} cases[] = {
	    {"", 0, "empty"}, {" \n\t ", 4, "empty"},
	    {"\xE3\x80\x80\xC2\xA0", 5, "empty"}, /* wide and fixed spaces */
	    {"a\x1B[2J", 5, "character 2"}, {"a\nb", 3, "character 2"},
	    {"a\tb", 3, "character 2"}, {"a\0b", 3, "character 2"},
	    {"\0", 1, "character 1"}, {"ab\x7F", 3, "character 3"},
	    {"\xC2\x9B"
	     "31m",
	        5, "character 1"}, /* C1: CSI */
	    {"n\xC3\xB1\xE2\x80\xAE"
	     "x",
	        7, "character 3"}, /* override */
	    {"a\xE2\x80\x8B"
	     "b",
	        5, "character 2"}, /* zero width */
	    {"a\xE2\x80\xA8"
	     "b",
	        5, "character 2"},                   /* line separator */
	    {"\xEF\xBB\xBFtext", 7, "character 1"},  /* byte order mark */
	    {"a\xEF\xBF\xBE", 4, "character 2"},     /* noncharacter */
	    {"a\xF3\xA0\x81\x81", 5, "character 2"}, /* a tag */
	    {"ab\xFF", 3, "character 3"},
	    {"a\xED\xA0\x80", 4, "character 2"}, /* a surrogate */
	    {"a\xC0\x80", 3, "character 2"}, {"a\xE2\x82", 3, "character 2"},
	    {"  a\x1B", 4, "character 4"}, /* as it was typed */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf out = BUF_INIT;
		struct err err = {""};

		buf_add(&out, "before");
		assert_int_equal(
		    note_clean(&out, cases[i].text, cases[i].len, &err),
		    ERR_DATA);
		if (!strcasestr(err.text, cases[i].said))
			fail_msg("case %zu: %s", i, err.text);
		assert_non_null(strcasestr(err.text, "nothing was kept"));
		assert_true(utf8_valid(err.text, strlen(err.text), NULL));
		assert_string_equal(buf_text(&out), "before");
		buf_done(&out);
	}
}

static int
clean_repeated(const char *piece, int count, struct err *err)
{
	struct buf text = BUF_INIT, out = BUF_INIT;
	int result;

	for (int i = 0; i < count; i++)
		buf_add(&text, piece);
	result = note_clean(&out, buf_text(&text), text.len, err);
	if (result == OK)
		assert_int_equal(
		    utf8_count(buf_text(&out)), NOTE_CHARACTERS_MAX);
	else
		assert_int_equal(out.len, 0);
	buf_done(&text);
	buf_done(&out);
	return result;
}

static void
five_hundred_characters_and_no_more(void **state)
{
	static const char *const pieces[] = {
	    "x", "\xC3\xB1", "n\xCC\x83", "\xF0\x9F\x9A\x80"};

	(void)state;
	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
		struct err err = {""};

		assert_int_equal(clean_repeated(pieces[i], 500, &err), OK);
		assert_int_equal(
		    clean_repeated(pieces[i], 501, &err), ERR_DATA);
		assert_non_null(strstr(err.text, "501"));
		assert_non_null(strstr(err.text, "500"));
	}
	assert_int_equal(clean_repeated("x", 1000000, NULL), ERR_DATA);
}

/* Whatever the bytes: refused, or kept as a text that would be kept as it
 * is. */
static void
what_is_kept_needs_no_cleaning(void **state)
{
	static const char *const pieces[] = {"a", " ", "\n", "\xCC\x81",
	    "\xC3\xA9", "\xE2\x80\x8D", "\xF0\x9F\x91\xA9", "\x1B", "\xFF",
	    "\xE1\x84\x92\xE1\x85\xA1", "\xE0\xA5\x98", "\xE2\x84\xA6"};
	int kept = 0;

	(void)state;
	for (int round = 0; round < 5000; round++) {
		struct buf text = BUF_INIT, out = BUF_INIT, again = BUF_INIT;

		for (int i = unit_between(0, 6); i > 0; i--)
			buf_add(&text, pieces[unit_between(0, 11)]);
		if (note_clean(&out, buf_text(&text), text.len, NULL) == OK) {
			assert_int_equal(
			    note_clean(&again, buf_text(&out), out.len, NULL),
			    OK);
			assert_string_equal(buf_text(&again), buf_text(&out));
			kept++;
		}
		buf_done(&text);
		buf_done(&out);
		buf_done(&again);
	}
	assert_in_range(kept, 100, 4900);
}

static void
minutes_belong_to_what_should_stop(void **state)
{
	struct err err;

	(void)state;
	for (enum note_kind kind = 0; kind < NOTE_KINDS; kind++) {
		assert_int_equal(note_check_minutes(kind, 0, &err), OK);
		assert_int_equal(note_check_minutes(kind, 5, &err),
		    kind == NOTE_STOP ? OK : ERR_DATA);
	}
	assert_int_equal(
	    note_check_minutes(NOTE_STOP, NOTE_MINUTES_MAX, &err), OK);
	assert_int_equal(
	    note_check_minutes(NOTE_STOP, NOTE_MINUTES_MAX + 1, &err),
	    ERR_DATA);
	assert_non_null(strstr(err.text, "0 to 720"));
	assert_int_equal(note_check_minutes(NOTE_STOP, -1, &err), ERR_DATA);
}

static void
other_texts_have_limits_of_their_own(void **state)
{
	struct buf out = BUF_INIT;
	struct err err = {""};

	(void)state;
	assert_int_equal(text_clean(&out, " n\xCC\x83o ", 6, 2, &err), OK);
	assert_string_equal(buf_text(&out), "\xC3\xB1o");
	assert_int_equal(text_clean(&out, "n\xCC\x83os", 5, 2, &err), ERR_DATA);
	assert_non_null(strstr(err.text, "3 characters; 2 are allowed"));
	assert_string_equal(buf_text(&out), "\xC3\xB1o");
	buf_done(&out);
}

static void
spaces_of_any_width_are_blank(void **state)
{
	(void)state;
	assert_true(text_blank(""));
	assert_true(text_blank(" \t\r\n\xE3\x80\x80\xC2\xA0"));
	assert_false(text_blank("  x "));
	assert_false(text_blank("\xFF"));
}

static void
only_what_must_end_in_an_answer_waits(void **state)
{
	(void)state;
	for (int i = 0; i < NOTE_KINDS * NOTE_STATES; i++) {
		struct note note;

		note_init(&note);
		note.kind = (enum note_kind)(i / NOTE_STATES);
		note.state = (enum note_state)(i % NOTE_STATES);
		assert_int_equal(note_waits(&note),
		    note.state == NOTE_OPEN &&
		        (note.kind == NOTE_PEBBLE || note.kind == NOTE_STOP));
	}
}

static void
a_new_note_has_no_days(void **state)
{
	struct note note;

	(void)state;
	note_init(&note);
	assert_int_equal(note.version, 1);
	assert_int_equal(note.day, DATE_NONE);
	assert_int_equal(note.answered, DATE_NONE);
	assert_int_equal(note.state, NOTE_OPEN);
	assert_null(note.text);
	assert_int_equal(note_filter_all.kind, -1);
	assert_int_equal(note_filter_all.state, -1);
	assert_int_equal(note_filter_all.since, DATE_NONE);
	assert_int_equal(note_filter_all.until, DATE_NONE);
	assert_null(note_filter_all.match);
}

/* What never changes is no field: its changes leave no events. */
static void
a_text_leaves_no_trace_in_changes(void **state)
{
	struct note a, b;
	struct changes changes;

	(void)state;
	note_init(&a);
	note_init(&b);
	b.text = mem_copy("Linen runs out");
	b.day = 5;
	b.version = 2;
	b.metoo = 3;
	record_diff(&note_record, &a, &b, &changes);
	assert_int_equal(changes.count, 1);
	assert_string_equal(
	    note_record.fields[changes.list[0].field].name, "metoo");
	assert_string_equal(changes.list[0].after, "3");
	changes_done(&changes);
	note_done(&b);
}

static void
a_copy_owns_its_texts(void **state)
{
	struct note note, copy;

	(void)state;
	note_init(&note);
	note.text = mem_copy("text");
	note.answer = mem_copy("answer");
	note.metoo = 2;
	note_copy(&copy, &note);
	note_done(&note);
	assert_null(note.text);
	assert_null(note.answer);
	note_done(&note);
	assert_string_equal(copy.text, "text");
	assert_string_equal(copy.answer, "answer");
	assert_int_equal(copy.metoo, 2);
	note_done(&copy);
}

/* A title that somebody wrote by hand is not the note's, though it shares
 * words with it. */
static void
only_its_own_words_are_its_title(void **state)
{
	static const char text[] = "Old Lift is broken \xC3\xA0 gain";
	static const struct {
		const char *title;
		bool is;
	} cases[] = {
	    {text, true},
	    {"old lift IS broken A gain", true},
	    {"lift", false},
	    {"Old Lift", false},
	    {"Old Lift is broken \xC3\xA0 gain and again", false},
	    {"Old Lift\xE2\x80\xA6", false},
	    {"", false},
	};
	struct note note;

	(void)state;
	note_init(&note);
	assert_false(note_is_title(&note, ""));
	note.text = mem_copy(text);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (note_is_title(&note, cases[i].title) != cases[i].is)
			fail_msg("\"%s\"", cases[i].title);
	free(note.text);
	note.text = mem_copy("");
	assert_false(note_is_title(&note, ""));
	note_done(&note);
}

/* Nothing a reader sees as one character is cut through. */
static void
a_long_text_is_cut_for_a_title(void **state)
{
	char text[301], *title;
	struct note note;

	(void)state;
	memset(text, 'x', 300);
	text[300] = '\0';
	memcpy(text + 98, "e\xCC\x81", 3);
	title = note_title(text);
	assert_int_equal(utf8_count(title), 99);
	assert_memory_equal(title, text, 98);
	assert_string_equal(title + 98, "\xE2\x80\xA6");
	note_init(&note);
	note.text = mem_copy(text);
	assert_true(note_is_title(&note, title));
	assert_true(note_is_title(&note, text));
	title[97] = '\0';
	assert_false(note_is_title(&note, title));
	free(title);
	title = note_title("short");
	assert_string_equal(title, "short");
	free(title);
	note_done(&note);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(names_are_found),
	    cmocka_unit_test(texts_are_trimmed_and_composed),
	    cmocka_unit_test(what_cannot_be_kept_is_said_with_its_place),
	    cmocka_unit_test(five_hundred_characters_and_no_more),
	    cmocka_unit_test(what_is_kept_needs_no_cleaning),
	    cmocka_unit_test(minutes_belong_to_what_should_stop),
	    cmocka_unit_test(other_texts_have_limits_of_their_own),
	    cmocka_unit_test(spaces_of_any_width_are_blank),
	    cmocka_unit_test(only_what_must_end_in_an_answer_waits),
	    cmocka_unit_test(a_new_note_has_no_days),
	    cmocka_unit_test(a_text_leaves_no_trace_in_changes),
	    cmocka_unit_test(a_copy_owns_its_texts),
	    cmocka_unit_test(only_its_own_words_are_its_title),
	    cmocka_unit_test(a_long_text_is_cut_for_a_title),
	};

	return cmocka_run_group_tests_name("note", tests, NULL, NULL);
}
