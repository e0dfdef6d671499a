/*
 * The few pieces that screens are made of. A widget is a struct with a
 * function that takes keys and one that draws; it knows nothing of screens.
 */
#ifndef HUDDLE_UI_WIDGET_H
#define HUDDLE_UI_WIDGET_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/cells.h"
#include "ui/keymap.h"
#include "util/buf.h"

/* --- list: a focus that moves over `count` rows, `page` of them visible --- */

struct list {
	int count;
	int focus; /* 0 to count - 1; 0 if empty */
	int top;   /* first visible row */
	int page;  /* visible rows, as of the last list_show */
};

/* j k Up Down PgUp PgDn g G Home End; true if the key was one of them. */
bool list_key(struct list *list, uint32_t key);

/* Fits focus and top to a new number of rows and visible rows. */
void list_set(struct list *list, int count, int page);

/* --- editor: one line or several, UTF-8, by grapheme cluster --- */

struct editor {
	struct buf text;
	size_t cursor; /* byte offset, on a cluster's edge */
	int max_characters;
	bool lines; /* wraps over several rows; Enter is the screen's */
	bool full;  /* the last key did not fit */
};

void editor_init(struct editor *editor, int max_characters, bool lines);
void editor_done(struct editor *editor); /* wipes the text */
void editor_set(struct editor *editor, const char *text);

/* Characters, Left Right Home End, Up Down over wrapped rows (of `columns`),
 * Backspace, Delete, Ctrl-A Ctrl-E Ctrl-U Ctrl-W Ctrl-K. False if the key is
 * none of its own. */
bool editor_key(struct editor *editor, uint32_t key, int columns);

/* Draws into a box of `rows` (1 for a line); places the cursor. */
void editor_view(const struct editor *editor, struct cells *cells, int row,
    int column, int columns, int rows);

/* --- inputs: a form, labelled fields below each other --- */

#define INPUTS_MAX 8
#define INPUT_CHOICES 64
#define INPUT_STOP 14 /* columns from a label to what is typed, as usual */

/* A field: text is typed into it or, where it has choices, one is chosen. */
struct input {
	const char *label; /* translated; at most stop - 3 columns */
	int stop;          /* INPUT_STOP, or another one for all of a form */
	int rows;          /* of the text that are shown at least */
	int columns;       /* of the text; 0: all there are */
	struct editor text;
	const char *choices[INPUT_CHOICES]; /* translated, borrowed */
	int choice_count;
	int choice;      /* -1: none yet */
	char hint[96];   /* behind it: what it means */
	char error[256]; /* below it, until the field is changed */
};

struct inputs {
	struct input list[INPUTS_MAX];
	int count;
	int focus;
};

/* A new field behind the others; lent. Choices are added by input_option. */
struct input *inputs_add(struct inputs *inputs, const char *label, int rows,
    int max_characters, const char *text);
void input_option(struct input *input, const char *label);

/* Says below the field what is wrong with it, as far as there is room. */
void input_error(struct input *input, const char *text);

void inputs_done(struct inputs *inputs); /* wipes what was typed */

enum inputs_answer {
	INPUTS_OTHER, /* the key is none of the form's */
	INPUTS_MOVED, /* to another field */
	INPUTS_TAKEN, /* by the field */
	INPUTS_SEND,  /* Enter on the last field; Ctrl-S, F10 */
};

/* Enter Tab Down on, Shift-Tab Up back, over the rows of a text first; in a
 * field its own keys, in choices Left Right and letters. `columns` as drawn. */
enum inputs_answer inputs_key(struct inputs *inputs, uint32_t key, int columns);

/* The letter that picks a choice where there are few, else 0. */
char input_letter(const struct input *input, int choice);

/* Draws what fits around the focused field and places the cursor; returns how
 * many rows it took. */
int inputs_view(const struct inputs *inputs, struct cells *cells, int row,
    int column, int columns, int rows);

/*
 * Keys of a form, for a screen's table: `typed` is the command that hands a key
 * to the form. `on` is the mode of any field but the last, `last` of that one,
 * `choice` of a field with choices, `many` where there is more than one field.
 */
/* clang-format off */
#define INPUTS_ENTER(typed, on, last)                                          \
	{                                                                      \
		.modes = (on), .keys = {K_ENTER}, .command = (typed),          \
		.place = PLACE_FOOTER, .label = N_("next"),                    \
		.help = N_("In any field but the last: on to the next one."),  \
	},                                                                     \
	{                                                                      \
		.modes = (last), .keys = {K_ENTER}, .command = (typed),        \
		.place = PLACE_FOOTER, .label = N_("save"),                    \
		.help = N_("In the last field: save."),                        \
	}
#define INPUTS_MOVE(typed, choice, on, many)                                   \
	{                                                                      \
		.modes = (choice), .keys = {K_RIGHT, K_LEFT},                  \
		.command = (typed),                                            \
		.help = N_("In a field with choices: another one; a letter "   \
		           "does it too."),                                    \
	},                                                                     \
	{                                                                      \
		.modes = (on), .keys = {K_CONTROL('S'), K_F10},                \
		.command = (typed), .place = PLACE_FOOTER,                     \
		.label = N_("save"), .help = N_("In any field: save."),        \
	},                                                                     \
	{                                                                      \
		.modes = (many), .keys = {K_TAB, K_DOWN}, .command = (typed),  \
		.help = N_("In any field: on to the next one."),               \
	},                                                                     \
	{                                                                      \
		.modes = (many), .keys = {K_BACKTAB, K_UP},                    \
		.command = (typed), .place = PLACE_FOOTER,                     \
		.label = N_("back"),                                           \
		.help = N_("In any field: back to the one before."),           \
	}
/* clang-format on */

/* --- dialog: a question that floats in the middle --- */

#define DIALOG_CHOICES 4

struct dialog {
	bool open;
	int what; /* the screen's own: which question */
	char title[128];
	char text[512];
	struct {
		uint32_t key;
		const char *label; /* translated */
	} choices[DIALOG_CHOICES]; /* the first is what Enter does */
	int choice_count;
	int focus;
};

void dialog_open(
    struct dialog *dialog, int what, const char *title, const char *text);
void dialog_choice(struct dialog *dialog, uint32_t key, const char *label);

/* The chosen index once a key decides (its letter, Enter on the focus); -1
 * while open; Esc chooses the last. The dialog is closed then. */
int dialog_key(struct dialog *dialog, uint32_t key);
void dialog_view(const struct dialog *dialog, struct cells *cells);

/* --- toast: above the footer, mostly one line, gone with the next key --- */

#define TOAST_ROWS 4 /* of them the last is where a single line stands */

struct toast {
	char text[640];
	bool alert;
};

void toast_say(struct toast *toast, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void toast_alert(struct toast *toast, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void toast_clear(struct toast *toast);

/* Returns the row where it begins. */
int toast_view(const struct toast *toast, struct cells *cells);

/* --- bar: a share of a whole --- */

/* `filled` of `whole` over `columns` cells. */
void bar_view(struct cells *cells, int row, int column, int columns,
    int64_t filled, int64_t whole);

/* --- clock: "2:10" --- */

void clock_text(int seconds, char out[16]);

#endif
