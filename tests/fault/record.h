/*
 * Writes down each call by which the process changes a disk, for power.h: the
 * calls of shim.h, in their order, with the file that each is about. For one
 * .c file of a test, included before anything that includes shim.h.
 */
#ifndef HUDDLE_TESTS_FAULT_RECORD_H
#define HUDDLE_TESTS_FAULT_RECORD_H

#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>

static void record_call(int call, int fd, const char *path, const void *bytes,
    size_t len, off_t offset);

#define SHIM_NAMES
#define SHIM_HEARS record_call
#include "tests/fault/shim.h"

#include "tests/fault/power.h"

/* Where it is written; -1: nowhere. */
static int record_file = -1;

/* The path of a descriptor, or of a name in its folder. */
static void
record_path(char out[POWER_PATH], int fd, const char *name)
{
	char own[64];
	ssize_t len = 0;

	if (!name || (name[0] != '/' && fd != AT_FDCWD)) {
		snprintf(own, sizeof(own), "/proc/self/fd/%d", fd);
		len = readlink(own, out, POWER_PATH - 1);
	}
	out[len > 0 ? len : 0] = '\0';
	if (name)
		snprintf(out + strlen(out), POWER_PATH - strlen(out), "%s%s",
		    len > 0 ? "/" : "", name);
}

static void
record_call(int call, int fd, const char *path, const void *bytes, size_t len,
    off_t offset)
{
	struct power_call record = {.len = len};
	int kept = errno;

	if (record_file < 0 || fd == record_file)
		return;
	record.call = call;
	record.offset = offset;
	if (call == SHIM_WROTE && offset < 0)
		record.offset = lseek(fd, 0, SEEK_CUR) - (off_t)len;
	record_path(record.path, fd, path);
	if (call == SHIM_RENAMED)
		record_path(record.to, fd, bytes);
	shim_say(record_file, &record, sizeof(record));
	if (len > 0)
		shim_say(record_file, bytes, len);
	errno = kept;
}

#endif
