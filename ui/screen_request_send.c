/*
 * A form on its way: each field is checked, texts are looked through for what
 * could show somebody, and what could not be saved stays. See
 * screen_request.h.
 */
#include <stdio.h>
#include <string.h>

#include "core/due.h"
#include "ui/layout.h"
#include "ui/screen_request.h"
#include "util/i18n.h"

/* It is sent again by itself so often, of people who all change other things
 * of one card. */
#define TRIES_MAX 2

/* A day that is not changed may lie in the past. */
void
request_say_due(struct request_page *page, const struct facts *facts)
{
	int place = request_place(page, TEXT_DUE);
	struct input *input;
	int32_t day = page->was.due;

	if (place < 0)
		return;
	input = &page->inputs.list[place];
	input->hint[0] = '\0';
	if (request_changed(page, facts, place) &&
	    due_parse(
	        buf_text(&input->text.text), facts->shift.day, &day, NULL) < 0)
		return;
	if (day == DATE_NONE)
		snprintf(input->hint, sizeof(input->hint), "%s", _("no day"));
	else
		layout_date(facts, day, input->hint);
}

bool
request_check_field(
    struct request_page *page, const struct facts *facts, int index)
{
	struct input *input = &page->inputs.list[index];
	const char *text = buf_text(&input->text.text);
	int ask = page->form->asks[index];
	struct buf clean = BUF_INIT;
	struct err err;
	int32_t day;
	int status = OK;

	if (input->choice_count > 0 && input->choice < 0)
		input_error(input, _("One of them must be chosen."));
	if (input->choice_count > 0)
		return input->choice >= 0;
	if (text[strspn(text, " ")] == '\0') {
		if (request_needs(&page->request, ask))
			input_error(input, _("Nothing is written here yet."));
		return !request_needs(&page->request, ask);
	}
	if (ask != TEXT_DUE)
		status = text_clean(&clean, text, strlen(text),
		    request_text_max((enum request_text)ask), &err);
	else if (request_changed(page, facts, index))
		status = due_parse(text, facts->shift.day, &day, &err);
	buf_done(&clean);
	if (status < 0) {
		request_drop_assurance(&err);
		input_error(input, err.text);
	}
	return status == OK;
}

/* All of them; the focus goes to the first that is wrong. */
static bool
check_fields(struct request_page *page, const struct facts *facts)
{
	int wrong = -1;

	for (int i = page->inputs.count - 1; i >= 0; i--)
		if (!request_check_field(page, facts, i))
			wrong = i;
	if (wrong >= 0)
		page->inputs.focus = wrong;
	return wrong < 0;
}

/* True if a new text may show somebody, which is asked about then. */
static bool
shows_somebody(struct request_page *page, const struct facts *facts)
{
	for (int i = 0; i < page->inputs.count; i++) {
		const char *text = buf_text(&page->inputs.list[i].text.text);

		if (!request_is_free(page->form->asks[i]) ||
		    !request_changed(page, facts, i) ||
		    (page->kept[i] && strcmp(page->kept[i], text) == 0))
			continue;
		if (check_text(&page->check, facts, text, false) > 0) {
			page->looked = i;
			page->state = REQUEST_LOOK;
			return true;
		}
	}
	return false;
}

/* An edit that edits nothing, an answer that is there already. */
static bool
says_nothing(const struct request_page *page, const struct facts *facts)
{
	return (page->form->kind == REQUEST_EDIT ||
	           page->form->kind == REQUEST_RESPOND) &&
	       !request_any_changed(page, facts);
}

/* Nothing typed is left behind: what is there for another tier comes first. */
static void
leave(struct request_page *page, const struct facts *facts,
    struct effects *effects)
{
	if (request_turn_to_draft(page, facts))
		toast_alert(&page->toast,
		    _("What you wrote for %s is not saved yet."),
		    _(tier_titles[page->tier]));
	else
		effects_add(effects, EFFECT_BACK);
}

void
request_send(struct request_page *page, const struct facts *facts,
    struct effects *effects)
{
	struct request request, checked;
	struct err err;

	page->state = REQUEST_FORM;
	if (!check_fields(page, facts) || shows_somebody(page, facts))
		return;
	request_build(page, facts, &request);
	request_copy(&checked, &request);
	if (says_nothing(page, facts))
		leave(page, facts, effects);
	else if (request_check(&checked, facts->shift.day, &err) < 0)
		toast_alert(&page->toast, "%s", err.text);
	else
		request_copy(
		    effects_request(effects, request.kind, false), &request);
	request_done(&request);
	request_done(&checked);
}

/* --- what came of it --- */

/* True if the card or the note is another one than it was; the store may have
 * been busy alone. */
static bool
somebody_was_faster(struct request_page *page, const struct facts *facts)
{
	if (page->was.id && request_card_now(page, facts, &page->now))
		return page->now.version != page->was.version;
	if (page->note.id[0] && request_note_now(page, facts, &page->note_now))
		return page->note_now.version != page->note.version;
	return false;
}

void
request_succeeded(struct request_page *page, const struct facts *facts,
    struct effects *effects)
{
	if (page->form->kind == REQUEST_RESPOND &&
	    request_card_now(page, facts, &page->now))
		request_saved(page, facts);
	leave(page, facts, effects);
}

/* Asks only where somebody must decide. */
static void
meet(struct request_page *page, const struct facts *facts,
    struct effects *effects)
{
	enum request_meeting meeting = request_meet(page, facts);

	if (meeting == MEETING_CONFLICT || page->tries == TRIES_MAX) {
		page->state = REQUEST_CONFLICT;
		*page->scroll = (struct scroll){0};
		return;
	}
	page->tries++;
	request_rebase(page, facts);
	if (meeting == MEETING_SAME)
		request_succeeded(page, facts, effects);
	else
		request_send(page, facts, effects);
}

void
request_failed(struct request_page *page, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	bool again = event->status == ERR_AGAIN;

	if (again && somebody_was_faster(page, facts)) {
		meet(page, facts, effects);
		return;
	}
	part_failed(&page->toast,
	    again ? _("What you wrote is still here; saving again may work.")
	          : _("What you wrote is still here."),
	    event->text);
}
