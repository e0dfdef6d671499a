/*
 * The rules of a summary as a table: each a question to one row or to a whole
 * part, and the sentence that is said if it is broken. Only for core/audit.c.
 */
#ifndef HUDDLE_CORE_AUDIT_RULES_H
#define HUDDLE_CORE_AUDIT_RULES_H

#include <stdbool.h>

#include "core/summary.h"

/* In the file's order. */
enum audit_part {
	AUDIT_FILE,
	AUDIT_HUDDLES,
	AUDIT_PULSE,
	AUDIT_NOTES,
	AUDIT_ACTIONS,
	AUDIT_DROPPED,
	AUDIT_SHIFT,
	AUDIT_RESPONSE,
	AUDIT_BUDDIES,
	AUDIT_WITHHELD,
	AUDIT_PARTS
};

/* "" of the file, "huddles", "pulse", ... */
extern const char *const audit_part_names[AUDIT_PARTS];

/* Rows of a part; 1 of what is no list, 0 of what is null. */
int audit_rows(const struct summary *summary, enum audit_part part);

/* True if nothing is told of a part and no reason stands for it, although it
 * needs one: a silent unit and a small one must differ. */
bool audit_silent(const struct summary *summary, enum audit_part part);

struct audit_rule {
	enum audit_part part;
	bool whole; /* asked once of the part, not of each row */
	bool (*broken)(const struct summary *summary, int row);
	const char *text; /* to be translated */
};

extern const struct audit_rule audit_rules[];
extern const int audit_rule_count;

#endif
