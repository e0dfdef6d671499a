/*
 * What of a period leaves the unit. See release.h.
 */
#include "core/release.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/i18n.h"
#include "util/mem.h"

const char *const release_parts[] = {
    "pulse", "notes", "actions", "dropped", "shift", "response", "buddies"};
const int release_part_count =
    (int)(sizeof(release_parts) / sizeof(release_parts[0]));

/* Nothing in them depends on the data but which one it is. */
enum reason {
	NO_ROUND,
	FEW_ANSWERS,
	NO_NOTES,
	FEW_NOTES,
	NO_CARDS,
	FEW_CARDS,
	NO_TASK,
	NOT_ASKED,
	FEW_REPLIES,
	FEW_BUDDIES,
	FEW_SHIFTS,
	REASONS
};

/* The office takes these sentences letter by letter and no others: one of a
 * unit's own words could carry anything. */
const char *const release_reasons[] = {
    [NO_ROUND] = N_("no round was closed"),
    [FEW_ANSWERS] = N_("fewer than 5 answers"),
    [NO_NOTES] = N_("no notes"),
    [FEW_NOTES] = N_("fewer than 3 notes"),
    [NO_CARDS] = N_("no cards"),
    [FEW_CARDS] = N_("fewer than 3 cards"),
    [NO_TASK] = N_("no task was dropped"),
    [NOT_ASKED] = N_("nothing was asked"),
    [FEW_REPLIES] = N_("fewer than 5 replies"),
    [FEW_BUDDIES] = N_("fewer than 5 pairs or connections"),
    [FEW_SHIFTS] = N_("fewer than 3 shifts"),
};
const int release_reason_count = REASONS;

static void
withhold(struct summary *out, const char *part, enum reason reason)
{
	summary_withhold(out, part, release_reasons[reason]);
}

/* The value of which `percent` of a sorted list are not greater: the nearest
 * rank. A day that was measured, never one in between. Rounds up, so 50% of one
 * is the first. */
static int
nearest_rank(const int *sorted, int count, int percent)
{
	return sorted[((int64_t)count * percent + 99) / 100 - 1];
}

/* A card may be raised after the period, before it is sealed: its age is 0. */
static int
days_between(int32_t from, int32_t to)
{
	return to > from ? to - from : 0;
}

static int
compare_numbers(const void *left, const void *right)
{
	int a = *(const int *)left, b = *(const int *)right;

	return (a > b) - (a < b);
}

/* --- Pulse ---------------------------------------------------------------- */

/* Not by memory: what stands behind the end of an id does not count. */
static bool
same_cut(const struct cut_key *a, const struct cut_key *b)
{
	return strcmp(a->instrument, b->instrument) == 0 &&
	       a->version == b->version && strcmp(a->item, b->item) == 0 &&
	       a->of == b->of && a->epsilon_milli == b->epsilon_milli;
}

static struct summary_pulse *
find_cut(const struct summary *out, const struct cut_key *key)
{
	for (int i = 0; i < out->pulse_count; i++)
		if (same_cut(&out->pulse[i].key, key))
			return &out->pulse[i];
	return NULL;
}

/* The first day of the period that a round is of: this one, or one that is
 * over, whose start is that of the calendar. */
static int32_t
since_day(const struct summary *out, enum period_kind kind, int32_t day)
{
	return day < out->from ? period_of(kind, day).from : out->from;
}

static void
add_draw(
    struct summary *out, enum period_kind kind, const struct release_draw *one)
{
	struct summary_pulse *row = find_cut(out, &one->draw.key);
	int32_t since = since_day(out, kind, one->day);

	if (!row) {
		row = summary_add_pulse(out);
		row->key = one->draw.key;
		row->since = since;
	}
	if (since < row->since)
		row->since = since;
	row->rounds++;
	row->paper_rounds += one->paper;
	row->answered += one->draw.answered;
	row->counted += one->draw.counted;
}

/* Sums all draws of a cut: to tell only some of them would show the others by
 * the difference to the room's views. What stays small is not told at all, and
 * so not marked as told: its draws wait for the next release. */
static void
build_pulse(struct summary *out, struct release_facts *facts)
{
	int kept = 0;

	for (int i = 0; i < facts->draw_count; i++)
		add_draw(out, facts->period_kind, &facts->draws[i]);
	for (int i = 0; i < out->pulse_count; i++)
		if (out->pulse[i].answered >= RELEASE_ANSWERS)
			out->pulse[kept++] = out->pulse[i];
	if (kept < out->pulse_count)
		withhold(out, "pulse", FEW_ANSWERS);
	if (facts->draw_count == 0)
		withhold(out, "pulse", NO_ROUND);
	out->pulse_count = kept;
	for (int i = 0; i < facts->draw_count; i++)
		facts->draws[i].told =
		    find_cut(out, &facts->draws[i].draw.key) != NULL;
}

/* --- Notes ---------------------------------------------------------------- */

static struct summary_note *
find_note(const struct summary *out, int kind, const char *theme)
{
	for (int i = 0; i < out->note_count; i++)
		if (out->notes[i].kind == kind &&
		    strcmp(out->notes[i].theme, theme) == 0)
			return &out->notes[i];
	return NULL;
}

/* A small theme goes where the notes of no theme are, and cannot be told from
 * them there. */
static void
add_note(struct summary *out, const struct summary_note *note)
{
	const char *theme =
	    note->count < RELEASE_THEME ? RELEASE_OTHER : note->theme;
	struct summary_note *row = find_note(out, note->kind, theme);

	if (!row) {
		row = summary_add_note(out);
		row->kind = note->kind;
		snprintf(row->theme, sizeof(row->theme), "%s", theme);
	}
	row->count += note->count;
}

static void
build_notes(struct summary *out, const struct release_facts *facts)
{
	int kept = 0;

	for (int i = 0; i < facts->note_count; i++)
		if (facts->notes[i].count > 0)
			add_note(out, &facts->notes[i]);
	if (out->note_count == 0)
		withhold(out, "notes", NO_NOTES);
	for (int i = 0; i < out->note_count; i++)
		if (out->notes[i].count >= RELEASE_THEME)
			out->notes[kept++] = out->notes[i];
	/* One sentence for all kinds: it does not say which of them has one or
	 * two notes. */
	if (kept < out->note_count)
		withhold(out, "notes", FEW_NOTES);
	out->note_count = kept;
}

/* --- Cards ---------------------------------------------------------------- */

static int
compare_groups(const struct release_card *a, const struct release_card *b)
{
	if (a->state != b->state)
		return a->state < b->state ? -1 : 1;
	if (a->tier != b->tier)
		return a->tier < b->tier ? -1 : 1;
	return strcmp(a->theme, b->theme);
}

/* By group, the youngest first. */
static int
compare_cards(const void *left, const void *right)
{
	const struct release_card *a = left, *b = right;
	int order = compare_groups(a, b);

	return order ? order
	             : (a->raised < b->raised) - (a->raised > b->raised);
}

/* How many cards of the first one's group are at the start of the list. */
static int
group_size(const struct release_card *cards, int count)
{
	int size = 1;

	while (size < count && compare_groups(&cards[0], &cards[size]) == 0)
		size++;
	return size;
}

/* What went up to another tier is known there, page by page. */
static bool
small_group(const struct release_card *cards, int size)
{
	return cards[0].tier == TIER_UNIT && size < RELEASE_THEME;
}

/* Small groups become one, of the theme that takes them. */
static void
merge_small(struct release_card *cards, int count)
{
	int size;

	qsort(cards, (size_t)count, sizeof(*cards), compare_cards);
	for (int i = 0; i < count; i += size) {
		size = group_size(cards + i, count - i);
		if (!small_group(cards + i, size))
			continue;
		for (int c = i; c < i + size; c++)
			snprintf(cards[c].theme, sizeof(cards[c].theme), "%s",
			    RELEASE_OTHER);
	}
}

static void
add_cards(struct summary *out, const struct release_card *cards, int size)
{
	struct summary_action *row;

	if (small_group(cards, size)) {
		withhold(out, "actions", FEW_CARDS);
		return;
	}
	row = summary_add_action(out);
	row->state = cards[0].state;
	row->tier = cards[0].tier;
	snprintf(row->theme, sizeof(row->theme), "%s", cards[0].theme);
	row->count = size;
	/* The youngest come first: the younger of the two in the middle. */
	row->median_age_days =
	    days_between(cards[(size + 1) / 2 - 1].raised, out->to);
}

/* Works on a copy: themes change, and the order. */
static void
build_actions(struct summary *out, const struct release_facts *facts)
{
	int count = facts->card_count, size;
	struct release_card *cards;

	if (count == 0) {
		withhold(out, "actions", NO_CARDS);
		return;
	}
	cards = mem_new((size_t)count, sizeof(*cards));
	memcpy(cards, facts->cards, (size_t)count * sizeof(*cards));
	merge_small(cards, count);
	qsort(cards, (size_t)count, sizeof(*cards), compare_cards);
	for (int i = 0; i < count; i += size) {
		size = group_size(cards + i, count - i);
		add_cards(out, cards + i, size);
	}
	free(cards);
}

/* --- Replies, buddies, dropped tasks -------------------------------------- */

/* Returns how much was asked of the tier. */
static int64_t
add_response(
    struct summary *out, const struct release_facts *facts, int tier, int *days)
{
	int64_t unanswered = 0;
	int answered = 0;

	for (int i = 0; i < facts->reply_count; i++) {
		const struct release_reply *reply = &facts->replies[i];

		if (reply->tier != tier)
			continue;
		/* What came after the period was still waited for in it. */
		if (reply->answered == DATE_NONE || reply->answered > out->to)
			unanswered++;
		else if (reply->answered >= out->from)
			days[answered++] =
			    days_between(reply->asked, reply->answered);
	}
	if (answered >= RELEASE_RESPONSES) {
		qsort(days, (size_t)answered, sizeof(*days), compare_numbers);
		*summary_add_response(out) = (struct summary_response){tier,
		    answered, unanswered, nearest_rank(days, answered, 50),
		    nearest_rank(days, answered, 90)};
	} else if (answered + unanswered > 0) {
		withhold(out, "response", FEW_REPLIES);
	}
	return answered + unanswered;
}

static void
build_response(struct summary *out, const struct release_facts *facts)
{
	int *days = mem_new((size_t)facts->reply_count + 1, sizeof(*days));
	int64_t asked = 0;

	for (int tier = 0; tier < TIERS; tier++)
		asked += add_response(out, facts, tier, days);
	if (asked == 0)
		withhold(out, "response", NOT_ASKED);
	free(days);
}

/* The sum of one shift would be that shift's number. */
static void
build_shift(struct summary *out)
{
	int kept = 0;

	for (int i = 0; i < out->shift_count; i++)
		if (out->shift[i].shifts >= RELEASE_SHIFTS)
			out->shift[kept++] = out->shift[i];
	if (kept < out->shift_count)
		withhold(out, "shift", FEW_SHIFTS);
	out->shift_count = kept;
}

/* What is one number each; those of huddles are exact. */
static void
build_stocks(struct summary *out, const struct release_facts *facts)
{
	out->huddles = facts->huddles;
	if (facts->dropped_tasks > 0) {
		out->has_dropped = true;
		out->dropped_tasks = facts->dropped_tasks;
		out->dropped_minutes = facts->dropped_minutes;
	} else {
		withhold(out, "dropped", NO_TASK);
	}
	/* Both or neither: one beside what is missing would say how small that
	 * is. */
	if (facts->pairs >= RELEASE_BUDDIES &&
	    facts->connections >= RELEASE_BUDDIES) {
		out->has_buddies = true;
		out->pairs = facts->pairs;
		out->connections = facts->connections;
	} else {
		withhold(out, "buddies", FEW_BUDDIES);
	}
}

void
release_build(struct summary *out, struct release_facts *facts)
{
	build_pulse(out, facts);
	build_notes(out, facts);
	build_actions(out, facts);
	build_response(out, facts);
	build_shift(out);
	build_stocks(out, facts);
	summary_sort(out);
}
