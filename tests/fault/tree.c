/*
 * Files in memory. See tree.h.
 */
#include "tests/fault/tree.h"

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "util/file.h"
#include "util/mem.h"

#define FILE_MAX (64 * 1024 * 1024)

struct tree_file *
tree_add(struct tree *tree, const char *path, bool folder)
{
	struct tree_file *file;

	tree->files = mem_grow(
	    tree->files, (size_t)tree->count + 1, sizeof(*tree->files));
	file = &tree->files[tree->count++];
	*file = (struct tree_file){mem_copy(path), folder, BUF_INIT};
	return file;
}

struct tree_file *
tree_find(const struct tree *tree, const char *path)
{
	for (int i = 0; i < tree->count; i++)
		if (strcmp(tree->files[i].path, path) == 0)
			return &tree->files[i];
	return NULL;
}

void
tree_done(struct tree *tree)
{
	for (int i = 0; i < tree->count; i++) {
		free(tree->files[i].path);
		buf_done(&tree->files[i].bytes);
	}
	free(tree->files);
	*tree = (struct tree){NULL, 0};
}

static bool
is_dots(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static void
read_below(struct tree *tree, const char *folder, const char *from)
{
	char *here = file_join(folder, from);
	DIR *dir = opendir(here);
	const struct dirent *entry;

	assert_non_null(dir);
	while ((entry = readdir(dir))) {
		char *path = from[0] ? file_join(from, entry->d_name)
		                     : mem_copy(entry->d_name);
		char *whole = file_join(folder, path);
		struct stat st;

		if (!is_dots(entry->d_name) && lstat(whole, &st) == 0) {
			struct tree_file *file =
			    tree_add(tree, path, S_ISDIR(st.st_mode));

			if (file->folder)
				read_below(tree, folder, path);
			else
				assert_int_equal(file_read(whole, FILE_MAX,
				                     &file->bytes, NULL),
				    0);
		}
		free(whole);
		free(path);
	}
	closedir(dir);
	free(here);
}

void
tree_read(struct tree *tree, const char *folder)
{
	*tree = (struct tree){NULL, 0};
	read_below(tree, folder, "");
}

static void
empty(const char *folder)
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		char *path;

		if (is_dots(entry->d_name))
			continue;
		path = file_join(folder, entry->d_name);
		if (unlink(path) < 0)
			tree_remove(path);
		free(path);
	}
	if (dir)
		closedir(dir);
}

void
tree_remove(const char *folder)
{
	empty(folder);
	rmdir(folder);
}

static void
write_one(const struct tree_file *file, const char *path)
{
	int fd;

	if (file->folder) {
		assert_int_equal(mkdir(path, 0700), 0);
		return;
	}
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, buf_text(&file->bytes), file->bytes.len),
	    file->bytes.len);
	close(fd);
}

void
tree_write(const struct tree *tree, const char *folder)
{
	empty(folder);
	for (int i = 0; i < tree->count; i++) {
		char *path = file_join(folder, tree->files[i].path);

		write_one(&tree->files[i], path);
		free(path);
	}
}
