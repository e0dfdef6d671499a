/*
 * Attack 17: somebody has a stick with sealed files, and every key but the
 * office's secret one. The files are of no use: no text, no tell-tale size, no
 * sign of who sent them.
 */
#include <stdlib.h>
#include <string.h>

#include "tests/unit/chance.h"
#include "tests/unit/envelopes.h"
#include "tests/unit/unit.h"
#include "util/crypt.h"

/* So many bytes in a row meet by chance once in 2^64 / (lengths) times. */
#define WINDOW 8

static struct holder office, unit;

static int
make_holders(void **state)
{
	(void)state;
	office = envelope_holder(SEAL_OFFICE);
	unit = envelope_holder(SEAL_UNIT);
	return 0;
}

/* True if any few bytes of one are anywhere in the other. */
static bool
meet(const struct buf *file, const void *bytes, size_t len)
{
	const char *at = bytes;

	for (size_t i = 0; i + WINDOW <= len; i++)
		if (memmem(file->text, file->len, at + i, WINDOW))
			return true;
	return false;
}

static void
nothing_of_it_can_be_read(void **state)
{
	(void)state;
	for (int notes = 0; notes <= 300; notes += 60) {
		char *text = envelope_text(notes);
		struct buf file = envelope_seal(text, &unit, &office);
		struct buf inner = envelope_inner(&file, &office);

		/* The search finds what is there. */
		assert_true(meet(&inner, text, strlen(text)));
		assert_false(meet(&file, inner.text, inner.len));
		assert_false(meet(&file, text, strlen(text)));
		assert_false(meet(&file, unit.public_key, SEAL_KEY_BYTES));
		assert_false(meet(&file, office.public_key, SEAL_KEY_BYTES));
		assert_null(memmem(file.text, file.len, "huddle", 6));
		buf_done(&inner);
		buf_done(&file);
		free(text);
	}
}

/* A week of silence and a week full of notes are of one size. */
static void
the_size_tells_nothing(void **state)
{
	char text[SEAL_BLOCK];
	size_t size = 0;

	(void)state;
	memset(text, ' ', sizeof(text));
	for (size_t len = 1; len < SEAL_BLOCK; len += 93) {
		struct buf file = BUF_INIT;

		seal_make(&file, text, len, unit.secret, office.public_key);
		if (size == 0)
			size = file.len;
		assert_int_equal(file.len, size);
		buf_done(&file);
	}
}

static void
the_same_text_is_never_the_same_file(void **state)
{
	char *text = envelope_text(5);
	struct buf one = envelope_seal(text, &unit, &office);
	struct buf two = envelope_seal(text, &unit, &office);

	(void)state;
	assert_int_equal(one.len, two.len);
	assert_false(meet(&one, two.text, two.len));
	buf_done(&one);
	buf_done(&two);
	free(text);
}

/* Chi-square of the values of all bytes of files that say the same: neither
 * padding nor frame shows. */
static void
every_byte_is_like_noise(void **state)
{
	enum { FILES = 200 };
	const double bound =
	    chance_chi_square_bound(255, CHANCE_MILLIONTH / 10);
	uint64_t seen[256] = {0};
	double sum = 0, expected = 0;

	(void)state;
	for (int i = 0; i < FILES; i++) {
		struct buf file = envelope_seal("{}", &unit, &office);

		for (size_t at = 0; at < file.len; at++)
			seen[(unsigned char)file.text[at]]++;
		expected += (double)file.len / 256;
		buf_done(&file);
	}
	for (int i = 0; i < 256; i++)
		sum += ((double)seen[i] - expected) *
		       ((double)seen[i] - expected) / expected;
	print_message(
	    "chi-square of %d files %.1f, at most %.1f\n", FILES, sum, bound);
	assert_true(sum <= bound);
}

static void
no_other_key_opens_it(void **state)
{
	char *text = envelope_text(5);
	struct buf file = envelope_seal(text, &unit, &office);
	struct holder other = envelope_holder(SEAL_OFFICE);
	struct holder none = {{0}, {0}};
	/* What is public, taken for a secret. */
	struct holder guess = {{0}, {0}};

	(void)state;
	memcpy(guess.secret, office.public_key, SEAL_KEY_BYTES);
	assert_true(
	    envelope_accepted(file.text, file.len, &office, &unit, NULL));
	assert_false(
	    envelope_accepted(file.text, file.len, &unit, &unit, NULL));
	assert_false(
	    envelope_accepted(file.text, file.len, &other, &unit, NULL));
	assert_false(
	    envelope_accepted(file.text, file.len, &none, &unit, NULL));
	assert_false(
	    envelope_accepted(file.text, file.len, &guess, &unit, NULL));
	buf_done(&file);
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(nothing_of_it_can_be_read),
	    cmocka_unit_test(the_size_tells_nothing),
	    cmocka_unit_test(the_same_text_is_never_the_same_file),
	    cmocka_unit_test(every_byte_is_like_noise),
	    cmocka_unit_test(no_other_key_opens_it),
	};

	crypt_init();
	return cmocka_run_group_tests_name(
	    "attack 17: stolen", tests, make_holders, NULL);
}
