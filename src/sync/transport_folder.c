/*
 * Delivery into a folder: NAME.part, synced, then renamed where nothing stands
 * yet. Works on what cannot link files or keep their modes (a stick) too.
 */
#include "sync/transport_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "util/buf.h"
#include "util/file.h"
#include "util/i18n.h"
#include "util/mem.h"

/* The file is sealed; whoever collects is another user. */
#define MODE 0644

int
transport_taken(const char *where, const char *name, struct err *err)
{
	return err_set(err, ERR_DATA,
	    _("Not delivered to %s: something else stands there under the "
	      "name %s. Nothing was lost or overwritten; ask the office to "
	      "look at it."),
	    where, name);
}

/* By errno. A folder that is away is no mistake: a stick is not always
 * there. */
static int
failed(const char *folder, struct err *err)
{
	switch (errno) {
	case ENOENT:
	case ENOTDIR:
		return err_set(err, ERR_AGAIN,
		    _("Not delivered to %s: that folder is not there. Nothing "
		      "was lost; see that it is connected, and it is tried "
		      "again."),
		    folder);
	case EACCES:
	case EPERM:
	case EROFS:
		return err_errno(err, ERR_PERMISSION,
		    _("Not delivered: nothing was lost, but the folder has to "
		      "let this user write: %s"),
		    folder);
	case ENOSPC:
	case EDQUOT:
	case EFBIG:
		return err_errno(err, ERR_AGAIN,
		    _("Not delivered: nothing was lost, and it is tried again "
		      "when there is room in %s"),
		    folder);
	default:
		return err_errno(err, ERR_AGAIN,
		    _("Not delivered: nothing was lost, and it is tried again "
		      "later. %s"),
		    folder);
	}
}

static bool
write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t done = write(fd, bytes, len);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return false;
		bytes += done;
		len -= (size_t)done;
	}
	return true;
}

/* Not all that can be mounted knows modes, so that a refusal is passed. */
static bool
write_part(int folder, const char *part, const char *bytes, size_t len)
{
	const int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
	int fd, saved;
	bool well;

	unlinkat(folder, part, 0); /* of a run that was cut off */
	fd = openat(folder, part, flags, MODE);
	if (fd < 0)
		return false;
	if (fchmod(fd, MODE) != 0)
		errno = 0;
	well = write_all(fd, bytes, len) && fsync(fd) == 0;
	saved = errno;
	if (close(fd) != 0 && well) {
		well = false;
		saved = errno;
	}
	if (!well)
		unlinkat(folder, part, 0);
	errno = saved;
	return well;
}

/* False with EEXIST if the name is taken. Shares that can neither rename
 * without replacing nor link are looked at first: the name is random, and
 * nobody comes upon it between looking and renaming. */
static bool
place(int folder, const char *part, const char *name)
{
	if (renameat2(folder, part, folder, name, RENAME_NOREPLACE) == 0)
		return true;
	if (errno != EINVAL && errno != ENOSYS)
		return false;
	if (linkat(folder, part, folder, name, 0) == 0)
		return unlinkat(folder, part, 0) == 0;
	if (errno == EEXIST)
		return false;
	if (faccessat(folder, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0) {
		errno = EEXIST;
		return false;
	}
	return renameat(folder, part, folder, name) == 0;
}

/* The name is taken: by what we delivered before, or by something else. */
static int
compare(const char *folder, const char *name, const void *bytes, size_t len,
    struct err *err)
{
	char *path = file_join(folder, name);
	struct buf there = BUF_INIT;
	int result = OK;

	if (file_read(path, len, &there, NULL) < 0 || there.len != len ||
	    memcmp(buf_text(&there), bytes, len) != 0)
		result = transport_taken(folder, name, err);
	buf_done(&there);
	free(path);
	return result;
}

/* Under its name, whole; false says why in errno, EEXIST if it is taken. */
static bool
put(int folder, const char *name, const void *bytes, size_t len)
{
	char *part = mem_printf("%s.part", name);
	bool well = write_part(folder, part, bytes, len);
	int saved = errno;

	if (well && !place(folder, part, name)) {
		saved = errno;
		unlinkat(folder, part, 0);
		well = false;
	}
	free(part);
	errno = saved;
	/* Not every file system can sync a folder. */
	return well && (fsync(folder) == 0 || errno == EINVAL);
}

/* Looked at before anything is written: most of what is repeated has arrived,
 * maybe in a folder that is full by now. */
int
transport_folder(const char *path, const char *name, const void *bytes,
    size_t len, struct err *err)
{
	int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int result = OK;

	if (folder < 0)
		return failed(path, err);
	if (faccessat(folder, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
		result = compare(path, name, bytes, len, err);
	else if (!put(folder, name, bytes, len))
		result = errno == EEXIST ? compare(path, name, bytes, len, err)
		                         : failed(path, err);
	close(folder);
	return result;
}
