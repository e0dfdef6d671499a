/*
 * A folder in the making: everything is made beside its place and moved there
 * at last, so that a program killed at any moment leaves nothing in the way of
 * the same command given again.
 */
#ifndef HUDDLE_APP_STAGE_H
#define HUDDLE_APP_STAGE_H

#include <stdbool.h>

#include "util/err.h"

struct stage {
	char *folder; /* where it all belongs */
	char *path;   /* where it is made: a hidden folder in there */
	int missing;  /* how many folders of `folder` did not exist */
	int lock;     /* held, so that nobody takes it for a leftover */
};

/*
 * Makes `folder` and the hidden one in it, once what killed runs left there
 * under the same `name` is taken away: what they had moved already goes too,
 * unless they had moved all of it. stage_end() comes after, whatever the
 * result.
 */
int stage_begin(
    struct stage *stage, const char *folder, const char *name, struct err *err);

/* ERR_CREATE if one of the things made has a namesake in its place. */
int stage_check(const struct stage *stage, struct err *err);

/* ERR_CREATE if there is something of that name. */
int stage_refuse(const char *folder, const char *name, struct err *err);

/* Moves everything to its place, `last` at last; or nothing. */
int stage_move(const struct stage *stage, const char *last, struct err *err);

/* Takes the hidden folder away, with what is left in it; unless it went well
 * also the folders that were made for it. */
void stage_end(struct stage *stage, bool well);

/* Renames one thing for good: its name is on the disk afterwards. */
int stage_rename(const char *from, const char *to, struct err *err);

#endif
