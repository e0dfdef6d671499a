/*
 * What the commands about buddies share: who is with whom, in words and in
 * JSON. Nothing here shows who is not to be with whom, who asked for another
 * buddy, or who connected.
 */
#ifndef HUDDLE_CLI_BUDDIES_H
#define HUDDLE_CLI_BUDDIES_H

#include "app_buddy.h"
#include "cli/cli.h"

/* Opens the app and asks whether the role may; it is open on success, and what
 * it has to tell from then on is about the command. */
int buddies_open(
    const struct cli *cli, struct app *app, enum act act, struct err *err);

/* A group with its people, by folded name. */
struct buddies_group {
	const struct buddy *members[MATCHING_GROUP];
	int count;
	bool locked;
};

/* The groups of a round, by the first name in each; free() *out. Returns how
 * many. */
int buddies_groups(const struct app_buddies *now,
    const struct buddy_round *round, struct buddies_group **out);

/* "Ann, Bob and Cat" but without somebody, who may be NULL. */
void buddies_names(struct buf *out, const struct buddies_group *group,
    const struct buddy *without);

/* "2026-11-02 to 2026-11-29" */
void buddies_days(struct buf *out, const struct buddy_round *round);

/* Prints the proposal, for people. */
void buddies_print_proposal(const struct app_buddies *now);

/* Prints what `huddle buddy list` does. */
int buddies_list(struct app *app, const struct cli *cli, struct err *err);

#endif
