/*
 * What the programs have in common: the command line becomes one command, in a
 * process that is private, speaks the user's language and reports faults.
 */
#ifndef HUDDLE_CLI_START_H
#define HUDDLE_CLI_START_H

#include "cli/cli.h"

/* A command that a program carries out itself. */
struct cli_place {
	const char *name; /* as in the table of commands */
	int (*run)(const struct cli *cli, struct err *err);
};

/*
 * All of a program; returns its exit status. With `places` only these commands
 * are run, by their own functions; NULL: every one, by the table's.
 */
int cli_start(int argc, char **argv, const struct cli_place *places, int count);

/* The folder of the running program; free() it. */
char *cli_own_folder(void);

#endif
