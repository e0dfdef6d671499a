/*
 * Opening a store: new, missing, somebody else's, damaged, newer, open to
 * others, read-only; what a connection is set to; transactions; small facts.
 */
#include "tests/db/store.h"

#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>

#include "db/handle.h"

static void
write_file(const char *path, const void *bytes, size_t len)
{
	struct err err;

	unlink(path);
	must(file_create(path, 0600, bytes, len, &err));
}

/* One statement, by another program than huddle. */
static void
foreign(const char *path, const char *sql)
{
	sqlite3 *handle;

	assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
	assert_int_equal(
	    sqlite3_exec(handle, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(handle);
	chmod(path, 0600);
}

static void
same_bytes(const char *path, const struct buf *before)
{
	struct buf now = bytes_of(path);

	assert_int_equal(now.len, before->len);
	assert_memory_equal(now.text, before->text, now.len);
	buf_done(&now);
}

/* Refused, and not a byte of it or file beside it is different. */
static void
refused(struct place *place, int status, const char *words)
{
	struct buf before = bytes_of(place->store);
	int files = count_files(place->folder, "");
	struct db *db = (struct db *)place;
	struct err err;

	must_fail(db_open(&db, place->store, DB_EXISTING, &err), status, words);
	assert_null(db);
	assert_non_null(strstr(err.text, place->store));
	same_bytes(place->store, &before);
	assert_int_equal(count_files(place->folder, ""), files);
	buf_done(&before);
}

static void
test_create(void **state)
{
	struct place place;
	struct stat st;
	struct db *second;
	struct err err;
	char path[400];

	(void)state;
	umask(0);
	place_with_store(&place);
	umask(077);
	assert_string_equal(db_path(place.db), place.store);
	assert_int_equal(stat(place.store, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	for (int i = 0; i < 2; i++) {
		snprintf(path, sizeof(path), "%s%s", place.store,
		    i ? "-queue" : "-journal");
		assert_int_equal(stat(path, &st), 0);
		assert_int_equal(st.st_mode & 07777, 0600);
	}
	assert_int_equal(count_files(place.folder, "huddle.db"), 3);
	must_fail(db_open(&second, place.store, DB_CREATE, &err), ERR_CREATE,
	    "already");
	assert_null(second);
	reopen(&place);
	place_done(&place);
}

static void
test_create_leaves_nothing(void **state)
{
	struct place place;
	struct err err;
	char path[400];

	(void)state;
	place_init(&place);
	snprintf(path, sizeof(path), "%s/none/huddle.db", place.folder);
	must_fail(db_open(&place.db, path, DB_CREATE, &err), ERR_CREATE, path);
	/* A folder where the lock file should be. */
	snprintf(path, sizeof(path), "%s-queue", place.store);
	assert_int_equal(mkdir(path, 0700), 0);
	must_fail(db_open(&place.db, place.store, DB_CREATE, &err), ERR_CREATE,
	    "huddle.db-queue");
	assert_int_equal(count_files(place.folder, "huddle.db"), 1);
	place_done(&place);
}

static void
test_missing(void **state)
{
	struct place place;
	struct err err;

	(void)state;
	place_init(&place);
	must_fail(db_open(&place.db, place.store, DB_EXISTING, &err),
	    ERR_UNAVAILABLE, "huddle init");
	assert_null(place.db);
	must_fail(db_open(&place.db, place.folder, DB_EXISTING, &err), ERR_DATA,
	    "not a file");
	must_fail(db_open(&place.db, ":memory:", DB_EXISTING, &err),
	    ERR_UNAVAILABLE, ":memory:");
	must_fail(db_open(&place.db, "file:x?mode=memory", DB_EXISTING, &err),
	    ERR_UNAVAILABLE, "no store");
	assert_int_equal(mkfifo(place.store, 0600), 0);
	must_fail(db_open(&place.db, place.store, DB_EXISTING, &err), ERR_DATA,
	    "not a file");
	assert_int_equal(count_files(place.folder, ""), 1);
	place_done(&place);
}

static void
test_no_store(void **state)
{
	struct place place;
	char text[8192];

	(void)state;
	place_init(&place);
	memset(text, 'x', sizeof(text));
	write_file(place.store, text, sizeof(text));
	refused(&place, ERR_DATA, "not a store");
	write_file(place.store, "", 0);
	refused(&place, ERR_DATA, "not a store");
	write_file(place.store, "SQLite format 3", 16);
	refused(&place, ERR_DATA, "not a store");
	unlink(place.store);
	foreign(place.store, "CREATE TABLE budget (a); PRAGMA user_version=1");
	refused(&place, ERR_DATA, "not a store");
	place_done(&place);
}

static void
test_versions(void **state)
{
	struct place place;

	(void)state;
	place_with_store(&place);
	db_close(place.db);
	place.db = NULL;
	foreign(place.store, "PRAGMA user_version = 42");
	refused(&place, ERR_UNAVAILABLE, "version 42");
	foreign(place.store, "PRAGMA user_version = 0");
	refused(&place, ERR_DATA, "damaged");
	foreign(place.store, "PRAGMA user_version = -7");
	refused(&place, ERR_DATA, "damaged");
	place_done(&place);
}

/* --- Damage ------------------------------------------------------------- */

/* A store with something in every table. */
static int64_t
fill(struct place *place)
{
	const struct response response = answers(1, 2, 3);
	struct round round = huddle_round(), closed;
	struct err err;
	int32_t checkins;

	must(round_open(place->db, &place->round_keys, &round, &err));
	must(round_close(
	    place->db, &place->round_keys, round.id, 9, 1, &closed, &err));
	must(round_open(place->db, &place->round_keys, &round, &err));
	must(round_checkin(place->db, &place->round_keys, round.id, &response,
	    &checkins, &err));
	must(db_begin(place->db, &err));
	must(db_meta_set(place->db, "unit", "4-west", &err));
	must(db_commit(place->db, &err));
	return round.id;
}

/* Everything that reads; the first failure. */
static int
use(struct place *place, int64_t id, struct err *err)
{
	const struct response response = answers(1, 2, 3);
	struct round rounds[4];
	struct draw draws[DRAWS_MAX];
	int32_t checkins;
	char *value = NULL;
	int status = db_open(&place->db, place->store, DB_EXISTING, err);

	if (status == OK)
		status = db_meta_get(place->db, "unit", &value, err);
	free(value);
	if (status == OK)
		status = round_list_open(place->db, rounds, 4, err);
	if (status >= 0)
		status =
		    round_last_closed(place->db, ROUND_HUDDLE, rounds, err);
	if (status == OK)
		status = round_draws_of(place->db, 1, draws, DRAWS_MAX, err);
	if (status >= 0)
		status = round_checkin(place->db, &place->round_keys, id,
		    &response, &checkins, err);
	db_close(place->db);
	place->db = NULL;
	return status < 0 ? status : OK;
}

static void
test_truncated(void **state)
{
	struct place place;
	struct buf whole;
	struct err err;
	int64_t id;

	(void)state;
	place_with_store(&place);
	id = fill(&place);
	db_close(place.db);
	place.db = NULL;
	whole = bytes_of(place.store);
	for (size_t len = 4096; len < whole.len; len += 4096) {
		write_file(place.store, whole.text, len);
		must_fail(use(&place, id, &err), ERR_DATA, "damaged");
		assert_non_null(strstr(err.text, place.store));
	}
	write_file(place.store, whole.text, whole.len);
	must(use(&place, id, &err));
	buf_done(&whole);
	place_done(&place);
}

/* Nothing crashes and every refusal has words, whatever byte is wrong. */
static void
test_flipped_bytes(void **state)
{
	struct crypt_seeded seeded;
	struct random random;
	uint64_t seed = test_seed();
	struct place place;
	struct buf whole;
	int told = 0, trials = 400;
	int64_t id;

	(void)state;
	print_message("seed %llu\n", (unsigned long long)seed);
	place_with_store(&place);
	random = crypt_seeded(&seeded, seed);
	id = fill(&place);
	db_close(place.db);
	place.db = NULL;
	whole = bytes_of(place.store);
	for (int i = 0; i < trials; i++) {
		struct buf bad = BUF_INIT;
		struct err err = {.text = ""};
		int status;

		buf_add_bytes(&bad, whole.text, whole.len);
		bad.text[random.uniform(&seeded, (uint32_t)bad.len)] ^=
		    (char)(1 + random.uniform(&seeded, 255));
		write_file(place.store, bad.text, bad.len);
		status = use(&place, id, &err);
		assert_true(status == OK || err.text[0] != '\0');
		assert_int_not_equal(status, ERR_AGAIN);
		told += status != OK;
		buf_done(&bad);
	}
	print_message("%d of %d flipped bytes were told\n", told, trials);
	assert_true(told > 0);
	buf_done(&whole);
	place_done(&place);
}

/* --- Permissions -------------------------------------------------------- */

static void
test_open_to_others(void **state)
{
	const char *const ends[] = {"", "-journal", "-queue"};
	const mode_t modes[] = {0640, 0604, 0620, 0666};
	struct place place;
	struct err err;
	char path[400], remedy[450];

	(void)state;
	place_with_store(&place);
	db_close(place.db);
	for (size_t i = 0; i < 3; i++) {
		snprintf(path, sizeof(path), "%s%s", place.store, ends[i]);
		snprintf(remedy, sizeof(remedy), "chmod 600 %s", path);
		for (size_t j = 0; j < 4; j++) {
			assert_int_equal(chmod(path, modes[j]), 0);
			must_fail(
			    db_open(&place.db, place.store, DB_EXISTING, &err),
			    ERR_PERMISSION, remedy);
			assert_null(place.db);
		}
		assert_int_equal(chmod(path, 0600), 0);
	}
	must(db_open(&place.db, place.store, DB_EXISTING, &err));
	place_done(&place);
}

static int
open_only(struct place *place, struct err *err)
{
	return db_open(&place->db, place->store, DB_EXISTING, err);
}

static int
create_only(struct place *place, struct err *err)
{
	return db_open(&place->db, place->store, DB_CREATE, err);
}

static void
test_read_only(void **state)
{
	struct place place;
	struct err err;

	(void)state;
	place_with_store(&place);
	db_close(place.db);
	place.db = NULL;
	must(as_user(&place, open_only, &err));
	assert_int_equal(chmod(place.store, 0400), 0);
	must_fail(as_user(&place, open_only, &err), ERR_PERMISSION, "written");
	assert_int_equal(chmod(place.store, 0), 0);
	must_fail(as_user(&place, open_only, &err), ERR_PERMISSION, "opened");
	assert_int_equal(chmod(place.store, 0600), 0);
	assert_int_equal(chmod(place.folder, 0500), 0);
	must_fail(as_user(&place, open_only, &err), ERR_PERMISSION, "folder");
	assert_int_equal(chmod(place.folder, 0), 0);
	must_fail(as_user(&place, open_only, &err), ERR_PERMISSION, "opened");
	assert_int_equal(chmod(place.folder, 0700), 0);
	must(as_user(&place, open_only, &err));
	place_done(&place);
}

static void
test_create_in_read_only_folder(void **state)
{
	struct place place;
	struct err err;

	(void)state;
	place_init(&place);
	assert_int_equal(chmod(place.folder, 0500), 0);
	must_fail(
	    as_user(&place, create_only, &err), ERR_PERMISSION, place.store);
	assert_int_equal(count_files(place.folder, ""), 0);
	place_done(&place);
}

/* --- What a connection is set to ---------------------------------------- */

static void
expect_pragma(struct db *db, const char *sql, const char *value)
{
	sqlite3_stmt *stmt;

	assert_int_equal(
	    sqlite3_prepare_v2(db->handle, sql, -1, &stmt, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	assert_string_equal((const char *)sqlite3_column_text(stmt, 0), value);
	sqlite3_finalize(stmt);
}

static void
expect_settings(struct db *db)
{
	int on;

	expect_pragma(db, "PRAGMA journal_mode", "persist");
	expect_pragma(db, "PRAGMA locking_mode", "normal");
	expect_pragma(db, "PRAGMA synchronous", "3");
	expect_pragma(db, "PRAGMA secure_delete", "1");
	expect_pragma(db, "PRAGMA temp_store", "2");
	expect_pragma(db, "PRAGMA mmap_size", "0");
	expect_pragma(db, "PRAGMA trusted_schema", "0");
	expect_pragma(db, "PRAGMA foreign_keys", "1");
	expect_pragma(db, "PRAGMA auto_vacuum", "0");
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, -1, &on);
	assert_int_equal(on, 1);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, -1, &on);
	assert_int_equal(on, 0);
}

/* An open store keeps no lock while nobody uses it. */
static void
test_idle_without_lock(void **state)
{
	struct place place;
	sqlite3 *handle;
	int status;
	pid_t child;

	(void)state;
	place_with_store(&place);
	reopen(&place);
	child = fork();
	if (child == 0)
		_exit(sqlite3_open(place.store, &handle) != SQLITE_OK ||
		      sqlite3_exec(handle, "BEGIN EXCLUSIVE; COMMIT", NULL,
		          NULL, NULL) != SQLITE_OK);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	place_done(&place);
}

static void
test_settings(void **state)
{
	struct place place;

	(void)state;
	place_with_store(&place);
	expect_settings(place.db);
	reopen(&place);
	expect_settings(place.db);
	place_done(&place);
}

/* --- Transactions ------------------------------------------------------- */

static void
test_meta(void **state)
{
	struct place place;
	struct err err;
	char *value;

	(void)state;
	place_with_store(&place);
	must(db_meta_get(place.db, "unit", &value, &err));
	assert_null(value);
	must(db_begin(place.db, &err));
	must(db_meta_set(place.db, "unit", "3-east", &err));
	must(db_meta_set(place.db, "unit", "4-west", &err));
	must(db_meta_set(place.db, "empty", "", &err));
	must(db_commit(place.db, &err));
	reopen(&place);
	must(db_meta_get(place.db, "unit", &value, &err));
	assert_string_equal(value, "4-west");
	free(value);
	must(db_meta_get(place.db, "empty", &value, &err));
	assert_string_equal(value, "");
	free(value);
	place_done(&place);
}

static void
test_rollback(void **state)
{
	struct place place;
	struct err err;
	char *value;

	(void)state;
	place_with_store(&place);
	db_rollback(place.db);
	assert_false(db_writing(place.db));
	must(db_begin(place.db, &err));
	assert_true(db_writing(place.db));
	must(db_meta_set(place.db, "unit", "4-west", &err));
	db_rollback(place.db);
	assert_false(db_writing(place.db));
	must(db_begin(place.db, &err));
	must(db_meta_set(place.db, "other", "x", &err));
	reopen(&place); /* closing rolls back */
	must(db_meta_get(place.db, "unit", &value, &err));
	assert_null(value);
	must(db_meta_get(place.db, "other", &value, &err));
	assert_null(value);
	place_done(&place);
}

/* Another program holds the store for longer than anybody waits. */
/* What another program that writes meets at the moment. */
static int
try_foreign(const char *path)
{
	sqlite3 *handle;
	int code;

	assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
	code = sqlite3_exec(handle,
	    "UPDATE meta SET value = 'other' WHERE name = 'unit'", NULL, NULL,
	    NULL);
	sqlite3_close(handle);
	return code;
}

/* As of one moment: until the outermost ends, nobody can change anything. */
static void
test_reads_within_reads(void **state)
{
	struct place place;
	struct err err;
	char *value;

	(void)state;
	place_with_store(&place);
	must(db_begin(place.db, &err));
	must(db_meta_set(place.db, "unit", "own", &err));
	/* Within a transaction a reading is of it, and ends nothing of it. */
	must(db_read(place.db, &err));
	db_read_end(place.db);
	assert_true(db_writing(place.db));
	must(db_commit(place.db, &err));

	must(db_read(place.db, &err));
	must(db_meta_get(place.db, "unit", &value, &err));
	free(value);
	must(db_read(place.db, &err));
	db_read_end(place.db);
	assert_int_equal(try_foreign(place.store), SQLITE_BUSY);
	must(db_meta_get(place.db, "unit", &value, &err));
	assert_string_equal(value, "own");
	free(value);
	db_read_end(place.db);
	assert_int_equal(try_foreign(place.store), SQLITE_OK);

	db_read_end(place.db); /* one too many */
	must(db_begin(place.db, &err));
	db_rollback(place.db);
	must(db_read(place.db, &err));
	must(db_read(place.db, &err));
	place_done(&place); /* closing ends what is left */
}

static void
test_busy(void **state)
{
	struct place place;
	struct err err;
	sqlite3 *handle;
	char *value;
	char byte;
	int ends[2], status;
	pid_t child;

	(void)state;
	place_with_store(&place);
	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		if (sqlite3_open(place.store, &handle) != SQLITE_OK ||
		    sqlite3_exec(handle, "BEGIN EXCLUSIVE", NULL, NULL, NULL) !=
		        SQLITE_OK ||
		    write(ends[1], "x", 1) != 1)
			_exit(1);
		for (;;)
			pause();
	}
	assert_int_equal(read(ends[0], &byte, 1), 1);
	/* As after the ten seconds of db_begin. */
	place.db->writing = true;
	place.db->deadline = queue_clock() + 20;
	must_fail(
	    db_meta_get(place.db, "unit", &value, &err), ERR_AGAIN, "fuser -v");
	assert_null(value);
	db_rollback(place.db);
	kill(child, SIGKILL);
	assert_int_equal(waitpid(child, &status, 0), child);
	must(db_meta_get(place.db, "unit", &value, &err));
	close(ends[0]);
	close(ends[1]);
	place_done(&place);
}

/* A child of fork that closes what it inherited must not end the parent's
 * transaction. */
static void
test_fork(void **state)
{
	struct place place;
	struct err err;
	char *value;
	int status;
	pid_t child;

	(void)state;
	place_with_store(&place);
	must(db_begin(place.db, &err));
	must(db_meta_set(place.db, "unit", "4-west", &err));
	child = fork();
	if (child == 0) {
		db_close(place.db);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	must(db_commit(place.db, &err));
	reopen(&place);
	must(db_meta_get(place.db, "unit", &value, &err));
	assert_string_equal(value, "4-west");
	free(value);
	place_done(&place);
}

/* The store is removed, or another one put in its place, while it is open. */
static void
test_replaced_while_open(void **state)
{
	struct place place, other;
	struct err err;
	int status;

	(void)state;
	place_with_store(&place);
	place_with_store(&other);
	assert_int_equal(rename(other.store, place.store), 0);
	must(db_begin(place.db, &err));
	status = db_meta_set(place.db, "unit", "4-west", &err);
	if (status == OK)
		status = db_commit(place.db, &err);
	assert_int_equal(status, ERR_UNAVAILABLE);
	assert_non_null(strstr(err.text, "start it again"));
	place_done(&place);
	place_done(&other);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_create),
	    cmocka_unit_test(test_create_leaves_nothing),
	    cmocka_unit_test(test_missing),
	    cmocka_unit_test(test_no_store),
	    cmocka_unit_test(test_versions),
	    cmocka_unit_test(test_truncated),
	    cmocka_unit_test(test_flipped_bytes),
	    cmocka_unit_test(test_open_to_others),
	    cmocka_unit_test(test_read_only),
	    cmocka_unit_test(test_create_in_read_only_folder),
	    cmocka_unit_test(test_settings),
	    cmocka_unit_test(test_idle_without_lock),
	    cmocka_unit_test(test_meta),
	    cmocka_unit_test(test_rollback),
	    cmocka_unit_test(test_reads_within_reads),
	    cmocka_unit_test(test_busy),
	    cmocka_unit_test(test_fork),
	    cmocka_unit_test(test_replaced_while_open),
	};

	return run_in_memory(tests, sizeof(tests) / sizeof(*tests));
}
