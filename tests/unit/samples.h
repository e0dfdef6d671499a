/*
 * Summaries for the tests of the forms in which they leave: a usual one, one
 * with nothing to tell, one with every awkward value, one of some size.
 */
#ifndef HUDDLE_TESTS_SAMPLES_H
#define HUDDLE_TESTS_SAMPLES_H

#include "core/summary.h"

enum sample {
	SAMPLE_USUAL,
	SAMPLE_SILENT,
	SAMPLE_AWKWARD,
	SAMPLE_LARGE,
	SAMPLES
};

/* "usual", ... */
extern const char *const sample_names[SAMPLES];

/* For summary_done. Sorted, and keeps every rule of the format. */
void sample_summary(struct summary *out, enum sample which);

/* The usual one as JSON, as huddle-summary(5) shows it. */
extern const char sample_usual_json[];

#endif
