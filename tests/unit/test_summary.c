/*
 * The summary's rows: that they grow, their one order, what is withheld once.
 */
#include <stdio.h>
#include <string.h>

#include "core/summary.h"
#include "tests/unit/unit.h"

#define TRIALS 500

static void
rows_keep_what_was_put_in(void **state)
{
	struct summary summary;

	(void)state;
	summary_init(&summary);
	assert_int_equal(summary.from, DATE_NONE);
	assert_true(summary_sorted(&summary));
	for (int i = 0; i < 100; i++) {
		struct summary_note *note = summary_add_note(&summary);

		assert_int_equal(note->count, 0);
		assert_string_equal(note->theme, "");
		note->count = i;
	}
	assert_int_equal(summary.note_count, 100);
	for (int i = 0; i < 100; i++)
		assert_int_equal(summary.notes[i].count, i);
	summary_done(&summary);
	assert_int_equal(summary.note_count, 0);
	assert_null(summary.notes);
}

static void
withheld_once_for_each_reason(void **state)
{
	struct summary summary;

	(void)state;
	summary_init(&summary);
	summary_withhold(&summary, "pulse", "b");
	summary_withhold(&summary, "pulse", "a");
	summary_withhold(&summary, "notes", "a");
	summary_withhold(&summary, "pulse", "b");
	assert_int_equal(summary.withheld_count, 3);
	summary_sort(&summary);
	assert_string_equal(summary.withheld[0].part, "notes");
	assert_string_equal(summary.withheld[1].reason, "a");
	assert_string_equal(summary.withheld[2].reason, "b");
	summary_done(&summary);
}

static const char *
any_id(void)
{
	static const char *const ids[] = {"a", "a-1", "a1", "b", "z"};

	return ids[unit_between(0, 4)];
}

static void
fill(struct summary *summary)
{
	summary_init(summary);
	for (int i = unit_between(0, 8); i > 0; i--) {
		struct summary_pulse *pulse = summary_add_pulse(summary);
		struct summary_action *action = summary_add_action(summary);
		struct summary_note *note = summary_add_note(summary);

		snprintf(pulse->key.instrument, ID_SIZE, "%s", any_id());
		snprintf(pulse->key.item, ID_SIZE, "%s", any_id());
		pulse->key.version = unit_between(1, 11);
		pulse->key.of = (uint8_t)unit_between(1, 127);
		pulse->key.epsilon_milli = unit_between(100, 2000);
		action->state = unit_between(0, ACTION_STATES - 1);
		action->tier = unit_between(0, TIERS - 1);
		snprintf(action->theme, ID_SIZE, "%s", any_id());
		note->kind = unit_between(0, NOTE_KINDS - 1);
		snprintf(note->theme, ID_SIZE, "%s", any_id());
	}
	for (int tier = TIERS - 1; tier >= 0; tier--)
		if (unit_between(0, 1))
			summary_add_response(summary)->tier = tier;
	snprintf(summary_add_shift(summary)->field, ID_SIZE, "b");
	snprintf(summary_add_shift(summary)->field, ID_SIZE, "a");
}

/* One number for a row: the order of their numbers is the rows' order. */
static bool
pulse_before(const struct summary_pulse *a, const struct summary_pulse *b)
{
	char one[128], two[128];
	const struct summary_pulse *rows[2] = {a, b};
	char *texts[2] = {one, two};

	/* ids are padded by what is less than any of their characters */
	for (int i = 0; i < 2; i++)
		snprintf(texts[i], sizeof(one), "%-32s%06d%-32s%03d%04d",
		    rows[i]->key.instrument, rows[i]->key.version,
		    rows[i]->key.item, rows[i]->key.of,
		    rows[i]->key.epsilon_milli);
	return strcmp(one, two) < 0;
}

static bool
actions_in_order(const struct summary *summary)
{
	for (int i = 1; i < summary->action_count; i++) {
		const struct summary_action *a = &summary->actions[i - 1];
		const struct summary_action *b = &summary->actions[i];
		int first = a->state * TIERS + a->tier;
		int second = b->state * TIERS + b->tier;

		if (first > second ||
		    (first == second && strcmp(a->theme, b->theme) >= 0))
			return false;
	}
	return true;
}

static bool
notes_in_order(const struct summary *summary)
{
	for (int i = 1; i < summary->note_count; i++) {
		const struct summary_note *a = &summary->notes[i - 1];
		const struct summary_note *b = &summary->notes[i];

		if (a->kind > b->kind ||
		    (a->kind == b->kind && strcmp(a->theme, b->theme) >= 0))
			return false;
	}
	return true;
}

/* Sorted they are in the order that is written down, unless two are of the
 * same thing. */
static void
there_is_one_order(void **state)
{
	int sorted = 0;

	(void)state;
	for (int trial = 0; trial < TRIALS; trial++) {
		struct summary summary;
		bool order = true;

		fill(&summary);
		assert_false(summary_sorted(&summary)); /* b before a */
		summary_sort(&summary);
		for (int i = 1; i < summary.pulse_count; i++)
			order = order && pulse_before(&summary.pulse[i - 1],
			                     &summary.pulse[i]);
		for (int i = 1; i < summary.response_count; i++)
			assert_true(summary.response[i - 1].tier <
			            summary.response[i].tier);
		assert_string_equal(summary.shift[0].field, "a");
		order = order && actions_in_order(&summary) &&
		        notes_in_order(&summary);
		assert_int_equal(summary_sorted(&summary), order);
		sorted += order;
		summary_done(&summary);
	}
	assert_in_range(sorted, TRIALS / 10, TRIALS - 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(rows_keep_what_was_put_in),
	    cmocka_unit_test(withheld_once_for_each_reason),
	    cmocka_unit_test(there_is_one_order),
	};

	return cmocka_run_group_tests_name("summary", tests, NULL, NULL);
}
