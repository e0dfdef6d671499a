/*
 * How long a refusal counts, and what people are told of refusals: by the real
 * program on SQLite and on PostgreSQL.
 */
#include <stdlib.h>
#include <string.h>

#include "tests/office/bureau.h"
#include "tests/unit/unit.h"
#include "util/file.h"
#include "util/mem.h"

static enum bureau_kind kind;

/* An office, and a unit that is enrolled. */
static struct member
begin(struct bureau *bureau)
{
	struct member west = member_new("4-west");

	bureau_new(bureau, kind);
	assert_int_equal(bureau_enrol(bureau, &west, false), 0);
	return west;
}

/* What `office status` tells people. */
static char *
status_text(const struct bureau *bureau)
{
	char *output;

	assert_int_equal(bureau_run(bureau, "status", NULL, &output), 0);
	return output;
}

static void
expect_counts(const struct bureau *bureau, int refused, int alarms)
{
	struct office *office = bureau_open(bureau);
	struct office_counts counts;

	assert_int_equal(office_counts(office, &counts, NULL), OK);
	assert_int_equal(counts.refused, refused);
	assert_int_equal(counts.alarms, alarms);
	office_close(office);
}

/* Collects what was quarantined, as a folder. */
static void
collect_quarantine(const struct bureau *bureau, const char *expected)
{
	char *folder = mem_printf("%s/quarantine", bureau->inbox), *output;
	const char *const again[] = {folder, NULL};

	assert_int_equal(bureau_run(bureau, "collect", again, &output), 0);
	assert_string_equal(output, expected);
	free(output);
	free(folder);
}

/* A refusal ends when its very file is taken: stored, held or known already;
 * its reason goes with it, and nothing else does. */
static void
test_taken_after_all(void **state)
{
	struct bureau bureau;
	struct member icu = member_new("icu"), lost = member_new("lost");
	struct summary second;
	char *text;

	(void)state;
	bureau_new(&bureau, kind);
	bureau_release(&bureau, &icu, "1.huddle");
	member_next(&icu, &second);
	member_told(&icu, &second);
	bureau_release(&bureau, &icu, "3.huddle");
	bureau_release(&bureau, &lost, "lost.huddle");
	bureau_expect(&bureau, 0, 3, 0, 0);
	expect_counts(&bureau, 3, 3);
	assert_int_equal(bureau_enrol(&bureau, &icu, false), 0);
	bureau_put_bytes(&bureau, "mine", 4, "quarantine/other.huddle.reason");
	bureau_put_bytes(&bureau, "mine", 4, "1.huddle.reason");

	collect_quarantine(&bureau, "1 stored, 1 quarantined, 1 held\n");
	expect_counts(&bureau, 1, 1);
	/* Refused again is only the lost one, which stays. */
	assert_int_equal(bureau_files(&bureau, "quarantine", ".huddle"), 1);
	text = mem_printf("%s/quarantine/lost.huddle.reason", bureau.inbox);
	assert_true(file_exists(text));
	free(text);
	text = mem_printf("%s/quarantine/1.huddle.reason", bureau.inbox);
	assert_false(file_exists(text));
	free(text);
	text = mem_printf("%s/quarantine/3.huddle.reason", bureau.inbox);
	assert_false(file_exists(text));
	free(text);
	text = mem_printf("%s/quarantine/other.huddle.reason", bureau.inbox);
	assert_true(file_exists(text));
	free(text);
	bureau_put(&bureau, &icu.key, &second, "1.huddle");
	bureau_expect(&bureau, 2, 0, 0, 0);
	/* Not in a quarantine: not ours. */
	assert_int_equal(bureau_files(&bureau, "", ".reason"), 1);
	text = status_text(&bureau);
	assert_null(strstr(text, "icu is not"));
	assert_non_null(strstr(text, "1 unit, 1 silent, 0 small; 3 summaries, "
	                             "0 held, 1 quarantined, 1 alarm\n"));
	free(text);
	summary_done(&second);
	bureau_free(&bureau);
}

/* More than a batch, and named one by one: files stay, reasons go. */
#define WEEKS 300

static void
test_many_taken_after_all(void **state)
{
	struct bureau bureau;
	struct member icu = member_new("icu");
	char *names[WEEKS + 1];
	char *output, *quarantine;

	(void)state;
	bureau_new(&bureau, kind);
	quarantine = mem_printf("%s/quarantine", bureau.inbox);
	for (int i = 0; i < WEEKS; i++) {
		char *name = mem_printf("%03d.huddle", i);

		bureau_release(&bureau, &icu, name);
		names[i] = file_join(quarantine, name);
		free(name);
	}
	names[WEEKS] = NULL;
	bureau_put_bytes(&bureau, "x", 1, "noise.huddle");
	assert_int_equal(bureau_collect(&bureau).quarantined, WEEKS + 1);
	assert_int_equal(bureau_enrol(&bureau, &icu, false), 0);
	output = status_text(&bureau);
	assert_non_null(strstr(output,
	    "  alarm: noise.huddle: This is no sealed summary: none has 1 "
	    "byte.\n"
	    "  alarm: 300 files, one is 000.huddle: Unit icu is not "
	    "enrolled."));
	free(output);
	/* Some by name, the others with their folder. */
	assert_int_equal(
	    bureau_run(&bureau, "collect",
	        (const char *const[]){names[0], names[1], NULL}, NULL),
	    0);
	assert_int_equal(
	    bureau_files(&bureau, "quarantine", ".huddle"), WEEKS + 1);
	assert_int_equal(
	    bureau_files(&bureau, "quarantine", ".reason"), WEEKS - 1);
	expect_counts(&bureau, WEEKS - 1, WEEKS - 1);
	collect_quarantine(
	    &bureau, "298 stored, 1 quarantined, 0 held, 2 known already\n");
	expect_counts(&bureau, 1, 1);
	for (int i = 0; i < WEEKS; i++)
		free(names[i]);
	free(quarantine);
	bureau_free(&bureau);
}

/* Files for another office: a line for all of them, and what is refused later
 * is seen beside them. */
static void
test_wrong_key(void **state)
{
	struct bureau bureau, elsewhere;
	struct member west = begin(&bureau), copy = west;
	struct holder thief = envelope_holder(SEAL_UNIT);
	struct office_refused old = {
	    .size = 1, .day = 100, .alarm = true, .unit = "4-west"};
	struct office *office;
	struct summary forged;
	char *text;

	(void)state;
	elsewhere = bureau;
	elsewhere.key = envelope_holder(SEAL_OFFICE);
	for (int i = 0; i < 30; i++) {
		char *name = mem_printf("w%02d.huddle", i);

		bureau_release(&elsewhere, &copy, name);
		free(name);
	}
	assert_int_equal(bureau_collect(&bureau).alarms, 1);
	text = bureau_messages(&bureau);
	assert_non_null(strstr(text,
	    "alarm: w00.huddle and 29 more: This does not open with the "
	    "office's key"));
	assert_null(strstr(text, "w01.huddle"));
	free(text);
	/* Long ago, each for a reason of its own. */
	office = bureau_open(&bureau);
	for (int i = 0; i < 30; i++) {
		snprintf(old.hash, sizeof(old.hash), "%064d", i);
		snprintf(old.file, sizeof(old.file), "old-%d.huddle", i);
		snprintf(old.reason, sizeof(old.reason), "Reason %d.", i);
		assert_int_equal(office_refuse(office, &old, NULL), OK);
	}
	office_close(office);
	member_next(&west, &forged);
	bureau_put(&bureau, &thief, &forged, "zz.huddle");
	bureau_expect(&bureau, 0, 1, 0, 0);
	text = status_text(&bureau);
	assert_non_null(strstr(text,
	    "\n  alarm: zz.huddle: It is not signed by the key of unit "
	    "4-west"));
	assert_non_null(strstr(text, "  alarm: 30 files, one is w00.huddle: "));
	assert_non_null(strstr(text, "  ... all of them with --json\n"));
	assert_true(strstr(text, "zz.huddle") < strstr(text, "w00.huddle"));
	assert_true(strstr(text, "w00.huddle") < strstr(text, "old-"));
	assert_non_null(strstr(text, " 61 quarantined, 61 alarms\n"));
	free(text);
	summary_done(&forged);
	bureau_free(&bureau);
}

/* Small is a unit whose release has no pulse at all, and not one that kept
 * back a line beside others. */
static void
test_small(void **state)
{
	struct bureau bureau;
	struct member west = begin(&bureau);
	struct summary summary;
	char *text;

	(void)state;
	member_next(&west, &summary);
	assert_int_equal(summary.pulse_count, 1);
	assert_string_equal(summary.withheld[0].part, "pulse");
	bureau_put(&bureau, &west.key, &summary, "1.huddle");
	member_told(&west, &summary);
	summary_done(&summary);
	bureau_expect(&bureau, 1, 0, 0, 0);
	text = status_text(&bureau);
	assert_null(strstr(text, "too small"));
	assert_non_null(strstr(text, "1 unit, 1 silent, 0 small; 1 summary, "));
	free(text);
	member_next(&west, &summary);
	summary.pulse_count = 0;
	bureau_put(&bureau, &west.key, &summary, "2.huddle");
	summary_done(&summary);
	bureau_expect(&bureau, 1, 0, 0, 0);
	text = status_text(&bureau);
	assert_non_null(strstr(text, "too small"));
	assert_non_null(strstr(text, ", 1 small; 2 summaries, "));
	free(text);
	bureau_free(&bureau);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_taken_after_all),
	    cmocka_unit_test(test_many_taken_after_all),
	    cmocka_unit_test(test_wrong_key),
	    cmocka_unit_test(test_small),
	};
	int failed =
	    cmocka_run_group_tests_name(bureau_names[kind], tests, NULL, NULL);

	kind = BUREAU_POSTGRES;
	if (postgres_start())
		failed += cmocka_run_group_tests_name(
		    bureau_names[kind], tests, NULL, NULL);
	postgres_stop();
	return failed;
}
