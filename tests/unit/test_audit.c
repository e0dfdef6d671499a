/*
 * The audit: a sound summary has no findings but what it tells; each rule
 * that is broken is found, alone and in its part; the odds are worked out by
 * hand.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/audit.h"
#include "tests/unit/releases.h"
#include "tests/unit/unit.h"

/* Something of everything. */
static void
sound_summary(struct summary *out)
{
	static struct releases_facts facts;

	releases_none(&facts);
	releases_draw(&facts, "energy", RELEASES_FROM, 30, 20);
	releases_draw(&facts, "energy", RELEASES_FROM + 1, 41, 24);
	releases_draw(&facts, "needed", RELEASES_FROM, 12, 13);
	releases_note(&facts, NOTE_PEBBLE, "supplies", 4);
	releases_note(&facts, NOTE_BRIGHT, "teamwork", 3);
	releases_cards(
	    &facts, ACTION_NEW, TIER_UNIT, "supplies", 3, RELEASES_FROM - 9);
	releases_cards(
	    &facts, ACTION_DONE, TIER_HOSPITAL, "alarms", 1, RELEASES_FROM - 9);
	for (int i = 0; i < 6; i++)
		releases_reply(
		    &facts, TIER_UNIT, RELEASES_FROM - i, RELEASES_FROM);
	facts.facts.huddles = (struct summary_huddles){
	    .planned = {7, 7}, .held = {5, 4}, 61, 98, 14};
	facts.facts.dropped_tasks = 5;
	facts.facts.dropped_minutes = 45;
	facts.facts.pairs = 7;
	facts.facts.connections = 20;
	releases_build(out, &facts);
	*summary_add_shift(out) = (struct summary_shift){"census", 9, 214};
}

/* The audit, and that the short question has the same answer. */
static void
look(struct audit *audit, const struct summary *summary)
{
	const struct audit_finding *first = NULL;
	char *broken = audit_breaks(summary);

	audit_summary(audit, summary);
	for (int i = audit->count - 1; i >= 0; i--)
		if (audit->list[i].kind == AUDIT_BREAKS)
			first = &audit->list[i];
	if (first)
		assert_string_equal(broken, first->text);
	else
		assert_null(broken);
	free(broken);
}

/* True if one of the audit's findings about that part has the text in it. */
static bool
says(const struct audit *audit, enum audit_kind kind, const char *part,
    const char *text)
{
	for (int i = 0; i < audit->count; i++)
		if (audit->list[i].kind == kind &&
		    strcmp(audit->list[i].part, part) == 0 &&
		    strstr(audit->list[i].text, text))
			return true;
	return false;
}

static void
a_sound_summary_breaks_nothing(void **state)
{
	static const char *const parts[] = {"huddles", "pulse", "notes",
	    "actions", "dropped", "shift", "response", "buddies"};
	struct summary summary;
	struct audit audit;

	(void)state;
	sound_summary(&summary);
	look(&audit, &summary);
	for (int i = 0; i < audit.count; i++)
		if (audit.list[i].kind == AUDIT_BREAKS)
			fail_msg(
			    "%s: %s", audit.list[i].part, audit.list[i].text);
	assert_int_equal(audit.breaks, 0);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		assert_true(says(&audit, AUDIT_TELLS, parts[i], ""));
	audit_done(&audit);
	assert_int_equal(audit.count, 0);
	summary_done(&summary);
}

/*
 * By hand: e^1 = 2.72, e^2 = 7.39, e^0.5 = 1.65, each rounded up. The noise
 * of one draw at epsilon 1 is within 2 with a probability of 1 - 2 e^-3 / (1 +
 * e^-1) = 0.927, within 1 with 0.802.
 */
static void
odds_and_noise_are_in_words(void **state)
{
	struct summary summary;
	struct audit audit;

	(void)state;
	sound_summary(&summary);
	look(&audit, &summary);
	assert_true(says(&audit, AUDIT_TELLS, "pulse",
	    "energy (pulse 1, answers 4, 5): 44 of 71, give or take 3; "
	    "rounds: 2."));
	assert_true(says(&audit, AUDIT_TELLS, "pulse",
	    "in one round by up to 2.8 times. About a habit kept in all of "
	    "these rounds: up to 7.4 times."));
	assert_true(says(&audit, AUDIT_TELLS, "pulse",
	    "needed (pulse 1, answers 4, 5): 13 of 12, give or take 2; "
	    "rounds: 1."));
	assert_true(says(&audit, AUDIT_TELLS, "pulse",
	    "everything that one person answered in one round by up to 7.4 "
	    "times."));
	audit_done(&audit);

	summary.pulse[1].key.epsilon_milli = 500;
	summary.pulse[0].rounds = 9;
	summary.pulse[0].since = RELEASES_FROM - 14;
	look(&audit, &summary);
	assert_int_equal(audit.breaks, 0);
	assert_true(says(&audit, AUDIT_TELLS, "pulse", "up to 1.7 times."));
	assert_true(says(&audit, AUDIT_TELLS, "pulse", "up to 8104 times."));
	assert_true(says(&audit, AUDIT_TELLS, "pulse", "from 2026-10-26"));
	audit_done(&audit);

	/* Any number that a file can hold: far out nothing is computed. */
	summary.pulse[0].rounds = INT32_MAX;
	look(&audit, &summary);
	assert_int_equal(audit.breaks, 0);
	assert_true(says(&audit, AUDIT_TELLS, "pulse", "is no protection"));
	audit_done(&audit);
	summary_done(&summary);
}

/* Where a sum of draws is taken as normal it is what the exact one was. */
static void
many_rounds_are_told_alike(void **state)
{
	struct summary summary;
	int width[2] = {0};

	(void)state;
	sound_summary(&summary);
	for (int i = 0; i < 2; i++) {
		struct audit audit;

		summary.pulse[0].rounds = 100 + i;
		look(&audit, &summary);
		for (int f = 0; f < audit.count; f++) {
			const char *at =
			    strstr(audit.list[f].text, "give or take ");

			if (at && strstr(audit.list[f].text, "energy"))
				width[i] = (int)strtol(at + 13, NULL, 10);
		}
		audit_done(&audit);
	}
	assert_in_range(width[0], 20, 25);
	assert_in_range(width[1] - width[0] + 1, 0, 2);
	summary_done(&summary);
}

/* --- What breaks a rule --------------------------------------------------- */

/* One small change breaks one rule. */
#define BREAK(name, change)                                                    \
	static void break_##name(struct summary *s)                            \
	{                                                                      \
		change;                                                        \
	}

BREAK(organization, s->organization[0] = 'E')
BREAK(unit, s->unit[0] = '\0')
BREAK(site, snprintf(s->site, ID_SIZE, "a/b"))
BREAK(name_empty, s->name[0] = '\0')
BREAK(name_control, snprintf(s->name, sizeof(s->name), "4\033[2J"))
BREAK(name_faulty, snprintf(s->name, sizeof(s->name), "4\xff"))
BREAK(name_long, memset(s->name, 'x', 41); s->name[41] = '\0')
BREAK(epoch, s->epoch = 0)
BREAK(sequence, s->sequence = 0)
BREAK(no_previous, s->sequence = 2)
BREAK(first_previous, memset(s->previous, 'a', SUMMARY_HASH_SIZE - 1))
BREAK(hash, s->sequence = 2; snprintf(s->previous, SUMMARY_HASH_SIZE, "abc"))
BREAK(key, memset(s->next_key, 'A', SUMMARY_HASH_SIZE - 1))
BREAK(to, s->to--)
BREAK(from_early, s->from--; s->pulse[0].since--; s->pulse[1].since--)
BREAK(from_late, s->from = s->to + 1)
BREAK(days_none, s->from = s->to = DATE_NONE)
BREAK(days_far, s->to = INT32_MAX)
BREAK(order, struct summary_note note = s->notes[0]; s->notes[0] = s->notes[1];
      s->notes[1] = note)
BREAK(twice, s->pulse[1].key = s->pulse[0].key)
BREAK(planned, s->huddles.planned[1] = -1)
BREAK(largest, s->huddles.largest = 99)
BREAK(headcount, s->huddles.headcount = 14 * 9 + 1)
BREAK(none_held, s->huddles.held[0] = s->huddles.held[1] = 0)
BREAK(no_pulse, s->pulse_count = 0)
BREAK(instrument, s->pulse[0].key.instrument[0] = ' ')
BREAK(version, s->pulse[0].key.version = 0)
BREAK(item, s->pulse[0].key.item[0] = '\0')
BREAK(of_none, s->pulse[0].key.of = 0)
BREAK(of_eighth, s->pulse[0].key.of = 128)
BREAK(epsilon_low, s->pulse[0].key.epsilon_milli = 99)
BREAK(epsilon_high, s->pulse[0].key.epsilon_milli = 2001)
BREAK(answered, s->pulse[0].answered = 4)
BREAK(rounds, s->pulse[0].rounds = 0)
BREAK(paper, s->pulse[0].paper_rounds = 3)
BREAK(paper_negative, s->pulse[0].paper_rounds = -1)
BREAK(since_late, s->pulse[0].since += 7)
BREAK(since_inside, s->pulse[0].since = RELEASES_FROM - 9)
BREAK(since_none, s->pulse[0].since = DATE_NONE)
BREAK(far_below, s->pulse[0].counted = -100)
BREAK(far_above, s->pulse[0].counted = 171)
BREAK(note_kind, s->notes[1].kind = NOTE_KINDS)
BREAK(note_theme, s->notes[0].theme[0] = '=')
BREAK(note_few, s->notes[0].count = 2)
BREAK(no_notes, s->note_count = 0)
BREAK(state, s->actions[1].state = ACTION_STATES)
BREAK(tier, s->actions[0].tier = -1)
BREAK(cards_few, s->actions[0].count = 2)
BREAK(cards_none, s->actions[1].count = 0)
BREAK(age, s->actions[1].median_age_days = -1)
BREAK(no_actions, s->action_count = 0)
BREAK(tasks, s->dropped_tasks = 0)
BREAK(minutes, s->dropped_minutes = 6 * 720)
BREAK(no_dropped, s->has_dropped = false)
BREAK(field, s->shift[0].field[0] = 'A')
BREAK(shifts, s->shift[0].shifts = 0)
BREAK(shifts_few, s->shift[0].shifts = 2)
BREAK(replies, s->response[0].answered = 4)
BREAK(unanswered, s->response[0].unanswered = -1)
BREAK(p90, s->response[0].p90_days = s->response[0].median_days - 1)
BREAK(no_response, s->response_count = 0)
BREAK(pairs, s->pairs = 4)
BREAK(connections, s->connections = 4)
BREAK(no_buddies, s->has_buddies = false)
BREAK(reason, summary_withhold(s, "pulse", "Kim was away"))
BREAK(reason_part, summary_withhold(s, "kim", "no notes"))

static const struct {
	void (*spoil)(struct summary *summary);
	const char *part;
	const char *text;
} spoilt[] = {
    {break_organization, "", "no id"},
    {break_unit, "", "no id"},
    {break_site, "", "no id"},
    {break_name_empty, "", "name"},
    {break_name_control, "", "name"},
    {break_name_faulty, "", "name"},
    {break_name_long, "", "name"},
    {break_epoch, "", "less than 1"},
    {break_sequence, "", "less than 1"},
    {break_no_previous, "", "does not name the one before"},
    {break_first_previous, "", "names one before it"},
    {break_hash, "", "64 digits"},
    {break_key, "", "64 digits"},
    {break_to, "", "The period"},
    {break_from_early, "", "The period"},
    {break_from_late, "", "The period"},
    {break_days_none, "", "The period"},
    {break_days_far, "", "The period"},
    {break_order, "", "order"},
    {break_twice, "", "order"},
    {break_planned, "huddles", "less than 0"},
    {break_largest, "huddles", "largest"},
    {break_headcount, "huddles", "largest"},
    {break_none_held, "huddles", "no huddle"},
    {break_no_pulse, "pulse", "nothing says why"},
    {break_instrument, "pulse", "Row 1: the instrument"},
    {break_version, "pulse", "Row 1: the instrument"},
    {break_item, "pulse", "Row 1: the instrument"},
    {break_of_none, "pulse", "no answers"},
    {break_of_eighth, "pulse", "more than 7"},
    {break_epsilon_low, "pulse", "epsilon"},
    {break_epsilon_high, "pulse", "epsilon"},
    {break_answered, "pulse", "fewer than 5"},
    {break_rounds, "pulse", "no rounds"},
    {break_paper, "pulse", "on paper"},
    {break_paper_negative, "pulse", "on paper"},
    {break_since_late, "pulse", "first day"},
    {break_since_inside, "pulse", "first day"},
    {break_since_none, "pulse", "first day"},
    {break_far_below, "pulse", "further out"},
    {break_far_above, "pulse", "further out"},
    {break_note_kind, "notes", "Row 2: the kind"},
    {break_note_theme, "notes", "Row 1: the kind"},
    {break_note_few, "notes", "fewer than 3"},
    {break_no_notes, "notes", "nothing says why"},
    {break_state, "actions", "Row 2: the state"},
    {break_tier, "actions", "Row 1: the state"},
    {break_cards_few, "actions", "fewer than 3"},
    {break_cards_none, "actions", "no cards"},
    {break_age, "actions", "age"},
    {break_no_actions, "actions", "nothing says why"},
    {break_tasks, "dropped", "No task"},
    {break_minutes, "dropped", "minutes"},
    {break_no_dropped, "dropped", "nothing says why"},
    {break_field, "shift", "the field"},
    {break_shifts, "shift", "no shift"},
    {break_shifts_few, "shift", "fewer than 3"},
    {break_replies, "response", "fewer than 5"},
    {break_unanswered, "response", "do not fit"},
    {break_p90, "response", "do not fit"},
    {break_no_response, "response", "nothing says why"},
    {break_pairs, "buddies", "Fewer than 5"},
    {break_connections, "buddies", "Fewer than 5"},
    {break_no_buddies, "buddies", "nothing says why"},
    {break_reason, "withheld", "the part or the reason"},
    {break_reason_part, "withheld", "the part or the reason"},
};

static void
what_breaks_a_rule_is_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(spoilt) / sizeof(spoilt[0]); i++) {
		struct summary summary;
		struct audit audit;

		sound_summary(&summary);
		spoilt[i].spoil(&summary);
		look(&audit, &summary);
		if (!says(&audit, AUDIT_BREAKS, spoilt[i].part, spoilt[i].text))
			fail_msg("%s: %s: not found", spoilt[i].part,
			    spoilt[i].text);
		assert_true(audit.breaks >= 1);
		audit_done(&audit);
		summary_done(&summary);
	}
}

/* A row that breaks a rule is not spoken of as if it were sound, and none of
 * what the file says is repeated. */
static void
a_hostile_file_speaks_for_nobody(void **state)
{
	struct summary summary;
	struct audit audit;

	(void)state;
	sound_summary(&summary);
	snprintf(summary.pulse[0].key.item, ID_SIZE, "\033]0;x\a");
	summary_withhold(&summary, "pulse", "\033[2J");
	summary_withhold(&summary, "\033[2J", "no notes");
	look(&audit, &summary);
	for (int i = 0; i < audit.count; i++) {
		assert_null(strchr(audit.list[i].text, '\033'));
		assert_null(strchr(audit.list[i].part, '\033'));
	}
	/* the order is broken as well */
	assert_int_equal(audit.breaks, 4);
	assert_false(says(&audit, AUDIT_TELLS, "pulse", "everything"));
	audit_done(&audit);
	summary_done(&summary);
}

/* What a changed setting leaves: a period that began late, and one after. */
static void
a_shorter_period_is_sound(void **state)
{
	static const struct {
		int from, to;
	} periods[] = {
	    {RELEASES_FROM, RELEASES_TO},          /* a week */
	    {RELEASES_TO, RELEASES_TO},            /* its Sunday */
	    {RELEASES_FROM + 7, RELEASES_TO + 15}, /* to the month's end */
	    {RELEASES_FROM - 8, RELEASES_TO + 15}, /* a month */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(periods) / sizeof(periods[0]); i++) {
		struct summary summary;
		struct audit audit;

		sound_summary(&summary);
		summary.from = periods[i].from;
		summary.to = periods[i].to;
		summary.pulse[0].since = summary.pulse[1].since = summary.from;
		look(&audit, &summary);
		assert_int_equal(audit.breaks, 0);
		audit_done(&audit);
		summary_done(&summary);
	}
}

static void
what_is_not_told_is_said(void **state)
{
	static struct releases_facts facts;
	struct summary summary;
	struct audit audit;

	(void)state;
	releases_none(&facts);
	releases_build(&summary, &facts);
	look(&audit, &summary);
	assert_int_equal(audit.breaks, 0);
	assert_true(says(
	    &audit, AUDIT_TELLS, "pulse", "Not told: no round was closed."));
	assert_false(says(&audit, AUDIT_TELLS, "buddies", "as sums"));
	audit_done(&audit);
	summary_done(&summary);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_sound_summary_breaks_nothing),
	    cmocka_unit_test(odds_and_noise_are_in_words),
	    cmocka_unit_test(many_rounds_are_told_alike),
	    cmocka_unit_test(what_breaks_a_rule_is_found),
	    cmocka_unit_test(a_hostile_file_speaks_for_nobody),
	    cmocka_unit_test(a_shorter_period_is_sound),
	    cmocka_unit_test(what_is_not_told_is_said),
	};

	return cmocka_run_group_tests_name("audit", tests, NULL, NULL);
}
