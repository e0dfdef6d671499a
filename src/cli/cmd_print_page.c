/*
 * huddle print board, card, worked: what became of what was said, for the
 * wall; the page of a card that goes up; what worked, for other units.
 */
#include <stdio.h>

#include "cli/ask.h"
#include "db/repo_action.h"
#include "report/page.h"
#include "util/i18n.h"

#define LINES_MOST 1000

/* Opens the store and says whose page it is; the app is open on success. */
static int
begin(
    const struct cli *cli, struct app *app, struct page *page, struct err *err)
{
	int result;

	if (cli->json)
		return err_set(err, ERR_USAGE,
		    _("this makes plain text, or with --html a page for a "
		      "browser; it takes no --json"));
	result = app_open(app, cli->config, cli->store, APP_START_ALL, err);
	if (result < 0)
		return result;
	*page = (struct page){
	    .unit = app->config.unit_name,
	    .language = app_language(app),
	    .today = app_shift(app).day,
	    .html = cli->option[0] != NULL,
	};
	result = app_allow(app, ACT_LOOK, err);
	if (result < 0)
		app_close(app);
	return result;
}

static void
print(struct buf *text)
{
	fputs(buf_text(text), stdout);
	buf_done(text);
}

int
cmd_print_board(const struct cli *cli, struct err *err)
{
	struct app app;
	struct page page;
	struct said *said;
	struct buf text = BUF_INIT;
	int32_t since;
	int count, waiting;
	int result = begin(cli, &app, &page, err);

	if (result < 0)
		return result;
	since = page.today - app.config.board.news_days;
	result =
	    said_list(app.db, since, LINES_MOST, &said, &count, &waiting, err);
	if (result == OK) {
		page_board(&page, said, count, waiting, since,
		    said_minutes(said, count), &text);
		said_list_done(said, count);
		print(&text);
	}
	app_close(&app);
	return result;
}

static bool
any_result(const struct action *action)
{
	for (int i = 0; i < action_cycles(action); i++)
		if (action->cycles[i].outcome != OUTCOME_OPEN)
			return true;
	return false;
}

/* A card's page by `make`; `worked` needs a test with a result. */
static int
print_card(const struct cli *cli, bool worked,
    void (*make)(
        const struct page *, const struct action *, const char *, struct buf *),
    struct err *err)
{
	struct app app;
	struct page page;
	struct action action;
	struct note note;
	struct buf text = BUF_INIT;
	int64_t id;
	int result = ask_card(cli->words[0], &id, err);

	if (result == OK)
		result = begin(cli, &app, &page, err);
	if (result < 0)
		return result;
	action_init(&action);
	note_init(&note);
	result = action_get(app.db, id, &action, err);
	if (result == OK && action.id == 0)
		result = err_set(err, ERR_UNAVAILABLE,
		    _("There is no card %lld. \"huddle action list\" shows "
		      "which there are."),
		    (long long)id);
	else if (result == OK && worked && !any_result(&action))
		result = err_set(err, ERR_UNAVAILABLE,
		    _("Card %lld has no test with a result yet. \"huddle "
		      "action result %lld\" tells one."),
		    (long long)id, (long long)id);
	if (result == OK && action.note[0])
		result = note_get(app.db, action.note, &note, err);
	if (result == OK) {
		page.source = note.id[0] ? &note : NULL;
		make(&page, &action,
		    config_theme_title(&app.config, action.theme), &text);
		print(&text);
	}
	note_done(&note);
	action_done(&action);
	app_close(&app);
	return result;
}

int
cmd_print_card(const struct cli *cli, struct err *err)
{
	return print_card(cli, false, page_card, err);
}

int
cmd_print_worked(const struct cli *cli, struct err *err)
{
	return print_card(cli, true, page_worked, err);
}
