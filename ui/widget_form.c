/*
 * Labelled fields below each other, filled in from the first to the last. See
 * widget.h.
 */
#include <ctype.h>
#include <libintl.h>
#include <stdio.h>
#include <string.h>

#include "ui/widget.h"
#include "util/i18n.h"

#define LETTERED 6   /* as many choices are shown in a row, a letter each */
#define CHOICE_GAP 3 /* between two of them */
#define HINT_GAP 2
#define NEAR_FULL 40 /* characters left when the counter shows */
#define ERROR_ROWS 2
#define LINE_CHARACTERS 60 /* characters; what may be longer wraps and grows */

struct input *
inputs_add(struct inputs *inputs, const char *label, int rows,
    int max_characters, const char *text)
{
	struct input *input = &inputs->list[inputs->count++];

	*input =
	    (struct input){.label = label, .stop = INPUT_STOP, .rows = rows};
	editor_init(
	    &input->text, max_characters, max_characters > LINE_CHARACTERS);
	editor_set(&input->text, text);
	return input;
}

void
input_option(struct input *input, const char *label)
{
	if (input->choice_count < INPUT_CHOICES)
		input->choices[input->choice_count++] = label;
}

void
input_error(struct input *input, const char *text)
{
	size_t len = strlen(text), most = sizeof(input->error) - 1;

	if (len > most)
		for (len = most; (text[len] & 0xc0) == 0x80; len--)
			;
	memcpy(input->error, text, len);
	input->error[len] = '\0';
}

void
inputs_done(struct inputs *inputs)
{
	for (int i = 0; i < inputs->count; i++)
		editor_done(&inputs->list[i].text);
	inputs->count = inputs->focus = 0;
}

/* --- letters of choices --- */

static const char *
last_word(const char *text)
{
	const char *space = strrchr(text, ' ');

	return space ? space + 1 : text;
}

/* A letter that can be typed on any keyboard, else 0. */
static char
letter_at(const char *text)
{
	char letter = (char)tolower((unsigned char)*text);

	return letter >= 'a' && letter <= 'z' ? letter : '\0';
}

/* The first letters of all choices, of their last words instead; false if two
 * have the same. */
static bool
initials(const struct input *input, bool last, char letters[LETTERED + 1])
{
	memset(letters, 0, LETTERED + 1);
	for (int i = 0; i < input->choice_count; i++) {
		const char *word =
		    last ? last_word(input->choices[i]) : input->choices[i];
		char letter = letter_at(word);

		if (!letter || strchr(letters, letter))
			return false;
		letters[i] = letter;
	}
	return true;
}

/* The first letter of each that none before it has. */
static void
free_letters(const struct input *input, char letters[LETTERED + 1])
{
	memset(letters, 0, LETTERED + 1);
	for (int i = 0; i < input->choice_count; i++) {
		const char *at = input->choices[i];

		while (*at && (!letter_at(at) ||
		                  memchr(letters, letter_at(at), (size_t)i)))
			at++;
		letters[i] = letter_at(at);
	}
}

char
input_letter(const struct input *input, int choice)
{
	char letters[LETTERED + 1];

	if (input->choice_count > LETTERED)
		return '\0';
	if (!initials(input, false, letters) && !initials(input, true, letters))
		free_letters(input, letters);
	return letters[choice];
}

/* --- keys --- */

static bool
begins_with(const char *text, uint32_t key)
{
	struct buf folded = BUF_INIT, letter = BUF_INIT;
	char bytes[5] = "";
	bool begins;

	utf8_put(bytes, key);
	utf8_fold(&letter, bytes);
	utf8_fold(&folded, text);
	begins = letter.len > 0 &&
	         strncmp(buf_text(&folded), letter.text, letter.len) == 0;
	buf_done(&letter);
	buf_done(&folded);
	return begins;
}

/* The choice of a letter; of many the next that begins with it. */
static bool
choose_letter(struct input *input, uint32_t key)
{
	bool lettered = input->choice_count <= LETTERED;
	uint32_t lower = key < 0x80 ? (uint32_t)tolower((int)key) : key;

	for (int i = 1; i <= input->choice_count; i++) {
		int at = (input->choice + i) % input->choice_count;

		if (lettered ? (uint32_t)input_letter(input, at) == lower
		             : begins_with(input->choices[at], key)) {
			input->choice = at;
			return true;
		}
	}
	return false;
}

static bool
choice_key(struct input *input, uint32_t key)
{
	int count = input->choice_count;

	if (key == K_RIGHT || key == ' ')
		input->choice = (input->choice + 1) % count;
	else if (key == K_LEFT)
		input->choice = (input->choice > 0 ? input->choice : count) - 1;
	else if (key == K_HOME)
		input->choice = 0;
	else if (key == K_END)
		input->choice = count - 1;
	else if (key_is_character(key))
		return choose_letter(input, key);
	else
		return false;
	return true;
}

static int
text_columns(const struct input *input, int columns)
{
	return input->columns ? input->columns : columns - input->stop;
}

/* Up and Down that stay where they are lead out of the field. */
static bool
text_key(struct input *input, uint32_t key, int columns)
{
	size_t cursor = input->text.cursor, len = input->text.text.len;
	bool rows = key == K_UP || key == K_DOWN;

	if (!editor_key(&input->text, key, text_columns(input, columns)))
		return false;
	if (input->text.text.len != len)
		input->error[0] = '\0';
	return !rows || input->text.cursor != cursor;
}

static enum inputs_answer
move(struct inputs *inputs, int by, bool round)
{
	int to = inputs->focus + by;

	if (round)
		to = (to + inputs->count) % inputs->count;
	if (to >= 0 && to < inputs->count)
		inputs->focus = to;
	return INPUTS_MOVED;
}

enum inputs_answer
inputs_key(struct inputs *inputs, uint32_t key, int columns)
{
	struct input *input = &inputs->list[inputs->focus];
	bool taken;

	switch (key) {
	case K_CONTROL('S'):
	case K_F10:
		return INPUTS_SEND;
	case K_ENTER:
		if (inputs->focus == inputs->count - 1)
			return INPUTS_SEND;
		return move(inputs, 1, false);
	case K_TAB:
		return move(inputs, 1, true);
	case K_BACKTAB:
		return move(inputs, -1, true);
	default:
		break;
	}
	taken = input->choice_count > 0 ? choice_key(input, key)
	                                : text_key(input, key, columns);
	if (input->choice_count > 0 && taken)
		input->error[0] = '\0';
	if (taken)
		return INPUTS_TAKEN;
	if (key == K_DOWN || key == K_UP)
		return move(inputs, key == K_DOWN ? 1 : -1, false);
	return INPUTS_OTHER;
}

/* --- looks --- */

/* What stands below a field; "" for nothing. */
static const char *
below(const struct input *input, bool focused, char out[96])
{
	int max = input->text.max_characters;
	int left = max - (int)utf8_count(buf_text(&input->text.text));

	out[0] = '\0';
	if (input->error[0])
		return input->error;
	if (!focused || input->choice_count > 0)
		return out;
	if (input->text.full)
		snprintf(out, 96, _("It is full: %d characters."), max);
	else if (left <= NEAR_FULL && max > 2 * NEAR_FULL)
		snprintf(out, 96,
		    ngettext("room for %d more character",
		        "room for %d more characters", (unsigned long)left),
		    left);
	return out;
}

static int
lines_of(const char *text, int columns)
{
	int lines = 0;

	while (*text) {
		utf8_wrap(text, columns, &text);
		lines++;
	}
	return lines;
}

/* Rows of a field's text, and of what stands below it. */
struct rows {
	int text;
	int below;
};

static int
sum(const struct rows *rows, int from, int to)
{
	int all = 0;

	for (int i = from; i <= to; i++)
		all += rows[i].text + rows[i].below;
	return all;
}

/* A text that is longer than its rows gets more of them while there are any
 * left; returns how many are. */
static int
measure(const struct inputs *inputs, int columns, int room,
    struct rows rows[INPUTS_MAX])
{
	char text[96];

	for (int i = 0; i < inputs->count; i++) {
		const struct input *input = &inputs->list[i];
		int below_rows =
		    lines_of(below(input, i == inputs->focus, text),
		        columns - input->stop);

		rows[i].text = input->rows;
		rows[i].below =
		    below_rows < ERROR_ROWS ? below_rows : ERROR_ROWS;
	}
	room -= sum(rows, 0, inputs->count - 1);
	for (int i = 0; i < inputs->count && room > 0; i++) {
		const struct input *input = &inputs->list[i];
		int more = lines_of(buf_text(&input->text.text),
		               columns - input->stop - 1) -
		           rows[i].text;

		if (!input->text.lines || more <= 0)
			continue;
		more = more < room ? more : room;
		rows[i].text += more;
		room -= more;
	}
	return room;
}

/* A few choices beside each other with their letters. */
static bool
view_row(const struct input *input, bool focused, struct cells *cells, int row,
    int column, int columns)
{
	int width = -CHOICE_GAP;

	for (int i = 0; i < input->choice_count; i++)
		width += 4 + utf8_width(input->choices[i]) + CHOICE_GAP;
	if (input->choice_count > LETTERED || width > columns)
		return false;
	cells_cursor(cells, row, column);
	for (int i = 0; i < input->choice_count; i++) {
		char letter[2] = {input_letter(input, i), '\0'};
		bool chosen = i == input->choice;

		if (chosen) {
			cells_text(
			    cells, row, column, 1, STYLE_ACCENT, SIGN_FOCUS);
			cells_cursor(cells, row, column);
		}
		cells_text(cells, row, column + 2, 1,
		    focused ? STYLE_ACCENT : STYLE_DIM, letter);
		column = cells_text(cells, row, column + 4, -1,
		             !chosen   ? STYLE_DIM
		             : focused ? STYLE_FOCUS
		                       : STYLE_NORMAL,
		             input->choices[i]) +
		         CHOICE_GAP;
	}
	return true;
}

/* One of many: the arrows lead to the others. */
static void
view_choice(const struct input *input, bool focused, struct cells *cells,
    int row, int column, int columns)
{
	const char *chosen =
	    input->choice < 0 ? "" : input->choices[input->choice];

	if (view_row(input, focused, cells, row, column, columns))
		return;
	cells_cursor(cells, row, column);
	if (!focused) {
		cells_text(cells, row, column, columns, STYLE_NORMAL, chosen);
		return;
	}
	cells_text(cells, row, column, 1, STYLE_ACCENT, "←");
	column = cells_text(
	    cells, row, column + 2, columns - 4, STYLE_FOCUS, chosen);
	cells_text(cells, row, column + 1, 1, STYLE_ACCENT, "→");
}

static void
view_input(const struct input *input, bool focused, struct cells *cells,
    int row, int column, int columns, int rows)
{
	int wide = text_columns(input, columns), left = column + input->stop;
	char text[96];

	cells_text(cells, row, column, input->stop - 3,
	    focused ? STYLE_BOLD : STYLE_NORMAL, input->label);
	for (int i = 0; i < rows; i++)
		cells_text(cells, row + i, left - 2, 1,
		    focused ? STYLE_ACCENT : STYLE_DIM, SIGN_WALL);
	if (input->choice_count > 0)
		view_choice(input, focused, cells, row, left, wide);
	else if (focused)
		editor_view(&input->text, cells, row, left, wide, rows);
	else
		cells_wrap(cells, row, left, wide - 1, rows, STYLE_NORMAL,
		    buf_text(&input->text.text));
	if (input->columns && input->hint[0])
		cells_text(cells, row, left + wide + HINT_GAP,
		    columns - input->stop - wide - HINT_GAP, STYLE_DIM,
		    input->hint);
	cells_wrap(cells, row + rows, left, columns - input->stop, ERROR_ROWS,
	    input->error[0] ? STYLE_ALERT : STYLE_DIM,
	    below(input, focused, text));
}

int
inputs_view(const struct inputs *inputs, struct cells *cells, int row,
    int column, int columns, int rows)
{
	struct rows of[INPUTS_MAX];
	int last = inputs->count - 1, first = 0, used = 0, focus = row;
	int gap = measure(inputs, columns, rows - last, of) >= 0 ? 1 : 0;

	if (inputs->count == 0)
		return 0;
	if (!gap)
		measure(inputs, columns, rows, of);
	while (first < inputs->focus && sum(of, first, inputs->focus) > rows)
		first++;
	for (int i = first; i <= last; i++) {
		if (used + of[i].text + of[i].below > rows)
			break;
		if (i == inputs->focus)
			focus = row + used;
		else
			view_input(&inputs->list[i], false, cells, row + used,
			    column, columns, of[i].text);
		used += of[i].text + of[i].below + (i < last ? gap : 0);
	}
	/* Last, so that the cursor is its. */
	view_input(&inputs->list[inputs->focus], true, cells, focus, column,
	    columns, of[inputs->focus].text);
	return used;
}
