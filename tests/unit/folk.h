/*
 * People who want a buddy, made up for tests: ids from 1, names p1, p2, ...
 */
#ifndef HUDDLE_TESTS_FOLK_H
#define HUDDLE_TESTS_FOLK_H

#include "core/buddy.h"

#define FOLK_TODAY 20000

/* So many people of long standing who work days; for folk_free. */
struct buddy *folk_new(int count);
void folk_free(struct buddy *people, int count);

/* One names another, unless all choices are used up. */
void folk_choose(
    struct buddy *who, enum buddy_choice kind, const struct buddy *whom);

/* Somebody's group in the round asks for others. */
void folk_ask(struct buddy *people, int count, const struct buddy_round *round,
    int64_t who);

/* Shifts, days of joining, wishes and exclusions at random: `wishes` and
 * `exclusions` are how many of each the whole folk has. */
void folk_mix(struct buddy *people, int count, int wishes, int exclusions);

/* A round of groups by ids, each ended by 0 and all by another 0. */
struct buddy_round folk_round(enum buddy_round_state state, const int64_t *ids);

/* Everybody in pairs at random, and one group of three where it is odd. */
struct buddy_round folk_random_round(
    enum buddy_round_state state, const struct buddy *people, int count);

/* Fails unless everybody is in one group, in order, and not with somebody
 * they may never be with, by `past` too (NULL: exclusions only). */
void folk_check(const struct buddy_round *round, const struct buddy *people,
    int count, const struct buddy_past *past);

#endif
