/*
 * The demonstration beyond its own unit: two units more, and a wellness office
 * that has collected what all three released. Everything goes the way it goes
 * at work: sealed, delivered to a folder, enrolled, collected.
 */
#ifndef HUDDLE_CLI_DEMO_OFFICE_H
#define HUDDLE_CLI_DEMO_OFFICE_H

#include "app.h"
#include "config/config.h"

#define DEMO_UNITS 3

/* Each of the units; the first is the one that people try things on. */
struct demo_spec {
	const char *unit; /* id */
	const char *name;
	const char *folder; /* in the demonstration's; "." of the first */
	int roster;
	bool numbers_leave; /* those of the shift, with its releases */
};
extern const struct demo_spec demo_specs[DEMO_UNITS];

/* The office's key before the units are made, so that their configurations
 * can name it. `folder` is where all is made. */
int demo_office_begin(
    const char *folder, const char *organization, struct err *err);

/* Enrols a unit that is open, and takes its releases to the inbox. */
int demo_office_unit(const char *folder, struct app *app, struct err *err);

/* Collects the inbox. */
int demo_office_end(const char *folder, struct err *err);

#endif
