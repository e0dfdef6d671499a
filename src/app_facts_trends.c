/*
 * The facts about trends. See app_facts_trends.h.
 */
#include "app_facts_trends.h"

#include <stdlib.h>

#include "app_trend.h"
#include "util/mem.h"

struct app_trend_facts {
	struct app *app;
	struct app_trends trends;
	struct fact_trend *list;
};

struct app_trend_facts *
app_trend_facts_new(struct app *app)
{
	struct app_trend_facts *trends = mem_new(1, sizeof(*trends));

	trends->app = app;
	return trends;
}

static void
forget(struct app_trend_facts *trends)
{
	app_trends_done(&trends->trends);
	free(trends->list);
	trends->list = NULL;
}

void
app_trend_facts_free(struct app_trend_facts *trends)
{
	forget(trends);
	free(trends);
}

/* Words that are gone are told by the question, or by the item's id. */
static struct fact_trend
fact_of(const struct app_trend *line)
{
	const struct trend_texts *texts = &line->texts;

	return (struct fact_trend){.trend = line->trend,
	    .title = texts->title,
	    .prompt = texts->prompt,
	    .words = texts->words ? texts->words : texts->prompt,
	    .sentence = line->sentence,
	    .runs = line->runs,
	    .favourable = texts->favourable};
}

int
app_trend_facts_read(struct app_trend_facts *trends, struct facts *facts,
    int weeks, struct err *err)
{
	struct app_trends read;
	int result = app_trends_read(trends->app, weeks, &read, err);

	if (result < 0) {
		app_trends_done(&read);
		return result;
	}
	/* The page shows the old ones up to now, and nothing between. */
	forget(trends);
	trends->trends = read;
	trends->list = mem_new((size_t)read.count + 1, sizeof(*trends->list));
	for (int i = 0; i < read.count; i++)
		trends->list[i] = fact_of(&read.list[i]);
	facts->trends = (struct fact_trends){.list = trends->list,
	    .count = read.count,
	    .notes = read.notes,
	    .note_count = read.note_count,
	    .span = read.span,
	    .weeks = weeks,
	    .shift_fields = trends->app->config.shift_fields,
	    .shift_field_count = trends->app->config.shift_field_count,
	    .shift_weeks = read.shifts,
	    .shift_week_count = read.shift_count};
	return OK;
}
