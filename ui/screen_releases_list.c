/*
 * The list of releases, and above it what leaves next: kinds of counts only,
 * the same whatever was answered, so that nobody learns anything from it
 * before it is sealed.
 */
#include <stdio.h>
#include <string.h>

#include "ui/layout.h"
#include "ui/parts_release.h"
#include "ui/screen_releases.h"
#include "util/i18n.h"

#define KIND_STOP 13
#define STATE_STOP 24
#define SEALED_COLUMNS 16 /* at the right end */
#define PROBLEM_ROWS 2

static const char *const kinds[][2] = {
    {"pulse", N_("sums of blurred counts, from 5 answers up")},
    {"notes", N_("how many, by kind and theme, from 3 up")},
    {"actions", N_("how many, by state, tier and theme; how soon answered")},
    {"huddles", N_("planned, held, minutes, people")},
    {"shift", N_("sums of numbers of the shift, from 3 shifts up")},
    {"dropped", N_("tasks that were done away with, and their minutes")},
    {"buddies", N_("pairs and connections, from 5 up")},
};

/* --- what comes next --- */

/* Why it is not sealed, though it should be; NULL if all is well. */
static const char *
hindrance(const struct facts *facts)
{
	switch (facts->ledger.verdict) {
	case LEDGER_WAITS:
		return _("It waits for a huddle that is still open.");
	case LEDGER_CLOCK_BEHIND:
		return _("The store has records of a later day than the clock "
		         "says. Nothing is sealed until a manager confirms "
		         "that the clock is right.");
	case LEDGER_CLOCK_AHEAD:
		return _("The clock is more than a month after the newest "
		         "record. Nothing is sealed until a manager confirms "
		         "that the clock is right.");
	case LEDGER_SEAL:
		return _("It is over; the next huddle or start seals it.");
	case LEDGER_NOTHING:
		break;
	}
	return NULL;
}

static void
view_next(struct cells *cells, struct area *area, const struct facts *facts)
{
	const char *why = hindrance(facts);
	char day[64], text[160];

	layout_date(facts, facts->ledger.next.to, day);
	if (facts->ledger.address)
		snprintf(text, sizeof(text),
		    _("After %s these kinds of counts will leave, and nothing "
		      "else:"),
		    day);
	else
		snprintf(text, sizeof(text),
		    _("After %s these kinds of counts are sealed, and nothing "
		      "else:"),
		    day);
	area_wrap(cells, area, 2, STYLE_BOLD, text);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		struct area about = *area;

		if (strcmp(kinds[i][0], "shift") == 0 &&
		    !facts->ledger.shift_numbers)
			continue;
		cells_text(cells, area->row, area->column, KIND_STOP - 1,
		    STYLE_NORMAL, releases_part(kinds[i][0]));
		about.column += KIND_STOP;
		about.columns -= KIND_STOP;
		area_wrap(cells, &about, 2, STYLE_NORMAL, _(kinds[i][1]));
		area_skip(area, about.row - area->row);
	}
	area_wrap(cells, area, 2, STYLE_DIM,
	    _("The unit's name stands on it; no other name, no text, no single "
	      "answer."));
	if (!facts->ledger.address)
		area_wrap(cells, area, 2, STYLE_NORMAL,
		    _("No office is configured: what is sealed stays here."));
	if (why)
		area_wrap(cells, area, 3,
		    part_ledger_doubt(facts) ? STYLE_ALERT : STYLE_NORMAL, why);
	area_skip(area, 1);
}

/* --- the list --- */

static int
state_columns(int columns)
{
	return columns - STATE_STOP - SEALED_COLUMNS;
}

static const char *
problem(const struct facts *facts, const struct fact_release *release)
{
	return facts->ledger.address && release->sent == DATE_NONE
	           ? release->problem
	           : "";
}

static int
least(int a, int b)
{
	return a < b ? a : b;
}

static int
release_rows(const void *data, int columns, int index)
{
	const struct facts *facts = data;
	const struct fact_release *release = &facts->releases.list[index];
	char text[PART_RELEASE_SIZE];

	part_release(facts, release, text);
	return least(part_lines(text, state_columns(columns)), 2) +
	       least(part_lines(problem(facts, release), columns - STATE_STOP),
	           PROBLEM_ROWS);
}

static void
view_release(struct cells *cells, struct area *area, const void *data,
    int index, bool focused)
{
	const struct facts *facts = data;
	const struct fact_release *release = &facts->releases.list[index];
	char text[PART_RELEASE_SIZE], day[PART_DAY_SIZE], sealed[64];
	struct area state = *area;

	if (focused)
		cells_text(cells, area->row, area->column, 1, STYLE_ACCENT,
		    SIGN_FOCUS);
	part_period(facts, release->period, text);
	cells_text(cells, area->row, area->column + 2, STATE_STOP - 3,
	    focused ? STYLE_FOCUS : STYLE_NORMAL, text);
	part_day(facts, release->sealed, day);
	snprintf(sealed, sizeof(sealed), _("sealed %s"), day);
	cells_right(
	    cells, area->row, area->column + area->columns, STYLE_DIM, sealed);
	part_release(facts, release, text);
	state.column += STATE_STOP;
	state.columns = state_columns(area->columns);
	area_wrap(cells, &state, 2, STYLE_NORMAL, text);
	state.columns = area->columns - STATE_STOP;
	area_wrap(
	    cells, &state, PROBLEM_ROWS, STYLE_DIM, problem(facts, release));
	area_skip(area, state.row - area->row);
}

void
releases_list(const struct releases_model *model, const struct facts *facts,
    struct cells *cells, struct area *main)
{
	struct entries entries = {facts, release_rows, view_release};

	view_next(cells, main, facts);
	if (facts->releases.count == 0)
		area_wrap(cells, main, 2, STYLE_NORMAL,
		    _("Nothing has left this unit yet."));
	else
		reader_view(model->reader, cells, main, facts->releases.count,
		    &entries);
}

/* --- the page --- */

static void
view_header(const struct releases_model *model, const struct facts *facts,
    struct cells *cells)
{
	const struct fact_release *shown = releases_shown(model, facts);
	char period[PART_PERIOD_SIZE], text[160];

	if (model->look == LOOK_LIST || !shown) {
		layout_header(cells, _("What leaves this unit"), NULL, NULL);
		return;
	}
	part_period(facts, shown->period, period);
	snprintf(text, sizeof(text), "%s, %s", period,
	    part_release_word(facts, shown));
	layout_header(cells,
	    model->look == LOOK_AUDIT  ? _("What the audit says")
	    : model->look == LOOK_FILE ? _("The file itself")
	                               : _("What leaves this unit"),
	    NULL, text);
}

static void
view_shown(const struct releases_model *model, const struct facts *facts,
    struct cells *cells, struct area *main)
{
	if (!releases_shown(model, facts))
		area_wrap(cells, main, 3, STYLE_NORMAL,
		    _("This release could not be read. Esc leads back."));
	else if (model->look == LOOK_FILE)
		releases_file(model, facts, cells, main);
	else
		scroll_view(model->scroll, cells, main, facts,
		    model->look == LOOK_AUDIT ? releases_audit
		                              : releases_words);
}

void
releases_view(const void *data, const struct facts *facts, struct cells *cells)
{
	const struct releases_model *model = data;
	const struct fact_release *beside = model->look == LOOK_LIST
	                                        ? releases_focused(model, facts)
	                                        : releases_shown(model, facts);
	struct area main, side;

	area_body(cells, &main, &side);
	view_header(model, facts, cells);
	cells_cursor(cells, main.row, main.column);
	if (side.columns > 0 && beside)
		part_release_about(cells, &side, facts, beside);
	if (model->look != LOOK_LIST)
		view_shown(model, facts, cells, &main);
	else if (model->loaded)
		releases_list(model, facts, cells, &main);
	toast_view(&model->toast, cells);
	layout_footer(
	    cells, screen_releases.keymap, releases_modes(model, facts));
	dialog_view(&model->dialog, cells);
}
