/*
 * The unit's own keys: where they lie, whose they are, and what happens when
 * one is missing, damaged or open to others.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sync/unit_key.h"
#include "tests/unit/config_aid.h"
#include "tests/unit/unit.h"
#include "util/crypt.h"
#include "util/file.h"

static char folder[1024];

static int
fresh_folder(void **state)
{
	int result = aid_make_folder(state);

	snprintf(folder, sizeof(folder), "%s", aid_path("keys"));
	return result;
}

static struct unit_key
key_of(const char *unit, int number)
{
	return (struct unit_key){folder, "example-health", unit, number};
}

static void
make(const struct unit_key *key, uint8_t public_key[SEAL_KEY_BYTES])
{
	struct err err = {""};

	if (unit_key_make(key, public_key, &err) < 0)
		fail_msg("%s", err.text);
}

/* Nothing of it can be used; the message names the file. */
static void
refused(const struct unit_key *key, int status, const char *words)
{
	uint8_t public_key[SEAL_KEY_BYTES];
	char *path = unit_key_path(key);
	struct err err = {""};
	uint8_t *secret;

	assert_int_equal(unit_key_load(key, &secret, &err), status);
	assert_null(secret);
	assert_non_null(strstr(err.text, words));
	assert_non_null(strstr(err.text, path));
	assert_int_equal(unit_key_public(key, public_key, &err), status);
	free(path);
}

static void
put(const struct unit_key *key, const void *bytes, size_t len)
{
	char *path = unit_key_path(key);
	struct err err;

	unlink(path);
	assert_int_equal(file_create(path, 0600, bytes, len, &err), OK);
	free(path);
}

static void
a_key_is_made_once(void **state)
{
	struct unit_key key = key_of("4-west", 1);
	uint8_t first[SEAL_KEY_BYTES], again[SEAL_KEY_BYTES];
	char *path = unit_key_path(&key);
	struct stat st;
	struct err err;

	(void)state;
	make(&key, first);
	make(&key, again);
	assert_memory_equal(first, again, SEAL_KEY_BYTES);
	assert_int_equal(unit_key_public(&key, again, &err), OK);
	assert_memory_equal(first, again, SEAL_KEY_BYTES);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(st.st_size, SEAL_SECRET_BYTES);
	assert_int_equal(stat(folder, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
	free(path);
}

static void
what_it_signs_is_its_own(void **state)
{
	struct unit_key key = key_of("4-west", 1);
	uint8_t office[SEAL_SECRET_BYTES], office_key[SEAL_KEY_BYTES];
	uint8_t public_key[SEAL_KEY_BYTES], *secret;
	struct buf file = BUF_INIT;
	struct sealed sealed;
	struct err err;

	(void)state;
	make(&key, public_key);
	assert_int_equal(unit_key_load(&key, &secret, &err), OK);
	seal_key_new(SEAL_OFFICE, office, office_key);
	seal_make(&file, "{}", 2, secret, office_key);
	assert_int_equal(
	    seal_open(&sealed, file.text, file.len, office, &err), OK);
	assert_true(seal_signed(&sealed, office_key, public_key));
	seal_done(&sealed);
	crypt_secret_free(secret);
	buf_done(&file);
}

/* Other units, numbers and organizations in one folder: ids in which dashes
 * and numbers could be taken for each other too. */
static void
no_two_share_a_key(void **state)
{
	const struct unit_key keys[] = {
	    key_of("4-west", 1),
	    key_of("4-west", 2),
	    key_of("4-west", 11),
	    key_of("west", 14),
	    key_of("4-west-1", 1),
	    {folder, "example", "health-4-west", 1},
	    {folder, "other-health", "4-west", 1},
	};
	enum { KEYS = sizeof(keys) / sizeof(keys[0]) };
	uint8_t public_keys[KEYS][SEAL_KEY_BYTES];
	struct err err;

	(void)state;
	for (int i = 0; i < KEYS; i++) {
		make(&keys[i], public_keys[i]);
		for (int j = 0; j < i; j++)
			assert_memory_not_equal(
			    public_keys[i], public_keys[j], SEAL_KEY_BYTES);
	}
	/* Wiping one takes no other. */
	assert_int_equal(unit_key_wipe(&keys[0], &err), OK);
	refused(&keys[0], ERR_UNAVAILABLE, "missing");
	for (int i = 1; i < KEYS; i++) {
		uint8_t still[SEAL_KEY_BYTES];

		assert_int_equal(unit_key_public(&keys[i], still, &err), OK);
		assert_memory_equal(still, public_keys[i], SEAL_KEY_BYTES);
	}
}

static void
a_missing_key_says_so(void **state)
{
	struct unit_key key = key_of("4-west", 1);

	(void)state;
	refused(&key, ERR_UNAVAILABLE, "missing");
	refused(&key, ERR_UNAVAILABLE, "huddle key rotate");
}

static void
a_damaged_key_is_no_key(void **state)
{
	struct unit_key key = key_of("4-west", 1), other = key_of("4-west", 2);
	uint8_t public_key[SEAL_KEY_BYTES], *secret, *second;
	uint8_t bytes[SEAL_SECRET_BYTES + 1] = {0};
	struct err err;

	(void)state;
	make(&key, public_key);
	make(&other, public_key);
	assert_int_equal(unit_key_load(&key, &secret, &err), OK);
	assert_int_equal(unit_key_load(&other, &second, &err), OK);
	put(&key, bytes, SEAL_SECRET_BYTES);
	refused(&key, ERR_UNAVAILABLE, "damaged");
	assert_int_equal(
	    unit_key_make(&key, public_key, &err), ERR_UNAVAILABLE);
	memcpy(bytes, secret, SEAL_SECRET_BYTES);
	put(&key, bytes, SEAL_SECRET_BYTES - 1);
	refused(&key, ERR_UNAVAILABLE, "damaged");
	put(&key, bytes, SEAL_SECRET_BYTES + 1);
	refused(&key, ERR_UNAVAILABLE, "damaged");
	/* The seed of one with the public half of another. */
	memcpy(bytes + 32, second + 32, 32);
	put(&key, bytes, SEAL_SECRET_BYTES);
	refused(&key, ERR_UNAVAILABLE, "damaged");
	for (int bit = 0; bit < 8 * SEAL_SECRET_BYTES; bit += 7) {
		memcpy(bytes, secret, SEAL_SECRET_BYTES);
		bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
		put(&key, bytes, SEAL_SECRET_BYTES);
		refused(&key, ERR_UNAVAILABLE, "damaged");
	}
	put(&key, secret, SEAL_SECRET_BYTES);
	assert_int_equal(unit_key_public(&key, public_key, &err), OK);
	crypt_secret_free(secret);
	crypt_secret_free(second);
}

/* Killed between the file's name and its bytes: nobody ever had that key. */
static void
an_interrupted_making_is_repeated(void **state)
{
	struct unit_key key = key_of("4-west", 1);
	uint8_t public_key[SEAL_KEY_BYTES], again[SEAL_KEY_BYTES];
	struct err err;

	(void)state;
	make(&key, public_key);
	put(&key, "", 0);
	refused(&key, ERR_UNAVAILABLE, "damaged");
	make(&key, public_key);
	assert_int_equal(unit_key_public(&key, again, &err), OK);
	assert_memory_equal(again, public_key, SEAL_KEY_BYTES);
}

static void
others_must_not_read_it(void **state)
{
	struct unit_key key = key_of("4-west", 1);
	char *path = unit_key_path(&key);
	uint8_t public_key[SEAL_KEY_BYTES];
	struct err err;

	(void)state;
	make(&key, public_key);
	assert_int_equal(chmod(path, 0640), 0);
	refused(&key, ERR_PERMISSION, "chmod 600");
	assert_int_equal(unit_key_make(&key, public_key, &err), ERR_PERMISSION);
	assert_int_equal(chmod(path, 0602), 0);
	refused(&key, ERR_PERMISSION, "chmod 600");
	assert_int_equal(chmod(path, 0400), 0);
	assert_int_equal(unit_key_public(&key, public_key, &err), OK);
	free(path);
}

static void
wiping_takes_it_away(void **state)
{
	struct unit_key key = key_of("4-west", 1);
	uint8_t public_key[SEAL_KEY_BYTES], secret[SEAL_SECRET_BYTES];
	uint8_t after[SEAL_SECRET_BYTES];
	char *path = unit_key_path(&key), *link_path;
	struct buf text = BUF_INIT;
	struct err err;

	(void)state;
	make(&key, public_key);
	assert_int_equal(
	    file_read_secret(path, secret, sizeof(secret), &err), OK);
	/* A second name shows what became of the bytes. */
	link_path = file_join(folder, "second");
	assert_int_equal(link(path, link_path), 0);
	assert_int_equal(unit_key_wipe(&key, &err), OK);
	assert_false(file_exists(path));
	memset(after, 0, sizeof(after));
	assert_int_equal(file_read(link_path, 4096, &text, &err), OK);
	assert_int_equal(text.len, sizeof(after));
	assert_memory_equal(text.text, after, sizeof(after));
	assert_int_equal(unit_key_wipe(&key, &err), OK);
	buf_done(&text);
	free(link_path);
	free(path);
}

int
main(void)
{
#define IN_FOLDER(test)                                                        \
	cmocka_unit_test_setup_teardown(test, fresh_folder, aid_drop_folder)
	const struct CMUnitTest tests[] = {
	    IN_FOLDER(a_key_is_made_once),
	    IN_FOLDER(what_it_signs_is_its_own),
	    IN_FOLDER(no_two_share_a_key),
	    IN_FOLDER(a_missing_key_says_so),
	    IN_FOLDER(a_damaged_key_is_no_key),
	    IN_FOLDER(an_interrupted_making_is_repeated),
	    IN_FOLDER(others_must_not_read_it),
	    IN_FOLDER(wiping_takes_it_away),
	};

	crypt_init();
	return cmocka_run_group_tests_name("unit_key", tests, NULL, NULL);
}
