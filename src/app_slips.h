/*
 * Slips for everybody who has a buddy, to print or to look at before.
 */
#ifndef HUDDLE_APP_SLIPS_H
#define HUDDLE_APP_SLIPS_H

#include "app_buddy.h"
#include "report/page.h"

/* True if somebody has a buddy: else there are no slips. */
bool app_slips_any(const struct app_buddies *now);

/* The page's day says which topic. */
int app_slips(struct app *app, const struct app_buddies *now,
    const struct page *page, struct buf *out, struct err *err);

#endif
