/*
 * Memory that is gone: an allocation fails, once or from then on, while weeks
 * are sealed, sent and collected, somebody checks in and a round is closed.
 * It ends with a message, the stores stay whole, and doing it again leaves
 * everything there once.
 */
#include "tests/fault/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/db/store.h"
#include "tests/fault/clock.h"
#include "tests/fault/scene.h"
#include "tests/unit/unit.h"

#define SAMPLE 24 /* of each act a run; FAULTS_ALL=1 takes every call */

#if MEMORY_FAILS
static long fail_at;
static bool fail_ever;

static void
arm(bool begins)
{
	if (!begins)
		scene_tell(memory.seen);
	memory.at = begins ? fail_at : 0;
	memory.ever = fail_ever;
	memory.seen = 0;
}

static void
wrong(const char *what, enum scene_act act, const struct ending *outcome)
{
	fail_msg("%s, call %ld%s: %s; it ended with %d and said: %s%s",
	    scene_act_names[act], fail_at, fail_ever ? " and all after it" : "",
	    what, outcome->status, buf_text(&outcome->said),
	    buf_text(&outcome->complaint));
}

/* What is wrong after an act that was cut short; NULL if nothing. */
static const char *
after(enum scene_act act, const struct ending *ending)
{
	const char *what = scene_ended_badly(ending);

	if (!what)
		what = scene_said_wrong(ending);
	/* As if it were no memory's fault: people would bring back a backup. */
	if (!what && strstr(buf_text(&ending->complaint), "damaged"))
		what = "it calls something damaged that is not";
	if (!what && ending->status == 0)
		what = scene_not_done(act);
	return what;
}

/* "saved" is said of what is there, and it is there once. */
static const char *
after_check_in(const struct ending *ending, int before, int now)
{
	if (now > before + 1)
		return "one check-in is kept twice";
	if (now == before && strstr(buf_text(&ending->said), "saved"))
		return "it says \"saved\" of what is not";
	return NULL;
}

/* The same act with memory. */
static void
do_again(enum scene_act act)
{
	struct ending ending;
	const char *what;

	scene_do(&ending, act, NULL);
	/* The next start ends what was begun, and then finds no box. */
	if (ending.status != 0 && !(act == SCENE_CLOSE && ending.status == 69))
		what = "it does not go on";
	else
		what = scene_not_done(act);
	if (!what && !scene_same(act))
		what = "it leaves something else than an undisturbed one";
	if (what)
		wrong(what, act, &ending);
	ending_done(&ending);
}

static void
starve(enum scene_act act, int *refused)
{
	int people = scene_checkins(), now;
	struct ending ending;
	const char *what;

	scene_do(&ending, act, arm);
	*refused += ending.status != 0;
	what = after(act, &ending);
	now = scene_checkins();
	if (!what && act == SCENE_CHECKIN)
		what = after_check_in(&ending, people, now);
	if (what)
		wrong(what, act, &ending);
	do_again(act);
	if (act == SCENE_CHECKIN)
		assert_int_equal(scene_checkins(), now + 1);
	ending_done(&ending);
}

static void
starve_act(enum scene_act act)
{
	const struct scene *scene = scene_new();
	bool all = getenv("FAULTS_ALL") != NULL;
	struct tree before;
	int refused = 0, tried = 0;
	long calls;

	scene_before(act);
	tree_read(&before, scene->folder);
	fail_at = 0;
	calls = scene_undisturbed(act, arm, &before);
	for (long i = 1; i <= (all ? calls : SAMPLE); i++) {
		fail_at = all ? i : unit_between(1, (int)calls);
		for (int ever = 0; ever < 2; ever++) {
			fail_ever = ever;
			tree_write(&before, scene->folder);
			starve(act, &refused);
			tried++;
		}
	}
	print_message("%s: %ld allocations, %d of %d trials refused\n",
	    scene_act_names[act], calls, refused, tried);
	assert_true(refused > tried / 4);
	tree_done(&before);
	scene_free();
}

static void
test_send(void **state)
{
	(void)state;
	starve_act(SCENE_SEND);
}

static void
test_seal(void **state)
{
	(void)state;
	starve_act(SCENE_SEAL);
}

static void
test_collect(void **state)
{
	(void)state;
	starve_act(SCENE_COLLECT);
}

static void
test_check_in(void **state)
{
	(void)state;
	starve_act(SCENE_CHECKIN);
}

static void
test_close(void **state)
{
	(void)state;
	starve_act(SCENE_CLOSE);
}
#endif

int
main(void)
{
#if MEMORY_FAILS
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_send),
	    cmocka_unit_test(test_seal),
	    cmocka_unit_test(test_collect),
	    cmocka_unit_test(test_check_in),
	    cmocka_unit_test(test_close),
	};

	return run_in_memory(tests, sizeof(tests) / sizeof(*tests));
#else
	puts("SKIPPED: memory is a sanitizer's here, so it was not taken away");
	return 77;
#endif
}
