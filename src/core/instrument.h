/*
 * An instrument: the questions that a check-in asks, their answers, and the
 * cuts, which are the only thing a view ever counts. Read from a file by
 * config/, used by screens for its texts; what a round counts is the form
 * made from it (core/form.h).
 */
#ifndef HUDDLE_CORE_INSTRUMENT_H
#define HUDDLE_CORE_INSTRUMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "util/buf.h"

#define ID_MAX 32 /* ids of instruments, items, themes, units */
#define ID_SIZE (ID_MAX + 1)
#define ANSWERS_MIN 2
#define ANSWERS_MAX 7
#define CUTS_MAX 2
#define ITEMS_MAX 32
#define SCORES_MAX 4
#define LANGUAGES_MAX 8

/* A text in each language of its instrument, in the instrument's order. */
struct text {
	char *in[LANGUAGES_MAX];
};

/* Answers are numbered from 1; bit (number - 1) of `of` is set for each
 * answer (or band) that the cut counts. */
struct cut {
	uint8_t of;
	struct text words; /* "had what they needed" */
};

struct item {
	char id[ID_SIZE];
	char *domain; /* a theme's id, or "" */
	struct text prompt;
	int answer_count;
	struct {
		int value; /* what a score adds up, -1000 to 1000 */
		struct text label;
	} answers[ANSWERS_MAX];
	int cut_count;
	struct cut cuts[CUTS_MAX];
};

/* A derived score: the sum or mean of items' values, told only as a band. A
 * check-in that skips one of its items has no score. */
struct score {
	char id[ID_SIZE];
	struct text title;
	bool mean;
	int item_count;
	int items[ITEMS_MAX]; /* indices into the instrument's items */
	int band_count;
	struct {
		int32_t up_to_milli; /* highest score of the band, times 1000;
		                        the last band has INT32_MAX */
		struct text label;
	} bands[ANSWERS_MAX];
	int cut_count;
	struct cut cuts[CUTS_MAX];
};

/* How often an instrument is asked; all but the first in walk-up boxes. */
enum cadence { CADENCE_HUDDLE, CADENCE_WEEK, CADENCE_MONTH, CADENCE_QUARTER };

struct instrument {
	char id[ID_SIZE];
	int version; /* 1 to 999999 */
	enum cadence cadence;
	bool rotate; /* each box asks one item only (core/cadence.h) */
	int language_count;
	char languages[LANGUAGES_MAX][ID_SIZE]; /* "en", "es" */
	struct text title;
	struct text about; /* "not validated; not a measure of burnout" */
	int item_count;
	struct item *items;
	int score_count;
	struct score *scores;
};

/* Index of the language ("es", "es_MX.UTF-8", "es:en" match "es"), 0 if it
 * has none. */
int
instrument_language(const struct instrument *instrument, const char *language);

/* The item or NULL. */
const struct item *
instrument_item(const struct instrument *instrument, const char *id);

/* The words of the cut `of` on item or score `id` in a language; NULL if the
 * instrument has no such cut. */
const char *instrument_words(const struct instrument *instrument,
    const char *id, uint8_t of, int language);

/* Appends all that people read of the questions in a language, a line a
 * text: what a version stands for. The title is not of it. */
void instrument_wording(
    const struct instrument *instrument, int language, struct buf *out);

/* True for [a-z0-9-]{1,32}. */
bool id_valid(const char *id);

void instrument_done(struct instrument *instrument);

#endif
