/*
 * huddle trend: every line of answers over weeks, months or quarters, with
 * what may be said of it.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app_trend.h"
#include "cli/cli.h"
#include "cli/json.h"
#include "core/action.h"
#include "util/i18n.h"
#include "util/utf8.h"

#define COLUMNS 5

static const char *const cadences[] = {[CADENCE_HUDDLE] = "week",
    [CADENCE_WEEK] = "week",
    [CADENCE_MONTH] = "month",
    [CADENCE_QUARTER] = "quarter"};

static const char *const changes[] = {[RUNCHART_FEW] = "few",
    [RUNCHART_SAME] = "same",
    [RUNCHART_HIGHER] = "higher",
    [RUNCHART_LOWER] = "lower"};

/* "all" or of one item. */
static bool
is_asked(const struct cli *cli, const struct app_trend *line)
{
	return cli->word_count == 0 ||
	       strcmp(cli->words[0], line->trend->key.item) == 0;
}

/* --- As text ------------------------------------------------------------- */

/* A line that has nothing but what people may see on a terminal. */
static void
say(const char *before, const char *text)
{
	struct buf safe = BUF_INIT;

	utf8_clean(&safe, text, strlen(text));
	if (safe.len > 0)
		printf("%s%s\n", before, buf_text(&safe));
	buf_done(&safe);
}

/* Numbers to the right, under their titles. */
static void
say_cells(const char *lead, const char *const cells[COLUMNS],
    const int widths[COLUMNS], const char *tail)
{
	printf("  %-24s", lead);
	for (int i = 0; i < COLUMNS; i++)
		printf("%*s%s", widths[i] - utf8_width(cells[i]), "", cells[i]);
	printf("%s%s\n", tail[0] ? "  " : "", tail);
}

/* Gaps in a row are one line: of what is asked twice a year there are many. */
static int
say_gap(const struct trend *trend, int first)
{
	char from[DATE_TEXT_SIZE], to[DATE_TEXT_SIZE];
	int last = first;

	while (last + 1 < trend->count &&
	       trend->points[last + 1].state == TREND_NONE)
		last++;
	date_format(trend->points[first].period.from, from);
	date_format(trend->points[last].period.to, to);
	printf("  %s  %s    %s\n", from, to, _("nobody was asked"));
	return last;
}

static void
say_point(const struct trend *trend, const struct trend_point *point,
    const int widths[COLUMNS])
{
	char from[DATE_TEXT_SIZE], to[DATE_TEXT_SIZE], lead[64];
	char cells[COLUMNS][32];
	const char *lent[COLUMNS];
	struct buf runs = BUF_INIT;
	int64_t shown = point->sum.counted < 0 ? 0 : point->sum.counted;

	date_format(point->period.from, from);
	date_format(point->period.to, to);
	snprintf(lead, sizeof(lead), "%s  %s", from, to);
	if (point->state == TREND_BLURRED) {
		printf("  %s    ", lead);
		printf(_("too blurred to tell (%" PRId64 " answers)\n"),
		    point->sum.answered);
		return;
	}
	if (point->state != TREND_TOLD) {
		printf("  %s    %s\n", lead, _("fewer than 5 answers"));
		return;
	}
	if (shown > point->sum.answered)
		shown = point->sum.answered;
	snprintf(cells[0], sizeof(cells[0]), "%" PRId64, point->sum.answered);
	snprintf(cells[1], sizeof(cells[1]), "%" PRId64, shown);
	snprintf(cells[2], sizeof(cells[2]), "%" PRId64,
	    noise_give_or_take(point->sum.rounds, trend->key.epsilon_milli));
	snprintf(cells[3], sizeof(cells[3]), "%d%%", (point->share + 5) / 10);
	snprintf(cells[4], sizeof(cells[4]), "-");
	if (point->headcount > 0)
		snprintf(
		    cells[4], sizeof(cells[4]), "%" PRId64, point->headcount);
	for (int i = 0; i < COLUMNS; i++)
		lent[i] = cells[i];
	trend_point_runs(trend, point, &runs);
	say_cells(lead, lent, widths, buf_text(&runs));
	buf_done(&runs);
}

static void
say_points(const struct trend *trend)
{
	const char *const titles[COLUMNS] = {_("answered"), _("counted"),
	    _("give or take"), _("share"),
	    trend->walkup ? _("on the roster") : _("present")};
	int widths[COLUMNS];

	for (int i = 0; i < COLUMNS; i++)
		widths[i] =
		    2 + (utf8_width(titles[i]) > 6 ? utf8_width(titles[i]) : 6);
	say_cells("", titles, widths, "");
	for (int i = 0; i < trend->count; i++)
		if (trend->points[i].state == TREND_NONE)
			i = say_gap(trend, i);
		else
			say_point(trend, &trend->points[i], widths);
}

static void
say_line(const struct app_trend *line)
{
	const struct trend *trend = line->trend;
	struct buf text = BUF_INIT;

	buf_add(
	    &text, line->texts.words ? line->texts.words : line->texts.prompt);
	buf_addf(&text, "   %s %d, %s", trend->key.instrument,
	    trend->key.version, trend->key.item);
	for (int answer = 1; answer <= ANSWERS_MAX; answer++)
		if (trend->key.of & 1u << (answer - 1))
			buf_addf(&text, " %d", answer);
	if (trend->older)
		buf_addf(&text, "   %s", _("older"));
	say("", buf_text(&text));
	say("  ", line->sentence);
	say("  ", line->runs);
	buf_clear(&text);
	if (trend->median >= 0)
		buf_addf(&text, _("Median %d%%."), (trend->median + 5) / 10);
	say("  ", buf_text(&text));
	say_points(trend);
	putchar('\n');
	buf_done(&text);
}

static void
say_notes(const struct app_trends *trends)
{
	struct buf text = BUF_INIT;
	char day[DATE_TEXT_SIZE + 8];

	if (trends->note_count > 0)
		printf("%s\n", _("What happened meanwhile"));
	for (int i = 0; i < trends->note_count; i++) {
		buf_clear(&text);
		day[0] = day[1] = ' ';
		date_format(trends->notes[i].day, day + 2);
		buf_addf(&text, "%s  ", day);
		trend_note_text(&trends->notes[i], &text);
		say("  ", buf_text(&text));
	}
	buf_done(&text);
}

/* The means of each week, under the titles of those that have any. */
static void
say_shifts(const struct app *app, const struct app_trends *trends)
{
	const struct shift_field *fields = app->config.shift_fields;
	bool any = false;

	for (int i = 0; i < trends->shift_count; i++) {
		const struct shift_week *week = &trends->shifts[i];
		char from[DATE_TEXT_SIZE], to[DATE_TEXT_SIZE];
		struct buf text = BUF_INIT;

		for (int k = 0; k < app->config.shift_field_count; k++) {
			char mean[SHIFT_MEAN_SIZE];

			if (week->fields[k].shifts == 0)
				continue;
			shift_mean_text(&week->fields[k], mean);
			buf_addf(&text, "  %s %s", fields[k].title, mean);
		}
		date_format(week->monday, from);
		date_format(week->monday + 6, to);
		if (text.len > 0 && !any)
			printf("\n%s\n",
			    _("Numbers of the shift, their means of a week"));
		any = any || text.len > 0;
		if (text.len > 0)
			printf("  %s  %s", from, to);
		say("", buf_text(&text));
		buf_done(&text);
	}
}

static void
say_all(const struct cli *cli, const struct app *app,
    const struct app_trends *trends)
{
	int told = 0;

	for (int i = 0; i < trends->count; i++)
		if (is_asked(cli, &trends->list[i])) {
			say_line(&trends->list[i]);
			told++;
		}
	if (told == 0) {
		printf("%s\n", _("Nothing was asked in these weeks."));
		return;
	}
	say_notes(trends);
	say_shifts(app, trends);
}

/* --- As JSON ------------------------------------------------------------- */

static json_t *
json_sum(const struct runchart_sum *sum)
{
	return json_pack("{s:I, s:I, s:I}", "rounds", (json_int_t)sum->rounds,
	    "answered", (json_int_t)sum->answered, "counted",
	    (json_int_t)sum->counted);
}

static json_t *
json_marks(unsigned marks)
{
	json_t *list = json_array();

	if (marks & RUNCHART_SHIFT)
		json_array_append_new(list, json_string("shift"));
	if (marks & RUNCHART_TREND)
		json_array_append_new(list, json_string("trend"));
	return list;
}

/* Of a period with too few answers it is not told how many they were. What was
 * counted is given with its noise, negative or not, as everywhere for
 * programs: who adds such numbers up must not add clamped ones. */
static json_t *
json_point(const struct trend *trend, const struct trend_point *point)
{
	static const char *const states[] = {[TREND_NONE] = "none",
	    [TREND_SMALL] = "small",
	    [TREND_BLURRED] = "told",
	    [TREND_TOLD] = "told"};
	json_t *object = json_pack("{s:o, s:o, s:s, s:o}", "from",
	    json_day(point->period.from), "to", json_day(point->period.to),
	    "state", states[point->state], "marks", json_marks(point->marks));

	if (point->state < TREND_BLURRED)
		return object;
	json_object_set_new(
	    object, "blurred", json_boolean(point->state == TREND_BLURRED));
	json_object_set_new(object, "rounds", json_integer(point->sum.rounds));
	json_object_set_new(
	    object, "answered", json_integer(point->sum.answered));
	json_object_set_new(object, "checkins", json_integer(point->checkins));
	json_object_set_new(
	    object, "headcount", json_integer(point->headcount));
	json_object_set_new(
	    object, "counted", json_integer(point->sum.counted));
	json_object_set_new(object, "give_or_take",
	    json_integer(noise_give_or_take(
	        point->sum.rounds, trend->key.epsilon_milli)));
	json_object_set_new(object, "share_milli",
	    json_integer(
	        runchart_share(point->sum.counted, point->sum.answered)));
	return object;
}

/* What a line is of. */
static json_t *
json_key(const struct app_trend *line)
{
	const struct trend *trend = line->trend;

	return json_pack("{s:s, s:i, s:s, s:o, s:i, s:b, s:s, s:b, s:s, s:s?}",
	    "instrument", trend->key.instrument, "version", trend->key.version,
	    "item", trend->key.item, "of", json_answers(trend->key.of),
	    "epsilon_milli", trend->key.epsilon_milli, "walkup", trend->walkup,
	    "period", cadences[trend->cadence], "older", trend->older, "prompt",
	    line->texts.prompt, "words", line->texts.words);
}

static json_t *
json_line(const struct app_trend *line)
{
	const struct trend *trend = line->trend;
	json_t *object = json_key(line), *points = json_array();
	bool compared = trend->change != RUNCHART_FEW;

	for (int i = 0; i < trend->count; i++)
		json_array_append_new(
		    points, json_point(trend, &trend->points[i]));
	json_object_set_new(object, "points", points);
	json_object_set_new(object, "median_milli",
	    trend->median >= 0 ? json_integer(trend->median) : json_null());
	json_object_set_new(object, "runs", json_marks(trend->marks));
	json_object_set_new(
	    object, "change", json_string(changes[trend->change]));
	json_object_set_new(object, "before",
	    compared ? json_sum(&trend->before) : json_null());
	json_object_set_new(
	    object, "after", compared ? json_sum(&trend->after) : json_null());
	json_object_set_new(object, "sentence", json_string(line->sentence));
	json_object_set_new(object, "runs_sentence", json_string(line->runs));
	return object;
}

static json_t *
json_notes(const struct app_trends *trends)
{
	static const char *const kinds[] = {[TREND_TEST_BEGUN] = "test-begun",
	    [TREND_TEST_ENDED] = "test-ended",
	    [TREND_DONE] = "done"};
	json_t *list = json_array();

	for (int i = 0; i < trends->note_count; i++) {
		const struct trend_note *note = &trends->notes[i];
		bool ended = note->kind == TREND_TEST_ENDED;

		json_array_append_new(list,
		    json_pack("{s:o, s:s, s:I, s:s, s:o}", "day",
		        json_day(note->day), "kind", kinds[note->kind], "card",
		        (json_int_t)note->card, "title", note->title, "outcome",
		        ended ? json_string(outcome_names[note->outcome])
		              : json_null()));
	}
	return list;
}

/* A field's weeks that have a number. */
static json_t *
json_shifts(const struct app *app, const struct app_trends *trends)
{
	json_t *list = json_array();

	for (int k = 0; k < app->config.shift_field_count; k++) {
		const struct shift_field *field = &app->config.shift_fields[k];
		json_t *weeks = json_array();

		for (int i = 0; i < trends->shift_count; i++) {
			const struct shift_week *week = &trends->shifts[i];
			const struct shift_mean *mean = &week->fields[k];

			if (mean->shifts > 0)
				json_array_append_new(weeks,
				    json_pack("{s:o, s:o, s:i, s:i}", "from",
				        json_day(week->monday), "to",
				        json_day(week->monday + 6), "shifts",
				        (int)mean->shifts, "mean_tenths",
				        (int)mean->tenths));
		}
		json_array_append_new(
		    list, json_pack("{s:s, s:s, s:o}", "field", field->id,
		              "title", field->title, "weeks", weeks));
	}
	return list;
}

static void
print_json(const struct cli *cli, const struct app *app,
    const struct app_trends *trends, int weeks)
{
	json_t *lines = json_array();

	for (int i = 0; i < trends->count; i++)
		if (is_asked(cli, &trends->list[i]))
			json_array_append_new(
			    lines, json_line(&trends->list[i]));
	json_print(json_pack("{s:i, s:o, s:o, s:o, s:o, s:o}", "weeks", weeks,
	               "from", json_day(trends->span.from), "to",
	               json_day(trends->span.to), "lines", lines, "notes",
	               json_notes(trends), "shift", json_shifts(app, trends)),
	    "huddle-trend/1");
}

/* --- The command --------------------------------------------------------- */

/* An item or a score of an instrument; one that is gone may still have a
 * line. */
static int
check_item(const struct cli *cli, const struct app *app,
    const struct app_trends *trends, struct err *err)
{
	if (cli->word_count == 0)
		return OK;
	for (int i = 0; i < trends->count; i++)
		if (is_asked(cli, &trends->list[i]))
			return OK;
	for (int i = 0; i < app->config.instrument_count; i++) {
		const struct instrument *instrument =
		    &app->config.instruments[i];

		if (instrument_item(instrument, cli->words[0]))
			return OK;
		for (int k = 0; k < instrument->score_count; k++)
			if (strcmp(instrument->scores[k].id, cli->words[0]) ==
			    0)
				return OK;
	}
	return err_set(err, ERR_UNAVAILABLE,
	    _("No instrument asks \"%s\". \"huddle trend\" shows all that are "
	      "asked."),
	    cli->words[0]);
}

int
cmd_trend(const struct cli *cli, struct err *err)
{
	struct app_trends trends = {.list = NULL};
	int64_t weeks = TREND_WEEKS;
	struct app app;
	int result = OK;

	if (cli->option[0])
		result = cli_number(
		    "--weeks", cli->option[0], 1, TREND_WEEKS_MAX, &weeks, err);
	if (result == OK)
		result =
		    app_open(&app, cli->config, cli->store, APP_START_ALL, err);
	if (result < 0)
		return result;
	result = app_allow(&app, ACT_LOOK, err);
	if (result == OK)
		result = app_trends_read(&app, (int)weeks, &trends, err);
	if (result == OK)
		result = check_item(cli, &app, &trends, err);
	if (result == OK && cli->json)
		print_json(cli, &app, &trends, (int)weeks);
	else if (result == OK)
		say_all(cli, &app, &trends);
	app_trends_done(&trends);
	app_close(&app);
	return result;
}
