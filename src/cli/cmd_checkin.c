/*
 * huddle checkin: people's answers from standard input into the open box, one
 * check-in saved before the next is read. Answers are never printed and never
 * stand on a command line.
 */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/cmd_round.h"
#include "cli/input.h"
#include "cli/json.h"
#include "util/buf.h"
#include "util/crypt.h"
#include "util/i18n.h"

/* One person's lines so far. */
struct block {
	struct response response;
	bool given[QUESTIONS_MAX];
	bool any;
};

/* All that is read from people: it stands in secret memory. */
struct reading {
	struct input input;
	struct block block;
};

/* What was typed may be an answer and is never repeated: what was expected is
 * told. */
static int
no_item(const struct form *form, int line, struct err *err)
{
	struct buf ids = BUF_INIT;
	int result;

	for (int i = 0; i < form_items(form); i++)
		buf_addf(&ids, "%s%s", i ? ", " : "", form->questions[i].id);
	result = err_set(err, ERR_DATA,
	    _("line %d: no item of this box; expected one of: %s"), line,
	    buf_text(&ids));
	buf_done(&ids);
	return result;
}

/* ITEM=ANSWER into the block. */
static int
parse_line(const struct form *form, struct reading *reading, struct err *err)
{
	struct input *input = &reading->input;
	struct block *block = &reading->block;
	char *equals = strchr(input->text, '=');
	const struct question *question;
	int item, answer;

	if (!equals)
		return err_set(err, ERR_DATA,
		    _("line %d: expected ITEM=ANSWER"), input->line);
	*equals = '\0';
	item = form_find(form, input->text);
	if (item < 0 || form->questions[item].score)
		return no_item(form, input->line, err);
	question = &form->questions[item];
	if (block->given[item])
		return err_set(err, ERR_DATA,
		    _("line %d: \"%s\" is answered twice"), input->line,
		    question->id);
	answer = equals[1] - '0';
	if (equals[1] == '\0' || equals[2] != '\0' || answer < 1 ||
	    answer > question->answer_count)
		return err_set(err, ERR_DATA,
		    _("line %d: \"%s\" takes one answer from 1 to %d"),
		    input->line, question->id, question->answer_count);
	block->response.answers[item] = (uint8_t)answer;
	block->given[item] = true;
	block->any = true;
	return OK;
}

static int
save(struct app *app, const struct round *round, struct block *block, bool json,
    struct err *err)
{
	int32_t checkins;
	int result = round_checkin(
	    app->db, &app->keys, round->id, &block->response, &checkins, err);

	crypt_wipe(block, sizeof(*block));
	if (result == OK && !json) {
		puts(_("saved"));
		fflush(stdout);
	}
	return result;
}

/* All of standard input; *saved counts also when it ends in a fault. */
static int
read_blocks(struct app *app, const struct round *round, bool json, int *saved,
    struct err *err)
{
	struct reading *reading = crypt_secret_new(sizeof(*reading));
	struct input *input = &reading->input;
	struct block *block = &reading->block;
	int got, result = OK;

	while (result == OK && (got = input_line(input, err)) != 0) {
		result = got < 0 ? got : OK;
		if (result == OK && input->text[0] != '\0') {
			result = parse_line(&round->form, reading, err);
		} else if (result == OK && block->any) {
			result = save(app, round, block, json, err);
			*saved += result == OK;
		}
	}
	if (result == OK && block->any) {
		result = save(app, round, block, json, err);
		*saved += result == OK;
	}
	crypt_secret_free(reading);
	return result;
}

int
cmd_checkin(const struct cli *cli, struct err *err)
{
	struct round round;
	struct app app;
	int saved = 0;
	int result;

	if (cli->word_count && strcmp(cli->words[0], "-") != 0)
		return err_set(err, ERR_USAGE,
		    _("answers come from standard input, never from the "
		      "command line: huddle checkin -"));
	result = app_open(&app, cli->config, cli->store, APP_START_ALL, err);
	if (result < 0)
		return result;
	result = app_allow(&app, ACT_CHECK_IN, err);
	if (result == OK)
		result = round_choose(&app, cli->option[0], &round, err);
	if (result == OK && round.form.question_count == 0)
		result = err_set(err, ERR_UNAVAILABLE,
		    _("the questions of this box cannot be read; end it with: "
		      "huddle round void --reason TEXT"));
	if (result == OK)
		result = read_blocks(&app, &round, cli->json, &saved, err);
	if (result == ERR_DATA) {
		struct err first = *err;

		err_set(err, result,
		    ngettext("%.900s. This check-in was not saved; %d before "
		             "it was.",
		        "%.900s. This check-in was not saved; %d before it "
		        "were.",
		        (unsigned long)saved),
		    first.text, saved);
	}
	if (result == OK && saved == 0)
		result = err_set(err, ERR_DATA,
		    _("standard input was empty: nothing was saved"));
	if (result == OK && cli->json)
		json_print(
		    json_pack("{s:i}", "saved", saved), "huddle-checkin/1");
	app_close(&app);
	return result;
}
