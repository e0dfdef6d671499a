/*
 * A source of random numbers, passed to whoever needs one, so that the domain
 * stays pure and a test can fix the draws.
 */
#ifndef HUDDLE_UTIL_RANDOM_H
#define HUDDLE_UTIL_RANDOM_H

#include <stddef.h>
#include <stdint.h>

struct random {
	/* A number from 0 to below - 1, all equally likely; below >= 1. */
	uint32_t (*uniform)(void *context, uint32_t below);
	void (*bytes)(void *context, void *out, size_t len);
	void *context;
};

#endif
