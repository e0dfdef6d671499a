/*
 * What the settings of a delivery have to be, before anything is sent: those
 * that belong together, and the files that they name. Part of transport.h.
 */
#ifndef HUDDLE_SYNC_TRANSPORT_SETTINGS_H
#define HUDDLE_SYNC_TRANSPORT_SETTINGS_H

#include <stdbool.h>

#include "sync/transport.h"

/* Whether a setting says anything. */
bool transport_has(const char *text);

/* ERR_CONFIG: the setting, and what is wrong with it (translated). */
int transport_wrong(struct err *err, const char *setting, const char *what);

/* ERR_CONFIG if something is not set that SFTP needs. */
int transport_check_sftp(const struct transport *transport, struct err *err);

/* The files that are named can be read, and the private ones only by their
 * owner: ERR_CONFIG, ERR_PERMISSION. */
int transport_check_files(const struct transport *transport, struct err *err);

/* The one line of password_file, in secret memory that is the caller's for
 * crypt_secret_free; NULL if none is named. ERR_CONFIG. */
int transport_password(
    const struct transport *transport, char **password, struct err *err);

#endif
