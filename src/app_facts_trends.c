/*
 * The facts about trends. See app_facts_trends.h.
 */
#include "app_facts_trends.h"

#include <stdlib.h>

#include "app_trend.h"
#include "db/repo_shift.h"
#include "util/mem.h"

struct app_trend_facts {
	struct app *app;
	struct app_trends trends;
	struct fact_trend *list;
	struct shift_week *weeks;
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
	free(trends->weeks);
	trends->list = NULL;
	trends->weeks = NULL;
}

void
app_trend_facts_free(struct app_trend_facts *trends)
{
	forget(trends);
	free(trends);
}

/* A unit that keeps none is not asked for them. */
static int
read_weeks(const struct app *app, struct period span, struct shift_week **out,
    struct err *err)
{
	const struct config *config = &app->config;
	struct shift_number *numbers = NULL;
	int count;

	*out = NULL;
	if (config->shift_field_count == 0)
		return 0;
	count = shift_number_list(app->db, span.from, span.to, &numbers, err);
	if (count >= 0)
		count = shift_number_weeks(numbers, count, config->shift_fields,
		    config->shift_field_count, span, out);
	free(numbers);
	return count;
}

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
	struct shift_week *numbers = NULL;
	int week_count = 0;
	int result = app_trends_read(trends->app, weeks, &read, err);

	if (result == OK)
		week_count = read_weeks(trends->app, read.span, &numbers, err);
	if (result < 0 || week_count < 0) {
		app_trends_done(&read);
		return result < 0 ? result : week_count;
	}
	forget(trends);
	trends->trends = read;
	trends->weeks = numbers;
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
	    .shift_weeks = numbers,
	    .shift_week_count = week_count};
	return OK;
}
