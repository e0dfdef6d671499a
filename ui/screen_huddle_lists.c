/*
 * The lists of the huddle's steps: what became of it, what was noted, what on
 * the board needs somebody. One entry has the focus, and can be answered, made
 * an action or moved on while people talk of it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/parts_card.h"
#include "ui/parts_said.h"
#include "ui/screen_huddle.h"
#include "util/date.h"
#include "util/i18n.h"
#include "util/mem.h"

/* Stops: those of parts_said.c. */
#define WORD 2
#define TEXT 15
#define GAP 2        /* before a theme */
#define NOTE_WHEN 12 /* for what became of a note just now */

/* An entry, as one of these. `first` stands below an empty row. */
struct entry {
	struct huddle_focus what;
	bool first;
};

struct entry_list {
	enum huddle_list kind;
	const struct facts *facts;
	struct entry *entries;
	int count;
};

/* --- what is in them --- */

static bool
told_already(const struct fact_said *said, const struct note *note)
{
	for (int i = 0; i < said->count; i++)
		if (strcmp(said->list[i].note, note->id) == 0)
			return true;
	return false;
}

/* What became of it; below it what else was noted: thanks, bright spots. */
static void
list_since(struct entry_list *list)
{
	const struct facts *facts = list->facts;
	int said;

	list->entries = mem_new(
	    (size_t)facts->said.count + (size_t)facts->new_note_count + 1,
	    sizeof(*list->entries));
	for (int part = 0; part < SAID_PARTS; part++)
		for (int i = 0; i < facts->said.count; i++)
			if (said_parts[part] >> facts->said.list[i].kind & 1)
				list->entries[list->count++].what.said =
				    &facts->said.list[i];
	said = list->count;
	for (int i = 0; i < facts->new_note_count; i++) {
		const struct note *note = &facts->new_note_list[i];

		if (told_already(&facts->said, note))
			continue;
		list->entries[list->count].first =
		    list->count == said && said > 0;
		list->entries[list->count++].what.note = note;
	}
}

/* The newest first. */
static void
list_ask(struct entry_list *list)
{
	const struct facts *facts = list->facts;
	int count = facts->running_note_count;

	list->entries = mem_new((size_t)count + 1, sizeof(*list->entries));
	for (int i = count - 1; i >= 0; i--)
		list->entries[list->count++].what.note =
		    &facts->running_note_list[i];
}

/* How much a card needs somebody: no answer, overdue, stuck; behind them those
 * that only stand long. */
static const unsigned ranks[] = {
    MARK_UNANSWERED, MARK_OVERDUE, MARK_STUCK, MARK_AGEING};
#define RANK_AGEING 3
#define RANK_LAST 4 /* nothing of it is marked */

static int
rank(const struct facts *facts, const struct card *card)
{
	unsigned found = card_marks(card, &facts->rules, facts->shift.day);

	for (int i = 0; i < RANK_LAST; i++)
		if (found & ranks[i])
			return i;
	return RANK_LAST;
}

static bool
is_open(const struct card *card)
{
	return card->state != ACTION_DONE && card->state != ACTION_CLOSED;
}

int
huddle_needing(const struct facts *facts, int *open)
{
	int needing = 0;

	*open = 0;
	for (int i = 0; i < facts->card_count; i++)
		if (is_open(&facts->cards[i])) {
			needing += rank(facts, &facts->cards[i]) < RANK_AGEING;
			++*open;
		}
	return needing;
}

/* The open cards only, which are few among those of years. The copies lend
 * their texts from the facts. */
static void
list_board(struct entry_list *list)
{
	const struct facts *facts = list->facts;
	size_t most = (size_t)facts->card_count + 1;
	struct card *open = mem_new(most, sizeof(*open));
	int *place = mem_new(most, sizeof(*place));
	struct board board;
	int count = 0;

	for (int i = 0; i < facts->card_count; i++)
		if (is_open(&facts->cards[i])) {
			open[count] = facts->cards[i];
			place[count++] = i;
		}
	board_arrange(&board, open, count, &board_filter_all, SORT_URGENT,
	    &facts->rules, facts->shift.day);
	list->entries =
	    mem_new((size_t)board.count + 1, sizeof(*list->entries));
	for (int wanted = 0; wanted <= RANK_LAST; wanted++)
		for (int i = 0; i < board.count; i++)
			if (rank(facts, &open[board.order[i]]) == wanted)
				list->entries[list->count++].what.card =
				    &facts->cards[place[board.order[i]]];
	board_done(&board);
	free(open);
	free(place);
}

/* For free(list.entries). */
static struct entry_list
list_of(const struct huddle_model *model, const struct facts *facts)
{
	static void (*const makers[LISTS])(struct entry_list *) = {
	    list_since, list_ask, list_board};
	const struct reader *reader = huddle_list(model, facts);
	struct entry_list list = {.facts = facts};

	if (!reader)
		return list;
	list.kind = (enum huddle_list)(reader - model->lists);
	makers[list.kind](&list);
	return list;
}

struct reader *
huddle_list(const struct huddle_model *model, const struct facts *facts)
{
	const struct step *step = huddle_step(model, facts);

	if (!step || model->state != HUDDLE_STEP)
		return NULL;
	switch (step->kind) {
	case STEP_SINCE:
		return &model->lists[LIST_SINCE];
	case STEP_ASK:
		return &model->lists[LIST_ASK];
	case STEP_BOARD:
		return &model->lists[LIST_BOARD];
	default:
		return NULL;
	}
}

int
huddle_list_count(const struct huddle_model *model, const struct facts *facts)
{
	struct entry_list list = list_of(model, facts);

	free(list.entries);
	return list.count;
}

struct huddle_focus
huddle_focused(const struct huddle_model *model, const struct facts *facts)
{
	struct entry_list list = list_of(model, facts);
	struct huddle_focus found = {.said = NULL};
	int focus;

	if (list.count > 0) {
		focus = huddle_list(model, facts)->focus;
		if (focus >= list.count)
			focus = list.count - 1;
		found = list.entries[focus].what;
	}
	free(list.entries);
	return found;
}

/* --- how they look --- */

static int
note_lines(const struct entry_list *list, const struct note *note, int columns)
{
	int lines = part_lines(note->text, columns - TEXT);

	return lines < 1 || list->kind == LIST_ASK ? 1 : lines;
}

static int
entry_rows(const void *data, int columns, int index)
{
	const struct entry_list *list = data;
	const struct entry *entry = &list->entries[index];

	if (entry->what.said)
		return said_rows(
		    list->facts, entry->what.said, columns, &said_all);
	if (entry->what.card)
		return 2;
	return entry->first + note_lines(list, entry->what.note, columns);
}

/* In the question's step a line each, with what became of it already. */
static void
draw_note(struct cells *cells, struct area *area, const struct entry_list *list,
    const struct note *note, bool focused)
{
	bool brief = list->kind == LIST_ASK;
	struct area text = *area;
	char now[32] = "";

	cells_text(cells, area->row, area->column + WORD, TEXT - WORD - 1,
	    focused ? STYLE_FOCUS : STYLE_NORMAL,
	    _(note_kind_titles[note->kind]));
	text.column += TEXT;
	text.columns -= TEXT;
	if (brief && note->state == NOTE_ACTION)
		snprintf(now, sizeof(now), SIGN_DONE " %s", _("action"));
	if (now[0]) {
		cells_right(cells, area->row, area->column + area->columns,
		    STYLE_DIM, now);
		text.columns -= NOTE_WHEN;
	}
	if (brief)
		cells_text(cells, text.row, text.column, text.columns,
		    focused ? STYLE_FOCUS : STYLE_NORMAL, note->text);
	else
		area_wrap(cells, &text, NOTE_CHARACTERS_MAX,
		    focused ? STYLE_FOCUS : STYLE_NORMAL, note->text);
	area_skip(area, note_lines(list, note, area->columns));
}

static void
draw_card(struct cells *cells, struct area *area, const struct entry_list *list,
    const struct card *card, bool focused)
{
	const char *theme = part_theme(list->facts, card->theme);
	struct card_words words = {.count = 0};

	cells_text(cells, area->row, area->column + WORD,
	    area->columns - WORD - utf8_width(theme) - GAP,
	    focused ? STYLE_FOCUS : STYLE_BOLD, card->title);
	cells_right(
	    cells, area->row, area->column + area->columns, STYLE_DIM, theme);
	card_words(list->facts, card, &words);
	card_words_line(cells, area->row + 1, area->column + WORD,
	    area->columns - WORD, &words);
	area_skip(area, 2);
}

static void
entry_draw(struct cells *cells, struct area *area, const void *data, int index,
    bool focused)
{
	const struct entry_list *list = data;
	const struct entry *entry = &list->entries[index];

	area_skip(area, entry->first);
	if (entry->what.said) {
		said_draw(cells, area, list->facts, entry->what.said, focused,
		    &said_all);
		return;
	}
	if (focused) {
		cells_cursor(cells, area->row, area->column);
		cells_text(cells, area->row, area->column, 1, STYLE_ACCENT,
		    SIGN_FOCUS);
	}
	if (entry->what.card)
		draw_card(cells, area, list, entry->what.card, focused);
	else
		draw_note(cells, area, list, entry->what.note, focused);
}

void
huddle_view_list(const struct huddle_model *model, const struct facts *facts,
    struct cells *cells, const struct area *area)
{
	struct entry_list list = list_of(model, facts);
	struct entries entries = {&list, entry_rows, entry_draw};

	if (list.entries)
		reader_view(huddle_list(model, facts), cells, area, list.count,
		    &entries);
	free(list.entries);
}

/* --- what is done with an entry --- */

bool
huddle_note_open(const struct huddle_focus *focus)
{
	if (focus->note)
		return focus->note->state == NOTE_OPEN;
	return focus->said && focus->said->kind == SAID_WAITING &&
	       focus->said->action == 0;
}

static void
make_action(const struct huddle_focus *focus, struct effects *effects)
{
	struct request *request;

	if (!huddle_note_open(focus))
		return;
	request = effects_request(effects, REQUEST_ADD, true);
	snprintf(request->note, NOTE_ID_SIZE, "%s",
	    focus->note ? focus->note->id : focus->said->note);
	request->version =
	    focus->note ? focus->note->version : focus->said->version;
}

static void
open_card(const struct huddle_focus *focus, struct effects *effects)
{
	int64_t id = focus->card   ? focus->card->id
	             : focus->said ? focus->said->action
	             : focus->note ? focus->note->action
	                           : 0;
	struct effect *effect;

	if (id == 0)
		return;
	effect = effects_add(effects, EFFECT_GO);
	effect->screen = SCREEN_CARD;
	effect->action = id;
}

void
huddle_list_command(struct huddle_model *model, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	struct huddle_focus focus = huddle_focused(model, facts);

	switch (event->command) {
	case HUDDLE_RESPOND:
		if (focus.said)
			said_respond(focus.said, effects);
		else if (focus.card)
			hand_ask(focus.card, REQUEST_RESPOND, &model->toast,
			    effects);
		break;
	case HUDDLE_ACTION:
		make_action(&focus, effects);
		break;
	case HUDDLE_FORTH:
		if (focus.card)
			hand_move(&model->hand, facts, focus.card, 1,
			    &model->toast, effects);
		break;
	case HUDDLE_CARD:
		open_card(&focus, effects);
		break;
	case HUDDLE_BOARD:
		effects_add(effects, EFFECT_GO)->screen = SCREEN_BOARD;
		break;
	default:
		if (huddle_list(model, facts))
			reader_key(huddle_list(model, facts), event->key);
		break;
	}
}

enum huddle_undo
huddle_undo(const struct huddle_model *model, const struct facts *facts)
{
	const struct step *step = huddle_step(model, facts);
	const struct note *newest = NULL;

	if (step && step->kind == STEP_ASK && facts->running_note_count > 0)
		newest =
		    &facts->running_note_list[facts->running_note_count - 1];
	if (newest && newest->state == NOTE_OPEN &&
	    facts->undo.id <= model->undo_noted)
		return UNDO_NOTE;
	return facts->undo.id > model->undo_began ? UNDO_STEP : UNDO_NOTHING;
}
