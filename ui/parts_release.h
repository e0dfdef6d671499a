/*
 * Releases in words, as home and the page of what leaves this unit tell them:
 * their period, how far they came, what is known of their file.
 */
#ifndef HUDDLE_UI_PARTS_RELEASE_H
#define HUDDLE_UI_PARTS_RELEASE_H

#include "ui/parts.h"

#define PART_PERIOD_SIZE 80
/* "week 47", "week 1 of 2027", "26 Oct to 22 Nov",
 * "2025-10-27 to 11-23". */
void part_period(const struct facts *facts, struct period period,
    char out[PART_PERIOD_SIZE]);

#define PART_RELEASE_SIZE 128
/* "sent Mon 23 November", "waiting, tried 3 times". */
void part_release(const struct facts *facts, const struct fact_release *release,
    char out[PART_RELEASE_SIZE]);

/* "sent", "waiting", "kept here", "never sent" */
const char *part_release_word(
    const struct facts *facts, const struct fact_release *release);

/* Its number, days, state and file, for a column of its own. */
void part_release_about(struct cells *cells, struct area *area,
    const struct facts *facts, const struct fact_release *release);

/* Home's line: "week 47, sent". There is a release. */
void part_ledger(const struct facts *facts, char *out, size_t size);

/* True if a release waits so long that somebody should look. */
bool part_ledger_late(const struct facts *facts);

/* True if nothing is sealed until a manager says that the clock is right. */
bool part_ledger_doubt(const struct facts *facts);

#endif
