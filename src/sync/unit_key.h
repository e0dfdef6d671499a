/*
 * The unit's own signing keys: files of mode 0600 in the folder of keys,
 * never in the store and in no backup. A key belongs to a unit of an
 * organization, as the office knows it, and is numbered from 1: units that
 * share a folder do not share keys, and a store that is moved keeps its own.
 * Which one signs a release is kept with the release.
 */
#ifndef HUDDLE_SYNC_UNIT_KEY_H
#define HUDDLE_SYNC_UNIT_KEY_H

#include "sync/seal.h"

struct unit_key {
	const char *folder;
	const char *organization, *unit; /* ids */
	int number;
};

/* Its file's path; free() it. */
char *unit_key_path(const struct unit_key *key);

/*
 * Makes the key if it is not there yet; its public part. Only while holding
 * the store (db_begin), or two programs could make it at once. Else as
 * unit_key_load, and ERR_CREATE (disk).
 */
int unit_key_make(const struct unit_key *key,
    uint8_t public_key[SEAL_KEY_BYTES], struct err *err);

/* The public part of one that is there; as unit_key_load. */
int unit_key_public(const struct unit_key *key,
    uint8_t public_key[SEAL_KEY_BYTES], struct err *err);

/*
 * Reads it: *secret (SEAL_SECRET_BYTES) is the caller's for
 * crypt_secret_free, NULL on failure. ERR_UNAVAILABLE if it is missing or
 * damaged, ERR_PERMISSION if others can read it, or we cannot. The message
 * names the file and the way out.
 */
int
unit_key_load(const struct unit_key *key, uint8_t **secret, struct err *err);

/* Takes it away for good; a missing one is no error. */
int unit_key_wipe(const struct unit_key *key, struct err *err);

#endif
