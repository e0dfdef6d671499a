/*
 * A page in its parts, written as plain text or as HTML alike: title,
 * sections, entries of a list, labelled fields, room to write on. For page.c.
 */
#ifndef HUDDLE_REPORT_DOC_H
#define HUDDLE_REPORT_DOC_H

#include "report/page.h"

/* What is open now and must be closed before something else begins. */
enum doc_block { DOC_NOTHING, DOC_LIST, DOC_FIELDS };

struct doc {
	const struct page *page;
	struct buf *out;
	enum doc_block block;
	bool section;
};

/* The unit and the day, the title, and what is said `under` it; `style` is
 * the page's own, behind the one that all share. */
void doc_begin(struct doc *doc, const struct page *page, struct buf *out,
    const char *title, const char *under, const char *style);
void doc_end(struct doc *doc);

/* A section with its heading; one below it; a paragraph. */
void doc_section(struct doc *doc, const char *title);
void doc_subsection(struct doc *doc, const char *title);
void doc_text(struct doc *doc, const char *text);

/* An entry of a list, a word before it ("done"); lines below the entry: what
 * it says, or what may be skipped. Nothing of an empty line. */
void doc_entry(struct doc *doc, const char *word, const char *text);
void doc_below(struct doc *doc, const char *text);
void doc_aside(struct doc *doc, const char *text);

/* "Aim   No nurse runs for linen"; nothing of an empty text. */
void doc_field(struct doc *doc, const char *label, const char *text);

/* So many empty lines, to write on. */
void doc_lines(struct doc *doc, int count);

#define DOC_DAY_SIZE 64
/* "12 November"; with its year if that is not this page's, or `year`. */
void doc_day(
    const struct page *page, int32_t day, bool year, char out[DOC_DAY_SIZE]);

#endif
