/*
 * Trends out of the store, with their words. See app_trend.h.
 */
#include "app_trend.h"

#include <stdlib.h>

#include "db/repo_shift.h"
#include "db/repo_trend.h"
#include "util/mem.h"

/* Who may walk up to a box are all on the roster. */
static void
fill_roster(const struct app *app, struct trend_draw *draws, int count)
{
	for (int i = 0; i < count; i++)
		if (draws[i].walkup)
			draws[i].headcount = app->config.roster;
}

static int
rank_of(const struct app_trend *line)
{
	return trend_rank(line->trend, line->texts.favourable);
}

/* Lines of one rank stay as they are: they lie in one array. */
static int
compare_ranks(const void *left, const void *right)
{
	const struct app_trend *a = left, *b = right;
	int order = rank_of(a) - rank_of(b);

	return order ? order : (a->trend > b->trend) - (a->trend < b->trend);
}

/* Sentences are made here once, since screens draw more often than that. */
static void
add_words(const struct app *app, struct app_trends *trends)
{
	trends->list =
	    mem_new((size_t)trends->count + 1, sizeof(*trends->list));
	for (int i = 0; i < trends->count; i++) {
		struct app_trend *line = &trends->list[i];
		struct buf text = BUF_INIT;

		line->trend = &trends->trends[i];
		trend_texts(line->trend, app->config.instruments,
		    app->config.instrument_count, app_language(app),
		    &line->texts);
		trend_sentence(line->trend, line->texts.words, &text);
		line->sentence = mem_copy(buf_text(&text));
		buf_clear(&text);
		trend_runs_sentence(line->trend, &text);
		line->runs = mem_copy(buf_text(&text));
		buf_done(&text);
	}
	qsort(trends->list, (size_t)trends->count, sizeof(*trends->list),
	    compare_ranks);
}

/* What happened before the first point is not beside any line. */
static void
drop_early_notes(struct app_trends *trends)
{
	int32_t first = trends->span.from;
	int early = 0;

	for (int i = 0; i < trends->count; i++)
		if (trends->trends[i].points[0].period.from < first)
			first = trends->trends[i].points[0].period.from;
	while (early < trends->note_count && trends->notes[early].day < first)
		free(trends->notes[early++].title);
	for (int i = early; i < trends->note_count; i++)
		trends->notes[i - early] = trends->notes[i];
	trends->note_count -= early;
}

/* Of weeks that are over, like everything else here. */
static int
read_shifts(struct app *app, struct app_trends *trends, struct err *err)
{
	const struct period weeks = {
	    trends->span.from, period_week(trends->span.to + 1) - 1};
	struct shift_number *list;
	int count;

	if (app->config.shift_field_count == 0)
		return OK;
	count = shift_number_list(app->db, weeks.from, weeks.to, &list, err);
	if (count < 0)
		return count;
	trends->shift_count =
	    shift_number_weeks(list, count, app->config.shift_fields,
	        app->config.shift_field_count, weeks, &trends->shifts);
	free(list);
	return OK;
}

int
app_trends_read(
    struct app *app, int weeks, struct app_trends *out, struct err *err)
{
	struct trend_draw *draws = NULL;
	int count, notes = 0, result = OK;

	*out =
	    (struct app_trends){.span = trend_span(app_shift(app).day, weeks)};
	count = trend_draws(app->db, trend_first(out->span), &draws, err);
	if (count >= 0)
		notes = trend_notes(
		    app->db, trend_first(out->span), &out->notes, err);
	if (count < 0 || notes < 0)
		result = count < 0 ? count : notes;
	if (result == OK)
		result = config_whole(&app->config, err);
	if (result == OK)
		out->note_count = notes;
	if (result == OK)
		result = read_shifts(app, out, err);
	if (result == OK) {
		fill_roster(app, draws, count);
		out->count = trend_build(&out->trends, draws, count,
		    app->config.instruments, app->config.instrument_count,
		    out->span);
		add_words(app, out);
		drop_early_notes(out);
	}
	free(draws);
	return result;
}

void
app_trends_done(struct app_trends *trends)
{
	for (int i = 0; i < trends->count; i++) {
		free(trends->list[i].sentence);
		free(trends->list[i].runs);
	}
	free(trends->list);
	trend_free(trends->trends, trends->count);
	trend_notes_free(trends->notes, trends->note_count);
	free(trends->shifts);
	*trends = (struct app_trends){.list = NULL};
}
