/*
 * The keys of rounds and the boxes they seal: missing, damaged, wrong, open
 * to others; boxes that were changed; what an interrupted closing leaves.
 */
#include "tests/db/store.h"

#include <sqlite3.h>

/* --- Keys --------------------------------------------------------------- */

/* Both ways to use a key are refused, nothing changes, and the message names
 * the file and the way out. */
static void
key_refused(struct place *place, int64_t id, const char *key, int status,
    const char *words)
{
	const struct response response = answers(5, 5, 5);
	struct buf before = bytes_of(place->store), after;
	struct round round;
	struct err err;
	int32_t checkins;

	for (int i = 0; i < 2; i++) {
		must_fail(i ? round_close(place->db, &place->round_keys, id, 0,
		                  0, &round, &err)
		            : round_checkin(place->db, &place->round_keys, id,
		                  &response, &checkins, &err),
		    status, words);
		assert_non_null(strstr(err.text, key));
		assert_non_null(
		    strstr(err.text, "huddle round void --reason TEXT"));
	}
	after = bytes_of(place->store);
	assert_int_equal(before.len, after.len);
	assert_memory_equal(before.text, after.text, after.len);
	buf_done(&before);
	buf_done(&after);
	must(round_get(place->db, id, &round, &err));
	assert_int_equal(round.state, ROUND_OPEN);
}

static void
put(const char *path, const void *bytes, size_t len)
{
	struct err err;

	unlink(path);
	must(file_create(path, 0600, bytes, len, &err));
}

static void
test_keys(void **state)
{
	const struct response response = answers(1, 2, 3);
	struct place place;
	struct round round;
	struct buf right;
	struct err err;
	struct stat st;
	char path[1024], other[CRYPT_KEY_BYTES];
	int64_t id;
	int32_t number;

	(void)state;
	place_with_store(&place);
	id = open_with(&place, 4);
	only_key(&place, path);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(stat(place.keys, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
	right = bytes_of(path);
	assert_int_equal(right.len, CRYPT_KEY_BYTES);

	assert_int_equal(unlink(path), 0);
	key_refused(&place, id, path, ERR_UNAVAILABLE, "missing");
	put(path, right.text, 31);
	key_refused(&place, id, path, ERR_UNAVAILABLE, "damaged");
	put(path, "", 0);
	key_refused(&place, id, path, ERR_UNAVAILABLE, "damaged");
	memset(other, 3, sizeof(other));
	put(path, other, sizeof(other));
	key_refused(&place, id, path, ERR_UNAVAILABLE, "not the one");
	memcpy(other, right.text, sizeof(other));
	other[31] ^= 1;
	put(path, other, sizeof(other));
	key_refused(&place, id, path, ERR_UNAVAILABLE, "not the one");
	put(path, right.text, right.len);
	assert_int_equal(chmod(path, 0640), 0);
	key_refused(&place, id, path, ERR_PERMISSION, "chmod 600");
	unlink(path);
	assert_int_equal(mkdir(path, 0700), 0);
	key_refused(&place, id, path, ERR_UNAVAILABLE, "damaged");
	rmdir(path);

	/* With the right file back, everybody who was in is in. */
	put(path, right.text, right.len);
	must(round_checkin(
	    place.db, &place.round_keys, id, &response, &number, &err));
	assert_int_equal(number, 5);

	/* Without it the round ends, and says what is lost. */
	unlink(path);
	must(round_void(place.db, &place.round_keys, id, "  the key is lost ",
	    &number, &err));
	assert_string_equal(err.text, "");
	assert_int_equal(number, 5);
	must(round_get(place.db, id, &round, &err));
	assert_int_equal(round.state, ROUND_VOID);
	assert_int_equal(round.checkins, 5);
	buf_done(&right);
	place_done(&place);
}

static int
check_in_as_user(struct place *place, struct err *err)
{
	const struct response response = answers(1, 2, 3);
	int32_t checkins;
	int status = db_open(&place->db, place->store, DB_EXISTING, err);

	if (status == OK)
		status = round_checkin(place->db, &place->round_keys, 1,
		    &response, &checkins, err);
	return status;
}

static void
test_unreadable_key(void **state)
{
	struct place place;
	struct err err;
	char path[1024];

	(void)state;
	place_with_store(&place);
	open_with(&place, 1);
	only_key(&place, path);
	db_close(place.db);
	place.db = NULL;
	must(as_user(&place, check_in_as_user, &err));
	assert_int_equal(chmod(path, 0), 0);
	must_fail(
	    as_user(&place, check_in_as_user, &err), ERR_PERMISSION, path);
	assert_non_null(strstr(err.text, "round void"));
	assert_int_equal(chmod(path, 0600), 0);
	must(as_user(&place, check_in_as_user, &err));
	place_done(&place);
}

static int
open_as_user(struct place *place, struct err *err)
{
	struct round round = huddle_round();
	int status = db_open(&place->db, place->store, DB_EXISTING, err);

	if (status == OK)
		status = round_open(place->db, &place->round_keys, &round, err);
	return status;
}

static void
test_folder_of_keys_read_only(void **state)
{
	struct place place;
	struct round list[2];
	struct err err;

	(void)state;
	place_with_store(&place);
	assert_int_equal(mkdir(place.keys, 0500), 0);
	must_fail(
	    as_user(&place, open_as_user, &err), ERR_PERMISSION, place.keys);
	reopen(&place);
	assert_int_equal(round_list_open(place.db, list, 2, &err), 0);
	assert_int_equal(count_files(place.keys, ""), 0);
	place_done(&place);
}

/* --- Tampering ---------------------------------------------------------- */

static void
tamper(const struct place *place, const char *sql)
{
	sqlite3 *handle;

	assert_int_equal(sqlite3_open(place->store, &handle), SQLITE_OK);
	if (sqlite3_exec(handle, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(handle));
	sqlite3_close(handle);
}

static void
test_tampering(void **state)
{
	static const char *const tricks[] = {
	    /* A byte of the nonce, of the text, of the tag. */
	    "UPDATE box SET sealed = CAST(substr(sealed, 1, 3) || "
	    "CASE substr(sealed, 4, 1) WHEN x'07' THEN x'08' ELSE x'07' END "
	    "|| substr(sealed, 5) AS BLOB)",
	    "UPDATE box SET sealed = CAST(substr(sealed, 1, 40) || "
	    "CASE substr(sealed, 41, 1) WHEN x'07' THEN x'08' ELSE x'07' END "
	    "|| substr(sealed, 42) AS BLOB)",
	    "UPDATE box SET sealed = CAST(substr(sealed, 1, "
	    "length(sealed) - 1) || CASE substr(sealed, -1) WHEN x'07' THEN "
	    "x'08' ELSE x'07' END AS BLOB)",
	    /* Cut, longer, empty, none. */
	    "UPDATE box SET sealed = substr(sealed, 1, length(sealed) - 1)",
	    "UPDATE box SET sealed = CAST(sealed || x'00' AS BLOB)",
	    "UPDATE box SET sealed = zeroblob(140)",
	    /* The seal of the check-in before: the number stands for it. */
	    "UPDATE box SET checkins = checkins - 1",
	    "UPDATE box SET checkins = checkins + 1",
	    /* What is asked and what counts. */
	    "UPDATE round SET form = replace(form, ' 24', ' 16')",
	    "UPDATE round SET form = replace(form, 'pulse 1', 'pulse 2')",
	};
	struct place place;
	struct buf whole;
	char path[1024];
	int64_t id;

	(void)state;
	place_with_store(&place);
	id = open_with(&place, 3);
	only_key(&place, path);
	db_close(place.db);
	place.db = NULL;
	whole = bytes_of(place.store);
	for (size_t i = 0; i < sizeof(tricks) / sizeof(*tricks); i++) {
		put(place.store, whole.text, whole.len);
		tamper(&place, tricks[i]);
		chmod(place.store, 0600);
		reopen(&place);
		key_refused(
		    &place, id, path, ERR_UNAVAILABLE, "changed outside");
		db_close(place.db);
		place.db = NULL;
	}
	buf_done(&whole);
	place_done(&place);
}

/* An older copy of the whole box, number and all, does open: it is a limit
 * that the documentation states. But not in another round. */
static void
test_box_of_another_round(void **state)
{
	struct place place;
	struct round walkup = walkup_round("pulse");
	struct err err;
	char path[1024];
	int64_t id;

	(void)state;
	place_with_store(&place);
	id = open_with(&place, 0);
	only_key(&place, path);
	must(round_open(place.db, &place.round_keys, &walkup, &err));
	tamper(&place,
	    "UPDATE box SET sealed = (SELECT sealed FROM box WHERE round = 2)");
	key_refused(&place, id, path, ERR_UNAVAILABLE, "changed outside");
	tamper(&place, "UPDATE round SET key_name = "
	               "(SELECT key_name FROM round WHERE id = 2)");
	key_refused(&place, id, "round-", ERR_UNAVAILABLE, "changed outside");
	place_done(&place);
}

/* A round without its box can still be ended. */
static void
test_box_lost(void **state)
{
	const struct response response = answers(1, 1, 1);
	struct place place;
	struct round list[2];
	struct err err;
	int32_t number = 77;
	int64_t id;

	(void)state;
	place_with_store(&place);
	id = open_with(&place, 2);
	tamper(&place, "DELETE FROM box");
	must_fail(round_checkin(place.db, &place.round_keys, id, &response,
	              &number, &err),
	    ERR_UNAVAILABLE, "not open");
	must(round_void(
	    place.db, &place.round_keys, id, "the box is gone", &number, &err));
	assert_int_equal(number, 0);
	assert_int_equal(round_list_open(place.db, list, 2, &err), 0);
	assert_int_equal(count_files(place.keys, "round-"), 0);
	place_done(&place);
}

/* --- Tidying ------------------------------------------------------------ */

static void
test_tidy_after_closing(void **state)
{
	struct place place;
	struct round round, walkup = walkup_round("practice");
	struct buf key;
	struct err err;
	char path[1024];
	int64_t id;

	(void)state;
	place_with_store(&place);
	must(round_tidy(place.db, &place.round_keys, 0, &err));
	id = open_with(&place, 2);
	only_key(&place, path);
	key = bytes_of(path);
	must(round_open(place.db, &place.round_keys, &walkup, &err));
	must(round_tidy(place.db, &place.round_keys, 0, &err));
	assert_int_equal(count_files(place.keys, "round-"), 2);
	must(round_close(place.db, &place.round_keys, id, 2, 1, &round, &err));
	/* As if the power had gone between the commit and the wiping. */
	put(path, key.text, key.len);
	reopen(&place);
	must(round_tidy(place.db, &place.round_keys, 0, &err));
	assert_false(file_exists(path));
	assert_int_equal(count_files(place.keys, "round-"), 1);
	assert_false(db_writing(place.db));
	buf_done(&key);
	place_done(&place);
}

/* Of another store in the same folder, or of something else: left alone. */
static void
test_tidy_only_ours(void **state)
{
	struct place place, other;
	struct err err;
	char path[400];

	(void)state;
	place_with_store(&place);
	place_with_store(&other);
	other.round_keys.folder = place.keys;
	open_with(&other, 1);
	assert_int_equal(count_files(place.keys, "round-"), 1);
	snprintf(path, sizeof(path), "%s/round-%s-notes.key", place.keys,
	    db_id(place.db));
	put(path, "mine", 4);
	must(round_tidy(place.db, &place.round_keys, 0, &err));
	assert_int_equal(count_files(place.keys, "round-"), 2);
	snprintf(path, sizeof(path), "%s/round-%s-%032d.key", place.keys,
	    db_id(place.db), 1);
	put(path, "an opening that was interrupted.", CRYPT_KEY_BYTES);
	must(round_tidy(place.db, &place.round_keys, 0, &err));
	assert_false(file_exists(path));
	assert_int_equal(count_files(place.keys, "round-"), 2);
	place_done(&place);
	place_done(&other);
}

/* The round has ended even where its key cannot be wiped; people are told. */
static void
test_wiping_fails(void **state)
{
	struct place place;
	struct round round;
	struct err err;
	char path[1024];
	int32_t lost;
	int64_t id;

	(void)state;
	place_with_store(&place);
	id = open_with(&place, 2);
	only_key(&place, path);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkdir(path, 0700), 0);
	must(round_void(
	    place.db, &place.round_keys, id, "key lost", &lost, &err));
	assert_non_null(strstr(err.text, "could not be wiped"));
	assert_non_null(strstr(err.text, path));
	must(round_get(place.db, id, &round, &err));
	assert_int_equal(round.state, ROUND_VOID);
	must(round_tidy(place.db, &place.round_keys, 0, &err));
	assert_non_null(strstr(err.text, path));
	assert_int_equal(rmdir(path), 0);
	must(round_tidy(place.db, &place.round_keys, 0, &err));
	assert_string_equal(err.text, "");
	place_done(&place);
}

/* A place as a user without root's rights has it, with a folder of keys in
 * which nothing can be removed. */
static int
tidy_as_user(struct place *place, struct err *err)
{
	int status = db_open(&place->db, place->store, DB_EXISTING, err);

	if (status == OK)
		status = round_tidy(place->db, &place->round_keys, 0, err);
	return status;
}

static void
test_tidy_in_a_folder_read_only(void **state)
{
	struct place place;
	struct err err;
	char path[400];

	(void)state;
	place_with_store(&place);
	assert_int_equal(mkdir(place.keys, 0700), 0);
	snprintf(path, sizeof(path), "%s/round-%s-%032d.key", place.keys,
	    db_id(place.db), 1);
	put(path, "an opening that was interrupted.", CRYPT_KEY_BYTES);
	assert_int_equal(chmod(place.keys, 0500), 0);
	db_close(place.db);
	place.db = NULL;
	must(as_user(&place, tidy_as_user, &err));
	assert_non_null(strstr(err.text, path));
	assert_non_null(strstr(err.text, "tries again"));
	assert_int_equal(chmod(place.keys, 0700), 0);
	must(as_user(&place, tidy_as_user, &err));
	assert_string_equal(err.text, "");
	assert_false(file_exists(path));
	place_done(&place);
}

/* One that cannot be wiped hinders no other. */
static void
test_tidy_skips(void **state)
{
	struct place place;
	struct buf bytes;
	struct err err;
	char paths[4][400], kept[400];

	(void)state;
	place_with_store(&place);
	assert_int_equal(mkdir(place.keys, 0700), 0);
	snprintf(kept, sizeof(kept), "%s/somebody's file", place.keys);
	put(kept, "mine", 4);
	for (int i = 0; i < 4; i++)
		snprintf(paths[i], sizeof(paths[i]), "%s/round-%s-%032d.key",
		    place.keys, db_id(place.db), i);
	put(paths[0], "1", 1);
	assert_int_equal(mkdir(paths[1], 0700), 0);
	assert_int_equal(symlink(kept, paths[2]), 0);
	put(paths[3], "4", 1);
	for (int i = 0; i < 2; i++) {
		must(round_tidy(place.db, &place.round_keys, 0, &err));
		assert_non_null(strstr(err.text, "cannot wipe"));
		assert_false(db_writing(place.db));
		assert_false(file_exists(paths[0]));
		assert_true(file_exists(paths[1]));
		assert_false(file_exists(paths[3]));
	}
	bytes = bytes_of(kept);
	assert_string_equal(buf_text(&bytes), "mine");
	buf_done(&bytes);
	place_done(&place);
}

/* The name of the key, not the store's id, says what is to be wiped. */
static void
test_tidy_in_another_place(void **state)
{
	struct place place;
	struct err err;
	struct buf key;
	char path[1024], file[400], before[16];
	int32_t lost;
	int64_t id;

	(void)state;
	place_with_store(&place);
	id = open_with(&place, 2);
	only_key(&place, path);
	key = bytes_of(path);
	/* A folder in the key's place: it cannot be wiped. */
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkdir(path, 0700), 0);
	must(round_void(place.db, &place.round_keys, id, "why", &lost, &err));
	assert_non_null(strstr(err.text, "could not be wiped"));
	assert_int_equal(rmdir(path), 0);
	put(path, key.text, key.len);
	snprintf(before, sizeof(before), "%s", db_id(place.db));
	snprintf(file, sizeof(file), "%s-queue", place.store);
	db_close(place.db);
	assert_int_equal(unlink(file), 0);
	must(db_open(&place.db, place.store, DB_EXISTING, &err));
	assert_string_not_equal(before, db_id(place.db));
	must(round_tidy(place.db, &place.round_keys, 0, &err));
	assert_string_equal(err.text, "");
	assert_false(file_exists(path));
	buf_done(&key);
	place_done(&place);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_keys),
	    cmocka_unit_test(test_unreadable_key),
	    cmocka_unit_test(test_folder_of_keys_read_only),
	    cmocka_unit_test(test_tampering),
	    cmocka_unit_test(test_box_of_another_round),
	    cmocka_unit_test(test_box_lost),
	    cmocka_unit_test(test_tidy_after_closing),
	    cmocka_unit_test(test_tidy_only_ours),
	    cmocka_unit_test(test_wiping_fails),
	    cmocka_unit_test(test_tidy_in_a_folder_read_only),
	    cmocka_unit_test(test_tidy_skips),
	    cmocka_unit_test(test_tidy_in_another_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
