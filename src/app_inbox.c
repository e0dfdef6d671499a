/*
 * The folders that an office collects from. See app_inbox.h.
 */
#include "app_inbox.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "util/file.h"
#include "util/i18n.h"
#include "util/mem.h"

#define SAME_NAME_MAX 1000 /* names that are tried for one file */

/* Files are named from an open folder: whoever renames it, or puts a link in
 * its place meanwhile, does not lead us elsewhere. */

/* By enum inbox_place. */
static const char *const places[] = {INBOX_COLLECTED, INBOX_QUARANTINE};

/* --- Listing ------------------------------------------------------------ */

static void
add_file(struct inbox *inbox, int folder, const char *name,
    const struct timespec *changed)
{
	if (inbox->count == inbox->capacity) {
		inbox->capacity = inbox->capacity ? inbox->capacity * 2 : 64;
		inbox->files = mem_grow(inbox->files, (size_t)inbox->capacity,
		    sizeof(*inbox->files));
	}
	inbox->files[inbox->count++] =
	    (struct inbox_file){folder, mem_copy(name), *changed, false};
}

static int
add_folder(struct inbox *inbox, int fd)
{
	inbox->folders = mem_grow(inbox->folders,
	    (size_t)inbox->folder_count + 1, sizeof(*inbox->folders));
	inbox->folders[inbox->folder_count] =
	    (struct inbox_folder){fd, {-1, -1}};
	return inbox->folder_count++;
}

/* Not NAME.huddle.part: what is still being written is none of ours yet. */
static bool
named_so(const char *name)
{
	size_t len = strlen(name), suffix = strlen(INBOX_SUFFIX);

	return len > suffix && strcmp(name + len - suffix, INBOX_SUFFIX) == 0;
}

/* The listing closes its copy of the folder; ours stays open for reading and
 * moving. A link could lead to any file of this user, and is passed over. */
static int
list_folder(struct inbox *inbox, const char *path, int fd, struct err *err)
{
	int copy = dup(fd), folder = add_folder(inbox, fd);
	DIR *dir = copy < 0 ? NULL : fdopendir(copy);
	const struct dirent *entry;
	struct stat st;

	if (!dir) {
		if (copy >= 0)
			close(copy);
		return err_errno(err, ERR_PERMISSION,
		    _("The folder cannot be read: %s"), path);
	}
	while ((entry = readdir(dir)))
		if (named_so(entry->d_name) &&
		    fstatat(fd, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
		    S_ISREG(st.st_mode))
			add_file(inbox, folder, entry->d_name, &st.st_mtim);
	closedir(dir);
	return OK;
}

/* A file that is named may be reached by a link: whoever runs the command has
 * chosen it. */
static int
list_path(struct inbox *inbox, const char *path, struct err *err)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct stat st;

	if (fd >= 0)
		return list_folder(inbox, path, fd, err);
	if (errno == ENOENT)
		return err_errno(err, ERR_UNAVAILABLE,
		    _("There is nothing to collect at %s. Nothing was "
		      "collected. Check the name"),
		    path);
	if (errno != ENOTDIR || stat(path, &st) < 0)
		return err_errno(err, ERR_PERMISSION,
		    _("%s cannot be read. Nothing was collected"), path);
	if (!S_ISREG(st.st_mode))
		return err_set(err, ERR_DATA,
		    _("%s is neither a folder nor a plain file. Nothing was "
		      "collected."),
		    path);
	add_file(inbox, add_folder(inbox, AT_FDCWD), path, &st.st_mtim);
	return OK;
}

/* In the order in which they came, so that few have to be held; by name where
 * the clock does not tell, so that each run sees them in the same order. */
static int
compare(const void *a, const void *b)
{
	const struct inbox_file *x = a, *y = b;

	if (x->changed.tv_sec != y->changed.tv_sec)
		return x->changed.tv_sec < y->changed.tv_sec ? -1 : 1;
	if (x->changed.tv_nsec != y->changed.tv_nsec)
		return x->changed.tv_nsec < y->changed.tv_nsec ? -1 : 1;
	return strcmp(x->name, y->name);
}

int
inbox_list(
    struct inbox *inbox, const char *const *paths, int count, struct err *err)
{
	int status = OK;

	*inbox = (struct inbox){.folders = NULL};
	for (int i = 0; status == OK && i < count; i++)
		status = list_path(inbox, paths[i], err);
	if (inbox->count > 0)
		qsort(inbox->files, (size_t)inbox->count, sizeof(*inbox->files),
		    compare);
	return status;
}

void
inbox_done(struct inbox *inbox)
{
	for (int i = 0; i < inbox->count; i++)
		free(inbox->files[i].name);
	for (int i = 0; i < inbox->folder_count; i++) {
		const struct inbox_folder *folder = &inbox->folders[i];

		if (folder->fd >= 0)
			close(folder->fd);
		for (int place = 0; place < 2; place++)
			if (folder->place[place] >= 0)
				close(folder->place[place]);
	}
	free(inbox->files);
	free(inbox->folders);
}

void
inbox_again(struct inbox *inbox, int index)
{
	/* A copy: the list may move when it grows. */
	struct inbox_file file = inbox->files[index];

	add_file(inbox, file.folder, file.name, &file.changed);
	inbox->files[inbox->count - 1].again = true;
}

/* --- Reading ------------------------------------------------------------ */

/* Never more than `max`: what lies there comes from anybody, and may be of any
 * size. */
static int
read_all(int fd, size_t max, struct buf *out)
{
	char bytes[16384];
	ssize_t got = 1;

	while (got > 0 && out->len < max) {
		size_t want = max - out->len;

		got = read(
		    fd, bytes, want < sizeof(bytes) ? want : sizeof(bytes));
		if (got > 0)
			buf_add_bytes(out, bytes, (size_t)got);
		else if (got < 0 && errno == EINTR)
			got = 1;
	}
	return got < 0 ? -1 : 0;
}

/* Asked again what it is, of what was opened: since it was listed it may have
 * become a link, or a FIFO that would be waited at. */
int
inbox_read(const struct inbox *inbox, int index, size_t max, struct buf *out,
    long long *size, bool *gone, struct err *err)
{
	const struct inbox_file *file = &inbox->files[index];
	int from = inbox->folders[file->folder].fd;
	int fd = openat(from, file->name,
	    O_RDONLY | O_CLOEXEC | O_NONBLOCK |
	        (from == AT_FDCWD ? 0 : O_NOFOLLOW));
	struct stat st;
	int status = OK;

	*gone = fd < 0 && (errno == ENOENT || errno == ELOOP);
	if (*gone)
		return OK;
	if (fd < 0)
		return err_errno(err, ERR_PERMISSION,
		    _("%s cannot be read. It stays where it is"), file->name);
	*gone = fstat(fd, &st) < 0 || !S_ISREG(st.st_mode);
	*size = (long long)st.st_size;
	if (!*gone && read_all(fd, max, out) < 0)
		status = err_errno(err, ERR_UNAVAILABLE,
		    _("%s cannot be read. It stays where it is"), file->name);
	close(fd);
	return status;
}

/* --- Moving ------------------------------------------------------------- */

/* Made when it is first needed: a folder that is only looked into stays as it
 * is. NOFOLLOW, since who may write there could have put a link in its
 * place. */
static int
open_place(struct inbox_folder *folder, enum inbox_place place, struct err *err)
{
	int *fd = &folder->place[place];

	if (*fd >= 0)
		return OK;
	if (mkdirat(folder->fd, places[place], 0700) < 0 && errno != EEXIST)
		return err_errno(err, err_disk_status(),
		    _("The folder %s cannot be made where files are "
		      "collected. What was collected is safe in the store"),
		    places[place]);
	*fd = openat(folder->fd, places[place],
	    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (*fd < 0)
		return err_errno(err, ERR_PERMISSION,
		    _("The folder %s cannot be opened where files are "
		      "collected. What was collected is safe in the store"),
		    places[place]);
	return OK;
}

/* Why it is there, for whoever looks into the folder; the store has it too. */
static int
write_reason(int folder, const char *name, const char *reason, struct err *err)
{
	char *path = mem_printf("%s%s", name, INBOX_REASON);
	int fd = openat(folder, path,
	    O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
	int status = OK;

	if (fd < 0 || dprintf(fd, "%s\n", reason) < 0)
		status = err_errno(err, err_disk_status(),
		    _("%s cannot be written. What was collected is safe in "
		      "the store"),
		    path);
	if (fd >= 0)
		close(fd);
	free(path);
	return status;
}

/* True in a folder that files are refused to: what ends in .reason is ours
 * there. */
static bool
is_quarantine(int folder)
{
	struct stat here, there;

	return fstat(folder, &here) == 0 &&
	       fstatat(folder, "../" INBOX_QUARANTINE, &there,
	           AT_SYMLINK_NOFOLLOW) == 0 &&
	       here.st_dev == there.st_dev && here.st_ino == there.st_ino;
}

/* What was quarantined and is taken now has no reason any more. One that cannot
 * be removed stays: it harms nothing, and the summary is safe. */
static void
drop_reason(int from, const char *name)
{
	char *path = mem_printf("%s%s", name, INBOX_REASON);
	char *parent = from == AT_FDCWD ? file_folder(name) : mem_copy(".");
	struct stat st;
	int folder = -1;

	/* Most have none, and are asked nothing more. */
	if (fstatat(from, path, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	    S_ISREG(st.st_mode))
		folder =
		    openat(from, parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder >= 0 && is_quarantine(folder))
		unlinkat(from, path, 0);
	if (folder >= 0)
		close(folder);
	free(parent);
	free(path);
}

/* False with EEXIST if the name is taken, ENOENT if the file is gone. Shares
 * that cannot rename without replacing (NFS) can give a second name, which
 * fails where it is taken, and then take the first away. */
static bool
move_file(int from, const char *name, int to, const char *as)
{
	if (renameat2(from, name, to, as, RENAME_NOREPLACE) == 0)
		return true;
	if (errno != EINVAL && errno != ENOSYS)
		return false;
	return linkat(from, name, to, as, 0) == 0 &&
	       unlinkat(from, name, 0) == 0;
}

/* Never over another file: two of one name may be different ones, and of two
 * collectors only one moves it. ENOENT: the other one did. */
int
inbox_move(struct inbox *inbox, int index, enum inbox_place place,
    const char *reason, bool *moved, struct err *err)
{
	const struct inbox_file *file = &inbox->files[index];
	struct inbox_folder *folder = &inbox->folders[file->folder];
	char *name = mem_copy(file->name);
	int number = 1, status;

	*moved = folder->fd == AT_FDCWD;
	/* Refused once more: it is where it belongs, but maybe for another
	 * reason by now. */
	if (!*moved && place == INBOX_TO_QUARANTINE &&
	    is_quarantine(folder->fd)) {
		*moved = true;
		free(name);
		return write_reason(folder->fd, file->name, reason, err);
	}
	status = *moved ? OK : open_place(folder, place, err);
	while (status == OK && !*moved) {
		*moved = move_file(
		    folder->fd, file->name, folder->place[place], name);
		/* A kill before this leaves no reason here; the store has
		 * it. */
		if (*moved && place == INBOX_TO_QUARANTINE)
			status = write_reason(
			    folder->place[place], name, reason, err);
		if (*moved || errno == ENOENT)
			break;
		if (errno != EEXIST || number == SAME_NAME_MAX) {
			status = err_errno(err, err_disk_status(),
			    _("%s cannot be moved. What was collected is safe "
			      "in the store"),
			    file->name);
			break;
		}
		free(name);
		name = mem_printf("%s.%d", file->name, ++number);
	}
	if (*moved && place == INBOX_TO_COLLECTED)
		drop_reason(folder->fd, file->name);
	free(name);
	return status;
}
