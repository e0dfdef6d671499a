/*
 * JSON on standard output: one object a command, keys sorted.
 */
#ifndef HUDDLE_CLI_JSON_H
#define HUDDLE_CLI_JSON_H

#include <jansson.h>

#include "app.h"

/* Prints the object with its "format" added, and frees it. */
void json_print(json_t *object, const char *format);

/* An object of a room view as `round close --json` has it. */
json_t *json_view(const struct room_view *view);

/* The ids of a form's items. */
json_t *json_items(const struct form *form);

/* The open rounds as `status --json` has them; *rounds is a new array. */
int json_rounds(struct app *app, json_t **rounds, struct err *err);

#endif
