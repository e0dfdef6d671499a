/*
 * huddle shift import: numbers of many shifts from a file, all or none.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_shift.h"
#include "app_tell.h"
#include "cli/cli.h"
#include "cli/input.h"
#include "cli/json.h"
#include "cli/shifts.h"
#include "config/shift_csv.h"
#include "util/file.h"
#include "util/i18n.h"

int
shifts_open(
    const struct cli *cli, struct app *app, enum act act, struct err *err)
{
	int result = app_open(app, cli->config, cli->store, APP_START_ALL, err);

	if (result < 0)
		return result;
	result = app_allow(app, act, err);
	if (result == OK)
		result = app_shift_asked(app, err);
	if (result < 0)
		app_close(app);
	return result;
}

/* Every fault is told, by file and line. */
static int
take_file(const struct app *app, const char *name, const struct buf *bytes,
    struct shift_number **list, int *count, struct err *err)
{
	const struct shift_csv_rules rules = {
	    .fields = app->config.shift_fields,
	    .field_count = app->config.shift_field_count,
	    .now = app_shift(app)};
	struct faults faults = {0};
	struct buf text = BUF_INIT;
	int result = OK, found;

	*count = shift_csv_read(
	    buf_text(bytes), bytes->len, name, &rules, list, &faults);
	found = faults.count + faults.untold;
	faults_print(&faults, &text);
	app_tell_lines(buf_text(&text));
	if (found > 0)
		result = err_set(err, ERR_DATA,
		    ngettext("%s: %d fault; nothing was kept. Mend it and "
		             "import the file again",
		        "%s: %d faults; nothing was kept. Mend them and "
		        "import the file again",
		        (unsigned long)found),
		    name, found);
	buf_done(&text);
	faults_done(&faults);
	return result;
}

static void
say(const struct cli *cli, const struct app_shift_kept *kept)
{
	if (cli->json)
		json_print(json_pack("{s:i, s:i, s:i}", "new", kept->added,
		               "changed", kept->changed, "same", kept->same),
		    "huddle-shift-import/1");
	else
		printf(_("Numbers of shifts: %d new, %d changed, %d the "
		         "same.\n"),
		    kept->added, kept->changed, kept->same);
}

int
cmd_shift_import(const struct cli *cli, struct err *err)
{
	bool piped = strcmp(cli->words[0], "-") == 0;
	struct shift_number *list = NULL;
	struct app_shift_kept kept;
	struct buf bytes = BUF_INIT;
	struct app app;
	int count, result = shifts_open(cli, &app, ACT_SHIFT_IMPORT, err);

	if (result < 0)
		return result;
	result = piped ? input_all(&bytes, FILE_TEXT_MAX, err)
	               : file_read(cli->words[0], FILE_TEXT_MAX, &bytes, err);
	if (result == OK)
		result =
		    take_file(&app, piped ? _("standard input") : cli->words[0],
		        &bytes, &list, &count, err);
	if (result == OK)
		result = app_shift_keep(&app, list, count, &kept, err);
	if (result == OK)
		say(cli, &kept);
	free(list);
	buf_done(&bytes);
	app_close(&app);
	return result;
}
