/*
 * The notes page's keys, and in which of its modes they work. See
 * screen_notes.h.
 */
#include "ui/screen_notes.h"
#include "util/i18n.h"

enum {
	MODE_LIST = 1 << 0,
	MODE_READ = 1 << 1,
	MODE_FIND = 1 << 2,
	MODE_MERGE = 1 << 3,
	MODE_FILTER = 1 << 4,
	/* Beside list and read: */
	MODE_NOTE = 1 << 5,  /* there is a note */
	MODE_ROW = 1 << 15,  /* it is not read, but has the focus */
	MODE_PLAIN = 1 << 6, /* it is read, and leads nowhere else */
	MODE_CARD = 1 << 7,  /* it has a card */
	MODE_INTO = 1 << 8,  /* it was merged into another one */
	MODE_LINK = 1 << 9,  /* it is read, and leads there */
	MODE_BACK = 1 << 10, /* the note added last can be taken back */
	MODE_UNDO = 1 << 11, /* another step can be undone */
	MODE_REDO = 1 << 12,
	MODE_OPEN = 1 << 16, /* it can be answered, or is not read just now */
	/* Beside the list: */
	MODE_NARROW = 1 << 13, /* not all notes are shown */
	MODE_MATCH = 1 << 14,  /* a word is searched for */
};

static const struct binding bindings[] = {
    {
        .modes = MODE_ROW,
        .keys = {K_ENTER},
        .command = COMMAND_READ,
        .place = PLACE_FOOTER,
        .label = N_("read"),
        .help = N_("Read the note with the mark."),
    },
    {
        .modes = MODE_CARD | MODE_INTO,
        .keys = {'o'},
        .command = COMMAND_OPEN,
        .help = N_("To its card, or to the note it was merged into."),
    },
    {
        .modes = MODE_LINK,
        .keys = {K_ENTER},
        .command = COMMAND_OPEN,
        .place = PLACE_FOOTER,
        .label = N_("go there"),
        .help = N_("While a note is read: to where it leads, if anywhere."),
    },
    {
        .modes = MODE_READ,
        .keys = {K_ESC, 'q', K_BACK},
        .command = COMMAND_CLOSE,
        .place = PLACE_FOOTER,
        .label = N_("list"),
        .help = N_("Back to the list."),
    },
    {
        .modes = MODE_PLAIN,
        .keys = {K_ENTER},
        .command = COMMAND_CLOSE,
        .help = N_("Back to the list."),
    },
    {
        .modes = MODE_BACK,
        .keys = {'u'},
        .command = COMMAND_UNDO,
        .place = PLACE_FOOTER,
        .label = N_("take it back"),
        .help = N_("Take the note back that was added last."),
    },
    {
        .modes = MODE_NARROW,
        .keys = {'F'},
        .command = COMMAND_ALL,
        .place = PLACE_FOOTER,
        .label = N_("show all"),
        .help = N_("Show all notes again."),
    },
    {
        .modes = MODE_LIST,
        .keys = {'+'},
        .command = COMMAND_ADD,
        .place = PLACE_FOOTER,
        .label = N_("add"),
        .help = N_("Add a note."),
    },
    {
        .modes = MODE_NOTE,
        .keys = {'m'},
        .command = COMMAND_METOO,
        .place = PLACE_FOOTER,
        .label = N_("me too"),
        .help = N_("Say me too: the note counts for one more."),
    },
    {
        .modes = MODE_OPEN,
        .keys = {'a'},
        .command = COMMAND_ACTION,
        .place = PLACE_FOOTER,
        .label = N_("action"),
        .help = N_("Make a card on the action board of it."),
    },
    {
        .modes = MODE_NOTE,
        .keys = {'a'},
        .command = COMMAND_ACTION,
        .help = N_("Make a card on the action board of it."),
    },
    {
        .modes = MODE_MERGE,
        .keys = {K_ENTER},
        .command = COMMAND_INTO,
        .place = PLACE_FOOTER,
        .label = N_("merge into this one"),
        .help = N_("While merging: into the note with the mark."),
    },
    {
        .modes = MODE_MERGE,
        .keys = {K_ESC, 'q', 'M'},
        .command = COMMAND_APART,
        .place = PLACE_FOOTER,
        .label = N_("don't merge"),
        .help = N_("While merging: leave both notes as they are."),
    },
    {
        .modes = MODE_LIST | MODE_MERGE,
        .keys = {'/'},
        .command = COMMAND_FIND,
        .place = PLACE_FOOTER,
        .label = N_("find"),
        .help = N_("Find a word in texts and themes: the list narrows while "
                   "you type."),
    },
    {
        .modes = MODE_OPEN,
        .keys = {'r'},
        .command = COMMAND_ANSWER,
        .place = PLACE_FOOTER,
        .label = N_("answer"),
        .help = N_("Answer it."),
    },
    {
        .modes = MODE_NOTE,
        .keys = {'r'},
        .command = COMMAND_ANSWER,
        .help = N_("Answer it."),
    },
    {
        .modes = MODE_OPEN,
        .keys = {'c'},
        .command = COMMAND_CANT,
        .place = PLACE_FOOTER,
        .label = N_("can't"),
        .help = N_("Say that it can't be, and why."),
    },
    {
        .modes = MODE_NOTE,
        .keys = {'c'},
        .command = COMMAND_CANT,
        .help = N_("Say that it can't be, and why."),
    },
    {
        .modes = MODE_LIST | MODE_MERGE,
        .keys = {'f'},
        .command = COMMAND_FILTER,
        .place = PLACE_FOOTER,
        .label = N_("filter"),
        .help = N_("Show only a kind, a theme, a state or an age."),
    },
    {
        .modes = MODE_UNDO,
        .keys = {'u'},
        .command = COMMAND_UNDO,
        .place = PLACE_FOOTER,
        .label = N_("undo"),
        .help = N_("Undo the last step, whole; once more for the one "
                   "before."),
    },
    {
        .modes = MODE_LIST | MODE_READ,
        .keys = {'u'},
        .command = COMMAND_UNDO,
        .help = N_("Undo the last step, whole; once more for the one "
                   "before."),
    },
    {
        .modes = MODE_REDO,
        .keys = {'U'},
        .command = COMMAND_REDO,
        .place = PLACE_FOOTER,
        .label = N_("redo"),
        .help = N_("Do again what was undone."),
    },
    {
        .modes = MODE_LIST | MODE_READ,
        .keys = {'U'},
        .command = COMMAND_REDO,
        .help = N_("Do again what was undone."),
    },
    {
        .modes = MODE_OPEN,
        .keys = {'M'},
        .command = COMMAND_MERGE,
        .place = PLACE_FOOTER,
        .label = N_("merge"),
        .help = N_("Merge it into another note that says the same."),
    },
    {
        .modes = MODE_NOTE,
        .keys = {'M'},
        .command = COMMAND_MERGE,
        .help = N_("Merge it into another note that says the same."),
    },
    {
        .modes = MODE_NOTE,
        .keys = {'D'},
        .command = COMMAND_REDACT,
        .place = PLACE_FOOTER,
        .label = N_("redact"),
        .help = N_("Take its text away for good, with a reason. This can't "
                   "be undone."),
    },
    {
        .modes = MODE_MATCH,
        .keys = {'n'},
        .command = COMMAND_NEXT,
        .help = N_("To the next note with the word."),
    },
    {
        .modes = MODE_MATCH,
        .keys = {'N'},
        .command = COMMAND_BEFORE,
        .help = N_("To the one before with the word."),
    },
    {
        .modes = MODE_LIST | MODE_MERGE,
        .keys = {'j', K_DOWN, K_PGDN, K_END},
        .command = COMMAND_MOVE,
        .help = N_("Down: a note, a page, to the last (also G)."),
    },
    {
        .modes = MODE_LIST | MODE_MERGE,
        .keys = {'k', K_UP, K_PGUP, K_HOME},
        .command = COMMAND_MOVE,
        .help = N_("Up: a note, a page, to the first (also g)."),
    },
    {
        .modes = MODE_READ,
        .keys = {'j', K_DOWN, 'k', K_UP},
        .command = COMMAND_MOVE,
        .help = N_("While a note is read: to the next, the one before."),
    },
    {
        .modes = MODE_READ,
        .keys = {K_PGDN, ' ', K_PGUP},
        .command = COMMAND_SCROLL,
        .help = N_("While it is read: further down and up in it."),
    },
    {
        .modes = MODE_NARROW,
        .keys = {K_ESC},
        .command = COMMAND_ALL,
        .help = N_("Show all notes again."),
    },
    {
        .modes = MODE_LIST,
        .keys = {K_ESC, 'q', K_BACK},
        .command = COMMAND_LEAVE,
        .place = PLACE_FOOTER,
        .label = N_("leave"),
        .help = N_("Leave the notes."),
    },
    {
        .modes = MODE_FIND,
        .keys = {K_ENTER},
        .command = COMMAND_FOUND,
        .place = PLACE_FOOTER,
        .label = N_("keep these"),
        .help = N_("While a word is typed: keep what was found."),
    },
    {
        .modes = MODE_FIND,
        .keys = {K_ESC},
        .command = COMMAND_STOP,
        .place = PLACE_FOOTER,
        .label = N_("back"),
        .help = N_("While a word is typed: back to where it began."),
    },
    {
        .modes = MODE_FILTER,
        .keys = {K_ENTER, 'f', 'q'},
        .command = COMMAND_CHOSEN,
        .place = PLACE_FOOTER,
        .label = N_("done"),
        .help = N_("In the filter: show only these notes."),
    },
    {
        .modes = MODE_FILTER,
        .keys = {K_RIGHT, 'l', ' '},
        .command = COMMAND_VALUE,
        .place = PLACE_FOOTER,
        .label = N_("change"),
        .help = N_("In the filter: the next choice."),
    },
    {
        .modes = MODE_FILTER,
        .keys = {K_LEFT, 'h', K_BACK},
        .command = COMMAND_VALUE_BEFORE,
        .help = N_("In the filter: the choice before."),
    },
    {
        .modes = MODE_FILTER,
        .keys = {K_DOWN, 'j', K_UP, 'k'},
        .command = COMMAND_ROW,
        .help = N_("In the filter: to the line below or above."),
    },
    {
        .modes = MODE_FILTER,
        .keys = {K_ESC},
        .command = COMMAND_AS_BEFORE,
        .place = PLACE_FOOTER,
        .label = N_("as before"),
        .help = N_("In the filter: back to what was shown before."),
    },
    {
        .modes = MODE_FILTER,
        .keys = {'F'},
        .command = COMMAND_ALL,
        .place = PLACE_FOOTER,
        .label = N_("show all"),
        .help = N_("Show all notes again."),
    },
};

const struct keymap notes_keymap = {
    .title = N_("Notes"),
    .bindings = bindings,
    .count = sizeof(bindings) / sizeof(bindings[0]),
};

/* What can be done with the note that has the focus, on list or page. */
static unsigned
note_modes(const struct notes *model, const struct note *note)
{
	unsigned found = MODE_NOTE;

	if (note->action > 0)
		found |= MODE_CARD;
	if (note->state == NOTE_MERGED)
		found |= MODE_INTO;
	if (!model->reading)
		return found | MODE_ROW | MODE_OPEN;
	if (note->state == NOTE_OPEN)
		found |= MODE_OPEN;
	return found |
	       (found & (MODE_CARD | MODE_INTO) ? MODE_LINK : MODE_PLAIN);
}

unsigned
notes_modes(const void *data, const struct facts *facts)
{
	const struct notes *model = data;
	const struct note *note = notes_focused(model, facts);
	unsigned found = model->reading ? MODE_READ : MODE_LIST;

	if (model->choosing)
		return MODE_FILTER;
	if (model->finding)
		return MODE_FIND;
	if (notes_word(model)[0] != '\0')
		found |= MODE_MATCH;
	if (model->merging)
		return MODE_MERGE | (found & MODE_MATCH);
	if (note)
		found |= note_modes(model, note);
	if (facts->added_note)
		found |= MODE_BACK;
	else if (facts->undo.id)
		found |= MODE_UNDO;
	if (facts->redo.id)
		found |= MODE_REDO;
	if (!model->reading && notes_narrowed(model))
		found |= MODE_NARROW;
	return found;
}
