/*
 * Rounds in the store: opening, checking in, closing, void, paper, keys that
 * are missing or wrong, and what an interrupted closing leaves.
 */
#include "tests/db/store.h"

#include <fcntl.h>

/* Opens a huddle's box and drops `count` check-ins of 4 2 1 into it. */
static int64_t
open_with(struct place *place, int count)
{
	const struct response response = answers(4, 2, 1);
	struct round round = huddle_round();
	int32_t checkins = 0;
	struct err err;

	must(round_open(place->db, &place->round_keys, &round, &err));
	for (int i = 1; i <= count; i++) {
		must(round_checkin(place->db, &place->round_keys, round.id,
		    &response, &checkins, &err));
		assert_int_equal(checkins, i);
	}
	return round.id;
}

static void
test_whole_round(void **state)
{
	struct place place;
	struct round round, list[4];
	struct draw draws[DRAWS_MAX];
	struct err err;
	int64_t id;

	(void)state;
	place_with_store(&place);
	must(round_last_closed(place.db, ROUND_HUDDLE, &round, &err));
	assert_int_equal(round.id, 0);
	id = open_with(&place, 3);
	assert_int_equal(round_list_open(place.db, list, 4, &err), 1);
	assert_int_equal(list[0].id, id);
	assert_int_equal(list[0].checkins, 3);
	assert_int_equal(list[0].opened, 1728000000);
	assert_int_equal(list[0].form.question_count, 4);
	assert_int_equal(count_files(place.keys, "round-"), 1);

	must(round_close(
	    place.db, &place.round_keys, id, 2, 20001, 1000, &round, &err));
	assert_string_equal(err.text, "");
	assert_int_equal(round.state, ROUND_CLOSED);
	assert_int_equal(round.checkins, 3);
	assert_int_equal(round.headcount, 3);
	assert_int_equal(round.shift.day, 20000);
	assert_int_equal(count_files(place.keys, "round-"), 0);
	assert_int_equal(round_list_open(place.db, list, 4, &err), 0);
	must(round_last_closed(place.db, ROUND_HUDDLE, &list[0], &err));
	assert_memory_equal(&list[0].form, &round.form, sizeof(round.form));
	assert_int_equal(list[0].id, id);

	assert_int_equal(
	    round_draws_of(place.db, id, draws, DRAWS_MAX, &err), 4);
	assert_string_equal(draws[0].key.item, "energy");
	assert_string_equal(draws[3].key.item, "both");
	assert_int_equal(draws[0].key.of, 24);
	assert_int_equal(draws[0].answered, 3);
	place_done(&place);
}

static void
test_counts_arrive(void **state)
{
	uint32_t coin = 0;
	const struct random exact = no_noise(&coin);
	const int given[5][3] = {
	    {5, 5, 5}, {4, 1, 0}, {1, 2, 3}, {0, 0, 0}, {4, 4, 5}};
	struct place place;
	struct round round = huddle_round();
	struct draw draws[DRAWS_MAX];
	struct err err;
	int32_t checkins;

	(void)state;
	place_with_store(&place);
	place.round_keys.random = &exact;
	must(round_open(place.db, &place.round_keys, &round, &err));
	for (int i = 0; i < 5; i++) {
		struct response response =
		    answers(given[i][0], given[i][1], given[i][2]);

		reopen(&place);
		must(round_checkin(place.db, &place.round_keys, round.id,
		    &response, &checkins, &err));
	}
	must(round_close(
	    place.db, &place.round_keys, round.id, 0, 0, 1000, &round, &err));
	assert_int_equal(
	    round_draws_of(place.db, round.id, draws, DRAWS_MAX, &err), 4);
	assert_int_equal(draws[0].answered, 4);
	assert_int_equal(draws[0].counted, 3);
	assert_int_equal(draws[1].answered, 4);
	assert_int_equal(draws[1].counted, 2);
	assert_int_equal(draws[2].answered, 3);
	assert_int_equal(draws[2].counted, 2);
	assert_int_equal(draws[3].answered, 4);
	assert_int_equal(draws[3].counted, 2);
	place_done(&place);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_whole_round),
	    cmocka_unit_test(test_counts_arrive),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
