/*
 * Actions: their names, and the table of their fields. See action.h.
 */
#include "core/action.h"

#include <string.h>

#include "util/date.h"
#include "util/i18n.h"

#define LENGTH(array) ((int)(sizeof(array) / sizeof((array)[0])))

const char *const action_state_names[ACTION_STATES] = {
    [ACTION_NEW] = "new",
    [ACTION_AGREED] = "agreed",
    [ACTION_TESTING] = "testing",
    [ACTION_DONE] = "done",
    [ACTION_CLOSED] = "closed",
};

const char *const tier_names[TIERS] = {
    [TIER_UNIT] = "unit",
    [TIER_DEPARTMENT] = "department",
    [TIER_HOSPITAL] = "hospital",
};

const char *const action_size_names[SIZES] = {
    [SIZE_NONE] = "",
    [SIZE_SMALL] = "small",
    [SIZE_MEDIUM] = "medium",
    [SIZE_LARGE] = "large",
};

const char *const outcome_names[OUTCOMES] = {
    [OUTCOME_OPEN] = "",
    [OUTCOME_ADOPT] = "adopt",
    [OUTCOME_ADAPT] = "adapt",
    [OUTCOME_ABANDON] = "abandon",
};

const char *const action_state_titles[ACTION_STATES] = {
    [ACTION_NEW] = N_("New"),
    [ACTION_AGREED] = N_("Agreed"),
    [ACTION_TESTING] = N_("Testing"),
    [ACTION_DONE] = N_("Done"),
    [ACTION_CLOSED] = N_("Closed"),
};

const char *const tier_titles[TIERS] = {
    [TIER_UNIT] = N_("the unit"),
    [TIER_DEPARTMENT] = N_("the department"),
    [TIER_HOSPITAL] = N_("the hospital"),
};

const char *const action_size_titles[SIZES] = {
    [SIZE_NONE] = N_("no size"),
    [SIZE_SMALL] = N_("small"),
    [SIZE_MEDIUM] = N_("medium"),
    [SIZE_LARGE] = N_("large"),
};

const char *const outcome_titles[OUTCOMES] = {
    [OUTCOME_OPEN] = N_("under way"),
    [OUTCOME_ADOPT] = N_("adopt"),
    [OUTCOME_ADAPT] = N_("adapt"),
    [OUTCOME_ABANDON] = N_("abandon"),
};

/* A field of the card, of each of its tiers, of each of its tests. */
#define OF_CARD(member) .offset = offsetof(struct action, member)
#define OF_TIER(member)                                                        \
	.offset = offsetof(struct action, responses[0].member),                \
	.slots = TIERS, .stride = sizeof(struct reply)
#define OF_CYCLE(member)                                                       \
	.offset = offsetof(struct action, cycles[0].member),                   \
	.slots = CYCLES_MAX, .stride = sizeof(struct cycle)
#define NAMED(table) .names = table, .name_count = LENGTH(table)

/* Names are in stores and never change; new fields go to the end of their
 * group, since histories are listed in this order. */
static const struct field fields[] = {
    {"removed", FIELD_INT, N_("taken back"), OF_CARD(removed)},
    {"state", FIELD_NAME, N_("column"), OF_CARD(state),
        NAMED(action_state_names)},
    {"tier", FIELD_NAME, N_("tier"), OF_CARD(tier), NAMED(tier_names)},
    {"size", FIELD_NAME, N_("size"), OF_CARD(size), NAMED(action_size_names)},
    {"theme", FIELD_ID, N_("theme"), OF_CARD(theme), .size = ID_SIZE},
    {"note", FIELD_ID, N_("note"), OF_CARD(note), .size = NOTE_ID_SIZE},
    {"title", FIELD_TEXT, N_("title"), OF_CARD(title)},
    {"owner", FIELD_TEXT, N_("owner"), OF_CARD(owner)},
    {"aim", FIELD_TEXT, N_("aim"), OF_CARD(aim)},
    {"reason", FIELD_TEXT, N_("reason"), OF_CARD(reason)},
    {"due", FIELD_DAY, N_("due"), OF_CARD(due)},
    {"raised", FIELD_DAY, N_("raised"), OF_CARD(raised)},
    {"since", FIELD_DAY, N_("there since"), OF_CARD(since)},
    {"ended", FIELD_DAY, N_("ended"), OF_CARD(ended)},
    {"approved", FIELD_DAY, N_("page approved"), OF_CARD(approved)},

    {"asked", FIELD_DAY, N_("asked"), OF_TIER(asked)},
    {"escalation", FIELD_TEXT, N_("why it went up"), OF_TIER(reason)},
    {"answered", FIELD_DAY, N_("answered"), OF_TIER(answered)},
    {"answer", FIELD_TEXT, N_("answer"), OF_TIER(answer)},

    {"cycle-plan", FIELD_TEXT, N_("the plan"), OF_CYCLE(plan)},
    {"cycle-prediction", FIELD_TEXT, N_("the prediction"),
        OF_CYCLE(prediction)},
    {"cycle-measure", FIELD_TEXT, N_("what is measured"), OF_CYCLE(measure)},
    {"cycle-before", FIELD_TEXT, N_("measured before"), OF_CYCLE(before)},
    {"cycle-after", FIELD_TEXT, N_("measured after"), OF_CYCLE(after)},
    {"cycle-result", FIELD_TEXT, N_("the result"), OF_CYCLE(result)},
    {"cycle-outcome", FIELD_NAME, N_("what follows"), OF_CYCLE(outcome),
        NAMED(outcome_names)},
    {"cycle-begun", FIELD_DAY, N_("test begun"), OF_CYCLE(begun)},
    {"cycle-ended", FIELD_DAY, N_("test ended"), OF_CYCLE(ended)},
};

const struct record action_record = {fields, LENGTH(fields)};

const char *
action_field_title(int field)
{
	return fields[field].title;
}

void
action_init(struct action *action)
{
	*action = (struct action){
	    .due = DATE_NONE,
	    .raised = DATE_NONE,
	    .since = DATE_NONE,
	    .ended = DATE_NONE,
	    .approved = DATE_NONE,
	};
	for (int tier = 0; tier < TIERS; tier++)
		action->responses[tier] =
		    (struct reply){.asked = DATE_NONE, .answered = DATE_NONE};
	for (int i = 0; i < CYCLES_MAX; i++)
		action->cycles[i] =
		    (struct cycle){.begun = DATE_NONE, .ended = DATE_NONE};
}

void
action_done(struct action *action)
{
	record_done(&action_record, action);
}

void
action_copy(struct action *out, const struct action *action)
{
	record_copy(&action_record, out, action, sizeof(*out));
}

/* Cycles follow each other without a gap, since undo goes backwards. */
int
action_cycles(const struct action *action)
{
	int count = 0;

	while (count < CYCLES_MAX && action->cycles[count].begun != DATE_NONE)
		count++;
	return count;
}

/* Only the last one may be under way. */
int
action_cycle_open(const struct action *action)
{
	int last = action_cycles(action) - 1;

	return last >= 0 && action->cycles[last].ended == DATE_NONE ? last : -1;
}

bool
action_waits(const struct action *action)
{
	return action->state != ACTION_DONE && action->state != ACTION_CLOSED &&
	       action->tier > TIER_UNIT &&
	       action->responses[action->tier].answered == DATE_NONE;
}
