/*
 * The staff room's page: how it goes over time, what got better first, what
 * happened meanwhile, what became of what was said, and whom to call. One
 * HTML file without scripts, for a screen or for paper.
 */
#ifndef HUDDLE_REPORT_TREND_PAGE_H
#define HUDDLE_REPORT_TREND_PAGE_H

#include "core/board.h"
#include "core/shift_number.h"
#include "core/trend.h"
#include "core/trend_words.h"
#include "util/buf.h"

/* A line with its words; lent. */
struct trend_page_line {
	const struct trend *trend;
	struct trend_texts texts;
	const char *sentence;
	const char *runs; /* "" if there are none */
};

/* Somebody to call. */
struct trend_page_contact {
	const char *title, *reach;
	const char *when, *about; /* may be "" */
};

/* Everything is lent. */
struct trend_page {
	const char *unit;
	const char *language; /* of the texts in it */
	int32_t today;
	struct period span;
	const struct trend_page_line *lines; /* the best news first */
	int count;
	const struct trend_note *notes; /* by day */
	int note_count;
	const struct shift_field *fields; /* numbers of the shift */
	int field_count;
	const struct shift_week *weeks; /* that are over, in order */
	int week_count;
	const struct said *said; /* as said_list gives it */
	int said_count, waiting;
	int32_t said_since;
	int minutes; /* a shift, given back by what was dropped */
	const struct trend_page_contact *contacts;
	int contact_count;
};

void trend_page_write(const struct trend_page *page, struct buf *out);

/* True for the text of such a page. */
bool trend_page_is_one(const char *html);

#endif
