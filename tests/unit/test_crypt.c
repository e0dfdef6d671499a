/*
 * Sealing and opening, hashes, random sources, secret memory.
 */
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/unit/chance.h"
#include "tests/unit/unit.h"
#include "util/crypt.h"

#define TEXT_MAX 300
#define FACES 6

static const uint8_t key[CRYPT_KEY_BYTES] = "thirty-two bytes, as a key has";

struct sealed {
	uint8_t bytes[TEXT_MAX + CRYPT_OVERHEAD];
	size_t len;
};

static void
seal(struct sealed *sealed, const void *text, size_t len, const char *ad)
{
	crypt_seal(
	    sealed->bytes, text, len, ad, strlen(ad), key, unit_random());
	sealed->len = len + CRYPT_OVERHEAD;
}

static bool
opens(const struct sealed *sealed, uint8_t *out, const char *ad)
{
	return crypt_open(out, sealed->bytes, sealed->len, ad, strlen(ad), key);
}

static void
what_was_sealed_opens_again(void **state)
{
	uint8_t text[TEXT_MAX], out[TEXT_MAX];
	struct sealed sealed;

	(void)state;
	for (size_t len = 0; len <= TEXT_MAX; len += 37) {
		unit_random()->bytes(unit_random()->context, text, len);
		seal(&sealed, text, len, "round 7");
		assert_true(opens(&sealed, out, "round 7"));
		assert_memory_equal(out, text, len);
	}
}

static void
one_changed_bit_and_it_stays_shut(void **state)
{
	uint8_t out[TEXT_MAX], other[CRYPT_KEY_BYTES] = {1};
	struct sealed sealed;

	(void)state;
	seal(&sealed, "twelve bytes", 12, "ad");
	for (size_t bit = 0; bit < 8 * sealed.len; bit++) {
		sealed.bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
		assert_false(opens(&sealed, out, "ad"));
		sealed.bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
	}
	assert_false(opens(&sealed, out, "aD"));
	assert_false(opens(&sealed, out, "ad "));
	assert_false(opens(&sealed, out, ""));
	assert_false(crypt_open(out, sealed.bytes, sealed.len, "ad", 2, other));
	for (size_t len = 0; len < sealed.len; len++)
		assert_false(crypt_open(out, sealed.bytes, len, "ad", 2, key));
	assert_true(opens(&sealed, out, "ad"));
}

static void
every_seal_has_its_own_nonce(void **state)
{
	struct sealed one, two;

	(void)state;
	seal(&one, "same", 4, "");
	seal(&two, "same", 4, "");
	assert_memory_not_equal(one.bytes, two.bytes, CRYPT_NONCE_BYTES);
	assert_memory_not_equal(one.bytes + CRYPT_NONCE_BYTES,
	    two.bytes + CRYPT_NONCE_BYTES, 4 + CRYPT_TAG_BYTES);
	/* and the text is nowhere in it */
	assert_null(memmem(one.bytes, one.len, "same", 4));
}

/* FIPS 180-2, appendix B. */
static void
the_hash_is_sha_256(void **state)
{
	static const struct {
		const char *text, *hex;
	} cases[] = {
	    {"", "e3b0c44298fc1c149afbf4c8996fb924"
	         "27ae41e4649b934ca495991b7852b855"},
	    {"abc", "ba7816bf8f01cfea414140de5dae2223"
	            "b00361a396177a9cb410ff61f20015ad"},
	    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
	        "248d6a61d20638b8e5c026930c3e6039"
	        "a33ce45964ff2167f6ecedd419db06c1"},
	};
	uint8_t hash[CRYPT_HASH_BYTES];
	char hex[2 * CRYPT_HASH_BYTES + 1];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		crypt_hash(hash, cases[i].text, strlen(cases[i].text));
		crypt_hex(hex, hash, sizeof(hash));
		assert_string_equal(hex, cases[i].hex);
	}
	crypt_hex(hex, (const uint8_t *)"\x00\x0F\xA0\xFF", 4);
	assert_string_equal(hex, "000fa0ff");
	crypt_hex(hex, hash, 0);
	assert_string_equal(hex, "");
}

static void
a_seed_gives_the_same_numbers_again(void **state)
{
	struct crypt_seeded first, second, third;
	struct random one = crypt_seeded(&first, 42);
	struct random two = crypt_seeded(&second, 42);
	struct random other = crypt_seeded(&third, 43);
	uint8_t a[64], b[64];
	int same = 0;

	(void)state;
	for (int i = 0; i < 100; i++) {
		uint32_t number = one.uniform(one.context, 1000);

		assert_in_range(number, 0, 999);
		assert_int_equal(two.uniform(two.context, 1000), number);
		same += other.uniform(other.context, 1000) == number;
	}
	assert_true(same < 20);
	one.bytes(one.context, a, sizeof(a));
	two.bytes(two.context, b, sizeof(b));
	assert_memory_equal(a, b, sizeof(a));
	one.bytes(one.context, a, sizeof(a));
	assert_memory_not_equal(a, b, sizeof(a));
}

/* Chi-square of a die; 1e-7 for each of the ten. */
static void
check_even(const struct random *random, uint32_t below)
{
	enum { THROWS = 30000 };
	uint32_t seen[FACES] = {0};
	double sum = 0, expected = (double)THROWS / FACES;

	for (int i = 0; i < THROWS; i++) {
		uint32_t number = random->uniform(random->context, below);

		assert_true(number < below);
		seen[(uint64_t)number * FACES / below]++;
	}
	for (int i = 0; i < FACES; i++)
		sum += (seen[i] - expected) * (seen[i] - expected) / expected;
	assert_true(
	    sum <= chance_chi_square_bound(FACES - 1, CHANCE_MILLIONTH / 10));
}

static void
numbers_are_even(void **state)
{
	/* with 3 * 2^30 a quarter of all 32-bit numbers must be refused */
	static const uint32_t limits[] = {6, 600, 6000, 3u << 30, 4294967292u};
	struct crypt_seeded used;
	struct random seeded =
	    crypt_seeded(&used, (uint64_t)unit_between(0, 1 << 30));

	(void)state;
	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++) {
		check_even(&seeded, limits[i]);
		check_even(&crypt_random, limits[i]);
	}
	assert_int_equal(crypt_random.uniform(crypt_random.context, 1), 0);
	assert_int_equal(seeded.uniform(seeded.context, 1), 0);
}

static void
the_system_gives_other_bytes_each_time(void **state)
{
	uint8_t a[32], b[32];

	(void)state;
	crypt_random.bytes(crypt_random.context, a, sizeof(a));
	crypt_random.bytes(crypt_random.context, b, sizeof(b));
	assert_memory_not_equal(a, b, sizeof(a));
}

static void
wiping_leaves_zeros(void **state)
{
	uint8_t bytes[100];

	(void)state;
	memset(bytes, 'x', sizeof(bytes));
	crypt_wipe(bytes + 1, 98);
	assert_int_equal(bytes[0], 'x');
	assert_int_equal(bytes[99], 'x');
	for (int i = 1; i < 99; i++)
		assert_int_equal(bytes[i], 0);
}

/* One byte behind a secret lies a page that nobody may touch. */
static void
secret_memory_is_zero_and_guarded(void **state)
{
	uint8_t *secret = crypt_secret_new(100);
	int status;
	pid_t child;

	(void)state;
	for (int i = 0; i < 100; i++)
		assert_int_equal(secret[i], 0);
	memset(secret, 's', 100);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct sigaction plain = {.sa_handler = SIG_DFL};

		sigaction(SIGSEGV, &plain, NULL);
		sigaction(SIGBUS, &plain, NULL);
		_exit(((volatile uint8_t *)secret)[4096]);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	crypt_secret_free(secret);
	crypt_secret_free(NULL);
}

static int
start(void **state)
{
	(void)state;
	crypt_init();
	crypt_init(); /* twice does no harm */
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_was_sealed_opens_again),
	    cmocka_unit_test(one_changed_bit_and_it_stays_shut),
	    cmocka_unit_test(every_seal_has_its_own_nonce),
	    cmocka_unit_test(the_hash_is_sha_256),
	    cmocka_unit_test(a_seed_gives_the_same_numbers_again),
	    cmocka_unit_test(numbers_are_even),
	    cmocka_unit_test(the_system_gives_other_bytes_each_time),
	    cmocka_unit_test(wiping_leaves_zeros),
	    cmocka_unit_test(secret_memory_is_zero_and_guarded),
	};

	return cmocka_run_group_tests_name("crypt", tests, start, NULL);
}
