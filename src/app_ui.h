/*
 * The app as the host of the terminal interface: gathers the facts that the
 * screens show and carries out the effects that they ask for.
 */
#ifndef HUDDLE_APP_UI_H
#define HUDDLE_APP_UI_H

#include "app.h"
#include "ui/loop.h"

struct app_ui;

/* `app` must be open and outlive it. */
struct app_ui *app_ui_new(struct app *app);
void app_ui_free(struct app_ui *ui);

/* Valid as long as `ui` is. */
struct host app_ui_host(struct app_ui *ui);

#endif
