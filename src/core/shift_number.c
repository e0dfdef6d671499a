/*
 * Numbers of shifts by weeks. See shift_number.h.
 */
#include "core/shift_number.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/i18n.h"
#include "util/mem.h"

int
shift_field_find(const struct shift_field *fields, int count, const char *id)
{
	for (int i = 0; i < count; i++)
		if (strcmp(fields[i].id, id) == 0)
			return i;
	return -1;
}

int
shift_order(struct shift_date left, struct shift_date right)
{
	if (left.day != right.day)
		return left.day < right.day ? -1 : 1;
	return (int)left.shift - (int)right.shift;
}

bool
shift_number_parse(const char *text, int32_t *value)
{
	size_t len = strlen(text);

	if (len == 0 || len > 6 || strspn(text, "0123456789") != len)
		return false;
	*value = (int32_t)strtol(text, NULL, 10);
	return true;
}

/* Means of whole numbers of 0 and up, so halves are never below zero. */
static int32_t
mean_tenths(int64_t sum, int32_t shifts)
{
	return (int32_t)((sum * 20 + shifts) / (2 * (int64_t)shifts));
}

int
shift_number_weeks(const struct shift_number *list, int count,
    const struct shift_field *fields, int field_count, struct period span,
    struct shift_week **out)
{
	int32_t first = period_week(span.from);
	int weeks = (int)((period_week(span.to) - first) / 7) + 1;
	int64_t(*sums)[SHIFT_FIELDS_MAX];

	assert(span.from <= span.to && field_count <= SHIFT_FIELDS_MAX);
	*out = mem_new((size_t)weeks, sizeof(**out));
	sums = mem_new((size_t)weeks, sizeof(*sums));
	for (int i = 0; i < count; i++) {
		int32_t day = list[i].shift.day;
		int week = (int)((day - first) / 7);
		int field =
		    shift_field_find(fields, field_count, list[i].field);

		if (field < 0 || day < span.from || day > span.to)
			continue;
		sums[week][field] += list[i].value;
		(*out)[week].fields[field].shifts++;
	}
	for (int week = 0; week < weeks; week++) {
		struct shift_mean *means = (*out)[week].fields;

		(*out)[week].monday = first + 7 * week;
		for (int field = 0; field < field_count; field++)
			if (means[field].shifts > 0)
				means[field].tenths = mean_tenths(
				    sums[week][field], means[field].shifts);
	}
	free(sums);
	return weeks;
}

bool
shift_weeks_have(const struct shift_week *weeks, int count, int field)
{
	for (int i = 0; i < count; i++)
		if (weeks[i].fields[field].shifts > 0)
			return true;
	return false;
}

void
shift_mean_text(const struct shift_mean *mean, char out[SHIFT_MEAN_SIZE])
{
	if (mean->shifts == 0)
		snprintf(out, SHIFT_MEAN_SIZE, "-");
	else
		snprintf(out, SHIFT_MEAN_SIZE, _("%d.%d"),
		    (int)mean->tenths / 10, (int)mean->tenths % 10);
}
