/*
 * Notes in the store: kept under a random id with their day only, listed,
 * filtered, searched, and taken back without a trace.
 */
#include "db/repo_note.h"

#include "tests/db/store.h"
#include "util/date.h"

static struct note
new_note(enum note_kind kind, const char *theme, int32_t day, const char *text)
{
	struct note note = {.kind = kind, .state = NOTE_OPEN, .day = day};

	snprintf(note.theme, sizeof(note.theme), "%s", theme);
	note.text = mem_copy(text);
	return note;
}

static void
add(struct place *place, enum note_kind kind, const char *theme, int32_t day,
    const char *text, char id[NOTE_ID_SIZE])
{
	struct note note = new_note(kind, theme, day, text);
	struct err err;

	must(note_add(place->db, &note, &crypt_random, &err));
	assert_int_equal(strlen(note.id), NOTE_ID_SIZE - 1);
	assert_int_equal(strspn(note.id, "abcdefghijklmnopqrstuvwxyz"
	                                 "0123456789"),
	    NOTE_ID_SIZE - 1);
	if (id)
		memcpy(id, note.id, NOTE_ID_SIZE);
	note_done(&note);
}

static void
fill(struct place *place)
{
	add(place, NOTE_PEBBLE, "supplies", 100, "No stapler at the DESK",
	    NULL);
	add(place, NOTE_BRIGHT, "teamwork", 101, "Ana covered my break", NULL);
	add(place, NOTE_PEBBLE, "supplies", 101,
	    "Los guantes se acabaron aqu\u00ed", NULL);
	add(place, NOTE_STOP, "records", 102, "Count the stapler twice", NULL);
	add(place, NOTE_THANKS, "teamwork", 99, "100% thanks, José_", NULL);
}

static int
found(struct place *place, const struct note_filter *filter)
{
	struct note *notes;
	struct err err;
	int count;

	must(note_list(place->db, filter, &notes, &count, &err));
	for (int i = 1; i < count; i++)
		assert_true(notes[i - 1].day > notes[i].day ||
		            (notes[i - 1].day == notes[i].day &&
		                strcmp(notes[i - 1].id, notes[i].id) < 0));
	note_list_done(notes, count);
	return count;
}

static void
test_list(void **state)
{
	struct place place;
	struct note_filter filter = note_filter_all;
	struct note *notes;
	struct err err;
	int count;

	(void)state;
	place_with_store(&place);
	must(note_list(place.db, &filter, &notes, &count, &err));
	assert_int_equal(count, 0);
	note_list_done(notes, count);
	fill(&place);
	reopen(&place);
	must(note_list(place.db, &filter, &notes, &count, &err));
	assert_int_equal(count, 5);
	assert_string_equal(notes[0].text, "Count the stapler twice");
	assert_string_equal(notes[0].theme, "records");
	assert_int_equal(notes[0].kind, NOTE_STOP);
	assert_int_equal(notes[0].state, NOTE_OPEN);
	assert_int_equal(notes[0].day, 102);
	assert_int_equal(notes[4].day, 99);
	note_list_done(notes, count);
	place_done(&place);
}

static void
test_filters(void **state)
{
	struct place place;
	struct note_filter filter = note_filter_all;

	(void)state;
	place_with_store(&place);
	fill(&place);
	assert_int_equal(found(&place, &filter), 5);
	filter.kind = NOTE_PEBBLE;
	assert_int_equal(found(&place, &filter), 2);
	filter.since = 101;
	assert_int_equal(found(&place, &filter), 1);
	filter = note_filter_all;
	filter.kind = NOTE_MATTERS;
	assert_int_equal(found(&place, &filter), 0);
	filter = note_filter_all;
	filter.theme = "teamwork";
	assert_int_equal(found(&place, &filter), 2);
	filter.theme = "team";
	assert_int_equal(found(&place, &filter), 0);
	filter = note_filter_all;
	filter.state = NOTE_ANSWERED;
	assert_int_equal(found(&place, &filter), 0);
	filter.state = NOTE_OPEN;
	assert_int_equal(found(&place, &filter), 5);
	place_done(&place);
}

static void
test_search(void **state)
{
	static const struct {
		const char *match;
		int count;
	} cases[] = {
	    {"stapler", 2},
	    {"STAPLER", 2},
	    {"desk", 1},
	    {"aqui", 1},
	    {"AQUÍ", 1},
	    {"jose", 1},
	    {"José", 1},
	    {"100%", 1},
	    {"%", 1},
	    {"_", 1},
	    {"", 5},
	    {"nothing like it", 0},
	    {"'; DROP TABLE note; --", 0},
	};
	struct place place;

	(void)state;
	place_with_store(&place);
	fill(&place);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct note_filter filter = note_filter_all;

		filter.match = cases[i].match;
		if (found(&place, &filter) != cases[i].count)
			fail_msg(
			    "\"%s\": not %d", cases[i].match, cases[i].count);
	}
	place_done(&place);
}

/* Merged and redacted ones are listed only when they are asked for. */
static void
test_states(void **state)
{
	struct place place;
	struct note_filter filter = note_filter_all;
	struct err err;

	(void)state;
	place_with_store(&place);
	for (int i = 0; i < NOTE_STATES; i++) {
		struct note note = new_note(NOTE_PEBBLE, "other", 100, "x");

		note.state = (enum note_state)i;
		must(note_add(place.db, &note, &crypt_random, &err));
		note_done(&note);
	}
	assert_int_equal(found(&place, &filter), 4);
	for (int i = 0; i < NOTE_STATES; i++) {
		filter.state = i;
		assert_int_equal(found(&place, &filter), 1);
	}
	place_done(&place);
}

static void
test_join_transaction(void **state)
{
	struct place place;
	struct note_filter filter = note_filter_all;
	struct err err;

	(void)state;
	place_with_store(&place);
	must(db_begin(place.db, &err));
	add(&place, NOTE_PEBBLE, "other", 1, "gone again", NULL);
	assert_true(db_writing(place.db));
	db_rollback(place.db);
	assert_int_equal(found(&place, &filter), 0);
	add(&place, NOTE_PEBBLE, "other", 1, "kept", NULL);
	assert_false(db_writing(place.db));
	assert_int_equal(found(&place, &filter), 1);
	place_done(&place);
}

static void
test_remove_joins(void **state)
{
	struct place place;
	struct note_filter filter = note_filter_all;
	struct err err;
	char id[NOTE_ID_SIZE];

	(void)state;
	place_with_store(&place);
	add(&place, NOTE_PEBBLE, "other", 1, "there again", id);
	must(db_begin(place.db, &err));
	must(note_remove(place.db, id, &err));
	assert_true(db_writing(place.db));
	assert_int_equal(found(&place, &filter), 0);
	must_fail(note_remove(place.db, id, &err), ERR_UNAVAILABLE, "gone");
	assert_true(db_writing(place.db));
	db_rollback(place.db);
	assert_int_equal(found(&place, &filter), 1);
	place_done(&place);
}

static void
test_get(void **state)
{
	struct place place;
	struct note note;
	struct err err;
	char id[NOTE_ID_SIZE];

	(void)state;
	place_with_store(&place);
	must(note_get(place.db, "0123456789", &note, &err));
	assert_string_equal(note.id, "");
	add(&place, NOTE_BRIGHT, "other", 7, "one of many", id);
	fill(&place);
	must(note_get(place.db, id, &note, &err));
	assert_string_equal(note.id, id);
	assert_int_equal(note.kind, NOTE_BRIGHT);
	assert_int_equal(note.day, 7);
	assert_string_equal(note.text, "one of many");
	note_done(&note);
	must(note_remove(place.db, id, &err));
	must(note_get(place.db, id, &note, &err));
	assert_string_equal(note.id, "");
	place_done(&place);
}

/* --- Ids ---------------------------------------------------------------- */

/* The same ten letters twice, then others. */
static uint32_t
repeating(void *context, uint32_t below)
{
	int *calls = context;

	return (uint32_t)((*calls)++ / 20) % below;
}

static void
test_ids_collide(void **state)
{
	int calls = 0;
	const struct random random = {repeating, NULL, &calls};
	struct note note = new_note(NOTE_PEBBLE, "other", 1, "x");
	struct place place;
	struct err err;

	(void)state;
	place_with_store(&place);
	must(note_add(place.db, &note, &random, &err));
	assert_string_equal(note.id, "aaaaaaaaaa");
	must(note_add(place.db, &note, &random, &err));
	assert_string_equal(note.id, "bbbbbbbbbb");
	assert_int_equal(calls, 30);
	note_done(&note);
	place_done(&place);
}

/* --- Taking back -------------------------------------------------------- */

static bool
on_disk(const struct place *place, const char *text)
{
	const char *const ends[] = {"", "-journal", "-queue"};
	bool there = false;

	for (int i = 0; i < 3; i++) {
		struct buf bytes;
		char path[400];

		snprintf(path, sizeof(path), "%s%s", place->store, ends[i]);
		bytes = bytes_of(path);
		there =
		    there || memmem(bytes.text, bytes.len, text, strlen(text));
		buf_done(&bytes);
	}
	return there;
}

static void
test_remove(void **state)
{
	static const char secret[] = "the text that nobody may find again";
	struct place place;
	struct note_filter filter = note_filter_all;
	struct err err;
	char id[NOTE_ID_SIZE];

	(void)state;
	place_with_store(&place);
	add(&place, NOTE_PEBBLE, "other", 1, secret, id);
	fill(&place);
	assert_true(on_disk(&place, secret));
	must(note_remove(place.db, id, &err));
	assert_false(on_disk(&place, secret));
	assert_int_equal(found(&place, &filter), 5);
	must_fail(note_remove(place.db, id, &err), ERR_UNAVAILABLE, "gone");
	assert_false(db_writing(place.db));
	assert_int_equal(found(&place, &filter), 5);
	place_done(&place);
}

static void
test_remove_answered(void **state)
{
	struct place place;
	struct note note = new_note(NOTE_PEBBLE, "other", 1, "x");
	struct note_filter filter = note_filter_all;
	struct err err;

	(void)state;
	place_with_store(&place);
	note.state = NOTE_ANSWERED;
	must(note_add(place.db, &note, &crypt_random, &err));
	must_fail(
	    note_remove(place.db, note.id, &err), ERR_UNAVAILABLE, "answered");
	assert_int_equal(found(&place, &filter), 1);
	note_done(&note);
	place_done(&place);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_list),
	    cmocka_unit_test(test_filters),
	    cmocka_unit_test(test_search),
	    cmocka_unit_test(test_states),
	    cmocka_unit_test(test_get),
	    cmocka_unit_test(test_remove_joins),
	    cmocka_unit_test(test_join_transaction),
	    cmocka_unit_test(test_ids_collide),
	    cmocka_unit_test(test_remove),
	    cmocka_unit_test(test_remove_answered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
