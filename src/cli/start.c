/*
 * What holds for every command is set up here: private files, no core dumps,
 * languages, random numbers. See start.h.
 */
#include "cli/start.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app_tell.h"
#include "cli/json.h"
#include "util/crypt.h"
#include "util/file.h"
#include "util/i18n.h"

/* Memory holds answers for moments: no dump, no debugger of the same user.
 * The sanitizers need what this forbids. */
static void
keep_memory_private(void)
{
#ifndef __SANITIZE_ADDRESS__
	struct rlimit none = {0, 0};

	setrlimit(RLIMIT_CORE, &none);
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

char *
cli_own_folder(void)
{
	char path[4096] = "";
	ssize_t len = readlink("/proc/self/exe", path, sizeof(path) - 1);

	return file_folder(len > 0 ? path : "");
}

/* Catalogues lie where they were installed; in a tree that was only built,
 * beside the program. */
static void
speak_the_language(void)
{
	char *folder = cli_own_folder();
	char *built = file_join(folder, "locale/."); /* no plain file */

	i18n_init(file_exists(built) ? built : HUDDLE_LOCALEDIR);
	free(built);
	free(folder);
}

static int
run(const struct cli_command *command, const struct cli *cli,
    const struct cli_place *places, int count, struct err *err)
{
	if (!places)
		return command->run(cli, err);
	for (int i = 0; i < count; i++)
		if (strcmp(places[i].name, command->name) == 0)
			return places[i].run(cli, err);
	return err_set(err, ERR_USAGE,
	    _("this program only does what huddle starts it for; "
	      "run: huddle %s"),
	    command->name);
}

int
cli_start(int argc, char **argv, const struct cli_place *places, int count)
{
	const struct cli_command *command;
	struct err err = {""};
	struct cli cli;
	int result;

	umask(077);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	keep_memory_private();
	speak_the_language();
	crypt_init();
	json_init();
	result = cli_parse(argc, argv, &command, &cli, &err);
	if (result == OK)
		result = run(command, &cli, places, count, &err);
	if (result == OK && (fflush(stdout) != 0 || ferror(stdout)))
		result = err_errno(
		    &err, ERR_CREATE, _("cannot write to standard output"));
	if (result < 0)
		app_tell(err.text);
	return -result;
}
