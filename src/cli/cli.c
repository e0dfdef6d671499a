/*
 * Parsing of the command line against the table of commands. See cli.h.
 */
#include "cli/cli.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "core/role.h"
#include "util/buf.h"
#include "util/i18n.h"

/* In the order of the fields that parse_common fills. */
const struct cli_option cli_common[] = {
    {"config", "FILE", N_("the configuration")},
    {"store", "FILE", N_("the store")},
    {"role", "ROLE", N_("act as manager, coordinator or administrator")},
    {"pin-fd", "N", N_("read the role's PIN from this file descriptor")},
    {"json", NULL, N_("print one JSON object")},
};
const int cli_common_count = sizeof(cli_common) / sizeof(cli_common[0]);

/* True if `arg` is --name or --name=..., *value the part behind "=". */
static bool
option_matches(const char *arg, const char *name, const char **value)
{
	size_t len = strlen(name);

	if (strncmp(arg, "--", 2) != 0 || strncmp(arg + 2, name, len) != 0)
		return false;
	*value = arg[2 + len] == '=' ? arg + 3 + len : NULL;
	return *value || arg[2 + len] == '\0';
}

/* One option of a table at argv[*at]; *found its index or -1. */
static int
parse_option(const struct cli_option *options, int count, int argc, char **argv,
    int *at, int *found, const char **value, struct err *err)
{
	for (*found = 0; *found < count && options[*found].name; (*found)++) {
		const struct cli_option *option = &options[*found];

		if (!option_matches(argv[*at], option->name, value))
			continue;
		if (!option->argument) {
			if (*value)
				return err_set(err, ERR_USAGE,
				    _("--%s takes no value"), option->name);
			*value = "";
			return OK;
		}
		if (!*value && *at + 1 < argc)
			*value = argv[++*at];
		if (!*value)
			return err_set(err, ERR_USAGE,
			    _("--%s needs a value: --%s %s"), option->name,
			    option->name, option->argument);
		return OK;
	}
	*found = -1;
	return OK;
}

static int
parse_common(int argc, char **argv, int *at, bool *found, struct cli *cli,
    struct err *err)
{
	const char **fields[] = {
	    &cli->config, &cli->store, &cli->role, &cli->pin_fd};
	const char *value;
	int index;
	int result = parse_option(
	    cli_common, cli_common_count, argc, argv, at, &index, &value, err);

	*found = index >= 0;
	if (result == OK && index >= 0) {
		if (cli_common[index].argument)
			*fields[index] = value;
		else
			cli->json = true;
	}
	return result;
}

/* The command whose name begins at argv[at], the longest; its words in
 * *words. NULL if there is none. */
static const struct cli_command *
find_command(int argc, char **argv, int at, int *words)
{
	const struct cli_command *best = NULL;

	*words = 0;
	for (int i = 0; i < cli_command_count; i++) {
		const char *name = cli_commands[i].name;
		int count = 0;

		while (at + count < argc) {
			size_t len = strlen(argv[at + count]);

			if (strncmp(name, argv[at + count], len) != 0 ||
			    (name[len] != ' ' && name[len] != '\0'))
				break;
			count++;
			name += len;
			if (*name++ == '\0') {
				if (count > *words) {
					best = &cli_commands[i];
					*words = count;
				}
				break;
			}
		}
	}
	return best;
}

/* The last value counts, or (of an option that says so) all of them do. */
static int
take_option(struct cli *cli, const struct cli_option *option, int index,
    const char *value, struct err *err)
{
	cli->option[index] = value;
	if (!option->argument || !strstr(option->argument, "..."))
		return OK;
	if (cli->many_count == CLI_MANY_MAX)
		return err_set(err, ERR_USAGE, _("--%s stands there too often"),
		    option->name);
	cli->many[cli->many_count].option = index;
	cli->many[cli->many_count++].value = value;
	return OK;
}

int
cli_many(const struct cli *cli, int option, const char **out, int max)
{
	int count = 0;

	for (int i = 0; i < cli->many_count; i++) {
		if (cli->many[i].option != option)
			continue;
		if (count < max)
			out[count] = cli->many[i].value;
		count++;
	}
	return count;
}

static int
parse_rest(int argc, char **argv, int at, const struct cli_command *command,
    struct cli *cli, struct err *err)
{
	bool options = true;

	for (; at < argc; at++) {
		const char *value;
		bool common;
		int index, result;

		if (!options || strncmp(argv[at], "--", 2) != 0) {
			if (cli->word_count == command->words_max)
				return err_set(err, ERR_USAGE,
				    _("\"%s\" is one word too many; see "
				      "huddle help %s"),
				    argv[at], command->name);
			cli->words[cli->word_count++] = argv[at];
			continue;
		}
		if (argv[at][2] == '\0') {
			options = false;
			continue;
		}
		result = parse_option(command->options, CLI_OPTIONS_MAX, argc,
		    argv, &at, &index, &value, err);
		common = true;
		if (result == OK && index >= 0)
			result = take_option(
			    cli, &command->options[index], index, value, err);
		else if (result == OK)
			result =
			    parse_common(argc, argv, &at, &common, cli, err);
		if (result == OK && !common)
			result = err_set(err, ERR_USAGE,
			    _("unknown option %s; see huddle help %s"),
			    argv[at], command->name);
		if (result < 0)
			return result;
	}
	if (cli->word_count < command->words_min)
		return err_set(err, ERR_USAGE,
		    _("%s needs %s; see huddle help %s"), command->name,
		    command->words, command->name);
	return OK;
}

static const struct cli_command *
command_named(const char *name)
{
	int i = 0;

	while (strcmp(cli_commands[i].name, name) != 0)
		i++;
	return &cli_commands[i];
}

/* The command that everybody types as an option, or NULL. */
static const char *
alias(const char *arg)
{
	if (strcmp(arg, "--help") == 0 || strcmp(arg, "-h") == 0)
		return "help";
	return strcmp(arg, "--version") == 0 ? "version" : NULL;
}

/* The options before the command's name; *at stands behind them. */
static int
parse_head(int argc, char **argv, int *at, struct cli *cli, struct err *err)
{
	for (; *at < argc && argv[*at][0] == '-' && !alias(argv[*at]);
	     (*at)++) {
		bool found;
		int result = parse_common(argc, argv, at, &found, cli, err);

		if (result < 0)
			return result;
		if (!found)
			return err_set(err, ERR_USAGE,
			    _("unknown option %s; see huddle help"), argv[*at]);
	}
	return OK;
}

/* "print" alone: what may stand behind it, or (with --help) help on all of
 * these. */
static int
parse_group(int argc, char **argv, int at, const struct cli_command **command,
    struct cli *cli, struct err *err)
{
	size_t len = strlen(argv[at]);
	struct buf list = BUF_INIT;

	for (int i = 0; i < cli_command_count; i++) {
		const char *name = cli_commands[i].name;

		if (strncmp(name, argv[at], len) == 0 && name[len] == ' ')
			buf_addf(&list, "%s%s", list.len ? ", " : "",
			    name + len + 1);
	}
	if (list.len == 0)
		err_set(err, ERR_USAGE,
		    _("unknown command \"%s\"; huddle help lists them all"),
		    argv[at]);
	else
		err_set(err, ERR_USAGE,
		    _("huddle %s needs one of: %s; see huddle help %s"),
		    argv[at], buf_text(&list), argv[at]);
	*command = command_named("help");
	cli->words[cli->word_count++] = argv[at];
	len = list.len;
	buf_done(&list);
	return len > 0 && at + 1 < argc && alias(argv[at + 1]) ? OK : ERR_USAGE;
}

static int
parse(int argc, char **argv, const struct cli_command **command,
    struct cli *cli, struct err *err)
{
	const char *name;
	int at = 1, words, result;

	*cli = (struct cli){0};
	result = parse_head(argc, argv, &at, cli, err);
	if (result < 0)
		return result;
	name = at < argc ? alias(argv[at]) : "run";
	if (name) {
		*command = command_named(name);
		return OK;
	}
	*command = find_command(argc, argv, at, &words);
	if (!*command)
		return parse_group(argc, argv, at, command, cli, err);
	for (int i = at + words; i < argc; i++)
		if (strcmp(argv[i], "--help") == 0) {
			cli->words[cli->word_count++] = (*command)->name;
			*command = command_named("help");
			return OK;
		}
	return parse_rest(argc, argv, at + words, *command, cli, err);
}

int
cli_number(const char *option, const char *text, int64_t least, int64_t most,
    int64_t *out, struct err *err)
{
	char *end;
	long long number;

	errno = 0;
	number = strtoll(text, &end, 10);
	if (errno || end == text || *end || number < least || number > most)
		return err_set(err, ERR_USAGE,
		    _("%s %s: expected a whole number from %lld to %lld"),
		    option, text, (long long)least, (long long)most);
	*out = number;
	return OK;
}

/* No role has a PIN in this version, so any role is taken at its word. */
static int
check_role(const struct cli *cli, struct err *err)
{
	int64_t fd;

	if (cli->pin_fd &&
	    cli_number("--pin-fd", cli->pin_fd, 0, INT_MAX, &fd, err) < 0)
		return ERR_USAGE;
	for (int i = ROLE_STAFF + 1; cli->role && i < ROLES; i++)
		if (strcmp(cli->role, role_names[i]) == 0)
			return OK;
	return !cli->role
	           ? OK
	           : err_set(err, ERR_USAGE,
	                 _("--role %s: expected %s, %s or %s"), cli->role,
	                 role_names[ROLE_MANAGER], role_names[ROLE_COORDINATOR],
	                 role_names[ROLE_ADMINISTRATOR]);
}

int
cli_parse(int argc, char **argv, const struct cli_command **command,
    struct cli *cli, struct err *err)
{
	int result = parse(argc, argv, command, cli, err);

	cli->argv = argv;
	return result == OK ? check_role(cli, err) : result;
}
