/*
 * Trends: all lines at a glance, what got better first, and one of them large
 * with its weeks, in a picture or in words. See screen_trends.h.
 */
#include "ui/screen_trends.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/layout.h"
#include "util/i18n.h"
#include "util/mem.h"

enum command {
	COMMAND_MOVE = 1,
	COMMAND_OPEN,
	COMMAND_EARLIER,
	COMMAND_LATER,
	COMMAND_FIRST,
	COMMAND_LAST,
	COMMAND_NEXT,
	COMMAND_BEFORE,
	COMMAND_WEEK,
	COMMAND_SCROLL,
	COMMAND_FORM,
	COMMAND_SPAN,
	COMMAND_LIST,
	COMMAND_LEAVE,
};

enum {
	MODE_LIST = 1 << 0,
	MODE_ENTRY = 1 << 1,   /* beside the list: a line has the focus */
	MODE_PICTURE = 1 << 2, /* one line, as a chart */
	MODE_WORDS = 1 << 3,   /* one line, in sentences */
	MODE_DRAWN = 1 << 4,   /* beside these: the form */
	MODE_SAID = 1 << 5,
};
#define MODE_ONE (MODE_PICTURE | MODE_WORDS)

/* A pair of keys is one line of the help page: the second one has no words. */
static const struct binding bindings[] = {
    {
        .heading = N_("In the list"),
        .modes = MODE_ENTRY,
        .keys = {K_ENTER},
        .command = COMMAND_OPEN,
        .place = PLACE_FOOTER,
        .label = N_("open"),
        .help = N_("See this line large, with its weeks."),
    },
    {
        .modes = MODE_LIST,
        .keys = {'j', K_DOWN, K_PGDN, K_END},
        .command = COMMAND_MOVE,
        .shown = N_("Up/Down, j/k"),
        .help = N_("Up and down: a line, a page (PgUp, PgDn), to the first or "
                   "the last (g, G)."),
    },
    {
        .modes = MODE_LIST,
        .keys = {'k', K_UP, K_PGUP, K_HOME},
        .command = COMMAND_MOVE,
    },
    {
        .modes = MODE_LIST,
        .keys = {K_ESC, 'q', K_BACK},
        .command = COMMAND_LEAVE,
        .place = PLACE_FOOTER,
        .label = N_("leave"),
        .help = N_("Leave this page."),
    },
    {
        .heading = N_("One line, as a chart"),
        .modes = MODE_PICTURE,
        .keys = {K_LEFT},
        .command = COMMAND_EARLIER,
        .place = PLACE_FOOTER,
        .shown = N_("Left/Right"),
        .label = N_("week"),
        .help =
            N_("The week before, the week after; it is told below the chart."),
    },
    {
        .modes = MODE_PICTURE,
        .keys = {K_RIGHT},
        .command = COMMAND_LATER,
    },
    {
        .modes = MODE_PICTURE,
        .keys = {K_HOME, 'g'},
        .command = COMMAND_FIRST,
        .shown = N_("Home/End, g/G"),
        .help = N_("The first week, the last week."),
    },
    {
        .modes = MODE_PICTURE,
        .keys = {K_END, 'G'},
        .command = COMMAND_LAST,
    },
    {
        .modes = MODE_PICTURE,
        .keys = {K_UP, 'k'},
        .command = COMMAND_BEFORE,
        .shown = N_("Up/Down, j/k"),
        .help = N_("The line before in the list, the next line."),
    },
    {
        .modes = MODE_PICTURE,
        .keys = {K_DOWN, 'j'},
        .command = COMMAND_NEXT,
    },
    {
        .modes = MODE_PICTURE,
        .keys = {K_PGDN, ' '},
        .command = COMMAND_SCROLL,
        .shown = N_("PgUp/PgDn"),
        .help = N_("Further up, further down in what stands below the chart "
                   "(Space too)."),
    },
    {
        .modes = MODE_PICTURE,
        .keys = {K_PGUP},
        .command = COMMAND_SCROLL,
    },
    {
        .heading = N_("One line, in words"),
        .modes = MODE_WORDS,
        .keys = {K_DOWN, 'j', K_PGDN, K_END},
        .command = COMMAND_WEEK,
        .place = PLACE_FOOTER,
        .shown = N_("Up/Down"),
        .label = N_("week"),
        .help = N_("Earlier, later: a week, a page (PgUp, PgDn), to the first "
                   "or the last (g, G)."),
    },
    {
        .modes = MODE_WORDS,
        .keys = {K_UP, 'k', K_PGUP, K_HOME},
        .command = COMMAND_WEEK,
    },
    {
        .modes = MODE_WORDS,
        .keys = {K_LEFT},
        .command = COMMAND_EARLIER,
        .shown = N_("Left/Right"),
        .help = N_("The week before, the week after."),
    },
    {
        .modes = MODE_WORDS,
        .keys = {K_RIGHT},
        .command = COMMAND_LATER,
    },
    {
        .heading = N_("One line, in either form"),
        .modes = MODE_ONE,
        .keys = {'n', K_TAB},
        .command = COMMAND_NEXT,
        .place = PLACE_FOOTER,
        .label = N_("next line"),
        .help = N_("The next line of the list."),
    },
    {
        .modes = MODE_ONE,
        .keys = {K_BACKTAB, 'p'},
        .command = COMMAND_BEFORE,
        .help = N_("The line before it."),
    },
    {
        .modes = MODE_ONE,
        .keys = {K_ESC, 'q', K_BACK},
        .command = COMMAND_LIST,
        .place = PLACE_FOOTER,
        .label = N_("back"),
        .help = N_("Back to all lines."),
    },
    {
        .heading = N_("Anywhere on this page"),
        .modes = MODE_DRAWN,
        .keys = {'v'},
        .command = COMMAND_FORM,
        .place = PLACE_FOOTER,
        .label = N_("words"),
        .help =
            N_("All of it in words instead of a picture, to be read aloud."),
    },
    {
        .modes = MODE_SAID,
        .keys = {'v'},
        .command = COMMAND_FORM,
        .place = PLACE_FOOTER,
        .label = N_("picture"),
        .help = N_("A picture instead of words; a terminal with ASCII begins "
                   "with words."),
    },
    {
        .keys = {'w'},
        .command = COMMAND_SPAN,
        .place = PLACE_FOOTER,
        .label = N_("span"),
        .help = N_("The last 26 weeks, or the last 52."),
    },
};

static const struct keymap keymap = {
    .title = N_("Trends"),
    .bindings = bindings,
    .count = sizeof(bindings) / sizeof(bindings[0]),
};

static void
trends_init(void *data, const struct facts *facts)
{
	struct trends_model *model = data;

	(void)facts;
	model->weeks = TREND_WEEKS;
	model->lines = mem_new(1, sizeof(*model->lines));
	model->points = mem_new(1, sizeof(*model->points));
	model->scroll = mem_new(1, sizeof(*model->scroll));
	model->seen = mem_new(1, sizeof(*model->seen));
}

static void
trends_free(void *data)
{
	struct trends_model *model = data;

	free(model->lines);
	free(model->points);
	free(model->scroll);
	free(model->seen);
}

/* --- what has the focus --- */

const struct fact_trend *
trends_line(const struct trends_model *model, const struct facts *facts)
{
	return model->loaded && model->lines->focus < facts->trends.count
	           ? &facts->trends.list[model->lines->focus]
	           : NULL;
}

const struct trend_point *
trends_point(const struct trends_model *model, const struct facts *facts)
{
	const struct fact_trend *line = trends_line(model, facts);

	return line && model->points->focus < line->trend->count
	           ? &line->trend->points[model->points->focus]
	           : NULL;
}

/* The point of a day, else the last one that is told. */
static void
focus_day(struct trends_model *model, const struct trend *trend, int32_t day)
{
	int at = trend->count - 1;

	while (at > 0 && trend->points[at].state != TREND_TOLD)
		at--;
	for (int i = 0; i < trend->count; i++)
		if (day >= trend->points[i].period.from &&
		    day <= trend->points[i].period.to)
			at = i;
	*model->points = (struct reader){.count = trend->count, .focus = at};
}

/* Taken down whenever it moves: facts may be read anew at any time. */
static void
remember(struct trends_model *model, const struct facts *facts)
{
	const struct fact_trend *line = trends_line(model, facts);
	const struct trend_point *point = trends_point(model, facts);

	if (!line)
		return;
	model->key = line->trend->key;
	model->walkup = line->trend->walkup;
	if (model->one && point)
		model->day = point->period.from;
}

static bool
is_remembered(const struct trends_model *model, const struct trend *trend)
{
	const struct cut_key *a = &model->key, *b = &trend->key;

	return a->of == b->of && a->version == b->version &&
	       a->epsilon_milli == b->epsilon_milli &&
	       model->walkup == trend->walkup &&
	       strcmp(a->item, b->item) == 0 &&
	       strcmp(a->instrument, b->instrument) == 0;
}

/* The lines were read anew: the same line and week have the focus, as far as
 * they are still there. */
static void
find_again(struct trends_model *model, const struct facts *facts)
{
	const struct fact_trend *line;
	bool found = false;

	for (int i = 0; i < facts->trends.count && !found; i++)
		if (is_remembered(model, facts->trends.list[i].trend)) {
			model->lines->focus = i;
			found = true;
		}
	if (!found) {
		model->lines->focus = 0;
		model->one = false;
	}
	line = trends_line(model, facts);
	if (line && model->one)
		focus_day(model, line->trend, model->day);
}

/* --- update --- */

static void
ask(const struct trends_model *model, struct effects *effects)
{
	effects_add(effects, EFFECT_TRENDS)->weeks = model->weeks;
}

/* The one so many places further down the list, at the same week. */
static void
open_line(struct trends_model *model, const struct facts *facts, int step)
{
	int at = model->lines->focus + step;

	if (at < 0 || at >= facts->trends.count)
		return;
	model->lines->focus = at;
	model->one = true;
	*model->scroll = (struct scroll){.top = 0};
	focus_day(model, facts->trends.list[at].trend, model->day);
}

/* What stands below the chart begins anew with each week. */
static void
to_point(struct trends_model *model, const struct facts *facts, int at)
{
	const struct trend *trend = trends_line(model, facts)->trend;

	if (at >= trend->count)
		at = trend->count - 1;
	model->points->focus = at < 0 ? 0 : at;
	model->scroll->top = 0;
}

/* Few rows stand there: one of them stays. */
static void
scroll_below(struct scroll *scroll, bool up)
{
	int rows = scroll->page > 1 ? scroll->page - 1 : 1;

	scroll->top += up ? -rows : rows;
}

static void
run_one(struct trends_model *model, const struct facts *facts,
    const struct event *event)
{
	int at = model->points->focus;

	switch (event->command) {
	case COMMAND_EARLIER:
		to_point(model, facts, at - 1);
		break;
	case COMMAND_LATER:
		to_point(model, facts, at + 1);
		break;
	case COMMAND_FIRST:
		to_point(model, facts, 0);
		break;
	case COMMAND_LAST:
		to_point(model, facts, model->points->count);
		break;
	case COMMAND_NEXT:
		open_line(model, facts, 1);
		return; /* the same week of the other line */
	case COMMAND_BEFORE:
		open_line(model, facts, -1);
		return;
	case COMMAND_SCROLL:
		scroll_below(model->scroll, event->key == K_PGUP);
		break;
	case COMMAND_LIST:
		model->one = false;
		return;
	default:
		reader_key(model->points, event->key);
		break;
	}
	remember(model, facts);
}

/* The span is asked for before the page changes: if that fails, what it shows
 * is still the old one. */
static void
run_command(struct trends_model *model, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	switch (event->command) {
	case COMMAND_OPEN:
		model->day = DATE_NONE;
		open_line(model, facts, 0);
		remember(model, facts);
		break;
	case COMMAND_FORM:
		model->turned = !model->turned;
		break;
	case COMMAND_SPAN:
		remember(model, facts);
		model->weeks =
		    model->weeks == TREND_WEEKS ? TRENDS_YEAR : TREND_WEEKS;
		ask(model, effects);
		break;
	case COMMAND_LEAVE:
		effects_add(effects, EFFECT_BACK);
		break;
	default:
		if (model->one)
			run_one(model, facts, event);
		else
			reader_key(model->lines, event->key);
		break;
	}
}

static void
effect_done(struct trends_model *model, const struct facts *facts,
    const struct event *event)
{
	if (event->status < 0) {
		part_failed(&model->toast,
		    _("That did not work. Please try again."), event->text);
		model->weeks = facts->trends.weeks == TRENDS_YEAR ? TRENDS_YEAR
		                                                  : TREND_WEEKS;
		return;
	}
	model->loaded = true;
	find_again(model, facts);
}

static void
trends_update(void *data, const struct facts *facts, const struct event *event,
    struct effects *effects)
{
	struct trends_model *model = data;

	if (idle_over(&model->idle, facts, event, &model->toast)) {
		effects_add(effects, EFFECT_GO)->screen = SCREEN_IDLE;
		return;
	}
	switch (event->kind) {
	case EVENT_ENTER:
		if (event->argument >= 0)
			ask(model, effects);
		break;
	case EVENT_KEY:
		run_command(model, facts, event, effects);
		break;
	case EVENT_DONE:
		if (event->effect == EFFECT_TRENDS)
			effect_done(model, facts, event);
		break;
	case EVENT_TICK:
	case EVENT_IDLE:
		break;
	}
}

/* The form is that of the last view: no key is pressed on a page that nobody
 * has seen. */
static unsigned
trends_modes(const void *data, const struct facts *facts)
{
	const struct trends_model *model = data;
	const struct fact_trend *line = trends_line(model, facts);
	bool words = model->seen->words;
	unsigned form = words ? MODE_SAID : MODE_DRAWN;

	if (!line)
		return MODE_LIST;
	if (!model->one)
		return MODE_LIST | MODE_ENTRY | form;
	return form | (words ? MODE_WORDS : MODE_PICTURE);
}

static void
draw_header(const struct trends_model *model, const struct facts *facts,
    struct cells *cells)
{
	const struct fact_trend *line =
	    model->one ? trends_line(model, facts) : NULL;
	char span[96];

	if (!model->loaded) {
		layout_header(cells, _("Trends"), NULL, NULL);
		return;
	}
	trends_span_words(facts, span, sizeof(span));
	layout_header(cells, line ? line->words : _("Trends"), NULL, span);
}

static void
trends_view(const void *data, const struct facts *facts, struct cells *cells)
{
	const struct trends_model *model = data;
	struct area main, side;

	model->seen->words = cells->ascii != model->turned;
	area_body(cells, &main, &side);
	draw_header(model, facts, cells);
	cells_cursor(cells, main.row, main.column);
	if (model->one && trends_line(model, facts)) {
		trends_one(model, facts, cells, &main, &side);
	} else if (model->loaded) {
		if (side.columns > 0)
			trends_about(model, facts, cells, &side);
		trends_list(model, facts, cells, &main);
	}
	toast_view(&model->toast, cells);
	layout_footer(cells, &keymap, trends_modes(model, facts));
}

static int
trends_idle(const void *data, const struct facts *facts)
{
	return idle_seconds(&((const struct trends_model *)data)->idle, facts);
}

const struct screen screen_trends = {
    .keymap = &keymap,
    .model_size = sizeof(struct trends_model),
    .init = trends_init,
    .update = trends_update,
    .view = trends_view,
    .modes = trends_modes,
    .idle = trends_idle,
    .still = true,
    .done = trends_free,
};
