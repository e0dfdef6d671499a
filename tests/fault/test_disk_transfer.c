/*
 * Disks that fail under what leaves the unit: while weeks are sealed and sent
 * and while the office collects, each call that changes the disk fails once,
 * or from then on, is cut short, or is the last before the process is killed.
 * Nothing is lost or said of what is not there, and the next run leaves what
 * an undisturbed one does.
 */
#define SHIM_NAMES
#include "tests/fault/shim.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/db/store.h"
#include "tests/fault/clock.h"
#include "tests/fault/scene.h"
#include "tests/unit/unit.h"

/* Calls that a fault strikes in a run; FAULTS_ALL=1 takes every one, and so do
 * kills where they are few. */
#define SAMPLE 6
#define SAMPLE_KILLS 20
#define FEW 60

struct fault {
	enum shim_what what;
	int error;
	const char *words;
};

static const struct fault faults[] = {
    {SHIM_FAIL_ONCE, ENOSPC, "no room once"},
    {SHIM_FAIL_EVER, ENOSPC, "no room from then on"},
    {SHIM_FAIL_ONCE, EIO, "a fault once"},
    {SHIM_FAIL_EVER, EIO, "faults from then on"},
    {SHIM_SHORT, 0, "a short write"},
    {SHIM_KILL, 0, "killed before it"},
    {SHIM_KILL_HALF, 0, "killed in the middle of it"},
};
#define FAULTS (int)(sizeof(faults) / sizeof(*faults))

static const struct fault *fault;
static int strike_at;

static void
arm(bool begins)
{
	if (!begins)
		scene_tell(shim.seen);
	if (!begins || strike_at == 0)
		shim_set(SHIM_FAIL_ONCE, INT32_MAX, 0); /* only counted */
	else
		shim_set(fault->what, strike_at, fault->error);
}

static void
wrong(const char *what, enum scene_act act, const struct ending *ending)
{
	fail_msg("%s, call %d, %s: %s; it ended with %d and said: %s%s",
	    scene_act_names[act], strike_at, fault->words, what, ending->status,
	    buf_text(&ending->said), buf_text(&ending->complaint));
}

static bool
kills(void)
{
	return fault->what == SHIM_KILL || fault->what == SHIM_KILL_HALF;
}

/* A disk that fails is told; a process that is killed says nothing. (The kill
 * may have hit the one that only tries locks; that is told.) */
static const char *
ended_wrong(const struct ending *ending)
{
	return kills() && ending->status == 128 + SIGKILL
	           ? NULL
	           : scene_ended_badly(ending);
}

static void
strike(enum scene_act act, int *refused)
{
	struct ending ending, again;
	const char *what;

	scene_do(&ending, act, arm);
	*refused += ending.status != 0;
	what = ended_wrong(&ending);
	if (!what)
		what = scene_said_wrong(&ending);
	if (!what && ending.status == 0)
		what = scene_not_done(act);
	if (what)
		wrong(what, act, &ending);
	scene_do(&again, act, NULL);
	what = again.status == 0 ? scene_not_done(act) : "it does not go on";
	if (!what && !scene_same(act))
		what = "it leaves something else than an undisturbed one";
	if (what) {
		print_message("before: %d, %s\n", ending.status,
		    buf_text(&ending.complaint));
		wrong(what, act, &again);
	}
	ending_done(&again);
	ending_done(&ending);
}

/* Each call is as likely, and none is struck twice. */
static int
strike_calls(
    enum scene_act act, const struct tree *before, int calls, int *refused)
{
	int most = kills() ? calls > FEW ? SAMPLE_KILLS : FEW : SAMPLE;
	int count = getenv("FAULTS_ALL") || calls < most ? calls : most;
	int from = unit_between(0, calls - 1);

	for (int i = 0; i < count; i++) {
		strike_at = 1 + (from + i * calls / count) % calls;
		tree_write(before, scene_paths()->folder);
		strike(act, refused);
	}
	return count;
}

static void
strike_act(enum scene_act act)
{
	const struct scene *scene = scene_new();
	struct tree before;
	int refused = 0, tried = 0, calls;

	scene_before(act);
	tree_read(&before, scene->folder);
	fault = &faults[0];
	strike_at = 0;
	calls = (int)scene_undisturbed(act, arm, &before);
	for (int i = 0; i < FAULTS; i++) {
		fault = &faults[i];
		tried += strike_calls(act, &before, calls, &refused);
	}
	print_message("%s: %d calls, %d of %d trials refused or killed\n",
	    scene_act_names[act], calls, refused, tried);
	assert_true(calls > 20 && refused > tried / 3);
	tree_done(&before);
	scene_free();
}

static void
test_send(void **state)
{
	(void)state;
	strike_act(SCENE_SEND);
}

static void
test_seal(void **state)
{
	(void)state;
	strike_act(SCENE_SEAL);
}

static void
test_collect(void **state)
{
	(void)state;
	strike_act(SCENE_COLLECT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_send),
	    cmocka_unit_test(test_seal),
	    cmocka_unit_test(test_collect),
	};

	return run_in_memory(tests, sizeof(tests) / sizeof(*tests));
}
