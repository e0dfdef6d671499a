/*
 * What the commands about rounds share.
 */
#ifndef HUDDLE_CLI_CMD_ROUND_H
#define HUDDLE_CLI_CMD_ROUND_H

#include "app.h"

/*
 * The open round that --round names ("huddle" or a walk-up box's instrument),
 * or the only one that is open. ERR_UNAVAILABLE if none is; ERR_USAGE if there
 * are several and none is named.
 */
int round_choose(
    struct app *app, const char *name, struct round *out, struct err *err);

/* What a closed round says, as sentences or as JSON. */
int round_print(
    struct app *app, const struct round *round, bool json, struct err *err);

/* How many have checked in to an open round: of a walk-up box not exactly. */
#define ROUND_CHECKINS_SIZE 96
void round_checkins(const struct round *round, char out[ROUND_CHECKINS_SIZE]);

#endif
