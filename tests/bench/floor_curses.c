/*
 * Floor: a list in ncurses that draws its page anew at every key.
 */
#include "tests/bench/floor_curses.h"

int
main(void)
{
	struct floor floor = {.bar = 0};

	setlocale(LC_ALL, "");
	floor_fill(&floor);
	return floor_curses(&floor, true);
}
