/*
 * The wellness office's report: one page for the organization and one for
 * each unit, HTML without scripts, charts as SVG beside their tables. Never a
 * ranking: units stand in the order of their names.
 *
 * It is fed summary by summary and gives page by page, so that memory does
 * not grow with the number of units' weeks.
 */
#ifndef HUDDLE_REPORT_OFFICE_PAGES_H
#define HUDDLE_REPORT_OFFICE_PAGES_H

#include <stdbool.h>
#include <stddef.h>

#include "core/summary.h"

struct office_pages;

struct office_pages_plan {
	const char *organization;
	const char *language;
	int32_t today;
	int quiet_days; /* a unit without a summary for so long is silent */
	/* What people know a cut ("had what they needed") or a theme by; NULL,
	 * or returns NULL: their ids are shown. */
	const char *(*cut)(void *context, const struct cut_key *key);
	const char *(*theme)(void *context, const char *id);
	/* A finished page: "index.html", "unit-4-west.html". False stops. */
	bool (*page)(
	    void *context, const char *name, const char *html, size_t len);
	void *context;
};

struct office_pages *office_pages_new(const struct office_pages_plan *plan);
void office_pages_free(struct office_pages *pages);

/* An enrolled unit; all of them before the first summary. name and site as
 * far as known, else ""; the day it was enrolled, from which on a summary is
 * waited for. */
void office_pages_unit(struct office_pages *pages, const char *unit,
    const char *name, const char *site, int32_t enrolled);

/* In the order of office_summaries. False once `page` said so. */
bool
office_pages_add(struct office_pages *pages, const struct summary *summary);

/* The last unit's page and the organization's. */
bool office_pages_end(struct office_pages *pages);

#endif
