/*
 * Draws folded into lines of periods. See trend.h. Two passes: the first finds
 * the lines and their first and last period, the second adds up.
 */
#include "core/trend.h"

#include <stdlib.h>
#include <string.h>

#include "core/cadence.h"
#include "util/mem.h"

struct period
trend_span(int32_t today, int weeks)
{
	return (struct period){period_week(today) - 7 * weeks, today - 1};
}

/* A quarter begins with a month, and with a week or within one. */
int32_t
trend_first(struct period span)
{
	int32_t quarter = cadence_period(CADENCE_QUARTER, span.from).from;
	int32_t week = cadence_period(CADENCE_WEEK, span.from).from;

	return quarter < week ? quarter : week;
}

/* --- Finding the lines --------------------------------------------------- */

/* A line while draws are folded: which periods it has, and where it stands. */
struct line {
	struct trend trend;
	int32_t first, last; /* days of its draws that are shown */
	/* Its place: the instrument, the item and the cut in it. */
	int place[3];
};

struct lines {
	struct line *list;
	int count;
	int room;
	const struct instrument *instruments;
	int instrument_count;
	struct period span;
};

static bool
same_line(const struct trend *trend, const struct trend_draw *draw)
{
	const struct cut_key *a = &trend->key, *b = &draw->draw.key;

	return a->of == b->of && a->version == b->version &&
	       a->epsilon_milli == b->epsilon_milli &&
	       trend->walkup == draw->walkup && strcmp(a->item, b->item) == 0 &&
	       strcmp(a->instrument, b->instrument) == 0;
}

/* There are few lines, and the draws of a round are looked for one by one: an
 * index would not be faster. */
static int
find_line(const struct lines *lines, const struct trend_draw *draw)
{
	for (int i = 0; i < lines->count; i++)
		if (same_line(&lines->list[i].trend, draw))
			return i;
	return -1;
}

/* Where an item or a score, and a cut of it, stand in their instrument; behind
 * all others if it no longer has them. */
static void
find_place(const struct instrument *instrument, struct line *line)
{
	const struct cut_key *key = &line->trend.key;
	const struct cut *cuts = NULL;
	int count = 0, i;

	for (i = 0; i < instrument->item_count && !cuts; i++)
		if (strcmp(instrument->items[i].id, key->item) == 0) {
			cuts = instrument->items[i].cuts;
			count = instrument->items[i].cut_count;
		}
	for (int k = 0; k < instrument->score_count && !cuts; k++, i++)
		if (strcmp(instrument->scores[k].id, key->item) == 0) {
			cuts = instrument->scores[k].cuts;
			count = instrument->scores[k].cut_count;
		}
	line->place[1] = cuts ? i : ITEMS_MAX + SCORES_MAX + 1;
	line->place[2] = CUTS_MAX;
	for (int k = 0; k < count; k++)
		if (cuts[k].of == key->of)
			line->place[2] = k;
}

static struct line *
add_line(struct lines *lines, const struct trend_draw *draw)
{
	struct line *line;
	int i = 0;

	if (lines->count == lines->room) {
		lines->room = lines->room ? 2 * lines->room : 8;
		lines->list = mem_grow(
		    lines->list, (size_t)lines->room, sizeof(*lines->list));
	}
	line = &lines->list[lines->count++];
	*line = (struct line){
	    .trend = {
	        .key = draw->draw.key, .walkup = draw->walkup, .median = -1}};
	while (i < lines->instrument_count &&
	       strcmp(lines->instruments[i].id, draw->draw.key.instrument) != 0)
		i++;
	line->place[0] = i;
	if (i < lines->instrument_count) {
		line->trend.cadence = lines->instruments[i].cadence;
		find_place(&lines->instruments[i], line);
	}
	return line;
}

/* Whether the period of a day is shown. */
static bool
is_shown(const struct lines *lines, enum cadence cadence, int32_t day)
{
	struct period period = cadence_period(cadence, day);

	return period.to >= lines->span.from && period.to <= lines->span.to;
}

static void
find_lines(struct lines *lines, const struct trend_draw *draws, int count)
{
	for (int i = 0; i < count; i++) {
		int at = find_line(lines, &draws[i]);
		struct line *line =
		    at < 0 ? add_line(lines, &draws[i]) : &lines->list[at];
		int32_t day = draws[i].day;

		if (!is_shown(lines, line->trend.cadence, day))
			continue;
		/* A line's count only says whether it has any, here. */
		if (line->trend.count == 0 || day < line->first)
			line->first = day;
		if (line->trend.count == 0 || day > line->last)
			line->last = day;
		line->trend.count = 1;
	}
}

/* --- Their order --------------------------------------------------------- */

static int
compare_ids(const struct cut_key *a, const struct cut_key *b)
{
	int order = strcmp(a->instrument, b->instrument);

	return order ? order : strcmp(a->item, b->item);
}

/* The newer first, as far as a version, an epsilon and days tell. */
static int
compare_age(const struct line *a, const struct line *b)
{
	if (a->last != b->last)
		return a->last > b->last ? -1 : 1;
	if (a->trend.key.version != b->trend.key.version)
		return a->trend.key.version > b->trend.key.version ? -1 : 1;
	return a->trend.key.epsilon_milli - b->trend.key.epsilon_milli;
}

static int
compare_lines(const void *left, const void *right)
{
	const struct line *a = left, *b = right;
	int order = a->place[0] - b->place[0];

	if (order == 0)
		order = a->place[1] - b->place[1];
	if (order == 0)
		order = compare_ids(&a->trend.key, &b->trend.key);
	if (order == 0)
		order = a->trend.walkup - b->trend.walkup;
	if (order == 0)
		order = a->trend.older - b->trend.older;
	if (order == 0)
		order = a->place[2] - b->place[2];
	if (order == 0)
		order = a->trend.key.of - b->trend.key.of;
	return order ? order : compare_age(a, b);
}

static bool
same_item(const struct line *a, const struct line *b)
{
	return a->trend.walkup == b->trend.walkup &&
	       compare_ids(&a->trend.key, &b->trend.key) == 0;
}

/* Of an item's lines those are older that are not of the newest's version and
 * epsilon. */
static void
find_older(struct lines *lines)
{
	for (int i = 0; i < lines->count; i++) {
		struct line *line = &lines->list[i];
		const struct line *newest = line;

		for (int k = 0; k < lines->count; k++)
			if (same_item(line, &lines->list[k]) &&
			    compare_age(&lines->list[k], newest) < 0)
				newest = &lines->list[k];
		line->trend.older =
		    newest->trend.key.version != line->trend.key.version ||
		    newest->trend.key.epsilon_milli !=
		        line->trend.key.epsilon_milli;
	}
}

/* Draws of periods that are not shown made lines without a point. */
static void
drop_empty(struct lines *lines)
{
	int kept = 0;

	for (int i = 0; i < lines->count; i++)
		if (lines->list[i].trend.count > 0)
			lines->list[kept++] = lines->list[i];
	lines->count = kept;
}

/* --- Their points -------------------------------------------------------- */

/* A line that is asked no more ends with what was said last: what came after it
 * is no gap. */
static void
make_points(const struct lines *lines, struct line *line)
{
	struct trend *trend = &line->trend;
	enum cadence cadence = trend->cadence;
	int32_t day = line->first, first = cadence_turn(cadence, day);
	/* The day after the span is in the first period that is not over. */
	int32_t last = trend->older
	                   ? cadence_turn(cadence, line->last)
	                   : cadence_turn(cadence, lines->span.to + 1) - 1;

	trend->count = last - first + 1;
	trend->points = mem_new((size_t)trend->count, sizeof(*trend->points));
	for (int i = 0; i < trend->count; i++) {
		trend->points[i].period = cadence_period(cadence, day);
		trend->points[i].share = -1;
		day = trend->points[i].period.to + 1;
	}
}

/* Sums of draws are all that anybody is ever told, here as in a release. Of a
 * round without an answer the draw is nothing but noise: it is left out. */
static void
add_up(struct lines *lines, const struct trend_draw *draws, int count)
{
	for (int i = 0; i < count; i++) {
		int at = find_line(lines, &draws[i]);
		struct trend_point *point;
		struct trend *trend;

		if (at < 0)
			continue;
		trend = &lines->list[at].trend;
		if (!is_shown(lines, trend->cadence, draws[i].day))
			continue;
		point =
		    &trend->points[cadence_turn(trend->cadence, draws[i].day) -
		                   cadence_turn(
		                       trend->cadence, lines->list[at].first)];
		point->state = TREND_SMALL;
		if (draws[i].draw.answered > 0) {
			point->sum.rounds++;
			point->sum.answered += draws[i].draw.answered;
			point->sum.counted += draws[i].draw.counted;
		}
		point->checkins += draws[i].checkins;
		point->headcount += draws[i].headcount;
	}
}

/* What the points tell, once they are summed up. */
static void
tell_points(struct trend *trend, struct runchart_blurs *blurs)
{
	for (int i = 0; i < trend->count; i++) {
		struct trend_point *point = &trend->points[i];
		const struct runchart_sum *sum = &point->sum;
		int64_t blur;

		if (sum->answered < DISCLOSURE_MINIMUM)
			continue;
		blur =
		    runchart_blur(blurs, sum->rounds, trend->key.epsilon_milli);
		point->state = TREND_BLURRED;
		if (disclosure_is_blurred(sum->answered, blur)) {
			trend->blurred++;
			continue;
		}
		point->state = TREND_TOLD;
		point->share = runchart_share(sum->counted, sum->answered);
		point->give_or_take =
		    runchart_band(blurs, sum, trend->key.epsilon_milli);
		trend->told++;
	}
}

/* The median, the runs and the change, by the points that are told. */
static void
tell_line(struct trend *trend)
{
	size_t count = (size_t)trend->count + 1;
	struct runchart_sum *sums = mem_new(count, sizeof(*sums));
	int *shares = mem_new(count, sizeof(*shares));
	unsigned *marks = mem_new(count, sizeof(*marks));
	int told = 0;

	for (int i = 0; i < trend->count; i++)
		if (trend->points[i].state == TREND_TOLD) {
			sums[told] = trend->points[i].sum;
			shares[told++] = trend->points[i].share;
		}
	trend->change = runchart_compare(sums, told, trend->key.epsilon_milli,
	    &trend->before, &trend->after);
	/* What cannot be seen in what is shown is not told. */
	if (trend->change != RUNCHART_FEW &&
	    runchart_of(&trend->before, RUNCHART_FINEST) ==
	        runchart_of(&trend->after, RUNCHART_FINEST))
		trend->change = RUNCHART_SAME;
	if (told >= TREND_MEDIAN) {
		trend->median = runchart_median(shares, told);
		for (int i = 0; i < trend->count; i++)
			shares[i] = trend->points[i].share;
		trend->marks =
		    runchart_runs(shares, trend->count, trend->median, marks);
	}
	for (int i = 0; i < trend->count; i++)
		trend->points[i].marks = marks[i];
	free(sums);
	free(shares);
	free(marks);
}

int
trend_build(struct trend **out, const struct trend_draw *draws, int count,
    const struct instrument *instruments, int instrument_count,
    struct period span)
{
	struct lines lines = {.instruments = instruments,
	    .instrument_count = instrument_count,
	    .span = span};
	struct runchart_blurs *blurs = mem_new(1, sizeof(*blurs));
	struct trend *trends;

	find_lines(&lines, draws, count);
	drop_empty(&lines);
	find_older(&lines);
	if (lines.count > 0)
		qsort(lines.list, (size_t)lines.count, sizeof(*lines.list),
		    compare_lines);
	for (int i = 0; i < lines.count; i++)
		make_points(&lines, &lines.list[i]);
	add_up(&lines, draws, count);
	trends = mem_new((size_t)lines.count + 1, sizeof(*trends));
	for (int i = 0; i < lines.count; i++) {
		trends[i] = lines.list[i].trend;
		tell_points(&trends[i], blurs);
		tell_line(&trends[i]);
	}
	free(lines.list);
	free(blurs);
	*out = trends;
	return lines.count;
}

int
trend_find_runs(const struct trend *trend, struct runchart_run *runs)
{
	int *shares = mem_new((size_t)trend->count, sizeof(*shares));
	int count = 0;

	for (int i = 0; i < trend->count; i++)
		shares[i] = trend->points[i].share;
	if (trend->median >= 0)
		count = runchart_find_runs(
		    shares, trend->count, trend->median, runs);
	free(shares);
	return count;
}

void
trend_free(struct trend *trends, int count)
{
	for (int i = 0; i < count; i++)
		free(trends[i].points);
	free(trends);
}
