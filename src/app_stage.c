/*
 * A folder in the making. See app_stage.h.
 */
#include "app_stage.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "util/file.h"
#include "util/i18n.h"
#include "util/mem.h"

#define RANDOM "XXXXXX"

/* What is being moved, a name a line, the last one last. */
#define NAMES ".moving"
#define NAMES_MAX 65536

/* --- One thing ------------------------------------------------------------ */

static int
sync_folder_of(const char *path)
{
	char *folder = file_folder(path);
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int result = fd < 0 ? -1 : fsync(fd);

	if (fd >= 0)
		close(fd);
	free(folder);
	return result;
}

int
stage_rename(const char *from, const char *to, struct err *err)
{
	if (rename(from, to) == 0 && sync_folder_of(to) == 0)
		return OK;
	return err_errno(err, err_disk_status(), _("cannot make %s"), to);
}

static int
move(const char *from, const char *to, const char *name, struct err *err)
{
	char *source = file_join(from, name);
	char *target = file_join(to, name);
	int result = stage_rename(source, target, err);

	free(source);
	free(target);
	return result;
}

static bool
has(const char *folder, const char *name)
{
	char *path = file_join(folder, name);
	bool found = file_exists(path);

	free(path);
	return found;
}

static int
remove_entry(
    const char *path, const struct stat *st, int type, struct FTW *walk)
{
	(void)st;
	(void)type;
	(void)walk;
	remove(path);
	return 0;
}

static void
remove_all(const char *path)
{
	nftw(path, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

/* --- What killed runs left ------------------------------------------------ */

/*
 * Takes back what a killed run had moved, to go with the rest. Whatever has a
 * name of the list was not there before the moving began.
 */
static void
take_back(const char *path, const char *folder)
{
	char *list = file_join(path, NAMES);
	struct buf names = BUF_INIT;
	char *rest, *name, *last = NULL;

	if (file_read(list, NAMES_MAX, &names, NULL) == OK) {
		rest = names.text;
		while ((name = strsep(&rest, "\n")) && *name)
			last = name;
	}
	/* The last of the list is told apart from one cut short by a kill:
	 * nothing had been moved then, and nothing is taken back. */
	if (last && has(path, last))
		for (name = names.text; name < names.text + names.len && *name;
		     name += strlen(name) + 1)
			if (!has(path, name))
				move(folder, path, name, NULL);
	buf_done(&names);
	free(list);
}

/* A folder that a living program makes things in is locked by it. */
static void
sweep_one(const char *path, const char *folder)
{
	int lock = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (lock < 0)
		return;
	if (flock(lock, LOCK_EX | LOCK_NB) == 0) {
		take_back(path, folder);
		remove_all(path);
	}
	close(lock);
}

static void
sweep(const char *folder, const char *name)
{
	size_t len = strlen(name);
	struct dirent *entry;
	DIR *all = opendir(folder);

	while (all && (entry = readdir(all))) {
		char *path;

		if (strncmp(entry->d_name, name, len) != 0 ||
		    strlen(entry->d_name) != len + strlen(RANDOM))
			continue;
		path = file_join(folder, entry->d_name);
		sweep_one(path, folder);
		free(path);
	}
	if (all)
		closedir(all);
}

/* --- Beginning and end ---------------------------------------------------- */

/* How many folders of a path are not there. */
static int
count_missing(const char *path)
{
	char *at = mem_copy(path);
	int count = 0;

	while (!file_exists(at)) {
		char *above = file_folder(at);

		free(at);
		at = above;
		count++;
	}
	free(at);
	return count;
}

int
stage_begin(
    struct stage *stage, const char *folder, const char *name, struct err *err)
{
	int result;

	*stage = (struct stage){.folder = mem_copy(folder),
	    .missing = count_missing(folder),
	    .lock = -1};
	result = file_make_folder(folder, err);
	if (result < 0)
		return result;
	sweep(folder, name);
	stage->path = mem_printf("%s/%s" RANDOM, folder, name);
	if (mkdtemp(stage->path))
		stage->lock =
		    open(stage->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (stage->lock >= 0 && flock(stage->lock, LOCK_EX | LOCK_NB) == 0)
		return OK;
	result = err_errno(
	    err, err_disk_status(), _("cannot make a folder in %s"), folder);
	if (stage->lock < 0) {
		free(stage->path);
		stage->path = NULL;
	}
	return result;
}

void
stage_end(struct stage *stage, bool well)
{
	char *at = stage->folder;

	if (stage->path)
		remove_all(stage->path);
	for (int i = 0; !well && at && i < stage->missing; i++) {
		char *above = file_folder(at);

		rmdir(at);
		free(at);
		at = above;
	}
	if (stage->lock >= 0)
		close(stage->lock);
	free(at);
	free(stage->path);
	*stage = (struct stage){.lock = -1};
}

/* --- Moving --------------------------------------------------------------- */

static int
is_content(const struct dirent *entry)
{
	return strcmp(entry->d_name, ".") != 0 &&
	       strcmp(entry->d_name, "..") != 0 &&
	       strcmp(entry->d_name, NAMES) != 0;
}

/* The names of what was made; a negative status. Each is to be freed. */
static int
list(const struct stage *stage, struct dirent ***names, struct err *err)
{
	int count = scandir(stage->path, names, is_content, alphasort);

	if (count < 0)
		return err_errno(
		    err, ERR_CREATE, _("cannot read %s"), stage->path);
	return count;
}

static void
list_done(struct dirent **names, int count)
{
	for (int i = 0; i < count; i++)
		free(names[i]);
	if (count >= 0)
		free(names);
}

int
stage_refuse(const char *folder, const char *name, struct err *err)
{
	char *path = file_join(folder, name);
	int result = OK;

	if (file_exists(path))
		result = err_set(err, ERR_CREATE,
		    _("%s exists already; nothing was changed. Name another "
		      "folder"),
		    path);
	free(path);
	return result;
}

int
stage_check(const struct stage *stage, struct err *err)
{
	struct dirent **names;
	int count = list(stage, &names, err);
	int result = count < 0 ? count : OK;

	for (int i = 0; result == OK && i < count; i++)
		result = stage_refuse(stage->folder, names[i]->d_name, err);
	list_done(names, count);
	return result;
}

/* Notes on the disk what is going to be moved. */
static int
note_names(const struct stage *stage, struct dirent **names, int count,
    struct err *err)
{
	char *path = file_join(stage->path, NAMES);
	struct buf text = BUF_INIT;
	int result;

	for (int i = 0; i < count; i++)
		buf_addf(&text, "%s\n", names[i]->d_name);
	result = file_create(path, 0600, buf_text(&text), text.len, err);
	buf_done(&text);
	free(path);
	return result;
}

int
stage_move(const struct stage *stage, const char *last, struct err *err)
{
	struct dirent **names;
	int count, moved = 0, result = stage_check(stage, err);

	if (result < 0)
		return result;
	count = list(stage, &names, err);
	if (count < 0)
		return count;
	for (int i = 0; i + 1 < count; i++) {
		struct dirent *name = names[i];

		if (strcmp(name->d_name, last) != 0)
			continue;
		names[i] = names[i + 1];
		names[i + 1] = name;
	}
	result = note_names(stage, names, count, err);
	while (result == OK && moved < count) {
		result =
		    move(stage->path, stage->folder, names[moved]->d_name, err);
		moved += result == OK;
	}
	while (result < 0 && moved > 0)
		move(stage->folder, stage->path, names[--moved]->d_name, NULL);
	list_done(names, count);
	return result;
}
