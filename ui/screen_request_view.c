/*
 * How a form looks: what it is about, what to write and what it might look
 * like, the fields; and the question when a text may show somebody.
 */
#include <libintl.h>
#include <stdio.h>
#include <string.h>

#include "ui/layout.h"
#include "ui/parts_card.h"
#include "ui/screen_card.h"
#include "ui/screen_request.h"
#include "util/i18n.h"

#define ABOUT_ROWS 3 /* of the note or the card that it is about */
#define ASK_ROWS 9
#define EXAMPLE_ROWS 4

/* --- what it is about --- */

static void
view_card(const struct request_page *page, const struct facts *facts,
    struct cells *cells, struct area *area)
{
	struct card_words words = {.count = 0};
	struct card card;

	card_of(&card, &page->was);
	card.prediction[0] = '\0'; /* stands below, whole */
	card_words(facts, &card, &words);
	area_wrap(cells, area, ABOUT_ROWS - 1, STYLE_BOLD, card.title);
	if (area->rows > 0)
		area_skip(area, card_words_flow(cells, area->row, area->column,
		                    area->columns, 1, &words));
	area_skip(area, 1);
	card_done(&card);
}

static void
view_note(const struct request_page *page, const struct facts *facts,
    struct cells *cells, struct area *area)
{
	const struct note *note = &page->note;
	char day[PART_DAY_SIZE], line[160];
	char metoo[64] = "";

	part_day(facts, note->day, day);
	if (note->metoo > 0)
		snprintf(metoo, sizeof(metoo),
		    ngettext("%d said me too", "%d said me too",
		        (unsigned long)note->metoo),
		    note->metoo);
	snprintf(line, sizeof(line), "%s, %s%s%s",
	    _(note_kind_titles[note->kind]), day,
	    metoo[0] ? " " SIGN_DOT " " : "", metoo);
	area_wrap(cells, area, ABOUT_ROWS, STYLE_BOLD, record_text(note->text));
	area_line(cells, area, STYLE_NORMAL, line);
	area_skip(area, 1);
}

/* The test that ends here: what was expected of it. */
static void
view_test(const struct action *card, struct cells *cells, struct area *area)
{
	int open = action_cycle_open(card);
	const struct cycle *cycle = &card->cycles[open < 0 ? 0 : open];
	char line[768];

	snprintf(line, sizeof(line), _("Predicted: %s"),
	    record_text(cycle->prediction));
	area_wrap(cells, area, 2, STYLE_NORMAL, line);
	snprintf(line, sizeof(line), _("Measured before: %s (%s)"),
	    record_text(cycle->before), record_text(cycle->measure));
	if (record_text(cycle->before)[0] && record_text(cycle->measure)[0])
		area_wrap(cells, area, 1, STYLE_NORMAL, line);
	area_skip(area, 1);
}

/* Why it went up to the tier that may answer now. */
static void
view_asked(const struct action *card, struct cells *cells, struct area *area)
{
	const char *reason = record_text(card->responses[card->tier].reason);
	char line[768];

	if (reason[0] == '\0')
		return;
	snprintf(line, sizeof(line), _("Asked: %s"), reason);
	area_wrap(cells, area, 2, STYLE_NORMAL, line);
	area_skip(area, 1);
}

static void
view_about(const struct request_page *page, const struct facts *facts,
    struct cells *cells, struct area *area)
{
	if (page->was.id) {
		view_card(page, facts, cells, area);
		if (page->form->kind == REQUEST_RESULT)
			view_test(&page->was, cells, area);
		if (page->form->kind == REQUEST_RESPOND)
			view_asked(&page->was, cells, area);
	} else if (page->note.id[0]) {
		view_note(page, facts, cells, area);
	}
}

/* --- what to write --- */

static void
view_ask(
    const struct request_page *page, struct cells *cells, struct area *area)
{
	char text[256];
	int above =
	    page->was.tier < TIER_HOSPITAL ? page->was.tier + 1 : TIER_HOSPITAL;

	if (page->form->kind == REQUEST_ESCALATE) {
		snprintf(text, sizeof(text),
		    _("It goes up to %s. The reason leaves the unit: no words "
		      "of notes in it, and no names."),
		    _(tier_titles[above]));
		area_wrap(cells, area, ASK_ROWS, STYLE_NORMAL, text);
	} else if (page->form->ask) {
		area_wrap(cells, area, ASK_ROWS,
		    page->form->alert ? STYLE_ALERT : STYLE_NORMAL,
		    _(page->form->ask));
	}
}

/* Of the field in focus; room is kept for the longest, so that nothing moves
 * with the focus. */
static void
view_example(
    const struct request_page *page, struct cells *cells, struct area *area)
{
	struct area text = *area;
	int most = 0;

	for (int i = 0; i < page->form->ask_count; i++) {
		int lines =
		    part_lines(request_example(page->form, i), area->columns);

		most = lines > most ? lines : most;
	}
	area_wrap(cells, &text, EXAMPLE_ROWS, STYLE_DIM,
	    request_example(page->form, page->inputs.focus));
	area_skip(area, most < EXAMPLE_ROWS ? most : EXAMPLE_ROWS);
}

static void
view_form(const struct request_page *page, const struct facts *facts,
    struct cells *cells, struct area *main, struct area *side)
{
	bool wide = side->columns > 0;

	view_about(page, facts, cells, main);
	view_ask(page, cells, wide ? side : main);
	if (wide && page->form->kind != REQUEST_EDIT)
		area_skip(side, 1);
	view_example(page, cells, wide ? side : main);
	if (!wide)
		area_skip(main, 1);
	inputs_view(&page->inputs, cells, main->row, main->column, FORM_COLUMNS,
	    main->rows);
}

/* --- questions --- */

static void
view_look(
    const struct request_page *page, struct cells *cells, struct area *area)
{
	const struct input *input = &page->inputs.list[page->looked];

	cells_cursor(cells, area->row, area->column);
	area_wrap(cells, area, 2, STYLE_BOLD,
	    _("Does this show a patient or a colleague?"));
	area_skip(area, 1);
	check_view(&page->check, cells, area, buf_text(&input->text.text));
	area_skip(area, 1);
	area_wrap(cells, area, 3, STYLE_NORMAL,
	    _("Enter leads back to the text, to say it without. k keeps it as "
	      "it is."));
}

static void
view_refused(
    const struct request_page *page, struct cells *cells, struct area *area)
{
	cells_cursor(cells, area->row, area->column);
	if (page->state == REQUEST_REFUSED)
		area_wrap(cells, area, 6, STYLE_NORMAL, page->refused.text);
}

static void
view_header(const struct request_page *page, struct cells *cells)
{
	const char *title = page->form ? _(page->form->title) : "";
	char right[32] = "";

	if (page->request.action)
		snprintf(right, sizeof(right), _("card %lld"),
		    (long long)page->request.action);
	layout_header(cells, title, NULL, right);
}

void
request_view(const void *data, const struct facts *facts, struct cells *cells)
{
	const struct request_page *page = data;
	struct area main, side;

	area_body(cells, &main, &side);
	view_header(page, cells);
	cells_cursor(cells, main.row, main.column);
	if (page->state == REQUEST_LOOK)
		view_look(page, cells, &main);
	else if (page->state == REQUEST_CONFLICT)
		request_view_conflict(page, facts, cells, &main);
	else if (page->state != REQUEST_FORM)
		view_refused(page, cells, &main);
	else if (!page->dialog.open)
		view_form(page, facts, cells, &main, &side);
	toast_view(&page->toast, cells);
	layout_footer(cells, screen_request.keymap,
	    request_modes(page, facts) |
	        (request_typing(page, facts) ? KEYMAP_TYPING : 0));
	dialog_view(&page->dialog, cells);
}
