/*
 * The audit: walks the rules, and says what a summary tells. See audit.h.
 */
#include "core/audit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/audit_rules.h"
#include "core/release.h"
#include "util/i18n.h"
#include "util/mem.h"

/* Odds beyond that are no protection, and are not told as a number. */
#define ODDS_MAX 1e6

/* The text is the audit's from here on. */
static void
add(struct audit *audit, enum audit_kind kind, const char *part, char *text)
{
	struct audit_finding *finding;

	audit->list = mem_grow(
	    audit->list, (size_t)audit->count + 1, sizeof(*audit->list));
	finding = &audit->list[audit->count++];
	*finding = (struct audit_finding){.kind = kind, .text = text};
	snprintf(finding->part, sizeof(finding->part), "%s", part);
	audit->breaks += kind == AUDIT_BREAKS;
}

static void
tell(struct audit *audit, enum audit_part part, const char *text)
{
	add(audit, AUDIT_TELLS, audit_part_names[part], mem_copy(text));
}

/* The first broken rule from `at` on about the part, or about this row of it;
 * NULL if there is none. */
static const struct audit_rule *
find_broken(const struct summary *summary, enum audit_part part, int row,
    bool whole, const struct audit_rule *at)
{
	for (; at < audit_rules + audit_rule_count; at++)
		if (at->part == part && at->whole == whole &&
		    at->broken(summary, row))
			return at;
	return NULL;
}

/* free() it. */
static char *
broken_text(const struct audit_rule *rule, int row)
{
	return rule->whole
	           ? mem_copy(_(rule->text))
	           : mem_printf(_("Row %d: %s"), row + 1, _(rule->text));
}

static char *
silent_text(void)
{
	return mem_copy(_("Nothing is told, and nothing says why."));
}

/* True if a rule about the part, or about this row of it, is broken. */
static bool
check(struct audit *audit, const struct summary *summary, enum audit_part part,
    int row, bool whole)
{
	const struct audit_rule *rule = audit_rules;
	bool broken = false;

	while ((rule = find_broken(summary, part, row, whole, rule))) {
		broken = true;
		add(audit, AUDIT_BREAKS, audit_part_names[part],
		    broken_text(rule++, row));
	}
	return broken;
}

/* --- What a count of answers tells ---------------------------------------- */

/* e^exponent, rounded up as it is a bound; free() it. */
static char *
odds_text(double exponent)
{
	double odds = exp(exponent);
	int tenths;

	if (odds > ODDS_MAX)
		return mem_copy(
		    _("more than a million times, which is no protection"));
	tenths = (int)ceil(odds * 10);
	if (odds < 10)
		return mem_printf(
		    _("up to %d.%d times"), tenths / 10, tenths % 10);
	return mem_printf(_("up to %.0f times"), ceil(odds));
}

static void
add_answers(struct buf *out, uint8_t of)
{
	const char *comma = "";

	for (int answer = 1; answer <= ANSWERS_MAX; answer++)
		if (of & 1u << (answer - 1)) {
			buf_addf(out, "%s%d", comma, answer);
			comma = ", ";
		}
}

/* A row that kept the rules: its ids are ids, and safe to print. */
static void
tell_pulse(struct audit *audit, const struct summary *summary, int row)
{
	const struct summary_pulse *pulse = &summary->pulse[row];
	double epsilon = pulse->key.epsilon_milli / 1000.0;
	char *once = odds_text(epsilon);
	char *always = odds_text(epsilon * pulse->rounds);
	struct buf text = BUF_INIT, of = BUF_INIT;
	char since[DATE_TEXT_SIZE];

	add_answers(&of, pulse->key.of);
	buf_addf(&text,
	    _("%s (%s %d, answers %s): %lld of %lld, give or take %lld; "
	      "rounds: %d."),
	    pulse->key.item, pulse->key.instrument, pulse->key.version,
	    buf_text(&of), (long long)pulse->counted,
	    (long long)pulse->answered,
	    (long long)noise_give_or_take(
	        pulse->rounds, pulse->key.epsilon_milli),
	    pulse->rounds);
	buf_addf(&text,
	    _(" Whoever knows all other answers can shift the odds about one "
	      "person's answer in one round by %s."),
	    once);
	if (pulse->rounds > 1)
		buf_addf(&text,
		    _(" About a habit kept in all of these rounds: %s."),
		    always);
	if (pulse->since < summary->from) {
		date_format(pulse->since, since);
		buf_addf(&text,
		    _(" Its first rounds are of the period from %s and waited "
		      "for answers."),
		    since);
	}
	add(audit, AUDIT_TELLS, audit_part_names[AUDIT_PULSE], buf_take(&text));
	buf_done(&of);
	free(once);
	free(always);
}

/* One person's check-in is in a count of each cut: their epsilons add up. */
static void
tell_all_pulse(struct audit *audit, const struct summary *summary)
{
	double epsilon = 0;
	char *odds;

	for (int i = 0; i < summary->pulse_count; i++)
		epsilon += summary->pulse[i].key.epsilon_milli / 1000.0;
	odds = odds_text(epsilon);
	add(audit, AUDIT_TELLS, audit_part_names[AUDIT_PULSE],
	    mem_printf(_("All these counts together can shift the odds about "
	                 "everything that one person answered in one round "
	                 "by %s."),
	        odds));
	free(odds);
}

/* --- What the other parts tell -------------------------------------------- */

/* Said once of each part that tells something. Nothing in them is of the file:
 * what is foreign is only repeated where a rule has looked at it. */
static const char *const tells[AUDIT_PARTS] = {
    [AUDIT_HUDDLES] =
        N_("Huddles, minutes and people present are exact, as sums; who was "
           "present is not told."),
    [AUDIT_NOTES] =
        N_("Notes are counted exactly, from 3 of a theme up. No text, no day "
           "and no author is told."),
    [AUDIT_ACTIONS] =
        N_("Cards are counted exactly, the unit's own from 3 of a theme up. "
           "One at a tier above may stand alone: that tier knows its page."),
    [AUDIT_DROPPED] =
        N_("Dropped tasks are told as one sum. No answer of anybody is in "
           "it."),
    [AUDIT_SHIFT] = N_("Numbers of the shift are sums over shifts, of the "
                       "unit, not of people."),
    [AUDIT_RESPONSE] =
        N_("Response times are the median and the 90th percentile of at "
           "least 5 replies, about tiers, not people."),
    [AUDIT_BUDDIES] =
        N_("Pairs and connections are told as sums from 5 up: nobody can "
           "tell who connects less."),
};

/* A rule has seen that part and reason are of our own tables. */
static void
tell_withheld(struct audit *audit, const struct summary *summary, int row)
{
	const struct summary_withheld *withheld = &summary->withheld[row];

	add(audit, AUDIT_TELLS, withheld->part,
	    mem_printf(_("Not told: %s."), _(withheld->reason)));
}

/* What a row that breaks a rule would tell is not worked out: its ids may hold
 * anything, and its numbers may take for ever. */
static void
audit_part(
    struct audit *audit, const struct summary *summary, enum audit_part part)
{
	int rows = audit_rows(summary, part);
	bool sound = !check(audit, summary, part, 0, true);

	if (audit_silent(summary, part))
		add(audit, AUDIT_BREAKS, audit_part_names[part], silent_text());
	for (int row = 0; row < rows; row++) {
		if (check(audit, summary, part, row, false))
			sound = false;
		else if (part == AUDIT_PULSE)
			tell_pulse(audit, summary, row);
		else if (part == AUDIT_WITHHELD)
			tell_withheld(audit, summary, row);
	}
	if (part == AUDIT_PULSE && sound && rows > 1)
		tell_all_pulse(audit, summary);
	if (tells[part] && rows > 0)
		tell(audit, part, _(tells[part]));
}

void
audit_summary(struct audit *audit, const struct summary *summary)
{
	*audit = (struct audit){.list = NULL};
	for (int part = 0; part < AUDIT_PARTS; part++)
		audit_part(audit, summary, (enum audit_part)part);
}

void
audit_done(struct audit *audit)
{
	for (int i = 0; i < audit->count; i++)
		free(audit->list[i].text);
	free(audit->list);
	*audit = (struct audit){.list = NULL};
}

/* --- Only whether a rule is broken ---------------------------------------- */

/* The first thing that audit_part would find. Without sentences for people: an
 * office asks this of every file, and nearly all are sound. */
static char *
part_breaks(const struct summary *summary, enum audit_part part)
{
	const struct audit_rule *rule =
	    find_broken(summary, part, 0, true, audit_rules);
	int rows = audit_rows(summary, part), row = 0;

	if (!rule && audit_silent(summary, part))
		return silent_text();
	for (; !rule && row < rows; row++)
		rule = find_broken(summary, part, row, false, audit_rules);
	return rule ? broken_text(rule, row - 1) : NULL;
}

char *
audit_breaks(const struct summary *summary)
{
	char *text = NULL;

	for (int part = 0; !text && part < AUDIT_PARTS; part++)
		text = part_breaks(summary, (enum audit_part)part);
	return text;
}
