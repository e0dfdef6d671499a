/*
 * How the review looks: the list with its five headings, and the item in
 * focus below it or beside it; at the end what was done.
 */
#include <libintl.h>
#include <stdio.h>
#include <string.h>

#include "ui/layout.h"
#include "ui/parts_card.h"
#include "ui/screen_review.h"
#include "util/date.h"
#include "util/i18n.h"

#define DETAIL_ROWS 8 /* below the list, where nothing is beside it */
#define KIND 2        /* stops of the list, from its left */
#define TITLE 15
#define COUNT 44 /* right edge of the numbers at the end */

static const char *const part_titles[REVIEW_PARTS] = {
    [REVIEW_UNANSWERED] = N_("Nobody has answered"),
    [REVIEW_STUCK] = N_("A test without a result"),
    [REVIEW_OVERDUE] = N_("Overdue"),
    [REVIEW_WAITING] = N_("Waiting for another tier"),
    [REVIEW_DONE] = N_("Done since the last review"),
};

static const char *const deed_titles[REVIEW_DEEDS] = {
    [DEED_NONE] = "",
    [DEED_ANSWERED] = N_("answered"),
    [DEED_CANT] = N_("can't, because"),
    [DEED_ACTION] = N_("made an action"),
    [DEED_ESCALATED] = N_("sent up"),
    [DEED_MOVED] = N_("moved"),
    [DEED_ELSEWHERE] = N_("dealt with"),
};

/* --- how an item stands --- */

static void
note_needs(const struct facts *facts, int32_t day, struct card_words *out)
{
	int days = facts->shift.day - day;
	bool late = days >= facts->rules.response_days;
	char age[32];

	snprintf(age, sizeof(age),
	    ngettext("%d day", "%d days", (unsigned long)days), days);
	if (days <= 0)
		snprintf(age, sizeof(age), "%s", _("since today"));
	out->count = 1;
	out->list[0].style = late ? STYLE_ALERT : STYLE_NORMAL;
	snprintf(out->list[0].text, sizeof(out->list[0].text),
	    late ? _("! no answer, %s") : _("no answer, %s"), age);
}

/* In the part of what is overdue, by how much. */
static bool
overdue_needs(const struct facts *facts, const struct review_item *item,
    const struct card *card, struct card_words *out)
{
	int days = facts->shift.day - card->due;

	if (item->part != REVIEW_OVERDUE || card->due == DATE_NONE || days < 1)
		return false;
	out->count = 1;
	out->list[0].style = STYLE_ALERT;
	snprintf(out->list[0].text, sizeof(out->list[0].text),
	    ngettext(
	        "! %d day overdue", "! %d days overdue", (unsigned long)days),
	    days);
	return true;
}

static void
item_needs(const struct facts *facts, const struct review_item *item,
    struct card_words *out)
{
	const struct card *card = review_card(facts, item);

	out->count = 0;
	if (item->deed != DEED_NONE) {
		out->count = 1;
		out->list[0].style = STYLE_ACCENT;
		snprintf(out->list[0].text, sizeof(out->list[0].text),
		    SIGN_DONE " %s", _(deed_titles[item->deed]));
	} else if (card) {
		if (!overdue_needs(facts, item, card, out))
			card_needs(facts, card, out);
	} else {
		note_needs(facts, item->day, out);
	}
	/* What needs nobody stands with the item itself. */
	while (out->count > 1 && out->list[out->count - 1].style != STYLE_ALERT)
		out->count--;
}

static const char *
item_kind(const struct facts *facts, const struct review_item *item)
{
	const struct card *card = review_card(facts, item);

	if (card)
		return _(column_titles[card_column(card)]);
	return item->action ? "" : _(note_kind_titles[item->kind]);
}

/* --- the list --- */

/* Its rows: of each part a heading, its items, and an empty row. */
static int
row_of(const struct review_model *model, int index)
{
	int part = 0;

	while (index >= model->list.first[part + 1])
		part++;
	return index + 2 * part + 1;
}

static int
row_count(const struct review_model *model)
{
	return model->list.count + 2 * REVIEW_PARTS - 1;
}

/* "4"; "none"; of what stands further up too "2, and 1 named above". */
static void
say_count(const struct review_model *model, const struct facts *facts, int part,
    char *out, size_t size)
{
	int count = model->list.first[part + 1] - model->list.first[part];
	int more = facts->waiting_total - facts->waiting_count;
	int above = model->list.above[part];

	if (part == REVIEW_UNANSWERED && more > 0)
		snprintf(
		    out, size, _("the oldest %d of %d"), count, count + more);
	else if (count > 0 && above > 0)
		snprintf(out, size, _("%d, and %d named above"), count, above);
	else if (above > 0)
		snprintf(out, size, _("%d, named above"), above);
	else if (count > 0)
		snprintf(out, size, "%d", count);
	else
		snprintf(out, size, "%s", _("none"));
}

static void
view_heading(const struct review_model *model, const struct facts *facts,
    struct cells *cells, const struct area *area, int row, int part)
{
	int count = model->list.first[part + 1] - model->list.first[part];
	enum style style = count > 0 ? STYLE_BOLD : STYLE_DIM;
	char text[96];

	say_count(model, facts, part, text, sizeof(text));
	cells_text(cells, row, area->column, area->columns, style,
	    _(part_titles[part]));
	cells_right(cells, row, area->column + area->columns, style, text);
}

static void
view_item(const struct review_model *model, const struct facts *facts,
    struct cells *cells, const struct area *area, int row, int index)
{
	const struct review_item *item = &model->list.items[index];
	bool focus = index == model->focus;
	int right = area->column + area->columns, width;
	enum style style = focus          ? STYLE_FOCUS
	                   : item->looked ? STYLE_DIM
	                                  : STYLE_NORMAL;
	struct card_words needs;

	if (focus) {
		cells_text(
		    cells, row, area->column, 1, STYLE_ACCENT, SIGN_FOCUS);
		cells_cursor(cells, row, area->column);
	}
	item_needs(facts, item, &needs);
	/* The title has the room. */
	while (needs.count > 1 &&
	       utf8_width(item->title) >
	           area->columns - TITLE - card_words_width(&needs) - 2)
		needs.count--;
	width = card_words_width(&needs);
	cells_text(cells, row, area->column + KIND, TITLE - KIND - 1, STYLE_DIM,
	    item_kind(facts, item));
	cells_text(cells, row, area->column + TITLE,
	    area->columns - TITLE - width - 2, style, item->title);
	card_words_line(cells, row, right - width, width, &needs);
}

/* What stands in a row of the list: a heading, an item, or nothing. */
static void
view_row(const struct review_model *model, const struct facts *facts,
    struct cells *cells, const struct area *area, int row, int which)
{
	const int *first = model->list.first;
	int part = 0;

	while (part + 1 < REVIEW_PARTS &&
	       which >= first[part + 1] + 2 * (part + 1))
		part++;
	which -= first[part] + 2 * part;
	if (which == 0)
		view_heading(model, facts, cells, area, row, part);
	else if (which <= first[part + 1] - first[part])
		view_item(
		    model, facts, cells, area, row, first[part] + which - 1);
}

static void
view_list(const struct review_model *model, const struct facts *facts,
    struct cells *cells, const struct area *area)
{
	struct list *rows = model->rows;
	bool last = model->focus + 1 >= model->list.count;

	/* Behind the last there may be headings: they are told, if there is
	 * room for both. */
	rows->focus = last ? row_count(model) - 1 : 0;
	list_set(rows, row_count(model), area->rows);
	rows->focus = model->list.count > 0 ? row_of(model, model->focus) : 0;
	list_set(rows, row_count(model), area->rows);
	/* What stands above is in sight: the first of a part has a heading. */
	if (rows->top == rows->focus && rows->top > 0)
		rows->top--;
	cells_cursor(cells, area->row, area->column);
	for (int i = 0; i < area->rows && rows->top + i < rows->count; i++)
		view_row(
		    model, facts, cells, area, area->row + i, rows->top + i);
	if (rows->top + area->rows < rows->count)
		cells_right(cells, area->row + area->rows,
		    area->column + area->columns, STYLE_DIM,
		    _("more below: j or PgDn"));
}

/* --- the item --- */

/* Its kind, and behind it or below what else is known of it. */
static void
view_note(const struct facts *facts, const struct note *note,
    struct cells *cells, struct area *area)
{
	const char *kind = _(note_kind_titles[note->kind]);
	struct buf line = BUF_INIT;
	struct area rest = *area;
	char day[PART_DAY_SIZE];

	part_day(facts, note->day, day);
	buf_addf(
	    &line, "%s " SIGN_DOT " %s", part_theme(facts, note->theme), day);
	if (note->metoo > 0)
		buf_addf(&line, " " SIGN_DOT " %d %s", note->metoo,
		    _("said me too"));
	if (note->minutes > 0)
		buf_addf(&line, " " SIGN_DOT " %d %s", note->minutes,
		    ngettext("minute a shift", "minutes a shift",
		        (unsigned long)note->minutes));
	area_line(cells, area, STYLE_BOLD, kind);
	if (area->columns >= TABLE_COLUMNS) {
		rest.column += utf8_width(kind) + 2;
		rest.columns -= utf8_width(kind) + 2;
		area_line(cells, &rest, STYLE_DIM, buf_text(&line));
	} else {
		area_wrap(cells, area, 3, STYLE_DIM, buf_text(&line));
		area_skip(area, 1);
	}
	area_wrap(cells, area, area->rows, STYLE_NORMAL, note->text);
	buf_done(&line);
}

/* "Aim: ..."; nothing of an empty text. */
static void
view_told(
    struct cells *cells, struct area *area, const char *label, const char *text)
{
	struct buf line = BUF_INIT;

	if (!text || !text[0])
		return;
	buf_addf(&line, "%s: %s", label, text);
	area_wrap(cells, area, area->columns >= TABLE_COLUMNS ? 2 : 6,
	    STYLE_NORMAL, buf_text(&line));
	buf_done(&line);
}

/* What stands in the card itself, once that has been read. */
static void
view_action(const struct action *action, struct cells *cells, struct area *area)
{
	int cycle = action_cycle_open(action);
	const struct reply *reply = &action->responses[action->tier];

	if (action->tier > TIER_UNIT)
		view_told(cells, area, _("Went up because"), reply->reason);
	if (cycle >= 0) {
		view_told(cells, area, _("Tested"), action->cycles[cycle].plan);
		view_told(cells, area, _("Predicted"),
		    action->cycles[cycle].prediction);
	}
	view_told(cells, area, _("Aim"), action->aim);
	view_told(cells, area, _("Answer"), reply->answer);
}

static void
view_card(const struct facts *facts, const struct card *card,
    struct cells *cells, struct area *area)
{
	const struct action *action = facts->card.action;
	struct card_words words = {.count = 0};
	char line[160];

	snprintf(line, sizeof(line), "%s " SIGN_DOT " %s",
	    _(column_titles[card_column(card)]),
	    part_theme(facts, card->theme));
	area_wrap(cells, area, 4, STYLE_BOLD, card->title);
	area_wrap(cells, area, 2, STYLE_DIM, line);
	card_words(facts, card, &words);
	/* What is predicted is told with the test. */
	if (words.count > 0 && card->prediction[0])
		words.count--;
	area_skip(area, card_words_flow(cells, area->row, area->column,
	                    area->columns, area->rows, &words));
	if (action && action->id == card->id)
		view_action(action, cells, area);
}

static void
view_detail(const struct review_model *model, const struct facts *facts,
    struct cells *cells, struct area *area)
{
	const struct review_item *item = review_focus(model);
	const struct card *card = item ? review_card(facts, item) : NULL;
	const struct note *note = item ? review_note(facts, item) : NULL;

	if (card)
		view_card(facts, card, cells, area);
	else if (note)
		view_note(facts, note, cells, area);
	else if (item)
		area_wrap(cells, area, area->rows, STYLE_DIM, item->title);
}

/* --- the end --- */

static void
view_number(
    struct cells *cells, struct area *area, const char *label, int number)
{
	char text[16];

	if (number == 0 || area->rows < 1)
		return;
	snprintf(text, sizeof(text), "%d", number);
	cells_right(cells, area->row, area->column + COUNT, STYLE_NORMAL, text);
	cells_text(
	    cells, area->row, area->column, COUNT - 6, STYLE_NORMAL, label);
	area_skip(area, 1);
}

static void
view_end(
    const struct review_model *model, struct cells *cells, struct area *area)
{
	static const char *const labels[REVIEW_DEEDS] = {
	    [DEED_ANSWERED] = N_("answered"),
	    [DEED_CANT] = N_("can't be done, with the reason"),
	    [DEED_ACTION] = N_("made an action"),
	    [DEED_ESCALATED] = N_("sent to the tier above"),
	    [DEED_MOVED] = N_("moved on the board"),
	    [DEED_ELSEWHERE] = N_("dealt with at another keyboard"),
	};
	int total = review_total(model), left = total - review_looked(model);
	int done = model->list.count - total;

	cells_cursor(cells, area->row, area->column);
	area_line(cells, area, STYLE_BOLD, _("The review is done."));
	area_skip(area, 1);
	if (total == 0)
		area_line(cells, area, STYLE_NORMAL,
		    _("Nothing needed an answer this time."));
	for (int deed = DEED_ANSWERED; deed < REVIEW_DEEDS; deed++)
		view_number(cells, area, _(labels[deed]),
		    review_deeds(model, (enum review_deed)deed));
	view_number(cells, area, _("not looked at"), left);
	view_number(cells, area, _("done since the last review"), done);
	area_skip(area, 1);
	area_wrap(cells, area, 3, STYLE_DIM,
	    _("What became of it is told at the next huddle. What still waits "
	      "stands first at the next review."));
}

/* --- the page --- */

static void
view_header(const struct review_model *model, const struct facts *facts,
    struct cells *cells)
{
	char middle[96] = "", right[64] = "", day[64];

	if (model->loaded && model->before != DATE_NONE) {
		layout_date(facts, model->before, day);
		snprintf(middle, sizeof(middle), _("last one %s"), day);
	}
	if (model->loaded && facts->trouble[0])
		snprintf(right, sizeof(right), "%s", _("may be out of date"));
	else if (model->loaded && review_total(model) > 0)
		snprintf(right, sizeof(right), _("%d of %d looked at"),
		    review_looked(model), review_total(model));
	layout_header(cells, _("Review of the week"), middle, right);
}

void
review_view(const void *data, const struct facts *facts, struct cells *cells)
{
	const struct review_model *model = data;
	struct area main, side;

	area_body(cells, &main, &side);
	view_header(model, facts, cells);
	if (model->ended) {
		view_end(model, cells, &main);
	} else if (model->loaded) {
		if (side.columns == 0) {
			side = main;
			side.row += main.rows - DETAIL_ROWS;
			side.rows = DETAIL_ROWS;
			main.rows -= DETAIL_ROWS + 1;
		}
		view_list(model, facts, cells, &main);
		view_detail(model, facts, cells, &side);
	} else {
		cells_cursor(cells, main.row, main.column);
	}
	toast_view(&model->toast, cells);
	dialog_view(&model->dialog, cells);
	dialog_view(&model->hand.dialog, cells);
	layout_footer(cells, screen_review.keymap, review_modes(model, facts));
}
