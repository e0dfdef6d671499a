/*
 * What stands on the staff room's page, and in which order. See trend_page.h;
 * its charts are trend_charts.c's.
 */
#include "report/trend_page.h"

#include <libintl.h>
#include <stdio.h>
#include <string.h>

#include "report/html.h"
#include "report/page.h"
#include "report/trend_charts.h"
#include "report/trend_sheet.h"
#include "report/web.h"
#include "util/i18n.h"

#define TEXT 512
#define SAID_MOST 3 /* of each part; the wall's page has all */

/* By this a later run knows its own. */
#define MAIN "<main data-made-by=\"huddle report\">\n"

static const char style[] =
    ".tiles{display:grid;gap:1.2rem 1.6rem;margin:1rem 0;\n"
    "  grid-template-columns:repeat(auto-fill,minmax(13rem,1fr))}\n"
    ".tiles p{margin:0 0 .2rem;font-size:.92rem;line-height:1.3}\n"
    ".tile{break-inside:avoid}\n"
    "td.w{white-space:nowrap}\n"
    ".news{padding-left:1.1rem;max-width:42rem}\n"
    ".news li{margin:.4em 0}\n"
    ".key{font-size:.86rem;color:var(--soft);margin:.2rem 0 .4rem}\n"
    ".happened{columns:22rem;column-gap:2.4rem;padding-left:2rem}\n"
    ".happened p{margin:0}\n"
    ".happened li{break-inside:avoid;margin-bottom:.35rem}\n"
    ".call{display:grid;gap:.9rem 2rem;\n"
    "  grid-template-columns:repeat(auto-fill,minmax(15rem,1fr))}\n"
    ".call div{break-inside:avoid}\n"
    ".call dd{margin:0}.call dt{color:var(--ink);font-weight:600}\n"
    ".reach{font-size:1.1rem}\n";

/* --- What is said first -------------------------------------------------- */

static int
count_ranked(const struct trend_page *page, enum trend_rank rank)
{
	int count = 0;

	for (int i = 0; i < page->count; i++)
		count += trend_rank(page->lines[i].trend,
		             page->lines[i].texts.favourable) == (int)rank;
	return count;
}

static void
put_ranked(const struct trend_page *page, enum trend_rank rank, struct buf *out)
{
	buf_add(out, "<ul class=\"news\">\n");
	for (int i = 0; i < page->count; i++)
		if (trend_rank(page->lines[i].trend,
		        page->lines[i].texts.favourable) == (int)rank)
			html_in(
			    out, "<li>", page->lines[i].sentence, "</li>\n");
	buf_add(out, "</ul>\n");
}

/* What fell is told as well, and after that, by the same words: a page that
 * only praises is not believed. */
static void
put_news(const struct trend_page *page, struct buf *out)
{
	web_section(out, _("What got better"));
	if (count_ranked(page, TREND_BETTER) > 0)
		put_ranked(page, TREND_BETTER, out);
	else
		web_say(out, _("Nothing got better by more than blur and "
		               "chance explain. "
		               "What holds is good to know, too."));
	web_section_end(out);
	if (count_ranked(page, TREND_WORSE) == 0)
		return;
	web_section(out, _("Where to look"));
	put_ranked(page, TREND_WORSE, out);
	web_section_end(out);
}

/* --- What happened ------------------------------------------------------- */

/* Once for all charts: under each of them it would hide the lines. */
static void
put_happened(const struct trend_page *page, const struct trend_flags *flags,
    struct buf *out)
{
	struct buf text = BUF_INIT;
	char day[WEB_DAY_SIZE];

	if (page->note_count == 0)
		return;
	web_section(out, _("What happened meanwhile"));
	web_say(out,
	    _("The numbers are those of the flags above the lines. What came "
	      "at the same time need not be the cause."));
	buf_add(out, "<ol class=\"happened\">\n");
	for (int i = 0; i < page->note_count; i++) {
		bool first = i == 0 || flags->of[i] != flags->of[i - 1];
		bool last = i + 1 == page->note_count ||
		            flags->of[i] != flags->of[i + 1];

		if (first)
			buf_addf(out, "<li value=\"%d\">", flags->of[i]);
		buf_clear(&text);
		trend_note_text(&page->notes[i], &text);
		web_day(page->notes[i].day, day);
		html_in(out, "<p><span class=\"soft\">", day, "</span> ");
		html_in(out, "", buf_text(&text), "</p>");
		buf_add(out, last ? "</li>\n" : "\n");
	}
	buf_add(out, "</ol>\n");
	web_section_end(out);
	buf_done(&text);
}

/* --- What became of what was said ---------------------------------------- */

static void
put_said(const struct said *said, struct buf *out)
{
	html_in(out, "<li>", said->said ? said->said : "", "");
	if (said->became && said->became[0])
		html_in(
		    out, ": <span class=\"soft\">", said->became, "</span>");
	buf_add(out, "</li>\n");
}

/* Nothing is left out silently: what does not fit is counted. */
static void
put_part(const struct trend_page *page, const struct page_part *part,
    struct buf *out)
{
	bool waits = part->kinds == 1 << SAID_WAITING;
	int total = 0, shown = 0;
	char text[TEXT];

	for (int i = 0; i < page->said_count; i++)
		total += part->kinds >> page->said[i].kind & 1;
	if (waits && page->waiting > total)
		total = page->waiting;
	snprintf(text, sizeof(text), _("%s: %d"), _(part->title), total);
	html_in(out, "<h3>", text, "</h3>\n");
	if (total == 0) {
		web_say(out, _(part->nothing));
		return;
	}
	buf_add(out, "<ul class=\"news\">\n");
	for (int i = 0; i < page->said_count && shown < SAID_MOST; i++)
		if (part->kinds >> page->said[i].kind & 1) {
			put_said(&page->said[i], out);
			shown++;
		}
	if (total > shown) {
		snprintf(text, sizeof(text), _("And %d more."), total - shown);
		html_in(out, "<li class=\"soft\">", text, "</li>\n");
	}
	buf_add(out, "</ul>\n");
}

static void
put_became(const struct trend_page *page, struct buf *out)
{
	char day[WEB_DAY_SIZE], text[TEXT];

	web_section(out, _("What became of what you said"));
	web_day(page->said_since, day);
	snprintf(text, sizeof(text), _("Since %s."), day);
	web_say(out, text);
	if (page->minutes > 0) {
		snprintf(text, sizeof(text),
		    ngettext("What was dropped gives back %d minute a shift.",
		        "What was dropped gives back %d minutes a shift.",
		        (unsigned long)page->minutes),
		    page->minutes);
		web_say(out, text);
	}
	for (int i = 0; i < PAGE_PARTS; i++)
		put_part(page, &page_parts[i], out);
	web_section_end(out);
}

/* --- Whom to call, and how to read it ------------------------------------ */

static void
put_support(const struct trend_page *page, struct buf *out)
{
	if (page->contact_count == 0)
		return;
	web_section(out, _("Somebody to talk to"));
	buf_add(out, "<dl class=\"call\">\n");
	for (int i = 0; i < page->contact_count; i++) {
		const struct trend_page_contact *contact = &page->contacts[i];

		html_in(out, "<div><dt>", contact->title, "</dt>\n");
		html_in(out, "<dd class=\"reach\">", contact->reach, "</dd>\n");
		if (contact->when[0])
			html_in(out, "<dd>", contact->when, "</dd>\n");
		if (contact->about[0])
			html_in(out, "<dd class=\"soft\">", contact->about,
			    "</dd>\n");
		buf_add(out, "</div>\n");
	}
	buf_add(out, "</dl>\n");
	web_section_end(out);
}

static const char *const readings[] = {
    N_("Counts are blurred on purpose, once, at each huddle, so that nobody's "
       "answer can be found in them. The band around a line is by how much; "
       "what lies within it may be the blur. Where it is half of the answers "
       "or "
       "more an open square stands instead: too blurred to tell."),
    N_("Where nobody was asked the line has a gap, and an open circle at the "
       "foot stands for fewer than 5 answers. Neither is a zero."),
    N_("The dashed line is the median: half of the points are above it. "
       "6 points or more in a row on one side of it are told, and 5 or more in "
       "a row that all rise or all fall: a reason to ask, not a proof. In "
       "half a year about one line in three shows one by chance alone."),
    N_("\"Higher\" and \"lower\" are told where blur and chance explain it "
       "hardly ever. It may still be chance: the answers of the same people "
       "go together."),
    N_("A chart does not say why. Other people may have answered."),
};

static void
put_reading(struct buf *out)
{
	web_section(out, _("How to read this"));
	buf_add(out, "<ul class=\"news\">\n");
	for (size_t i = 0; i < sizeof(readings) / sizeof(readings[0]); i++)
		html_in(out, "<li>", _(readings[i]), "</li>\n");
	buf_add(out, "</ul>\n");
	html_in(out, "<p class=\"soft\">",
	    _("The rules for such runs: R. J. Perla, L. P. Provost, S. K. "
	      "Murray, The run chart, BMJ Quality & Safety 20 (2011), "
	      "46-51."),
	    "</p>\n");
	web_section_end(out);
}

/* --- The page ------------------------------------------------------------ */

static void
put_head(const struct trend_page *page, struct buf *out)
{
	char days[2 * WEB_DAY_SIZE + 16], day[WEB_DAY_SIZE];
	struct buf sheet = BUF_INIT, title = BUF_INIT;
	struct period told = page->span;

	buf_addf(
	    &sheet, "%s%s%s%s", web_style, svg_style, style, trend_sheet_style);
	buf_addf(&title, "%s: %s", page->unit, _("How it is going"));
	html_head(out, page->language, buf_text(&title), buf_text(&sheet));
	web_day(page->today, day);
	html_in(out, "<header>\n<p class=\"from\">", page->unit, "");
	html_in(out, " · ", day, "</p>\n");
	html_in(out, "<h1>", _("How it is going"), "</h1>\n");
	/* Up to the last week that is over: the span goes on to yesterday. */
	told.to = period_week(told.to + 1) - 1;
	web_days(told, days);
	html_in(out, "<p class=\"lead\">", days, "</p>\n");
	html_in(out, "<p class=\"soft paper\">",
	    _("Printed, it is one sheet of A4 or Letter for the wall."),
	    "</p>\n");
	buf_add(out, "</header>\n" MAIN);
	buf_done(&sheet);
	buf_done(&title);
}

void
trend_page_write(const struct trend_page *page, struct buf *out)
{
	struct trend_flags flags;
	int number = 0;

	trend_flags_make(page, &flags);
	put_head(page, out);
	put_news(page, out);
	trend_charts_glance(page, &number, out);
	trend_charts_all(page, &flags, &number, out);
	trend_charts_shifts(page, &number, out);
	put_happened(page, &flags, out);
	put_became(page, out);
	put_support(page, out);
	put_reading(out);
	trend_sheet_put(page, &number, out);
	buf_add(out, "</main>\n");
	html_foot(out);
	trend_flags_done(&flags);
}

bool
trend_page_is_one(const char *html)
{
	return strstr(html, MAIN) != NULL;
}
