/*
 * Random bytes as what an office gets: a file, the inside of a box that
 * somebody sealed for it, a public key. `make fuzz`.
 */
#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "sync/seal.h"
#include "util/crypt.h"

/* The one text that the unit ever signed: it is in the corpus. */
#define TEXT "{}"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint8_t office_secret[SEAL_SECRET_BYTES] = {1};
static uint8_t office_key[SEAL_KEY_BYTES];
static uint8_t unit_secret[SEAL_SECRET_BYTES] = {2};
static uint8_t unit_key[SEAL_KEY_BYTES];

static void
make_keys(void)
{
	if (office_key[0] || office_key[1])
		return;
	crypt_init();
	seal_key_public(SEAL_OFFICE, office_secret, office_key);
	crypto_sign_seed_keypair(unit_key, unit_secret, unit_secret);
}

static void
open_file(const void *file, size_t len)
{
	struct sealed sealed;
	struct err err = {""};
	int status = seal_open(&sealed, file, len, office_secret, &err);

	if (status < 0) {
		assert(status == ERR_DATA && err.text[0]);
		return;
	}
	assert(sealed.len > 0 && sealed.len < sealed.padded.len);
	assert(sealed.padded.len % SEAL_BLOCK == 0);
	if (seal_signed(&sealed, office_key, unit_key))
		assert(sealed.len == strlen(TEXT) &&
		       memcmp(sealed.padded.text, TEXT, sealed.len) == 0);
	seal_done(&sealed);
}

static void
open_boxed(const uint8_t *data, size_t size)
{
	static uint8_t file[SEAL_FILE_MAX];

	if (size > sizeof(file) - crypto_box_SEALBYTES)
		return;
	assert(crypto_box_seal(file, data, size, office_key) == 0);
	open_file(file, size + crypto_box_SEALBYTES);
}

/* A key that is taken is written as it was read. */
static void
read_key(const char *text, size_t len)
{
	struct seal_public once, again;
	struct buf written = BUF_INIT;
	struct err err = {""};
	int status = seal_public_read(&once, "a file", text, len, &err);

	if (status < 0) {
		assert(status == ERR_DATA && err.text[0]);
		return;
	}
	seal_public_write(&written, &once);
	assert(seal_public_read(
	           &again, "a file", written.text, written.len, NULL) == OK);
	assert(memcmp(&once, &again, sizeof(once)) == 0);
	buf_done(&written);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	make_keys();
	open_file(data, size);
	open_boxed(data, size);
	read_key((const char *)data, size);
	return 0;
}
