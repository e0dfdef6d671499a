/*
 * The frame and the tables of the office's pages. See office_parts.h.
 */
#include "report/office_parts.h"

#include <inttypes.h>

#include "report/html.h"
#include "report/web.h"
#include "util/i18n.h"

/* --- the frame --- */

/* Whatever stands in a page comes through html_in and html_text, which leave no
 * mark-up of it: names are what units say of themselves. */

/* Style is within the page, which so needs no other file and no network. */
void
office_page_begin(
    struct office_page *page, const char *title, const char *under, bool back)
{
	struct buf sheet = BUF_INIT, whole = BUF_INIT;
	char day[WEB_DAY_SIZE];

	buf_addf(&sheet, "%s%s", web_style, svg_style);
	buf_addf(&whole, "%s, %s", title, page->plan->organization);
	html_head(page->out, page->plan->language, buf_text(&whole),
	    buf_text(&sheet));
	buf_add(page->out, "<header>\n");
	if (back)
		html_in(page->out, "<nav><a href=\"index.html\">",
		    _("All units"), "</a></nav>\n");
	web_day(page->plan->today, day);
	html_in(page->out, "<p class=\"from\">", page->plan->organization, "");
	html_in(page->out, " · ", day, "</p>\n");
	html_in(page->out, "<h1>", title, "</h1>\n");
	html_in(page->out, "<p class=\"lead\">", under, "</p>\n");
	buf_add(page->out, "</header>\n<main>\n");
	buf_done(&sheet);
	buf_done(&whole);
}

void
office_page_end(struct office_page *page)
{
	buf_add(page->out, "</main>\n");
	html_foot(page->out);
}

void
office_section(struct office_page *page, const char *title)
{
	web_section(page->out, title);
}

void
office_section_end(struct office_page *page)
{
	web_section_end(page->out);
}

void
office_say(struct office_page *page, const char *text)
{
	web_say(page->out, text);
}

void
office_figures(struct office_page *page)
{
	web_figures(page->out);
}

void
office_figure(struct office_page *page, const char *number, const char *about)
{
	web_figure(page->out, number, about);
}

void
office_figures_end(struct office_page *page)
{
	web_figures_end(page->out);
}

/* --- tables --- */

void
office_table(struct office_page *page, const char *caption,
    const char *const *columns, int words, int count)
{
	web_table(page->out, ++page->number, caption, columns, words, count);
}

void
office_table_end(struct office_page *page)
{
	web_table_end(page->out);
}

void
office_row(struct office_page *page, const char *text)
{
	web_row(page->out, text);
}

void
office_row_end(struct office_page *page)
{
	web_row_end(page->out);
}

/* Numbers need no quoting, and no words: what they are stands above them. */
void
office_cell(struct office_page *page, int64_t number)
{
	buf_addf(page->out, "<td>%" PRId64 "</td>", number);
}

void
office_words(struct office_page *page, const char *text)
{
	web_words(page->out, text);
}

void
office_details(struct office_page *page, const char *title)
{
	web_details(page->out, title);
}

void
office_details_end(struct office_page *page)
{
	web_details_end(page->out);
}

/* --- words --- */

const char *
office_theme(const struct office_page *page, const char *id)
{
	const char *title = page->plan->theme
	                        ? page->plan->theme(page->plan->context, id)
	                        : NULL;

	return title ? title : id;
}
