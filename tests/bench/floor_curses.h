/*
 * The floors with ncurses: they touch only the two rows that change.
 */
#ifndef HUDDLE_BENCH_FLOOR_CURSES_H
#define HUDDLE_BENCH_FLOOR_CURSES_H

#include <curses.h>
#include <locale.h>

#include "tests/bench/floor.h"

static inline void
floor_row(const struct floor *floor, int row)
{
	attrset(row == floor->bar ? A_REVERSE : A_NORMAL);
	mvprintw(FLOOR_TOP + row, 0, "%-74s", floor->rows[row]);
	attrset(A_NORMAL);
}

static inline void
floor_page(const struct floor *floor)
{
	mvaddstr(0, 0, FLOOR_TITLE);
	mvaddstr(23, 0, FLOOR_KEYS);
	for (int i = 0; i < FLOOR_ROWS; i++)
		floor_row(floor, i);
}

/* `whole`: draws the page anew at every key, as most programs do; else only
 * the two rows that changed. */
static inline int
floor_curses(struct floor *floor, bool whole)
{
	SCREEN *screen = newterm(NULL, stdout, stdin);
	int key;

	if (!screen)
		return 1;
	raw();
	noecho();
	floor_page(floor);
	move(FLOOR_TOP + floor->bar, 3);
	refresh();
	for (;;) {
		int last = floor->bar;

		key = getch();
		if (!floor_move(floor, key))
			break;
		if (whole) {
			erase();
			floor_page(floor);
		} else {
			floor_row(floor, last);
			floor_row(floor, floor->bar);
		}
		move(FLOOR_TOP + floor->bar, 3);
		refresh();
	}
	endwin();
	delscreen(screen);
	return 0;
}

#endif
