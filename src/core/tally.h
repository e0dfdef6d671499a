/*
 * A tally: how often each answer of a form was given. It exists in clear only
 * in secret memory, for the moment of a check-in or a closing; on the disk it
 * is sealed (db/box.h).
 */
#ifndef HUDDLE_CORE_TALLY_H
#define HUDDLE_CORE_TALLY_H

#include <stddef.h>
#include <stdint.h>

#include "core/form.h"
#include "util/err.h"

#define ANSWER_SKIP 0

/* The most check-ins a round can hold. */
#define TALLY_MAX 1000000

/* What one person answered: per question of the form the answer's number, or
 * ANSWER_SKIP. Scores' entries are ignored and derived. */
struct response {
	uint8_t answers[QUESTIONS_MAX];
};

/* counts[question][answer]; answer 0 counts the skips. */
struct tally {
	uint32_t counts[QUESTIONS_MAX][ANSWERS_MAX + 1];
};

/* ERR_DATA, naming the item, if an answer is out of range. */
int response_check(
    const struct form *form, const struct response *response, struct err *err);

/* Adds one person's checked answers, and the bands of their scores. */
void tally_add(const struct form *form, struct tally *tally,
    const struct response *response);

/* Answers given to a question, skips not counted. */
uint32_t tally_answered(
    const struct form *form, const struct tally *tally, int question);

/*
 * Checks a tally counted on paper: no question with more answers than there
 * were check-ins (the rest are skips, which it fills in). ERR_DATA.
 */
int tally_complete(const struct form *form, struct tally *tally,
    uint32_t checkins, struct err *err);

/* The fixed size of a form's tally as bytes (4 a counter, little-endian). */
size_t tally_size(const struct form *form);
void
tally_encode(const struct form *form, const struct tally *tally, uint8_t *out);
void tally_decode(
    const struct form *form, struct tally *tally, const uint8_t *bytes);

#endif
