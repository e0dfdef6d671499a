/*
 * huddle demo: a believable unit with its configuration, keys and history, in
 * a folder of its own. It is made beside its place and moved there when it is
 * complete, so that a failure leaves nothing half-written.
 */
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app.h"
#include "app_release.h"
#include "app_stage.h"
#include "cli/cli.h"
#include "cli/demo_history.h"
#include "cli/demo_office.h"
#include "cli/demo_shift.h"
#include "cli/json.h"
#include "cli/zone.h"
#include "util/file.h"
#include "util/i18n.h"
#include "util/mem.h"
#include "util/utf8.h"

#define WEEKS 26
#define WEEKS_MAX 520
#define ORGANIZATION "example-health"
#define OFFICE_KEY "office.pub"
#define CONFIG "huddle.conf"
/* What neither a shell nor an address changes. */
#define PLAIN                                                                  \
	"abcdefghijklmnopqrstuvwxyz0123456789/._-+"                            \
	"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define STORE "huddle.db"

struct demo_unit {
	char *folder; /* DIR without slashes at its end */
	struct stage stage;
	int weeks;
	int64_t seed;
	sigset_t held; /* signals that wait */
	struct demo_made made;
};

static const int ending[] = {SIGINT, SIGTERM, SIGHUP};
#define ENDING_COUNT (sizeof(ending) / sizeof(ending[0]))

/* --- Progress ------------------------------------------------------------- */

struct progress {
	const struct demo_unit *unit;
	struct timespec start;
	bool shown;
};

/* Signals that would end the program wait until nothing half-written is
 * left. */
static void
hold_signals(struct demo_unit *unit)
{
	sigemptyset(&unit->held);
	for (size_t i = 0; i < ENDING_COUNT; i++) {
		struct sigaction action;

		sigaction(ending[i], NULL, &action);
		if (action.sa_handler != SIG_IGN)
			sigaddset(&unit->held, ending[i]);
	}
	sigprocmask(SIG_BLOCK, &unit->held, NULL);
}

/* Says how far it is, once it takes over a second. False on a signal. */
static bool
show_progress(void *context, int week, int weeks)
{
	struct progress *progress = context;
	struct timespec now;
	sigset_t pending;

	sigpending(&pending);
	for (size_t i = 0; i < ENDING_COUNT; i++)
		if (sigismember(&pending, ending[i]) &&
		    sigismember(&progress->unit->held, ending[i]))
			return false;
	clock_gettime(CLOCK_MONOTONIC, &now);
	if (now.tv_sec - progress->start.tv_sec < 2 || !isatty(STDERR_FILENO))
		return true;
	fputc('\r', stderr);
	fprintf(stderr, _("%d of %d weeks"), week, weeks);
	progress->shown = true;
	return true;
}

static void
clear_progress(const struct progress *progress)
{
	if (progress->shown)
		fprintf(stderr, "\r%40s\r", "");
}

/* --- The unit ------------------------------------------------------------- */

/* A week that is over is sealed on the first day after it. */
static int
seal(void *context, int32_t day, struct err *err)
{
	return app_release_seal_at(context, day, err);
}

static int
fill(struct demo_unit *unit, struct app *app, int index, struct err *err)
{
	struct progress progress = {.unit = unit};
	struct demo_made others;
	struct demo_plan plan = {.weeks = unit->weeks,
	    .seed = (uint64_t)unit->seed + (uint64_t)index,
	    .now = app_shift(app),
	    .progress = show_progress,
	    .day = seal,
	    .context = &progress,
	    .day_context = app};
	int result;

	clock_gettime(CLOCK_MONOTONIC, &progress.start);
	result = demo_history(app->db, &app->config, &plan,
	    index == 0 ? &unit->made : &others, err);
	clear_progress(&progress);
	/* The week that ended last. */
	if (result == OK)
		result = app_release_seal(app, false, NULL, NULL, err);
	return result;
}

/* The folder as seen from everywhere. */
static char *
whole_path(const char *folder)
{
	char *here, *path;

	if (folder[0] == '/')
		return mem_copy(folder);
	here = getcwd(NULL, 0);
	path = file_join(here ? here : "/", folder);
	free(here);
	return path;
}

/* A path as an address: what is not plain is told in hex. */
static char *
address(const char *folder)
{
	char *path = whole_path(folder);
	struct buf out = BUF_INIT;

	buf_add(&out, "file://");
	for (const char *at = path; *at; at++)
		if (strchr(PLAIN, *at))
			buf_add_bytes(&out, at, 1);
		else
			buf_addf(&out, "%%%02X", (unsigned char)*at);
	buf_add(&out, "/inbox/");
	free(path);
	return buf_take(&out);
}

/* One of the units: configuration, keys, store, releases at the office. */
static int
make_one(struct demo_unit *unit, int index, const char *zone, const char *to,
    struct err *err)
{
	const struct demo_spec *spec = &demo_specs[index];
	char *folder = index ? file_join(unit->stage.path, spec->folder)
	                     : mem_copy(unit->stage.path);
	char *config = file_join(folder, CONFIG);
	char *store = file_join(folder, STORE);
	struct shift_field fields[DEMO_SHIFT_FIELDS];
	struct config_seed seed = {.unit = spec->unit,
	    .name = spec->name,
	    .organization = ORGANIZATION,
	    .site = "main",
	    .timezone = zone,
	    .store = STORE,
	    .roster = spec->roster,
	    .language = i18n_wanted(),
	    .office_key = index ? "../../" OFFICE_KEY : OFFICE_KEY,
	    .deliver_to = to,
	    .shift_fields = fields,
	    .shift_field_count = DEMO_SHIFT_FIELDS,
	    .release_shift_numbers = spec->numbers_leave};
	struct app app;
	int result;

	demo_shift_fields(fields);
	result = app_create(config, store, &seed, err);
	if (result == OK)
		result = app_open(&app, config, store, APP_START_KEEP, err);
	if (result == OK) {
		result = fill(unit, &app, index, err);
		if (result == OK)
			result = demo_office_unit(unit->stage.path, &app, err);
		app_close(&app);
	}
	free(config);
	free(store);
	free(folder);
	return result;
}

/* All units and the office in unit->stage.path. */
static int
make_within(struct demo_unit *unit, struct err *err)
{
	char *zone = cli_system_zone();
	char *to = address(unit->folder);
	int result = demo_office_begin(unit->stage.path, ORGANIZATION, err);

	for (int i = 0; result == OK && i < DEMO_UNITS; i++)
		result = make_one(unit, i, zone, to, err);
	if (result == OK)
		result = demo_office_end(unit->stage.path, err);
	free(to);
	free(zone);
	return result;
}

/* What a killed run left is swept away before the store is looked for. */
static int
make_unit(struct demo_unit *unit, struct err *err)
{
	int result = stage_refuse(unit->folder, CONFIG, err);

	if (result < 0)
		return result;
	hold_signals(unit);
	result = stage_begin(&unit->stage, unit->folder, ".demo-", err);
	if (result == OK)
		result = stage_refuse(unit->folder, STORE, err);
	if (result == OK)
		result = make_within(unit, err);
	if (result == OK)
		result = stage_move(&unit->stage, CONFIG, err);
	stage_end(&unit->stage, result == OK);
	sigprocmask(SIG_UNBLOCK, &unit->held, NULL);
	return result;
}

/* --- What is said of it --------------------------------------------------- */

/* Appends a path as a shell takes it. */
static void
add_quoted(struct buf *out, const char *path)
{
	if (path[strspn(path, PLAIN ",:@%")] == '\0') {
		buf_add(out, path);
		return;
	}
	buf_add(out, "'");
	for (; *path; path++)
		if (*path == '\'')
			buf_add(out, "'\\''");
		else
			buf_add_bytes(out, path, 1);
	buf_add(out, "'");
}

static void
print_text(const struct demo_unit *unit, const char *config, const char *from,
    const char *to)
{
	const struct demo_made *made = &unit->made;
	struct buf path = BUF_INIT;

	add_quoted(&path, config);
	printf(_("A unit to try things on is in %s. All of it is invented.\n"
	         "\n"
	         "  Weeks      %d, from %s to %s\n"
	         "  Huddles    %d held of %d planned\n"
	         "  Check-ins  %d, in %d rounds, %d of them on paper\n"
	         "  Notes      %d\n"
	         "  Cards      %d on the board\n"
	         "\n"
	         "Start it with:\n"
	         "  huddle --config %s\n"),
	    unit->folder, unit->weeks, from, to, made->held, made->planned,
	    made->checkins, made->held, made->paper, made->notes, made->cards,
	    buf_text(&path));
	buf_done(&path);
}

static void
print_json(const struct demo_unit *unit, const char *config, const char *store,
    const char *from, const char *to)
{
	const struct demo_made *made = &unit->made;
	json_t *object = json_pack("{s:i, s:i, s:s, s:s, s:i, s:i, s:i, s:i}",
	    "cards", made->cards, "checkins", made->checkins, "config", config,
	    "from", from, "held", made->held, "notes", made->notes, "paper",
	    made->paper, "planned", made->planned);

	json_object_update_new(
	    object, json_pack("{s:I, s:s, s:s, s:s, s:i}", "seed",
	                (json_int_t)unit->seed, "store", store, "to", to,
	                "unit", "4-west", "weeks", unit->weeks));
	json_print(object, "huddle-demo/1");
}

static void
print_made(const struct demo_unit *unit, bool json)
{
	char *config = file_join(unit->folder, CONFIG);
	char *store = file_join(unit->folder, STORE);
	char from[DATE_TEXT_SIZE], to[DATE_TEXT_SIZE];

	date_format(unit->made.from, from);
	date_format(unit->made.to, to);
	if (json)
		print_json(unit, config, store, from, to);
	else
		print_text(unit, config, from, to);
	free(config);
	free(store);
}

int
cmd_demo(const struct cli *cli, struct err *err)
{
	struct demo_unit unit = {.weeks = WEEKS, .seed = 1};
	int64_t weeks = WEEKS;
	size_t len = strlen(cli->words[0]);
	int result = OK;

	if (len == 0 || !utf8_valid(cli->words[0], len, NULL))
		return err_set(err, ERR_USAGE,
		    _("demo needs the name of a folder, in UTF-8: huddle demo "
		      "DIR"));
	if (cli->option[0])
		result = cli_number(
		    "--weeks", cli->option[0], 1, WEEKS_MAX, &weeks, err);
	if (result == OK && cli->option[1])
		result = cli_number(
		    "--seed", cli->option[1], 0, INT64_MAX, &unit.seed, err);
	if (result < 0)
		return result;
	while (len > 1 && cli->words[0][len - 1] == '/')
		len--;
	unit.weeks = (int)weeks;
	unit.folder = mem_copy_bytes(cli->words[0], len);
	result = make_unit(&unit, err);
	if (result == OK)
		print_made(&unit, cli->json);
	free(unit.folder);
	return result;
}
