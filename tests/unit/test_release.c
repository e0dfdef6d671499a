/*
 * What is told of a period and what is not: small cases worked by hand, and
 * every rule found again, by a second way, in what is made of random facts.
 */
#include <string.h>

#include "core/audit.h"
#include "tests/unit/releases.h"
#include "tests/unit/unit.h"

#define TRIALS 3000

static struct releases_facts facts;
static struct summary summary;

static int
fresh(void **state)
{
	(void)state;
	releases_none(&facts);
	summary_init(&summary);
	return 0;
}

static int
done(void **state)
{
	(void)state;
	summary_done(&summary);
	return 0;
}

static void
draws_of_a_cut_are_added_up(void **state)
{
	(void)state;
	releases_draw(&facts, "energy", RELEASES_FROM, 7, 5);
	releases_draw(&facts, "needed", RELEASES_FROM, 7, -1);
	releases_draw(&facts, "energy", RELEASES_TO, 3, 4);
	facts.draws[2].paper = true;
	releases_build(&summary, &facts);
	assert_int_equal(summary.pulse_count, 2);
	assert_string_equal(summary.pulse[0].key.item, "energy");
	assert_int_equal(summary.pulse[0].rounds, 2);
	assert_int_equal(summary.pulse[0].paper_rounds, 1);
	assert_int_equal(summary.pulse[0].answered, 10);
	assert_int_equal(summary.pulse[0].counted, 9);
	assert_int_equal(summary.pulse[0].since, RELEASES_FROM);
	assert_int_equal(summary.pulse[1].counted, -1);
	for (int i = 0; i < 3; i++)
		assert_true(facts.draws[i].told);
	assert_false(
	    releases_withheld(&summary, "pulse", "fewer than 5 answers"));
}

/* Of one key alone: a draw of another epsilon or version is another count. */
static void
too_few_answers_wait(void **state)
{
	(void)state;
	releases_draw(&facts, "energy", RELEASES_FROM, 4, 5);
	releases_draw(&facts, "needed", RELEASES_FROM, 5, 1);
	releases_draw(&facts, "energy", RELEASES_FROM, 4, 4);
	facts.draws[2].draw.key.epsilon_milli = 500;
	facts.draws[0].told = true;
	releases_build(&summary, &facts);
	assert_int_equal(summary.pulse_count, 1);
	assert_string_equal(summary.pulse[0].key.item, "needed");
	assert_false(facts.draws[0].told);
	assert_true(facts.draws[1].told);
	assert_false(facts.draws[2].told);
	assert_true(
	    releases_withheld(&summary, "pulse", "fewer than 5 answers"));
}

static void
what_waited_tells_since_when(void **state)
{
	(void)state;
	releases_draw(&facts, "energy", RELEASES_FROM - 10, 3, 2);
	releases_draw(&facts, "energy", RELEASES_FROM + 1, 3, 2);
	releases_build(&summary, &facts);
	assert_int_equal(summary.pulse[0].since, RELEASES_FROM - 14);
	summary_done(&summary);
	/* a month would begin on the 1st: of what came then, not of now */
	facts.facts.period_kind = PERIOD_MONTH;
	releases_build(&summary, &facts);
	assert_int_equal(summary.pulse[0].since, date_from_ymd(2026, 10, 1));
	summary_done(&summary);
	facts.draws[0].day = RELEASES_FROM;
	releases_build(&summary, &facts);
	assert_int_equal(summary.pulse[0].since, RELEASES_FROM);
}

static void
small_themes_are_other_ones(void **state)
{
	(void)state;
	releases_note(&facts, NOTE_PEBBLE, "supplies", 4);
	releases_note(&facts, NOTE_PEBBLE, "alarms", 2);
	releases_note(&facts, NOTE_PEBBLE, "other", 1);
	releases_note(&facts, NOTE_BRIGHT, "alarms", 2);
	releases_note(&facts, NOTE_THANKS, "teamwork", 3);
	releases_build(&summary, &facts);
	assert_int_equal(summary.note_count, 3);
	assert_int_equal(summary.notes[0].kind, NOTE_PEBBLE);
	assert_string_equal(summary.notes[0].theme, "other");
	assert_int_equal(summary.notes[0].count, 3);
	assert_string_equal(summary.notes[1].theme, "supplies");
	assert_int_equal(summary.notes[1].count, 4);
	assert_string_equal(summary.notes[2].theme, "teamwork");
	assert_true(releases_withheld(&summary, "notes", "fewer than 3 notes"));
}

static void
cards_of_the_unit_are_told_by_three(void **state)
{
	(void)state;
	releases_cards(
	    &facts, ACTION_NEW, TIER_UNIT, "alarms", 1, RELEASES_TO - 9);
	releases_cards(
	    &facts, ACTION_NEW, TIER_UNIT, "supplies", 2, RELEASES_TO - 4);
	releases_cards(
	    &facts, ACTION_DONE, TIER_UNIT, "supplies", 2, RELEASES_TO - 4);
	/* of an even number of ages the median is the lower one */
	releases_cards(
	    &facts, ACTION_CLOSED, TIER_UNIT, "alarms", 2, RELEASES_TO - 3);
	releases_cards(
	    &facts, ACTION_CLOSED, TIER_UNIT, "alarms", 2, RELEASES_TO - 8);
	releases_cards(
	    &facts, ACTION_AGREED, TIER_HOSPITAL, "alarms", 1, RELEASES_TO + 3);
	releases_build(&summary, &facts);
	assert_int_equal(summary.action_count, 3);
	assert_int_equal(summary.actions[0].state, ACTION_NEW);
	assert_string_equal(summary.actions[0].theme, "other");
	assert_int_equal(summary.actions[0].count, 3);
	assert_int_equal(summary.actions[0].median_age_days, 4);
	assert_int_equal(summary.actions[1].tier, TIER_HOSPITAL);
	assert_int_equal(summary.actions[1].count, 1);
	assert_int_equal(summary.actions[1].median_age_days, 0);
	assert_int_equal(summary.actions[2].count, 4);
	assert_int_equal(summary.actions[2].median_age_days, 3);
	assert_true(
	    releases_withheld(&summary, "actions", "fewer than 3 cards"));
}

/* By nearest rank: of 10 the median is the 5th, the 90th percentile the
 * 9th. */
static void
response_times_by_nearest_rank(void **state)
{
	(void)state;
	for (int day = 1; day <= 10; day++)
		releases_reply(
		    &facts, TIER_UNIT, RELEASES_TO - day, RELEASES_TO);
	releases_reply(&facts, TIER_UNIT, RELEASES_FROM, DATE_NONE);
	/* after the period: it still waited; before it: told long ago */
	releases_reply(&facts, TIER_UNIT, RELEASES_FROM, RELEASES_TO + 1);
	releases_reply(&facts, TIER_UNIT, RELEASES_FROM - 9, RELEASES_FROM - 1);
	for (int i = 0; i < 4; i++)
		releases_reply(
		    &facts, TIER_HOSPITAL, RELEASES_FROM, RELEASES_TO);
	releases_build(&summary, &facts);
	assert_int_equal(summary.response_count, 1);
	assert_int_equal(summary.response[0].tier, TIER_UNIT);
	assert_int_equal(summary.response[0].answered, 10);
	assert_int_equal(summary.response[0].unanswered, 2);
	assert_int_equal(summary.response[0].median_days, 5);
	assert_int_equal(summary.response[0].p90_days, 9);
	assert_true(
	    releases_withheld(&summary, "response", "fewer than 5 replies"));
}

static void
five_replies_are_enough(void **state)
{
	(void)state;
	for (int day = 0; day < 5; day++)
		releases_reply(
		    &facts, TIER_HOSPITAL, RELEASES_TO - day, RELEASES_TO);
	releases_build(&summary, &facts);
	assert_int_equal(summary.response_count, 1);
	assert_int_equal(summary.response[0].median_days, 2);
	assert_int_equal(summary.response[0].p90_days, 4);
	assert_false(
	    releases_withheld(&summary, "response", "fewer than 5 replies"));
}

static void
buddies_from_five_of_both_up(void **state)
{
	static const struct {
		int pairs, connections;
		bool told;
	} cases[] = {{0, 0, false}, {4, 9, false}, {9, 4, false}, {5, 5, true}};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		facts.facts.pairs = cases[i].pairs;
		facts.facts.connections = cases[i].connections;
		releases_build(&summary, &facts);
		assert_int_equal(summary.has_buddies, cases[i].told);
		assert_int_equal(summary.pairs, cases[i].told ? 5 : 0);
		assert_int_equal(releases_withheld(&summary, "buddies",
		                     "fewer than 5 pairs or connections"),
		    !cases[i].told);
		summary_done(&summary);
	}
}

/* The sum of one shift, or of two of which one is known, is a shift's own
 * number. */
static void
shifts_are_told_by_three(void **state)
{
	static const struct summary_shift rows[] = {
	    {"breaks-missed", 2, 3}, {"census", 3, 71}, {"sitters", 1, 2}};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		*summary_add_shift(&summary) = rows[i];
	release_build(&summary, &facts.facts);
	assert_int_equal(summary.shift_count, 1);
	assert_string_equal(summary.shift[0].field, "census");
	assert_int_equal(summary.shift[0].sum, 71);
	assert_true(
	    releases_withheld(&summary, "shift", "fewer than 3 shifts"));
	summary_done(&summary);
	*summary_add_shift(&summary) = rows[1];
	release_build(&summary, &facts.facts);
	assert_int_equal(summary.shift_count, 1);
	assert_false(
	    releases_withheld(&summary, "shift", "fewer than 3 shifts"));
}

/* A silent unit says that it is silent, of each part. */
static void
nothing_says_why(void **state)
{
	(void)state;
	releases_build(&summary, &facts);
	assert_int_equal(summary.withheld_count, 6);
	assert_true(
	    releases_withheld(&summary, "pulse", "no round was closed"));
	assert_true(releases_withheld(&summary, "notes", "no notes"));
	assert_true(releases_withheld(&summary, "actions", "no cards"));
	assert_true(
	    releases_withheld(&summary, "dropped", "no task was dropped"));
	assert_true(
	    releases_withheld(&summary, "response", "nothing was asked"));
	assert_false(summary.has_dropped);
	assert_true(summary_sorted(&summary));
	summary_done(&summary);
	facts.facts.dropped_tasks = 2;
	facts.facts.dropped_minutes = 45;
	releases_build(&summary, &facts);
	assert_true(summary.has_dropped);
	assert_int_equal(summary.dropped_tasks, 2);
	assert_int_equal(summary.dropped_minutes, 45);
}

/* Without digits but the limits of the rules themselves, which are known. */
static void
reasons_tell_no_numbers(void **state)
{
	(void)state;
	for (int i = 0; i < release_reason_count; i++) {
		const char *reason = release_reasons[i];

		assert_true(strlen(reason) < SUMMARY_REASON_SIZE);
		for (const char *at = strpbrk(reason, "0123456789"); at;
		     at = strpbrk(at + 1, "0123456789")) {
			assert_true(at - reason >= 11);
			assert_memory_equal(at - 11, "fewer than ", 11);
			assert_true(*at == '3' || *at == '5');
		}
	}
}

/* --- Random facts --------------------------------------------------------- */

/* All notes of a kind that are told, and those that are not. */
static void
check_notes(void)
{
	for (int kind = 0; kind < NOTE_KINDS; kind++) {
		int64_t small = 0, all = 0, told = 0;

		for (int i = 0; i < facts.facts.note_count; i++) {
			const struct summary_note *note = &facts.notes[i];

			if (note->kind != kind)
				continue;
			all += note->count;
			if (note->count < 3 ||
			    strcmp(note->theme, "other") == 0)
				small += note->count;
		}
		for (int i = 0; i < summary.note_count; i++)
			if (summary.notes[i].kind == kind)
				told += summary.notes[i].count;
		assert_int_equal(told, small >= 3 ? all : all - small);
	}
}

static void
check_cards(void)
{
	int64_t above = 0, told = 0, own = 0, own_told = 0;

	for (int i = 0; i < facts.facts.card_count; i++)
		if (facts.cards[i].tier == TIER_UNIT)
			own++;
		else
			above++;
	for (int i = 0; i < summary.action_count; i++)
		if (summary.actions[i].tier == TIER_UNIT)
			own_told += summary.actions[i].count;
		else
			told += summary.actions[i].count;
	assert_int_equal(told, above);
	/* at most two of a state are left out */
	assert_true(own_told <= own);
	assert_true(own - own_told <= 2 * ACTION_STATES);
	assert_int_equal(own_told < own,
	    releases_withheld(&summary, "actions", "fewer than 3 cards"));
}

static void
check_draws(void)
{
	int64_t answered = 0, told = 0, counted = 0, waiting = 0;

	for (int i = 0; i < facts.facts.draw_count; i++) {
		const struct release_draw *draw = &facts.draws[i];

		waiting += !draw->told;
		if (draw->told) {
			answered += draw->draw.answered;
			counted += draw->draw.counted;
		}
	}
	for (int i = 0; i < summary.pulse_count; i++) {
		told += summary.pulse[i].answered;
		counted -= summary.pulse[i].counted;
	}
	assert_int_equal(told, answered);
	assert_int_equal(counted, 0);
	assert_int_equal(waiting > 0,
	    releases_withheld(&summary, "pulse", "fewer than 5 answers"));
}

static void
random_facts_keep_the_rules(void **state)
{
	int rows = 0;

	(void)state;
	for (int trial = 0; trial < TRIALS; trial++) {
		struct audit audit;

		releases_random(&facts);
		releases_build(&summary, &facts);
		check_notes();
		check_cards();
		check_draws();
		assert_true(summary_sorted(&summary));
		audit_summary(&audit, &summary);
		for (int i = 0; i < audit.count; i++)
			if (audit.list[i].kind == AUDIT_BREAKS)
				fail_msg("%s: %s", audit.list[i].part,
				    audit.list[i].text);
		audit_done(&audit);
		rows += summary.pulse_count;
		summary_done(&summary);
	}
	assert_true(rows > TRIALS / 2);
}

int
main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, fresh, done)
	const struct CMUnitTest tests[] = {
	    CASE(draws_of_a_cut_are_added_up),
	    CASE(too_few_answers_wait),
	    CASE(what_waited_tells_since_when),
	    CASE(small_themes_are_other_ones),
	    CASE(cards_of_the_unit_are_told_by_three),
	    CASE(response_times_by_nearest_rank),
	    CASE(five_replies_are_enough),
	    CASE(buddies_from_five_of_both_up),
	    CASE(shifts_are_told_by_three),
	    CASE(nothing_says_why),
	    CASE(reasons_tell_no_numbers),
	    CASE(random_facts_keep_the_rules),
	};

	return cmocka_run_group_tests_name("release", tests, NULL, NULL);
}
