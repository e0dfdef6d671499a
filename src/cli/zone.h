/*
 * The time zone that the system is set to, for a new configuration.
 */
#ifndef HUDDLE_CLI_ZONE_H
#define HUDDLE_CLI_ZONE_H

/* A name that date_zone_set() takes ("Europe/Madrid"), "UTC" if the system
 * does not say; free() it. Sets the zone to it. */
char *cli_system_zone(void);

/* The same from other places: a link into the zones' folder, a file with the
 * name in its first line. */
char *cli_zone_from(const char *link, const char *file);

#endif
