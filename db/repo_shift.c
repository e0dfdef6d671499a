/*
 * Numbers of shifts. See repo_shift.h.
 */
#include "db/repo_shift.h"

#include <stdlib.h>

#include "db/stmt.h"
#include "util/mem.h"

int
shift_number_keep(
    struct db *db, const struct shift_number *number, struct err *err)
{
	bool none = number->value == SHIFT_NUMBER_NONE;
	struct stmt *stmt = stmt_new(
	    db, none ? QUERY_SHIFT_NUMBER_DELETE : QUERY_SHIFT_NUMBER_KEEP);

	stmt_bind_int(stmt, ":day", number->shift.day);
	stmt_bind_int(stmt, ":shift", number->shift.shift);
	stmt_bind_text(stmt, ":field", number->field);
	if (!none)
		stmt_bind_int(stmt, ":value", number->value);
	return stmt_run(stmt, err);
}

int
shift_number_list(struct db *db, int32_t from, int32_t to,
    struct shift_number **out, struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_SHIFT_NUMBER_LIST);
	int count = 0, status;

	*out = NULL;
	stmt_bind_int(stmt, ":from", from);
	stmt_bind_int(stmt, ":to", to);
	while ((status = stmt_step(stmt, err)) == 1) {
		struct shift_number *number;

		*out = mem_grow(*out, (size_t)count + 1, sizeof(**out));
		number = &(*out)[count++];
		*number = (struct shift_number){.value = 0};
		number->shift.day = stmt_day(stmt, "day");
		number->shift.shift =
		    (enum shift)stmt_int(stmt, "shift", SHIFT_DAY, SHIFT_NIGHT);
		stmt_copy(stmt, "field", number->field, sizeof(number->field));
		number->value =
		    (int32_t)stmt_int(stmt, "value", 0, SHIFT_NUMBER_MAX);
	}
	if (status < 0) {
		free(*out);
		*out = NULL;
	}
	return status < 0 ? status : count;
}

int
shift_number_sums(struct db *db, int32_t from, int32_t to, struct summary *out,
    struct err *err)
{
	struct stmt *stmt = stmt_new(db, QUERY_SHIFT_NUMBER_SUMS);
	int status;

	stmt_bind_int(stmt, ":from", from);
	stmt_bind_int(stmt, ":to", to);
	while ((status = stmt_step(stmt, err)) == 1) {
		struct summary_shift *row = summary_add_shift(out);

		stmt_copy(stmt, "field", row->field, sizeof(row->field));
		row->shifts = stmt_int(stmt, "shifts", 1, INT64_MAX);
		row->sum = stmt_int(stmt, "sum", 0, INT64_MAX);
	}
	return status;
}
