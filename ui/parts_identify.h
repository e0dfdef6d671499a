/*
 * The look at a text before it is kept: what in it could show a patient or a
 * colleague, and where. Screens that take text ask check_text() when it is
 * done, and if it found something show check_view() with two keys: back to
 * the text, or keep it as it is.
 */
#ifndef HUDDLE_UI_PARTS_IDENTIFY_H
#define HUDDLE_UI_PARTS_IDENTIFY_H

#include "core/identify.h"
#include "ui/parts.h"

struct check {
	int count; /* 0: nothing to ask about */
	struct finding findings[FINDINGS_MAX];
};

/* Looks at `text` with the names that the unit knows; `names_are_fine` leaves
 * names out (thanks). Returns how much was found, as check->count. Where to put
 * the cursor to rephrase it: check->findings[0].from, a cluster's edge. */
int check_text(struct check *check, const struct facts *facts, const char *text,
    bool names_are_fine);

/*
 * The same text with [brackets] around what was found, and below it what each
 * of them looks like. Takes its rows from the top of the area. `text` is the
 * one that was checked.
 */
void check_view(const struct check *check, struct cells *cells,
    struct area *area, const char *text);

#endif
