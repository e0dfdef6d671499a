/*
 * A name is picked: typing narrows the list, Enter takes the marked one. The
 * same for all that begins with a name. See screen_buddies.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/screen_buddies.h"
#include "util/i18n.h"
#include "util/mem.h"

#define ROLE_STOP 34
#define ROLE_COLUMNS 24
#define WORD_COLUMNS (BUDDY_NAME_MAX + 2)

static const struct {
	const char *ask;
	const char *more; /* what becomes of it */
} texts[] = {
    [PICK_FIND] = {N_("Whom do you look for?"), N_("Type a part of the name.")},
    [PICK_LEAVE] = {N_("Who leaves the buddies?"),
        N_("Type a part of your name. It is asked once more before anything "
           "is done.")},
    [PICK_CONNECTED] = {N_("You connected. Who are you?"),
        N_("Type a part of your name. One is added to this week's count; "
           "your name is not kept, nor what you said.")},
    [PICK_AGAIN] = {N_("You would like another buddy. Who are you?"),
        N_("Type a part of your name. No page shows who asked, and nobody is "
           "asked why.")},
    [PICK_STAY] = {N_("You stay with your buddy. Who are you?"),
        N_("Type a part of your name. If anybody of your group asked for "
           "another buddy, that is taken back.")},
    [PICK_SWAP] = {N_("Who changes place?"), N_("Type a part of the name.")},
    [PICK_WITH] = {"", N_("Type a part of the name.")},
};

/* --- who is left --- */

/* Who changes place, and somebody of the same group in the proposal. */
static bool
with_first(const struct mates *model, const struct facts *facts,
    const struct buddy *person)
{
	const struct buddy_round *proposed = facts->buddies.proposed;
	const struct buddy *first = mates_find(facts, model->name);

	return proposed && first &&
	       buddy_group_of(proposed, first->id) ==
	           buddy_group_of(proposed, person->id);
}

static bool
may_pick(const struct mates *model, const struct facts *facts,
    const struct buddy *person)
{
	const struct buddy_round *confirmed = facts->buddies.confirmed;
	const struct buddy_round *proposed = facts->buddies.proposed;

	switch (model->pick) {
	case PICK_CONNECTED:
	case PICK_AGAIN:
	case PICK_STAY:
		return mates_paired(confirmed, person);
	case PICK_WITH:
		if (with_first(model, facts, person))
			return false;
		/* fall through */
	case PICK_SWAP:
		return proposed && buddy_group_of(proposed, person->id) >= 0;
	case PICK_FIND:
	case PICK_LEAVE:
		break;
	}
	return true;
}

int
mates_found(const struct mates *model, const struct facts *facts,
    const struct buddy ***out)
{
	const struct fact_buddies *buddies = &facts->buddies;
	struct buf word = BUF_INIT;
	int count = 0;

	*out = mem_new(
	    (size_t)buddies->person_count + 1, sizeof(const struct buddy *));
	utf8_fold(&word, buf_text(&model->word.text));
	for (int i = 0; i < buddies->person_count; i++) {
		const struct buddy *person = &buddies->people[i];

		if (strstr(person->folded, buf_text(&word)) &&
		    may_pick(model, facts, person))
			(*out)[count++] = person;
	}
	buf_done(&word);
	return count;
}

/* --- keys --- */

void
mates_pick(struct mates *model, const struct facts *facts, enum mates_pick pick)
{
	const struct buddy **found;
	int count;

	model->pick = pick;
	editor_set(&model->word, "");
	*model->found = (struct list){.page = model->found->page};
	count = mates_found(model, facts, &found);
	free((void *)found);
	if (count == 0) {
		toast_say(&model->toast, "%s",
		    pick == PICK_WITH
		        ? _("There is nobody to change places with.")
		        : _("There is nobody to pick."));
		mates_pick_end(model);
		return;
	}
	list_set(model->found, count, model->found->page);
	model->look = MATES_PICK;
}

void
mates_pick_end(struct mates *model)
{
	bool swap = model->pick == PICK_SWAP || model->pick == PICK_WITH;

	editor_done(&model->word);
	editor_init(&model->word, BUDDY_NAME_MAX, false);
	model->look = swap ? MATES_PROPOSAL : MATES_PAGE;
}

/* That one it is. */
static void
taken(struct mates *model, const struct facts *facts, const char *name,
    struct effects *effects)
{
	enum mates_pick pick = model->pick;

	mates_pick_end(model);
	switch (pick) {
	case PICK_FIND:
		mates_focus(
		    facts, mates_listed(model, facts), model->reader, name);
		break;
	case PICK_LEAVE:
		mates_ask_leave(model, facts, name);
		break;
	case PICK_CONNECTED:
		mates_request(model, effects, BUDDY_ACT_CONNECTED, name);
		break;
	case PICK_AGAIN:
		mates_request(model, effects, BUDDY_ACT_AGAIN, name);
		break;
	case PICK_STAY:
		mates_request(model, effects, BUDDY_ACT_STAY, name);
		break;
	case PICK_SWAP:
		mates_about(model, name, NULL);
		mates_pick(model, facts, PICK_WITH);
		break;
	case PICK_WITH:
		mates_about(model, model->name, name);
		mates_shown(model, facts);
		mates_request(model, effects, BUDDY_ACT_SWAP, model->name)
		    ->other = mem_copy(name);
		break;
	}
}

void
mates_pick_key(struct mates *model, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	const struct buddy **found;
	uint32_t key = event->key;
	bool arrow =
	    key == K_DOWN || key == K_UP || key == K_PGDN || key == K_PGUP;
	char *name = NULL;
	int count;

	if (arrow)
		list_key(model->found, key);
	else if (editor_key(&model->word, key, WORD_COLUMNS))
		model->found->focus = model->found->top = 0;
	count = mates_found(model, facts, &found);
	list_set(model->found, count, model->found->page);
	if (key == K_ENTER && count > 0)
		name = mem_copy(found[model->found->focus]->name);
	free((void *)found);
	if (key == K_ESC)
		mates_pick_end(model);
	else if (name)
		taken(model, facts, name, effects);
	free(name);
}

/* --- looks --- */

static void
view_ask(const struct mates *model, struct cells *cells, struct area *area)
{
	char text[160];

	if (model->pick == PICK_WITH)
		snprintf(text, sizeof(text), _("With whom does %s change?"),
		    model->name ? model->name : "");
	else
		snprintf(text, sizeof(text), "%s", _(texts[model->pick].ask));
	area_line(cells, area, STYLE_BOLD, text);
	area_wrap(cells, area, 3, STYLE_NORMAL, _(texts[model->pick].more));
	area_skip(area, 1);
}

/* Nobody is left: who was meant may be there, but not to change places. */
static void
view_nobody(const struct mates *model, const struct facts *facts,
    struct cells *cells, struct area *area)
{
	const struct fact_buddies *buddies = &facts->buddies;
	const struct buddy *mate = NULL, *first;
	struct buf word = BUF_INIT;
	char text[256];

	utf8_fold(&word, buf_text(&model->word.text));
	first = mates_find(facts, model->name);
	for (int i = 0; model->pick == PICK_WITH && i < buddies->person_count;
	     i++)
		if (!mate && &buddies->people[i] != first &&
		    strstr(buddies->people[i].folded, buf_text(&word)) &&
		    with_first(model, facts, &buddies->people[i]))
			mate = &buddies->people[i];
	if (mate && first)
		snprintf(text, sizeof(text),
		    _("%s and %s are in the same group already."), first->name,
		    mate->name);
	else
		snprintf(text, sizeof(text), "%s",
		    _("Nobody here has that in their name."));
	area_wrap(cells, area, 2, STYLE_NORMAL, text);
	buf_done(&word);
}

void
mates_pick_view(const struct mates *model, const struct facts *facts,
    struct cells *cells, struct area *area)
{
	const struct buddy **found;
	int count = mates_found(model, facts, &found), top, word;

	view_ask(model, cells, area);
	word = area->row;
	area_skip(area, 2);
	list_set(model->found, count, area->rows);
	top = model->found->top;
	for (int i = top; i < count && i < top + model->found->page; i++) {
		bool focused = i == model->found->focus;

		if (focused)
			cells_text(cells, area->row, area->column, 1,
			    STYLE_ACCENT, SIGN_FOCUS);
		cells_text(cells, area->row, area->column + 2, ROLE_STOP - 4,
		    focused ? STYLE_FOCUS : STYLE_NORMAL, found[i]->name);
		cells_text(cells, area->row, area->column + ROLE_STOP,
		    ROLE_COLUMNS, STYLE_DIM, found[i]->role);
		area_skip(area, 1);
	}
	if (count == 0)
		view_nobody(model, facts, cells, area);
	if (count > top + model->found->page)
		cells_right(cells, area->row + area->rows,
		    area->column + area->columns, STYLE_DIM,
		    _("more below: PgDn"));
	free((void *)found);
	/* Last, so that the cursor is its. */
	cells_text(cells, word, area->column, 1, STYLE_ACCENT, SIGN_WALL);
	editor_view(
	    &model->word, cells, word, area->column + 2, WORD_COLUMNS, 1);
}
