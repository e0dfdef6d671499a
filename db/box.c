/*
 * The sealed box and its key. See box.h.
 */
#include "db/box.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/buf.h"
#include "util/file.h"
#include "util/i18n.h"
#include "util/mem.h"

#define PREFIX "round-"
#define SUFFIX ".key"
#define HASHED "huddle round key"

struct box_secret *
box_secret_new(void)
{
	return crypt_secret_new(sizeof(struct box_secret));
}

void
box_secret_free(struct box_secret *secret)
{
	crypt_secret_free(secret);
}

static char *
key_path(const struct box_key *key)
{
	return mem_printf("%s/" PREFIX "%s" SUFFIX, key->folder, key->name);
}

/* Half a hash of the key: it names the file, and tells a wrong key from a
 * changed box. It says nothing of a key of 256 random bits. */
static void
key_print(struct box_secret *secret, char out[33])
{
	uint8_t hash[CRYPT_HASH_BYTES];

	memcpy(secret->bytes, HASHED, strlen(HASHED));
	memcpy(secret->bytes + strlen(HASHED), secret->key, CRYPT_KEY_BYTES);
	crypt_hash(hash, secret->bytes, strlen(HASHED) + CRYPT_KEY_BYTES);
	crypt_wipe(secret->bytes, strlen(HASHED) + CRYPT_KEY_BYTES);
	crypt_hex(out, hash, 16);
}

int
box_key_create(struct box_secret *secret, struct box_key *key,
    const char *store_id, const struct random *random, struct err *err)
{
	char print[33];
	char *path;
	int status = file_make_folder(key->folder, err);

	if (status < 0)
		return status;
	random->bytes(random->context, secret->key, CRYPT_KEY_BYTES);
	key_print(secret, print);
	snprintf(key->name, sizeof(key->name), "%s-%s", store_id, print);
	path = key_path(key);
	status = file_create(path, 0600, secret->key, CRYPT_KEY_BYTES, err);
	free(path);
	return status;
}

/* Every trouble with a key names its file and ends with the way out. */
static int
trouble(
    const struct box_key *key, int status, const char *what, struct err *err)
{
	char *path = key_path(key);

	err_set(err, status, what, path,
	    _("or end the round with: huddle round void --reason TEXT"));
	free(path);
	return status;
}

/* Nothing was read: because it is not there, or not private, or unreadable. */
static int
not_read(
    const struct box_key *key, int status, const char *said, struct err *err)
{
	char *path = key_path(key);

	if (!file_exists(path))
		status = trouble(key, ERR_UNAVAILABLE,
		    _("The key of this round is missing: %s. Without it nobody "
		      "can read or add answers. Put the file back, %s"),
		    err);
	else if (status == ERR_PERMISSION)
		err_set(err, status,
		    _("The key of this round cannot be used: %s, or end the "
		      "round with: huddle round void --reason TEXT"),
		    said);
	else
		status = trouble(key, ERR_UNAVAILABLE,
		    _("The key of this round is damaged: %s. Without it nobody "
		      "can read or add answers. Put the right file back, %s"),
		    err);
	free(path);
	return status;
}

int
box_key_read(
    struct box_secret *secret, const struct box_key *key, struct err *err)
{
	struct err inner;
	char print[33];
	char *path = key_path(key);
	size_t len = strlen(key->name);
	int status =
	    file_read_secret(path, secret->key, CRYPT_KEY_BYTES, &inner);

	free(path);
	if (status == OK)
		key_print(secret, print);
	if (status == OK && len > 32 &&
	    strcmp(key->name + len - 32, print) == 0)
		return OK;
	crypt_wipe(secret->key, CRYPT_KEY_BYTES);
	if (status < 0)
		return not_read(key, status, inner.text, err);
	return trouble(key, ERR_UNAVAILABLE,
	    _("The key in %s is not the one of this round. Put the right file "
	      "back, %s"),
	    err);
}

int
box_key_wipe(const struct box_key *key, struct err *err)
{
	char *path = key_path(key);
	int status = file_wipe(path, err);

	/* Whoever tidies at this moment may have been faster. */
	if (status < 0 && !file_exists(path))
		status = OK;
	free(path);
	return status;
}

/* The key's name, if the file is one of that store's. */
static bool
key_name(const char *file, const char *store_id, char out[BOX_KEY_NAME_SIZE])
{
	size_t len = strlen(file), id_len = strlen(store_id);

	if (len != strlen(PREFIX) + BOX_KEY_NAME_SIZE - 1 + strlen(SUFFIX) ||
	    strncmp(file, PREFIX, strlen(PREFIX)) != 0 ||
	    strcmp(file + len - strlen(SUFFIX), SUFFIX) != 0 ||
	    strncmp(file + strlen(PREFIX), store_id, id_len) != 0 ||
	    file[strlen(PREFIX) + id_len] != '-')
		return false;
	memcpy(out, file + strlen(PREFIX), BOX_KEY_NAME_SIZE - 1);
	out[BOX_KEY_NAME_SIZE - 1] = '\0';
	return true;
}

int
box_key_walk(const char *folder, const char *store_id,
    int (*each)(void *context, const struct box_key *key), void *context)
{
	struct box_key key = {.folder = folder};
	const struct dirent *entry;
	DIR *dir = opendir(folder);
	int status = OK;

	if (!dir)
		return OK;
	while (status == OK && (entry = readdir(dir)))
		if (key_name(entry->d_name, store_id, key.name))
			status = each(context, &key);
	closedir(dir);
	return status;
}

/* --- The box ------------------------------------------------------------ */

static void
label_text(const struct box_label *label, struct buf *out)
{
	buf_addf(out, "huddle-box 1\n%lld\n%ld\n%s", (long long)label->round,
	    (long)label->checkins, label->form_text);
}

size_t
box_size(const struct form *form)
{
	return tally_size(form) + CRYPT_OVERHEAD;
}

void
box_seal(uint8_t *out, struct box_secret *secret, const struct form *form,
    const struct box_label *label, const struct random *random)
{
	struct buf ad = BUF_INIT;

	label_text(label, &ad);
	tally_encode(form, &secret->tally, secret->bytes);
	crypt_seal(out, secret->bytes, tally_size(form), ad.text, ad.len,
	    secret->key, random);
	crypt_wipe(secret->bytes, sizeof(secret->bytes));
	buf_done(&ad);
}

int
box_open(struct box_secret *secret, const struct form *form,
    const struct box_label *label, const struct box_key *key,
    const uint8_t *sealed, size_t len, struct err *err)
{
	struct buf ad = BUF_INIT;
	bool whole = len == box_size(form);

	label_text(label, &ad);
	whole = whole && crypt_open(secret->bytes, sealed, len, ad.text, ad.len,
	                     secret->key);
	buf_done(&ad);
	if (!whole)
		return trouble(key, ERR_UNAVAILABLE,
		    _("The sealed answers of this round were changed outside "
		      "huddle and do not open with their key %s. Nobody can "
		      "read or add answers any more. End the round with: "
		      "huddle round void --reason TEXT"),
		    err);
	tally_decode(form, &secret->tally, secret->bytes);
	crypt_wipe(secret->bytes, sizeof(secret->bytes));
	return OK;
}

struct random
box_noise(struct box_secret *secret, const struct box_label *label)
{
	char text[64];

	snprintf(text, sizeof(text), "round %lld, %ld check-ins",
	    (long long)label->round, (long)label->checkins);
	return crypt_derived(&secret->noise, secret->key, text);
}
