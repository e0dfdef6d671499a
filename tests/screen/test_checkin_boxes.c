/*
 * Check-in where several boxes are open: which one a key leads to, and what is
 * said of the others.
 */
#include <stdio.h>
#include <string.h>

#include "screen_test.h"

static const char ask_energy[] = "How much energy do you have";

static void
several_boxes(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_open_walkup(st);
	st_press(st, "c");
	st_has(st, ask_energy); /* the huddle's box needs no choosing */
	st_press(st, "<Backspace>");
	st_expect(st, "checkin-boxes");
	st_expect_ascii(st, "checkin-boxes");
	st_press(st, "<Down><Enter>");
	st_expect(st, "checkin-walkup");
	st_press(st, "7<Backspace><Backspace>");
	st_has(st, "Which box?");
	st_press(st, "293");
	st_has(st, "helps me grow"); /* 9 and 3 were no answers: 7 are */
	st_press(st, "2");
	st_expect(st, "checkin-walkup-review");
	st_press(st, "<Enter>");
	st_log(st, "check in 102: 3 2 0\n");
	/* Before a huddle people stand in line: the next one is asked that. */
	st_has(st, "Saved. Thank you.");
	st_has_not(st, "(w)");
	st_has(st, ask_energy);
	st_press(st, "<Backspace>jk<Up>1");
	st_has(st, ask_energy);
	st_press(st, "453<Enter>");
	st_has(st, ask_energy);
	st_press(st, "<Backspace>j<Esc>");
	st_front(st, SCREEN_HOME);
	st_free(st);
}

/* Who came for the huddle hears of the other box, and is not kept by it. */
static void
beside_the_huddle(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "c453<Enter>");
	st_has_not(st, "(w)");
	st_press(st, "w"); /* leads nowhere */
	st_has(st, ask_energy);
	st_press(st, "<Esc>");
	st_open_walkup(st);
	st_press(st, "c453<Enter>");
	st_expect(st, "checkin-beside");
	st_press(st, "4"); /* the next person answers at once */
	st_has_not(st, "Also open");
	st_press(st, "w"); /* in the middle of it nothing leads away */
	st_has(st, "2 of 3");
	st_press(st, "<Backspace>");
	st_has(st, ask_energy);
	st_press(st, "w");
	st_has(st, "Leading and being led");
	st_press(st, "71<Enter>");
	st_has(st, ask_energy);
	st_free(st);
}

/* From home w leads to the walk-up box or, of several, to the choice. */
static void
walkup_from_home(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, "w");
	st_front(st, SCREEN_HOME);
	st_open_walkup(st);
	st_press(st, "w");
	st_front(st, SCREEN_CHECKIN);
	st_has(st, "Leading and being led");
	st_has(st, "1-7 answer");
	st_press(st, "<Esc>");
	st_open_walkup(st);
	st_press(st, "w");
	st_has(st, "Which box?");
	st_press(st, "3");
	st_has(st, "1-7 answer");
	st_press(st, "<Esc>c");
	st_has(st, ask_energy);
	st_free(st);
}

/* Only boxes beside huddles: c asks which. */
static void
several_walkups(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_open_walkup(st);
	st_open_walkup(st);
	st_no_box(st);
	st_press(st, "c");
	st_has(st, "Which box?");
	st_press(st, "271<Enter>");
	st_has(st, "Which box?"); /* the next one chooses */
	st_has(st, "Saved. Thank you.");
	st_free(st);
}

static void
choice_times_out(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_open_walkup(st);
	st_press(st, "c<Backspace>");
	st_idle(st);
	st_front(st, SCREEN_HOME);
	st_free(st);
}

static void
only_a_walkup(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_open_walkup(st);
	st_no_box(st);
	st_press(st, "c");
	st_has(st, "Leading and being led");
	st_has(st, "1-7 answer");
	st_press(st, "1");
	st_has(st, "1-2 answer");
	st_press(st, "1<Enter>");
	st_has(st, "1-7 answer");
	st_free(st);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(several_boxes),
	    cmocka_unit_test(choice_times_out),
	    cmocka_unit_test(only_a_walkup),
	    cmocka_unit_test(beside_the_huddle),
	    cmocka_unit_test(walkup_from_home),
	    cmocka_unit_test(several_walkups),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
