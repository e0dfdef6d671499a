/*
 * The command line becomes one command. What holds for all of them is set up
 * here: private files, no core dumps, languages, random numbers.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app_tell.h"
#include "cli/cli.h"
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

/* Catalogues lie where they were installed; in a tree that was only built,
 * beside the program. */
static void
speak_the_language(void)
{
	char path[4096] = "";
	ssize_t len = readlink("/proc/self/exe", path, sizeof(path) - 1);
	char *folder = file_folder(len > 0 ? path : "");
	char *built = file_join(folder, "locale/."); /* no plain file */

	i18n_init(file_exists(built) ? built : HUDDLE_LOCALEDIR);
	free(built);
	free(folder);
}

int
main(int argc, char **argv)
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
	result = cli_parse(argc, argv, &command, &cli, &err);
	if (result == OK)
		result = command->run(&cli, &err);
	if (result == OK && (fflush(stdout) != 0 || ferror(stdout)))
		result = err_errno(
		    &err, ERR_CREATE, _("cannot write to standard output"));
	if (result < 0)
		app_tell(err.text);
	return -result;
}
