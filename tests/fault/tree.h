/*
 * All files below a folder, kept in memory: to begin again from them, and to
 * compare with them.
 */
#ifndef HUDDLE_TESTS_FAULT_TREE_H
#define HUDDLE_TESTS_FAULT_TREE_H

#include <stdbool.h>

#include "util/buf.h"

struct tree_file {
	char *path; /* from the tree's folder on */
	bool folder;
	struct buf bytes;
};

struct tree {
	struct tree_file *files; /* a folder stands before what is in it */
	int count;
};

void tree_read(struct tree *tree, const char *folder);
/* Exactly these, private ones, are below the folder afterwards. */
void tree_write(const struct tree *tree, const char *folder);
void tree_done(struct tree *tree);

/* Adds an empty one, or a folder; lent, until the next is added. */
struct tree_file *tree_add(struct tree *tree, const char *path, bool folder);
/* NULL if there is none. */
struct tree_file *tree_find(const struct tree *tree, const char *path);

/* Removes a folder and all in it. */
void tree_remove(const char *folder);

#endif
