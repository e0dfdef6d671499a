/*
 * Floor: nothing but bytes. The screen is one write, a key another; what any
 * terminal program needs at least.
 */
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "tests/bench/floor.h"

static void
put(const char *bytes, int len)
{
	if (len < 0 || write(STDOUT_FILENO, bytes, (size_t)len) != len)
		_exit(1);
}

static int
put_row(char *out, size_t size, const struct floor *floor, int row)
{
	return snprintf(out, size, "\033[%d;1H%s%-74s\033[m",
	    FLOOR_TOP + row + 1, row == floor->bar ? "\033[7m" : "",
	    floor->rows[row]);
}

static void
put_screen(const struct floor *floor)
{
	char screen[8192];
	int len =
	    snprintf(screen, sizeof(screen), "\033[H\033[2J%s", FLOOR_TITLE);

	for (int i = 0; i < FLOOR_ROWS; i++)
		len += put_row(
		    screen + len, sizeof(screen) - (size_t)len, floor, i);
	len += snprintf(screen + len, sizeof(screen) - (size_t)len,
	    "\033[24;1H%s", FLOOR_KEYS);
	put(screen, len);
}

int
main(void)
{
	struct floor floor = {.bar = 0};
	struct termios before, raw;
	char key;

	tcgetattr(STDIN_FILENO, &before);
	raw = before;
	cfmakeraw(&raw);
	tcsetattr(STDIN_FILENO, TCSANOW, &raw);
	floor_fill(&floor);
	put_screen(&floor);
	while (read(STDIN_FILENO, &key, 1) == 1) {
		char rows[512];
		int last = floor.bar, len;

		if (!floor_move(&floor, key))
			break;
		len = put_row(rows, sizeof(rows), &floor, last);
		len += put_row(
		    rows + len, sizeof(rows) - (size_t)len, &floor, floor.bar);
		put(rows, len);
	}
	put("\033[H\033[2J", 7);
	tcsetattr(STDIN_FILENO, TCSANOW, &before);
	return 0;
}
