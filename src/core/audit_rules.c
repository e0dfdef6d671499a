/*
 * What a summary must and must not hold. See audit_rules.h; the rules are
 * those of release.h, and that numbers fit each other.
 */
#include "core/audit_rules.h"

#include <math.h>
#include <string.h>

#include "core/release.h"
#include "util/i18n.h"
#include "util/utf8.h"

#define VERSION_MAX 999999
#define LAST_DAY 2932896 /* 9999-12-31 */

const char *const audit_part_names[AUDIT_PARTS] = {
    [AUDIT_FILE] = "",
    [AUDIT_HUDDLES] = "huddles",
    [AUDIT_PULSE] = "pulse",
    [AUDIT_NOTES] = "notes",
    [AUDIT_ACTIONS] = "actions",
    [AUDIT_DROPPED] = "dropped",
    [AUDIT_SHIFT] = "shift",
    [AUDIT_RESPONSE] = "response",
    [AUDIT_BUDDIES] = "buddies",
    [AUDIT_WITHHELD] = "withheld",
};

int
audit_rows(const struct summary *summary, enum audit_part part)
{
	const int rows[AUDIT_PARTS] = {
	    [AUDIT_FILE] = 1,
	    [AUDIT_HUDDLES] = 1,
	    [AUDIT_PULSE] = summary->pulse_count,
	    [AUDIT_NOTES] = summary->note_count,
	    [AUDIT_ACTIONS] = summary->action_count,
	    [AUDIT_DROPPED] = summary->has_dropped,
	    [AUDIT_SHIFT] = summary->shift_count,
	    [AUDIT_RESPONSE] = summary->response_count,
	    [AUDIT_BUDDIES] = summary->has_buddies,
	    [AUDIT_WITHHELD] = summary->withheld_count,
	};

	return rows[part];
}

/* --- The file ------------------------------------------------------------- */

/* True if it is broken. What is looked at may come from anybody: no rule looks
 * into a table, multiplies or divides before it knows that it can. */
#define RULE(name) static bool name(const struct summary *s, int row)

static bool
in_table(const char *const *table, int count, const char *text)
{
	for (int i = 0; i < count; i++)
		if (strcmp(table[i], text) == 0)
			return true;
	return false;
}

static bool
day_valid(int32_t day)
{
	return day >= 0 && day <= LAST_DAY;
}

static bool
hash_valid(const char *hash)
{
	return strlen(hash) == SUMMARY_HASH_SIZE - 1 &&
	       hash[strspn(hash, "0123456789abcdef")] == '\0';
}

RULE(file_ids)
{
	(void)row;
	return !id_valid(s->organization) || !id_valid(s->unit) ||
	       (s->site[0] && !id_valid(s->site));
}

/* It is printed on terminals and pages of the office. */
RULE(file_name)
{
	size_t characters = 0, left = strlen(s->name), len;
	const char *text = s->name;
	uint32_t code;

	(void)row;
	if (!utf8_valid(text, left, NULL))
		return true;
	for (; (len = utf8_next(text, left, &code)) > 0; left -= len) {
		if (!utf8_printable(code))
			return true;
		text += len;
		characters++;
	}
	return characters < 1 || characters > (SUMMARY_NAME_SIZE - 1) / 4;
}

RULE(file_numbers)
{
	(void)row;
	return s->epoch < 1 || s->sequence < 1;
}

/* An epoch is a chain of its own: nothing is before its first link, and every
 * other one names the one before, or a file could be left out unseen. */
RULE(file_first_with_previous)
{
	(void)row;
	return s->sequence == 1 && s->previous[0];
}

RULE(file_no_previous)
{
	(void)row;
	return s->sequence > 1 && !s->previous[0];
}

RULE(file_hashes)
{
	(void)row;
	return (s->previous[0] && !hash_valid(s->previous)) ||
	       (s->next_key[0] && !hash_valid(s->next_key));
}

/*
 * A period ends as a week, four weeks or a month does. It may begin later
 * than that one: the first after a change of the setting does.
 */
RULE(file_period)
{
	(void)row;
	if (!day_valid(s->from) || !day_valid(s->to) || s->from > s->to)
		return true;
	for (int kind = 0; kind < PERIODS; kind++) {
		struct period whole = period_of((enum period_kind)kind, s->to);

		if (whole.to == s->to && whole.from <= s->from)
			return false;
	}
	return true;
}

/* One order for equal contents: else the order could carry a message. */
RULE(file_order)
{
	(void)row;
	return !summary_sorted(s);
}

/* --- Huddles -------------------------------------------------------------- */

RULE(huddles_negative)
{
	const struct summary_huddles *h = &s->huddles;

	(void)row;
	return h->planned[0] < 0 || h->planned[1] < 0 || h->held[0] < 0 ||
	       h->held[1] < 0 || h->minutes < 0 || h->headcount < 0 ||
	       h->largest < 0;
}

RULE(huddles_nobody_held)
{
	const struct summary_huddles *h = &s->huddles;

	(void)row;
	return h->held[0] == 0 && h->held[1] == 0 &&
	       (h->minutes > 0 || h->headcount > 0 || h->largest > 0);
}

/* As many people as were at the largest huddle, and at most that many at each
 * of the others. In floating point: the product of foreign numbers could leave
 * 64 bits. */
RULE(huddles_largest)
{
	const struct summary_huddles *h = &s->huddles;

	(void)row;
	return h->largest > h->headcount ||
	       (double)h->headcount >
	           (double)h->largest *
	               ((double)h->held[0] + (double)h->held[1]);
}

/* --- Pulse ---------------------------------------------------------------- */

RULE(pulse_ids)
{
	const struct cut_key *key = &s->pulse[row].key;

	return !id_valid(key->instrument) || !id_valid(key->item) ||
	       key->version < 1 || key->version > VERSION_MAX;
}

RULE(pulse_of)
{
	uint8_t of = s->pulse[row].key.of;

	return of == 0 || of >> ANSWERS_MAX;
}

RULE(pulse_epsilon)
{
	int epsilon = s->pulse[row].key.epsilon_milli;

	return epsilon < EPSILON_MILLI_MIN || epsilon > EPSILON_MILLI_MAX;
}

/* The floor below which draws wait in the unit. */
RULE(pulse_few)
{
	return s->pulse[row].answered < RELEASE_ANSWERS;
}

RULE(pulse_rounds)
{
	const struct summary_pulse *pulse = &s->pulse[row];

	return pulse->rounds < 1 || pulse->paper_rounds < 0 ||
	       pulse->paper_rounds > pulse->rounds;
}

/* A day of its own would say on which day a round was. */
RULE(pulse_since)
{
	int32_t since = s->pulse[row].since;

	if (!day_valid(since) || since > s->from)
		return true;
	for (int kind = 0; kind < PERIODS; kind++)
		if (period_of((enum period_kind)kind, since).from == since)
			return false;
	return since != s->from;
}

/*
 * Noise goes that far less than once in 10^10: by Bernstein's inequality a
 * sum of r draws leaves x / epsilon with a chance of at most
 * exp(-x^2 / (2 * (2r + x))) to each side.
 */
RULE(pulse_noise)
{
	const struct summary_pulse *pulse = &s->pulse[row];
	double reach;

	if (pulse_epsilon(s, row) || pulse_rounds(s, row))
		return false;
	reach =
	    (50 + 10 * sqrt(pulse->rounds)) * 1000 / pulse->key.epsilon_milli;
	return (double)pulse->counted < -reach ||
	       (double)pulse->counted - (double)pulse->answered > reach;
}

/* --- The other counts ----------------------------------------------------- */

RULE(notes_names)
{
	return s->notes[row].kind < 0 || s->notes[row].kind >= NOTE_KINDS ||
	       !id_valid(s->notes[row].theme);
}

RULE(notes_few)
{
	return s->notes[row].count < RELEASE_THEME;
}

RULE(actions_names)
{
	const struct summary_action *action = &s->actions[row];

	return action->state < 0 || action->state >= ACTION_STATES ||
	       action->tier < 0 || action->tier >= TIERS ||
	       !id_valid(action->theme);
}

/* At the tiers above each card is known by its page. */
RULE(actions_few)
{
	return s->actions[row].tier == TIER_UNIT &&
	       s->actions[row].count < RELEASE_THEME;
}

RULE(actions_numbers)
{
	return s->actions[row].count < 1 || s->actions[row].median_age_days < 0;
}

/* A note costs at most one whole shift. Divided, since the product could leave
 * 64 bits. */
RULE(dropped_numbers)
{
	(void)row;
	return s->has_dropped &&
	       (s->dropped_tasks < 1 || s->dropped_minutes < 0 ||
	           s->dropped_minutes / NOTE_MINUTES_MAX > s->dropped_tasks);
}

RULE(shift_few)
{
	return s->shift[row].shifts < RELEASE_SHIFTS;
}

RULE(shift_numbers)
{
	return !id_valid(s->shift[row].field) || s->shift[row].shifts < 1 ||
	       s->shift[row].sum < 0;
}

RULE(response_few)
{
	return s->response[row].answered < RELEASE_RESPONSES;
}

RULE(response_numbers)
{
	const struct summary_response *response = &s->response[row];

	return response->tier < 0 || response->tier >= TIERS ||
	       response->unanswered < 0 || response->median_days < 0 ||
	       response->p90_days < response->median_days;
}

RULE(buddies_few)
{
	(void)row;
	return s->has_buddies &&
	       (s->pairs < RELEASE_BUDDIES || s->connections < RELEASE_BUDDIES);
}

/* A reason in words of one's own could tell anything. */
RULE(withheld_names)
{
	const struct summary_withheld *withheld = &s->withheld[row];

	return !in_table(release_parts, release_part_count, withheld->part) ||
	       !in_table(
	           release_reasons, release_reason_count, withheld->reason);
}

/* --- All of them ---------------------------------------------------------- */

bool
audit_silent(const struct summary *summary, enum audit_part part)
{
	/* Of the shift nothing is told unless the unit wants it to be; the
	 * other parts are in every summary. */
	if (part <= AUDIT_HUDDLES || part == AUDIT_SHIFT ||
	    part == AUDIT_WITHHELD || audit_rows(summary, part) > 0)
		return false;
	for (int i = 0; i < summary->withheld_count; i++)
		if (strcmp(summary->withheld[i].part, audit_part_names[part]) ==
		    0)
			return false;
	return true;
}

const struct audit_rule audit_rules[] = {
    {AUDIT_FILE, true, file_ids,
        N_("The organization, the unit or the site has a name that is no "
           "id.")},
    {AUDIT_FILE, true, file_name,
        N_("The unit's name is not 1 to 40 characters that can be printed.")},
    {AUDIT_FILE, true, file_numbers,
        N_("The epoch or the sequence is less than 1.")},
    {AUDIT_FILE, true, file_first_with_previous,
        N_("The first summary of an epoch names one before it.")},
    {AUDIT_FILE, true, file_no_previous,
        N_("The summary does not name the one before it.")},
    {AUDIT_FILE, true, file_hashes,
        N_("A hash or a key is not 64 digits of hexadecimal.")},
    {AUDIT_FILE, true, file_period,
        N_("The period does not end as a week, four weeks or a month does, or "
           "is longer.")},
    {AUDIT_FILE, true, file_order,
        N_("Rows are not in their order, or two are of the same thing.")},

    {AUDIT_HUDDLES, true, huddles_negative, N_("A number is less than 0.")},
    {AUDIT_HUDDLES, true, huddles_nobody_held,
        N_("Minutes or people are counted where no huddle was held.")},
    {AUDIT_HUDDLES, true, huddles_largest,
        N_("The largest huddle does not fit the number of people.")},

    {AUDIT_PULSE, false, pulse_ids,
        N_("the instrument, its version or the item is none.")},
    {AUDIT_PULSE, false, pulse_of, N_("no answers are named, or more than 7.")},
    {AUDIT_PULSE, false, pulse_epsilon,
        N_("epsilon is not within 0.1 and 2: too little noise, or none that "
           "can be checked.")},
    {AUDIT_PULSE, false, pulse_few, N_("fewer than 5 answers are told.")},
    {AUDIT_PULSE, false, pulse_rounds,
        N_("no rounds, or more of them on paper than there are.")},
    {AUDIT_PULSE, false, pulse_since,
        N_("its first day is not that of a period, or is later than this "
           "one's.")},
    {AUDIT_PULSE, false, pulse_noise,
        N_("the count is further out than noise ever goes.")},

    {AUDIT_NOTES, false, notes_names, N_("the kind or the theme is none.")},
    {AUDIT_NOTES, false, notes_few,
        N_("a theme of fewer than 3 notes is told.")},

    {AUDIT_ACTIONS, false, actions_names,
        N_("the state, the tier or the theme is none.")},
    {AUDIT_ACTIONS, false, actions_few,
        N_("a theme of fewer than 3 of the unit's own cards is told.")},
    {AUDIT_ACTIONS, false, actions_numbers,
        N_("no cards, or an age of less than 0 days.")},

    {AUDIT_DROPPED, true, dropped_numbers,
        N_("No task, or minutes that so many tasks cannot cost.")},

    {AUDIT_SHIFT, false, shift_few,
        N_("the sum of fewer than 3 shifts is told.")},
    {AUDIT_SHIFT, false, shift_numbers,
        N_("the field is none, no shift told it, or the sum is less than "
           "0.")},

    {AUDIT_RESPONSE, false, response_few, N_("fewer than 5 replies are told.")},
    {AUDIT_RESPONSE, false, response_numbers,
        N_("the tier is none, or the numbers do not fit each other.")},

    {AUDIT_BUDDIES, true, buddies_few,
        N_("Fewer than 5 pairs or connections are told.")},

    {AUDIT_WITHHELD, false, withheld_names,
        N_("the part or the reason is not one of those that a summary "
           "knows.")},
};
const int audit_rule_count =
    (int)(sizeof(audit_rules) / sizeof(audit_rules[0]));
