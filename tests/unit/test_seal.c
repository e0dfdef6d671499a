/*
 * Sealed files and public keys: what comes out is what went in, and the bytes
 * are those that the format's description names.
 */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/envelopes.h"
#include "tests/unit/unit.h"
#include "util/crypt.h"

#define FRAME (48 + 16 + 64)

static void
what_was_sealed_opens_again(void **state)
{
	static const int sizes[] = {
	    1, 2, 4094, 4095, 4096, 4097, 8191, 8192, 200000};
	struct holder office = envelope_holder(SEAL_OFFICE);
	struct holder unit = envelope_holder(SEAL_UNIT);
	struct buf opened = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		size_t len = (size_t)sizes[i];
		char *text = malloc(len + 1);
		struct buf file;

		/* also with what padding is made of at its end */
		memset(text, i % 2 ? 'x' : '\x80', len);
		text[len] = '\0';
		file = envelope_seal(text, &unit, &office);
		assert_int_equal(
		    file.len, FRAME + (len / SEAL_BLOCK + 1) * SEAL_BLOCK);
		assert_true(envelope_accepted(
		    file.text, file.len, &office, &unit, &opened));
		assert_int_equal(opened.len, len);
		assert_memory_equal(opened.text, text, len);
		buf_done(&file);
		free(text);
	}
	buf_done(&opened);
}

static void
it_is_added_behind_what_is_there(void **state)
{
	struct holder office = envelope_holder(SEAL_OFFICE);
	struct holder unit = envelope_holder(SEAL_UNIT);
	struct buf file = BUF_INIT;

	(void)state;
	buf_add(&file, "before");
	seal_make(&file, "{}", 2, unit.secret, office.public_key);
	assert_memory_equal(file.text, "before", 6);
	assert_true(envelope_accepted(
	    file.text + 6, file.len - 6, &office, &unit, NULL));
	buf_done(&file);
}

/* Read with libsodium alone, as somebody would who has only the manual. */
static void
the_bytes_are_as_described(void **state)
{
	static const char magic[] = "huddle-sealed/1\n";
	static const char domain[] = "huddle-summary/1 signed by its unit\n";
	struct holder office = envelope_holder(SEAL_OFFICE);
	struct holder unit = envelope_holder(SEAL_UNIT);
	char *text = envelope_text(9);
	struct buf file = envelope_seal(text, &unit, &office), message;
	struct buf inner = envelope_inner(&file, &office);
	const char *padded = inner.text + 16 + 64;
	size_t len;

	(void)state;
	assert_int_equal(inner.len, 16 + 64 + 4096);
	assert_memory_equal(inner.text, magic, 16);
	assert_int_equal(
	    sodium_unpad(&len, (const uint8_t *)padded, 4096, 4096), 0);
	assert_int_equal(len, strlen(text));
	assert_memory_equal(padded, text, len);
	buf_init(&message);
	buf_add(&message, domain);
	buf_add_bytes(&message, office.public_key, 32);
	buf_add_bytes(&message, padded, 4096);
	assert_int_equal(
	    crypto_sign_verify_detached((const uint8_t *)inner.text + 16,
	        (const uint8_t *)message.text, message.len, unit.public_key),
	    0);
	buf_done(&message);
	buf_done(&inner);
	buf_done(&file);
	free(text);
}

/* A file of a text that is padded to `len` bytes, well signed by the unit. */
static bool
opens_with(size_t len, const struct holder *unit, const struct holder *office)
{
	struct buf message = BUF_INIT, inner = BUF_INIT, file;
	uint8_t signature[crypto_sign_BYTES];
	char *padded = calloc(1, len);
	bool accepted;

	padded[len - 2] = 'x';
	padded[len - 1] = '\x80';
	buf_add(&message, SEAL_DOMAIN);
	buf_add_bytes(&message, office->public_key, SEAL_KEY_BYTES);
	buf_add_bytes(&message, padded, len);
	crypto_sign_detached(signature, NULL, (const uint8_t *)message.text,
	    message.len, unit->secret);
	buf_add(&inner, SEAL_MAGIC);
	buf_add_bytes(&inner, signature, sizeof(signature));
	buf_add_bytes(&inner, padded, len);
	file = envelope_box(inner.text, inner.len, office);
	accepted = envelope_accepted(file.text, file.len, office, unit, NULL);
	buf_done(&file);
	buf_done(&inner);
	buf_done(&message);
	free(padded);
	return accepted;
}

/* Even a unit cannot make a file whose size would tell something, or one that
 * is too large to be read. */
static void
only_whole_blocks_open(void **state)
{
	static const size_t wrong[] = {2, 64, SEAL_BLOCK - 1, SEAL_BLOCK + 1,
	    2 * SEAL_BLOCK - 1, SEAL_FILE_MAX, 2 * SEAL_FILE_MAX};
	struct holder office = envelope_holder(SEAL_OFFICE);
	struct holder unit = envelope_holder(SEAL_UNIT);

	(void)state;
	for (size_t blocks = 1; blocks < 4; blocks++)
		assert_true(opens_with(blocks * SEAL_BLOCK, &unit, &office));
	assert_true(opens_with(SEAL_FILE_MAX - SEAL_BLOCK, &unit, &office));
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_false(opens_with(wrong[i], &unit, &office));
}

static void
a_public_key_comes_from_its_secret(void **state)
{
	(void)state;
	for (enum seal_kind kind = SEAL_UNIT; kind <= SEAL_OFFICE; kind++) {
		struct holder one = envelope_holder(kind);
		struct holder two = envelope_holder(kind);
		uint8_t public_key[SEAL_KEY_BYTES];

		seal_key_public(kind, one.secret, public_key);
		assert_memory_equal(public_key, one.public_key, SEAL_KEY_BYTES);
		assert_memory_not_equal(
		    one.public_key, two.public_key, SEAL_KEY_BYTES);
		assert_memory_not_equal(one.secret, two.secret, SEAL_KEY_BYTES);
	}
}

static void
hex_is_a_key_or_none(void **state)
{
	static const char good[] = "00112233445566778899aabbccddeeff"
	                           "ffeeddccbbaa99887766554433221100";
	static const char *const bad[] = {"", "00",
	    "00112233445566778899AABBCCDDEEFFffeeddccbbaa99887766554433221100",
	    "0112233445566778899aabbccddeeffffeeddccbbaa99887766554433221100",
	    "000112233445566778899aabbccddeeffffeeddccbbaa99887766554433221100",
	    " 0112233445566778899aabbccddeeffffeeddccbbaa99887766554433221100",
	    "g0112233445566778899aabbccddeeffffeeddccbbaa99887766554433221100"};
	uint8_t key[SEAL_KEY_BYTES];
	char hex[2 * SEAL_KEY_BYTES + 1];

	(void)state;
	assert_true(seal_key_parse(good, key));
	crypt_hex(hex, key, sizeof(key));
	assert_string_equal(hex, good);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(seal_key_parse(bad[i], key));
}

/* The SHA-256 of 32 zero bytes begins 66687aad f862bd77 6c8fc18b 8e9f8e20
 * 08971485 6ee233b3. */
static void
a_fingerprint_is_thirty_digits(void **state)
{
	const uint8_t zeros[SEAL_KEY_BYTES] = {0};
	static const uint32_t words[] = {0x66687aad, 0xf862bd77, 0x6c8fc18b,
	    0x8e9f8e20, 0x08971485, 0x6ee233b3};
	char out[SEAL_FINGERPRINT_SIZE], wanted[SEAL_FINGERPRINT_SIZE];
	struct holder other = envelope_holder(SEAL_UNIT);

	(void)state;
	snprintf(wanted, sizeof(wanted), "%05u %05u %05u %05u %05u %05u",
	    words[0] % 100000, words[1] % 100000, words[2] % 100000,
	    words[3] % 100000, words[4] % 100000, words[5] % 100000);
	seal_fingerprint(zeros, out);
	assert_string_equal(out, wanted);
	assert_int_equal(strlen(out), SEAL_FINGERPRINT_SIZE - 1);
	seal_fingerprint(other.public_key, out);
	assert_string_not_equal(out, wanted);
}

/* --- Public keys that travel -------------------------------------------- */

static struct seal_public
public_of(enum seal_kind kind)
{
	struct seal_public public_key = {
	    .kind = kind, .organization = "example-health"};
	struct holder holder = envelope_holder(kind);

	memcpy(public_key.key, holder.public_key, SEAL_KEY_BYTES);
	if (kind == SEAL_UNIT) {
		snprintf(public_key.unit, ID_SIZE, "4-west");
		public_key.epoch = 3;
	}
	return public_key;
}

static void
public_keys_travel(void **state)
{
	(void)state;
	for (enum seal_kind kind = SEAL_UNIT; kind <= SEAL_OFFICE; kind++) {
		struct seal_public there = public_of(kind), here;
		struct buf text = BUF_INIT;
		struct err err;

		seal_public_write(&text, &there);
		assert_int_equal(text.text[text.len - 1], '\n');
		assert_int_equal(
		    seal_public_read(&here, "f.pub", text.text, text.len, &err),
		    OK);
		assert_int_equal(here.kind, kind);
		assert_string_equal(here.organization, "example-health");
		assert_string_equal(here.unit, there.unit);
		assert_int_equal(here.epoch, there.epoch);
		assert_memory_equal(here.key, there.key, SEAL_KEY_BYTES);
		buf_done(&text);
	}
}

static void
a_written_key_is_canonical(void **state)
{
	struct seal_public unit = public_of(SEAL_UNIT);
	char fingerprint[SEAL_FINGERPRINT_SIZE], hex[2 * SEAL_KEY_BYTES + 1];
	struct buf text = BUF_INIT, wanted = BUF_INIT;

	(void)state;
	seal_public_write(&text, &unit);
	seal_fingerprint(unit.key, fingerprint);
	crypt_hex(hex, unit.key, SEAL_KEY_BYTES);
	buf_addf(&wanted,
	    "{\"epoch\":3,\"fingerprint\":\"%s\",\"format\":\"huddle-key/1\","
	    "\"key\":\"%s\",\"kind\":\"unit\","
	    "\"organization\":\"example-health\",\"unit\":\"4-west\"}\n",
	    fingerprint, hex);
	assert_string_equal(text.text, wanted.text);
	buf_done(&wanted);
	buf_done(&text);
}

/* The text with `what` replaced once is refused, and the message names the
 * file and the member. */
static void
refused(const char *text, const char *what, const char *by, const char *member)
{
	const char *at = strstr(text, what);
	struct buf changed = BUF_INIT;
	struct seal_public here;
	struct err err = {""};

	assert_non_null(at);
	buf_add_bytes(&changed, text, (size_t)(at - text));
	buf_add(&changed, by);
	buf_add(&changed, at + strlen(what));
	assert_int_equal(
	    seal_public_read(&here, "its.pub", changed.text, changed.len, &err),
	    ERR_DATA);
	assert_non_null(strstr(err.text, "its.pub"));
	assert_non_null(strstr(err.text, member));
	buf_done(&changed);
}

static void
a_changed_key_is_refused(void **state)
{
	struct seal_public unit = public_of(SEAL_UNIT);
	struct seal_public office = public_of(SEAL_OFFICE);
	struct buf text = BUF_INIT;

	(void)state;
	seal_public_write(&text, &unit);
	refused(text.text, "huddle-key/1", "huddle-key/2", "(format)");
	refused(text.text, "\"kind\":\"unit\"", "\"kind\":\"ward\"", "(kind)");
	refused(text.text, "4-west", "4 West", "(unit)");
	refused(text.text, "4-west", "4-west\\u0000", "(JSON)");
	refused(text.text, "example-health", "", "(organization)");
	refused(text.text, "\"epoch\":3", "\"epoch\":0", "(epoch)");
	refused(text.text, "\"epoch\":3", "\"epoch\":2147483648", "(epoch)");
	refused(text.text, "\"epoch\":3", "\"epoch\":3.0", "(epoch)");
	refused(text.text, "\"key\":\"", "\"key\":\"00", "(key)");
	refused(text.text, "\"fingerprint\":\"", "\"fingerprint\":\"1",
	    "(fingerprint)");
	refused(text.text, "{", "{\"more\":1,", "({})");
	refused(text.text, "{", "{\"epoch\":3,", "(JSON)");
	refused(text.text, "}", "", "(JSON)");
	refused(text.text, "}\n", "}{}\n", "(JSON)");
	buf_clear(&text);
	buf_add(&text, "[]");
	refused(text.text, "[]", "[]", "(JSON)");
	refused(text.text, "[]", "", "(JSON)");
	buf_clear(&text);
	seal_public_write(&text, &office);
	refused(text.text, "{", "{\"epoch\":3,", "({})");
	buf_done(&text);
}

/* Every digit of the key is guarded by its fingerprint. */
static void
a_changed_digit_is_found(void **state)
{
	struct seal_public unit = public_of(SEAL_UNIT), here;
	struct buf text = BUF_INIT;
	struct err err;
	char *key;

	(void)state;
	seal_public_write(&text, &unit);
	key = strstr(text.text, "\"key\":\"") + 7;
	for (int i = 0; i < 2 * SEAL_KEY_BYTES; i++) {
		char was = key[i];

		key[i] = was == '7' ? '8' : '7';
		assert_int_equal(
		    seal_public_read(&here, "", text.text, text.len, &err),
		    ERR_DATA);
		key[i] = was;
	}
	assert_int_equal(
	    seal_public_read(&here, "", text.text, text.len, &err), OK);
	buf_done(&text);
}

/* Keys with which nothing is secret: the points of small order. */
static void
a_weak_key_is_refused(void **state)
{
	(void)state;
	for (enum seal_kind kind = SEAL_UNIT; kind <= SEAL_OFFICE; kind++)
		for (uint8_t first = 0; first <= 1; first++) {
			struct seal_public weak = public_of(kind), here;
			struct buf text = BUF_INIT;
			struct err err;

			memset(weak.key, 0, SEAL_KEY_BYTES);
			weak.key[0] = first;
			seal_public_write(&text, &weak);
			assert_int_equal(seal_public_read(&here, "weak",
			                     text.text, text.len, &err),
			    ERR_DATA);
			assert_non_null(strstr(err.text, "(key)"));
			buf_done(&text);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_was_sealed_opens_again),
	    cmocka_unit_test(it_is_added_behind_what_is_there),
	    cmocka_unit_test(the_bytes_are_as_described),
	    cmocka_unit_test(only_whole_blocks_open),
	    cmocka_unit_test(a_public_key_comes_from_its_secret),
	    cmocka_unit_test(hex_is_a_key_or_none),
	    cmocka_unit_test(a_fingerprint_is_thirty_digits),
	    cmocka_unit_test(public_keys_travel),
	    cmocka_unit_test(a_written_key_is_canonical),
	    cmocka_unit_test(a_changed_key_is_refused),
	    cmocka_unit_test(a_changed_digit_is_found),
	    cmocka_unit_test(a_weak_key_is_refused),
	};

	crypt_init();
	return cmocka_run_group_tests_name("seal", tests, NULL, NULL);
}
