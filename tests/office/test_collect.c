/*
 * What the office takes and what not, one rule a test, by the real program on
 * SQLite and on PostgreSQL.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sync/format.h"
#include "tests/office/bureau.h"
#include "tests/unit/samples.h"
#include "tests/unit/unit.h"
#include "util/crypt.h"
#include "util/date.h"
#include "util/file.h"
#include "util/mem.h"

static enum bureau_kind kind;

static void
expect_chain(
    const struct bureau *bureau, const char *unit, const char *expected)
{
	char *chain = bureau_chain(bureau, unit);

	assert_string_equal(chain, expected);
	free(chain);
}

/* An office, and a unit that is enrolled. */
static struct member
begin(struct bureau *bureau)
{
	struct member west = member_new("4-west");

	bureau_new(bureau, kind);
	assert_int_equal(bureau_enrol(bureau, &west, false), 0);
	return west;
}

static void
test_order(void **state)
{
	struct bureau bureau;
	struct member west = begin(&bureau);
	char name[20];

	(void)state;
	for (int i = 9; i > 0; i--) {
		snprintf(name, sizeof(name), "%d.huddle", i);
		bureau_release(&bureau, &west, name);
	}
	bureau_put_bytes(&bureau, "half", 4, "ab.huddle.part");
	bureau_expect(&bureau, 9, 0, 0, 0);
	expect_chain(&bureau, "4-west", "1.1 1.2 1.3 1.4 1.5 1.6 1.7 1.8 1.9");
	assert_int_equal(bureau_files(&bureau, "", ".huddle"), 0);
	assert_int_equal(bureau_files(&bureau, "", ".part"), 1);
	assert_int_equal(bureau_files(&bureau, "collected", ".huddle"), 9);
	bureau_expect(&bureau, 0, 0, 0, 0);
	bureau_free(&bureau);
}

/* Everything that was sealed comes out again, byte for byte and by rows. */
static bool
same_text(
    void *context, const struct summary *summary, const char *text, size_t len)
{
	const struct buf *sealed = context;
	struct buf again = BUF_INIT;

	assert_int_equal(len, sealed->len);
	assert_memory_equal(text, sealed->text, len);
	format_json(&again, summary);
	assert_string_equal(again.text, sealed->text);
	buf_done(&again);
	return true;
}

static void
test_contents(void **state)
{
	const enum sample samples[] = {
	    SAMPLE_USUAL, SAMPLE_SILENT, SAMPLE_AWKWARD, SAMPLE_LARGE};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct bureau bureau;
		struct summary summary;
		struct buf text = BUF_INIT;
		struct office *office;
		struct office_counts counts;
		bool known, conflict;

		bureau_new(&bureau, kind);
		sample_summary(&summary, samples[i]);
		snprintf(
		    summary.organization, ID_SIZE, "%s", BUREAU_ORGANIZATION);
		format_json(&text, &summary);
		office = bureau_open(&bureau);
		assert_int_equal(office_begin(office, NULL), OK);
		assert_int_equal(office_accept(office, &summary, text.text,
		                     text.len, "aa", &known, &conflict, NULL),
		    OK);
		assert_false(known || conflict);
		assert_int_equal(office_accept(office, &summary, text.text,
		                     text.len, "aa", &known, &conflict, NULL),
		    OK);
		assert_true(known && !conflict);
		assert_int_equal(office_accept(office, &summary, text.text,
		                     text.len, "bb", &known, &conflict, NULL),
		    OK);
		assert_true(conflict && !known);
		assert_int_equal(office_commit(office, NULL), OK);
		assert_int_equal(office_counts(office, &counts, NULL), OK);
		assert_int_equal(counts.summaries, 1);
		assert_int_equal(office_summaries(office, DATE_NONE, true,
		                     same_text, &text, NULL),
		    OK);
		office_close(office);
		summary_done(&summary);
		buf_done(&text);
		bureau_free(&bureau);
	}
}

/* More than is sent in one piece, so that a COPY is open when it ends. */
#define MUCH 60

static int
accept_much(struct office *office, struct summary *summary)
{
	struct buf text = BUF_INIT;
	int status = OK;

	for (int i = 1; status == OK && i <= MUCH; i++) {
		summary->sequence = i;
		buf_clear(&text);
		format_json(&text, summary);
		status = office_accept(office, summary, text.text, text.len,
		    "aa", NULL, NULL, NULL);
	}
	buf_done(&text);
	return status;
}

static void
expect_summaries(struct office *office, int expected)
{
	struct office_counts counts;

	assert_int_equal(office_counts(office, &counts, NULL), OK);
	assert_int_equal(counts.summaries, expected);
}

/* A batch that is given up, or that the store refuses, leaves nothing, and
 * the next one goes through. */
static void
test_given_up(void **state)
{
	struct bureau bureau;
	struct summary summary;
	struct office *office;
	int status;

	(void)state;
	bureau_new(&bureau, kind);
	sample_summary(&summary, SAMPLE_LARGE);
	snprintf(summary.organization, ID_SIZE, "%s", BUREAU_ORGANIZATION);
	office = bureau_open(&bureau);
	assert_int_equal(office_begin(office, NULL), OK);
	assert_int_equal(accept_much(office, &summary), OK);
	office_rollback(office);
	expect_summaries(office, 0);

	/* Every place twice. */
	assert_int_equal(office_begin(office, NULL), OK);
	assert_int_equal(accept_much(office, &summary), OK);
	status = accept_much(office, &summary);
	if (status == OK)
		status = office_commit(office, NULL);
	assert_true(status < 0);
	office_rollback(office);
	expect_summaries(office, 0);

	assert_int_equal(office_begin(office, NULL), OK);
	assert_int_equal(accept_much(office, &summary), OK);
	assert_int_equal(office_commit(office, NULL), OK);
	expect_summaries(office, MUCH);
	office_close(office);
	summary_done(&summary);
	bureau_free(&bureau);
}

static void
test_gap(void **state)
{
	struct bureau bureau;
	struct member west = begin(&bureau);
	struct summary second;

	(void)state;
	bureau_release(&bureau, &west, "1.huddle");
	member_next(&west, &second);
	member_told(&west, &second);
	bureau_release(&bureau, &west, "3.huddle");
	bureau_release(&bureau, &west, "4.huddle");
	bureau_expect(&bureau, 1, 0, 2, 0);
	bureau_expect(&bureau, 0, 0, 2, 0);
	assert_int_equal(bureau_files(&bureau, "collected", ".huddle"), 3);
	bureau_put(&bureau, &west.key, &second, "2.huddle");
	bureau_expect(&bureau, 3, 0, 0, 0);
	expect_chain(&bureau, "4-west", "1.1 1.2 1.3 1.4");
	summary_done(&second);
	bureau_free(&bureau);
}

static void
test_duplicates(void **state)
{
	struct bureau bureau;
	struct member west = begin(&bureau);
	struct summary first;

	(void)state;
	member_next(&west, &first);
	bureau_put(&bureau, &west.key, &first, "a.huddle");
	bureau_put(&bureau, &west.key, &first, "b.huddle");
	bureau_expect(&bureau, 1, 0, 0, 1);
	bureau_put(&bureau, &west.key, &first, "a.huddle");
	bureau_expect(&bureau, 0, 0, 0, 1);
	assert_int_equal(bureau_files(&bureau, "collected", ""), 3 + 2);
	expect_chain(&bureau, "4-west", "1.1");
	summary_done(&first);
	bureau_free(&bureau);
}

/* Puts one that is to be refused, and looks for why beside it. */
static void
expect_refused(const struct bureau *bureau, const char *why)
{
	char *path =
	    mem_printf("%s/quarantine/bad.huddle.reason", bureau->inbox);
	struct buf reason = BUF_INIT;
	struct bureau_sum sum = bureau_collect(bureau);

	assert_int_equal(sum.stored, 0);
	assert_int_equal(sum.quarantined, 1);
	assert_int_equal(sum.alarms, 1);
	assert_int_equal(file_read(path, 4096, &reason, NULL), OK);
	if (!strstr(reason.text, why))
		fail_msg("%s, not: %s", why, reason.text);
	buf_done(&reason);
	free(path);
}

/* One fault a row: what is done to the second summary of a unit. */
enum fault {
	FAULT_FORGED,
	FAULT_CONFLICT,
	FAULT_OTHER_OFFICE,
	FAULT_ORGANIZATION,
	FAULT_STRANGER,
	FAULT_PREVIOUS,
	FAULT_OVERLAP,
	FAULT_RULE,
	FAULT_NOISE,
	FAULT_EMPTY,
	FAULT_LARGE,
	FAULTS
};

static const char *const whys[FAULTS] = {"not signed by", "is taken by",
    "other office", "another organization", "is not enrolled",
    "does not follow", "overlaps", "breaks a rule", "no sealed summary",
    "no sealed summary", "no sealed summary"};

static void
spoil(struct bureau *bureau, struct member *west, enum fault fault)
{
	struct holder other = envelope_holder(SEAL_UNIT);
	struct bureau elsewhere = *bureau;
	struct summary summary;

	if (fault == FAULT_CONFLICT) {
		west->sequence--;
		west->hash[0] = '\0';
	}
	if (fault == FAULT_OVERLAP)
		west->to -= 7;
	member_next(west, &summary);
	if (fault == FAULT_ORGANIZATION)
		snprintf(summary.organization, ID_SIZE, "elsewhere");
	if (fault == FAULT_STRANGER)
		snprintf(summary.unit, ID_SIZE, "7-north");
	if (fault == FAULT_PREVIOUS)
		memset(summary.previous, 'a', SUMMARY_HASH_SIZE - 1);
	if (fault == FAULT_RULE)
		summary.notes[0].count = 1;
	if (fault == FAULT_OTHER_OFFICE)
		elsewhere.key = envelope_holder(SEAL_OFFICE);
	if (fault == FAULT_FORGED)
		bureau_put(bureau, &other, &summary, "bad.huddle");
	else
		bureau_put(&elsewhere, &west->key, &summary, "bad.huddle");
	summary_done(&summary);
}

static void
test_faults(void **state)
{
	struct bureau bureau;
	struct member west = begin(&bureau);

	(void)state;
	bureau_release(&bureau, &west, "1.huddle");
	bureau_expect(&bureau, 1, 0, 0, 0);
	for (enum fault fault = 0; fault < FAULTS; fault++) {
		struct member copy = west;
		size_t len = fault == FAULT_LARGE   ? SEAL_FILE_MAX + 77
		             : fault == FAULT_NOISE ? 4321
		                                    : 0;
		char *noise = mem_new(len + 1, 1), *quarantine;

		if (fault >= FAULT_NOISE)
			bureau_put_bytes(&bureau, noise, len, "bad.huddle");
		else
			spoil(&bureau, &copy, fault);
		expect_refused(&bureau, whys[fault]);
		quarantine =
		    mem_printf("%s/quarantine/bad.huddle", bureau.inbox);
		assert_int_equal(unlink(quarantine), 0);
		free(quarantine);
		free(noise);
	}
	/* After all of that the next one is as welcome as ever. */
	bureau_release(&bureau, &west, "2.huddle");
	bureau_expect(&bureau, 1, 0, 0, 0);
	expect_chain(&bureau, "4-west", "1.1 1.2");
	bureau_free(&bureau);
}

static void
test_epochs(void **state)
{
	struct bureau bureau;
	struct member west = begin(&bureau), old;

	(void)state;
	bureau_release(&bureau, &west, "1.huddle");
	bureau_release(&bureau, &west, "2.huddle");
	bureau_expect(&bureau, 2, 0, 0, 0);
	old = west;
	west.epoch = 2;
	west.sequence = 0;
	west.hash[0] = '\0';
	bureau_release(&bureau, &west, "3.huddle");
	bureau_expect(&bureau, 0, 0, 1, 0);
	assert_int_equal(bureau_enrol(&bureau, &west, false), 77);
	bureau_expect(&bureau, 0, 0, 1, 0);
	assert_int_equal(bureau_enrol(&bureau, &west, true), 0);
	bureau_expect(&bureau, 1, 0, 0, 0);
	bureau_release(&bureau, &west, "4.huddle");
	bureau_expect(&bureau, 1, 0, 0, 0);
	expect_chain(&bureau, "4-west", "1.1 1.2 2.1 2.2");
	/* What the lost store would have gone on with. */
	bureau_release(&bureau, &old, "bad.huddle");
	expect_refused(&bureau, "has ended");
	assert_int_equal(bureau_enrol(&bureau, &old, true), 65);
	bureau_free(&bureau);
}

/* What waited for its gap when the epoch was replaced waits no more. */
static void
test_epoch_ends(void **state)
{
	struct bureau bureau;
	struct member west = begin(&bureau);
	struct summary missing;
	json_t *status, *refused;
	const char *reason;
	int alarm;

	(void)state;
	bureau_release(&bureau, &west, "1.huddle");
	member_next(&west, &missing);
	member_told(&west, &missing);
	summary_done(&missing);
	bureau_release(&bureau, &west, "3.huddle");
	bureau_release(&bureau, &west, "4.huddle");
	west.epoch = 2;
	west.sequence = 0;
	west.hash[0] = '\0';
	bureau_release(&bureau, &west, "5.huddle");
	bureau_expect(&bureau, 1, 0, 3, 0);
	assert_int_equal(bureau_enrol(&bureau, &west, true), 0);
	/* The new epoch's one is held still, and due. */
	status = bureau_json(&bureau, "status");
	assert_int_equal(json_array_size(json_object_get(status, "held")), 1);
	refused = json_object_get(status, "quarantined");
	assert_int_equal(json_array_size(refused), 2);
	assert_int_equal(json_unpack(json_array_get(refused, 0), "{s:s, s:b}",
	                     "reason", &reason, "alarm", &alarm),
	    0);
	assert_non_null(strstr(reason, "its epoch 1 has ended: epoch 2"));
	assert_false(alarm);
	json_decref(status);
	bureau_expect(&bureau, 1, 0, 0, 0);
	expect_chain(&bureau, "4-west", "1.1 2.1");
	bureau_free(&bureau);
}

/* However many files of a unit that nobody has enrolled: one line. */
static void
test_strangers(void **state)
{
	static const char *const others[] = {"7-north", "8-north"};
	struct bureau bureau;
	struct member west = begin(&bureau);
	char *messages;
	int lines = 0;

	(void)state;
	bureau_release(&bureau, &west, "1.huddle");
	for (int i = 0; i < 5; i++) {
		struct member stranger = member_new(others[i % 2]);
		char name[20];

		snprintf(name, sizeof(name), "s%d.huddle", i);
		bureau_release(&bureau, &stranger, name);
	}
	bureau_put_bytes(&bureau, "x", 1, "noise.huddle");
	assert_int_equal(bureau_collect(&bureau).alarms, 3);
	messages = bureau_messages(&bureau);
	assert_non_null(strstr(messages,
	    "alarm: unit 7-north: It is not enrolled. Files of it that were "
	    "refused: 3. If it should be: huddle office enrol"));
	assert_non_null(strstr(messages, "unit 8-north: It is not enrolled. "
	                                 "Files of it that were refused: 2."));
	assert_non_null(strstr(messages, "alarm: noise.huddle: "));
	for (const char *at = messages; (at = strstr(at, "alarm: ")); at++)
		lines++;
	assert_int_equal(lines, 3);
	free(messages);
	assert_int_equal(bureau_files(&bureau, "quarantine", ".huddle"), 6);
	bureau_free(&bureau);
}

static void
test_replaced_key(void **state)
{
	struct bureau bureau;
	struct member west = begin(&bureau);

	(void)state;
	bureau_release(&bureau, &west, "1.huddle");
	bureau_expect(&bureau, 1, 0, 0, 0);
	west.key = envelope_holder(SEAL_UNIT);
	west.epoch = 2;
	west.sequence = 0;
	west.hash[0] = '\0';
	assert_int_equal(bureau_enrol(&bureau, &west, false), 77);
	bureau_release(&bureau, &west, "bad.huddle");
	expect_refused(&bureau, "not signed by");
	assert_int_equal(bureau_enrol(&bureau, &west, true), 0);
	/* What was refused before is taken when it is collected again. */
	char *path = mem_printf("%s/quarantine/bad.huddle", bureau.inbox);
	const char *const again[] = {path, NULL};
	char *output;

	assert_int_equal(bureau_run(&bureau, "collect", again, &output), 0);
	assert_string_equal(output, "1 stored, 0 quarantined, 0 held\n");
	assert_true(file_exists(path));
	free(output);
	free(path);
	expect_chain(&bureau, "4-west", "1.1 2.1");
	bureau_free(&bureau);
}

/* Announces a key with the next release, and signs with it after that. */
static void
rotate(const struct bureau *bureau, struct member *member, const char *name)
{
	struct holder next = envelope_holder(SEAL_UNIT);
	struct summary summary;

	member_next(member, &summary);
	crypt_hex(summary.next_key, next.public_key, SEAL_KEY_BYTES);
	if (name)
		bureau_put(bureau, &member->key, &summary, name);
	member_told(member, &summary);
	member->key = next;
	summary_done(&summary);
}

static void
test_rotation(void **state)
{
	struct bureau bureau;
	struct member west = begin(&bureau), old;
	struct summary missing;

	(void)state;
	old = west;
	rotate(&bureau, &west, "1.huddle");
	bureau_release(&bureau, &west, "2.huddle");
	bureau_expect(&bureau, 2, 0, 0, 0);
	/* The old key is worth nothing any more. */
	old.sequence = west.sequence;
	old.to = west.to;
	memcpy(old.hash, west.hash, sizeof(old.hash));
	bureau_release(&bureau, &old, "bad.huddle");
	expect_refused(&bureau, "not signed by");
	/* A gap before the announcement: what comes after is signed by a key
	 * that only a held one tells. */
	member_next(&west, &missing);
	bureau_put(&bureau, &west.key, &missing, "later.part");
	member_told(&west, &missing);
	rotate(&bureau, &west, "4.huddle");
	bureau_expect(&bureau, 0, 0, 1, 0);
	bureau_release(&bureau, &west, "5.huddle");
	bureau_expect(&bureau, 0, 0, 2, 0);
	char *from = mem_printf("%s/later.part", bureau.inbox);
	char *to = mem_printf("%s/3.huddle", bureau.inbox);

	assert_int_equal(rename(from, to), 0);
	bureau_expect(&bureau, 3, 0, 0, 0);
	expect_chain(&bureau, "4-west", "1.1 1.2 1.3 1.4 1.5");
	free(to);
	free(from);
	summary_done(&missing);
	bureau_free(&bureau);
}

static void
test_links(void **state)
{
	struct bureau bureau;
	struct member west = begin(&bureau);
	char *real = mem_printf("%s/real", bureau.folder);
	char *link = mem_printf("%s/link.huddle", bureau.inbox);
	char *pipe = mem_printf("%s/pipe.huddle", bureau.inbox);
	char *moved;

	(void)state;
	bureau_release(&bureau, &west, "1.huddle");
	moved = mem_printf("%s/1.huddle", bureau.inbox);
	assert_int_equal(rename(moved, real), 0);
	assert_int_equal(symlink(real, link), 0);
	assert_int_equal(mkfifo(pipe, 0600), 0);
	bureau_expect(&bureau, 0, 0, 0, 0);
	assert_true(file_exists(real));
	free(moved);
	free(pipe);
	free(link);
	free(real);
	bureau_free(&bureau);
}

static void
test_status(void **state)
{
	struct bureau bureau;
	struct member west = begin(&bureau);
	json_t *status, *counts, *unit;
	const char *id, *to;
	int silent, summaries, sequence, small;

	(void)state;
	bureau_release(&bureau, &west, "1.huddle");
	bureau_put_bytes(&bureau, "x", 1, "\033[2Jred.huddle");
	bureau_expect(&bureau, 1, 1, 0, 0);
	status = bureau_json(&bureau, "status");
	counts = json_object_get(status, "counts");
	unit = json_array_get(json_object_get(status, "units"), 0);
	assert_int_equal(json_unpack(counts, "{s:i, s:i}", "silent", &silent,
	                     "summaries", &summaries),
	    0);
	assert_int_equal(json_unpack(unit, "{s:s, s:s, s:i, s:b}", "unit", &id,
	                     "to", &to, "sequence", &sequence, "small", &small),
	    0);
	assert_int_equal(summaries, 1);
	assert_int_equal(silent, 1);
	assert_string_equal(id, "4-west");
	assert_string_equal(to, "2026-09-06");
	assert_int_equal(sequence, 1);
	assert_false(small);
	json_decref(status);
	/* No name of a file steers a terminal. */
	char *output, *messages;

	assert_int_equal(bureau_run(&bureau, "status", NULL, &output), 0);
	messages = bureau_messages(&bureau);
	assert_null(strchr(output, '\033'));
	assert_null(strchr(messages, '\033'));
	free(messages);
	free(output);
	bureau_free(&bureau);
}

static void
test_export(void **state)
{
	const char *const formats[] = {"json", "csv", "fhir"};
	const char *const names[] = {
	    "4-west-1-2.json", "pulse.csv", "4-west-1-2.fhir.json"};
	struct bureau bureau;
	struct member west = begin(&bureau);
	char *folder = mem_printf("%s/out", bureau.folder);

	(void)state;
	bureau_release(&bureau, &west, "1.huddle");
	bureau_release(&bureau, &west, "2.huddle");
	bureau_expect(&bureau, 2, 0, 0, 0);
	for (int i = 0; i < 3; i++) {
		const char *const more[] = {
		    "--format", formats[i], "--output", folder, NULL};
		char *path = file_join(folder, names[i]);
		struct buf text = BUF_INIT;

		assert_int_equal(bureau_run(&bureau, "export", more, NULL), 0);
		assert_int_equal(
		    file_read(path, FILE_TEXT_MAX, &text, NULL), OK);
		assert_non_null(strstr(text.text, "energy"));
		buf_done(&text);
		free(path);
	}
	free(folder);
	bureau_free(&bureau);
}

static void
test_foreign(void **state)
{
	struct bureau bureau;
	struct member west = begin(&bureau);
	const char *const again[] = {
	    "--organization", BUREAU_ORGANIZATION, NULL};

	(void)state;
	(void)west;
	assert_int_equal(bureau_run(&bureau, "init", again, NULL), 73);
	assert_int_equal(bureau_run(&bureau, "status", NULL, NULL), 0);
	if (kind == BUREAU_SQLITE) {
		char *other = mem_printf("%s/other.db", bureau.folder);

		assert_int_equal(
		    file_create(other, 0600, "no store", 8, NULL), OK);
		snprintf(bureau.address, BUREAU_PATH, "%s", other);
		assert_int_equal(bureau_run(&bureau, "status", NULL, NULL), 65);
		chmod(other, 0644);
		assert_int_equal(bureau_run(&bureau, "status", NULL, NULL), 77);
		free(other);
	}
	bureau_free(&bureau);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_order),
	    cmocka_unit_test(test_contents),
	    cmocka_unit_test(test_given_up),
	    cmocka_unit_test(test_gap),
	    cmocka_unit_test(test_duplicates),
	    cmocka_unit_test(test_faults),
	    cmocka_unit_test(test_epochs),
	    cmocka_unit_test(test_epoch_ends),
	    cmocka_unit_test(test_strangers),
	    cmocka_unit_test(test_replaced_key),
	    cmocka_unit_test(test_rotation),
	    cmocka_unit_test(test_links),
	    cmocka_unit_test(test_status),
	    cmocka_unit_test(test_export),
	    cmocka_unit_test(test_foreign),
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
