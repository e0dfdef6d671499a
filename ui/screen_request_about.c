/*
 * What a form is about: the card or the note is read, and whether it takes the
 * request at all is tried out before somebody writes. See screen_request.h.
 */
#include <string.h>

#include "ui/screen_request.h"
#include "util/i18n.h"

/* A note that some list of the facts has; NULL if none has it. */
static const struct note *
find_note(const struct facts *facts, const char *id)
{
	const struct {
		const struct note *list;
		int count;
	} lists[] = {
	    {facts->notes.rows, facts->notes.count},
	    {facts->waiting, facts->waiting_count},
	    {facts->running_note_list, facts->running_note_count},
	    {facts->new_note_list, facts->new_note_count},
	    {facts->card.note, facts->card.note ? 1 : 0},
	};

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		for (int n = 0; n < lists[i].count; n++)
			if (strcmp(lists[i].list[n].id, id) == 0)
				return &lists[i].list[n];
	return NULL;
}

bool
request_card_now(const struct request_page *page, const struct facts *facts,
    struct action *out)
{
	const struct action *action = facts->card.action;

	if (!action || action->id != page->request.action)
		return false;
	action_done(out);
	action_copy(out, action);
	return true;
}

bool
request_note_now(const struct request_page *page, const struct facts *facts,
    struct note *out)
{
	const struct note *note = find_note(facts, page->request.note);

	if (!note)
		return false;
	note_done(out);
	note_copy(out, note);
	return true;
}

void
request_drop_assurance(struct err *err)
{
	const char *assurance = _("Nothing was changed.");
	size_t len = strlen(err->text), end = strlen(assurance);

	if (len <= end || strcmp(err->text + len - end, assurance) != 0)
		return;
	for (len -= end; len > 0 && err->text[len - 1] == ' '; len--)
		;
	err->text[len] = '\0';
}

void
request_refuse(struct request_page *page, const char *why)
{
	err_set(&page->refused, ERR_UNAVAILABLE, "%s", why);
	page->state = REQUEST_REFUSED;
}

/* Tries the request with any words: whether its state takes it is said before
 * somebody writes, not after. */
static void
try_out(struct request_page *page, const struct facts *facts)
{
	struct request request;
	struct action action;
	struct note note;
	int status = OK;

	request_build(page, facts, &request);
	for (int i = 0; i < REQUEST_TEXTS; i++)
		if (request.text[i] && !request.text[i][0])
			request_text(&request, (enum request_text)i, "1");
	action_copy(&action, &page->was);
	note_copy(&note, &page->note);
	if (page->was.id && request.kind != REQUEST_EDIT &&
	    request.kind != REQUEST_RESPOND)
		status = request_action(
		    &request, &action, NULL, facts->shift.day, &page->refused);
	else if (page->note.id[0])
		status = request_note(
		    &request, &note, NULL, 0, facts->shift.day, &page->refused);
	action_done(&action);
	note_done(&note);
	request_done(&request);
	if (status == ERR_UNAVAILABLE)
		page->state = REQUEST_REFUSED;
	request_drop_assurance(&page->refused);
}

static void
fill(struct request_page *page, const struct facts *facts)
{
	page->state = REQUEST_FORM;
	request_fill(page, facts);
	try_out(page, facts);
}

/* The version on this page is the one that counts: it is what was seen. */
void
request_loaded(struct request_page *page, const struct facts *facts)
{
	if (page->request.action && request_card_now(page, facts, &page->was)) {
		page->request.version = page->was.version;
		/* Whose answer it is does not change if the card goes up
		 * meanwhile. */
		if (page->request.kind == REQUEST_RESPOND &&
		    page->request.tier < 0)
			page->request.tier = page->was.tier;
		fill(page, facts);
	} else if (page->request.note[0] &&
	           request_note_now(page, facts, &page->note)) {
		page->request.version = page->note.version;
		fill(page, facts);
	} else if (page->request.action) {
		request_refuse(
		    page, _("This card is not there any more: its adding "
		            "was undone."));
	} else {
		fill(page, facts);
	}
}

void
request_begin(struct request_page *page, const struct facts *facts,
    const struct request *request, struct effects *effects)
{
	struct effect *effect;

	page->form = request ? request_form_of(request) : NULL;
	if (!page->form) {
		effects_add(effects, EFFECT_BACK);
		return;
	}
	request_copy(&page->request, request);
	page->state = REQUEST_LOADING;
	if (request->action) {
		effects_add(effects, EFFECT_CARD)->action = request->action;
	} else if (request->note[0] && !find_note(facts, request->note)) {
		effect = effects_add(effects, EFFECT_NOTES);
		effect->filter = note_filter_all;
		memcpy(effect->id, request->note, sizeof(effect->id));
	} else {
		request_loaded(page, facts);
	}
}
