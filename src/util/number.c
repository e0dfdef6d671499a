/*
 * Whole numbers as small files and facts of the store keep them. See number.h.
 */
#include "util/number.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>

int
number_list(const char *text, int32_t *out, int max)
{
	int count = 0;

	for (; count < max; text++) {
		char *end;
		long number;

		/* strtol would also take spaces and a plus. */
		if (!isdigit((unsigned char)text[text[0] == '-']))
			return -1;
		errno = 0;
		number = strtol(text, &end, 10);
		if (errno || number < INT32_MIN || number > INT32_MAX)
			return -1;
		out[count++] = (int32_t)number;
		text = end;
		if (*text != ' ')
			break;
	}
	return *text == '\0' ? count : -1;
}
