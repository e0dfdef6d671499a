/*
 * What the tests of sealed files share: an office, a unit, a summary like
 * those that units send, and whether an office would take a file.
 */
#ifndef HUDDLE_TESTS_ENVELOPES_H
#define HUDDLE_TESTS_ENVELOPES_H

#include "sync/seal.h"

struct holder {
	uint8_t secret[SEAL_SECRET_BYTES];
	uint8_t public_key[SEAL_KEY_BYTES];
};

struct holder envelope_holder(enum seal_kind kind);

/* The text of a summary with so many notes; free() it. */
char *envelope_text(int notes);

/* Sealed by a unit for an office. */
struct buf envelope_seal(
    const char *text, const struct holder *unit, const struct holder *office);

/*
 * True if the office opens the file and the signature is the unit's: then
 * *text (may be NULL) is what it says, "" else.
 */
bool envelope_accepted(const void *file, size_t len,
    const struct holder *office, const struct holder *unit, struct buf *text);

/*
 * An attacker's box: whatever inner bytes, encrypted to an office, which
 * anybody can do who has its public key.
 */
struct buf
envelope_box(const void *inner, size_t len, const struct holder *office);

/* What is in a file's box: only its office can do that. */
struct buf envelope_inner(const struct buf *file, const struct holder *office);

#endif
