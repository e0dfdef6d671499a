/*
 * huddle action add, move, edit, escalate, respond, approve, pdsa, result:
 * what is said of a card becomes one request.
 */
#include <string.h>

#include "cli/ask.h"
#include "cli/cli.h"
#include "util/i18n.h"

/* Which text each of a command's first options is. */
static void
take_options(const struct cli *cli, struct request *request,
    const enum request_text *texts, int count)
{
	for (int i = 0; i < count; i++)
		if (cli->option[i])
			request_text(request, texts[i], cli->option[i]);
}

/* The request is about the card of the first word. */
static int
ask_about(const struct cli *cli, struct request *request, struct err *err)
{
	int result = ask_card(cli->words[0], &request->action, err);

	if (result == OK)
		result = ask(cli, request, err);
	request_done(request);
	return result;
}

int
cmd_action_add(const struct cli *cli, struct err *err)
{
	static const enum request_text texts[] = {
	    TEXT_THEME, TEXT_OWNER, TEXT_DUE, TEXT_SIZE, TEXT_AIM};
	const char *tier = cli->option[5], *note = cli->option[6];
	struct request request;
	int result = OK;

	if (cli->word_count == 0 && !note)
		return err_set(err, ERR_USAGE,
		    _("action add needs a title, or --note ID whose words "
		      "are one"));
	request_init(&request, REQUEST_ADD);
	take_options(cli, &request, texts, 5);
	if (cli->word_count)
		request_text(&request, TEXT_TITLE, cli->words[0]);
	if (tier)
		result = ask_name(
		    "--tier", tier_names, TIERS, tier, &request.tier, err);
	if (result == OK && note)
		result = ask_note(note, request.note, err);
	if (result == OK)
		result = ask(cli, &request, err);
	request_done(&request);
	return result;
}

int
cmd_action_move(const struct cli *cli, struct err *err)
{
	static const enum request_text texts[] = {TEXT_REASON};
	struct request request;

	request_init(&request, REQUEST_MOVE);
	if (ask_name("STATE", action_state_names, ACTION_STATES, cli->words[1],
	        &request.state, err) < 0)
		return ERR_DATA;
	if (request.state == ACTION_CLOSED && !cli->option[0])
		return err_set(err, ERR_USAGE,
		    _("closing a card needs a reason: --reason TEXT"));
	take_options(cli, &request, texts, 1);
	return ask_about(cli, &request, err);
}

int
cmd_action_edit(const struct cli *cli, struct err *err)
{
	static const enum request_text texts[] = {
	    TEXT_TITLE, TEXT_THEME, TEXT_OWNER, TEXT_DUE, TEXT_SIZE, TEXT_AIM};
	struct request request;
	bool any = false;

	for (int i = 0; i < 6; i++)
		any = any || cli->option[i];
	if (!any)
		return err_set(err, ERR_USAGE,
		    _("action edit needs something to change, such as --due "
		      "TEXT; see huddle help action edit"));
	request_init(&request, REQUEST_EDIT);
	take_options(cli, &request, texts, 6);
	return ask_about(cli, &request, err);
}

int
cmd_action_escalate(const struct cli *cli, struct err *err)
{
	static const enum request_text texts[] = {TEXT_REASON};
	struct request request;

	if (!cli->option[0])
		return err_set(err, ERR_USAGE,
		    _("action escalate needs a reason: --reason TEXT"));
	request_init(&request, REQUEST_ESCALATE);
	take_options(cli, &request, texts, 1);
	return ask_about(cli, &request, err);
}

int
cmd_action_respond(const struct cli *cli, struct err *err)
{
	struct request request;

	request_init(&request, REQUEST_RESPOND);
	if (cli->option[0] && ask_name("--tier", tier_names, TIERS,
	                          cli->option[0], &request.tier, err) < 0)
		return ERR_DATA;
	request_text(&request, TEXT_ANSWER, cli->words[1]);
	return ask_about(cli, &request, err);
}

int
cmd_action_approve(const struct cli *cli, struct err *err)
{
	struct request request;

	request_init(&request, REQUEST_APPROVE);
	return ask_about(cli, &request, err);
}

int
cmd_action_pdsa(const struct cli *cli, struct err *err)
{
	static const enum request_text texts[] = {
	    TEXT_PLAN, TEXT_PREDICTION, TEXT_MEASURE, TEXT_BEFORE};
	struct request request;

	if (!cli->option[0] || !cli->option[1])
		return err_set(err, ERR_USAGE,
		    _("action pdsa needs --plan TEXT --predict TEXT"));
	request_init(&request, REQUEST_PLAN);
	take_options(cli, &request, texts, 4);
	return ask_about(cli, &request, err);
}

int
cmd_action_result(const struct cli *cli, struct err *err)
{
	struct request request;

	if (!cli->option[0])
		return err_set(err, ERR_USAGE,
		    _("action result needs --outcome adopt, adapt or "
		      "abandon"));
	request_init(&request, REQUEST_RESULT);
	if (ask_name("--outcome", outcome_names, OUTCOMES, cli->option[0],
	        &request.outcome, err) < 0)
		return ERR_DATA;
	request_text(&request, TEXT_RESULT, cli->words[1]);
	if (cli->option[1])
		request_text(&request, TEXT_AFTER, cli->option[1]);
	return ask_about(cli, &request, err);
}
