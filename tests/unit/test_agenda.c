/*
 * The run through an agenda: clocks, pauses, steps, clocks set back, and the
 * line in the store.
 */
#include <string.h>

#include "core/agenda.h"
#include "tests/unit/unit.h"
#include "util/mem.h"

#define NOON 1795521600

static const struct agenda agenda = {.id = "daily",
    .step_count = 3,
    .steps = {{.kind = STEP_SINCE, .seconds = 60},
        {.kind = STEP_PULSE, .seconds = 90},
        {.kind = STEP_CLOSE, .seconds = 30}}};

static void
an_agenda_has_its_time(void **state)
{
	struct agenda none = {0}, some = {.id = "x", .step_count = 1};

	(void)state;
	assert_int_equal(agenda_seconds(&agenda), 180);
	assert_int_equal(agenda_seconds(&none), 0);
	some.title = mem_copy("Title");
	some.steps[0].title = mem_copy("Step");
	some.steps[0].prompt = mem_copy("Ask");
	some.steps[0].hint = mem_copy("");
	agenda_done(&some);
	assert_null(some.title);
	assert_null(some.steps[0].prompt);
	assert_int_equal(some.step_count, 0);
}

static void
steps_have_names(void **state)
{
	static const char *const names[] = {"since", "pulse", "ask", "board",
	    "talk", "topic", "support", "close"};

	(void)state;
	assert_int_equal(STEP_KINDS, 8);
	for (int i = 0; i < STEP_KINDS; i++)
		assert_string_equal(step_kind_names[i], names[i]);
}

static void
each_step_has_its_clock(void **state)
{
	struct run run;

	(void)state;
	run_start(&run, NOON);
	assert_int_equal(run_total(&run, &agenda, NOON), 0);
	assert_int_equal(run_spent(&run, 0, NOON + 10), 10);
	assert_int_equal(run_spent(&run, 1, NOON + 10), 0);
	assert_true(run_next(&run, &agenda, NOON + 10));
	assert_int_equal(run.step, 1);
	assert_int_equal(run_spent(&run, 0, NOON + 25), 10);
	assert_int_equal(run_spent(&run, 1, NOON + 25), 15);
	assert_int_equal(run_total(&run, &agenda, NOON + 25), 25);
	/* back again: its clock goes on where it stood */
	assert_true(run_back(&run, NOON + 25));
	assert_int_equal(run_spent(&run, 0, NOON + 30), 15);
	assert_int_equal(run_total(&run, &agenda, NOON + 30), 30);
}

static void
there_is_a_first_and_a_last_step(void **state)
{
	struct run run;

	(void)state;
	run_start(&run, NOON);
	assert_false(run_back(&run, NOON + 5));
	assert_int_equal(run.step, 0);
	assert_true(run_next(&run, &agenda, NOON + 5));
	assert_true(run_next(&run, &agenda, NOON + 6));
	assert_false(run_next(&run, &agenda, NOON + 7));
	assert_int_equal(run.step, 2);
	assert_int_equal(run_total(&run, &agenda, NOON + 9), 9);
}

static void
a_pause_costs_nothing(void **state)
{
	struct run run;

	(void)state;
	run_start(&run, NOON);
	run_pause(&run, NOON + 10);
	assert_true(run.paused);
	assert_int_equal(run_spent(&run, 0, NOON + 500), 10);
	run_pause(&run, NOON + 600);
	assert_int_equal(run_spent(&run, 0, NOON + 700), 10);
	/* one may go on to another step while the clock stands */
	assert_true(run_next(&run, &agenda, NOON + 800));
	assert_true(run.paused);
	assert_int_equal(run_total(&run, &agenda, NOON + 900), 10);
	run_resume(&run, NOON + 1000);
	assert_false(run.paused);
	assert_int_equal(run_spent(&run, 1, NOON + 1007), 7);
	assert_int_equal(run_total(&run, &agenda, NOON + 1007), 17);
	/* going on while it goes on loses nothing */
	run_resume(&run, NOON + 1010);
	assert_int_equal(run_total(&run, &agenda, NOON + 1012), 22);
}

static void
a_clock_set_back_takes_no_time_away(void **state)
{
	struct run run;

	(void)state;
	run_start(&run, NOON);
	assert_true(run_next(&run, &agenda, NOON + 20));
	assert_int_equal(run_spent(&run, 1, NOON - 3600), 0);
	assert_int_equal(run_total(&run, &agenda, NOON - 3600), 20);
	assert_true(run_back(&run, NOON - 3600));
	assert_int_equal(run_spent(&run, 0, NOON - 3590), 30);
	run_pause(&run, NOON - 7200);
	assert_int_equal(run_total(&run, &agenda, NOON), 20);
}

/* A machine that slept for a month, or a clock years ahead. */
static void
a_clock_far_ahead_can_be_kept(void **state)
{
	static const time_t later[] = {
	    8 * 86400, 30 * 86400, (time_t)1 << 31, (time_t)1 << 40};

	(void)state;
	for (size_t i = 0; i < sizeof(later) / sizeof(later[0]); i++) {
		struct buf text = BUF_INIT;
		struct run run, again;

		run_start(&run, NOON);
		assert_true(run_spent(&run, 0, NOON + later[i]) > 86400);
		assert_true(run_total(&run, &agenda, NOON + later[i]) > 86400);
		run_text(&run, NOON + later[i], &text);
		assert_int_equal(run_parse(&again, buf_text(&text), NULL), OK);
		for (int step = 0; step < 2; step++)
			assert_true(
			    run_next(&run, &agenda, NOON + later[i] * step));
		buf_clear(&text);
		run_text(&run, NOON + later[i], &text);
		assert_int_equal(run_parse(&again, buf_text(&text), NULL), OK);
		buf_done(&text);
	}
}

static void
a_run_comes_back_from_the_store_paused(void **state)
{
	(void)state;
	for (int round = 0; round < 200; round++) {
		struct buf text = BUF_INIT;
		struct run run, again;
		time_t now = NOON;

		run_start(&run, now);
		for (int i = unit_between(0, 20); i > 0; i--) {
			now += unit_between(-5, 60);
			switch (unit_between(0, 3)) {
			case 0:
				run_next(&run, &agenda, now);
				break;
			case 1:
				run_back(&run, now);
				break;
			case 2:
				run_pause(&run, now);
				break;
			default:
				run_resume(&run, now);
			}
		}
		now += unit_between(0, 60);
		run_text(&run, now, &text);
		assert_int_equal(run_parse(&again, buf_text(&text), NULL), OK);
		assert_true(again.paused);
		assert_int_equal(again.step, run.step);
		for (int i = 0; i < STEPS_MAX; i++)
			assert_int_equal(run_spent(&again, i, now + 999),
			    run_spent(&run, i, now));
		buf_done(&text);
	}
}

static void
a_damaged_line_is_refused(void **state)
{
	static const char *const faulty[] = {"", " ", "x", "0",
	    "0 0 0 0 0 0 0 0 0 0 0 0",     /* one too few */
	    "0 0 0 0 0 0 0 0 0 0 0 0 0 0", /* one too many */
	    "12 0 0 0 0 0 0 0 0 0 0 0 0",  /* no such step */
	    "-1 0 0 0 0 0 0 0 0 0 0 0 0", "0 -1 0 0 0 0 0 0 0 0 0 0 0",
	    "0 999999999 0 0 0 0 0 0 0 0 0 0 0",
	    "0 99999999999999999999 0 0 0 0 0 0 0 0 0 0 0",
	    "99999999999999999999 0 0 0 0 0 0 0 0 0 0 0 0",
	    "0 0 0 0 0 0 0 0 0 0 0 0 0x", "0 0 0 0 0 0 0 0 0 0 0 0 0 ",
	    "0 0 0 0 0 0 0 0 0 0 0 a 0", "0,0,0,0,0,0,0,0,0,0,0,0,0"};
	struct run run;

	(void)state;
	for (size_t i = 0; i < sizeof(faulty) / sizeof(faulty[0]); i++) {
		struct err err = {""};

		if (run_parse(&run, faulty[i], &err) != ERR_DATA)
			fail_msg("taken: \"%s\"", faulty[i]);
		assert_non_null(strstr(err.text, "huddle"));
	}
	assert_int_equal(
	    run_parse(&run, "11 1 2 3 4 5 6 7 8 9 10 11 12", NULL), OK);
	assert_int_equal(run.step, 11);
	assert_int_equal(run.spent[11], 12);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(an_agenda_has_its_time),
	    cmocka_unit_test(steps_have_names),
	    cmocka_unit_test(each_step_has_its_clock),
	    cmocka_unit_test(there_is_a_first_and_a_last_step),
	    cmocka_unit_test(a_pause_costs_nothing),
	    cmocka_unit_test(a_clock_set_back_takes_no_time_away),
	    cmocka_unit_test(a_clock_far_ahead_can_be_kept),
	    cmocka_unit_test(a_run_comes_back_from_the_store_paused),
	    cmocka_unit_test(a_damaged_line_is_refused),
	};

	return cmocka_run_group_tests_name("agenda", tests, NULL, NULL);
}
