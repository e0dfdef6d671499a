/*
 * The summary's rows: growing, order, end. See summary.h.
 */
#include "core/summary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/mem.h"

void
summary_init(struct summary *summary)
{
	*summary = (struct summary){.from = DATE_NONE, .to = DATE_NONE};
}

void
summary_done(struct summary *summary)
{
	free(summary->pulse);
	free(summary->notes);
	free(summary->actions);
	free(summary->shift);
	free(summary->response);
	free(summary->withheld);
	summary_init(summary);
}

bool
summary_small(const struct summary *summary)
{
	return summary->pulse_count == 0;
}

/* Room for one more; sizes double from 4. Returns where it is. */
static void *
add_row(void **rows, int *count, size_t size)
{
	char *row;

	if (*count == 0 || (*count >= 4 && (*count & (*count - 1)) == 0))
		*rows =
		    mem_grow(*rows, *count < 4 ? 4 : 2 * (size_t)*count, size);
	row = (char *)*rows + (size_t)*count * size;
	memset(row, 0, size);
	(*count)++;
	return row;
}

#define ADD(rows, count)                                                       \
	void *list = (rows);                                                   \
	void *row = add_row(&list, &(count), sizeof(*(rows)));                 \
	(rows) = list;                                                         \
	return row

struct summary_pulse *
summary_add_pulse(struct summary *summary)
{
	ADD(summary->pulse, summary->pulse_count);
}

struct summary_note *
summary_add_note(struct summary *summary)
{
	ADD(summary->notes, summary->note_count);
}

struct summary_action *
summary_add_action(struct summary *summary)
{
	ADD(summary->actions, summary->action_count);
}

struct summary_shift *
summary_add_shift(struct summary *summary)
{
	ADD(summary->shift, summary->shift_count);
}

struct summary_response *
summary_add_response(struct summary *summary)
{
	ADD(summary->response, summary->response_count);
}

static struct summary_withheld *
add_withheld(struct summary *summary)
{
	ADD(summary->withheld, summary->withheld_count);
}

void
summary_withhold(struct summary *summary, const char *part, const char *reason)
{
	struct summary_withheld *row;

	for (int i = 0; i < summary->withheld_count; i++)
		if (strcmp(summary->withheld[i].part, part) == 0 &&
		    strcmp(summary->withheld[i].reason, reason) == 0)
			return;
	row = add_withheld(summary);
	snprintf(row->part, sizeof(row->part), "%s", part);
	snprintf(row->reason, sizeof(row->reason), "%s", reason);
}

/* --- Order ---------------------------------------------------------------- */

static int
compare_ints(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int
compare_pulse(const void *left, const void *right)
{
	const struct cut_key *a = &((const struct summary_pulse *)left)->key;
	const struct cut_key *b = &((const struct summary_pulse *)right)->key;
	int order = strcmp(a->instrument, b->instrument);

	if (!order)
		order = compare_ints(a->version, b->version);
	if (!order)
		order = strcmp(a->item, b->item);
	if (!order)
		order = compare_ints(a->of, b->of);
	return order ? order : compare_ints(a->epsilon_milli, b->epsilon_milli);
}

static int
compare_note(const void *left, const void *right)
{
	const struct summary_note *a = left, *b = right;
	int order = compare_ints(a->kind, b->kind);

	return order ? order : strcmp(a->theme, b->theme);
}

static int
compare_action(const void *left, const void *right)
{
	const struct summary_action *a = left, *b = right;
	int order = compare_ints(a->state, b->state);

	if (!order)
		order = compare_ints(a->tier, b->tier);
	return order ? order : strcmp(a->theme, b->theme);
}

static int
compare_response(const void *left, const void *right)
{
	const struct summary_response *a = left, *b = right;

	return compare_ints(a->tier, b->tier);
}

static int
compare_shift(const void *left, const void *right)
{
	const struct summary_shift *a = left, *b = right;

	return strcmp(a->field, b->field);
}

static int
compare_withheld(const void *left, const void *right)
{
	const struct summary_withheld *a = left, *b = right;
	int order = strcmp(a->part, b->part);

	return order ? order : strcmp(a->reason, b->reason);
}

static void
sort_rows(void *rows, int count, size_t size,
    int (*compare)(const void *, const void *))
{
	if (count > 1)
		qsort(rows, (size_t)count, size, compare);
}

void
summary_sort(struct summary *summary)
{
#define SORT(rows, count, compare)                                             \
	sort_rows(                                                             \
	    summary->rows, summary->count, sizeof(*summary->rows), compare)
	SORT(pulse, pulse_count, compare_pulse);
	SORT(notes, note_count, compare_note);
	SORT(actions, action_count, compare_action);
	SORT(shift, shift_count, compare_shift);
	SORT(response, response_count, compare_response);
	SORT(withheld, withheld_count, compare_withheld);
#undef SORT
}

static bool
rows_sorted(const void *rows, int count, size_t size,
    int (*compare)(const void *, const void *))
{
	const char *row = rows;

	for (int i = 1; i < count; i++, row += size)
		if (compare(row, row + size) >= 0)
			return false;
	return true;
}

bool
summary_sorted(const struct summary *summary)
{
#define SORTED(rows, count, compare)                                           \
	rows_sorted(                                                           \
	    summary->rows, summary->count, sizeof(*summary->rows), compare)
	return SORTED(pulse, pulse_count, compare_pulse) &&
	       SORTED(notes, note_count, compare_note) &&
	       SORTED(actions, action_count, compare_action) &&
	       SORTED(shift, shift_count, compare_shift) &&
	       SORTED(response, response_count, compare_response) &&
	       SORTED(withheld, withheld_count, compare_withheld);
#undef SORTED
}
