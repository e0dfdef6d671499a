/*
 * The calls by which a process changes a disk, as this program's own: the
 * n-th of them can kill the process or fail, once or from then on. SQLite's
 * calls come through here too. For one .c file of a test.
 */
#ifndef HUDDLE_TESTS_FAULT_SHIM_H
#define HUDDLE_TESTS_FAULT_SHIM_H

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "tests/fault/calls.h"

/* Who defines this before hears of each call that changed something. */
#ifndef SHIM_HEARS
#define SHIM_HEARS(call, fd, path, bytes, len, offset) ((void)0)
#endif

enum shim_what {
	SHIM_OFF,
	SHIM_KILL,      /* instead of the call */
	SHIM_KILL_HALF, /* after half of what was to be written */
	SHIM_FAIL_ONCE,
	SHIM_FAIL_EVER,
	SHIM_SHORT, /* half of what was to be written, and half is said */
};

static struct {
	enum shim_what what;
	int at;    /* the call that is struck, from 1 */
	int error; /* errno of a failure */
	int seen;
} shim;

static __attribute__((unused)) void
shim_set(enum shim_what what, int at, int error)
{
	shim.what = what;
	shim.at = at;
	shim.error = error;
	shim.seen = 0;
}

/* An offset below 0 is where the file stands. */
static ssize_t
shim_half(int fd, const void *bytes, size_t len, off_t offset)
{
	if (offset < 0)
		return syscall(SYS_write, fd, bytes, len / 2);
	return syscall(SYS_pwrite64, fd, bytes, len / 2, offset);
}

/* True if this call must fail; does not return if it kills. */
static bool
shim_strikes(int fd, const void *bytes, size_t len, off_t offset)
{
	/* Only what is written can be written by halves; words are no disk. */
	if (shim.what == SHIM_OFF || (shim.what == SHIM_SHORT && !bytes) ||
	    (bytes && fd <= STDERR_FILENO))
		return false;
	shim.seen++;
	if (shim.seen < shim.at ||
	    (shim.seen > shim.at && shim.what != SHIM_FAIL_EVER))
		return false;
	if (shim.what == SHIM_KILL_HALF && bytes)
		shim_half(fd, bytes, len, offset);
	if (shim.what == SHIM_KILL || shim.what == SHIM_KILL_HALF)
		syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
	errno = shim.error;
	return true;
}

static ssize_t
shim_wrote(int fd, const void *bytes, long done, off_t offset)
{
	if (done > 0)
		SHIM_HEARS(SHIM_WROTE, fd, NULL, bytes, (size_t)done, offset);
	(void)fd;
	(void)bytes;
	(void)offset;
	return done;
}

/* What a call that has ended says; its listener heard of it if it went well. */
#define SHIM_END(result, call, fd, path, bytes, offset)                        \
	do {                                                                   \
		int shim_result = (int)(result);                               \
		if (shim_result >= 0)                                          \
			SHIM_HEARS(call, fd, path, bytes, 0, offset);          \
		return shim_result;                                            \
	} while (0)

ssize_t
write(int fd, const void *bytes, size_t len)
{
	if (shim_strikes(fd, bytes, len, -1))
		return shim.what == SHIM_SHORT ? shim_half(fd, bytes, len, -1)
		                               : -1;
	return shim_wrote(fd, bytes, syscall(SYS_write, fd, bytes, len), -1);
}

ssize_t
pwrite(int fd, const void *bytes, size_t len, off_t offset)
{
	if (shim_strikes(fd, bytes, len, offset))
		return shim.what == SHIM_SHORT
		           ? shim_half(fd, bytes, len, offset)
		           : -1;
	return shim_wrote(
	    fd, bytes, syscall(SYS_pwrite64, fd, bytes, len, offset), offset);
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
	SHIM_END(syscall(SYS_fsync, fd), SHIM_SYNCED, fd, NULL, NULL, 0);
}

int
fdatasync(int fd)
{
	if (shim_strikes(-1, NULL, 0, 0))
		return -1;
	SHIM_END(syscall(SYS_fdatasync, fd), SHIM_SYNCED, fd, NULL, NULL, 0);
}

int
ftruncate(int fd, off_t len)
{
	if (shim_strikes(-1, NULL, 0, 0))
		return -1;
	SHIM_END(
	    syscall(SYS_ftruncate, fd, len), SHIM_RESIZED, fd, NULL, NULL, len);
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
	SHIM_END(syscall(SYS_unlinkat, AT_FDCWD, path, 0), SHIM_UNLINKED,
	    AT_FDCWD, path, NULL, 0);
}

int
rename(const char *from, const char *to)
{
	if (shim_strikes_name())
		return -1;
	SHIM_END(syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0),
	    SHIM_RENAMED, AT_FDCWD, from, to, 0);
}

#ifdef SHIM_NAMES
/*
 * For tests that ask for it: what opens for writing and what gives names, too.
 * The headers may have these as their own inlines, hence the other words.
 */
#define SHIM_AS(name) __asm__(name)

int shim_openat(int folder, const char *path, int flags, ...) SHIM_AS("openat");
int
shim_openat64(int folder, const char *path, int flags, ...) SHIM_AS("openat64");
int shim_open(const char *path, int flags, ...) SHIM_AS("open");
int shim_open64(const char *path, int flags, ...) SHIM_AS("open64");
int shim_renameat2(int from_folder, const char *from, int to_folder,
    const char *to, unsigned flags) SHIM_AS("renameat2");
int shim_unlinkat(int folder, const char *path, int flags) SHIM_AS("unlinkat");
int shim_mkdir(const char *path, mode_t mode) SHIM_AS("mkdir");
int shim_mkdirat(int folder, const char *path, mode_t mode) SHIM_AS("mkdirat");

static int
shim_do_open(int folder, const char *path, int flags, va_list args)
{
	int mode = flags & O_CREAT ? va_arg(args, int) : 0;

	if ((flags & O_ACCMODE) != O_RDONLY && shim_strikes(-1, NULL, 0, 0))
		return -1;
	SHIM_END(syscall(SYS_openat, folder, path, flags, mode), SHIM_OPENED,
	    shim_result, NULL, NULL, flags);
}

#define SHIM_OPEN(name, first, folder)                                         \
	int name(first const char *path, int flags, ...)                       \
	{                                                                      \
		va_list args;                                                  \
		int fd;                                                        \
                                                                               \
		va_start(args, flags);                                         \
		fd = shim_do_open(folder, path, flags, args);                  \
		va_end(args);                                                  \
		return fd;                                                     \
	}
#define SHIM_FOLDER int folder,
#define SHIM_NO_FOLDER

SHIM_OPEN(shim_openat, SHIM_FOLDER, folder)
SHIM_OPEN(shim_openat64, SHIM_FOLDER, folder)
SHIM_OPEN(shim_open, SHIM_NO_FOLDER, AT_FDCWD)
SHIM_OPEN(shim_open64, SHIM_NO_FOLDER, AT_FDCWD)

int
shim_renameat2(int from_folder, const char *from, int to_folder, const char *to,
    unsigned flags)
{
	if (shim_strikes(-1, NULL, 0, 0))
		return -1;
	SHIM_END(
	    syscall(SYS_renameat2, from_folder, from, to_folder, to, flags),
	    SHIM_RENAMED, from_folder, from, to, 0);
}

int
shim_unlinkat(int folder, const char *path, int flags)
{
	if (shim_strikes_name())
		return -1;
	SHIM_END(syscall(SYS_unlinkat, folder, path, flags), SHIM_UNLINKED,
	    folder, path, NULL, 0);
}

int
shim_mkdirat(int folder, const char *path, mode_t mode)
{
	if (shim_strikes(-1, NULL, 0, 0))
		return -1;
	SHIM_END(syscall(SYS_mkdirat, folder, path, mode), SHIM_MADE, folder,
	    path, NULL, 0);
}

int
shim_mkdir(const char *path, mode_t mode)
{
	return shim_mkdirat(AT_FDCWD, path, mode);
}
#endif

/* What a child says must not be struck. */
static __attribute__((unused)) bool
shim_say(int fd, const void *bytes, size_t len)
{
	return syscall(SYS_write, fd, bytes, len) == (long)len;
}

#endif
