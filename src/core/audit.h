/*
 * The audit of a summary: recomputes what the file tells an outsider who
 * knows the rule, in words, and finds what breaks a rule. Pure: works on the
 * file's contents alone, so that anybody can check what left a unit.
 *
 * A sum of r draws at epsilon shifts the odds about one answer in one round by
 * at most e^epsilon, and about a habit kept in all r rounds by at most
 * e^(r * epsilon): Dwork, Roth, The Algorithmic Foundations of Differential
 * Privacy, 2014, section 3.5.
 */
#ifndef HUDDLE_CORE_AUDIT_H
#define HUDDLE_CORE_AUDIT_H

#include <stdbool.h>

#include "core/summary.h"
#include "util/buf.h"

enum audit_kind {
	AUDIT_TELLS, /* what a count says about one person */
	AUDIT_BREAKS /* a rule is broken */
};

struct audit_finding {
	enum audit_kind kind;
	char part[ID_SIZE]; /* "pulse", "notes", ...; "" of the file */
	char *text;         /* one sentence, translated */
};

struct audit {
	struct audit_finding *list;
	int count;
	int breaks;
};

/* Everything found, in the file's order; for audit_done. */
void audit_summary(struct audit *audit, const struct summary *summary);
void audit_done(struct audit *audit);

/* Only whether a rule is broken: the sentence of audit_summary's first
 * AUDIT_BREAKS, for free(); NULL if there is none. */
char *audit_breaks(const struct summary *summary);

#endif
