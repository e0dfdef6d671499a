/*
 * How long it takes to propose buddies: a round for 50, 200 and 500 people
 * with wishes, exclusions and three rounds behind them, and one more each,
 * where one group has three. The floor is what reading all weights takes.
 */
#include <stdio.h>
#include <stdlib.h>

#include "core/buddy.h"
#include "tests/pty/gauge.h"
#include "tests/unit/folk.h"

#define TIMES 5

struct scene {
	struct buddy *people;
	int count;
	struct buddy_round rounds[BUDDY_ROUNDS_BACK];
	struct buddy_past past;
};

static void
scene_init(struct scene *scene, int count)
{
	*scene = (struct scene){.people = folk_new(count), .count = count};
	folk_mix(scene->people, count, 2 * count, count / 2);
	for (int i = 0; i < BUDDY_ROUNDS_BACK; i++)
		scene->rounds[i] =
		    folk_random_round(BUDDY_ENDED, scene->people, count);
	scene->past = (struct buddy_past){
	    scene->rounds, BUDDY_ROUNDS_BACK, NULL, FOLK_TODAY};
}

static void
scene_done(struct scene *scene)
{
	for (int i = 0; i < BUDDY_ROUNDS_BACK; i++)
		buddy_round_done(&scene->rounds[i]);
	folk_free(scene->people, scene->count);
}

static double
weighing(const struct scene *scene)
{
	double begin = gauge_now();
	int64_t sum = 0;

	for (int a = 0; a < scene->count; a++) {
		for (int b = 0; b < a; b++)
			sum ^= buddy_weight(
			    &scene->people[a], &scene->people[b], &scene->past);
	}
	/* Used, so that it is not left out. */
	return gauge_now() - begin + (sum == 1 ? 1 : 0);
}

static double
proposing(const struct scene *scene)
{
	struct buddy_round round = {0};
	double begin = gauge_now();

	buddy_propose(&round, scene->people, scene->count, &scene->past, NULL);
	begin = gauge_now() - begin;
	buddy_round_done(&round);
	return begin;
}

int
main(void)
{
	static const int counts[] = {50, 51, 200, 201, 499, 500};

	printf("\nProposing buddies, milliseconds, and weighing all twos\n");
	for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++) {
		struct gauge_set times = {.count = 0}, floors = {.count = 0};
		struct scene scene;

		scene_init(&scene, counts[i]);
		for (int k = 0; k < TIMES; k++) {
			gauge_add(&times, proposing(&scene));
			gauge_add(&floors, weighing(&scene));
		}
		printf("%5d people %10.2f %10.2f\n", counts[i],
		    gauge_median(&times) / 1000, gauge_median(&floors) / 1000);
		scene_done(&scene);
	}
	return 0;
}
