/*
 * Numbers of the shift at a huddle's close: never in the way, what the store
 * has stands there, only what is changed is kept.
 */
#include <stdio.h>
#include <string.h>

#include "screen_test.h"

#define TO_CLOSE "h<Enter><Enter><Enter><Enter><Enter><Enter>"

static struct shift_field fields[] = {{"census", "Census", 60},
    {"staff-planned", "Staff planned", 20},
    {"staff-present", "Staff present", 20},
    {"breaks-missed", "Breaks missed", 40},
    {"admissions", "Admissions and transfers in", 30},
    {"discharges", "Discharges", 30}, {"sitters", "Sitters", 10},
    {"floated", "Floated to another unit today!", 10}};

/* A unit that asks so many. */
static struct st *
asking(int count)
{
	struct st *st = st_new();

	for (int i = 0; i < count; i++)
		st->facts.shift_numbers[i] =
		    (struct fact_shift_number){&fields[i], SHIFT_NUMBER_NONE};
	st->facts.shift_number_count = count;
	return st;
}

static void
pages(void **state)
{
	struct st *st = asking(4);

	(void)state;
	st_press(st, TO_CLOSE);
	st_expect(st, "huddle-close-numbers");
	st_press(st, "s");
	st_front(st, SCREEN_SHIFT);
	st_expect(st, "shift-empty");
	st_press(st, "24<Enter>6<Enter>5<Enter>");
	st_expect(st, "shift-typed");
	st_expect_ascii(st, "shift-typed");
	st_log(st, "start daily\nsave step 2\nclose 101 of 14\nsave step 3\n"
	           "save step 4\n");
	st_press(st, "<Enter>");
	st_front(st, SCREEN_HUDDLE);
	st_log(st, "census 24\nstaff-planned 6\nstaff-present 5\n");
	st_expect(st, "huddle-close-told");
	st_expect_ascii(st, "huddle-close-told");
	st_press(st, "<Enter>");
	st_front(st, SCREEN_HOME);
	st_free(st);
}

static void
eight_fields_fit(void **state)
{
	struct st *st = asking(8);

	(void)state;
	for (int i = 0; i < 8; i++)
		st->facts.shift_numbers[i].value = fields[i].most;
	st_press(st, TO_CLOSE);
	st_expect(st, "huddle-close-eight");
	st_press(st, "s");
	st_expect(st, "shift-eight");
	st_free(st);
}

/* A unit without any is not asked; with some, nobody has to. */
static void
optional(void **state)
{
	struct st *st = st_new();

	(void)state;
	st_press(st, TO_CLOSE);
	st_has_not(st, "umbers of the shift");
	st_press(st, "s");
	st_front(st, SCREEN_HUDDLE);
	st_free(st);
	st = asking(2);
	st_press(st, TO_CLOSE "<Enter>");
	st_front(st, SCREEN_HOME);
	st_free(st);
	st = asking(2);
	st_press(st, TO_CLOSE "s<Esc>");
	st_front(st, SCREEN_HUDDLE);
	st_press(st, "s24<Esc>"); /* what is typed goes only when asked */
	st_front(st, SCREEN_SHIFT);
	st_expect(st, "shift-leave");
	st_press(st, "<Enter>");
	st_has(st, "│ 24");
	st_press(st, "<Esc>t");
	st_front(st, SCREEN_HUDDLE);
	st_press(st, "s");
	st_has_not(st, "│ 24"); /* what was left is not there again */
	st_press(st, "<Enter><Enter>");
	st_front(st, SCREEN_HUDDLE);
	st_has(st, "none told yet; s opens them");
	st_log(st, "start daily\nsave step 2\nclose 101 of 14\nsave step 3\n"
	           "save step 4\n");
	st_free(st);
}

static void
only_what_changed_is_kept(void **state)
{
	struct st *st = asking(4);

	(void)state;
	for (int i = 0; i < 4; i++)
		st->facts.shift_numbers[i].value = 3 + i;
	st_press(st, TO_CLOSE);
	st_has(st, "Census 3, Staff planned 4, Staff present 5");
	st_log(st, "start daily\nsave step 2\nclose 101 of 14\nsave step 3\n"
	           "save step 4\n");
	st_press(st, "s<Enter><Down><Tab><Shift-Tab><Up><Ctrl-U>7<Ctrl-S>");
	st_log(st, "staff-planned 7\n");
	st_press(st, "s<Ctrl-U><F10>");
	st_log(st, "census -1\n");
	st_has_not(st, "Census");
	st_free(st);
}

static void
faults_are_told_at_their_field(void **state)
{
	struct st *st = asking(4);

	(void)state;
	st_press(st, TO_CLOSE "s24<Enter>six<Enter>21<Enter><Enter>");
	st_front(st, SCREEN_SHIFT);
	st_expect(st, "shift-faults");
	st_press(st, "<Ctrl-U>6<Ctrl-S>");
	st_front(st, SCREEN_SHIFT);
	st_has(st, "20 at most, says huddle.conf");
	st_press(st, "<Ctrl-U>5<Ctrl-S>");
	st_front(st, SCREEN_HUDDLE);
	st_has(st, "Census 24, Staff planned 6, Staff present 5");
	st_free(st);
}

static void
a_full_disk_loses_nothing(void **state)
{
	struct st *st = asking(1);

	(void)state;
	st_press(st, TO_CLOSE "s24");
	st->fail = EFFECT_SHIFT_NUMBERS;
	st->fail_status = ERR_CREATE;
	st->fail_text = "the disk is full";
	st_press(st, "<Enter>");
	st_front(st, SCREEN_SHIFT);
	st_has(st, "The numbers are not kept yet");
	st_has(st, "24");
	st_press(st, "<Ctrl-S>");
	st_front(st, SCREEN_HUDDLE);
	st_has(st, "Census 24");
	st_free(st);
}

static void
all_keys(void **state)
{
	(void)state;
	st_all_keys(SCREEN_SHIFT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pages),
	    cmocka_unit_test(eight_fields_fit),
	    cmocka_unit_test(optional),
	    cmocka_unit_test(only_what_changed_is_kept),
	    cmocka_unit_test(faults_are_told_at_their_field),
	    cmocka_unit_test(a_full_disk_loses_nothing),
	    cmocka_unit_test(all_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
