/*
 * huddle release preview, seal, list: what leaves this unit next, sealing it,
 * and what has left.
 */
#include "cli/cmd_release.h"

#include <libintl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_tell.h"
#include "cli/cmd_round.h"
#include "cli/json.h"
#include "util/i18n.h"
#include "util/mem.h"
#include "util/utf8.h"

/* The kinds of counts that leave, the same whatever was answered: nobody
 * learns anything from them before they are sealed. */
static const char *const kinds[][2] = {
    {"pulse", N_("sums of blurred counts, from 5 answers up")},
    {"notes", N_("how many, by kind and theme, from 3 up")},
    {"actions", N_("how many, by state, tier and theme")},
    {"response", N_("how soon they were answered, from 5 up")},
    {"huddles", N_("planned and held, minutes, people present")},
    {"dropped", N_("tasks done away with, minutes given back")},
    {"shift", N_("sums of numbers of the shift, from 3 shifts up")},
    {"buddies", N_("pairs and connections, from 5 up")},
};
#define KINDS ((int)(sizeof(kinds) / sizeof(*kinds)))

/* Words of JSON, for programs: they never change. */
static const char *const verdict_names[] = {
    [LEDGER_NOTHING] = "not-over",
    [LEDGER_SEAL] = "due",
    [LEDGER_WAITS] = "waits",
    [LEDGER_CLOCK_BEHIND] = "clock-behind",
    [LEDGER_CLOCK_AHEAD] = "clock-ahead",
};

/* --- Shared --------------------------------------------------------------- */

int
release_number(const struct cli *cli, int64_t *id, struct err *err)
{
	*id = 0;
	if (cli->word_count == 0)
		return OK;
	return cli_number("N", cli->words[0], 1, INT32_MAX, id, err);
}

void
release_days(struct period period, char out[RELEASE_DAYS_SIZE])
{
	char from[DATE_TEXT_SIZE], to[DATE_TEXT_SIZE];

	date_format(period.from, from);
	date_format(period.to, to);
	snprintf(out, RELEASE_DAYS_SIZE, _("%s to %s"), from, to);
}

/* A delivery that failed is still on its way; the last error stands in `release
 * show`. */
void
release_state(const struct release *release, char out[RELEASE_STATE_SIZE])
{
	char day[DATE_TEXT_SIZE];

	if (release->delivery == DELIVERY_SENT) {
		date_format(release->sent, day);
		snprintf(out, RELEASE_STATE_SIZE, _("sent %s"), day);
	} else if (release->delivery == DELIVERY_LOST) {
		snprintf(
		    out, RELEASE_STATE_SIZE, "%s", _("never sent: given up"));
	} else if (release->delivery == DELIVERY_NONE) {
		snprintf(out, RELEASE_STATE_SIZE, "%s", _("kept here"));
	} else if (release->tries > 0) {
		snprintf(out, RELEASE_STATE_SIZE,
		    ngettext("waiting, tried once", "waiting, tried %d times",
		        (unsigned long)release->tries),
		    release->tries);
	} else {
		snprintf(out, RELEASE_STATE_SIZE, "%s", _("waits to be sent"));
	}
}

void
release_lost(int count, char out[RELEASE_STATE_SIZE])
{
	snprintf(out, RELEASE_STATE_SIZE,
	    ngettext("%d release is never sent: given up",
	        "%d releases are never sent: given up", (unsigned long)count),
	    count);
}

static json_t *
period_json(struct period period)
{
	return json_pack("{s:o, s:o}", "from", json_day(period.from), "to",
	    json_day(period.to));
}

/* What the other side of a delivery said is in there, too. */
static json_t *
text_or_null(const char *text)
{
	struct buf safe = BUF_INIT;
	json_t *out;

	if (!text[0])
		return json_null();
	utf8_clean(&safe, text, strlen(text));
	out = json_string(buf_text(&safe));
	buf_done(&safe);
	return out;
}

json_t *
release_json(const struct release *release)
{
	return json_pack("{s:I, s:i, s:i, s:o, s:o, s:o, s:s, s:i, s:s, s:o, "
	                 "s:i, s:o, s:o}",
	    "id", (json_int_t)release->id, "epoch", release->epoch, "sequence",
	    release->sequence, "period", period_json(release->period), "sealed",
	    json_day(release->sealed), "previous",
	    text_or_null(release->previous), "hash", release->hash, "key",
	    release->key, "state", delivery_names[release->delivery], "file",
	    text_or_null(release->file), "tries", release->tries, "sent",
	    json_day(release->sent), "problem", text_or_null(release->problem));
}

/* --- Preview -------------------------------------------------------------- */

/* Numbers of the shift leave only where the configuration says so. */
static bool
leaves(const struct app *app, const char *kind)
{
	return strcmp(kind, "shift") != 0 ||
	       (app->config.release_shift_numbers &&
	           app->config.shift_field_count > 0);
}

/* Before sealing only kinds are shown, and how many have checked in: numbers as
 * they grow would tell, by each step, what the last one answered. */

static int
preview_json(struct app *app, struct period next, enum ledger_verdict verdict,
    struct err *err)
{
	json_t *list = json_array(), *rounds;
	int result = json_rounds(app, &rounds, err);

	if (result < 0) {
		json_decref(list);
		return result;
	}
	for (int i = 0; i < KINDS; i++)
		if (leaves(app, kinds[i][0]))
			json_array_append_new(list, json_string(kinds[i][0]));
	json_print(json_pack("{s:o, s:s, s:o, s:o}", "period",
	               period_json(next), "verdict", verdict_names[verdict],
	               "kinds", list, "rounds", rounds),
	    "huddle-preview/1");
	return OK;
}

/* The words hold whatever was answered; what may change is why nothing is
 * sealed. */
static int
preview_text(struct app *app, struct period next, enum ledger_verdict verdict,
    struct err *err)
{
	struct round *rounds = mem_new(APP_OPEN_MAX, sizeof(*rounds));
	int count = round_list_open(app->db, rounds, APP_OPEN_MAX, err);
	const char *why = app_release_verdict(verdict);
	char days[RELEASE_DAYS_SIZE];

	release_days(next, days);
	if (count >= 0) {
		printf(_("These kinds of counts will leave with %s:\n"), days);
		for (int i = 0; i < KINDS; i++)
			if (leaves(app, kinds[i][0]))
				printf(
				    "  %-9s %s\n", kinds[i][0], _(kinds[i][1]));
		puts(_("No text, no names, no single answers, no day finer "
		       "than that."));
	}
	for (int i = 0; i < count; i++) {
		char checkins[ROUND_CHECKINS_SIZE];

		round_checkins(&rounds[i], checkins);
		printf(_("  the box is open: %s, %s\n"),
		    rounds[i].kind == ROUND_HUDDLE ? _("huddle")
		                                   : rounds[i].instrument,
		    checkins);
	}
	if (count >= 0 && why[0])
		puts(why);
	free(rounds);
	return count < 0 ? count : OK;
}

int
cmd_release_preview(const struct cli *cli, struct err *err)
{
	enum ledger_verdict verdict;
	struct period next;
	struct app app;
	int result =
	    app_open(&app, cli->config, cli->store, APP_START_ALL, err);

	if (result < 0)
		return result;
	result = app_allow(&app, ACT_LOOK, err);
	if (result == OK)
		result = app_release_due(&app, &next, &verdict, err);
	if (result == OK)
		result = cli->json ? preview_json(&app, next, verdict, err)
		                   : preview_text(&app, next, verdict, err);
	app_close(&app);
	return result;
}

/* --- Sealing -------------------------------------------------------------- */

/* The newest `count`, the oldest of them first: as they were sealed. */
static int
tell_sealed(struct app *app, int count, enum ledger_verdict verdict, bool json,
    struct err *err)
{
	struct release *list = mem_new((size_t)count + 1, sizeof(*list));
	int listed = release_list(app->db, list, count, NULL, err);
	json_t *sealed = json_array();

	for (int i = listed - 1; i >= 0; i--) {
		char days[RELEASE_DAYS_SIZE];

		release_days(list[i].period, days);
		if (json)
			json_array_append_new(sealed, release_json(&list[i]));
		else
			printf(_("sealed: release %lld, %s\n"),
			    (long long)list[i].id, days);
	}
	if (json && listed >= 0)
		json_print(json_pack("{s:O, s:s}", "sealed", sealed, "verdict",
		               verdict_names[verdict]),
		    "huddle-seal/1");
	json_decref(sealed);
	free(list);
	return listed < 0 ? listed : OK;
}

/* A clock in doubt needs somebody, and is a failure, so that a timer's owner
 * hears of it; everything else comes by itself. */
static int
tell_none(struct app *app, enum ledger_verdict verdict, struct err *err)
{
	/* The sentence of when sealing was tried. */
	const char *why = app_release_verdict(verdict);
	char days[RELEASE_DAYS_SIZE];
	struct period next;
	int result = app_release_due(app, &next, &verdict, err);

	if (result < 0)
		return result;
	if (verdict == LEDGER_CLOCK_BEHIND || verdict == LEDGER_CLOCK_AHEAD)
		return err_set(err, ERR_UNAVAILABLE,
		    _("%s If the clock is right: huddle release seal "
		      "--confirm-clock"),
		    why);
	release_days(next, days);
	if (why[0])
		puts(why);
	else
		printf(_("Nothing to seal: %s is not over.\n"), days);
	return OK;
}

static int
seal(struct app *app, const struct cli *cli, struct err *err)
{
	enum ledger_verdict verdict;
	int count;
	int result = app_release_seal(
	    app, cli->option[0] != NULL, &count, &verdict, err);

	/* That the store was restored, or that no file can be made: also where
	 * nothing is sealed. */
	app_tell(app->notice);
	if (result < 0)
		return result;
	if (count == 0 && (!cli->json || verdict == LEDGER_CLOCK_BEHIND ||
	                      verdict == LEDGER_CLOCK_AHEAD))
		return tell_none(app, verdict, err);
	return tell_sealed(app, count, verdict, cli->json, err);
}

int
cmd_release_seal(const struct cli *cli, struct err *err)
{
	enum act act = cli->option[0] ? ACT_CONFIRM_CLOCK : ACT_LOOK;
	struct app app;
	/* Not at the start, so that what is sealed can be told. */
	int result =
	    app_open(&app, cli->config, cli->store, APP_START_KEEP, err);

	if (result < 0)
		return result;
	app.notice[0] = '\0';
	result = app_allow(&app, act, err);
	if (result == OK) {
		/* What a start would have done: a box left open for a day holds
		 * up sealing. */
		app_close_forgotten(&app);
		result = seal(&app, cli, err);
	}
	app_close(&app);
	return result;
}

/* --- The list ------------------------------------------------------------- */

static void
list_text(const struct release *list, int count)
{
	for (int i = 0; i < count; i++) {
		char days[RELEASE_DAYS_SIZE], state[RELEASE_STATE_SIZE];

		release_days(list[i].period, days);
		release_state(&list[i], state);
		printf("%4lld  %s  %s\n", (long long)list[i].id, days, state);
	}
}

static void
list_json(const struct release *list, int count)
{
	json_t *releases = json_array();

	for (int i = 0; i < count; i++)
		json_array_append_new(releases, release_json(&list[i]));
	json_print(
	    json_pack("{s:o}", "releases", releases), "huddle-releases/1");
}

/* In one reading: as many as were counted are listed, though another program
 * may be sealing. */
static int
list_all(struct app *app, bool json, struct err *err)
{
	struct release *list = NULL;
	struct release last;
	int count;
	int result = db_read(app->db, err);

	if (result == OK)
		result = release_list(app->db, &last, 0, &count, err);
	if (result >= 0) {
		list = mem_new((size_t)count + 1, sizeof(*list));
		result = release_list(app->db, list, count, NULL, err);
	}
	db_read_end(app->db);
	if (result >= 0 && json)
		list_json(list, count);
	else if (result >= 0)
		list_text(list, count);
	free(list);
	return result < 0 ? result : OK;
}

int
cmd_release_list(const struct cli *cli, struct err *err)
{
	struct app app;
	int result =
	    app_open(&app, cli->config, cli->store, APP_START_ALL, err);

	if (result < 0)
		return result;
	result = app_allow(&app, ACT_LOOK, err);
	if (result == OK)
		result = list_all(&app, cli->json, err);
	app_close(&app);
	return result;
}
