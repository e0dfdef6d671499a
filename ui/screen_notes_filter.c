/*
 * What the list of notes can be narrowed to, and the box in which that is
 * chosen. See screen_notes.h.
 */
#include <stdio.h>
#include <string.h>

#include "ui/layout.h"
#include "ui/screen_notes.h"
#include "util/date.h"
#include "util/i18n.h"

#define BOX_COLUMNS 52
#define BOX_PAD 3   /* from the wall to the text */
#define BOX_LABEL 2 /* stops within that */
#define BOX_VALUE 12

static const struct {
	const char *label;
	int state;
	bool waiting;
} states[] = {
    {N_("any state"), -1, false},
    {N_("waiting for an answer"), -1, true},
    {N_("with a card on the board"), NOTE_ACTION, false},
    {N_("answered"), NOTE_ANSWERED, false},
    {N_("can't, because"), NOTE_CANT, false},
    {N_("merged into another"), NOTE_MERGED, false},
    {N_("redacted"), NOTE_REDACTED, false},
};
#define STATES ((int)(sizeof(states) / sizeof(states[0])))

/* Days before today that a note must have at most, at least; 0: any. */
static const struct {
	const char *label;
	int most, least;
} ages[] = {
    {N_("any age"), 0, 0},
    {N_("of the last 7 days"), 7, 0},
    {N_("older than a week"), 0, 8},
    {N_("older than a month"), 0, 31},
};
#define AGES ((int)(sizeof(ages) / sizeof(ages[0])))

static const char *const titles[FILTERS] = {
    [FILTER_KIND] = N_("Kind"),
    [FILTER_THEME] = N_("Theme"),
    [FILTER_STATE] = N_("State"),
    [FILTER_AGE] = N_("Age"),
};

int
notes_filter_count(const struct facts *facts, int filter)
{
	const int counts[FILTERS] = {[FILTER_KIND] = 1 + NOTE_KINDS,
	    [FILTER_THEME] = 1 + facts->theme_count,
	    [FILTER_STATE] = STATES,
	    [FILTER_AGE] = AGES};

	return counts[filter];
}

const char *
notes_filter_label(const struct facts *facts, int filter, int value)
{
	switch (filter) {
	case FILTER_KIND:
		return value ? _(note_kind_titles[value - 1]) : _("any kind");
	case FILTER_THEME:
		return value ? facts->themes[value - 1].title : _("any theme");
	case FILTER_STATE:
		return _(states[value].label);
	default:
		return _(ages[value].label);
	}
}

void
notes_filter(const struct notes *model, const struct facts *facts,
    struct note_filter *out)
{
	const int *chosen = model->chosen;
	int state = chosen[FILTER_STATE], age = chosen[FILTER_AGE];

	*out = note_filter_all;
	out->kind = chosen[FILTER_KIND] - 1;
	out->state = states[state].state;
	out->waiting = states[state].waiting;
	if (chosen[FILTER_THEME])
		out->theme = facts->themes[chosen[FILTER_THEME] - 1].id;
	if (ages[age].most)
		out->since = facts->shift.day - ages[age].most;
	if (ages[age].least)
		out->until = facts->shift.day - ages[age].least;
	if (notes_word(model)[0] == '\0')
		return;
	out->match = notes_word(model);
	if (model->themes.len > 0)
		out->match_themes = buf_text(&model->themes);
}

bool
notes_only_waiting(const struct notes *model)
{
	for (int i = 0; i < FILTERS; i++)
		if (i != FILTER_STATE && model->chosen[i])
			return false;
	return states[model->chosen[FILTER_STATE]].waiting;
}

void
notes_filter_step(struct notes *model, const struct facts *facts, int step)
{
	int count = notes_filter_count(facts, model->row);
	int *value = &model->chosen[model->row];

	*value = (*value + step + count) % count;
}

void
notes_filter_text(const struct notes *model, const struct facts *facts,
    char *out, size_t size)
{
	size_t used = 0;

	out[0] = '\0';
	for (int i = 0; i < FILTERS && used < size; i++)
		if (model->chosen[i])
			used += (size_t)snprintf(out + used, size - used,
			    "%s%s", used ? " " SIGN_DOT " " : "",
			    notes_filter_label(facts, i, model->chosen[i]));
	if (notes_word(model)[0] != '\0' && !model->finding && used < size)
		snprintf(out + used, size - used, "%s\"%s\"",
		    used ? " " SIGN_DOT " " : "", notes_word(model));
}

/* --- the box --- */

/* A box like that of a question, with air around it. */
static void
view_walls(struct cells *cells, int top, int left, int rows, int columns)
{
	const char *corners[] = {
	    SIGN_TOP_LEFT, SIGN_TOP_RIGHT, SIGN_BOTTOM_LEFT, SIGN_BOTTOM_RIGHT};
	int right = left + columns - 1;

	cells_blank(cells, top - 1, left - 2, rows + 2, columns + 4);
	for (int i = 0; i < 2; i++) {
		int row = i ? top + rows - 1 : top;

		cells_fill(cells, row, left, columns, STYLE_ACCENT, SIGN_RULE);
		cells_text(cells, row, left, 1, STYLE_ACCENT, corners[2 * i]);
		cells_text(
		    cells, row, right, 1, STYLE_ACCENT, corners[2 * i + 1]);
	}
	for (int row = top + 1; row < top + rows - 1; row++) {
		cells_text(cells, row, left, 1, STYLE_ACCENT, SIGN_WALL);
		cells_text(cells, row, right, 1, STYLE_ACCENT, SIGN_WALL);
	}
}

static void
view_filter(const struct notes *model, const struct facts *facts,
    struct cells *cells, int row, int column, int filter)
{
	bool focus = filter == model->row;
	int value = model->chosen[filter];

	if (focus) {
		cells_text(cells, row, column, 1, STYLE_ACCENT, SIGN_FOCUS);
		cells_cursor(cells, row, column);
	}
	cells_text(cells, row, column + BOX_LABEL, BOX_VALUE - BOX_LABEL - 1,
	    focus ? STYLE_FOCUS : STYLE_NORMAL, _(titles[filter]));
	cells_text(cells, row, column + BOX_VALUE,
	    BOX_COLUMNS - 2 * BOX_PAD - BOX_VALUE,
	    focus   ? STYLE_FOCUS
	    : value ? STYLE_NORMAL
	            : STYLE_DIM,
	    notes_filter_label(facts, filter, value));
}

void
notes_filter_view(
    const struct notes *model, const struct facts *facts, struct cells *cells)
{
	int rows = FILTERS + 8;
	int top = layout_bottom(cells) - rows; /* the list shows above */
	int left = (cells->columns - BOX_COLUMNS) / 2;

	view_walls(cells, top, left, rows, BOX_COLUMNS);
	left += BOX_PAD;
	cells_text(cells, top + 2, left, BOX_COLUMNS - 2 * BOX_PAD, STYLE_BOLD,
	    _("Which notes?"));
	for (int i = 0; i < FILTERS; i++)
		view_filter(model, facts, cells, top + 4 + i, left, i);
	cells_text(cells, top + rows - 3, left, BOX_COLUMNS - 2 * BOX_PAD,
	    STYLE_DIM, _("Up and Down choose, Left and Right change."));
}
