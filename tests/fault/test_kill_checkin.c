/*
 * Attack 10 at the store: processes that check people in without a pause are
 * killed at random moments, also while they recover from the kill before.
 * None that was accepted is lost, at most the one that was on its way is
 * extra, and the store opens and closes with all of it.
 */
#include "tests/db/store.h"

#include <signal.h>

#define KILLS 300

/* In the child: one byte for every check-in that was accepted. */
static void
check_in_for_ever(struct place *place, int64_t id, int end)
{
	const struct response response = answers(4, 2, 0);
	struct err err;
	int32_t checkins;

	if (db_open(&place->db, place->store, DB_EXISTING, &err) != OK)
		_exit(1);
	while (round_checkin(place->db, &place->round_keys, id, &response,
	           &checkins, &err) == OK)
		if (write(end, "x", 1) != 1)
			_exit(2);
	_exit(3);
}

/* Passes a few microseconds without giving the processor away. */
static void
spin(uint32_t microseconds)
{
	struct timespec begin, now;

	clock_gettime(CLOCK_MONOTONIC, &begin);
	do
		clock_gettime(CLOCK_MONOTONIC, &now);
	while ((now.tv_sec - begin.tv_sec) * 1000000 +
	           (now.tv_nsec - begin.tv_nsec) / 1000 <
	       (long)microseconds);
}

/*
 * One child, killed some time after it said so often that one is in (0: while
 * it starts, which is when it recovers). Gives how many it said.
 */
static int
run_and_kill(struct place *place, int64_t id, int after, uint32_t microseconds)
{
	char block[64];
	int ends[2], said = 0, status;
	ssize_t got;
	pid_t pid;

	assert_int_equal(pipe(ends), 0);
	pid = fork();
	if (pid == 0)
		check_in_for_ever(place, id, ends[1]);
	close(ends[1]);
	while (said < after && (got = read(ends[0], block, 1)) == 1)
		said++;
	spin(microseconds);
	kill(pid, SIGKILL);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	while ((got = read(ends[0], block, sizeof(block))) > 0)
		said += (int)got;
	close(ends[0]);
	/* It was the kill that ended it, no refusal. */
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGKILL);
	return said;
}

static int32_t
count_in_store(struct place *place, int64_t id)
{
	struct round round;
	struct err err;

	must(db_open(&place->db, place->store, DB_EXISTING, &err));
	must(round_get(place->db, id, &round, &err));
	db_close(place->db);
	place->db = NULL;
	return round.checkins;
}

static void
test_random_kills(void **state)
{
	uint64_t seed = test_seed();
	struct crypt_seeded seeded;
	struct random random;
	struct place place;
	struct round round = huddle_round();
	struct draw draws[DRAWS_MAX];
	struct err err;
	int accepted = 0, extra = 0;
	int64_t noise[DRAWS_MAX];
	int32_t before = 0;

	(void)state;
	print_message("seed %llu\n", (unsigned long long)seed);
	place_with_store(&place);
	random = crypt_seeded(&seeded, seed);
	must(round_open(place.db, &place.round_keys, &round, &err));
	db_close(place.db);
	place.db = NULL;
	for (int i = 0; i < KILLS; i++) {
		int said = run_and_kill(&place, round.id,
		    (int)random.uniform(&seeded, 4),
		    random.uniform(&seeded, 3000));
		int32_t now;

		/* Every second time the next child is the one to recover. */
		accepted += said;
		if (i % 2 && i != KILLS - 1)
			continue;
		now = count_in_store(&place, round.id);
		assert_true(now >= accepted + extra);
		assert_true(now - accepted - extra <= 2);
		extra = now - accepted;
		assert_true(now >= before);
		before = now;
	}
	print_message("%d kills, %d accepted, 0 lost, %d on their way\n", KILLS,
	    accepted, extra);
	assert_true(accepted > KILLS / 2);

	must(db_open(&place.db, place.store, DB_EXISTING, &err));
	noise_to_come(&place, round.id, noise);
	must(round_close(
	    place.db, &place.round_keys, round.id, 0, 0, &round, &err));
	assert_int_equal(round.checkins, accepted + extra);
	assert_int_equal(
	    round_draws_of(place.db, round.id, draws, DRAWS_MAX, &err), 4);
	assert_int_equal(draws[0].answered, accepted + extra);
	assert_int_equal(draws[0].counted - noise[0], accepted + extra);
	assert_int_equal(draws[1].counted - noise[1], 0);
	assert_int_equal(draws[2].answered, 0);
	assert_int_equal(count_files(place.keys, "round-"), 0);
	place_done(&place);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_random_kills),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
