/*
 * A unit made by hand. See screen_unit.h.
 */
#include "screen_unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buddies_unit.h"
#include "releases_unit.h"
#include "screen_lists.h"
#include "util/crypt.h"
#include "util/date.h"
#include "util/mem.h"

#define TEXT2(english, spanish)                                                \
	{                                                                      \
		.in = {(english), (spanish) }                                  \
	}
#define TEXT1(english)                                                         \
	{                                                                      \
		.in = {(english) }                                             \
	}

static struct item pulse_items[] = {
    {
        .id = "energy",
        .domain = "staffing",
        .prompt = TEXT2("How much energy do you have for today's work?",
            "¿Cuánta energía tienes para el trabajo de hoy?"),
        .answer_count = 5,
        .answers = {{1, TEXT2("none", "ninguna")},
            {2, TEXT2("a little", "poca")},
            {3, TEXT2("enough for the must-dos",
                    "la justa para lo imprescindible")},
            {4, TEXT2("enough", "suficiente")},
            {5, TEXT2("plenty", "de sobra")}},
        .cut_count = 1,
        .cuts = {{0x18, TEXT2("had energy for the work", "tenían energía")}},
    },
    {
        .id = "needed",
        .domain = "supplies",
        .prompt = TEXT2("On your last shift, did you have what you needed to "
                        "do good work?",
            "En tu último turno, ¿tuviste lo que necesitabas?"),
        .answer_count = 5,
        .answers = {{1, TEXT2("not at all", "nada")},
            {2, TEXT2("hardly", "apenas")}, {3, TEXT2("in part", "en parte")},
            {4, TEXT2("mostly", "casi todo")}, {5, TEXT2("all of it", "todo")}},
        .cut_count = 1,
        .cuts = {{0x18, TEXT2("had what they needed", "tuvieron")}},
    },
    {
        .id = "someone",
        .domain = "teamwork",
        .prompt = TEXT2("On your last shift, was there someone you could turn "
                        "to?",
            "En tu último turno, ¿hubo alguien a quien acudir?"),
        .answer_count = 5,
        .answers = {{1, TEXT2("no one", "nadie")},
            {2, TEXT2("hardly ever", "casi nunca")},
            {3, TEXT2("some of the time", "a ratos")},
            {4, TEXT2("most of the time", "casi siempre")},
            {5, TEXT2("all the time", "siempre")}},
        .cut_count = 1,
        .cuts = {{0x18, TEXT2("had someone to turn to", "tuvieron")}},
    },
};

static const struct instrument pulse = {
    .id = "pulse",
    .version = 1,
    .language_count = 2,
    .languages = {"en", "es"},
    .title = TEXT2("Pulse", "Pulso"),
    .about = TEXT2("Three questions about the work on this unit. Not "
                   "validated; not a measure of burnout.",
        "Tres preguntas sobre el trabajo."),
    .item_count = 3,
    .items = pulse_items,
};

static struct item leadership_items[] = {
    {
        .id = "asked",
        .prompt = TEXT1("My lead asks me before deciding what concerns my "
                        "work, and comes back to me with what became of it "
                        "and why, also when it is a no."),
        .answer_count = 7,
        .answers = {{1, TEXT1("never")}, {2, TEXT1("rarely")},
            {3, TEXT1("now and then")}, {4, TEXT1("about half of the time")},
            {5, TEXT1("often")}, {6, TEXT1("nearly always")},
            {7, TEXT1("always")}},
        .cut_count = 1,
        .cuts = {{0x60, TEXT1("were asked")}},
    },
    {
        .id = "grow",
        .prompt = TEXT1("My lead helps me grow."),
        .answer_count = 2,
        .answers = {{1, TEXT1("no")}, {2, TEXT1("yes")}},
        .cut_count = 1,
        .cuts = {{0x02, TEXT1("can grow")}},
    },
};

static const struct instrument leadership = {
    .id = "leadership",
    .version = 1,
    .language_count = 1,
    .languages = {"en"},
    .title = TEXT1("Leading and being led"),
    .about = TEXT1("Not validated."),
    .item_count = 2,
    .items = leadership_items,
};

static const struct agenda daily = {
    .id = "daily",
    .title = "daily",
    .step_count = 4,
    .steps = {{STEP_SINCE, "What became of it",
                  "This is what you raised, and where it stands.",
                  "Read it out, also what still waits.", 60},
        {STEP_PULSE, "Pulse",
            "This is what the room said today. What do you see in it?",
            "Read the lines aloud. Nobody has to explain an answer.", 60},
        {STEP_ASK, "One question",
            "What went well since yesterday? And what gets in the way of a "
            "good shift?",
            "A bright spot first. Ask, then wait. Thank people. Don't fix it "
            "now.",
            120},
        {STEP_CLOSE, "Close",
            "Thank you for your voices. Who needs a hand first today?",
            "Say who takes what on.", 60}},
};

static const struct agenda weekly = {
    .id = "weekly",
    .title = "weekly",
    .step_count = 6,
    .steps = {{STEP_SINCE, "What became of it", "This is what you raised.",
                  "Leave nothing out.", 90},
        {STEP_PULSE, "Pulse", "This is what the room said.", "", 60},
        {STEP_ASK, "Bright spots", "What went well this week?", "", 120},
        {STEP_ASK, "In the way", "What gets in the way of a good shift?", "",
            180},
        {STEP_TALK, "Plus and delta",
            "What was good about this huddle? What shall we change?",
            "One plus and one delta are enough.", 90},
        {STEP_CLOSE, "Close", "Thank you for your voices.", "", 60}},
};

static const struct agenda after = {
    .id = "after-event",
    .title = "after an event",
    .step_count = 3,
    .steps = {{STEP_TALK, "Who can help now",
                  "Something hard happened. Who needs a break now, and who can "
                  "take over?",
                  "Not a review: no causes, no blame. Go slowly.", 120},
        {STEP_SUPPORT, "Whom to call",
            "These people are there for you, today and later.", "", 60},
        {STEP_CLOSE, "Close", "Thank you for looking after each other.", "",
            60}},
};

static const struct agenda *const agendas[] = {&daily, &weekly, &after};

static const struct fact_theme themes[] = {
    {"staffing", "Workload and staffing"},
    {"breaks", "Breaks, meals and rest"},
    {"records", "Records and documentation"},
    {"alarms", "Alarms, messages and inbox"},
    {"supplies", "Supplies and equipment"},
    {"teamwork", "Teamwork and communication"},
    {"schedule", "Schedule and say in it"},
    {"meaning", "Meaning and mastery"},
    {"recognition", "Recognition"},
    {"respect", "Respect, safety, fairness"},
    {"leadership", "Leadership"},
    {"rules", "Rules and policies"},
    {"learning", "Learning and mentoring"},
    {"home", "Work and home"},
    {"other", "Something else"},
};

static const struct fact_contact contacts[] = {
    {"Employee assistance", "555-0110", "Monday to Friday, 8:00 to 18:00",
        "Free and confidential talks with a counselor, also about money, law "
        "or family."},
    {"Peer supporters", "555-0120, or page \"peer support\"", "day and night",
        "Colleagues trained to listen after a hard shift or an event. They "
        "keep it to themselves."},
    {"Crisis line", "555-0130", "day and night",
        "For you or somebody you worry about. In danger right now, use your "
        "emergency number."},
    {"Report violence or harassment",
        "555-0140, or the security desk at the main entrance", "day and night",
        "From anybody: patients, visitors, staff. You choose what happens "
        "with your report."},
};

static const struct plan plan = {435, 0x7f, "daily"};

/* Newest first. Long words, wide letters, combining marks. */
static const struct {
	enum note_kind kind;
	const char *theme;
	int days; /* ago */
	int minutes;
	const char *text;
} notes[] = {
    {NOTE_PEBBLE, "supplies", 0, 0, "Linen runs out before noon"},
    {NOTE_BRIGHT, "teamwork", 0, 0,
        "Night shift restocked both carts without being asked, and left a "
        "list of what was low, so that day shift could order it at seven "
        "instead of noticing at ten."},
    {NOTE_THANKS, "teamwork", 1, 0,
        "夜勤の引き継ぎがとても分かりやすかったです。"
        "ありがとうございました、皆さん"},
    {NOTE_STOP, "records", 1, 15,
        "Nachtschichtübergabeprotokollformulardurchschriftenablage"
        "ordnungsvorschrift: twice"},
    {NOTE_MATTERS, "respect", 3, 0,
        "To be greeted by name: Rene\xcc\x81, Zoe\xcc\x88, A\xcc\x8asa"},
    {NOTE_PEBBLE, "alarms", 14, 0, "Lift 3 alarms all night"},
    {NOTE_PEBBLE, "gone", 400, 0,
        "A theme that the list no longer has, from a year ago"},
};

static void
add_note(struct st *st, const struct note *note)
{
	memmove(&st->notes[1], &st->notes[0],
	    (size_t)st->note_count * sizeof(*note));
	st->notes[0] = *note;
	st->notes[0].text = mem_copy(note->text);
	st->note_count++;
}

static void
fill_notes(struct st *st)
{
	int count = sizeof(notes) / sizeof(notes[0]);

	for (int i = count - 1; i >= 0; i--) {
		struct note note;

		note_init(&note);
		note.kind = notes[i].kind;
		note.minutes = notes[i].minutes;
		note.day = st->facts.wall.day - notes[i].days;
		note.text = (char *)notes[i].text;
		snprintf(note.id, sizeof(note.id), "note%d", i % 1000);
		snprintf(note.theme, sizeof(note.theme), "%s", notes[i].theme);
		add_note(st, &note);
	}
}

/* What is counted from the notes and the boxes. */
static void
derive(struct st *st)
{
	struct facts *facts = &st->facts;

	memset(facts->new_notes, 0, sizeof(facts->new_notes));
	facts->new_note_list = st->notes;
	facts->new_note_count = 0;
	for (int i = 0; i < st->note_count; i++)
		if (st->notes[i].day >= facts->last_huddle.shift.day) {
			facts->new_notes[st->notes[i].kind]++;
			facts->new_note_count++;
		}
	facts->huddle_round = NULL;
	for (int i = 0; i < facts->round_count; i++)
		if (!facts->rounds[i].walkup)
			facts->huddle_round = &facts->rounds[i];
	facts->running_note_list = st->huddled;
	facts->added_note = st->added[0] ? st->added : NULL;
	lists_derive(st);
}

static void
set_view(struct st *st, int index, int counted, int answered, int rounds)
{
	st->facts.views[index] = (struct fact_view){
	    .view = {.rounds = rounds,
	        .answered = answered,
	        .counted = counted,
	        .give_or_take = rounds + 1},
	    .words = pulse_items[index].cuts[0].words.in[0],
	};
}

static void
open_box(struct st *st, const struct instrument *instrument, bool walkup,
    int checkins)
{
	struct facts *facts = &st->facts;
	struct fact_round *round;
	struct err err;

	if (!walkup) { /* the huddle's stands first */
		memmove(&facts->rounds[1], &facts->rounds[0],
		    (size_t)facts->round_count * sizeof(*round));
		round = &facts->rounds[0];
	} else {
		round = &facts->rounds[facts->round_count];
	}
	facts->round_count++;
	*round = (struct fact_round){.id = 100 + facts->round_count,
	    .walkup = walkup,
	    .instrument = instrument,
	    .checkins = checkins,
	    .shift = facts->shift};
	assert_int_equal(form_add(&round->form, instrument, &err), 0);
	derive(st);
}

static void
close_box(struct st *st)
{
	struct facts *facts = &st->facts;

	facts->round_count--;
	memmove(&facts->rounds[0], &facts->rounds[1],
	    (size_t)facts->round_count * sizeof(facts->rounds[0]));
	derive(st);
}

void
unit_fill(struct st *st)
{
	struct facts *facts = &st->facts;

	facts->now = 1795503720;
	facts->wall = (struct civil){date_from_ymd(2026, 11, 24), 422, 0};
	facts->shift = (struct shift_date){facts->wall.day, SHIFT_DAY};
	facts->unit_name = "4 West";
	facts->idle_seconds = 300;
	facts->checkin_idle_seconds = 30;
	facts->agendas = agendas;
	facts->agenda_count = 3;
	facts->themes = themes;
	facts->theme_count = sizeof(themes) / sizeof(themes[0]);
	facts->contacts = contacts;
	facts->contact_count = sizeof(contacts) / sizeof(contacts[0]);
	facts->planned_any = facts->box_due = true;
	facts->planned =
	    (struct planned){&plan, facts->wall.day, facts->shift, 13};
	facts->planned_agenda = &daily;
	facts->last_huddle = (struct fact_huddle){.any = true,
	    .shift = {facts->wall.day - 1, SHIFT_NIGHT},
	    .seconds = 350,
	    .headcount = 14,
	    .checkins = 11,
	    .notes = 4};
	set_view(st, 0, 5, 11, 1);
	set_view(st, 1, 8, 11, 1);
	set_view(st, 2, 9, 10, 1);
	facts->view_count = 3;
	facts->view_shift = facts->last_huddle.shift;
	facts->view_checkins = 11;
	facts->view_headcount = facts->suggested_headcount = 14;
	fill_notes(st);
	lists_fill(st);
	open_box(st, &pulse, false, 7);
}

static void
free_notes(struct note *list, int count)
{
	for (int i = 0; i < count; i++)
		note_done(&list[i]);
}

void
unit_forget_history(struct st *st)
{
	free_notes(st->notes, st->note_count);
	st->note_count = 0;
	lists_forget(st);
	st->facts.last_huddle = (struct fact_huddle){.any = false};
	st->facts.view_count = 0;
	st->facts.suggested_headcount = 0;
	st->facts.open_roles = true;
	st->facts.rounds[0].checkins = 0;
	derive(st);
}

void
unit_done(struct st *st)
{
	free_notes(st->notes, st->note_count);
	free_notes(st->huddled, st->facts.running_note_count);
	lists_done(st);
	releases_forget(st);
	mates_forget(st);
	buf_done(&st->log);
}

void
st_open_walkup(struct st *st)
{
	open_box(st, &leadership, true, 0);
}

void
st_no_box(struct st *st)
{
	close_box(st);
	st->facts.box_due = false;
}

/* --- the host --- */

static void
huddle_start(struct st *st, const struct effect *effect)
{
	struct facts *facts = &st->facts;

	for (int i = 0; i < facts->agenda_count; i++)
		if (strcmp(agendas[i]->id, effect->agenda) == 0)
			facts->running_agenda = agendas[i];
	facts->running_id = 7;
	run_start(&facts->run, facts->now);
	facts->running_shift = facts->shift;
	facts->running_closed = false;
	facts->running_headcount = facts->running_checkins = 0;
	if (facts->running_agenda != &after && !facts->huddle_round)
		open_box(st, &pulse, false, 0);
}

static void
huddle_stop(struct st *st, bool held, int headcount)
{
	struct facts *facts = &st->facts;

	if (held)
		facts->last_huddle = (struct fact_huddle){.any = true,
		    .shift = facts->running_shift,
		    .seconds = run_total(
		        &facts->run, facts->running_agenda, facts->now),
		    .headcount = headcount,
		    .checkins = facts->running_checkins,
		    .notes = facts->running_notes};
	if (held && facts->huddle_round && facts->running_agenda != &after)
		close_box(st);
	facts->running_agenda = NULL;
	facts->running_id = 0;
	free_notes(st->huddled, facts->running_note_count);
	facts->running_note_count = facts->running_notes = 0;
	if (!held)
		return;
	facts->box_due = false;
	facts->planned.day++;
	facts->planned.minutes_until += 1440;
}

static void
round_close(struct st *st, const struct effect *effect)
{
	struct facts *facts = &st->facts;

	facts->running_checkins = facts->huddle_round->checkins;
	facts->running_headcount = effect->headcount;
	facts->running_closed = facts->running_agenda != NULL;
	facts->view_checkins = facts->running_checkins;
	facts->view_headcount = effect->headcount;
	facts->view_shift = facts->shift;
	if (facts->running_checkins >= DISCLOSURE_MINIMUM) {
		set_view(st, 0, 9, 12, 1);
		set_view(st, 1, 13, 12, 1); /* blurred above what there was */
		set_view(st, 2, -1, 11, 1);
		facts->view_count = 3;
	} else {
		facts->view_count = 0;
	}
	close_box(st);
}

static const char *
note_keep(struct st *st, const struct effect *effect)
{
	struct note note;

	note_init(&note);
	note.kind = (enum note_kind)effect->note_kind;
	note.minutes = effect->minutes;
	note.day = st->facts.wall.day;
	note.text = effect->text;
	snprintf(note.id, sizeof(note.id), "new%d", st->note_count % 1000);
	snprintf(note.theme, sizeof(note.theme), "%s", effect->theme);
	snprintf(st->added, sizeof(st->added), "%s", note.id);
	add_note(st, &note);
	if (st->facts.running_agenda) {
		note.text = mem_copy(note.text);
		st->huddled[st->facts.running_note_count++] = note;
		st->facts.running_notes++;
	}
	return st->added;
}

static int
drop_from(struct note *list, int count, const char *id)
{
	int kept = 0;

	for (int i = 0; i < count; i++)
		if (strcmp(list[i].id, id) == 0)
			note_done(&list[i]);
		else
			list[kept++] = list[i];
	return kept;
}

static void
note_remove(struct st *st, const char *id)
{
	struct facts *facts = &st->facts;

	st->note_count = drop_from(st->notes, st->note_count, id);
	facts->running_note_count =
	    drop_from(st->huddled, facts->running_note_count, id);
	facts->running_notes = facts->running_note_count;
	st->added[0] = '\0';
}

/* "move 4 testing", "respond 1 \"Ordered.\"" */
static void
log_request(struct buf *log, const struct request *request)
{
	buf_add(log, revision_names[request->kind]);
	if (request->action)
		buf_addf(log, " %lld", (long long)request->action);
	if (request->note[0])
		buf_addf(log, " %s", request->note);
	if (request->other[0])
		buf_addf(log, " %s", request->other);
	if (request->kind == REQUEST_MOVE)
		buf_addf(log, " %s", action_state_names[request->state]);
	if (request->kind == REQUEST_RESULT)
		buf_addf(log, " %s", outcome_names[request->outcome]);
	for (int i = 0; i < REQUEST_TEXTS; i++)
		if (request->text[i])
			buf_addf(log, " \"%s\"", request->text[i]);
	buf_add(log, "\n");
}

static void
log_effect(struct st *st, const struct effect *effect)
{
	struct buf *log = &st->log;

	switch (effect->kind) {
	case EFFECT_BOX_OPEN:
		buf_add(log, "open box\n");
		break;
	case EFFECT_CHECKIN:
		buf_addf(log, "check in %d:", (int)effect->round);
		for (int i = 0; i < 3; i++)
			buf_addf(log, " %d", effect->response.answers[i]);
		buf_add(log, "\n");
		break;
	case EFFECT_HUDDLE_START:
		buf_addf(log, "start %s\n", effect->agenda);
		break;
	case EFFECT_HUDDLE_SAVE:
		buf_addf(log, "save step %d%s\n", effect->run.step + 1,
		    effect->run.paused ? " paused" : "");
		break;
	case EFFECT_ROUND_CLOSE:
		buf_addf(log, "close %d of %d\n", (int)effect->round,
		    (int)effect->headcount);
		break;
	case EFFECT_ROUND_VOID:
		buf_addf(
		    log, "void %d: %s\n", (int)effect->round, effect->text);
		break;
	case EFFECT_HUDDLE_END:
		buf_addf(log, "end %d\n", (int)effect->headcount);
		break;
	case EFFECT_HUDDLE_DROP:
		buf_add(log, "drop\n");
		break;
	case EFFECT_NOTE_ADD:
		buf_addf(log, "note %s %s %d: %s\n",
		    note_kind_names[effect->note_kind], effect->theme,
		    effect->minutes, effect->text);
		break;
	case EFFECT_NOTE_REMOVE:
		buf_addf(log, "remove %s\n", effect->text);
		break;
	case EFFECT_REQUEST:
		log_request(log, effect->request);
		break;
	case EFFECT_UNDO:
		buf_addf(log, "undo %lld\n", (long long)effect->revision);
		break;
	case EFFECT_REDO:
		buf_addf(log, "redo %lld\n", (long long)effect->revision);
		break;
	case EFFECT_REVIEWED:
		buf_add(log, "reviewed\n");
		break;
	case EFFECT_RELEASE:
		buf_addf(log, "release %lld\n", (long long)effect->release);
		break;
	case EFFECT_BUDDY:
		mates_log(log, effect->buddy);
		break;
	case EFFECT_SEAL:
		buf_addf(log, "seal%s\n", effect->confirm ? ", confirmed" : "");
		break;
	case EFFECT_SHIFT_NUMBERS:
		for (int i = 0; i < effect->number_count; i++)
			buf_addf(log, "%s %d\n", effect->numbers[i].field,
			    (int)effect->numbers[i].value);
		break;
	default:
		break;
	}
}

static void
keep_numbers(struct facts *facts, const struct effect *effect)
{
	for (int i = 0; i < facts->shift_number_count; i++)
		for (int k = 0; k < effect->number_count; k++)
			if (strcmp(facts->shift_numbers[i].field->id,
			        effect->numbers[k].field) == 0)
				facts->shift_numbers[i].value =
				    effect->numbers[k].value;
}

static void
carry_out(struct st *st, const struct effect *effect, const char **text)
{
	struct facts *facts = &st->facts;

	switch (effect->kind) {
	case EFFECT_BOX_OPEN:
		open_box(st, &pulse, false, 0);
		break;
	case EFFECT_CHECKIN:
		for (int i = 0; i < facts->round_count; i++)
			if (facts->rounds[i].id == effect->round)
				facts->rounds[i].checkins++;
		st->last = effect->response;
		break;
	case EFFECT_HUDDLE_START:
		huddle_start(st, effect);
		break;
	case EFFECT_HUDDLE_SAVE:
		facts->run = effect->run;
		break;
	case EFFECT_ROUND_CLOSE:
		round_close(st, effect);
		break;
	case EFFECT_ROUND_VOID:
		close_box(st);
		break;
	case EFFECT_HUDDLE_END:
		facts->run = effect->run;
		huddle_stop(st, true, effect->headcount);
		break;
	case EFFECT_HUDDLE_DROP:
		huddle_stop(st, false, 0);
		break;
	case EFFECT_NOTE_ADD:
		*text = note_keep(st, effect);
		break;
	case EFFECT_NOTE_REMOVE:
		note_remove(st, effect->text);
		break;
	case EFFECT_RELEASE:
		releases_show(st, effect->release);
		break;
	case EFFECT_SEAL:
		releases_seal(st);
		break;
	case EFFECT_SHIFT_NUMBERS:
		keep_numbers(facts, effect);
		break;
	default:
		break;
	}
}

static int
perform(void *context, const struct effect *effect, const char **text,
    struct err *err)
{
	struct st *st = context;
	int result;

	log_effect(st, effect);
	st->reloads += effect->kind == EFFECT_RELOAD;
	if (st->meanwhile && st->before == effect->kind) {
		void (*meanwhile)(struct st *) = st->meanwhile;

		st->meanwhile = NULL;
		meanwhile(st);
	}
	if (st->fail == effect->kind) {
		st->fail = EFFECT_NONE;
		if (st->fail_shuts)
			st_no_box(st);
		return err_set(err, st->fail_status, "%s", st->fail_text);
	}
	carry_out(st, effect, text);
	result = effect->kind == EFFECT_BUDDY
	             ? mates_perform(st, effect->buddy, text, err)
	             : lists_perform(st, effect, text, err);
	derive(st);
	return result;
}

static const struct facts *
facts_now(void *context, bool clock_only)
{
	(void)clock_only;
	return &((struct st *)context)->facts;
}

struct host
unit_host(struct st *st)
{
	return (struct host){st, facts_now, perform};
}
