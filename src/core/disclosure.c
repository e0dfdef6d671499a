/*
 * What may be told of answers. See disclosure.h.
 */
#include "core/disclosure.h"

#include <stdio.h>

static int64_t
count_cut(const struct question *question, const uint32_t *counts, int cut)
{
	int64_t counted = 0;

	for (int a = 1; a <= question->answer_count; a++)
		if (question->cuts[cut] & 1u << (a - 1))
			counted += counts[a];
	return counted;
}

int
disclosure_draw(struct draw *out, const struct form *form,
    const struct tally *tally, int epsilon_milli, const struct random *random)
{
	int count = 0;

	for (int i = 0; i < form->question_count; i++) {
		const struct question *question = &form->questions[i];

		for (int c = 0; c < question->cut_count; c++) {
			struct draw *draw = &out[count++];

			*draw = (struct draw){
			    .key = {.version = question->version,
			        .of = question->cuts[c],
			        .epsilon_milli = epsilon_milli},
			    .answered = (int32_t)tally_answered(form, tally, i),
			    .counted =
			        count_cut(question, tally->counts[i], c) +
			        noise_draw(random, epsilon_milli)};
			snprintf(draw->key.instrument, ID_SIZE, "%s",
			    question->instrument);
			snprintf(draw->key.item, ID_SIZE, "%s", question->id);
		}
	}
	return count;
}

bool
disclosure_view(
    struct room_view *view, const struct draw *draws, int count, int rounds)
{
	*view = (struct room_view){0};
	for (int i = 0; i < count && (view->rounds < rounds ||
	                                 view->answered < DISCLOSURE_MINIMUM);
	     i++) {
		if (draws[i].answered <= 0)
			continue;
		view->rounds++;
		view->answered += draws[i].answered;
		view->counted += draws[i].counted;
	}
	if (view->answered < DISCLOSURE_MINIMUM) {
		*view = (struct room_view){0};
		return false;
	}
	view->key = draws[0].key;
	view->give_or_take =
	    noise_give_or_take(view->rounds, view->key.epsilon_milli);
	return true;
}

int32_t
disclosure_clamped(const struct room_view *view)
{
	if (view->counted < 0)
		return 0;
	return view->counted > view->answered ? view->answered
	                                      : (int32_t)view->counted;
}

bool
disclosure_is_blurred(int64_t answered, int64_t give_or_take)
{
	return 2 * give_or_take >= answered;
}

int32_t
disclosure_checkins(int32_t checkins)
{
	return checkins - checkins % DISCLOSURE_MINIMUM;
}

int
disclosure_of_ten(const struct room_view *view)
{
	int64_t counted = disclosure_clamped(view);

	if (view->answered == 0)
		return 0;
	return (int)((20 * counted + view->answered) / (2 * view->answered));
}
