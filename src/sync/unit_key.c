/*
 * The unit's own signing keys. See unit_key.h.
 */
#include "sync/unit_key.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "util/crypt.h"
#include "util/file.h"
#include "util/i18n.h"
#include "util/mem.h"

/* No id has a dot, so that no two units can meet in one name. */
char *
unit_key_path(const struct unit_key *key)
{
	assert(id_valid(key->organization) && id_valid(key->unit));
	assert(key->number > 0);
	return mem_printf("%s/unit-key-%d.%s.%s.key", key->folder, key->number,
	    key->organization, key->unit);
}

/* Nothing was read: because it is not there, not private, or not whole. */
static int
trouble(const char *path, int status, const char *said, struct err *err)
{
	if (!file_exists(path))
		return err_set(err, ERR_UNAVAILABLE,
		    _("The key that signs this unit's summaries is missing: "
		      "%s. Nothing else is lost. Put the file back, or begin "
		      "anew at the office with: huddle key rotate"),
		    path);
	if (status == ERR_PERMISSION)
		return err_set(err, status,
		    _("The key that signs this unit's summaries cannot be "
		      "used: %s."),
		    said);
	return err_set(err, ERR_UNAVAILABLE,
	    _("The key that signs this unit's summaries is damaged: %s. "
	      "Nothing else is lost. Put the right file back, or begin anew at "
	      "the office with: huddle key rotate"),
	    path);
}

/* A secret whose second half is not its public key is not only of no use: two
 * signatures with it could tell it. */
static bool
is_whole(const uint8_t *secret)
{
	uint8_t public_key[SEAL_KEY_BYTES];

	seal_key_public(SEAL_UNIT, secret, public_key);
	return memcmp(secret + SEAL_SECRET_BYTES - SEAL_KEY_BYTES, public_key,
	           SEAL_KEY_BYTES) == 0;
}

int
unit_key_load(const struct unit_key *key, uint8_t **secret, struct err *err)
{
	struct err inner;
	char *path = unit_key_path(key);
	int status;

	*secret = crypt_secret_new(SEAL_SECRET_BYTES);
	status = file_read_secret(path, *secret, SEAL_SECRET_BYTES, &inner);
	if (status == OK && !is_whole(*secret))
		status = ERR_UNAVAILABLE;
	if (status < 0) {
		crypt_secret_free(*secret);
		*secret = NULL;
		status = trouble(path, status, inner.text, err);
	}
	free(path);
	return status;
}

int
unit_key_public(const struct unit_key *key, uint8_t public_key[SEAL_KEY_BYTES],
    struct err *err)
{
	uint8_t *secret;
	int status = unit_key_load(key, &secret, err);

	if (status == OK)
		seal_key_public(SEAL_UNIT, secret, public_key);
	crypt_secret_free(secret);
	return status;
}

/* An empty file is what a making that was killed has left: nobody ever had a
 * key of it. */
static bool
is_there(const char *path)
{
	struct buf text = BUF_INIT;
	bool empty = file_read(path, 0, &text, NULL) == OK;

	buf_done(&text);
	return file_exists(path) && !empty;
}

int
unit_key_make(const struct unit_key *key, uint8_t public_key[SEAL_KEY_BYTES],
    struct err *err)
{
	char *path = unit_key_path(key);
	uint8_t *secret = NULL;
	int status;

	if (is_there(path)) {
		status = unit_key_public(key, public_key, err);
		goto out;
	}
	status = file_make_folder(key->folder, err);
	if (status < 0)
		goto out;
	secret = crypt_secret_new(SEAL_SECRET_BYTES);
	seal_key_new(SEAL_UNIT, secret, public_key);
	/* Never by halves: half a key would be taken for a damaged one. */
	status = file_replace(path, 0600, secret, SEAL_SECRET_BYTES, err);
out:
	crypt_secret_free(secret);
	free(path);
	return status;
}

/* Overwritten, not only unlinked: whoever has the disk later could sign with
 * it. */
int
unit_key_wipe(const struct unit_key *key, struct err *err)
{
	char *path = unit_key_path(key);
	int status = file_wipe(path, err);

	free(path);
	return status;
}
