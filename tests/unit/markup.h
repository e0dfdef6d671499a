/*
 * Pages for a browser, looked at as text: how often something stands in them,
 * and whether what is opened is closed.
 */
#ifndef HUDDLE_TESTS_MARKUP_H
#define HUDDLE_TESTS_MARKUP_H

/* How often `part` stands in the text. */
int markup_count(const char *text, const char *part);

/* Fails unless every element that is opened is closed, in order. */
void markup_check(const char *html);

#endif
