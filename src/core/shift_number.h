/*
 * Numbers of a shift: census, staff planned and present, breaks missed, as
 * the unit chooses. Of the unit, never of people. Pure.
 */
#ifndef HUDDLE_CORE_SHIFT_NUMBER_H
#define HUDDLE_CORE_SHIFT_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

#include "core/instrument.h"
#include "core/period.h"

#define SHIFT_FIELDS_MAX 8
#define SHIFT_NUMBER_MAX 999999
#define SHIFT_NUMBER_NONE (-1) /* in place of a value: there is none */

/* What the configuration asks for. */
struct shift_field {
	char id[ID_SIZE];
	char *title; /* "Breaks missed" */
	int most;    /* more is a slip of the finger */
};

struct shift_number {
	struct shift_date shift;
	char field[ID_SIZE];
	int32_t value; /* 0 to SHIFT_NUMBER_MAX */
};

/* A field over the shifts of a week. */
struct shift_mean {
	int32_t shifts; /* that have a number, at most 14; 0: a gap */
	int32_t tenths; /* the mean of these shifts, in tenths, halves up */
};

/* An ISO week; its fields are in the order of the configuration. */
struct shift_week {
	int32_t monday;
	struct shift_mean fields[SHIFT_FIELDS_MAX];
};

/*
 * Every week that has a day of `span`, in order, gaps too; *out is to be
 * freed. Whatever lies outside of the span, or is of no field, is not
 * counted. A shift must be in the list once at most for each field, in any
 * order. Returns how many weeks.
 */
int shift_number_weeks(const struct shift_number *list, int count,
    const struct shift_field *fields, int field_count, struct period span,
    struct shift_week **out);

/* True if a field has a number in any of these weeks. */
bool shift_weeks_have(const struct shift_week *weeks, int count, int field);

#define SHIFT_MEAN_SIZE 24

/* "14.3", as people write it in the language; "-" for a gap. */
void shift_mean_text(const struct shift_mean *mean, char out[SHIFT_MEAN_SIZE]);

/* How far back numbers are taken: a file of last year, no further. */
#define SHIFT_BACK_DAYS 366

/* Less than, equal to or greater than 0: which shift began first. */
int shift_order(struct shift_date left, struct shift_date right);

/* "14": digits only, 0 to SHIFT_NUMBER_MAX; false if it is anything else. */
bool shift_number_parse(const char *text, int32_t *value);

/* The index of a field by its id, -1 if there is none. */
int
shift_field_find(const struct shift_field *fields, int count, const char *id);

#endif
