/*
 * What a huddle-summary/1 consists of, as tables: each member's name, kind,
 * range and place in struct summary. Writing and reading walk the same
 * tables, so they cannot differ. Only for src/sync/format_*.c.
 */
#ifndef HUDDLE_SYNC_FORMAT_FIELDS_H
#define HUDDLE_SYNC_FORMAT_FIELDS_H

#include "core/summary.h"
#include "util/buf.h"

/* Counts fit into an integer of FHIR. */
#define FORMAT_COUNT_MAX INT32_MAX

enum format_kind {
	FORMAT_CONSTANT, /* SUMMARY_FORMAT */
	FORMAT_ID,       /* char[ID_SIZE] */
	FORMAT_TEXT,     /* printable UTF-8, char[SUMMARY_NAME_SIZE] */
	FORMAT_REASON,   /* printable ASCII, char[SUMMARY_REASON_SIZE] */
	FORMAT_HASH,     /* 64 hex digits, char[SUMMARY_HASH_SIZE] */
	FORMAT_DAY,      /* int32_t */
	FORMAT_INT,      /* int */
	FORMAT_COUNT,    /* int64_t */
	FORMAT_CHOICE,   /* int, a name of `choices` */
	FORMAT_OF,       /* uint8_t, a list of answers */
	FORMAT_OBJECT,   /* members of the same struct */
	FORMAT_ROWS,     /* a pointer to rows, and their count */
	FORMAT_KINDS
};

struct format_field {
	const char *name;
	enum format_kind kind;
	size_t offset;       /* of a maybe missing object: its bool */
	int64_t least, most; /* of FORMAT_INT and FORMAT_COUNT */
	bool null;           /* "", or a missing object, is null */
	const char *const *choices;
	int choice_count;
	const struct format_shape *shape; /* of objects and rows */
	size_t count;                     /* of rows: offset of their number */
	void *(*add)(struct summary *summary); /* of rows: a new one */
};

/* Fields in the order of their names, as bytes. */
struct format_shape {
	const struct format_field *fields;
	int count;
	size_t size; /* of a row */
};

extern const struct format_shape format_shape;

/* A row of FORMAT_ROWS. */
const char *
format_row(const struct format_field *field, const char *base, int index);
int format_rows(const struct format_field *field, const char *base);

/* A value as plain text: "44", "2026-11-09", "pebble"; "" for null. For all
 * kinds but objects and rows; answers are "4 5". */
void format_text(
    struct buf *out, const struct format_field *field, const char *base);

/* A JSON string with its quotes, escaped as jansson does. */
void format_quoted(struct buf *out, const char *text);

#endif
