/*
 * The unit's own signing keys: files of mode 0600 in the folder of keys,
 * numbered from 1, never in the store and in no backup. Which one signs a
 * release is kept with the release.
 */
#ifndef HUDDLE_SYNC_UNIT_KEY_H
#define HUDDLE_SYNC_UNIT_KEY_H

#include "sync/seal.h"

/* Makes key `number` if it is not there yet; its public part. */
int unit_key_make(const char *folder, int number,
    uint8_t public_key[SEAL_KEY_BYTES], struct err *err);

/* Reads it: *secret is the caller's for crypt_secret_free. ERR_UNAVAILABLE if
 * it is missing, ERR_PERMISSION if others can read it. */
int unit_key_load(
    const char *folder, int number, uint8_t **secret, struct err *err);

/* Takes it away for good; a missing one is no error. */
int unit_key_wipe(const char *folder, int number, struct err *err);

#endif
