/*
 * huddle office report: the organization's pages, from the office's store.
 * Part of the second program.
 *
 * They are made in a folder of their own beside the old ones, and only when
 * all are there does each take the old one's place.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/cmd_office.h"
#include "cli/json.h"
#include "config/config.h"
#include "db/office.h"
#include "report/office_pages.h"
#include "util/date.h"
#include "util/file.h"
#include "util/i18n.h"
#include "util/mem.h"

#define NEW_FOLDER ".new-XXXXXX"

/* Behind the store's address, which all of these commands take first. */
enum { OPTION_OUTPUT = OFFICE_OPTION_DATABASE + 1, OPTION_SINCE };

struct report {
	const char *folder;
	char *fresh; /* where the new pages are; NULL: not made yet */
	char **names;
	int count;
	struct office_pages *pages;
	struct config config; /* for the words of questions and themes */
	int language;
	int64_t summaries, total;
	time_t begun;
	bool shown;
	struct err *err;
	int result;
};

/* --- files --- */

/* No sync: pages are made again in a moment, and nothing waits for them. */
static bool
write_all(
    struct report *report, const char *path, const char *bytes, size_t len)
{
	int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

	while (file >= 0 && len > 0) {
		ssize_t wrote = write(file, bytes, len);

		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote < 0)
			break;
		bytes += wrote;
		len -= (size_t)wrote;
	}
	if (file >= 0 && close(file) == 0 && len == 0)
		return true;
	report->result = err_errno(report->err, err_disk_status(),
	    _("cannot write %s; the pages there are as they were"), path);
	return false;
}

static bool
keep_page(void *context, const char *name, const char *html, size_t len)
{
	struct report *report = context;
	char *path = file_join(report->fresh, name);
	int count = report->count;
	bool kept = write_all(report, path, html, len);

	free(path);
	if ((count & (count - 1)) == 0)
		report->names = mem_grow(report->names,
		    count ? 2 * (size_t)count : 1, sizeof(char *));
	report->names[report->count++] = mem_copy(name);
	return kept;
}

/* Within the folder, so that each page can be renamed into its place; hidden,
 * since a server may show the folder meanwhile. */
static int
begin_folder(struct report *report, struct err *err)
{
	int result = file_make_folder(report->folder, err);

	if (result < 0)
		return result;
	report->fresh = file_join(report->folder, NEW_FOLDER);
	if (mkdtemp(report->fresh))
		return OK;
	result = err_errno(err, err_disk_status(),
	    _("cannot write in %s; nothing was changed"), report->folder);
	free(report->fresh);
	report->fresh = NULL;
	return result;
}

/* Each page in the place of the old one; index.html is the last, so that it
 * never leads to a page that is not there yet. */
static int
put_in_place(struct report *report, struct err *err)
{
	int result = OK;

	for (int i = 0; i < report->count && result == OK; i++) {
		char *from = file_join(report->fresh, report->names[i]);
		char *to = file_join(report->folder, report->names[i]);

		if (rename(from, to) < 0)
			result = err_errno(err, err_disk_status(),
			    _("cannot put %s in place; %d of %d pages are new, "
			      "run it again"),
			    to, i, report->count);
		free(from);
		free(to);
	}
	return result;
}

static void
end_folder(struct report *report)
{
	for (int i = 0; i < report->count; i++) {
		char *left = file_join(report->fresh, report->names[i]);

		unlink(left); /* there only after a failure */
		free(left);
		free(report->names[i]);
	}
	free(report->names);
	if (report->fresh)
		rmdir(report->fresh);
	free(report->fresh);
}

/* --- the store --- */

static bool
add_unit(void *context, const struct office_unit *unit)
{
	struct report *report = context;

	office_pages_unit(
	    report->pages, unit->unit, unit->name, unit->site, unit->enrolled);
	return true;
}

/* The clock is only asked now and then: it would cost more than the
 * summaries. */
static void
show_progress(struct report *report)
{
	struct timespec now;

	if (++report->summaries % 512 != 0 || !isatty(STDERR_FILENO))
		return;
	clock_gettime(CLOCK_MONOTONIC, &now);
	if (now.tv_sec - report->begun < 2)
		return;
	fputc('\r', stderr);
	fprintf(stderr, _("%lld of %lld summaries"),
	    (long long)report->summaries, (long long)report->total);
	report->shown = true;
}

static bool
add_summary(
    void *context, const struct summary *summary, const char *text, size_t len)
{
	struct report *report = context;

	(void)text;
	(void)len;
	show_progress(report);
	return office_pages_add(report->pages, summary);
}

/* Another version may have asked otherwise: its words are not lent to it. */
static const char *
cut_words(void *context, const struct cut_key *key)
{
	const struct report *report = context;
	const struct instrument *instrument =
	    config_instrument(&report->config, key->instrument);

	if (!instrument || instrument->version != key->version)
		return NULL;
	return instrument_words(
	    instrument, key->item, key->of, report->language);
}

static const char *
theme_title(void *context, const char *id)
{
	const struct report *report = context;

	return config_theme_title(&report->config, id);
}

/* A reader that stopped has said why in report->result. */
static int
make_pages(struct report *report, struct office *office, int32_t since,
    struct err *err)
{
	struct office_counts counts = {0};
	int result = office_counts(office, &counts, err);

	report->total = counts.summaries;
	if (result == OK)
		result = office_units(office, add_unit, report, err);
	if (result == OK)
		result = office_summaries(
		    office, since, false, add_summary, report, err);
	if (report->shown)
		fputs("\r\033[K", stderr);
	if (result == OK && report->result == OK)
		office_pages_end(report->pages);
	return report->result < 0 ? report->result : result;
}

/* --- the command --- */

/* The office has no store of a unit to ask: shipped words, or those of a
 * configuration that it was given. */
static int
load_words(struct report *report, const struct cli *cli, struct err *err)
{
	struct buf faults = BUF_INIT;
	int result = OK;

	if (cli->config)
		result =
		    config_load(&report->config, cli->config, &faults, err);
	else
		config_shipped(&report->config);
	if (faults.len > 0)
		fputs(buf_text(&faults), stderr);
	buf_done(&faults);
	return result;
}

static void
tell(const struct report *report, const struct cli *cli)
{
	if (cli->json)
		json_print(json_pack("{s:i,s:s}", "pages", report->count,
		               "output", report->folder),
		    "huddle-office-report/1");
	else
		printf(ngettext("%d page in %s; begin with index.html.\n",
		           "%d pages in %s; begin with index.html.\n",
		           (unsigned long)report->count),
		    report->count, report->folder);
}

static int
run(struct report *report, const struct cli *cli, struct office *office,
    int32_t since, struct err *err)
{
	const char *language = i18n_wanted();
	struct office_pages_plan plan = {
	    .organization = office_organization(office),
	    .language = language ? language : "en",
	    .today = office_today(),
	    .quiet_days = OFFICE_QUIET_DAYS,
	    .cut = cut_words,
	    .theme = theme_title,
	    .page = keep_page,
	    .context = report,
	};
	struct timespec begun;
	int result = load_words(report, cli, err);

	clock_gettime(CLOCK_MONOTONIC, &begun);
	report->begun = begun.tv_sec;
	if (result == OK && report->config.instrument_count > 0)
		report->language = instrument_language(
		    &report->config.instruments[0], plan.language);
	if (result == OK)
		result = begin_folder(report, err);
	if (result < 0)
		return result;
	report->pages = office_pages_new(&plan);
	result = make_pages(report, office, since, err);
	if (result == OK)
		result = put_in_place(report, err);
	if (result == OK)
		tell(report, cli);
	office_pages_free(report->pages);
	return result;
}

int
cmd_office_report(const struct cli *cli, struct err *err)
{
	struct report report = {
	    .folder = cli->option[OPTION_OUTPUT], .err = err};
	struct office *office;
	int32_t since = DATE_NONE;
	int result;

	if (!report.folder || !report.folder[0])
		return err_set(
		    err, ERR_USAGE, _("--output DIR tells where the pages go"));
	if (cli->option[OPTION_SINCE] &&
	    !date_parse(cli->option[OPTION_SINCE], &since))
		return err_set(err, ERR_USAGE,
		    _("--since %s: expected a day like 2026-11-24"),
		    cli->option[OPTION_SINCE]);
	result = office_cli_open(cli, &office, err);
	if (result < 0)
		return result;
	result = run(&report, cli, office, since, err);
	end_folder(&report);
	config_done(&report.config);
	office_close(office);
	return result;
}
