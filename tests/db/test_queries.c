/*
 * Every statement of db/queries.sql: it can be prepared on a new store, its
 * plan reads no table from end to end and sorts nothing, and the ways to use
 * one wrongly are noticed.
 */
#include "tests/db/store.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "db/handle.h"

static struct buf folded = BUF_INIT;

/* Not one statement each, so not prepared by themselves. */
static bool
is_script(enum query query)
{
	return query == QUERY_SETTINGS || query == QUERY_SETTINGS_FIRST ||
	       query == QUERY_COPY_SETTINGS;
}

static sqlite3 *
raw(const struct place *place)
{
	sqlite3 *handle;

	assert_int_equal(sqlite3_open(place->store, &handle), SQLITE_OK);
	assert_int_equal(db_functions(handle, &folded), SQLITE_OK);
	return handle;
}

/* Slow by their plans, but never longer than what is shown or told. */
static const struct {
	enum query query;
	const char *detail;
} allowed[] = {
    {QUERY_NOTE_WINDOW, "SCAN w"}, /* the window's own rows */
    /* Of a period's shifts only, once a period. */
    {QUERY_SHIFT_NUMBER_SUMS, "USE TEMP B-TREE FOR GROUP BY"},
};

/* What of a plan costs more the longer the history is. */
static bool
is_slow(enum query query, const char *detail)
{
	for (size_t i = 0; i < sizeof(allowed) / sizeof(*allowed); i++)
		if (allowed[i].query == query &&
		    strcmp(detail, allowed[i].detail) == 0)
			return false;
	if (strcmp(detail, "SCAN CONSTANT ROW") == 0)
		return false;
	return strncmp(detail, "SCAN", 4) == 0 ||
	       strstr(detail, "TEMP B-TREE") || strstr(detail, "AUTOMATIC");
}

static int
read_plan(sqlite3 *handle, enum query query, bool tell)
{
	struct buf sql = BUF_INIT;
	sqlite3_stmt *stmt;
	int slow = 0;

	buf_add(&sql, "EXPLAIN QUERY PLAN ");
	buf_add(&sql, query_texts[query].sql);
	if (sqlite3_prepare_v2(handle, sql.text, -1, &stmt, NULL) != SQLITE_OK)
		fail_msg(
		    "%s: %s", query_texts[query].name, sqlite3_errmsg(handle));
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		const char *detail = (const char *)sqlite3_column_text(stmt, 3);

		if (!is_slow(query, detail))
			continue;
		if (tell)
			print_error(
			    "%s: %s\n", query_texts[query].name, detail);
		slow++;
	}
	sqlite3_finalize(stmt);
	buf_done(&sql);
	return slow;
}

static void
test_plans(void **state)
{
	struct place place;
	sqlite3 *handle;
	int slow = 0;

	(void)state;
	place_with_store(&place);
	handle = raw(&place);
	assert_true(QUERIES > 25);
	for (int i = 0; i < QUERIES; i++)
		if (!is_script((enum query)i))
			slow += read_plan(handle, (enum query)i, true);
	assert_int_equal(slow, 0);
	sqlite3_close(handle);
	place_done(&place);
}

/* Lists of notes are counted and paged without reading a text. */
static void
test_covered(void **state)
{
	static const enum query lists[] = {QUERY_NOTE_WINDOW, QUERY_NOTE_COUNT,
	    QUERY_NOTE_PLACE, QUERY_SAID_WAITING_COUNT, QUERY_ACTION_COUNT,
	    QUERY_FACTS_NOTES};
	struct place place;
	sqlite3 *handle;

	(void)state;
	place_with_store(&place);
	handle = raw(&place);
	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		char sql[4096];
		sqlite3_stmt *stmt;
		int covered = 0, looked_up = 0;

		snprintf(sql, sizeof(sql), "EXPLAIN QUERY PLAN %s",
		    query_texts[lists[i]].sql);
		assert_int_equal(
		    sqlite3_prepare_v2(handle, sql, -1, &stmt, NULL),
		    SQLITE_OK);
		while (sqlite3_step(stmt) == SQLITE_ROW) {
			const char *detail =
			    (const char *)sqlite3_column_text(stmt, 3);

			covered += strstr(detail, "COVERING INDEX") != NULL;
			looked_up += strstr(detail, "USING INDEX") != NULL;
		}
		sqlite3_finalize(stmt);
		if (covered == 0 || looked_up > 0)
			fail_msg("%s", query_texts[lists[i]].name);
	}
	sqlite3_close(handle);
	place_done(&place);
}

/* The check above must be able to fail. */
static void
test_plans_have_teeth(void **state)
{
	struct place place;
	sqlite3 *handle;

	(void)state;
	place_with_store(&place);
	handle = raw(&place);
	assert_int_equal(sqlite3_exec(handle,
	                     "DROP INDEX action_waiting; "
	                     "DROP INDEX event_by_action; "
	                     "DROP INDEX note_answered; "
	                     "DROP INDEX draw_untold; "
	                     "DROP INDEX response_told; "
	                     "DROP INDEX draw_by_cut;",
	                     NULL, NULL, NULL),
	    SQLITE_OK);
	assert_true(read_plan(handle, QUERY_SAID_WAITING, false) > 0);
	assert_true(read_plan(handle, QUERY_EVENTS_OF_ACTION, false) > 0);
	assert_true(read_plan(handle, QUERY_SAID_NOTES, false) > 0);
	assert_true(read_plan(handle, QUERY_DRAW_LIST, false) > 0);
	assert_true(read_plan(handle, QUERY_FACTS_DRAWS, false) > 0);
	assert_true(read_plan(handle, QUERY_FACTS_REPLIES, false) > 0);
	sqlite3_close(handle);
	place_done(&place);
}

/* Every statement that the store prepares goes through its checks. */
static void
test_names(void **state)
{
	(void)state;
	for (int i = 0; i < QUERIES; i++) {
		assert_non_null(query_texts[i].name);
		assert_true(strlen(query_texts[i].sql) > 5);
		for (int j = 0; j < i; j++)
			assert_string_not_equal(
			    query_texts[i].name, query_texts[j].name);
	}
}

/* --- What ends in an assertion ------------------------------------------ */

static void
forget_to_bind(struct db *db)
{
	struct stmt *stmt = stmt_new(db, QUERY_META_GET);

	stmt_step(stmt, NULL);
}

static void
bind_no_parameter(struct db *db)
{
	struct stmt *stmt = stmt_new(db, QUERY_META_GET);

	stmt_bind_text(stmt, ":nam", "x");
}

static void
bind_twice(struct db *db)
{
	struct stmt *stmt = stmt_new(db, QUERY_META_GET);

	stmt_bind_text(stmt, ":name", "x");
	stmt_bind_text(stmt, ":name", "y");
}

static void
forget_to_read(struct db *db)
{
	struct stmt *stmt = stmt_new(db, QUERY_VERSION);

	if (stmt_step(stmt, NULL) == 1)
		stmt_done(stmt, NULL);
}

static void
read_no_column(struct db *db)
{
	struct stmt *stmt = stmt_new(db, QUERY_VERSION);

	if (stmt_step(stmt, NULL) == 1)
		stmt_int(stmt, "versio", 0, 9);
}

static void
use_nested(struct db *db)
{
	stmt_new(db, QUERY_VERSION);
	stmt_new(db, QUERY_VERSION);
}

static void
write_without_transaction(struct db *db)
{
	db_meta_set(db, "name", "value", NULL);
}

static void
use_well(struct db *db)
{
	struct stmt *stmt = stmt_new(db, QUERY_VERSION);

	if (stmt_step(stmt, NULL) == 1 &&
	    stmt_int(stmt, "user_version", 1, 9) > 0)
		stmt_done(stmt, NULL);
}

/* The signal that ends a process which does this, 0 if none does. */
static int
signal_of(struct place *place, void (*what)(struct db *db))
{
	int status = 0;
	pid_t child = fork();

	if (child == 0) {
		const struct rlimit none = {0, 0};
		struct db *db;

		setrlimit(RLIMIT_CORE, &none);
		prctl(PR_SET_DUMPABLE, 0);
		signal(SIGABRT, SIG_DFL);
		if (!freopen("/dev/null", "w", stderr) ||
		    db_open(&db, place->store, DB_EXISTING, NULL) != OK)
			_exit(1);
		what(db);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	if (WIFSIGNALED(status))
		return WTERMSIG(status);
	assert_int_equal(WEXITSTATUS(status), 0);
	return 0;
}

static void
test_assertions(void **state)
{
	void (*const wrong[])(struct db * db) = {forget_to_bind,
	    bind_no_parameter, bind_twice, forget_to_read, read_no_column,
	    use_nested, write_without_transaction};
	struct place place;

	(void)state;
	place_with_store(&place);
	assert_int_equal(signal_of(&place, use_well), 0);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		assert_int_equal(signal_of(&place, wrong[i]), SIGABRT);
	place_done(&place);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_plans),
	    cmocka_unit_test(test_covered),
	    cmocka_unit_test(test_plans_have_teeth),
	    cmocka_unit_test(test_names),
	    cmocka_unit_test(test_assertions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
