/*
 * huddle action show, history: everything of one card.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/ask.h"
#include "cli/cli.h"
#include "cli/json.h"
#include "cli/marks.h"
#include "db/repo_action.h"
#include "util/i18n.h"
#include "util/utf8.h"

#define LABEL_COLUMNS 12
#define TEXT_COLUMNS 62
#define TITLE_COLUMNS 78

/* "    owner        Kim", wrapped; nothing of an empty text. */
static void
print_field(const char *label, const char *text)
{
	struct buf safe = BUF_INIT;
	const char *line, *rest;
	size_t len;

	utf8_clean(&safe, text, strlen(text));
	rest = line = buf_text(&safe);
	while ((len = utf8_wrap(line, TEXT_COLUMNS, &rest)) > 0) {
		printf("    %s%*s %.*s\n", label,
		    LABEL_COLUMNS - utf8_width(label), "", (int)len, line);
		label = "";
		line = rest;
	}
	buf_done(&safe);
}

static void
print_title(const struct action *action)
{
	struct buf title = BUF_INIT, safe = BUF_INIT;
	const char *line, *rest;
	size_t len;

	buf_addf(
	    &title, _("card %lld: %s"), (long long)action->id, action->title);
	utf8_clean(&safe, buf_text(&title), title.len);
	rest = line = buf_text(&safe);
	while ((len = utf8_wrap(line, TITLE_COLUMNS, &rest)) > 0) {
		printf("%.*s\n", (int)len, line);
		line = rest;
	}
	buf_done(&safe);
	buf_done(&title);
}

static void
print_day(const char *label, int32_t day)
{
	char date[DATE_TEXT_SIZE];

	if (day == DATE_NONE)
		return;
	date_format(day, date);
	print_field(label, date);
}

static void
print_head(
    const struct app *app, const struct action *action, const char *marks)
{
	char metoo[32] = "";

	print_title(action);
	if (action->metoo)
		snprintf(metoo, sizeof(metoo), "%d", action->metoo);
	print_field(_("state"), _(action_state_titles[action->state]));
	print_day(_("since"), action->since);
	print_field(_("marks"), marks);
	print_field(_("with"), _(tier_titles[action->tier]));
	print_field(
	    _("theme"), config_theme_title(&app->config, action->theme));
	print_field(_("owner"), action->owner);
	print_day(_("due"), action->due);
	if (action->size != SIZE_NONE)
		print_field(_("size"), _(action_size_titles[action->size]));
	print_field(_("aim"), action->aim);
	print_field(_("reason"), action->reason);
	print_field(_("note"), action->note);
	print_field(_("me too"), metoo);
	print_day(_("raised"), action->raised);
	print_day(_("ended"), action->ended);
	print_day(_("approved"), action->approved);
}

static void
print_responses(const struct action *action)
{
	for (int i = 0; i < TIERS; i++) {
		const struct reply *response = &action->responses[i];

		if (response->asked == DATE_NONE)
			continue;
		printf("\n  %s\n", _(tier_titles[i]));
		print_day(_("asked"), response->asked);
		print_field(_("reason"), response->reason);
		if (response->answered == DATE_NONE)
			print_field(_("answered"), _("not yet"));
		print_day(_("answered"), response->answered);
		print_field(_("answer"), response->answer);
	}
}

static void
print_cycles(const struct action *action)
{
	for (int i = 0; i < action_cycles(action); i++) {
		const struct cycle *cycle = &action->cycles[i];

		putchar('\n');
		printf(_("  test %d\n"), i + 1);
		print_day(_("begun"), cycle->begun);
		print_field(_("plan"), cycle->plan);
		print_field(_("prediction"), cycle->prediction);
		print_field(_("measure"), cycle->measure);
		print_field(_("before"), cycle->before);
		print_field(_("after"), cycle->after);
		print_day(_("ended"), cycle->ended);
		print_field(_("result"), cycle->result);
		if (cycle->outcome != OUTCOME_OPEN)
			print_field(
			    _("outcome"), _(outcome_titles[cycle->outcome]));
	}
}

static void
print_card(struct app *app, const struct action *action, bool json)
{
	const struct board_rules *rules = &app->config.board;
	int32_t today = app_shift(app).day;
	struct buf marks = BUF_INIT;
	struct card card;

	if (json) {
		json_print(
		    json_action(action, rules, today), "huddle-action/1");
		return;
	}
	card_of(&card, action);
	marks_text(&marks, card_marks(&card, rules, today));
	card_done(&card);
	print_head(app, action, buf_text(&marks));
	print_responses(action);
	print_cycles(action);
	buf_done(&marks);
}

int
cmd_action_show(const struct cli *cli, struct err *err)
{
	struct action action;
	struct app app;
	int64_t id;
	int result = ask_card(cli->words[0], &id, err);

	if (result == OK)
		result =
		    app_open(&app, cli->config, cli->store, APP_START_ALL, err);
	if (result < 0)
		return result;
	action_init(&action);
	result = app_allow(&app, ACT_LOOK, err);
	if (result == OK)
		result = action_get(app.db, id, &action, err);
	if (result == OK && action.id == 0)
		result = err_set(err, ERR_UNAVAILABLE,
		    _("There is no card %lld."), (long long)id);
	if (result == OK)
		print_card(&app, &action, cli->json);
	action_done(&action);
	app_close(&app);
	return result;
}

/* Of which tier or test, where a card has several of the field. */
static void
add_slot(struct buf *out, const struct revision_event *event)
{
	int slots = action_record.fields[event->field].slots;

	if (slots == TIERS)
		buf_addf(out, "%s: ", _(tier_titles[event->at]));
	else if (slots > 1)
		buf_addf(out, _("test %d: "), event->at + 1);
}

/* That a card is there once it was added goes without saying. */
static bool
is_plain(const struct revision_event *event)
{
	return event->kind == REQUEST_ADD &&
	       event->field == record_field(&action_record, "removed");
}

static void
print_event(const struct revision_event *event)
{
	struct buf line = BUF_INIT, safe = BUF_INIT;
	char date[DATE_TEXT_SIZE];

	if (is_plain(event))
		return;
	date_format(event->day, date);
	buf_addf(&line, "%s  %s  ", date, _(revision_titles[event->kind]));
	add_slot(&line, event);
	buf_addf(&line, "%s: %s -> %s", _(action_field_title(event->field)),
	    event->before[0] ? event->before : "-",
	    event->after[0] ? event->after : "-");
	utf8_clean(&safe, buf_text(&line), line.len);
	puts(buf_text(&safe));
	buf_done(&safe);
	buf_done(&line);
}

static void
print_history(int64_t id, const struct revision_event *events, int count)
{
	json_t *list = json_array();

	for (int i = 0; i < count; i++)
		json_array_append_new(list, json_event(&events[i]));
	json_print(
	    json_pack("{s:I, s:o}", "action", (json_int_t)id, "events", list),
	    "huddle-history/1");
}

int
cmd_action_history(const struct cli *cli, struct err *err)
{
	struct revision_event *events;
	struct app app;
	int64_t id;
	int count;
	int result = ask_card(cli->words[0], &id, err);

	if (result == OK)
		result =
		    app_open(&app, cli->config, cli->store, APP_START_ALL, err);
	if (result < 0)
		return result;
	result = app_allow(&app, ACT_LOOK, err);
	if (result == OK)
		result = action_history(app.db, id, &events, &count, err);
	if (result == OK) {
		if (cli->json)
			print_history(id, events, count);
		for (int i = 0; !cli->json && i < count; i++)
			print_event(&events[i]);
		revision_event_list_done(events, count);
	}
	app_close(&app);
	return result;
}
