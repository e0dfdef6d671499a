/*
 * The inner side of the stage (ui/loop.h): made with a table of screens of
 * one's own, which is how tests put screens of theirs on it.
 */
#ifndef HUDDLE_UI_STAGE_H
#define HUDDLE_UI_STAGE_H

#include "ui/loop.h"

/* `table` has SCREENS entries in the order of enum screen_id; those that are
 * never shown may be NULL. It must outlive the stage. */
struct stage *
stage_new_with(const struct host *host, const struct screen *const *table);

#endif
