/*
 * Asking for the texts of a request: filled in, looked through for what could
 * show a patient, sent; and what to do when somebody else was faster. Nothing
 * typed is ever lost. See screen_request.h.
 */
#include "ui/screen_request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/due.h"
#include "ui/layout.h"
#include "util/i18n.h"
#include "util/mem.h"

enum command {
	COMMAND_FIELD = 1, /* the form's own keys */
	COMMAND_LEAVE,
	COMMAND_DIALOG,
	COMMAND_REPHRASE,
	COMMAND_KEEP,
	COMMAND_MINE,
	COMMAND_THEIRS,
	COMMAND_STAY,
	COMMAND_SCROLL,
};

enum {
	MODE_ON = 1 << 0,   /* fields follow */
	MODE_LAST = 1 << 1, /* the last field */
	MODE_MANY = 1 << 2, /* there is more than one */
	MODE_PICK = 1 << 3, /* a field with choices */
	MODE_LOOK = 1 << 4,
	MODE_CONFLICT = 1 << 5,
	MODE_REFUSED = 1 << 6,
	MODE_DIALOG = 1 << 7,
};
#define MODE_FORM (MODE_ON | MODE_LAST)

static const struct binding bindings[] = {
    {
        .modes = MODE_ON,
        .keys = {K_ENTER},
        .command = COMMAND_FIELD,
        .place = PLACE_FOOTER,
        .label = N_("next"),
        .help = N_("On to the next field."),
    },
    {
        .modes = MODE_LAST,
        .keys = {K_ENTER},
        .command = COMMAND_FIELD,
        .place = PLACE_FOOTER,
        .label = N_("save"),
        .help = N_("From the last field: save."),
    },
    {
        .modes = MODE_FORM,
        .keys = {K_ESC},
        .command = COMMAND_LEAVE,
        .place = PLACE_FOOTER,
        .label = N_("leave"),
        .help = N_("Leave; asks before it throws away what was written."),
    },
    {
        .modes = MODE_PICK,
        .keys = {K_RIGHT, K_LEFT},
        .command = COMMAND_FIELD,
        .help = N_("Another choice; a letter does it too."),
    },
    {
        .modes = MODE_ON,
        .keys = {K_CONTROL('S'), K_F10},
        .command = COMMAND_FIELD,
        .place = PLACE_FOOTER,
        .label = N_("save"),
        .help = N_("Save from any field."),
    },
    {
        .modes = MODE_MANY,
        .keys = {K_TAB, K_DOWN},
        .command = COMMAND_FIELD,
        .help = N_("On to the next field."),
    },
    {
        .modes = MODE_MANY,
        .keys = {K_BACKTAB, K_UP},
        .command = COMMAND_FIELD,
        .place = PLACE_FOOTER,
        .label = N_("back"),
        .help = N_("Back to the field before."),
    },
    {
        .modes = MODE_LOOK,
        .keys = {K_ENTER, 'r', K_ESC},
        .command = COMMAND_REPHRASE,
        .place = PLACE_FOOTER,
        .label = N_("rephrase"),
        .help = N_("Back to the text, to say it in another way."),
    },
    {
        .modes = MODE_LOOK,
        .keys = {'k'},
        .command = COMMAND_KEEP,
        .place = PLACE_FOOTER,
        .label = N_("keep it as it is"),
        .help = N_("It shows nobody: keep it as it is."),
    },
    {
        .modes = MODE_CONFLICT,
        .keys = {K_ENTER, 'e', K_ESC},
        .command = COMMAND_STAY,
        .place = PLACE_FOOTER,
        .label = N_("edit again"),
        .help = N_("Back to what you wrote; all of it is still there."),
    },
    {
        .modes = MODE_CONFLICT,
        .keys = {'m'},
        .command = COMMAND_MINE,
        .place = PLACE_FOOTER,
        .label = N_("keep mine"),
        .help = N_("Save what you wrote over what is there now."),
    },
    {
        .modes = MODE_CONFLICT,
        .keys = {'t'},
        .command = COMMAND_THEIRS,
        .place = PLACE_FOOTER,
        .label = N_("take theirs"),
        .help = N_("Leave it as it is now, without what you wrote."),
    },
    {
        .modes = MODE_CONFLICT,
        .keys = {'j', K_DOWN, K_PGDN, K_END},
        .command = COMMAND_SCROLL,
        .help = N_("Further down."),
    },
    {
        .modes = MODE_CONFLICT,
        .keys = {'k', K_UP, K_PGUP, K_HOME},
        .command = COMMAND_SCROLL,
        .help = N_("Further up."),
    },
    {
        .modes = MODE_REFUSED,
        .keys = {K_ESC, 'q', K_ENTER, K_BACK},
        .command = COMMAND_LEAVE,
        .place = PLACE_FOOTER,
        .label = N_("back"),
        .help = N_("Back to where you were."),
    },
    {
        .modes = MODE_DIALOG,
        .keys = {K_ENTER},
        .command = COMMAND_DIALOG,
        .place = PLACE_FOOTER,
        .label = N_("choose"),
        .help = N_("Answer the question with the mark."),
    },
};

static const struct keymap keymap = {
    .title = N_("A form"),
    .bindings = bindings,
    .count = sizeof(bindings) / sizeof(bindings[0]),
};

/* --- what it is about --- */

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

static bool
card_now(const struct request_page *page, const struct facts *facts,
    struct action *out)
{
	const struct action *action = facts->card.action;

	if (!action || action->id != page->request.action)
		return false;
	action_done(out);
	action_copy(out, action);
	return true;
}

static bool
note_now(const struct request_page *page, const struct facts *facts,
    struct note *out)
{
	const struct note *note = find_note(facts, page->request.note);

	if (!note)
		return false;
	note_done(out);
	note_copy(out, note);
	return true;
}

/* On a form that has not been sent it goes without saying that nothing was
 * changed. */
static void
drop_assurance(struct err *err)
{
	const char *assurance = _("Nothing was changed.");
	size_t len = strlen(err->text), end = strlen(assurance);

	if (len <= end || strcmp(err->text + len - end, assurance) != 0)
		return;
	for (len -= end; len > 0 && err->text[len - 1] == ' '; len--)
		;
	err->text[len] = '\0';
}

static void
refuse(struct request_page *page, const char *why)
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
	drop_assurance(&page->refused);
}

static void
fill(struct request_page *page, const struct facts *facts)
{
	page->state = REQUEST_FORM;
	request_fill(page, facts);
	try_out(page, facts);
}

/* The version on this page is the one that counts: it is what was seen. */
static void
loaded(struct request_page *page, const struct facts *facts)
{
	if (page->request.action && card_now(page, facts, &page->was)) {
		page->request.version = page->was.version;
		fill(page, facts);
	} else if (page->request.note[0] &&
	           note_now(page, facts, &page->note)) {
		page->request.version = page->note.version;
		fill(page, facts);
	} else if (page->request.action) {
		refuse(page, _("This card is not there any more: its adding "
		               "was undone."));
	} else {
		fill(page, facts);
	}
}

static void
begin(struct request_page *page, const struct facts *facts,
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
		loaded(page, facts);
	}
}

/* --- sending --- */

/* What the day means, while it is typed. One that is not changed may lie in
 * the past. */
static void
say_due(struct request_page *page, const struct facts *facts)
{
	int place = request_place(page, TEXT_DUE);
	struct input *input = &page->inputs.list[place];
	int32_t day = page->was.due;
	const char *text;

	if (place < 0)
		return;
	text = buf_text(&input->text.text);
	input->hint[0] = '\0';
	if (request_changed(page, facts, place) &&
	    due_parse(text, facts->shift.day, &day, NULL) < 0)
		return;
	if (text[strspn(text, " ")] == '\0')
		snprintf(input->hint, sizeof(input->hint), "%s", _("no day"));
	else if (day == DATE_NONE)
		snprintf(input->hint, sizeof(input->hint), "%s", _("no day"));
	else
		layout_date(facts, day, input->hint);
}

/* True if the field may be sent; else it says why not. */
static bool
check_field(struct request_page *page, const struct facts *facts, int index)
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
		drop_assurance(&err);
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
		if (!check_field(page, facts, i))
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
	if (page->form->kind != REQUEST_EDIT &&
	    page->form->kind != REQUEST_RESPOND)
		return false;
	for (int i = 0; i < page->inputs.count; i++)
		if (request_changed(page, facts, i))
			return false;
	return true;
}

static void
send(struct request_page *page, const struct facts *facts,
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
		effects_add(effects, EFFECT_BACK);
	else if (request_check(&checked, facts->shift.day, &err) < 0)
		toast_alert(&page->toast, "%s", err.text);
	else
		request_copy(
		    effects_request(effects, request.kind, false), &request);
	request_done(&request);
	request_done(&checked);
}

/* --- what came of it --- */

/* Both sides, if it is that; the store may have been busy alone. */
static void
conflict(
    struct request_page *page, const struct facts *facts, const char *message)
{
	bool changed = false;

	if (page->was.id && card_now(page, facts, &page->now))
		changed = page->now.version != page->was.version;
	else if (page->note.id[0] && note_now(page, facts, &page->note_now))
		changed = page->note_now.version != page->note.version;
	if (changed) {
		page->state = REQUEST_CONFLICT;
		*page->scroll = (struct scroll){0};
		return;
	}
	part_failed(&page->toast,
	    _("What you wrote is still here; saving again may work."), message);
}

static void
effect_done(struct request_page *page, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	if (event->effect == EFFECT_REQUEST && event->status == OK) {
		effects_add(effects, EFFECT_BACK);
	} else if (event->effect == EFFECT_REQUEST &&
	           event->status == ERR_AGAIN) {
		conflict(page, facts, event->text);
	} else if (event->effect == EFFECT_REQUEST) {
		part_failed(&page->toast, _("What you wrote is still here."),
		    event->text);
	} else if (page->state == REQUEST_LOADING && event->status < 0) {
		refuse(page, event->text);
	} else if (page->state == REQUEST_LOADING) {
		loaded(page, facts);
		say_due(page, facts);
	}
}

/* --- keys --- */

static bool
anything_typed(const struct request_page *page, const struct facts *facts)
{
	for (int i = 0; i < page->inputs.count; i++)
		if (request_changed(page, facts, i))
			return true;
	return false;
}

/* Asks first if there is something to lose. */
static void
leave(struct request_page *page, const struct facts *facts,
    struct effects *effects)
{
	if (page->state != REQUEST_FORM || !anything_typed(page, facts)) {
		effects_add(effects, EFFECT_BACK);
		return;
	}
	dialog_open(&page->dialog, 0, _("Leave without saving?"),
	    _("What is written here would be gone."));
	dialog_choice(&page->dialog, 't', _("throw it away"));
	dialog_choice(&page->dialog, 'k', _("keep writing"));
	page->dialog.focus = 1;
}

/* A day that nobody understands holds Enter back, so that it is seen. */
static void
left_field(struct request_page *page, const struct facts *facts, int from,
    uint32_t key)
{
	if (page->form->asks[from] == TEXT_DUE &&
	    !check_field(page, facts, from) && key == K_ENTER)
		page->inputs.focus = from;
}

static void
field_key(struct request_page *page, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	int from = page->inputs.focus;

	switch (inputs_key(&page->inputs, event->key, FORM_COLUMNS)) {
	case INPUTS_SEND:
		send(page, facts, effects);
		break;
	case INPUTS_MOVED:
		left_field(page, facts, from, event->key);
		break;
	case INPUTS_TAKEN:
		if (page->form->asks[from] == ASK_TIER)
			request_refill(page, facts);
		break;
	case INPUTS_OTHER:
		if (event->command == COMMAND_LEAVE)
			leave(page, facts, effects);
		break;
	}
	say_due(page, facts);
}

/* Back to the text, at the first of what was found in it. */
static void
rephrase(struct request_page *page)
{
	struct input *input = &page->inputs.list[page->looked];

	page->state = REQUEST_FORM;
	page->inputs.focus = page->looked;
	input->text.cursor = page->check.findings[0].from;
}

static void
keep(struct request_page *page, const struct facts *facts,
    struct effects *effects)
{
	int at = page->looked;

	free(page->kept[at]);
	page->kept[at] = mem_copy(buf_text(&page->inputs.list[at].text.text));
	send(page, facts, effects);
}

static void
run_command(struct request_page *page, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	switch (event->command) {
	case COMMAND_REPHRASE:
		rephrase(page);
		break;
	case COMMAND_KEEP:
		keep(page, facts, effects);
		break;
	case COMMAND_STAY:
		request_rebase(page, facts);
		page->state = REQUEST_FORM;
		break;
	case COMMAND_MINE:
		request_rebase(page, facts);
		send(page, facts, effects);
		break;
	case COMMAND_THEIRS:
	case COMMAND_LEAVE:
		effects_add(effects, EFFECT_BACK);
		break;
	default:
		if (page->state == REQUEST_CONFLICT)
			scroll_key(page->scroll, event->key);
		break;
	}
}

static void
press(struct request_page *page, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	if (page->dialog.open) {
		if (dialog_key(&page->dialog, event->key) == 0)
			effects_add(effects, EFFECT_BACK);
	} else if (page->state == REQUEST_FORM) {
		field_key(page, facts, event, effects);
	} else {
		run_command(page, facts, event, effects);
		if (page->state == REQUEST_FORM)
			say_due(page, facts);
	}
}

static void
request_init_page(void *data, const struct facts *facts)
{
	struct request_page *page = data;

	(void)facts;
	page->scroll = mem_new(1, sizeof(*page->scroll));
	action_init(&page->was);
	action_init(&page->now);
	note_init(&page->note);
	note_init(&page->note_now);
}

static void
request_done_page(void *data)
{
	struct request_page *page = data;

	free(page->scroll);
	request_done(&page->request);
	action_done(&page->was);
	action_done(&page->now);
	note_done(&page->note);
	note_done(&page->note_now);
	inputs_done(&page->inputs);
	for (int i = 0; i < INPUTS_MAX; i++) {
		free(page->first[i]);
		free(page->kept[i]);
	}
}

static void
request_update(void *data, const struct facts *facts, const struct event *event,
    struct effects *effects)
{
	struct request_page *page = data;

	if (idle_over(&page->idle, facts, event, &page->toast))
		effects_add(effects, EFFECT_GO)->screen = SCREEN_IDLE;
	else if (event->kind == EVENT_ENTER && event->argument != -1)
		begin(page, facts, event->request, effects);
	else if (event->kind == EVENT_KEY)
		press(page, facts, event, effects);
	else if (event->kind == EVENT_DONE)
		effect_done(page, facts, event, effects);
	if (page->form && event->kind == EVENT_ENTER)
		say_due(page, facts);
}

static unsigned
form_modes(const struct request_page *page)
{
	const struct inputs *inputs = &page->inputs;
	bool last = inputs->focus == inputs->count - 1;

	return (last ? MODE_LAST : MODE_ON) |
	       (inputs->count > 1 ? MODE_MANY : 0) |
	       (inputs->list[inputs->focus].choice_count > 0 ? MODE_PICK : 0);
}

unsigned
request_modes(const void *data, const struct facts *facts)
{
	const struct request_page *page = data;

	(void)facts;
	if (page->dialog.open)
		return MODE_DIALOG;
	switch (page->state) {
	case REQUEST_FORM:
		return form_modes(page);
	case REQUEST_LOOK:
		return MODE_LOOK;
	case REQUEST_CONFLICT:
		return MODE_CONFLICT;
	default:
		return MODE_REFUSED;
	}
}

bool
request_typing(const void *data, const struct facts *facts)
{
	const struct request_page *page = data;

	(void)facts;
	return page->dialog.open || page->state == REQUEST_FORM;
}

static int
request_idle(const void *data, const struct facts *facts)
{
	return idle_seconds(&((const struct request_page *)data)->idle, facts);
}

const struct screen screen_request = {
    .keymap = &keymap,
    .model_size = sizeof(struct request_page),
    .init = request_init_page,
    .update = request_update,
    .view = request_view,
    .modes = request_modes,
    .typing = request_typing,
    .idle = request_idle,
    .still = true,
    .done = request_done_page,
};
