/*
 * The printed seed of randomised tests. See unit.h.
 */
#include "tests/unit/unit.h"

#include <inttypes.h>
#include <stdlib.h>

#include "util/crypt.h"

/* Millions of numbers are needed: they are fetched many at a time. */
#define WORDS 2048

struct supply {
	struct crypt_seeded state;
	struct random seeded;
	uint32_t words[WORDS];
	int left;
};

static uint32_t
supply_uniform(void *context, uint32_t below)
{
	struct supply *supply = context;
	uint32_t refused = -below % below, number;

	do {
		if (supply->left == 0) {
			supply->seeded.bytes(&supply->state, supply->words,
			    sizeof(supply->words));
			supply->left = WORDS;
		}
		number = supply->words[--supply->left];
	} while (number < refused);
	return number % below;
}

static void
supply_bytes(void *context, void *out, size_t len)
{
	struct supply *supply = context;

	supply->seeded.bytes(&supply->state, out, len);
}

const struct random *
unit_random(void)
{
	static struct supply supply;
	static struct random random;
	const char *given = getenv("SEED");
	uint64_t seed;

	if (random.uniform)
		return &random;
	crypt_init();
	crypt_random.bytes(crypt_random.context, &seed, sizeof(seed));
	if (given)
		seed = strtoull(given, NULL, 10);
	print_message("SEED=%" PRIu64 "\n", seed);
	supply.seeded = crypt_seeded(&supply.state, seed);
	random = (struct random){supply_uniform, supply_bytes, &supply};
	return &random;
}

int
unit_between(int low, int high)
{
	const struct random *random = unit_random();

	return low + (int)random->uniform(
	                 random->context, (uint32_t)(high - low) + 1);
}
