/*
 * Tallies: adding a response, bytes for the seal. See tally.h.
 */
#include "core/tally.h"

#include "util/i18n.h"

int
response_check(
    const struct form *form, const struct response *response, struct err *err)
{
	for (int i = 0; i < form_items(form); i++) {
		const struct question *question = &form->questions[i];

		if (response->answers[i] > question->answer_count)
			return err_set(err, ERR_DATA,
			    _("%s: the answers are 1 to %d"), question->id,
			    question->answer_count);
	}
	return OK;
}

/* The band that a response falls into, ANSWER_SKIP if an item is missing. */
static int
score_band(const struct form *form, const struct question *score,
    const struct response *response)
{
	int64_t sum = 0;
	int64_t scale = score->mean ? score->item_count : 1;
	int band = 0;

	for (int i = 0; i < score->item_count; i++) {
		int item = score->items[i];
		int answer = response->answers[item];

		if (answer == ANSWER_SKIP)
			return ANSWER_SKIP;
		sum += form->questions[item].values[answer - 1];
	}
	/* mean <= bound is sum <= bound * items: no division, no rounding. */
	while (band < score->answer_count - 1 &&
	       sum * 1000 > score->values[band] * scale)
		band++;
	return band + 1;
}

void
tally_add(const struct form *form, struct tally *tally,
    const struct response *response)
{
	for (int i = 0; i < form->question_count; i++) {
		const struct question *question = &form->questions[i];
		int answer = question->score
		                 ? score_band(form, question, response)
		                 : response->answers[i];

		tally->counts[i][answer]++;
	}
}

uint32_t
tally_answered(const struct form *form, const struct tally *tally, int question)
{
	uint32_t sum = 0;

	for (int a = 1; a <= form->questions[question].answer_count; a++)
		sum += tally->counts[question][a];
	return sum;
}

int
tally_complete(const struct form *form, struct tally *tally, uint32_t checkins,
    struct err *err)
{
	for (int i = 0; i < form->question_count; i++) {
		uint64_t sum = 0;

		for (int a = 1; a <= form->questions[i].answer_count; a++)
			sum += tally->counts[i][a];
		if (sum > checkins)
			return err_set(err, ERR_DATA,
			    _("%s: %llu answers, but only %u check-ins"),
			    form->questions[i].id, (unsigned long long)sum,
			    (unsigned)checkins);
		tally->counts[i][ANSWER_SKIP] = checkins - (uint32_t)sum;
	}
	return OK;
}

size_t
tally_size(const struct form *form)
{
	size_t counters = 0;

	for (int i = 0; i < form->question_count; i++)
		counters += (size_t)form->questions[i].answer_count + 1;
	return counters * 4;
}

void
tally_encode(const struct form *form, const struct tally *tally, uint8_t *out)
{
	for (int i = 0; i < form->question_count; i++)
		for (int a = 0; a <= form->questions[i].answer_count; a++) {
			uint32_t count = tally->counts[i][a];

			for (int shift = 0; shift < 32; shift += 8)
				*out++ = (uint8_t)(count >> shift);
		}
}

void
tally_decode(const struct form *form, struct tally *tally, const uint8_t *bytes)
{
	*tally = (struct tally){0};
	for (int i = 0; i < form->question_count; i++)
		for (int a = 0; a <= form->questions[i].answer_count; a++)
			for (int shift = 0; shift < 32; shift += 8)
				tally->counts[i][a] |= (uint32_t)*bytes++
				                       << shift;
}
