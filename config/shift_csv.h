/*
 * Numbers of shifts from a spreadsheet: a CSV file, by rows or by columns. The
 * one place that knows the library that reads CSV.
 */
#ifndef HUDDLE_CONFIG_SHIFT_CSV_H
#define HUDDLE_CONFIG_SHIFT_CSV_H

#include <stddef.h>

#include "config/faults.h"
#include "core/shift_number.h"

/* What a file may tell. */
struct shift_csv_rules {
	const struct shift_field *fields; /* of the configuration */
	int field_count;
	struct shift_date now; /* the shift that runs; none later, and none
	                          more than SHIFT_BACK_DAYS before its day */
};

/*
 * The header is "date,shift,field,value", a number a row, or "date,shift" and
 * the ids of fields, a shift a row: an empty cell there tells nothing. UTF-8,
 * with or without its mark, lines ended in any way, ";" where the header has
 * it in place of ",". *out is to be freed. Returns how many numbers, each
 * shift and field once at most. All that is wrong is added to `faults` under
 * `name`; then it returns 0 and there is no list.
 */
int shift_csv_read(const char *bytes, size_t len, const char *name,
    const struct shift_csv_rules *rules, struct shift_number **out,
    struct faults *faults);

#endif
