/*
 * A unit with trends. See trends_unit.h.
 */
#include "trends_unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/trend_words.h"
#include "screen_unit.h"
#include "ui/stage.h"
#include "util/mem.h"

#define MONDAY 20773 /* 16 November 2026, of the newest week that is over */
#define THERE 14
#define WEEK 7
#define BINDINGS_MAX 40

static bool pressed[BINDINGS_MAX][BINDING_KEYS];
static struct screen spied;
static const struct screen *table[SCREENS];

/* --- its instruments --- */

#define ITEM(name, question, told)                                             \
	{                                                                      \
		.id = name, .prompt = {{(question)}}, .answer_count = 5,       \
		.cut_count = 1, .cuts = {                                      \
			{0x18, {{(told)}}}                                     \
		}                                                              \
	}

static char energy[] = "How much energy do you have for today's work?";
static char energy_words[] = "had energy for the work";
static char needed[] = "On your last shift, did you have what you needed to do "
                       "good work?";
static char needed_words[] = "had what they needed";
static char someone[] = "Was there someone you could turn to?";
static char someone_words[] = "had someone to turn to";
static char asked[] = "Does your lead ask you before deciding?";
static char asked_words[] =
    "were asked before it was decided, most of the time";
static char pulse_title[] = "Pulse", leading_title[] = "Leading";

static struct item pulse_items[] = {ITEM("energy", energy, energy_words),
    ITEM("needed", needed, needed_words),
    ITEM("someone", someone, someone_words)};
static struct item leading_items[] = {ITEM("asked", asked, asked_words)};

static const struct instrument instruments[] = {
    {.id = "pulse",
        .version = 1,
        .cadence = CADENCE_HUDDLE,
        .language_count = 1,
        .languages = {"en"},
        .title = {{pulse_title}},
        .item_count = 3,
        .items = pulse_items},
    {.id = "leading",
        .version = 1,
        .cadence = CADENCE_MONTH,
        .language_count = 1,
        .languages = {"en"},
        .title = {{leading_title}},
        .item_count = 1,
        .items = leading_items},
};

static char census[] = "Census", breaks[] = "Breaks missed";
static const struct shift_field fields[TRENDS_FIELDS] = {
    {.id = "census", .title = census, .most = 99},
    {.id = "breaks", .title = breaks, .most = 99}};

/* --- what is read --- */

static void
forget(struct trends_unit *unit)
{
	int count = unit->st->facts.trends.count;

	for (int i = 0; unit->list && i < count; i++) {
		free((char *)unit->list[i].sentence);
		free((char *)unit->list[i].runs);
	}
	free(unit->list);
	trend_free(unit->trends, count);
	free(unit->weeks);
	unit->list = NULL;
	unit->trends = NULL;
	unit->weeks = NULL;
}

static int
compare(const void *left, const void *right)
{
	const struct fact_trend *a = left, *b = right;
	int order = trend_rank(a->trend, a->favourable) -
	            trend_rank(b->trend, b->favourable);

	return order ? order : (a->trend > b->trend) - (a->trend < b->trend);
}

static void
make_lines(struct trends_unit *unit, int count)
{
	unit->list = mem_new((size_t)count + 1, sizeof(*unit->list));
	for (int i = 0; i < count; i++) {
		struct buf sentence = BUF_INIT, runs = BUF_INIT;
		struct trend_texts texts;

		trend_texts(&unit->trends[i], instruments, 2, "en", &texts);
		trend_sentence(&unit->trends[i], texts.words, &sentence);
		trend_runs_sentence(&unit->trends[i], &runs);
		unit->list[i] = (struct fact_trend){.trend = &unit->trends[i],
		    .title = texts.title,
		    .prompt = texts.prompt,
		    .words = texts.words ? texts.words : texts.prompt,
		    .sentence = buf_take(&sentence),
		    .runs = buf_take(&runs),
		    .favourable = texts.favourable};
	}
	qsort(unit->list, (size_t)count, sizeof(*unit->list), compare);
}

/* Of every day shift of every second week. */
static void
make_weeks(struct trends_unit *unit, struct fact_trends *out)
{
	struct shift_number list[2 * 60 * WEEK];
	int count = 0;

	for (int week = 0; week < 60; week += 2)
		for (int day = 0; day < WEEK; day++)
			for (int field = 0; field < TRENDS_FIELDS; field++) {
				struct shift_number *number = &list[count++];

				*number = (struct shift_number){
				    .shift = {MONDAY - WEEK * week + day,
				        SHIFT_DAY},
				    .value =
				        field ? week % 3 : 20 + week % 5 + day};
				memcpy(number->field, fields[field].id,
				    sizeof(number->field));
			}
	out->shift_week_count = shift_number_weeks(
	    list, count, fields, TRENDS_FIELDS, out->span, &unit->weeks);
	out->shift_weeks = unit->weeks;
	out->shift_fields = fields;
	out->shift_field_count = TRENDS_FIELDS;
}

static void
read_trends(struct trends_unit *unit, int weeks)
{
	struct fact_trends *out = &unit->st->facts.trends;

	forget(unit);
	unit->reads++;
	*out = (struct fact_trends){
	    .span = trend_span(unit->st->facts.shift.day, weeks),
	    .weeks = weeks,
	    .notes = unit->notes,
	    .note_count = unit->note_count};
	out->count = trend_build(&unit->trends, unit->draws, unit->draw_count,
	    instruments, 2, out->span);
	make_lines(unit, out->count);
	out->list = unit->list;
	if (unit->fields)
		make_weeks(unit, out);
}

/* --- the host --- */

static const struct facts *
facts_now(void *context, bool clock_only)
{
	(void)clock_only;
	return &((struct trends_unit *)context)->st->facts;
}

static int
perform(void *context, const struct effect *effect, const char **text,
    struct err *err)
{
	struct trends_unit *unit = context;
	struct host host = unit_host(unit->st);

	if (effect->kind != EFFECT_TRENDS)
		return host.perform(host.context, effect, text, err);
	if (unit->fails) {
		unit->fails = false;
		return err_set(err, ERR_UNAVAILABLE, "The disk is full.");
	}
	read_trends(unit, effect->weeks);
	return OK;
}

/* Which keys of the page have been pressed in a mode in which they work. */
static void
spy(void *model, const struct facts *facts, const struct event *event,
    struct effects *effects)
{
	const struct keymap *keymap = screen_trends.keymap;
	unsigned modes = screen_trends.modes(model, facts);

	for (int i = 0; event->kind == EVENT_KEY && i < keymap->count; i++)
		for (int k = 0; k < BINDING_KEYS; k++)
			if (binding_works(&keymap->bindings[i], modes) &&
			    keymap->bindings[i].keys[k] == event->key)
				pressed[i][k] = true;
	screen_trends.update(model, facts, event, effects);
}

void
trends_all_keys(void)
{
	const struct keymap *keymap = screen_trends.keymap;
	int missed = 0;

	assert_true(keymap->count <= BINDINGS_MAX);
	for (int i = 0; i < keymap->count; i++)
		for (int k = 0; k < BINDING_KEYS; k++) {
			uint32_t key = keymap->bindings[i].keys[k];
			char name[KEY_NAME_SIZE];

			if (key == K_NONE || pressed[i][k])
				continue;
			print_error("never pressed: %s (%s)\n",
			    key_text(key, name), keymap->bindings[i].help);
			missed++;
		}
	assert_int_equal(missed, 0);
}

/* --- the unit --- */

struct trends_unit *
trends_unit_new(void)
{
	struct trends_unit *unit = mem_new(1, sizeof(*unit));

	unit->st = st_new();
	unit->rows = 24;
	unit->columns = 80;
	return unit;
}

void
trends_unit_free(struct trends_unit *unit)
{
	struct st *st = unit->st;

	forget(unit);
	st_free(st);
	free(unit);
}

void
trends_add(struct trends_unit *unit, const char *item, int week, int answered,
    int counted)
{
	bool walkup = strcmp(item, "asked") == 0;
	struct trend_draw *draw = &unit->draws[unit->draw_count++];

	assert_in_range(unit->draw_count, 1, TRENDS_DRAWS);
	*draw = (struct trend_draw){.walkup = walkup,
	    .day = MONDAY - WEEK * week + 2,
	    .checkins = answered,
	    .headcount = answered > THERE ? answered : THERE,
	    .draw = {.key = {.version = 1, .of = 0x18, .epsilon_milli = 1000},
	        .answered = answered,
	        .counted = counted}};
	snprintf(draw->draw.key.instrument, ID_SIZE, "%s",
	    walkup ? "leading" : "pulse");
	snprintf(draw->draw.key.item, ID_SIZE, "%s", item);
}

void
trends_note(
    struct trends_unit *unit, int week, enum trend_note_kind kind, char *title)
{
	struct trend_note *note = &unit->notes[unit->note_count++];

	assert_in_range(unit->note_count, 1, TRENDS_NOTES);
	*note = (struct trend_note){
	    .day = MONDAY - WEEK * week + 1, .kind = kind, .title = title};
}

static char saline[] = "One signature for saline";
static char carts[] = "Label the crash carts";
static char pumps[] = "New pumps";

void
trends_fill(struct trends_unit *unit)
{
	for (int week = 25; week >= 0; week--) {
		if (week == 14) /* a week without a huddle */
			continue;
		if (week == 9) { /* one with hardly anybody */
			trends_add(unit, "needed", week, 3, 2);
			continue;
		}
		for (int huddle = 0; huddle < 6; huddle++) {
			int some = (week * 7 + huddle * 5) % 3;

			trends_add(unit, "needed", week, 11,
			    (week > 12 ? 4 : 8) + some - 1);
			trends_add(unit, "energy", week, 11, 5 + some);
			trends_add(unit, "someone", week, 10,
			    (week > 10 ? 9 : 5) - some);
		}
	}
	trends_add(unit, "asked", 11, 9, 4);
	trends_add(unit, "asked", 6, 9, 6);
	trends_note(unit, 13, TREND_TEST_BEGUN, saline);
	trends_note(unit, 12, TREND_DONE, pumps);
	trends_note(unit, 12, TREND_TEST_ENDED, saline);
	unit->notes[unit->note_count - 1].outcome = OUTCOME_ADOPT;
	trends_note(unit, 2, TREND_DONE, carts);
}

void
trends_open(struct trends_unit *unit)
{
	struct host host = {unit, facts_now, perform};

	stage_free(unit->st->stage);
	memcpy(table, screens, sizeof(table));
	spied = screen_trends;
	spied.update = spy;
	table[SCREEN_TRENDS] = &spied;
	unit->st->stage = stage_new_with(&host, table);
	st_press(unit->st, "t");
	st_front(unit->st, SCREEN_TRENDS);
}

const struct fact_trend *
trends_of(const struct trends_unit *unit, const char *item)
{
	for (int i = 0; i < unit->st->facts.trends.count; i++)
		if (strcmp(unit->list[i].trend->key.item, item) == 0)
			return &unit->list[i];
	return NULL;
}

struct cells
trends_cells(struct trends_unit *unit)
{
	struct cells cells;

	cells_init(&cells, unit->rows, unit->columns, unit->ascii);
	stage_view(unit->st->stage, &cells);
	return cells;
}
