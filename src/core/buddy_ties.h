/*
 * What two people's past says of their being together again. Internal to
 * buddy*.c.
 */
#ifndef HUDDLE_CORE_BUDDY_TIES_H
#define HUDDLE_CORE_BUDDY_TIES_H

#include "core/buddy.h"

struct buddy_ties {
	bool kept;      /* together in the round to keep */
	bool confirmed; /* they are each other's buddies now */
	bool mildly;    /* and asked apart, they may stay if need be */
	bool disturbs;  /* they are not, and one of them could go on as is */
	bool before[BUDDY_ROUNDS_BACK]; /* together in that round */
};

/* As buddy_weight, all things said. */
int64_t buddy_weigh(const struct buddy *a, const struct buddy *b,
    const struct buddy_ties *ties, int32_t today);

/* Puts a group's members in ascending order. */
void buddy_group_sort(struct buddy_group *group);

#endif
