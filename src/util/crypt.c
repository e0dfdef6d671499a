/*
 * The cryptography of libsodium, as crypt.h offers it.
 */
#include "util/crypt.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

_Static_assert(
    CRYPT_KEY_BYTES == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "key");
_Static_assert(
    CRYPT_NONCE_BYTES == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, "nonce");
_Static_assert(
    CRYPT_TAG_BYTES == crypto_aead_xchacha20poly1305_ietf_ABYTES, "tag");
_Static_assert(CRYPT_HASH_BYTES == crypto_hash_sha256_BYTES, "hash");

void
crypt_init(void)
{
	if (sodium_init() < 0) {
		fputs("huddle: the system gives no random numbers.\n", stderr);
		_exit(EX_OSERR);
	}
}

static uint32_t
system_uniform(void *context, uint32_t below)
{
	(void)context;
	return randombytes_uniform(below);
}

static void
system_bytes(void *context, void *out, size_t len)
{
	(void)context;
	randombytes_buf(out, len);
}

const struct random crypt_random = {system_uniform, system_bytes, NULL};

/* The n-th call's bytes: the stream of a key made of seed and counter. */
static void
seeded_bytes(void *context, void *out, size_t len)
{
	struct crypt_seeded *state = context;
	uint8_t key[CRYPT_KEY_BYTES];

	memcpy(key, state->seed, sizeof(key));
	memcpy(key + sizeof(key) - sizeof(state->counter), &state->counter,
	    sizeof(state->counter));
	state->counter++;
	randombytes_buf_deterministic(out, len, key);
	crypt_wipe(key, sizeof(key));
}

static uint32_t
seeded_uniform(void *context, uint32_t below)
{
	/* Numbers under 2^32 mod below are refused, the rest is even. */
	uint32_t refused = (uint32_t)(-below) % below;
	uint32_t number;

	do
		seeded_bytes(context, &number, sizeof(number));
	while (number < refused);
	return number % below;
}

struct random
crypt_seeded(struct crypt_seeded *state, uint64_t seed)
{
	*state = (struct crypt_seeded){0};
	memcpy(state->seed, &seed, sizeof(seed));
	return (struct random){seeded_uniform, seeded_bytes, state};
}

struct random
crypt_derived(struct crypt_seeded *state, const uint8_t key[CRYPT_KEY_BYTES],
    const char *label)
{
	static const char domain[] = "huddle noise";
	crypto_hash_sha256_state hash;

	*state = (struct crypt_seeded){0};
	crypto_hash_sha256_init(&hash);
	crypto_hash_sha256_update(
	    &hash, (const uint8_t *)domain, strlen(domain));
	crypto_hash_sha256_update(&hash, key, CRYPT_KEY_BYTES);
	crypto_hash_sha256_update(&hash, (const uint8_t *)label, strlen(label));
	crypto_hash_sha256_final(&hash, state->seed);
	crypt_wipe(&hash, sizeof(hash));
	return (struct random){seeded_uniform, seeded_bytes, state};
}

void *
crypt_secret_new(size_t size)
{
	void *secret = sodium_malloc(size);

	if (!secret) {
		fputs("huddle: no locked memory is left. "
		      "What was saved is safe.\n",
		    stderr);
		_exit(EX_OSERR);
	}
	memset(secret, 0, size);
	return secret;
}

void
crypt_secret_free(void *secret)
{
	sodium_free(secret);
}

void
crypt_wipe(void *bytes, size_t len)
{
	sodium_memzero(bytes, len);
}

void
crypt_seal(uint8_t *out, const uint8_t *text, size_t len, const void *ad,
    size_t ad_len, const uint8_t key[CRYPT_KEY_BYTES],
    const struct random *random)
{
	random->bytes(random->context, out, CRYPT_NONCE_BYTES);
	crypto_aead_xchacha20poly1305_ietf_encrypt(out + CRYPT_NONCE_BYTES,
	    NULL, text, len, ad, ad_len, NULL, out, key);
}

bool
crypt_open(uint8_t *out, const uint8_t *sealed, size_t len, const void *ad,
    size_t ad_len, const uint8_t key[CRYPT_KEY_BYTES])
{
	return len >= CRYPT_OVERHEAD &&
	       crypto_aead_xchacha20poly1305_ietf_decrypt(out, NULL, NULL,
	           sealed + CRYPT_NONCE_BYTES, len - CRYPT_NONCE_BYTES, ad,
	           ad_len, sealed, key) == 0;
}

void
crypt_hash(uint8_t out[CRYPT_HASH_BYTES], const void *bytes, size_t len)
{
	crypto_hash_sha256(out, bytes, len);
}

void
crypt_hex(char *out, const uint8_t *bytes, size_t len)
{
	sodium_bin2hex(out, 2 * len + 1, bytes, len);
}
