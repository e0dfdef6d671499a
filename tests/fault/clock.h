/*
 * The clock of a test's scene, as this program's own. For one .c file.
 */
#ifndef HUDDLE_TESTS_FAULT_CLOCK_H
#define HUDDLE_TESTS_FAULT_CLOCK_H

#include <time.h>

#include "tests/fault/scene.h"

time_t
time(time_t *out)
{
	time_t now = scene_now();

	if (out)
		*out = now;
	return now;
}

#endif
