/*
 * Attack 18: files that no unit made for this office. Somebody flips bits on
 * the way, cuts, extends and mixes files, sends what was for another office,
 * and, since an office's public key is public, seals boxes of their own. An
 * office accepts none of them. `make ci` runs this several times, each with
 * other bits: over 40,000 in all.
 */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/envelopes.h"
#include "tests/unit/unit.h"
#include "util/crypt.h"

#define FLIPS_ON_THE_WAY 6500
#define FLIPS_IN_THE_BOX 2000

#define MAGIC_LEN (sizeof(SEAL_MAGIC) - 1)
#define HEAD (MAGIC_LEN + crypto_sign_BYTES)

static struct holder office, unit;
static struct buf good; /* of one block */
static int tried, accepted;

static int
make_good(void **state)
{
	char *text = envelope_text(20);

	(void)state;
	office = envelope_holder(SEAL_OFFICE);
	unit = envelope_holder(SEAL_UNIT);
	good = envelope_seal(text, &unit, &office);
	free(text);
	return 0;
}

static int
drop_good(void **state)
{
	(void)state;
	buf_done(&good);
	return 0;
}

static void
attempt(const void *file, size_t len)
{
	tried++;
	accepted += envelope_accepted(file, len, &office, &unit, NULL);
}

/* The attempt of somebody who seals a box of their own. */
static void
attempt_box(const void *inner, size_t len)
{
	struct buf file = envelope_box(inner, len, &office);

	attempt(file.text, file.len);
	buf_done(&file);
}

static int
begin(void **state)
{
	(void)state;
	tried = accepted = 0;
	return 0;
}

/* The good one is taken, so that refusing the rest means something. */
static int
judge(void **state)
{
	(void)state;
	print_message("%d accepted of %d\n", accepted, tried);
	assert_true(tried > 0);
	assert_int_equal(accepted, 0);
	assert_true(
	    envelope_accepted(good.text, good.len, &office, &unit, NULL));
	return 0;
}

static void
flip(struct buf *bytes, int bit)
{
	bytes->text[bit / 8] = (char)(bytes->text[bit / 8] ^ 1 << bit % 8);
}

static void
bits_flipped_on_the_way(void **state)
{
	const int bits = (int)good.len * 8;

	(void)state;
	/* All of the box's own key and tag, then anywhere. */
	for (int i = 0; i < FLIPS_ON_THE_WAY; i++) {
		int bit = i < (int)crypto_box_SEALBYTES * 8
		              ? i
		              : unit_between(0, bits - 1);

		flip(&good, bit);
		attempt(good.text, good.len);
		flip(&good, bit);
	}
}

static void
bits_flipped_in_the_box(void **state)
{
	struct buf inner = envelope_inner(&good, &office);
	const int bits = (int)inner.len * 8;

	(void)state;
	/* All of its head, then anywhere, the padding too. */
	for (int i = 0; i < FLIPS_IN_THE_BOX; i++) {
		int bit = i < (int)HEAD * 8 ? i : unit_between(0, bits - 1);

		flip(&inner, bit);
		attempt_box(inner.text, inner.len);
		flip(&inner, bit);
	}
	buf_done(&inner);
}

static void
cut_and_extended(void **state)
{
	char *text = envelope_text(250);
	struct buf large = envelope_seal(text, &unit, &office);
	struct buf longer = BUF_INIT;

	(void)state;
	assert_true(large.len > (size_t)2 * SEAL_BLOCK);
	for (size_t len = 0; len < good.len; len++)
		attempt(good.text, len);
	for (size_t at = 1; at < good.len; at += 17)
		attempt(good.text + at, good.len - at);
	/* Whole blocks away, in front and behind. */
	attempt(large.text, large.len - SEAL_BLOCK);
	attempt(large.text + SEAL_BLOCK, large.len - SEAL_BLOCK);
	buf_add_bytes(&longer, good.text, good.len);
	for (int i = 0; i < 2 * SEAL_BLOCK; i++) {
		buf_add_bytes(&longer, "", 1);
		if (longer.len % 7 == 0 || i % SEAL_BLOCK == SEAL_BLOCK - 1)
			attempt(longer.text, longer.len);
	}
	while (longer.len <= SEAL_FILE_MAX)
		buf_add_bytes(&longer, good.text, good.len);
	attempt(longer.text, longer.len);
	buf_done(&longer);
	buf_done(&large);
	free(text);
}

static void
cut_and_extended_in_the_box(void **state)
{
	static const char zeros[SEAL_BLOCK];
	static const char empty[SEAL_BLOCK] = "\x80";
	char *text = envelope_text(250);
	struct buf large = envelope_seal(text, &unit, &office);
	struct buf inner = envelope_inner(&large, &office);
	const size_t whole = inner.len;

	(void)state;
	for (size_t len = HEAD; len < whole; len += SEAL_BLOCK)
		attempt_box(inner.text, len);
	for (size_t len = 0; len < whole; len += 101)
		attempt_box(inner.text, len);
	/* More padding, and a padding of its own. */
	buf_add_bytes(&inner, zeros, sizeof(zeros));
	attempt_box(inner.text, inner.len);
	inner.len = whole;
	buf_add_bytes(&inner, empty, sizeof(empty));
	attempt_box(inner.text, inner.len);
	attempt_box("", 0);
	buf_done(&inner);
	buf_done(&large);
	free(text);
}

/* Signed by whom the office does not know as this unit. */
static void
forged(void **state)
{
	(void)state;
	for (int i = 0; i < 50; i++) {
		struct holder forger = envelope_holder(SEAL_UNIT);
		char *text = envelope_text(i);
		struct buf file = envelope_seal(text, &forger, &office);

		assert_true(envelope_accepted(
		    file.text, file.len, &office, &forger, NULL));
		attempt(file.text, file.len);
		buf_done(&file);
		free(text);
	}
}

static struct buf
signed_as(const char *domain, const uint8_t *key, size_t key_len,
    const char *padded, const struct holder *signer)
{
	struct buf message = BUF_INIT, inner = BUF_INIT;
	uint8_t signature[crypto_sign_BYTES];

	buf_add(&message, domain);
	buf_add_bytes(&message, key, key_len);
	buf_add_bytes(&message, padded, SEAL_BLOCK);
	crypto_sign_detached(signature, NULL, (const uint8_t *)message.text,
	    message.len, signer->secret);
	buf_add(&inner, SEAL_MAGIC);
	buf_add_bytes(&inner, signature, sizeof(signature));
	buf_add_bytes(&inner, padded, SEAL_BLOCK);
	buf_done(&message);
	return inner;
}

/* What the unit's key signed for another purpose is no summary. */
static void
signed_for_something_else(void **state)
{
	struct holder other = envelope_holder(SEAL_OFFICE);
	struct buf inner = envelope_inner(&good, &office);
	char padded[SEAL_BLOCK];
	const struct {
		const char *domain;
		const uint8_t *key;
		size_t len;
	} wrong[] = {
	    {"", office.public_key, SEAL_KEY_BYTES},
	    {"", office.public_key, 0},
	    {SEAL_DOMAIN, office.public_key, 0},
	    {SEAL_DOMAIN, other.public_key, SEAL_KEY_BYTES},
	    {SEAL_MAGIC, office.public_key, SEAL_KEY_BYTES},
	    {"huddle-key/1 signed by its unit\n", office.public_key,
	        SEAL_KEY_BYTES},
	};

	(void)state;
	memcpy(padded, inner.text + HEAD, SEAL_BLOCK);
	buf_done(&inner);
	inner = signed_as(
	    SEAL_DOMAIN, office.public_key, SEAL_KEY_BYTES, padded, &unit);
	attempt_box(inner.text, inner.len);
	/* The right one was one of them: it is how a unit does it. */
	assert_int_equal(accepted, 1);
	tried = accepted = 0;
	buf_done(&inner);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		inner = signed_as(
		    wrong[i].domain, wrong[i].key, wrong[i].len, padded, &unit);
		attempt_box(inner.text, inner.len);
		buf_done(&inner);
	}
}

/* What the unit made for another office: as it is, with another address, and
 * by that office itself, which can open it and seal it again. */
static void
for_another_office(void **state)
{
	(void)state;
	for (int i = 0; i < 50; i++) {
		struct holder other = envelope_holder(SEAL_OFFICE);
		char *text = envelope_text(i);
		struct buf file = envelope_seal(text, &unit, &other);
		struct buf inner = envelope_inner(&file, &other);
		struct buf mixed = BUF_INIT;

		assert_true(envelope_accepted(
		    file.text, file.len, &other, &unit, NULL));
		attempt(file.text, file.len);
		attempt_box(inner.text, inner.len);
		/* The good file's own key before the other's box. */
		buf_add_bytes(&mixed, good.text, 32);
		buf_add_bytes(&mixed, file.text + 32, file.len - 32);
		attempt(mixed.text, mixed.len);
		buf_done(&mixed);
		buf_done(&inner);
		buf_done(&file);
		free(text);
	}
}

/* The signature of one summary with the text of another, of the same unit. */
static void
mixed(void **state)
{
	struct buf inner = envelope_inner(&good, &office);

	(void)state;
	for (int i = 0; i < 50; i++) {
		char *text = envelope_text(i);
		struct buf file = envelope_seal(text, &unit, &office);
		struct buf other = envelope_inner(&file, &office);
		struct buf both = BUF_INIT;

		if (i == 20) /* that is the good one's text */
			goto next;
		buf_add_bytes(&both, inner.text, HEAD);
		buf_add_bytes(&both, other.text + HEAD, other.len - HEAD);
		attempt_box(both.text, both.len);
		buf_clear(&both);
		buf_add_bytes(&both, good.text, good.len / 2);
		buf_add_bytes(
		    &both, file.text + good.len / 2, file.len - good.len / 2);
		attempt(both.text, both.len);
	next:
		buf_done(&both);
		buf_done(&other);
		buf_done(&file);
		free(text);
	}
	buf_done(&inner);
}

static void
noise_of_the_right_size(void **state)
{
	struct buf noise = BUF_INIT;

	(void)state;
	buf_add_bytes(&noise, good.text, good.len);
	for (int i = 0; i < 500; i++) {
		unit_random()->bytes(
		    unit_random()->context, noise.text, noise.len);
		attempt(noise.text, noise.len);
		attempt_box(noise.text, noise.len - crypto_box_SEALBYTES);
	}
	memset(noise.text, 0, noise.len);
	attempt(noise.text, noise.len);
	attempt_box(noise.text, noise.len - crypto_box_SEALBYTES);
	buf_done(&noise);
}

int
main(void)
{
#define ATTACK(test) cmocka_unit_test_setup_teardown(test, begin, judge)
	const struct CMUnitTest tests[] = {
	    ATTACK(bits_flipped_on_the_way),
	    ATTACK(bits_flipped_in_the_box),
	    ATTACK(cut_and_extended),
	    ATTACK(cut_and_extended_in_the_box),
	    ATTACK(forged),
	    ATTACK(signed_for_something_else),
	    ATTACK(for_another_office),
	    ATTACK(mixed),
	    ATTACK(noise_of_the_right_size),
	};

	crypt_init();
	return cmocka_run_group_tests_name(
	    "attack 18: forged", tests, make_good, drop_good);
}
