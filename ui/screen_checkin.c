/*
 * Check-in: one item at a time, one key an answer, then the answers once, and
 * Enter drops them in. Between two people nothing of the one before is left.
 */
#include <stdio.h>
#include <string.h>

#include "ui/layout.h"
#include "ui/parts.h"
#include "ui/screen_checkin.h"
#include "util/crypt.h"
#include "util/i18n.h"

enum command {
	COMMAND_ANSWER = 1,
	COMMAND_SKIP,
	COMMAND_BACK,
	COMMAND_LANGUAGE,
	COMMAND_DROP,
	COMMAND_RETRY,
	COMMAND_RELOAD,
	COMMAND_CHOOSE,
	COMMAND_UP,
	COMMAND_DOWN,
	COMMAND_LEAVE,
	COMMAND_WALKUP,
};

/* Bits of the keymap's modes; behind them one for each number of answers and
 * for each language that L may lead to. */
enum {
	MODE_ITEM = 1 << 0,
	MODE_REVIEW = 1 << 1,
	MODE_FAILED = 1 << 2,
	MODE_BOXES = 1 << 3,
	MODE_SHUT = 1 << 4,
	MODE_LATER = 1 << 5, /* an item that one can go back from */
	MODE_TO_ENGLISH = 1 << 6,
	MODE_TO_SPANISH = 1 << 7,
	MODE_TO_OTHER = 1 << 8,
	MODE_TROUBLE = 1 << 9, /* the store cannot be read now */
	MODE_BESIDE = 1 << 10, /* a walk-up box is open beside this one */
	MODE_ANSWERS = 11,     /* bit of no answers */
};
#define MODE_OF(answers) (1u << (MODE_ANSWERS + (answers)))

/* As many keys as there is room for; press() knows the others too. */
#define ANSWERS_BINDING(count, keys_shown, ...)                                \
	{                                                                      \
		.modes = MODE_OF(count), .keys = {__VA_ARGS__},                \
		.command = COMMAND_ANSWER, .place = PLACE_FOOTER,              \
		.shown = keys_shown, .label = N_("answer"),                    \
		.help = N_("Answer: one key, no Enter."),                      \
	}
#define LANGUAGE_BINDING(mode, name)                                           \
	{                                                                      \
		.modes = (mode), .keys = {'L', 'l'},                           \
		.command = COMMAND_LANGUAGE, .place = PLACE_FOOTER,            \
		.label = (name),                                               \
		.help = N_("The questions in their next language."),           \
	}

void
checkin_go(const struct facts *facts, int argument, struct effects *effects)
{
	struct effect *go;

	for (int i = 0; i < facts->round_count; i++) {
		const struct instrument *asks = facts->rounds[i].instrument;

		if (asks && asks->item_count == 0) {
			effects_add(effects, EFFECT_QUESTIONS);
			break;
		}
	}
	go = effects_add(effects, EFFECT_GO);
	go->screen = SCREEN_CHECKIN;
	go->argument = argument;
}

static const struct binding bindings[] = {
    /* The help page shows the first one of a command. */
    ANSWERS_BINDING(7, "1-7", '1', '2', '3', '4'),
    ANSWERS_BINDING(6, "1-6", '1', '2', '3', '4'),
    ANSWERS_BINDING(5, "1-5", '1', '2', '3', '4'),
    ANSWERS_BINDING(4, "1-4", '1', '2', '3', '4'),
    ANSWERS_BINDING(3, "1-3", '1', '2', '3'),
    ANSWERS_BINDING(2, "1-2", '1', '2'),
    {
        .modes = MODE_ITEM,
        .keys = {'s', 'S'},
        .command = COMMAND_SKIP,
        .place = PLACE_FOOTER,
        .label = N_("skip"),
        .help = N_("Leave this one out."),
    },
    {
        .modes = MODE_BOXES,
        .keys = {K_ENTER},
        .command = COMMAND_CHOOSE,
        .place = PLACE_FOOTER,
        .label = N_("open"),
        .help = N_("Check in to this box; its number does it too."),
    },
    {
        .modes = MODE_REVIEW,
        .keys = {K_ENTER},
        .command = COMMAND_DROP,
        .place = PLACE_FOOTER,
        .label = N_("drop them in"),
        .help = N_("Drop your answers into the sealed count."),
    },
    {
        .modes = MODE_FAILED,
        .keys = {'r', K_ENTER},
        .command = COMMAND_RETRY,
        .place = PLACE_FOOTER,
        .label = N_("try again"),
        .help = N_("Try again to drop your answers in."),
    },
    {
        .modes = MODE_TROUBLE,
        .keys = {'r'},
        .command = COMMAND_RELOAD,
        .place = PLACE_FOOTER,
        .label = N_("try again"),
        .help = N_("Try again to see which box is open."),
    },
    LANGUAGE_BINDING(MODE_TO_SPANISH, "español"),
    LANGUAGE_BINDING(MODE_TO_ENGLISH, "English"),
    LANGUAGE_BINDING(MODE_TO_OTHER, N_("language")),
    {
        .modes = MODE_BESIDE,
        .keys = {'w'},
        .command = COMMAND_WALKUP,
        .place = PLACE_FOOTER,
        .label = N_("walk-up box"),
        .help = N_("To the box that stands open beside the huddle's."),
    },
    {
        .modes = MODE_LATER | MODE_REVIEW | MODE_FAILED,
        .keys = {K_LEFT, K_BACK},
        .command = COMMAND_BACK,
        .place = PLACE_FOOTER,
        .label = N_("back"),
        .help = N_("Back to the question before, to change it."),
    },
    {
        .modes = MODE_SHUT,
        .keys = {K_ENTER},
        .command = COMMAND_LEAVE,
        .label = N_("leave"),
        .help = N_("Leave; what was not dropped in is forgotten."),
    },
    {
        .keys = {K_ESC},
        .command = COMMAND_LEAVE,
        .place = PLACE_FOOTER,
        .label = N_("leave"),
        .help = N_("Leave; what was not dropped in is forgotten."),
    },
    {
        .modes = MODE_BOXES | MODE_REVIEW | MODE_FAILED,
        .keys = {K_UP, 'k'},
        .command = COMMAND_UP,
        .help = N_("Up in a list that is longer than the page."),
    },
    {
        .modes = MODE_BOXES | MODE_REVIEW | MODE_FAILED,
        .keys = {K_DOWN, 'j'},
        .command = COMMAND_DOWN,
        .help = N_("Down in it."),
    },
};

static const struct keymap keymap = {
    .title = N_("Check in"),
    .bindings = bindings,
    .count = sizeof(bindings) / sizeof(bindings[0]),
};

/* --- update --- */

/* Forgets the answers, for the next person or for good. */
static void
forget(struct checkin *model, const struct facts *facts)
{
	crypt_wipe(&model->response, sizeof(model->response));
	crypt_wipe(&model->given, sizeof(model->given));
	model->item = 0;
	model->top = 0;
	model->fresh = true;
	toast_clear(&model->failure);
	model->language = facts->language;
}

const char *
checkin_refusal(const struct fact_round *round)
{
	if (round->changed)
		return _("The questions were changed while the box was open. "
		         "Close it first; the next box asks the new ones.");
	if (form_items(&round->form) == 0)
		return _("The questions of this box cannot be read. Close it "
		         "first; the next box asks them anew.");
	return NULL;
}

static void
to_box(struct checkin *model, const struct fact_round *round)
{
	model->round = round->id;
	model->state = checkin_refusal(round) ? CHECKIN_REFUSED : CHECKIN_ITEM;
}

/* The first page for a person: the question of the huddle's box, so that a
 * queue of people needs no key for it; without it which box. */
static void
start(struct checkin *model, const struct facts *facts)
{
	forget(model, facts);
	if (facts->huddle_round) {
		to_box(model, facts->huddle_round);
	} else if (facts->round_count == 1) {
		to_box(model, &facts->rounds[0]);
	} else {
		model->round = 0;
		model->state =
		    facts->round_count > 0 ? CHECKIN_BOXES : CHECKIN_SHUT;
	}
}

/* True if what the page shows is still so. */
static bool
holds(struct checkin *model, const struct facts *facts)
{
	const struct fact_round *round = part_round(facts, model->round);

	switch (model->state) {
	case CHECKIN_BOXES:
		if (model->top >= facts->round_count)
			model->top = 0;
		return facts->round_count > 0;
	case CHECKIN_SHUT:
		return facts->round_count == 0;
	case CHECKIN_REFUSED:
		return round && checkin_refusal(round);
	default:
		return round && !checkin_refusal(round);
	}
}

/* The box may have been closed, and another one opened, at another keyboard.
 * True if so: the page shows then what is the case now. */
static bool
follow(struct checkin *model, const struct facts *facts)
{
	const struct fact_round *round = part_round(facts, model->round);
	bool typed = model->given[0];

	/* What cannot be read is no reason to forget an answer. */
	if (facts->trouble[0] || holds(model, facts))
		return false;
	toast_clear(&model->toast);
	start(model, facts);
	if (round) {
		to_box(model, round);
	} else if (typed && model->state != CHECKIN_SHUT) {
		toast_say(&model->toast,
		    _("That box was closed before your answers were in it. "
		      "This one is open now."));
	}
	return true;
}

static void
choose(struct checkin *model, const struct facts *facts, int box)
{
	if (box < 0 || box >= facts->round_count)
		return;
	forget(model, facts);
	to_box(model, &facts->rounds[box]);
}

/* The walk-up box or, of several, the choice. */
static void
to_walkup(struct checkin *model, const struct facts *facts)
{
	int found = -1, count = 0;

	for (int i = 0; i < facts->round_count; i++)
		if (facts->rounds[i].walkup) {
			found = i;
			count++;
		}
	if (count == 1) {
		choose(model, facts, found);
	} else if (count > 1) {
		forget(model, facts);
		model->state = CHECKIN_BOXES;
	}
}

static void
answer(struct checkin *model, const struct fact_round *round, int number)
{
	model->response.answers[model->item] = (uint8_t)number;
	model->given[model->item] = true;
	model->item++;
	if (model->item >= form_items(&round->form)) {
		model->state = CHECKIN_REVIEW;
		model->top = 0;
	}
}

static void
go_back(struct checkin *model, const struct facts *facts,
    const struct fact_round *round)
{
	toast_clear(&model->failure);
	if (model->state != CHECKIN_ITEM) {
		model->state = CHECKIN_ITEM;
		model->item = form_items(&round->form) - 1;
	} else if (model->item > 0) {
		model->item--;
	} else if (facts->round_count > 1) {
		forget(model, facts);
		model->state = CHECKIN_BOXES;
	}
}

static void
drop_in(struct checkin *model, struct effects *effects)
{
	struct effect *effect = effects_add(effects, EFFECT_CHECKIN);

	effect->round = model->round;
	effect->response = model->response;
}

static void
move(struct checkin *model, const struct facts *facts, int by)
{
	const struct fact_round *round = part_round(facts, model->round);
	int last = model->state == CHECKIN_BOXES ? facts->round_count - 1
	           : round                       ? form_items(&round->form) - 1
	                                         : 0;

	if (model->top + by >= 0 && model->top + by <= last)
		model->top += by;
}

static void
next_language(struct checkin *model, const struct fact_round *round)
{
	int count = round->instrument ? round->instrument->language_count : 1;

	model->language = count > 0 ? (model->language + 1) % count : 0;
}

/* What needs an open box. */
static void
run_asking(struct checkin *model, const struct facts *facts,
    const struct fact_round *round, int command)
{
	switch (command) {
	case COMMAND_SKIP:
		answer(model, round, ANSWER_SKIP);
		break;
	case COMMAND_BACK:
		go_back(model, facts, round);
		break;
	case COMMAND_LANGUAGE:
		next_language(model, round);
		break;
	default:
		break;
	}
}

static void
run_command(struct checkin *model, const struct facts *facts,
    const struct fact_round *round, int command, struct effects *effects)
{
	switch (command) {
	case COMMAND_DROP:
	case COMMAND_RETRY:
		drop_in(model, effects);
		break;
	case COMMAND_RELOAD:
		effects_add(effects, EFFECT_RELOAD);
		break;
	case COMMAND_CHOOSE:
		choose(model, facts, model->top);
		break;
	case COMMAND_UP:
		move(model, facts, -1);
		break;
	case COMMAND_DOWN:
		move(model, facts, 1);
		break;
	case COMMAND_LEAVE:
		effects_add(effects, EFFECT_BACK);
		break;
	case COMMAND_WALKUP:
		to_walkup(model, facts);
		break;
	default:
		if (round)
			run_asking(model, facts, round, command);
		break;
	}
}

static void
press(struct checkin *model, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	const struct fact_round *round = part_round(facts, model->round);
	int number =
	    event->key >= '1' && event->key <= '9' ? (int)event->key - '0' : 0;

	model->touched = facts->now;
	toast_clear(&model->toast);
	/* Nobody should answer all of it for a box that is gone. */
	if (model->fresh || model->state == CHECKIN_SHUT ||
	    model->state == CHECKIN_REFUSED)
		effects_add(effects, EFFECT_RELOAD);
	model->fresh = false;
	if (model->state == CHECKIN_BOXES && number > 0)
		choose(model, facts, number - 1);
	else if (model->state == CHECKIN_ITEM && number > 0 && round &&
	         number <= round->form.questions[model->item].answer_count)
		answer(model, round, number);
	else
		run_command(model, facts, round, event->command, effects);
	/* A box that another keyboard opened meanwhile. */
	round = part_round(facts, model->round);
	if (round && round->instrument && round->instrument->item_count == 0)
		effects_add(effects, EFFECT_QUESTIONS);
}

/* Who came for the huddle hears once that something else is open too. */
static void
thank(struct checkin *model, const struct facts *facts, bool huddle)
{
	char titles[128];

	if (huddle && part_walkups(facts, titles, sizeof(titles)) > 0)
		toast_say(&model->toast,
		    _("Saved. Thank you. Also open, if you like: %s (w)"),
		    titles);
	else
		toast_say(&model->toast, _("Saved. Thank you."));
}

static void
saved(struct checkin *model, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	const struct fact_round *round;

	if (event->effect != EFFECT_CHECKIN) {
		follow(model, facts);
		return;
	}
	if (event->status < 0) {
		part_failed(&model->failure,
		    _("Your answers are still here; press r to try again."),
		    event->text);
		if (!follow(model, facts))
			model->state = CHECKIN_FAILED;
		return;
	}
	round = part_round(facts, model->round);
	start(model, facts);
	thank(model, facts, round && !round->walkup);
	effects_add(effects, EFFECT_BLANK);
}

/* Nobody there any more: what was answered is forgotten. */
static void
abandon(
    struct checkin *model, const struct facts *facts, struct effects *effects)
{
	bool waiting = model->state == CHECKIN_BOXES ||
	               model->state == CHECKIN_SHUT ||
	               model->state == CHECKIN_REFUSED;

	toast_clear(&model->toast);
	start(model, facts);
	effects_add(effects, EFFECT_BLANK);
	if (waiting)
		effects_add(effects, EFFECT_BACK);
}

static void
checkin_update(void *data, const struct facts *facts, const struct event *event,
    struct effects *effects)
{
	struct checkin *model = data;

	if (event->kind != EVENT_DONE && follow(model, facts) &&
	    event->kind == EVENT_KEY)
		return;
	switch (event->kind) {
	case EVENT_ENTER:
		if (event->argument >= 0 ||
		    facts->now - model->touched > facts->checkin_idle_seconds)
			start(model, facts);
		if (event->argument == CHECKIN_WALKUP)
			to_walkup(model, facts);
		model->touched = facts->now;
		effects_add(effects, EFFECT_RELOAD);
		break;
	case EVENT_KEY:
		press(model, facts, event, effects);
		break;
	case EVENT_DONE:
		saved(model, facts, event, effects);
		break;
	case EVENT_IDLE:
		abandon(model, facts, effects);
		break;
	case EVENT_TICK:
		break;
	}
}

/* --- modes and times --- */

/* Which language L leads to, as a mode; 0 if there is only one. */
static unsigned
language_mode(const struct checkin *model, const struct fact_round *round)
{
	const struct instrument *instrument = round->instrument;
	const char *next;

	if (!instrument || instrument->language_count < 2)
		return 0;
	next =
	    instrument
	        ->languages[(model->language + 1) % instrument->language_count];
	if (strcmp(next, "es") == 0)
		return MODE_TO_SPANISH;
	return strcmp(next, "en") == 0 ? MODE_TO_ENGLISH : MODE_TO_OTHER;
}

unsigned
checkin_modes(const void *data, const struct facts *facts)
{
	static const unsigned modes[] = {
	    [CHECKIN_ITEM] = MODE_ITEM,
	    [CHECKIN_REVIEW] = MODE_REVIEW,
	    [CHECKIN_FAILED] = MODE_FAILED,
	    [CHECKIN_BOXES] = MODE_BOXES,
	    [CHECKIN_SHUT] = MODE_SHUT,
	    [CHECKIN_REFUSED] = MODE_SHUT,
	};
	const struct checkin *model = data;
	const struct fact_round *round = part_round(facts, model->round);
	unsigned found = modes[model->state];

	if (!round && model->state != CHECKIN_BOXES)
		found = facts->trouble[0] ? 0 : MODE_SHUT;
	if (facts->trouble[0] && model->state != CHECKIN_FAILED)
		found |= MODE_TROUBLE;
	if (!round || model->state != CHECKIN_ITEM)
		return found;
	found |= MODE_OF(round->form.questions[model->item].answer_count);
	found |= language_mode(model, round);
	if (model->item > 0 || facts->round_count > 1)
		found |= MODE_LATER;
	if (model->item == 0 && !round->walkup && facts->round_count > 1)
		found |= MODE_BESIDE;
	return found;
}

/* A page that stands ready for the next person waits for ever. */
static int
checkin_idle(const void *data, const struct facts *facts)
{
	const struct checkin *model = data;
	bool ready = model->state == CHECKIN_ITEM && model->item == 0 &&
	             !model->given[0] && model->toast.text[0] == '\0' &&
	             model->language == facts->language;

	return ready ? 0 : facts->checkin_idle_seconds;
}

static void
checkin_done(void *data)
{
	crypt_wipe(data, sizeof(struct checkin));
}

const struct screen screen_checkin = {
    .keymap = &keymap,
    .model_size = sizeof(struct checkin),
    .update = checkin_update,
    .view = checkin_view,
    .modes = checkin_modes,
    .idle = checkin_idle,
    .still = true,
    .done = checkin_done,
};
