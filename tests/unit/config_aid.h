/*
 * What the tests of config/ share: a folder of their own, files in it, and
 * the faults of a configuration as one text.
 */
#ifndef HUDDLE_TESTS_CONFIG_AID_H
#define HUDDLE_TESTS_CONFIG_AID_H

#include <stddef.h>

#include "config/config.h"

/* The least that a huddle.conf needs: three lines. */
#define LEAST                                                                  \
	"unit = { id = \"4-west\"; name = \"4 West\"; };\n"                    \
	"organization = \"ex\";\n"                                             \
	"timezone = \"UTC\";\n"

/* Setup and teardown of a group or a test. */
int aid_make_folder(void **state);
int aid_drop_folder(void **state);

/* A path in the folder; good until the eighth call from here. */
const char *aid_path(const char *name);

void aid_write(const char *name, const char *text);
void aid_write_bytes(const char *name, const void *bytes, size_t len);

/*
 * Loads the folder's huddle.conf: its faults, each with "\n" behind, with
 * paths as seen from the folder; "" if there are none. If the file cannot be
 * read at all, the message. free() it. A good configuration is in *config
 * (may be NULL), to be done by the caller.
 */
char *aid_load(struct config *config);

/* The same after writing huddle.conf. */
char *aid_faults(const char *text);

#endif
