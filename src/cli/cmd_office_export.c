/*
 * huddle office export: every accepted summary in a folder, as JSON or FHIR (a
 * file each) or as CSV (nine files with all of them). Streams: memory does not
 * grow with their number.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cmd_office.h"
#include "cli/json.h"
#include "sync/format.h"
#include "util/file.h"
#include "util/i18n.h"
#include "util/mem.h"

enum { EXPORT_FORMAT = OFFICE_OPTIONS, EXPORT_OUTPUT };

struct export
{
	const char *folder;
	const char *format;
	FILE *csv[FORMAT_CSV_FILES];
	struct buf text; /* of one summary, used again */
	int64_t count;
	int status;
	struct err *err;
};

static int
cannot_write(struct export *export, const char *name)
{
	return err_errno(export->err, err_disk_status(),
	    _("%s/%s cannot be written. The export is not whole; do it again "
	      "when that is put right"),
	    export->folder, name);
}

/* --- A file each -------------------------------------------------------- */

/* Named by unit, epoch and number: an id has no slash and no dot, so that no
 * name leads out of the folder, and another export replaces the same files. */

static bool
one_file(
    void *context, const struct summary *summary, const char *text, size_t len)
{
	struct export *export = context;
	char *name = mem_printf("%s-%d-%d%s.json", summary->unit,
	    summary->epoch, summary->sequence, text ? "" : ".fhir");
	char *path = file_join(export->folder, name);
	FILE *file = fopen(path, "we");
	bool written = file;

	buf_clear(&export->text);
	/* The text as it was signed: whoever has it can check its hash. */
	if (text) {
		buf_add_bytes(&export->text, text, len);
		buf_add(&export->text, "\n");
	} else {
		format_fhir(&export->text, summary, NULL, 0);
	}
	if (file) {
		written = fwrite(export->text.text, 1, export->text.len,
		              file) == export->text.len;
		written = fclose(file) == 0 && written;
	}
	if (!written)
		export->status = cannot_write(export, name);
	export->count++;
	free(path);
	free(name);
	return written;
}

/* --- CSV ---------------------------------------------------------------- */

static bool
put(struct export *export, int index)
{
	if (fwrite(buf_text(&export->text), 1, export->text.len,
	        export->csv[index]) == export->text.len)
		return true;
	export->status = cannot_write(export, format_csv_names[index]);
	return false;
}

static bool
one_of_all(
    void *context, const struct summary *summary, const char *text, size_t len)
{
	struct export *export = context;

	(void)text;
	(void)len;
	for (int i = 0; i < FORMAT_CSV_FILES - 1; i++) {
		buf_clear(&export->text);
		format_csv_rows(&export->text, i, summary);
		if (export->text.len > 0 && !put(export, i))
			return false;
	}
	export->count++;
	return true;
}

/* All nine stand open at once: each summary has rows in most of them. */
static int
csv_open(struct export *export)
{
	for (int i = 0; i < FORMAT_CSV_FILES; i++) {
		char *path = file_join(export->folder, format_csv_names[i]);

		export->csv[i] = fopen(path, "we");
		free(path);
		if (!export->csv[i])
			return cannot_write(export, format_csv_names[i]);
		buf_clear(&export->text);
		format_csv_head(&export->text, i);
		if (!put(export, i))
			return export->status;
	}
	return OK;
}

/* What is buffered may only fail to be written here. */
static int
csv_close(struct export *export)
{
	int status = OK;

	for (int i = 0; i < FORMAT_CSV_FILES; i++)
		if (export->csv[i] && fclose(export->csv[i]) != 0)
			status = cannot_write(export, format_csv_names[i]);
	return status;
}

/* --- The command -------------------------------------------------------- */

static int
export_all(struct export *export, struct office *office)
{
	bool csv = strcmp(export->format, "csv") == 0;
	int status = csv ? csv_open(export) : OK;

	if (status == OK)
		status = office_summaries(office, DATE_NONE,
		    strcmp(export->format, "json") == 0,
		    csv ? one_of_all : one_file, export, export->err);
	/* Stopping is no failure of the store's: why is kept beside it. */
	if (status == OK)
		status = export->status;
	if (csv && csv_close(export) < 0 && status == OK)
		status = ERR_CREATE;
	return status;
}

static int
check(const struct cli *cli, struct err *err)
{
	const char *format = cli->option[EXPORT_FORMAT];

	if (!format || !cli->option[EXPORT_OUTPUT])
		return err_set(err, ERR_USAGE,
		    _("office export needs --format json, csv or fhir, and "
		      "--output DIR"));
	if (strcmp(format, "json") != 0 && strcmp(format, "csv") != 0 &&
	    strcmp(format, "fhir") != 0)
		return err_set(err, ERR_USAGE,
		    _("--format %s: expected json, csv or fhir"), format);
	return OK;
}

int
cmd_office_export(const struct cli *cli, struct err *err)
{
	struct export export = {.folder = cli->option[EXPORT_OUTPUT],
	    .format = cli->option[EXPORT_FORMAT],
	    .text = BUF_INIT,
	    .err = err};
	struct office *office = NULL;
	int status = check(cli, err);

	if (status == OK)
		status = office_cli_open(cli, &office, err);
	if (status == OK)
		status = file_make_folder(export.folder, err);
	if (status == OK)
		status = export_all(&export, office);
	office_close(office);
	buf_done(&export.text);
	if (status == OK && cli->json)
		json_print(
		    json_pack("{s:I, s:s}", "summaries",
		        (json_int_t) export.count, "output", export.folder),
		    "huddle-office-export/1");
	else if (status == OK)
		printf(_("%lld summaries in %s\n"), (long long)export.count,
		    export.folder);
	return status;
}
