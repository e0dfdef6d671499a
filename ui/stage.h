/*
 * The inner side of the stage (ui/loop.h): pastes, which only the loop knows,
 * and a table of screens of one's own, which is how tests put theirs on it.
 */
#ifndef HUDDLE_UI_STAGE_H
#define HUDDLE_UI_STAGE_H

#include "ui/loop.h"

/* `table` has SCREENS entries in the order of enum screen_id; those that are
 * never shown may be NULL. It must outlive the stage. */
struct stage *
stage_new_with(const struct host *host, const struct screen *const *table);

/* A character out of a paste, or K_NONE when one begins (ui/term.h). It goes
 * into the text field that was open when the paste began, and nowhere else:
 * never is it a command or an answer. False once to quit. */
bool stage_paste(struct stage *stage, uint32_t key);

/* True while something may be typed, on the page in front or on one below. */
bool stage_writing(const struct stage *stage);

#endif
