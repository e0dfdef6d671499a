/*
 * Releases of the unit behind the screens under test, made by hand: a week
 * with something of every part, one with nothing, one that waits.
 */
#ifndef HUDDLE_TESTS_RELEASES_UNIT_H
#define HUDDLE_TESTS_RELEASES_UNIT_H

#include "screen_test.h"

/* At the start of a test: so many releases, one a week up to week 47; the
 * newest is release `count`. An office is configured and all are sent. */
void releases_fill(struct st *st, int count);

/* The list, to be changed: the newest is the first. */
struct fact_release *releases_rows(struct st *st);

/* What the shown release says, to be changed before it is opened. */
struct summary *releases_summary(struct st *st);

/* What the audit finds; the list is the caller's. */
void
releases_find(struct st *st, struct audit_finding *list, int count, int breaks);

/* The newest of them are not sent. */
void releases_wait(struct st *st, int count);

/* The newest of them never are: their key is lost. */
void releases_lose(struct st *st, int count);

/* The host's: shows one; seals two more weeks; frees all. */
void releases_show(struct st *st, int64_t id);
void releases_seal(struct st *st);
void releases_forget(struct st *st);

#endif
