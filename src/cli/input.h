/*
 * Standard input, line by line, as check-ins and tallies come in. The bytes
 * are wiped, since they may be answers.
 */
#ifndef HUDDLE_CLI_INPUT_H
#define HUDDLE_CLI_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "util/buf.h"
#include "util/err.h"

#define INPUT_LINE_MAX 255

struct input {
	char bytes[4096];
	size_t start, end;
	bool over;
	int line; /* the number of the line given last, from 1 */
	char text[INPUT_LINE_MAX + 1];
};

/* The next line without its end (\n or \r\n) in input->text: 1; the end: 0;
 * ERR_DATA for one that is too long, not UTF-8 or has control characters. */
int input_line(struct input *input, struct err *err);
void input_done(struct input *input);

/* All of standard input, at most `max` bytes: ERR_DATA if there is more. */
int input_all(struct buf *out, size_t max, struct err *err);

#endif
