/*
 * Trends in words. See trend_words.h. What a sentence claims is what
 * runchart_compare found, never what shares look like.
 */
#include "core/trend_words.h"

#include <stdlib.h>
#include <string.h>

#include "core/action.h"
#include "util/date.h"
#include "util/i18n.h"
#include "util/mem.h"

/* --- What it is about ---------------------------------------------------- */

static const struct instrument *
instrument_of(
    const struct cut_key *key, const struct instrument *instruments, int count)
{
	for (int i = 0; i < count; i++)
		if (strcmp(instruments[i].id, key->instrument) == 0)
			return &instruments[i];
	return NULL;
}

/* A score has no question, only a title. */
static const char *
prompt_of(const struct instrument *instrument, const char *id, int language)
{
	const struct item *item = instrument_item(instrument, id);

	if (item)
		return item->prompt.in[language];
	for (int i = 0; i < instrument->score_count; i++)
		if (strcmp(instrument->scores[i].id, id) == 0)
			return instrument->scores[i].title.in[language];
	return NULL;
}

static bool
is_first_cut(const struct instrument *instrument, const struct cut_key *key)
{
	const struct item *item = instrument_item(instrument, key->item);

	if (item)
		return item->cut_count > 0 && item->cuts[0].of == key->of;
	for (int i = 0; i < instrument->score_count; i++) {
		const struct score *score = &instrument->scores[i];

		if (strcmp(score->id, key->item) == 0)
			return score->cut_count > 0 &&
			       score->cuts[0].of == key->of;
	}
	return true;
}

/* The words of another version are not this one's: they may have asked
 * something else. */
void
trend_texts(const struct trend *trend, const struct instrument *instruments,
    int count, const char *language, struct trend_texts *out)
{
	const struct cut_key *key = &trend->key;
	const struct instrument *instrument =
	    instrument_of(key, instruments, count);
	int in;

	*out = (struct trend_texts){key->instrument, key->item, NULL, true};
	if (!instrument)
		return;
	in = instrument_language(instrument, language);
	if (instrument->title.in[in])
		out->title = instrument->title.in[in];
	out->favourable = is_first_cut(instrument, key);
	if (instrument->version != key->version)
		return;
	out->words = instrument_words(instrument, key->item, key->of, in);
	if (prompt_of(instrument, key->item, in))
		out->prompt = prompt_of(instrument, key->item, in);
}

/* --- What it shows ------------------------------------------------------- */

/* The roundest numbers that show which half is higher. */
static int
find_scale(const struct trend *trend)
{
	int scale = 10;

	while (scale < RUNCHART_FINEST && runchart_of(&trend->before, scale) ==
	                                      runchart_of(&trend->after, scale))
		scale *= 10;
	return scale;
}

/* Longer than a quarter of a year ago is not "lately". */
#define LATELY_DAYS 92

/* The day on which the second half of what is told begins: DATE_NONE if that
 * was lately. */
static int32_t
find_since(const struct trend *trend)
{
	int32_t since = trend->points[0].period.from;
	int told = 0;

	for (int i = 0; i < trend->count; i++)
		if (trend->points[i].state == TREND_TOLD &&
		    told++ == trend->told / 2)
			since = trend->points[i].period.from;
	return trend->points[trend->count - 1].period.to - since < LATELY_DAYS
	           ? DATE_NONE
	           : since;
}

static void
tell_change(const struct trend *trend, const char *words, struct buf *out)
{
	int scale = find_scale(trend);
	int32_t since = find_since(trend);
	char day[DATE_TEXT_SIZE];

	if (since != DATE_NONE) {
		date_format(since, day);
		buf_addf(out, _("Since %s"), day);
	} else {
		buf_add(out, _("Lately"));
	}
	buf_addf(out, _(" about %d in %d"), runchart_of(&trend->after, scale),
	    scale);
	if (words)
		buf_addf(out, " %s", words);
	buf_addf(out,
	    trend->change == RUNCHART_LOWER
	        ? _(", before that %d in %d: lower, by more than blur and "
	            "chance explain.")
	        : _(", before that %d in %d: higher, by more than blur and "
	            "chance explain."),
	    runchart_of(&trend->before, scale), scale);
}

/* Of all that is told, with the blur of all of it. */
static void
tell_level(const struct trend *trend, const char *words, struct buf *out)
{
	struct runchart_sum all = trend->before;
	struct runchart_blurs *blurs = mem_new(1, sizeof(*blurs));
	int band;

	all.rounds += trend->after.rounds;
	all.answered += trend->after.answered;
	all.counted += trend->after.counted;
	band = (runchart_band(blurs, &all, trend->key.epsilon_milli) + 9) / 10;
	free(blurs);
	buf_addf(out, _("About %d in 10"), runchart_of(&all, 10));
	if (words)
		buf_addf(out, " %s", words);
	buf_addf(out, _(", give or take %d in 100."), band);
	buf_add(out, " ");
	buf_add(out, trend->change == RUNCHART_FEW
	                 ? _("Too little was told yet to see a change.")
	                 : _("No change beyond blur and chance."));
}

void
trend_sentence(const struct trend *trend, const char *words, struct buf *out)
{
	if (words && !words[0])
		words = NULL;
	if (trend->told == 0 && trend->blurred > 0)
		buf_add(out, _("Too blurred to tell: the give or take is half "
		               "of the answers or more."));
	else if (trend->told == 0)
		buf_add(
		    out, _("Nothing is told yet: answers are told from 5 up."));
	else if (trend->change == RUNCHART_HIGHER ||
	         trend->change == RUNCHART_LOWER)
		tell_change(trend, words, out);
	else
		tell_level(trend, words, out);
}

/* --- Runs ---------------------------------------------------------------- */

static void
tell_run(const struct runchart_run *run, struct buf *out)
{
	unsigned long length = (unsigned long)run->length;
	const char *text;

	if (run->mark == RUNCHART_SHIFT)
		text = run->up ? ngettext("%d in a row above the median.",
		                     "%d in a row above the median.", length)
		               : ngettext("%d in a row below the median.",
		                     "%d in a row below the median.", length);
	else
		text = run->up ? ngettext("%d rising in a row.",
		                     "%d rising in a row.", length)
		               : ngettext("%d falling in a row.",
		                     "%d falling in a row.", length);
	buf_add(out, out->len > 0 ? " " : "");
	buf_addf(out, text, run->length);
}

/* Of each kind the last one: what was before stands in the chart, and two
 * sentences are read where six are not. */
void
trend_runs_sentence(const struct trend *trend, struct buf *out)
{
	struct runchart_run *runs =
	    mem_new((size_t)trend->count + 1, sizeof(*runs));
	int count = trend_find_runs(trend, runs);
	struct buf text = BUF_INIT;

	for (int i = 0; i < count; i++)
		if (i + 1 == count || runs[i + 1].mark != runs[i].mark)
			tell_run(&runs[i], &text);
	buf_add(out, buf_text(&text));
	buf_done(&text);
	free(runs);
}

/* A point may end one run and begin another one. */
void
trend_point_runs(
    const struct trend *trend, const struct trend_point *point, struct buf *out)
{
	static const char *const texts[2][2] = {
	    {N_("falling in a row"), N_("rising in a row")},
	    {N_("in a run below the median"), N_("in a run above the median")}};
	struct runchart_run *runs =
	    mem_new((size_t)trend->count + 1, sizeof(*runs));
	int count = trend_find_runs(trend, runs);
	int at = (int)(point - trend->points);
	const char *gap = "";

	for (int i = 0; i < count; i++) {
		const struct runchart_run *run = &runs[i];

		if ((point->marks & run->mark) == 0 || at < run->first ||
		    at > run->last)
			continue;
		buf_addf(out, "%s%s", gap,
		    _(texts[run->mark == RUNCHART_SHIFT][run->up]));
		gap = ", ";
	}
	free(runs);
}

/* --- Notes, and the order ------------------------------------------------ */

static const char *const ended[OUTCOMES] = {
    [OUTCOME_OPEN] = N_("test ended: %s"),
    [OUTCOME_ADOPT] = N_("test ended, adopted: %s"),
    [OUTCOME_ADAPT] = N_("test ended, to be adapted: %s"),
    [OUTCOME_ABANDON] = N_("test ended, abandoned: %s"),
};

void
trend_note_text(const struct trend_note *note, struct buf *out)
{
	const char *text = N_("done: %s");

	if (note->kind == TREND_TEST_BEGUN)
		text = N_("test begun: %s");
	else if (note->kind == TREND_TEST_ENDED)
		text = ended[note->outcome];
	buf_addf(out, _(text), note->title);
}

int
trend_rank(const struct trend *trend, bool favourable)
{
	enum runchart_change good =
	    favourable ? RUNCHART_HIGHER : RUNCHART_LOWER;
	int rank = TREND_WORSE;

	if (trend->change == RUNCHART_FEW)
		rank = TREND_FEW;
	else if (trend->change == RUNCHART_SAME)
		rank = TREND_STANDS;
	else if (trend->change == good)
		rank = TREND_BETTER;
	return trend->older ? rank + TREND_RANKS : rank;
}
