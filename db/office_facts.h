/*
 * A summary as rows of counts, and back: the table `fact` of the office's
 * store. The first row of a summary is its head (part "summary").
 */
#ifndef HUDDLE_DB_OFFICE_FACTS_H
#define HUDDLE_DB_OFFICE_FACTS_H

#include <stdbool.h>
#include <stdint.h>

#include "core/summary.h"

#define FACT_NAMES 3
#define FACT_NUMBERS 8
#define FACT_HEAD "summary"

struct office_fact {
	const char *part;
	const char *name[FACT_NAMES]; /* NULL behind the last */
	int64_t number[FACT_NUMBERS];
	int numbers; /* of these */
};

/* Every row in order; returning a status other than OK stops with it. */
int office_facts(const struct summary *summary,
    int (*each)(void *context, const struct office_fact *fact), void *context);

/* Adds what a row tells; names that are not there are NULL. False if it is of
 * no summary. */
bool office_fact_read(struct summary *out, const struct office_fact *fact);

#endif
