/*
 * huddle office collect: sealed files become summaries in the office's store.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "app_collect.h"
#include "app_tell.h"
#include "cli/cmd_office.h"
#include "cli/json.h"
#include "util/crypt.h"
#include "util/i18n.h"
#include "util/mem.h"

/* Set by SIGINT and SIGTERM: the batch ends first, and what is told is right. A
 * kill costs no more than that batch, which is done again. */
static volatile sig_atomic_t interrupted;

struct collect_screen {
	struct timespec begun;
	bool terminal;
	bool shown; /* there is a line of progress */
	int64_t alarms;
};

static void
on_signal(int number)
{
	(void)number;
	interrupted = 1;
}

static bool
stop(void *context)
{
	(void)context;
	return interrupted != 0;
}

static void
clear_line(struct collect_screen *screen)
{
	if (screen->shown)
		fputs("\r\033[K", stderr);
	screen->shown = false;
}

/* By a clock that nobody sets: only how long it has taken matters. */
static double
seconds_since(const struct timespec *begun)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - begun->tv_sec) +
	       (double)(now.tv_nsec - begun->tv_nsec) / 1e9;
}

/* Only for people, and only if it takes more than a second. */
static void
progress(void *context, const struct app_collected *so_far)
{
	struct collect_screen *screen = context;
	double seconds = seconds_since(&screen->begun);
	double rate;

	if (!screen->terminal || seconds < 1 || so_far->done == 0)
		return;
	clear_line(screen);
	rate = (double)so_far->done / seconds;
	fprintf(stderr,
	    _("%lld of %lld files, %.0f a second, %.0f seconds left"),
	    (long long)so_far->done, (long long)so_far->total, rate,
	    (double)(so_far->total - so_far->done) / rate);
	fflush(stderr);
	screen->shown = true;
}

/* What a file or a unit is called comes from outside; app_tell_lines lets no
 * control characters through. */
static void
alarm_of(void *context, const char *what, const char *reason)
{
	struct collect_screen *screen = context;
	char *line = mem_printf(_("alarm: %s: %s\n"), what, reason);

	clear_line(screen);
	app_tell_lines(line);
	screen->alarms++;
	free(line);
}

static void
tell(const struct cli *cli, const struct app_collected *done, int64_t alarms)
{
	if (cli->json) {
		json_print(
		    json_pack("{s:I, s:I, s:I, s:I, s:I, s:b}", "stored",
		        (json_int_t)done->stored, "quarantined",
		        (json_int_t)done->quarantined, "held",
		        (json_int_t)done->held, "known",
		        (json_int_t)done->known, "alarms", (json_int_t)alarms,
		        "interrupted", done->done < done->total),
		    "huddle-office-collect/1");
		return;
	}
	printf(_("%lld stored, %lld quarantined, %lld held"),
	    (long long)done->stored, (long long)done->quarantined,
	    (long long)done->held);
	if (done->known > 0)
		printf(_(", %lld known already"), (long long)done->known);
	putchar('\n');
	if (done->done < done->total)
		printf(ngettext("Stopped: %lld file was not looked at yet. "
		                "Collect again to go on.\n",
		           "Stopped: %lld files were not looked at yet. "
		           "Collect again to go on.\n",
		           (unsigned long)(done->total - done->done)),
		    (long long)(done->total - done->done));
}

int
cmd_office_collect(const struct cli *cli, struct err *err)
{
	struct collect_screen screen = {.terminal = isatty(STDERR_FILENO) == 1};
	struct sigaction action = {.sa_handler = on_signal};
	struct app_collect collect = {.today = office_today(),
	    .paths = cli->words,
	    .path_count = cli->word_count,
	    .stop = stop,
	    .progress = progress,
	    .alarm = alarm_of,
	    .context = &screen};
	struct app_collected done = {0};
	uint8_t *secret = NULL;
	int status = office_cli_open(cli, &collect.office, err);

	clock_gettime(CLOCK_MONOTONIC, &screen.begun);
	/* Before the first batch, and for good: the command ends soon. */
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	if (status == OK)
		status = office_key_load(
		    cli, collect.office, &collect.key, &secret, err);
	if (status == OK)
		status = app_collect(&collect, &done, err);
	/* Whatever follows, be it an error, begins its line. */
	clear_line(&screen);
	if (status == OK)
		tell(cli, &done, screen.alarms);
	crypt_secret_free(secret);
	office_close(collect.office);
	return status;
}
