/*
 * An invitation to a meal among colleagues, to be filled in by hand.
 */
#ifndef HUDDLE_REPORT_INVITATION_H
#define HUDDLE_REPORT_INVITATION_H

#include "report/page.h"

/* A light question to begin with, and the one for this time. */
void invitation_page(const struct page *page, const char *opener,
    const char *question, struct buf *out);

#endif
