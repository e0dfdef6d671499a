/*
 * What the commands `huddle office ...` share: where the office's store and
 * key are. Part of the second program.
 */
#ifndef HUDDLE_CLI_CMD_OFFICE_H
#define HUDDLE_CLI_CMD_OFFICE_H

#include "cli/cli.h"
#include "db/office.h"
#include "sync/collect.h"

/* The first two options of each of these commands. */
enum { OFFICE_OPTION_DATABASE, OFFICE_OPTION_KEYS, OFFICE_OPTIONS };

/* --database, or --store; ERR_USAGE if none or both are given. */
int
office_address(const struct cli *cli, const char **address, struct err *err);

/* A file of the office's folder of keys: --keys, else the store's folder,
 * else this one; free() it. */
char *office_key_path(const struct cli *cli, const char *name);
/* A unit is silent after so many days: a week's release, and two weeks to
 * come. */
#define OFFICE_QUIET_DAYS 21

#define OFFICE_KEY "office.key"
#define OFFICE_PUB "office.pub"

/* Opens the store that the options name; for office_close. */
int
office_cli_open(const struct cli *cli, struct office **office, struct err *err);

/* The office's secret and public key: crypt_secret_free(*secret). */
int office_key_load(const struct cli *cli, const struct office *office,
    struct collect_office *out, uint8_t **secret, struct err *err);

/* Today, in the zone of the system. */
int32_t office_today(void);

#endif
