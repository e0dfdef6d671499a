/*
 * How a card's page looks: all that is known of it, in one text that scrolls;
 * with room, its tests and history stand in a column of their own.
 */
#include <libintl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/layout.h"
#include "ui/parts_card.h"
#include "ui/screen_card.h"
#include "util/i18n.h"
#include "util/mem.h"

#define STOP 16      /* from labels to texts; "the department" fits */
#define STOP_SIDE 12 /* "prediction" fits */
#define REPLY_SIZE 192

/* --- lines --- */

void
card_column_done(struct card_column *column)
{
	for (int i = 0; i < column->count; i++) {
		free(column->lines[i].label);
		free(column->lines[i].text);
	}
	free(column->lines);
	*column = (struct card_column){0};
}

static struct card_line *
add_line(struct card_column *column)
{
	int count = column->count;

	if ((count & (count - 1)) == 0) /* full: 0, 1, 2, 4, 8 ... */
		column->lines = mem_grow(column->lines,
		    count ? 2 * (size_t)count : 1, sizeof(*column->lines));
	column->lines[count] = (struct card_line){.style = STYLE_NORMAL};
	column->count++;
	return &column->lines[count];
}

/* A line for each that the text wraps to; `first` is how the first looks. */
static void
put(struct card_column *column, const struct card_line *first,
    const char *label, const char *text)
{
	int columns = column->columns - (first->whole ? 0 : column->stop);
	struct buf clean = BUF_INIT;
	const char *at;

	utf8_clean(&clean, text, strlen(text));
	at = buf_text(&clean);
	do {
		struct card_line *line = add_line(column);
		const char *from = at;
		size_t len = utf8_wrap(from, columns, &at);

		*line = *first;
		line->label = mem_copy(label);
		line->text = mem_copy_bytes(from, len);
		label = NULL;
	} while (*at);
	buf_done(&clean);
}

void
card_put(struct card_column *column, const char *label, enum style style,
    const char *text)
{
	put(column,
	    &(struct card_line){.label_style = STYLE_DIM, .style = style},
	    label, text);
}

void
card_head(struct card_column *column, const char *label, enum style style,
    const char *text)
{
	put(column, &(struct card_line){.label_style = style, .style = style},
	    label, text);
}

void
card_whole(struct card_column *column, enum style style, const char *text)
{
	put(column, &(struct card_line){.style = style, .whole = true}, NULL,
	    text);
}

void
card_skip(struct card_column *column)
{
	add_line(column);
}

/* --- details --- */

static void
days_text(int days, char out[48])
{
	snprintf(
	    out, 48, ngettext("%d day", "%d days", (unsigned long)days), days);
}

/* What needs somebody. */
static void
put_needs(struct card_column *column, const struct facts *facts,
    const struct action *action)
{
	struct card_words words = {.count = 0};
	struct buf text = BUF_INIT;
	struct card card;

	card_of(&card, action);
	card_needs(facts, &card, &words);
	for (int i = 0; i < words.count; i++)
		if (words.list[i].style == STYLE_ALERT)
			buf_addf(&text, "%s%s",
			    text.len > 0 ? " " SIGN_DOT " " : "",
			    words.list[i].text);
	if (text.len > 0)
		card_whole(column, STYLE_ALERT, buf_text(&text));
	buf_done(&text);
	card_done(&card);
}

/* "Testing, here since 12 Nov, 12 days". A card that waits has come into its
 * state on another day than it went up. */
static void
state_text(
    const struct facts *facts, const struct action *action, char out[192])
{
	bool waits = action_waits(action);
	int32_t since =
	    waits ? action->responses[action->tier].asked : action->since;
	const char *of = waits ? _(tier_titles[action->tier])
	                       : _(action_state_titles[action->state]);
	char day[PART_DAY_SIZE], days[48];

	part_day(facts, since, day);
	days_text(facts->shift.day - since, days);
	if (since == facts->shift.day)
		snprintf(out, 192,
		    waits ? _("Waiting for %s since today")
		          : _("%s, here since today"),
		    of);
	else
		snprintf(out, 192,
		    waits ? _("Waiting for %s since %s, %s")
		          : _("%s, here since %s, %s"),
		    of, day, days);
}

static void
put_raised(struct card_column *column, const struct facts *facts,
    const struct action *action)
{
	int ago = facts->shift.day - action->raised;
	char day[PART_DAY_SIZE], days[48], text[128];

	part_day(facts, action->raised, day);
	days_text(ago, days);
	if (ago == 0)
		snprintf(text, sizeof(text), "%s", _("today"));
	else
		snprintf(text, sizeof(text), _("%s, %s ago"), day, days);
	card_put(column, _("raised"), STYLE_NORMAL, text);
}

static void
put_due(struct card_column *column, const struct facts *facts,
    const struct action *action)
{
	bool over =
	    action->state == ACTION_DONE || action->state == ACTION_CLOSED;
	char day[64], text[160];
	int late;

	if (action->due == DATE_NONE) {
		card_put(column, _("due"), STYLE_DIM, _("no day"));
		return;
	}
	late = facts->shift.day - action->due;
	layout_date(facts, action->due, day);
	if (over || late <= 0) {
		card_put(column, _("due"), STYLE_NORMAL, day);
		return;
	}
	snprintf(text, sizeof(text),
	    ngettext("%s, %d day overdue", "%s, %d days overdue",
	        (unsigned long)late),
	    day, late);
	card_put(column, _("due"), STYLE_NORMAL, text);
}

static void
put_details(struct card_column *column, const struct facts *facts,
    const struct action *action)
{
	const char *owner = record_text(action->owner);

	if (record_text(action->reason)[0])
		card_put(column,
		    action->state == ACTION_CLOSED ? _("closed because")
		                                   : _("moved because"),
		    STYLE_NORMAL, action->reason);
	if (action_waits(action)) /* the header tells that instead */
		card_put(column, _("state"), STYLE_NORMAL,
		    _(action_state_titles[action->state]));
	card_put(
	    column, _("theme"), STYLE_NORMAL, part_theme(facts, action->theme));
	card_put(column, _("owner"), owner[0] ? STYLE_NORMAL : STYLE_DIM,
	    owner[0] ? owner : _("nobody yet"));
	put_due(column, facts, action);
	if (action->size != SIZE_NONE)
		card_put(column, _("size"), STYLE_NORMAL,
		    _(action_size_titles[action->size]));
	if (record_text(action->aim)[0])
		card_put(column, _("aim"), STYLE_NORMAL, action->aim);
	put_raised(column, facts, action);
	card_skip(column);
}

/* --- what each tier was asked and answered --- */

static void
put_below(struct card_column *column, const char *label, const char *text)
{
	char indented[64];

	snprintf(indented, sizeof(indented), "  %s", label);
	if (record_text(text)[0])
		card_put(column, indented, STYLE_NORMAL, text);
}

/* What a tier that has not answered is waited for. */
static void
no_answer(const struct facts *facts, const struct action *action, int32_t since,
    char out[REPLY_SIZE])
{
	bool over =
	    action->state == ACTION_DONE || action->state == ACTION_CLOSED;
	char asked[PART_DAY_SIZE], days[48];

	part_day(facts, since, asked);
	days_text(facts->shift.day - since, days);
	if (over)
		snprintf(out, REPLY_SIZE, _("asked %s, no answer"), asked);
	else if (since == facts->shift.day)
		snprintf(
		    out, REPLY_SIZE, "%s", _("asked today, no answer yet"));
	else
		snprintf(out, REPLY_SIZE, _("asked %s, no answer yet, %s"),
		    asked, days);
}

/* A tier above that was asked, TIERS if none was: nobody waits for this one
 * any more. */
static int
asked_above(const struct action *action, int tier)
{
	do
		tier++;
	while (tier < TIERS && action->responses[tier].asked == DATE_NONE);
	return tier;
}

/* What became of asking a tier. */
static void
reply_text(const struct facts *facts, const struct action *action, int tier,
    char out[REPLY_SIZE])
{
	const struct reply *reply = &action->responses[tier];
	int above = asked_above(action, tier);
	char asked[PART_DAY_SIZE], then[PART_DAY_SIZE];

	part_day(facts, reply->asked, asked);
	if (reply->answered != DATE_NONE) {
		part_day(facts, reply->answered, then);
		snprintf(out, REPLY_SIZE,
		    record_text(reply->answer)[0] ? _("asked %s, answered %s")
		                                  : _("asked %s, taken up %s"),
		    asked, then);
	} else if (above < TIERS) {
		part_day(facts, action->responses[above].asked, then);
		snprintf(out, REPLY_SIZE, _("asked %s, passed on to %s, %s"),
		    asked, _(tier_titles[above]), then);
	} else {
		no_answer(facts, action, reply->asked, out);
	}
}

static void
put_reply(struct card_column *column, const struct facts *facts,
    const struct action *action, int tier)
{
	const struct reply *reply = &action->responses[tier];
	char text[REPLY_SIZE];

	if (reply->asked == DATE_NONE)
		return;
	reply_text(facts, action, tier, text);
	card_head(column, _(tier_titles[tier]), STYLE_NORMAL, text);
	put_below(column, _("because"), reply->reason);
	put_below(column, _("answer"), reply->answer);
}

static void
put_replies(struct card_column *column, const struct facts *facts,
    const struct action *action)
{
	card_whole(column, STYLE_BOLD, _("Asked and answered"));
	for (int tier = 0; tier < TIERS; tier++)
		put_reply(column, facts, action, tier);
	card_skip(column);
}

static void
put_note(struct card_column *column, const struct facts *facts,
    const struct note *note)
{
	char day[PART_DAY_SIZE], text[160];
	int used;

	if (!note)
		return;
	card_whole(column, STYLE_BOLD, _("The note it came from"));
	part_day(facts, note->day, day);
	used = snprintf(
	    text, sizeof(text), "%s, %s", _(note_kind_titles[note->kind]), day);
	if (note->minutes > 0)
		snprintf(text + used, sizeof(text) - (size_t)used,
		    ngettext(", %d minute a shift", ", %d minutes a shift",
		        (unsigned long)note->minutes),
		    note->minutes);
	card_whole(column, STYLE_NORMAL, text);
	if (record_text(note->text)[0])
		card_whole(column, STYLE_NORMAL, note->text);
	else
		card_whole(column, STYLE_DIM, _("Its words were taken out."));
	if (note->metoo > 0) {
		snprintf(text, sizeof(text),
		    ngettext("%d said me too", "%d said me too",
		        (unsigned long)note->metoo),
		    note->metoo);
		card_whole(column, STYLE_NORMAL, text);
	}
	card_skip(column);
}

/* --- both columns --- */

static void
make(struct card_layout *layout, const struct facts *facts,
    const struct area *main, const struct area *side)
{
	const struct fact_card *card = &facts->card;
	const struct action *action = card->action;
	struct card_column *left = &layout->left, *past = left;

	card_column_done(&layout->left);
	card_column_done(&layout->right);
	*left = (struct card_column){.columns = main->columns, .stop = STOP};
	if (side->columns > 0) {
		past = &layout->right;
		*past = (struct card_column){
		    .columns = side->columns, .stop = STOP_SIDE};
	}
	card_whole(left, STYLE_BOLD, record_text(action->title));
	put_needs(left, facts, action);
	card_skip(left);
	put_details(left, facts, action);
	put_replies(left, facts, action);
	put_note(left, facts, card->note);
	card_tests(past, facts, action);
	card_history(past, facts, card);
}

static struct card_made
made_of(const struct facts *facts, const struct cells *cells)
{
	const struct fact_card *card = &facts->card;

	return (struct card_made){card->action->id, card->action->version,
	    facts->shift.day, card->note ? card->note->version : 0,
	    card->event_count, cells->columns};
}

static bool
same(const struct card_made *a, const struct card_made *b)
{
	return a->id == b->id && a->version == b->version && a->day == b->day &&
	       a->note == b->note && a->events == b->events &&
	       a->columns == b->columns;
}

/* The lines from `top` on that the area has room for. */
static void
draw(const struct card_column *column, struct cells *cells,
    const struct area *area, int top)
{
	int most = column->count > area->rows ? column->count - area->rows : 0;

	/* A short column does not go away while the other one scrolls. */
	if (top > most)
		top = most;
	for (int i = 0; i < area->rows && top + i < column->count; i++) {
		const struct card_line *line = &column->lines[top + i];
		int stop = line->whole ? 0 : column->stop;

		if (line->label)
			cells_text(cells, area->row + i, area->column,
			    column->stop - 1, line->label_style, line->label);
		if (line->text)
			cells_text(cells, area->row + i, area->column + stop,
			    area->columns - stop, line->style, line->text);
	}
}

static void
view_columns(struct card_layout *layout, struct cells *cells,
    const struct area *main, const struct area *side)
{
	struct scroll *scroll = &layout->scroll;

	scroll->page = main->rows;
	scroll->count = layout->left.count > layout->right.count
	                    ? layout->left.count
	                    : layout->right.count;
	if (scroll->top > scroll->count - scroll->page)
		scroll->top = scroll->count - scroll->page;
	if (scroll->top < 0)
		scroll->top = 0;
	draw(&layout->left, cells, main, scroll->top);
	draw(&layout->right, cells, side, scroll->top);
	if (scroll->top + scroll->page < scroll->count)
		cells_right(cells, main->row + main->rows,
		    cells->columns - LAYOUT_MARGIN, STYLE_DIM,
		    _("more below: j or PgDn"));
}

static void
view_gone(const struct card_page *page, struct cells *cells, struct area *area)
{
	if (page->loaded)
		area_wrap(cells, area, 3, STYLE_NORMAL,
		    _("This card is not there any more: its adding was "
		      "undone. Esc leads back."));
}

void
card_view(const void *data, const struct facts *facts, struct cells *cells)
{
	const struct card_page *page = data;
	const struct action *action = facts->card.action;
	char title[48], state[192];
	struct card_made now;
	struct area main, side;

	area_body(cells, &main, &side);
	cells_cursor(cells, main.row, main.column);
	snprintf(title, sizeof(title), _("Card %lld"), (long long)page->action);
	if (!action || action->id != page->action) {
		layout_header(cells, title, NULL, NULL);
		view_gone(page, cells, &main);
	} else {
		state_text(facts, action, state);
		layout_header(cells, title, NULL, state);
		now = made_of(facts, cells);
		if (!same(&now, &page->layout->made))
			make(page->layout, facts, &main, &side);
		page->layout->made = now;
		view_columns(page->layout, cells, &main, &side);
	}
	toast_view(&page->toast, cells);
	layout_footer(cells, screen_card.keymap, card_modes(page, facts));
	dialog_view(&page->hand.dialog, cells);
}
