/*
 * What the printed pages say. How they are set is doc.c's. See page.h.
 */
#include "report/page.h"

#include <libintl.h>
#include <stdio.h>
#include <string.h>

#include "report/doc.h"
#include "util/date.h"
#include "util/i18n.h"

#define NOTE_SIZE 256
#define TITLE_SIZE (4 * ACTION_TITLE_MAX + 4) /* in UTF-8 */
#define ANSWER_LINES 5

/* Read from two metres: what was said is the largest beside the headings. */
static const char wall_style[] =
    "body{font-size:17pt;line-height:1.3}\n"
    "h1{font-size:28pt;line-height:1.1;margin:.2em 0}\n"
    "h2{font-size:24pt;margin:.7em 0 .2em;border-bottom:3pt solid #000}\n"
    "p{margin:.1em 0}\n"
    ".from{display:flex;justify-content:space-between}\n"
    "ul{list-style:none;margin:0;padding:0}\n"
    "li{position:relative;margin:.5em 0;padding-left:8.4rem;\n"
    "  break-inside:avoid}\n"
    "h2{break-after:avoid}\n"
    ".said{font-size:21pt;font-weight:600}\n"
    ".word{position:absolute;left:0;top:.15em;font-size:15pt;\n"
    "  font-weight:400;border:1.5pt solid #000;border-radius:4pt;\n"
    "  padding:0 .3em}\n"
    ".aside{font-size:14pt;color:#333}\n";

static const char card_style[] =
    "h1{font-size:20pt;line-height:1.2;margin:.3em 0}\n"
    "h2{font-size:14pt;margin:1em 0 .3em;border-bottom:1.5pt solid #000}\n"
    "h3{font-size:12pt;margin:.8em 0 .2em}\n"
    "p{margin:.2em 0}\n"
    ".from{display:flex;justify-content:space-between}\n"
    "h2,h3{break-after:avoid}\n"
    "dl{display:grid;grid-template-columns:9rem 1fr;gap:.15em 1em;\n"
    "  margin:.3em 0;break-inside:avoid}\n"
    "dt{color:#333}\n"
    "dd{margin:0}\n"
    ".line{border-bottom:1px solid #000;height:2.2em}\n";

/* "…, 9 days ago": as a text of its own, today left out. */
static void
add_age(const struct page *page, int32_t day, char *out, size_t size)
{
	int days = page->today - day;
	size_t used = strlen(out);

	if (days > 0)
		snprintf(out + used, size - used,
		    ngettext(
		        ", %d day ago", ", %d days ago", (unsigned long)days),
		    days);
}

/* --- the wall --- */

/* What became of it on which day, by the words of the page. */
static const char *const became_on[SAID_KINDS] = {
    [SAID_DONE] = N_("done on %s"),
    [SAID_TRIED] = N_("tried until %s"),
    [SAID_ANSWERED] = N_("answered on %s"),
    [SAID_CANT] = N_("told on %s"),
    [SAID_AGREED] = N_("agreed on %s"),
    [SAID_WAITING] = N_("asked on %s"),
};

static const char *const nobody_yet[TIERS] = {
    [TIER_UNIT] = N_("Nobody on the unit has answered yet."),
    [TIER_DEPARTMENT] = N_("The department has not answered yet."),
    [TIER_HOSPITAL] = N_("The hospital has not answered yet."),
};

/* "raised on 12 November, done on 20 November, 3 said me too" */
static void
add_dates(struct doc *doc, const struct said *said)
{
	char day[DOC_DAY_SIZE], then[NOTE_SIZE] = "";
	struct buf text = BUF_INIT;

	if (said->raised != DATE_NONE) {
		doc_day(doc->page, said->raised, false, day);
		buf_addf(&text, _("raised on %s"), day);
	}
	if (said->day != DATE_NONE &&
	    (said->kind != SAID_WAITING || said->day != said->raised)) {
		doc_day(doc->page, said->day, false, day);
		snprintf(then, sizeof(then), _(became_on[said->kind]), day);
		buf_addf(&text, "%s%s", text.len ? ", " : "", then);
	}
	if (said->kind == SAID_WAITING && said->day != DATE_NONE) {
		then[0] = '\0';
		add_age(doc->page, said->day, then, sizeof(then));
		buf_add(&text, then);
	}
	if (said->metoo > 0) {
		buf_add(&text, text.len ? ", " : "");
		buf_addf(&text,
		    ngettext("%d said me too", "%d said me too",
		        (unsigned long)said->metoo),
		    said->metoo);
	}
	doc_aside(doc, buf_text(&text));
	buf_done(&text);
}

static void
add_said(struct doc *doc, const struct said *said)
{
	doc_entry(doc, _(said_titles[said->kind]), said->said);
	doc_below(doc, said->became ? said->became : "");
	if (said->kind == SAID_WAITING && said->tier >= 0 && said->tier < TIERS)
		doc_below(doc, _(nobody_yet[said->tier]));
	add_dates(doc, said);
}

const struct page_part page_parts[PAGE_PARTS] = {
    {N_("We did"), N_("Nothing was finished in these days."), 1 << SAID_DONE},
    {N_("We are on it"), N_("Nothing is under way."),
        1 << SAID_TRIED | 1 << SAID_AGREED},
    {N_("We answered"), N_("Nothing was answered in these days."),
        1 << SAID_ANSWERED},
    {N_("Can't, because"), N_("Nothing was turned down in these days."),
        1 << SAID_CANT},
    {N_("Still waiting"), N_("Nothing waits for an answer."),
        1 << SAID_WAITING},
};

static void
add_part(struct doc *doc, const struct page_part *part, const struct said *said,
    int count, int waiting)
{
	char title[NOTE_SIZE];
	int shown = 0, total;

	for (int i = 0; i < count; i++)
		shown += part->kinds >> said[i].kind & 1;
	total = part->kinds == 1 << SAID_WAITING && waiting > shown ? waiting
	                                                            : shown;
	snprintf(title, sizeof(title), _("%s: %d"), _(part->title), total);
	doc_section(doc, title);
	if (total == 0)
		doc_text(doc, _(part->nothing));
	for (int i = 0; i < count; i++)
		if (part->kinds >> said[i].kind & 1)
			add_said(doc, &said[i]);
	if (total == shown)
		return;
	snprintf(title, sizeof(title), _("And %d more."), total - shown);
	doc_text(doc, title);
}

void
page_board(const struct page *page, const struct said *said, int count,
    int waiting, int32_t since, int minutes, struct buf *out)
{
	char from[DOC_DAY_SIZE], to[DOC_DAY_SIZE], text[NOTE_SIZE];
	struct doc doc;

	doc_day(page, since, false, from);
	doc_day(page, page->today, true, to);
	snprintf(text, sizeof(text), _("%s to %s"), from, to);
	doc_begin(&doc, page, out, _("What became of what you said"), text,
	    wall_style);
	if (minutes > 0) {
		snprintf(text, sizeof(text),
		    ngettext("What was dropped gives back %d minute a shift.",
		        "What was dropped gives back %d minutes a shift.",
		        (unsigned long)minutes),
		    minutes);
		doc_text(&doc, text);
	}
	for (int i = 0; i < PAGE_PARTS; i++)
		add_part(&doc, &page_parts[i], said, count, waiting);
	doc_end(&doc);
}

/* --- a card --- */

/* A text of a card, which may be missing. */
static void
add_field(struct doc *doc, const char *label, const char *text)
{
	doc_field(doc, label, record_text(text));
}

static void
add_cycle(struct doc *doc, const struct cycle *cycle, int number)
{
	char from[DOC_DAY_SIZE], to[DOC_DAY_SIZE], text[NOTE_SIZE];

	doc_day(doc->page, cycle->begun, false, from);
	if (cycle->ended != DATE_NONE) {
		doc_day(doc->page, cycle->ended, false, to);
		snprintf(text, sizeof(text), _("Test %d, %s to %s"), number,
		    from, to);
	} else {
		snprintf(text, sizeof(text), _("Test %d, under way since %s"),
		    number, from);
	}
	doc_subsection(doc, text);
	add_field(doc, _("Tried"), cycle->plan);
	add_field(doc, _("Expected"), cycle->prediction);
	add_field(doc, _("Counted"), cycle->measure);
	add_field(doc, _("Before"), cycle->before);
	add_field(doc, _("After"), cycle->after);
	add_field(doc, _("Found"), cycle->result);
	if (cycle->ended != DATE_NONE)
		doc_field(doc, _("Decided"), _(outcome_titles[cycle->outcome]));
}

/* All tests, or those that have a result; how many. */
static int
add_cycles(struct doc *doc, const struct action *action, bool ended)
{
	int shown = 0;

	for (int i = 0; i < action_cycles(action); i++) {
		const struct cycle *cycle = &action->cycles[i];

		if (!ended || cycle->ended != DATE_NONE)
			add_cycle(doc, cycle, ++shown);
	}
	return shown;
}

static void
add_what(struct doc *doc, const struct action *action, const char *theme)
{
	add_field(doc, _("Aim"), action->aim);
	doc_field(doc, _("About"), theme);
	if (action->size != SIZE_NONE)
		doc_field(doc, _("Size"), _(action_size_titles[action->size]));
}

static void
add_raised(struct doc *doc, const struct action *action)
{
	char day[DOC_DAY_SIZE], text[NOTE_SIZE];

	doc_day(doc->page, action->raised, false, day);
	snprintf(text, sizeof(text), "%s", day);
	add_age(doc->page, action->raised, text, sizeof(text));
	doc_field(doc, _("Raised on"), text);
	snprintf(text, sizeof(text), "%d", action->metoo);
	if (action->metoo > 0)
		doc_field(doc, _("Said me too"), text);
}

/* Why it went up to a tier, since when, and what came back; the tier that the
 * page goes to is still to answer on it. */
static void
add_tier(struct doc *doc, const struct action *action, int tier)
{
	const struct reply *reply = &action->responses[tier];
	char day[DOC_DAY_SIZE], text[NOTE_SIZE];

	snprintf(text, sizeof(text), _("To %s"), _(tier_titles[tier]));
	doc_subsection(doc, text);
	add_field(doc, _("Because"), reply->reason);
	doc_day(doc->page, reply->asked, false, day);
	snprintf(text, sizeof(text), "%s", day);
	if (tier == action->tier || reply->answered == DATE_NONE)
		add_age(doc->page, reply->asked, text, sizeof(text));
	doc_field(doc, _("Asked on"), text);
	if (tier == action->tier || reply->answered == DATE_NONE)
		return;
	doc_day(doc->page, reply->answered, false, day);
	doc_field(doc, _("Answered on"), day);
	add_field(doc, _("Answer"), reply->answer);
}

static void
add_way_up(struct doc *doc, const struct action *action)
{
	int asked = 0;

	doc_section(doc, _("Why it goes up"));
	for (int tier = TIER_UNIT + 1; tier < TIERS; tier++)
		if (action->responses[tier].asked != DATE_NONE) {
			add_tier(doc, action, tier);
			asked++;
		}
	if (asked == 0)
		doc_text(doc, _("It has not gone up yet, and no reason is "
		                "told."));
}

/* A heading without a note's words. */
static void
make_title(const struct page *page, const struct action *action,
    const char *theme, char out[TITLE_SIZE])
{
	const char *title = action->title ? action->title : "";

	if (page->source && note_is_title(page->source, title))
		snprintf(out, TITLE_SIZE, _("Card %lld: %s"),
		    (long long)action->id, theme);
	else
		snprintf(out, TITLE_SIZE, "%s", title);
}

void
page_card(const struct page *page, const struct action *action,
    const char *theme, struct buf *out)
{
	int tier = action->tier > TIER_UNIT ? action->tier : TIER_DEPARTMENT;
	char day[DOC_DAY_SIZE], text[NOTE_SIZE], title[TITLE_SIZE];
	struct doc doc;

	if (action->approved != DATE_NONE) {
		doc_day(page, action->approved, true, day);
		snprintf(text, sizeof(text), _("To %s. Approved on %s."),
		    _(tier_titles[tier]), day);
	} else {
		snprintf(text, sizeof(text),
		    _("To %s. Draft, not approved yet."), _(tier_titles[tier]));
	}
	make_title(page, action, theme, title);
	doc_begin(&doc, page, out, title, text, card_style);
	doc_section(&doc, _("What it is about"));
	add_what(&doc, action, theme);
	add_raised(&doc, action);
	add_way_up(&doc, action);
	doc_section(&doc, _("What the unit tried"));
	if (add_cycles(&doc, action, false) == 0)
		doc_text(&doc, _("Nothing was tested yet."));
	doc_section(&doc, _("Your answer"));
	doc_text(&doc, _("Yes, no or in part, and why. The unit reads it on "
	                 "its board."));
	doc_lines(&doc, ANSWER_LINES);
	doc_end(&doc);
}

/* --- what worked --- */

/* Other units are asked to try only what this one kept. */
static bool
any_adopted(const struct action *action)
{
	for (int i = 0; i < action_cycles(action); i++)
		if (action->cycles[i].outcome == OUTCOME_ADOPT)
			return true;
	return false;
}

static void
add_learned(struct doc *doc, const struct action *action)
{
	const char *result = NULL;

	for (int i = 0; i < action_cycles(action); i++)
		if (action->cycles[i].ended != DATE_NONE)
			result = action->cycles[i].result;
	if (!result || !result[0])
		return;
	doc_section(doc, _("What we learned"));
	doc_text(doc, result);
}

static void
add_advice(struct doc *doc)
{
	doc_section(doc, _("Try it on your unit"));
	doc_text(doc,
	    _("Begin small: one shift, a few people. Say before what you "
	      "expect, count before and after, and tell us what you found."));
}

void
page_worked(const struct page *page, const struct action *action,
    const char *theme, struct buf *out)
{
	bool adopted = any_adopted(action);
	char text[NOTE_SIZE], title[TITLE_SIZE];
	struct doc doc;

	snprintf(text, sizeof(text),
	    adopted ? _("What worked on %s") : _("What was tried on %s"),
	    page->unit);
	make_title(page, action, theme, title);
	doc_begin(&doc, page, out, title, text, card_style);
	doc_section(&doc, _("What it is about"));
	add_what(&doc, action, theme);
	doc_section(&doc, _("What we tried"));
	if (add_cycles(&doc, action, true) == 0)
		doc_text(&doc, _("No test has a result yet."));
	if (adopted)
		add_advice(&doc);
	else
		add_learned(&doc, action);
	doc_end(&doc);
}
