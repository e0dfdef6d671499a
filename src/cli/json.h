/*
 * JSON on standard output: one object a command, keys sorted.
 */
#ifndef HUDDLE_CLI_JSON_H
#define HUDDLE_CLI_JSON_H

#include <jansson.h>

#include "app.h"
#include "core/board.h"
#include "core/request.h"
#include "db/repo_revision.h"

/* Once, before the first use: jansson's memory is there or ends the program
 * (util/mem.h). It would take a document that it has no room for for a bad
 * one. */
void json_init(void);

/* Prints the object with its "format" added, and frees it. */
void json_print(json_t *object, const char *format);

/* The answers that a cut counts, by their numbers. */
json_t *json_answers(uint8_t of);

/* An object of a room view as `round close --json` has it. */
json_t *json_view(const struct room_view *view);

/* The ids of a form's items. */
json_t *json_items(const struct form *form);

/* A day as a date; null for DATE_NONE. */
json_t *json_day(int32_t day);

/* A note as `note list --json` has it. */
json_t *json_note(const struct note *note);

/* A card as `action list --json` has it. */
json_t *json_card(
    const struct card *card, const struct board_rules *rules, int32_t today);

/* Everything of a card, as `action show --json` has it. */
json_t *json_action(const struct action *action,
    const struct board_rules *rules, int32_t today);

/* A change of a card, as `action history --json` has it. */
json_t *json_event(const struct revision_event *event);

/* A step that was undone or done again. */
json_t *json_revision(const struct revision *revision);

/* The open rounds as `status --json` has them; *rounds is a new array. */
int json_rounds(struct app *app, json_t **rounds, struct err *err);

#endif
