/*
 * The notes page's list: a window of rows that the app holds, the focus that
 * moves over all of them, and what narrows it. See screen_notes.h.
 */
#include <stdio.h>
#include <string.h>

#include "ui/parts_match.h"
#include "ui/screen_notes.h"

/* Rows before the focus that a window is asked for with; as many and more
 * come behind it. A page has fewer. */
#define ROWS_BEFORE 100

const struct note *
notes_row(const struct facts *facts, int row)
{
	const struct fact_notes *notes = &facts->notes;

	if (row < notes->first || row >= notes->first + notes->count)
		return NULL;
	return &notes->rows[row - notes->first];
}

const struct note *
notes_focused(const struct notes *model, const struct facts *facts)
{
	return model->loaded ? notes_row(facts, model->list->focus) : NULL;
}

const char *
notes_word(const struct notes *model)
{
	return buf_text(&model->find.text);
}

bool
notes_narrowed(const struct notes *model)
{
	bool narrowed = notes_word(model)[0] != '\0';

	for (int i = 0; i < FILTERS; i++)
		narrowed = narrowed || model->chosen[i] != 0;
	return narrowed;
}

/* Rows move when somebody adds a note; the note with the focus is what counts,
 * so its id is kept. Another one is read from its top. */
static void
remember(struct notes *model, const struct facts *facts)
{
	const struct note *note = notes_focused(model, facts);

	if (note && strcmp(note->id, model->focused) != 0) {
		memcpy(model->focused, note->id, NOTE_ID_SIZE);
		model->scroll->top = 0;
	}
}

static int
first_wanted(const struct notes *model)
{
	int first = model->list->focus - ROWS_BEFORE;

	return first > 0 ? first : 0;
}

/* The themes whose titles have the word: the store knows only their ids. */
static void
find_themes(struct notes *model, const struct facts *facts)
{
	buf_clear(&model->themes);
	for (int i = 0; i < facts->theme_count; i++)
		if (match_text(facts->themes[i].title, notes_word(model)))
			buf_addf(&model->themes, "%s%s,",
			    model->themes.len > 0 ? "" : ",",
			    facts->themes[i].id);
}

void
notes_ask(struct notes *model, const struct facts *facts,
    struct effects *effects, const char *id)
{
	struct effect *effect = effects_add(effects, EFFECT_NOTES);

	find_themes(model, facts);
	notes_filter(model, facts, &effect->filter);
	effect->first = first_wanted(model);
	snprintf(effect->id, sizeof(effect->id), "%s", id);
}

void
notes_narrow(struct notes *model, const struct facts *facts,
    struct effects *effects, const char *id)
{
	model->list->focus = model->list->top = 0;
	notes_ask(model, facts, effects, id);
}

void
notes_widen(struct notes *model)
{
	editor_set(&model->find, "");
	memset(model->chosen, 0, sizeof(model->chosen));
}

void
notes_follow(
    struct notes *model, const struct facts *facts, struct effects *effects)
{
	const struct fact_notes *notes = &facts->notes;
	int from = model->list->top, to = from + model->list->page;

	remember(model, facts);
	if (!model->loaded || effects->count > 0)
		return;
	if (to > notes->total)
		to = notes->total;
	if (from >= notes->first && to <= notes->first + notes->count)
		return;
	/* A page longer than a window stays incomplete. */
	if (notes->count == 0 || notes->first != first_wanted(model))
		notes_ask(model, facts, effects, "");
}

void
notes_loaded(struct notes *model, const struct facts *facts)
{
	model->loaded = true;
	if (facts->notes.place >= 0)
		model->list->focus = facts->notes.place;
	list_set(model->list, facts->notes.total, model->list->page);
	if (!notes_focused(model, facts))
		model->reading = false;
	if (model->merging && !model->finding && !model->choosing)
		notes_merge_settle(model, facts, model->list->focus, true);
	remember(model, facts);
}

/* Back to what is there, so that the focus stands on a note. */
void
notes_not_loaded(struct notes *model, const struct facts *facts)
{
	const struct fact_notes *notes = &facts->notes;
	struct list *list = model->list;

	if (list->focus >= notes->first + notes->count)
		list->focus = notes->first + notes->count - 1;
	if (list->focus < notes->first)
		list->focus = notes->first;
	list_set(list, notes->total, list->page);
}

bool
notes_refocus(struct notes *model, const struct facts *facts)
{
	const struct fact_notes *notes = &facts->notes;

	for (int i = 0; i < notes->count; i++)
		if (strcmp(notes->rows[i].id, model->focused) == 0) {
			model->list->focus = notes->first + i;
			list_set(model->list, notes->total, model->list->page);
			return true;
		}
	return false;
}
