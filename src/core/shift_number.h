/*
 * Numbers of a shift: census, staff planned and present, breaks missed, as
 * the unit chooses. Of the unit, never of people. Pure.
 */
#ifndef HUDDLE_CORE_SHIFT_NUMBER_H
#define HUDDLE_CORE_SHIFT_NUMBER_H

#include <stdint.h>

#include "core/instrument.h"
#include "core/period.h"

#define SHIFT_FIELDS_MAX 8
#define SHIFT_NUMBER_MAX 999999

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

#endif
