/*
 * huddle release export: one release in the form that somebody else's tools
 * read. The same release gives the same bytes, always.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cmd_release.h"
#include "sync/format.h"
#include "util/file.h"
#include "util/i18n.h"
#include "util/mem.h"

enum export_form { FORM_JSON, FORM_CSV, FORM_FHIR, FORMS };
/* In JSON the very bytes that were sealed; the others are made of them. */
static const char *const form_names[FORMS] = {"json", "csv", "fhir"};

static int
parse_form(const struct cli *cli, enum export_form *form, struct err *err)
{
	const char *given = cli->option[0];

	if (!given)
		return err_set(err, ERR_USAGE,
		    _("which form is missing: add --format json, --format "
		      "csv or --format fhir"));
	for (*form = 0; *form < FORMS; (*form)++)
		if (strcmp(form_names[*form], given) == 0)
			break;
	if (*form == FORMS)
		return err_set(err, ERR_USAGE,
		    _("--format %s: expected json, csv or fhir"), given);
	if (*form == FORM_CSV && !cli->option[1])
		return err_set(err, ERR_USAGE,
		    _("csv is several files: add --output DIR"));
	return OK;
}

/* *same is false if nothing is there yet. What is there is kept: a second
 * export changes nothing, and a different file is somebody's. */
static int
check_same(
    const char *path, const struct buf *bytes, bool *same, struct err *err)
{
	struct buf there = BUF_INIT;
	int result = OK;

	*same = file_exists(path);
	/* One byte more than there should be is as different as any. */
	if (*same &&
	    (file_read(path, bytes->len, &there, NULL) < 0 ||
	        there.len != bytes->len ||
	        memcmp(buf_text(&there), buf_text(bytes), bytes->len) != 0))
		result = err_set(err, ERR_CREATE,
		    _("%s is there already and is something else. It is left "
		      "as it is; give another name."),
		    path);
	buf_done(&there);
	return result;
}

static int
write_file(const char *path, const struct buf *bytes, struct err *err)
{
	bool same;
	int result = check_same(path, bytes, &same, err);

	if (result < 0 || same)
		return result;
	return file_create(path, 0600, buf_text(bytes), bytes->len, err);
}

/* A full disk behind a pipe or a redirection is told, too. */
static int
write_out(const struct buf *bytes, struct err *err)
{
	fwrite(buf_text(bytes), 1, bytes->len, stdout);
	return fflush(stdout) == 0
	           ? OK
	           : err_errno(err, ERR_CREATE, _("standard output"));
}

/* All files or, if one of them is there and different, none: the first pass
 * only looks. */
static int
write_csv(const char *folder, const struct summary *summary, struct err *err)
{
	struct buf files[FORMAT_CSV_FILES] = {BUF_INIT};
	int result = file_make_folder(folder, err);
	bool same;

	for (int i = 0; i < FORMAT_CSV_FILES; i++)
		format_csv(&files[i], i, summary, 1);
	for (int pass = 0; pass < 2; pass++)
		for (int i = 0; result == OK && i < FORMAT_CSV_FILES; i++) {
			char *path = file_join(folder, format_csv_names[i]);

			result = pass == 0
			             ? check_same(path, &files[i], &same, err)
			             : write_file(path, &files[i], err);
			free(path);
		}
	for (int i = 0; i < FORMAT_CSV_FILES; i++)
		buf_done(&files[i]);
	return result;
}

static int
export_as(const struct app *app, const struct release *release,
    enum export_form form, const char *output, struct err *err)
{
	struct summary summary;
	struct buf bytes = BUF_INIT;
	int result = format_json_read(
	    &summary, release->document, strlen(release->document), true, err);

	/* Its words are those of the configuration, which has to be whole for
	 * that. */
	if (result == OK && form == FORM_FHIR)
		result = config_whole(&app->config, err);
	if (result < 0)
		goto out;
	if (form == FORM_CSV) {
		result = write_csv(output, &summary, err);
		goto out;
	}
	if (form == FORM_JSON)
		buf_add(&bytes, release->document);
	else
		format_fhir(&bytes, &summary, app->config.instruments,
		    app->config.instrument_count);
	result =
	    output ? write_file(output, &bytes, err) : write_out(&bytes, err);
out:
	buf_done(&bytes);
	summary_done(&summary);
	return result;
}

int
cmd_release_export(const struct cli *cli, struct err *err)
{
	struct release release = {.id = 0};
	struct app app;
	enum export_form form = FORM_JSON;
	int64_t id;
	int result = release_number(cli, &id, err);

	if (result == OK)
		result = parse_form(cli, &form, err);
	if (result == OK)
		result =
		    app_open(&app, cli->config, cli->store, APP_START_ALL, err);
	if (result < 0)
		return result;
	result = app_allow(&app, ACT_LOOK, err);
	if (result == OK)
		result = release_get(app.db, id, &release, err);
	if (result == OK)
		result = export_as(&app, &release, form, cli->option[1], err);
	release_done(&release);
	app_close(&app);
	return result;
}
