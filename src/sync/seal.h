/*
 * The sealed file: canonical JSON, padded, signed by the unit, encrypted to
 * the office. libsodium: Ed25519, sealed boxes (X25519, XSalsa20-Poly1305).
 *
 * The box holds SEAL_MAGIC, the signature and the padded text. Signed is
 * SEAL_DOMAIN, the office's public key and the padded text, so that a file is
 * good for one office only.
 */
#ifndef HUDDLE_SYNC_SEAL_H
#define HUDDLE_SYNC_SEAL_H

#include <stdbool.h>
#include <stdint.h>

#include "core/instrument.h"
#include "util/buf.h"
#include "util/err.h"

#define SEAL_MAGIC "huddle-sealed/1\n"
#define SEAL_DOMAIN "huddle-summary/1 signed by its unit\n"
#define SEAL_BLOCK 4096
#define SEAL_KEY_BYTES 32
#define SEAL_SECRET_BYTES                                                      \
	64 /* of a unit: Ed25519; of an office the first
                                32 are its X25519 secret */
#define SEAL_FILE_MAX (512 * 1024)
#define SEAL_SUFFIX ".huddle"

/* A public key as it travels: FILE.pub, canonical JSON with a final newline,
 * {"epoch","fingerprint","format":"huddle-key/1","key","kind","organization",
 * "unit"}; epoch and unit only of a unit's. */
enum seal_kind { SEAL_UNIT, SEAL_OFFICE };
struct seal_public {
	enum seal_kind kind;
	char organization[ID_SIZE];
	char unit[ID_SIZE]; /* "" of an office */
	int epoch;          /* 0 of an office */
	uint8_t key[SEAL_KEY_BYTES];
};

/* New keys. `secret` should lie in crypt_secret_new memory. */
void seal_key_new(enum seal_kind kind, uint8_t secret[SEAL_SECRET_BYTES],
    uint8_t public_key[SEAL_KEY_BYTES]);
void
seal_key_public(enum seal_kind kind, const uint8_t secret[SEAL_SECRET_BYTES],
    uint8_t public_key[SEAL_KEY_BYTES]);

/* Six groups of five digits of the key's SHA-256, to be read out to each
 * other: "04127 88310 ...". */
#define SEAL_FINGERPRINT_SIZE 36
void seal_fingerprint(
    const uint8_t public_key[SEAL_KEY_BYTES], char out[SEAL_FINGERPRINT_SIZE]);

/* 64 hex digits; false if they are none. */
bool seal_key_parse(const char *hex, uint8_t key[SEAL_KEY_BYTES]);

void seal_public_write(struct buf *out, const struct seal_public *public_key);
/* ERR_DATA names the fault. `name` is the file's, for messages. */
int seal_public_read(struct seal_public *out, const char *name,
    const char *text, size_t len, struct err *err);

/* Signs and encrypts a text of 1 byte and up. */
void seal_make(struct buf *out, const char *text, size_t len,
    const uint8_t unit_secret[SEAL_SECRET_BYTES],
    const uint8_t office_key[SEAL_KEY_BYTES]);

/*
 * Opens a file with the office's secret key: ERR_DATA if it is not one, is
 * for another office, or was changed. The text is not trusted yet: its unit
 * says which key seal_signed has to be asked with. `padded` keeps what was
 * signed.
 */
struct sealed {
	struct buf padded;
	size_t len; /* of the text at its beginning */
	uint8_t signature[64];
};
int seal_open(struct sealed *out, const void *file, size_t len,
    const uint8_t office_secret[SEAL_SECRET_BYTES], struct err *err);
bool seal_signed(const struct sealed *sealed,
    const uint8_t office_key[SEAL_KEY_BYTES],
    const uint8_t unit_key[SEAL_KEY_BYTES]);
void seal_done(struct sealed *sealed);

#endif
