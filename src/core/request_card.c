/*
 * Requests carried out on a card in memory. See request.h. Each kind has a
 * function that works on a copy, so that it may stop half way; what it leaves
 * takes the card's place only if all went well.
 */
#include "core/request.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/due.h"
#include "util/date.h"
#include "util/i18n.h"
#include "util/mem.h"

/* One request on its way to a card. */
struct step {
	const struct request *request;
	const struct note *source;
	struct action *card;
	int32_t today;
	struct err *err;
};

/* The card's state forbids it; `why` is a translated sentence. */
static int
refuse(const struct step *step, const char *why)
{
	return err_set(step->err, ERR_UNAVAILABLE, "%s %s", why,
	    _("Nothing was changed."));
}

static bool
told(const struct step *step, enum request_text which)
{
	return step->request->text[which] != NULL;
}

/* What a request says; "" where it says nothing. */
static const char *
text_of(const struct step *step, enum request_text which)
{
	return told(step, which) ? step->request->text[which] : "";
}

static void
set(char **text, const char *to)
{
	char *copy = mem_copy(to);

	free(*text);
	*text = copy;
}

static bool
is_over(const struct action *card)
{
	return card->state == ACTION_DONE || card->state == ACTION_CLOSED;
}

/* From that day on a tier's answer is waited for. */
static void
ask(struct action *card, int tier, const char *reason, int32_t day)
{
	struct reply *reply = &card->responses[tier];

	reply->asked = day;
	reply->answered = DATE_NONE;
	set(&reply->reason, reason);
	set(&reply->answer, "");
}

/* A card that was taken up has been responded to, even without a word. */
static void
answer_unit(const struct step *step, const char *answer)
{
	struct reply *unit = &step->card->responses[TIER_UNIT];

	if (unit->answered != DATE_NONE)
		return;
	unit->answered = step->today;
	set(&unit->answer, answer);
}

static void
take(const struct step *step, enum request_text which, char **to)
{
	if (told(step, which))
		set(to, text_of(step, which));
}

/* The fields that adding and editing share; "" empties one. */
static int
fill(const struct step *step)
{
	struct action *card = step->card;
	const char *theme = text_of(step, TEXT_THEME);

	take(step, TEXT_TITLE, &card->title);
	take(step, TEXT_OWNER, &card->owner);
	take(step, TEXT_AIM, &card->aim);
	if (theme[0] != '\0')
		snprintf(card->theme, sizeof(card->theme), "%s", theme);
	if (told(step, TEXT_SIZE))
		card->size = note_name_find(
		    action_size_names, SIZES, text_of(step, TEXT_SIZE));
	if (told(step, TEXT_DUE))
		return due_parse(text_of(step, TEXT_DUE), step->today,
		    &card->due, step->err);
	return OK;
}

/* What the unit waits for counts from the day on which it was said, not from
 * the one on which somebody made a card of it. */
static int
add(const struct step *step)
{
	const struct note *note = step->source;
	struct action *card = step->card;
	int tier = step->request->tier;

	card->state = ACTION_NEW;
	card->tier = tier < 0 ? TIER_UNIT : tier;
	card->raised = note ? note->day : step->today;
	card->since = step->today;
	set(&card->title, "");
	set(&card->owner, "");
	set(&card->aim, "");
	set(&card->reason, "");
	snprintf(card->theme, sizeof(card->theme), "%s",
	    note ? note->theme : "other");
	if (note) {
		memcpy(card->note, note->id, sizeof(card->note));
		card->metoo = note->metoo;
	}
	ask(card, TIER_UNIT, "", card->raised);
	for (tier = TIER_UNIT + 1; tier <= card->tier; tier++)
		ask(card, tier, "", step->today);
	if (fill(step) < 0)
		return ERR_DATA;
	if (note && card->title[0] == '\0') {
		free(card->title);
		card->title = note_title(note->text);
	}
	return OK;
}

/* How long a card stands in its column counts from here. */
static void
go_to(const struct step *step, enum action_state state)
{
	step->card->state = (int)state;
	step->card->since = step->today;
	step->card->ended = is_over(step->card) ? step->today : DATE_NONE;
}

/* The reason is that of the newest move: reopening a card clears it, and the
 * history keeps it. */
static int
move(const struct step *step)
{
	struct action *card = step->card;
	int from = card->state, to = step->request->state;
	const char *reason = text_of(step, TEXT_REASON);

	if (from == to)
		return refuse(step, _("The card is there already."));
	go_to(step, (enum action_state)to);
	set(&card->reason, reason);
	if (from == ACTION_NEW)
		answer_unit(step, to == ACTION_CLOSED ? reason : "");
	return OK;
}

/* One tier at a time, so that nobody is passed over by mistake. */
static int
escalate(const struct step *step)
{
	struct action *card = step->card;

	if (is_over(card))
		return refuse(
		    step, _("The card is done or closed; move it back first."));
	if (card->tier == TIER_HOSPITAL)
		return refuse(
		    step, _("The card is with the hospital; nobody is above."));
	card->tier++;
	card->since = step->today;
	ask(card, card->tier, text_of(step, TEXT_REASON), step->today);
	return OK;
}

/* A second answer replaces the first in words, not in its day: response times
 * are those of the first. */
static int
respond(const struct step *step)
{
	struct action *card = step->card;
	int tier = step->request->tier < 0 ? card->tier : step->request->tier;
	struct reply *reply = &card->responses[tier];
	bool waited = action_waits(card);

	if (reply->asked == DATE_NONE)
		return err_set(step->err, ERR_DATA,
		    _("Nobody asked %s about this card; escalate it first. "
		      "Nothing was changed."),
		    _(tier_titles[tier]));
	if (reply->answered == DATE_NONE)
		reply->answered = step->today;
	set(&reply->answer, text_of(step, TEXT_ANSWER));
	if (waited && !action_waits(card))
		card->since = step->today;
	return OK;
}

/* One test at a time, or nobody could tell which of them helped. */
static int
plan(const struct step *step)
{
	struct action *card = step->card;
	int count = action_cycles(card);
	struct cycle *cycle;

	if (is_over(card))
		return refuse(
		    step, _("The card is done or closed; move it back first."));
	if (action_cycle_open(card) >= 0)
		return refuse(
		    step, _("A test is under way; tell its result first."));
	if (count == CYCLES_MAX)
		return refuse(step,
		    _("The card has had 20 tests; go on with a new card."));
	cycle = &card->cycles[count];
	set(&cycle->plan, text_of(step, TEXT_PLAN));
	set(&cycle->prediction, text_of(step, TEXT_PREDICTION));
	set(&cycle->measure, text_of(step, TEXT_MEASURE));
	set(&cycle->before, text_of(step, TEXT_BEFORE));
	set(&cycle->after, "");
	set(&cycle->result, "");
	cycle->outcome = OUTCOME_OPEN;
	cycle->begun = step->today;
	cycle->ended = DATE_NONE;
	if (card->state == ACTION_TESTING)
		return OK;
	answer_unit(step, "");
	go_to(step, ACTION_TESTING);
	return OK;
}

/* The card stays in testing: what follows is somebody's decision. */
static int
result(const struct step *step)
{
	struct action *card = step->card;
	int at = action_cycle_open(card);

	if (at < 0)
		return refuse(step, _("No test is under way; plan one first."));
	card->cycles[at].outcome = step->request->outcome;
	card->cycles[at].ended = step->today;
	set(&card->cycles[at].result, text_of(step, TEXT_RESULT));
	set(&card->cycles[at].after, text_of(step, TEXT_AFTER));
	return OK;
}

static int
approve(const struct step *step)
{
	if (step->card->approved != DATE_NONE)
		return refuse(step, _("The page is approved already."));
	if (step->source && note_is_title(step->source, step->card->title))
		return refuse(step,
		    _("The title is a note's own words, which stay on the "
		      "unit; give the card a title of its own first."));
	step->card->approved = step->today;
	return OK;
}

static int (*const carry_out[REQUESTS])(const struct step *step) = {
    [REQUEST_ADD] = add,
    [REQUEST_EDIT] = fill,
    [REQUEST_MOVE] = move,
    [REQUEST_ESCALATE] = escalate,
    [REQUEST_RESPOND] = respond,
    [REQUEST_PLAN] = plan,
    [REQUEST_RESULT] = result,
    [REQUEST_APPROVE] = approve,
};

/* A revision without a change would be a step of undo that does nothing. */
static bool
same(const struct action *a, const struct action *b)
{
	struct changes changes;
	int count;

	record_diff(&action_record, a, b, &changes);
	count = changes.count;
	changes_done(&changes);
	return count == 0;
}

/* An approval is of the page as it was. What the unit said and what the tier
 * answers that it goes to is not on it. */
static bool
keeps_approval(const struct request *request, const struct action *action)
{
	if (request->kind == REQUEST_RESPOND)
		return request->tier <= TIER_UNIT ||
		       request->tier == action->tier;
	return request->kind == REQUEST_APPROVE;
}

int
request_action(const struct request *request, struct action *action,
    const struct note *source, int32_t today, struct err *err)
{
	struct action next;
	struct step step = {request, source, &next, today, err};
	int status;

	assert(carry_out[request->kind]);
	action_copy(&next, action);
	status = carry_out[request->kind](&step);
	if (status == OK && same(action, &next))
		status = refuse(&step, _("The card says so already."));
	if (status < 0) {
		action_done(&next);
		return status;
	}
	if (!keeps_approval(request, action))
		next.approved = DATE_NONE;
	action_done(action);
	*action = next;
	return OK;
}
