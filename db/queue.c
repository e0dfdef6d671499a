/*
 * The queue of writers. See queue.h.
 */
#include "db/queue.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "util/crypt.h"
#include "util/file.h"
#include "util/i18n.h"
#include "util/mem.h"

#define OPEN_FLAGS (O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
#define RECORD_MAX 128

int64_t
queue_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void
queue_init(struct queue *queue, const char *store)
{
	*queue = (struct queue){.fd = -1};
	queue->store = mem_copy(store);
	queue->path = mem_printf("%s-queue", store);
}

void
queue_done(struct queue *queue)
{
	queue_leave(queue);
	free(queue->store);
	free(queue->path);
	*queue = (struct queue){.fd = -1};
}

static int
open_file(const struct queue *queue, int *fd, struct err *err)
{
	*fd = open(queue->path, OPEN_FLAGS, 0600);
	if (*fd >= 0)
		return OK;
	return err_errno(err, err_disk_status(),
	    _("Nothing was changed: the lock file %s cannot be opened"),
	    queue->path);
}

static int
no_locks(const struct queue *queue, const char *reason, struct err *err)
{
	return err_set(err, ERR_UNAVAILABLE,
	    _("The file system of %s keeps no locks (%s), so two people could "
	      "overwrite each other. Nothing was changed. Put the store on a "
	      "local disk."),
	    queue->store, reason);
}

/* Only there to interrupt the waiting. */
static void
on_alarm(int number)
{
	(void)number;
}

/*
 * Waits in the kernel's line, which is in order, until the deadline. The
 * alarm repeats, so that one that comes just before the wait does no harm;
 * whoever else uses the alarm gets it back.
 */
static int
wait_in_line(int fd, int64_t deadline)
{
	const struct itimerval off = {.it_value = {0}};
	struct sigaction act = {.sa_handler = on_alarm}, old_act;
	struct itimerval timer = {.it_interval = {.tv_usec = 100000}}, old;
	int64_t left = deadline - queue_clock();
	sigset_t set, old_set;
	int result, saved;

	if (left < 1)
		left = 1;
	timer.it_value.tv_sec = (time_t)(left / 1000);
	timer.it_value.tv_usec = (suseconds_t)(left % 1000 * 1000);
	sigemptyset(&act.sa_mask);
	sigemptyset(&set);
	sigaddset(&set, SIGALRM);
	setitimer(ITIMER_REAL, &off, &old);
	sigaction(SIGALRM, &act, &old_act);
	sigprocmask(SIG_UNBLOCK, &set, &old_set);
	setitimer(ITIMER_REAL, &timer, NULL);
	do
		result = flock(fd, LOCK_EX);
	while (result < 0 && errno == EINTR && queue_clock() < deadline);
	saved = errno;
	setitimer(ITIMER_REAL, &off, NULL);
	sigprocmask(SIG_SETMASK, &old_set, NULL);
	sigaction(SIGALRM, &old_act, NULL);
	setitimer(ITIMER_REAL, &old, NULL);
	errno = saved;
	return result;
}

static int
lock(const struct queue *queue, int fd, int64_t deadline, struct err *err)
{
	if (flock(fd, LOCK_EX | LOCK_NB) == 0)
		return OK;
	if ((errno == EWOULDBLOCK || errno == EINTR) &&
	    wait_in_line(fd, deadline) == 0)
		return OK;
	if (errno != EINTR)
		return no_locks(queue, strerror(errno), err);
	return err_set(err, ERR_AGAIN,
	    _("Not saved: somebody else has been writing for too long. Do it "
	      "again in a moment. Who it is is told by: fuser -v %s"),
	    queue->path);
}

/* True if the file is still the one that others find under its name. */
static bool
still_there(const struct queue *queue, int fd)
{
	struct stat mine, theirs;

	return fstat(fd, &mine) == 0 && stat(queue->path, &theirs) == 0 &&
	       mine.st_dev == theirs.st_dev && mine.st_ino == theirs.st_ino;
}

int
queue_enter(struct queue *queue, int64_t deadline, struct err *err)
{
	assert(queue->fd < 0);
	for (;;) {
		int fd, status = open_file(queue, &fd, err);

		if (status < 0)
			return status;
		status = lock(queue, fd, deadline, err);
		if (status == OK && still_there(queue, fd)) {
			queue->fd = fd;
			return OK;
		}
		close(fd);
		if (status < 0)
			return status;
	}
}

void
queue_leave(struct queue *queue)
{
	if (queue->fd >= 0)
		close(queue->fd);
	queue->fd = -1;
}

/* --- Whether locks work here -------------------------------------------- */

enum verdict {
	VERDICT_APART = 'a',  /* the second process was kept out */
	VERDICT_FLOCK = 'f',  /* it got in while the first held flock */
	VERDICT_RECORD = 'r', /* or a lock of fcntl, which SQLite uses */
	VERDICT_UNKNOWN = 'u'
};

static const struct flock whole_file = {
    .l_type = F_WRLCK, .l_whence = SEEK_SET};

/* What the second process does; nothing in here may want memory. */
static char
try_to_enter(const char *queue_path, const char *probe_path)
{
	int queue_fd = open(queue_path, O_RDWR | O_CLOEXEC);
	int probe_fd = open(probe_path, O_RDWR | O_CLOEXEC);
	struct flock lock = whole_file;

	if (queue_fd < 0 || probe_fd < 0)
		return VERDICT_UNKNOWN;
	if (flock(queue_fd, LOCK_EX | LOCK_NB) == 0)
		return VERDICT_FLOCK;
	if (fcntl(probe_fd, F_SETLK, &lock) == 0)
		return VERDICT_RECORD;
	return errno == EACCES || errno == EAGAIN ? VERDICT_APART
	                                          : VERDICT_UNKNOWN;
}

static char
ask_second_process(const char *queue_path, const char *probe_path)
{
	char verdict = VERDICT_UNKNOWN;
	int ends[2];
	pid_t child;

	if (pipe2(ends, O_CLOEXEC) < 0)
		return verdict;
	child = fork();
	if (child == 0) {
		verdict = try_to_enter(queue_path, probe_path);
		_exit(write(ends[1], &verdict, 1) != 1);
	}
	close(ends[1]);
	if (child > 0) {
		ssize_t got;

		do
			got = read(ends[0], &verdict, 1);
		while (got < 0 && errno == EINTR);
		if (got != 1)
			verdict = VERDICT_UNKNOWN;
		while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
			continue;
	}
	close(ends[0]);
	return verdict;
}

/*
 * With the queue's lock held. Locks of fcntl are tried on a file of their
 * own: closing the store's would drop SQLite's, and over a network both kinds
 * may be one, so they must not meet on one file.
 */
static int
probe(const struct queue *queue, struct err *err)
{
	char *path = mem_printf("%s-probe", queue->store);
	struct flock lock = whole_file;
	int fd = open(path, OPEN_FLAGS, 0600);
	int status = OK;
	char verdict;

	if (fd < 0) {
		status = err_errno(err, err_disk_status(),
		    _("Nothing was changed: %s cannot be made"), path);
		goto out;
	}
	if (fcntl(fd, F_SETLK, &lock) < 0) {
		status = no_locks(queue, strerror(errno), err);
		goto out;
	}
	verdict = ask_second_process(queue->path, path);
	if (verdict == VERDICT_FLOCK || verdict == VERDICT_RECORD)
		status = no_locks(queue,
		    verdict == VERDICT_FLOCK
		        ? _("a second process passed flock")
		        : _("a second process passed fcntl"),
		    err);
	else if (verdict != VERDICT_APART)
		status = no_locks(
		    queue, _("a second process could not try them"), err);
out:
	if (fd >= 0) {
		unlink(path);
		close(fd);
	}
	free(path);
	return status;
}

/* --- What the file remembers -------------------------------------------- */

/* The record up to the id; the id's eight letters and a newline follow. */
static size_t
record_head(const struct stat *store, char out[RECORD_MAX])
{
	int len = snprintf(out, RECORD_MAX, "huddle-queue 1 %llu %llu ",
	    (unsigned long long)store->st_dev,
	    (unsigned long long)store->st_ino);

	assert(len > 0 && len + QUEUE_ID_SIZE < RECORD_MAX);
	return (size_t)len;
}

/* True, and the id is known, if the file remembers this store. */
static bool
recall(struct queue *queue, int fd, const struct stat *store)
{
	char head[RECORD_MAX], text[RECORD_MAX];
	size_t len = record_head(store, head);
	ssize_t got = pread(fd, text, sizeof(text) - 1, 0);

	if (got != (ssize_t)(len + QUEUE_ID_SIZE) ||
	    memcmp(text, head, len) != 0)
		return false;
	text[got - 1] = '\0';
	if (strspn(text + len, "0123456789abcdef") != QUEUE_ID_SIZE - 1)
		return false;
	memcpy(queue->id, text + len, QUEUE_ID_SIZE);
	return true;
}

static int
remember(struct queue *queue, const struct stat *store, struct err *err)
{
	uint8_t bytes[(QUEUE_ID_SIZE - 1) / 2];
	char text[RECORD_MAX];
	size_t len = record_head(store, text);

	crypt_random.bytes(crypt_random.context, bytes, sizeof(bytes));
	crypt_hex(queue->id, bytes, sizeof(bytes));
	memcpy(text + len, queue->id, QUEUE_ID_SIZE);
	len += QUEUE_ID_SIZE;
	text[len - 1] = '\n';
	if (ftruncate(queue->fd, 0) == 0 &&
	    pwrite(queue->fd, text, len, 0) == (ssize_t)len &&
	    fsync(queue->fd) == 0)
		return OK;
	return err_errno(err, err_disk_status(),
	    _("Nothing was changed: the lock file %s cannot be written"),
	    queue->path);
}

int
queue_check(struct queue *queue, bool fresh, struct err *err)
{
	struct stat store;
	bool known = false;
	int fd, status;

	if (stat(queue->store, &store) < 0)
		return err_errno(
		    err, ERR_UNAVAILABLE, _("%s is gone"), queue->store);
	status = open_file(queue, &fd, err);
	if (status == OK) {
		known = !fresh && recall(queue, fd, &store);
		close(fd);
		status = file_check_private(queue->path, err);
	}
	if (status < 0 || known)
		return status;
	status = queue_enter(queue, queue_clock() + QUEUE_WAIT_MS, err);
	if (status == OK && (fresh || !recall(queue, queue->fd, &store))) {
		status = probe(queue, err);
		if (status == OK)
			status = remember(queue, &store, err);
	}
	queue_leave(queue);
	return status;
}
