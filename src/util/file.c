/*
 * Files written whole or not at all, and private ones kept private. See
 * file.h.
 */
#include "util/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "util/i18n.h"
#include "util/mem.h"

static int
write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t done = write(fd, bytes, len);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return -1;
		bytes += done;
		len -= (size_t)done;
	}
	return 0;
}

/* Makes a new or removed name durable. */
static int
sync_folder(const char *path)
{
	char *folder = file_folder(path);
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int result = -1;

	if (fd >= 0) {
		result = fsync(fd);
		close(fd);
	}
	free(folder);
	return result;
}

/* A new file whose bytes are on the disk, if not yet its name. */
static int
put_file(const char *path, mode_t mode, const void *bytes, size_t len,
    struct err *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	bool well;
	int saved;

	if (fd < 0 && errno == EEXIST)
		return err_set(err, ERR_CREATE,
		    _("%s exists already; nothing was overwritten"), path);
	if (fd < 0)
		return err_errno(
		    err, err_disk_status(), _("cannot create %s"), path);
	well = fchmod(fd, mode) == 0 && write_all(fd, bytes, len) == 0 &&
	       fsync(fd) == 0;
	saved = errno;
	if (close(fd) != 0 && well) {
		well = false;
		saved = errno;
	}
	if (well)
		return OK;
	unlink(path);
	errno = saved;
	return err_errno(err, err_disk_status(), _("cannot write %s"), path);
}

int
file_create(const char *path, mode_t mode, const void *bytes, size_t len,
    struct err *err)
{
	int result = put_file(path, mode, bytes, len, err);

	if (result == OK && sync_folder(path) != 0) {
		result = err_errno(
		    err, err_disk_status(), _("cannot write %s"), path);
		unlink(path);
	}
	return result;
}

int
file_replace(const char *path, mode_t mode, const void *bytes, size_t len,
    struct err *err)
{
	char *fresh = mem_printf("%s.new", path);
	int result = OK;

	unlink(fresh); /* of a run that was killed */
	result = put_file(fresh, mode, bytes, len, err);
	if (result == OK &&
	    (rename(fresh, path) != 0 || sync_folder(path) != 0)) {
		result = err_errno(
		    err, err_disk_status(), _("cannot write %s"), path);
		unlink(fresh);
	}
	free(fresh);
	return result;
}

/* Opens a regular file for reading, never blocking on a FIFO. */
static int
open_regular(const char *path, int *fd, struct stat *st, struct err *err)
{
	*fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (*fd < 0 && errno == ENOENT)
		return err_set(
		    err, ERR_UNAVAILABLE, _("%s does not exist"), path);
	if (*fd < 0)
		return err_errno(err,
		    errno == EACCES || errno == EPERM ? ERR_PERMISSION
		                                      : ERR_UNAVAILABLE,
		    _("cannot read %s"), path);
	if (fstat(*fd, st) == 0 && S_ISREG(st->st_mode))
		return OK;
	close(*fd);
	return err_set(err, ERR_DATA, _("%s is not a regular file"), path);
}

int
file_read(const char *path, size_t max, struct buf *out, struct err *err)
{
	char block[16384];
	size_t before = out->len;
	struct stat st;
	ssize_t got;
	int fd, result = open_regular(path, &fd, &st, err);

	if (result < 0)
		return result;
	while ((got = read(fd, block, sizeof(block))) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			result = err_errno(
			    err, ERR_UNAVAILABLE, _("cannot read %s"), path);
			break;
		}
		buf_add_bytes(out, block, (size_t)got);
		if (out->len - before > max) {
			result = err_set(err, ERR_DATA,
			    _("%s is larger than %zu bytes"), path, max);
			break;
		}
	}
	close(fd);
	return result;
}

static int
refuse_shared(const char *path, const struct stat *st, struct err *err)
{
	if ((st->st_mode & 077) == 0)
		return OK;
	return err_set(err, ERR_PERMISSION,
	    _("%s is open to others (mode %04o), so it is not used; "
	      "make it private: chmod 600 %s"),
	    path, (unsigned)st->st_mode & 07777, path);
}

int
file_read_secret(const char *path, void *out, size_t len, struct err *err)
{
	struct stat st;
	int fd, result = open_regular(path, &fd, &st, err);

	if (result < 0)
		return result;
	result = refuse_shared(path, &st, err);
	if (result == OK &&
	    (st.st_size != (off_t)len || read(fd, out, len) != (ssize_t)len))
		result = err_set(err, ERR_UNAVAILABLE,
		    _("%s should have %zu bytes and has not"), path, len);
	close(fd);
	return result;
}

/* Opens a file to write over it, never where a link leads. Our own may have
 * been made read-only. */
static int
open_to_wipe(const char *path)
{
	const int flags = O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;
	int fd = open(path, flags);

	if (fd < 0 && errno == EACCES && chmod(path, 0600) == 0)
		fd = open(path, flags);
	return fd;
}

static int
overwrite(int fd)
{
	static const char zeros[4096];
	struct stat st;

	if (fstat(fd, &st) < 0)
		return -1;
	while (st.st_size > 0) {
		size_t part = st.st_size < (off_t)sizeof(zeros)
		                  ? (size_t)st.st_size
		                  : sizeof(zeros);

		if (write_all(fd, zeros, part) < 0)
			return -1;
		st.st_size -= (off_t)part;
	}
	return fsync(fd);
}

int
file_wipe(const char *path, struct err *err)
{
	int fd = open_to_wipe(path), failed;

	if (fd < 0 && errno == ENOENT)
		return OK;
	failed = fd < 0 || overwrite(fd) < 0;
	if (fd >= 0)
		close(fd);
	if (failed || unlink(path) < 0 || sync_folder(path) < 0)
		return err_errno(
		    err, err_disk_status(), _("cannot wipe %s"), path);
	return OK;
}

int
file_check_private(const char *path, struct err *err)
{
	struct stat st;

	if (stat(path, &st) < 0)
		return errno == ENOENT ? OK
		                       : err_errno(err, ERR_PERMISSION,
		                             _("cannot look at %s"), path);
	return refuse_shared(path, &st, err);
}

static bool
is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* One folder, its name on the disk; OK if it is there. */
static int
make_one_folder(const char *path, struct err *err)
{
	if (mkdir(path, 0700) == 0) {
		if (sync_folder(path) == 0)
			return OK;
	} else if (errno == EEXIST && is_folder(path)) {
		return OK;
	}
	return err_errno(
	    err, err_disk_status(), _("cannot make the folder %s"), path);
}

int
file_make_folder(const char *path, struct err *err)
{
	char *partial = mem_copy(path);
	int result = OK;

	for (char *end = partial; result == OK; end++) {
		char was = *end;

		if (was != '\0' && (was != '/' || end == partial))
			continue;
		*end = '\0';
		result = make_one_folder(partial, err);
		*end = was;
		if (was == '\0')
			break;
	}
	free(partial);
	return result;
}

char *
file_folder(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return mem_copy(".");
	return slash == path ? mem_copy("/")
	                     : mem_copy_bytes(path, (size_t)(slash - path));
}

char *
file_join(const char *folder, const char *name)
{
	if (name[0] == '/')
		return mem_copy(name);
	return mem_printf("%s/%s", folder, name);
}

bool
file_exists(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0;
}
