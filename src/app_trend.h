/*
 * Trends, as screens, commands and the staff room's page ask for them: read in
 * one go, with their words, the best news first.
 */
#ifndef HUDDLE_APP_TREND_H
#define HUDDLE_APP_TREND_H

#include "app.h"
#include "core/shift_number.h"
#include "core/trend.h"
#include "core/trend_words.h"

struct app_trend {
	const struct trend *trend;
	struct trend_texts texts;
	char *sentence; /* trend_sentence */
	char *runs;     /* trend_runs_sentence, "" if there are none */
};

struct app_trends {
	struct period span;
	struct app_trend
	    *list; /* by trend_rank, then as trend_build has them */
	int count;
	struct trend_note *notes; /* from the first day of a point on, by day */
	int note_count;
	struct shift_week *shifts; /* numbers of the shift: the span's weeks */
	int shift_count;           /* 0 if the configuration asks for none */
	struct trend *trends;      /* what the list lends from */
};

/* `weeks` is 1 to TREND_WEEKS_MAX. For app_trends_done, also if it fails. */
int app_trends_read(
    struct app *app, int weeks, struct app_trends *out, struct err *err);
void app_trends_done(struct app_trends *trends);

#endif
