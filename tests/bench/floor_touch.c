/*
 * Floor: a list in ncurses that touches only what has changed.
 */
#include "tests/bench/floor_curses.h"

int
main(void)
{
	struct floor floor = {.bar = 0};

	setlocale(LC_ALL, "");
	floor_fill(&floor);
	return floor_curses(&floor, false);
}
