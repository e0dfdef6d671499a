/*
 * The huddle runner's model, shared by its table of keys (_keys.c), what they
 * do (screen_huddle.c) and its looks (_view.c, _steps.c).
 */
#ifndef HUDDLE_UI_SCREEN_HUDDLE_H
#define HUDDLE_UI_SCREEN_HUDDLE_H

#include "ui/parts.h"

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
	HUDDLE_SCROLL,
	HUDDLE_ANSWER, /* of a dialog */
	HUDDLE_NOTE,   /* and behind it one for each kind */
};

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
	struct scroll *scroll; /* through what is new */
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

unsigned huddle_modes(const void *data, const struct facts *facts);
bool huddle_typing(const void *data, const struct facts *facts);
void
huddle_view(const void *data, const struct facts *facts, struct cells *cells);

/* What belongs to the step, below its prompt and beside it. */
void
huddle_view_step(const struct huddle_model *model, const struct facts *facts,
    struct cells *cells, struct area *main, struct area *side);

#endif
