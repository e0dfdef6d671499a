/*
 * What may be told of answers: each cut's count plus its one draw of noise,
 * and sums of those, from five answers up. Nothing else of a round ever comes
 * out.
 */
#ifndef HUDDLE_CORE_DISCLOSURE_H
#define HUDDLE_CORE_DISCLOSURE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/form.h"
#include "core/noise.h"
#include "core/tally.h"

/* Fewer answers than that are added to the rounds before, or not shown. */
#define DISCLOSURE_MINIMUM 5
#define DRAWS_MAX (QUESTIONS_MAX * CUTS_MAX)

/* What is counted: draws may be added up only where all of this is equal. */
struct cut_key {
	char instrument[ID_SIZE];
	int version;
	char item[ID_SIZE]; /* an item or a score */
	uint8_t of;
	int epsilon_milli;
};

/* One cut of one round, as kept for ever. */
struct draw {
	struct cut_key key;
	int32_t answered; /* exact, 0 and up */
	int64_t counted;  /* with noise: may be negative or above answered */
};

/* A sum of draws, as anybody sees it. */
struct room_view {
	struct cut_key key;
	int rounds;
	int32_t answered;
	int64_t counted;
	int give_or_take; /* noise_give_or_take(rounds, epsilon) */
};

/* Draws once for each cut of the form, in the form's order; returns how many
 * were written to out[DRAWS_MAX]. */
int disclosure_draw(struct draw *out, const struct form *form,
    const struct tally *tally, int epsilon_milli, const struct random *random);

/*
 * Sums the draws of one cut, newest first, until at least `rounds` (1 and up)
 * of them and at least DISCLOSURE_MINIMUM answers are in it. Draws without an
 * answer are nothing but noise and are passed over: a round in which nobody
 * answered leaves what is seen as it was. False, and no view, if all `count`
 * draws together have fewer answers.
 */
bool disclosure_view(
    struct room_view *view, const struct draw *draws, int count, int rounds);

/* The count as people are shown it: within 0 and answered. */
int32_t disclosure_clamped(const struct room_view *view);

/*
 * From five answers up a sum is shown; as a share ("7 in 10") it is told only
 * where its give or take is less than half of its answers. Else it says next to
 * nothing, and reads like a finding: "too blurred to tell".
 */
bool disclosure_is_blurred(int64_t answered, int64_t give_or_take);

/* How many have checked in to a box that people walk up to one by one, while it
 * is open: in whole fives, so that who looks before and after a colleague sat
 * down mostly sees the same. */
int32_t disclosure_checkins(int32_t checkins);

/* A view's count of ten, rounded half up. */
int disclosure_of_ten(const struct room_view *view);

#endif
