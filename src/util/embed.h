/*
 * Files of the source tree that are part of the program: the schema, and the
 * data files that `init` lays beside a configuration. Made by src/embed.sh.
 */
#ifndef HUDDLE_UTIL_EMBED_H
#define HUDDLE_UTIL_EMBED_H

#include <stddef.h>

struct embed {
	const char *name; /* "config/themes.conf" */
	const char *text; /* NUL behind it */
	size_t len;
};

extern const struct embed embed_files[];
extern const size_t embed_count;

/* The text of a file that must be there. */
const char *embed_text(const char *name);

#endif
