/*
 * What the commands about releases share.
 */
#ifndef HUDDLE_CLI_CMD_RELEASE_H
#define HUDDLE_CLI_CMD_RELEASE_H

#include <jansson.h>

#include "app_release.h"
#include "cli/cli.h"

/* The number of a release on the command line, 0 (the newest) if there is
 * none. ERR_USAGE. */
int release_number(const struct cli *cli, int64_t *id, struct err *err);

/* "2026-11-09 to 2026-11-15" */
#define RELEASE_DAYS_SIZE 64
void release_days(struct period period, char out[RELEASE_DAYS_SIZE]);

/* "sent 2026-11-16", "waiting, tried 3 times" */
#define RELEASE_STATE_SIZE 128
void release_state(const struct release *release, char out[RELEASE_STATE_SIZE]);

/* "2 releases are never sent: given up"; there are some. */
void release_lost(int count, char out[RELEASE_STATE_SIZE]);

/* All but the document. */
json_t *release_json(const struct release *release);

#endif
