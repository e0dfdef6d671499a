/*
 * Numbers of the shift, as screens and commands keep them.
 */
#ifndef HUDDLE_APP_SHIFT_H
#define HUDDLE_APP_SHIFT_H

#include "app.h"
#include "core/shift_number.h"

/* What keeping numbers came to, number by number. */
struct app_shift_kept {
	int added, changed, same;
	int removed; /* taken out */
};

/* ERR_UNAVAILABLE if the configuration asks for none. */
int app_shift_asked(const struct app *app, struct err *err);

/*
 * Keeps all of them, or none, in one transaction. The value
 * SHIFT_NUMBER_NONE takes one out; where there is none that
 * is no error, and counts as the same. Whoever calls has looked at fields,
 * days and values.
 */
int app_shift_keep(struct app *app, const struct shift_number *list, int count,
    struct app_shift_kept *kept, struct err *err);

#endif
