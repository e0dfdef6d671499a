/*
 * The downtime sheet: one page for a huddle on paper, as plain text and as a
 * page for a browser.
 */
#ifndef HUDDLE_CLI_SHEET_H
#define HUDDLE_CLI_SHEET_H

#include "config/config.h"
#include "util/buf.h"

/* The plain text fits a page of every printer. */
#define SHEET_COLUMNS 78
#define SHEET_LINES 60

struct sheet {
	const struct config *config;
	const struct instrument *pulse; /* NULL: no answers are counted */
	int language;                   /* of pulse: index of its texts */
	const struct agenda *agenda;    /* NULL: no steps */
};

/* What the configuration has for a daily huddle, in a language ("es"). */
void sheet_init(
    struct sheet *sheet, const struct config *config, const char *language);

/* How answers are given on paper: nobody sees an exact count but who counts,
 * and no page with one is kept. */
const char *sheet_how(void);

/* What the facilitator says in a step, as far as it is the same on paper. */
const char *sheet_prompt(const struct step *step);

/*
 * At most SHEET_COLUMNS wide. What is less needed gives way until it is at
 * most SHEET_LINES long; no question or step is ever left out, so that more
 * than about six of each take more.
 */
void sheet_text(const struct sheet *sheet, struct buf *out);

/* A whole document: nothing is loaded from elsewhere, no scripts. */
void sheet_html(const struct sheet *sheet, struct buf *out);

#endif
