/*
 * The system's time zone by name. See zone.h.
 */
#include "cli/zone.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "util/buf.h"
#include "util/date.h"
#include "util/file.h"
#include "util/mem.h"

#define ZONES "/zoneinfo/"

/* The name that a link such as /usr/share/zoneinfo/Europe/Madrid ends in. */
static char *
name_in_link(const char *link)
{
	char target[PATH_MAX];
	ssize_t len = readlink(link, target, sizeof(target) - 1);
	const char *zones;

	if (len < 0)
		return NULL;
	target[len] = '\0';
	zones = strstr(target, ZONES);
	return zones ? mem_copy(zones + strlen(ZONES)) : NULL;
}

static char *
name_in_file(const char *file)
{
	struct buf text = BUF_INIT;
	char *name = NULL;

	if (file_read(file, PATH_MAX, &text, NULL) == OK)
		name = mem_copy_bytes(
		    buf_text(&text), strcspn(buf_text(&text), " \t\r\n"));
	buf_done(&text);
	return name;
}

/* The name if it is a zone, else NULL. */
static char *
known(char *name)
{
	if (name && date_zone_set(name, NULL) == OK)
		return name;
	free(name);
	return NULL;
}

char *
cli_zone_from(const char *link, const char *file)
{
	char *name = known(name_in_link(link));

	if (!name)
		name = known(name_in_file(file));
	if (!name)
		name = known(mem_copy("UTC"));
	return name;
}

char *
cli_system_zone(void)
{
	return cli_zone_from("/etc/localtime", "/etc/timezone");
}
