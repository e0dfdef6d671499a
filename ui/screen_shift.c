/*
 * Numbers of the shift, from the huddle's last step: one field each, with
 * what the store has for the shift. Nobody has to fill any of them in.
 */
#include <stdio.h>
#include <string.h>

#include "ui/layout.h"
#include "ui/parts.h"
#include "util/i18n.h"

#define STOP 34 /* titles have at most 30 characters */
#define COLUMNS 8
#define FORM_COLUMNS (LAYOUT_COLUMNS_MIN - 2 * LAYOUT_MARGIN)

enum command {
	COMMAND_FIELD = 1, /* the form's own keys */
	COMMAND_LEAVE,
	COMMAND_ANSWER,
};

enum {
	MODE_ON = 1 << 0,   /* fields follow */
	MODE_LAST = 1 << 1, /* the last field */
	MODE_DIALOG = 1 << 2,
};

struct model {
	struct shift_date shift; /* that the numbers are of */
	/* What the store had, by the fields. */
	int32_t was[SHIFT_FIELDS_MAX];
	struct inputs inputs;
	struct dialog dialog; /* that something is typed */
	struct toast toast;
};

static const struct binding bindings[] = {
    {
        .modes = MODE_ON,
        .keys = {K_ENTER},
        .command = COMMAND_FIELD,
        .place = PLACE_FOOTER,
        .label = N_("next"),
        .help = N_("In any field but the last: on to the next one."),
    },
    {
        .modes = MODE_LAST,
        .keys = {K_ENTER},
        .command = COMMAND_FIELD,
        .place = PLACE_FOOTER,
        .label = N_("keep"),
        .help = N_("In the last field: keep the numbers."),
    },
    {
        .modes = MODE_ON,
        .keys = {K_CONTROL('S'), K_F10},
        .command = COMMAND_FIELD,
        .place = PLACE_FOOTER,
        .label = N_("keep"),
        .help = N_("In any field: keep the numbers."),
    },
    {
        .modes = MODE_ON | MODE_LAST,
        .keys = {K_ESC},
        .command = COMMAND_LEAVE,
        .place = PLACE_FOOTER,
        .label = N_("leave"),
        .help = N_("Leave: what the store has stays as it is."),
    },
    {
        .modes = MODE_DIALOG,
        .keys = {K_ENTER},
        .command = COMMAND_ANSWER,
        .place = PLACE_FOOTER,
        .label = N_("choose"),
        .help = N_("Answer the question with the mark."),
    },
    {
        .modes = MODE_ON | MODE_LAST,
        .keys = {K_TAB, K_DOWN},
        .command = COMMAND_FIELD,
        .help = N_("On to the next field."),
    },
    {
        .modes = MODE_ON | MODE_LAST,
        .keys = {K_BACKTAB, K_UP},
        .command = COMMAND_FIELD,
        .place = PLACE_FOOTER,
        .label = N_("back"),
        .help = N_("Back to the field before."),
    },
};

static const struct keymap keymap = {
    .title = N_("Numbers of the shift"),
    .bindings = bindings,
    .count = sizeof(bindings) / sizeof(bindings[0]),
};

/* What the store had of a field, as its field had it. */
static void
was_text(const struct model *model, int field, char out[16])
{
	out[0] = '\0';
	if (model->was[field] != SHIFT_NUMBER_NONE)
		snprintf(out, 16, "%d", (int)model->was[field]);
}

/* The shift stays the one of this moment, even if the huddle is ended at
 * another keyboard, or the next shift begins, while somebody counts. */
static void
shift_init(void *data, const struct facts *facts)
{
	struct model *model = data;

	model->shift = facts->running_id ? facts->running_shift : facts->shift;
	for (int i = 0; i < facts->shift_number_count; i++) {
		const struct fact_shift_number *number =
		    &facts->shift_numbers[i];
		struct input *input;
		char text[16];

		model->was[i] = number->value;
		was_text(model, i, text);
		input = inputs_add(
		    &model->inputs, number->field->title, 1, 6, text);
		input->stop = STOP;
		input->columns = COLUMNS;
	}
}

static void
shift_done(void *data)
{
	inputs_done(&((struct model *)data)->inputs);
}

/* An empty field says that there is no number, and takes out the one that was
 * there. A fault stands below its field. */
static bool
take(struct input *input, const struct shift_field *field, int32_t *value)
{
	const char *text = buf_text(&input->text.text);
	char error[160];

	*value = SHIFT_NUMBER_NONE;
	if (text[strspn(text, " ")] == '\0')
		return true;
	if (!shift_number_parse(text, value))
		snprintf(error, sizeof(error),
		    _("A whole number, please, or nothing."));
	else if (*value > field->most)
		snprintf(error, sizeof(error),
		    _("%d at most, says huddle.conf (shift_numbers.most)."),
		    field->most);
	else
		return true;
	input_error(input, error);
	return false;
}

/* Nothing is kept before all of it is right, and then only what was changed:
 * somebody may have told the rest meanwhile. */
static void
send(struct model *model, const struct facts *facts, struct effects *effects)
{
	struct effect ready = {.number_count = 0}, *effect;
	int faulty = -1;

	for (int i = 0; i < model->inputs.count; i++) {
		const struct shift_field *field = facts->shift_numbers[i].field;
		struct shift_number *number =
		    &ready.numbers[ready.number_count];

		*number = (struct shift_number){.shift = model->shift};
		memcpy(number->field, field->id, ID_SIZE);
		if (!take(&model->inputs.list[i], field, &number->value))
			faulty = faulty < 0 ? i : faulty;
		else
			ready.number_count += number->value != model->was[i];
	}
	if (faulty >= 0) {
		model->inputs.focus = faulty;
		return;
	}
	/* Enter through all fields is a way to look at them. */
	if (ready.number_count == 0) {
		effects_add(effects, EFFECT_BACK);
		return;
	}
	effect = effects_add(effects, EFFECT_SHIFT_NUMBERS);
	memcpy(effect->numbers, ready.numbers, sizeof(ready.numbers));
	effect->number_count = ready.number_count;
}

/* True if a field does not say what the store had. */
static bool
is_typed(const struct model *model)
{
	for (int i = 0; i < model->inputs.count; i++) {
		char was[16];

		was_text(model, i, was);
		if (strcmp(buf_text(&model->inputs.list[i].text.text), was) !=
		    0)
			return true;
	}
	return false;
}

static void
leave(struct model *model, struct effects *effects)
{
	if (!is_typed(model)) {
		effects_add(effects, EFFECT_BACK);
		return;
	}
	dialog_open(&model->dialog, 0, _("Leave without these numbers?"),
	    _("What is typed here is thrown away; what the store has stays."));
	dialog_choice(&model->dialog, 't', _("throw it away"));
	dialog_choice(&model->dialog, 'k', _("keep writing"));
	model->dialog.focus = 1;
}

static void
press(struct model *model, const struct facts *facts, const struct event *event,
    struct effects *effects)
{
	toast_clear(&model->toast);
	if (model->dialog.open) {
		if (dialog_key(&model->dialog, event->key) == 0)
			effects_add(effects, EFFECT_BACK);
		return;
	}
	switch (inputs_key(&model->inputs, event->key, FORM_COLUMNS)) {
	case INPUTS_SEND:
		send(model, facts, effects);
		break;
	case INPUTS_OTHER:
		if (event->command == COMMAND_LEAVE)
			leave(model, effects);
		break;
	case INPUTS_MOVED:
	case INPUTS_TAKEN:
		break;
	}
}

static void
shift_update(void *data, const struct facts *facts, const struct event *event,
    struct effects *effects)
{
	struct model *model = data;

	if (event->kind == EVENT_KEY)
		press(model, facts, event, effects);
	else if (event->kind == EVENT_DONE && event->status == OK)
		effects_add(effects, EFFECT_BACK);
	else if (event->kind == EVENT_DONE)
		part_failed(&model->toast,
		    _("The numbers are not kept yet; they are still here. "
		      "Ctrl-S tries again."),
		    event->text);
}

static unsigned
shift_modes(const void *data, const struct facts *facts)
{
	const struct model *model = data;

	(void)facts;
	if (model->dialog.open)
		return MODE_DIALOG;
	return model->inputs.focus + 1 < model->inputs.count ? MODE_ON
	                                                     : MODE_LAST;
}

static bool
shift_typing(const void *data, const struct facts *facts)
{
	(void)data;
	(void)facts;
	return true;
}

static void
shift_view(const void *data, const struct facts *facts, struct cells *cells)
{
	const struct model *model = data;
	struct area main, side;
	char date[64], place[96];

	area_body(cells, &main, &side);
	layout_date(facts, model->shift.day, date);
	snprintf(place, sizeof(place), "%s " SIGN_DOT " %s", date,
	    part_shift(model->shift.shift));
	layout_header(cells, _("Numbers of the shift"), NULL, place);
	area_wrap(cells, &main, 2, STYLE_DIM,
	    _("Of the unit, never of people. What nobody knows stays empty."));
	area_skip(&main, 1);
	if (!model->dialog.open)
		inputs_view(&model->inputs, cells, main.row, main.column,
		    FORM_COLUMNS, main.rows);
	toast_view(&model->toast, cells);
	layout_footer(
	    cells, &keymap, shift_modes(model, facts) | KEYMAP_TYPING);
	dialog_view(&model->dialog, cells);
}

/* Like the huddle below it, it never idles out. */
static int
shift_idle(const void *data, const struct facts *facts)
{
	(void)data;
	(void)facts;
	return 0;
}

const struct screen screen_shift = {
    .keymap = &keymap,
    .model_size = sizeof(struct model),
    .init = shift_init,
    .update = shift_update,
    .view = shift_view,
    .modes = shift_modes,
    .typing = shift_typing,
    .idle = shift_idle,
    .still = true,
    .done = shift_done,
};
