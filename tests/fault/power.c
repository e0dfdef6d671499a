/*
 * Disks after a power cut. See power.h.
 */
#include "tests/fault/power.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/fault/calls.h"
#include "util/mem.h"

#define SECTOR 512
#define NOTHING (-1) /* no file bears the name */

/* A change of a file that no sync has followed yet. */
struct change {
	bool resize; /* to `offset` */
	size_t offset, len;
	const char *bytes; /* the recording's */
};

struct file {
	bool folder;
	struct buf safe, seen; /* what is on the disk; what programs see */
	struct change *changes;
	int change_count;
};

/* A name is one file's, from then on. */
struct name {
	char path[POWER_PATH];
	int file;            /* or NOTHING */
	bool goes_with_next; /* they change together */
};

struct names {
	struct name *list;
	int count;
};

struct disk {
	const struct random *random;
	struct file *files;
	int file_count;
	struct names seen, safe;
	struct names changes; /* that no sync of their folder followed */
};

/* --- The recording ------------------------------------------------------ */

/* The path below the folder; NULL if it is none. */
static const char *
below(const char *folder, const char *path)
{
	size_t len = strlen(folder);

	return strncmp(path, folder, len) == 0 && path[len] == '/'
	           ? path + len + 1
	           : NULL;
}

void
power_new(struct power *power, const char *folder, const struct tree *before,
    int file)
{
	struct power_call call;
	char *bytes;

	*power = (struct power){folder, before, BUF_INIT, 0};
	lseek(file, 0, SEEK_SET);
	while (read(file, &call, sizeof(call)) == (ssize_t)sizeof(call)) {
		bytes = mem_new(call.len + 1, 1);
		assert_int_equal(read(file, bytes, call.len), call.len);
		if (below(folder, call.path)) {
			buf_add_bytes(
			    &power->calls, (const char *)&call, sizeof(call));
			buf_add_bytes(&power->calls, bytes, call.len);
			power->count++;
		}
		free(bytes);
	}
}

void
power_free(struct power *power)
{
	buf_done(&power->calls);
}

/* --- Names -------------------------------------------------------------- */

static int
find(const struct names *names, const char *path)
{
	for (int i = 0; i < names->count; i++)
		if (strcmp(names->list[i].path, path) == 0)
			return names->list[i].file;
	return NOTHING;
}

static void
add(struct names *names, const char *path, int file, bool goes_with_next)
{
	struct name *name;

	names->list = mem_grow(
	    names->list, (size_t)names->count + 1, sizeof(*names->list));
	name = &names->list[names->count++];
	*name = (struct name){.file = file, .goes_with_next = goes_with_next};
	snprintf(name->path, sizeof(name->path), "%s", path);
}

static void
set(struct names *names, const char *path, int file)
{
	for (int i = 0; i < names->count; i++)
		if (strcmp(names->list[i].path, path) == 0) {
			names->list[i].file = file;
			return;
		}
	add(names, path, file, false);
}

/* Programs see it at once; the disk has it after a sync of the folder. */
static void
change_name(struct disk *disk, const char *path, int file, bool goes_with_next)
{
	set(&disk->seen, path, file);
	add(&disk->changes, path, file, goes_with_next);
}

/* Is it a name in that folder itself? */
static bool
is_in(const char *path, const char *folder)
{
	size_t len = strlen(folder);

	return strncmp(path, folder, len) == 0 && path[len] == '/' &&
	       !strchr(path + len + 1, '/');
}

/* Only what is in it itself: that is all that POSIX promises. */
static void
sync_folder(struct disk *disk, const char *folder)
{
	struct names *changes = &disk->changes;
	int left = 0;

	for (int i = 0; i < changes->count; i++)
		if (is_in(changes->list[i].path, folder))
			set(&disk->safe, changes->list[i].path,
			    changes->list[i].file);
		else
			changes->list[left++] = changes->list[i];
	changes->count = left;
}

/* --- Bytes -------------------------------------------------------------- */

/* What was never written reads as zeros. */
static void
resize(struct buf *bytes, size_t len)
{
	static const char zeros[SECTOR];

	while (bytes->len < len)
		buf_add_bytes(bytes, zeros,
		    len - bytes->len < SECTOR ? len - bytes->len : SECTOR);
	bytes->len = len;
}

static void
put(struct buf *bytes, size_t offset, const char *from, size_t len)
{
	if (bytes->len < offset + len)
		resize(bytes, offset + len);
	memcpy(bytes->text + offset, from, len);
}

static void
apply(struct buf *bytes, const struct change *change)
{
	if (change->resize)
		resize(bytes, change->offset);
	else
		put(bytes, change->offset, change->bytes, change->len);
}

/* Some sectors of it, as they lie on the disk. */
static void
tear(struct disk *disk, struct buf *bytes, const struct change *change)
{
	size_t end = change->offset + change->len, at = change->offset;

	while (at < end) {
		size_t next = (at / SECTOR + 1) * SECTOR;

		if (next > end)
			next = end;
		if (disk->random->uniform(disk->random->context, 2))
			put(bytes, at, change->bytes + (at - change->offset),
			    next - at);
		at = next;
	}
}

static void
change_file(struct disk *disk, int file, struct change change)
{
	struct file *of = &disk->files[file];

	apply(&of->seen, &change);
	of->changes = mem_grow(
	    of->changes, (size_t)of->change_count + 1, sizeof(*of->changes));
	of->changes[of->change_count++] = change;
}

static void
sync_file(struct file *file)
{
	for (int i = 0; i < file->change_count; i++)
		apply(&file->safe, &file->changes[i]);
	file->change_count = 0;
}

static int
new_file(struct disk *disk, bool folder)
{
	disk->files = mem_grow(
	    disk->files, (size_t)disk->file_count + 1, sizeof(*disk->files));
	disk->files[disk->file_count] =
	    (struct file){.folder = folder, .safe = BUF_INIT, .seen = BUF_INIT};
	return disk->file_count++;
}

/* --- Calls -------------------------------------------------------------- */

static void
opened(struct disk *disk, const char *path, int64_t flags)
{
	int file = find(&disk->seen, path);

	if (file == NOTHING && flags & O_CREAT)
		change_name(disk, path, new_file(disk, false), false);
	else if (file != NOTHING && flags & O_TRUNC)
		change_file(disk, file, (struct change){.resize = true});
}

static void
renamed(struct disk *disk, const char *from, const char *to)
{
	int file = find(&disk->seen, from);

	assert_true(file != NOTHING && to);
	change_name(disk, from, NOTHING, true);
	change_name(disk, to, file, false);
}

/* As it was done. A file that has no name any more is of no interest. */
static void
carry_out(struct disk *disk, const struct power *power,
    const struct power_call *call, const char *bytes, bool synced)
{
	const char *path = below(power->folder, call->path);
	size_t offset = (size_t)call->offset;
	int file = find(&disk->seen, path);

	switch ((enum shim_call)call->call) {
	case SHIM_OPENED:
		opened(disk, path, call->offset);
		break;
	case SHIM_WROTE:
		if (file != NOTHING)
			change_file(disk, file,
			    (struct change){false, offset, call->len, bytes});
		break;
	case SHIM_RESIZED:
		if (file != NOTHING)
			change_file(disk, file,
			    (struct change){.resize = true, .offset = offset});
		break;
	case SHIM_SYNCED:
		if (synced && file != NOTHING && disk->files[file].folder)
			sync_folder(disk, path);
		else if (synced && file != NOTHING)
			sync_file(&disk->files[file]);
		break;
	case SHIM_UNLINKED:
		change_name(disk, path, NOTHING, false);
		break;
	case SHIM_RENAMED:
		renamed(disk, path, below(power->folder, call->to));
		break;
	case SHIM_MADE:
		change_name(disk, path, new_file(disk, true), false);
		break;
	}
}

/* --- The cut ------------------------------------------------------------ */

/* Of what is not safe: nothing, all, or each by chance. */
enum luck { LUCK_NONE, LUCK_ALL, LUCK_EACH, LUCKS };

static bool
is_kept(struct disk *disk, enum luck luck)
{
	return luck == LUCK_ALL ||
	       (luck == LUCK_EACH &&
	           disk->random->uniform(disk->random->context, 2));
}

/* A later change may be kept where an earlier one is not: no order is
 * promised either. A rename is one change. */
static void
cut_names(struct disk *disk)
{
	enum luck luck =
	    (enum luck)disk->random->uniform(disk->random->context, LUCKS);
	bool kept = false, together = false;

	for (int i = 0; i < disk->changes.count; i++) {
		const struct name *name = &disk->changes.list[i];

		if (!together)
			kept = is_kept(disk, luck);
		together = name->goes_with_next;
		if (kept)
			set(&disk->safe, name->path, name->file);
	}
}

static void
cut_file(struct disk *disk, struct file *file)
{
	enum luck luck =
	    (enum luck)disk->random->uniform(disk->random->context, LUCKS);

	for (int i = 0; i < file->change_count; i++) {
		const struct change *change = &file->changes[i];

		if (is_kept(disk, luck))
			apply(&file->safe, change);
		else if (luck == LUCK_EACH && !change->resize)
			tear(disk, &file->safe, change);
	}
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(
	    ((const struct name *)a)->path, ((const struct name *)b)->path);
}

/* A file is there if its folder is. */
static bool
has_folder(const struct tree *tree, const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder =
	    slash ? mem_copy_bytes(path, (size_t)(slash - path)) : NULL;
	const struct tree_file *found = folder ? tree_find(tree, folder) : NULL;

	free(folder);
	return !slash || (found && found->folder);
}

static void
make_tree(
    const struct disk *disk, struct names *names, bool seen, struct tree *tree)
{
	*tree = (struct tree){NULL, 0};
	qsort(names->list, (size_t)names->count, sizeof(*names->list),
	    compare_names);
	for (int i = 0; i < names->count; i++) {
		const struct name *name = &names->list[i];
		const struct file *file;
		const struct buf *bytes;

		if (name->file == NOTHING || !has_folder(tree, name->path))
			continue;
		file = &disk->files[name->file];
		bytes = seen ? &file->seen : &file->safe;
		if (bytes->len > 0)
			buf_add_bytes(
			    &tree_add(tree, name->path, file->folder)->bytes,
			    bytes->text, bytes->len);
		else
			tree_add(tree, name->path, file->folder);
	}
}

static void
disk_begin(struct disk *disk, const struct tree *before)
{
	for (int i = 0; i < before->count; i++) {
		const struct tree_file *from = &before->files[i];
		int file = new_file(disk, from->folder);

		buf_add_bytes(&disk->files[file].safe, buf_text(&from->bytes),
		    from->bytes.len);
		buf_add_bytes(&disk->files[file].seen, buf_text(&from->bytes),
		    from->bytes.len);
		add(&disk->seen, from->path, file, false);
		add(&disk->safe, from->path, file, false);
	}
}

static void
disk_done(struct disk *disk)
{
	for (int i = 0; i < disk->file_count; i++) {
		buf_done(&disk->files[i].safe);
		buf_done(&disk->files[i].seen);
		free(disk->files[i].changes);
	}
	free(disk->files);
	free(disk->seen.list);
	free(disk->safe.list);
	free(disk->changes.list);
}

void
power_cut(const struct power *power, int calls,
    bool (*forgets)(const char *path), const struct random *random,
    struct tree *after, struct tree *seen)
{
	struct disk disk = {.random = random};
	const char *at = buf_text(&power->calls);

	disk_begin(&disk, power->before);
	for (int i = 0; i < calls; i++) {
		struct power_call call;
		const char *path;

		memcpy(&call, at, sizeof(call));
		path = below(power->folder, call.path);
		carry_out(&disk, power, &call, at + sizeof(call),
		    !forgets || !forgets(path));
		at += sizeof(call) + call.len;
	}
	make_tree(&disk, &disk.seen, true, seen);
	cut_names(&disk);
	for (int i = 0; i < disk.file_count; i++)
		cut_file(&disk, &disk.files[i]);
	make_tree(&disk, &disk.safe, false, after);
	disk_done(&disk);
}
