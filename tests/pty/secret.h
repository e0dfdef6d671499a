/*
 * Answers that a test gives, and the search for them: every way in which a
 * tally or a check-in could lie in a file in clear. The people answer so that
 * their counts look like nothing else.
 */
#ifndef HUDDLE_TESTS_SECRET_H
#define HUDDLE_TESTS_SECRET_H

#include <stddef.h>

#include "core/form.h"
#include "core/tally.h"
#include "tests/pty/ward.h"

/* Tallies of fewer people look like other small numbers. */
#define SECRET_FEW 15

/* What the person of that number, from 0, answers. */
void
secret_response(const struct form *form, int person, struct response *response);

/* The check-ins of persons from..to - 1 as `huddle checkin -` reads them. */
void secret_blocks(const struct form *form, int from, int to, struct buf *out);

/* The tally of persons 0..people - 1. */
void secret_tally(const struct form *form, int people, struct tally *tally);

/*
 * How many traces of answers there are in the bytes: of single check-ins, and
 * of the tallies of SECRET_FEW..people persons, as numbers of any usual size
 * or as text. Prints in which file they are, unless `where` is NULL.
 */
int secret_traces(const struct form *form, int people, const char *where,
    const void *bytes, size_t len);

/* The same in every file below a folder. */
int
secret_traces_below(const struct form *form, int people, const char *folder);

/* One way to write a tally in clear, to show that it would be found; there
 * are SECRET_WAYS. */
#define SECRET_WAYS 6
void
secret_betray(const struct form *form, int people, int way, struct buf *out);

/* The form of the open box of the ward's store; its round's id. */
int64_t secret_form(const struct ward *ward, struct form *form);

/* The tally in the open box, opened with its key. */
void secret_unseal(const struct ward *ward, int64_t round, struct tally *tally);

#endif
