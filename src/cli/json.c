/*
 * JSON on standard output. See json.h.
 */
#include "cli/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/marks.h"
#include "util/mem.h"
#include "util/utf8.h"

static void *
json_take(size_t size)
{
	return mem_grow(NULL, 1, size);
}

void
json_init(void)
{
	json_set_alloc_funcs(json_take, free);
}

void
json_print(json_t *object, const char *format)
{
	json_object_set_new(object, "format", json_string(format));
	json_dumpf(object, stdout, JSON_SORT_KEYS | JSON_COMPACT);
	putchar('\n');
	json_decref(object);
}

json_t *
json_answers(uint8_t of)
{
	json_t *list = json_array();

	for (int answer = 1; answer <= ANSWERS_MAX; answer++)
		if (of & 1u << (answer - 1))
			json_array_append_new(list, json_integer(answer));
	return list;
}

json_t *
json_view(const struct room_view *view)
{
	return json_pack("{s:s, s:o, s:i, s:i, s:I, s:i}", "item",
	    view->key.item, "of", json_answers(view->key.of), "rounds",
	    view->rounds, "answered", (int)view->answered, "counted",
	    (json_int_t)view->counted, "give_or_take", view->give_or_take);
}

json_t *
json_items(const struct form *form)
{
	json_t *items = json_array();

	for (int i = 0; i < form_items(form); i++)
		json_array_append_new(
		    items, json_string(form->questions[i].id));
	return items;
}

int
json_rounds(struct app *app, json_t **rounds, struct err *err)
{
	struct round *open = mem_new(APP_OPEN_MAX, sizeof(*open));
	int count = round_list_open(app->db, open, APP_OPEN_MAX, err);

	*rounds = json_array();
	for (int i = 0; i < count; i++)
		json_array_append_new(*rounds,
		    json_pack("{s:s, s:s, s:i, s:o}", "kind",
		        round_kind_name(open[i].kind), "instrument",
		        open[i].instrument, "checkins", (int)open[i].checkins,
		        "items", json_items(&open[i].form)));
	if (count < 0)
		json_decref(*rounds);
	free(open);
	return count < 0 ? count : OK;
}

json_t *
json_day(int32_t day)
{
	char date[DATE_TEXT_SIZE];

	if (day == DATE_NONE)
		return json_null();
	date_format(day, date);
	return json_string(date);
}

/* Texts of a damaged store that are not UTF-8 are told as far as they are. */
static json_t *
text(const char *given)
{
	struct buf safe = BUF_INIT;
	json_t *out;

	if (given)
		utf8_clean(&safe, given, strlen(given));
	out = json_string(buf_text(&safe));
	buf_done(&safe);
	return out;
}

static json_t *
id_or_null(const char *id)
{
	return id[0] ? text(id) : json_null();
}

static json_t *
number_or_null(int64_t number)
{
	return number ? json_integer((json_int_t)number) : json_null();
}

json_t *
json_note(const struct note *note)
{
	return json_pack("{s:o, s:o, s:o, s:o, s:o, s:s, s:s, s:i, s:i, s:o, "
	                 "s:o, s:o}",
	    "action", number_or_null(note->action), "answer",
	    text(note->answer), "answered", json_day(note->answered), "date",
	    json_day(note->day), "id", text(note->id), "kind",
	    note_kind_names[note->kind], "state", note_state_names[note->state],
	    "minutes", note->minutes, "metoo", note->metoo, "theme",
	    text(note->theme), "text", text(note->text), "into",
	    id_or_null(note->into));
}

static json_t *
json_marks(unsigned marks)
{
	json_t *list = json_array();

	for (int i = 0; i < MARKS; i++)
		if (marks & 1u << i)
			json_array_append_new(list, json_string(mark_names[i]));
	return list;
}

json_t *
json_card(
    const struct card *card, const struct board_rules *rules, int32_t today)
{
	return json_pack("{s:I, s:i, s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:o, "
	                 "s:o, s:o, s:i, s:o}",
	    "id", (json_int_t)card->id, "version", (int)card->version, "state",
	    action_state_names[card->state], "tier", tier_names[card->tier],
	    "size", action_size_names[card->size], "theme", text(card->theme),
	    "title", text(card->title), "owner", text(card->owner), "due",
	    json_day(card->due), "raised", json_day(card->raised), "since",
	    json_day(card->since), "ended", json_day(card->ended), "metoo",
	    card->metoo, "marks", json_marks(card_marks(card, rules, today)));
}

static json_t *
json_responses(const struct action *action)
{
	json_t *list = json_array();

	for (int i = 0; i < TIERS; i++) {
		const struct reply *response = &action->responses[i];

		if (response->asked == DATE_NONE)
			continue;
		json_array_append_new(
		    list, json_pack("{s:s, s:o, s:o, s:o, s:o}", "tier",
		              tier_names[i], "asked", json_day(response->asked),
		              "reason", text(response->reason), "answered",
		              json_day(response->answered), "answer",
		              text(response->answer)));
	}
	return list;
}

static json_t *
json_cycles(const struct action *action)
{
	json_t *list = json_array();

	for (int i = 0; i < action_cycles(action); i++) {
		const struct cycle *cycle = &action->cycles[i];

		json_array_append_new(list,
		    json_pack("{s:i, s:o, s:o, s:o, s:o, s:o, s:o, s:s, s:o, "
		              "s:o}",
		        "number", i + 1, "plan", text(cycle->plan),
		        "prediction", text(cycle->prediction), "measure",
		        text(cycle->measure), "before", text(cycle->before),
		        "after", text(cycle->after), "result",
		        text(cycle->result), "outcome",
		        outcome_names[cycle->outcome], "begun",
		        json_day(cycle->begun), "ended",
		        json_day(cycle->ended)));
	}
	return list;
}

json_t *
json_action(
    const struct action *action, const struct board_rules *rules, int32_t today)
{
	struct card card;
	json_t *object;

	card_of(&card, action);
	object = json_card(&card, rules, today);
	card_done(&card);
	json_object_update_new(
	    object, json_pack("{s:o, s:o, s:o, s:o, s:o, s:o}", "aim",
	                text(action->aim), "reason", text(action->reason),
	                "note", id_or_null(action->note), "approved",
	                json_day(action->approved), "responses",
	                json_responses(action), "cycles", json_cycles(action)));
	return object;
}

json_t *
json_event(const struct revision_event *event)
{
	const struct field *field = &action_record.fields[event->field];

	return json_pack("{s:I, s:s, s:o, s:o, s:s, s:o, s:o, s:o}", "revision",
	    (json_int_t)event->revision, "what", revision_names[event->kind],
	    "of", number_or_null(event->of), "date", json_day(event->day),
	    "field", field->name, "number",
	    field->slots > 1 ? json_integer(event->at + 1) : json_null(),
	    "before", text(event->before), "after", text(event->after));
}

json_t *
json_revision(const struct revision *revision)
{
	return json_pack("{s:I, s:s, s:o, s:o}", "revision",
	    (json_int_t)revision->id, "what", revision_names[revision->kind],
	    "action", number_or_null(revision->action), "note",
	    id_or_null(revision->note));
}
