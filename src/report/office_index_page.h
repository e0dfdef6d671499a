/*
 * The organization's page of the office's report. See office_pages.h.
 */
#ifndef HUDDLE_REPORT_OFFICE_INDEX_PAGE_H
#define HUDDLE_REPORT_OFFICE_INDEX_PAGE_H

#include "report/office_parts.h"
#include "util/buf.h"

/* What the list of units says of one. */
struct office_entry {
	char unit[ID_SIZE];
	char name[SUMMARY_NAME_SIZE];
	char site[ID_SIZE];
	char *sorted_by; /* its name, folded */
	int32_t enrolled;
	int32_t last; /* day of its newest summary; DATE_NONE: none yet */
	bool small;   /* that one has no answers to tell */
};

/* `entries` by name. */
void office_index_page(struct buf *out, const struct office_pages_plan *plan,
    struct runchart_blurs *blurs, const struct office_entry *const *entries,
    int count, struct office_gather *all);

#endif
