/*
 * huddle action list: the cards in the board's order.
 */
#include <stdio.h>
#include <string.h>

#include "cli/ask.h"
#include "cli/cli.h"
#include "cli/json.h"
#include "cli/marks.h"
#include "db/repo_action.h"
#include "util/i18n.h"
#include "util/utf8.h"

static int
parse_filter(
    const struct cli *cli, struct board_filter *filter, struct err *err)
{
	int result = OK;

	*filter = board_filter_all;
	if (cli->option[0])
		result = ask_name("--state", action_state_names, ACTION_STATES,
		    cli->option[0], &filter->state, err);
	if (result == OK && cli->option[1])
		result = ask_name("--tier", tier_names, TIERS, cli->option[1],
		    &filter->tier, err);
	filter->theme = cli->option[2];
	filter->owner = cli->option[3];
	if (cli->option[4])
		filter->marks |= MARK_OVERDUE;
	if (cli->option[5])
		filter->marks |= MARK_UNANSWERED;
	filter->match = cli->option[6];
	return result;
}

/* What the lines are made of, and how wide the marks are. */
struct table {
	const struct card *cards;
	const struct board *board;
	const struct board_rules *rules;
	int32_t today;
	int columns;
};

static const struct card *
row(const struct table *table, int i)
{
	return &table->cards[table->board->order[i]];
}

static void
print_line(const struct table *table, const struct card *card)
{
	struct buf marks = BUF_INIT, title = BUF_INIT;
	char due[DATE_TEXT_SIZE] = "-";

	marks_text(&marks, card_marks(card, table->rules, table->today));
	utf8_clean(&title, card->title, strlen(card->title));
	if (card->due != DATE_NONE)
		date_format(card->due, due);
	printf("%5lld  %-7s  %-10s  %-10s  %s%*s  %s\n", (long long)card->id,
	    action_state_names[card->state], tier_names[card->tier], due,
	    buf_text(&marks), table->columns - utf8_width(buf_text(&marks)), "",
	    buf_text(&title));
	buf_done(&title);
	buf_done(&marks);
}

static void
print_lines(struct table *table)
{
	for (int i = 0; i < table->board->count; i++) {
		struct buf marks = BUF_INIT;
		int columns;

		marks_text(&marks,
		    card_marks(row(table, i), table->rules, table->today));
		columns = utf8_width(buf_text(&marks));
		if (columns > table->columns)
			table->columns = columns;
		buf_done(&marks);
	}
	for (int i = 0; i < table->board->count; i++)
		print_line(table, row(table, i));
}

static void
print_json(const struct table *table)
{
	json_t *list = json_array();

	for (int i = 0; i < table->board->count; i++)
		json_array_append_new(
		    list, json_card(row(table, i), table->rules, table->today));
	json_print(json_pack("{s:o}", "actions", list), "huddle-actions/1");
}

static int
print_cards(struct app *app, const struct board_filter *filter, bool json,
    struct err *err)
{
	struct table table = {
	    .rules = &app->config.board, .today = app_shift(app).day};
	struct card *cards;
	struct board board;
	int count;
	int result = action_cards(app->db, &cards, &count, err);

	if (result < 0)
		return result;
	board_arrange(&board, cards, count, filter, SORT_URGENT, table.rules,
	    table.today);
	table.cards = cards;
	table.board = &board;
	if (json)
		print_json(&table);
	else
		print_lines(&table);
	board_done(&board);
	card_list_done(cards, count);
	return OK;
}

int
cmd_action_list(const struct cli *cli, struct err *err)
{
	struct board_filter filter;
	struct app app;
	int result = parse_filter(cli, &filter, err);

	if (result == OK)
		result =
		    app_open(&app, cli->config, cli->store, APP_START_ALL, err);
	if (result < 0)
		return result;
	result = app_allow(&app, ACT_LOOK, err);
	if (result == OK && filter.theme)
		result = ask_theme(&app.config, filter.theme, err);
	if (result == OK)
		result = print_cards(&app, &filter, cli->json, err);
	app_close(&app);
	return result;
}
