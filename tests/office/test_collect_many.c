/*
 * Many files at once: good ones among hostile ones, collectors that are killed
 * and go on, two collectors of one folder. MANY=10 makes ten times as many
 * (10,000 good and 1,000 hostile ones).
 */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sync/format.h"
#include "tests/office/bureau.h"
#include "tests/unit/unit.h"
#include "util/crypt.h"
#include "util/mem.h"

#define UNITS 20
#define GOOD_OF_UNIT 50
#define HOSTILE 100
#define KILLS 12

static enum bureau_kind kind;

static int
many(void)
{
	const char *given = getenv("MANY");
	long times = given ? strtol(given, NULL, 10) : 1;

	return times >= 1 && times <= 10 ? (int)times : 1;
}

/* A name as units give them: nothing of the order is in it. */
static char *
random_name(void)
{
	const struct random *random = unit_random();
	uint8_t bytes[16];
	char hex[33];

	random->bytes(random->context, bytes, sizeof(bytes));
	crypt_hex(hex, bytes, sizeof(bytes));
	return mem_printf("%s.huddle", hex);
}

static void
enrol_all(const struct bureau *bureau, struct member members[UNITS])
{
	for (int i = 0; i < UNITS; i++) {
		char *id = mem_printf("unit-%02d", i);

		members[i] = member_new(id);
		assert_int_equal(bureau_enrol(bureau, &members[i], false), 0);
		free(id);
	}
}

/* What a summary of the member would be, but for one thing that is wrong. */
static void
put_hostile(const struct bureau *bureau, const struct member *member, int fault)
{
	struct bureau elsewhere = *bureau;
	struct holder stranger = envelope_holder(SEAL_UNIT);
	const struct holder *key = &member->key;
	char *name = random_name();
	struct summary summary;

	member_next(member, &summary);
	switch (fault % 5) {
	case 0: /* a forgery */
		key = &stranger;
		break;
	case 1: /* an old place with other contents */
		summary.sequence = 1;
		summary.previous[0] = '\0';
		summary.huddles.minutes++;
		break;
	case 2: /* sealed for another office */
		elsewhere.key = envelope_holder(SEAL_OFFICE);
		break;
	case 3: /* a unit that nobody knows */
		snprintf(summary.unit, ID_SIZE, "nobody");
		break;
	default: /* a rule is broken */
		summary.notes[0].count = 1;
	}
	bureau_put(&elsewhere, key, &summary, name);
	summary_done(&summary);
	free(name);
}

/* All weeks of all units, each unit's in a row broken by the others'. */
static void
fill(const struct bureau *bureau, struct member members[UNITS], int hostile)
{
	int weeks = GOOD_OF_UNIT * many();

	for (int week = 0; week < weeks; week++)
		for (int i = 0; i < UNITS; i++) {
			char *name = random_name();

			bureau_release(bureau, &members[i], name);
			free(name);
		}
	for (int i = 0; i < hostile; i++)
		put_hostile(bureau, &members[i % UNITS], i);
}

/* Every unit's chain is whole, and nothing else is in the store. */
static void
expect_whole(const struct bureau *bureau, const struct member members[UNITS],
    int refused)
{
	struct office *office = bureau_open(bureau);
	struct office_counts counts;

	assert_int_equal(office_counts(office, &counts, NULL), OK);
	assert_int_equal(counts.summaries, UNITS * GOOD_OF_UNIT * many());
	assert_int_equal(counts.held, 0);
	assert_int_equal(counts.refused, refused);
	for (int i = 0; i < UNITS; i++) {
		struct office_unit unit;
		bool found;

		assert_int_equal(
		    office_unit(office, members[i].id, &found, &unit, NULL),
		    OK);
		assert_true(found);
		assert_int_equal(unit.sequence, members[i].sequence);
		assert_string_equal(unit.hash, members[i].hash);
	}
	office_close(office);
}

static void
test_good_and_hostile(void **state)
{
	int good = UNITS * GOOD_OF_UNIT * many(), bad = HOSTILE * many();
	struct member members[UNITS];
	struct bureau bureau;

	(void)state;
	bureau_new(&bureau, kind);
	enrol_all(&bureau, members);
	fill(&bureau, members, bad);
	bureau_expect(&bureau, good, bad, 0, 0);
	expect_whole(&bureau, members, bad);
	assert_int_equal(bureau_files(&bureau, "", ".huddle"), 0);
	assert_int_equal(bureau_files(&bureau, "collected", ".huddle"), good);
	assert_int_equal(bureau_files(&bureau, "quarantine", ".huddle"), bad);
	assert_int_equal(bureau_files(&bureau, "quarantine", ".reason"), bad);
	bureau_expect(&bureau, 0, 0, 0, 0);
	bureau_free(&bureau);
}

static pid_t
start_collecting(const struct bureau *bureau)
{
	const char *const inbox[] = {bureau->inbox, NULL};
	int null = open("/dev/null", O_WRONLY);
	pid_t pid = bureau_start(bureau, "collect", inbox, null);

	close(null);
	return pid;
}

static int
ending(pid_t pid)
{
	int status;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

/* Waits until the collector has moved so many files, or is through. */
static void
wait_for_files(const struct bureau *bureau, int most, pid_t pid)
{
	siginfo_t info = {0};

	while (bureau_files(bureau, "", ".huddle") > most) {
		info.si_pid = 0;
		waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT);
		if (info.si_pid == pid)
			break;
	}
}

static void
test_killed(void **state)
{
	int good = UNITS * GOOD_OF_UNIT * many(), left, killed = 0;
	struct member members[UNITS];
	struct bureau bureau;

	(void)state;
	bureau_new(&bureau, kind);
	enrol_all(&bureau, members);
	fill(&bureau, members, HOSTILE);
	for (int i = 0; i < KILLS; i++) {
		pid_t pid;

		left = bureau_files(&bureau, "", ".huddle");
		pid = start_collecting(&bureau);
		wait_for_files(&bureau, left - unit_between(1, 60), pid);
		kill(pid, i % 2 ? SIGKILL : SIGINT);
		killed += WIFSIGNALED(ending(pid));
	}
	assert_true(killed > 0);
	bureau_collect(&bureau);
	expect_whole(&bureau, members, HOSTILE);
	assert_int_equal(bureau_files(&bureau, "", ".huddle"), 0);
	assert_int_equal(bureau_files(&bureau, "collected", ".huddle"), good);
	assert_int_equal(
	    bureau_files(&bureau, "quarantine", ".huddle"), HOSTILE);
	bureau_free(&bureau);
}

static void
test_two_collectors(void **state)
{
	int good = UNITS * GOOD_OF_UNIT * many();
	struct member members[UNITS];
	struct bureau bureau;
	pid_t one, other;

	(void)state;
	bureau_new(&bureau, kind);
	enrol_all(&bureau, members);
	fill(&bureau, members, HOSTILE);
	one = start_collecting(&bureau);
	other = start_collecting(&bureau);
	assert_int_equal(ending(one), 0);
	assert_int_equal(ending(other), 0);
	expect_whole(&bureau, members, HOSTILE);
	assert_int_equal(bureau_files(&bureau, "", ".huddle"), 0);
	assert_int_equal(bureau_files(&bureau, "collected", ".huddle"), good);
	assert_int_equal(
	    bureau_files(&bureau, "quarantine", ".huddle"), HOSTILE);
	bureau_free(&bureau);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_good_and_hostile),
	    cmocka_unit_test(test_killed),
	    cmocka_unit_test(test_two_collectors),
	};
	int failed;

	crypt_init();
	failed =
	    cmocka_run_group_tests_name(bureau_names[kind], tests, NULL, NULL);
	kind = BUREAU_POSTGRES;
	if (postgres_start())
		failed += cmocka_run_group_tests_name(
		    bureau_names[kind], tests, NULL, NULL);
	postgres_stop();
	return failed;
}
