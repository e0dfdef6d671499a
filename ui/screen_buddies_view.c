/*
 * How the page of buddies looks: the topic, who is with whom, the proposal.
 * See screen_buddies.h.
 */
#include <libintl.h>
#include <stdio.h>
#include <stdlib.h>

#include "ui/layout.h"
#include "ui/screen_buddies.h"
#include "util/i18n.h"

#define TOPIC_ROWS 3
#define STATUS_ROWS 2
#define NEWS_ROWS 6

/* --- above the list --- */

static void
view_topic(struct cells *cells, struct area *area, const struct facts *facts)
{
	const struct fact_topic *topic = &facts->topic;
	char text[512];

	if (!topic->title)
		return;
	snprintf(text, sizeof(text), _("This week: %s"), topic->title);
	area_wrap(cells, area, 2, STYLE_BOLD, text);
	area_wrap(cells, area, TOPIC_ROWS, STYLE_NORMAL, topic->prompt);
	snprintf(text, sizeof(text), _("To try: %s"), topic->attempt);
	area_wrap(cells, area, 2, STYLE_DIM, text);
	area_skip(area, 1);
}

/* Where the round stands, if that is not just what one would think. */
static void
view_status(struct cells *cells, struct area *area, const struct facts *facts)
{
	const struct fact_buddies *buddies = &facts->buddies;
	const struct buddy_round *round = buddies->confirmed;
	char day[64], text[256];

	if (buddies->proposed)
		area_wrap(cells, area, STATUS_ROWS, STYLE_BOLD,
		    _("A proposal waits for the coordinator: p"));
	else if (!round && buddies->person_count > 1)
		area_wrap(cells, area, STATUS_ROWS, STYLE_NORMAL,
		    _("Nobody has a buddy yet: the coordinator proposes a "
		      "round with p."));
	if (!round ||
	    (round->to >= facts->shift.day && round->from <= facts->shift.day))
		return;
	if (round->from > facts->shift.day) {
		layout_date(facts, round->from, day);
		snprintf(text, sizeof(text), _("It begins on %s."), day);
	} else {
		layout_date(facts, round->to, day);
		snprintf(text, sizeof(text),
		    _("The round ended on %s; it goes on until the next one is "
		      "confirmed."),
		    day);
	}
	area_wrap(cells, area, STATUS_ROWS, STYLE_NORMAL, text);
}

static void
view_heading(const struct mates *model, const struct facts *facts,
    struct cells *cells, struct area *area)
{
	const struct fact_buddies *buddies = &facts->buddies;
	bool groups = mates_listed(model, facts) != NULL;
	char text[96] = "";

	if (buddies->confirmed && buddies->connected > 0)
		snprintf(text, sizeof(text),
		    ngettext("\"we connected\": %d time this week",
		        "\"we connected\": %d times this week",
		        (unsigned long)buddies->connected),
		    buddies->connected);
	else if (buddies->confirmed && buddies->connected < 0)
		snprintf(text, sizeof(text),
		    _("\"we connected\": told from %d pairs up"), BUDDY_TOLD);
	cells_right(
	    cells, area->row, area->column + area->columns, STYLE_NORMAL, text);
	area_heading(cells, area,
	    groups ? _("Who is with whom") : _("Who has joined"), 0, NULL);
}

static void
view_page(const struct mates *model, const struct facts *facts,
    struct cells *cells, struct area *area)
{
	view_topic(cells, area, facts);
	if (!model->loaded)
		return;
	view_status(cells, area, facts);
	if (facts->buddies.person_count == 0) {
		area_wrap(cells, area, NEWS_ROWS, STYLE_NORMAL,
		    _("Nobody has joined yet. Buddies are two colleagues who "
		      "take ten minutes a week for each other. What they say "
		      "is theirs; nothing of it is kept. j joins, at any "
		      "time."));
		return;
	}
	view_heading(model, facts, cells, area);
	mates_list(
	    model->reader, facts, mates_listed(model, facts), cells, area);
}

/* --- the proposal --- */

static void
count_proposal(const struct facts *facts, char *out, size_t size)
{
	const struct buddy_round *round = facts->buddies.proposed;
	int people = 0, used;

	for (int i = 0; i < facts->buddies.person_count; i++)
		people +=
		    buddy_group_of(round, facts->buddies.people[i].id) >= 0;
	used = snprintf(out, size,
	    ngettext("%d person in ", "%d people in ", (unsigned long)people),
	    people);
	if (used > 0 && (size_t)used < size)
		snprintf(out + used, size - (size_t)used,
		    ngettext("%d group", "%d groups",
		        (unsigned long)round->group_count),
		    round->group_count);
}

static void
view_proposal(const struct mates *model, const struct facts *facts,
    struct cells *cells, struct area *area)
{
	const struct buddy_round *round = facts->buddies.proposed;
	char text[128];

	if (!round) {
		area_wrap(cells, area, 2, STYLE_NORMAL,
		    _("There is no proposal any more. p makes one, Esc leads "
		      "back."));
		return;
	}
	count_proposal(facts, text, sizeof(text));
	area_line(cells, area, STYLE_BOLD, text);
	area_wrap(cells, area, STATUS_ROWS, STYLE_NORMAL,
	    round->anew
	        ? _("The round that runs is paired anew: somebody left or "
	            "wishes for it. As few as possible change.")
	        : _("Nothing holds before it is confirmed."));
	area_skip(area, 1);
	mates_list(model->groups, facts, round, cells, area);
}

/* --- beside it --- */

/* Who is in the row with the focus, as everybody can read it. */
static void
view_people(struct cells *cells, struct area *area, const struct mates_row *row)
{
	for (int i = 0; i < row->count; i++) {
		const struct buddy *person = row->people[i];
		char text[256];

		area_wrap(cells, area, 2, STYLE_BOLD, person->name);
		snprintf(text, sizeof(text), "%s%s%s", person->role,
		    person->role[0] ? ", " : "", mates_shifts(person));
		area_wrap(cells, area, 3, STYLE_NORMAL, text);
		area_skip(area, 1);
	}
}

static void
view_side(const struct mates *model, const struct facts *facts,
    struct cells *cells, struct area *side)
{
	bool proposal = model->look == MATES_PROPOSAL;
	const struct buddy_round *round =
	    proposal ? facts->buddies.proposed : mates_listed(model, facts);
	struct mates_row row;

	if (!model->loaded || (proposal && !round))
		return;
	row = mates_focused(
	    facts, round, proposal ? model->groups : model->reader);
	view_people(cells, side, &row);
	area_wrap(cells, side, NEWS_ROWS, STYLE_DIM,
	    _("What buddies say to each other is theirs. Nothing keeps who "
	      "connected, or who of a group asked for another buddy, and "
	      "nobody reads who is not to be with whom."));
}

/* --- all of it --- */

static void
view_header(
    const struct mates *model, const struct facts *facts, struct cells *cells)
{
	static const char *const picks[] = {
	    [PICK_FIND] = N_("Find"),
	    [PICK_LEAVE] = N_("Leave the buddies"),
	    [PICK_CONNECTED] = N_("We connected"),
	    [PICK_AGAIN] = N_("Another buddy"),
	    [PICK_STAY] = N_("The same buddy"),
	    [PICK_SWAP] = N_("Swap two"),
	    [PICK_WITH] = N_("Swap two"),
	};
	const char *const titles[] = {
	    [MATES_PAGE] = _("Buddies"),
	    [MATES_PICK] = _(picks[model->pick]),
	    [MATES_JOIN] = _("Join the buddies"),
	    [MATES_WEEKS] = _("Propose a round"),
	    [MATES_PROPOSAL] = _("The proposal"),
	};
	const struct buddy_round *round = facts->buddies.confirmed;
	char from[64], to[64], text[160] = "";

	if (model->look == MATES_PROPOSAL)
		round = facts->buddies.proposed;
	if (round && model->loaded &&
	    (model->look == MATES_PAGE || model->look == MATES_PROPOSAL)) {
		layout_date(facts, round->from, from);
		layout_date(facts, round->to, to);
		snprintf(text, sizeof(text), _("%s to %s"), from, to);
	}
	layout_header(cells, titles[model->look], NULL, text);
}

void
mates_view(const void *data, const struct facts *facts, struct cells *cells)
{
	const struct mates *model = data;
	struct area main, side;

	area_body(cells, &main, &side);
	view_header(model, facts, cells);
	cells_cursor(cells, main.row, main.column);
	switch (model->look) {
	case MATES_PAGE:
		view_page(model, facts, cells, &main);
		break;
	case MATES_PICK:
		mates_pick_view(model, facts, cells, &main);
		break;
	case MATES_PROPOSAL:
		view_proposal(model, facts, cells, &main);
		break;
	case MATES_JOIN:
	case MATES_WEEKS:
		if (!model->dialog.open)
			mates_form_view(model, facts, cells, &main, &side);
		break;
	}
	if (side.columns > 0 &&
	    (model->look == MATES_PAGE || model->look == MATES_PROPOSAL))
		view_side(model, facts, cells, &side);
	toast_view(&model->toast, cells);
	layout_footer(cells, screen_buddies.keymap,
	    mates_modes(model, facts) |
	        (mates_typing(model, facts) ? KEYMAP_TYPING : 0));
	dialog_view(&model->dialog, cells);
}
