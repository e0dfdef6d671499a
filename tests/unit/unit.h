/*
 * What the unit tests share: cmocka with the headers that it wants, and the
 * printed seed of randomised tests. See also chance.h.
 */
#ifndef HUDDLE_TESTS_UNIT_H
#define HUDDLE_TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "util/random.h"

/*
 * The source of this program's random cases, the same at every call. Its seed
 * is SEED of the environment, else the system's; it is printed, so that a
 * failure can be had again.
 */
const struct random *unit_random(void);

/* A number from `low` to `high`, both included, from that source. */
int unit_between(int low, int high);

#endif
