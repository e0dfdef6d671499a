/*
 * What the commands about numbers of the shift share.
 */
#ifndef HUDDLE_CLI_SHIFTS_H
#define HUDDLE_CLI_SHIFTS_H

#include "app.h"
#include "cli/cli.h"

/* Opens the store for a unit that has such numbers, if the role may. On
 * failure nothing is open. */
int shifts_open(
    const struct cli *cli, struct app *app, enum act act, struct err *err);

#endif
