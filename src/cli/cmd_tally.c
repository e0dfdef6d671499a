/*
 * huddle round tally: a round that was counted on paper. It is drawn and kept
 * like any round, marked as paper.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_tell.h"
#include "app_words.h"
#include "cli/cli.h"
#include "cli/cmd_round.h"
#include "cli/input.h"
#include "db/repo_release.h"
#include "util/crypt.h"
#include "util/i18n.h"

struct sheet {
	struct input input;
	int32_t day;
	int64_t headcount;
	int64_t checkins;
	const struct instrument *instrument; /* of the first line's item */
	struct form form;
	struct tally tally;
	bool given[QUESTIONS_MAX];
};

/* The instrument that asks an item. */
static const struct instrument *
instrument_of(const struct config *config, const char *item)
{
	(void)config_whole(config, NULL);
	for (int i = 0; i < config->instrument_count; i++)
		if (instrument_item(&config->instruments[i], item))
			return &config->instruments[i];
	return NULL;
}

/* The form of the paper: items only, since slips that are counted item by
 * item have no scores. */
static int
begin_form(struct sheet *sheet, const struct config *config, const char *id,
    int line, struct err *err)
{
	int result;

	sheet->instrument = instrument_of(config, id);
	if (!sheet->instrument)
		return err_set(err, ERR_DATA,
		    _("line %d: no instrument has that item"), line);
	if (sheet->instrument->rotate)
		return form_add_item(&sheet->form, sheet->instrument,
		    (int)(instrument_item(sheet->instrument, id) -
		          sheet->instrument->items),
		    err);
	result = form_add(&sheet->form, sheet->instrument, err);
	sheet->form.question_count = form_items(&sheet->form);
	return result;
}

/* C1,C2,... into the counts of a question. */
static int
parse_counts(const char *text, const struct question *question,
    uint32_t *counts, int line, struct err *err)
{
	for (int answer = 1; answer <= question->answer_count; answer++) {
		char *end;
		unsigned long count;

		count = strtoul(text, &end, 10);
		if (*text < '0' || *text > '9' || count > TALLY_MAX ||
		    *end != (answer < question->answer_count ? ',' : '\0'))
			return err_set(err, ERR_DATA,
			    _("line %d: \"%s\" takes %d counts by commas, one "
			      "for each answer"),
			    line, question->id, question->answer_count);
		counts[answer] = (uint32_t)count;
		text = end + 1;
	}
	return OK;
}

static int
parse_line(struct sheet *sheet, const struct config *config, struct err *err)
{
	struct input *input = &sheet->input;
	const char *id = input->text;
	char *equals = strchr(input->text, '=');
	int item;

	if (!equals)
		return err_set(err, ERR_DATA,
		    _("line %d: expected ITEM=COUNT,COUNT,..."), input->line);
	*equals = '\0';
	if (!sheet->instrument) {
		int result = begin_form(sheet, config, id, input->line, err);

		if (result < 0)
			return result;
	}
	item = form_find(&sheet->form, id);
	if (item < 0)
		return err_set(err, ERR_DATA,
		    _("line %d: \"%s\" has no such item"), input->line,
		    sheet->instrument->id);
	if (sheet->given[item])
		return err_set(err, ERR_DATA,
		    _("line %d: \"%s\" is there twice"), input->line, id);
	sheet->given[item] = true;
	return parse_counts(equals + 1, &sheet->form.questions[item],
	    sheet->tally.counts[item], input->line, err);
}

static int
read_sheet(struct sheet *sheet, const struct config *config, struct err *err)
{
	struct input *input = &sheet->input;
	int got, result = OK;

	while (result == OK && (got = input_line(input, err)) != 0) {
		result = got < 0 ? got : OK;
		if (result == OK && input->text[0] != '\0')
			result = parse_line(sheet, config, err);
	}
	if (result == OK && !sheet->instrument)
		result = err_set(err, ERR_DATA,
		    _("standard input was empty: expected ITEM=COUNT,... "
		      "lines"));
	if (result == OK)
		result = tally_complete(&sheet->form, &sheet->tally,
		    (uint32_t)sheet->checkins, err);
	input_done(input);
	return result;
}

/* --date, --headcount, --checkins: all needed. */
static int
parse_options(const struct cli *cli, struct sheet *sheet, struct err *err)
{
	int result;

	if (!cli->option[0] || !cli->option[1] || !cli->option[2])
		return err_set(err, ERR_USAGE,
		    _("round tally needs --date DATE --headcount N "
		      "--checkins N"));
	if (cli->word_count && strcmp(cli->words[0], "-") != 0)
		return err_set(err, ERR_USAGE,
		    _("counts come from standard input: huddle round tally "
		      "... -"));
	if (!date_parse(cli->option[0], &sheet->day))
		return err_set(err, ERR_DATA,
		    _("--date %s: expected a day like 2026-11-24"),
		    cli->option[0]);
	result = cli_number("--headcount", cli->option[1], 0, TALLY_MAX,
	    &sheet->headcount, err);
	if (result == OK)
		result = cli_number("--checkins", cli->option[2], 1, TALLY_MAX,
		    &sheet->checkins, err);
	return result;
}

/* Noon of a day that is over lies in its day shift. */
static int
record(struct app *app, const struct sheet *sheet, struct round *round,
    struct err *err)
{
	struct civil wall;
	int result;

	app_wall(&wall);
	if (sheet->day > wall.day)
		return err_set(err, ERR_DATA,
		    _("--date lies in the future; nothing was kept"));
	result = app_words_keep(app->db, sheet->instrument, err);
	if (result < 0)
		return result;
	*round = (struct round){
	    .kind = sheet->instrument->cadence == CADENCE_HUDDLE ? ROUND_HUDDLE
	                                                         : ROUND_WALKUP,
	    .shift = {sheet->day, SHIFT_DAY},
	    .opened = (time_t)sheet->day * 86400 + 43200,
	    .paper = true,
	    .epsilon_milli = app->config.epsilon_milli,
	    .checkins = (int32_t)sheet->checkins,
	    .headcount =
	        (int32_t)(sheet->headcount > sheet->checkins ? sheet->headcount
	                                                     : sheet->checkins),
	    .form = sheet->form};
	snprintf(round->instrument, ID_SIZE, "%s", sheet->instrument->id);
	return round_enter(app->db, &app->keys, round, &sheet->tally, err);
}

/* The sheet may have been in the store that was lost, and released from it. */
static void
tell_restored(struct app *app, int32_t day)
{
	int32_t to;

	if (release_restored(app->db, &to, NULL) == OK && day <= to)
		app_tell(
		    _("This store was restored, and may have released that day "
		      "before: the sheet is shown here, and in no release."));
}

int
cmd_round_tally(const struct cli *cli, struct err *err)
{
	struct sheet *sheet = crypt_secret_new(sizeof(*sheet));
	struct round round;
	struct app app;
	int result = parse_options(cli, sheet, err);

	if (result == OK)
		result =
		    app_open(&app, cli->config, cli->store, APP_START_ALL, err);
	if (result < 0) {
		crypt_secret_free(sheet);
		return result;
	}
	result = app_allow(&app, ACT_ROUND_TALLY, err);
	if (result == OK)
		result = read_sheet(sheet, &app.config, err);
	if (result == OK)
		result = record(&app, sheet, &round, err);
	if (result == OK) {
		app_tell(err->text);
		tell_restored(&app, sheet->day);
		result = round_print(&app, &round, cli->json, err);
	}
	app_close(&app);
	crypt_secret_free(sheet);
	return result;
}
