/*
 * The tests of a card and its history in words, the newest first. See
 * screen_card.h.
 */
#include <libintl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/layout.h"
#include "ui/screen_card.h"
#include "util/i18n.h"
#include "util/mem.h"

/* --- values --- */

static const char *const note_states[NOTE_STATES] = {
    [NOTE_OPEN] = N_("without an answer"),
    [NOTE_ACTION] = N_("made a card"),
    [NOTE_ANSWERED] = N_("answered"),
    [NOTE_CANT] = N_("can't, because"),
    [NOTE_MERGED] = N_("merged"),
    [NOTE_REDACTED] = N_("redacted"),
};

/* Names as the store has them, beside what people read. */
static const struct {
	const char *const *names;
	const char *const *titles;
} named[] = {
    {action_state_names, action_state_titles},
    {tier_names, tier_titles},
    {action_size_names, action_size_titles},
    {outcome_names, outcome_titles},
    {note_state_names, note_states},
};

static const char *
name_title(const struct field *field, const char *name)
{
	for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++)
		for (int n = 0;
		     named[i].names == field->names && n < field->name_count;
		     n++)
			if (strcmp(field->names[n], name) == 0)
				return _(named[i].titles[n]);
	return name;
}

void
card_value(const struct facts *facts, const struct record *record, int field,
    const char *value, struct buf *out)
{
	const struct field *it = &record->fields[field];
	char text[64];
	int32_t day;

	if (it->type == FIELD_NAME) {
		buf_add(out, name_title(it, value));
	} else if (value[0] == '\0') {
		buf_add(out, _("none"));
	} else if (it->type == FIELD_DAY && date_parse(value, &day)) {
		layout_date(facts, day, text);
		buf_add(out, text);
	} else if (strcmp(it->name, "theme") == 0) {
		buf_add(out, part_theme(facts, value));
	} else {
		buf_add(out, value);
	}
}

bool
card_tells_field(const struct record *record, int field)
{
	static const char *const silent[] = {"removed", "raised", "since",
	    "ended", "approved", "asked", "answered", "cycle-begun",
	    "cycle-ended", "note"};
	const char *name = record->fields[field].name;

	for (size_t i = 0; i < sizeof(silent) / sizeof(silent[0]); i++)
		if (strcmp(silent[i], name) == 0)
			return false;
	return true;
}

/* --- tests --- */

/* "41 minutes a shift before, 29 after": as much as was told. */
static void
put_measure(struct card_column *column, const struct cycle *cycle)
{
	const char *before = record_text(cycle->before);
	const char *after = record_text(cycle->after);
	struct buf text = BUF_INIT;

	buf_add(&text, record_text(cycle->measure));
	if (text.len > 0 && (before[0] || after[0]))
		buf_add(&text, ": ");
	if (before[0] && after[0])
		buf_addf(&text, _("%s before, %s after"), before, after);
	else if (before[0])
		buf_addf(&text, _("%s before"), before);
	else if (after[0])
		buf_addf(&text, _("%s after"), after);
	if (text.len > 0)
		card_put(column, _("measure"), STYLE_NORMAL, buf_text(&text));
	buf_done(&text);
}

static void
put_told(struct card_column *column, const char *label, const char *text)
{
	if (text && text[0])
		card_put(column, label, STYLE_NORMAL, text);
}

static void
put_cycle(struct card_column *column, const struct facts *facts,
    const struct cycle *cycle, int number)
{
	char label[32], day[PART_DAY_SIZE], text[96];

	snprintf(label, sizeof(label), _("test %d"), number);
	if (cycle->ended == DATE_NONE) {
		part_day(facts, cycle->begun, day);
		snprintf(text, sizeof(text), _("since %s, day %d"), day,
		    (int)(facts->shift.day - cycle->begun) + 1);
		card_head(column, label, STYLE_BOLD, text);
	} else {
		part_day(facts, cycle->ended, day);
		snprintf(text, sizeof(text), "%s, %s",
		    _(outcome_titles[cycle->outcome]), day);
		card_head(column, label, STYLE_NORMAL, text);
	}
	put_told(column, _("plan"), cycle->plan);
	put_told(column, _("prediction"), cycle->prediction);
	put_measure(column, cycle);
	put_told(column, _("result"), cycle->result);
	card_skip(column);
}

void
card_tests(struct card_column *column, const struct facts *facts,
    const struct action *action)
{
	int count = action_cycles(action);

	if (count == 0)
		return;
	card_whole(column, STYLE_BOLD, _("Tests"));
	for (int i = count - 1; i >= 0; i--)
		put_cycle(column, facts, &action->cycles[i], i + 1);
}

/* --- history --- */

/* Undo and redo, one of each: what they were of, and whether it stands. */
struct turned {
	int64_t of;
	bool undone;
};

struct history {
	struct card_column *column;
	const struct facts *facts;
	const struct revision_event *events;
	int count;
	struct turned *turned; /* in the order in which it was done */
	int turned_count;
	int32_t day; /* of the step before, which is not told again */
};

static void
find_turned(struct history *history)
{
	history->turned =
	    mem_new((size_t)history->count + 1, sizeof(*history->turned));
	for (int i = 0; i < history->count; i++) {
		const struct revision_event *event = &history->events[i];

		if (event->kind >= REQUESTS &&
		    (i == 0 || event[-1].revision != event->revision))
			history->turned[history->turned_count++] =
			    (struct turned){
			        event->of, event->kind == REVISION_UNDO};
	}
}

static bool
is_undone(const struct history *history, int64_t revision)
{
	bool undone = false;

	for (int i = 0; i < history->turned_count; i++)
		if (history->turned[i].of == revision)
			undone = history->turned[i].undone;
	return undone;
}

/* What a step did, by its number; -1 if it is not of this card. */
static int
kind_of(const struct history *history, int64_t revision)
{
	for (int i = 0; i < history->count; i++)
		if (history->events[i].revision == revision)
			return history->events[i].kind;
	return -1;
}

static bool
is_field(const struct revision_event *event, const char *name)
{
	return strcmp(action_record.fields[event->field].name, name) == 0;
}

/* "New to Agreed": of a step's column or tier. */
static void
add_way(const struct history *history, const struct revision_event *event,
    struct buf *out)
{
	struct buf before = BUF_INIT, after = BUF_INIT;

	card_value(history->facts, &action_record, event->field, event->before,
	    &before);
	card_value(
	    history->facts, &action_record, event->field, event->after, &after);
	buf_addf(out, _("%s to %s"), buf_text(&before), buf_text(&after));
	buf_done(&before);
	buf_done(&after);
}

static bool
is_way(const struct revision_event *event)
{
	return is_field(event, "state") || is_field(event, "tier");
}

/* One line of a step; its day stands with the first line of that day. */
static void
put_line(struct history *history, const struct revision_event *event,
    enum style style, const char *text)
{
	char day[PART_DAY_SIZE] = "";

	if (event->day != history->day)
		part_day(history->facts, event->day, day);
	history->day = event->day;
	card_put(history->column, day, style, text);
}

/* "due: none to Fri 27 November"; of a text that was empty what it became. */
static void
put_change(struct history *history, const struct revision_event *event,
    enum style style, const char *behind)
{
	const struct field *field = &action_record.fields[event->field];
	struct buf text = BUF_INIT;

	buf_addf(&text, "%s: ", _(field->title));
	if (field->type == FIELD_TEXT && event->before[0] == '\0')
		card_value(history->facts, &action_record, event->field,
		    event->after, &text);
	else
		add_way(history, event, &text);
	buf_add(&text, behind);
	put_line(history, event, style, buf_text(&text));
	buf_done(&text);
}

/* "undone: moved", "undone: owner, due" */
static void
put_turn(struct history *history, int from, int to)
{
	const struct revision_event *first = &history->events[from];
	int kind = kind_of(history, first->of);
	const char *before = ": ";
	struct buf text = BUF_INIT;

	buf_add(&text, _(revision_titles[first->kind]));
	if (kind >= 0 && kind != REQUEST_EDIT)
		buf_addf(&text, ": %s", _(revision_titles[kind]));
	for (int i = from; kind == REQUEST_EDIT && i < to; i++) {
		int field = history->events[i].field;

		if (!card_tells_field(&action_record, field))
			continue;
		buf_addf(&text, "%s%s", before,
		    _(action_record.fields[field].title));
		before = ", ";
	}
	put_line(history, first, STYLE_NORMAL, buf_text(&text));
	buf_done(&text);
}

/* Whose answer a step tells of: the slot of the first of its fields that each
 * tier has; -1 if it has none. */
static int
answering(const struct history *history, int from, int to)
{
	static const char *const of_tier[] = {
	    "asked", "escalation", "answered", "answer"};

	for (int i = from; i < to; i++)
		for (size_t n = 0; n < sizeof(of_tier) / sizeof(of_tier[0]);
		     n++)
			if (is_field(&history->events[i], of_tier[n]))
				return history->events[i].at;
	return -1;
}

/* "moved: New to Agreed", and what else it changed. */
static void
put_step(struct history *history, int from, int to, const char *behind)
{
	const struct revision_event *first = &history->events[from];
	int tier = answering(history, from, to);
	struct buf text = BUF_INIT;

	buf_add(&text, _(revision_titles[first->kind]));
	for (int i = from; first->kind != REQUEST_ADD && i < to; i++)
		if (is_way(&history->events[i])) {
			buf_add(&text, ": ");
			add_way(history, &history->events[i], &text);
		}
	if (first->kind == REQUEST_RESPOND && tier >= 0)
		buf_addf(&text, ": %s", _(tier_titles[tier]));
	buf_add(&text, behind);
	put_line(history, first, STYLE_NORMAL, buf_text(&text));
	buf_done(&text);
	/* What a card began with is around already. */
	for (int i = from; first->kind != REQUEST_ADD && i < to; i++)
		if (card_tells_field(
		        &action_record, history->events[i].field) &&
		    !is_way(&history->events[i]))
			put_change(history, &history->events[i], STYLE_DIM, "");
}

static void
put_revision(struct history *history, int from, int to)
{
	const struct revision_event *first = &history->events[from];
	char behind[48] = "";

	if (is_undone(history, first->revision))
		snprintf(behind, sizeof(behind), " (%s)", _("undone"));
	if (first->kind >= REQUESTS)
		put_turn(history, from, to);
	else if (first->kind != REQUEST_EDIT)
		put_step(history, from, to, behind);
	else
		for (int i = from; i < to; i++)
			put_change(
			    history, &history->events[i], STYLE_NORMAL, behind);
}

void
card_history(struct card_column *column, const struct facts *facts,
    const struct fact_card *card)
{
	struct history history = {.column = column,
	    .facts = facts,
	    .events = card->events,
	    .count = card->event_count,
	    .day = DATE_NONE};
	int to = card->event_count;

	if (to == 0)
		return;
	find_turned(&history);
	card_whole(column, STYLE_BOLD, _("History"));
	while (to > 0) {
		int from = to - 1;

		while (from > 0 && card->events[from - 1].revision ==
		                       card->events[from].revision)
			from--;
		put_revision(&history, from, to);
		to = from;
	}
	free(history.turned);
}
