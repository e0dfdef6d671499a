/*
 * The frame and the tables of the office's pages. See office_parts.h.
 */
#include "report/office_parts.h"

#include <inttypes.h>
#include <stdio.h>

#include "report/doc.h"
#include "report/html.h"
#include "report/svg.h"
#include "util/date.h"
#include "util/i18n.h"

/* One accent and two greys, on light and on dark. */
static const char style[] =
    ":root{color-scheme:light dark;--paper:#fdfdfb;--ink:#1d2327;\n"
    "  --soft:#566068;--rule:#d9dcd8;--accent:#1f6672;--wash:#f2f4f1}\n"
    "@media (prefers-color-scheme:dark){:root{--paper:#15191b;\n"
    "  --ink:#e6e8e6;--soft:#a3acb1;--rule:#343b3e;--accent:#79c0cb;\n"
    "  --wash:#1d2326}}\n"
    "@media print{:root{color-scheme:light;--paper:#fff;--ink:#000;\n"
    "  --soft:#444;--rule:#ccc;--accent:#1f6672;--wash:#fff}}\n"
    "html{color-scheme:inherit;background:var(--paper)}\n"
    "body{font-size:1rem;line-height:1.55;color:var(--ink);\n"
    "  background:var(--paper);max-width:56rem;\n"
    "  margin:2.5rem auto 4rem;padding:0 1.25rem}\n"
    "h1,h2,h3{line-height:1.2;text-wrap:balance;break-after:avoid}\n"
    "h1{font-size:2.1rem;margin:.1em 0 .2em;letter-spacing:-.01em}\n"
    "h2{font-size:1.4rem;margin:0 0 .6em}\n"
    "h3{font-size:1.1rem;margin:0 0 .3em}\n"
    "section{margin-top:3rem;padding-top:1.4rem;\n"
    "  border-top:1px solid var(--rule)}\n"
    "p{margin:.4em 0;max-width:42rem}\n"
    "a{color:var(--accent);text-underline-offset:.15em}\n"
    "a:focus-visible,summary:focus-visible,div:focus-visible{\n"
    "  outline:2px solid var(--accent);outline-offset:3px}\n"
    ".from,.soft,.says,caption,dt{color:var(--soft)}\n"
    ".from{margin:0}\n"
    ".soft{font-size:.9rem;font-weight:400}\n"
    ".lead{font-size:1.1rem}\n"
    ".figures{display:grid;gap:1.2rem 2rem;margin:2rem 0 0;\n"
    "  grid-template-columns:repeat(auto-fit,minmax(11rem,15rem))}\n"
    ".figures div{display:flex;flex-direction:column-reverse;\n"
    "  justify-content:flex-end}\n"
    ".figures dd{margin:0;font-size:1.9rem;line-height:1.15;\n"
    "  font-variant-numeric:tabular-nums}\n"
    ".figures dt{font-size:.9rem;line-height:1.35}\n"
    "figure{margin:0 0 2.4rem;break-inside:avoid}\n"
    ".scroll{overflow-x:auto;margin:.8rem 0 .4rem}\n"
    ".scroll+.scroll{margin-top:1.6rem}\n"
    "table{border-collapse:collapse;font-size:.92rem;\n"
    "  font-variant-numeric:tabular-nums;overflow-wrap:normal}\n"
    "caption{text-align:left;font-size:.9rem;padding:.2rem 0 .5rem}\n"
    "th,td{padding:.32rem 1.3rem .32rem 0;text-align:right;\n"
    "  border-bottom:1px solid var(--rule);vertical-align:top}\n"
    "th{font-weight:400}\n"
    "thead th{color:var(--soft);font-size:.86rem;vertical-align:bottom}\n"
    "tbody th{white-space:nowrap}\n"
    "tbody th,.w{text-align:left}\n"
    "tr>:last-child{padding-right:.2rem}\n"
    "details{margin:.4rem 0}\n"
    "summary{cursor:pointer;color:var(--accent);width:max-content;\n"
    "  max-width:100%}\n"
    "ul{padding-left:1.1rem;margin:.4rem 0}\n"
    ".units{columns:15rem;column-gap:2rem;list-style:none;padding:0}\n"
    ".units li{break-inside:avoid;margin-bottom:.25rem}\n"
    ".is{background:var(--wash);border-left:3px solid var(--accent);\n"
    "  padding:.7rem 1.1rem;margin:1.6rem 0}\n"
    "@media print{body{font-size:10.5pt;margin:0;padding:0;max-width:none}\n"
    "  a{color:inherit;text-decoration:none}details,nav{display:none}\n"
    "  section{margin-top:1.6rem}tr{break-inside:avoid}}\n";

/* --- the frame --- */

void
office_page_begin(
    struct office_page *page, const char *title, const char *under, bool back)
{
	struct buf sheet = BUF_INIT, whole = BUF_INIT;
	char day[OFFICE_DAY_SIZE];

	buf_addf(&sheet, "%s%s", style, svg_style);
	buf_addf(&whole, "%s, %s", title, page->plan->organization);
	html_head(page->out, page->plan->language, buf_text(&whole),
	    buf_text(&sheet));
	buf_add(page->out, "<header>\n");
	if (back)
		html_in(page->out, "<nav><a href=\"index.html\">",
		    _("All units"), "</a></nav>\n");
	office_day(page->plan->today, day);
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
	html_in(page->out, "<section>\n<h2>", title, "</h2>\n");
}

void
office_section_end(struct office_page *page)
{
	buf_add(page->out, "</section>\n");
}

void
office_say(struct office_page *page, const char *text)
{
	html_in(page->out, "<p>", text, "</p>\n");
}

void
office_figures(struct office_page *page)
{
	buf_add(page->out, "<dl class=\"figures\">\n");
}

void
office_figure(struct office_page *page, const char *number, const char *about)
{
	html_in(page->out, "<div><dt>", about, "</dt>");
	html_in(page->out, "<dd>", number, "</dd></div>\n");
}

void
office_figures_end(struct office_page *page)
{
	buf_add(page->out, "</dl>\n");
}

/* --- tables --- */

void
office_table(struct office_page *page, const char *caption,
    const char *const *columns, int words, int count)
{
	buf_addf(page->out,
	    "<div class=\"scroll\" role=\"group\" tabindex=\"0\" "
	    "aria-labelledby=\"t%d\">\n<table>\n<caption id=\"t%d\">",
	    page->number + 1, page->number + 1);
	page->number++;
	html_text(page->out, caption);
	buf_add(page->out, "</caption>\n<thead>\n<tr>");
	for (int i = 0; i < count; i++)
		html_in(page->out,
		    i < words ? "<th scope=\"col\" class=\"w\">"
		              : "<th scope=\"col\">",
		    columns[i], "</th>");
	buf_add(page->out, "</tr>\n</thead>\n<tbody>\n");
}

void
office_table_end(struct office_page *page)
{
	buf_add(page->out, "</tbody>\n</table>\n</div>\n");
}

void
office_row(struct office_page *page, const char *text)
{
	html_in(page->out, "<tr><th scope=\"row\">", text, "</th>");
}

void
office_row_end(struct office_page *page)
{
	buf_add(page->out, "</tr>\n");
}

void
office_cell(struct office_page *page, int64_t number)
{
	buf_addf(page->out, "<td>%" PRId64 "</td>", number);
}

void
office_words(struct office_page *page, const char *text)
{
	html_in(page->out, "<td class=\"w\">", text, "</td>");
}

void
office_details(struct office_page *page, const char *title)
{
	html_in(page->out, "<details>\n<summary>", title, "</summary>\n");
}

void
office_details_end(struct office_page *page)
{
	buf_add(page->out, "</details>\n");
}

/* --- words --- */

void
office_day(int32_t day, char out[OFFICE_DAY_SIZE])
{
	const struct page page = {.today = day};

	doc_day(&page, day, true, out);
}

void
office_days(struct period days, char out[2 * OFFICE_DAY_SIZE + 16])
{
	char from[OFFICE_DAY_SIZE], to[OFFICE_DAY_SIZE];

	office_day(days.from, from);
	office_day(days.to, to);
	snprintf(out, 2 * OFFICE_DAY_SIZE + 16, _("%s to %s"), from, to);
}

const char *
office_theme(const struct office_page *page, const char *id)
{
	const char *title = page->plan->theme
	                        ? page->plan->theme(page->plan->context, id)
	                        : NULL;

	return title ? title : id;
}
