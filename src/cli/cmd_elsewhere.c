/*
 * The commands of the second program (src/transfer_main.c): it is started in
 * place of this one, with the same command line.
 */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/start.h"
#include "util/file.h"
#include "util/i18n.h"

#define PROGRAM "huddle-transfer"

/* Beside this program in a tree that was built, else where it was installed;
 * never where PATH leads. */
static char *
find_program(void)
{
	char *folder = cli_own_folder();
	char *path = file_join(folder, PROGRAM);

	free(folder);
	if (file_exists(path))
		return path;
	free(path);
	return file_join(HUDDLE_LIBEXECDIR, PROGRAM);
}

int
cmd_elsewhere(const struct cli *cli, struct err *err)
{
	char *path = find_program();
	int result;

	execv(path, cli->argv);
	result = errno == ENOENT
	             ? err_set(err, ERR_UNAVAILABLE,
	                   _("%s is missing: it does what needs the network. "
	                     "Nothing was changed; install huddle again."),
	                   path)
	             : err_errno(err, ERR_UNAVAILABLE,
	                   _("cannot start %s; nothing was changed"), path);
	free(path);
	return result;
}
