/*
 * Gathering summaries. See office_gather.h. What is looked up is sorted, and
 * found by halving; what comes in order is found at the end.
 */
#include "report/office_gather.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/date.h"
#include "util/mem.h"

/* --- lists that grow --- */

/* Room for one more behind `count`; sizes double from 4. */
static void *
grown(void *list, int count, size_t size)
{
	if (count == 0)
		return mem_grow(list, 4, size);
	if (count < 4 || (count & (count - 1)) != 0)
		return list;
	return mem_grow(list, 2 * (size_t)count, size);
}

/* A zeroed element at `place` of a list of `count`, which has room. */
static void *
opened(void *list, int count, int place, size_t size)
{
	char *at = (char *)list + (size_t)place * size;

	memmove(at + size, at, (size_t)(count - place) * size);
	memset(at, 0, size);
	return at;
}

/* --- spans and sums, by their last day --- */

/* Periods of one unit never overlap, also over its epochs: the last day alone
 * tells them apart. Weeks of all units do not either. */

/* Both begin with the days that they are of. */
static int32_t
last_day(const void *list, int i, size_t size)
{
	const struct period *days =
	    (const void *)((const char *)list + (size_t)i * size);

	return days->to;
}

/* Where an element of that last day is or belongs. What comes in order
 * belongs behind the last one. */
static int
place_of(const void *list, int count, size_t size, int32_t to)
{
	int low = 0, high = count;

	if (count > 0 && last_day(list, count - 1, size) < to)
		return count;
	while (low < high) {
		int middle = (low + high) / 2;

		if (last_day(list, middle, size) < to)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct office_span *
span_at(struct office_spans *spans, int32_t from, int32_t to)
{
	struct office_span *span;
	int place = place_of(spans->list, spans->count, sizeof(*span), to);

	if (place < spans->count && spans->list[place].days.to == to)
		return &spans->list[place];
	spans->list = grown(spans->list, spans->count, sizeof(*span));
	span = opened(spans->list, spans->count++, place, sizeof(*span));
	span->days = (struct period){from, to};
	return span;
}

static struct office_sum *
sum_at(struct office_line *line, int32_t from, int32_t to)
{
	struct office_sum *sum;
	int place = place_of(line->list, line->count, sizeof(*sum), to);

	if (place < line->count && line->list[place].days.to == to)
		return &line->list[place];
	line->list = grown(line->list, line->count, sizeof(*sum));
	sum = opened(line->list, line->count++, place, sizeof(*sum));
	sum->days = (struct period){from, to};
	sum->since = from;
	return sum;
}

/* Only what is equal in all of these may be added: other words, other answers
 * or another noise are another count. */
static int
compare_keys(const struct cut_key *a, const struct cut_key *b)
{
	int order = strcmp(a->instrument, b->instrument);

	if (order == 0)
		order = a->version - b->version;
	if (order == 0)
		order = strcmp(a->item, b->item);
	if (order == 0)
		order = (int)a->of - (int)b->of;
	return order ? order : a->epsilon_milli - b->epsilon_milli;
}

/* By pointers, since lines move when one comes between: their lists need
 * not. */
static struct office_line *
line_of(struct office_lines *lines, const struct cut_key *key)
{
	int low = 0, high = lines->count;
	struct office_line **place;

	while (low < high) {
		int middle = (low + high) / 2;
		int order = compare_keys(&lines->list[middle]->key, key);

		if (order == 0)
			return lines->list[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	lines->list =
	    grown(lines->list, lines->count, sizeof(struct office_line *));
	place = opened(
	    lines->list, lines->count++, low, sizeof(struct office_line *));
	*place = mem_new(1, sizeof(**place));
	(*place)->key = *key;
	return *place;
}

/* Sums of draws tell nothing beyond the draws. */
static void
add_sum(struct office_sum *sum, const struct runchart_sum *more, int32_t since,
    int units)
{
	sum->sum.rounds += more->rounds;
	sum->sum.answered += more->answered;
	sum->sum.counted += more->counted;
	sum->units += units;
	if (since < sum->since)
		sum->since = since;
}

/* --- counts --- */

/* Likewise for counts: the one of that kind, id and reason, made if it is
 * new. */
static struct office_count *
count_of(
    struct office_counts *counts, int kind, const char *id, const char *reason)
{
	int low = 0, high = counts->count;
	struct office_count **place;

	while (low < high) {
		int middle = (low + high) / 2;
		const struct office_count *count = counts->list[middle];
		int order = count->kind - kind;

		if (order == 0)
			order = strcmp(count->id, id);
		if (order == 0)
			order = strcmp(count->reason, reason);
		if (order == 0)
			return counts->list[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	counts->list =
	    grown(counts->list, counts->count, sizeof(struct office_count *));
	place = opened(
	    counts->list, counts->count++, low, sizeof(struct office_count *));
	*place = mem_new(1, sizeof(**place));
	(*place)->kind = kind;
	(*place)->units = 1;
	snprintf((*place)->id, ID_SIZE, "%s", id);
	snprintf((*place)->reason, SUMMARY_REASON_SIZE, "%s", reason);
	return *place;
}

/* A weight is how many a median stood for: of forty cards it counts forty times
 * as much as of one. */
static void
add_days(struct office_days *days, int value, int64_t weight)
{
	days->list = grown(days->list, days->count, sizeof(*days->list));
	days->list[days->count].days = value;
	days->list[days->count++].weight = weight;
}

/* Each element begins with its days. */
static int
compare_days(const void *a, const void *b)
{
	int x = *(const int *)a, y = *(const int *)b;

	return (x > y) - (x < y);
}

int
office_days_median(struct office_days *days)
{
	int64_t total = 0, seen = 0;

	if (days->count == 0)
		return -1;
	qsort(
	    days->list, (size_t)days->count, sizeof(*days->list), compare_days);
	for (int i = 0; i < days->count; i++)
		total += days->list[i].weight;
	for (int i = 0; i < days->count; i++) {
		seen += days->list[i].weight;
		if (2 * seen >= total)
			return days->list[i].days;
	}
	return days->list[days->count - 1].days;
}

/* --- a unit --- */

void
office_gather_init(struct office_gather *gather)
{
	*gather = (struct office_gather){.latest = NULL};
}

static void
counts_done(struct office_counts *counts)
{
	for (int i = 0; i < counts->count; i++) {
		free(counts->list[i]->ages.list);
		free(counts->list[i]);
	}
	free(counts->list);
}

void
office_gather_done(struct office_gather *gather)
{
	for (int i = 0; i < gather->lines.count; i++) {
		free(gather->lines.list[i]->list);
		free(gather->lines.list[i]);
	}
	free(gather->lines.list);
	free(gather->spans.list);
	counts_done(&gather->notes);
	counts_done(&gather->withheld);
	counts_done(&gather->actions);
	counts_done(&gather->shift);
	for (int tier = 0; tier < TIERS; tier++) {
		free(gather->response[tier].median.list);
		free(gather->response[tier].p90.list);
	}
	free(gather->latest);
	office_gather_init(gather);
}

static void
add_pulse(struct office_gather *unit, const struct summary *summary)
{
	struct office_span *span =
	    span_at(&unit->spans, summary->from, summary->to);

	span->epoch = summary->epoch;
	span->sequence = summary->sequence;
	span->units = 1;
	span->small = summary_small(summary);
	span->huddles = summary->huddles;
	for (int i = 0; i < summary->pulse_count; i++) {
		const struct summary_pulse *row = &summary->pulse[i];
		const struct runchart_sum sum = {
		    row->rounds, row->answered, row->counted};
		struct office_line *line = line_of(&unit->lines, &row->key);

		add_sum(sum_at(line, summary->from, summary->to), &sum,
		    row->since, 1);
		/* Who answers one question may skip another: the most of any is
		 * nearest to how many took part. */
		if (row->answered > span->answers)
			span->answers = row->answered;
	}
	/* Who was there in a week too small to tell would make the share of a
	 * larger whole too low. */
	span->present = span->answers > 0 ? summary->huddles.headcount : 0;
}

/* The cards as they stood: kept until a later summary says otherwise. */
static void
keep_stocks(struct office_gather *unit, const struct summary *summary)
{
	if (summary->action_count > unit->latest_room) {
		unit->latest_room = 2 * summary->action_count;
		unit->latest = mem_grow(unit->latest, (size_t)unit->latest_room,
		    sizeof(*unit->latest));
	}
	unit->latest_count = summary->action_count;
	if (summary->action_count > 0)
		memcpy(unit->latest, summary->actions,
		    (size_t)summary->action_count * sizeof(*unit->latest));
	unit->dropped_tasks = summary->has_dropped ? summary->dropped_tasks : 0;
	unit->dropped_minutes =
	    summary->has_dropped ? summary->dropped_minutes : 0;
	unit->pairs = summary->has_buddies ? summary->pairs : 0;
}

/* Who is still waited for is a stock, of the newest summary only. Medians
 * cannot be added: the last that was told stands. */
static void
add_response(struct office_gather *unit, const struct summary *summary)
{
	for (int tier = 0; tier < TIERS; tier++)
		unit->response[tier].unanswered = 0;
	for (int i = 0; i < summary->response_count; i++) {
		const struct summary_response *row = &summary->response[i];
		struct office_response *response = &unit->response[row->tier];

		response->units = 1;
		response->answered += row->answered;
		response->unanswered = row->unanswered;
		response->median.count = response->p90.count = 0;
		add_days(&response->median, row->median_days, 1);
		add_days(&response->p90, row->p90_days, 1);
	}
}

/* Flows add up over a unit's periods; stocks are those of the last one, which
 * comes last. */
void
office_gather_add(struct office_gather *unit, const struct summary *summary)
{
	add_pulse(unit, summary);
	for (int i = 0; i < summary->note_count; i++)
		count_of(&unit->notes, summary->notes[i].kind,
		    summary->notes[i].theme, "")
		    ->count[0] += summary->notes[i].count;
	for (int i = 0; i < summary->withheld_count; i++)
		count_of(&unit->withheld, 0, summary->withheld[i].part,
		    summary->withheld[i].reason)
		    ->count[0]++;
	for (int i = 0; i < summary->shift_count; i++) {
		struct office_count *field =
		    count_of(&unit->shift, 0, summary->shift[i].field, "");

		field->count[0] += summary->shift[i].sum;
		field->count[1] += summary->shift[i].shifts;
	}
	add_response(unit, summary);
	keep_stocks(unit, summary);
	if (summary->has_buddies)
		unit->connections += summary->connections;
}

/* Cards that are open have an age; done ones have none any more. */
void
office_gather_close(struct office_gather *unit)
{
	for (int i = 0; i < unit->latest_count; i++) {
		const struct summary_action *row = &unit->latest[i];
		struct office_count *count =
		    count_of(&unit->actions, row->tier, row->theme, "");

		count->count[row->state] += row->count;
		if (row->state < ACTION_DONE)
			add_days(
			    &count->ages, row->median_age_days, row->count);
	}
}

/* --- all of them --- */

/* Of several units in one week: `small` counts those without answers to
 * tell. */
static void
merge_span(struct office_span *week, const struct office_span *span)
{
	week->units += span->units;
	week->small += span->small;
	week->answers += span->answers;
	week->present += span->present;
	for (int shift = 0; shift < 2; shift++) {
		week->huddles.planned[shift] += span->huddles.planned[shift];
		week->huddles.held[shift] += span->huddles.held[shift];
	}
	week->huddles.minutes += span->huddles.minutes;
	week->huddles.headcount += span->huddles.headcount;
	if (span->huddles.largest > week->huddles.largest)
		week->huddles.largest = span->huddles.largest;
}

/* `units` begins at 1 with what the first unit brought. */
static void
merge_counts(struct office_counts *all, const struct office_counts *unit)
{
	for (int i = 0; i < unit->count; i++) {
		const struct office_count *from = unit->list[i];
		int before = all->count;
		struct office_count *to =
		    count_of(all, from->kind, from->id, from->reason);

		if (all->count == before)
			to->units++;
		for (int k = 0; k < ACTION_STATES; k++)
			to->count[k] += from->count[k];
		for (int k = 0; k < from->ages.count; k++)
			add_days(&to->ages, from->ages.list[k].days,
			    from->ages.list[k].weight);
	}
}

/* One median a unit, however much it answered: none outvotes the others. */
static void
merge_response(struct office_response *all, const struct office_response *unit)
{
	all->units += unit->units;
	all->answered += unit->answered;
	all->unanswered += unit->unanswered;
	for (int i = 0; i < unit->median.count; i++) {
		add_days(&all->median, unit->median.list[i].days, 1);
		add_days(&all->p90, unit->p90.list[i].days, 1);
	}
}

/* Units may have other periods than weeks: each counts in the week in which it
 * ends. */
static void
merge_line(struct office_lines *all, const struct office_line *unit)
{
	struct office_line *line = line_of(all, &unit->key);

	for (int i = 0; i < unit->count; i++) {
		const struct office_sum *from = &unit->list[i];
		int32_t monday = period_week(from->days.to);
		struct office_sum *sum = sum_at(line, monday, monday + 6);

		add_sum(sum, &from->sum, from->since, from->units);
	}
}

void
office_gather_merge(struct office_gather *all, const struct office_gather *unit)
{
	for (int i = 0; i < unit->spans.count; i++) {
		const struct office_span *span = &unit->spans.list[i];
		int32_t monday = period_week(span->days.to);

		merge_span(span_at(&all->spans, monday, monday + 6), span);
	}
	for (int i = 0; i < unit->lines.count; i++)
		merge_line(&all->lines, unit->lines.list[i]);
	merge_counts(&all->notes, &unit->notes);
	merge_counts(&all->withheld, &unit->withheld);
	merge_counts(&all->actions, &unit->actions);
	merge_counts(&all->shift, &unit->shift);
	for (int tier = 0; tier < TIERS; tier++)
		merge_response(&all->response[tier], &unit->response[tier]);
	all->dropped_tasks += unit->dropped_tasks;
	all->dropped_minutes += unit->dropped_minutes;
	all->pairs += unit->pairs;
	all->connections += unit->connections;
}

struct runchart_sum *
office_line_sums(const struct office_line *line)
{
	struct runchart_sum *sums =
	    mem_new((size_t)line->count + 1, sizeof(*sums));

	for (int i = 0; i < line->count; i++)
		sums[i] = line->list[i].sum;
	return sums;
}
