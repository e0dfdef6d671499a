/*
 * Averaging: somebody ends the program again and again while it closes a box,
 * and reads what stands in the store's files each time, rolled back or not.
 * Whatever they see of the draws must be one and the same, or they could add
 * it up until the noise is gone.
 */
#include "tests/db/store.h"
#include "tests/fault/shim.h"

#include <sqlite3.h>

#define PEOPLE 7
#define CUTS 4

/* What was seen of a round: each set of its draws that differs from those
 * before it. */
struct seen {
	int64_t sets[64][CUTS];
	int distinct;
	int times;     /* that draws were seen at all */
	int uncertain; /* of them before the closing was committed */
};

static void
look(struct seen *seen, const int64_t draws[CUTS])
{
	seen->times++;
	for (int i = 0; i < seen->distinct; i++)
		if (memcmp(seen->sets[i], draws, sizeof(seen->sets[i])) == 0)
			return;
	assert_true(seen->distinct < 64);
	memcpy(seen->sets[seen->distinct++], draws, sizeof(seen->sets[0]));
}

/* The draws in a file of SQLite; false unless all are there. A file that a
 * commit was interrupted in may be in pieces, some of them still empty. */
static bool
read_draws(const char *path, int64_t draws[CUTS])
{
	char name[600];
	sqlite3 *handle;
	sqlite3_stmt *stmt = NULL;
	int found = 0;

	snprintf(name, sizeof(name), "file:%s?immutable=1", path);
	assert_int_equal(sqlite3_open_v2(name, &handle,
	                     SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL),
	    SQLITE_OK);
	if (sqlite3_prepare_v2(handle,
	        "SELECT counted FROM draw NOT INDEXED "
	        "WHERE instrument = 'pulse' ORDER BY place",
	        -1, &stmt, NULL) == SQLITE_OK)
		while (found < CUTS && sqlite3_step(stmt) == SQLITE_ROW)
			draws[found++] = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	sqlite3_close(handle);
	return found == CUTS;
}

/* The store as it lies on the disk, without its journal: nothing is rolled
 * back. */
static void
look_at_pages(struct place *place, struct seen *seen)
{
	struct buf bytes = bytes_of(place->store);
	int64_t draws[CUTS] = {0};
	struct err err;
	char copy[400];

	snprintf(copy, sizeof(copy), "%s/copy", place->folder);
	unlink(copy);
	must(file_create(copy, 0600, bytes.text, bytes.len, &err));
	if (read_draws(copy, draws))
		look(seen, draws);
	unlink(copy);
	buf_done(&bytes);
}

/* As the program sees it, after it rolled back: -1 if there is no round. */
static int
look_inside(struct place *place, struct seen *seen)
{
	struct round round = {.state = ROUND_OPEN};
	struct draw found[DRAWS_MAX];
	struct err err;
	int64_t draws[CUTS];
	int count, state;

	must(db_open(&place->db, place->store, DB_EXISTING, &err));
	state =
	    round_get(place->db, 1, &round, &err) == OK ? (int)round.state : -1;
	count = round_draws_of(place->db, 1, found, DRAWS_MAX, &err);
	assert_int_equal(count, state == ROUND_CLOSED ? CUTS : 0);
	for (int i = 0; i < count; i++)
		draws[i] = found[i].counted;
	if (count > 0) {
		look(seen, draws);
		assert_int_equal(round.checkins, PEOPLE);
		assert_int_equal(round.headcount, 14);
	} else if (seen->times > 0) {
		seen->uncertain++;
		/* No answer may come to draws that may have been read. */
		assert_true(round.frozen);
	}
	db_close(place->db);
	place->db = NULL;
	return state;
}

/* --- What is interrupted ------------------------------------------------ */

static const struct tally sheet = {{{1, 0, 1, 2, 3, 0}, {2, 0, 0, 0, 0, 5},
    {0, 7, 0, 0, 0, 0}, {3, 4, 0, 0, 0, 0}}};

static int
close_box(struct place *place, struct err *err)
{
	struct round round;

	return round_close(
	    place->db, &place->round_keys, 1, 14, 20000, &round, err);
}

/* Whoever closes it again cannot change how many were there. */
static int
close_again(struct place *place, struct err *err)
{
	struct round round;
	int status = round_get(place->db, 1, &round, err);

	return status == OK ? round_close(place->db, &place->round_keys, 1,
	                          round.frozen ? 99 : 14, 20000, &round, err)
	                    : status;
}

static int
tidy(struct place *place, struct err *err)
{
	return round_tidy(place->db, &place->round_keys, 20000, err);
}

/* At the next start; a box that was not even frozen is closed then. */
static int
tidy_or_close(struct place *place, struct err *err)
{
	struct round round;
	int status = tidy(place, err);

	return status == OK && round_get(place->db, 1, &round, err) == OK &&
	               round.state == ROUND_OPEN
	           ? close_box(place, err)
	           : status;
}

static int
enter_sheet(struct place *place, struct err *err)
{
	struct round round = huddle_round();

	round.checkins = PEOPLE;
	round.headcount = 14;
	return round_enter(place->db, &place->round_keys, &round, &sheet, err);
}

/* Runs it up to the n-th call that changes the disk; false if it came to its
 * end before. */
static bool
killed_at(struct place *place, int (*act)(struct place *, struct err *),
    enum shim_what what, int at)
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		struct err err;

		if (db_open(&place->db, place->store, DB_EXISTING, &err) != OK)
			_exit(1);
		shim_set(what, at, 0);
		_exit(act(place, &err) != OK);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (WIFEXITED(status))
		assert_int_equal(WEXITSTATUS(status), 0);
	return WIFSIGNALED(status);
}

struct scenario {
	bool paper;
	int (*first)(struct place *place, struct err *err);
	int (*again)(struct place *place, struct err *err);
};

static void
prepare(struct place *place, const struct scenario *scenario)
{
	place_with_store(place);
	if (!scenario->paper)
		open_with(place, PEOPLE);
	db_close(place->db);
	place->db = NULL;
}

/* A box whose closing is interrupted at call `at`, then again and again until
 * it is closed; false if the first time nothing came in between. */
static bool
average(const struct scenario *scenario, enum shim_what what, int at,
    int *uncertain)
{
	struct seen seen = {.distinct = 0};
	struct place place;
	int state;
	bool killed;

	prepare(&place, scenario);
	killed = killed_at(&place, scenario->first, what, at);
	look_at_pages(&place, &seen);
	state = look_inside(&place, &seen);
	for (int next = 1 + at % 12; state != ROUND_CLOSED; next += 12) {
		killed_at(&place, state < 0 ? scenario->first : scenario->again,
		    what, next);
		look_at_pages(&place, &seen);
		state = look_inside(&place, &seen);
	}
	for (int i = 0; seen.distinct > 1 && i < seen.distinct; i++)
		print_error("%d: %d %d %d %d\n", at, (int)seen.sets[i][0],
		    (int)seen.sets[i][1], (int)seen.sets[i][2],
		    (int)seen.sets[i][3]);
	assert_int_equal(seen.distinct, 1);
	*uncertain += seen.uncertain;
	place_done(&place);
	return killed;
}

static void
average_all(const struct scenario *scenario)
{
	int boxes = 0, uncertain = 0;

	for (int at = 1; average(scenario, SHIM_KILL, at, &uncertain); at++)
		boxes++;
	/* Half a write differs only where there is one. */
	for (int at = 1; average(scenario, SHIM_KILL_HALF, at, &uncertain);
	     at += 3)
		boxes++;
	print_message("%d boxes, draws seen %d times before the commit\n",
	    boxes, uncertain);
	assert_true(boxes > 60);
	/* The danger is real: they can be read before they count. */
	assert_true(uncertain > 20);
}

static void
test_close_again(void **state)
{
	(void)state;
	average_all(&(struct scenario){false, close_box, close_again});
}

static void
test_close_and_tidy(void **state)
{
	(void)state;
	average_all(&(struct scenario){false, close_box, tidy_or_close});
}

static void
test_enter_and_tidy(void **state)
{
	(void)state;
	average_all(&(struct scenario){true, enter_sheet, tidy});
}

/* --- A box that is frozen ----------------------------------------------- */

static void
test_frozen(void **state)
{
	const struct response response = answers(1, 2, 3);
	const struct scenario scenario = {false, close_box, tidy};
	struct place place;
	struct round round = {.frozen = false}, found;
	struct err err;
	int32_t checkins = 77, lost;

	(void)state;
	for (int at = 1; !round.frozen; at++) {
		prepare(&place, &scenario);
		assert_true(killed_at(&place, close_box, SHIM_KILL, at));
		must(db_open(&place.db, place.store, DB_EXISTING, &err));
		must(round_get(place.db, 1, &round, &err));
		if (!round.frozen)
			place_done(&place);
	}
	assert_int_equal(round.state, ROUND_OPEN);
	assert_int_equal(round.headcount, 14);
	must_fail(round_checkin(place.db, &place.round_keys, 1, &response,
	              &checkins, &err),
	    ERR_UNAVAILABLE, "This box is being closed.");
	assert_int_equal(checkins, 77);
	must(round_find_open(place.db, ROUND_HUDDLE, NULL, &found, &err));
	assert_true(found.frozen);
	must_fail(round_open(place.db, &place.round_keys, &found, &err),
	    ERR_UNAVAILABLE, "open already");
	must(round_void(place.db, &place.round_keys, 1, "enough", &lost, &err));
	assert_int_equal(lost, PEOPLE);
	assert_int_equal(count_files(place.keys, "round-"), 0);
	place_done(&place);
}

/* A sheet whose key is lost in between is given up, and a box's is told. */
static void
test_key_lost(void **state)
{
	(void)state;
	for (int paper = 0; paper < 2; paper++) {
		const struct scenario scenario = {
		    paper, paper ? enter_sheet : close_box, tidy};
		struct place place;
		struct round round = {.frozen = false};
		struct err err;
		char path[1024];

		for (int at = 1; !round.frozen; at++) {
			prepare(&place, &scenario);
			assert_true(
			    killed_at(&place, scenario.first, SHIM_KILL, at));
			must(
			    db_open(&place.db, place.store, DB_EXISTING, &err));
			if (round_get(place.db, 1, &round, &err) != OK ||
			    !round.frozen)
				place_done(&place);
		}
		only_key(&place, path);
		assert_int_equal(unlink(path), 0);
		must(round_tidy(place.db, &place.round_keys, 0, &err));
		assert_non_null(strstr(err.text,
		    paper ? "Enter it again" : "cannot be completed"));
		must(round_get(place.db, 1, &round, &err));
		assert_int_equal(round.state, paper ? ROUND_VOID : ROUND_OPEN);
		must(round_tidy(place.db, &place.round_keys, 0, &err));
		assert_int_equal(err.text[0] == '\0', paper);
		place_done(&place);
	}
}

/* --- The noise is noise ------------------------------------------------- */

/* Over rounds with keys of their own, at epsilon 1: P(0) is tanh(1/2), the
 * sign is even, and neighbouring cuts know nothing of one another. */
static void
test_noise_of_keys(void **state)
{
	const int rounds = 20000;
	uint64_t seed = test_seed();
	const struct tally nothing = {0};
	struct crypt_seeded seeded;
	struct random random;
	struct box_secret *secret;
	struct form form;
	int zeros = 0, above = 0, below = 0, both = 0;

	(void)state;
	crypt_init();
	print_message("seed %llu\n", (unsigned long long)seed);
	random = crypt_seeded(&seeded, seed);
	pulse_form(&form);
	secret = box_secret_new();
	for (int i = 0; i < rounds; i++) {
		const struct box_label label = {.round = i, .checkins = 12};
		struct draw draws[DRAWS_MAX];
		struct random noise;

		random.bytes(random.context, secret->key, CRYPT_KEY_BYTES);
		noise = box_noise(secret, &label);
		disclosure_draw(draws, &form, &nothing, 1000, &noise);
		zeros += draws[0].counted == 0;
		above += draws[0].counted > 0;
		below += draws[0].counted < 0;
		both += draws[0].counted == 0 && draws[1].counted == 0;
	}
	box_secret_free(secret);
	/* Six standard deviations each: sqrt(n p (1 - p)) is 71, 63, 58. */
	assert_in_range(zeros, 9242 - 426, 9242 + 426);
	assert_in_range(above, 5379 - 378, 5379 + 378);
	assert_in_range(below, 5379 - 378, 5379 + 378);
	assert_in_range(both, 4271 - 348, 4271 + 348);
}

/* The same key and label, the same draws; anything else, others. */
static void
test_noise_of_one_key(void **state)
{
	static const struct box_label labels[] = {{1, 12, NULL}, {1, 12, NULL},
	    {1, 13, NULL}, {11, 2, NULL}, {2, 12, NULL}};
	uint8_t bytes[6][32];
	struct box_secret *secret;

	(void)state;
	crypt_init();
	secret = box_secret_new();
	for (int i = 0; i < 6; i++) {
		struct random noise;

		secret->key[31] = i == 5;
		noise = box_noise(secret, &labels[i % 5]);
		noise.bytes(noise.context, bytes[i], sizeof(bytes[i]));
	}
	box_secret_free(secret);
	assert_memory_equal(bytes[0], bytes[1], sizeof(bytes[0]));
	for (int i = 1; i < 6; i++)
		for (int j = i + 1; j < 6; j++)
			assert_memory_not_equal(
			    bytes[i], bytes[j], sizeof(bytes[i]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_close_again),
	    cmocka_unit_test(test_close_and_tidy),
	    cmocka_unit_test(test_enter_and_tidy),
	    cmocka_unit_test(test_frozen),
	    cmocka_unit_test(test_key_lost),
	    cmocka_unit_test(test_noise_of_keys),
	    cmocka_unit_test(test_noise_of_one_key),
	};

	return run_in_memory(tests, sizeof(tests) / sizeof(*tests));
}
