/*
 * The queue of writers: turns, the bound on waiting, file systems without
 * locks, stores that were moved or copied, many processes at once.
 *
 * flock and fcntl are this file's own, so that a test can make them fail as
 * file systems without locks do; SQLite's fcntl goes through here as well.
 */
#include "tests/db/store.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <sys/time.h>

#include "db/queue.h"

enum locks {
	LOCKS_WORK,
	LOCKS_FLOCK_IGNORED, /* says yes to everybody */
	LOCKS_FLOCK_REFUSED, /* says that it cannot */
	LOCKS_FCNTL_IGNORED,
	LOCKS_FCNTL_REFUSED,
};

static enum locks locks = LOCKS_WORK;

int
flock(int fd, int operation)
{
	if (locks == LOCKS_FLOCK_IGNORED)
		return 0;
	if (locks == LOCKS_FLOCK_REFUSED) {
		errno = ENOLCK;
		return -1;
	}
	return (int)syscall(SYS_flock, fd, operation);
}

static bool
sets_lock(int command)
{
	return command == F_SETLK || command == F_SETLKW ||
	       command == F_OFD_SETLK;
}

static int
lock_with(int fd, int command, void *argument)
{
	if (locks == LOCKS_FCNTL_IGNORED && sets_lock(command))
		return 0;
	if (locks == LOCKS_FCNTL_REFUSED && sets_lock(command)) {
		errno = EOPNOTSUPP;
		return -1;
	}
	return (int)syscall(SYS_fcntl, fd, command, argument);
}

int
fcntl(int fd, int command, ...)
{
	va_list args;
	void *argument;

	va_start(args, command);
	argument = va_arg(args, void *);
	va_end(args);
	return lock_with(fd, command, argument);
}

int fcntl64(int fd, int command, ...);

int
fcntl64(int fd, int command, ...)
{
	va_list args;
	void *argument;

	va_start(args, command);
	argument = va_arg(args, void *);
	va_end(args);
	return lock_with(fd, command, argument);
}

/* --- File systems without locks ----------------------------------------- */

static void
test_no_locks(void **state)
{
	static const struct {
		enum locks locks;
		const char *words;
	} cases[] = {
	    {LOCKS_FLOCK_IGNORED, "passed flock"},
	    {LOCKS_FLOCK_REFUSED, "No locks available"},
	    {LOCKS_FCNTL_IGNORED, "passed fcntl"},
	    {LOCKS_FCNTL_REFUSED, "not supported"},
	};
	struct place place;
	struct err err;

	(void)state;
	place_init(&place);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		locks = cases[i].locks;
		must_fail(db_open(&place.db, place.store, DB_CREATE, &err),
		    ERR_UNAVAILABLE, cases[i].words);
		locks = LOCKS_WORK;
		assert_non_null(strstr(err.text, "local disk"));
		assert_null(place.db);
		assert_int_equal(count_files(place.folder, ""), 0);
	}
	must(db_open(&place.db, place.store, DB_CREATE, &err));
	assert_int_equal(count_files(place.folder, "huddle.db-probe"), 0);
	place_done(&place);
}

static void
copy_file(const char *from, const char *to)
{
	struct buf bytes = bytes_of(from);
	struct err err;

	must(file_create(to, 0600, bytes.text, bytes.len, &err));
	buf_done(&bytes);
}

/* A store in a new place is tried again, an old one is not. */
static void
test_moved(void **state)
{
	struct place place;
	struct err err;
	char id[QUEUE_ID_SIZE], moved[400], queue[450];

	(void)state;
	place_with_store(&place);
	snprintf(id, sizeof(id), "%s", db_id(place.db));
	assert_int_equal(strlen(id), QUEUE_ID_SIZE - 1);
	locks = LOCKS_FLOCK_IGNORED;
	reopen(&place);
	assert_string_equal(db_id(place.db), id);
	db_close(place.db);
	place.db = NULL;

	/* Copied together with the file that knows it: another inode. */
	snprintf(moved, sizeof(moved), "%s/moved.db", place.folder);
	snprintf(queue, sizeof(queue), "%s-queue", moved);
	copy_file(place.store, moved);
	must_fail(db_open(&place.db, moved, DB_EXISTING, &err), ERR_UNAVAILABLE,
	    "passed flock");
	unlink(queue);
	snprintf(queue, sizeof(queue), "%s-queue", place.store);
	locks = LOCKS_WORK;
	must(db_open(&place.db, moved, DB_EXISTING, &err));
	assert_string_not_equal(db_id(place.db), id);
	snprintf(id, sizeof(id), "%s", db_id(place.db));
	db_close(place.db);
	must(db_open(&place.db, moved, DB_EXISTING, &err));
	assert_string_equal(db_id(place.db), id);
	place_done(&place);
}

/* The lock file was removed or filled with rubbish: it is made again. */
static void
test_lost_queue_file(void **state)
{
	struct place place;
	struct err err;
	char queue[400];

	(void)state;
	place_with_store(&place);
	snprintf(queue, sizeof(queue), "%s-queue", place.store);
	assert_int_equal(unlink(queue), 0);
	must(db_begin(place.db, &err));
	must(db_commit(place.db, &err));
	reopen(&place);
	db_close(place.db);
	assert_int_equal(truncate(queue, 20), 0);
	must(db_open(&place.db, place.store, DB_EXISTING, &err));
	assert_int_equal(strlen(db_id(place.db)), QUEUE_ID_SIZE - 1);
	place_done(&place);
}

/* Under another name of the same file people still wait for each other. */
static void
test_symbolic_link(void **state)
{
	struct place place;
	struct err err;
	struct db *other;
	char link_path[400];

	(void)state;
	place_with_store(&place);
	snprintf(link_path, sizeof(link_path), "%s/link.db", place.folder);
	assert_int_equal(symlink(place.store, link_path), 0);
	must(db_open(&other, link_path, DB_EXISTING, &err));
	assert_string_equal(db_id(other), db_id(place.db));
	assert_int_equal(count_files(place.folder, "link.db"), 1);
	db_close(other);
	place_done(&place);
}

/* --- Waiting ------------------------------------------------------------ */

static int alarms;

static void
count_alarm(int number)
{
	(void)number;
	alarms++;
}

/* A process that holds the lock until it is killed. */
static pid_t
hold(const struct queue *queue)
{
	int ends[2];
	char byte;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		int fd = open(queue->path, O_RDWR);

		if (fd < 0 || flock(fd, LOCK_EX) < 0 ||
		    write(ends[1], "x", 1) != 1)
			_exit(1);
		for (;;)
			pause();
	}
	close(ends[1]);
	assert_int_equal(read(ends[0], &byte, 1), 1);
	close(ends[0]);
	return child;
}

static void
let_go(pid_t child)
{
	kill(child, SIGKILL);
	assert_int_equal(waitpid(child, NULL, 0), child);
}

static void
test_bound(void **state)
{
	const struct itimerval later = {.it_value = {.tv_sec = 500}};
	const struct itimerval off = {.it_value = {0}};
	struct sigaction act = {.sa_handler = count_alarm}, after;
	struct itimerval timer;
	struct place place;
	struct queue queue;
	struct err err;
	pid_t child;

	(void)state;
	place_with_store(&place);
	queue_init(&queue, place.store);
	child = hold(&queue);
	alarms = 0;
	sigaction(SIGALRM, &act, NULL);
	setitimer(ITIMER_REAL, &later, NULL);

	must_fail(queue_enter(&queue, queue_clock() + 50, &err), ERR_AGAIN,
	    queue.path);
	must_fail(
	    queue_enter(&queue, queue_clock() - 1, &err), ERR_AGAIN, "fuser");

	/* Whose alarm it was has it back, and never heard of ours. */
	assert_int_equal(alarms, 0);
	sigaction(SIGALRM, NULL, &after);
	assert_ptr_equal(after.sa_handler, count_alarm);
	getitimer(ITIMER_REAL, &timer);
	assert_true(timer.it_value.tv_sec > 300);
	setitimer(ITIMER_REAL, &off, NULL);
	signal(SIGALRM, SIG_DFL);
	let_go(child);
	must(queue_enter(&queue, queue_clock() + 5000, &err));
	queue_leave(&queue);
	queue_leave(&queue);
	queue_done(&queue);
	place_done(&place);
}

/* Even where the alarm is blocked the wait has its end. */
static void
test_bound_with_blocked_alarm(void **state)
{
	struct place place;
	struct queue queue;
	struct err err;
	sigset_t set, now;
	pid_t child;

	(void)state;
	place_with_store(&place);
	queue_init(&queue, place.store);
	child = hold(&queue);
	sigemptyset(&set);
	sigaddset(&set, SIGALRM);
	sigprocmask(SIG_BLOCK, &set, NULL);
	must_fail(
	    queue_enter(&queue, queue_clock() + 50, &err), ERR_AGAIN, "again");
	sigprocmask(SIG_UNBLOCK, &set, &now);
	assert_int_equal(sigismember(&now, SIGALRM), 1);
	let_go(child);
	queue_done(&queue);
	place_done(&place);
}

/* The lock does not pass to a program that is started meanwhile. */
static void
test_not_inherited(void **state)
{
	struct place place;
	struct err err;
	int status;
	pid_t child;

	(void)state;
	place_with_store(&place);
	must(db_begin(place.db, &err));
	child = fork();
	if (child == 0) {
		execl("/bin/sh", "sh", "-c",
		    "for f in /proc/self/fd/*; do "
		    "case $(readlink $f) in */huddle.db*) exit 1;; esac; "
		    "done; exit 0",
		    (char *)NULL);
		_exit(2);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	must(db_commit(place.db, &err));
	place_done(&place);
}

/* --- Many at once ------------------------------------------------------- */

struct share {
	int32_t accepted;
	int32_t worst_ms; /* that one of its check-ins took */
};

static int
check_in(const char *store, const struct round_keys *keys, int64_t id,
    int count, struct share *share)
{
	const struct response response = answers(5, 4, 0);
	struct db *db;
	struct err err;

	if (db_open(&db, store, DB_EXISTING, &err) != OK) {
		print_error("%s\n", err.text);
		return 1;
	}
	for (int i = 0; i < count; i++) {
		int64_t begin = queue_clock();
		int32_t checkins, took;

		if (round_checkin(db, keys, id, &response, &checkins, &err) !=
		    OK) {
			print_error("%s\n", err.text);
			return 1;
		}
		took = (int32_t)(queue_clock() - begin);
		share->accepted++;
		if (took > share->worst_ms)
			share->worst_ms = took;
	}
	db_close(db);
	return 0;
}

static void
start(pid_t *child, struct place *place, int64_t id, int count, int end)
{
	*child = fork();
	if (*child == 0) {
		struct share share = {0};
		int failed = check_in(
		    place->store, &place->round_keys, id, count, &share);

		if (write(end, &share, sizeof(share)) != sizeof(share))
			failed = 1;
		_exit(failed);
	}
}

/* All of them write without a pause; nobody is refused, nothing is lost. */
static void
crowd(int processes, int count)
{
	struct place place;
	struct round round = huddle_round();
	struct draw draws[DRAWS_MAX];
	struct err err;
	int64_t noise[DRAWS_MAX];
	pid_t children[64];
	int32_t accepted = 0, worst = 0;
	int ends[2];

	place_with_store(&place);
	must(round_open(place.db, &place.round_keys, &round, &err));
	assert_int_equal(pipe(ends), 0);
	for (int i = 0; i < processes; i++)
		start(&children[i], &place, round.id, count, ends[1]);
	close(ends[1]);
	for (int i = 0; i < processes; i++) {
		struct share share;
		int status;

		assert_int_equal(
		    read(ends[0], &share, sizeof(share)), (int)sizeof(share));
		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_int_equal(status, 0);
		accepted += share.accepted;
		if (share.worst_ms > worst)
			worst = share.worst_ms;
	}
	close(ends[0]);
	print_message("%d processes, %d check-ins each: longest wait %d ms\n",
	    processes, count, (int)worst);
	assert_int_equal(accepted, processes * count);
	noise_to_come(&place, round.id, noise);
	must(round_close(
	    place.db, &place.round_keys, round.id, 0, 0, &round, &err));
	assert_int_equal(round.checkins, processes * count);
	assert_int_equal(
	    round_draws_of(place.db, round.id, draws, DRAWS_MAX, &err), 4);
	assert_int_equal(draws[0].counted - noise[0], processes * count);
	assert_int_equal(draws[2].answered, 0);
	place_done(&place);
}

static void
test_two(void **state)
{
	(void)state;
	crowd(2, 100);
}

static void
test_eight(void **state)
{
	(void)state;
	crowd(8, 30);
}

static void
test_thirty_two(void **state)
{
	(void)state;
	crowd(32, 8);
}

/* Checks in until the box is closed; what was accepted goes to `end`. */
static void
check_in_till_closed(struct place *place, int64_t id, int end)
{
	const struct response response = answers(5, 4, 0);
	struct db *db;
	struct err err;
	int32_t checkins;
	int status;

	if (db_open(&db, place->store, DB_EXISTING, &err) != OK)
		_exit(1);
	while ((status = round_checkin(db, &place->round_keys, id, &response,
	            &checkins, &err)) == OK)
		if (write(end, "x", 1) != 1)
			_exit(1);
	_exit(status == ERR_UNAVAILABLE ? 0 : 1);
}

/* Closing while people check in: each is in or refused, none in between, and
 * of two who close one does. */
static void
test_closing_in_a_crowd(void **state)
{
	struct place place;
	struct round round = huddle_round();
	struct err err;
	pid_t children[8];
	char block[256];
	int ends[2], said = 0, closed = 0;
	ssize_t got;

	(void)state;
	place_with_store(&place);
	must(round_open(place.db, &place.round_keys, &round, &err));
	assert_int_equal(pipe(ends), 0);
	for (int i = 0; i < 6; i++) {
		children[i] = fork();
		if (children[i] == 0)
			check_in_till_closed(&place, round.id, ends[1]);
	}
	close(ends[1]);
	while (said < 20 && (got = read(ends[0], block, 1)) == 1)
		said++;
	for (int i = 6; i < 8; i++) {
		children[i] = fork();
		if (children[i] == 0) {
			struct db *db;
			int status =
			    db_open(&db, place.store, DB_EXISTING, &err);

			if (status == OK)
				status = round_close(db, &place.round_keys,
				    round.id, 0, 0, &round, &err);
			_exit(-status);
		}
	}
	while ((got = read(ends[0], block, sizeof(block))) > 0)
		said += (int)got;
	close(ends[0]);
	for (int i = 0; i < 8; i++) {
		int status;

		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_true(WIFEXITED(status));
		closed += i > 5 && WEXITSTATUS(status) == 0;
		if (i > 5 && WEXITSTATUS(status) != 0)
			assert_int_equal(-WEXITSTATUS(status), ERR_UNAVAILABLE);
		else
			assert_int_equal(WEXITSTATUS(status), 0);
	}
	assert_int_equal(closed, 1);
	must(round_get(place.db, round.id, &round, &err));
	assert_int_equal(round.checkins, said);
	place_done(&place);
}

/* Tidying never takes the key of a round that is being opened. */
static void
test_tidy_in_a_crowd(void **state)
{
	struct place place;
	struct err err;
	pid_t tidier;
	int status;

	(void)state;
	place_with_store(&place);
	tidier = fork();
	if (tidier == 0) {
		struct db *db;

		if (db_open(&db, place.store, DB_EXISTING, &err) != OK)
			_exit(1);
		while (round_tidy(db, &place.round_keys, 0, &err) == OK &&
		       !err.text[0])
			continue;
		print_error("%s\n", err.text);
		_exit(2);
	}
	for (int i = 0; i < 100; i++) {
		const struct response response = answers(1, 2, 3);
		struct round round = huddle_round();
		int32_t number;

		must(round_open(place.db, &place.round_keys, &round, &err));
		must(round_checkin(place.db, &place.round_keys, round.id,
		    &response, &number, &err));
		must(round_void(place.db, &place.round_keys, round.id, "next",
		    &number, &err));
	}
	kill(tidier, SIGKILL);
	assert_int_equal(waitpid(tidier, &status, 0), tidier);
	assert_true(WIFSIGNALED(status));
	place_done(&place);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_no_locks),
	    cmocka_unit_test(test_moved),
	    cmocka_unit_test(test_lost_queue_file),
	    cmocka_unit_test(test_symbolic_link),
	    cmocka_unit_test(test_bound),
	    cmocka_unit_test(test_bound_with_blocked_alarm),
	    cmocka_unit_test(test_not_inherited),
	    cmocka_unit_test(test_two),
	    cmocka_unit_test(test_eight),
	    cmocka_unit_test(test_thirty_two),
	    cmocka_unit_test(test_closing_in_a_crowd),
	    cmocka_unit_test(test_tidy_in_a_crowd),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
