/*
 * Adding a note, in as few keys as a huddle allows: the kind (given by the
 * key that led here), the text, Enter, and one letter for the theme keeps it.
 */
#include "ui/screen_note_entry.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "ui/layout.h"
#include "util/i18n.h"
#include "util/mem.h"

enum command {
	COMMAND_NEXT = 1,
	COMMAND_REPHRASE,
	COMMAND_AS_IT_IS,
	COMMAND_KEEP,
	COMMAND_BACK,
	COMMAND_LEAVE,
	COMMAND_MOVE,
	COMMAND_DIALOG,
	COMMAND_KIND, /* and behind it one for each kind */
};

enum {
	MODE_KIND = 1 << 0,
	MODE_TEXT = 1 << 1,
	MODE_MINUTES = 1 << 2,
	MODE_THEME = 1 << 3,
	MODE_DIALOG = 1 << 4,
	MODE_CHECK = 1 << 5,
};

static const struct binding bindings[] = {
    {
        .modes = MODE_KIND,
        .keys = {'m'},
        .command = COMMAND_KIND + NOTE_MATTERS,
        .label = N_("matters"),
        .help = N_("What matters to you at work."),
    },
    {
        .modes = MODE_KIND,
        .keys = {'b'},
        .command = COMMAND_KIND + NOTE_BRIGHT,
        .label = N_("bright spot"),
        .help = N_("Something that went well."),
    },
    {
        .modes = MODE_KIND,
        .keys = {'p'},
        .command = COMMAND_KIND + NOTE_PEBBLE,
        .label = N_("pebble"),
        .help = N_("A pebble in the shoe: what gets in the way."),
    },
    {
        .modes = MODE_KIND,
        .keys = {'x'},
        .command = COMMAND_KIND + NOTE_STOP,
        .label = N_("stop this"),
        .help = N_("A rule or a task that should go."),
    },
    {
        .modes = MODE_KIND,
        .keys = {'t'},
        .command = COMMAND_KIND + NOTE_THANKS,
        .label = N_("thanks"),
        .help = N_("Thanks to somebody; names are fine here."),
    },
    {
        .modes = MODE_KIND,
        .keys = {K_ENTER},
        .command = COMMAND_NEXT,
        .place = PLACE_FOOTER,
        .label = N_("choose"),
        .help = N_("Choose the kind with the mark."),
    },
    {
        .modes = MODE_TEXT | MODE_MINUTES,
        .keys = {K_ENTER},
        .command = COMMAND_NEXT,
        .place = PLACE_FOOTER,
        .label = N_("next"),
        .help = N_("The text is done: on to its theme."),
    },
    {
        .modes = MODE_CHECK,
        .keys = {K_ENTER, K_ESC, K_BACK},
        .command = COMMAND_REPHRASE,
        .place = PLACE_FOOTER,
        .label = N_("rephrase it"),
        .help = N_("Back to the text, to the first words in brackets."),
    },
    {
        .modes = MODE_CHECK,
        .keys = {'k'},
        .command = COMMAND_AS_IT_IS,
        .place = PLACE_FOOTER,
        .label = N_("keep it as it is"),
        .help = N_("It shows nobody, or it is meant: on to its theme."),
    },
    {
        .modes = MODE_THEME,
        .keys = {K_ENTER},
        .command = COMMAND_KEEP,
        .place = PLACE_FOOTER,
        .label = N_("keep the note"),
        .help = N_("Keep it under the theme with the mark. A theme's letter "
                   "does it too."),
    },
    {
        .modes = MODE_THEME | MODE_MINUTES,
        .keys = {K_ESC, K_BACK},
        .command = COMMAND_BACK,
        .place = PLACE_FOOTER,
        .label = N_("back to the text"),
        .help = N_("Back to the text."),
    },
    {
        .modes = MODE_KIND | MODE_TEXT,
        .keys = {K_ESC},
        .command = COMMAND_LEAVE,
        .place = PLACE_FOOTER,
        .label = N_("leave"),
        .help = N_("Leave without a note; asks before it throws text away."),
    },
    {
        .modes = MODE_KIND | MODE_THEME,
        .keys = {K_DOWN, K_UP, K_RIGHT, K_LEFT},
        .command = COMMAND_MOVE,
        .help = N_("Move the mark."),
    },
    {
        .modes = MODE_DIALOG,
        .keys = {K_ENTER},
        .command = COMMAND_DIALOG,
        .place = PLACE_FOOTER,
        .label = N_("choose"),
        .help = N_("Answer the question with the mark."),
    },
};

static const struct keymap keymap = {
    .title = N_("New note"),
    .bindings = bindings,
    .count = sizeof(bindings) / sizeof(bindings[0]),
};

/* The order in which kinds are offered: the row of their bindings. */
enum note_kind
note_entry_offered(int index)
{
	return (enum note_kind)(bindings[index].command - COMMAND_KIND);
}

/* --- letters of themes --- */

/* True if no theme before `count` has that letter. */
static bool
is_free(const char *letters, int count, char letter)
{
	return memchr(letters, letter, (size_t)count) == NULL;
}

/* The first letter of a title that is still free, else any free one, else 0. */
static char
letter_for(const char *letters, int count, const char *title)
{
	for (; *title; title++) {
		char letter = (char)tolower((unsigned char)*title);

		if (letter >= 'a' && letter <= 'z' &&
		    is_free(letters, count, letter))
			return letter;
	}
	for (int letter = 'a'; letter <= 'z'; letter++)
		if (is_free(letters, count, (char)letter))
			return (char)letter;
	return '\0';
}

void
note_entry_letters(const struct facts *facts, char letters[ENTRY_THEMES])
{
	memset(letters, 0, ENTRY_THEMES);
	for (int i = 0; i < facts->theme_count && i < ENTRY_THEMES; i++)
		letters[i] = letter_for(letters, i, facts->themes[i].title);
}

int
note_entry_rows(int themes)
{
	int columns = (themes + ENTRY_ROWS - 1) / ENTRY_ROWS;

	return columns < 2 ? themes : (themes + columns - 1) / columns;
}

/* "other" is what Enter alone keeps. */
static int
other_theme(const struct facts *facts)
{
	for (int i = 0; i < facts->theme_count; i++)
		if (strcmp(facts->themes[i].id, "other") == 0)
			return i;
	return facts->theme_count > 0 ? facts->theme_count - 1 : 0;
}

/* --- update --- */

static void
entry_init(void *data, const struct facts *facts)
{
	struct note_entry *model = data;

	(void)facts;
	editor_init(&model->text, NOTE_CHARACTERS_MAX, true);
}

static void
entry_done(void *data)
{
	editor_done(&((struct note_entry *)data)->text);
}

static void
begin(struct note_entry *model, const struct facts *facts, int kind)
{
	bool given = kind >= 0 && kind < NOTE_KINDS;

	model->state = given ? ENTRY_TEXT : ENTRY_KIND;
	model->in_huddle = given;
	model->kind = given ? (enum note_kind)kind : note_entry_offered(0);
	model->theme = other_theme(facts);
}

static void
keep(struct note_entry *model, const struct facts *facts,
    struct effects *effects)
{
	struct effect *effect;

	effect = effects_add(effects, EFFECT_NOTE_ADD);
	effect->note_kind = (int)model->kind;
	effect->theme = model->theme < facts->theme_count
	                    ? facts->themes[model->theme].id
	                    : "other";
	effect->minutes = model->kind == NOTE_STOP ? model->minutes.value : 0;
	effect->text = mem_copy(buf_text(&model->text.text));
}

/* The text stays: on to what belongs to it. */
static void
text_done(struct note_entry *model)
{
	model->state = model->kind == NOTE_STOP ? ENTRY_MINUTES : ENTRY_THEME;
}

/* From the text on: says at once what is wrong with it, or could show
 * somebody. Thanks may name. */
static void
text_next(struct note_entry *model, const struct facts *facts)
{
	struct buf clean = BUF_INIT;
	struct err err;
	const char *text = buf_text(&model->text.text);

	if (text[strspn(text, " ")] == '\0')
		toast_say(&model->toast, _("Nothing is written yet."));
	else if (note_clean(&clean, text, strlen(text), &err) < 0)
		toast_alert(&model->toast, "%s", err.text);
	else if (!model->as_it_is && check_text(&model->check, facts, text,
	                                 model->kind == NOTE_THANKS) > 0)
		model->state = ENTRY_CHECK;
	else
		text_done(model);
	buf_done(&clean);
}

static void
rephrase(struct note_entry *model)
{
	model->state = ENTRY_TEXT;
	model->text.cursor = model->check.findings[0].from;
}

/* Not asked again about the same text. */
static void
as_it_is(struct note_entry *model)
{
	model->as_it_is = true;
	text_done(model);
}

static void
minutes_next(struct note_entry *model)
{
	if (model->minutes.value > NOTE_MINUTES_MAX)
		toast_say(&model->toast,
		    _("At most %d minutes, a whole shift."), NOTE_MINUTES_MAX);
	else
		model->state = ENTRY_THEME;
}

/* Asks first if there is something to lose. */
static void
leave(struct note_entry *model, struct effects *effects)
{
	if (model->text.text.len == 0) {
		effects_add(effects, EFFECT_BACK);
		return;
	}
	dialog_open(&model->dialog, 0, _("Leave without this note?"),
	    _("What is written here would be gone."));
	dialog_choice(&model->dialog, 't', _("throw it away"));
	dialog_choice(&model->dialog, 'k', _("keep writing"));
	model->dialog.focus = 1;
}

static void
move(struct note_entry *model, const struct facts *facts, uint32_t key)
{
	bool themes = model->state == ENTRY_THEME;
	int count = themes ? facts->theme_count : NOTE_KINDS;
	int across = themes ? note_entry_rows(count) : count;
	int by = key == K_DOWN    ? 1
	         : key == K_UP    ? -1
	         : key == K_RIGHT ? across
	                          : -across;
	int *mark = themes ? &model->theme : &model->offer;

	if (*mark + by >= 0 && *mark + by < count)
		*mark += by;
}

static void
choose_kind(struct note_entry *model, enum note_kind kind)
{
	model->kind = kind;
	model->state = ENTRY_TEXT;
}

static void
next(struct note_entry *model, const struct facts *facts)
{
	if (model->state == ENTRY_KIND)
		choose_kind(model, note_entry_offered(model->offer));
	else if (model->state == ENTRY_TEXT)
		text_next(model, facts);
	else
		minutes_next(model);
}

static void
run_command(struct note_entry *model, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	switch (event->command) {
	case COMMAND_NONE:
		break;
	case COMMAND_NEXT:
		next(model, facts);
		break;
	case COMMAND_REPHRASE:
		rephrase(model);
		break;
	case COMMAND_AS_IT_IS:
		as_it_is(model);
		break;
	case COMMAND_KEEP:
		keep(model, facts, effects);
		break;
	case COMMAND_BACK:
		model->state = ENTRY_TEXT;
		break;
	case COMMAND_LEAVE:
		leave(model, effects);
		break;
	case COMMAND_MOVE:
		move(model, facts, event->key);
		break;
	default:
		choose_kind(
		    model, (enum note_kind)(event->command - COMMAND_KIND));
		break;
	}
}

/* A text that changed is looked at anew. */
static bool
text_key(struct note_entry *model, uint32_t key)
{
	size_t len = model->text.text.len;
	bool taken = editor_key(&model->text, key, ENTRY_COLUMNS);

	if (model->text.text.len != len)
		model->as_it_is = false;
	return taken;
}

/* Keys that the field under the cursor takes before the table is asked. */
static bool
field_key(struct note_entry *model, const struct facts *facts, uint32_t key,
    struct effects *effects)
{
	char letters[ENTRY_THEMES];
	const char *at;

	switch (model->state) {
	case ENTRY_TEXT:
		return text_key(model, key);
	case ENTRY_MINUTES:
		return (key != K_BACK || model->minutes.value > 0) &&
		       number_key(&model->minutes, key);
	case ENTRY_THEME:
		note_entry_letters(facts, letters);
		at = key >= 'a' && key <= 'z'
		         ? memchr(letters, (int)key, sizeof(letters))
		         : NULL;
		if (at) {
			model->theme = (int)(at - letters);
			keep(model, facts, effects);
		}
		return at != NULL;
	default:
		return false;
	}
}

static void
press(struct note_entry *model, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	if (model->dialog.open) {
		if (dialog_key(&model->dialog, event->key) == 0)
			effects_add(effects, EFFECT_BACK);
	} else if (!field_key(model, facts, event->key, effects)) {
		run_command(model, facts, event, effects);
	}
}

static void
added(struct note_entry *model, const struct event *event,
    struct effects *effects)
{
	if (event->effect != EFFECT_NOTE_ADD)
		return;
	if (event->status == 0) {
		effects_add(effects, EFFECT_BACK);
		return;
	}
	part_failed(&model->toast,
	    _("The text is still here; Enter tries again."), event->text);
}

/* What the warning must say as well where something would be lost. */
static void
warn(struct note_entry *model)
{
	if (model->text.text.len > 0)
		toast_say(&model->toast, "%s",
		    _("This page closes soon, and what is typed goes with it: "
		      "press any key."));
}

static void
entry_update(void *data, const struct facts *facts, const struct event *event,
    struct effects *effects)
{
	struct note_entry *model = data;

	if (idle_over(&model->idle, facts, event, &model->toast))
		effects_add(effects, EFFECT_GO)->screen = SCREEN_IDLE;
	else if (event->kind == EVENT_IDLE)
		warn(model);
	else if (event->kind == EVENT_ENTER && event->argument != -1)
		begin(model, facts, event->argument);
	else if (event->kind == EVENT_KEY)
		press(model, facts, event, effects);
	else if (event->kind == EVENT_DONE)
		added(model, event, effects);
}

unsigned
note_entry_modes(const void *data, const struct facts *facts)
{
	static const unsigned modes[] = {
	    [ENTRY_KIND] = MODE_KIND,
	    [ENTRY_TEXT] = MODE_TEXT,
	    [ENTRY_CHECK] = MODE_CHECK,
	    [ENTRY_MINUTES] = MODE_MINUTES,
	    [ENTRY_THEME] = MODE_THEME,
	};
	const struct note_entry *model = data;

	(void)facts;
	return model->dialog.open ? MODE_DIALOG : modes[model->state];
}

bool
note_entry_typing(const void *data, const struct facts *facts)
{
	const struct note_entry *model = data;

	(void)facts;
	return model->dialog.open || model->state == ENTRY_TEXT ||
	       model->state == ENTRY_MINUTES;
}

/* In a huddle nothing times out. */
static int
entry_idle(const void *data, const struct facts *facts)
{
	const struct note_entry *model = data;

	return model->in_huddle ? 0 : idle_seconds(&model->idle, facts);
}

const struct screen screen_note_entry = {
    .keymap = &keymap,
    .model_size = sizeof(struct note_entry),
    .init = entry_init,
    .update = entry_update,
    .view = note_entry_view,
    .modes = note_entry_modes,
    .typing = note_entry_typing,
    .idle = entry_idle,
    .still = true,
    .done = entry_done,
};
