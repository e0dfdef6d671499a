/*
 * Whole numbers as small files and facts of the store keep them.
 */
#ifndef HUDDLE_UTIL_NUMBER_H
#define HUDDLE_UTIL_NUMBER_H

#include <stdint.h>

/* Reads at most `max` decimal numbers with a space between each two; nothing
 * else may be there. Returns how many, or -1 if the text is anything else. */
int number_list(const char *text, int32_t *out, int max);

#endif
