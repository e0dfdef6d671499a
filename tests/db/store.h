/*
 * What the tests of the store share: a folder of their own, a form, a random
 * source that repeats itself, and small readers. Static, so that each test
 * stays one file.
 */
#ifndef HUDDLE_TESTS_DB_STORE_H
#define HUDDLE_TESTS_DB_STORE_H

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "db/box.h"
#include "db/repo_note.h"
#include "db/repo_round.h"
#include "util/buf.h"
#include "util/crypt.h"
#include "util/file.h"
#include "util/mem.h"

#define AID static __attribute__((unused))

/* An own folder, private, with one for keys in it. */
struct place {
	char folder[256];
	char store[300];
	char keys[300];
	struct db *db;
	struct round_keys round_keys;
};

AID void
place_init(struct place *place)
{
	const char *base = getenv("TMPDIR");

	crypt_init();
	snprintf(place->folder, sizeof(place->folder), "%s/huddle-db.XXXXXX",
	    base ? base : "/tmp");
	assert_non_null(mkdtemp(place->folder));
	snprintf(
	    place->store, sizeof(place->store), "%s/huddle.db", place->folder);
	snprintf(place->keys, sizeof(place->keys), "%s/keys", place->folder);
	place->db = NULL;
	place->round_keys = (struct round_keys){place->keys, &crypt_random};
}

AID void
remove_folder(const char *folder)
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;

	if (!dir)
		return;
	while ((entry = readdir(dir))) {
		char path[1024];

		if (entry->d_name[0] == '.' &&
		    (!entry->d_name[1] || entry->d_name[1] == '.'))
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		if (unlink(path) < 0)
			remove_folder(path);
	}
	closedir(dir);
	rmdir(folder);
}

/*
 * The group's tests, in memory where the system has a folder for that: for
 * tests that end processes, not power, and do so very often.
 */
AID int
run_in_memory(const struct CMUnitTest *tests, size_t count)
{
	char folder[] = "/dev/shm/huddle-tests.XXXXXX";
	bool made = mkdtemp(folder) != NULL;
	int result;

	/* Tests that turn into another user must get through. */
	if (made && chmod(folder, 0711) == 0)
		setenv("TMPDIR", folder, 1);
	result = _cmocka_run_group_tests(
	    "tests in memory", tests, count, NULL, NULL);
	if (made)
		remove_folder(folder);
	return result;
}

AID void
place_done(struct place *place)
{
	db_close(place->db);
	chmod(place->folder, 0700);
	remove_folder(place->folder);
}

/* The result of a call that must succeed; `err` is in scope. */
#define must(status)                                                           \
	do {                                                                   \
		int must_status_ = (status);                                   \
		if (must_status_ != OK)                                        \
			fail_msg(                                              \
			    "%s: %d, %s", #status, must_status_, err.text);    \
	} while (0)

/* A call that must fail with a status and words in its message. */
#define must_fail(status, expected, words)                                     \
	do {                                                                   \
		err.text[0] = '\0';                                            \
		assert_int_equal((status), (expected));                        \
		if (!strstr(err.text, (words)))                                \
			fail_msg(                                              \
			    "\"%s\" is not in \"%s\"", (words), err.text);     \
	} while (0)

/* A place with a new, open store in it. */
AID void
place_with_store(struct place *place)
{
	struct err err;

	place_init(place);
	must(db_open(&place->db, place->store, DB_CREATE, &err));
}

AID void
reopen(struct place *place)
{
	struct err err;

	db_close(place->db);
	must(db_open(&place->db, place->store, DB_EXISTING, &err));
}

/* Three items of five answers, one cut each, and a score of two of them. */
AID void
pulse_form(struct form *form)
{
	struct err err;

	must(form_parse(form,
	    "item pulse 1 energy 1,2,3,4,5 24\n"
	    "item pulse 1 needs 1,2,3,4,5 24\n"
	    "item pulse 1 turn 1,2,3,4,5 24\n"
	    "sum pulse 1 both 4000,7000,2147483647 4 0,1\n",
	    &err));
}

AID struct round
huddle_round(void)
{
	struct round round = {.kind = ROUND_HUDDLE,
	    .instrument = "pulse",
	    .shift = {20000, SHIFT_DAY},
	    .opened = 1728000000,
	    .epsilon_milli = 1000};

	pulse_form(&round.form);
	return round;
}

/* A box that people walk up to. */
AID struct round
walkup_round(const char *instrument)
{
	struct round round = huddle_round();

	round.kind = ROUND_WALKUP;
	snprintf(round.instrument, sizeof(round.instrument), "%s", instrument);
	return round;
}

AID struct response
answers(int a, int b, int c)
{
	return (struct response){
	    .answers = {(uint8_t)a, (uint8_t)b, (uint8_t)c}};
}

/* A source for which the sampler of core/noise.c draws zero: 0 of 1000, then
 * of two 1 (no whole unit) and 0 (not negative) in turn. */
AID uint32_t
no_noise_uniform(void *context, uint32_t below)
{
	uint32_t *coin = context;

	if (below == 2)
		return *coin ^= 1;
	return 0;
}

AID void
no_noise_bytes(void *context, void *out, size_t len)
{
	crypt_random.bytes(context, out, len);
}

AID struct random
no_noise(uint32_t *coin)
{
	*coin = 0;
	return (struct random){no_noise_uniform, no_noise_bytes, coin};
}

/* Opens a huddle's box and drops `count` check-ins of 4 2 1 into it. */
AID int64_t
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

/* All notes of a filter; *out is for note_list_done. */
AID int
note_list(struct db *db, const struct note_filter *filter, struct note **out,
    int *count, struct err *err)
{
	struct note_sum sum;
	int status = note_count(db, filter, &sum, err);

	*out = NULL;
	*count = 0;
	if (status < 0)
		return status;
	*out = mem_new((size_t)sum.total + 1, sizeof(**out));
	return note_window(db, filter, 0, sum.total, *out, count, err);
}

AID void
note_list_done(struct note *notes, int count)
{
	for (int i = 0; i < count; i++)
		note_done(&notes[i]);
	free(notes);
}

/* A file's bytes; the caller's to buf_done(). */
AID struct buf
bytes_of(const char *path)
{
	struct buf bytes = BUF_INIT;
	struct err err;

	must(file_read(path, 64 << 20, &bytes, &err));
	return bytes;
}

/* Files in a folder whose names begin so. */
AID int
count_files(const char *folder, const char *prefix)
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;
	int count = 0;

	while (dir && (entry = readdir(dir)))
		count += strncmp(entry->d_name, prefix, strlen(prefix)) == 0 &&
		         entry->d_name[0] != '.';
	if (dir)
		closedir(dir);
	return count;
}

/* The one key in the folder. */
AID void
only_key(const struct place *place, char path[1024])
{
	DIR *dir = opendir(place->keys);
	const struct dirent *entry;
	int count = 0;

	assert_non_null(dir);
	while ((entry = readdir(dir)))
		if (entry->d_name[0] != '.') {
			snprintf(
			    path, 1024, "%s/%s", place->keys, entry->d_name);
			count++;
		}
	closedir(dir);
	assert_int_equal(count, 1);
}

/*
 * The noise that closing the only open box will draw, by its key: what is kept
 * of the round less this is what was counted, exactly.
 */
AID void
noise_to_come(const struct place *place, int64_t id, int64_t noise[DRAWS_MAX])
{
	const struct tally nothing = {0};
	struct box_secret *secret = box_secret_new();
	struct draw draws[DRAWS_MAX];
	struct box_label label = {.round = id};
	struct random random;
	struct round round;
	struct err err;
	char path[1024];
	int count;

	must(round_get(place->db, id, &round, &err));
	assert_int_equal(round.state, ROUND_OPEN);
	only_key(place, path);
	must(file_read_secret(path, secret->key, CRYPT_KEY_BYTES, &err));
	label.checkins = round.checkins;
	random = box_noise(secret, &label);
	count = disclosure_draw(
	    draws, &round.form, &nothing, round.epsilon_milli, &random);
	for (int i = 0; i < count; i++)
		noise[i] = draws[i].counted;
	box_secret_free(secret);
}

/* Files and folders of a place given to another user. */
AID void
give_away(const char *folder, uid_t user)
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;

	assert_int_equal(lchown(folder, user, user), 0);
	while (dir && (entry = readdir(dir))) {
		char path[1024];

		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		if (strcmp(entry->d_name, ".") == 0 ||
		    strcmp(entry->d_name, "..") == 0)
			continue;
		if (entry->d_type == DT_DIR)
			give_away(path, user);
		else
			assert_int_equal(lchown(path, user, user), 0);
	}
	if (dir)
		closedir(dir);
}

/*
 * Runs `what` in a process that is not root (root may do anything), which
 * owns the place; gives its result and message.
 */
AID int
as_user(struct place *place, int (*what)(struct place *, struct err *),
    struct err *err)
{
	const uid_t nobody = 65534;
	bool root = geteuid() == 0;
	int ends[2], status = 1;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	if (root)
		give_away(place->folder, nobody);
	child = fork();
	if (child == 0) {
		struct err said = {.text = ""};
		int result;

		if (root && (setresgid(nobody, nobody, nobody) < 0 ||
		                setresuid(nobody, nobody, nobody) < 0))
			_exit(1);
		result = what(place, &said);
		if (write(ends[1], &said, sizeof(said)) != sizeof(said))
			_exit(1);
		_exit(-result);
	}
	close(ends[1]);
	assert_int_equal(read(ends[0], err, sizeof(*err)), (int)sizeof(*err));
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return -WEXITSTATUS(status);
}

/* The seed of a randomised test: from the environment, or the clock. */
AID uint64_t
test_seed(void)
{
	const char *given = getenv("SEED");
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return given ? strtoull(given, NULL, 10)
	             : (uint64_t)now.tv_sec * 1000003u + (uint64_t)now.tv_nsec;
}

#endif
