/*
 * Instruments as files: whole, or at first only what stands before their
 * items. Reading fifty questions takes longer than everything else a start
 * does, and most starts ask none of them.
 */
#ifndef HUDDLE_CONFIG_INSTRUMENT_FILE_H
#define HUDDLE_CONFIG_INSTRUMENT_FILE_H

#include <stdbool.h>

#include "config/document.h"
#include "core/instrument.h"

/* Reads a file (text NULL), or a shipped one's text. NULL and `err` if the
 * file cannot be read; faults go into `faults`. */
struct document *instrument_file_read(struct instrument *out, const char *path,
    const char *text, struct faults *faults, struct err *err);

/*
 * The same up to the line on which its items begin: out->item_count is 0.
 * False, and nothing in *out, if it has to be read whole: it is asked in
 * huddles, its items come first, or something in it is not as it should be.
 */
bool instrument_file_head(
    struct instrument *out, const char *path, const char *text);

#endif
