/*
 * The folders that an office collects from: which files wait there, and where
 * they go once it is known what they are. Never follows a symbolic link within
 * a folder; a file that was named by itself may be one.
 */
#ifndef HUDDLE_APP_INBOX_H
#define HUDDLE_APP_INBOX_H

#include <stdbool.h>
#include <time.h>

#include "util/buf.h"
#include "util/err.h"

#define INBOX_COLLECTED "collected"
#define INBOX_QUARANTINE "quarantine"
#define INBOX_SUFFIX ".huddle"
#define INBOX_REASON ".reason" /* behind a quarantined file's name */

/* A folder, or where files that were named one by one stand (fd AT_FDCWD). */
struct inbox_folder {
	int fd;
	int place[2]; /* of enum inbox_place; -1: not opened yet */
};

struct inbox_file {
	int folder; /* its index */
	char *name; /* in the folder */
	struct timespec changed;
	bool again; /* looked at once already */
};

struct inbox {
	struct inbox_folder *folders;
	int folder_count;
	struct inbox_file *files; /* those that came first stand first */
	int count, capacity;
};

/*
 * What waits at these paths: of a folder every regular file that ends in
 * .huddle, else the file itself. ERR_UNAVAILABLE if a path is not there;
 * ERR_PERMISSION if a folder cannot be read or written. For inbox_done in any
 * case.
 */
int inbox_list(
    struct inbox *inbox, const char *const *paths, int count, struct err *err);
void inbox_done(struct inbox *inbox);

/* Puts a file behind the others once more. */
void inbox_again(struct inbox *inbox, int index);

/*
 * Reads at most `max` bytes of a file; *size is how many it has. *gone: it is
 * not there any more (another collector took it), or is no regular file.
 */
int inbox_read(const struct inbox *inbox, int index, size_t max,
    struct buf *out, long long *size, bool *gone, struct err *err);

enum inbox_place { INBOX_TO_COLLECTED, INBOX_TO_QUARANTINE };

/*
 * Moves a file of a folder, with why beside it in quarantine; one that was
 * named stays. A name that is taken there gets a number. *moved: it was us. One
 * of a quarantine folder stays there if it is refused again; if it is collected
 * now, the reason beside it goes.
 */
int inbox_move(struct inbox *inbox, int index, enum inbox_place place,
    const char *reason, bool *moved, struct err *err);

#endif
