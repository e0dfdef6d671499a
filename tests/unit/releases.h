/*
 * Releases for tests of what leaves a unit: the facts of a period, random or
 * by hand, and the summary made of them.
 */
#ifndef HUDDLE_TESTS_RELEASES_H
#define HUDDLE_TESTS_RELEASES_H

#include "core/release.h"

/* The week of Monday 2026-11-09. */
#define RELEASES_FROM 20766
#define RELEASES_TO (RELEASES_FROM + 6)

#define RELEASES_MANY 64

/* Facts with room for their lists. */
struct releases_facts {
	struct release_facts facts;
	struct release_draw draws[RELEASES_MANY];
	struct summary_note notes[RELEASES_MANY];
	struct release_card cards[RELEASES_MANY];
	struct release_reply replies[RELEASES_MANY];
};

/* None at all. */
void releases_none(struct releases_facts *out);

/* Facts refer to their own lists: makes a copy refer to its own. */
void releases_refer(struct releases_facts *facts);

/* One more of each, by hand. */
void releases_draw(struct releases_facts *out, const char *item, int32_t day,
    int answered, int64_t counted);
void releases_note(
    struct releases_facts *out, int kind, const char *theme, int count);
void releases_cards(struct releases_facts *out, int state, int tier,
    const char *theme, int count, int32_t raised);
void releases_reply(
    struct releases_facts *out, int tier, int32_t asked, int32_t answered);

/* Anything that a store could hold, near the limits of the rules. */
void releases_random(struct releases_facts *out);

/* The head of a first summary of that week, then what is told of the facts;
 * for summary_done. */
void releases_build(struct summary *out, struct releases_facts *facts);

/* True if the summary says so of the part. */
bool releases_withheld(
    const struct summary *summary, const char *part, const char *reason);

#endif
