/*
 * huddle release show: one release in words, every number that is in it.
 */
#include <libintl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cli/cmd_release.h"
#include "cli/json.h"
#include "core/disclosure.h"
#include "core/noise.h"
#include "sync/format.h"
#include "util/i18n.h"
#include "util/utf8.h"

#define LINE_SIZE 1024 /* bytes; a longer line is cut */

/* One line of the page; nothing in it is a control character. Themes, names and
 * what a server said come from outside. */
static void line(const char *format, ...) __attribute__((format(printf, 1, 2)));
static void
line(const char *format, ...)
{
	char text[LINE_SIZE];
	struct buf safe = BUF_INIT;
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	utf8_clean(&safe, text, strlen(text));
	printf("  %s\n", buf_text(&safe));
	buf_done(&safe);
}

/* Parts without rows have none: why they are empty stands under "not told". */
static void
heading(const char *title, int rows)
{
	if (rows > 0)
		printf("%s\n", title);
}

/* "pulse 1, energy 4 5; 9 rounds, 2 of them on paper; since 2026-11-02" */
static void
show_pulse_about(const struct summary_pulse *pulse, int32_t from)
{
	struct buf about = BUF_INIT;
	char since[DATE_TEXT_SIZE];

	buf_addf(&about, "%s %d, %s", pulse->key.instrument, pulse->key.version,
	    pulse->key.item);
	for (int answer = 1; answer <= ANSWERS_MAX; answer++)
		if (pulse->key.of & 1u << (answer - 1))
			buf_addf(&about, " %d", answer);
	buf_add(&about, "; ");
	buf_addf(&about,
	    ngettext("%d round", "%d rounds", (unsigned long)pulse->rounds),
	    pulse->rounds);
	if (pulse->paper_rounds)
		buf_addf(
		    &about, _(", %d of them on paper"), pulse->paper_rounds);
	/* Draws that waited: some of its rounds are older than the period. */
	if (pulse->since < from) {
		date_format(pulse->since, since);
		buf_addf(&about, _("; since %s"), since);
	}
	line("    %s", buf_text(&about));
	buf_done(&about);
}

/* As it left: the count may be below zero, or above the answers. Screens for
 * the room clamp; here is what the office has. */
static void
show_pulse(const struct app *app, const struct summary *summary)
{
	heading(_("pulse"), summary->pulse_count);
	for (int i = 0; i < summary->pulse_count; i++) {
		const struct summary_pulse *pulse = &summary->pulse[i];
		const struct room_view view = {.key = pulse->key};

		line(_("%s: %lld of %lld, give or take %lld"),
		    app_view_words(app, &view), (long long)pulse->counted,
		    (long long)pulse->answered,
		    (long long)noise_give_or_take(
		        pulse->rounds, pulse->key.epsilon_milli));
		show_pulse_about(pulse, summary->from);
	}
}

/* Themes by their ids, as the file has them: their titles are the
 * configuration's of today. */
static void
show_notes(const struct summary *summary)
{
	heading(_("notes"), summary->note_count);
	for (int i = 0; i < summary->note_count; i++)
		line("%s, %s: %lld",
		    _(note_kind_titles[summary->notes[i].kind]),
		    summary->notes[i].theme,
		    (long long)summary->notes[i].count);
}

/* The median in words; nobody has to know what a median is. */
static void
show_actions(const struct summary *summary)
{
	heading(_("actions"), summary->action_count);
	for (int i = 0; i < summary->action_count; i++) {
		const struct summary_action *row = &summary->actions[i];

		line(_("%s, %s, %s: %lld, half of them %d days old or less"),
		    _(action_state_titles[row->state]),
		    _(tier_titles[row->tier]), row->theme,
		    (long long)row->count, row->median_age_days);
	}
}

/* Likewise the median and the 90th percentile. */
static void
show_responses(const struct summary *summary)
{
	heading(_("answers"), summary->response_count);
	for (int i = 0; i < summary->response_count; i++) {
		const struct summary_response *row = &summary->response[i];

		line(_("%s: %lld answered, half of them within %d days, 9 in "
		       "10 within %d; %lld not yet"),
		    _(tier_titles[row->tier]), (long long)row->answered,
		    row->median_days, row->p90_days,
		    (long long)row->unanswered);
	}
}

/* Always told, and exact: it is the unit's work, and nobody's answer. */
static void
show_huddles(const struct summary *summary)
{
	const struct summary_huddles *huddles = &summary->huddles;

	heading(_("huddles"), 1);
	line(_("by day held %lld of %lld planned, by night %lld of %lld; %lld "
	       "minutes, %lld people present in all, %lld at the largest"),
	    (long long)huddles->held[SHIFT_DAY],
	    (long long)huddles->planned[SHIFT_DAY],
	    (long long)huddles->held[SHIFT_NIGHT],
	    (long long)huddles->planned[SHIFT_NIGHT],
	    (long long)huddles->minutes, (long long)huddles->headcount,
	    (long long)huddles->largest);
}

/* What few units tell, and at the end what is not told and why. */
static void
show_others(const struct summary *summary)
{
	heading(_("numbers of the shift"), summary->shift_count);
	for (int i = 0; i < summary->shift_count; i++)
		line(_("%s %lld in %lld shifts"), summary->shift[i].field,
		    (long long)summary->shift[i].sum,
		    (long long)summary->shift[i].shifts);
	heading(_("given back"), summary->has_dropped);
	if (summary->has_dropped)
		line(_("%lld tasks done away with, %lld minutes a shift"),
		    (long long)summary->dropped_tasks,
		    (long long)summary->dropped_minutes);
	heading(_("buddies"), summary->has_buddies);
	if (summary->has_buddies)
		line(_("%lld pairs, %lld connections"),
		    (long long)summary->pairs, (long long)summary->connections);
	heading(_("the unit's next key"), summary->next_key[0] != '\0');
	if (summary->next_key[0])
		line("%s", summary->next_key);
	heading(_("not told"), summary->withheld_count);
	for (int i = 0; i < summary->withheld_count; i++)
		line("%s: %s", summary->withheld[i].part,
		    _(summary->withheld[i].reason));
}

static void
show_head(const struct release *release, const struct summary *summary)
{
	char days[RELEASE_DAYS_SIZE], state[RELEASE_STATE_SIZE];
	char sealed[DATE_TEXT_SIZE];

	release_days(release->period, days);
	release_state(release, state);
	date_format(release->sealed, sealed);
	printf(_("release %lld: %s\n"), (long long)release->id, days);
	line(_("%s (%s) of %s; number %d of epoch %d"), summary->name,
	    summary->unit, summary->organization, release->sequence,
	    release->epoch);
	line(_("sealed %s; %s"), sealed, state);
	if (release->problem[0])
		line("%s", release->problem);
	line(_("SHA-256 %s"), release->hash);
}

/* Read from the document that left, and not from the store behind it: what is
 * shown is what was told. */
static int
show_text(const struct app *app, const struct release *release, struct err *err)
{
	struct summary summary;
	int result = format_json_read(
	    &summary, release->document, strlen(release->document), true, err);

	if (result == OK) {
		show_head(release, &summary);
		show_pulse(app, &summary);
		show_notes(&summary);
		show_actions(&summary);
		show_responses(&summary);
		show_huddles(&summary);
		show_others(&summary);
	}
	summary_done(&summary);
	return result;
}

/* The document goes out as it is, below what the store knows of its
 * delivery. */
static int
show_json(const struct release *release, struct err *err)
{
	json_t *object = release_json(release);
	json_t *summary = json_loads(release->document, 0, NULL);

	if (!summary) {
		json_decref(object);
		return err_set(err, ERR_DATA,
		    _("Release %lld in the store cannot be read. Restore a "
		      "backup."),
		    (long long)release->id);
	}
	json_object_set_new(object, "summary", summary);
	json_print(object, "huddle-release/1");
	return OK;
}

int
cmd_release_show(const struct cli *cli, struct err *err)
{
	struct release release = {.id = 0};
	struct app app;
	int64_t id;
	int result = release_number(cli, &id, err);

	if (result == OK)
		result =
		    app_open(&app, cli->config, cli->store, APP_START_ALL, err);
	if (result < 0)
		return result;
	result = app_allow(&app, ACT_LOOK, err);
	if (result == OK)
		result = release_get(app.db, id, &release, err);
	if (result == OK)
		result = cli->json ? show_json(&release, err)
		                   : show_text(&app, &release, err);
	release_done(&release);
	app_close(&app);
	return result;
}
