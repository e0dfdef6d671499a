/*
 * The home page: is the box open, when is the huddle, what became of what was
 * said, what is new, what did the room say last. What a person needs in the
 * seconds of walking by.
 */
#include <stdio.h>
#include <string.h>

#include "core/disclosure.h"
#include "ui/layout.h"
#include "ui/parts.h"
#include "ui/parts_release.h"
#include "ui/screen_checkin.h"
#include "ui/screen_home.h"
#include "util/i18n.h"

#define STOP 26 /* where values begin, from the margin */
#define WALKUPS_SHOWN 3
#define TOPIC_ROWS 2 /* the buddies' topic, and what is above it */

enum command {
	COMMAND_CHECKIN = 1,
	COMMAND_HUDDLE,
	COMMAND_NOTES_PAGE,
	COMMAND_ACTIONS,
	COMMAND_BUDDIES,
	COMMAND_TRENDS,
	COMMAND_REVIEW,
	COMMAND_SAID,
	COMMAND_RELEASES,
	COMMAND_QUIT,
	COMMAND_WALKUP,
};

/* A bit of the keymap's modes. */
enum {
	MODE_WALKUP = 1 << 0, /* a walk-up box is open */
};

struct model {
	struct toast toast;
	struct idle idle;
	bool was_running; /* a huddle ran when this page was last seen */
	struct fact_huddle last;
};

static const struct binding bindings[] = {
    {
        .keys = {'c'},
        .command = COMMAND_CHECKIN,
        .place = PLACE_FOOTER,
        .label = N_("check in"),
        .help = N_("Check in: one key an answer, then Enter."),
    },
    {
        .keys = {'h'},
        .command = COMMAND_HUDDLE,
        .place = PLACE_FOOTER,
        .label = N_("huddle"),
        .help = N_("Hold a huddle, or go on with the one under way."),
    },
    {
        .keys = {'n'},
        .command = COMMAND_NOTES_PAGE,
        .place = PLACE_FOOTER,
        .label = N_("notes"),
        .help = N_("Read what was noted, or add a note."),
    },
    {
        .keys = {'a'},
        .command = COMMAND_ACTIONS,
        .place = PLACE_FOOTER,
        .label = N_("actions"),
        .help = N_("The action board: new, agreed, tested, done."),
    },
    {
        .keys = {'b'},
        .command = COMMAND_BUDDIES,
        .place = PLACE_FOOTER,
        .label = N_("buddies"),
        .help = N_("Buddies: this week's topic, who is with whom."),
    },
    {
        .keys = {'t'},
        .command = COMMAND_TRENDS,
        .place = PLACE_FOOTER,
        .label = N_("trends"),
        .help = N_("How answers went over weeks, what got better first."),
    },
    {
        .modes = MODE_WALKUP,
        .keys = {'w'},
        .command = COMMAND_WALKUP,
        .place = PLACE_FOOTER,
        .label = N_("walk-up box"),
        .help = N_("Answer what stands open beside the huddles."),
    },
    {
        .keys = {'m'},
        .command = COMMAND_REVIEW,
        .place = PLACE_FOOTER,
        .label = N_("review"),
        .help = N_("The manager's review: what needs somebody."),
    },
    {
        .keys = {'y'},
        .command = COMMAND_SAID,
        .place = PLACE_FOOTER,
        .label = N_("what became of it"),
        .help = N_("What became of what you said, and what waits."),
    },
    {
        .keys = {'o'},
        .command = COMMAND_RELEASES,
        .place = PLACE_FOOTER,
        .label = N_("what leaves"),
        .help = N_("What leaves this unit, exactly as it was sent."),
    },
    {
        .keys = {'q'},
        .command = COMMAND_QUIT,
        .place = PLACE_FOOTER,
        .label = N_("leave"),
        .help = N_("Leave the program; nothing stays on the screen."),
    },
};

static const struct keymap keymap = {
    .title = N_("Home"),
    .bindings = bindings,
    .count = sizeof(bindings) / sizeof(bindings[0]),
};

static void
remember(struct model *model, const struct facts *facts)
{
	model->was_running = facts->running_agenda != NULL;
	model->last = facts->last_huddle;
}

static void
home_init(void *data, const struct facts *facts)
{
	remember(data, facts);
}

/* --- update --- */

static bool
same_huddle(const struct fact_huddle *a, const struct fact_huddle *b)
{
	return a->any == b->any && a->shift.day == b->shift.day &&
	       a->shift.shift == b->shift.shift && a->seconds == b->seconds &&
	       a->headcount == b->headcount && a->checkins == b->checkins &&
	       a->notes == b->notes;
}

/* Back from a huddle: says how it ended. */
static void
notice_end(struct model *model, const struct facts *facts)
{
	const struct fact_huddle *last = &facts->last_huddle;
	char minutes[32];

	part_minutes(last->seconds, minutes);
	if (!same_huddle(last, &model->last))
		toast_say(&model->toast,
		    _("The huddle is kept: %s, %d there, %d checked in."),
		    minutes, (int)last->headcount, (int)last->checkins);
	else if (model->was_running && !facts->running_agenda)
		toast_say(&model->toast, _("The huddle is dropped."));
	remember(model, facts);
}

static bool
any_box(const struct facts *facts)
{
	return facts->huddle_round || facts->round_count > 0;
}

static void
check_in(
    struct model *model, const struct facts *facts, struct effects *effects)
{
	char when[96];

	if (facts->box_due && !facts->huddle_round) {
		effects_add(effects, EFFECT_BOX_OPEN);
	} else if (any_box(facts) || facts->trouble[0]) {
		/* To the huddle's box if it is open, else to another, or to
		 * why that is not known. */
		checkin_go(facts, 0, effects);
	} else if (facts->planned_any) {
		part_planned(facts, PLAN_BOX_MINUTES, when, sizeof(when));
		toast_say(&model->toast,
		    _("The box is closed; it opens at %s. h holds a huddle "
		      "now."),
		    when);
	} else {
		toast_say(&model->toast,
		    _("The box is closed; it opens with a huddle. h holds one "
		      "now."));
	}
}

static void
run_command(struct model *model, const struct facts *facts, int command,
    struct effects *effects)
{
	static const enum screen_id leads[] = {
	    [COMMAND_HUDDLE] = SCREEN_HUDDLE,
	    [COMMAND_NOTES_PAGE] = SCREEN_NOTES,
	    [COMMAND_ACTIONS] = SCREEN_BOARD,
	    [COMMAND_BUDDIES] = SCREEN_BUDDIES,
	    [COMMAND_TRENDS] = SCREEN_TRENDS,
	    [COMMAND_REVIEW] = SCREEN_REVIEW,
	    [COMMAND_SAID] = SCREEN_SAID,
	    [COMMAND_RELEASES] = SCREEN_RELEASES,
	};

	if (command == COMMAND_CHECKIN)
		check_in(model, facts, effects);
	else if (command == COMMAND_QUIT)
		effects_add(effects, EFFECT_QUIT);
	else if (command == COMMAND_WALKUP)
		checkin_go(facts, CHECKIN_WALKUP, effects);
	else if (command > COMMAND_CHECKIN && command < COMMAND_QUIT)
		effects_add(effects, EFFECT_GO)->screen = leads[command];
}

static void
effect_done(struct model *model, const struct facts *facts,
    const struct event *event, struct effects *effects)
{
	if (event->effect == EFFECT_RELOAD)
		remember(model, facts);
	if (event->effect == EFFECT_QUESTIONS && event->status < 0)
		part_failed(&model->toast,
		    _("The questions cannot be read; nothing was lost."),
		    event->text);
	if (event->effect != EFFECT_BOX_OPEN)
		return;
	/* It may have been opened at another keyboard a moment before. */
	if (event->status < 0 && !facts->huddle_round)
		part_failed(&model->toast,
		    _("The box is not open yet; c tries again."), event->text);
	else
		checkin_go(facts, 0, effects);
}

static void
home_update(void *data, const struct facts *facts, const struct event *event,
    struct effects *effects)
{
	struct model *model = data;

	if (idle_over(&model->idle, facts, event, &model->toast)) {
		effects_add(effects, EFFECT_GO)->screen = SCREEN_IDLE;
		return;
	}
	switch (event->kind) {
	case EVENT_ENTER:
		notice_end(model, facts);
		if (event->argument == HOME_OVERTAKEN)
			toast_say(&model->toast,
			    _("This huddle was ended at another keyboard."));
		/* After check-ins only their number is known anew. */
		if (event->argument < 0)
			effects_add(effects, EFFECT_RELOAD);
		break;
	case EVENT_KEY:
		run_command(model, facts, event->command, effects);
		break;
	case EVENT_TICK: /* others may have checked in elsewhere */
		remember(model, facts);
		effects_add(effects, EFFECT_RELOAD);
		break;
	case EVENT_DONE:
		effect_done(model, facts, event, effects);
		break;
	case EVENT_IDLE:
		break;
	}
}

/* --- view --- */

static void
pair(struct cells *cells, struct area *area, enum style style,
    const char *label, const char *value)
{
	if (area->rows < 1)
		return;
	cells_text(cells, area->row, area->column, STOP - 1, style, label);
	cells_text(cells, area->row, area->column + STOP, area->columns - STOP,
	    STYLE_NORMAL, value);
	area_skip(area, 1);
}

static void
view_running(struct cells *cells, struct area *area, const struct facts *facts)
{
	const struct run *run = &facts->run;
	char where[256];

	pair(cells, area, STYLE_BOLD, _("A huddle is under way"),
	    _("h goes on where it stood"));
	snprintf(where, sizeof(where), _("step %d of %d, %s"), run->step + 1,
	    facts->running_agenda->step_count,
	    facts->running_agenda->steps[run->step].title);
	pair(cells, area, STYLE_NORMAL, facts->running_agenda->title, where);
}

static void
view_box(struct cells *cells, struct area *area, const struct facts *facts)
{
	char text[96];

	if (facts->huddle_round) {
		part_checked_in(
		    facts->huddle_round->checkins, text, sizeof(text));
		pair(cells, area, STYLE_BOLD, _("The box is open"), text);
	} else if (facts->box_due && !facts->running_agenda) {
		pair(cells, area, STYLE_BOLD, _("The box is open"),
		    _("nobody has checked in yet"));
	}
}

/* "daily, 5 minutes" */
static void
plan_text(const struct facts *facts, char *out, size_t size)
{
	char minutes[32];

	out[0] = '\0';
	if (!facts->planned_agenda)
		return;
	part_minutes(agenda_seconds(facts->planned_agenda), minutes);
	snprintf(out, size, "%s, %s", facts->planned_agenda->title, minutes);
}

static void
view_plan(struct cells *cells, struct area *area, const struct facts *facts)
{
	char when[96], label[128], plan[128], text[256];

	if (facts->running_agenda)
		return;
	if (!facts->planned_any) {
		pair(cells, area, STYLE_NORMAL, _("No huddle is planned"),
		    _("h holds one at any time"));
		return;
	}
	plan_text(facts, plan, sizeof(plan));
	part_planned(facts, 0, when, sizeof(when));
	if (facts->box_due || facts->huddle_round) {
		snprintf(label, sizeof(label),
		    facts->planned.minutes_until < 0 ? _("Huddle was at %s")
		                                     : _("Huddle at %s"),
		    when);
		pair(cells, area, STYLE_NORMAL, label, plan);
		return;
	}
	snprintf(text, sizeof(text), "%s " SIGN_DOT " %s", when, plan);
	pair(cells, area, STYLE_NORMAL, _("Next huddle"), text);
	part_time(facts->planned.plan->minute - PLAN_BOX_MINUTES, when);
	pair(cells, area, STYLE_NORMAL, _("Its box opens"), when);
}

/* Not who of those that pass by has answered. */
static void
walkup_text(const struct fact_round *round, char *out, size_t size)
{
	int32_t checkins = disclosure_checkins(round->checkins);

	if (round->changed)
		snprintf(out, size, "%s",
		    _("its questions were changed; close or void it"));
	else if (checkins == 0)
		snprintf(out, size, "%s", _("open; w answers"));
	else
		snprintf(out, size,
		    _("open, %d or more have checked in; w answers"),
		    (int)checkins);
}

static void
view_walkups(struct cells *cells, struct area *area, const struct facts *facts)
{
	char text[128];
	int left = part_walkups(facts, text, sizeof(text)), shown = 0;

	for (int i = 0; i < facts->round_count; i++) {
		const struct fact_round *round = &facts->rounds[i];

		if (!round->walkup)
			continue;
		if (++shown == WALKUPS_SHOWN && left > 1) {
			snprintf(text, sizeof(text), _("and %d more"), left);
			pair(cells, area, STYLE_NORMAL, text,
			    _("open; w answers"));
			return;
		}
		walkup_text(round, text, sizeof(text));
		pair(cells, area, STYLE_NORMAL,
		    part_round_title(round, facts->language), text);
		left--;
	}
}

/* True if no release waits longer than it should. */
static bool
at_rest(const struct facts *facts)
{
	return facts->ledger.waiting == 0 && facts->ledger.lost == 0 &&
	       !part_ledger_late(facts) && !part_ledger_doubt(facts);
}

/* Where the releases stand, once there is something to say. */
static void
view_releases(struct cells *cells, struct area *area, const struct facts *facts)
{
	const struct fact_ledger *ledger = &facts->ledger;
	bool late = part_ledger_late(facts);
	char text[96];

	if (part_ledger_doubt(facts))
		area_wrap(cells, area, 2, STYLE_ALERT,
		    _("The clock seems wrong; nothing is sealed until a "
		      "manager looks: o"));
	if (ledger->count == 0 || at_rest(facts))
		return;
	part_ledger(facts, text, sizeof(text));
	pair(cells, area, late ? STYLE_ALERT : STYLE_NORMAL,
	    ledger->address && ledger->waiting > 0 ? _("Waits to be sent")
	                                           : _("Last release"),
	    text);
}

/* Nothing that anybody has to look at: at the right of what is above. */
static void
view_sent(
    struct cells *cells, const struct area *below, const struct facts *facts)
{
	char release[96], text[160];

	if (facts->ledger.count == 0 || !at_rest(facts) ||
	    facts->running_agenda)
		return;
	part_ledger(facts, release, sizeof(release));
	snprintf(text, sizeof(text), _("last release: %s"), release);
	cells_right(cells, below->row - 1, below->column + below->columns,
	    STYLE_DIM, text);
}

/* A unit's first day: what to press first. */
static void
view_first(struct cells *cells, struct area *area)
{
	static const char *const lines[][2] = {
	    {"h", N_("holds a huddle. Every step says what to do; ten "
	             "minutes are enough.")},
	    {"c", N_("checks in, one person after the other, when the box is "
	             "open.")},
	    {"n", N_("reads the notes and adds one: what matters, what gets in "
	             "the way.")},
	    {"?", N_("explains the page you are on, and why nobody can trace "
	             "an answer.")},
	};

	area_heading(cells, area, _("The first huddle"), 0, NULL);
	area_skip(area, 1);
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		struct area text = *area;

		if (area->rows < 2)
			return;
		cells_text(cells, area->row, area->column, 1, STYLE_ACCENT,
		    lines[i][0]);
		text.column += 4;
		text.columns -= 4;
		area_wrap(cells, &text, 2, STYLE_NORMAL, _(lines[i][1]));
		area_skip(area, text.row - area->row);
	}
}

static void
view_roles(struct cells *cells, struct area *area, const struct facts *facts)
{
	if (!facts->open_roles)
		return;
	cells_text(cells, area->row + area->rows - 1, area->column,
	    area->columns, STYLE_DIM,
	    _("No PINs are set: every role is open to everyone here."));
	area->rows--;
}

/* What is wrong with the store, or what else there is to tell. */
static void
view_news(struct cells *cells, struct area *area, const struct facts *facts)
{
	char reason[PART_REASON_SIZE];

	if (facts->trouble[0]) {
		area_wrap(cells, area, 2, STYLE_ALERT,
		    _("This page may be out of date; it is read again every "
		      "minute."));
		part_reason(facts->trouble, area->columns, reason);
		area_wrap(cells, area, PART_REASON_ROWS, STYLE_ALERT, reason);
	} else if (facts->notice[0]) {
		area_wrap(cells, area, 2, STYLE_DIM, facts->notice);
	} else {
		return;
	}
	area_skip(area, 1);
}

/* What those who have a buddy may talk about: behind all else, on `last` at the
 * latest. */
static void
view_topic(struct cells *cells, const struct area *behind, int last,
    const struct facts *facts)
{
	struct area line = *behind;
	char text[256];

	if (line.row > last)
		line.row = last;
	line.rows = 1;
	snprintf(
	    text, sizeof(text), _("Buddies this week: %s"), facts->topic.title);
	area_line(cells, &line, STYLE_NORMAL, text);
}

static void
view_body(struct cells *cells, const struct facts *facts)
{
	bool history = facts->last_huddle.any || facts->view_count > 0 ||
	               facts->new_note_count > 0 || facts->running_agenda;
	bool topic = facts->paired && facts->topic.title;
	struct area main, side;
	int last;

	area_body(cells, &main, &side);
	view_news(cells, &main, facts);
	view_roles(cells, &main, facts);
	if (facts->running_agenda)
		view_running(cells, &main, facts);
	view_box(cells, &main, facts);
	view_plan(cells, &main, facts);
	view_sent(cells, &main, facts);
	view_walkups(cells, &main, facts);
	view_releases(cells, &main, facts);
	area_skip(&main, 1);
	last = main.row + main.rows - 1;
	main.rows -= topic ? TOPIC_ROWS : 0;
	if (history)
		home_history(cells, &main, &side, facts);
	else
		view_first(cells, &main);
	if (topic)
		view_topic(cells, &main, last, facts);
}

static unsigned
home_modes(const void *data, const struct facts *facts)
{
	char titles[8];

	(void)data;
	return part_walkups(facts, titles, sizeof(titles)) > 0 ? MODE_WALKUP
	                                                       : 0;
}

static void
home_view(const void *data, const struct facts *facts, struct cells *cells)
{
	const struct model *model = data;
	char date[64], middle[128], time[PART_CLOCK_SIZE];

	/* After midnight a night is still that of the day before. */
	layout_date(facts, facts->shift.day, date);
	snprintf(middle, sizeof(middle), "%s " SIGN_DOT " %s", date,
	    part_shift(facts->shift.shift));
	part_time(facts->wall.minute, time);
	layout_header(cells, facts->unit_name, middle, time);
	cells_cursor(cells, LAYOUT_TOP, LAYOUT_MARGIN);
	view_body(cells, facts);
	layout_footer_home(cells, &keymap, home_modes(data, facts));
	toast_view(&model->toast, cells);
}

static int
home_idle(const void *data, const struct facts *facts)
{
	const struct model *model = data;

	return idle_seconds(&model->idle, facts);
}

const struct screen screen_home = {
    .keymap = &keymap,
    .model_size = sizeof(struct model),
    .init = home_init,
    .update = home_update,
    .view = home_view,
    .modes = home_modes,
    .idle = home_idle,
};
