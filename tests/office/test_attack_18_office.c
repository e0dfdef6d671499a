/*
 * Attack 18, the office's part: files that were sent before, in another order,
 * to another office, under another unit's name or with bits flipped. Whatever
 * is mixed into what the units really sent, the office has exactly that in the
 * end.
 */
#include <stdlib.h>
#include <string.h>

#include "sync/format.h"
#include "tests/office/bureau.h"
#include "tests/unit/unit.h"
#include "util/crypt.h"
#include "util/mem.h"

#define UNITS 4
#define WEEKS 12
#define ROUNDS 3 /* all of it is sent so often */

static enum bureau_kind kind;

struct sent {
	struct buf file; /* as it was sealed */
	struct buf text;
};

/* What the units made; what is in the office's store must be this. */
struct truth {
	struct bureau bureau, elsewhere;
	struct member members[UNITS];
	struct sent sent[UNITS * WEEKS];
	int names; /* given so far */
};

static void
put(struct truth *truth, const void *bytes, size_t len)
{
	/* A name tells nothing: the order of files is a random one. */
	char *name = mem_printf("%08x-%d.huddle",
	    (unsigned)unit_between(0, INT32_MAX - 1), truth->names++);

	bureau_put_bytes(&truth->bureau, bytes, len, name);
	free(name);
}

static void
make_truth(struct truth *truth)
{
	*truth = (struct truth){.names = 0};
	bureau_new(&truth->bureau, kind);
	truth->elsewhere = truth->bureau;
	truth->elsewhere.key = envelope_holder(SEAL_OFFICE);
	for (int i = 0; i < UNITS; i++) {
		char *id = mem_printf("unit-%d", i);

		truth->members[i] = member_new(id);
		assert_int_equal(
		    bureau_enrol(&truth->bureau, &truth->members[i], false), 0);
		free(id);
	}
	for (int i = 0; i < UNITS * WEEKS; i++) {
		struct member *member = &truth->members[i % UNITS];
		struct sent *sent = &truth->sent[i];
		struct summary summary;

		member_next(member, &summary);
		summary.huddles.minutes = i;
		format_json(&sent->text, &summary);
		sent->file = envelope_seal(
		    sent->text.text, &member->key, &truth->bureau.key);
		member_told(member, &summary);
		summary_done(&summary);
	}
}

static void
drop_truth(struct truth *truth)
{
	for (int i = 0; i < UNITS * WEEKS; i++) {
		buf_done(&truth->sent[i].file);
		buf_done(&truth->sent[i].text);
	}
	bureau_free(&truth->bureau);
}

/* One hostile file made of what was really sent: what an attacker can do who
 * sees every file, knows every public key and has a unit's old text. */
static void
put_hostile(struct truth *truth)
{
	int which = unit_between(0, UNITS * WEEKS - 1);
	const struct sent *sent = &truth->sent[which];
	struct member *other = &truth->members[(which + 1) % UNITS];
	struct holder stranger = envelope_holder(SEAL_UNIT);
	struct buf file = BUF_INIT, inner;
	int bit = unit_between(0, (int)sent->file.len * 8 - 1);

	switch (unit_between(0, 4)) {
	case 0: /* flipped on the way */
		buf_add_bytes(&file, sent->file.text, sent->file.len);
		file.text[bit / 8] ^= (char)(1 << bit % 8);
		break;
	case 1: /* a unit's text, signed by another unit */
		file = envelope_seal(
		    sent->text.text, &other->key, &truth->bureau.key);
		break;
	case 2: /* by nobody's key */
		file = envelope_seal(
		    sent->text.text, &stranger, &truth->bureau.key);
		break;
	case 3: /* for another office */
		file = envelope_seal(sent->text.text,
		    &truth->members[which % UNITS].key, &truth->elsewhere.key);
		break;
	default: /* what that office got, put into a box for this one */
		file = envelope_seal(sent->text.text,
		    &truth->members[which % UNITS].key, &truth->elsewhere.key);
		inner = envelope_inner(&file, &truth->elsewhere.key);
		buf_done(&file);
		file = envelope_box(inner.text, inner.len, &truth->bureau.key);
		buf_done(&inner);
	}
	put(truth, file.text, file.len);
	buf_done(&file);
}

/* Each summary of the store is the next of its unit, as it was sent. */
struct check {
	const struct truth *truth;
	int next[UNITS];
	int count;
};

static bool
check_one(
    void *context, const struct summary *summary, const char *text, size_t len)
{
	struct check *check = context;
	int unit = summary->unit[5] - '0';
	const struct sent *sent =
	    &check->truth->sent[unit + UNITS * check->next[unit]++];

	assert_int_equal(len, sent->text.len);
	assert_memory_equal(text, sent->text.text, len);
	check->count++;
	return true;
}

static void
expect_truth(const struct truth *truth)
{
	struct check check = {.truth = truth};
	struct office *office = bureau_open(&truth->bureau);
	struct office_counts counts;

	assert_int_equal(
	    office_summaries(office, DATE_NONE, true, check_one, &check, NULL),
	    OK);
	assert_int_equal(check.count, UNITS * WEEKS);
	assert_int_equal(office_counts(office, &counts, NULL), OK);
	assert_int_equal(counts.held, 0);
	office_close(office);
}

static void
test_attack(void **state)
{
	struct truth truth;
	bool sent[UNITS * WEEKS] = {false};
	int left = UNITS * WEEKS;

	(void)state;
	make_truth(&truth);
	for (int round = 0; round < ROUNDS; round++) {
		/* In any order, some again, some only in the last round. */
		for (int i = 0; i < UNITS * WEEKS; i++) {
			if (round < ROUNDS - 1 && unit_between(0, 1))
				continue;
			put(&truth, truth.sent[i].file.text,
			    truth.sent[i].file.len);
			left -= !sent[i];
			sent[i] = true;
			if (unit_between(0, 1))
				put_hostile(&truth);
		}
		bureau_collect(&truth.bureau);
		assert_int_equal(bureau_files(&truth.bureau, "", ".huddle"), 0);
	}
	assert_int_equal(left, 0);
	expect_truth(&truth);
	drop_truth(&truth);
}

/* A summary of the same unit and place that its own key has signed: the one
 * that came first stays, be it accepted or held. */
static void
test_two_of_a_place(void **state)
{
	struct bureau bureau;
	struct member west = member_new("4-west"), twin;
	struct summary missing, third;
	char *chain;

	(void)state;
	bureau_new(&bureau, kind);
	assert_int_equal(bureau_enrol(&bureau, &west, false), 0);
	bureau_release(&bureau, &west, "1.huddle");
	bureau_expect(&bureau, 1, 0, 0, 0);
	twin = west;
	member_next(&west, &missing);
	member_told(&west, &missing);
	member_next(&west, &third);
	bureau_put(&bureau, &west.key, &third, "3.huddle");
	bureau_expect(&bureau, 0, 0, 1, 0);
	third.huddles.minutes++;
	bureau_put(&bureau, &west.key, &third, "3b.huddle");
	bureau_expect(&bureau, 0, 1, 1, 0);
	bureau_put(&bureau, &west.key, &missing, "2.huddle");
	bureau_expect(&bureau, 2, 0, 0, 0);
	summary_done(&missing);
	member_next(&twin, &missing);
	missing.huddles.minutes++;
	bureau_put(&bureau, &twin.key, &missing, "2b.huddle");
	bureau_expect(&bureau, 0, 1, 0, 0);
	chain = bureau_chain(&bureau, "4-west");
	assert_string_equal(chain, "1.1 1.2 1.3");
	free(chain);
	summary_done(&third);
	summary_done(&missing);
	bureau_free(&bureau);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_attack),
	    cmocka_unit_test(test_two_of_a_place),
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
