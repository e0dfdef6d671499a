/*
 * What the room said where little can be told: too much blur for a share, and a
 * huddle in which nobody checked in.
 */
#include "screen_test.h"

#define TO_ROOM "h<Enter><Enter><Enter><Enter>"

/* What the blur may have made is not read aloud as a finding. */
static void
too_blurred_in_the_huddle(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, TO_ROOM);
	st->facts.views[1].view.give_or_take = 6; /* of 12 */
	st_expect(st, "huddle-blurred");
	st_free(st);
}

static void
nobody_checked_in(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, TO_ROOM);
	st->facts.running_checkins = st->facts.view_checkins = 0;
	st_has(st, "Nobody checked in; this is the last huddle's.");
	st_has(st, "Last huddle with answers, about");
	st_has_not(st, "What the room said");
	st_free(st);
}

static void
too_blurred_at_home(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_has(st, " in 10");
	st_has_not(st, "too blurred");
	for (int i = 0; i < 3; i++)
		st->facts.views[i].view.give_or_take = 33;
	st_has(st, "too blurred to tell");
	st_has_not(st, " in 10");
	st_free(st);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(too_blurred_in_the_huddle),
	    cmocka_unit_test(nobody_checked_in),
	    cmocka_unit_test(too_blurred_at_home),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
