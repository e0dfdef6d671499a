/*
 * Text as it may stand in a page for a browser, and what all pages share.
 */
#ifndef HUDDLE_REPORT_HTML_H
#define HUDDLE_REPORT_HTML_H

#include "util/buf.h"

/* Text between tags and in attributes: cleaned and escaped. */
void html_text(struct buf *out, const char *text);

/* `before` text `after`, where text is escaped. */
void html_in(
    struct buf *out, const char *before, const char *text, const char *after);

/* Everything up to and with <body>: language ("es", "es_MX.UTF-8"), title, and
 * a style sheet that prints on A4 and Letter, `style` behind the common one
 * ("" for none). */
void html_head(struct buf *out, const char *language, const char *title,
    const char *style);
void html_foot(struct buf *out);

#endif
