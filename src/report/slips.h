/*
 * Slips to cut and hand out: whose buddy somebody is, until when, and what
 * they may talk about this week. Never anything else of anybody.
 */
#ifndef HUDDLE_REPORT_SLIPS_H
#define HUDDLE_REPORT_SLIPS_H

#include "report/page.h"

struct slip {
	char *name;    /* whose slip it is */
	char *buddies; /* "Bob (nurse, days), Cat (nights)" */
	int count;     /* how many these are, 1 or 2 */
};

struct slips {
	const struct slip *list; /* the caller's */
	int count;
	int32_t from, to; /* the round's days */
	/* This week's topic. */
	const char *title, *prompt, *attempt;
};

void
slips_page(const struct page *page, const struct slips *slips, struct buf *out);

#endif
