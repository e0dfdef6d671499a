/*
 * The cryptography of libsodium as the rest of the program needs it: random
 * numbers, secret memory, XChaCha20-Poly1305, SHA-256.
 */
#ifndef HUDDLE_UTIL_CRYPT_H
#define HUDDLE_UTIL_CRYPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "util/err.h"
#include "util/random.h"

#define CRYPT_KEY_BYTES 32
#define CRYPT_NONCE_BYTES 24
#define CRYPT_TAG_BYTES 16
#define CRYPT_HASH_BYTES 32

/* A sealed text of `len` bytes is that much longer (nonce and tag). */
#define CRYPT_OVERHEAD (CRYPT_NONCE_BYTES + CRYPT_TAG_BYTES)

/* Once, before anything else of this header; ends the program if the system
 * has no random source. */
void crypt_init(void);

/* The system's random source. */
extern const struct random crypt_random;

/*
 * A reproducible source for demonstrations and tests, never for real data.
 * `state` belongs to the caller and must outlive the source.
 */
struct crypt_seeded {
	uint8_t seed[CRYPT_KEY_BYTES];
	uint64_t counter;
};
struct random crypt_seeded(struct crypt_seeded *state, uint64_t seed);

/*
 * A source that is as secret as the key: the same key and label give the same
 * numbers, and nobody else can tell them from random ones. `state` is a secret
 * too: crypt_wipe it afterwards.
 */
struct random crypt_derived(struct crypt_seeded *state,
    const uint8_t key[CRYPT_KEY_BYTES], const char *label);

/* Memory that is locked, guarded and wiped when freed. */
void *crypt_secret_new(size_t size);
void crypt_secret_free(void *secret);

/* Overwrites, and is never optimised away. */
void crypt_wipe(void *bytes, size_t len);

/*
 * out = nonce, ciphertext, tag: len + CRYPT_OVERHEAD bytes. The nonce is
 * fresh from `random`. `ad` is authenticated, not encrypted.
 */
void crypt_seal(uint8_t *out, const uint8_t *text, size_t len, const void *ad,
    size_t ad_len, const uint8_t key[CRYPT_KEY_BYTES],
    const struct random *random);

/* The reverse: false if anything of it was changed. out: len -
 * CRYPT_OVERHEAD bytes. */
bool crypt_open(uint8_t *out, const uint8_t *sealed, size_t len, const void *ad,
    size_t ad_len, const uint8_t key[CRYPT_KEY_BYTES]);

/* SHA-256. */
void crypt_hash(uint8_t out[CRYPT_HASH_BYTES], const void *bytes, size_t len);

/* Lower-case hex: out has 2 * len + 1 bytes. */
void crypt_hex(char *out, const uint8_t *bytes, size_t len);

#endif
