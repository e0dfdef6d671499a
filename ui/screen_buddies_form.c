/*
 * The two forms of the page of buddies: who joins, and how long a new round
 * shall be. See screen_buddies.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/screen_buddies.h"
#include "util/i18n.h"
#include "util/mem.h"

#define CHOICES_CHARACTERS 400
#define ABOUT_ROWS 4
#define ABOUT_ROWS_WIDE 12 /* in the second column */
#define EXAMPLE_ROWS 3

static const char *const examples[JOIN_FIELDS] = {
    [JOIN_NAME] = N_("Your name or a nickname, as your colleagues know it."),
    [JOIN_ROLE] = N_("Such as: nurse, aide, physician. It may stay empty."),
    [JOIN_SHIFTS] = N_("When you work. Buddies who share shifts meet."),
    [JOIN_WISHES] =
        N_("With whom you would like to be: a few names, with commas."),
    [JOIN_NOT_WITH] =
        N_("With whom you never want to be. No page or print shows it."),
};

/* --- beginning --- */

void
mates_join(struct mates *model)
{
	struct inputs *inputs = &model->inputs;
	struct input *shifts;

	inputs_add(inputs, _("Name"), 1, BUDDY_NAME_MAX, "");
	inputs_add(inputs, _("Role"), 1, BUDDY_NAME_MAX, "");
	shifts = inputs_add(inputs, _("Shifts"), 1, 1, "");
	input_option(shifts, _("days"));
	input_option(shifts, _("nights"));
	input_option(shifts, _("both"));
	shifts->choice = model->shifts = BUDDY_BOTH - 1;
	model->role = mem_copy("");
	inputs_add(inputs, _("Wishes"), 1, CHOICES_CHARACTERS, "");
	inputs_add(inputs, _("Not with"), 1, CHOICES_CHARACTERS, "");
	model->look = MATES_JOIN;
}

/* Begins with the weeks of the proposal that there is. */
void
mates_weeks(struct mates *model, const struct facts *facts)
{
	const struct fact_buddies *buddies = &facts->buddies;
	const struct buddy_round *proposed = buddies->proposed;
	bool anew = proposed && proposed->anew;
	int weeks = buddies->weeks;
	struct input *which;
	char text[16];

	if (proposed && !anew)
		weeks = (proposed->to - proposed->from + 1) / 7;
	snprintf(text, sizeof(text), "%d", weeks);
	inputs_add(&model->inputs, _("Weeks"), 1, 2, text)->columns = 8;
	if (buddies->confirmed) {
		which = inputs_add(&model->inputs, _("Which"), 1, 1, "");
		input_option(which, _("new one, from today"));
		input_option(which, _("this round, few changes"));
		which->choice = anew;
	}
	model->look = MATES_WEEKS;
}

void
mates_form_end(struct mates *model)
{
	inputs_done(&model->inputs);
	free(model->filled);
	free(model->role);
	model->filled = model->role = NULL;
}

static const char *
typed(const struct mates *model, int field)
{
	return buf_text(&model->inputs.list[field].text.text);
}

bool
mates_form_written(const struct mates *model)
{
	if (model->look != MATES_JOIN)
		return false;
	for (int i = 0; i < model->inputs.count; i++)
		if (!text_blank(typed(model, i)))
			return true;
	return false;
}

/* --- names that are known --- */

/* The name at the end of a field; of several the last. */
static const char *
last_name(const struct mates *model)
{
	const char *text = typed(model, model->inputs.focus);
	const char *comma = strrchr(text, ',');

	text = comma && model->inputs.focus > JOIN_NAME ? comma + 1 : text;
	return text + strspn(text, " ");
}

static bool
names_field(const struct mates *model)
{
	int focus = model->inputs.focus;

	return model->look == MATES_JOIN &&
	       (focus == JOIN_NAME || focus == JOIN_WISHES ||
	           focus == JOIN_NOT_WITH);
}

/* Who may be meant: the first whose name goes on as what is typed begins. */
static const struct buddy *
meant(const struct mates *model, const struct facts *facts)
{
	const struct fact_buddies *buddies = &facts->buddies;
	const struct buddy *found = NULL;
	struct buf folded = BUF_INIT;

	if (!names_field(model) || *last_name(model) == '\0')
		return NULL;
	utf8_fold(&folded, last_name(model));
	for (int i = 0; i < buddies->person_count && !found; i++)
		if (folded.len > 0 &&
		    strncmp(buddies->people[i].folded, buf_text(&folded),
		        folded.len) == 0 &&
		    buddies->people[i].folded[folded.len])
			found = &buddies->people[i];
	buf_done(&folded);
	return found;
}

/* Right at the end of the field takes it. */
static bool
complete(struct mates *model, const struct facts *facts, uint32_t key)
{
	struct editor *editor = &model->inputs.list[model->inputs.focus].text;
	const struct buddy *person = meant(model, facts);
	char *text;

	if (key != K_RIGHT || !person || editor->cursor != editor->text.len)
		return false;
	text = mem_printf("%.*s%s",
	    (int)(last_name(model) - buf_text(&editor->text)),
	    buf_text(&editor->text), person->name);
	editor_set(editor, text);
	free(text);
	return true;
}

static bool
role_touched(const struct mates *model)
{
	return strcmp(typed(model, JOIN_ROLE), model->role) != 0;
}

static bool
shifts_touched(const struct mates *model)
{
	return model->inputs.list[JOIN_SHIFTS].choice != model->shifts;
}

/* Somebody known: what they told, of what everybody can read. Somebody else:
 * nothing of whoever stood there before. What was typed stays. */
static void
fill_known(struct mates *model, const struct facts *facts)
{
	const struct buddy *person = mates_find(facts, typed(model, JOIN_NAME));
	const char *folded = person ? person->folded : "";
	const char *role = person ? person->role : "";
	int shifts = (int)(person ? person->shifts & BUDDY_BOTH : BUDDY_BOTH);

	if (strcmp(model->filled ? model->filled : "", folded) == 0)
		return;
	if (!role_touched(model))
		editor_set(&model->inputs.list[JOIN_ROLE].text, role);
	if (!shifts_touched(model))
		model->inputs.list[JOIN_SHIFTS].choice = shifts - 1;
	free(model->filled);
	free(model->role);
	model->filled = mem_copy(folded);
	model->role = mem_copy(role);
	model->shifts = shifts - 1;
}

/* --- sending --- */

/* Names between commas. None: what was told before stays; "-" takes it back.
 * False if there are too many. */
static bool
take_names(struct mates *model, int field, struct buddy *person, int kind)
{
	const char *at = typed(model, field);
	int count = 0;

	person->choices[kind].count = text_blank(at) ? -1 : 0;
	if (text_blank(at) || strcmp(at, "-") == 0)
		return true;
	for (size_t len; *at; at += len + (at[len] == ',')) {
		char *name;

		len = strcspn(at, ",");
		name = mem_copy_bytes(at, len);
		if (!text_blank(name) && count < BUDDY_CHOICES_MAX)
			person->choices[kind].names[count] = mem_copy(name);
		count += !text_blank(name);
		free(name);
	}
	person->choices[kind].count =
	    count < BUDDY_CHOICES_MAX ? count : BUDDY_CHOICES_MAX;
	return count <= BUDDY_CHOICES_MAX;
}

static void
wrong(struct mates *model, int field, const char *text)
{
	model->inputs.focus = field;
	input_error(&model->inputs.list[field], text);
}

static void
send_join(
    struct mates *model, const struct facts *facts, struct effects *effects)
{
	struct buddy_request *request;
	struct buddy *person;
	bool wishes, apart;
	char text[96];

	if (text_blank(typed(model, JOIN_NAME))) {
		wrong(model, JOIN_NAME, _("A name or a nickname is needed."));
		return;
	}
	fill_known(model, facts);
	mates_about(model, typed(model, JOIN_NAME), NULL);
	request = mates_request(
	    model, effects, BUDDY_ACT_JOIN, typed(model, JOIN_NAME));
	person = &request->person;
	/* What was not touched may have been told anew meanwhile. */
	if (role_touched(model))
		person->role = mem_copy(typed(model, JOIN_ROLE));
	if (shifts_touched(model))
		person->shifts =
		    (unsigned)model->inputs.list[JOIN_SHIFTS].choice +
		    BUDDY_DAYS;
	wishes = take_names(model, JOIN_WISHES, person, BUDDY_WISH);
	apart = take_names(model, JOIN_NOT_WITH, person, BUDDY_NOT_WITH);
	if (wishes && apart)
		return;
	buddy_request_free(request);
	effects->count--;
	snprintf(
	    text, sizeof(text), _("%d names are the most."), BUDDY_CHOICES_MAX);
	wrong(model, wishes ? JOIN_NOT_WITH : JOIN_WISHES, text);
}

static void
send_weeks(struct mates *model, struct effects *effects)
{
	const struct inputs *inputs = &model->inputs;
	bool anew = inputs->count > WEEKS_WHICH &&
	            inputs->list[WEEKS_WHICH].choice == 1;
	char *end;
	long weeks = strtol(typed(model, WEEKS_WEEKS), &end, 10);
	struct buddy_request *request;
	char text[96];

	if (!anew && (*end || weeks < 1 || weeks > MATES_WEEKS_MAX)) {
		snprintf(text, sizeof(text), _("A round has 1 to %d weeks."),
		    MATES_WEEKS_MAX);
		wrong(model, WEEKS_WEEKS, text);
		return;
	}
	request = mates_request(model, effects, BUDDY_ACT_PROPOSE, NULL);
	request->weeks = anew ? 0 : (int)weeks;
	request->anew = anew;
}

static void
leave_form(struct mates *model, const struct facts *facts)
{
	if (mates_form_written(model)) {
		mates_ask_throw(model);
		return;
	}
	model->look = model->look == MATES_WEEKS && facts->buddies.proposed
	                  ? MATES_PROPOSAL
	                  : MATES_PAGE;
	mates_form_end(model);
}

void
mates_form_key(struct mates *model, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	int from = model->inputs.focus;

	if (event->key == K_ESC) {
		leave_form(model, facts);
		return;
	}
	if (complete(model, facts, event->key))
		return;
	switch (inputs_key(&model->inputs, event->key, MATES_COLUMNS)) {
	case INPUTS_SEND:
		if (model->look == MATES_JOIN)
			send_join(model, facts, effects);
		else
			send_weeks(model, effects);
		break;
	case INPUTS_MOVED:
		if (model->look == MATES_JOIN && from == JOIN_NAME)
			fill_known(model, facts);
		break;
	case INPUTS_TAKEN:
	case INPUTS_OTHER:
		break;
	}
}

/* --- looks --- */

/* What helps with the field in focus. */
static void
view_example(const struct mates *model, const struct facts *facts,
    struct cells *cells, const struct area *area)
{
	const struct buddy *person = meant(model, facts);
	int focus = model->inputs.focus;
	struct area text = *area;
	char line[256];

	if (person)
		snprintf(
		    line, sizeof(line), _("Right arrow: %s"), person->name);
	else if (focus > JOIN_NAME && names_field(model) && *last_name(model) &&
	         strcmp(last_name(model), "-") != 0 &&
	         !mates_find(facts, last_name(model)))
		snprintf(line, sizeof(line),
		    _("Nobody called \"%.60s\" has joined yet; it counts once "
		      "they do."),
		    last_name(model));
	else
		snprintf(line, sizeof(line), "%s", _(examples[focus]));
	area_wrap(cells, &text, EXAMPLE_ROWS, STYLE_DIM, line);
}

static void
view_join(const struct mates *model, const struct facts *facts,
    struct cells *cells, struct area *area)
{
	const struct buddy *known = mates_find(facts, typed(model, JOIN_NAME));
	char text[512];

	if (known)
		snprintf(text, sizeof(text),
		    _("%s has joined: this changes what they told. Wishes and "
		      "\"not with\" are never shown; they stay as they were "
		      "where the field is empty, and - takes them back."),
		    known->name);
	else
		snprintf(text, sizeof(text), "%s",
		    _("Everybody reads your name, role and shifts. Wishes are "
		      "for the matching alone. \"Not with\" is read by nobody "
		      "and never shown. You can leave at any time."));
	area_wrap(cells, area, ABOUT_ROWS_WIDE, STYLE_NORMAL, text);
}

static void
view_weeks(const struct facts *facts, struct cells *cells, struct area *area)
{
	area_wrap(cells, area, ABOUT_ROWS_WIDE, STYLE_NORMAL,
	    _("Everybody who joined gets a buddy, the best for all together; "
	      "nothing holds before you confirm it. Groups that are locked "
	      "stay."));
	if (facts->buddies.confirmed)
		area_wrap(cells, area, ABOUT_ROWS, STYLE_DIM,
		    _("\"This round\" keeps the days of the one that runs, "
		      "and as many groups as it can."));
}

void
mates_form_view(const struct mates *model, const struct facts *facts,
    struct cells *cells, struct area *main, struct area *side)
{
	bool wide = side->columns > 0;
	struct area *above = wide ? side : main;

	if (model->look == MATES_JOIN) {
		struct area about = *above;

		about.rows = wide ? about.rows : ABOUT_ROWS;
		view_join(model, facts, cells, &about);
		if (wide)
			area_skip(&about, 1);
		area_skip(above, wide ? about.row - above->row : ABOUT_ROWS);
		view_example(model, facts, cells, above);
		area_skip(above, wide ? 0 : EXAMPLE_ROWS);
	} else {
		view_weeks(facts, cells, above);
		area_skip(above, 1);
	}
	inputs_view(&model->inputs, cells, main->row, main->column,
	    MATES_COLUMNS, main->rows);
}
