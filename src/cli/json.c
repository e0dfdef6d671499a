/*
 * JSON on standard output. See json.h.
 */
#include "cli/json.h"

#include <stdio.h>
#include <stdlib.h>

#include "util/mem.h"

void
json_print(json_t *object, const char *format)
{
	json_object_set_new(object, "format", json_string(format));
	json_dumpf(object, stdout, JSON_SORT_KEYS | JSON_COMPACT);
	putchar('\n');
	json_decref(object);
}

json_t *
json_view(const struct room_view *view)
{
	json_t *of = json_array();

	for (int answer = 1; answer <= ANSWERS_MAX; answer++)
		if (view->key.of & 1u << (answer - 1))
			json_array_append_new(of, json_integer(answer));
	return json_pack("{s:s, s:o, s:i, s:i, s:I, s:i}", "item",
	    view->key.item, "of", of, "rounds", view->rounds, "answered",
	    (int)view->answered, "counted", (json_int_t)view->counted,
	    "give_or_take", view->give_or_take);
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
