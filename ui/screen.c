/*
 * All screens in one table, and the list of effects that they fill.
 */
#include "ui/screen.h"

#include <assert.h>
#include <string.h>

struct effect *
effects_add(struct effects *effects, enum effect_kind kind)
{
	struct effect *effect;

	assert(effects->count < EFFECTS_MAX);
	effect = &effects->list[effects->count++];
	memset(effect, 0, sizeof(*effect));
	effect->kind = kind;
	return effect;
}
