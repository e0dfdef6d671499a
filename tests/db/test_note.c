/*
 * Notes in the store: kept under a random id with their day only, listed,
 * filtered, searched, and taken back without a trace.
 */
#include "db/repo_note.h"

#include "tests/db/board.h"

#include "util/random.h"
#include "util/utf8.h"

static struct note
new_note(enum note_kind kind, const char *theme, int32_t day, const char *text)
{
	struct note note;

	note_init(&note);
	note.kind = kind;
	note.day = day;
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

/* Whoever said "me too", or answered and took that back, has seen it. */
static void
test_remove_touched(void **state)
{
	struct place place;
	struct revision done;
	struct err err;
	char ids[2][NOTE_ID_SIZE];

	(void)state;
	place_with_store(&place);
	add(&place, NOTE_PEBBLE, "other", TODAY, "x", ids[0]);
	add(&place, NOTE_PEBBLE, "other", TODAY, "y", ids[1]);
	must_ask(&place, of_note(REQUEST_METOO, ids[0]), TODAY);
	must_fail(
	    note_remove(place.db, ids[0], &err), ERR_UNAVAILABLE, "changed");
	card_from(&place, ids[1], TODAY);
	must_fail(
	    note_remove(place.db, ids[1], &err), ERR_UNAVAILABLE, "changed");
	must(revision_undo(place.db, TODAY, 0, &done, &err));
	must_fail(
	    note_remove(place.db, ids[1], &err), ERR_UNAVAILABLE, "changed");
	assert_int_equal(found(&place, &note_filter_all), 2);
	place_done(&place);
}

/* --- Changes ------------------------------------------------------------ */

static int
put(struct db *db, const struct note *was, struct note *now, struct err *err)
{
	struct revision revision;
	int status = db_begin(db, err);

	if (status == OK)
		status =
		    revision_begin(db, REQUEST_ANSWER, TODAY, &revision, err);
	if (status == OK)
		status = note_put(db, &revision, was, now, err);
	if (status == OK)
		status = db_commit(db, err);
	db_rollback(db);
	return status;
}

static void
test_put(void **state)
{
	struct place place;
	struct note was, now, read;
	struct db *other;
	struct err err;
	char id[NOTE_ID_SIZE];

	(void)state;
	place_with_store(&place);
	add(&place, NOTE_STOP, "other", TODAY, "Count it twice", id);
	must(note_get(place.db, id, &was, &err));
	note_copy(&now, &was);
	now.state = NOTE_CANT;
	now.minutes = 15;
	now.metoo = 3;
	now.answered = TODAY + 1;
	free(now.answer);
	now.answer = mem_copy("the law");
	memcpy(now.into, "abcdefghij", NOTE_ID_SIZE);
	now.action = 12;
	must(put(place.db, &was, &now, &err));
	assert_int_equal(now.version, 2);
	must(db_open(&other, place.store, DB_EXISTING, &err));
	must(note_get(other, id, &read, &err));
	assert_int_equal(read.state, NOTE_CANT);
	assert_int_equal(read.minutes, 15);
	assert_int_equal(read.metoo, 3);
	assert_int_equal(read.answered, TODAY + 1);
	assert_string_equal(read.answer, "the law");
	assert_string_equal(read.into, "abcdefghij");
	assert_int_equal(read.action, 12);
	assert_int_equal(read.version, 2);
	assert_string_equal(read.text, "Count it twice");
	note_done(&read);
	/* Somebody who still sees the first version changes nothing. */
	must_fail(put(other, &was, &now, &err), ERR_AGAIN,
	    "This note was changed at another keyboard meanwhile. Nothing was "
	    "changed.");
	must(note_get(place.db, id, &read, &err));
	assert_int_equal(read.version, 2);
	note_done(&read);
	note_done(&was);
	note_done(&now);
	db_close(other);
	place_done(&place);
}

/* --- Pages -------------------------------------------------------------- */

#define NOTES 260

/* Many notes of all kinds and states, some days with many of them. */
static void
fill_many(struct place *place, const struct random *random)
{
	static const char *const texts[] = {"Linen runs out", "LINEN, again",
	    "El tel\u00e9fono no suena", "TELEFONO", "Ana covered my break"};
	static const char *const themes[] = {"supplies", "alarms", "records"};

	for (int i = 0; i < NOTES; i++) {
		uint32_t which = random->uniform(random->context, 5);
		struct note note = new_note((enum note_kind)random->uniform(
		                                random->context, NOTE_KINDS),
		    themes[random->uniform(random->context, 3)],
		    TODAY - (int32_t)random->uniform(random->context, 20),
		    texts[which]);
		struct err err;

		note.state = (enum note_state)random->uniform(
		    random->context, NOTE_STATES);
		if (note.kind == NOTE_STOP)
			note.minutes =
			    (int)random->uniform(random->context, 30);
		must(note_add(place->db, &note, &crypt_random, &err));
		note_done(&note);
	}
}

static struct note_filter
any_filter(const struct random *random)
{
	static const char *const matches[] = {
	    "linen", "telefono", "", "nothing like it"};
	struct note_filter filter = note_filter_all;

	if (random->uniform(random->context, 2))
		filter.kind = (int)random->uniform(random->context, NOTE_KINDS);
	if (random->uniform(random->context, 2))
		filter.state =
		    (int)random->uniform(random->context, NOTE_STATES);
	if (random->uniform(random->context, 3) == 0)
		filter.theme = "alarms";
	if (random->uniform(random->context, 3) == 0)
		filter.since =
		    TODAY - (int32_t)random->uniform(random->context, 20);
	if (random->uniform(random->context, 3) == 0)
		filter.until =
		    TODAY - (int32_t)random->uniform(random->context, 20);
	filter.waiting = random->uniform(random->context, 4) == 0;
	if (random->uniform(random->context, 2))
		filter.match = matches[random->uniform(random->context, 4)];
	if (random->uniform(random->context, 2))
		filter.match_themes = ",alarms,records,";
	return filter;
}

static bool
says(const struct note_filter *filter, const struct note *note)
{
	struct buf text = BUF_INIT, needle = BUF_INIT;
	char theme[40];
	bool good;

	if (!filter->match)
		return true;
	snprintf(theme, sizeof(theme), ",%s,", note->theme);
	utf8_fold(&text, note->text);
	utf8_fold(&needle, filter->match);
	good = strstr(buf_text(&text), buf_text(&needle)) ||
	       (filter->match_themes && strstr(filter->match_themes, theme));
	buf_done(&text);
	buf_done(&needle);
	return good;
}

/* What a filter lets through, in plain C. */
static bool
passes(const struct note_filter *filter, const struct note *note)
{
	if (filter->kind >= 0 && (int)note->kind != filter->kind)
		return false;
	if (filter->state < 0 ? note->state >= NOTE_MERGED
	                      : (int)note->state != filter->state)
		return false;
	if (filter->waiting && !note_waits(note))
		return false;
	if (filter->theme && strcmp(note->theme, filter->theme) != 0)
		return false;
	if (filter->since != DATE_NONE && note->day < filter->since)
		return false;
	if (filter->until != DATE_NONE && note->day > filter->until)
		return false;
	return says(filter, note);
}

static void
check_list(const struct note_filter *filter, const struct note *all,
    int all_count, const struct note *list, int count)
{
	int at = 0;

	for (int i = 0; i < all_count; i++) {
		if (!passes(filter, &all[i]))
			continue;
		assert_true(at < count);
		assert_string_equal(all[i].id, list[at].id);
		at++;
	}
	assert_int_equal(at, count);
}

static void
check_windows(struct db *db, const struct note_filter *filter,
    const struct note *list, int count)
{
	for (int first = 0; first < count + 20; first += 13) {
		struct note out[17];
		struct err err;
		int shown;

		must(note_window(db, filter, first, 17, out, &shown, &err));
		assert_int_equal(shown,
		    first >= count ? 0
		                   : (count - first < 17 ? count - first : 17));
		for (int i = 0; i < shown; i++) {
			assert_string_equal(out[i].id, list[first + i].id);
			assert_string_equal(out[i].text, list[first + i].text);
			note_done(&out[i]);
		}
	}
}

static void
check_sum(struct db *db, const struct note_filter *filter,
    const struct note *list, int count)
{
	struct note_sum sum, expected = {.total = count};
	struct err err;

	for (int i = 0; i < count; i++) {
		expected.minutes += list[i].minutes;
		expected.kinds[list[i].kind]++;
	}
	must(note_count(db, filter, &sum, &err));
	assert_memory_equal(&sum, &expected, sizeof(sum));
}

static void
check_places(struct db *db, const struct note_filter *filter,
    const struct note *all, int all_count, const struct note *list, int count)
{
	for (int i = 0; i < all_count; i += 7) {
		struct err err;
		int place, expected = -1;

		for (int j = 0; j < count; j++)
			if (strcmp(list[j].id, all[i].id) == 0)
				expected = j;
		must(note_place(db, filter, all[i].id, &place, &err));
		assert_int_equal(place, expected);
	}
}

/* Every note, whatever its state, in the order of lists. */
static int
by_day(const void *left, const void *right)
{
	const struct note *a = left, *b = right;

	return a->day != b->day ? b->day - a->day : strcmp(a->id, b->id);
}

static struct note *
every_note(struct db *db, int *count)
{
	static const int states[] = {-1, NOTE_MERGED, NOTE_REDACTED};
	struct note *all = mem_new(NOTES, sizeof(*all));

	*count = 0;
	for (int i = 0; i < 3; i++) {
		struct note_filter filter = note_filter_all;
		struct note *some;
		struct err err;
		int found;

		filter.state = states[i];
		must(note_list(db, &filter, &some, &found, &err));
		memcpy(all + *count, some, (size_t)found * sizeof(*all));
		*count += found;
		free(some);
	}
	qsort(all, (size_t)*count, sizeof(*all), by_day);
	return all;
}

/* Lists, windows, counts and places agree with each other and with a plain
 * reading, whatever the filter. */
static void
test_pages(void **state)
{
	uint64_t seed = test_seed();
	struct crypt_seeded seeded;
	struct random random = crypt_seeded(&seeded, seed);
	struct place place;
	struct note *all;
	struct err err;
	int all_count, shown = 0, where;

	(void)state;
	print_message("SEED=%llu\n", (unsigned long long)seed);
	place_with_store(&place);
	fill_many(&place, &random);
	all = every_note(place.db, &all_count);
	assert_int_equal(all_count, NOTES);
	for (int i = 0; i < 150; i++) {
		struct note_filter filter = any_filter(&random);
		struct note *list;
		int count;

		must(note_list(place.db, &filter, &list, &count, &err));
		check_list(&filter, all, all_count, list, count);
		check_windows(place.db, &filter, list, count);
		check_sum(place.db, &filter, list, count);
		check_places(place.db, &filter, all, all_count, list, count);
		shown += count;
		note_list_done(list, count);
	}
	assert_true(shown > 500);
	must(
	    note_place(place.db, &note_filter_all, "nobody0000", &where, &err));
	assert_int_equal(where, -1);
	note_list_done(all, all_count);
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
	    cmocka_unit_test(test_remove_touched),
	    cmocka_unit_test(test_put),
	    cmocka_unit_test(test_pages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
