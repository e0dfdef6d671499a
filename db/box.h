/*
 * The sealed box of an open round: a tally that nobody can read without the
 * round's key, and the key's file, which lies outside the store. In clear the
 * tally exists only in secret memory, for the moment of a check-in or a
 * closing.
 */
#ifndef HUDDLE_DB_BOX_H
#define HUDDLE_DB_BOX_H

#include <stdint.h>

#include "core/form.h"
#include "core/tally.h"
#include "util/crypt.h"
#include "util/err.h"
#include "util/random.h"

/* The store's id (QUEUE_ID_SIZE - 1), '-', half a hash of the key in hex. */
#define BOX_KEY_NAME_SIZE (8 + 1 + 32 + 1)

#define BOX_BYTES_MAX (QUESTIONS_MAX * (ANSWERS_MAX + 1) * 4)

/* All that must never be on the disk; from box_secret_new only. */
struct box_secret {
	uint8_t key[CRYPT_KEY_BYTES];
	struct tally tally;
	struct crypt_seeded noise; /* box_noise's */
	uint8_t bytes[BOX_BYTES_MAX];
};

/* What a sealed tally is tied to: it opens with nothing else. */
struct box_label {
	int64_t round;
	int32_t checkins;
	const char *form_text;
};

/* Where a round's key lies; for messages too. */
struct box_key {
	const char *folder;
	char name[BOX_KEY_NAME_SIZE];
};

struct box_secret *box_secret_new(void);
void box_secret_free(struct box_secret *secret);

/* Draws secret->key, names it and writes its file, synced, before anything
 * is sealed with it. The folder is made if it is missing. */
int box_key_create(struct box_secret *secret, struct box_key *key,
    const char *store_id, const struct random *random, struct err *err);

/*
 * Reads secret->key. Every message names the file and the way out:
 * ERR_UNAVAILABLE missing or not this round's; ERR_PERMISSION others can read
 * it, or we cannot.
 */
int box_key_read(
    struct box_secret *secret, const struct box_key *key, struct err *err);

/* Overwrites and removes a key's file; a missing one is no error. */
int box_key_wipe(const struct box_key *key, struct err *err);

/*
 * Calls `each` with every key of a store in a folder, until it returns
 * anything but OK, which is the result. A folder that is not there has none.
 */
int box_key_walk(const char *folder, const char *store_id,
    int (*each)(void *context, const struct box_key *key), void *context);

/* Bytes of a form's sealed tally. */
size_t box_size(const struct form *form);

/* Seals secret->tally into out (box_size bytes). */
void box_seal(uint8_t *out, struct box_secret *secret, const struct form *form,
    const struct box_label *label, const struct random *random);

/* Fills secret->tally. ERR_UNAVAILABLE if anything of box or label was
 * changed; the message names the key. */
int box_open(struct box_secret *secret, const struct form *form,
    const struct box_label *label, const struct box_key *key,
    const uint8_t *sealed, size_t len, struct err *err);

/*
 * The noise of closing a box: drawn from its key (secret->key), so that a
 * closing that is done again, because it was interrupted, draws the same. It
 * dies with the key, and is wiped with `secret`.
 */
struct random
box_noise(struct box_secret *secret, const struct box_label *label);

#endif
