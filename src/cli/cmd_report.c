/*
 * huddle report: the staff room's page, from the unit's own store.
 *
 * The file is written beside and renamed, so that there is a whole page at any
 * time. What stands under its name is replaced only if it is such a page.
 */
#include <libintl.h>
#include <stdio.h>
#include <stdlib.h>

#include "app_trend.h"
#include "cli/cli.h"
#include "cli/json.h"
#include "db/repo_action.h"
#include "report/trend_page.h"
#include "util/file.h"
#include "util/i18n.h"
#include "util/mem.h"

#define LINES_MOST 1000
#define PAGE_MOST (64 << 20)

enum { OPTION_OUTPUT, OPTION_WEEKS, OPTION_REPLACE };

/* What the page lends from. */
struct report {
	struct app_trends trends;
	struct trend_page_line *lines;
	struct said *said;
	struct trend_page_contact *contacts;
	char *peers[CONTACTS_MAX]; /* their titles */
	struct trend_page page;
};

static int
check_there(const char *path, struct err *err)
{
	struct buf there = BUF_INIT;
	int result = OK;

	if (file_exists(path) &&
	    (file_read(path, PAGE_MOST, &there, NULL) < 0 ||
	        !trend_page_is_one(buf_text(&there))))
		result = err_set(err, ERR_CREATE,
		    _("%s is there already and is no page of this command. It "
		      "is left as it is; give another name, or --replace."),
		    path);
	buf_done(&there);
	return result;
}

static void
add_lines(struct report *report)
{
	const struct app_trends *trends = &report->trends;

	report->lines =
	    mem_new((size_t)trends->count + 1, sizeof(*report->lines));
	for (int i = 0; i < trends->count; i++)
		report->lines[i] = (struct trend_page_line){
		    trends->list[i].trend, trends->list[i].texts,
		    trends->list[i].sentence, trends->list[i].runs};
}

static void
add_contact(struct trend_page_contact *to, const char *title,
    const struct contact *from)
{
	*to = (struct trend_page_contact){title, from->reach,
	    from->when ? from->when : "", from->about ? from->about : ""};
}

/* Peer supporters by name, and what they are. */
static void
add_contacts(const struct config *config, struct report *report)
{
	int count = config->contact_count;

	report->contacts =
	    mem_new((size_t)count + (size_t)config->peer_count + 1,
	        sizeof(*report->contacts));
	for (int i = 0; i < count; i++)
		add_contact(&report->contacts[i], config->contacts[i].title,
		    &config->contacts[i]);
	for (int i = 0; i < config->peer_count; i++) {
		report->peers[i] =
		    mem_printf(_("%s, peer supporter"), config->peers[i].title);
		add_contact(&report->contacts[count + i], report->peers[i],
		    &config->peers[i]);
	}
}

static int
gather(struct app *app, int weeks, struct report *report, struct err *err)
{
	struct trend_page *page = &report->page;
	int result = app_trends_read(app, weeks, &report->trends, err);

	*page = (struct trend_page){.unit = app->config.unit_name,
	    .language = app_language(app),
	    .today = app_shift(app).day,
	    .contact_count =
	        app->config.contact_count + app->config.peer_count};
	page->said_since = page->today - app->config.board.news_days;
	if (result == OK)
		result = said_list(app->db, page->said_since, LINES_MOST,
		    &report->said, &page->said_count, &page->waiting, err);
	if (result < 0)
		return result;
	add_lines(report);
	add_contacts(&app->config, report);
	page->span = report->trends.span;
	page->lines = report->lines;
	page->count = report->trends.count;
	page->notes = report->trends.notes;
	page->note_count = report->trends.note_count;
	page->fields = app->config.shift_fields;
	page->field_count = app->config.shift_field_count;
	page->weeks = report->trends.shifts;
	page->week_count = report->trends.shift_count;
	page->said = report->said;
	page->minutes = said_minutes(report->said, page->said_count);
	page->contacts = report->contacts;
	return OK;
}

static void
report_done(struct report *report)
{
	said_list_done(report->said, report->page.said_count);
	free(report->lines);
	free(report->contacts);
	for (int i = 0; i < CONTACTS_MAX; i++)
		free(report->peers[i]);
	app_trends_done(&report->trends);
}

static void
tell(const struct cli *cli, const struct report *report, int weeks)
{
	const char *path = cli->option[OPTION_OUTPUT];

	if (cli->json)
		json_print(json_pack("{s:s, s:i, s:i}", "output", path, "lines",
		               report->page.count, "weeks", weeks),
		    "huddle-report/1");
	else
		printf(_("The page is in %s.\n"), path);
}

static int
make_page(const struct cli *cli, struct app *app, int weeks, struct err *err)
{
	struct report report = {.lines = NULL};
	struct buf html = BUF_INIT;
	int result = gather(app, weeks, &report, err);

	if (result == OK) {
		trend_page_write(&report.page, &html);
		result = file_replace(cli->option[OPTION_OUTPUT], 0600,
		    buf_text(&html), html.len, err);
	}
	if (result == OK)
		tell(cli, &report, weeks);
	buf_done(&html);
	report_done(&report);
	return result;
}

int
cmd_report(const struct cli *cli, struct err *err)
{
	const char *path = cli->option[OPTION_OUTPUT];
	int64_t weeks = TREND_WEEKS;
	struct app app;
	int result = OK;

	if (!path || !path[0])
		return err_set(err, ERR_USAGE,
		    _("--output FILE tells where the page goes"));
	if (cli->option[OPTION_WEEKS])
		result = cli_number("--weeks", cli->option[OPTION_WEEKS], 1,
		    TREND_WEEKS_MAX, &weeks, err);
	if (result == OK && !cli->option[OPTION_REPLACE])
		result = check_there(path, err);
	if (result == OK)
		result =
		    app_open(&app, cli->config, cli->store, APP_START_ALL, err);
	if (result < 0)
		return result;
	result = app_allow(&app, ACT_LOOK, err);
	if (result == OK)
		result = make_page(cli, &app, (int)weeks, err);
	app_close(&app);
	return result;
}
