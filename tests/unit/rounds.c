/*
 * Rounds for tests. See rounds.h.
 */
#include "tests/unit/rounds.h"

#include "tests/unit/unit.h"

void
rounds_form(struct form *form, const char *text)
{
	struct err err;

	if (form_parse(form, text, &err) != OK)
		fail_msg("%s", err.text);
}

void
rounds_one_cut(struct form *form)
{
	rounds_form(form, "item pulse 1 energy 1,2,3,4,5 24\n");
}

void
rounds_tally(struct tally *tally, int favourable, int people)
{
	*tally = (struct tally){0};
	tally->counts[0][5] = (uint32_t)favourable;
	tally->counts[0][1] = (uint32_t)(people - favourable);
}

void
rounds_random_form(struct form *form)
{
	int items = unit_between(1, 6), scores = unit_between(0, 2);
	struct buf text = BUF_INIT;

	for (int i = 0; i < items; i++)
		buf_addf(&text, "item pulse 2 id-%d 1,2,3,4,5 %s\n", i,
		    unit_between(0, 1) ? "24" : "24,3");
	for (int i = 0; i < scores; i++)
		buf_addf(&text,
		    "mean pulse 2 score-%d 1500,3500,2147483647 %s 0,%d\n", i,
		    unit_between(0, 1) ? "4" : "6,1", items - 1);
	rounds_form(form, buf_text(&text));
	buf_done(&text);
}

void
rounds_random_tally(struct tally *tally, const struct form *form, int people)
{
	*tally = (struct tally){0};
	for (int i = unit_between(0, people); i > 0; i--) {
		struct response response = {{0}};

		for (int q = 0; q < form_items(form); q++)
			response.answers[q] = (uint8_t)unit_between(0, 5);
		tally_add(form, tally, &response);
	}
}

int64_t
rounds_exact(const struct form *form, const struct tally *tally,
    const struct cut_key *key)
{
	int question = form_find(form, key->item);
	int64_t exact = 0;

	assert_true(question >= 0);
	for (int bit = 0; bit < ANSWERS_MAX; bit++)
		if (key->of >> bit & 1)
			exact += tally->counts[question][bit + 1];
	return exact;
}

int64_t
rounds_close(const struct form *form, const struct tally *tally,
    int epsilon_milli, const struct random *random)
{
	struct draw draws[DRAWS_MAX];

	assert_int_equal(
	    disclosure_draw(draws, form, tally, epsilon_milli, random), 1);
	return draws[0].counted;
}
