/*
 * The huddle runner: steps with a clock, notes on the way, the box closed in
 * the pulse step. Every move is kept, so that an interruption costs nothing.
 */
#include "ui/screen_huddle.h"

#include <libintl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/layout.h"
#include "ui/screen_checkin.h"
#include "ui/screen_home.h"
#include "util/i18n.h"
#include "util/mem.h"

#define SAVE_SECONDS 60
#define REASON_COLUMNS (LAYOUT_COLUMNS_MIN - 2 * LAYOUT_MARGIN)
#define READ_SECONDS 10 /* how often check-ins made elsewhere are read */

const struct step *
huddle_step(const struct huddle_model *model, const struct facts *facts)
{
	const struct agenda *agenda = facts->running_agenda;

	if (!agenda || model->run.step >= agenda->step_count)
		return NULL;
	return &agenda->steps[model->run.step];
}

bool
huddle_has_box(const struct facts *facts)
{
	return facts->huddle_round && !facts->running_closed;
}

bool
huddle_box_open(const struct huddle_model *model, const struct facts *facts)
{
	const struct step *step = huddle_step(model, facts);

	return step && step->kind == STEP_PULSE && huddle_has_box(facts);
}

int
huddle_headcount(const struct huddle_model *model, const struct facts *facts)
{
	int checkins = facts->huddle_round ? facts->huddle_round->checkins : 0;

	return model->headcount.value > checkins ? model->headcount.value
	                                         : checkins;
}

static bool
before_steps(const struct huddle_model *model)
{
	return model->state == HUDDLE_CHOOSE || model->state == HUDDLE_RESUME;
}

/* --- what is asked of the app --- */

static void
save(struct huddle_model *model, const struct facts *facts,
    struct effects *effects)
{
	effects_add(effects, EFFECT_HUDDLE_SAVE)->run = model->run;
	model->saved = model->read = facts->now;
}

static void
begin(struct huddle_model *model, const struct facts *facts, int choice,
    struct effects *effects)
{
	if (choice < 0 || choice >= facts->agenda_count)
		return;
	model->choice = choice;
	effects_add(effects, EFFECT_HUDDLE_START)->agenda =
	    facts->agendas[choice]->id;
}

static void
end(struct huddle_model *model, const struct facts *facts,
    struct effects *effects)
{
	struct effect *effect = effects_add(effects, EFFECT_HUDDLE_END);

	effect->run = model->run;
	effect->headcount = huddle_has_box(facts)
	                        ? huddle_headcount(model, facts)
	                        : facts->running_headcount;
}

static void
close_box(struct huddle_model *model, const struct facts *facts,
    struct effects *effects)
{
	struct effect *effect = effects_add(effects, EFFECT_ROUND_CLOSE);

	effect->round = facts->huddle_round->id;
	effect->headcount = huddle_headcount(model, facts);
}

static void
void_round(struct huddle_model *model, const struct facts *facts,
    struct effects *effects)
{
	const char *text = buf_text(&model->reason.text);
	struct effect *effect;

	if (text[strspn(text, " ")] == '\0') {
		toast_say(&model->toast, _("A few words of reason, please."));
		return;
	}
	effect = effects_add(effects, EFFECT_ROUND_VOID);
	effect->round = facts->huddle_round->id;
	effect->text = mem_copy(text);
}

static void
undo(struct huddle_model *model, const struct facts *facts,
    struct effects *effects)
{
	int last = facts->running_note_count - 1;
	enum huddle_undo what = huddle_undo(model, facts);

	if (what == UNDO_NOTE)
		effects_add(effects, EFFECT_NOTE_REMOVE)->text =
		    mem_copy(facts->running_note_list[last].id);
	else if (what == UNDO_STEP)
		hand_undo(facts, false, &model->toast, effects);
}

/* Cards are read for the step that shows them, and from then on kept up to
 * date. */
static void
read_step(const struct huddle_model *model, const struct facts *facts,
    struct effects *effects)
{
	const struct step *step = huddle_step(model, facts);

	if (step && step->kind == STEP_BOARD)
		effects_add(effects, EFFECT_BOARD);
}

/* --- moving --- */

/* Whoever presses a key is back at the huddle: its clock goes on. */
static void
wake(struct huddle_model *model, const struct facts *facts)
{
	if (model->run.paused)
		run_resume(&model->run, facts->now);
}

static void
pause(struct huddle_model *model, const struct facts *facts,
    struct effects *effects)
{
	if (model->run.paused)
		run_resume(&model->run, facts->now);
	else
		run_pause(&model->run, facts->now);
	save(model, facts, effects);
}

static void
step_by(struct huddle_model *model, const struct facts *facts, bool forward,
    struct effects *effects)
{
	wake(model, facts);
	if (forward)
		run_next(&model->run, facts->running_agenda, facts->now);
	else
		run_back(&model->run, facts->now);
	save(model, facts, effects);
	read_step(model, facts, effects);
}

static void
go_on(struct huddle_model *model, const struct facts *facts,
    struct effects *effects)
{
	model->run = facts->run;
	model->id = facts->running_id;
	model->state = HUDDLE_STEP;
	wake(model, facts);
	save(model, facts, effects);
	read_step(model, facts, effects);
}

/* To a page above: the clock goes on while people are there. */
static void
wake_and_save(struct huddle_model *model, const struct facts *facts,
    struct effects *effects)
{
	if (!model->run.paused)
		return;
	wake(model, facts);
	save(model, facts, effects);
}

static void
take_note(struct huddle_model *model, const struct facts *facts, int kind,
    struct effects *effects)
{
	struct effect *effect;

	wake_and_save(model, facts, effects);
	effect = effects_add(effects, EFFECT_GO);
	effect->screen = SCREEN_NOTE_ENTRY;
	effect->argument = kind;
}

static void
ask_count(struct huddle_model *model, const struct facts *facts)
{
	model->state = HUDDLE_COUNT;
	model->headcount = (struct number){facts->suggested_headcount, false};
	model->headcount.value = huddle_headcount(model, facts);
}

static void
ask_leave(struct huddle_model *model, const struct facts *facts,
    struct effects *effects)
{
	if (model->state != HUDDLE_STEP || !facts->running_agenda) {
		effects_add(effects, EFFECT_HOME);
		return;
	}
	dialog_open(&model->dialog, QUESTION_LEAVE, _("Leave the huddle?"),
	    huddle_has_box(facts)
	        ? _("Kept for later, its clock stops and its box stays open; h "
	            "on the home page goes on. Ending it now closes the box.")
	        : _("Kept for later, its clock stops; h on the home page goes "
	            "on where it stood."));
	dialog_choice(&model->dialog, 'k', _("keep it for later"));
	dialog_choice(&model->dialog, 'e', _("end it now: it was held"));
	dialog_choice(&model->dialog, 's', _("stay"));
}

static void
ask_drop(struct huddle_model *model, const struct facts *facts)
{
	dialog_open(&model->dialog, QUESTION_DROP, _("Drop this huddle?"),
	    huddle_has_box(facts)
	        ? _("It will not count as held. Its notes stay, and its box "
	            "stays open for the next one.")
	        : _("It will not count as held. Its notes stay."));
	dialog_choice(&model->dialog, 'd', _("drop it"));
	dialog_choice(&model->dialog, 'k', _("keep it"));
	model->dialog.focus = 1;
}

static void
dialog_answer(struct huddle_model *model, const struct facts *facts,
    uint32_t key, struct effects *effects)
{
	int choice = dialog_key(&model->dialog, key);

	if (choice < 0)
		return;
	if (model->dialog.what == QUESTION_DROP) {
		if (choice == 0)
			effects_add(effects, EFFECT_HUDDLE_DROP);
	} else if (choice == 0) {
		if (!model->run.paused)
			run_pause(&model->run, facts->now);
		save(model, facts, effects);
		effects_add(effects, EFFECT_HOME);
	} else if (choice == 1) {
		ask_count(model, facts);
		model->state = HUDDLE_STEP;
		end(model, facts, effects);
	}
}

/* --- keys --- */

static void
run_step(struct huddle_model *model, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	int command = event->command;

	switch (command) {
	case HUDDLE_NEXT:
	case HUDDLE_BACK:
		step_by(model, facts, command == HUDDLE_NEXT, effects);
		break;
	case HUDDLE_PAUSE:
		pause(model, facts, effects);
		break;
	case HUDDLE_UNDO:
		undo(model, facts, effects);
		break;
	case HUDDLE_REDO:
		hand_undo(facts, true, &model->toast, effects);
		break;
	case HUDDLE_ASK_COUNT:
		ask_count(model, facts);
		break;
	case HUDDLE_CHECK_IN:
		checkin_go(facts, CHECKIN_HUDDLE, effects);
		break;
	case HUDDLE_NUMBERS:
		wake_and_save(model, facts, effects);
		effects_add(effects, EFFECT_GO)->screen = SCREEN_SHIFT;
		break;
	case HUDDLE_RESPOND:
	case HUDDLE_ACTION:
	case HUDDLE_FORTH:
	case HUDDLE_CARD:
	case HUDDLE_BOARD:
		wake_and_save(model, facts, effects);
		huddle_list_command(model, facts, event, effects);
		break;
	default:
		if (command >= HUDDLE_NOTE)
			take_note(model, facts, command - HUDDLE_NOTE, effects);
		else
			huddle_list_command(model, facts, event, effects);
		break;
	}
}

static void
run_command(struct huddle_model *model, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	switch (event->command) {
	case HUDDLE_BEGIN:
		begin(model, facts, model->choice, effects);
		break;
	case HUDDLE_UP:
		model->choice -= model->choice > 0;
		break;
	case HUDDLE_DOWN:
		model->choice += model->choice + 1 < facts->agenda_count;
		break;
	case HUDDLE_GO_ON:
		go_on(model, facts, effects);
		break;
	case HUDDLE_END:
		if (model->state == HUDDLE_RESUME)
			model->run = facts->run;
		end(model, facts, effects);
		break;
	case HUDDLE_DROP:
		ask_drop(model, facts);
		break;
	case HUDDLE_CLOSE_BOX:
		close_box(model, facts, effects);
		break;
	case HUDDLE_CANCEL:
		model->state = HUDDLE_STEP;
		break;
	case HUDDLE_VOID:
		model->state = HUDDLE_REASON;
		break;
	case HUDDLE_VOID_NOW:
		void_round(model, facts, effects);
		break;
	case HUDDLE_LEAVE:
		ask_leave(model, facts, effects);
		break;
	default:
		run_step(model, facts, event, effects);
		break;
	}
}

/* Keys that a field takes before the table is asked. */
static bool
field_key(struct huddle_model *model, const struct facts *facts, uint32_t key,
    struct effects *effects)
{
	if (model->state == HUDDLE_CHOOSE && key >= '1' && key <= '9')
		begin(model, facts, (int)(key - '1'), effects);
	else if (model->state == HUDDLE_COUNT)
		return number_key(&model->headcount, key);
	else if (model->state == HUDDLE_REASON)
		return editor_key(&model->reason, key, HUDDLE_REASON_COLUMNS);
	else
		return false;
	return true;
}

static void
press(struct huddle_model *model, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	toast_clear(&model->toast);
	if (model->dialog.open)
		dialog_answer(model, facts, event->key, effects);
	else if (model->hand.dialog.open)
		hand_key(&model->hand, event->key, effects);
	else if (!field_key(model, facts, event->key, effects))
		run_command(model, facts, event, effects);
}

/* --- two keyboards at one huddle --- */

/* The huddle of this page is not the running one any more. */
static void
ended_elsewhere(struct huddle_model *model, const struct facts *facts,
    struct effects *effects)
{
	struct effect *effect;

	model->dialog.open = model->hand.dialog.open = false;
	if (facts->running_id == 0) {
		effect = effects_add(effects, EFFECT_GO);
		effect->screen = SCREEN_HOME;
		effect->argument = HOME_OVERTAKEN;
		return;
	}
	model->id = facts->running_id;
	model->state = HUDDLE_RESUME;
	toast_say(
	    &model->toast, _("This huddle was ended at another keyboard."));
}

/* Makes the page fit the facts, which another keyboard may have changed. True
 * if it did: a key pressed at what was there before does nothing. */
static bool
follow(struct huddle_model *model, const struct facts *facts,
    struct effects *effects)
{
	if (model->id == 0) {
		model->id = facts->running_id;
		model->state = model->id ? HUDDLE_RESUME : HUDDLE_CHOOSE;
		return model->id != 0;
	}
	if (model->id != facts->running_id) {
		ended_elsewhere(model, facts, effects);
		return true;
	}
	run_fit(&model->run, facts->running_agenda);
	if (before_steps(model) || model->state == HUDDLE_STEP ||
	    huddle_box_open(model, facts))
		return false;
	model->state = HUDDLE_STEP;
	toast_say(&model->toast, _("It was closed at another keyboard."));
	return true;
}

/* --- results --- */

static void
started(struct huddle_model *model, const struct facts *facts,
    struct effects *effects)
{
	model->run = facts->run;
	model->id = facts->running_id;
	model->saved = model->read = facts->now;
	model->state = HUDDLE_STEP;
	read_step(model, facts, effects);
}

static void
failed(struct huddle_model *model, const struct facts *facts,
    const struct event *event)
{
	switch (event->effect) {
	case EFFECT_ROUND_CLOSE:
		part_reason(event->text, REASON_COLUMNS, model->failure);
		/* A store out of reach says nothing of the key. */
		model->lost = event->status == ERR_UNAVAILABLE &&
		              facts->trouble[0] == '\0';
		model->state = HUDDLE_FAILED;
		break;
	case EFFECT_HUDDLE_SAVE:
		part_failed(&model->toast,
		    _("Where the huddle stands is not kept yet; the next step "
		      "tries again."),
		    event->text);
		break;
	default:
		part_failed(&model->toast,
		    _("That did not work, and nothing is lost. Please try "
		      "again."),
		    event->text);
		break;
	}
}

static void
effect_done(struct huddle_model *model, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	if (event->status < 0 && follow(model, facts, effects))
		return;
	if (event->effect >= EFFECT_REQUEST) { /* or undo or redo */
		hand_done(&model->hand, facts, event, &model->toast);
		return;
	}
	if (event->status < 0) {
		failed(model, facts, event);
		return;
	}
	switch (event->effect) {
	case EFFECT_HUDDLE_START:
		started(model, facts, effects);
		break;
	case EFFECT_ROUND_CLOSE:
	case EFFECT_ROUND_VOID:
		model->voided = event->effect == EFFECT_ROUND_VOID;
		model->state = HUDDLE_STEP;
		break;
	case EFFECT_HUDDLE_END:
	case EFFECT_HUDDLE_DROP:
		effects_add(effects, EFFECT_HOME);
		break;
	case EFFECT_NOTE_REMOVE:
		toast_say(&model->toast, _("Taken back; it is gone."));
		break;
	default:
		break;
	}
}

/* --- the screen --- */

static void
huddle_init(void *data, const struct facts *facts)
{
	struct huddle_model *model = data;

	editor_init(&model->reason, 200, false);
	model->lists = mem_new(LISTS, sizeof(*model->lists));
	model->undo_began = model->undo_noted = model->undo_seen =
	    facts->undo.id;
	model->state = facts->running_agenda ? HUDDLE_RESUME : HUDDLE_CHOOSE;
	model->id = facts->running_id;
	for (int i = 0; i < facts->agenda_count; i++)
		if (facts->planned_any &&
		    facts->agendas[i] == facts->planned_agenda)
			model->choice = i;
}

/* Back from a note: the toast says how to undo it, and it has the focus. */
static void
notice_added(struct huddle_model *model, const struct facts *facts, bool back)
{
	const char *id = facts->added_note ? facts->added_note : "";

	if (back && id[0] && strcmp(id, model->added) != 0) {
		toast_say(&model->toast, _("Kept. u takes it back."));
		model->undo_noted = facts->undo.id;
		model->lists[LIST_ASK] = (struct reader){.focus = 0};
	}
	snprintf(model->added, sizeof(model->added), "%s", id);
}

static void
entered(struct huddle_model *model, const struct facts *facts, bool back,
    struct effects *effects)
{
	notice_added(model, facts, back);
	if (back)
		hand_notice(facts, model->undo_seen, &model->toast);
	if (before_steps(model))
		effects_add(effects, EFFECT_RELOAD);
}

static void
tick(struct huddle_model *model, const struct facts *facts,
    struct effects *effects)
{
	if (before_steps(model))
		return;
	if (!model->run.paused && facts->now - model->saved >= SAVE_SECONDS) {
		save(model, facts, effects);
	} else if (huddle_box_open(model, facts) &&
	           facts->now - model->read >= READ_SECONDS) {
		effects_add(effects, EFFECT_RELOAD);
		model->read = facts->now;
	}
}

static void
handle(struct huddle_model *model, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	if (event->kind == EVENT_DONE) {
		effect_done(model, facts, event, effects);
		if (effects->count == 0)
			follow(model, facts, effects);
		return;
	}
	if (event->kind == EVENT_IDLE) {
		effects_add(effects, EFFECT_HOME);
		return;
	}
	if (follow(model, facts, effects))
		return;
	switch (event->kind) {
	case EVENT_ENTER:
		entered(model, facts, event->argument < 0, effects);
		break;
	case EVENT_KEY:
		press(model, facts, event, effects);
		break;
	default:
		tick(model, facts, effects);
		break;
	}
}

static void
huddle_update(void *data, const struct facts *facts, const struct event *event,
    struct effects *effects)
{
	struct huddle_model *model = data;

	handle(model, facts, event, effects);
	model->undo_seen = facts->undo.id;
}

/* A huddle never idles out; the page before it does. */
static int
huddle_idle(const void *data, const struct facts *facts)
{
	return before_steps(data) ? facts->idle_seconds : 0;
}

static bool
huddle_wants_tick(const void *data, const struct facts *facts)
{
	const struct huddle_model *model = data;

	return facts->running_agenda && !model->run.paused &&
	       !before_steps(model);
}

static void
huddle_done(void *data)
{
	struct huddle_model *model = data;

	editor_done(&model->reason);
	free(model->lists);
}

const struct screen screen_huddle = {
    .keymap = &huddle_keymap,
    .model_size = sizeof(struct huddle_model),
    .init = huddle_init,
    .update = huddle_update,
    .view = huddle_view,
    .modes = huddle_modes,
    .typing = huddle_typing,
    .idle = huddle_idle,
    .wants_tick = huddle_wants_tick,
    .done = huddle_done,
};
