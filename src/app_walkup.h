/*
 * Walk-up boxes that open and close by themselves with their week, month or
 * quarter: those of the instruments that the setting `walkups` names. All
 * others are opened and closed by hand.
 */
#ifndef HUDDLE_APP_WALKUP_H
#define HUDDLE_APP_WALKUP_H

#include "app.h"

/* Closes those whose time is over, with the roster as headcount. What cannot
 * be closed stays, and app->notice says why. While the clock is in doubt
 * (app_release_doubt) all stay. */
void app_walkup_close(struct app *app);

/*
 * The same, and opens those whose time it is, at most one a week, month or
 * quarter: one that was closed by hand stays closed till the next, and none
 * opens for a time before the last that had one. For the terminal interface
 * only, so that no script meets a box that it did not open.
 */
void app_walkup_turn(struct app *app);

#endif
