/*
 * The printed seed of randomised tests. See unit.h.
 */
#include "tests/unit/unit.h"

#include <inttypes.h>
#include <stdlib.h>

#include "util/crypt.h"

const struct random *
unit_random(void)
{
	static struct crypt_seeded state;
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
	random = crypt_seeded(&state, seed);
	return &random;
}

int
unit_between(int low, int high)
{
	const struct random *random = unit_random();

	return low + (int)random->uniform(
	                 random->context, (uint32_t)(high - low) + 1);
}
