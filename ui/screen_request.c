/*
 * Asking for the texts of a request: filled in, looked through for what could
 * show a patient, sent; and what to do when somebody else was faster. Nothing
 * typed is ever lost. See screen_request.h.
 */
#include "ui/screen_request.h"

#include <stdlib.h>

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
	MODE_FOR_GOOD = 1 << 8, /* the last field of what can't be undone */
};
#define MODE_FORM (MODE_ON | MODE_LAST | MODE_FOR_GOOD)

static const struct binding bindings[] = {
    INPUTS_ENTER(COMMAND_FIELD, MODE_ON, MODE_LAST),
    {
        .modes = MODE_FOR_GOOD,
        .keys = {K_ENTER},
        .command = COMMAND_FIELD,
        .place = PLACE_FOOTER,
        .label = N_("take the words out for good"),
        .help =
            N_("When a note is redacted: take its words out. Nothing brings "
               "them back."),
    },
    {
        .modes = MODE_FORM,
        .keys = {K_ESC},
        .command = COMMAND_LEAVE,
        .place = PLACE_FOOTER,
        .label = N_("leave"),
        .help = N_("In any field: leave; asks before it throws away what was "
                   "written."),
    },
    INPUTS_MOVE(COMMAND_FIELD, MODE_PICK, MODE_ON, MODE_MANY),
    {
        .modes = MODE_LOOK,
        .keys = {K_ENTER, 'r', K_ESC},
        .command = COMMAND_REPHRASE,
        .place = PLACE_FOOTER,
        .label = N_("rephrase"),
        .help = N_("When a text may show somebody: back to it, to say it in "
                   "another way."),
    },
    {
        .modes = MODE_LOOK,
        .keys = {'k'},
        .command = COMMAND_KEEP,
        .place = PLACE_FOOTER,
        .label = N_("keep it as it is"),
        .help = N_("When a text may show somebody: it does not; keep it as it "
                   "is."),
    },
    {
        .modes = MODE_CONFLICT,
        .keys = {K_ENTER, 'e', K_ESC},
        .command = COMMAND_STAY,
        .place = PLACE_FOOTER,
        .label = N_("edit again"),
        .help = N_("When somebody else changed the card or note: back to what "
                   "you wrote; all of it is still there."),
    },
    {
        .modes = MODE_CONFLICT,
        .keys = {'m'},
        .command = COMMAND_MINE,
        .place = PLACE_FOOTER,
        .label = N_("keep mine"),
        .help = N_("When somebody else changed the card or note: save what you "
                   "wrote over what is there now."),
    },
    {
        .modes = MODE_CONFLICT,
        .keys = {'t'},
        .command = COMMAND_THEIRS,
        .place = PLACE_FOOTER,
        .label = N_("take theirs"),
        .help =
            N_("When somebody else changed the card or note: leave it as it "
               "is now, without what you wrote."),
    },
    {
        .modes = MODE_CONFLICT,
        .keys = {'j', K_DOWN, K_PGDN, K_END},
        .command = COMMAND_SCROLL,
        .help =
            N_("When somebody else changed the card or note: further down."),
    },
    {
        .modes = MODE_CONFLICT,
        .keys = {'k', K_UP, K_PGUP, K_HOME},
        .command = COMMAND_SCROLL,
        .help = N_("When somebody else changed the card or note: further up."),
    },
    {
        .modes = MODE_REFUSED,
        .keys = {K_ESC, 'q', K_ENTER, K_BACK},
        .command = COMMAND_LEAVE,
        .place = PLACE_FOOTER,
        .label = N_("back"),
        .help = N_("When it can't be asked for: back to where you were."),
    },
    {
        .modes = MODE_DIALOG,
        .keys = {K_ENTER},
        .command = COMMAND_DIALOG,
        .place = PLACE_FOOTER,
        .label = N_("choose"),
        .help = N_("When a question is open: answer it with the mark."),
    },
};

static const struct keymap keymap = {
    .title = N_("A form"),
    .bindings = bindings,
    .count = sizeof(bindings) / sizeof(bindings[0]),
};

static void
effect_done(struct request_page *page, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	if (event->effect == EFFECT_REQUEST && event->status == OK) {
		request_succeeded(page, facts, effects);
	} else if (event->effect == EFFECT_REQUEST) {
		request_failed(page, facts, event, effects);
	} else if (page->state == REQUEST_LOADING && event->status < 0) {
		request_refuse(page, event->text);
	} else if (page->state == REQUEST_LOADING) {
		request_loaded(page, facts);
		request_say_due(page, facts);
	}
}

/* --- keys --- */

static bool
has_words(const struct request_page *page, const struct facts *facts)
{
	for (int i = 0; i < TIERS; i++)
		if (page->drafts[i])
			return true;
	return request_any_changed(page, facts);
}

/* Asks first if there is something to lose. */
static void
leave(struct request_page *page, const struct facts *facts,
    struct effects *effects)
{
	if (page->state != REQUEST_FORM || !has_words(page, facts)) {
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
	    !request_check_field(page, facts, from) && key == K_ENTER)
		page->inputs.focus = from;
}

static void
field_key(struct request_page *page, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	int from = page->inputs.focus;

	switch (inputs_key(&page->inputs, event->key, FORM_COLUMNS)) {
	case INPUTS_SEND:
		request_send(page, facts, effects);
		break;
	case INPUTS_MOVED:
		left_field(page, facts, from, event->key);
		break;
	case INPUTS_TAKEN:
		if (page->form->asks[from] == ASK_TIER)
			request_turn_to_tier(page, facts);
		break;
	case INPUTS_OTHER:
		if (event->command == COMMAND_LEAVE)
			leave(page, facts, effects);
		break;
	}
	request_say_due(page, facts);
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
	request_send(page, facts, effects);
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
		request_send(page, facts, effects);
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
	page->tries = 0;
	if (page->dialog.open) {
		if (dialog_key(&page->dialog, event->key) == 0)
			effects_add(effects, EFFECT_BACK);
	} else if (page->state == REQUEST_FORM) {
		field_key(page, facts, event, effects);
	} else {
		run_command(page, facts, event, effects);
		if (page->state == REQUEST_FORM)
			request_say_due(page, facts);
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
	for (int i = 0; i < TIERS; i++)
		free(page->drafts[i]);
	for (int i = 0; i < INPUTS_MAX; i++) {
		free(page->first[i]);
		free(page->kept[i]);
	}
}

/* What the warning must say as well where something would be lost. */
static void
warn(struct request_page *page, const struct facts *facts)
{
	if (has_words(page, facts))
		toast_say(&page->toast, "%s",
		    _("This page closes soon, and what is typed goes with it: "
		      "press any key."));
}

static void
request_update(void *data, const struct facts *facts, const struct event *event,
    struct effects *effects)
{
	struct request_page *page = data;

	if (idle_over(&page->idle, facts, event, &page->toast))
		effects_add(effects, EFFECT_GO)->screen = SCREEN_IDLE;
	else if (event->kind == EVENT_IDLE)
		warn(page, facts);
	else if (event->kind == EVENT_ENTER && event->argument != -1)
		request_begin(page, facts, event->request, effects);
	else if (event->kind == EVENT_KEY)
		press(page, facts, event, effects);
	else if (event->kind == EVENT_DONE)
		effect_done(page, facts, event, effects);
	if (page->form && event->kind == EVENT_ENTER)
		request_say_due(page, facts);
}

static unsigned
form_modes(const struct request_page *page)
{
	const struct inputs *inputs = &page->inputs;
	bool last = inputs->focus == inputs->count - 1;

	if (page->form->alert)
		return MODE_FOR_GOOD;
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
