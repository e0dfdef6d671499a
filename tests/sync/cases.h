/*
 * What a delivery must stand, whatever the server speaks. A test program sets
 * the server and runs these beside its own.
 */
#ifndef HUDDLE_TESTS_SYNC_CASES_H
#define HUDDLE_TESTS_SYNC_CASES_H

#include "tests/sync/servers.h"
#include "tests/unit/unit.h"

#define NAME "0123456789abcdef0123456789abcdef.huddle"
#define PART NAME ".part"
#define FILE_LEN 12345

/* The file of all cases; its server, which is NULL where it cannot run. */
const char *cases_file(void);
void cases_use(struct server *server);

/* One delivery that must end so; its message holds `word` (if not NULL), says
 * that nothing was lost, and no password. */
void expect(int status, const struct transport *transport, const char *word);

/* Nothing, or nothing but a part (nginx copies into one with a number behind
 * its name), stands in the inbox. */
void expect_nothing(const struct server *server);
void expect_file(const struct server *server);

/* Before each case: an empty inbox, or the case is skipped. */
int cases_begin(void **state);

void case_whole(void **state);
void case_twice(void **state);
void case_taken(void **state);
void case_old_part(void **state);
void case_down(void **state);
void case_silent(void **state);
void case_held(void **state);
void case_cut(void **state);
void case_killed(void **state);
void case_full(void **state);
void case_settings(void **state);

#define CASE(name) cmocka_unit_test_setup(name, cases_begin)
#define CASES                                                                  \
	CASE(case_whole), CASE(case_twice), CASE(case_taken),                  \
	    CASE(case_old_part), CASE(case_down), CASE(case_silent),           \
	    CASE(case_held), CASE(case_cut), CASE(case_killed),                \
	    CASE(case_full), CASE(case_settings)

#endif
