/*
 * Notes, cards and what became of them. See screen_lists.h.
 */
#include "screen_lists.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/date.h"
#include "util/mem.h"
#include "util/utf8.h"

/* What was there before a request, the newest first. */
struct st_was {
	struct note notes[ST_NOTES];
	int note_count;
	struct action cards[ST_CARDS];
	int card_count;
	int kind;
	int64_t action;
	char note[NOTE_ID_SIZE];
	int64_t id;
	struct st_was *next;
};

/* Days count back from Tuesday 24 November. */
static const struct {
	const char *title, *theme, *owner;
	int state, raised, since, due, answered, metoo;
} cards[] = {
    {"Linen runs out before noon", "supplies", "", ACTION_NEW, 4, 4, 3, -1, 3},
    {"Alarm limits on monitors 4 and 9", "alarms", "", ACTION_NEW, 1, 1, -99,
        -1, 0},
    {"Swap Friday in-service to 14:30", "schedule", "Ana", ACTION_NEW, 2, 2,
        -10, 0, 0},
    {"Label the crash carts", "supplies", "Kim", ACTION_AGREED, 20, 16, -3, 16,
        1},
    {"One-signature saline", "rules", "charge nurse", ACTION_TESTING, 30, 12,
        -99, 28, 5},
    {"Spare glucometer on each hall", "supplies", "Kim", ACTION_DONE, 12, 3,
        -99, 10, 2},
    {"Lift 3 alarms all night", "alarms", "", ACTION_AGREED, 14, 9, -99, 13, 7},
    {"A pharmacist of our own on nights", "staffing", "", ACTION_CLOSED, 40, 6,
        -99, 6, 0},
};

static void
set(char **text, const char *value)
{
	free(*text);
	*text = mem_copy(value);
}

static void
add_cycles(struct action *card, int32_t today)
{
	card->cycles[0] = (struct cycle){
	    .plan = mem_copy("Two nurses, one week"),
	    .prediction = mem_copy("20 minutes less a shift"),
	    .measure = mem_copy("minutes a shift"),
	    .before = mem_copy("41"),
	    .after = mem_copy("29"),
	    .result = mem_copy("Twelve minutes less; the night forgot twice."),
	    .outcome = OUTCOME_ADAPT,
	    .begun = today - 12,
	    .ended = today - 6};
	card->cycles[1] = (struct cycle){
	    .plan = mem_copy("All of days and nights, with a sign on the pump"),
	    .prediction = mem_copy("20 minutes less a shift"),
	    .measure = mem_copy("minutes a shift"),
	    .before = mem_copy("29"),
	    .begun = today - 5,
	    .ended = DATE_NONE};
}

static void
fill_card(struct st *st, int index)
{
	struct action *card = &st->cards[index];
	int32_t today = st->facts.shift.day;

	action_init(card);
	card->id = index + 1;
	card->version = 1;
	card->state = cards[index].state;
	card->metoo = cards[index].metoo;
	card->raised = today - cards[index].raised;
	card->since = today - cards[index].since;
	if (cards[index].due != -99)
		card->due = today - cards[index].due;
	snprintf(card->theme, ID_SIZE, "%s", cards[index].theme);
	set(&card->title, cards[index].title);
	set(&card->owner, cards[index].owner);
	card->responses[TIER_UNIT].asked = card->raised;
	if (cards[index].answered >= 0) {
		card->responses[TIER_UNIT].answered =
		    today - cards[index].answered;
		set(&card->responses[TIER_UNIT].answer, "We will look at it.");
	}
	if (card->state == ACTION_DONE || card->state == ACTION_CLOSED)
		card->ended = card->since;
	if (card->state == ACTION_TESTING)
		add_cycles(card, today);
	if (card->state == ACTION_CLOSED)
		set(&card->reason, "No budget before July; we ask again then.");
}

void
lists_fill(struct st *st)
{
	int32_t today = st->facts.shift.day;

	st->facts.rules = (struct board_rules){.response_days = 3,
	    .ageing_days = 14,
	    .limits = {[COLUMN_AGREED] = 5, [COLUMN_TESTING] = 3},
	    .news_days = 28};
	st->card_count = sizeof(cards) / sizeof(cards[0]);
	for (int i = 0; i < st->card_count; i++)
		fill_card(st, i);
	st->cards[6].tier = TIER_HOSPITAL;
	st->cards[6].responses[TIER_HOSPITAL].asked = today - 9;
	set(&st->cards[6].responses[TIER_HOSPITAL].reason,
	    "The lift belongs to the hospital; we can't switch it off.");
}

static void
forget_cards(struct action *list, int *count)
{
	for (int i = 0; i < *count; i++)
		action_done(&list[i]);
	*count = 0;
}

void
lists_forget(struct st *st)
{
	forget_cards(st->cards, &st->card_count);
}

static struct st_was *
forget_was(struct st_was *was)
{
	struct st_was *next = was->next;

	for (int i = 0; i < was->note_count; i++)
		note_done(&was->notes[i]);
	forget_cards(was->cards, &was->card_count);
	free(was);
	return next;
}

void
lists_done(struct st *st)
{
	lists_forget(st);
	for (int i = 0; i < st->card_fact_count; i++)
		card_done(&st->card_facts[i]);
	while (st->undo)
		st->undo = forget_was(st->undo);
	while (st->redo)
		st->redo = forget_was(st->redo);
	for (int i = 0; i < st->said_count; i++)
		said_done(&st->said[i]);
	buf_done(&st->undo_text);
	buf_done(&st->redo_text);
	buf_done(&st->turned);
}

/* --- undo --- */

static struct st_was *
copy_now(const struct st *st)
{
	struct st_was *was = mem_new(1, sizeof(*was));

	was->note_count = st->note_count;
	was->card_count = st->card_count;
	for (int i = 0; i < st->note_count; i++)
		note_copy(&was->notes[i], &st->notes[i]);
	for (int i = 0; i < st->card_count; i++)
		action_copy(&was->cards[i], &st->cards[i]);
	return was;
}

void
lists_keep(struct st *st, int kind, int64_t action, const char *note)
{
	struct st_was *was = copy_now(st);

	was->kind = kind;
	was->action = action;
	was->id = ++st->revisions;
	snprintf(was->note, NOTE_ID_SIZE, "%s", note);
	was->next = st->undo;
	st->undo = was;
	while (st->redo)
		st->redo = forget_was(st->redo);
}

/* From one stack, with what is now, to the other. */
static void
swap_was(struct st *st, struct st_was **from, struct st_was **to)
{
	struct st_was *was = *from, *now = copy_now(st);

	*from = was->next;
	now->kind = was->kind;
	now->action = was->action;
	now->id = was->id;
	memcpy(now->note, was->note, NOTE_ID_SIZE);
	now->next = *to;
	*to = now;
	lists_forget(st);
	for (int i = 0; i < st->note_count; i++)
		note_done(&st->notes[i]);
	memcpy(st->notes, was->notes, sizeof(was->notes));
	memcpy(st->cards, was->cards, sizeof(was->cards));
	st->note_count = was->note_count;
	st->card_count = was->card_count;
	free(was);
}

static struct note *
find_note(struct st *st, const char *id)
{
	for (int i = 0; i < st->note_count; i++)
		if (strcmp(st->notes[i].id, id) == 0)
			return &st->notes[i];
	return NULL;
}

static struct action *
find_card(struct st *st, int64_t id)
{
	return id >= 1 && id <= st->card_count ? &st->cards[id - 1] : NULL;
}

static void
say_revision(struct st *st, const struct st_was *was, struct buf *text,
    struct fact_revision *out)
{
	const struct note *note = was ? find_note(st, was->note) : NULL;
	const struct action *card = was ? find_card(st, was->action) : NULL;

	buf_clear(text);
	*out = (struct fact_revision){.id = was ? was->id : 0};
	if (was)
		buf_addf(text, "%s: %s", revision_titles[was->kind],
		    card   ? card->title
		    : note ? note->text
		           : "");
	out->text = buf_text(text);
}

/* --- what pages ask for --- */

static bool
matches(const struct note_filter *filter, const struct note *note)
{
	struct buf text = BUF_INIT, needle = BUF_INIT;
	char theme[ID_SIZE + 2];
	bool found;

	if (!filter->match)
		return true;
	utf8_fold(&text, note->text);
	utf8_fold(&needle, filter->match);
	snprintf(theme, sizeof(theme), ",%s,", note->theme);
	found = strstr(buf_text(&text), buf_text(&needle)) ||
	        (filter->match_themes && strstr(filter->match_themes, theme));
	buf_done(&text);
	buf_done(&needle);
	return found;
}

static bool
passes(const struct note_filter *filter, const struct note *note)
{
	return matches(filter, note) &&
	       (filter->kind < 0 || filter->kind == (int)note->kind) &&
	       (filter->state < 0 ? note->state < NOTE_MERGED
	                          : filter->state == (int)note->state) &&
	       (!filter->waiting || note_waits(note)) &&
	       (!filter->theme || strcmp(filter->theme, note->theme) == 0) &&
	       (filter->since == DATE_NONE || note->day >= filter->since) &&
	       (filter->until == DATE_NONE || note->day <= filter->until);
}

static void
derive_notes(struct st *st)
{
	struct fact_notes *out = &st->facts.notes;

	*out = (struct fact_notes){.rows = st->shown, .place = -1};
	for (int i = 0; i < st->note_count; i++) {
		const struct note *note = &st->notes[i];
		const struct action *card;

		if (!passes(&st->filter, note))
			continue;
		if (strcmp(note->id, st->place_of) == 0)
			out->place = out->count;
		if (note->kind == NOTE_STOP)
			out->minutes += note->minutes;
		card = find_card(st, note->action);
		st->shown[out->count] = *note;
		st->shown[out->count++].action_state =
		    card && !card->removed ? card->state : -1;
	}
	out->total = out->count;
}

static void
derive_cards(struct st *st)
{
	for (int i = 0; i < st->card_fact_count; i++)
		card_done(&st->card_facts[i]);
	st->card_fact_count = 0;
	for (int i = 0; i < st->card_count; i++)
		if (!st->cards[i].removed)
			card_of(&st->card_facts[st->card_fact_count++],
			    &st->cards[i]);
	st->facts.cards = st->card_facts;
	st->facts.card_count = st->card_fact_count;
}

static void
say(struct st *st, enum said_kind kind, const struct action *card,
    const char *became, int32_t day, int tier)
{
	struct said *said = &st->said[st->said_count++];

	*said = (struct said){.kind = kind,
	    .said = mem_copy(card->title),
	    .became = mem_copy(became ? became : ""),
	    .raised = card->raised,
	    .day = day,
	    .tier = tier,
	    .note_kind = -1,
	    .metoo = card->metoo,
	    .action = card->id,
	    .version = card->version};
}

static void
say_card(struct st *st, const struct action *card, bool waiting)
{
	bool waits = action_waits(card) ||
	             card->responses[TIER_UNIT].answered == DATE_NONE;

	if (card->removed || waits != waiting)
		return;
	if (waiting)
		say(st, SAID_WAITING, card, "",
		    card->responses[card->tier].asked, card->tier);
	else if (card->state == ACTION_DONE)
		say(st, SAID_DONE, card, "", card->ended, 0);
	else if (card->state == ACTION_CLOSED)
		say(st, SAID_CANT, card, card->reason, card->ended, 0);
	else if (card->state == ACTION_TESTING && card->cycles[0].result)
		say(st, SAID_TRIED, card, card->cycles[0].result,
		    card->cycles[0].ended, 0);
	else if (card->state == ACTION_AGREED)
		say(st, SAID_AGREED, card, "", card->since, 0);
	else
		say(st, SAID_ANSWERED, card, card->responses[TIER_UNIT].answer,
		    card->responses[TIER_UNIT].answered, 0);
}

static void
derive_said(struct st *st)
{
	int told;

	for (int i = 0; i < st->said_count; i++)
		said_done(&st->said[i]);
	st->said_count = 0;
	for (int i = 0; i < st->card_count; i++)
		say_card(st, &st->cards[i], false);
	told = st->said_count;
	for (int i = 0; i < st->card_count; i++)
		say_card(st, &st->cards[i], true);
	st->facts.said = st->facts.told =
	    (struct fact_said){st->said, st->said_count, st->said_count - told,
	        st->facts.shift.day - st->facts.rules.news_days, 0};
}

static void
derive_counts(struct st *st)
{
	struct facts *facts = &st->facts;

	facts->open_actions = facts->overdue_actions = 0;
	for (int i = 0; i < st->card_fact_count; i++) {
		const struct card *card = &st->card_facts[i];

		facts->open_actions += card->state < ACTION_DONE;
		facts->overdue_actions +=
		    (card_marks(card, &facts->rules, facts->shift.day) &
		        MARK_OVERDUE) != 0;
	}
	facts->waiting = st->waiting;
	facts->waiting_count = 0;
	for (int i = st->note_count - 1; i >= 0; i--)
		if (note_waits(&st->notes[i]))
			st->waiting[facts->waiting_count++] = st->notes[i];
	facts->waiting_total = facts->waiting_count;
}

static void
derive_card(struct st *st)
{
	struct action *card = find_card(st, st->card);

	if (!st->card_asked)
		return;
	st->facts.card = (struct fact_card){.action = NULL};
	if (!card || card->removed)
		return;
	st->facts.card.action = card;
	st->facts.card.note = card->note[0] ? find_note(st, card->note) : NULL;
	st->facts.card.events = st->events;
	st->facts.card.event_count = st->event_count;
}

void
lists_derive(struct st *st)
{
	st->facts.done_note = st->done_note;
	derive_cards(st);
	derive_said(st);
	derive_counts(st);
	derive_card(st);
	say_revision(st, st->undo, &st->undo_text, &st->facts.undo);
	say_revision(st, st->redo, &st->redo_text, &st->facts.redo);
	if (st->notes_asked)
		derive_notes(st);
}

/* --- requests --- */

static int
ask_card(struct st *st, const struct request *request, struct err *err)
{
	struct action *card = find_card(st, request->action);
	int result;

	if (!card)
		return err_set(err, ERR_UNAVAILABLE, "There is no such card.");
	if (request->version && request->version != card->version)
		return err_set(err, ERR_AGAIN,
		    "This card was changed at another keyboard meanwhile. "
		    "Nothing was changed.");
	result = request_action(request, card, NULL, st->facts.shift.day, err);
	card->version += result == OK;
	st->facts.done_action = card->id;
	return result;
}

static int
ask_note(struct st *st, const struct request *request, struct err *err)
{
	struct note *note = find_note(st, request->note);
	struct note *other = find_note(st, request->other);
	int result;

	if (!note)
		return err_set(err, ERR_UNAVAILABLE, "There is no such note.");
	if (request->version && request->version != note->version)
		return err_set(err, ERR_AGAIN,
		    "This note was changed at another keyboard meanwhile. "
		    "Nothing was changed.");
	result =
	    request_note(request, note, other, 0, st->facts.shift.day, err);
	note->version += result == OK;
	snprintf(st->done_note, NOTE_ID_SIZE, "%s", note->id);
	return result;
}

static int
ask_add(struct st *st, const struct request *request, struct err *err)
{
	struct action *card = &st->cards[st->card_count];
	struct note *note = find_note(st, request->note);
	int result;

	assert_true(st->card_count < ST_CARDS);
	action_init(card);
	result = request_action(request, card, note, st->facts.shift.day, err);
	if (result < 0)
		return result;
	card->version = 1;
	card->id = ++st->card_count;
	st->facts.done_action = card->id;
	if (!note)
		return OK;
	card->metoo = note->metoo;
	note->version++;
	return request_note(
	    request, note, NULL, card->id, st->facts.shift.day, err);
}

static int
ask(struct st *st, const struct request *given, struct err *err)
{
	struct request request;
	int result;

	request_copy(&request, given);
	result = request_check(&request, st->facts.shift.day, err);
	if (result == OK) {
		lists_keep(st, request.kind,
		    request.kind == REQUEST_ADD ? st->card_count + 1
		                                : request.action,
		    request.note);
		st->facts.done_action = 0;
		st->done_note[0] = '\0';
		result = request.kind == REQUEST_ADD
		             ? ask_add(st, &request, err)
		         : request.kind < REQUEST_ANSWER
		             ? ask_card(st, &request, err)
		             : ask_note(st, &request, err);
		if (result < 0 || request.kind == REQUEST_REDACT)
			st->undo = forget_was(st->undo);
		if (result == OK)
			st->added[0] = '\0';
	}
	request_done(&request);
	return result;
}

static int
turn(struct st *st, const struct effect *effect, const char **text,
    struct err *err)
{
	bool undo = effect->kind == EFFECT_UNDO;
	struct st_was **from = undo ? &st->undo : &st->redo;

	if (!*from || (effect->revision && (*from)->id != effect->revision))
		return err_set(err, ERR_AGAIN,
		    "Somebody changed something else meanwhile. Nothing was "
		    "changed.");
	buf_clear(&st->turned);
	buf_add(&st->turned, undo ? st->facts.undo.text : st->facts.redo.text);
	*text = buf_text(&st->turned);
	st->facts.done_action = (*from)->action;
	snprintf(st->done_note, NOTE_ID_SIZE, "%s", (*from)->note);
	swap_was(st, from, undo ? &st->redo : &st->undo);
	return OK;
}

static void
ask_notes(struct st *st, const struct effect *effect)
{
	st->filter = effect->filter;
	for (int i = 0; i < 3; i++)
		st->filter_texts[i][0] = '\0';
	if (effect->filter.theme)
		st->filter.theme = memcpy(st->filter_texts[0],
		    effect->filter.theme, strlen(effect->filter.theme) + 1);
	if (effect->filter.match)
		st->filter.match = memcpy(st->filter_texts[1],
		    effect->filter.match, strlen(effect->filter.match) + 1);
	if (effect->filter.match_themes)
		st->filter.match_themes =
		    memcpy(st->filter_texts[2], effect->filter.match_themes,
		        strlen(effect->filter.match_themes) + 1);
	snprintf(st->place_of, NOTE_ID_SIZE, "%s", effect->id);
	st->notes_asked = true;
}

int
lists_perform(struct st *st, const struct effect *effect, const char **text,
    struct err *err)
{
	switch (effect->kind) {
	case EFFECT_NOTES:
		ask_notes(st, effect);
		return OK;
	case EFFECT_CARD:
		st->card = effect->action;
		st->card_asked = true;
		return OK;
	case EFFECT_REQUEST:
		return ask(st, effect->request, err);
	case EFFECT_UNDO:
	case EFFECT_REDO:
		return turn(st, effect, text, err);
	case EFFECT_REVIEWED:
		st->facts.reviewed = st->facts.shift.day;
		return OK;
	default:
		return OK;
	}
}
