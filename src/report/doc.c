/*
 * Pages in their parts. See doc.h.
 */
#include "report/doc.h"

#include <stdio.h>
#include <string.h>

#include "report/html.h"
#include "util/date.h"
#include "util/i18n.h"
#include "util/utf8.h"

#define INDENT 2
#define WORD 13  /* stop of what stands behind the word of an entry */
#define FIELD 18 /* and behind the label of a field */

/* --- plain text --- */

static void
fill(struct buf *out, const char *what, int count)
{
	while (count-- > 0)
		buf_add(out, what);
}

/* `lead`, and the text wrapped behind the stop. */
static void
wrap(struct buf *out, const char *lead, int stop, const char *text)
{
	struct buf clean = BUF_INIT;
	const char *at;
	size_t len;
	int used = utf8_width(lead);

	utf8_clean(&clean, text, strlen(text));
	at = buf_text(&clean);
	buf_add(out, lead);
	if (!*at || used > stop) { /* no room beside it */
		buf_add(out, "\n");
		used = 0;
	}
	while (*at) {
		const char *line = at;

		len = utf8_wrap(line, PAGE_COLUMNS - stop, &at);
		fill(out, " ", len > 0 ? stop - used : 0);
		buf_add_bytes(out, line, len);
		buf_add(out, "\n");
		used = 0;
	}
	buf_done(&clean);
}

/* A heading with a line of `sign` below it. */
static void
underline(struct buf *out, const char *text, const char *sign)
{
	int width = utf8_width(text);

	wrap(out, "", 0, text);
	fill(out, sign, width < PAGE_COLUMNS ? width : PAGE_COLUMNS);
	buf_add(out, "\n");
}

/* --- what is open --- */

static void
close_block(struct doc *doc)
{
	static const char *const closing[] = {
	    [DOC_LIST] = "</li>\n</ul>\n",
	    [DOC_FIELDS] = "</dl>\n",
	};

	if (doc->page->html && doc->block != DOC_NOTHING)
		buf_add(doc->out, closing[doc->block]);
	doc->block = DOC_NOTHING;
}

static void
close_section(struct doc *doc)
{
	close_block(doc);
	if (doc->page->html && doc->section)
		buf_add(doc->out, "</section>\n");
	doc->section = false;
}

/* --- the parts --- */

void
doc_day(const struct page *page, int32_t day, bool year, char out[DOC_DAY_SIZE])
{
	static const char *const months[] = {N_("January"), N_("February"),
	    N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
	    N_("August"), N_("September"), N_("October"), N_("November"),
	    N_("December")};
	int y, month, mday, now, unused;

	date_to_ymd(page->today, &now, &unused, &unused);
	date_to_ymd(day, &y, &month, &mday);
	if (year || y != now)
		snprintf(out, DOC_DAY_SIZE, _("%d %s %d"), mday,
		    _(months[month - 1]), y);
	else
		snprintf(
		    out, DOC_DAY_SIZE, _("%d %s"), mday, _(months[month - 1]));
}

static void
begin_html(
    struct doc *doc, const char *title, const char *under, const char *style)
{
	struct buf whole = BUF_INIT;
	char day[DOC_DAY_SIZE];

	doc_day(doc->page, doc->page->today, true, day);
	buf_addf(&whole, "%s: %s", doc->page->unit, title);
	html_head(doc->out, doc->page->language, buf_text(&whole), style);
	html_in(doc->out, "<header>\n<p class=\"from\"><span>", doc->page->unit,
	    "</span> ");
	html_in(doc->out, "<span>", day, "</span></p>\n");
	html_in(doc->out, "<h1>", title, "</h1>\n");
	html_in(doc->out, "<p>", under, "</p>\n</header>\n<main>\n");
	buf_done(&whole);
}

static void
begin_text(struct doc *doc, const char *title, const char *under)
{
	char day[DOC_DAY_SIZE];
	int room;
	struct buf clean = BUF_INIT;

	doc_day(doc->page, doc->page->today, true, day);
	utf8_clean(&clean, doc->page->unit, strlen(doc->page->unit));
	room = PAGE_COLUMNS - utf8_width(buf_text(&clean)) - utf8_width(day);
	buf_add(doc->out, buf_text(&clean));
	fill(doc->out, " ", room > 1 ? room : 2);
	buf_addf(doc->out, "%s\n\n", day);
	underline(doc->out, title, "=");
	wrap(doc->out, "", 0, under);
	buf_done(&clean);
}

void
doc_begin(struct doc *doc, const struct page *page, struct buf *out,
    const char *title, const char *under, const char *style)
{
	*doc = (struct doc){.page = page, .out = out};
	if (page->html)
		begin_html(doc, title, under, style);
	else
		begin_text(doc, title, under);
}

void
doc_end(struct doc *doc)
{
	close_section(doc);
	if (!doc->page->html)
		return;
	buf_add(doc->out, "</main>\n");
	html_foot(doc->out);
}

void
doc_section(struct doc *doc, const char *title)
{
	close_section(doc);
	doc->section = true;
	if (doc->page->html) {
		html_in(doc->out, "<section>\n<h2>", title, "</h2>\n");
		return;
	}
	buf_add(doc->out, "\n\n");
	underline(doc->out, title, "-");
}

void
doc_subsection(struct doc *doc, const char *title)
{
	close_block(doc);
	if (doc->page->html) {
		html_in(doc->out, "<h3>", title, "</h3>\n");
		return;
	}
	buf_add(doc->out, "\n");
	wrap(doc->out, "", INDENT, title);
}

void
doc_text(struct doc *doc, const char *text)
{
	close_block(doc);
	if (doc->page->html) {
		html_in(doc->out, "<p>", text, "</p>\n");
		return;
	}
	buf_add(doc->out, "\n");
	wrap(doc->out, "", doc->section ? INDENT : 0, text);
}

void
doc_entry(struct doc *doc, const char *word, const char *text)
{
	struct buf lead = BUF_INIT;

	if (!doc->page->html) {
		buf_addf(&lead, "%*s%s", INDENT, "", word);
		buf_add(doc->out, "\n");
		wrap(doc->out, buf_text(&lead), WORD, text);
		buf_done(&lead);
		return;
	}
	if (doc->block == DOC_LIST) {
		buf_add(doc->out, "</li>\n<li>");
	} else {
		close_block(doc);
		buf_add(doc->out, "<ul>\n<li>");
		doc->block = DOC_LIST;
	}
	html_in(doc->out, "<p class=\"said\"><span class=\"word\">", word,
	    "</span> ");
	html_in(doc->out, "", text, "</p>\n");
}

static void
below(struct doc *doc, const char *open, const char *text)
{
	if (text[0] == '\0')
		return;
	if (doc->page->html)
		html_in(doc->out, open, text, "</p>\n");
	else
		wrap(doc->out, "", WORD, text);
}

void
doc_below(struct doc *doc, const char *text)
{
	below(doc, "<p>", text);
}

void
doc_aside(struct doc *doc, const char *text)
{
	below(doc, "<p class=\"aside\">", text);
}

void
doc_field(struct doc *doc, const char *label, const char *text)
{
	struct buf lead = BUF_INIT;

	if (text[0] == '\0')
		return;
	if (!doc->page->html) {
		if (doc->block != DOC_FIELDS)
			buf_add(doc->out, "\n");
		doc->block = DOC_FIELDS;
		buf_addf(&lead, "%*s%s", INDENT, "", label);
		wrap(doc->out, buf_text(&lead), FIELD, text);
		buf_done(&lead);
		return;
	}
	if (doc->block != DOC_FIELDS) {
		close_block(doc);
		buf_add(doc->out, "<dl>\n");
		doc->block = DOC_FIELDS;
	}
	html_in(doc->out, "<dt>", label, "</dt>\n");
	html_in(doc->out, "<dd>", text, "</dd>\n");
}

void
doc_lines(struct doc *doc, int count)
{
	close_block(doc);
	for (; count > 0; count--) {
		if (doc->page->html) {
			buf_add(doc->out, "<div class=\"line\"></div>\n");
			continue;
		}
		buf_add(doc->out, "\n\n");
		fill(doc->out, " ", INDENT);
		fill(doc->out, "_", PAGE_COLUMNS - INDENT);
		buf_add(doc->out, "\n");
	}
}
