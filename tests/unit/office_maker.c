/*
 * An organization for tests. See office_maker.h.
 */
#include "tests/unit/office_maker.h"

#include <stdio.h>

static const char *const names[] = {"4 West", "Emergency", "Hospice at home",
    "Cardiology", "Intensive care", "Outpatients", "Ärzte & <b>Ward</b> \"9\"",
    "Pharmacy", "Labour and delivery", "Dialysis", "Ward 12", "Ward 3"};

static const char *const themes[] = {
    "staffing", "supplies", "alarms", "teamwork", "other"};

const char *
office_made_name(int unit, char id[ID_SIZE])
{
	const int known = sizeof(names) / sizeof(names[0]);

	snprintf(id, ID_SIZE, "unit-%02d", unit);
	return unit < known ? names[unit] : id;
}

/* 0 to below - 1, the same numbers every time. */
static int
chance(struct office_made *made, int below)
{
	made->state = made->state * 1664525U + 1013904223U;
	return (int)(made->state >> 8) % below;
}

static void
make_pulse(struct office_made *made, int unit, int week, struct summary *out)
{
	static const struct {
		const char *item;
		int share;
	} items[] = {{"energy", 52}, {"needed", 61}, {"someone", 78}};

	for (size_t i = 0; i < sizeof(items) / sizeof(items[0]); i++) {
		struct summary_pulse *row = summary_add_pulse(out);
		int share = items[i].share + chance(made, 13) - 6;

		if (i == 1 && week > made->weeks / 2)
			share += 14; /* the new pumps */
		row->key.epsilon_milli = 1000;
		row->key.of = 1 << 3 | 1 << 4;
		row->key.version = unit == 3 && week > made->weeks / 2 ? 2 : 1;
		snprintf(row->key.instrument, ID_SIZE, "pulse");
		snprintf(row->key.item, ID_SIZE, "%s", items[i].item);
		row->since = out->from;
		row->rounds = 5 + chance(made, 6);
		row->answered = 40 + chance(made, 40);
		row->counted =
		    row->answered * share / 100 + chance(made, 9) - 4;
	}
}

static void
make_notes(struct office_made *made, struct summary *out)
{
	for (int kind = 0; kind < NOTE_KINDS; kind++)
		for (int t = 0; t < 5; t++) {
			struct summary_note *row;

			if (chance(made, 3) > 0)
				continue;
			row = summary_add_note(out);
			row->kind = kind;
			row->count = 3 + chance(made, 4);
			snprintf(row->theme, ID_SIZE, "%s", themes[t]);
		}
}

static void
make_actions(struct office_made *made, struct summary *out)
{
	for (int state = 0; state < ACTION_STATES; state++)
		for (int tier = 0; tier < TIERS; tier++) {
			struct summary_action *row = summary_add_action(out);

			row->state = state;
			row->tier = tier;
			row->count = 3 + chance(made, 3);
			row->median_age_days = 4 + 9 * tier + chance(made, 10);
			snprintf(row->theme, ID_SIZE, "%s",
			    themes[(state + tier) % 5]);
		}
	for (int tier = 0; tier < TIERS; tier++) {
		struct summary_response *row = summary_add_response(out);

		row->tier = tier;
		row->answered = 5 + chance(made, 5);
		row->unanswered = chance(made, 4);
		row->median_days = 2 + 5 * tier;
		row->p90_days = 9 + 11 * tier;
	}
	out->has_dropped = true;
	out->dropped_tasks = 3;
	out->dropped_minutes = 25;
}

static bool
made_nothing(const struct office_made *made, int unit, int week)
{
	return unit == 7 || (unit == 1 && week > made->weeks - 9) ||
	       (unit == 5 && week % 4 != 3);
}

bool
office_make(
    struct office_made *made, int unit, int week, struct summary *summary)
{
	int half = made->weeks / 2;

	summary_init(summary);
	if (made_nothing(made, unit, week))
		return false;
	snprintf(summary->organization, ID_SIZE, "example-health");
	snprintf(summary->name, sizeof(summary->name), "%s",
	    office_made_name(unit, summary->unit));
	snprintf(summary->site, ID_SIZE, "%s", unit % 2 ? "north" : "main");
	summary->to = MAKER_LAST - 7 * (made->weeks - 1 - week);
	summary->from = summary->to - (unit == 5 ? 27 : 6);
	summary->epoch = unit == 4 && week >= half ? 2 : 1;
	summary->sequence = summary->epoch == 2 ? week - half + 1 : week + 1;
	summary->huddles = (struct summary_huddles){.planned = {7, 7},
	    .held = {4 + chance(made, 3), 3 + chance(made, 3)},
	    .minutes = 55,
	    .headcount = 110 + chance(made, 20),
	    .largest = 14};
	if (unit == 2 || (unit == 0 && week % 9 == 4))
		summary_withhold(summary, "pulse", "fewer than 5 answers");
	else
		make_pulse(made, unit, week, summary);
	summary_withhold(summary, "buddies", "fewer than 5 pairs");
	make_notes(made, summary);
	make_actions(made, summary);
	return true;
}

void
office_made_report(
    const struct office_made *of, const struct office_pages_plan *plan)
{
	struct office_made made = *of;
	struct office_pages *pages = office_pages_new(plan);
	bool more = true;

	for (int unit = 0; unit < made.units; unit++) {
		char id[ID_SIZE];
		const char *name = office_made_name(unit, id);

		office_pages_unit(pages, id, name, unit % 2 ? "north" : "main",
		    MAKER_LAST - 7 * made.weeks);
	}
	for (int unit = 0; unit < made.units && more; unit++)
		for (int week = 0; week < made.weeks && more; week++) {
			struct summary summary;

			if (office_make(&made, unit, week, &summary))
				more = office_pages_add(pages, &summary);
			summary_done(&summary);
		}
	if (more)
		office_pages_end(pages);
	office_pages_free(pages);
}
