/*
 * The huddle runner's model, shared by its table of keys (_keys.c), what they
 * do (screen_huddle.c, _lists.c for what has a focus) and its looks (_view.c,
 * _steps.c).
 */
#ifndef HUDDLE_UI_SCREEN_HUDDLE_H
#define HUDDLE_UI_SCREEN_HUDDLE_H

#include "ui/parts_hand.h"

enum huddle_state {
	HUDDLE_CHOOSE, /* which agenda */
	HUDDLE_RESUME, /* one is under way: go on, end or drop it */
	HUDDLE_STEP,
	HUDDLE_COUNT,  /* in the pulse step: how many are there */
	HUDDLE_FAILED, /* in it: the box was not closed */
	HUDDLE_REASON, /* in it: why it ends without its answers */
};

enum huddle_command {
	HUDDLE_BEGIN = 1,
	HUDDLE_UP,
	HUDDLE_DOWN,
	HUDDLE_GO_ON,
	HUDDLE_END,
	HUDDLE_DROP,
	HUDDLE_NEXT,
	HUDDLE_BACK,
	HUDDLE_PAUSE,
	HUDDLE_ASK_COUNT,
	HUDDLE_CLOSE_BOX,
	HUDDLE_CANCEL,
	HUDDLE_VOID,
	HUDDLE_VOID_NOW,
	HUDDLE_CHECK_IN,
	HUDDLE_UNDO,
	HUDDLE_LEAVE,
	HUDDLE_ANSWER, /* of a dialog */
	HUDDLE_MOVE,   /* in the list of a step; and what is done with the
	                  entry that has the focus: */
	HUDDLE_RESPOND,
	HUDDLE_ACTION, /* the note becomes one */
	HUDDLE_FORTH,  /* the card moves on */
	HUDDLE_CARD,   /* is opened */
	HUDDLE_BOARD,  /* the whole of it is opened */
	HUDDLE_REDO,
	HUDDLE_NUMBERS, /* of the shift: their form */
	HUDDLE_NOTE,    /* and behind it one for each kind */
};

/* The steps that have a list with a focus. */
enum huddle_list { LIST_SINCE, LIST_ASK, LIST_BOARD, LISTS };

/* Questions of the dialog. */
enum huddle_question { QUESTION_LEAVE, QUESTION_DROP };

#define HUDDLE_REASON_COLUMNS 60

struct huddle_model {
	enum huddle_state state;
	int64_t id;     /* the huddle that this page is about; 0 before it */
	int choice;     /* of the agendas */
	struct run run; /* where it stands; facts->run is what was kept */
	time_t saved;   /* when it was last kept, and others' check-ins read */
	time_t read;
	struct number headcount;
	bool lost;   /* the failure: the key is gone */
	bool voided; /* the round was ended without its answers */
	char failure[PART_REASON_SIZE];
	char added[NOTE_ID_SIZE]; /* the note added last, as of now */
	struct editor reason;
	struct reader *lists; /* LISTS of them */
	struct hand hand;     /* of the board step */
	/* Ids of what undo would take back: when this page was opened, when
	 * the newest note was kept, and as last seen. */
	int64_t undo_began, undo_noted, undo_seen;
	struct dialog dialog;
	struct toast toast;
};

extern const struct keymap huddle_keymap;

/* The agenda and the step that it stands at. */
const struct step *
huddle_step(const struct huddle_model *model, const struct facts *facts);

/* The running huddle's box is still open, whatever the step. */
bool huddle_has_box(const struct facts *facts);

/* In the pulse step, with its box still open. */
bool
huddle_box_open(const struct huddle_model *model, const struct facts *facts);

/* What is told of the headcount: never less than checked in. */
int
huddle_headcount(const struct huddle_model *model, const struct facts *facts);

/* What has the focus in the list of the step; NULL what it is not. */
struct huddle_focus {
	const struct said *said;
	const struct note *note;
	const struct card *card;
};
struct huddle_focus
huddle_focused(const struct huddle_model *model, const struct facts *facts);

/* The list of the step, NULL if it has none. */
struct reader *
huddle_list(const struct huddle_model *model, const struct facts *facts);

/* Draws it. */
void huddle_view_list(const struct huddle_model *model,
    const struct facts *facts, struct cells *cells, const struct area *area);

/* How many entries it has. */
int
huddle_list_count(const struct huddle_model *model, const struct facts *facts);

/* Carries out HUDDLE_MOVE and what stands behind it. */
void huddle_list_command(struct huddle_model *model, const struct facts *facts,
    const struct event *event, struct effects *effects);

/* What undo takes back in the step: the newest note of this huddle, or the
 * last whole step that was made since the page was opened, or nothing. */
enum huddle_undo { UNDO_NOTHING, UNDO_NOTE, UNDO_STEP };
enum huddle_undo
huddle_undo(const struct huddle_model *model, const struct facts *facts);

/* True if it can become an action. */
bool huddle_note_open(const struct huddle_focus *focus);

/* Open cards that need somebody. */
int huddle_needing(const struct facts *facts, int *open);

unsigned huddle_modes(const void *data, const struct facts *facts);
bool huddle_typing(const void *data, const struct facts *facts);
void
huddle_view(const void *data, const struct facts *facts, struct cells *cells);

/* What belongs to the step, below its prompt and beside it. */
void
huddle_view_step(const struct huddle_model *model, const struct facts *facts,
    struct cells *cells, struct area *main, struct area *side);

#endif
