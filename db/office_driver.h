/*
 * What db/office.c needs of a database: transactions, one statement at a time
 * with $1, $2 ... in it, rows, and adding many rows to one table. Everything
 * else of the office's store is common.
 */
#ifndef HUDDLE_DB_OFFICE_DRIVER_H
#define HUDDLE_DB_OFFICE_DRIVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "util/err.h"

/* A parameter, or a cell of a row. A cell may come as text although it is a
 * number: ask office_number. */
struct office_value {
	enum { OFFICE_NULL, OFFICE_NUMBER, OFFICE_TEXT } kind;
	int64_t number;
	const char *text; /* valid until the row ends; NUL behind it */
	size_t len;
};

int64_t office_number(const struct office_value *value);

/* Called with each row; false: no more of them. */
typedef bool
office_row(void *context, const struct office_value *cells, int count);

/* How rows are added to one table in bulk: as one statement a row, or as the
 * head of a COPY in binary. */
struct office_bulk {
	const char *insert;
	const char *copy;
};

struct office_driver {
	/* `create`: makes the tables too, where there were none. */
	int (*open)(
	    void **self, const char *address, bool create, struct err *err);
	void (*close)(void *self);
	int (*begin)(void *self, struct err *err);
	int (*commit)(void *self, struct err *err);
	void (*rollback)(void *self);
	/* `sql` must be a constant: drivers remember it by its address. `row`
	 * may be NULL, and must not run another statement. */
	int (*run)(void *self, const char *sql,
	    const struct office_value *values, int count, office_row *row,
	    void *context, struct err *err);
	/* Within a transaction. What is added is there for the next run. */
	int (*add)(void *self, const struct office_bulk *bulk,
	    const struct office_value *values, int count, struct err *err);
};

extern const struct office_driver office_sqlite;

/* What postgresql:// addresses are opened with; see office_postgres_use. */
void office_driver_add(const struct office_driver *postgres);

#endif
