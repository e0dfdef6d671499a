/*
 * The calls by which a process changes a disk, as this program's own: the
 * n-th of them can kill the process or fail, once or from then on. SQLite's
 * calls come through here too. For one .c file of a test.
 */
#ifndef HUDDLE_TESTS_FAULT_SHIM_H
#define HUDDLE_TESTS_FAULT_SHIM_H

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/syscall.h>
#include <unistd.h>

enum shim_what {
	SHIM_OFF,
	SHIM_KILL,      /* instead of the call */
	SHIM_KILL_HALF, /* after half of what was to be written */
	SHIM_FAIL_ONCE,
	SHIM_FAIL_EVER,
};

static struct {
	enum shim_what what;
	int at;    /* the call that is struck, from 1 */
	int error; /* errno of a failure */
	int seen;
} shim;

static void
shim_set(enum shim_what what, int at, int error)
{
	shim.what = what;
	shim.at = at;
	shim.error = error;
	shim.seen = 0;
}

/* True if this call must fail; does not return if it kills. */
static bool
shim_strikes(int fd, const void *bytes, size_t len, off_t offset)
{
	if (shim.what == SHIM_OFF)
		return false;
	shim.seen++;
	if (shim.seen < shim.at ||
	    (shim.seen > shim.at && shim.what != SHIM_FAIL_EVER))
		return false;
	if (shim.what == SHIM_KILL_HALF && bytes)
		syscall(SYS_pwrite64, fd, bytes, len / 2, offset);
	if (shim.what == SHIM_KILL || shim.what == SHIM_KILL_HALF)
		syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
	errno = shim.error;
	return true;
}

ssize_t
write(int fd, const void *bytes, size_t len)
{
	if (shim_strikes(-1, NULL, 0, 0))
		return -1;
	return syscall(SYS_write, fd, bytes, len);
}

ssize_t
pwrite(int fd, const void *bytes, size_t len, off_t offset)
{
	if (shim_strikes(fd, bytes, len, offset))
		return -1;
	return syscall(SYS_pwrite64, fd, bytes, len, offset);
}

ssize_t
pwrite64(int fd, const void *bytes, size_t len, off_t offset)
{
	return pwrite(fd, bytes, len, offset);
}

int
fsync(int fd)
{
	if (shim_strikes(-1, NULL, 0, 0))
		return -1;
	return (int)syscall(SYS_fsync, fd);
}

int
fdatasync(int fd)
{
	if (shim_strikes(-1, NULL, 0, 0))
		return -1;
	return (int)syscall(SYS_fdatasync, fd);
}

int
ftruncate(int fd, off_t len)
{
	if (shim_strikes(-1, NULL, 0, 0))
		return -1;
	return (int)syscall(SYS_ftruncate, fd, len);
}

int
ftruncate64(int fd, off_t len)
{
	return ftruncate(fd, len);
}

/* A full disk, or one of files that are too large, lets go of files. */
static bool
shim_strikes_name(void)
{
	return shim.error != ENOSPC && shim.error != EFBIG &&
	       shim_strikes(-1, NULL, 0, 0);
}

int
unlink(const char *path)
{
	if (shim_strikes_name())
		return -1;
	return (int)syscall(SYS_unlinkat, -100, path, 0);
}

int
rename(const char *from, const char *to)
{
	if (shim_strikes_name())
		return -1;
	return (int)syscall(SYS_renameat2, -100, from, -100, to, 0);
}

/* What a child says must not be struck. */
static __attribute__((unused)) bool
shim_say(int fd, const void *bytes, size_t len)
{
	return syscall(SYS_write, fd, bytes, len) == (long)len;
}

#endif
