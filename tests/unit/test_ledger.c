/*
 * The ledger: which period comes next and what holds it up, the clock that is
 * doubted, the copy of the head; worked by hand.
 */
#include <stdio.h>
#include <string.h>

#include "core/ledger.h"
#include "tests/unit/unit.h"

/* Week 46 of 2026 is Monday 9 to Sunday 15 November. */
static int32_t
november(int day)
{
	return date_from_ymd(2026, 11, 1) + day - 1;
}

static struct ledger
new_ledger(int32_t last, int32_t newest)
{
	return (struct ledger){
	    .head = {.epoch = 1, .sequence = last != DATE_NONE, .to = last},
	    .begin = november(11),
	    .newest = newest,
	    .clock = {DATE_NONE, DATE_NONE},
	    .waits = DATE_NONE,
	};
}

static enum ledger_verdict
verdict(const struct ledger *ledger, int32_t today)
{
	struct period next;

	return ledger_next(ledger, PERIOD_WEEK, today, &next);
}

static void
the_first_period_is_that_of_the_first_day(void **state)
{
	struct ledger ledger = new_ledger(DATE_NONE, november(11));
	struct period next;

	(void)state;
	assert_int_equal(ledger_next(&ledger, PERIOD_WEEK, november(15), &next),
	    LEDGER_NOTHING);
	assert_int_equal(next.from, november(9));
	assert_int_equal(next.to, november(15));
	assert_int_equal(ledger_next(&ledger, PERIOD_WEEK, november(16), &next),
	    LEDGER_SEAL);
	assert_int_equal(next.from, november(9));
	assert_int_equal(
	    ledger_next(&ledger, PERIOD_MONTH, november(16), &next),
	    LEDGER_NOTHING);
	assert_int_equal(next.from, november(1));
	assert_int_equal(next.to, november(30));
}

static void
one_comes_right_behind_the_other(void **state)
{
	struct ledger ledger = new_ledger(november(15), november(28));
	struct period next;

	(void)state;
	for (int32_t sunday = november(22); sunday <= november(29);
	     sunday += 7) {
		assert_int_equal(
		    ledger_next(&ledger, PERIOD_WEEK, november(30), &next),
		    LEDGER_SEAL);
		assert_int_equal(next.from, sunday - 6);
		assert_int_equal(next.to, sunday);
		ledger.head.to = next.to;
	}
	assert_int_equal(ledger_next(&ledger, PERIOD_WEEK, november(30), &next),
	    LEDGER_NOTHING);
	assert_int_equal(next.from, november(30));
}

/* Of what begins in the middle only the rest is left. */
static void
another_setting_makes_a_shorter_period(void **state)
{
	static const struct {
		enum period_kind kind;
		int32_t last, to;
	} cases[] = {
	    {PERIOD_MONTH, 15, 30},
	    {PERIOD_MONTH, 29, 30},
	    {PERIOD_MONTH, 30, 61},
	    {PERIOD_WEEK, 17, 22},
	    {PERIOD_WEEK, 22, 29},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct ledger ledger =
		    new_ledger(november(cases[i].last), november(70));
		struct period next;

		assert_int_equal(
		    ledger_next(&ledger, cases[i].kind, november(70), &next),
		    LEDGER_SEAL);
		assert_int_equal(next.from, november(cases[i].last) + 1);
		assert_int_equal(next.to, november(cases[i].to));
	}
}

static void
a_huddle_is_waited_for_a_day(void **state)
{
	struct ledger ledger = new_ledger(november(8), november(16));

	(void)state;
	ledger.waits = november(15); /* Sunday night, still open on Monday */
	assert_int_equal(verdict(&ledger, november(16)), LEDGER_WAITS);
	assert_int_equal(verdict(&ledger, november(17)), LEDGER_SEAL);
	ledger.waits = november(13);
	assert_int_equal(verdict(&ledger, november(16)), LEDGER_SEAL);
	ledger.waits = november(16); /* of the next week */
	assert_int_equal(verdict(&ledger, november(16)), LEDGER_SEAL);
	ledger.waits = DATE_NONE;
	assert_int_equal(verdict(&ledger, november(16)), LEDGER_SEAL);
}

static void
an_odd_clock_seals_nothing(void **state)
{
	struct ledger ledger = new_ledger(november(1), november(20));

	(void)state;
	assert_int_equal(verdict(&ledger, november(19)), LEDGER_CLOCK_BEHIND);
	assert_int_equal(verdict(&ledger, november(20)), LEDGER_SEAL);
	assert_int_equal(verdict(&ledger, november(20 + 35)), LEDGER_SEAL);
	assert_int_equal(
	    verdict(&ledger, november(20 + 36)), LEDGER_CLOCK_AHEAD);
	/* behind by so much that no period seems over */
	assert_int_equal(verdict(&ledger, november(-300)), LEDGER_CLOCK_BEHIND);
}

/* Without a record it is measured from what was sealed, or the beginning. */
static void
a_store_without_records_doubts_too(void **state)
{
	struct ledger ledger = new_ledger(DATE_NONE, DATE_NONE);

	(void)state;
	assert_int_equal(verdict(&ledger, november(11 + 35)), LEDGER_SEAL);
	assert_int_equal(
	    verdict(&ledger, november(11 + 36)), LEDGER_CLOCK_AHEAD);
	assert_int_equal(verdict(&ledger, november(-300)), LEDGER_NOTHING);
	ledger.head.to = november(29);
	ledger.begin = DATE_NONE;
	assert_int_equal(verdict(&ledger, november(29 + 35)), LEDGER_SEAL);
	assert_int_equal(
	    verdict(&ledger, november(29 + 36)), LEDGER_CLOCK_AHEAD);
	ledger.clock = ledger_confirm(&ledger, november(80));
	assert_int_equal(verdict(&ledger, november(80)), LEDGER_SEAL);
	/* nothing at all is known */
	ledger = new_ledger(DATE_NONE, DATE_NONE);
	ledger.begin = DATE_NONE;
	assert_false(ledger_doubts(&ledger, november(900)));
}

static bool
believes(struct ledger *ledger, int32_t today, int32_t day)
{
	ledger->clock = ledger_believe(ledger, today);
	return ledger->clock.day == day;
}

/* What is written while the clock is in doubt does not lift it. */
static void
a_record_of_a_false_day_proves_nothing(void **state)
{
	struct ledger ledger = new_ledger(november(1), november(10));

	(void)state;
	assert_true(believes(&ledger, november(12), november(10)));
	ledger.newest = november(12);
	assert_true(believes(&ledger, november(12), november(12)));
	/* one start 400 days ahead, a record, and the next start */
	assert_true(believes(&ledger, november(412), november(12)));
	ledger.newest = november(412);
	for (int i = 0; i < 3; i++) {
		assert_true(believes(&ledger, november(412), november(12)));
		assert_int_equal(
		    verdict(&ledger, november(412)), LEDGER_CLOCK_AHEAD);
	}
	/* back at the right time a manager is asked; then all goes on */
	assert_true(believes(&ledger, november(13), november(12)));
	assert_int_equal(verdict(&ledger, november(13)), LEDGER_CLOCK_BEHIND);
	ledger.clock = ledger_confirm(&ledger, november(13));
	for (int day = 13; day < 300; day += 9) {
		assert_true(believes(&ledger, november(day), november(day)));
		assert_false(ledger_doubts(&ledger, november(day)));
	}
	/* and the false record still proves nothing */
	assert_int_equal(verdict(&ledger, november(400)), LEDGER_CLOCK_AHEAD);
}

/* Of the time between two starts: written within the guard, it counts. */
static void
a_record_within_the_guard_counts_at_once(void **state)
{
	struct ledger ledger = new_ledger(november(1), november(10));

	(void)state;
	assert_true(believes(&ledger, november(45), november(10)));
	ledger.newest = november(45);
	assert_false(ledger_doubts(&ledger, november(45 + 35)));
	assert_true(ledger_doubts(&ledger, november(45 + 36)));
	ledger.newest = november(46);
	assert_true(ledger_doubts(&ledger, november(46)));
}

/* Whatever was known first: a record, or that the unit began. */
static void
what_was_there_before_the_doubt_is_held_fast(void **state)
{
	struct ledger ledger = new_ledger(november(1), november(10));

	(void)state;
	assert_true(believes(&ledger, november(410), november(10)));
	ledger.newest = november(410);
	assert_int_equal(verdict(&ledger, november(410)), LEDGER_CLOCK_AHEAD);
	ledger = new_ledger(DATE_NONE, DATE_NONE);
	assert_true(believes(&ledger, november(12), DATE_NONE));
	assert_true(believes(&ledger, november(410), november(11)));
	ledger.newest = november(410);
	assert_int_equal(verdict(&ledger, november(410)), LEDGER_CLOCK_AHEAD);
	/* behind the only record: which of them is wrong is not known */
	ledger = new_ledger(DATE_NONE, november(20));
	assert_true(believes(&ledger, november(19), DATE_NONE));
}

static void
a_manager_says_that_the_clock_is_right(void **state)
{
	struct ledger ledger = new_ledger(november(1), november(20));

	(void)state;
	/* two months without a huddle */
	ledger.clock = ledger_confirm(&ledger, november(80));
	assert_int_equal(ledger.clock.day, november(80));
	assert_int_equal(ledger.clock.newest, november(20));
	assert_int_equal(verdict(&ledger, november(80)), LEDGER_SEAL);
	assert_int_equal(verdict(&ledger, november(115)), LEDGER_SEAL);
	assert_int_equal(verdict(&ledger, november(116)), LEDGER_CLOCK_AHEAD);
	assert_int_equal(verdict(&ledger, november(79)), LEDGER_CLOCK_BEHIND);
	/* a record that is later than what was said counts again */
	ledger.newest = november(90);
	assert_int_equal(verdict(&ledger, november(89)), LEDGER_CLOCK_BEHIND);
	assert_int_equal(verdict(&ledger, november(90)), LEDGER_SEAL);
	/* one that is earlier does not take it back */
	ledger.newest = november(60);
	assert_int_equal(verdict(&ledger, november(79)), LEDGER_CLOCK_BEHIND);
	assert_int_equal(verdict(&ledger, november(80)), LEDGER_SEAL);
}

/* A record of next year, made while the clock was wrong. */
static void
a_record_of_the_future_is_set_right(void **state)
{
	struct ledger ledger = new_ledger(november(1), november(400));

	(void)state;
	assert_int_equal(verdict(&ledger, november(16)), LEDGER_CLOCK_BEHIND);
	ledger.clock = ledger_confirm(&ledger, november(16));
	assert_int_equal(verdict(&ledger, november(16)), LEDGER_SEAL);
	assert_int_equal(verdict(&ledger, november(15)), LEDGER_CLOCK_BEHIND);
	assert_int_equal(verdict(&ledger, november(51)), LEDGER_SEAL);
	assert_int_equal(verdict(&ledger, november(52)), LEDGER_CLOCK_AHEAD);
	ledger.newest = ledger.head.to = DATE_NONE;
	ledger.clock = ledger_confirm(&ledger, november(16));
	assert_int_equal(ledger.clock.day, november(16));
	assert_int_equal(ledger.clock.newest, DATE_NONE);
}

/* Whatever the clock says, no day is sealed twice and none is left out. */
static void
days_are_sealed_once_whatever_the_clock_says(void **state)
{
	(void)state;
	for (int history = 0; history < 3000; history++) {
		struct ledger ledger = new_ledger(DATE_NONE, november(11));
		int32_t today = november(11), last = DATE_NONE;

		for (int i = 0; i < 40; i++) {
			enum period_kind kind =
			    (enum period_kind)unit_between(0, PERIODS - 1);
			struct period next;

			today += unit_between(-40, 60);
			if (unit_between(0, 1))
				ledger.newest = today;
			if (unit_between(0, 3) == 0)
				ledger.clock = ledger_confirm(&ledger, today);
			ledger.waits = unit_between(0, 1)
			                   ? today - unit_between(0, 3)
			                   : DATE_NONE;
			if (ledger_next(&ledger, kind, today, &next) !=
			    LEDGER_SEAL)
				continue;
			assert_true(next.to < today);
			assert_true(next.from <= next.to);
			assert_int_equal(
			    next.to, period_of(kind, next.from).to);
			if (last != DATE_NONE)
				assert_int_equal(next.from, last + 1);
			last = ledger.head.to = next.to;
		}
	}
}

static struct ledger_head
head(int epoch, int sequence, int to, const char *hash)
{
	struct ledger_head out = {
	    .epoch = epoch, .sequence = sequence, .to = november(to)};

	snprintf(out.hash, sizeof(out.hash), "%s", hash);
	return out;
}

static void
the_copy_tells_a_restored_store(void **state)
{
	const struct ledger_head empty = {.epoch = 1, .to = DATE_NONE};
	const struct {
		struct ledger_head store, copy;
		enum ledger_copy result;
	} cases[] = {
	    {empty, empty, LEDGER_COPY_SAME},
	    {head(1, 3, 22, "c"), head(1, 3, 22, "c"), LEDGER_COPY_SAME},
	    {head(1, 4, 29, "d"), head(1, 3, 22, "c"), LEDGER_COPY_OLD},
	    {head(1, 4, 29, "d"), empty, LEDGER_COPY_OLD},
	    {head(2, 0, 29, ""), head(1, 4, 29, "d"), LEDGER_COPY_OLD},
	    {head(1, 2, 15, "b"), head(1, 3, 22, "c"), LEDGER_COPY_RESTORED},
	    {empty, head(1, 1, 8, "a"), LEDGER_COPY_RESTORED},
	    {empty, head(2, 0, 8, ""), LEDGER_COPY_RESTORED},
	    {head(1, 9, 36, "i"), head(2, 0, 36, ""), LEDGER_COPY_RESTORED},
	    {head(2, 0, 15, ""), head(1, 4, 29, "d"), LEDGER_COPY_RESTORED},
	    /* as long, but not the same */
	    {head(1, 3, 22, "x"), head(1, 3, 22, "c"), LEDGER_COPY_RESTORED},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(
		    ledger_compare(&cases[i].store, &cases[i].copy),
		    cases[i].result);
	assert_int_equal(ledger_compare(&empty, NULL), LEDGER_COPY_OLD);
}

static void
a_restored_store_goes_on_above_both(void **state)
{
	struct ledger_head store = head(1, 2, 15, "b");
	struct ledger_head copy = head(1, 4, 29, "d"), next;

	(void)state;
	next = ledger_restored(&store, &copy);
	assert_int_equal(next.epoch, 2);
	assert_int_equal(next.sequence, 0);
	assert_int_equal(next.to, november(29));
	assert_string_equal(next.hash, "");
	/* the store then is ahead of the copy */
	assert_int_equal(ledger_compare(&next, &copy), LEDGER_COPY_OLD);
	store = head(5, 1, 36, "b");
	next = ledger_restored(&store, &copy);
	assert_int_equal(next.epoch, 6);
	assert_int_equal(next.to, november(36));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_first_period_is_that_of_the_first_day),
	    cmocka_unit_test(one_comes_right_behind_the_other),
	    cmocka_unit_test(another_setting_makes_a_shorter_period),
	    cmocka_unit_test(a_huddle_is_waited_for_a_day),
	    cmocka_unit_test(an_odd_clock_seals_nothing),
	    cmocka_unit_test(a_store_without_records_doubts_too),
	    cmocka_unit_test(a_record_of_a_false_day_proves_nothing),
	    cmocka_unit_test(a_record_within_the_guard_counts_at_once),
	    cmocka_unit_test(what_was_there_before_the_doubt_is_held_fast),
	    cmocka_unit_test(a_manager_says_that_the_clock_is_right),
	    cmocka_unit_test(a_record_of_the_future_is_set_right),
	    cmocka_unit_test(days_are_sealed_once_whatever_the_clock_says),
	    cmocka_unit_test(the_copy_tells_a_restored_store),
	    cmocka_unit_test(a_restored_store_goes_on_above_both),
	};

	return cmocka_run_group_tests_name("ledger", tests, NULL, NULL);
}
