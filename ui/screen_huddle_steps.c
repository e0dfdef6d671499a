/*
 * What stands below the prompt of each step: what became of it, the box and
 * the headcount, what the room said, notes, the board, whom to call, the
 * summary. Lists with a focus are drawn by _lists.c.
 */
#include <libintl.h>
#include <stdio.h>
#include <string.h>

#include "ui/layout.h"
#include "ui/parts_card.h"
#include "ui/screen_huddle.h"
#include "util/i18n.h"

#define STOP 26        /* where values begin */
#define NUMBER_EDGE 30 /* right edge of numbers */
#define KEY_GAP 3
#define PEERS_LEAST 3 /* that have room beside contacts */
#define NOTE_LINES 4  /* of one note, in the second column */

static void
pair(struct cells *cells, struct area *area, const char *label,
    const char *value)
{
	if (area->rows < 1)
		return;
	cells_text(
	    cells, area->row, area->column, STOP - 1, STYLE_NORMAL, label);
	cells_text(cells, area->row, area->column + STOP, area->columns - STOP,
	    STYLE_NORMAL, value);
	area_skip(area, 1);
}

/* --- since --- */

/* "Since Mon 23 November, night", and how many still wait. */
static void
view_since_heading(
    const struct facts *facts, struct cells *cells, struct area *main)
{
	const struct fact_huddle *last = &facts->last_huddle;
	char date[64], text[160];

	if (facts->said.waiting > 0) {
		snprintf(text, sizeof(text),
		    ngettext("%d still waits", "%d still wait",
		        (unsigned long)facts->said.waiting),
		    facts->said.waiting);
		cells_right(cells, main->row, main->column + main->columns,
		    STYLE_DIM, text);
	}
	layout_date(facts, last->shift.day, date);
	snprintf(text, sizeof(text), _("Since %s, %s"), date,
	    part_shift(last->shift.shift));
	area_heading(
	    cells, main, last->any ? text : _("What was said"), 0, NULL);
}

static void
view_since(const struct huddle_model *model, const struct facts *facts,
    struct cells *cells, struct area *main, struct area *side)
{
	bool any = huddle_list_count(model, facts) > 0;

	if (!facts->last_huddle.any && !any) {
		area_line(cells, main, STYLE_NORMAL,
		    _("This is the first huddle: there is nothing to look back "
		      "on yet."));
		return;
	}
	view_since_heading(facts, cells, main);
	if (!any)
		area_line(cells, main, STYLE_NORMAL,
		    _("Nothing was closed or noted, and nothing waits."));
	huddle_view_list(model, facts, cells, main);
	if (side->columns > 0 && facts->view_count > 0)
		part_views(cells, side, facts, false);
}

/* --- pulse --- */

static void
view_box(const struct facts *facts, struct cells *cells, struct area *main)
{
	char text[64];

	part_checked_in(facts->huddle_round->checkins, text, sizeof(text));
	cells_text(cells, main->row, main->column, STOP - 1, STYLE_BOLD,
	    _("The box is open"));
	cells_text(cells, main->row, main->column + STOP, main->columns - STOP,
	    STYLE_BOLD, text);
	area_skip(main, 1);
}

static void
view_count(const struct huddle_model *model, const struct facts *facts,
    struct cells *cells, struct area *main)
{
	int checkins = facts->huddle_round ? facts->huddle_round->checkins : 0;
	int column = main->column + STOP;
	char text[64];

	cells_text(cells, main->row, main->column, STOP - 3, STYLE_BOLD,
	    _("People at the huddle"));
	cells_text(cells, main->row, column - 2, 1, STYLE_ACCENT, SIGN_FOCUS);
	cells_printf(cells, main->row, column, STYLE_FOCUS, "%d",
	    model->headcount.value);
	cells_cursor(cells, main->row, column);
	cells_text(cells, main->row, column + 8, -1, STYLE_DIM,
	    _("type a number, or Up and Down"));
	area_skip(main, 1);
	snprintf(text, sizeof(text), "%d", checkins);
	pair(cells, main, _("Checked in"), text);
	if (model->headcount.value >= checkins)
		return;
	area_skip(main, 1);
	snprintf(text, sizeof(text),
	    _("More have checked in, so it counts as %d."), checkins);
	area_line(cells, main, STYLE_NORMAL, text);
}

static void
view_failed(const struct huddle_model *model, const struct facts *facts,
    struct cells *cells, struct area *main)
{
	int checkins = facts->huddle_round ? facts->huddle_round->checkins : 0;
	char text[160];

	area_wrap(cells, main, PART_REASON_ROWS, STYLE_NORMAL, model->failure);
	if (!model->lost)
		return;
	area_skip(main, 1);
	area_wrap(cells, main, 3, STYLE_NORMAL,
	    _("Without its key nobody can read the box, and nobody ever "
	      "will. If the key can't be brought back, v ends this round "
	      "without its answers."));
	snprintf(text, sizeof(text),
	    ngettext("%d check-in would be lost.",
	        "%d check-ins would be lost.", (unsigned long)checkins),
	    checkins);
	area_line(cells, main, STYLE_ALERT, text);
}

static void
view_reason(
    const struct huddle_model *model, struct cells *cells, struct area *main)
{
	cells_text(cells, main->row, main->column, 1, STYLE_ACCENT, SIGN_FOCUS);
	editor_view(&model->reason, cells, main->row, main->column + 2,
	    HUDDLE_REASON_COLUMNS, 1);
}

/* "About 9 of 12 had what they needed, give or take 2.": to be read aloud. */
static void
view_sentences(
    const struct facts *facts, struct cells *cells, struct area *side)
{
	int order[FACT_VIEWS_MAX];

	part_view_order(facts, order);
	area_heading(cells, side, _("To read aloud"), 0, NULL);
	area_skip(side, 1);
	for (int i = 0; i < facts->view_count && side->rows > 0; i++) {
		const struct fact_view *fact = &facts->views[order[i]];
		const struct room_view *view = &fact->view;
		const char *words = part_view_words(fact);
		char text[256];

		if (disclosure_is_blurred(view->answered, view->give_or_take))
			snprintf(text, sizeof(text),
			    _("%s: too blurred to tell (%d answers)."), words,
			    (int)view->answered);
		else if (view->rounds == 1)
			snprintf(text, sizeof(text),
			    _("About %d of %d %s, give or take %d."),
			    (int)disclosure_clamped(view), (int)view->answered,
			    words, view->give_or_take);
		else
			snprintf(text, sizeof(text),
			    _("In the last %d huddles about %d of %d %s, give "
			      "or take %d."),
			    view->rounds, (int)disclosure_clamped(view),
			    (int)view->answered, words, view->give_or_take);
		area_wrap(cells, side, 3, STYLE_NORMAL, text);
		area_skip(side, 1);
	}
}

static void
view_few(const struct facts *facts, struct cells *cells, struct area *main)
{
	char text[64];

	part_checked_in(facts->running_checkins, text, sizeof(text));
	pair(cells, main, _("The box is closed"), text);
	area_skip(main, 1);
	area_wrap(cells, main, 3, STYLE_NORMAL,
	    _("Fewer than 5 answers are not shown, so that nobody can be "
	      "guessed. They are kept, blurred, and added to those of the next "
	      "huddles."));
}

static void
view_room(const struct facts *facts, struct cells *cells, struct area *main,
    struct area *side)
{
	if (facts->view_count == 0) {
		view_few(facts, cells, main);
		return;
	}
	part_views(cells, main, facts, true);
	area_skip(main, 1);
	part_views_foot(cells, main, facts);
	if (facts->running_checkins > 0 &&
	    facts->running_checkins < DISCLOSURE_MINIMUM)
		area_wrap(cells, main, 2, STYLE_DIM,
		    _("Too few answers today to show alone: they are added to "
		      "those before."));
	if (side->columns > 0)
		view_sentences(facts, cells, side);
}

static void
view_pulse(const struct huddle_model *model, const struct facts *facts,
    struct cells *cells, struct area *main, struct area *side)
{
	if (model->state == HUDDLE_COUNT)
		view_count(model, facts, cells, main);
	else if (model->state == HUDDLE_FAILED)
		view_failed(model, facts, cells, main);
	else if (model->state == HUDDLE_REASON)
		view_reason(model, cells, main);
	else if (facts->running_closed)
		view_room(facts, cells, main, side);
	else if (facts->huddle_round)
		view_box(facts, cells, main);
}

/* --- ask --- */

/* "b bright spot   p pebble   ...", from the table of keys; returns its
 * width, and draws at `column` unless that is negative. */
static int
note_keys(struct cells *cells, int row, int column)
{
	int width = 0;

	for (int i = 0; i < huddle_keymap.count; i++) {
		const struct binding *binding = &huddle_keymap.bindings[i];
		char name[KEY_NAME_SIZE];

		if (binding->command < HUDDLE_NOTE)
			continue;
		if (width > 0)
			width += KEY_GAP;
		key_text(binding->keys[0], name);
		if (column >= 0) {
			int at = cells_text(
			    cells, row, column + width, -1, STYLE_ACCENT, name);

			cells_text(cells, row, at + 1, -1, STYLE_NORMAL,
			    _(binding->label));
		}
		width += utf8_width(name) + 1 + utf8_width(_(binding->label));
	}
	return width;
}

/* The note with the focus, whole. */
static void
view_note(const struct note *note, struct cells *cells, struct area *side)
{
	char text[64];

	area_line(cells, side, STYLE_DIM, _(note_kind_titles[note->kind]));
	area_wrap(cells, side, NOTE_CHARACTERS_MAX, STYLE_NORMAL, note->text);
	if (note->state != NOTE_ACTION)
		return;
	area_skip(side, 1);
	snprintf(text, sizeof(text), SIGN_DONE " %s",
	    _("It is an action on the board."));
	area_wrap(cells, side, 2, STYLE_NORMAL, text);
}

static void
view_ask(const struct huddle_model *model, const struct facts *facts,
    struct cells *cells, struct area *main, struct area *side)
{
	struct huddle_focus focus = huddle_focused(model, facts);

	note_keys(cells, main->row,
	    main->column + main->columns - note_keys(cells, 0, -1));
	area_heading(cells, main, _("Noted"), 0, NULL);
	if (facts->running_note_count == 0)
		area_line(cells, main, STYLE_DIM, _("nothing yet"));
	huddle_view_list(model, facts, cells, main);
	if (side->columns > 0 && focus.note)
		view_note(focus.note, cells, side);
}

/* --- board --- */

/* The card with the focus, where there is a second column. */
static void
view_card(const struct facts *facts, const struct card *card,
    struct cells *cells, struct area *side)
{
	struct card_words words = {.count = 0};
	char text[64];

	snprintf(text, sizeof(text), "%s " SIGN_DOT " %s",
	    _(column_titles[card_column(card)]),
	    part_theme(facts, card->theme));
	area_line(cells, side, STYLE_DIM, text);
	area_skip(side, 1);
	area_wrap(cells, side, 5, STYLE_BOLD, card->title);
	area_skip(side, 1);
	card_words(facts, card, &words);
	card_words_flow(
	    cells, side->row, side->column, side->columns, side->rows, &words);
}

static void
view_board(const struct huddle_model *model, const struct facts *facts,
    struct cells *cells, struct area *main, struct area *side)
{
	struct huddle_focus focus = huddle_focused(model, facts);
	int open, needing = huddle_needing(facts, &open);
	char text[96];

	snprintf(text, sizeof(text),
	    ngettext("of %d open action; o opens the board",
	        "of %d open actions; o opens the board", (unsigned long)open),
	    open);
	cells_right(
	    cells, main->row, main->column + main->columns, STYLE_DIM, text);
	snprintf(text, sizeof(text),
	    ngettext("%d needs somebody", "%d need somebody",
	        (unsigned long)needing),
	    needing);
	area_heading(cells, main,
	    needing > 0 ? text : _("No card waits for somebody today."), 0,
	    NULL);
	huddle_view_list(model, facts, cells, main);
	if (side->columns > 0 && focus.card)
		view_card(facts, focus.card, cells, side);
}

/* --- support --- */

/* Peer supporters have a part of their own where there is no second column. */
static void
view_support(const struct facts *facts, struct cells *cells, struct area *main,
    struct area *side)
{
	int all = facts->contact_count + facts->peer_count, shown, peers;
	struct area top = *main;
	char text[64];

	if (facts->peer_count > 0 && side->columns == 0) {
		peers = facts->peer_count < PEERS_LEAST ? facts->peer_count
		                                        : PEERS_LEAST;
		top.rows = main->rows > 2 * (peers + 2) ? main->rows - peers - 3
		                                        : main->rows / 2;
	}
	shown = part_contacts(cells, &top, facts);
	area_skip(main, top.row - main->row);
	if (facts->peer_count > 0 && side->columns == 0)
		area_skip(main, 1);
	shown += part_peers(cells, side->columns > 0 ? side : main, facts);
	if (shown == all)
		return;
	snprintf(text, sizeof(text), _("and %d more, press !"), all - shown);
	area_line(cells, main, STYLE_DIM, text);
}

/* --- close --- */

static void
number_row(struct cells *cells, struct area *area, const char *label,
    int number, const char *beside)
{
	char text[16];

	if (area->rows < 1)
		return;
	cells_text(
	    cells, area->row, area->column, STOP - 1, STYLE_NORMAL, label);
	snprintf(text, sizeof(text), "%d", number);
	cells_right(
	    cells, area->row, area->column + NUMBER_EDGE, STYLE_BOLD, text);
	cells_text(cells, area->row, area->column + NUMBER_EDGE + 3,
	    area->columns - NUMBER_EDGE - 3, STYLE_DIM, beside);
	area_skip(area, 1);
}

/* "Census 24, Breaks missed 3", as far as they are told; optional. */
static void
view_numbers(const struct facts *facts, struct cells *cells, struct area *main)
{
	struct area values = *main;
	struct buf text = BUF_INIT;

	if (facts->shift_number_count == 0 || main->rows < 1)
		return;
	for (int i = 0; i < facts->shift_number_count; i++) {
		const struct fact_shift_number *number =
		    &facts->shift_numbers[i];

		if (number->value != SHIFT_NUMBER_NONE)
			buf_addf(&text, "%s%s %d", text.len ? ", " : "",
			    number->field->title, (int)number->value);
	}
	cells_text(cells, main->row, main->column, STOP - 1, STYLE_NORMAL,
	    _("Numbers of the shift"));
	values.column += STOP;
	values.columns -= STOP;
	if (text.len)
		area_wrap(cells, &values, 3, STYLE_NORMAL, buf_text(&text));
	else
		area_line(cells, &values, STYLE_DIM,
		    _("none told yet; s opens them"));
	area_skip(main, values.row - main->row);
	buf_done(&text);
}

/* What people can still answer on their way. */
static void
view_beside(const struct facts *facts, struct cells *cells, struct area *main)
{
	char titles[128], text[192];

	if (part_walkups(facts, titles, sizeof(titles)) == 0)
		return;
	snprintf(
	    text, sizeof(text), _("Also open, for whoever likes: %s"), titles);
	area_skip(main, 1);
	area_wrap(cells, main, 2, STYLE_NORMAL, text);
}

static void
view_close(const struct huddle_model *model, const struct facts *facts,
    struct cells *cells, struct area *main, struct area *side)
{
	int seconds = run_total(&model->run, facts->running_agenda, facts->now);
	int counts[NOTE_KINDS] = {0};
	int actions = 0;
	char kinds[160];

	for (int i = 0; i < facts->running_note_count; i++) {
		const struct note *note = &facts->running_note_list[i];

		counts[note->kind]++;
		actions += note->state == NOTE_ACTION;
	}
	part_kinds(
	    counts, main->columns - NUMBER_EDGE - 3, kinds, sizeof(kinds));
	area_heading(cells, main, _("This huddle"), 0, NULL);
	number_row(cells, main, _("Minutes"), (seconds + 59) / 60, "");
	if (facts->running_closed) {
		number_row(
		    cells, main, _("People"), facts->running_headcount, "");
		number_row(
		    cells, main, _("Checked in"), facts->running_checkins, "");
	}
	number_row(cells, main, _("Notes"), facts->running_notes, kinds);
	if (facts->running_notes > 0)
		number_row(cells, main, _("Actions"), actions,
		    _("made of these notes"));
	view_numbers(facts, cells, main);
	view_beside(facts, cells, main);
	if (side->columns > 0 && facts->running_note_count > 0) {
		area_heading(cells, side, _("Noted"), 0, NULL);
		area_skip(side, 1);
		part_notes(cells, side, facts->running_note_list,
		    facts->running_note_count, -1, NOTE_LINES);
	}
}

/* --- topic --- */

static void
view_topic(const struct facts *facts, struct cells *cells, struct area *main)
{
	const struct fact_topic *topic = &facts->topic;
	char text[512];

	if (!topic->title) {
		area_wrap(cells, main, 2, STYLE_NORMAL,
		    _("The topics cannot be read. What would you like to talk "
		      "about?"));
		return;
	}
	area_heading(cells, main, topic->title, 0, NULL);
	area_skip(main, 1);
	area_wrap(cells, main, 3, STYLE_NORMAL, topic->prompt);
	area_skip(main, 1);
	snprintf(text, sizeof(text), _("To try: %s"), topic->attempt);
	area_wrap(cells, main, 3, STYLE_NORMAL, text);
}

void
huddle_view_step(const struct huddle_model *model, const struct facts *facts,
    struct cells *cells, struct area *main, struct area *side)
{
	const struct step *step = huddle_step(model, facts);

	switch (step->kind) {
	case STEP_SINCE:
		view_since(model, facts, cells, main, side);
		break;
	case STEP_PULSE:
		view_pulse(model, facts, cells, main, side);
		break;
	case STEP_ASK:
		view_ask(model, facts, cells, main, side);
		break;
	case STEP_BOARD:
		view_board(model, facts, cells, main, side);
		break;
	case STEP_TOPIC:
		view_topic(facts, cells, main);
		break;
	case STEP_SUPPORT:
		view_support(facts, cells, main, side);
		break;
	case STEP_CLOSE:
		view_close(model, facts, cells, main, side);
		break;
	case STEP_TALK:
		area_line(cells, main, STYLE_DIM, _("Nothing is typed here."));
		break;
	case STEP_KINDS:
		break;
	}
}
