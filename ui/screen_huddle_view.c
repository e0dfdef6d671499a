/*
 * How the huddle looks: where it stands, its clock, the prompt in large; and
 * the pages before it begins.
 */
#include <libintl.h>
#include <stdio.h>
#include <string.h>

#include "ui/layout.h"
#include "ui/screen_huddle.h"
#include "util/i18n.h"

#define PROMPT 7 /* from the margin */

/* --- the row of steps --- */

/* The steps that are shown, each by its title, around the current one; that
 * there are others is told at both ends. */
struct window {
	int current;
	int first;
	int last;
	int gap;
};

static int
steps_width(const struct agenda *agenda, const struct window *window)
{
	int cut = (window->first > 0) + (window->last + 1 < agenda->step_count);
	int width = cut * (1 + window->gap) - window->gap;

	for (int i = window->first; i <= window->last; i++)
		width += 2 + utf8_width(agenda->steps[i].title) + window->gap;
	return width;
}

static void
steps_draw(struct cells *cells, const struct agenda *agenda,
    const struct window *window)
{
	int column = LAYOUT_MARGIN, right = cells->columns - LAYOUT_MARGIN;

	if (window->first > 0)
		column = cells_text(cells, LAYOUT_TOP, column, -1, STYLE_DIM,
		             SIGN_MORE) +
		         window->gap;
	for (int i = window->first; i <= window->last; i++) {
		bool current = i == window->current;
		const char *sign = current               ? SIGN_FOCUS
		                   : i < window->current ? SIGN_DONE
		                                         : SIGN_DOT;

		column = cells_text(cells, LAYOUT_TOP, column, -1,
		    current ? STYLE_ACCENT : STYLE_DIM, sign);
		column = cells_text(cells, LAYOUT_TOP, column + 1,
		    right - column - 1, current ? STYLE_BOLD : STYLE_DIM,
		    agenda->steps[i].title);
		column += window->gap;
	}
	if (window->last + 1 < agenda->step_count && column < right)
		cells_text(cells, LAYOUT_TOP, column, -1, STYLE_DIM, SIGN_MORE);
}

/* One more step at the end that `edge` points to; false if it has no room. */
static bool
steps_widen(const struct agenda *agenda, struct window *window, int room,
    int *edge, int to)
{
	int was = *edge;

	if (to < 0 || to >= agenda->step_count)
		return false;
	*edge = to;
	if (steps_width(agenda, window) <= room)
		return true;
	*edge = was;
	return false;
}

/* All steps, well apart; else as many neighbours as there is room for, those
 * to come first. */
static void
view_steps(struct cells *cells, const struct agenda *agenda, int current)
{
	int room = cells->columns - 2 * LAYOUT_MARGIN;
	struct window window = {current, 0, agenda->step_count - 1, 4};
	bool more = true;

	if (steps_width(agenda, &window) > room)
		window.gap = 3;
	if (steps_width(agenda, &window) > room) {
		window.first = window.last = current;
		while (more) {
			more = steps_widen(agenda, &window, room, &window.last,
			    window.last + 1);
			more |= steps_widen(agenda, &window, room,
			    &window.first, window.first - 1);
		}
	}
	steps_draw(cells, agenda, &window);
}

/* --- clocks --- */

/* "2:10 of 5:00"; past it "0:40 past 5:00". */
static void
clock_of(int spent, int planned, char *out, size_t size)
{
	char left[16], right[16];

	clock_text(spent > planned ? spent - planned : spent, left);
	clock_text(planned, right);
	if (spent > planned)
		snprintf(out, size, _("%s past %s"), left, right);
	else
		snprintf(out, size, _("%s of %s"), left, right);
}

static void
view_header(const struct huddle_model *model, const struct facts *facts,
    struct cells *cells)
{
	const struct agenda *agenda = facts->running_agenda;
	char title[160], place[64], clock[48];

	snprintf(title, sizeof(title), "%s " SIGN_DOT " %s", _("Huddle"),
	    agenda->title);
	snprintf(place, sizeof(place),
	    model->run.paused ? _("step %d of %d, paused") : _("step %d of %d"),
	    model->run.step + 1, agenda->step_count);
	clock_of(run_total(&model->run, agenda, facts->now),
	    agenda_seconds(agenda), clock, sizeof(clock));
	layout_header(cells, title, place, clock);
}

static void
view_step_clock(const struct huddle_model *model, const struct facts *facts,
    struct cells *cells)
{
	char clock[48], text[96];

	clock_of(run_spent(&model->run, model->run.step, facts->now),
	    huddle_step(model, facts)->seconds, clock, sizeof(clock));
	snprintf(text, sizeof(text), _("this step  %s"), clock);
	cells_right(cells, LAYOUT_TOP + 1, cells->columns - LAYOUT_MARGIN,
	    STYLE_DIM, text);
}

/* --- a step --- */

/* What the facilitator says; in the pulse step first what comes before. */
static void
step_words(const struct huddle_model *model, const struct facts *facts,
    const char **prompt, const char **hint)
{
	const struct step *step = huddle_step(model, facts);

	*prompt = step->prompt;
	*hint = step->hint;
	if (model->state == HUDDLE_COUNT) {
		*prompt = _("How many people are at this huddle?");
		*hint = _("Count everyone who stands here, checked in or not.");
	} else if (model->state == HUDDLE_FAILED) {
		*prompt = _("The box is not closed yet.");
		*hint = _("Nothing is lost. Enter tries again.");
	} else if (model->state == HUDDLE_REASON) {
		*prompt = _("Why does this round end without its answers?");
		*hint = _("The reason is kept, the answers are lost.");
	} else if (huddle_box_open(model, facts)) {
		*prompt = _("Has everyone checked in who wants to?");
		*hint = _("c checks the next person in. Nobody has to.");
	} else if (step->kind == STEP_PULSE && !facts->running_closed &&
	           model->voided) {
		*prompt = _("The round has ended without its answers.");
		*hint = _("The next huddle has a new box and a new key.");
	} else if (step->kind == STEP_PULSE && !facts->running_closed) {
		*prompt = _("This huddle has no box, so nothing is counted.");
		*hint = _("Go on with the next step.");
	}
}

static void
view_prompt(const struct huddle_model *model, const struct facts *facts,
    struct cells *cells, struct area *area)
{
	struct area text = *area;
	const char *prompt, *hint;

	step_words(model, facts, &prompt, &hint);
	text.column += PROMPT;
	text.columns -= PROMPT;
	cells_cursor(cells, text.row, text.column);
	area_balance(cells, &text, 4, STYLE_BOLD, prompt);
	if (hint[0])
		area_skip(&text, 1);
	area_balance(cells, &text, 3, STYLE_DIM, hint);
	area_skip(area, text.row - area->row);
}

static void
view_step(const struct huddle_model *model, const struct facts *facts,
    struct cells *cells)
{
	int air = (cells->rows - LAYOUT_ROWS_MIN) / 8;
	struct area main, side;

	area_body(cells, &main, &side);
	view_header(model, facts, cells);
	view_steps(cells, facts->running_agenda, model->run.step);
	if (model->dialog.open || model->hand.dialog.open)
		return;
	view_step_clock(model, facts, cells);
	area_skip(&main, 3 + air);
	area_skip(&side, 3 + air);
	view_prompt(model, facts, cells, &main);
	area_skip(&main, 2 + air);
	huddle_view_step(model, facts, cells, &main, &side);
}

/* --- before it begins --- */

static void
view_agenda(const struct huddle_model *model, const struct facts *facts,
    struct cells *cells, struct area *area, int index)
{
	const struct agenda *agenda = facts->agendas[index];
	bool focused = index == model->choice;
	int left = area->column;
	char text[128];

	if (focused) {
		cells_text(cells, area->row, left, 1, STYLE_ACCENT, SIGN_FOCUS);
		cells_cursor(cells, area->row, left);
	}
	if (index < 9)
		cells_printf(
		    cells, area->row, left + 2, STYLE_ACCENT, "%d", index + 1);
	cells_text(cells, area->row, left + 6, 20,
	    focused ? STYLE_FOCUS : STYLE_NORMAL, agenda->title);
	part_minutes(agenda_seconds(agenda), text);
	cells_right(cells, area->row, left + 38, STYLE_NORMAL, text);
	if (facts->planned_any && agenda == facts->planned_agenda)
		cells_text(cells, area->row, left + 42, area->columns - 42,
		    STYLE_DIM, _("next in the plan"));
	area_skip(area, 1);
}

/* The steps of the marked agenda, so that nobody begins in the dark. */
static void
view_outline(
    const struct agenda *agenda, struct cells *cells, struct area *area)
{
	char minutes[16];

	area_heading(cells, area, _("Its steps"), 0, NULL);
	area_skip(area, 1);
	for (int i = 0; i < agenda->step_count && area->rows > 0; i++) {
		clock_text(agenda->steps[i].seconds, minutes);
		cells_right(
		    cells, area->row, area->column + 5, STYLE_DIM, minutes);
		cells_text(cells, area->row, area->column + 8,
		    area->columns - 8, STYLE_NORMAL, agenda->steps[i].title);
		area_skip(area, 1);
	}
}

static void
view_choose(const struct huddle_model *model, const struct facts *facts,
    struct cells *cells)
{
	struct area main, side;

	area_body(cells, &main, &side);
	layout_header(cells, _("Huddle"), NULL, facts->unit_name);
	cells_cursor(cells, main.row, main.column);
	area_heading(cells, &main, _("Which huddle?"), 0, NULL);
	area_skip(&main, 1);
	for (int i = 0; i < facts->agenda_count; i++)
		view_agenda(model, facts, cells, &main, i);
	if (model->choice >= facts->agenda_count)
		return;
	area_skip(&main, 2);
	view_outline(facts->agendas[model->choice], cells,
	    side.columns > 0 ? &side : &main);
}

static void
view_option(struct cells *cells, struct area *area, bool focused,
    const char *key, const char *text)
{
	if (focused) {
		cells_text(cells, area->row, area->column, 1, STYLE_ACCENT,
		    SIGN_FOCUS);
		cells_cursor(cells, area->row, area->column);
	}
	cells_text(cells, area->row, area->column + 2, 7, STYLE_ACCENT, key);
	cells_text(cells, area->row, area->column + 10, area->columns - 10,
	    focused ? STYLE_FOCUS : STYLE_NORMAL, text);
	area_skip(area, 1);
}

static void
view_resume(const struct huddle_model *model, const struct facts *facts,
    struct cells *cells)
{
	const struct agenda *agenda = facts->running_agenda;
	struct area main, side;
	char title[160], text[256], clock[16], date[64];

	area_body(cells, &main, &side);
	snprintf(title, sizeof(title), "%s " SIGN_DOT " %s", _("Huddle"),
	    agenda->title);
	layout_header(cells, title, NULL, facts->unit_name);
	if (model->dialog.open)
		return;
	area_heading(cells, &main, _("A huddle is under way"), 0, NULL);
	area_skip(&main, 1);
	clock_text(run_total(&facts->run, agenda, facts->now), clock);
	snprintf(text, sizeof(text),
	    _("It stands at step %d of %d, %s, after "
	      "%s."),
	    facts->run.step + 1, agenda->step_count,
	    agenda->steps[facts->run.step].title, clock);
	area_wrap(cells, &main, 2, STYLE_NORMAL, text);
	layout_date(facts, facts->running_shift.day, date);
	snprintf(text, sizeof(text),
	    _("It began on %s, %s shift. Nothing of "
	      "it is lost."),
	    date, part_shift(facts->running_shift.shift));
	area_wrap(cells, &main, 2, STYLE_NORMAL, text);
	if (huddle_has_box(facts)) {
		part_checked_in(
		    facts->huddle_round->checkins, date, sizeof(date));
		snprintf(text, sizeof(text), _("Its box is open; %s."), date);
		area_wrap(cells, &main, 2, STYLE_NORMAL, text);
	}
	area_skip(&main, 1);
	view_option(cells, &main, true, _("Enter"), _("go on where it stood"));
	view_option(cells, &main, false, "e", _("end it: it was held"));
	view_option(
	    cells, &main, false, "d", _("drop it, as if it had not begun"));
}

void
huddle_view(const void *data, const struct facts *facts, struct cells *cells)
{
	const struct huddle_model *model = data;

	if (model->state == HUDDLE_CHOOSE)
		view_choose(model, facts, cells);
	else if (model->state == HUDDLE_RESUME && facts->running_agenda)
		view_resume(model, facts, cells);
	else if (facts->running_agenda && huddle_step(model, facts))
		view_step(model, facts, cells);
	toast_view(&model->toast, cells);
	layout_footer(cells, &huddle_keymap,
	    huddle_modes(model, facts) |
	        (huddle_typing(model, facts) ? KEYMAP_TYPING : 0));
	dialog_view(&model->dialog, cells);
	dialog_view(&model->hand.dialog, cells);
}
