/*
 * What the commands about notes and actions share: the words on the command
 * line, and carrying out what was asked.
 */
#ifndef HUDDLE_CLI_ASK_H
#define HUDDLE_CLI_ASK_H

#include "app.h"
#include "cli/cli.h"
#include "core/request.h"

/* The number of a card: digits only. ERR_USAGE. */
int ask_card(const char *word, int64_t *id, struct err *err);

/* A note's id: ten of [a-z0-9]. ERR_USAGE. */
int ask_note(const char *word, char id[NOTE_ID_SIZE], struct err *err);

/* Index of a name in a table, "" never; ERR_DATA names `what` ("--state") and
 * tells the whole table. */
int ask_name(const char *what, const char *const *names, int count,
    const char *name, int *out, struct err *err);

/* ERR_DATA tells the configuration's themes. */
int ask_theme(const struct config *config, const char *id, struct err *err);

/*
 * Opens the store, asks whether the role may, carries the request out and
 * prints what came of it: a new card's number, else one line; with --json the
 * card or the note as it is now. Tells on standard error if more cards than
 * the configuration wants are agreed or tested now.
 */
int ask(const struct cli *cli, struct request *request, struct err *err);

#endif
