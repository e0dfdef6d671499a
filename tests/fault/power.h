/*
 * What a disk may hold after the power went: recorded calls are carried out
 * again up to a cut. What was synced is there; of what was not, any part may
 * be: writes whole, torn at sectors or not at all, and names as they were
 * before or after, each for itself.
 */
#ifndef HUDDLE_TESTS_FAULT_POWER_H
#define HUDDLE_TESTS_FAULT_POWER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/fault/tree.h"
#include "util/random.h"

#define POWER_PATH 512

/* A recorded call (enum shim_call); `len` bytes follow it. */
struct power_call {
	int call;
	int64_t offset;
	size_t len;
	char path[POWER_PATH], to[POWER_PATH];
};

/* A recording below a folder. */
struct power {
	const char *folder;
	const struct tree *before;
	struct buf calls;
	int count;
};

/* Takes over what was recorded into a file; calls elsewhere are left out. */
void power_new(struct power *power, const char *folder,
    const struct tree *before, int file);
void power_free(struct power *power);

/*
 * The disk after a cut behind the first `calls` calls, and (`seen`) as other
 * programs saw it just then. `forgets` (may be NULL) says which syncs do not
 * happen, by the path of what is synced.
 */
void power_cut(const struct power *power, int calls,
    bool (*forgets)(const char *path), const struct random *random,
    struct tree *after, struct tree *seen);

#endif
