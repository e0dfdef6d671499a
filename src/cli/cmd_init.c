/*
 * huddle init: a new unit's configuration, keys and store. What is not given
 * is asked for where there is a terminal.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app.h"
#include "app_tell.h"
#include "cli/cli.h"
#include "cli/json.h"
#include "cli/zone.h"
#include "util/file.h"
#include "util/i18n.h"
#include "util/mem.h"
#include "util/utf8.h"

#define ANSWER_MAX 200
#define NAME_MAX_CHARACTERS 40 /* as the setting unit.name has it */

static bool
at_terminal(void)
{
	return isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
}

/* One line from the keyboard; `given` if there is one; free() it. */
static char *
ask(const char *given, const char *question)
{
	char line[ANSWER_MAX];

	if (given || !at_terminal())
		return mem_copy(given);
	fprintf(stderr, "%s: ", question);
	if (!fgets(line, sizeof(line), stdin))
		return NULL;
	line[strcspn(line, "\r\n")] = '\0';
	return line[0] ? mem_copy(line) : NULL;
}

static int
check_id(const char *option, const char *id, struct err *err)
{
	if (!id)
		return err_set(err, ERR_USAGE, _("init needs --%s"), option);
	if (!id_valid(id))
		return err_set(err, ERR_DATA,
		    _("--%s %s: expected a-z, 0-9 and -, 1 to %d characters"),
		    option, id, ID_MAX);
	return OK;
}

static int
check_name(const char *name, struct err *err)
{
	size_t len = name ? strlen(name) : 0;

	if (len == 0)
		return err_set(err, ERR_USAGE, _("init needs --name"));
	for (size_t at = 0; at < len;) {
		uint32_t code;
		size_t bytes = utf8_next(name + at, len - at, &code);

		if (!utf8_printable(code) || (code == 0xFFFD && bytes == 1))
			return err_set(err, ERR_DATA,
			    _("--name: a control character or invalid UTF-8"));
		at += bytes;
	}
	if (utf8_count(name) > NAME_MAX_CHARACTERS)
		return err_set(err, ERR_DATA,
		    _("--name: at most %d characters"), NAME_MAX_CHARACTERS);
	return OK;
}

static int
check_seed(const struct config_seed *seed, struct err *err)
{
	int result = check_id("unit", seed->unit, err);

	if (result == OK)
		result = check_name(seed->name, err);
	if (result == OK)
		result = check_id("organization", seed->organization, err);
	if (result == OK && seed->site)
		result = check_id("site", seed->site, err);
	return result;
}

static int
confirm(const struct cli *cli, const char *config, const char *store,
    struct err *err)
{
	char *plan, *answer;
	bool yes;

	if (cli->option[4])
		return OK;
	if (!at_terminal())
		return err_set(err, ERR_USAGE,
		    _("there is no terminal to ask at; add --yes"));
	plan = mem_printf(_("This makes\n  %s\n  %s\n"), config, store);
	app_tell_lines(plan);
	free(plan);
	answer = ask(NULL, _("Go ahead? [y/n]"));
	yes = answer && (answer[0] == 'y' || answer[0] == 'Y');
	free(answer);
	return yes ? OK : err_set(err, ERR_USAGE, _("nothing was made"));
}

/*
 * The store of a configuration that was named stands beside it, one that goes
 * into the home folder has its store there too; what is named by hand is
 * written into the configuration.
 */
static char *
store_place(const struct cli *cli, const char *config, bool *setting)
{
	const char *environment = secure_getenv("HUDDLE_STORE");
	bool named_config = cli->config || secure_getenv("HUDDLE_CONFIG");
	char *folder, *path;

	*setting = cli->store || environment || named_config;
	if (cli->store || environment || !named_config) {
		char *given = app_store_path(cli->store, NULL);

		if (given[0] != '/') {
			char *here = getcwd(NULL, 0);

			path = file_join(here ? here : ".", given);
			free(here);
			free(given);
			return path;
		}
		return given;
	}
	folder = file_folder(config);
	path = file_join(folder, "huddle.db");
	free(folder);
	return path;
}

int
cmd_init(const struct cli *cli, struct err *err)
{
	char *unit = ask(cli->option[0], _("The unit's id, like 4-west"));
	char *name = ask(cli->option[1], _("Its name as people read it"));
	char *organization = ask(cli->option[2], _("The organization's id"));
	char *config = app_config_path(cli->config, true);
	char *zone = cli_system_zone();
	bool setting;
	char *store = store_place(cli, config, &setting);
	struct config_seed seed = {.unit = unit,
	    .name = name,
	    .organization = organization,
	    .site = cli->option[3],
	    .timezone = zone,
	    .store = setting ? store : NULL,
	    .language = i18n_wanted()};
	int result = check_seed(&seed, err);

	if (result == OK)
		result = confirm(cli, config, store, err);
	if (result == OK)
		result = app_create(config, store, &seed, err);
	if (result == OK && cli->json)
		json_print(
		    json_pack("{s:s, s:s}", "config", config, "store", store),
		    "huddle-init/1");
	else if (result == OK)
		printf(_("Made %s and %s.\nNext: put your own contacts into "
		         "support.conf beside it, then start: huddle\n"),
		    config, store);
	free(store);
	free(zone);
	free(config);
	free(organization);
	free(name);
	free(unit);
	return result;
}
