/*
 * The week's topic and its copy in the store. See app_topic.h.
 */
#include "app_topic.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "util/mem.h"

#define COPY "topic"
#define COPY_TEXTS 3

/* What the copy is of: the week, and which deck. Free it. */
static char *
source(const struct app *app, int32_t day)
{
	const char *path = app->config.topics_path;
	struct stat st = {0};

	if (path && stat(path, &st) < 0)
		st = (struct stat){0};
	return mem_printf("%d %jd %jd %s", (int)period_week(day),
	    (intmax_t)st.st_mtime, (intmax_t)st.st_size, path ? path : "");
}

/* The copy is its source and the texts, a line each; none of them has line
 * breaks. False if it is of something else. */
static bool
from_copy(char *copy, const char *from, struct topic *out)
{
	char *lines[1 + COPY_TEXTS];

	for (int i = 0; i <= COPY_TEXTS; i++)
		if (!(lines[i] = strsep(&copy, "\n")))
			return false;
	if (strcmp(lines[0], from) != 0)
		return false;
	*out = (struct topic){.title = mem_copy(lines[1]),
	    .prompt = mem_copy(lines[2]),
	    .attempt = mem_copy(lines[3])};
	return true;
}

/* It is read again if it cannot be kept: no reason to fail. */
static void
keep_copy(struct app *app, const char *from, const struct topic *topic)
{
	char *copy = mem_printf("%s\n%s\n%s\n%s", from, topic->title,
	    topic->prompt, topic->attempt);

	if (db_begin(app->db, NULL) == OK &&
	    db_meta_set(app->db, COPY, copy, NULL) == OK)
		(void)db_commit(app->db, NULL);
	db_rollback(app->db);
	free(copy);
}

int
app_topic(struct app *app, int32_t day, struct topic *out, struct err *err)
{
	char *from = source(app, day);
	char *copy = NULL;
	int result = db_meta_get(app->db, COPY, &copy, err);
	bool there = result == OK && copy && from_copy(copy, from, out);

	if (!there)
		result = config_topic(&app->config, day, out, err);
	if (!there && result == OK)
		keep_copy(app, from, out);
	free(copy);
	free(from);
	return result;
}
