/*
 * One unit's page of the office's report. See office_pages.h.
 */
#ifndef HUDDLE_REPORT_OFFICE_UNIT_PAGE_H
#define HUDDLE_REPORT_OFFICE_UNIT_PAGE_H

#include "report/office_parts.h"
#include "util/buf.h"

/* Of a closed unit with at least one summary. */
void office_unit_page(struct buf *out, const struct office_pages_plan *plan,
    struct runchart_blurs *blurs, const char *name, const char *site,
    struct office_gather *unit);

#endif
