/*
 * The staff room's page on paper. See trend_sheet.h. What is said has a most
 * for each part; how high the charts are follows from the room it leaves, so
 * that the sheet is full and no second one begins.
 */
#include "report/trend_sheet.h"

#include <libintl.h>
#include <stdio.h>
#include <string.h>

#include "report/html.h"
#include "report/measure.h"
#include "report/page.h"
#include "report/trend_charts.h"
#include "report/web.h"
#include "util/date.h"
#include "util/i18n.h"

#define TEXT 512

/*
 * Pixels of a page: 96 an inch. The sheet is as wide as A4 and as tall as
 * Letter within their margins; lines are as high as the style says.
 */
#define WIDE 706
#define TALL 981
#define HEAD 42
#define LINE 16
#define TITLE 19
#define LEAD 22
#define GAP 8
#define LARGE_MOST 6
#define BESIDE 20 /* between two charts in a row */
#define HIGH_LEAST 40
#define HIGH_GOOD 60
#define HIGH_MOST 150
#define SMALL_ROW 4
#define SMALL_MOST 8
#define SMALL_WIDE 164
#define SMALL_CHART 42 /* pixels, with what is around it */
#define NEWS_MOST 2
#define SAID_LINES 8
#define SAID_LEAST 4
#define SAID_EACH 3            /* of a kind */
#define SAID_WIDE (WIDE - 100) /* behind "waiting" */
#define CALL_LINES 2

const char trend_sheet_style[] =
    ".sheet{display:none}\n"
    "@page{size:portrait;margin:9mm 11mm}\n"
    "@media print{main>:not(.sheet),.paper{display:none}\n"
    "  header,.sheet{width:187mm;margin:0 auto}\n"
    "  header{display:grid;grid-template-columns:1fr auto;\n"
    "  align-items:end;line-height:1.25;padding-bottom:4px;\n"
    "  border-bottom:2px solid var(--accent)}\n"
    "  header *,.sheet *{margin:0}\n"
    "  h1{grid-row:1/3;font-size:21pt}\n"
    "  .from{color:var(--ink);font-size:11pt;font-weight:600}\n"
    "  .from,.lead{text-align:right;max-width:none}\n"
    "  .lead{font-size:9.5pt}\n"
    "  .sheet{display:block;font-size:9.5pt;line-height:16px}\n"
    "  .sheet section{margin-top:8px;padding:0;border:0}\n"
    "  .sheet p{max-width:none}\n"
    "  .sheet h2{font-size:11.5pt;line-height:19px}\n"
    "  .sheet .soft{font-size:9pt;line-height:1}\n"
    "  .lead-news{font-size:12.5pt;line-height:22px;font-weight:600}\n"
    "  .large{display:grid;gap:5px 20px}\n"
    "  .two{grid-template-columns:1fr 1fr}\n"
    "  .sheet h3{font-size:11pt;line-height:19px}\n"
    "  .sheet .chart{overflow:visible}\n"
    "  .large svg{width:auto;min-width:0;margin-bottom:3px}\n"
    "  .sheet text,.sheet text.n{font-size:12px}\n"
    "  .sheet .tiles{grid-template-columns:repeat(4,1fr);gap:6px 16px}\n"
    "  .sheet .tile p{font-size:9.5pt;line-height:16px}\n"
    "  .said{display:grid;grid-template-columns:max-content 1fr;\n"
    "  column-gap:10px}\n"
    "  .said dt{font-weight:600}\n"
    "  .run-in>h2,.run-in>p{display:inline}\n"
    "  .sheet strong{white-space:nowrap}\n"
    "  .sheet p.soft{line-height:16px}\n"
    "  .foot{border-top:1px solid var(--rule);margin-top:8px}}\n"
    "@media print and (max-aspect-ratio:18/25){\n"
    "  .sheet section{margin-top:17px}.large{row-gap:11px}}\n";

/* As the style has them: 9.5, 9, 11, 12.5 and 11.5 points. */
static const struct measure_face text_face = {127, false},
                                 soft_face = {120, false},
                                 strong_face = {127, true},
                                 title_face = {147, true},
                                 lead_face = {167, true},
                                 section_face = {153, true};

struct sheet {
	const struct trend_page *page;
	const struct trend_page_line *large[LARGE_MOST];
	int large_count;
	const struct trend_page_line *small[SMALL_MOST];
	int small_count;
	int fields[SHIFT_FIELDS_MAX];
	int field_count;
	int said_lines; /* that there are still */
	int *number;
};

/* --- What is on it ------------------------------------------------------- */

/* A wording that changed some days ago is drawn from its first point on: what
 * is asked every day should not be missing on the wall. */
static bool
is_each_huddle(const struct trend *trend)
{
	return trend->cadence == CADENCE_HUDDLE && !trend->walkup &&
	       !trend->older && trend->told > 0;
}

/* Lines come with the best news first, and so do the charts. The numbers of the
 * shift always have their row. */
static void
choose(struct sheet *sheet, int small_most)
{
	const struct trend_page *page = sheet->page;
	int fields = 0;

	for (int i = 0; i < page->field_count; i++)
		if (shift_weeks_have(page->weeks, page->week_count, i) &&
		    fields < SMALL_ROW && fields < small_most)
			sheet->fields[fields++] = i;
	sheet->field_count = fields;
	for (int i = 0; i < page->count; i++) {
		const struct trend_page_line *line = &page->lines[i];

		if (is_each_huddle(line->trend) &&
		    sheet->large_count < LARGE_MOST)
			sheet->large[sheet->large_count++] = line;
		else if (trend_charts_is_drawn(line) && !line->trend->older &&
		         sheet->small_count < small_most - fields)
			sheet->small[sheet->small_count++] = line;
	}
}

/* --- What got better ----------------------------------------------------- */

static int
put_lead(const char *text, struct buf *out)
{
	html_in(out, "<p class=\"lead-news\">", text, "</p>\n");
	return LEAD * measure_lines(text, lead_face, WIDE);
}

static int
put_ranked(const struct trend_page *page, enum trend_rank rank, int most,
    struct buf *out)
{
	int pixels = 0;

	for (int i = 0; i < page->count && most > 0; i++) {
		const struct trend_page_line *line = &page->lines[i];

		if (trend_rank(line->trend, line->texts.favourable) !=
		    (int)rank)
			continue;
		pixels += put_lead(line->sentence, out);
		most--;
	}
	return pixels;
}

/* What fell is told behind it: a page that only praises is not believed. */
static int
put_news(const struct trend_page *page, struct buf *out)
{
	struct buf worse = BUF_INIT;
	int pixels = GAP + TITLE, more;

	web_section(out, _("What got better"));
	more = put_ranked(page, TREND_BETTER, NEWS_MOST, out);
	if (more == 0)
		more = put_lead(_("Nothing got better by more than blur and "
		                  "chance explain. "
		                  "What holds is good to know, too."),
		    out);
	web_section_end(out);
	pixels += more;
	more = put_ranked(page, TREND_WORSE, 1, &worse);
	if (more > 0) {
		web_section(out, _("Where to look"));
		buf_add(out, buf_text(&worse));
		web_section_end(out);
		pixels += GAP + TITLE + more;
	}
	buf_done(&worse);
	return pixels;
}

/* --- What people said ---------------------------------------------------- */

/* What stands under a chart: what it shows, and of how many. */
static void
add_words(const struct trend_page_line *line, struct buf *out)
{
	const struct trend_point *last = trend_charts_last(line->trend);

	buf_addf(out, "%s%s%s", line->sentence, line->runs[0] ? " " : "",
	    line->runs);
	if (!last)
		return;
	buf_add(out, " ");
	if (last->headcount > 0)
		buf_addf(out, _("Last told: %d answers, response %d%%."),
		    (int)last->sum.answered,
		    web_percent(
		        runchart_share(last->checkins, last->headcount)));
	else
		buf_addf(
		    out, _("Last told: %d answers."), (int)last->sum.answered);
}

/* Beside each other where they are many: what is left of the height would not
 * do for that many rows. */
static int
large_wide(const struct sheet *sheet)
{
	return sheet->large_count > 3 ? (WIDE - BESIDE) / 2 : WIDE;
}

/* The question stands beside its words if there is room. */
static int
put_title(const struct sheet *sheet, const struct trend_page_line *line,
    struct buf *out)
{
	const char *title = trend_charts_heading(line);
	int wide = large_wide(sheet);
	int left = wide - measure_wide(title, title_face) - 8;
	struct buf prompt = BUF_INIT;

	html_in(out, "<h3>", title, "");
	if (line->texts.words && left > WIDE / 4) {
		measure_fit(&prompt, line->texts.prompt, soft_face, left, 1);
		html_in(out, " <span class=\"soft\">", buf_text(&prompt),
		    "</span>");
	}
	buf_add(out, "</h3>\n");
	buf_done(&prompt);
	return TITLE * measure_lines(title, title_face, wide);
}

/* A chart's words, and with `high` the chart above them. Returns the pixels
 * without the field's. */
static int
put_large(const struct sheet *sheet, const struct trend_page_line *line,
    int high, struct buf *out)
{
	int wide = large_wide(sheet);
	struct buf words = BUF_INIT;
	int pixels;

	add_words(line, &words);
	buf_add(out, "<div class=\"chart\">\n");
	pixels = put_title(sheet, line, out);
	if (high > 0)
		trend_charts_draw(sheet->page, line, ++*sheet->number,
		    wide - SVG_AROUND, high, out);
	html_in(out, "<p>", buf_text(&words), "</p>\n</div>\n");
	pixels += LINE * measure_lines(buf_text(&words), text_face, wide);
	buf_done(&words);
	return pixels + SVG_ABOVE_AND_BELOW;
}

static int
large_rows(const struct sheet *sheet)
{
	return sheet->large_count > 3 ? (sheet->large_count + 1) / 2
	                              : sheet->large_count;
}

static const char key[] = N_("Band: the blur. Dashed: the median. Below: "
                             "answers. ○ fewer than 5; □ too blurred.");

/* It stands behind the heading, on the same line if it has room there. */
static int
key_lines(void)
{
	int wide = measure_wide(_("What people said"), section_face) + 8 +
	           measure_wide(_(key), soft_face);

	return 1 + wide / WIDE;
}

/* How many pixels they take without their fields; in a row the most counts. */
static int
measure_large(const struct sheet *sheet)
{
	int pixels = GAP + TITLE + LINE * (key_lines() - 1);
	int beside = sheet->large_count > 3 ? 2 : 1;
	struct buf nowhere = BUF_INIT;

	for (int i = 0; i < sheet->large_count; i += beside) {
		int most = 0;

		for (int k = i; k < i + beside && k < sheet->large_count; k++) {
			int one =
			    put_large(sheet, sheet->large[k], 0, &nowhere);

			most = one > most ? one : most;
		}
		pixels += most + 8;
	}
	buf_done(&nowhere);
	return pixels;
}

static void
put_all_large(const struct sheet *sheet, int high, struct buf *out)
{
	buf_add(out, "<section class=\"run-in\">\n");
	html_in(out, "<h2>", _("What people said"), "</h2>\n");
	if (sheet->large_count == 0)
		web_say(out,
		    _("Nothing was told yet: answers are told from 5 up."));
	else
		html_in(out, "<p class=\"soft\">", _(key), "</p>\n");
	buf_addf(out, "<div class=\"large%s\">\n",
	    sheet->large_count > 3 ? " two" : "");
	for (int i = 0; i < sheet->large_count; i++)
		put_large(sheet, sheet->large[i], high, out);
	buf_add(out, "</div>\n");
	web_section_end(out);
}

/* --- Small ones ---------------------------------------------------------- */

/* No sentence has room here: the last number does, and of how many. */
static void
put_small(const struct sheet *sheet, const struct trend_page_line *line,
    struct buf *out)
{
	const struct trend_point *last = trend_charts_last(line->trend);
	struct buf title = BUF_INIT;
	char text[TEXT];

	measure_fit(
	    &title, trend_charts_heading(line), text_face, SMALL_WIDE, 2);
	html_in(out, "<div class=\"tile chart small\">\n<p>", buf_text(&title),
	    "</p>\n");
	trend_charts_draw(
	    sheet->page, line, ++*sheet->number, 0, TREND_SHEET_HIGH, out);
	if (last) {
		snprintf(text, sizeof(text), _("last %d%% of %d"),
		    web_percent(last->share), (int)last->sum.answered);
		html_in(out, "<p class=\"soft\">", text, "</p>\n");
	}
	buf_add(out, "</div>\n");
	buf_done(&title);
}

/* The lines of the longest title of all. */
static int
small_title_lines(const struct sheet *sheet)
{
	int most = 1;

	for (int i = 0; i < sheet->small_count + sheet->field_count; i++) {
		int field = i - sheet->small_count;
		const char *title =
		    field < 0 ? trend_charts_heading(sheet->small[i])
		              : sheet->page->fields[sheet->fields[field]].title;

		if (measure_lines(title, text_face, SMALL_WIDE) > 1)
			most = 2;
	}
	return most;
}

static int
put_all_small(const struct sheet *sheet, struct buf *out)
{
	int count = sheet->small_count + sheet->field_count;
	int rows = (count + SMALL_ROW - 1) / SMALL_ROW;
	int lines = rows * (small_title_lines(sheet) + 1);

	if (count == 0)
		return 0;
	web_section(out, sheet->small_count > 0 ? _("At a glance")
	                                        : _("Numbers of the shift"));
	buf_add(out, "<div class=\"tiles\">\n");
	for (int i = 0; i < sheet->small_count; i++)
		put_small(sheet, sheet->small[i], out);
	for (int i = 0; i < sheet->field_count; i++)
		trend_charts_field(
		    sheet->page, sheet->fields[i], true, ++*sheet->number, out);
	buf_add(out, "</div>\n");
	web_section_end(out);
	return GAP + TITLE + rows * (SMALL_CHART + 6) + LINE * lines;
}

/* --- What became of what was said ---------------------------------------- */

static int
count_part(const struct trend_page *page, const struct page_part *part)
{
	int total = 0;

	for (int i = 0; i < page->said_count; i++)
		total += part->kinds >> page->said[i].kind & 1;
	return part->kinds == 1 << SAID_WAITING && page->waiting > total
	           ? page->waiting
	           : total;
}

/* Everything is counted here, so that nothing is left off silently below. */
static int
put_totals(const struct trend_page *page, struct buf *out)
{
	struct buf text = BUF_INIT;
	char day[WEB_DAY_SIZE];
	int pixels;

	web_day(page->said_since, day);
	buf_addf(&text, _("Since %s."), day);
	for (int i = 0; i < PAGE_PARTS; i++) {
		buf_add(&text, i == 0 ? " " : " · ");
		buf_addf(&text, _("%s: %d"), _(page_parts[i].title),
		    count_part(page, &page_parts[i]));
	}
	html_in(out, "<p class=\"soft\">", buf_text(&text), "</p>\n");
	pixels = LINE * measure_lines(buf_text(&text), soft_face, WIDE);
	buf_done(&text);
	return pixels;
}

/* A title that is a sentence needs no colon behind it. */
static bool
ends(const char *text)
{
	size_t len = strlen(text);

	return len > 0 && strchr(".?!", text[len - 1]);
}

/* What was said leaves room for how long it waits, or for what became of it:
 * that is what people look for. */
static void
add_became(
    const struct trend_page *page, const struct said *said, struct buf *out)
{
	int32_t since = said->day == DATE_NONE ? said->raised : said->day;
	int days = since == DATE_NONE ? 0 : page->today - since;
	const char *became = said->became ? said->became : "";
	int wide = SAID_WIDE;
	struct buf age = BUF_INIT;

	if (said->kind == SAID_WAITING && days > 0) {
		buf_addf(&age,
		    ngettext(
		        " (for %d day)", " (for %d days)", (unsigned long)days),
		    days);
		wide -= measure_wide(buf_text(&age), text_face) + 4;
	} else if (said->kind != SAID_WAITING && became[0]) {
		wide = wide * 2 / 3;
	}
	measure_fit(out, said->said ? said->said : "", text_face, wide, 1);
	buf_add(out, buf_text(&age));
	if (said->kind != SAID_WAITING && became[0])
		buf_addf(out, "%s %s", ends(buf_text(out)) ? "" : ":", became);
	buf_done(&age);
}

/* At most `most` lines, of each at most two. Returns how many lines. */
static int
put_kind(const struct trend_page *page, enum said_kind kind, int most,
    struct buf *out)
{
	struct buf whole = BUF_INIT, text = BUF_INIT;
	int lines = 0, shown = 0;

	for (int i = 0; i < page->said_count && shown < SAID_EACH; i++) {
		int left = most - lines;

		if (page->said[i].kind != kind || left <= 0)
			continue;
		buf_clear(&whole);
		buf_clear(&text);
		add_became(page, &page->said[i], &whole);
		lines += measure_fit(&text, buf_text(&whole), text_face,
		    SAID_WIDE, left > 1 ? 2 : 1);
		html_in(out, "<dt>", _(said_titles[kind]), "</dt>");
		html_in(out, "<dd>", buf_text(&text), "</dd>\n");
		shown++;
	}
	buf_done(&whole);
	buf_done(&text);
	return lines;
}

/* What waits has its lines whatever else there is. */
static int
put_became(const struct sheet *sheet, struct buf *out)
{
	const struct trend_page *page = sheet->page;
	int waits = page->waiting > 1 ? 2 : page->waiting;
	int left = sheet->said_lines - waits, pixels = GAP + TITLE;

	web_section(out, _("What became of what you said"));
	pixels += put_totals(page, out);
	if (page->said_count > 0) {
		buf_add(out, "<dl class=\"said\">\n");
		for (int kind = 0; kind < SAID_WAITING; kind++)
			left -= put_kind(page, kind, left, out);
		left -= put_kind(page, SAID_WAITING, left + waits, out);
		buf_add(out, "</dl>\n");
	}
	web_section_end(out);
	return pixels + LINE * (sheet->said_lines - waits - left);
}

/* --- Whom to call -------------------------------------------------------- */

/* So many pixels more on a line of text; words may break, numbers go to the
 * next line whole. */
struct pen {
	int line, x;
};

static void
pen_move(struct pen *pen, const char *text, bool whole)
{
	int wide = measure_wide(text, whole ? strong_face : text_face);

	if (whole && pen->x + wide > WIDE) {
		pen->line++;
		pen->x = 0;
	}
	pen->x += wide;
	if (pen->x > WIDE) {
		pen->line++;
		pen->x -= WIDE;
	}
}

/* A number is never cut: so many stand here as there is room for. */
static int
put_call(const struct trend_page *page, struct buf *out)
{
	struct pen pen = {.line = 1};
	int lines = 1;

	if (page->contact_count == 0)
		return 0;
	buf_add(out, "<section class=\"run-in\">\n");
	html_in(out, "<h2>", _("Somebody to talk to"), "</h2>\n<p>");
	pen.x = measure_wide(_("Somebody to talk to"), section_face) + 8;
	for (int i = 0; i < page->contact_count; i++) {
		const struct trend_page_contact *contact = &page->contacts[i];

		pen_move(&pen, contact->title, false);
		pen_move(&pen, contact->reach, true);
		pen_move(&pen, "    ", false);
		if (pen.line > CALL_LINES && i > 0)
			break;
		lines = pen.line;
		html_in(out, i > 0 ? " · " : " ", contact->title, "");
		html_in(out, " <strong>", contact->reach, "</strong>");
	}
	buf_add(out, "</p>\n");
	web_section_end(out);
	return GAP + lines * LINE + TITLE - LINE;
}

/* --- The sheet ----------------------------------------------------------- */

/* With as much as leaves the charts a good height; returns it. What is left off
 * where there is much of all: small charts, then lines of what became of it,
 * and where the charts would still be too low, the small ones altogether. */
static int
arrange(struct sheet *sheet, struct buf *news, struct buf *below)
{
	int number = *sheet->number, small = SMALL_MOST, lines = SAID_LINES;

	for (;;) {
		int left = TALL - HEAD - (GAP + LINE);

		*sheet = (struct sheet){.page = sheet->page,
		    .said_lines = lines,
		    .number = sheet->number};
		*sheet->number = number;
		buf_clear(news);
		buf_clear(below);
		choose(sheet, small);
		left -= put_news(sheet->page, news);
		left -= put_all_small(sheet, below);
		left -= put_became(sheet, below);
		left -= put_call(sheet->page, below);
		left -= measure_large(sheet);
		if (sheet->large_count == 0)
			return 0;
		left /= large_rows(sheet);
		if (left >= HIGH_GOOD || small == 0 ||
		    (lines == SAID_LEAST && left >= HIGH_LEAST))
			return left < HIGH_LEAST  ? HIGH_LEAST
			       : left > HIGH_MOST ? HIGH_MOST
			                          : left;
		if (small > SMALL_ROW)
			small = SMALL_ROW;
		else if (lines > SAID_LEAST)
			lines--;
		else
			small = 0;
	}
}

void
trend_sheet_put(const struct trend_page *page, int *number, struct buf *out)
{
	struct sheet sheet = {.page = page, .number = number};
	struct buf news = BUF_INIT, below = BUF_INIT;
	int high = arrange(&sheet, &news, &below);

	buf_add(out, "<div class=\"sheet\">\n");
	buf_add(out, buf_text(&news));
	put_all_large(&sheet, high, out);
	buf_add(out, buf_text(&below));
	html_in(out, "<p class=\"soft foot\">",
	    _("A run or a change may still be chance. All weeks and numbers: "
	      "the page itself, or huddle trend."),
	    "</p>\n</div>\n");
	buf_done(&news);
	buf_done(&below);
}
