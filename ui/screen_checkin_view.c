/*
 * How the check-in looks: one question on an otherwise empty page.
 */
#include <stdio.h>
#include <string.h>

#include "ui/layout.h"
#include "ui/parts.h"
#include "ui/screen_checkin.h"
#include "util/i18n.h"

#define PROMPT 7 /* from the margin; answers and labels further in */
#define NUMBER 3
#define LABEL 4
#define PROMPT_ROWS 3
#define BLOCK_ROWS 3 /* of an answer in review: question, answer, air */

/* The question as configured now; NULL if the configuration lost it. */
static const struct item *
item_of(const struct fact_round *round, int index)
{
	return round->instrument ? instrument_item(round->instrument,
	                               round->form.questions[index].id)
	                         : NULL;
}

static const char *
prompt_of(const struct fact_round *round, int index, int language)
{
	const struct item *item = item_of(round, index);

	return item ? part_text(&item->prompt, language)
	            : round->form.questions[index].id;
}

static const char *
label_of(const struct fact_round *round, int index, int number, int language)
{
	const struct item *item = item_of(round, index);

	if (number == ANSWER_SKIP)
		return _("skipped");
	if (!item || number > item->answer_count)
		return "";
	return part_text(&item->answers[number - 1].label, language);
}

/* The page's inner column, a little lower where there is room. */
static struct area
inner(const struct cells *cells, const struct area *main, int drop)
{
	struct area area = *main;

	area_skip(&area, drop + (cells->rows - LAYOUT_ROWS_MIN) / 4);
	area.column += PROMPT;
	area.columns -= PROMPT;
	return area;
}

static void
view_answers(const struct checkin *model, const struct fact_round *round,
    struct cells *cells, struct area *area)
{
	int count = round->form.questions[model->item].answer_count;
	int chosen = model->given[model->item]
	                 ? model->response.answers[model->item]
	                 : 0;

	for (int i = 1; i <= count && area->rows > 0; i++) {
		int column = area->column + NUMBER;

		if (i == chosen) {
			cells_text(cells, area->row, column - 2, 1,
			    STYLE_ACCENT, SIGN_FOCUS);
			cells_cursor(cells, area->row, column - 2);
		}
		cells_printf(cells, area->row, column, STYLE_ACCENT, "%d", i);
		cells_text(cells, area->row, column + LABEL,
		    area->columns - NUMBER - LABEL, STYLE_NORMAL,
		    label_of(round, model->item, i, model->language));
		area_skip(area, 1);
	}
}

static void
view_promise(struct cells *cells, const struct area *main)
{
	struct area area = inner(cells, main, 0);

	area.row = main->row + main->rows - 3;
	area.rows = 2;
	area_line(cells, &area, STYLE_DIM,
	    _("One key answers. Nobody can trace it, and nothing is kept"));
	area_line(
	    cells, &area, STYLE_DIM, _("but a sealed count.   ? says how"));
}

/* What these questions are, and are not: above the first one. */
static void
view_about(const struct checkin *model, const struct fact_round *round,
    struct cells *cells, const struct area *main)
{
	struct area area = inner(cells, main, 0);

	if (model->item == 0 && round->instrument && !layout_wide(cells))
		area_balance(cells, &area, 2, STYLE_DIM,
		    part_text(&round->instrument->about, model->language));
}

static void
view_item(const struct checkin *model, const struct facts *facts,
    struct cells *cells, const struct area *main)
{
	const struct fact_round *round = part_round(facts, model->round);
	struct area area = inner(cells, main, 3);

	view_about(model, round, cells, main);
	cells_cursor(cells, area.row, area.column);
	area_balance(cells, &area, PROMPT_ROWS, STYLE_BOLD,
	    prompt_of(round, model->item, model->language));
	area_skip(&area, 2);
	view_answers(model, round, cells, &area);
	if (facts->trouble[0] == '\0')
		view_promise(cells, main);
}

/* One answer: in two rows where all fit so, else in one. */
static void
view_given(const struct checkin *model, const struct fact_round *round,
    struct cells *cells, struct area *area, int index, bool blocks)
{
	int number = model->response.answers[index];
	enum style style = number == ANSWER_SKIP ? STYLE_DIM : STYLE_NORMAL;
	char text[16] = "";
	int row = area->row, column = area->column;

	if (number != ANSWER_SKIP)
		snprintf(text, sizeof(text), "%d", number);
	cells_text(cells, row, column, blocks ? area->columns : 36, STYLE_DIM,
	    prompt_of(round, index, model->language));
	row += blocks;
	column += blocks ? NUMBER : 38;
	cells_text(cells, row, column, 1, STYLE_ACCENT, text);
	cells_text(cells, row, column + LABEL,
	    area->column + area->columns - column - LABEL, style,
	    label_of(round, index, number, model->language));
	area_skip(area, blocks ? BLOCK_ROWS : 1);
}

static void
view_review(const struct checkin *model, const struct facts *facts,
    struct cells *cells, const struct area *main)
{
	const struct fact_round *round = part_round(facts, model->round);
	struct area area = inner(cells, main, 1), foot = area;
	int count = form_items(&round->form);
	bool blocks;

	foot.row = main->row + main->rows - 3;
	foot.rows = 3;
	area.rows = foot.row - area.row;
	blocks = count * BLOCK_ROWS <= area.rows;
	for (int i = blocks ? 0 : model->top; i < count && area.rows > 1; i++)
		view_given(model, round, cells, &area, i, blocks);
	area_skip(&foot, 1);
	cells_cursor(cells, foot.row, foot.column);
	if (model->state == CHECKIN_FAILED || facts->trouble[0])
		return;
	area_line(cells, &foot, STYLE_BOLD,
	    _("Enter drops them in. Then they are gone from here."));
}

static void
view_boxes(const struct checkin *model, const struct facts *facts,
    struct cells *cells, const struct area *main)
{
	struct area area = inner(cells, main, 3);

	area_heading(cells, &area, _("Which box?"), 0, NULL);
	area_skip(&area, 1);
	for (int i = 0; i < facts->round_count && area.rows > 0; i++) {
		const struct fact_round *round = &facts->rounds[i];
		int column = area.column + NUMBER;

		if (i == model->top) {
			cells_text(cells, area.row, column - 2, 1, STYLE_ACCENT,
			    SIGN_FOCUS);
			cells_cursor(cells, area.row, column - 2);
		}
		cells_printf(
		    cells, area.row, column, STYLE_ACCENT, "%d", i + 1);
		cells_text(cells, area.row, column + LABEL, 30,
		    i == model->top ? STYLE_FOCUS : STYLE_NORMAL,
		    part_round_title(round, facts->language));
		if (!round->walkup)
			cells_text(cells, area.row, column + LABEL + 32, -1,
			    STYLE_DIM, _("for the huddle"));
		area_skip(&area, 1);
	}
}

static void
view_shut(
    const struct facts *facts, struct cells *cells, const struct area *main)
{
	struct area area = inner(cells, main, 3);
	char when[96], text[160];

	cells_cursor(cells, area.row, area.column);
	if (facts->trouble[0]) {
		area_heading(cells, &area,
		    _("Which box is open cannot be seen now"), 0, NULL);
		return;
	}
	area_heading(cells, &area, _("The box is closed"), 0, NULL);
	area_skip(&area, 1);
	if (facts->planned_any) {
		part_planned(facts, PLAN_BOX_MINUTES, when, sizeof(when));
		snprintf(
		    text, sizeof(text), _("The next one opens at %s."), when);
		area_wrap(cells, &area, 2, STYLE_NORMAL, text);
	}
	area_line(cells, &area, STYLE_NORMAL,
	    _("Nothing was kept of what was not dropped in."));
}

static void
view_refused(const struct fact_round *round, struct cells *cells,
    const struct area *main)
{
	struct area area = inner(cells, main, 3);

	cells_cursor(cells, area.row, area.column);
	area_heading(cells, &area, _("This box takes no answers"), 0, NULL);
	area_skip(&area, 1);
	area_wrap(cells, &area, 4, STYLE_NORMAL, checkin_refusal(round));
}

/* At the foot: what failed, else what was just done, else what is wrong. */
static void
view_toast(
    const struct checkin *model, const struct facts *facts, struct cells *cells)
{
	struct toast trouble;

	if (model->state == CHECKIN_FAILED) {
		cells_cursor(
		    cells, toast_view(&model->failure, cells), LAYOUT_MARGIN);
		return;
	}
	toast_view(&model->toast, cells);
	if (facts->trouble[0] == '\0' || model->toast.text[0])
		return;
	part_failed(&trouble,
	    model->given[0]
	        ? _("Your answers are still here; press r to try again.")
	        : _("Press r to try again."),
	    facts->trouble);
	toast_view(&trouble, cells);
}

/* Beside the question, where there is room: why one may answer freely. */
static void
view_side(const struct fact_round *round, int language, struct cells *cells,
    struct area *side)
{
	if (side->columns == 0)
		return;
	area_skip(side, 3 + (cells->rows - LAYOUT_ROWS_MIN) / 4);
	area_heading(cells, side, _("Nobody can trace it"), 0, NULL);
	area_skip(side, 1);
	area_wrap(cells, side, 4, STYLE_DIM,
	    _("Your answers are added to a sealed count that nobody can "
	      "read."));
	area_skip(side, 1);
	area_wrap(cells, side, 4, STYLE_DIM,
	    _("No name, no time, no order and no single answer is kept "
	      "anywhere."));
	area_skip(side, 1);
	area_wrap(cells, side, 5, STYLE_DIM,
	    _("The room sees the count blurred, and only from 5 answers up."));
	area_skip(side, 1);
	if (round->instrument)
		area_wrap(cells, side, 6, STYLE_DIM,
		    part_text(&round->instrument->about, language));
}

void
checkin_view(const void *data, const struct facts *facts, struct cells *cells)
{
	const struct checkin *model = data;
	const struct fact_round *round = part_round(facts, model->round);
	struct area main, side;
	char place[64] = "";

	area_body(cells, &main, &side);
	if (model->state == CHECKIN_ITEM && round)
		snprintf(place, sizeof(place), _("%d of %d"), model->item + 1,
		    form_items(&round->form));
	else if (round && (model->state == CHECKIN_REVIEW ||
	                      model->state == CHECKIN_FAILED))
		snprintf(place, sizeof(place), "%s", _("your answers"));
	layout_header(cells, _("Check in"),
	    round && round->walkup ? part_round_title(round, model->language)
	                           : NULL,
	    place);
	if (model->state == CHECKIN_BOXES)
		view_boxes(model, facts, cells, &main);
	else if (!round)
		view_shut(facts, cells, &main);
	else if (model->state == CHECKIN_REFUSED)
		view_refused(round, cells, &main);
	else if (model->state == CHECKIN_ITEM)
		view_item(model, facts, cells, &main);
	else
		view_review(model, facts, cells, &main);
	if (round && model->state == CHECKIN_ITEM)
		view_side(round, model->language, cells, &side);
	view_toast(model, facts, cells);
	layout_footer(
	    cells, screen_checkin.keymap, checkin_modes(model, facts));
}
