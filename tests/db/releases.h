/*
 * What the tests of releases share: a week, and rows as no program wrote them.
 */
#ifndef HUDDLE_TESTS_DB_RELEASES_H
#define HUDDLE_TESTS_DB_RELEASES_H

#include "tests/db/store.h"

#include <sqlite3.h>

#include "db/repo_release.h"
#include "util/date.h"

#define MONDAY 20769 /* 2026-11-12 is a Thursday; any day will do */
#define SUNDAY (MONDAY + 6)

AID const struct period week = {MONDAY, SUNDAY};

AID void
sql(struct place *place, const char *text)
{
	sqlite3 *handle;
	char *said = NULL;

	assert_int_equal(sqlite3_open(place->store, &handle), SQLITE_OK);
	if (sqlite3_exec(handle, text, NULL, NULL, &said) != SQLITE_OK)
		fail_msg("%s", said);
	sqlite3_close(handle);
}

AID int
ask(struct place *place, const char *text)
{
	sqlite3 *handle;
	sqlite3_stmt *stmt = NULL;
	int value = -1;

	assert_int_equal(sqlite3_open(place->store, &handle), SQLITE_OK);
	assert_int_equal(
	    sqlite3_prepare_v2(handle, text, -1, &stmt, NULL), SQLITE_OK);
	if (sqlite3_step(stmt) == SQLITE_ROW)
		value = sqlite3_column_int(stmt, 0);
	sqlite3_finalize(stmt);
	sqlite3_close(handle);
	return value;
}

/* A closed round of a day with so many check-ins. */
AID int64_t
closed_on(struct place *place, int32_t day, int checkins)
{
	const struct tally nothing = {0};
	struct round round = huddle_round();
	struct err err;

	round.shift.day = day;
	round.checkins = checkins;
	must(db_begin(place->db, &err));
	must(round_record(place->db, &round, &nothing, &crypt_random, &err));
	must(db_commit(place->db, &err));
	return round.id;
}

AID struct release_facts
facts_of(struct place *place, struct period period)
{
	struct release_facts facts;
	struct err err;

	must(release_facts_read(place->db, period, &facts, &err));
	return facts;
}

#endif
