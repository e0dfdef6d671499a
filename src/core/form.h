/*
 * A form: what one round counts, frozen when it opens, so that an edited
 * instrument can never change the meaning of answers already given. A
 * question is an item or a derived score; a score's answers are its bands.
 */
#ifndef HUDDLE_CORE_FORM_H
#define HUDDLE_CORE_FORM_H

#include "core/instrument.h"
#include "util/buf.h"
#include "util/err.h"

#define QUESTIONS_MAX (ITEMS_MAX + SCORES_MAX)

struct question {
	char instrument[ID_SIZE];
	int version;
	char id[ID_SIZE];
	int answer_count;
	int32_t values[ANSWERS_MAX]; /* item: value of each answer;
	                                score: highest score of each band,
	                                times 1000 */
	int cut_count;
	uint8_t cuts[CUTS_MAX];
	bool score;
	bool mean;
	int item_count;
	int items[ITEMS_MAX]; /* a score's: indices into the form */
};

struct form {
	int question_count; /* items first, then scores */
	struct question questions[QUESTIONS_MAX];
};

/* Appends an instrument's items and scores. ERR_DATA if it does not fit or
 * an id is there already; the form is then of no use. */
int form_add(
    struct form *form, const struct instrument *instrument, struct err *err);

/* Appends one item only, by its index: what a box of a rotating instrument
 * asks. ERR_DATA as of form_add. */
int form_add_item(struct form *form, const struct instrument *instrument,
    int item, struct err *err);

/* True if the instrument, as it is now, asks what the form of a box has: all
 * of it or, if it rotates, one of its items. */
bool form_is_of(const struct form *form, const struct instrument *instrument);

/* Index of the question, -1 if there is none. */
int form_find(const struct form *form, const char *id);

/* Number of items (questions that people answer). */
int form_items(const struct form *form);

/* One line a question, for the store; form_parse reads it back. ERR_DATA if
 * the text is no form. */
void form_text(const struct form *form, struct buf *out);
int form_parse(struct form *form, const char *text, struct err *err);

#endif
