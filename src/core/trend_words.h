/*
 * Trends in words: one sentence under each chart that says what it shows and
 * never claims more than the give-or-take allows. For screens, pages and
 * commands alike.
 */
#ifndef HUDDLE_CORE_TREND_WORDS_H
#define HUDDLE_CORE_TREND_WORDS_H

#include "core/trend.h"
#include "util/buf.h"

/* "Lately about 7 in 10, before that 5 in 10: more than the blur explains."
 * `words` are the cut's ("had what they needed"). */
void
trend_sentence(const struct trend *trend, const char *words, struct buf *out);

/* What runs it has: "6 weeks in a row above the median (a shift)."; nothing
 * if none. */
void trend_runs_sentence(const struct trend *trend, struct buf *out);

/* "26 Oct  test begun: One-signature saline" without the day. */
void trend_note_text(const struct trend_note *note, struct buf *out);

/*
 * Good news first: how a line should stand in a list of them. Those that rose
 * beyond the blur come before those that stand, these before those that fell;
 * `favourable` tells for which cuts more is better (the instrument's first cut
 * of each item).
 */
int trend_rank(const struct trend *trend, bool favourable);

#endif
