/*
 * The demonstration's other units and its office. See demo_office.h.
 */
#include "cli/demo_office.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app_release.h"
#include "app_tell.h"
#include "cli/cli.h"
#include "sync/unit_key.h"
#include "util/file.h"
#include "util/i18n.h"
#include "util/mem.h"

#define STORE "office.db"
#define INBOX "inbox"

const struct demo_spec demo_specs[DEMO_UNITS] = {
    {"4-west", "4 West", ".", 48, false},
    {"5-east", "5 East", "units/5-east", 36, true},
    {"icu", "ICU", "units/icu", 62, false},
};

/* `huddle office WORD...`, which the second program carries out. */
static int
run_office(char *const *argv, struct err *err)
{
	int status, null;
	pid_t pid = fork();

	if (pid < 0)
		return err_errno(
		    err, ERR_UNAVAILABLE, _("cannot start the office"));
	if (pid == 0) {
		const struct cli cli = {.argv = (char **)argv};

		null = open("/dev/null", O_WRONLY | O_CLOEXEC);
		if (null >= 0)
			dup2(null, STDOUT_FILENO);
		cmd_elsewhere(&cli, err);
		app_tell(err->text);
		_exit(-ERR_UNAVAILABLE);
	}
	while (waitpid(pid, &status, 0) != pid)
		continue;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return OK;
	return err_set(err,
	    WIFEXITED(status) ? -WEXITSTATUS(status) : ERR_UNAVAILABLE,
	    _("The demonstration's office could not be made; nothing was "
	      "kept."));
}

int
demo_office_begin(const char *folder, const char *organization, struct err *err)
{
	char *store = file_join(folder, STORE);
	char *inbox = file_join(folder, INBOX);
	char *argv[] = {"huddle", "office", "init", "--store", store,
	    "--organization", (char *)organization, NULL};
	int result = run_office(argv, err);

	if (result == OK)
		result = file_make_folder(inbox, err);
	free(inbox);
	free(store);
	return result;
}

static int
enrol(const char *folder, const struct app *app, struct err *err)
{
	const struct unit_key key = {
	    app->config.keys, app->config.organization, app->config.unit, 1};
	struct seal_public public_key = {.kind = SEAL_UNIT, .epoch = 1};
	char *store = file_join(folder, STORE);
	char *file = file_join(folder, "unit.pub");
	char *argv[] = {
	    "huddle", "office", "enrol", "--store", store, file, NULL};
	struct buf text = BUF_INIT;
	int result = unit_key_public(&key, public_key.key, err);

	snprintf(
	    public_key.organization, ID_SIZE, "%s", app->config.organization);
	snprintf(public_key.unit, ID_SIZE, "%s", app->config.unit);
	seal_public_write(&text, &public_key);
	if (result == OK)
		result =
		    file_replace(file, 0600, buf_text(&text), text.len, err);
	if (result == OK)
		result = run_office(argv, err);
	unlink(file);
	buf_done(&text);
	free(file);
	free(store);
	return result;
}

/* Where it lies now is not where its address says: all is moved at last. */
static int
deliver(const struct transport *transport, const char *name, const void *bytes,
    size_t len, struct err *err)
{
	char *path = file_join(transport->identity, name);
	int result = file_create(path, 0600, bytes, len, err);

	free(path);
	return result;
}

int
demo_office_unit(const char *folder, struct app *app, struct err *err)
{
	char *given = app->config.deliver.identity;
	int sent, waiting, made;
	int result = app_release_key(app, err);

	if (result == OK)
		result = enrol(folder, app, err);
	if (result == OK)
		result = app_release_make(app, &made, err);
	app->config.deliver.identity = file_join(folder, INBOX);
	if (result == OK)
		result =
		    app_release_send(app, deliver, true, &sent, &waiting, err);
	free(app->config.deliver.identity);
	app->config.deliver.identity = given;
	return result;
}

int
demo_office_end(const char *folder, struct err *err)
{
	char *store = file_join(folder, STORE);
	char *inbox = file_join(folder, INBOX);
	char *argv[] = {
	    "huddle", "office", "collect", "--store", store, inbox, NULL};
	int result = run_office(argv, err);

	free(inbox);
	free(store);
	return result;
}
