/*
 * What leaves this unit: the kinds of counts that leave next, every release
 * exactly as it was sealed, and what the audit says of it. A manager confirms
 * here that a clock in doubt is right.
 */
#include "ui/screen_releases.h"

#include <libintl.h>
#include <stdio.h>
#include <stdlib.h>

#include "ui/layout.h"
#include "ui/parts_release.h"
#include "util/i18n.h"
#include "util/mem.h"

enum command {
	COMMAND_MOVE = 1,
	COMMAND_OPEN,
	COMMAND_CLOCK,
	COMMAND_FILE,
	COMMAND_AUDIT,
	COMMAND_BEFORE,
	COMMAND_AFTER,
	COMMAND_SCROLL,
	COMMAND_LIST,
	COMMAND_WORDS,
	COMMAND_CHOOSE,
	COMMAND_LEAVE,
};

enum {
	MODE_LIST = 1 << 0,
	MODE_ENTRY = 1 << 1, /* beside the list: a release has the focus */
	MODE_CLOCK = 1 << 2, /* beside the list: the clock is in doubt */
	MODE_RELEASE = 1 << 3,
	MODE_SHOWN = 1 << 4,  /* beside it: it is there */
	MODE_BEFORE = 1 << 5, /* and so is an earlier one */
	MODE_AFTER = 1 << 6,  /* or a later one */
	MODE_ASIDE = 1 << 7,  /* the file, the audit */
	MODE_DIALOG = 1 << 8,
};

static const struct binding bindings[] = {
    {
        .modes = MODE_ENTRY,
        .keys = {K_ENTER},
        .command = COMMAND_OPEN,
        .place = PLACE_FOOTER,
        .label = N_("open"),
        .help = N_("See what went, or will go, in this release."),
    },
    {
        .modes = MODE_CLOCK,
        .keys = {'c'},
        .command = COMMAND_CLOCK,
        .place = PLACE_FOOTER,
        .label = N_("the clock is right"),
        .help = N_("Where the clock is in doubt: a manager confirms that it "
                   "is right."),
    },
    {
        .modes = MODE_SHOWN,
        .keys = {K_ENTER},
        .command = COMMAND_FILE,
        .place = PLACE_FOOTER,
        .label = N_("its file"),
        .help = N_("See the file itself, exactly as it was sealed."),
    },
    {
        .modes = MODE_SHOWN,
        .keys = {'v'},
        .command = COMMAND_AUDIT,
        .place = PLACE_FOOTER,
        .label = N_("audit"),
        .help = N_("Check it: what the counts tell, which rule is broken."),
    },
    {
        .modes = MODE_RELEASE,
        .keys = {K_ESC, 'q', K_BACK},
        .command = COMMAND_LIST,
        .place = PLACE_FOOTER,
        .label = N_("back"),
        .help = N_("Back to the list."),
    },
    {
        .modes = MODE_BEFORE,
        .keys = {'p', K_LEFT},
        .command = COMMAND_BEFORE,
        .place = PLACE_FOOTER,
        .label = N_("earlier"),
        .help = N_("The release before it."),
    },
    {
        .modes = MODE_AFTER,
        .keys = {'n', K_RIGHT},
        .command = COMMAND_AFTER,
        .place = PLACE_FOOTER,
        .label = N_("later"),
        .help = N_("The release after it."),
    },
    {
        .modes = MODE_DIALOG,
        .keys = {K_ENTER},
        .command = COMMAND_CHOOSE,
        .place = PLACE_FOOTER,
        .label = N_("choose"),
        .help = N_("Answer the question with the mark."),
    },
    {
        .modes = MODE_ASIDE,
        .keys = {K_ESC, K_ENTER, 'q', K_BACK},
        .command = COMMAND_WORDS,
        .place = PLACE_FOOTER,
        .label = N_("back to the release"),
        .help = N_("Back to the release in words."),
    },
    {
        .modes = MODE_LIST,
        .keys = {'j', K_DOWN, K_PGDN, K_END},
        .command = COMMAND_MOVE,
        .help = N_("Down: a line, a page, to the last (also G)."),
    },
    {
        .modes = MODE_LIST,
        .keys = {'k', K_UP, K_PGUP, K_HOME},
        .command = COMMAND_MOVE,
        .help = N_("Up: a line, a page, to the first (also g)."),
    },
    {
        .modes = MODE_RELEASE | MODE_ASIDE,
        .keys = {'j', K_DOWN, K_PGDN, K_END},
        .command = COMMAND_SCROLL,
        .help = N_("Further down: a line, a page, to the end (also G)."),
    },
    {
        .modes = MODE_RELEASE | MODE_ASIDE,
        .keys = {'k', K_UP, K_PGUP, K_HOME},
        .command = COMMAND_SCROLL,
        .help = N_("Further up: a line, a page, to the top (also g)."),
    },
    {
        .modes = MODE_LIST,
        .keys = {K_ESC, 'q', K_BACK},
        .command = COMMAND_LEAVE,
        .place = PLACE_FOOTER,
        .label = N_("leave"),
        .help = N_("Leave this page."),
    },
};

static const struct keymap keymap = {
    .title = N_("What leaves this unit"),
    .bindings = bindings,
    .count = sizeof(bindings) / sizeof(bindings[0]),
};

static void
releases_init(void *data, const struct facts *facts)
{
	struct releases_model *model = data;

	(void)facts;
	model->reader = mem_new(1, sizeof(*model->reader));
	model->scroll = mem_new(1, sizeof(*model->scroll));
}

static void
releases_free(void *data)
{
	struct releases_model *model = data;

	free(model->reader);
	free(model->scroll);
}

/* --- which release --- */

const struct fact_release *
releases_focused(const struct releases_model *model, const struct facts *facts)
{
	const struct fact_releases *releases = &facts->releases;

	return model->loaded && model->reader->focus < releases->count
	           ? &releases->list[model->reader->focus]
	           : NULL;
}

const struct fact_release *
releases_shown(const struct releases_model *model, const struct facts *facts)
{
	const struct fact_release *shown = facts->releases.shown;

	return shown && shown->id == model->id ? shown : NULL;
}

/* The one so many places further down the list, which is the newest first. */
static const struct fact_release *
neighbour(
    const struct releases_model *model, const struct facts *facts, int step)
{
	const struct fact_releases *releases = &facts->releases;

	for (int i = 0; i < releases->count; i++)
		if (releases->list[i].id == model->id)
			return i + step >= 0 && i + step < releases->count
			           ? &releases->list[i + step]
			           : NULL;
	return NULL;
}

/* --- update --- */

static void
ask_for(struct releases_model *model, const struct fact_release *release,
    struct effects *effects)
{
	if (!release)
		return;
	model->id = release->id;
	effects_add(effects, EFFECT_RELEASE)->release = release->id;
}

static void
look_at(struct releases_model *model, enum releases_look look)
{
	model->look = look;
	*model->scroll = (struct scroll){.top = 0};
}

/* With the year, which a clock may have wrong too and no header says. */
static void
ask_clock(struct releases_model *model, const struct facts *facts)
{
	char day[64], time[PART_CLOCK_SIZE], what[200], text[512];
	int year, unused;

	layout_date(facts, facts->wall.day, day);
	date_to_ymd(facts->wall.day, &year, &unused, &unused);
	part_time(facts->wall.minute, time);
	snprintf(what, sizeof(what),
	    facts->ledger.verdict == LEDGER_CLOCK_BEHIND
	        ? _("The clock says %s %d, %s, but the store has records of a "
	            "later day.")
	        : _("The clock says %s %d, %s, which is more than a month "
	            "after "
	            "the newest record."),
	    day, year, time);
	snprintf(text, sizeof(text), "%s %s", what,
	    _("If that is right, what is due is sealed now. A release is never "
	      "made again. If it is not right, nothing is lost: leave it and "
	      "have the clock set."));
	dialog_open(&model->dialog, 0, _("Is the clock right?"), text);
	dialog_choice(&model->dialog, 'r', _("it is right: seal what is due"));
	dialog_choice(&model->dialog, 'l', _("leave it"));
	model->dialog.focus = 1;
}

static void
answer_clock(struct releases_model *model, const struct facts *facts,
    uint32_t key, struct effects *effects)
{
	if (dialog_key(&model->dialog, key) != 0)
		return;
	model->sealed = facts->ledger.count;
	effects_add(effects, EFFECT_SEAL)->confirm = true;
}

static void
run_command(struct releases_model *model, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	switch (event->command) {
	case COMMAND_OPEN:
		ask_for(model, releases_focused(model, facts), effects);
		break;
	case COMMAND_BEFORE:
		ask_for(model, neighbour(model, facts, 1), effects);
		break;
	case COMMAND_AFTER:
		ask_for(model, neighbour(model, facts, -1), effects);
		break;
	case COMMAND_CLOCK:
		ask_clock(model, facts);
		break;
	case COMMAND_FILE:
		look_at(model, LOOK_FILE);
		break;
	case COMMAND_AUDIT:
		look_at(model, LOOK_AUDIT);
		break;
	case COMMAND_WORDS:
		look_at(model, LOOK_RELEASE);
		break;
	case COMMAND_LIST:
		look_at(model, LOOK_LIST);
		break;
	case COMMAND_LEAVE:
		effects_add(effects, EFFECT_BACK);
		break;
	default:
		if (model->look == LOOK_LIST)
			reader_key(model->reader, event->key);
		else
			scroll_key(model->scroll, event->key);
		break;
	}
}

static void
seal_done(struct releases_model *model, const struct facts *facts,
    const struct event *event)
{
	int more = facts->ledger.count - model->sealed;

	if (event->status < 0)
		part_failed(&model->toast,
		    _("Nothing was sealed and nothing is lost."), event->text);
	else if (more > 0)
		toast_say(&model->toast,
		    ngettext("Sealed: %d release.", "Sealed: %d releases.",
		        (unsigned long)more),
		    more);
	else
		toast_say(&model->toast,
		    _("The clock is confirmed. Nothing is due yet."));
}

/* The one that is read keeps the focus in the list. */
static void
follow(struct releases_model *model, const struct facts *facts)
{
	look_at(model, LOOK_RELEASE);
	for (int i = 0; i < facts->releases.count; i++)
		if (facts->releases.list[i].id == model->id)
			model->reader->focus = i;
}

static void
effect_done(struct releases_model *model, const struct facts *facts,
    const struct event *event)
{
	const struct fact_release *shown = facts->releases.shown;

	if (event->effect == EFFECT_SEAL) {
		seal_done(model, facts, event);
		return;
	}
	if (event->status < 0) {
		part_failed(&model->toast,
		    _("That did not work. Please try again."), event->text);
		model->id = shown ? shown->id : 0;
		return;
	}
	model->loaded = true;
	if (event->effect == EFFECT_RELEASE)
		follow(model, facts);
}

static void
releases_update(void *data, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	struct releases_model *model = data;

	if (idle_over(&model->idle, facts, event, &model->toast)) {
		effects_add(effects, EFFECT_GO)->screen = SCREEN_IDLE;
		return;
	}
	switch (event->kind) {
	case EVENT_ENTER:
		if (event->argument >= 0)
			effects_add(effects, EFFECT_RELEASES);
		break;
	case EVENT_KEY:
		if (model->dialog.open)
			answer_clock(model, facts, event->key, effects);
		else
			run_command(model, facts, event, effects);
		break;
	case EVENT_DONE:
		effect_done(model, facts, event);
		break;
	case EVENT_TICK:
	case EVENT_IDLE:
		break;
	}
}

unsigned
releases_modes(const void *data, const struct facts *facts)
{
	const struct releases_model *model = data;
	unsigned found = MODE_RELEASE;

	if (model->dialog.open)
		return MODE_DIALOG;
	if (model->look == LOOK_LIST) {
		found = MODE_LIST;
		if (releases_focused(model, facts))
			found |= MODE_ENTRY;
		if (model->loaded && part_ledger_doubt(facts))
			found |= MODE_CLOCK;
		return found;
	}
	if (model->look != LOOK_RELEASE)
		return MODE_ASIDE;
	if (releases_shown(model, facts))
		found |= MODE_SHOWN;
	if (neighbour(model, facts, 1))
		found |= MODE_BEFORE;
	if (neighbour(model, facts, -1))
		found |= MODE_AFTER;
	return found;
}

static bool
releases_typing(const void *data, const struct facts *facts)
{
	(void)facts;
	return ((const struct releases_model *)data)->dialog.open;
}

static int
releases_idle(const void *data, const struct facts *facts)
{
	return idle_seconds(
	    &((const struct releases_model *)data)->idle, facts);
}

const struct screen screen_releases = {
    .keymap = &keymap,
    .model_size = sizeof(struct releases_model),
    .init = releases_init,
    .update = releases_update,
    .view = releases_view,
    .modes = releases_modes,
    .typing = releases_typing,
    .idle = releases_idle,
    .still = true,
    .done = releases_free,
};
