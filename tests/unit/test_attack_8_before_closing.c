/*
 * Attack 8 of the privacy rules, in the domain: whoever looks before and
 * after a check-in sees the same but for the number of check-ins. The sealed
 * count has one size, and its bytes tell nothing.
 */
#include <string.h>

#include "tests/unit/chance.h"
#include "tests/unit/rounds.h"
#include "tests/unit/unit.h"
#include "util/crypt.h"

#define SEALED_MAX (sizeof(struct tally) + CRYPT_OVERHEAD)
#define PEOPLE 12

static const uint8_t key[CRYPT_KEY_BYTES] = {7};

/* The sealed count, as a store holds it while the round is open. */
static size_t
seal(
    uint8_t out[SEALED_MAX], const struct form *form, const struct tally *tally)
{
	uint8_t bytes[sizeof(struct tally)];
	size_t size = tally_size(form);

	tally_encode(form, tally, bytes);
	crypt_seal(out, bytes, size, "", 0, key, unit_random());
	return size + CRYPT_OVERHEAD;
}

static void
random_response(struct response *response, const struct form *form)
{
	*response = (struct response){{0}};
	for (int q = 0; q < form_items(form); q++)
		response->answers[q] = (uint8_t)unit_between(0, 5);
}

/* Of one form all sealed counts are of one size: nobody, all, skips only. */
static void
the_size_depends_on_the_form_alone(void **state)
{
	(void)state;
	for (int i = 0; i < 100; i++) {
		uint8_t sealed[SEALED_MAX];
		struct response response;
		struct tally tally = {0};
		struct form form;
		size_t size;

		rounds_random_form(&form);
		size = seal(sealed, &form, &tally);
		for (int person = 0; person < PEOPLE; person++) {
			random_response(&response, &form);
			tally_add(&form, &tally, &response);
			assert_int_equal(seal(sealed, &form, &tally), size);
		}
		rounds_random_tally(&tally, &form, 500);
		assert_int_equal(seal(sealed, &form, &tally), size);
	}
}

/* Also where nothing was answered every byte is another one: that a person
 * skipped everything does not show. */
static void
a_check_in_of_skips_changes_all_bytes_too(void **state)
{
	uint8_t before[SEALED_MAX], after[SEALED_MAX];
	struct response skips = {{0}};
	struct tally tally = {0};
	uint64_t equal = 0, all = 0;
	struct form form;

	(void)state;
	rounds_one_cut(&form);
	for (int i = 0; i < 3000; i++) {
		size_t size = seal(before, &form, &tally);

		tally_add(&form, &tally, &skips);
		seal(after, &form, &tally);
		for (size_t b = 0; b < size; b++)
			equal += before[b] == after[b];
		all += size;
	}
	/* one byte in 256 by chance */
	assert_true(
	    chance_at_least(equal, all, CHANCE_MILLIONTH / 2) < 1 / 256.0);
	assert_true(
	    chance_at_most(equal, all, CHANCE_MILLIONTH / 2) > 1 / 256.0);
}

/* The views of earlier rounds are what they were. */
static void
the_views_stay_as_they_are(void **state)
{
	(void)state;
	for (int i = 0; i < 300; i++) {
		struct draw draws[DRAWS_MAX];
		struct room_view before[DRAWS_MAX], after[DRAWS_MAX];
		struct response response;
		struct tally tally;
		struct form form;
		int count;

		rounds_random_form(&form);
		rounds_random_tally(&tally, &form, PEOPLE);
		count =
		    disclosure_draw(draws, &form, &tally, 1000, unit_random());
		for (int c = 0; c < count; c++)
			disclosure_view(&before[c], &draws[c], 1, 1);
		random_response(&response, &form);
		tally_add(&form, &tally, &response);
		for (int c = 0; c < count; c++)
			disclosure_view(&after[c], &draws[c], 1, 1);
		assert_memory_equal(
		    before, after, (size_t)count * sizeof(before[0]));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_size_depends_on_the_form_alone),
	    cmocka_unit_test(a_check_in_of_skips_changes_all_bytes_too),
	    cmocka_unit_test(the_views_stay_as_they_are),
	};

	return cmocka_run_group_tests_name(
	    "attack 8: before closing", tests, NULL, NULL);
}
