/*
 * huddle note answer, metoo, merge, redact.
 */
#include "cli/ask.h"
#include "cli/cli.h"
#include "util/i18n.h"

/* A request about the note that the first word names, with a text. */
static int
ask_about(const struct cli *cli, struct request *request,
    enum request_text which, const char *text, struct err *err)
{
	int result = ask_note(cli->words[0], request->note, err);

	if (text)
		request_text(request, which, text);
	if (result == OK)
		result = ask(cli, request, err);
	request_done(request);
	return result;
}

int
cmd_note_answer(const struct cli *cli, struct err *err)
{
	struct request request;

	request_init(&request, cli->option[0] ? REQUEST_CANT : REQUEST_ANSWER);
	return ask_about(cli, &request, TEXT_ANSWER, cli->words[1], err);
}

int
cmd_note_metoo(const struct cli *cli, struct err *err)
{
	struct request request;

	request_init(&request, REQUEST_METOO);
	return ask_about(cli, &request, TEXT_ANSWER, NULL, err);
}

int
cmd_note_merge(const struct cli *cli, struct err *err)
{
	struct request request;

	request_init(&request, REQUEST_MERGE);
	if (ask_note(cli->words[1], request.other, err) < 0)
		return ERR_USAGE;
	return ask_about(cli, &request, TEXT_ANSWER, NULL, err);
}

int
cmd_note_redact(const struct cli *cli, struct err *err)
{
	struct request request;

	if (!cli->option[0])
		return err_set(err, ERR_USAGE,
		    _("note redact needs a reason: --reason TEXT"));
	request_init(&request, REQUEST_REDACT);
	return ask_about(cli, &request, TEXT_REASON, cli->option[0], err);
}
