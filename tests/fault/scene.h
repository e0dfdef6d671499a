/*
 * A unit and its office on one disk, for tests of what fails: commands run in
 * a process of their own, with whatever a test arms in it; the files before
 * and after; and what has to hold of them.
 */
#ifndef HUDDLE_TESTS_FAULT_SCENE_H
#define HUDDLE_TESTS_FAULT_SCENE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "tests/fault/tree.h"
#include "util/buf.h"

#define SCENE_WEEKS 3 /* that are over and not sealed yet */

/* The paths of the one scene of a program. */
struct scene {
	char *folder; /* all below it */
	char *config, *store, *outbox;
	char *inbox; /* where the unit delivers and the office collects */
	char *office, *office_key;
};

/* Makes the folders, the unit and the office, below TMPDIR. */
const struct scene *scene_new(void);
void scene_free(void);
const struct scene *scene_paths(void);

/* The moment that programs of the scene believe in: time() of the test. */
time_t scene_now(void);
/* Lets weeks go by. */
void scene_weeks(int weeks);

/* A run, and what it said. */
struct ending {
	int status; /* exit code, or 128 + signal */
	struct buf said, complaint;
};
void ending_done(struct ending *outcome);

/* Called in the process of a command, as it begins and as it ends. */
typedef void scene_arm(bool begins);

/*
 * Runs a command of huddle, words up to NULL, in a process of its own; `arm`
 * may be NULL. 124 if it went on for a minute.
 */
void scene_run(struct ending *out, scene_arm *arm, const char *input,
    const char *const *words);
/* The same, which has to succeed. */
void scene_must(const char *input, const char *const *words);

/* The commands that tests strike; their words lead to this scene's paths. */
enum scene_act {
	SCENE_SEND, /* seals what is over, too */
	SCENE_SEAL,
	SCENE_COLLECT,
	SCENE_CHECKIN,
	SCENE_CLOSE,
	SCENE_ACTS
};
extern const char *const scene_act_names[SCENE_ACTS];
void scene_do(struct ending *out, enum scene_act act, scene_arm *arm);

/* Brings the scene to just before an act, from scene_new on; for tree_read. */
void scene_before(enum scene_act act);

/*
 * What must hold whatever happened, NULL if it does, else what does not: the
 * stores are whole, the ledger is a chain, what is sent or collected is there,
 * and a file under its final name is a whole one.
 */
const char *scene_wrong(void);
/* The same after an act that ended well, with nothing left to do. */
const char *scene_not_done(enum scene_act act);

/* What an act leaves in its store, in words: the same however often it was
 * interrupted. free() it. */
char *scene_contents(enum scene_act act);

/*
 * Runs an act undisturbed, after scene_before, and brings the scene back to
 * `before`. Returns the number that `arm` gives to scene_tell as the act ends:
 * of the calls that a test counts. What the act leaves is kept for scene_same.
 */
long scene_undisturbed(
    enum scene_act act, scene_arm *arm, const struct tree *before);
void scene_tell(long calls);

/* True if there is now what the act left undisturbed. */
bool scene_same(enum scene_act act);

/* How many are in the open boxes. */
int scene_checkins(void);

/* scene_wrong, and a run that printed more than what was done. */
const char *scene_said_wrong(const struct ending *ending);

/* What is wrong with how a run ended: by a signal, with no exit code of
 * sysexits.h, or badly and without a word. NULL if nothing. */
const char *scene_ended_badly(const struct ending *outcome);

#endif
