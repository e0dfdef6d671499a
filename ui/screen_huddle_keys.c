/*
 * The huddle runner's table of keys, and which of them work when. Enter is
 * always the one obvious key.
 */
#include "ui/screen_huddle.h"

#include "util/i18n.h"

enum {
	MODE_CHOOSE = 1 << 0,
	MODE_RESUME = 1 << 1,
	MODE_STEP = 1 << 2,  /* any step; what Enter does is one of: */
	MODE_NEXT = 1 << 3,  /* on to the next step */
	MODE_LAST = 1 << 4,  /* the end */
	MODE_PULSE = 1 << 5, /* the box is open still */
	MODE_ASK = 1 << 6,   /* beside them: notes are taken */
	MODE_UNDO = 1 << 7,  /* and there is one to take back */
	MODE_LATER = 1 << 8, /* there is a step before */
	MODE_RUNS = 1 << 9,
	MODE_PAUSED = 1 << 10,
	MODE_COUNT = 1 << 11,
	MODE_FAILED = 1 << 12,
	MODE_LOST = 1 << 13,
	MODE_REASON = 1 << 14,
	MODE_DIALOG = 1 << 15,
	/* Beside them: there is a list; what can be done with its entry. */
	MODE_LIST = 1 << 16,
	MODE_RESPOND = 1 << 17,
	MODE_ACTION = 1 << 18,
	MODE_CARD = 1 << 19,
	MODE_BOARD = 1 << 20,     /* the board's step */
	MODE_UNDO_STEP = 1 << 21, /* undo takes a whole step back */
	MODE_NUMBERS = 1 << 22,   /* numbers of the shift are asked */
};

#define NOTE_BINDING(letter, kind, its_label, its_help)                        \
	{                                                                      \
		.modes = MODE_ASK, .keys = {letter},                           \
		.command = HUDDLE_NOTE + (kind), .label = (its_label),         \
		.help = (its_help),                                            \
	}

static const struct binding bindings[] = {
    /* Those of notes stand on the page itself, in this order. */
    NOTE_BINDING('b', NOTE_BRIGHT, N_("bright spot"),
        N_("Note a bright spot: something that went well.")),
    NOTE_BINDING('p', NOTE_PEBBLE, N_("pebble"),
        N_("Note a pebble in the shoe: what gets in the way.")),
    NOTE_BINDING(
        'm', NOTE_MATTERS, N_("matters"), N_("Note what matters to people.")),
    NOTE_BINDING('x', NOTE_STOP, N_("stop this"),
        N_("Note a rule or a task that should go.")),
    NOTE_BINDING('t', NOTE_THANKS, N_("thanks"), N_("Note a thank you.")),
    {
        .modes = MODE_CHOOSE,
        .keys = {K_ENTER},
        .command = HUDDLE_BEGIN,
        .place = PLACE_FOOTER,
        .label = N_("begin"),
        .help = N_("Begin the huddle with the mark; its number does too."),
    },
    {
        .modes = MODE_CHOOSE,
        .keys = {K_UP, 'k'},
        .command = HUDDLE_UP,
        .help = N_("Up in the list."),
    },
    {
        .modes = MODE_CHOOSE,
        .keys = {K_DOWN, 'j'},
        .command = HUDDLE_DOWN,
        .help = N_("Down in the list."),
    },
    {
        .modes = MODE_LIST,
        .keys = {'j', K_DOWN, K_PGDN},
        .command = HUDDLE_MOVE,
        .help = N_("Down in the list of the step."),
    },
    {
        .modes = MODE_LIST,
        .keys = {'k', K_UP, K_PGUP},
        .command = HUDDLE_MOVE,
        .help = N_("Up in it."),
    },
    {
        .modes = MODE_RESUME,
        .keys = {K_ENTER, 'h'},
        .command = HUDDLE_GO_ON,
        .place = PLACE_FOOTER,
        .label = N_("go on"),
        .help = N_("Go on with the huddle where it stood."),
    },
    {
        .modes = MODE_RESUME,
        .keys = {'e'},
        .command = HUDDLE_END,
        .place = PLACE_FOOTER,
        .label = N_("end it"),
        .help = N_("End it as it stands: it was held."),
    },
    {
        .modes = MODE_RESUME,
        .keys = {'d'},
        .command = HUDDLE_DROP,
        .place = PLACE_FOOTER,
        .label = N_("drop it"),
        .help = N_("Drop it as if it had not begun; asks first."),
    },
    {
        .modes = MODE_NEXT,
        .keys = {K_ENTER, K_RIGHT},
        .command = HUDDLE_NEXT,
        .place = PLACE_FOOTER,
        .label = N_("next"),
        .help = N_("On to the next step."),
    },
    {
        .modes = MODE_LAST,
        .keys = {K_ENTER},
        .command = HUDDLE_END,
        .place = PLACE_FOOTER,
        .label = N_("end the huddle"),
        .help = N_("End the huddle; it is kept as held."),
    },
    {
        .modes = MODE_PULSE,
        .keys = {K_ENTER, K_RIGHT},
        .command = HUDDLE_ASK_COUNT,
        .place = PLACE_FOOTER,
        .label = N_("close the box"),
        .help = N_("Close the box; asks first how many are there."),
    },
    {
        .modes = MODE_NUMBERS,
        .keys = {'s'},
        .command = HUDDLE_NUMBERS,
        .place = PLACE_FOOTER,
        .label = N_("numbers"),
        .help = N_("At the close: numbers of the shift, if there are any to "
                   "tell."),
    },
    {
        .modes = MODE_PULSE,
        .keys = {'c'},
        .command = HUDDLE_CHECK_IN,
        .place = PLACE_FOOTER,
        .label = N_("check in"),
        .help = N_("Check in, one person after the other; Esc comes back."),
    },
    {
        .modes = MODE_COUNT,
        .keys = {K_ENTER},
        .command = HUDDLE_CLOSE_BOX,
        .place = PLACE_FOOTER,
        .label = N_("show what the room said"),
        .help = N_("Close the box for good and show what the room said."),
    },
    {
        .modes = MODE_COUNT,
        .keys = {'1', '2', '3', '4'},
        .command = COMMAND_NONE,
        .shown = "0-9",
        .label = "",
        .help = N_("Type how many are there; Up and Down change it."),
    },
    {
        .modes = MODE_FAILED,
        .keys = {K_ENTER, 'r'},
        .command = HUDDLE_CLOSE_BOX,
        .place = PLACE_FOOTER,
        .label = N_("try again"),
        .help = N_("Try again to close the box."),
    },
    {
        .modes = MODE_LOST,
        .keys = {'v'},
        .command = HUDDLE_VOID,
        .place = PLACE_FOOTER,
        .label = N_("end without answers"),
        .help = N_("End the round without its answers, with a reason."),
    },
    {
        .modes = MODE_REASON,
        .keys = {K_ENTER},
        .command = HUDDLE_VOID_NOW,
        .place = PLACE_FOOTER,
        .label = N_("end the round"),
        .help = N_("End the round without its answers for this reason."),
    },
    {
        .modes = MODE_COUNT | MODE_FAILED | MODE_REASON,
        .keys = {K_ESC},
        .command = HUDDLE_CANCEL,
        .place = PLACE_FOOTER,
        .label = N_("not yet"),
        .help = N_("Not yet: the box stays open."),
    },
    {
        .modes = MODE_RESPOND,
        .keys = {'r'},
        .command = HUDDLE_RESPOND,
        .place = PLACE_FOOTER,
        .label = N_("respond"),
        .help = N_("Answer what has the mark, here and now."),
    },
    {
        .modes = MODE_ACTION,
        .keys = {'a'},
        .command = HUDDLE_ACTION,
        .place = PLACE_FOOTER,
        .label = N_("make action"),
        .help = N_("Make the note with the mark an action on the board."),
    },
    {
        .modes = MODE_BOARD,
        .keys = {'>'},
        .command = HUDDLE_FORTH,
        .place = PLACE_FOOTER,
        .label = N_("move on"),
        .help = N_("Move the card with the mark to the next column."),
    },
    {
        .modes = MODE_CARD,
        .keys = {'c'},
        .command = HUDDLE_CARD,
        .place = PLACE_FOOTER,
        .label = N_("card"),
        .help = N_("Open the card with the mark; Esc comes back."),
    },
    {
        .modes = MODE_BOARD,
        .keys = {'o'},
        .command = HUDDLE_BOARD,
        .help = N_("Open the whole board; Esc comes back."),
    },
    {
        .modes = MODE_UNDO_STEP,
        .keys = {'u'},
        .command = HUDDLE_UNDO,
        .place = PLACE_FOOTER,
        .label = N_("undo"),
        .help = N_("Take the last change back."),
    },
    {
        .modes = MODE_LIST,
        .keys = {'U'},
        .command = HUDDLE_REDO,
        .help = N_("Do again what was undone last."),
    },
    {
        .modes = MODE_UNDO,
        .keys = {'u'},
        .command = HUDDLE_UNDO,
        .place = PLACE_FOOTER,
        .label = N_("undo"),
        .help = N_("Take the last note of this huddle back."),
    },
    {
        .modes = MODE_RUNS,
        .keys = {' '},
        .command = HUDDLE_PAUSE,
        .place = PLACE_FOOTER,
        .label = N_("pause"),
        .help = N_("Stop the clock, or let it go on."),
    },
    {
        .modes = MODE_PAUSED,
        .keys = {' '},
        .command = HUDDLE_PAUSE,
        .place = PLACE_FOOTER,
        .label = N_("go on"),
        .help = N_("Stop the clock, or let it go on."),
    },
    {
        .modes = MODE_LATER,
        .keys = {K_LEFT, K_BACK},
        .command = HUDDLE_BACK,
        .place = PLACE_FOOTER,
        .label = N_("back"),
        .help = N_("Back to the step before."),
    },
    {
        .modes = MODE_STEP,
        .keys = {K_ESC},
        .command = HUDDLE_LEAVE,
        .place = PLACE_FOOTER,
        .label = N_("leave"),
        .help = N_("Leave: asks whether to keep it for later or end it."),
    },
    {
        .modes = MODE_CHOOSE | MODE_RESUME,
        .keys = {K_ESC, 'q', K_BACK},
        .command = HUDDLE_LEAVE,
        .place = PLACE_FOOTER,
        .label = N_("leave"),
        .help = N_("Back to the home page."),
    },
    {
        .modes = MODE_DIALOG,
        .keys = {K_ENTER},
        .command = HUDDLE_ANSWER,
        .place = PLACE_FOOTER,
        .label = N_("choose"),
        .help = N_("Answer the question with the mark."),
    },
};

const struct keymap huddle_keymap = {
    .title = N_("Huddle"),
    .bindings = bindings,
    .count = sizeof(bindings) / sizeof(bindings[0]),
};

/* What can be done with the entry that has the focus, and what undone. */
static unsigned
list_modes(const struct huddle_model *model, const struct facts *facts)
{
	struct huddle_focus focus = huddle_focused(model, facts);
	unsigned found = MODE_LIST;

	if (focus.card)
		found |= MODE_CARD | MODE_BOARD | MODE_RESPOND;
	if (focus.said && focus.said->kind == SAID_WAITING)
		found |= MODE_RESPOND;
	if ((focus.said && focus.said->action) ||
	    (focus.note && focus.note->action))
		found |= MODE_CARD;
	if (huddle_note_open(&focus))
		found |= MODE_ACTION;
	if (huddle_undo(model, facts) == UNDO_NOTE)
		found |= MODE_UNDO;
	if (huddle_undo(model, facts) == UNDO_STEP)
		found |= MODE_UNDO_STEP;
	return found;
}

static unsigned
step_modes(const struct huddle_model *model, const struct facts *facts)
{
	const struct step *step = huddle_step(model, facts);
	unsigned found = MODE_STEP;

	if (!step)
		return found;
	found |= model->run.paused ? MODE_PAUSED : MODE_RUNS;
	if (model->run.step > 0)
		found |= MODE_LATER;
	if (huddle_list(model, facts))
		found |= list_modes(model, facts);
	if (step->kind == STEP_ASK)
		found |= MODE_ASK;
	if (step->kind == STEP_CLOSE && facts->shift_number_count > 0)
		found |= MODE_NUMBERS;
	if (huddle_box_open(model, facts))
		found |= MODE_PULSE;
	else if (model->run.step + 1 < facts->running_agenda->step_count)
		found |= MODE_NEXT;
	else
		found |= MODE_LAST;
	return found;
}

unsigned
huddle_modes(const void *data, const struct facts *facts)
{
	static const unsigned modes[] = {
	    [HUDDLE_CHOOSE] = MODE_CHOOSE,
	    [HUDDLE_RESUME] = MODE_RESUME,
	    [HUDDLE_COUNT] = MODE_COUNT,
	    [HUDDLE_FAILED] = MODE_FAILED,
	    [HUDDLE_REASON] = MODE_REASON,
	};
	const struct huddle_model *model = data;

	if (model->dialog.open || model->hand.dialog.open)
		return MODE_DIALOG;
	if (model->state == HUDDLE_STEP)
		return step_modes(model, facts);
	if (model->state == HUDDLE_FAILED && model->lost)
		return MODE_FAILED | MODE_LOST;
	return modes[model->state];
}

bool
huddle_typing(const void *data, const struct facts *facts)
{
	const struct huddle_model *model = data;

	(void)facts;
	return model->dialog.open || model->hand.dialog.open ||
	       model->state == HUDDLE_REASON;
}
