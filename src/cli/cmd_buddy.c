/*
 * huddle buddy join, leave, ask, connected, topic: what people do themselves.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_buddy_own.h"
#include "app_tell.h"
#include "app_topic.h"
#include "cli/ask.h"
#include "cli/buddies.h"
#include "cli/json.h"
#include "util/i18n.h"
#include "util/mem.h"
#include "util/utf8.h"

/* Says what was done, or with --json how everything stands now. */
static int
finish(struct app *app, const struct cli *cli, int result, struct buf *said,
    struct err *err)
{
	struct buf safe = BUF_INIT;

	if (result == OK && cli->json) {
		result = buddies_list(app, cli, err);
	} else if (result == OK) {
		utf8_clean(&safe, buf_text(said), said->len);
		puts(buf_text(&safe));
	}
	if (result == OK)
		app_tell(app->notice);
	buf_done(&safe);
	buf_done(said);
	app_close(app);
	return result;
}

/* --- Joining -------------------------------------------------------------- */

/* Options of buddy join, by their place in the table. */
enum { JOIN_ROLE, JOIN_SHIFTS, JOIN_WISH, JOIN_NOT_WITH };

/* All names of an option; one that is "" takes back what was told before, and
 * without the option that stays (-1). */
static int
take_names(const struct cli *cli, int option, struct buddy *person, int kind,
    struct err *err)
{
	const char *given[BUDDY_CHOICES_MAX];
	int count = cli_many(cli, option, given, BUDDY_CHOICES_MAX);
	bool none = count == 1 && given[0][0] == '\0';

	if (count > BUDDY_CHOICES_MAX)
		return err_set(err, ERR_USAGE,
		    _("%d names of a kind are the most; nothing was kept"),
		    BUDDY_CHOICES_MAX);
	for (int i = 0; i < count && !none; i++)
		person->choices[kind].names[i] = mem_copy(given[i]);
	person->choices[kind].count = none ? 0 : count == 0 ? -1 : count;
	return OK;
}

/* What is not told stays NULL, 0 or -1: app_buddy_join fills it in. */
static int
take_person(const struct cli *cli, struct buddy *person, struct err *err)
{
	int shifts = 0, result = OK;

	*person = (struct buddy){.name = mem_copy(cli->words[0]),
	    .role = mem_copy(cli->option[JOIN_ROLE])};
	if (cli->option[JOIN_SHIFTS])
		result = ask_name("--shifts", buddy_shift_names + 1, BUDDY_BOTH,
		    cli->option[JOIN_SHIFTS], &shifts, err);
	if (cli->option[JOIN_SHIFTS])
		person->shifts = (unsigned)shifts + 1;
	if (result == OK)
		result = take_names(cli, JOIN_WISH, person, BUDDY_WISH, err);
	if (result == OK)
		result =
		    take_names(cli, JOIN_NOT_WITH, person, BUDDY_NOT_WITH, err);
	return result;
}

/* A name that nobody has yet may be misspelt: whoever typed it should know. */
static int
tell_unknown(struct app *app, const struct cli *cli, struct err *err)
{
	struct app_buddies now;
	int result = app_buddies_read(app, &now, err);

	for (int i = 0; i < cli->many_count && result == OK; i++) {
		const char *name = cli->many[i].value;
		const struct buddy *found, *nearest;
		char text[ERR_TEXT_MAX];

		if (!name[0] || app_buddy_find(&now, name, &found, NULL) == OK)
			continue;
		nearest = app_buddy_nearest(&now, name);
		snprintf(text, sizeof(text),
		    nearest ? _("nobody called \"%s\" has joined yet; did you "
		                "mean \"%s\"? What you said counts once they "
		                "do")
		            : _("nobody called \"%s\" has joined yet; what you "
		                "said counts once they do"),
		    name, nearest ? nearest->name : "");
		app_tell(text);
	}
	if (result == OK)
		app_buddies_done(&now);
	return result;
}

int
cmd_buddy_join(const struct cli *cli, struct err *err)
{
	struct buf said = BUF_INIT;
	struct buddy person;
	struct app app;
	bool known;
	int result = take_person(cli, &person, err);

	if (result == OK)
		result = buddies_open(cli, &app, ACT_BUDDY, err);
	if (result < 0)
		goto out;
	result = app_buddy_join(&app, &person, &known, err);
	if (result == OK)
		result = tell_unknown(&app, cli, err);
	if (result == OK)
		buf_addf(&said,
		    known ? _("What %s told is changed.") : _("%s has joined."),
		    person.name);
	result = finish(&app, cli, result, &said, err);
out:
	buddy_done(&person);
	return result;
}

/* --- Leaving, asking, connecting ------------------------------------------ */

/* What became of the proposal, by enum buddy_came. */
static const char *const left_texts[] = {
    "",
    N_(" A new proposal, with as few changes as possible, waits for the "
       "coordinator."),
    N_(" The proposal that waits is changed, as little as possible."),
    N_(" The proposal that waited is gone: nothing needs it any more."),
};

int
cmd_buddy_leave(const struct cli *cli, struct err *err)
{
	struct buf said = BUF_INIT;
	struct app app;
	enum buddy_came came;
	int result = buddies_open(cli, &app, ACT_BUDDY, err);

	if (result < 0)
		return result;
	result = app_buddy_leave(&app, cli->words[0], &came, err);
	buf_addf(&said, _("%s has left."), cli->words[0]);
	if (result == OK && came != BUDDY_CAME_NOTHING)
		buf_add(&said, _(left_texts[came]));
	return finish(&app, cli, result, &said, err);
}

int
cmd_buddy_ask(const struct cli *cli, struct err *err)
{
	struct buf said = BUF_INIT;
	bool off = cli->option[0] != NULL, proposed;
	struct app app;
	int result = buddies_open(cli, &app, ACT_BUDDY, err);

	if (result < 0)
		return result;
	result = app_buddy_ask(&app, cli->words[0], off, &proposed, err);
	/* The same whether or not anybody had asked. */
	if (result == OK && off)
		buf_add(&said,
		    _("If anybody of this group asked for another buddy, that "
		      "is taken back."));
	else if (result == OK && proposed)
		buf_add(&said,
		    _("A new proposal waits for the coordinator. Nothing "
		      "shows who asked."));
	else if (result == OK)
		buf_add(&said,
		    _("The next proposal will see to it. Nothing shows who "
		      "asked."));
	return finish(&app, cli, result, &said, err);
}

int
cmd_buddy_connected(const struct cli *cli, struct err *err)
{
	struct buf said = BUF_INIT;
	struct app app;
	bool counted;
	int result = buddies_open(cli, &app, ACT_BUDDY, err);

	if (result < 0)
		return result;
	result = app_buddy_connected(&app, cli->words[0], &counted, err);
	if (result == OK)
		buf_add(&said,
		    counted
		        ? _("Noted, without a name. What you say to each "
		            "other is yours.")
		        : _("This week has one for every group already. What "
		            "you say to each other is yours."));
	return finish(&app, cli, result, &said, err);
}

/* --- The topic ------------------------------------------------------------ */

int
cmd_buddy_topic(const struct cli *cli, struct err *err)
{
	struct topic topic = {0};
	int32_t monday;
	struct app app;
	int result = buddies_open(cli, &app, ACT_LOOK, err);

	if (result < 0)
		return result;
	monday = period_week(app_shift(&app).day);
	result = app_topic(&app, monday, &topic, err);
	if (result == OK && cli->json)
		json_print(
		    json_pack("{s:s, s:s, s:s, s:o, s:o}", "title", topic.title,
		        "prompt", topic.prompt, "try", topic.attempt, "from",
		        json_day(monday), "to", json_day(monday + 6)),
		    "huddle-topic/1");
	else if (result == OK)
		printf(_("%s\n  %s\n  To try: %s\n"), topic.title, topic.prompt,
		    topic.attempt);
	topic_done(&topic);
	app_close(&app);
	return result;
}
