/*
 * Summaries of an organization that does not exist, for the tests of the
 * office's report: believable, and with what is hard in it.
 */
#ifndef HUDDLE_TESTS_OFFICE_MAKER_H
#define HUDDLE_TESTS_OFFICE_MAKER_H

#include "core/summary.h"
#include "report/office_pages.h"

/* Sunday, 22 November 2026: the last day of the last week. */
#define MAKER_LAST 20779

struct office_made {
	int units, weeks;
	unsigned state; /* of its own small generator */
};

/*
 * Unit `unit` in week `week` (0 the first). False: it left none. For
 * summary_done. Units by number: 0 has gaps of small weeks, 1 fell silent, 2
 * is always too small, 3 changed its questions halfway, 4 was restored into
 * another epoch, 5 tells by months, 6 has a hostile name, 7 never reported.
 */
bool office_make(
    struct office_made *made, int unit, int week, struct summary *summary);

/* What a unit is called; its id is "unit-03", in the order of numbers. */
const char *office_made_name(int unit, char id[ID_SIZE]);

/* The whole report of it. */
void office_made_report(
    const struct office_made *made, const struct office_pages_plan *plan);

#endif
