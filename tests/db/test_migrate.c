/*
 * Migrations: steps in order, a copy first, nothing half-done; and the frozen
 * store of each version that was ever released opens as today's.
 */
#include "tests/db/store.h"

#include <sqlite3.h>

#include "db/handle.h"
#include "db/migrate.h"
#include "db/repo_action.h"
#include "db/repo_huddle.h"
#include "db/repo_note.h"
#include "db/repo_release.h"
#include "util/date.h"

static const struct migration good[] = {
    {5, "ALTER TABLE note ADD COLUMN votes INTEGER NOT NULL DEFAULT 0;\n"
        "PRAGMA user_version = 5;\n"},
    {6, "CREATE TABLE card (id INTEGER PRIMARY KEY, title TEXT NOT NULL);\n"
        "INSERT INTO card (title) SELECT value FROM meta;\n"
        "PRAGMA user_version = 6;\n"},
};

static int64_t
version_of(struct db *db)
{
	struct err err;
	int64_t version = 0;

	must(db_header(db, QUERY_VERSION, &version, &err));
	return version;
}

/* The one number that a statement gives, -1 if it cannot be run. */
static int
ask(const char *path, const char *sql)
{
	sqlite3 *handle;
	sqlite3_stmt *stmt = NULL;
	int value = -1;

	assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
	if (sqlite3_prepare_v2(handle, sql, -1, &stmt, NULL) == SQLITE_OK &&
	    sqlite3_step(stmt) == SQLITE_ROW)
		value = sqlite3_column_int(stmt, 0);
	sqlite3_finalize(stmt);
	sqlite3_close(handle);
	return value;
}

static void
place_with_facts(struct place *place)
{
	struct err err;

	place_with_store(place);
	must(db_begin(place->db, &err));
	must(db_meta_set(place->db, "unit", "4-west", &err));
	must(db_commit(place->db, &err));
}

/* What is said on standard error goes to a file until it is given back. */
static int
hush(struct place *place)
{
	char path[400];
	int kept = dup(STDERR_FILENO);

	snprintf(path, sizeof(path), "%s/said", place->folder);
	assert_non_null(freopen(path, "w", stderr));
	return kept;
}

static void
give_back(int kept)
{
	fflush(stderr);
	dup2(kept, STDERR_FILENO);
	close(kept);
}

static int
steps_quietly(struct place *place, const struct migration *steps, int count,
    struct err *err)
{
	int kept = hush(place);
	int status = migrate_steps(place->db, steps, count, err);

	give_back(kept);
	return status;
}

static int
open_quietly(struct place *place, struct err *err)
{
	int kept = hush(place);
	int status = db_open(&place->db, place->store, DB_EXISTING, err);

	give_back(kept);
	return status;
}

static void
test_steps(void **state)
{
	struct place place;
	struct buf said;
	struct err err;
	struct stat st;
	char copy[400];

	(void)state;
	place_with_facts(&place);
	must(steps_quietly(&place, good, 2, &err));
	assert_int_equal(version_of(place.db), 6);
	assert_int_equal(ask(place.store, "SELECT count(*) FROM card"), 1);
	assert_int_equal(ask(place.store, "SELECT count(votes) FROM note"), 0);

	snprintf(copy, sizeof(copy), "%s.v4", place.store);
	assert_int_equal(stat(copy, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(ask(copy, "PRAGMA user_version"), 4);
	assert_int_equal(ask(copy, "PRAGMA application_id"), 1752523884);
	assert_int_equal(
	    ask(copy, "SELECT count(*) FROM meta WHERE value = '4-west'"), 1);
	assert_int_equal(ask(copy, "SELECT count(*) FROM card"), -1);
	assert_int_equal(count_files(place.folder, "huddle.db"), 4);
	snprintf(copy, sizeof(copy), "%s/said", place.folder);
	said = bytes_of(copy);
	assert_non_null(strstr(said.text, "huddle.db.v4\n"));
	buf_done(&said);

	/* Again: nothing is to be done, so there is no other copy. */
	must(migrate_steps(place.db, good, 2, &err));
	assert_int_equal(count_files(place.folder, "huddle.db"), 4);
	place_done(&place);
}

static void
test_one_by_one(void **state)
{
	struct place place;
	struct err err;

	(void)state;
	place_with_facts(&place);
	must(steps_quietly(&place, good, 1, &err));
	assert_int_equal(version_of(place.db), 5);
	must(steps_quietly(&place, good, 2, &err));
	assert_int_equal(version_of(place.db), 6);
	assert_int_equal(count_files(place.folder, "huddle.db.v"), 2);
	assert_int_equal(count_files(place.folder, "huddle.db.v5"), 1);
	place_done(&place);
}

/* An older copy is never overwritten. */
static void
test_copies(void **state)
{
	struct place place;
	struct buf kept;
	struct err err;
	char path[400];

	(void)state;
	place_with_facts(&place);
	snprintf(path, sizeof(path), "%s.v4", place.store);
	must(file_create(path, 0600, "mine", 4, &err));
	must(steps_quietly(&place, good, 1, &err));
	kept = bytes_of(path);
	assert_string_equal(kept.text, "mine");
	buf_done(&kept);
	snprintf(path, sizeof(path), "%s.v4-2", place.store);
	assert_int_equal(ask(path, "PRAGMA user_version"), 4);
	place_done(&place);
}

/* A step that fails leaves the store as the one before it did. */
static void
test_failing_step(void **state)
{
	const struct migration bad[][2] = {
	    {good[0], {6, "CREATE TABLE card (id INTEGER PRIMARY KEY); "
	                  "INSERT INTO nowhere VALUES (1); "
	                  "PRAGMA user_version = 6;"}},
	    {good[0], {6, "CREATE TABLE card (id INTEGER PRIMARY KEY);"}},
	    {good[0], {6, "CREATE TABLE card (id INTEGER PRIMARY KEY);"
	                  "PRAGMA user_version = 7;"}},
	};
	struct err err;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct place place;

		place_with_facts(&place);
		assert_true(steps_quietly(&place, bad[i], 2, &err) < 0);
		assert_int_equal(version_of(place.db), 5);
		assert_int_equal(
		    ask(place.store, "SELECT count(*) FROM card"), -1);
		assert_int_equal(count_files(place.folder, "huddle.db.v4"), 1);
		/* The queue is free again, and the next try goes through. */
		must(db_begin(place.db, &err));
		must(db_commit(place.db, &err));
		must(steps_quietly(&place, good, 2, &err));
		assert_int_equal(version_of(place.db), 6);
		place_done(&place);
	}
}

/* No copy, no step. */
static void
test_no_room_for_the_copy(void **state)
{
	struct place place;
	struct err err;
	char path[400];

	(void)state;
	place_with_facts(&place);
	snprintf(path, sizeof(path), "%s.part", place.store);
	assert_int_equal(mkdir(path, 0700), 0);
	must_fail(steps_quietly(&place, good, 2, &err), ERR_CREATE, path);
	assert_int_equal(version_of(place.db), 4);
	assert_int_equal(count_files(place.folder, "huddle.db.v"), 0);
	place_done(&place);
}

/* Two processes start the new program at once, both of them while the store is
 * still old: one migrates, the other finds it done. */
static void
test_two_at_once(void **state)
{
	struct place place;
	struct err err;
	pid_t children[2];
	int opened[2], go[2];
	char byte = 0;

	(void)state;
	place_with_facts(&place);
	db_close(place.db);
	place.db = NULL;
	assert_int_equal(pipe(opened), 0);
	assert_int_equal(pipe(go), 0);
	for (int i = 0; i < 2; i++) {
		children[i] = fork();
		if (children[i] == 0) {
			if (!freopen("/dev/null", "w", stderr) ||
			    db_open(&place.db, place.store, DB_EXISTING, &err) <
			        0)
				_exit(1);
			close(go[1]);
			if (write(opened[1], &byte, 1) != 1 ||
			    read(go[0], &byte, 1) != 0)
				_exit(2);
			_exit(migrate_steps(place.db, good, 2, &err) < 0);
		}
	}
	close(opened[1]); /* a child that has failed ends the waiting */
	for (int i = 0; i < 2; i++)
		assert_int_equal(read(opened[0], &byte, 1), 1);
	close(go[1]);
	close(go[0]);
	close(opened[0]);
	for (int i = 0; i < 2; i++) {
		int status;

		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_int_equal(status, 0);
	}
	assert_int_equal(ask(place.store, "PRAGMA user_version"), 6);
	assert_int_equal(ask(place.store, "SELECT count(*) FROM card"), 1);
	assert_int_equal(count_files(place.folder, "huddle.db.v"), 1);
	place_done(&place);
}

/* --- Frozen stores ------------------------------------------------------ */

static void
script(const char *path, const char *text)
{
	sqlite3 *handle;
	char *said = NULL;

	assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
	if (sqlite3_exec(handle, text, NULL, NULL, &said) != SQLITE_OK)
		fail_msg("%s", said);
	sqlite3_close(handle);
	chmod(path, 0600);
}

/* One space for many, none before what ends a column, and no quotes around
 * names. */
static void
add_plain(struct buf *out, const char *text)
{
	for (bool space = false; text && *text; text++) {
		bool blank = *text == ' ' || *text == '\n' || *text == '\t';

		if (!blank && space && *text != ',' && *text != ')')
			buf_add(out, " ");
		if (!blank && *text != '"')
			buf_add_bytes(out, text, 1);
		space = blank;
	}
	buf_add(out, "\n");
}

/* Tables and indices as they were made, in the order of their names. */
static void
schema_of(const char *path, struct buf *out)
{
	sqlite3 *handle;
	sqlite3_stmt *stmt;

	assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
	assert_int_equal(
	    sqlite3_prepare_v2(handle,
	        "SELECT sql FROM sqlite_schema ORDER BY name", -1, &stmt, NULL),
	    SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW)
		add_plain(out, (const char *)sqlite3_column_text(stmt, 0));
	sqlite3_finalize(stmt);
	sqlite3_close(handle);
}

static void
open_frozen(struct place *place, int version)
{
	struct buf text, schemas[2] = {BUF_INIT, BUF_INIT};
	struct place fresh;
	struct err err;
	char path[100];

	place_init(place);
	snprintf(path, sizeof(path), "tests/data/store-%d.sql", version);
	text = bytes_of(path);
	script(place->store, buf_text(&text));
	must(open_quietly(place, &err));
	assert_int_equal(version_of(place->db), migrate_latest());
	assert_int_equal(count_files(place->folder, "huddle.db.v"),
	    version < migrate_latest());
	place_with_store(&fresh);
	schema_of(place->store, &schemas[0]);
	schema_of(fresh.store, &schemas[1]);
	assert_true(schemas[0].len > 1000);
	assert_string_equal(buf_text(&schemas[0]), buf_text(&schemas[1]));
	buf_done(&schemas[0]);
	buf_done(&schemas[1]);
	buf_done(&text);
	place_done(&fresh);
}

/* What was in stores from the first version on. */
static void
check_rounds(struct place *place)
{
	struct round rounds[2];
	struct huddle huddle;
	struct draw draws[DRAWS_MAX];
	struct err err;
	char *unit;

	must(db_meta_get(place->db, "unit", &unit, &err));
	assert_string_equal(unit, "4-west");
	free(unit);
	assert_int_equal(round_list_open(place->db, rounds, 2, &err), 1);
	assert_int_equal(rounds[0].checkins, 3);
	assert_int_equal(rounds[0].epsilon_milli, 500);
	assert_false(rounds[0].frozen);
	must(huddle_running(place->db, &huddle, &err));
	assert_string_equal(huddle.note_ids, "abcdefghij");
	must(round_last_closed(place->db, ROUND_HUDDLE, &rounds[1], &err));
	assert_int_equal(rounds[1].checkins, 12);
	assert_int_equal(
	    round_draws_of(place->db, rounds[1].id, draws, DRAWS_MAX, &err), 3);
	assert_int_equal(draws[1].counted, 9);
}

/*
 * tests/data/store-1.sql is a store of version 1 with something in every
 * table, written down when it was new. It never changes.
 */
static void
test_frozen_1(void **state)
{
	struct place place;
	struct note note;
	struct err err;

	(void)state;
	open_frozen(&place, 1);
	check_rounds(&place);
	must(note_get(place.db, "0123456789", &note, &err));
	assert_int_equal(note.kind, NOTE_STOP);
	assert_int_equal(note.state, NOTE_OPEN);
	assert_string_equal(note.theme, "records");
	assert_int_equal(note.minutes, 15);
	assert_int_equal(note.day, 20769);
	assert_string_equal(note.text, "Counting it twice");
	assert_int_equal(note.version, 1);
	assert_int_equal(note.metoo, 0);
	assert_int_equal(note.answered, DATE_NONE);
	assert_string_equal(note.answer, "");
	assert_string_equal(note.into, "");
	assert_int_equal(note.action, 0);
	note_done(&note);
	must(note_get(place.db, "abcdefghij", &note, &err));
	assert_string_equal(note.text, "No stapler at the desk");
	note_done(&note);
	assert_int_equal(ask(place.store, "SELECT count(*) FROM note"), 2);
	assert_int_equal(ask(place.store, "SELECT count(*) FROM action"), 0);
	place_done(&place);
}

/* The same of version 2. */
static void
test_frozen_2(void **state)
{
	struct place place;
	struct action action;
	struct note note;
	struct revision undo, redo;
	struct ledger ledger;
	struct err err;

	(void)state;
	open_frozen(&place, 2);
	check_rounds(&place);
	must(action_get(place.db, 1, &action, &err));
	assert_int_equal(action.state, ACTION_TESTING);
	assert_int_equal(action.metoo, 2);
	assert_int_equal(action_cycle_open(&action), 1);
	assert_string_equal(action.cycles[0].result, "It worked on nights");
	assert_string_equal(
	    action.responses[TIER_DEPARTMENT].reason, "needs the pharmacy");
	assert_true(action_waits(&action));
	action_done(&action);
	must(action_get(place.db, 2, &action, &err));
	assert_int_equal(action.id, 0);
	must(note_get(place.db, "k000000004", &note, &err));
	assert_int_equal(note.state, NOTE_MERGED);
	assert_string_equal(note.into, "0123456789");
	note_done(&note);
	must(revision_next(place.db, 20769, &undo, &redo, &err));
	assert_int_equal(undo.id, 4);
	must(revision_next(place.db, 20770, &undo, &redo, &err));
	assert_int_equal(undo.id, 0);
	assert_int_equal(redo.id, 2);
	/* Nothing of it was released, and all of it will be. */
	must(release_ledger(place.db, 20780, &ledger, &err));
	assert_int_equal(ledger.head.to, DATE_NONE);
	assert_int_equal(ledger.begin, 20766);
	assert_int_equal(
	    ask(place.store, "SELECT count(*) FROM draw WHERE release = 0"), 3);
	must(revision_redo(place.db, 20770, 2, &redo, &err));
	must(action_get(place.db, 2, &action, &err));
	assert_string_equal(action.title, "Taken back");
	action_done(&action);
	place_done(&place);
}

/* The same of version 3. */
static void
test_frozen_3(void **state)
{
	struct place place;
	struct release release;
	struct release_standing standing;
	struct ledger ledger;
	struct err err;
	int now, next;

	(void)state;
	open_frozen(&place, 3);
	check_rounds(&place);
	must(release_ledger(place.db, 20775, &ledger, &err));
	assert_int_equal(ledger.head.sequence, 2);
	assert_int_equal(ledger.head.to, 20771);
	assert_int_equal(ledger.newest, 20770);
	assert_int_equal(ledger.waits, 20770);
	must(release_get(place.db, 2, &release, &err));
	assert_string_equal(release.hash, ledger.head.hash);
	assert_non_null(strstr(release.document, "\"counted\":-1"));
	assert_int_equal(release.tries, 3);
	release_done(&release);
	must(release_standing(place.db, &standing, &err));
	assert_int_equal(standing.waiting, 1);
	assert_int_equal(standing.lost, 0);
	must(release_get(place.db, 1, &release, &err));
	assert_int_equal(release.delivery, DELIVERY_SENT);
	release_done(&release);
	must(release_keys(place.db, &now, &next, &err));
	assert_int_equal(next, 2);
	assert_int_equal(
	    ask(place.store, "SELECT count(*) FROM draw WHERE release = 2"), 3);
	place_done(&place);
}

/* Notes of every kind, thousands of them, from version 1 to today's. */
static void
test_many_notes(void **state)
{
	static const char fill[] =
	    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
	    "WHERE i < 5000) INSERT INTO note SELECT printf('n%09d', "
	    "i * 7919 % 5003), i % 5, i % 6, 'theme' || i % 7, "
	    "iif(i % 5 = 3, i % 721, 0), 17000 + i % 3650, "
	    "printf('note %d \303\261', i) FROM n;";
	static const char sum[] =
	    "SELECT total(length(id) + kind * 3 + state * 5 + minutes * 7 + "
	    "day * 11 + length(text) + unicode(substr(text, -1)) + "
	    "length(theme)) % 1000000007 FROM note";
	struct place place;
	struct buf text;
	struct err err;
	int before;

	(void)state;
	place_init(&place);
	text = bytes_of("tests/data/store-1.sql");
	script(place.store, buf_text(&text));
	script(place.store, fill);
	before = ask(place.store, sum);
	assert_true(before > 1000);
	must(open_quietly(&place, &err));
	assert_int_equal(ask(place.store, sum), before);
	assert_int_equal(ask(place.store, "SELECT count(*) FROM note"), 5002);
	assert_int_equal(
	    ask(place.store, "SELECT count(*) FROM note WHERE version = 1"),
	    5002);
	assert_int_equal(
	    ask(place.store, "SELECT count(*) FROM pragma_integrity_check "
	                     "WHERE integrity_check = 'ok'"),
	    1);
	buf_done(&text);
	place_done(&place);
}

/* What a store is named cannot write on the terminal. */
static void
test_name_of_copy(void **state)
{
	struct place place;
	struct buf said;
	struct err err;
	char path[400];

	(void)state;
	place_init(&place);
	snprintf(
	    place.store, sizeof(place.store), "%s/\033[2J.db", place.folder);
	must(db_open(&place.db, place.store, DB_CREATE, &err));
	must(steps_quietly(&place, good, 1, &err));
	snprintf(path, sizeof(path), "%s/said", place.folder);
	said = bytes_of(path);
	assert_null(strchr(said.text, '\033'));
	assert_non_null(strstr(said.text, "[2J.db.v4\n"));
	buf_done(&said);
	place_done(&place);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_steps),
	    cmocka_unit_test(test_one_by_one),
	    cmocka_unit_test(test_copies),
	    cmocka_unit_test(test_failing_step),
	    cmocka_unit_test(test_no_room_for_the_copy),
	    cmocka_unit_test(test_two_at_once),
	    cmocka_unit_test(test_name_of_copy),
	    cmocka_unit_test(test_frozen_1),
	    cmocka_unit_test(test_frozen_2),
	    cmocka_unit_test(test_frozen_3),
	    cmocka_unit_test(test_many_notes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
