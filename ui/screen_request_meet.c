/*
 * Two who change the same card or note: whether both can be had, or somebody
 * must decide. See screen_request.h.
 */
#include <string.h>

#include "ui/screen_card.h"
#include "ui/screen_request.h"

int
request_wanted(const struct request_page *page, const struct facts *facts,
    bool now, struct changes *out)
{
	const struct action *card = now ? &page->now : &page->was;
	const struct note *of = now ? &page->note_now : &page->note;
	struct request request;
	struct action action;
	struct note note;
	int status;

	request_build(page, facts, &request);
	action_copy(&action, card);
	note_copy(&note, of);
	*out = (struct changes){0};
	if (page->was.id) {
		status = request_action(
		    &request, &action, NULL, facts->shift.day, NULL);
		record_diff(&action_record, card, &action, out);
	} else {
		status = request_note(
		    &request, &note, NULL, 0, facts->shift.day, NULL);
		record_diff(&note_record, of, &note, out);
	}
	request_done(&request);
	action_done(&action);
	note_done(&note);
	return status;
}

/* What is done to the same field, NULL if nothing is. */
static const struct change *
find(const struct changes *changes, const struct change *like)
{
	for (int i = 0; i < changes->count; i++)
		if (changes->list[i].field == like->field &&
		    changes->list[i].at == like->at)
			return &changes->list[i];
	return NULL;
}

static bool
has(const struct changes *changes, const struct change *like)
{
	const struct change *found = find(changes, like);

	return found && strcmp(found->after, like->after) == 0;
}

/* What was done there, what is wanted here, and what that would be by now. */
struct meeting {
	const struct record *record;
	struct changes done, wanted, now;
};

/* Of the wanted changes: how many are not there yet; -1 if one meets another
 * change, or would come out in another way than it was meant. */
static int
count_left(const struct meeting *meeting)
{
	const struct changes *wanted = &meeting->wanted;
	int left = 0;

	for (int i = 0; i < wanted->count; i++) {
		const struct change *change = &wanted->list[i];

		if (!card_tells_field(meeting->record, change->field) ||
		    has(&meeting->done, change))
			continue;
		if (find(&meeting->done, change))
			return -1;
		left++;
	}
	return left;
}

/* An escalation that meets an escalation would go up twice: what is done must
 * be what was meant when it was sent, and no more. */
static bool
as_meant(const struct meeting *meeting)
{
	const struct changes *now = &meeting->now, *wanted = &meeting->wanted;

	for (int i = 0; i < now->count; i++)
		if (card_tells_field(meeting->record, now->list[i].field) &&
		    !has(wanted, &now->list[i]))
			return false;
	for (int i = 0; i < wanted->count; i++)
		if (card_tells_field(meeting->record, wanted->list[i].field) &&
		    !has(&meeting->done, &wanted->list[i]) &&
		    !has(now, &wanted->list[i]))
			return false;
	return true;
}

enum request_meeting
request_meet(const struct request_page *page, const struct facts *facts)
{
	bool card = page->was.id != 0;
	struct meeting meeting = {
	    .record = card ? &action_record : &note_record};
	enum request_meeting answer = MEETING_CONFLICT;
	int left, status;

	record_diff(meeting.record,
	    card ? (const void *)&page->was : &page->note,
	    card ? (const void *)&page->now : &page->note_now, &meeting.done);
	request_wanted(page, facts, false, &meeting.wanted);
	status = request_wanted(page, facts, true, &meeting.now);
	left = count_left(&meeting);
	/* A second card of one note is none of the same. */
	if (left == 0 && page->form->kind != REQUEST_ADD)
		answer = MEETING_SAME;
	else if (left > 0 && status == OK && as_meant(&meeting))
		answer = MEETING_APART;
	changes_done(&meeting.done);
	changes_done(&meeting.wanted);
	changes_done(&meeting.now);
	return answer;
}
