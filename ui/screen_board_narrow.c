/*
 * What narrows the board: the chooser of a filter, the search while it is
 * typed; and arranging the cards that are left.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/layout.h"
#include "ui/screen_board.h"
#include "util/i18n.h"
#include "util/mem.h"

#define BETWEEN " " SIGN_DOT " "

static const struct {
	unsigned marks;
	const char *title;
} needs[] = {
    {0, N_("any")},
    {MARK_UNANSWERED | MARK_OVERDUE | MARK_AGEING | MARK_STUCK,
        N_("what needs somebody")},
    {MARK_UNANSWERED, N_("no answer in time")},
    {MARK_OVERDUE, N_("overdue")},
    {MARK_STUCK, N_("a test without a result")},
    {MARK_AGEING, N_("long in its column")},
    {MARK_WAITING, N_("waits for another tier")},
};
#define NEEDS ((int)(sizeof(needs) / sizeof(needs[0])))

/* --- arranging --- */

static void
arrange(struct board_model *model, const struct facts *facts)
{
	struct board_filter filter = board_filter_all;
	const struct board_narrow *narrow = &model->narrow;

	filter.theme = narrow->theme[0] ? narrow->theme : NULL;
	filter.owner = narrow->owner;
	filter.tier = narrow->tier;
	filter.marks = narrow->marks;
	filter.match =
	    model->find.text.len > 0 ? buf_text(&model->find.text) : NULL;
	board_done(&model->board);
	board_arrange(&model->board, facts->cards, facts->card_count, &filter,
	    model->sort, &facts->rules, facts->shift.day);
}

static void
count_all(struct board_model *model, const struct facts *facts)
{
	memset(model->standing, 0, sizeof(model->standing));
	model->unanswered = model->late = model->overdue = 0;
	for (int i = 0; i < facts->card_count; i++) {
		const struct card *card = &facts->cards[i];
		int32_t today = facts->shift.day;
		unsigned marks = card_marks(card, &facts->rules, today);

		model->standing[card_column(card)]++;
		model->unanswered += card_unanswered_days(card, today) >= 0;
		model->late += (marks & MARK_UNANSWERED) != 0;
		model->overdue += (marks & MARK_OVERDUE) != 0;
	}
}

int
board_count(const struct board_model *model, int column)
{
	return model->board.first[column + 1] - model->board.first[column];
}

const struct card *
board_card(const struct board_model *model, const struct facts *facts,
    int column, int index)
{
	int at;

	if (index < 0 || index >= board_count(model, column))
		return NULL;
	at = model->board.order[model->board.first[column] + index];
	return at < facts->card_count ? &facts->cards[at] : NULL;
}

/* The card's place in a column, -1 if it is not there. */
static int
place_of(const struct board_model *model, const struct facts *facts, int column,
    int64_t id)
{
	for (int i = 0; id && i < board_count(model, column); i++)
		if (board_card(model, facts, column, i)->id == id)
			return i;
	return -1;
}

/* Every column's focus stays on its card; where that is gone, on its place. */
static void
refocus(struct board_model *model, const struct facts *facts)
{
	for (int column = 0; column < COLUMNS; column++) {
		struct list *list = &model->place->lists[column];
		int at = place_of(model, facts, column, model->follow);
		const struct card *card;

		if (at >= 0)
			model->column = (enum column)column;
		else
			at = place_of(
			    model, facts, column, model->focused[column]);
		if (at >= 0)
			list->focus = at;
		list_set(list, board_count(model, column), list->page);
		card = board_card(model, facts, column, list->focus);
		model->focused[column] = card ? card->id : 0;
	}
	model->follow = 0;
}

void
board_again(struct board_model *model, const struct facts *facts)
{
	arrange(model, facts);
	count_all(model, facts);
	refocus(model, facts);
}

void
board_to_cards(struct board_model *model)
{
	for (int column = 0;
	     column < COLUMNS && board_count(model, (int)model->column) == 0;
	     column++)
		if (board_count(model, column) > 0)
			model->column = (enum column)column;
}

/* --- the chooser --- */

static int
choice_count(const struct facts *facts, int choice)
{
	switch (choice) {
	case CHOICE_THEME:
		return facts->theme_count + 1;
	case CHOICE_OWNER:
		return facts->person_count + 2;
	case CHOICE_TIER:
		return TIERS + 1;
	default:
		return NEEDS;
	}
}

static const char *
choice_text(const struct facts *facts, int choice, int at)
{
	if (at == 0)
		return _("any");
	switch (choice) {
	case CHOICE_THEME:
		return facts->themes[at - 1].title;
	case CHOICE_OWNER:
		return at == 1 ? _("nobody") : facts->people[at - 2];
	case CHOICE_TIER:
		return _(tier_titles[at - 1]);
	default:
		return _(needs[at].title);
	}
}

/* What of the narrowing is set: an index, 0 for any. */
static int
choice_at(
    const struct board_narrow *narrow, const struct facts *facts, int choice)
{
	int at = 0;

	switch (choice) {
	case CHOICE_THEME:
		for (int i = 0; i < facts->theme_count; i++)
			if (strcmp(facts->themes[i].id, narrow->theme) == 0)
				at = i + 1;
		return at;
	case CHOICE_OWNER:
		for (int i = 0; narrow->owner && i < facts->person_count; i++)
			if (strcmp(facts->people[i], narrow->owner) == 0)
				at = i + 2;
		return narrow->owner && !narrow->owner[0] ? 1 : at;
	case CHOICE_TIER:
		return narrow->tier + 1;
	default:
		while (needs[at].marks != narrow->marks)
			at++;
		return at;
	}
}

/* What is set, in words, though it may be no choice any more. */
static const char *
choice_value(
    const struct board_narrow *narrow, const struct facts *facts, int choice)
{
	if (choice == CHOICE_THEME && narrow->theme[0])
		return part_theme(facts, narrow->theme);
	if (choice == CHOICE_OWNER && narrow->owner && narrow->owner[0])
		return narrow->owner;
	return choice_text(facts, choice, choice_at(narrow, facts, choice));
}

static bool
choice_any(const struct board_narrow *narrow, int choice)
{
	switch (choice) {
	case CHOICE_THEME:
		return narrow->theme[0] == '\0';
	case CHOICE_OWNER:
		return narrow->owner == NULL;
	case CHOICE_TIER:
		return narrow->tier < 0;
	default:
		return narrow->marks == 0;
	}
}

static void
choice_set(
    struct board_narrow *narrow, const struct facts *facts, int choice, int at)
{
	switch (choice) {
	case CHOICE_THEME:
		snprintf(narrow->theme, sizeof(narrow->theme), "%s",
		    at > 0 ? facts->themes[at - 1].id : "");
		break;
	case CHOICE_OWNER:
		free(narrow->owner);
		narrow->owner = at == 0   ? NULL
		                : at == 1 ? mem_copy("")
		                          : mem_copy(facts->people[at - 2]);
		break;
	case CHOICE_TIER:
		narrow->tier = at - 1;
		break;
	default:
		narrow->marks = needs[at].marks;
		break;
	}
}

static void
narrow_copy(struct board_narrow *out, const struct board_narrow *narrow)
{
	char *owner = mem_copy(narrow->owner);

	free(out->owner);
	*out = *narrow;
	out->owner = owner;
}

static void
narrow_clear(struct board_narrow *narrow)
{
	free(narrow->owner);
	*narrow = (struct board_narrow){.tier = -1};
}

void
board_choose(struct board_model *model)
{
	model->choosing = true;
	narrow_copy(&model->before, &model->narrow);
}

void
board_choose_end(
    struct board_model *model, const struct facts *facts, bool keep)
{
	model->choosing = false;
	if (!keep)
		narrow_copy(&model->narrow, &model->before);
	board_again(model, facts);
	board_to_cards(model);
}

void
board_choose_step(
    struct board_model *model, const struct facts *facts, int step)
{
	int count = choice_count(facts, model->choice);
	int at = choice_at(&model->narrow, facts, model->choice) + step;

	choice_set(&model->narrow, facts, model->choice, (at + count) % count);
	board_again(model, facts);
}

/* --- what is set --- */

bool
board_narrowed(const struct board_model *model)
{
	bool any = model->find.text.len == 0;

	for (int i = 0; i < CHOICES; i++)
		any = any && choice_any(&model->narrow, i);
	return !any;
}

void
board_show_all(struct board_model *model, const struct facts *facts)
{
	narrow_clear(&model->narrow);
	editor_set(&model->find, "");
	board_again(model, facts);
}

void
board_narrow_text(
    const struct board_model *model, const struct facts *facts, struct buf *out)
{
	if (model->find.text.len > 0)
		buf_addf(out, "\"%s\"", buf_text(&model->find.text));
	for (int i = 0; i < CHOICES; i++)
		if (!choice_any(&model->narrow, i))
			buf_addf(out, "%s%s", out->len ? BETWEEN : "",
			    i == CHOICE_OWNER && !model->narrow.owner[0]
			        ? _("nobody's")
			        : choice_value(&model->narrow, facts, i));
	if (model->sort != SORT_URGENT)
		buf_addf(out, "%s%s", out->len ? BETWEEN : "",
		    _(board_sort_titles[model->sort]));
}

void
board_choose_view(const struct board_model *model, const struct facts *facts,
    struct cells *cells)
{
	static const char *const names[CHOICES] = {
	    N_("theme"), N_("owner"), N_("tier"), N_("needs")};
	struct dialog dialog;
	char lines[CHOICES][160], text[96];
	int widest = 0;

	if (!model->choosing)
		return;
	snprintf(text, sizeof(text), _("%d of %d cards"), model->board.count,
	    facts->card_count);
	dialog_open(&dialog, 0, _("Show only"), text);
	for (int i = 0; i < CHOICES; i++)
		if (utf8_width(_(names[i])) > widest)
			widest = utf8_width(_(names[i]));
	for (int i = 0; i < CHOICES; i++) {
		const char *name = _(names[i]);

		snprintf(lines[i], sizeof(lines[i]), "%s%*s%s", name,
		    widest - utf8_width(name) + 3, "",
		    choice_value(&model->narrow, facts, i));
		dialog_choice(&dialog, (uint32_t)('1' + i), lines[i]);
	}
	dialog.focus = model->choice;
	dialog_view(&dialog, cells);
}

/* --- the search --- */

void
board_find(struct board_model *model, const struct facts *facts)
{
	model->finding = true;
	model->find_column = model->column;
	model->find_card = model->focused[model->column];
	editor_set(&model->find, "");
	board_again(model, facts);
}

void
board_find_key(
    struct board_model *model, const struct facts *facts, uint32_t key)
{
	if (!editor_key(&model->find, key, BOARD_FIND))
		return;
	/* From where the search began, not from where it has led so far. */
	model->column = model->find_column;
	model->focused[model->column] = model->find_card;
	board_again(model, facts);
	board_to_cards(model);
}

void
board_find_end(struct board_model *model, const struct facts *facts, bool keep)
{
	model->finding = false;
	if (keep)
		return;
	editor_set(&model->find, "");
	model->column = model->find_column;
	model->follow = model->find_card;
	board_again(model, facts);
}

void
board_narrow_done(struct board_model *model)
{
	narrow_clear(&model->narrow);
	narrow_clear(&model->before);
	editor_done(&model->find);
	board_done(&model->board);
}
