/*
 * A folder with configuration files for the tests of config/. See
 * config_aid.h.
 */
#include "tests/unit/config_aid.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/unit/unit.h"
#include "util/mem.h"

static char *folder;

int
aid_make_folder(void **state)
{
	const char *where = getenv("TMPDIR");

	(void)state;
	folder = mem_printf("%s/huddle-config.XXXXXX", where ? where : "/tmp");
	return mkdtemp(folder) ? 0 : -1;
}

int
aid_drop_folder(void **state)
{
	char *argv[] = {"rm", "-rf", folder, NULL};
	int status = -1;
	pid_t child = fork();

	(void)state;
	if (child == 0) {
		execvp(argv[0], argv);
		_exit(127);
	}
	waitpid(child, &status, 0);
	free(folder);
	return status;
}

const char *
aid_path(const char *name)
{
	static char paths[8][PATH_MAX];
	static int next;
	char *path = paths[next++ % 8];

	snprintf(path, PATH_MAX, "%s/%s", folder, name);
	return path;
}

void
aid_write_bytes(const char *name, const void *bytes, size_t len)
{
	FILE *file = fopen(aid_path(name), "w");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
}

void
aid_write(const char *name, const char *text)
{
	aid_write_bytes(name, text, strlen(text));
}

/* The text without the folder's name in it. */
static char *
without_folder(const char *text)
{
	struct buf out = BUF_INIT;
	char *prefix = mem_printf("%s/", folder);
	const char *at;

	while ((at = strstr(text, prefix))) {
		buf_add_bytes(&out, text, (size_t)(at - text));
		text = at + strlen(prefix);
	}
	buf_add(&out, text);
	free(prefix);
	return buf_take(&out);
}

char *
aid_load(struct config *config)
{
	struct config own;
	struct buf faults = BUF_INIT;
	struct err err;
	char *result;
	int status = config_load(
	    config ? config : &own, aid_path("huddle.conf"), &faults, &err);

	if (status == OK) {
		assert_int_equal(faults.len, 0);
		if (!config)
			config_done(&own);
		return mem_copy("");
	}
	assert_int_equal(status, ERR_CONFIG);
	result = without_folder(faults.len > 0 ? buf_text(&faults) : err.text);
	buf_done(&faults);
	return result;
}

char *
aid_faults(const char *text)
{
	aid_write("huddle.conf", text);
	return aid_load(NULL);
}
