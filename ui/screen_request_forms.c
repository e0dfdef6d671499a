/*
 * Which texts each kind of request is asked for, and how the fields come to
 * what they begin with and back into a request. See screen_request.h.
 */
#include "ui/screen_request.h"

#include <stdlib.h>
#include <string.h>

#include "util/i18n.h"
#include "util/mem.h"

#define ROWS_ALONE 8   /* of a text that is asked alone */
#define TITLE_SHORT 90 /* columns of a note that become a title */

static const struct {
	const char *label;
	int rows;
	int columns;
	bool needed, free;
	const char *example;
} asks[ASKS] = {
    [TEXT_TITLE] = {N_("Title"), 1, 0, true, true,
        N_("What shall be done, in a few words. Such as: Fill the linen cart "
           "again at 11.")},
    [TEXT_THEME] = {N_("Theme"), 1, 0, false, false,
        N_("What it is about. The arrows change it, or a first letter.")},
    [TEXT_OWNER] = {N_("Owner"), 1, 0, false, false,
        N_("Who looks after it: a role or a name. Empty while nobody does.")},
    [TEXT_DUE] = {N_("Due"), 1, 22, false, false,
        N_("By when; empty for no day. Such as: fri, tomorrow, +2w, 1 dec.")},
    [TEXT_SIZE] = {N_("Size"), 1, 0, false, false,
        N_("Roughly how much work it is.")},
    [TEXT_AIM] = {N_("Aim"), 2, 0, false, true,
        N_("What gets better, for whom, by when. Such as: Clean linen at "
           "every bed at 14:00, from 1 December on.")},
    [TEXT_REASON] = {N_("Reason"), 3, 0, true, true, ""},
    [TEXT_ANSWER] = {N_("Answer"), 6, 0, true, true,
        N_("What comes of it, and when. Such as: A second delivery comes at "
           "11, from Monday on.")},
    [TEXT_PLAN] = {N_("Plan"), 2, 0, true, true,
        N_("Who does what, where, for how long. Such as: Two nurses on days, "
           "one week.")},
    [TEXT_PREDICTION] = {N_("Prediction"), 2, 0, true, true,
        N_("What you expect, as a number if there is one. Such as: 20 "
           "minutes less a shift.")},
    [TEXT_MEASURE] = {N_("Measure"), 1, 0, false, true,
        N_("What you count. Such as: minutes a shift.")},
    [TEXT_BEFORE] = {N_("Before"), 1, 0, false, true,
        N_("The measure as it is now. Such as: 41.")},
    [TEXT_AFTER] = {N_("After"), 1, 0, false, true,
        N_("The measure as it is now. Such as: 29.")},
    [TEXT_RESULT] = {N_("Result"), 3, 0, true, true,
        N_("What happened, and what surprised you. Such as: Twelve minutes "
           "less; the night forgot twice.")},
    [ASK_TIER] = {N_("From"), 1, 0, false, false, N_("Who gave the answer.")},
    [ASK_OUTCOME] = {N_("Decision"), 1, 0, true, false,
        N_("Adopt: it stays. Adapt: change it and test again. Abandon: it "
           "goes.")},
};

static const struct request_form forms[] = {
    {REQUEST_ADD, N_("New action"),
        N_("Only the title is needed; the rest can come later."), NULL, false,
        {TEXT_TITLE, TEXT_THEME, TEXT_OWNER, TEXT_DUE, TEXT_AIM}, 5, 0},
    {REQUEST_EDIT, N_("Edit"), NULL, NULL, false,
        {TEXT_TITLE, TEXT_THEME, TEXT_OWNER, TEXT_DUE, TEXT_SIZE, TEXT_AIM}, 6,
        0},
    {REQUEST_ESCALATE, N_("Escalate"), NULL,
        N_("What you need from them, and why you can't do it yourselves. "
           "Such as: Linen is bought by the department; we need a second "
           "delivery."),
        false, {TEXT_REASON}, 1, 0},
    {REQUEST_RESPOND, N_("Respond"),
        N_("What is the answer? Everyone on the unit reads it."), NULL, false,
        {ASK_TIER, TEXT_ANSWER}, 2, 0},
    {REQUEST_PLAN, N_("Begin a test"),
        N_("A small test: days, not weeks; some of you, not all."), NULL, false,
        {TEXT_PLAN, TEXT_PREDICTION, TEXT_MEASURE, TEXT_BEFORE}, 4, 0},
    {REQUEST_RESULT, N_("End the test"),
        N_("What came of it? A test that failed has taught something too."),
        NULL, false, {ASK_OUTCOME, TEXT_RESULT, TEXT_AFTER}, 3, 0},
    {REQUEST_ANSWER, N_("Answer"),
        N_("What is the answer? Everyone on the unit reads it."), NULL, false,
        {TEXT_ANSWER}, 1, 0},
    {REQUEST_CANT, N_("Can't, because"),
        N_("Why can it not be? An honest reason is an answer too."),
        N_("What stands in the way, and what you can do instead. Such as: The "
           "law asks for two signatures. We asked for one form less."),
        false, {TEXT_ANSWER}, 1, 0},
    {REQUEST_REDACT, N_("Redact"),
        N_("The note's words will be gone for good, here and in its history; "
           "no undo brings them back. Its kind, day and me-too stay. The "
           "reason is read by everyone: don't repeat the words in it."),
        N_("Such as: It showed a patient."), true, {TEXT_REASON}, 1, 0},
};

/* Moves: to be closed needs a reason, others may have one. */
static const struct request_form form_close = {REQUEST_MOVE, N_("Close"),
    N_("Why is it closed? Everyone on the unit reads this."),
    N_("What stands in the way, and when you ask again. Such as: The "
       "pharmacy has nobody at night before July; we ask again then."),
    false, {TEXT_REASON}, 1, 0};
static const struct request_form form_move = {REQUEST_MOVE, N_("Move"),
    N_("Why is it moved? This may stay empty."), NULL, false, {TEXT_REASON}, 1,
    0};

const struct request_form *
request_form_of(const struct request *request)
{
	if (request->kind == REQUEST_MOVE)
		return request->state == ACTION_CLOSED ? &form_close
		                                       : &form_move;
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		if (forms[i].kind == request->kind)
			return &forms[i];
	return NULL;
}

const char *
request_label(int ask)
{
	return _(asks[ask].label);
}

const char *
request_example(const struct request_form *form, int index)
{
	const char *example =
	    form->example ? form->example : asks[form->asks[index]].example;

	return example[0] ? _(example) : "";
}

bool
request_needs(const struct request *request, int ask)
{
	return asks[ask].needed && (request->kind != REQUEST_MOVE ||
	                               request->state == ACTION_CLOSED);
}

bool
request_is_free(int ask)
{
	return asks[ask].free;
}

int
request_place(const struct request_page *page, int ask)
{
	for (int i = 0; i < page->inputs.count; i++)
		if (page->form->asks[i] == ask)
			return i;
	return -1;
}

/* --- what a field begins with --- */

static int
tier_asked(const struct request_page *page)
{
	int place = request_place(page, ASK_TIER);

	if (place >= 0)
		return page->tiers[page->inputs.list[place].choice];
	return page->request.tier < 0 ? page->was.tier : page->request.tier;
}

/* What the card has in it now. */
static char *
from_card(const struct request_page *page, int ask)
{
	const struct action *card = &page->was;
	char day[DATE_TEXT_SIZE] = "";

	if (page->form->kind == REQUEST_RESPOND && ask == TEXT_ANSWER)
		return mem_copy(
		    record_text(card->responses[tier_asked(page)].answer));
	if (page->form->kind != REQUEST_EDIT)
		return mem_copy("");
	switch (ask) {
	case TEXT_TITLE:
		return mem_copy(record_text(card->title));
	case TEXT_THEME:
		return mem_copy(card->theme);
	case TEXT_OWNER:
		return mem_copy(record_text(card->owner));
	case TEXT_SIZE:
		return mem_copy(action_size_names[card->size]);
	case TEXT_AIM:
		return mem_copy(record_text(card->aim));
	case TEXT_DUE:
		if (card->due != DATE_NONE)
			date_format(card->due, day);
		return mem_copy(day);
	default:
		return mem_copy("");
	}
}

/* A note's own words are a card's title, as far as they fit. */
static char *
from_note(const struct request_page *page, int ask)
{
	const char *text = record_text(page->note.text), *rest;

	if (ask == TEXT_THEME)
		return mem_copy(page->note.id[0] ? page->note.theme : "other");
	if (ask != TEXT_TITLE)
		return mem_copy("");
	return mem_copy_bytes(text, utf8_wrap(text, TITLE_SHORT, &rest));
}

static char *
begin_with(const struct request_page *page, int ask)
{
	if (ask < REQUEST_TEXTS && page->request.text[ask])
		return mem_copy(page->request.text[ask]);
	return page->was.id ? from_card(page, ask) : from_note(page, ask);
}

/* --- fields --- */

static void
add_themes(struct input *input, const struct facts *facts, const char *theme)
{
	bool found = false;

	for (int i = 0; i < facts->theme_count; i++) {
		input_option(input, facts->themes[i].title);
		if (strcmp(facts->themes[i].id, theme) != 0)
			continue;
		input->choice = i;
		found = true;
	}
	/* One that the configuration has no longer stays until it is changed.
	 */
	if (!found && theme[0]) {
		input->choice = input->choice_count;
		input_option(input, theme);
	}
}

static void
add_tiers(struct input *input, struct request_page *page)
{
	int at = page->request.tier < 0 ? page->was.tier : page->request.tier;

	for (int tier = 0; tier < TIERS; tier++) {
		if (page->was.responses[tier].asked == DATE_NONE)
			continue;
		page->tiers[input->choice_count] = tier;
		if (tier == at)
			input->choice = input->choice_count;
		input_option(input, _(tier_titles[tier]));
	}
}

static void
add_choices(struct input *input, struct request_page *page,
    const struct facts *facts, int ask, const char *value)
{
	if (ask == TEXT_THEME)
		add_themes(input, facts, value);
	if (ask == ASK_TIER)
		add_tiers(input, page);
	for (int i = 0; ask == TEXT_SIZE && i < SIZES; i++) {
		input_option(input, _(action_size_titles[i]));
		if (strcmp(action_size_names[i], value) == 0)
			input->choice = i;
	}
	for (int i = OUTCOME_ADOPT; ask == ASK_OUTCOME && i < OUTCOMES; i++)
		input_option(input, _(outcome_titles[i]));
	/* Nothing is decided by Enter alone. */
	if (ask == ASK_OUTCOME)
		input->choice = page->request.outcome - OUTCOME_ADOPT;
}

/* Which tier answered is asked only where several were. */
static bool
is_asked(const struct request_page *page, int ask)
{
	int tiers = 0;

	for (int tier = 0; tier < TIERS; tier++)
		tiers += page->was.responses[tier].asked != DATE_NONE;
	return ask != ASK_TIER || tiers > 1;
}

/* The forms of one tier lose a field, so a page has a form of its own. */
static void
leave_out(struct request_page *page)
{
	static const struct request_form respond_alone = {REQUEST_RESPOND,
	    N_("Respond"),
	    N_("What is the answer? Everyone on the unit reads it."), NULL,
	    false, {TEXT_ANSWER}, 1, 0};

	if (page->form->kind == REQUEST_RESPOND && !is_asked(page, ASK_TIER))
		page->form = &respond_alone;
}

static void
add_field(struct request_page *page, const struct facts *facts, int ask)
{
	int max =
	    ask < REQUEST_TEXTS ? request_text_max((enum request_text)ask) : 1;
	int rows = page->form->ask_count == 1 ? ROWS_ALONE : asks[ask].rows;
	int index = page->inputs.count;
	char *value = begin_with(page, ask);
	struct input *input =
	    inputs_add(&page->inputs, request_label(ask), rows, max, value);

	input->columns = asks[ask].columns;
	add_choices(input, page, facts, ask, value);
	page->first[index] = value;
}

void
request_fill(struct request_page *page, const struct facts *facts)
{
	leave_out(page);
	for (int i = 0; i < page->form->ask_count; i++)
		add_field(page, facts, page->form->asks[i]);
	page->inputs.focus = page->form->focus;
	page->tier = tier_asked(page);
	/* The reason alone, of a move, needs no more room than others. */
	if (page->form == &form_move)
		page->inputs.list[0].rows = asks[TEXT_REASON].rows;
}

/* --- and back --- */

/* What a field says, as a request has it; lent. */
static const char *
value_of(const struct request_page *page, const struct facts *facts, int index)
{
	const struct input *input = &page->inputs.list[index];

	switch (page->form->asks[index]) {
	case TEXT_THEME:
		return input->choice < facts->theme_count
		           ? facts->themes[input->choice].id
		           : page->first[index];
	case TEXT_SIZE:
		return action_size_names[input->choice];
	default:
		return buf_text(&input->text.text);
	}
}

bool
request_changed(
    const struct request_page *page, const struct facts *facts, int index)
{
	return page->form->asks[index] < REQUEST_TEXTS &&
	       strcmp(value_of(page, facts, index), page->first[index]) != 0;
}

bool
request_any_changed(const struct request_page *page, const struct facts *facts)
{
	for (int i = 0; i < page->inputs.count; i++)
		if (request_changed(page, facts, i))
			return true;
	return false;
}

void
request_build(const struct request_page *page, const struct facts *facts,
    struct request *out)
{
	request_copy(out, &page->request);
	for (int i = 0; i < page->inputs.count; i++) {
		int ask = page->form->asks[i];
		const char *value = value_of(page, facts, i);

		if (ask == ASK_TIER)
			out->tier = tier_asked(page);
		else if (ask == ASK_OUTCOME)
			out->outcome =
			    OUTCOME_ADOPT + page->inputs.list[i].choice;
		else if (page->form->kind != REQUEST_EDIT ||
		         request_changed(page, facts, i))
			request_text(out, (enum request_text)ask, value);
	}
}

/* A field gets another text, its place in the form kept. */
static void
put_text(struct request_page *page, int index, const char *text)
{
	struct input *input = &page->inputs.list[index];

	editor_set(&input->text, text);
	input->error[0] = '\0';
}

/* What comes from the card is taken anew; what was typed over it stays. */
static void
refill(struct request_page *page, const struct facts *facts, int index)
{
	int ask = page->form->asks[index];
	struct input *input = &page->inputs.list[index];
	bool same = !request_changed(page, facts, index);

	if (page->form->kind != REQUEST_EDIT &&
	    (page->form->kind != REQUEST_RESPOND || ask != TEXT_ANSWER))
		return;
	free(page->first[index]);
	page->first[index] = from_card(page, ask);
	if (!same)
		return;
	put_text(page, index, page->first[index]);
	if (input->choice_count > 0) {
		input->choice_count = input->choice = 0;
		add_choices(input, page, facts, ask, page->first[index]);
	}
}

void
request_turn_to_tier(struct request_page *page, const struct facts *facts)
{
	int place = request_place(page, TEXT_ANSWER), tier = tier_asked(page);
	struct input *input = &page->inputs.list[place];
	bool changed = request_changed(page, facts, place);

	if (tier == page->tier)
		return;
	page->drafts[page->tier] =
	    changed ? mem_copy(buf_text(&input->text.text)) : NULL;
	page->tier = tier;
	free(page->first[place]);
	page->first[place] = from_card(page, TEXT_ANSWER);
	put_text(page, place,
	    page->drafts[tier] ? page->drafts[tier] : page->first[place]);
	free(page->drafts[tier]);
	page->drafts[tier] = NULL;
}

bool
request_turn_to_draft(struct request_page *page, const struct facts *facts)
{
	int from = request_place(page, ASK_TIER);
	int place = request_place(page, TEXT_ANSWER);

	for (int i = 0; from >= 0 && i < page->inputs.list[from].choice_count;
	     i++) {
		if (!page->drafts[page->tiers[i]])
			continue;
		page->inputs.list[from].choice = i;
		page->inputs.focus = place;
		request_turn_to_tier(page, facts);
		return true;
	}
	return false;
}

void
request_saved(struct request_page *page, const struct facts *facts)
{
	int place = request_place(page, TEXT_ANSWER);

	request_rebase(page, facts);
	free(page->first[place]);
	page->first[place] = from_card(page, TEXT_ANSWER);
	put_text(page, place, page->first[place]);
}

void
request_rebase(struct request_page *page, const struct facts *facts)
{
	if (page->now.id) {
		action_done(&page->was);
		action_copy(&page->was, &page->now);
		page->request.version = page->was.version;
		for (int i = 0; i < page->inputs.count; i++)
			refill(page, facts, i);
	}
	if (page->note_now.id[0]) {
		note_done(&page->note);
		note_copy(&page->note, &page->note_now);
		page->request.version = page->note.version;
	}
}
