/*
 * Releases for tests. See releases.h.
 */
#include "tests/unit/releases.h"

#include <stdio.h>
#include <string.h>

#include "tests/unit/unit.h"

static const char *const themes[] = {
    "alarms", "other", "schedule", "supplies", "teamwork"};

static const char *
any_theme(void)
{
	return themes[unit_between(0, 4)];
}

void
releases_refer(struct releases_facts *facts)
{
	facts->facts.draws = facts->draws;
	facts->facts.notes = facts->notes;
	facts->facts.cards = facts->cards;
	facts->facts.replies = facts->replies;
}

void
releases_none(struct releases_facts *out)
{
	memset(out, 0, sizeof(*out));
	releases_refer(out);
}

void
releases_draw(struct releases_facts *out, const char *item, int32_t day,
    int answered, int64_t counted)
{
	int i = out->facts.draw_count++;

	assert_true(i < RELEASES_MANY);
	out->draws[i] = (struct release_draw){.id = i + 1,
	    .draw = {.key = {.instrument = "pulse",
	                 .version = 1,
	                 .of = 24,
	                 .epsilon_milli = 1000},
	        .answered = answered,
	        .counted = counted},
	    .day = day};
	snprintf(out->draws[i].draw.key.item, ID_SIZE, "%s", item);
}

void
releases_note(
    struct releases_facts *out, int kind, const char *theme, int count)
{
	struct summary_note *note = &out->notes[out->facts.note_count++];

	assert_true(out->facts.note_count <= RELEASES_MANY);
	note->kind = kind;
	note->count = count;
	snprintf(note->theme, ID_SIZE, "%s", theme);
}

void
releases_cards(struct releases_facts *out, int state, int tier,
    const char *theme, int count, int32_t raised)
{
	for (int i = 0; i < count; i++) {
		struct release_card *card =
		    &out->cards[out->facts.card_count++];

		assert_true(out->facts.card_count <= RELEASES_MANY);
		card->state = state;
		card->tier = tier;
		card->raised = raised;
		snprintf(card->theme, ID_SIZE, "%s", theme);
	}
}

void
releases_reply(
    struct releases_facts *out, int tier, int32_t asked, int32_t answered)
{
	assert_true(out->facts.reply_count < RELEASES_MANY);
	out->replies[out->facts.reply_count++] =
	    (struct release_reply){tier, asked, answered};
}

static void
random_draws(struct releases_facts *out)
{
	static const char *const items[] = {"energy", "needed", "someone"};

	for (int i = unit_between(0, 14); i > 0; i--) {
		struct release_draw *draw = &out->draws[out->facts.draw_count];

		releases_draw(out, items[unit_between(0, 2)],
		    RELEASES_TO - unit_between(0, 20), unit_between(0, 4),
		    unit_between(-3, 9));
		draw->draw.key.version = unit_between(1, 2);
		draw->draw.key.of = unit_between(0, 3) ? 24 : 3;
		draw->draw.key.epsilon_milli = unit_between(0, 3) ? 1000 : 500;
		draw->paper = unit_between(0, 3) == 0;
	}
}

static void
random_notes(struct releases_facts *out)
{
	for (int kind = 0; kind < NOTE_KINDS; kind++)
		for (int theme = 0; theme < 5; theme++)
			if (unit_between(0, 2) == 0)
				releases_note(out, kind, themes[theme],
				    unit_between(0, 4));
}

void
releases_random(struct releases_facts *out)
{
	struct summary_huddles *huddles = &out->facts.huddles;

	releases_none(out);
	random_draws(out);
	random_notes(out);
	for (int i = unit_between(0, 50); i > 0; i--)
		releases_cards(out, unit_between(0, ACTION_STATES - 1),
		    unit_between(0, 3) ? TIER_UNIT : unit_between(1, TIERS - 1),
		    any_theme(), 1, RELEASES_TO - unit_between(-2, 90));
	for (int i = unit_between(0, 30); i > 0; i--) {
		int32_t asked = RELEASES_FROM - unit_between(0, 20);

		releases_reply(out, unit_between(0, TIERS - 1), asked,
		    unit_between(0, 2) ? RELEASES_FROM + unit_between(-3, 9)
		                       : DATE_NONE);
	}
	huddles->held[0] = unit_between(1, 7);
	huddles->largest = unit_between(1, 14);
	huddles->headcount = huddles->largest;
	huddles->minutes = unit_between(0, 70);
	out->facts.dropped_tasks = unit_between(0, 2);
	out->facts.dropped_minutes = 10 * out->facts.dropped_tasks;
	out->facts.pairs = unit_between(0, 9);
	out->facts.connections = unit_between(0, 9);
}

void
releases_build(struct summary *out, struct releases_facts *facts)
{
	summary_init(out);
	snprintf(out->organization, ID_SIZE, "example-health");
	snprintf(out->unit, ID_SIZE, "4-west");
	snprintf(out->name, SUMMARY_NAME_SIZE, "4 West");
	out->epoch = out->sequence = 1;
	out->from = RELEASES_FROM;
	out->to = RELEASES_TO;
	release_build(out, &facts->facts);
}

bool
releases_withheld(
    const struct summary *summary, const char *part, const char *reason)
{
	for (int i = 0; i < summary->withheld_count; i++)
		if (strcmp(summary->withheld[i].part, part) == 0 &&
		    strcmp(summary->withheld[i].reason, reason) == 0)
			return true;
	return false;
}
