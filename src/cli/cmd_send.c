/*
 * huddle send: seals what is due and carries what waits to the office. Part of
 * the second program.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "app_release.h"
#include "app_tell.h"
#include "cli/cmd_release.h"
#include "cli/json.h"
#include "util/i18n.h"

enum { OPTION_NOW };

/* Told on a terminal, once it all takes over a second. Here, since a delivery
 * knows of one file only. */
static struct {
	time_t start, told;
	int at, total;
} progress;

static time_t
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

/* Once a second at most: it is called for every piece that goes out. */
static void
tell_progress(void)
{
	time_t now = seconds();

	if (now - progress.start < 2 || now == progress.told ||
	    !isatty(STDERR_FILENO))
		return;
	progress.told = now;
	fputc('\r', stderr);
	fprintf(stderr, _("file %d of %d, %d s"), progress.at, progress.total,
	    (int)(now - progress.start));
}

static int
deliver(const struct transport *transport, const char *name, const void *bytes,
    size_t len, struct err *err)
{
	struct transport told = *transport;

	told.tick = tell_progress;
	progress.at++;
	tell_progress();
	return transport_deliver(&told, name, bytes, len, err);
}

/* Files that no way leads on for are a fault of the configuration, but
 * nothing has to leave a unit that knows no office. */
static int
judge(const struct app *app, int waiting, struct err *err)
{
	if (waiting == 0 || !app->config.office_key)
		return OK;
	if (!app->config.deliver.to)
		return err_set(err, ERR_CONFIG,
		    ngettext("%d sealed file waits in %s. Nothing was lost; "
		             "the setting deliver.to has to say where the "
		             "office collects.",
		        "%d sealed files wait in %s. Nothing was lost; the "
		        "setting deliver.to has to say where the office "
		        "collects.",
		        (unsigned long)waiting),
		    waiting, app->config.outbox);
	return err_set(err, ERR_AGAIN,
	    ngettext("%d sealed file waits for its next try. Nothing was lost; "
	             "huddle send --now tries at once.",
	        "%d sealed files wait for their next try. Nothing was lost; "
	        "huddle send --now tries at once.",
	        (unsigned long)waiting),
	    waiting);
}

/* What hinders new files holds up none that is made already. */
static int
make_and_deliver(
    struct app *app, bool now, int *sent, int *waiting, struct err *err)
{
	struct err unmade = {""};
	struct release_standing standing;
	int made, makes;
	int result;

	app->notice[0] = '\0'; /* as the making before it said */
	makes = app_release_make(app, &made, &unmade);
	result = release_standing(app->db, &standing, err);
	progress.total = standing.waiting;
	progress.start = seconds();
	if (result == OK)
		result =
		    app_release_send(app, deliver, now, sent, waiting, err);
	if (progress.told)
		fprintf(stderr, "\r%40s\r", "");
	if (makes == OK)
		return result;
	if (result < 0) {
		app_notice(app, &unmade);
		return result;
	}
	*err = unmade;
	return makes;
}

static int
send_all(struct app *app, bool now, int *sent, int *waiting, struct err *err)
{
	enum ledger_verdict verdict;
	int result = app_release_seal(app, false, NULL, &verdict, err);

	if (result == OK)
		app_tell(app_release_verdict(verdict));
	if (result == OK)
		result = make_and_deliver(app, now, sent, waiting, err);
	return result == OK ? judge(app, *waiting, err) : result;
}

/* Those that are lost are told as long as there are some. */
static void
print(const struct app *app, bool json, int sent, int waiting)
{
	struct release_standing standing;
	char lost[RELEASE_STATE_SIZE];
	struct err ignored;

	release_standing(app->db, &standing, &ignored);
	if (json)
		json_print(json_pack("{s:i, s:i, s:i}", "sent", sent, "waiting",
		               waiting, "lost", standing.lost),
		    "huddle-send/1");
	else if (!app->config.office_key)
		puts(_("No office is configured, so nothing is sent."));
	else
		printf(_("%d sent, %d waiting\n"), sent, waiting);
	if (json || standing.lost == 0)
		return;
	release_lost(standing.lost, lost);
	puts(lost);
}

int
cmd_send(const struct cli *cli, struct err *err)
{
	struct app app;
	int sent = 0, waiting = 0;
	int result =
	    app_open(&app, cli->config, cli->store, APP_START_ALL, err);

	if (result < 0)
		return result;
	result = app_allow(&app, ACT_LOOK, err); /* anybody, any timer */
	if (result == OK)
		result = send_all(&app, cli->option[OPTION_NOW] != NULL, &sent,
		    &waiting, err);
	print(&app, cli->json, sent, waiting);
	app_tell(app.notice);
	app_close(&app);
	return result;
}
