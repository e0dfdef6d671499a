/*
 * Pages to print: the wall's "you said / we did / can't, because", the page
 * of a card that goes to the tier above, and "what worked" to share with
 * other units. Plain text, or HTML in one file without scripts.
 *
 * A page of a card has no note's text and nobody's name.
 */
#ifndef HUDDLE_REPORT_PAGE_H
#define HUDDLE_REPORT_PAGE_H

#include <stdbool.h>

#include "core/action.h"
#include "core/board.h"
#include "util/buf.h"

#define PAGE_COLUMNS 78 /* of plain text */

/* What every page says of where it comes from. */
struct page {
	const char *unit;     /* "4 West" */
	const char *language; /* "es", "es_MX.UTF-8"; of the texts in it */
	int32_t today;
	bool html;
	/* Of a card's page: the note that the card came from, or NULL. A title
	 * that is still its words is left out. */
	const struct note *source;
};

/* The parts of "you said / we did": which kinds (bits) stand in each, and what
 * is said when there is nothing. To be translated. */
#define PAGE_PARTS 5
struct page_part {
	const char *title;
	const char *nothing;
	unsigned kinds;
};
extern const struct page_part page_parts[PAGE_PARTS];

/* `said` as said_list gives it; `since` is the day it begins with; minutes is
 * what stop-this notes that were done away with give back a shift. */
void page_board(const struct page *page, const struct said *said, int count,
    int waiting, int32_t since, int minutes, struct buf *out);

/* Up to the next tier. Not approved yet: it says so. `theme` is its title. */
void page_card(const struct page *page, const struct action *action,
    const char *theme, struct buf *out);

/* Of a card with at least one test that has a result. */
void page_worked(const struct page *page, const struct action *action,
    const char *theme, struct buf *out);

#endif
