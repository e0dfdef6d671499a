/*
 * The parts of pages that are read on a screen. See web.h.
 */
#include "report/web.h"

#include <stdio.h>

#include "report/doc.h"
#include "report/html.h"
#include "util/i18n.h"

#define ABOUT 512

/* One accent and two greys, on light and on dark. */
const char web_style[] =
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

void
web_section(struct buf *out, const char *title)
{
	html_in(out, "<section>\n<h2>", title, "</h2>\n");
}

void
web_section_end(struct buf *out)
{
	buf_add(out, "</section>\n");
}

void
web_say(struct buf *out, const char *text)
{
	html_in(out, "<p>", text, "</p>\n");
}

void
web_figures(struct buf *out)
{
	buf_add(out, "<dl class=\"figures\">\n");
}

void
web_figure(struct buf *out, const char *number, const char *about)
{
	html_in(out, "<div><dt>", about, "</dt>");
	html_in(out, "<dd>", number, "</dd></div>\n");
}

void
web_figures_end(struct buf *out)
{
	buf_add(out, "</dl>\n");
}

/* --- tables --- */

/* It can be reached by the keyboard, because it may have to be scrolled. */
void
web_table(struct buf *out, int number, const char *caption,
    const char *const *columns, int words, int count)
{
	buf_addf(out,
	    "<div class=\"scroll\" role=\"group\" tabindex=\"0\" "
	    "aria-labelledby=\"t%d\">\n<table>\n<caption id=\"t%d\">",
	    number, number);
	html_text(out, caption);
	buf_add(out, "</caption>\n<thead>\n<tr>");
	for (int i = 0; i < count; i++)
		html_in(out,
		    i < words ? "<th scope=\"col\" class=\"w\">"
		              : "<th scope=\"col\">",
		    columns[i], "</th>");
	buf_add(out, "</tr>\n</thead>\n<tbody>\n");
}

void
web_table_end(struct buf *out)
{
	buf_add(out, "</tbody>\n</table>\n</div>\n");
}

void
web_row(struct buf *out, const char *text)
{
	html_in(out, "<tr><th scope=\"row\">", text, "</th>");
}

void
web_row_end(struct buf *out)
{
	buf_add(out, "</tr>\n");
}

void
web_words(struct buf *out, const char *text)
{
	html_in(out, "<td class=\"w\">", text, "</td>");
}

void
web_details(struct buf *out, const char *title)
{
	html_in(out, "<details>\n<summary>", title, "</summary>\n");
}

void
web_details_end(struct buf *out)
{
	buf_add(out, "</details>\n");
}

/* --- charts --- */

int
web_percent(int share)
{
	return (share + 5) / 10;
}

/* For who does not see the chart. */
static void
describe(const struct svg_chart *chart, char out[ABOUT])
{
	int least = 1000, most = 0, last = 0, gaps = 0;
	char days[2 * WEB_DAY_SIZE + 16];

	for (int i = 0; i < chart->count; i++) {
		int share = chart->points[i].share;

		if (share < 0) {
			gaps++;
			continue;
		}
		least = share < least ? share : least;
		most = share > most ? share : most;
		last = share;
	}
	web_days((struct period){chart->from, chart->to}, days);
	snprintf(out, ABOUT,
	    _("A line over %s: %d points between %d%% and %d%%, the last %d%%; "
	      "%d gaps. The table has every number."),
	    days, chart->count - gaps, web_percent(least), web_percent(most),
	    web_percent(last), gaps);
}

/* The title is the frame's name as well as the drawing's. */
void
web_chart(struct buf *out, int number, const struct svg_chart *chart)
{
	struct svg_chart whole = *chart;
	char id[16], about[ABOUT];

	snprintf(id, sizeof(id), "c%d", number);
	describe(chart, about);
	whole.id = id;
	whole.about = about;
	buf_addf(out,
	    "<div class=\"chart scroll\" role=\"group\" tabindex=\"0\" "
	    "aria-labelledby=\"%s-t\">\n",
	    id);
	svg_run_chart(out, &whole);
	buf_add(out, "</div>\n");
}

/* --- words --- */

void
web_day(int32_t day, char out[WEB_DAY_SIZE])
{
	const struct page page = {.today = day};

	doc_day(&page, day, true, out);
}

void
web_days(struct period days, char out[2 * WEB_DAY_SIZE + 16])
{
	char from[WEB_DAY_SIZE], to[WEB_DAY_SIZE];

	web_day(days.from, from);
	web_day(days.to, to);
	snprintf(out, 2 * WEB_DAY_SIZE + 16, _("%s to %s"), from, to);
}
