/*
 * Records whose every change is kept: their fields as text, what differs
 * between two of them, and setting a field back. A table of fields drives it,
 * so that history and undo know each field without knowing the record.
 */
#ifndef HUDDLE_CORE_RECORD_H
#define HUDDLE_CORE_RECORD_H

#include <stddef.h>
#include <stdint.h>

#include "util/err.h"

enum field_type {
	FIELD_TEXT, /* char *, owned by the record; NULL reads as "" */
	FIELD_ID,   /* char[size] */
	FIELD_INT,  /* int, as decimal digits */
	FIELD_DAY,  /* int32_t, as "2026-11-24"; DATE_NONE as "" */
	FIELD_NAME, /* an enum (int), as its name in `names` */
};

struct field {
	const char *name; /* as events have it: "due", "answer"; never changed
	                     once a store has used it */
	enum field_type type;
	const char *title;        /* as people read it, to be translated */
	size_t offset;            /* of the first */
	size_t size;              /* FIELD_ID: of the array */
	const char *const *names; /* FIELD_NAME */
	int name_count;
	int slots;     /* how many of it there are; 0 means one */
	size_t stride; /* bytes from one to the next */
};

struct record {
	const struct field *fields;
	int field_count;
};

/* One field's change. `at` is the slot (0 where there is but one). */
struct change {
	int field; /* index into the record's fields */
	int at;
	char *before; /* as text; "" is empty, NULL never */
	char *after;
};

struct changes {
	struct change *list;
	int count;
};

/* What differs between two values of a record, in the order of its fields;
 * for changes_done. */
void record_diff(const struct record *record, const void *before,
    const void *after, struct changes *out);

/* A FIELD_TEXT as it reads: "" for NULL. */
const char *record_text(const char *text);

/* The field's value as text; free() it. */
char *
record_get(const struct record *record, const void *value, int field, int at);

/* Sets it from text. ERR_DATA if the field cannot hold that (a damaged
 * store); the value is then as it was. */
int record_set(const struct record *record, void *value, int field, int at,
    const char *text, struct err *err);

/* By name; -1 if the record has no such field. */
int record_field(const struct record *record, const char *name);

/* Frees the texts of a value; deep copy of a value of `size` bytes. */
void record_done(const struct record *record, void *value);
void record_copy(
    const struct record *record, void *out, const void *value, size_t size);

void changes_done(struct changes *changes);

#endif
