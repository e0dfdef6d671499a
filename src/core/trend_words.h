/*
 * Trends in words: one sentence under each chart that says what it shows and
 * never claims more than blur and chance allow. For screens, pages and
 * commands alike.
 */
#ifndef HUDDLE_CORE_TREND_WORDS_H
#define HUDDLE_CORE_TREND_WORDS_H

#include "core/trend.h"
#include "util/buf.h"

/* What a line is about, in a language; lent by the instruments or the line. */
struct trend_texts {
	const char *title;  /* of the instrument; its id if it is gone */
	const char *prompt; /* the question; the item's id if it is gone */
	const char *words;  /* of the cut; NULL if they are gone */
	bool favourable;    /* more is better */
};
void
trend_texts(const struct trend *trend, const struct instrument *instruments,
    int count, const char *language, struct trend_texts *out);

/* "Lately about 7 in 10, before that 5 in 10: higher, by more than blur and
 * chance explain." Where the second half is longer than a quarter its first day
 * stands instead of "lately"; a level ends with its give or take.
 * `words` are the cut's ("had what they needed"), or NULL. */
void
trend_sentence(const struct trend *trend, const char *words, struct buf *out);

/* What runs it has, of each kind the last: "6 in a row above the median.";
 * nothing if none. */
void trend_runs_sentence(const struct trend *trend, struct buf *out);

/* What runs one of its points is part of: "in a run above the median, rising in
 * a row"; nothing if none. */
void trend_point_runs(const struct trend *trend,
    const struct trend_point *point, struct buf *out);

/* "test begun: One-signature saline" */
void trend_note_text(const struct trend_note *note, struct buf *out);

/*
 * Good news first: how a line should stand in a list of them; runs, which come
 * by chance too often, are no part of it. Those that got
 * better beyond blur and chance come before those that stand, these before
 * those that got worse; `favourable` tells for which cuts more is better (the
 * instrument's first cut of each item). The lower the earlier; older lines
 * come behind all others, TREND_RANKS is added to theirs.
 */
enum trend_rank {
	TREND_BETTER,
	TREND_STANDS,
	TREND_FEW, /* too little was told to compare */
	TREND_WORSE,
	TREND_RANKS
};
int trend_rank(const struct trend *trend, bool favourable);

#endif
