/*
 * Slips for everybody who has a buddy, to print or to look at before.
 */
#ifndef HUDDLE_APP_SLIPS_H
#define HUDDLE_APP_SLIPS_H

#include "app_buddy.h"
#include "report/page.h"

/* Nobody's slip if no round is confirmed. The page's day says which topic. */
int app_slips(struct app *app, const struct app_buddies *now,
    const struct page *page, struct buf *out, struct err *err);

#endif
