/*
 * Delivery into a folder: a share, a mounted stick. Part of transport.h.
 */
#ifndef HUDDLE_SYNC_TRANSPORT_FOLDER_H
#define HUDDLE_SYNC_TRANSPORT_FOLDER_H

#include <stddef.h>

#include "util/err.h"

/* As transport_deliver(); `folder` is a path. */
int transport_folder(const char *folder, const char *name, const void *bytes,
    size_t len, struct err *err);

/* ERR_DATA: something else stands under the name at `where`. */
int transport_taken(const char *where, const char *name, struct err *err);

#endif
