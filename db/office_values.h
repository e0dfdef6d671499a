/*
 * What the parts of the office's store share: the open store, values that are
 * handed to statements and read from rows, and running one. For db/office*.c
 * alone.
 */
#ifndef HUDDLE_DB_OFFICE_VALUES_H
#define HUDDLE_DB_OFFICE_VALUES_H

#include <string.h>

#include "db/office.h"
#include "db/office_driver.h"
#include "util/date.h"

struct office {
	const struct office_driver *driver;
	void *self;
	char organization[ID_SIZE];
	bool batch; /* one is begun */
};

/* --- Values ------------------------------------------------------------- */

/* Values only borrow their texts: these live as long as the statement runs. */

static inline struct office_value
text_len(const char *text, size_t len)
{
	return (struct office_value){
	    .kind = text ? OFFICE_TEXT : OFFICE_NULL, .text = text, .len = len};
}

static inline struct office_value
text(const char *given)
{
	return text_len(given, given ? strlen(given) : 0);
}

static inline struct office_value
number(int64_t given)
{
	return (struct office_value){.kind = OFFICE_NUMBER, .number = given};
}

/* No day is NULL: in a store that people ask in SQL, no number may look like
 * one. */
static inline struct office_value
day(int32_t given)
{
	return given == DATE_NONE ? text(NULL) : number(given);
}

static inline int32_t
day_of(const struct office_value *value)
{
	return value->kind == OFFICE_NULL ? DATE_NONE
	                                  : (int32_t)office_number(value);
}

/* What is too long for its place in a damaged store reads as "". */
static inline void
copy(char *out, size_t size, const struct office_value *value)
{
	bool fits = value->kind == OFFICE_TEXT && value->len < size;

	if (fits)
		memcpy(out, value->text, value->len);
	out[fits ? value->len : 0] = '\0';
}

/* `sql` has to be a constant: the drivers know a statement by its address. */
static inline int
run(struct office *office, const char *sql, const struct office_value *values,
    int count, office_row *row, void *context, struct err *err)
{
	return office->driver->run(
	    office->self, sql, values, count, row, context, err);
}

#define COUNT(list) ((int)(sizeof(list) / sizeof(*(list))))

#endif
