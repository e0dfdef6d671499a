/*
 * The text of a huddle.conf that does not exist yet, for the example and for
 * `init`; shared inside config/.
 */
#ifndef HUDDLE_CONFIG_CONFIG_SHOW_H
#define HUDDLE_CONFIG_CONFIG_SHOW_H

#include <stdbool.h>

#include "config/config.h"

/* A commented huddle.conf with a day and a night huddle. `beside`: it names
 * the data files that lie beside it. */
void config_text(const struct config_seed *seed, bool beside, struct buf *out);

#endif
