/*
 * Attacks 9, 11 and 12 of the privacy rules, on the store's own files: the
 * order of check-ins, what is left after closing, and copies made while the
 * round is open. Answers are told apart by what a tally of them looks like.
 */
#include "tests/db/store.h"

#include <fcntl.h>
#include <sqlite3.h>

#include "db/box.h"

#define PEOPLE 12
#define ORDERS 200

/* --- 9: the order of check-ins ------------------------------------------ */

/* A closed store of these check-ins, everything random being fixed; false
 * unless its bytes are those of `same` (if that is not empty). */
static bool
closed_store_is(const struct response people[PEOPLE], struct buf *same)
{
	struct crypt_seeded seeded;
	struct place place;
	struct random random;
	struct round round = huddle_round();
	struct buf bytes, journal;
	struct err err;
	char path[400];
	int32_t checkins;
	bool equal;

	place_with_store(&place);
	random = crypt_seeded(&seeded, 9);
	place.round_keys.random = &random;
	must(round_open(place.db, &place.round_keys, &round, &err));
	for (int i = 0; i < PEOPLE; i++)
		must(round_checkin(place.db, &place.round_keys, round.id,
		    &people[i], &checkins, &err));
	must(round_close(
	    place.db, &place.round_keys, round.id, 14, 20000, &round, &err));
	db_close(place.db);
	place.db = NULL;
	bytes = bytes_of(place.store);
	snprintf(path, sizeof(path), "%s-journal", place.store);
	journal = bytes_of(path);
	buf_add_bytes(&bytes, journal.text, journal.len);
	if (same->len == 0)
		buf_add_bytes(same, bytes.text, bytes.len);
	equal = bytes.len == same->len &&
	        memcmp(bytes.text, same->text, bytes.len) == 0;
	buf_done(&bytes);
	buf_done(&journal);
	place_done(&place);
	return equal;
}

static void
shuffle(struct response people[PEOPLE], struct crypt_seeded *seeded,
    const struct random *random)
{
	for (uint32_t i = PEOPLE - 1; i > 0; i--) {
		uint32_t j = random->uniform(seeded, i + 1);
		struct response kept = people[i];

		people[i] = people[j];
		people[j] = kept;
	}
}

static void
test_order(void **state)
{
	struct response people[PEOPLE];
	struct crypt_seeded seeded;
	struct random random;
	uint64_t seed = test_seed();
	struct buf same = BUF_INIT;
	int different = 0;

	(void)state;
	crypt_init();
	print_message("seed %llu\n", (unsigned long long)seed);
	random = crypt_seeded(&seeded, seed);
	for (int i = 0; i < PEOPLE; i++)
		people[i] = answers(i % 6, (i * 5 + 1) % 6, (i / 2) % 6);
	for (int i = 0; i < ORDERS; i++) {
		different += !closed_store_is(people, &same);
		shuffle(people, &seeded, &random);
	}
	assert_int_equal(different, 0);
	/* One answer differs: the comparison can tell. */
	people[0].answers[0] = people[0].answers[0] > 3 ? 1 : 5;
	assert_false(closed_store_is(people, &same));
	buf_done(&same);
}

/* --- 12: copies while the round is open --------------------------------- */

static struct buf
sealed_of(const struct place *place)
{
	struct buf sealed = BUF_INIT;
	sqlite3 *handle;
	sqlite3_stmt *stmt;

	assert_int_equal(sqlite3_open(place->store, &handle), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(
	                     handle, "SELECT sealed FROM box", -1, &stmt, NULL),
	    SQLITE_OK);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	buf_add_bytes(&sealed, sqlite3_column_blob(stmt, 0),
	    (size_t)sqlite3_column_bytes(stmt, 0));
	assert_int_equal(sqlite3_step(stmt), SQLITE_DONE);
	sqlite3_finalize(stmt);
	sqlite3_close(handle);
	return sealed;
}

static bool
contains(const struct buf *bytes, const void *part, size_t len)
{
	return memmem(bytes->text, bytes->len, part, len) != NULL;
}

/* Where a copy may differ from the one before: the counters of changes in
 * the file's head, the box, and the number of check-ins just before it. */
static bool
may_differ(size_t at, size_t box, size_t len)
{
	return (at >= 24 && at < 28) || (at >= 92 && at < 96) ||
	       (at >= box - 1 && at < box + len);
}

static void
compare_copies(
    const struct buf *before, const struct buf *now, const struct buf *sealed)
{
	const char *found =
	    memmem(now->text, now->len, sealed->text, sealed->len);
	size_t box, wrong = 0, changed = 0;

	assert_non_null(found);
	box = (size_t)(found - now->text);
	assert_int_equal(before->len, now->len);
	for (size_t i = 0; i < now->len; i++) {
		bool differs = before->text[i] != now->text[i];

		changed += differs && i >= box && i < box + sealed->len;
		wrong += differs && !may_differ(i, box, sealed->len);
	}
	assert_int_equal(wrong, 0);
	/* The whole of it is new: nonce, text and tag. */
	assert_true(changed > sealed->len * 9 / 10);
}

static void
test_copies(void **state)
{
	struct place place;
	struct round round = huddle_round();
	struct tally tally = {0};
	struct buf before, earlier;
	struct err err;
	int32_t checkins;

	(void)state;
	place_with_store(&place);
	must(round_open(place.db, &place.round_keys, &round, &err));
	before = bytes_of(place.store);
	earlier = sealed_of(&place);
	assert_int_equal(earlier.len, box_size(&round.form));
	for (int i = 0; i < 40; i++) {
		struct response response =
		    answers(1 + i % 5, 1 + i % 3, i % 2 * 4);
		uint8_t plain[BOX_BYTES_MAX];
		struct buf now, sealed;

		must(round_checkin(place.db, &place.round_keys, round.id,
		    &response, &checkins, &err));
		tally_add(&round.form, &tally, &response);
		tally_encode(&round.form, &tally, plain);
		now = bytes_of(place.store);
		sealed = sealed_of(&place);
		assert_int_equal(sealed.len, earlier.len);
		/* 0 to 1 and 1 to 2 change how SQLite writes the number. */
		if (i > 1)
			compare_copies(&before, &now, &sealed);
		/* The counts of any one question are 24 bytes. */
		for (size_t at = 0; i > 5 && at < 72; at += 24)
			assert_false(contains(&now, plain + at, 24));
		buf_done(&before);
		buf_done(&earlier);
		before = now;
		earlier = sealed;
	}
	buf_done(&before);
	buf_done(&earlier);
	place_done(&place);
}

/* Two rounds of the same length tell nothing of what was answered. */
static void
test_answers_leave_no_trace(void **state)
{
	struct buf stores[2], boxes[2];
	size_t at[2], wrong = 0;

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct crypt_seeded seeded;
		struct place place;
		struct random random;
		struct round round = huddle_round();
		struct response response =
		    i ? answers(5, 5, 5) : answers(0, 1, 0);
		struct err err;
		int32_t checkins;

		place_with_store(&place);
		random = crypt_seeded(&seeded, 12);
		place.round_keys.random = &random;
		must(round_open(place.db, &place.round_keys, &round, &err));
		for (int j = 0; j < 7; j++)
			must(round_checkin(place.db, &place.round_keys,
			    round.id, &response, &checkins, &err));
		stores[i] = bytes_of(place.store);
		boxes[i] = sealed_of(&place);
		at[i] = (size_t)((char *)memmem(stores[i].text, stores[i].len,
		                     boxes[i].text, boxes[i].len) -
		                 stores[i].text);
		place_done(&place);
	}
	assert_int_equal(stores[0].len, stores[1].len);
	assert_int_equal(at[0], at[1]);
	assert_int_equal(boxes[0].len, boxes[1].len);
	for (size_t i = 0; i < stores[0].len; i++)
		if (i < at[0] || i >= at[0] + boxes[0].len)
			wrong += stores[0].text[i] != stores[1].text[i];
	/* The key's name begins with each store's own random id. */
	assert_true(wrong <= 8);
	for (int i = 0; i < 2; i++) {
		buf_done(&stores[i]);
		buf_done(&boxes[i]);
	}
}

/* --- 11: what is left after closing ------------------------------------- */

/* What must not be found any more: seals, the key, counts. */
struct traces {
	struct buf seals[30];
	char key[CRYPT_KEY_BYTES];
	uint8_t plain[BOX_BYTES_MAX];
	int count;
};

static int
traces_in(const struct traces *traces, const char *path)
{
	struct buf bytes = bytes_of(path);
	int found = contains(&bytes, traces->key, CRYPT_KEY_BYTES);

	for (int i = 0; i < traces->count; i++)
		found += contains(
		    &bytes, traces->seals[i].text, traces->seals[i].len);
	for (size_t at = 0; at < 72; at += 24)
		found += contains(&bytes, traces->plain + at, 24);
	buf_done(&bytes);
	return found;
}

/* In every file below a folder. */
static int
traces_below(const struct traces *traces, const char *folder, int *files)
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;
	int found = 0;

	assert_non_null(dir);
	while ((entry = readdir(dir))) {
		char path[1024];

		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		if (entry->d_type == DT_DIR) {
			found += traces_below(traces, path, files);
			continue;
		}
		found += traces_in(traces, path);
		(*files)++;
	}
	closedir(dir);
	return found;
}

static void
leave_traces(struct place *place, struct round *round, struct traces *traces)
{
	struct tally tally = {0};
	struct buf key;
	struct err err;
	char path[1024];

	must(round_open(place->db, &place->round_keys, round, &err));
	only_key(place, path);
	key = bytes_of(path);
	assert_int_equal(key.len, CRYPT_KEY_BYTES);
	memcpy(traces->key, key.text, key.len);
	buf_done(&key);
	for (traces->count = 0; traces->count < 30; traces->count++) {
		int i = traces->count;
		struct response response =
		    answers(1 + i % 5, 1 + i % 4, 1 + i * i % 5);
		int32_t checkins;

		must(round_checkin(place->db, &place->round_keys, round->id,
		    &response, &checkins, &err));
		tally_add(&round->form, &tally, &response);
		traces->seals[i] = sealed_of(place);
	}
	tally_encode(&round->form, &tally, traces->plain);
}

static void
check_traces(bool void_it)
{
	static struct traces traces;
	struct place place;
	struct round round = huddle_round();
	struct err err;
	int files = 0;
	int32_t lost;

	place_with_store(&place);
	leave_traces(&place, &round, &traces);
	/* Before: the last seal, the one before it in the journal, the key. */
	assert_int_equal(traces_below(&traces, place.folder, &files), 3);
	assert_int_equal(files, 4);
	if (void_it)
		must(round_void(place.db, &place.round_keys, round.id,
		    "opened by mistake", &lost, &err));
	else
		must(round_close(place.db, &place.round_keys, round.id, 30,
		    20000, &round, &err));
	files = 0;
	assert_int_equal(traces_below(&traces, place.folder, &files), 0);
	assert_int_equal(files, 3);
	for (int i = 0; i < traces.count; i++)
		buf_done(&traces.seals[i]);
	place_done(&place);
}

static void
test_nothing_left_after_closing(void **state)
{
	(void)state;
	check_traces(false);
}

static void
test_nothing_left_after_void(void **state)
{
	(void)state;
	check_traces(true);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_order),
	    cmocka_unit_test(test_copies),
	    cmocka_unit_test(test_answers_leave_no_trace),
	    cmocka_unit_test(test_nothing_left_after_closing),
	    cmocka_unit_test(test_nothing_left_after_void),
	};

	return run_in_memory(tests, sizeof(tests) / sizeof(*tests));
}
