/*
 * What the floors share: a list of texts on an 80 by 24 screen and a bar that
 * j and k move over it, q leaves. They stand for the least that a program on
 * a terminal can do.
 */
#ifndef HUDDLE_BENCH_FLOOR_H
#define HUDDLE_BENCH_FLOOR_H

#include <stdio.h>

#define FLOOR_ROWS 17 /* of the list; the first is row 3 of the screen */
#define FLOOR_TOP 3
#define FLOOR_COLUMNS 74

#define FLOOR_TITLE "   4 West                                        notes"
#define FLOOR_KEYS "   j down   k up   q leave"

struct floor {
	char rows[FLOOR_ROWS][FLOOR_COLUMNS + 1];
	int bar;
};

static inline void
floor_fill(struct floor *floor)
{
	for (int i = 0; i < FLOOR_ROWS; i++)
		snprintf(floor->rows[i], sizeof(floor->rows[i]),
		    "   %2d  pebble   supplies   Linen runs out before noon",
		    i);
}

/* Where the bar goes; false for the key that leaves. */
static inline int
floor_move(struct floor *floor, int key)
{
	if (key == 'j' && floor->bar < FLOOR_ROWS - 1)
		floor->bar++;
	if (key == 'k' && floor->bar > 0)
		floor->bar--;
	return key != 'q';
}

#endif
