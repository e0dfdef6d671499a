/*
 * Who with whom: a matching of the greatest weight in a general graph, by
 * blossoms and dual variables. Pure, knows nothing of people.
 *
 * J. Edmonds: Paths, trees, and flowers, 1965, and Maximum matching and a
 * polyhedron with 0,1-vertices, 1965; organised as in Z. Galil: Efficient
 * algorithms for finding maximum matching in graphs, ACM Computing Surveys
 * 18, 1986.
 */
#ifndef HUDDLE_CORE_MATCHING_H
#define HUDDLE_CORE_MATCHING_H

#include <stdint.h>

#define MATCHING_MAX 512 /* vertices */

/* The weight of two who can never be together. */
#define MATCHING_NEVER INT64_MIN
/* Every other weight lies within this and its negative. */
#define MATCHING_WEIGHT ((int64_t)1 << 51)

/*
 * weights[i * count + j] is what i and j are worth together, the same both
 * ways; the diagonal is not read. mates[i] becomes i's mate, or -1. Of all
 * matchings with the most pairs it is one of the greatest sum of weights;
 * the same weights always give the same one. O(count^3).
 */
void matching_pairs(const int64_t *weights, int count, int *mates);

#define MATCHING_GROUP 3

struct matching_group {
	int members[MATCHING_GROUP]; /* ascending */
	int count;                   /* 2 or 3; 1: with nobody */
};

/*
 * Groups of two; where that leaves somebody alone, groups of three take them
 * in, as long as that can be done, one after the other: each is the one that
 * makes most of the weights within all groups, together with the best pairs of
 * the others. Threes are tried by what duality says they can be worth at most,
 * until nothing that is left can be better: nearly always after one or two. Up
 * to 27 vertices all are tried if need be; above, so many as take about as
 * long. No group has two who can never be together; who finds no group is one
 * alone. Ordered by their first member; returns how many of groups[count] there
 * are.
 */
int matching_groups(
    const int64_t *weights, int count, struct matching_group *groups);

#endif
