/*
 * Cards for unit tests. See cards.h.
 */
#include "tests/unit/cards.h"

#include "tests/unit/unit.h"

void
card_new(struct action *card)
{
	action_init(card);
	assert_int_equal(ASK(card, DAY, NULL, .kind = REQUEST_ADD,
	                     .text = {[TEXT_TITLE] = "Linen runs out"}),
	    OK);
}

void
card_in(struct action *card, enum action_state state)
{
	card_new(card);
	if (state != ACTION_NEW)
		assert_int_equal(ASK(card, DAY, NULL, .kind = REQUEST_MOVE,
		                     .state = (int)state,
		                     .text = {[TEXT_REASON] = "no money"}),
		    OK);
}

int
card_differs(const struct action *a, const struct action *b)
{
	struct changes changes;
	int count;

	record_diff(&action_record, a, b, &changes);
	count = changes.count;
	changes_done(&changes);
	return count;
}
