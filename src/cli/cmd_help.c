/*
 * huddle help, version: made from the table of commands.
 */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/json.h"
#include "util/i18n.h"

int
cmd_version(const struct cli *cli, struct err *err)
{
	(void)err;
	if (cli->json)
		json_print(json_pack("{s:s}", "version", HUDDLE_VERSION),
		    "huddle-version/1");
	else
		puts("huddle " HUDDLE_VERSION);
	return OK;
}

static void
print_options(const struct cli_option *options, int count)
{
	for (int i = 0; i < count && options[i].name; i++) {
		char name[64];

		snprintf(name, sizeof(name), "--%s%s%s", options[i].name,
		    options[i].argument ? " " : "",
		    options[i].argument ? options[i].argument : "");
		printf("  %-22s %s\n", name, _(options[i].help));
	}
}

/* Common to all commands, but an office's is another one than a unit's, and
 * has to be named here or with --database. */
static const struct cli_option office_store[] = {
    {"store", "FILE", N_("the office's store, a SQLite file")}};

static void
print_command(const struct cli_command *command)
{
	const struct cli_option *first = command->options;

	printf("huddle %s%s%s%s\n    %s\n", command->name,
	    first->name ? _(" [OPTION ...]") : "", command->words[0] ? " " : "",
	    command->words, _(command->summary));
	if (first->name && strcmp(first->name, "database") == 0)
		print_options(office_store, 1);
	print_options(command->options, CLI_OPTIONS_MAX);
}

static void
print_all(void)
{
	puts(_("huddle: well-being huddles for a hospital unit"));
	putchar('\n');
	for (int i = 0; i < cli_command_count; i++)
		printf("  huddle %-15s  %s\n", cli_commands[i].name,
		    _(cli_commands[i].summary));
	putchar('\n');
	puts(_("Options of every command:"));
	print_options(cli_common, cli_common_count);
	putchar('\n');
	puts(_("huddle help COMMAND tells its options; huddle(1) has the "
	       "rest."));
}

int
cmd_help(const struct cli *cli, struct err *err)
{
	struct buf name = BUF_INIT;
	size_t len;
	int shown = 0;

	if (cli->word_count == 0) {
		print_all();
		return OK;
	}
	for (int i = 0; i < cli->word_count; i++)
		buf_addf(&name, "%s%s", i ? " " : "", cli->words[i]);
	len = name.len;
	for (int i = 0; i < cli_command_count; i++) {
		const char *full = cli_commands[i].name;

		if (strncmp(full, buf_text(&name), len) == 0 &&
		    (full[len] == '\0' || full[len] == ' ')) {
			print_command(&cli_commands[i]);
			shown++;
		}
	}
	if (shown == 0)
		err_set(err, ERR_USAGE,
		    _("unknown command \"%s\"; huddle help lists them all"),
		    buf_text(&name));
	buf_done(&name);
	return shown ? OK : ERR_USAGE;
}
